"""Deadlines of the course of a program: strategy, scope, extra sessions, and choices between accounts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.duties import Duty, deadline
from codesign_cli.duties.closing import calls_day, closing_day, debrief_start, release, was_told
from codesign_cli.duties.gates import gates_due, says
from codesign_cli.duties.roles import CS, PRODUCT, plain
from codesign_cli.duties.sessions import READING_DAYS, left_a_trace, took_place
from codesign_cli.finding import Place, at
from codesign_cli.model.derive import number_of, session_by_number, session_start, session_times
from codesign_cli.when import Due, add_working_days

if TYPE_CHECKING:
    from codesign_cli.model.program import Program
    from codesign_cli.model.records import Disagreement, Record
    from codesign_cli.model.sessions import Session

EXTRA_SESSIONS = (4, 5)
"""The numbers of the sessions that only some accounts may need (A-095)."""


def written_up(program: Program, session: Session, now: datetime) -> bool:
    """Whether what a held session gave is in the file, or the two working days for that are over.

    False as well where nothing at all was recorded: EXP420 alone speaks of that.
    """
    if not took_place(program, session, now) or not left_a_trace(program, session):
        return False
    number = number_of(program, session)
    if (
        session.corrections
        or session.confirmed
        or any(record.session == number for record in program.feedback)
    ):
        return True
    if any(idea.session == number for idea in program.parked):
        return True
    times = session_times(program, session)
    return not times or Due(add_working_days(times[-1].date(), READING_DAYS)).late(now)


@deadline("SCO131")
def strategy_written(program: Program, now: datetime) -> Iterator[Duty]:
    """What input is weighed against, by the gates' day."""
    due = gates_due(program)
    if due:
        name = "write down the strategy that input is weighed against"
        yield Duty("SCO131", name, PRODUCT, due, says(program.strategy), at(program, "strategy"), "missing")


@deadline("SCO117")
def extra_sessions_justified(program: Program, now: datetime) -> Iterator[Duty]:
    """An account with an unresolved case when session 4 or 5 begins."""
    for number in EXTRA_SESSIONS if program.state != "cancelled" else ():
        session = session_by_number(program, number)
        start = session_start(program, session) if session and session.held is not False else None
        if session is not None and start is not None:
            done = any(case.account and says(case.unresolved) for case in session.because)
            clause, place = _what_is_missing(session)
            name = f"name the accounts that need session {number}"
            yield Duty("SCO117", name, CS, Due(start.date(), "at", start), done, place, clause, session)


def _what_is_missing(session: Session) -> tuple[str, Place]:
    """The clause for an extra session that names no account with a case, and the place of what is missing."""
    for case in session.because:
        if case.account:
            return "no-case", at(case, "unresolved")
        if says(case.unresolved):
            return "no-account", at(case, "account")
    return "nothing", at(session, "because")


@deadline("SCO119")
def scope_said(program: Program, now: datetime) -> Iterator[Duty]:
    """The scope, said at the opening of each session; no notice, for it cannot be done before."""
    for session in program.sessions:
        times = session_times(program, session) if session.held is not False else ()
        if times:
            done = bool(session.opened and session.opened.scope) and took_place(program, session, now)
            name = f"say at the opening of session {number_of(program, session)} what is in scope"
            due = Due(times[-1].date(), "at", times[-1], notice=False)
            yield Duty("SCO119", name, CS, due, done, at(session, "opened", "scope"), "unsaid", session)


# Choices between accounts


def reversed_reading(record: Record) -> bool:
    """Whether Product first read a record as one to take in and then did not (A-169)."""
    return record.pm_read == "incorporate" and record.final in ("deferred", "declined")


@deadline("ROL312")
def reversals_called(program: Program, now: datetime) -> Iterator[Duty]:
    """A call of its own for every record whose reading was reversed, when the calls are due."""
    day = calls_day(program) or closing_day(program, now)
    for record in program.feedback if day else ():
        if day is not None and reversed_reading(record):
            name = f"call {record.account} about {record.id}, which was read as one to take in"
            done = was_told(record, now)
            yield Duty("ROL312", name, CS, Due(day), done, at(record, "told"), "uncalled", record)


@deadline("ROL313")
def disagreements_settled(program: Program, now: datetime) -> Iterator[Duty]:
    """Which model is built and why, for every disagreement at the debrief; without one in sight by GA.

    A cancelled program builds neither and owes no choice.
    """
    start, launch = debrief_start(program), release(program)
    due = Due(start.date(), "at", start) if start else Due(launch) if launch else None
    for disagreement in program.disagreements if due and program.state != "cancelled" else ():
        assert due is not None
        chosen, reason = disagreement.built_for is not None, says(disagreement.because)
        clause = "no-reason" if chosen else "no-choice" if reason else "open"
        place = at(disagreement, "because" if chosen else "built_for")
        name = f"decide whose model is built: {disagreement.about or 'a disagreement'}"
        yield Duty("ROL313", name, PRODUCT, due, chosen and reason, place, clause, disagreement)


def losers(program: Program, disagreement: Disagreement) -> tuple[str, ...]:
    """The accounts whose model was not built: those of another position than the one chosen.

    Without positions the accounts behind the records stand for them. Empty while nothing is chosen; an
    account that left before GA is owed no more of it.
    """
    chosen, day = disagreement.built_for, release(program)
    if chosen is None:
        return ()
    gone = {
        account.id for account in program.accounts if account.left and (day is None or account.left < day)
    }
    if not disagreement.positions:
        wanted = set(disagreement.records)
        behind = (record.account for record in program.feedback if record.id in wanted)
        return tuple(
            dict.fromkeys(account for account in behind if account != chosen and account not in gone)
        )
    built = plain(disagreement.positions.get(chosen) or "")
    return tuple(
        account
        for account, position in disagreement.positions.items()
        if account != chosen and account not in gone and not (built and plain(position or "") == built)
    )


@deadline("ROL315")
def losers_cared_for(program: Program, now: datetime) -> Iterator[Duty]:
    """For each account whose model is not built an adaptation by GA, and word of it before GA."""
    day = release(program)
    for disagreement in program.disagreements if day else ():
        assert day is not None
        for account in losers(program, disagreement):
            subject = (disagreement, account)
            done = says(disagreement.adaptation.get(account))
            name = f"write how {account} can work with what is built"
            place = at(disagreement, "adaptation", account)
            yield Duty("ROL315", name, PRODUCT, Due(day), done, place, "no-adaptation", subject)
            told = disagreement.told.get(account)
            done = told is not None and told <= now.date() and told < day
            name = f"tell {account} whose model is built, and why"
            place = at(disagreement, "told", account)
            yield Duty("ROL315", name, CS, Due(day, "before"), done, place, "not-told", subject)


@deadline("ROL317")
def debrief_presence(program: Program, now: datetime) -> Iterator[Duty]:
    """Who of the vendor's is at the debrief, written once it begins; no notice, for it is known only then."""
    start = debrief_start(program)
    if program.debrief is not None and start is not None:
        due = Due(start.date(), "at", start, notice=False)
        done = any(word.strip() for word in program.debrief.present)
        place = at(program.debrief, "present")
        yield Duty("ROL317", "say who is at the debrief", PRODUCT, due, done, place, "debrief-unsaid")
