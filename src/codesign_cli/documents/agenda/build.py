"""From a program to the facts of one session's agenda."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.documents.agenda.facts import (
    AgendaFacts,
    Answer,
    Carried,
    Case,
    Guest,
    Mended,
    Next,
    ParkedIdea,
)
from codesign_cli.documents.agenda.naming import needed
from codesign_cli.documents.agenda.steps import steps
from codesign_cli.documents.plan import constraints, minutes_of, observers
from codesign_cli.documents.words import account_name, people
from codesign_cli.duties.sessions import READING_DAYS
from codesign_cli.errors import CodesignError
from codesign_cli.model import derive
from codesign_cli.say import listed
from codesign_cli.when import add_working_days

if TYPE_CHECKING:
    from codesign_cli.model.accounts import Account
    from codesign_cli.model.program import Program
    from codesign_cli.model.records import Record
    from codesign_cli.model.sessions import Session

EXTRA = ("edge-cases", "last-check")
"""The purposes that take up unresolved records only."""
_SEVERITIES = ("blocker", "significant", "minor")


def build(program: Program, number: int, now: datetime) -> AgendaFacts:
    """The facts of session `number`; `now` is aware. Raises `CodesignError` where there is no such session.

    Turns and records are counted over the sessions before this one; a decision that was taken after this one's
    day had not been taken in it.
    """
    session = find_session(program, number)
    purpose = derive.purpose_of(program, session)
    starts = set(derive.session_times(program, session))
    minutes = minutes_of(program, session)
    carried = _carried(program, session, number, purpose)
    answers = _answers(program, session, number)
    guests = _guests(program, session, number, purpose, carried)
    facilitator = people(program, derive.facilitates(program, session, now) or "cs")
    presenter = people(program, derive.leads(program, session, now) or "product")
    decider = people(program, "product") if program.team and program.team.product else presenter
    running, left_out = steps(
        purpose=purpose,
        minimum=program.scale == "minimum",
        model=_states_model(number, purpose),
        minutes=minutes,
        start=next(iter(starts)) if len(starts) == 1 else None,
        guests=guests,
        joint=session.format == "joint" or len(guests) == 1,
        records=tuple(answer.record for answer in answers),
        owners={"facilitator": facilitator, "presenter": presenter, "decider": decider},
    )
    day = derive.session_day(program, session)
    feature = program.feature
    debrief = program.debrief.at if program.debrief else None
    return AgendaFacts(
        audience="internal",
        program=program.title,
        feature=feature.name,
        problem=feature.problem,
        state=program.state,
        scale=program.scale,
        session=number,
        purpose=purpose,
        format=session.format,
        took_place=session.held is not False,
        start=min(starts) if starts else None,
        timezone=program.timezone,
        minutes=minutes,
        minutes_assumed=session.minutes is None,
        states_model=_states_model(number, purpose),
        facilitator=facilitator,
        presenter=presenter,
        decider=decider,
        observers=observers(program, session, now),
        in_scope=tuple(feature.in_scope),
        out_of_scope=tuple(feature.out_of_scope),
        constraints=constraints(program),
        influence=tuple(feature.influence),
        shows=session.shows,
        questions=tuple(session.questions),
        guests=guests,
        quietest=guests[0].name if _uneven(guests) else None,
        loudest=guests[-1].name if _uneven(guests) else None,
        talk_total=sum(sum(other.talk_minutes.values()) for other in _before(program, number)),
        steps=running,
        left_out=left_out,
        answers=answers,
        carried=carried,
        cases=tuple(
            Case(case.account or "", account_name(program, case.account), case.unresolved or "")
            for case in session.because
        ),
        corrections=_corrections(program, number),
        parked=_parked(program, number),
        record_format_agreed=program.feedback_format.agreed if program.feedback_format else None,
        reading_due=add_working_days(day, READING_DAYS) if day else None,
        next=_next(program, number),
        debrief=derive.moment(program, debrief) if debrief else None,
    )


def find_session(program: Program, number: int) -> Session:
    """Session `number`; raises `CodesignError` with the known ones where there is none."""
    session = derive.session_by_number(program, number)
    if session is None:
        raise _no_such_session(program, number)
    return session


def _no_such_session(program: Program, number: int) -> CodesignError:
    numbers = sorted({derive.number_of(program, session) for session in program.sessions})
    if not numbers:
        return CodesignError(
            f"There is no session {number}: the program has no sessions yet.",
            "Add one under `sessions`, with `at` and `minutes`.",
        )
    known = listed([str(each) for each in numbers])
    return CodesignError(
        f"There is no session {number}: the program has session{'s' if len(numbers) > 1 else ''} {known}.",
        f"Ask for one of these, `--session {numbers[0]}`.",
    )


def _states_model(number: int, purpose: str) -> bool:
    return number == 1 or purpose == "problem-validation"


def _before(program: Program, number: int) -> tuple[Session, ...]:
    return tuple(session for session in program.sessions if derive.number_of(program, session) < number)


# Accounts


def _guests(
    program: Program, session: Session, number: int, purpose: str, carried: tuple[Carried, ...]
) -> tuple[Guest, ...]:
    """The accounts of the session, the quietest first: fewest records, then least talk, then the file's order."""
    invited = derive.invited_accounts(program, session)
    if purpose in EXTRA:
        named = {case.account for case in session.because}
        open_ = [record for record in carried if record.state != "undecided"]
        named |= {account for record in open_ for account in needed(record)}
        invited = tuple(account for account in invited if account.id in named) or invited
    guests = [_guest(program, account, session, number) for account in invited]
    return tuple(sorted(guests, key=lambda guest: (guest.records, guest.talk_minutes)))


def _guest(program: Program, account: Account, session: Session, number: int) -> Guest:
    before = _before(program, number)
    at = session.at.get(account.id) if isinstance(session.at, dict) else None
    practitioners = [person for person in account.participants if person.current_workflow]
    return Guest(
        id=account.id,
        name=account.name,
        people=tuple(
            f"{person.name}, {person.title}" if person.title else person.name
            for person in account.participants
        ),
        workflow=tuple(practitioners[0].current_workflow) if practitioners else (),
        records=sum(record.account == account.id and record.session < number for record in program.feedback),
        talk_minutes=sum(other.talk_minutes.get(account.id, 0) for other in before),
        attended=sum(account.id in other.attended for other in before),
        at=derive.moment(program, at) if at else None,
    )


def _uneven(guests: tuple[Guest, ...]) -> bool:
    """Whether what was counted tells a quietest account from the others."""
    return len({(guest.records, guest.talk_minutes) for guest in guests}) > 1


# Records


def _carried(program: Program, session: Session, number: int, purpose: str) -> tuple[Carried, ...]:
    """The earlier records that belong into the session, the gravest first.

    In an iteration: what is not decided and not answered here. In the extra sessions: only what is
    unresolved, that is undecided or unconfirmed (SCO118). In the first two: everything so far.
    """
    earlier = [record for record in program.feedback if record.session < number]
    rows = [_row(program, record, number) for record in earlier]
    if purpose in EXTRA:
        rows = [row for row in rows if row.state != "settled"]
    elif purpose == "solution-iteration":
        rows = [row for row in rows if row.state != "settled" and row.id not in session.answers]
    return tuple(sorted(rows, key=lambda row: _SEVERITIES.index(row.severity)))


def _row(program: Program, record: Record, number: int) -> Carried:
    return Carried(
        id=record.id,
        session=record.session,
        account=account_name(program, record.account),
        account_id=record.account,
        step=record.step,
        friction=record.friction,
        severity=record.severity,
        words=record.words,
        pm_read=record.pm_read,
        final=record.final if _decided(program, record, number) else None,
        from_change=record.from_change,
        state=_state(program, record, number),
        not_fixed_for=tuple(
            (account, account_name(program, account))
            for account, fixed in _said(program, record, number).items()
            if not fixed
        ),
    )


def _state(program: Program, record: Record, number: int) -> str:
    """Where a record stands before session `number`; see `Carried.state`."""
    before = _before(program, number)
    answered = [session for session in before if record.id in session.answers]
    own = answered[-1].confirmed.get(record.id, {}).get(record.account) if answered else None
    if answered and own is not True:
        return "unconfirmed" if own is None else "not-fixed"
    if not all(_said(program, record, number).values()):
        return "not-fixed"
    if _decided(program, record, number):
        return "settled"
    return "undecided" if answered else "open"


def _said(program: Program, record: Record, number: int) -> dict[str, bool]:
    """What each account said of the last answer to a record before session `number`."""
    answered = [session for session in _before(program, number) if record.id in session.answers]
    return dict(answered[-1].confirmed.get(record.id, {})) if answered else {}


def _decided(program: Program, record: Record, number: int) -> bool:
    """Whether a record had its decision when session `number` took place; a decision without a day counts."""
    session = derive.session_by_number(program, number)
    day = derive.session_day(program, session) if session else None
    return record.final is not None and (record.decided is None or day is None or record.decided <= day)


def _answers(program: Program, session: Session, number: int) -> tuple[Answer, ...]:
    records = derive.records_by_id(program)
    found = []
    for key, change in session.answers.items():
        if key in records:
            said = session.confirmed.get(key, {})
            confirmed = tuple((account_name(program, account), fixed) for account, fixed in said.items())
            found.append(Answer(_row(program, records[key], number), change, confirmed))
    return tuple(sorted(found, key=lambda answer: _SEVERITIES.index(answer.record.severity)))


def _corrections(program: Program, number: int) -> tuple[Mended, ...]:
    return tuple(
        Mended(
            derive.number_of(program, session),
            account_name(program, correction.account),
            correction.we_said or "",
            correction.they_say or "",
        )
        for session in program.sessions
        if derive.number_of(program, session) <= number
        for correction in session.corrections
    )


def _parked(program: Program, number: int) -> tuple[ParkedIdea, ...]:
    return tuple(
        ParkedIdea(idea.session, account_name(program, idea.account), idea.idea or "", idea.passed_to)
        for idea in program.parked
        if idea.session is None or idea.session < number
    )


def _next(program: Program, number: int) -> Next:
    """The next session that was not called off, else the debrief."""
    later = [
        session
        for session in program.sessions
        if derive.number_of(program, session) > number and session.held is not False
    ]
    if later and program.state == "active":
        session = min(later, key=lambda each: derive.number_of(program, each))
        return Next(
            "session",
            derive.number_of(program, session),
            derive.purpose_of(program, session),
            derive.session_start(program, session),
            len(set(derive.session_times(program, session))) > 1,
            session.minutes,
            tuple(session.answers.items()),
            tuple((account_name(program, case.account), case.unresolved or "") for case in session.because),
        )
    debrief = program.debrief
    at = derive.moment(program, debrief.at) if debrief and debrief.at else None
    minutes = debrief.minutes if debrief and debrief.minutes else derive.DEBRIEF_MINUTES
    return Next("debrief", None, None, at, False, minutes, (), ())
