"""How the rules of this discipline call people, accounts and records in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codesign_cli.model.derive import person_of
from codesign_cli.say import quoted

if TYPE_CHECKING:
    from codesign_cli.model.program import Program
    from codesign_cli.model.records import Record

_FUNCTIONS = {"product": "Product", "cs": "CS", "engineering": "Engineering"}


def who(program: Program, key: str) -> str:
    """The person that a team key stands for, `Tom Okafor`; where nobody is named the function, `CS`."""
    found = person_of(program, key)
    return (found[0] if found else "") or _FUNCTIONS.get(key, key)


def account_name(program: Program, account: str | None) -> str:
    """An account's name by its id; an id that nothing defines stands for itself."""
    if account is None:
        return "an account"
    return next((known.name for known in program.accounts if known.id == account), account)


def record_name(program: Program, record: Record) -> str:
    """A record as `F04 of Northwind Freight`."""
    return f"{record.id} of {account_name(program, record.account)}"


def trouble(record: Record) -> str:
    """What a record is about, cut at a word where it is too long for a sentence."""
    return short(record.friction)


def short(text: str, most: int = 50) -> str:
    """A text between backticks, cut at a word where it is longer than `most` characters."""
    flat = " ".join(text.split())
    if len(flat) > most:
        flat = flat[:most].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
    return quoted(flat, most + 1)
