"""`codesign preview`: the note that goes with the feature before its release."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import typer

from codesign_cli.cli import document, options

if TYPE_CHECKING:
    from codesign_cli.documents.reader import Cut

HELP = (
    "What to look at before the release, how and until when to flag what is critical; exits 1 without a date."
)
EXAMPLE = "Example: codesign preview program.yaml --all-accounts --output previews"


def preview(
    ctx: typer.Context,
    path: str = options.PathArgument,
    audience: str = options.AudienceOption,
    account: str = options.AccountOption,
    all_accounts: bool = options.AllAccountsOption,
    as_of: str = options.AsOfOption,
    format: list[str] = options.PageFormatOption,
    output: list[str] = options.PageOutputOption,
    step_summary: bool = options.SummaryOption,
    color: str = options.ColorOption,
    stdin_filename: str = options.StdinOption,
) -> int:
    """Writes the note for the preview, or the list of what it still lacks, and returns the exit status."""

    def customer(cut: Cut, phrases: Mapping[str, str]) -> document.Made:
        from codesign_cli.documents.customer.preview import build, layout

        facts = build(cut)
        return document.Made(facts, layout(facts, phrases), 0 if facts.ready else 1)

    asked = document.Asked(
        "preview", path, as_of, format or (), output or (), color, step_summary, stdin_filename,
        audience, account, all_accounts,
    )  # fmt: skip
    return document.serve(ctx, asked, customer=customer)
