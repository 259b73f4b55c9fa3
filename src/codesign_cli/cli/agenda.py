"""`codesign agenda`: the page to run one session with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import typer

from codesign_cli.cli import document, options

if TYPE_CHECKING:
    from codesign_cli.check import Checked
    from codesign_cli.documents.reader import Cut

HELP = "The page to run a session with: blocks with time and owner, script, airtime, cards, capture table."
EXAMPLE = "Example: codesign agenda program.yaml --session 2"


def agenda(
    ctx: typer.Context,
    path: str = options.PathArgument,
    session: int = typer.Option(..., "--session", "-s", metavar="N", help="The number of the session."),
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
    """Writes the agenda of one session and returns the exit status."""

    def internal(checked: Checked, phrases: Mapping[str, str]) -> document.Made:
        from codesign_cli.documents.agenda import build, layout

        assert checked.loaded.program is not None
        facts = build(checked.loaded.program, session, checked.now)
        return document.Made(facts, layout(facts, phrases))

    def known(checked: Checked) -> None:
        from codesign_cli.documents.agenda import find_session

        assert checked.loaded.program is not None
        find_session(checked.loaded.program, session)

    def customer(cut: Cut, phrases: Mapping[str, str]) -> document.Made:
        from codesign_cli.documents.customer.agenda import build, layout

        facts = build(cut, session)
        return document.Made(facts, layout(facts, phrases), 0 if facts.ready else 1)

    asked = document.Asked(
        "agenda", path, as_of, format or (), output or (), color, step_summary, stdin_filename,
        audience, account, all_accounts, part=f"session-{session}",
    )  # fmt: skip
    return document.serve(ctx, asked, internal=internal, customer=customer, known=known)
