"""What several documents compute from a program, the same in each: lengths, weeks, constraints, observers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from math import ceil
from typing import TYPE_CHECKING

from codesign_cli.documents.words import people
from codesign_cli.model import derive
from codesign_cli.record import NamedTuple

if TYPE_CHECKING:
    from codesign_cli.model.program import Program
    from codesign_cli.model.sessions import Session

_CONSTRAINTS = ("technical", "regulatory", "architecture")


class Fixed(NamedTuple):
    """One type of constraint."""

    type: str
    """`technical`, `regulatory`, `architecture`."""
    items: tuple[str, ...]
    said: bool
    """Whether the file lists it or says that there is none."""


class Stretch(NamedTuple):
    """One block of a running order."""

    kind: str
    title: str
    start: datetime | None
    offset: int
    """Minutes after the start."""
    minutes: int
    owners: tuple[str, ...]


def usual_minutes(program: Program, purpose: str) -> int:
    """What a session takes that names no length: 75 for the first two purposes, 60 later, 15 less in the minimum.

    Inside the 60 to 90 of A-071; from the third on, and in the minimum, it may be shorter (T-13).
    """
    usual = 75 if purpose in ("problem-validation", "prototype-feedback") else 60
    return usual - 15 if program.scale == "minimum" else usual


def minutes_of(program: Program, session: Session) -> int:
    """The minutes of a session: its own, else the usual ones of its purpose."""
    if session.minutes is not None:
        return session.minutes
    return usual_minutes(program, derive.purpose_of(program, session))


def debrief_minutes(program: Program) -> int:
    """The minutes of the debrief: its own, else 30 (A-146)."""
    debrief = program.debrief
    return derive.DEBRIEF_MINUTES if debrief is None or debrief.minutes is None else debrief.minutes


def weeks_of(program: Program, sessions: Iterable[Session]) -> int | None:
    """The weeks from the first to the last of the sessions, begun ones whole; None where no one can know.

    The timeline leads where both its days are written; else every session needs a day.
    """
    timeline = program.timeline
    if timeline and timeline.start and timeline.end and timeline.end >= timeline.start:
        return max(1, ceil((timeline.end - timeline.start).days / 7))
    return weeks_between(derive.session_day(program, session) for session in sessions)


def weeks_between(days: Iterable[date | None]) -> int | None:
    """The weeks from the earliest to the latest of these days, begun ones whole; None where one is not known."""
    found = list(days)
    known = [day for day in found if day]
    if not known or len(known) < len(found):
        return None
    return max(1, ceil((max(known) - min(known)).days / 7))


def constraints(program: Program) -> tuple[Fixed, ...]:
    """The three types of constraint, each listed, said to be none, or not said."""
    written = program.feature.constraints
    by_type = [(kind, getattr(written, kind) if written else None) for kind in _CONSTRAINTS]
    return tuple(Fixed(kind, tuple(items or ()), items is not None) for kind, items in by_type)


def observers(program: Program, session: Session, now: datetime) -> tuple[str, ...]:
    """Who listens in a session, by name; Engineering where nobody is written and the team has such people."""
    written = derive.observes(program, session, now)
    keys = ("engineering",) if written is None else written
    if program.team is not None and not program.team.engineering:
        keys = tuple(key for key in keys if key != "engineering")
    return tuple(dict.fromkeys(name for key in keys for name in people(program, key)))
