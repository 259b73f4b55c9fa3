"""What the commands share that write a page for customers and nothing for the team."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

import typer

from codesign_cli.cli import document, options, screen

if TYPE_CHECKING:
    from codesign_cli.documents.reader import Cut


def nothing(facts: Any) -> Iterable[str]:
    """No notes for the author."""
    return ()


def letter(name: str, notes: Callable[[Any], Iterable[str]] = nothing) -> Callable[..., int]:
    """The command of the customers' document `name`; `notes` of its facts are told on standard error.

    The command writes the page, or the list of what it still lacks, and returns the exit status.
    """

    def command(
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
        def customer(cut: Cut, phrases: Mapping[str, str]) -> document.Made:
            page = import_module(f"codesign_cli.documents.customer.{name}")
            facts = page.build(cut)
            for note in notes(facts):
                screen.tell(note)
            return document.Made(facts, page.layout(facts, phrases), 0 if facts.ready else 1)

        asked = document.Asked(
            name, path, as_of, format or (), output or (), color, step_summary, stdin_filename,
            audience, account, all_accounts,
        )  # fmt: skip
        return document.serve(ctx, asked, customer=customer)

    command.__name__ = name
    return command
