"""From a program to what one account may see of it: the only way from a program to a customer's page."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from codesign_cli.documents.debrief.missing import debrief_over
from codesign_cli.documents.debrief.order import running_order
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
_SHORTEST_NAME = 3
"""Names of fewer letters are left alone in running text: nobody could tell them from words."""
TEAM, PERSON = "another team", "somebody of another team"


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
    names = _foreign_names(program, own)
    hidden = _Hidden(names)
    safe = hidden.value(whole)
    return Cutting(safe, tuple(dict.fromkeys(hidden.met)))


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
        others=_others(program, sessions),
        invited_by=day,
        brief=program.brief.sent if program.brief else None,
        sessions=sessions,
        sessions_differ=own is None and _differ(program),
        weeks=weeks_of(
            program, [each for each in program.sessions if each.held is not False and not each.because]
        ),
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
        flags=_flags(program, own),
        memos=tuple(_memo(program, number) for number in range(len(program.memos))),
        ga=launch,
        released=launch is not None and launch <= here.date(),
        preview=preview,
        preview_shared=preview is not None and shared is not None and shared <= here.date(),
        shown_preview=preview is not None
        and (own is None or any(each.id == own.id for each in derive.shown_accounts(program))),
        debrief=closing.debrief_start(program),
        debrief_minutes=debrief_minutes(program),
        debrief_steps=running_order(program),
        debrief_over=debrief_over(program, now),
        debrief_attended=own is not None and debrief is not None and bool(debrief.attended.get(own.id)),
        made_up=debrief.made_up.get(own.id) if own is not None and debrief else None,
        summary_due=closing.summary_due(program),
        summary_sent=closing.summary_sent(program, now),
        gaps=own_gaps(program, own, {session.number for session in sessions}, now),
        thanks=program.recognition.text if program.recognition else None,
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


def _others(program: Program, sessions: tuple[OwnSession, ...]) -> tuple[Host, ...]:
    """Colleagues of other functions, where one of them is named in a session that the page tells of."""
    there = {
        name for session in sessions for name in (*session.leads, *session.facilitates, *session.observes)
    }
    others = program.team.others if program.team else ()
    return tuple(_host(person, person.function or "") for person in others if person.name in there)


# Sessions


def _sessions(program: Program, own: Account | None, now: datetime) -> tuple[OwnSession, ...]:
    found = [
        _session(program, session, own, now)
        for session in program.sessions
        if session.held is not False and _is_for(program, session, own)
    ]
    return tuple(sorted(found, key=lambda session: session.number))


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
        OwnFlag(each.issue or "", bool(each.critical), each.decision, each.decided, each.workaround)
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


# Names that belong to somebody else


def _foreign_names(program: Program, own: Account | None) -> dict[str, str]:
    """What may stand in no text of the reader's page, with what stands there instead.

    Names and people of every other account and of the candidates, case aside, and the short forms of an
    account's name that its id gives (`northwind`: Northwind), as they are written. What the reader, the
    vendor's team or the feature is called as well stays.
    """
    kept = " ".join(
        (
            *((own.id, own.name, *(person.name for person in own.participants)) if own else ()),
            *(name for name, _ in derive.team_people(program)),
            program.feature.name,
        )
    ).casefold()
    found: dict[str, str] = {}
    for other in (*program.accounts, *program.candidates):
        if own is not None and other.id == own.id:
            continue
        terms = {_plain(other.name): TEAM} | dict.fromkeys(_short_forms(other.id), TEAM)
        for person in other.participants:
            terms |= {_plain(person.name): PERSON} | ({_plain(person.email): PERSON} if person.email else {})
        for term, instead in terms.items():
            if len(term) >= _SHORTEST_NAME and not _among(term.casefold(), kept):
                found.setdefault(term, instead)
    return found


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _short_forms(key: str) -> tuple[str, ...]:
    """How an account's id stands in a text as a name: with capitals, and as it is where it is no plain word."""
    words = [word for word in key.split("-") if word]
    forms = (" ".join(word.capitalize() for word in words), key.upper())
    return forms if key.isalpha() else (key, *forms)


def _among(plain: str, kept: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(plain)}(?!\w)", kept) is not None


def without_others(program: Program, account: str, texts: T) -> tuple[T, tuple[str, ...]]:
    """Texts (a tuple, a named tuple) as they may be said to the account with this id, and the names taken out."""
    hidden = _Hidden(_foreign_names(program, find_account(program, account)))
    safe: T = hidden.value(texts)
    return safe, tuple(dict.fromkeys(hidden.met))


_NO_TEXT = frozenset(
    {
        *("account", "decision", "final", "from_change", "id", "language", "purpose", "scale"),
        *("severity", "signal", "state", "timezone", "type"),
    }
)
"""Fields that hold a word of the format or the reader's own id, never a text."""


class _Hidden:
    """Takes names out of every text of a value made of named tuples and tuples."""

    def __init__(self, names: dict[str, str]) -> None:
        self._names = names
        forms = [_form(name) for name in sorted(names, key=len, reverse=True)]
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)") if names else None
        self.met: list[str] = []
        """What was taken out, as it stood there."""

    def value(self, value: Any) -> Any:
        """The value with every name in it replaced."""
        if self._pattern is None or isinstance(value, Host | OwnPerson):
            return value
        if isinstance(value, str):
            return self._pattern.sub(self._replace, value)
        if not isinstance(value, tuple):
            return value
        fields: tuple[str, ...] = getattr(value, "_fields", ())
        if not fields:
            return tuple(self.value(part) for part in value)
        pairs = zip(fields, value, strict=True)
        return type(value)(*(part if field in _NO_TEXT else self.value(part) for field, part in pairs))

    def _replace(self, found: re.Match[str]) -> str:
        said = " ".join(found[0].split())
        self.met.append(said)
        return self._names.get(said) or self._names.get(said.casefold()) or TEAM


def _form(name: str) -> str:
    """A pattern for a name over any white space; a name in small letters is met in capitals too."""
    words = r"\s+".join(re.escape(word) for word in name.split())
    return f"(?i:{words})" if name == name.casefold() else words
