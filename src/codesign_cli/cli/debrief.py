"""`codesign debrief`: what went in, what did not and why; refuses to close the loop half."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import typer

from codesign_cli.cli import document, options

if TYPE_CHECKING:
    from codesign_cli.check import Checked
    from codesign_cli.documents.reader import Cut

HELP = "What went in, what did not and why; exits 1 and lists what is missing while the loop is not closed."
EXAMPLE = "Example: codesign debrief program.yaml --draft"


def debrief(
    ctx: typer.Context,
    path: str = options.PathArgument,
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
    """Writes the debrief, or the list of what it still lacks, and returns the exit status."""

    def internal(checked: Checked, phrases: Mapping[str, str]) -> document.Made:
        from codesign_cli.documents.debrief import build, layout, shown

        assert checked.loaded.program is not None
        facts = build(checked.loaded.program, checked.now, draft=draft)
        return document.Made(shown(facts), layout(facts, phrases), 0 if draft or not facts.missing else 1)

    def customer(cut: Cut, phrases: Mapping[str, str]) -> document.Made:
        from codesign_cli.documents.customer.debrief import build, layout

        facts = build(cut, draft=draft)
        return document.Made(facts, layout(facts, phrases), 0 if draft or facts.ready else 1)

    asked = document.Asked(
        "debrief", path, as_of, format or (), output or (), color, step_summary, stdin_filename,
        audience, account, all_accounts,
    )  # fmt: skip
    return document.serve(ctx, asked, internal=internal, customer=customer)
