"""`codesign agenda`: the page to run one session with."""

from __future__ import annotations

import typer

from codesign_cli.cli import options

HELP = "The page to run a session with: blocks with time and owner, script, airtime, cards, capture table."
EXAMPLE = "Example: codesign agenda program.yaml --session 2"


def agenda(
    path: str = typer.Argument(None, metavar="[PATH]", help="The program file; - is standard input."),
    session: int = typer.Option(..., "--session", "-s", metavar="N", help="The number of the session."),
    as_of: str = options.AsOfOption,
    format: str = typer.Option(
        "terminal", "--format", "-f", metavar="FORMAT", help="terminal, markdown or json."
    ),
    audience: str = options.AudienceOption,
    output: str = options.OutputOption,
    step_summary: bool = options.SummaryOption,
    color: str = options.ColorOption,
    stdin_filename: str = options.StdinOption,
) -> int:
    """Writes the agenda of one session and returns the exit status."""
    from codesign_cli.cli.document import Page, check_options, show
    from codesign_cli.cli.programs import open_for_document

    check_options(format, color, audience)
    checked = open_for_document(path, options.parse_as_of(as_of, [path], stdin_filename), stdin_filename)
    if checked is None or checked.loaded.program is None:
        return 1
    from codesign_cli.documents import agenda as document

    facts = document.build(checked.loaded.program, session, checked.now)
    show(Page("agenda", facts, document.layout(facts)), format, output, color, step_summary=step_summary)
    return 0
