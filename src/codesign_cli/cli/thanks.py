"""`codesign thanks`: the thanks at the close, for one account or for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import typer

from codesign_cli.cli import document, options, screen

if TYPE_CHECKING:
    from codesign_cli.documents.reader import Cut

HELP = "What they gave, counted, and what came of it; exits 1 before the close, while there is nothing to say yet."
EXAMPLE = "Example: codesign thanks program.yaml --account northwind"


def thanks(
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
    """Writes the thanks, or the list of what they still lack, and returns the exit status."""

    def customer(cut: Cut, phrases: Mapping[str, str]) -> document.Made:
        from codesign_cli.documents.customer.thanks import build, layout
        from codesign_cli.documents.customer.unready import Unready

        facts = build(cut)
        for record in () if isinstance(facts, Unready) else facts.fallen_out:
            screen.tell(
                f"{record} went in and nothing says what shipped for it: the thanks leave it out. Write `shipped`."
            )
        return document.Made(facts, layout(facts, phrases), 0 if facts.ready else 1)

    asked = document.Asked(
        "thanks", path, as_of, format or (), output or (), color, step_summary, stdin_filename,
        audience, account, all_accounts,
    )  # fmt: skip
    return document.serve(ctx, asked, customer=customer)
