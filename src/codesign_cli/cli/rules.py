"""`codesign rules`: the catalogue of all rules."""

from __future__ import annotations

import typer

from codesign_cli.cli import options

HELP = "All rules: code, name, severity and what each finds."
EXAMPLE = "Example: codesign rules --format markdown"


def rules(
    format: str = typer.Option(
        "terminal", "--format", "-f", metavar="FORMAT", help="terminal, markdown, html or json."
    ),
    output: str = options.OutputOption,
    color: str = options.ColorOption,
) -> int:
    """Writes the catalogue and returns the exit status."""
    from codesign_cli.cli.pages import Page, check_options, show
    from codesign_cli.documents import rule_list as document

    check_options(format, color)
    facts = document.build()
    show(Page("rules", facts, document.layout(facts)), format, output, color)
    return 0
