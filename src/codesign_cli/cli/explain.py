"""`codesign explain`: one rule, term, figure or failure mode, offline."""

from __future__ import annotations

import typer

from codesign_cli.cli import options

HELP = """One rule: what it finds, why it matters, bad and good examples, how to mend it, where it comes from.
Or one term, figure or failure mode: what it means, whom a figure is about, and the rules that have to do with it.
`codesign rules` lists the rules, `codesign explain terms` the rest."""
EXAMPLE = "Examples: codesign explain ROL305; codesign explain expectation debt; codesign explain 41%"


def explain(
    words: list[str] = typer.Argument(
        ...,
        metavar="RULE|TERM",
        help="A code or a name (ROL305, not-cs-facilitated), a term (theatre) or a figure (41%).",
    ),
    format: str = typer.Option(
        "terminal", "--format", "-f", metavar="FORMAT", help="terminal, markdown, html or json."
    ),
    output: str = options.OutputOption,
    color: str = options.ColorOption,
) -> int:
    """Writes the page of what `words` name together and returns the exit status."""
    from codesign_cli.cli.pages import Page, check_options, show
    from codesign_cli.documents import explained as document

    check_options(format, color)
    facts = document.build(" ".join(words))
    show(Page("explain", facts, document.layout(facts)), format, output, color)
    return 0
