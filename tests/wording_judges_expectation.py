"""How the wording rules on invitations, promises, thanks, reasons and records are asked about one case of a corpus."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from codesign_cli.rules.expectation.invited import lacking, modes
from codesign_cli.rules.expectation.planned import Plan, contradictions
from codesign_cli.rules.expectation.promises import promises
from codesign_cli.rules.expectation.stock import stock_phrase, vocabulary
from codesign_cli.rules.expectation.thanked import names_change, names_shipped, names_time
from codesign_cli.rules.phrases import signs_of
from codesign_cli.rules.role.softening import softer

FEATURE = "Bulk ownership transfer"
IN_SCOPE = ("Selecting a leaver's tasks", "Choosing new owners", "The ownership record after a transfer")
ACCOUNTS = ("Northwind Freight", "Halden Works", "Corvus Labs")
PLAN = Plan((3,), (5.0,), ((60, 60, 75),))
SHIPPED = (
    ("The selection survives paging, sorting and filters", "The selection is lost when the list pages"),
    (
        "The record shows both owners and the moment of the change",
        "The record shows the new owner but not when",
    ),
)
"""The program of every case that names no other: that of `tests/clean`."""

Judge = Callable[[dict[str, Any]], bool]


def own_words(case: dict[str, Any]) -> tuple[str, ...]:
    """The texts whose words are the program's own."""
    return (case.get("feature") or FEATURE, *(case.get("in_scope") or IN_SCOPE))


def _incomplete(case: dict[str, Any]) -> bool:
    """Right is what leaves out the very clauses that the case says; for a complete text any finding counts."""
    found = lacking(case["text"], own_words(case))
    return set(found) == set(case["missing"]) if case["missing"] else bool(found)


def _promises(case: dict[str, Any]) -> bool:
    decided = (tuple(case.get("incorporated") or ()), ())
    return any(True for _ in promises(case["text"], own_words(case), decided))


def _generic(case: dict[str, Any]) -> bool:
    shipped = [(text, "") for text in case.get("shipped") or ()] or list(SHIPPED)
    text, feature = case["text"], own_words(case)[0]
    return not (names_time(text) or names_shipped(text, shipped, feature) or names_change(text, feature))


def _by_signs(code: str) -> Judge:
    return lambda case: signs_of(code).found(case["text"], own_words(case)) is not None


JUDGES: dict[str, Judge] = {
    "EXP402": _incomplete,
    "EXP403": lambda case: any(True for _ in contradictions(case["text"], PLAN)),
    "EXP404": _by_signs("EXP404"),
    "EXP405": _promises,
    "EXP406": _by_signs("EXP406"),
    "EXP423": lambda case: stock_phrase(case["text"], vocabulary(own_words(case))) is not None,
    "EXP451": _generic,
    "EXP457": lambda case: len(modes(case["text"], own_words(case))) != 1,
    "ROL314": lambda case: signs_of("ROL314").found(case["text"], ACCOUNTS) is not None,
    "ROL319": _by_signs("ROL319"),
    "ROL320": _by_signs("ROL320"),
    "ROL321": lambda case: bool(softer(case["before"], case["text"])),
}
