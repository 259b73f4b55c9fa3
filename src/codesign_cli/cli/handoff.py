"""`codesign handoff`: what the people after the sale need once the feature is out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import typer

from codesign_cli.cli import document, options

if TYPE_CHECKING:
    from codesign_cli.check import Checked

HELP = "After the release: who is ready, what still hurts, how accounts get by, what to measure when."
EXAMPLE = "Example: codesign handoff program.yaml --draft"


def handoff(
    ctx: typer.Context,
    path: str = options.PathArgument,
    draft: bool = typer.Option(False, "--draft", help="Print it all the same, marked as a draft."),
    audience: str = options.AudienceOption,
    as_of: str = options.AsOfOption,
    format: list[str] = options.PageFormatOption,
    output: list[str] = options.PageOutputOption,
    step_summary: bool = options.SummaryOption,
    color: str = options.ColorOption,
    stdin_filename: str = options.StdinOption,
) -> int:
    """Writes the hand-over, or the list of what it still lacks, and returns the exit status."""

    def internal(checked: Checked, phrases: Mapping[str, str]) -> document.Made:
        from codesign_cli.documents.handoff import build, layout, shown

        assert checked.loaded.program is not None
        facts = build(checked.loaded.program, checked.now, draft=draft)
        return document.Made(shown(facts), layout(facts, phrases), 0 if draft or facts.ready else 1)

    asked = document.Asked(
        "handoff", path, as_of, format or (), output or (), color, step_summary, stdin_filename, audience,
    )  # fmt: skip
    return document.serve(ctx, asked, internal=internal)
