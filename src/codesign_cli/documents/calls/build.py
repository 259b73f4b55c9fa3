"""From a program to the calls that its noes need."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from codesign_cli.documents.calls.facts import AccountCalls, CallsFacts, Heard, Point, Spoken
from codesign_cli.documents.calls.sayable import gaps
from codesign_cli.documents.calls.spoken import worded
from codesign_cli.documents.cut import find_account, without_others
from codesign_cli.documents.phrasing import OWN
from codesign_cli.documents.words import account_name, people
from codesign_cli.duties import owed
from codesign_cli.duties.closing import call_by, preview_day, release, was_told
from codesign_cli.duties.course import reversed_reading
from codesign_cli.duties.gates import says
from codesign_cli.model import derive

if TYPE_CHECKING:
    from codesign_cli.model.accounts import Account
    from codesign_cli.model.program import Program
    from codesign_cli.model.records import Record


def build(
    program: Program, now: datetime, account: str | None = None, own: Mapping[str, str] = OWN
) -> CallsFacts:
    """The calls as of `now` (aware): those still open and those made; of one account where its id is given.

    `own` holds the team's own sentences by the keys of `spoken.PHRASES`. Raises CodesignError for an account that
    the file does not have.
    """
    if account is not None:
        find_account(program, account)
    chosen = [each for each in program.accounts if account in (None, each.id)]
    wanted = [record for record in program.feedback if account in (None, record.account)]
    noes = [record for record in wanted if record.final in ("deferred", "declined")]
    late = _late(program, now)
    found = []
    for each in dict.fromkeys(each.id for each in chosen):
        open_ = [record for record in noes if record.account == each and not was_told(record, now)]
        if open_:
            points = tuple(_point(program, record, now, late.get(record.id)) for record in open_)
            found.append(_account(program, derive.accounts_by_id(program)[each], points))
    order = list(dict.fromkeys(call.caller for call in found))
    calls = tuple(sorted(found, key=lambda call: order.index(call.caller)))
    missing = tuple(gap for call in calls for point in call.points for gap in point.missing)
    own_csm = all(call.own_csm for call in calls)
    facts = CallsFacts(
        audience="internal",
        program=program.title,
        feature=program.feature.name,
        state=program.state,
        language=program.language,
        account=account,
        ready=not missing,
        missing=missing,
        due=call_by(program, now),
        today=now.date(),
        preview=preview_day(program),
        ga=release(program),
        product=people(program, "product"),
        cs_named=own_csm or bool(program.team and program.team.cs),
        calls=calls,
        undecided=tuple(record.id for record in wanted if record.final is None),
        told=tuple(_heard(program, record) for record in noes if was_told(record, now)),
    )
    return worded(facts, own)


def _late(program: Program, now: datetime) -> dict[str, str]:
    """What each open call is overdue for, by the record's id; the gravest."""
    found: dict[str, str] = {}
    last = "closing" if program.state == "cancelled" else "ga"
    for duty in owed(program, now, "EXP430"):
        record: object = duty.subject
        if not duty.done and duty.due.late(now):
            clause = last if duty.clause == "ga" else "preview"
            key = str(getattr(record, "id", ""))
            found[key] = clause if found.get(key) != last else last
    return found


def _account(program: Program, account: Account, points: tuple[Point, ...]) -> AccountCalls:
    return AccountCalls(
        id=account.id,
        name=account.name,
        caller=(account.csm.name,) if account.csm else people(program, "cs"),
        own_csm=account.csm is not None,
        people=tuple(
            f"{person.name}, {person.title}" if person.title else person.name
            for person in account.participants
        ),
        left=account.left,
        points=points,
    )


def _point(program: Program, record: Record, now: datetime, late: str | None) -> Point:
    told = record.told
    on, mail = (told.on, told.how == "mail") if told else (None, False)
    ahead = on is not None and on > now.date()
    texts, names = without_others(program, record.account, _texts(program, record))
    missing = gaps(program, record)
    return Point(
        record=record.id,
        session=record.session,
        session_day=_day(program, record),
        step=record.step if says(record.step) else None,
        texts=texts,
        names=names,
        decision=record.final or "",
        reversed=reversed_reading(record),
        mail=mail and not ahead,
        mailed=on if mail and not ahead else None,
        planned=on if ahead and not mail else None,
        late=late,
        say=(),
        missing=missing,
    )


def _texts(program: Program, record: Record) -> Spoken:
    return Spoken(
        friction=record.friction,
        words=record.words if says(record.words) else None,
        suggestion=record.suggestion if says(record.suggestion) else None,
        reason=record.reason if says(record.reason) else None,
        instead=_instead(program, record),
    )


def _day(program: Program, record: Record) -> date | None:
    """The day on which the account of a record had the record's session."""
    session = derive.session_by_number(program, record.session)
    if session is None:
        return None
    own = session.at.get(record.account) if isinstance(session.at, dict) else None
    return derive.moment(program, own).date() if own else derive.session_day(program, session)


def _instead(program: Program, record: Record) -> tuple[str, ...]:
    """The adaptations that the disagreements about a record offer its account."""
    texts = (
        choice.adaptation.get(record.account)
        for choice in program.disagreements
        if record.id in choice.records
    )
    return tuple(dict.fromkeys(text for text in texts if text and says(text)))


def _heard(program: Program, record: Record) -> Heard:
    told = record.told
    assert told is not None
    assert told.on is not None
    return Heard(
        record=record.id,
        account=account_name(program, record.account),
        account_id=record.account,
        decision=record.final or "",
        on=told.on,
        by=people(program, told.by) if told.by else (),
        how=told.how,
    )
