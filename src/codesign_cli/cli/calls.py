"""`codesign calls`: who has to hear a no from a person, by when, and in which words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import typer

from codesign_cli.cli import document, options

if TYPE_CHECKING:
    from codesign_cli.check import Checked

HELP = "Who must hear a no before the preview, why, and the words for it; exits 1 while one of them cannot be said."
EXAMPLE = "Example: codesign calls program.yaml --account halden"


def calls(
    ctx: typer.Context,
    path: str = options.PathArgument,
    account: str = typer.Option(None, "--account", metavar="ID", help="Only the calls to this account."),
    audience: str = options.AudienceOption,
    as_of: str = options.AsOfOption,
    format: list[str] = options.PageFormatOption,
    output: list[str] = options.PageOutputOption,
    step_summary: bool = options.SummaryOption,
    color: str = options.ColorOption,
    stdin_filename: str = options.StdinOption,
) -> int:
    """Writes the calls and returns the exit status: 1 where a call cannot be made for want of something to say."""

    def internal(checked: Checked, phrases: Mapping[str, str]) -> document.Made:
        from codesign_cli.documents.calls import build, layout

        assert checked.loaded.program is not None
        facts = build(checked.loaded.program, checked.now, account, phrases)
        return document.Made(facts, layout(facts, phrases), 0 if facts.ready else 1)

    asked = document.Asked(
        "calls", path, as_of, format or (), output or (), color, step_summary, stdin_filename, audience, account,
    )  # fmt: skip
    return document.serve(ctx, asked, internal=internal)
