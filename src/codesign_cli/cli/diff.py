"""`codesign diff`: what changed in meaning since a git revision, told as a story."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import typer

from codesign_cli.cli import document, options

if TYPE_CHECKING:
    from codesign_cli.check import Checked

HELP = "What changed in meaning since a git revision: scope added, accounts swapped, promises reversed."
EXAMPLE = "Example: codesign diff main program.yaml"


def diff(
    ctx: typer.Context,
    revision: str = typer.Argument(
        ..., metavar="REV", help="The git revision to compare with: main, HEAD~3."
    ),
    path: str = options.PathArgument,
    as_of: str = options.AsOfOption,
    format: list[str] = options.PageFormatOption,
    output: list[str] = options.PageOutputOption,
    step_summary: bool = options.SummaryOption,
    color: str = options.ColorOption,
    stdin_filename: str = options.StdinOption,
) -> int:
    """Writes what changed and returns the exit status."""

    def internal(checked: Checked, phrases: Mapping[str, str]) -> document.Made:
        from codesign_cli.check import drift
        from codesign_cli.cli.programs import config_of
        from codesign_cli.cli.then import Since
        from codesign_cli.documents.diff import build, layout, shown
        from codesign_cli.errors import CodesignError
        from codesign_cli.rules import discover

        loaded = checked.loaded
        piped = path == "-"
        config = config_of("-" if piped else loaded.name, stdin_filename)
        before = Since([loaded.name], revision).before(loaded, config, checked.now, piped=piped)
        if before is not None and before.loaded.program is None:
            message = f"{loaded.name} could not be read as a program at {revision}."
            raise CodesignError(message, "Name a later revision.")
        findings = list(drift(discover(), loaded, checked.now, before))  # whatever the file sets aside
        facts = build(before.loaded if before else None, loaded, revision, findings)
        return document.Made(shown(facts), layout(facts))

    asked = document.Asked(
        "diff", path, as_of, format or (), output or (), color, step_summary, stdin_filename
    )
    return document.serve(ctx, asked, internal=internal)
