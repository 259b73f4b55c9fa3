"""`codesign debrief`: what went in, what did not and why; refuses to close the loop half."""

from __future__ import annotations

import typer

from codesign_cli.cli import options

HELP = "What went in, what did not and why; exits 1 and lists what is missing while the loop is not closed."
EXAMPLE = "Example: codesign debrief program.yaml --draft"


def debrief(
    path: str = typer.Argument(None, metavar="[PATH]", help="The program file; - is standard input."),
    draft: bool = typer.Option(False, "--draft", help="Print it all the same, marked as a draft."),
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
    """Writes the debrief, or the list of what it still lacks, and returns the exit status."""
    from codesign_cli.cli.document import Page, check_options, show
    from codesign_cli.cli.programs import open_for_document

    check_options(format, color, audience)
    checked = open_for_document(path, options.parse_as_of(as_of, [path], stdin_filename), stdin_filename)
    if checked is None or checked.loaded.program is None:
        return 1
    from codesign_cli.documents import debrief as document

    facts = document.build(checked.loaded.program, checked.now, draft=draft)
    show(
        Page("debrief", document.shown(facts), document.layout(facts)),
        format,
        output,
        color,
        step_summary=step_summary,
    )
    return 0 if draft or not facts.missing else 1
