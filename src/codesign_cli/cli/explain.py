"""`codesign explain`: one rule, offline: why it matters, bad and good, how to mend it, where it comes from."""

from __future__ import annotations

import typer

from codesign_cli.cli import options

HELP = "One rule: what it finds, why it matters, bad and good examples, how to mend it, where it comes from."
EXAMPLE = "Example: codesign explain ROL305"


def explain(
    rule: str = typer.Argument(..., metavar="RULE", help="A code or a name: ROL305, not-cs-facilitated."),
    format: str = typer.Option(
        "terminal", "--format", "-f", metavar="FORMAT", help="terminal, markdown or json."
    ),
    output: str = options.OutputOption,
    color: str = options.ColorOption,
) -> int:
    """Writes the page of one rule and returns the exit status."""
    from codesign_cli.cli.document import Page, checked_format, show
    from codesign_cli.documents import rule_page as document

    checked_format(format, color)
    facts = document.build(rule)
    show(Page("explain", facts, document.layout(facts)), format, output, color)
    return 0
