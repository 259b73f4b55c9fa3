"""Scope rules on when things happen: the design lock, and the time between two sessions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from codesign_cli.duties.sessions import first_day
from codesign_cli.figures import days_said
from codesign_cli.model.derive import (
    moment,
    number_of,
    session_by_number,
    session_day,
    session_start,
    session_times,
)
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.rules.scope.length import session_said
from codesign_cli.say import count
from codesign_cli.when import say_day

if TYPE_CHECKING:
    from datetime import date

    from codesign_cli.model.program import Program
    from codesign_cli.model.sessions import Session

LONGEST_GAP = 21
"""Days between two sessions: more than three weeks, and the cadence is lost (A-026; the number is our own)."""
SHORTEST_GAP = 4
"""Days between two sessions: fewer leave no time to work in what was heard (our own judgement)."""


@rule(
    "SCO124",
    "design-locked-early",
    "error",
    "A-086 T-11",
    clauses={
        "session-1": "`design_locked` lies before the day of session 1",
        "session-3": "it lies before the day of session 3: a warning",
    },
    why="What customers say can change only what is still open. A design that is fixed before session 1 turns the "
    "program into a show; fixed before session 3, it leaves no room for what the revision brings up.",
    mend="Move the lock behind session 3, or hold the sessions earlier.",
    bad=(
        Example("feature:\n  design_locked: 2026-02-03 # <-\n", "session-1", note="the day before session 1"),
        Example(
            "feature:\n  design_locked: 2026-02-04 # <-\n",
            "session-3",
            severity="warning",
            note="the day of session 1 is not before it, and still before session 3",
        ),
        Example("feature:\n  design_locked: 2026-03-10 # <-\n", "session-3", severity="warning"),
        Example(
            "feature:\n  design_locked: 2026-02-03 # <-\n",
            "session-1",
            base="begun",
            drop=("sessions",),
            note="while no session has a day, the start of the timeline stands for session 1",
        ),
    ),
    good=(
        Example("feature:\n  design_locked: 2026-03-11\n", note="the same day is not before"),
        Example("title: Bulk ownership transfer\n", drop=("feature.design_locked",), note="not locked yet"),
    ),
)
def design_locked_early(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds a design that is locked before session 1, or before session 3."""
    locked = program.feature.design_locked
    if locked is None:
        return
    third = session_by_number(program, 3)
    first, last = first_day(program), None
    if third is not None and third.held is not False:
        last = session_day(program, third)
    if first is not None and locked < first:
        yield _locked(program, locked, 1, first, now)
    elif last is not None and locked < last:
        yield _locked(program, locked, 3, last, now)


def _locked(program: Program, locked: date, number: int, day: date, now: datetime) -> Hit:
    """The hit for a design that is locked before a session."""
    session = session_by_number(program, number)
    verb = "was locked" if locked < now.date() else "is to be locked"
    way = "Open it again until session 3 is over" if locked < now.date() else "Lock it after session 3"
    change = "anything was heard" if number == 1 else "the revision was tried"
    return hit(
        at(program.feature, "design_locked"),
        f"The design {verb} on {say_day(locked, now)}, before session {number} ({say_day(day, now)}) and so before "
        f"{change}.",
        help=f"{way}, so that what customers show can still change it.",
        clause=f"session-{number}",
        severity="warning" if number == 3 else None,
        related=(at(session, "at", note=f"session {number}"),) if session is not None and session.at else (),
    )


@rule(
    "SCO127",
    "session-gap",
    "info",
    "A-026 X",
    limits={"longest_days": LONGEST_GAP, "shortest_days": SHORTEST_GAP},
    clauses={
        "long": "more than three weeks lie between two sessions",
        "short": "fewer than four days lie between two sessions",
    },
    why="Co-design is short and close together. After more than three weeks people have forgotten what they saw; "
    "within three days nobody can have changed anything, and so there is nothing new to look at.",
    mend="Plan one to three weeks between two sessions.",
    bad=(
        Example("sessions:\n  - number: 3\n    at: 2026-03-12T16:00 # <-\n", "long", note="22 days"),
        Example(
            "sessions:\n  - number: 3\n    at: 2026-02-21T16:00 # <-\n",
            "short",
            base="begun",
            note="three days",
        ),
        Example(
            "sessions:\n  - number: 2\n    at:\n      northwind: 2026-02-18T16:00\n      halden: 2026-02-19T16:00\n"
            "  - number: 3\n    at: # <-\n      northwind: 2026-03-12T16:00\n      halden: 2026-03-12T17:00\n",
            "long",
            base="begun",
            drop=("sessions[2].at", "sessions[3].at"),
            note="for one account more than three weeks",
        ),
    ),
    good=(
        Example("sessions:\n  - number: 3\n    at: 2026-03-11T19:00\n", note="21 days, by the calendar"),
        Example("sessions:\n  - number: 3\n    at: 2026-02-22T09:00\n", base="begun", note="four days"),
        Example(
            "title: Bulk ownership transfer\n",
            base="begun",
            drop=("sessions[2].at",),
            note="session 2 has no time yet, and so nobody knows the gap",
        ),
        Example(
            "sessions:\n  - number: 2\n    format: single\n    at:\n      northwind: 2026-02-18T16:00\n"
            "      halden: 2026-02-25T16:00\n"
            "  - number: 3\n    format: single\n    at:\n      northwind: 2026-02-27T16:00\n"
            "      halden: 2026-03-06T16:00\n",
            base="begun",
            drop=("sessions[2].at", "sessions[3].at"),
            note="nine days for each account, where each has its own times",
        ),
    ),
    covered_by=("SCO112",),
)
def session_gap(program: Program, now: datetime, limits: Mapping[str, float]) -> Iterator[Hit]:
    """Finds two sessions that lie more than three weeks or fewer than four days apart."""
    longest, shortest = limits["longest_days"], limits["shortest_days"]
    dated = [
        (session_start(program, s), index, s)
        for index, s in enumerate(program.sessions)
        if s.held is not False
    ]
    known = sorted((start, index, session) for start, index, session in dated if start is not None)
    for (_, _, earlier), (_, _, session) in pairwise(known):
        gaps = _gaps(program, earlier, session)
        if _undated_between(program, earlier, session):
            gaps = [days for days in gaps if days <= longest]
        wrong = [days for days in gaps if not shortest <= days <= longest]
        if not wrong:
            continue
        days = max(wrong)
        long = days > longest
        before, after = session_said(program, earlier, now), session_said(program, session, now)
        yield hit(
            at(session, "at"),
            f"{count(days, 'day')} {'lies' if days == 1 else 'lie'} between {_inside(before)} and {_inside(after)}"
            f"{f'; after more than {days_said(longest)} the thread is lost' if long else ''}"
            f"{'' if long else '; that is too short to change anything'}.",
            help=f"Plan {f'at most {days_said(longest)}' if long else f'at least {days_said(shortest)}'} between two "
            "sessions.",
            clause="long" if long else "short",
            related=(at(earlier, "at", note="the session before it"),),
        )


def _undated_between(program: Program, earlier: Session, session: Session) -> bool:
    """Whether a session without a time lies between two others by its number, so that their gap is no gap."""
    between = range(number_of(program, earlier) + 1, number_of(program, session))
    return any(
        other.at is None and other.held is not False and number_of(program, other) in between
        for other in program.sessions
    )


def _inside(said: str) -> str:
    """The name of a session inside a sentence."""
    return f"{said[0].lower()}{said[1:]}"


def _gaps(program: Program, earlier: Session, session: Session) -> list[int]:
    """The days between two sessions; for each account where both have a time for it, else from the end to the start."""
    if isinstance(earlier.at, dict) and isinstance(session.at, dict):
        both = [account for account in session.at if account in earlier.at]
        if both:
            days = [
                (moment(program, session.at[one]).date() - moment(program, earlier.at[one]).date()).days
                for one in both
            ]
            return [max(0, number) for number in days]
    last, first = session_times(program, earlier)[-1], session_times(program, session)[0]
    return [max(0, (first.date() - last.date()).days)]
