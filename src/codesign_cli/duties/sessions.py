"""Deadlines of the run: who takes part, what customers get before session 1, and what each session leaves behind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from codesign_cli.duties import Duty, deadline
from codesign_cli.duties.gates import gates_due, says, stated
from codesign_cli.duties.roles import CS, ENGINEERING, PRODUCT, holder, team_member
from codesign_cli.finding import at
from codesign_cli.model.derive import (
    first_session,
    held,
    moment,
    number_of,
    session_by_number,
    session_day,
    session_times,
    timeline_start,
)
from codesign_cli.once import once
from codesign_cli.when import SOON, Due, add_working_days, say_day

if TYPE_CHECKING:
    from codesign_cli.model.program import Program
    from codesign_cli.model.records import Record
    from codesign_cli.model.sessions import Session

READING_DAYS = 2
"""Working days after a session by which its records are written and read by Product (A-110, A-115)."""
CONSTRAINT_TYPES = ("technical", "regulatory", "architecture")
"""The kinds of what is fixed (A-079)."""


# What sessions are called and whether they took place


def session_title(program: Program, session: Session, now: datetime | date) -> str:
    """A session as people name it: `Session 2 (18 Feb)`."""
    day = session_day(program, session)
    name = f"Session {number_of(program, session)}"
    return f"{name} ({say_day(day, now)})" if day else name


def left_a_trace(program: Program, session: Session) -> bool:
    """Whether anything at all was recorded for a session: its opening, who came, what was said.

    Where nothing was, EXP420 alone speaks of it (readings.md, Places).
    """
    opened = session.opened
    if opened is not None and (opened.scope, opened.final_call, opened.model) != (None, None, None):
        return True
    if session.attended or session.talk_minutes or session.corrections or session.confirmed:
        return True
    number = number_of(program, session)
    heard = [record.session for record in program.feedback] + [idea.session for idea in program.parked]
    return number in heard


@once
def took_place(program: Program, session: Session, now: datetime) -> bool:
    """Whether a session was held; in a cancelled program only one that the file shows to have been."""
    if not held(program, session, now):
        return False
    return program.state != "cancelled" or session.held is True or left_a_trace(program, session)


def first_day(program: Program) -> date | None:
    """The day of session 1, or of the earliest one where it was called off; else the start of the timeline."""
    session = session_by_number(program, 1)
    if session is None or session.held is False:
        session = first_session(program)
    day = session_day(program, session) if session else None
    return day or timeline_start(program)


def brief_day(program: Program) -> date | None:
    """The day before which the brief's content and the invitation are owed: the brief's, at the latest session 1's."""
    days = [first_day(program), program.brief.sent if program.brief else None]
    return min((day for day in days if day), default=None)


def _past(day: date | None, now: datetime) -> bool:
    """Whether something dated `day` has happened as of now."""
    return day is not None and day <= now.date()


# Who takes part


@deadline("ROL301")
def product_named(program: Program, now: datetime) -> Iterator[Duty]:
    """A person of Product's in the team, by the gates' day."""
    yield from _member(program, "ROL301", PRODUCT, "name who leads for Product")


@deadline("ROL302")
def cs_named(program: Program, now: datetime) -> Iterator[Duty]:
    """A person of CS in the team, or an account's own CSM, by the gates' day."""
    yield from _member(program, "ROL302", CS, "name who facilitates for CS")


@deadline("ROL303")
def engineering_named(program: Program, now: datetime) -> Iterator[Duty]:
    """Somebody of Engineering in the team, by the gates' day; not in the minimum."""
    if program.scale != "minimum":
        yield from _member(program, "ROL303", ENGINEERING, "name who observes for Engineering")


def _member(program: Program, code: str, function: str, name: str) -> Iterator[Duty]:
    due = gates_due(program)
    if due:
        done = team_member(program, function) is not None
        yield Duty(code, name, function, due, done, at(program, "team", function), "team")


# Before session 1


@deadline("EXP401")
def invitation_sent(program: Program, now: datetime) -> Iterator[Duty]:
    """The invitation, before the brief is sent and before it is due."""
    day = brief_day(program)
    if day and program.state != "cancelled":
        sent = program.invitation.sent if program.invitation else None
        place = at(program, "invitation", "sent")
        yield Duty(
            "EXP401", "send the invitation", CS, Due(day, "before"), _past(sent, now), place, "missing"
        )


@deadline("EXP410")
def brief_sent(program: Program, now: datetime) -> Iterator[Duty]:
    """The brief, before session 1."""
    day = first_day(program)
    if day and program.state != "cancelled":
        done = _past(program.brief.sent if program.brief else None, now)
        place = at(program, "brief", "sent")
        yield Duty("EXP410", "send the brief", PRODUCT, Due(day, "before"), done, place, "missing")


@deadline("EXP411")
def brief_filled(program: Program, now: datetime) -> Iterator[Duty]:
    """What the brief is made of, before it is sent and before it is due.

    The problem is not asked for here: a file without one is FIL005 from the first day on.
    """
    day = brief_day(program)
    if day is None or program.state == "cancelled":
        return
    due, feature = Due(day, "before"), program.feature
    name = "say in the brief why this approach"
    yield Duty("EXP411", name, PRODUCT, due, says(feature.approach), at(feature, "approach"), "approach")
    fixed = feature.constraints
    lists = {kind: getattr(fixed, kind) if fixed else None for kind in CONSTRAINT_TYPES}
    said = {kind: items is not None and stated(items) for kind, items in lists.items()}
    name = "say in the brief what is fixed"
    yield Duty("EXP411", name, PRODUCT, due, any(said.values()), at(feature, "constraints"), "constraints")
    name = "say in the brief where customers have influence"
    yield Duty("EXP411", name, PRODUCT, due, stated(feature.influence), at(feature, "influence"), "influence")
    for kind in CONSTRAINT_TYPES if any(said.values()) else ():
        name = f"list the {kind} limits, or say that there are none"
        yield Duty("EXP411", name, PRODUCT, due, said[kind], at(feature, "constraints", kind), "type", kind)


@deadline("EXP413")
def format_agreed(program: Program, now: datetime) -> Iterator[Duty]:
    """The form of a record, agreed by Product and CS before session 1; not in the minimum."""
    day = first_day(program)
    if day is None or program.state == "cancelled" or program.scale == "minimum":
        return
    form = program.feedback_format
    agreed = _past(form.agreed if form else None, now)
    both = form is None or not form.by or not absent_parties(program)
    key, clause = ("by", "one-sided") if agreed and not both else ("agreed", "missing")
    place = at(program, "feedback_format", key)
    name = "agree the form of a record"
    yield Duty("EXP413", name, CS, Due(day, "before"), agreed and both, place, clause)


def absent_parties(program: Program) -> tuple[str, ...]:
    """Which of Product and CS does not stand among those who agreed the form of a record (A-116)."""
    form = program.feedback_format
    there: set[str] = set()
    for word in form.by if form else ():
        known = holder(program, word)
        there |= known.functions if known else set()
    return tuple(party for party in (PRODUCT, CS) if party not in there)


# At and after each session


def _at_its_start(program: Program, session: Session) -> Due | None:
    """What is owed at the opening of a session: no notice, for it cannot be done before."""
    times = session_times(program, session) if session.held is not False else ()
    return Due(times[-1].date(), "at", times[-1], notice=False) if times else None


def model_told(program: Program, now: datetime) -> Session | None:
    """The first session that took place and was opened with the model, None where there is none."""
    told = [s for s in program.sessions if s.opened and s.opened.model and took_place(program, s, now)]
    return min(told, key=lambda session: number_of(program, session), default=None)


@deadline("EXP414")
def model_stated(program: Program, now: datetime) -> Iterator[Duty]:
    """The model of working together, said at the opening of session 1."""
    session = session_by_number(program, 1)
    due = _at_its_start(program, session) if session else None
    if session and due:
        done = model_told(program, now) is not None
        name = "say at the opening of session 1 how working together goes"
        yield Duty("EXP414", name, PRODUCT, due, done, at(session, "opened", "model"), "never", session)


@deadline("EXP415")
def final_call_said(program: Program, now: datetime) -> Iterator[Duty]:
    """Who decides, said at the opening of each session."""
    for session in program.sessions:
        due = _at_its_start(program, session)
        if due:
            done = bool(session.opened and session.opened.final_call) and took_place(program, session, now)
            name = f"say at the opening of session {number_of(program, session)} who decides"
            place = at(session, "opened", "final_call")
            yield Duty("EXP415", name, PRODUCT, due, done, place, "unsaid", session)


def _reading_due(day: date, working_days: float) -> Due:
    """So many working days after a session; told in advance only where that is more than a week."""
    last = add_working_days(day, int(working_days))
    return Due(last, notice=last - day > SOON)


@deadline("EXP420")
def session_recorded(program: Program, now: datetime, working_days: float = READING_DAYS) -> Iterator[Duty]:
    """What was learned in a session, so many working days after it.

    A feedback record counts, in session 1 a correction of our understanding, and a confirmation that
    something was fixed: neither of these asks for an invented friction (A-114).
    """
    for session in program.sessions if program.state != "cancelled" else ():
        times = session_times(program, session)
        if times and session.held is not False:
            number = number_of(program, session)
            done = bool(session.corrections or session.confirmed)
            done = done or any(record.session == number for record in program.feedback)
            due = _reading_due(times[-1].date(), working_days)
            yield Duty("EXP420", f"record session {number}", CS, due, done, at(session), "no-record", session)


@deadline("EXP422")
def record_read(program: Program, now: datetime, working_days: float = READING_DAYS) -> Iterator[Duty]:
    """Product's first reading of each record, so many working days after its session."""
    for record in program.feedback if program.state != "cancelled" else ():
        day = heard_on(program, record)
        if day:
            done = record.pm_read is not None
            name = f"read {record.id}"
            place = at(record, "pm_read")
            due = _reading_due(day, working_days)
            yield Duty("EXP422", name, PRODUCT, due, done, place, "unread", record)


def heard_on(program: Program, record: Record) -> date | None:
    """The day of the session in which a record was heard: the account's own where each account has one."""
    session = session_by_number(program, record.session)
    if session is None:
        return None
    if isinstance(session.at, dict) and record.account in session.at:
        return moment(program, session.at[record.account]).date()
    times = session_times(program, session)
    return times[-1].date() if times else None
