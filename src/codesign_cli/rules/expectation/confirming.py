"""Rule on whether a fix worked for those who asked for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, cast

from codesign_cli.duties import owed
from codesign_cli.duties.after import confirmations
from codesign_cli.duties.sessions import session_title, took_place
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.rules.expectation.naming import who
from codesign_cli.say import listed

if TYPE_CHECKING:
    from codesign_cli.model.program import Program
    from codesign_cli.model.sessions import Session

_THIRD = """\
debrief:
  at: 2026-04-21T16:00
preview:
  planned: 2026-04-16
sessions:
  - number: 3
    opened:
      scope: true
      final_call: true
    attended:
      northwind:
        - Dana Ruiz
      halden:
        - Mika Salo
      corvus:
        - Ada Quist
feedback:
  - id: F05
    session: 3
    account: corvus
    step: Choosing new owners
    friction: "The list of owners starts at the top again after each task"
    severity: minor
    pm_read: investigate
"""
"""Session 3 held, with one record and no confirmation."""


@rule(
    "EXP426",
    "fix-not-confirmed",
    "info",
    "A-093",
    covered_by=("EXP420",),
    clauses={
        "nobody": "session 3 answered a record, and two working days later nobody has confirmed that it was fixed",
        "denied": "every account that was asked says that it was not fixed",
    },
    why="A fix that nobody has used is a guess. Session 3 is the last occasion to learn that it misses the trouble, "
    "while the design can still change.",
    mend="Ask the account that met the trouble to walk through it again, and write its answer under `confirmed`.",
    bad=(
        Example(
            "sessions:\n  - number: 3 # <-\n", "nobody", base="finished", drop=("sessions[3].confirmed",)
        ),
        Example(
            "sessions:\n  - number: 3 # <-\n    answers:\n      F03: The record shows both owners\n",
            "nobody",
            base="finished",
            note="of two answered records one is confirmed",
        ),
        Example(
            "sessions:\n  - number: 3 # <-\n    confirmed:\n"
            "      F02: {northwind: false, halden: false, corvus: false}\n",
            "denied",
            base="finished",
        ),
    ),
    good=(
        Example(
            "sessions:\n  - number: 3\n    confirmed:\n      F02: {northwind: false, halden: true, corvus: false}\n",
            base="finished",
            note="one account is enough",
        ),
        Example(_THIRD, as_of="2026-03-13", note="the second working day after the session is in time"),
    ),
)
def fix_not_confirmed(program: Program, now: datetime) -> Iterator[Hit]:
    """A record that session 3 answered was not confirmed as fixed by anybody."""
    for duty in owed(program, now, "EXP426"):
        session = cast("Session", duty.subject)
        if duty.done or not took_place(program, session, now):
            continue
        said = {record: confirmations(program, record) for record in session.answers}
        open_records = [record for record, answers in said.items() if not any(answers)]
        denied = all(said[record] for record in open_records)
        what = "the accounts say that it did not help" if denied else "nobody has confirmed that it worked"
        yield hit(
            duty.place,
            f"{session_title(program, session, now)} answered {listed(open_records)}, and {what}.",
            help=f"Let {who(program, 'cs')} ask whoever met the trouble to try again, and write the answer "
            "under `confirmed`.",
            clause="denied" if denied else "nobody",
            due=duty.due,
            related=tuple(at(session, "answers", record, note="answered here") for record in open_records),
        )
