"""`codesign retro`: the hour after the release, with what the file knows for each of its questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import typer

from codesign_cli.cli import document, options

if TYPE_CHECKING:
    from codesign_cli.check import Checked

HELP = "An hour to look back: four questions, filled with figures, failed gates, findings and their signs."
EXAMPLE = "Example: codesign retro program.yaml --format markdown"


def retro(
    ctx: typer.Context,
    path: str = options.PathArgument,
    audience: str = options.AudienceOption,
    as_of: str = options.AsOfOption,
    format: list[str] = options.PageFormatOption,
    output: list[str] = options.PageOutputOption,
    step_summary: bool = options.SummaryOption,
    color: str = options.ColorOption,
    stdin_filename: str = options.StdinOption,
) -> int:
    """Writes the page of the retrospective and returns the exit status."""

    def internal(checked: Checked, phrases: Mapping[str, str]) -> document.Made:
        from codesign_cli.check import check
        from codesign_cli.cli.programs import config_of
        from codesign_cli.config import NO_SETTINGS
        from codesign_cli.documents.retro import build, layout

        assert checked.loaded.program is not None
        config = config_of("-" if path == "-" else checked.loaded.name, stdin_filename)
        settings = config.settings if config else NO_SETTINGS
        findings = check(checked.loaded, checked.now, None, settings).findings
        facts = build(checked.loaded.program, checked.now, findings)
        return document.Made(facts, layout(facts, phrases))

    asked = document.Asked(
        "retro", path, as_of, format or (), output or (), color, step_summary, stdin_filename, audience,
    )  # fmt: skip
    return document.serve(ctx, asked, internal=internal)
