"""From a program to what one account may see of it: the only way from a program to a customer's page."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from codesign_cli.documents.debrief.missing import debrief_over
from codesign_cli.documents.debrief.order import running_order
from codesign_cli.documents.hidden import Hidden, foreign_names
from codesign_cli.documents.owed import concerns, own_gaps
from codesign_cli.documents.plan import (
    constraints,
    debrief_minutes,
    minutes_of,
    observers,
    weeks_between,
    weeks_of,
)
from codesign_cli.documents.reader import (
    Counts,
    Cut,
    Cutting,
    Host,
    OwnChoice,
    OwnCorrection,
    OwnFlag,
    OwnIdea,
    OwnPerson,
    OwnRecord,
    OwnSession,
    SharedMemo,
)
from codesign_cli.documents.words import people
from codesign_cli.duties import closing
from codesign_cli.duties.gates import says, stated
from codesign_cli.duties.sessions import took_place
from codesign_cli.errors import CodesignError
from codesign_cli.model import derive
from codesign_cli.say import listed

if TYPE_CHECKING:
    from codesign_cli.model.accounts import Account
    from codesign_cli.model.people import Person
    from codesign_cli.model.program import Program
    from codesign_cli.model.records import Disagreement, Record
    from codesign_cli.model.sessions import Session

T = TypeVar("T")
_SEVERITIES = ("blocker", "significant", "minor")


def find_account(program: Program, account: str) -> Account:
    """The account with an id; raises `CodesignError` with the known ones where there is none."""
    found = derive.accounts_by_id(program).get(account)
    if found is not None:
        return found
    if not program.accounts:
        raise CodesignError(
            f"There is no account {account}: the program has no accounts yet.",
            "Write them under `accounts`, each with `id` and `name`.",
        )
    known = listed([each.id for each in program.accounts])
    raise CodesignError(f"There is no account {account}: the program has {known}.", "Ask for one of these.")


def cut(program: Program, account: str | None, now: datetime) -> Cutting:
    """What the account with this id may see as of `now` (aware); None cuts what any account may see.

    Texts that everybody writes into freely may still name another account or one of its people: such a
    name is replaced and reported. Raises `CodesignError` where there is no such account.
    """
    own = find_account(program, account) if account is not None else None
    whole = _cut(program, own, now)
    names = foreign_names(program, own)
    hidden = Hidden(names)
    safe = hidden.value(whole)
    return Cutting(safe, tuple(dict.fromkeys(hidden.met)))


def without_others(program: Program, account: str, texts: T) -> tuple[T, tuple[str, ...]]:
    """Texts (a tuple, a named tuple) as they may be said to the account with this id, and the names taken out."""
    hidden = Hidden(foreign_names(program, find_account(program, account)))
    safe: T = hidden.value(texts)
    return safe, tuple(dict.fromkeys(hidden.met))


def _cut(program: Program, own: Account | None, now: datetime) -> Cut:
    feature, debrief = program.feature, program.debrief
    sessions = _sessions(program, own, now)
    records = [record for record in program.feedback if own is not None and record.account == own.id]
    preview, launch = closing.preview_day(program), closing.release(program)
    shared = program.preview.shared if program.preview else None
    here = now.astimezone(derive.zone(program))
    day = None
    if program.invitation:
        day = program.invitation.sent or program.invitation.planned
    return Cut(
        account=own.id if own else None,
        name=own.name if own else None,
        people=tuple(
            OwnPerson(each.name, each.title, each.timezone) for each in (own.participants if own else ())
        ),
        left=own.left if own else None,
        title=program.title,
        language=program.language,
        timezone=program.timezone,
        state=program.state,
        scale=program.scale,
        today=here.date(),
        now=here,
        feature=feature.name,
        problem=feature.problem,
        question=feature.question,
        approach=feature.approach,
        in_scope=tuple(feature.in_scope),
        out_of_scope=tuple(feature.out_of_scope),
        constraints=constraints(program),
        influence=tuple(feature.influence),
        product=_hosts(program, "product"),
        cs=_cs(program, own),
        engineering=_engineering(program),
        others=_others(program, own, sessions),
        invited_by=day,
        brief=program.brief.sent if program.brief else None,
        sessions=sessions,
        sessions_differ=own is None and _differ(program),
        weeks=_weeks(program, sessions),
        minutes=sum(session.minutes for session in sessions),
        minutes_given=sum(session.minutes for session in sessions if session.attended),
        attended=sum(session.attended for session in sessions),
        weeks_given=weeks_between(
            session.start.date() if session.start else None for session in sessions if session.attended
        ),
        records=tuple(
            _record(program, record, now)
            for record in sorted(records, key=lambda record: _SEVERITIES.index(record.severity))
        ),
        counts=_counts(program),
        corrections=_corrections(program, own),
        ideas=tuple(
            OwnIdea(each.session, each.idea or "", each.passed_to, each.acknowledged)
            for each in program.parked
            if own is not None and each.account == own.id
        ),
        choices=_choices(program, own),
        flags=_flags(program, own) if preview is None or preview <= here.date() else (),
        memos=tuple(_memo(program, number) for number in range(len(program.memos))),
        ga=launch,
        released=launch is not None and launch <= here.date(),
        preview=preview,
        preview_shared=preview is not None and shared is not None and shared <= here.date(),
        shown_preview=preview is not None
        and (own is None or any(each.id == own.id for each in derive.shown_accounts(program))),
        debrief=closing.debrief_start(program),
        debrief_minutes=debrief_minutes(program),
        debrief_steps=running_order(program, now),
        debrief_over=debrief_over(program, now),
        debrief_attended=own is not None and debrief is not None and bool(debrief.attended.get(own.id)),
        made_up=debrief.made_up.get(own.id) if own is not None and debrief else None,
        summary_due=closing.summary_due(program),
        summary_sent=closing.summary_sent(program, now),
        gaps=own_gaps(program, own, {session.number for session in sessions}, now),
        decisions_at=program.guardrails.decisions_at if program.guardrails else None,
    )


# The vendor's people


def _host(person: Person, function: str) -> Host:
    return Host(person.name, function, person.title, person.email)


def _hosts(program: Program, function: str) -> tuple[Host, ...]:
    person = getattr(program.team, function) if program.team else None
    return (_host(person, function) if person else Host("", function, None, None),)


def _cs(program: Program, own: Account | None) -> tuple[Host, ...]:
    found = _hosts(program, "cs")
    if own is not None and own.csm is not None and own.csm.name != found[0].name:
        found = (*found, _host(own.csm, "cs"))
    return found


def _engineering(program: Program) -> tuple[Host, ...]:
    if program.team is None:
        return (Host("", "engineering", None, None),)
    return tuple(_host(person, "engineering") for person in program.team.engineering)


def _others(program: Program, own: Account | None, sessions: tuple[OwnSession, ...]) -> tuple[Host, ...]:
    """Colleagues of other functions and CSMs of other accounts, where a session of the page names one of them."""
    there = {
        name for session in sessions for name in (*session.leads, *session.facilitates, *session.observes)
    }
    known = {host.name for host in _cs(program, own)}
    csms = [each.csm for each in program.accounts if each.csm and each.csm.name not in known]
    others = program.team.others if program.team else ()
    found = (*(_host(each, "cs") for each in csms), *(_host(each, each.function or "") for each in others))
    return tuple({host.name: host for host in found if host.name in there}.values())


# Sessions


def _sessions(program: Program, own: Account | None, now: datetime) -> tuple[OwnSession, ...]:
    found = [
        _session(program, session, own, now)
        for session in program.sessions
        if session.held is not False and _is_for(program, session, own)
    ]
    return tuple(sorted(found, key=lambda session: session.number))


def _weeks(program: Program, sessions: tuple[OwnSession, ...]) -> int | None:
    """The weeks of the sessions that are asked for; where the reader comes to some of them only, of these."""
    asked = [each for each in program.sessions if each.held is not False and not each.because]
    own = [session for session in sessions if not session.extra]
    if own and len(own) < len(asked):
        return weeks_between(session.start.date() if session.start else None for session in own)
    return weeks_of(program, asked)


def _differ(program: Program) -> bool:
    """Whether a session that is not for unresolved points is for some of the accounts only."""
    return any(
        not isinstance(session.invited, str)
        for session in program.sessions
        if session.held is not False and not session.because
    )


def _is_for(program: Program, session: Session, own: Account | None) -> bool:
    """Whether a session is the reader's: it is invited, and where an extra session names accounts, named."""
    if own is None:
        return not session.because and isinstance(session.invited, str)
    if own.id in session.attended:
        return True
    if session.because and not any(case.account == own.id for case in session.because):
        return False
    return any(account.id == own.id for account in derive.invited_accounts(program, session))


def _session(program: Program, session: Session, own: Account | None, now: datetime) -> OwnSession:
    several = isinstance(session.at, dict)
    at = session.at.get(own.id if own else "") if isinstance(session.at, dict) else session.at
    records = {record.id for record in program.feedback if own is not None and record.account == own.id}
    return OwnSession(
        number=derive.number_of(program, session),
        purpose=derive.purpose_of(program, session),
        start=derive.moment(program, at) if at else None,
        own_time=several,
        minutes=minutes_of(program, session),
        minutes_assumed=session.minutes is None,
        joint=session.format == "joint",
        with_others=session.format == "joint" and len(derive.invited_accounts(program, session)) != 1,
        over=took_place(program, session, now),
        attended=own is not None and own.id in session.attended,
        extra=bool(session.because),
        shows=session.shows,
        questions=tuple(session.questions),
        leads=people(program, derive.leads(program, session, now) or "product"),
        facilitates=people(program, derive.facilitates(program, session, now) or "cs"),
        observes=observers(program, session, now),
        unresolved=tuple(
            case.unresolved
            for case in session.because
            if own is not None and case.account == own.id and case.unresolved
        ),
        changes=tuple((key, change) for key, change in session.answers.items() if key in records),
    )


# What the reader gave


def _record(program: Program, record: Record, now: datetime) -> OwnRecord:
    session = derive.session_by_number(program, record.session)
    answers = [each for each in program.sessions if record.id in each.answers and each.held is not False]
    answering = max(answers, key=lambda each: derive.number_of(program, each), default=None)
    source = derive.records_by_id(program).get(record.from_change or "")
    said = [
        each.confirmed[record.id].get(record.account)
        for each in program.sessions
        if record.id in each.confirmed
    ]
    known = [each for each in said if each is not None]
    return OwnRecord(
        id=record.id,
        session=record.session,
        raised=derive.session_day(program, session) if session else None,
        step=record.step,
        friction=record.friction,
        words=record.words,
        suggestion=record.suggestion,
        signal=record.signal,
        severity=record.severity,
        from_change=source.id if source and source.account == record.account else None,
        change=answering.answers[record.id] if answering else None,
        answered_in=derive.number_of(program, answering) if answering else None,
        confirmed=known[-1] if known else None,
        final=record.final,
        decided=record.decided,
        reason=record.reason,
        shipped=None if program.state == "cancelled" else record.shipped,
        told=record.told.on if record.told and closing.was_told(record, now) else None,
    )


def _counts(program: Program) -> Counts:
    finals = [record.final for record in program.feedback]
    return Counts(
        records=len(finals),
        incorporated=finals.count("incorporated"),
        shipped=sum(bool(each.shipped) for each in program.feedback if each.final == "incorporated"),
        not_taken=finals.count("deferred") + finals.count("declined"),
        undecided=finals.count(None),
    )


def _corrections(program: Program, own: Account | None) -> tuple[OwnCorrection, ...]:
    return tuple(
        OwnCorrection(derive.number_of(program, session), each.we_said or "", each.they_say or "")
        for session in program.sessions
        for each in session.corrections
        if own is not None and each.account == own.id
    )


def _choices(program: Program, own: Account | None) -> tuple[OwnChoice, ...]:
    if own is None:
        return ()
    records = {record.id for record in program.feedback if record.account == own.id}
    return tuple(_choice(each, own) for each in program.disagreements if concerns(each, own.id, records))


def _choice(choice: Disagreement, own: Account) -> OwnChoice:
    return OwnChoice(
        about=choice.about or "",
        position=choice.positions.get(own.id),
        settled=choice.built_for is not None,
        for_reader=choice.built_for == own.id,
        told_as=choice.told_as,
        adaptation=choice.adaptation.get(own.id),
        told=choice.told.get(own.id),
    )


def _flags(program: Program, own: Account | None) -> tuple[OwnFlag, ...]:
    flags = program.preview.flags if program.preview and program.state != "cancelled" else ()
    return tuple(
        OwnFlag(each.issue or "", each.critical, each.decision, each.decided, each.workaround)
        for each in flags
        if own is not None and each.account == own.id
    )


def _memo(program: Program, number: int) -> SharedMemo:
    memo = program.memos[number]
    return SharedMemo(
        number=number + 1,
        theme=memo.theme or "",
        on=memo.on,
        by=people(program, memo.by or "product"),
        heard=memo.heard if says(memo.heard) else None,
        believe=memo.believe if says(memo.believe) else None,
        will_change=tuple(text for text in memo.will_change if text.strip()),
        change_said=stated(memo.will_change),
        will_not_change=tuple(text for text in memo.will_not_change if text.strip()),
        stay_said=stated(memo.will_not_change),
        would_change_our_mind=memo.would_change_our_mind if says(memo.would_change_our_mind) else None,
    )
