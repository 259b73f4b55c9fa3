"""What follows from a program without being written in it: numbers, purposes, moments, people, invitations.

Plain functions that read attributes; time is an argument, and a session is named by its place in
`program.sessions` or by itself.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING

from codesign_cli.once import once

if TYPE_CHECKING:
    from .accounts import Account
    from .closing import Debrief
    from .people import Person
    from .program import Program
    from .records import Record
    from .sessions import Session

PURPOSES = ("problem-validation", "prototype-feedback", "solution-iteration", "edge-cases", "last-check")
"""The purpose of sessions 1 to 5; every later one is a last check."""
SESSION_MINUTES = 90
"""The length taken for a session that names none: the longest that is usual (T-13)."""
DEBRIEF_MINUTES = 30
"""The length taken for a debrief that names none (A-146)."""


@once
def zone(program: Program) -> tzinfo:
    """The time zone of the program."""
    if program.timezone == "UTC":
        return UTC
    from zoneinfo import ZoneInfo

    return ZoneInfo(program.timezone)


def moment(program: Program, value: date | datetime) -> datetime:
    """A date-time or a day (its start) as an aware moment in the program's zone."""
    here = zone(program)
    if not isinstance(value, datetime):
        return datetime.combine(value, time(), here)
    return value.replace(tzinfo=here) if value.tzinfo is None else value.astimezone(here)


def day_of(program: Program, value: date | datetime) -> date:
    """The day on which something falls in the program's zone."""
    return moment(program, value).date() if isinstance(value, datetime) else value


# Sessions


def session_number(program: Program, index: int) -> int:
    """The number of the session at `index` in the list: its own, else its position."""
    return program.sessions[index].number or index + 1


@once
def number_of(program: Program, session: Session) -> int:
    """The number of a session of the program."""
    return session.number or next(i for i, other in enumerate(program.sessions, 1) if other is session)


def purpose(program: Program, index: int) -> str:
    """The purpose of the session at `index` in the list: its own, else what its number implies."""
    return program.sessions[index].purpose or _purpose_of_number(session_number(program, index))


def purpose_of(program: Program, session: Session) -> str:
    """The purpose of a session of the program."""
    return session.purpose or _purpose_of_number(number_of(program, session))


def _purpose_of_number(number: int) -> str:
    return PURPOSES[min(number, len(PURPOSES)) - 1]


@once
def session_by_number(program: Program, number: int) -> Session | None:
    """The session that bears a number; the first one where several do."""
    for session in program.sessions:
        if number_of(program, session) == number:
            return session
    return None


@once
def session_times(program: Program, session: Session) -> tuple[datetime, ...]:
    """Every start of a session (several where each account has its own), aware, the earliest first."""
    if session.at is None:
        return ()
    written = session.at.values() if isinstance(session.at, dict) else (session.at,)
    return tuple(sorted(moment(program, value) for value in written))


@once
def session_start(program: Program, session: Session) -> datetime | None:
    """When a session starts, aware; the earliest start where accounts have their own; None: not written."""
    times = session_times(program, session)
    return times[0] if times else None


@once
def session_end(program: Program, session: Session) -> datetime | None:
    """When a session ends, aware: its last start and its minutes (90 where none are written)."""
    times = session_times(program, session)
    minutes = SESSION_MINUTES if session.minutes is None else session.minutes
    return after(times[-1], minutes) if times else None


@once
def session_day(program: Program, session: Session) -> date | None:
    """The day of a session's start in the program's zone."""
    start = session_start(program, session)
    return start.date() if start else None


def after(start: datetime, minutes: int) -> datetime:
    """The moment that lies so many elapsed minutes after an aware one, across clock changes too."""
    return (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(start.tzinfo)


@once
def held(program: Program, session: Session, now: datetime) -> bool:
    """Whether a session took place: as the file says, else once its end is past. `now` is aware."""
    if session.held is not None:
        return session.held
    end = session_end(program, session)
    return end is not None and end <= now


def held_sessions(program: Program, now: datetime) -> tuple[Session, ...]:
    """The sessions that took place, in the file's order."""
    return tuple(session for session in program.sessions if held(program, session, now))


@once
def _in_time(program: Program) -> list[tuple[datetime, Session]]:
    """The sessions that have a time and were not called off, by their start."""
    dated = [(session_start(program, session), session) for session in _not_called_off(program)]
    return sorted(((start, session) for start, session in dated if start), key=lambda pair: pair[0])


def _not_called_off(program: Program) -> list[Session]:
    return [session for session in program.sessions if session.held is not False]


def first_session(program: Program) -> Session | None:
    """The earliest session that was not called off; without times, the first in the file."""
    return _at_end(program, 0)


def last_session(program: Program) -> Session | None:
    """The latest session that was not called off; without times, the last in the file."""
    return _at_end(program, -1)


def _at_end(program: Program, which: int) -> Session | None:
    times = _in_time(program)
    if times:
        return times[which][1]
    left = _not_called_off(program)
    return left[which] if left else None


@once
def timeline_start(program: Program) -> date | None:
    """The first day of the working sessions: `timeline.start`, else the first session's day."""
    if program.timeline and program.timeline.start:
        return program.timeline.start
    times = _in_time(program)
    return times[0][0].date() if times else None


@once
def timeline_end(program: Program) -> date | None:
    """The last day of the working sessions: `timeline.end`, else the last session's day."""
    if program.timeline and program.timeline.end:
        return program.timeline.end
    times = [session_times(program, session)[-1] for _, session in _in_time(program)]
    return max(times).date() if times else None


def ga(program: Program) -> date | None:
    """The day of the release, where it is known."""
    return program.timeline.ga if program.timeline else None


def debrief_end(program: Program, debrief: Debrief) -> datetime | None:
    """When a debrief ends, aware: its start and its minutes (30 where none are written)."""
    if debrief.at is None:
        return None
    minutes = DEBRIEF_MINUTES if debrief.minutes is None else debrief.minutes
    return after(moment(program, debrief.at), minutes)


# Roles


def leads(program: Program, session: Session, now: datetime) -> str | None:
    """Who leads a session, as written; `product` for one that lies ahead; None where it is not known."""
    return session.leads or ("product" if _ahead(program, session, now) else None)


def facilitates(program: Program, session: Session, now: datetime) -> str | None:
    """Who facilitates a session, as written; `cs` for one that lies ahead; None where it is not known."""
    return session.facilitates or ("cs" if _ahead(program, session, now) else None)


def observes(program: Program, session: Session, now: datetime) -> tuple[str, ...] | None:
    """Who observes a session, as written; engineering for one that lies ahead; None where it is not known."""
    if session.observes is not None:
        return session.observes
    return ("engineering",) if _ahead(program, session, now) else None


def _ahead(program: Program, session: Session, now: datetime) -> bool:
    return session.held is not False and not held(program, session, now)


@once
def people_of(program: Program, who: str) -> tuple[tuple[str, str], ...]:
    """Everybody a team key or a name stands for, as (name, function).

    The functions are `product`, `cs`, `engineering` and those of the team's others; an account's own CSM
    is `cs`. In a program without a team a key stands for itself: `(("", "product"),)`. Empty where nobody
    bears the key or the name.
    """
    wanted = _plain(who)
    by_key, by_name = people_by_word(program)
    known = by_key.get(wanted) or by_name.get(wanted)
    if known:
        return tuple(known)
    return (("", wanted),) if program.team is None and wanted in ("product", "cs", "engineering") else ()


ByWord = dict[str, list[tuple[str, str]]]


@once
def people_by_word(program: Program) -> tuple[ByWord, ByWord]:
    """The people of each team key, and those of each name, as (name, function); case and doubled spaces aside."""
    by_key: ByWord = {}
    for name, function in _team(program):
        by_key.setdefault(_plain(function), []).append((name, function))
    by_name: ByWord = {}
    for name, function in team_people(program):
        by_name.setdefault(_plain(name), []).append((name, function))
    return by_key, by_name


def person_of(program: Program, who: str) -> tuple[str, str] | None:
    """The first person a team key or a name stands for, as (name, function); None where nobody does."""
    people = people_of(program, who)
    return people[0] if people else None


@once
def team_people(program: Program) -> tuple[tuple[str, str], ...]:
    """Everybody of the vendor's as (name, function): the team, then the accounts' own CSMs (as `cs`)."""
    csms = ((account.csm.name, "cs") for account in program.accounts if account.csm)
    return tuple(dict.fromkeys((*_team(program), *csms)))


def _team(program: Program) -> tuple[tuple[str, str], ...]:
    team = program.team
    if team is None:
        return ()
    singles: tuple[tuple[Person | None, str], ...] = ((team.product, "product"), (team.cs, "cs"))
    return (
        *((person.name, function) for person, function in singles if person),
        *((person.name, "engineering") for person in team.engineering),
        *((person.name, person.function or "") for person in team.others),
    )


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


# Accounts and records


def accounts_by_id(program: Program) -> dict[str, Account]:
    """The accounts by their id; the first one where several share it."""
    return {account.id: account for account in reversed(program.accounts)}


def records_by_id(program: Program) -> dict[str, Record]:
    """The feedback records by their id; the first one where several share it."""
    return {record.id: record for record in reversed(program.feedback)}


@once
def active_accounts(program: Program, day: date | None = None) -> tuple[Account, ...]:
    """The accounts that have not left by `day` (on the day they leave they have); None: that never left."""
    return tuple(account for account in program.accounts if not _has_left(account, day))


def _has_left(account: Account, day: date | None) -> bool:
    return account.left is not None and (day is None or account.left <= day)


@once
def invited_accounts(program: Program, session: Session) -> tuple[Account, ...]:
    """The accounts invited to a session: those named, or all that are in the cohort on its day."""
    if not isinstance(session.invited, str):
        named = set(session.invited)
        return tuple(account for account in program.accounts if account.id in named)
    day = session_day(program, session)
    if day is None:
        return program.accounts
    return tuple(
        account
        for account in program.accounts
        if (account.joined is None or account.joined <= day) and not _has_left(account, day)
    )


def shown_accounts(program: Program) -> tuple[Account, ...]:
    """The accounts the preview goes to: those named, or all that have not left."""
    to = program.preview.to if program.preview else "all"
    if isinstance(to, str):
        return active_accounts(program)
    return tuple(account for account in program.accounts if account.id in set(to))
