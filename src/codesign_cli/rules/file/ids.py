"""The rule of ids: what others refer to bears an id of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.model.derive import session_number
from codesign_cli.rules import Example, Hit, at, hit, rule

if TYPE_CHECKING:
    from codesign_cli.model.program import Program

_ACCOUNT = """\
accounts:
  - id: northwind
    name: Northwind Freight
  - id: northwind # <-
    name: Northwind Rail
"""
_CANDIDATE = """\
candidates:
  - id: brome
    name: Brome Foods
  - id: brome # <-
    name: Brome Logistics
"""
_RECORD = """\
feedback:
  - id: F04
    session: 2
  - id: F04 # <-
    session: 1
    account: corvus
    friction: The list of leavers has to be asked for by mail
    severity: minor
    pm_read: decline
"""
_SESSION = """\
sessions:
  - number: 2
    minutes: 75
  - number: 2 # <-
    at: 2026-03-18T16:00
"""
_BECAME = """\
candidates:
  - id: corvus
    name: Corvus Labs
    health: green
    outcome: invited
"""


@rule(
    "FIL007",
    "duplicate-id",
    "error",
    "X",
    clauses={
        "account": "two accounts or two candidates share an id",
        "record": "two records share an id",
        "session": "two sessions share a number",
    },
    why="Answers, calls and confirmations find their record by its id. Where two bear the same one, nobody can tell "
    "which was meant.",
    mend="Give the second one an id of its own, and check what refers to it.",
    bad=(
        Example(_ACCOUNT, "account"),
        Example(_CANDIDATE, "account", note="candidates among themselves"),
        Example(_RECORD, "record"),
        Example(_SESSION, "session"),
    ),
    good=(Example(_BECAME, note="a candidate may bear the id of the account it became"),),
)
def duplicate_id(program: Program, now: datetime) -> Iterator[Hit]:
    """Two accounts, records or sessions bear the same id."""
    yield from _twice("account", "id", ((account, account.id) for account in program.accounts))
    yield from _twice("account", "id", ((candidate, candidate.id) for candidate in program.candidates))
    sessions = enumerate(program.sessions)
    numbered = ((session, str(session_number(program, index))) for index, session in sessions)
    yield from _twice("session", "number", numbered)
    yield from _twice("record", "id", ((record, record.id) for record in program.feedback))


def _twice(kind: str, key: str, items: Iterable[tuple[object, str]]) -> Iterator[Hit]:
    """A hit on each item whose id an earlier one bears already."""
    first: dict[str, object] = {}
    for item, name in items:
        if name in first:
            yield hit(
                at(item, key),
                f"Two {kind}s bear the {key} `{name}`.",
                help=f"Give this one {'a number' if key == 'number' else 'an id'} of its own.",
                clause=kind,
                related=(at(first[name], key, note=f"the first {kind} `{name}`"),),
            )
        first.setdefault(name, item)
