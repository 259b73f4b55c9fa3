"""`codesign memo`: what was heard about a theme, what is believed, what follows, and what would change it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import typer

from codesign_cli.cli import document, options

if TYPE_CHECKING:
    from codesign_cli.check import Checked
    from codesign_cli.documents.reader import Cut

HELP = (
    "The decision memos: what was heard, what follows, what would turn it; exits 1 while a part is missing."
)
EXAMPLE = 'Example: codesign memo program.yaml --theme "Selecting many tasks"'


def memo(
    ctx: typer.Context,
    path: str = options.PathArgument,
    theme: str = typer.Option(
        None,
        "--theme",
        metavar="THEME",
        help="Only the memo with this theme, or with this number in the file.",
    ),
    draft: bool = typer.Option(False, "--draft", help="Print it all the same, marked as a draft."),
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
    """Writes the memos, or what they still lack, and returns the exit status."""

    def internal(checked: Checked, phrases: Mapping[str, str]) -> document.Made:
        from codesign_cli.documents.memo import build, layout

        assert checked.loaded.program is not None
        facts = build(checked.loaded.program, checked.now, theme, draft=draft)
        return document.Made(facts, layout(facts, phrases), 0 if facts.ready or facts.draft else 1)

    def customer(cut: Cut, phrases: Mapping[str, str]) -> document.Made:
        from codesign_cli.documents.customer.memo import build, layout

        facts = build(cut, theme, draft=draft)
        return document.Made(facts, layout(facts, phrases), 0 if draft or facts.ready else 1)

    asked = document.Asked(
        "memo", path, as_of, format or (), output or (), color, step_summary, stdin_filename,
        audience, account, all_accounts,
    )  # fmt: skip
    return document.serve(ctx, asked, internal=internal, customer=customer)
