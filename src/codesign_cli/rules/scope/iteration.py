"""Scope rules on what follows session 2: a shorter session 3, and extra sessions only where something is open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, cast

from codesign_cli.duties import owed
from codesign_cli.duties.course import EXTRA_SESSIONS, written_up
from codesign_cli.model.derive import held, session_by_number, session_day, session_number
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.rules.expectation.naming import account_name
from codesign_cli.rules.scope.length import session_said

if TYPE_CHECKING:
    from codesign_cli.model.program import Program
    from codesign_cli.model.records import Record
    from codesign_cli.model.sessions import Session


@rule(
    "SCO116",
    "iteration-not-shorter",
    "info",
    "A-094",
    clauses={
        "as-long": "session 3 is planned for as many minutes as session 2",
        "longer": "session 3 is planned for more minutes than session 2",
    },
    why="Session 3 looks at a few changes, where session 2 walked through the whole thing. When it needs as much time, "
    "the revision has mostly left open what session 2 found.",
    mend="Plan session 3 shorter than session 2, around the records that its revision answers.",
    bad=(
        Example("sessions:\n  - number: 3\n    minutes: 75 # <-\n", "as-long"),
        Example("sessions:\n  - number: 3\n    minutes: 90 # <-\n", "longer"),
    ),
    good=(
        Example(
            "sessions:\n  - number: 3\n    minutes: 74\n",
            base="begun",
            note="one minute shorter",
        ),
        Example(
            "title: Bulk ownership transfer\n", drop=("sessions[3].minutes",), note="nothing is planned yet"
        ),
        Example(
            "invitation:\n  text: |\n    Hello,\n"
            "    we would like your help to make bulk ownership transfer work for the people who do hand-overs.\n"
            "    There are three sessions over five weeks, each between 60 and 90 minutes.\n"
            "    Your input shapes the design of this one feature; it is not a say in the roadmap.\n"
            "    Product makes the final decision about what is built, and tells you what was taken in and why.\n"
            "sessions:\n  - number: 1\n    minutes: 90\n",
            note="session 1 may be the longest",
        ),
    ),
)
def iteration_not_shorter(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds a session 3 that is as long as session 2 or longer."""
    second, third = session_by_number(program, 2), session_by_number(program, 3)
    if second is None or third is None or second.held is False or third.held is False:
        return
    if second.minutes is None or third.minutes is None or third.minutes < second.minutes:
        return
    longer = third.minutes > second.minutes
    than = f"longer than session 2 with {second.minutes}" if longer else "as long as session 2"
    yield hit(
        at(third, "minutes"),
        f"{session_said(program, third, now)} has {third.minutes} minutes, {than}.",
        help="Plan it shorter, around what the revision answers; if it needs the time, ask what session 2 left open.",
        clause="longer" if longer else "as-long",
        related=(at(second, "minutes", note="session 2"),),
    )


_FOURTH = """\
timeline:
  end: 2026-03-18
sessions:
  - number: 4{mark}
    purpose: edge-cases
    at: 2026-03-18T16:00
    minutes: 60
    shows: The drawer with two sites
    questions:
      - Walk us through your last hand-over across two sites.
"""
_FIFTH = """\
timeline:
  end: 2026-03-25
sessions:
  - number: 4
    at: 2026-03-18T16:00
    because:
      - account: halden
        unresolved: Hand-overs across two sites
  - number: 5{mark}
    at: 2026-03-25T16:00
"""
_BECAUSE = "    because:\n      - account: halden{account}\n        unresolved: Hand-overs across two sites\n"


def _fourth(more: str = "", mark: str = " # <-") -> str:
    return _FOURTH.format(mark=mark) + more


@rule(
    "SCO117",
    "extra-session-unjustified",
    "warning",
    "A-095",
    clauses={
        "nothing": "`because` of session 4 or 5 is empty when the session begins",
        "no-case": "it names an account, and no unresolved case",
        "no-account": "it names an unresolved case, and no account",
    },
    why="A fourth or fifth session is for the accounts whose work is too involved for three. Without a name and a case "
    "it is a habit, and it uses up good will that the debrief needs.",
    mend="Write under `because` each account that comes and what is unresolved for it; else leave the session out.",
    bad=(
        Example(_fourth(), "nothing", as_of="2026-03-18T16:01", note="a minute after it has begun"),
        Example(_fourth("    because: [] # <-\n", ""), "nothing", as_of="2026-03-19"),
        Example(_FIFTH.format(mark=" # <-"), "nothing", as_of="2026-03-26"),
        Example(
            _fourth(),
            "nothing",
            as_of="2026-03-11",
            severity="info",
            note="seven days before it is told",
        ),
        Example(
            _fourth("    because:\n      - account: halden # <-\n", ""),
            "no-case",
            as_of="2026-03-19",
        ),
        Example(
            _fourth('    because:\n      - account: halden\n        unresolved: "" # <-\n', ""),
            "no-case",
            as_of="2026-03-19",
        ),
        Example(
            _fourth("    because:\n      - unresolved: Hand-overs across two sites # <-\n", ""),
            "no-account",
            as_of="2026-03-19",
        ),
    ),
    good=(
        Example(
            _fourth("", ""),
            drop=("invitation.text",),
            note="more than a week before the session nothing is owed",
        ),
        Example(_fourth(_BECAUSE.format(account=""), ""), note="an account and its case"),
        Example(
            "sessions:\n  - number: 3\n    because: []\n",
            note="the first three need no reason",
        ),
    ),
)
def extra_session_unjustified(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds a session 4 or 5 that names no account with an unresolved case."""
    for duty in owed(program, now, "SCO117"):
        if duty.done:
            continue
        session = cast("Session", duty.subject)
        named = next((case.account for case in session.because if case.account), None)
        facts = {
            "no-case": f"names {account_name(program, named)}, and no case that is unresolved there",
            "no-account": "names an unresolved case, and no account that has it",
        }
        fact = facts.get(duty.clause, "names no account with an unresolved case")
        yield hit(
            duty.place,
            f"{session_said(program, session, now)} {fact}.",
            help="Write under `because` who needs it and what is unresolved there, or leave the session out.",
            clause=duty.clause,
            due=duty.due,
        )


_HELD_FOURTH = """\
timeline:
  end: 2026-03-18
feedback:
  - id: F01
    decided: {decided}
sessions:
  - number: 4{mark}
    purpose: edge-cases
    at: 2026-03-18T16:00
    minutes: 60
    leads: product
    facilitates: cs
    observes:
      - engineering
    shows: The drawer with two sites
    questions:
      - Walk us through your last hand-over across two sites.
    because:
      - account: halden
        unresolved: Hand-overs across two sites
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
    confirmed:
      F03:
        northwind: true
        halden: true
        corvus: true
"""


def _held_fourth(decided: str, mark: str = "") -> str:
    return _HELD_FOURTH.format(decided=decided, mark=mark)


@rule(
    "SCO118",
    "extra-session-unneeded",
    "info",
    "A-096",
    clauses={
        "planned": "session 4 or 5 is planned, and after session 3 no blocker and no open investigation is left",
        "held": "session 4 or 5 was held when neither was left",
    },
    why="Once three sessions have said clearly what works, another one finds little, costs everybody an hour and makes "
    "the next request harder.",
    mend="Leave the session out and go on to the debrief. A record counts as left while it is undecided, or taken in "
    "and not yet confirmed by an account.",
    bad=(
        Example(
            _held_fourth("2026-03-16", " # <-"),
            "planned",
            base="finished",
            as_of="2026-03-17",
            drop=("sessions[3].answers",),
        ),
        Example(_held_fourth("2026-03-17", " # <-"), "held", base="finished"),
        Example(
            _FIFTH.format(mark=" # <-").replace("  - number: 4\n", "  - number: 4 # <-\n"),
            "held",
            base="finished",
            drop=("feedback[F01]",),
            note="both of them",
        ),
    ),
    good=(
        Example(
            _held_fourth("2026-03-18"),
            base="finished",
            note="the investigation was still open on the day of the session",
        ),
        Example(
            _held_fourth("2026-03-17").replace("    decided", "    severity: blocker\n    decided")
            + "  - number: 3\n    confirmed:\n      F02:\n        halden: false\n",
            base="finished",
            note="a blocker that an account did not find solved",
        ),
        Example(
            _fourth(_BECAUSE.format(account=""), ""), note="session 3 lies ahead, so that nobody can say yet"
        ),
    ),
    covered_by=("SCO117",),
)
def extra_session_unneeded(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds a session 4 or 5 for which no blocker and no open investigation is left."""
    third = session_by_number(program, 3)
    if program.state == "cancelled" or third is None or not written_up(program, third, now):
        return
    for number in EXTRA_SESSIONS:
        session = session_by_number(program, number)
        if session is None or session.held is False or _anything_left(program, session, number):
            continue
        yield _unneeded(program, session, now)


def _unneeded(program: Program, session: Session, now: datetime) -> Hit:
    took_place = held(program, session, now)
    fact = (
        "was held when no blocker and no open investigation was left"
        if took_place
        else "is planned, and no blocker and no open investigation is left"
    )
    return hit(
        at(session),
        f"{session_said(program, session, now)} {fact}.",
        help="Next time go on to the debrief once three sessions have been clear."
        if took_place
        else "Leave it out and go on to the debrief; the accounts get their hour back.",
        clause="held" if took_place else "planned",
    )


def _anything_left(program: Program, session: Session, number: int) -> bool:
    """Whether a blocker or an investigation of an earlier session was still open when this one came."""
    day = session_day(program, session)
    said = _confirmations(program, number)
    return any(
        record.session < number
        and (record.severity == "blocker" or record.pm_read == "investigate")
        and not _settled(record, day, said)
        for record in program.feedback
    )


def _settled(record: Record, day: date | None, said: dict[str, dict[str, bool]]) -> bool:
    """Whether a record was closed before the day of a session: taken in and confirmed, or turned down by then."""
    if record.final is None:
        return False
    if record.final == "incorporated":
        words = said.get(record.id, {}).values()
        return any(words) and all(words)
    return record.decided is None or day is None or record.decided < day


def _confirmations(program: Program, number: int) -> dict[str, dict[str, bool]]:
    """What each account last said of each record before the session with this number: whether it is solved."""
    earlier = sorted(
        (session_number(program, index), index)
        for index in range(len(program.sessions))
        if session_number(program, index) < number
    )
    said: dict[str, dict[str, bool]] = {}
    for _, index in earlier:
        for record, words in program.sessions[index].confirmed.items():
            said.setdefault(record, {}).update(words)
    return said
