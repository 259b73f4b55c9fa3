"""From a program to the facts of its debrief."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.documents.debrief.facts import (
    Choice,
    DebriefFacts,
    OpenFlag,
    Outcome,
    Owed,
    Position,
)
from codesign_cli.documents.debrief.missing import debrief_over, missing
from codesign_cli.documents.debrief.order import open_flags, running_order
from codesign_cli.documents.plan import debrief_minutes
from codesign_cli.documents.words import account_name, people
from codesign_cli.duties.closing import (
    debrief_start,
    heard_debrief,
    preview_day,
    release,
    summary_due,
    summary_sent,
    was_told,
)
from codesign_cli.duties.sessions import took_place
from codesign_cli.say import count

if TYPE_CHECKING:
    from codesign_cli.model.accounts import Account
    from codesign_cli.model.program import Program
    from codesign_cli.model.records import Disagreement, Record

_SEVERITIES = ("blocker", "significant", "minor")


def build(program: Program, now: datetime, *, draft: bool = False) -> DebriefFacts:
    """The facts of the debrief as of `now` (aware); `draft` asks for the whole page although something is missing."""
    gaps = missing(program, now)
    debrief = program.debrief
    minutes = debrief_minutes(program)
    records = sorted(program.feedback, key=lambda record: _SEVERITIES.index(record.severity))
    outcomes = tuple(_outcome(program, record, now) for record in records)
    flags = _flags(program, now)
    at = debrief_start(program)
    product, cs = people(program, "product"), people(program, "cs")
    held = sum(took_place(program, session, now) for session in program.sessions)
    return DebriefFacts(
        audience="internal",
        program=program.title,
        feature=program.feature.name,
        state=program.state,
        draft=draft and bool(gaps),
        ready=not gaps,
        missing=gaps,
        at=at,
        timezone=program.timezone,
        minutes=minutes,
        minutes_assumed=debrief is None or debrief.minutes is None,
        held=debrief_over(program, now),
        product=product,
        cs=cs,
        contact=_contact(program),
        in_scope=tuple(program.feature.in_scope),
        sessions_held=held,
        sessions_said=count(held, "session"),
        steps=running_order(program, now),
        incorporated=tuple(each for each in outcomes if each.final == "incorporated"),
        not_taken=tuple(each for each in outcomes if each.final in ("deferred", "declined")),
        undecided=tuple(each for each in outcomes if each.final is None),
        accounts=tuple(_owed(program, account, now) for account in program.accounts),
        disagreements=tuple(_choice(program, choice) for choice in program.disagreements),
        flags=flags,
        preview=preview_day(program),
        ga=release(program),
        summary_due=summary_due(program),
        summary_sent=summary_sent(program, now),
    )


def _contact(program: Program) -> str:
    """Product's name and address, as the customers' pages give them."""
    person = program.team.product if program.team else None
    if person is None or not person.name:
        return "Product"
    return f"{person.name} ({person.email})" if person.email else person.name


def _outcome(program: Program, record: Record, now: datetime) -> Outcome:
    return Outcome(
        id=record.id,
        session=record.session,
        account=account_name(program, record.account),
        account_id=record.account,
        step=record.step,
        friction=record.friction,
        words=record.words,
        suggestion=record.suggestion,
        severity=record.severity,
        pm_read=record.pm_read,
        final=record.final,
        reason=record.reason,
        shipped=None if program.state == "cancelled" else record.shipped,
        called=record.told.on if record.told and was_told(record, now) else None,
    )


def _owed(program: Program, account: Account, now: datetime) -> Owed:
    own = [record for record in program.feedback if record.account == account.id]
    return Owed(
        id=account.id,
        name=account.name,
        left=account.left,
        sessions=sum(account.id in session.attended for session in program.sessions),
        incorporated=tuple(record.id for record in own if record.final == "incorporated"),
        not_taken=tuple(record.id for record in own if record.final in ("deferred", "declined")),
        undecided=tuple(record.id for record in own if record.final is None),
        heard=heard_debrief(program, account, now),
    )


def _choice(program: Program, choice: Disagreement) -> Choice:
    """A disagreement with every account that has a part in it: a position, or something it can do instead."""
    positions = tuple(
        Position(
            account,
            account_name(program, account),
            choice.positions.get(account),
            account == choice.built_for,
            choice.adaptation.get(account),
            choice.told.get(account),
        )
        for account in dict.fromkeys((*choice.positions, *choice.adaptation))
    )
    return Choice(
        about=choice.about or "",
        records=tuple(choice.records),
        built_for=account_name(program, choice.built_for) if choice.built_for else None,
        because=choice.because,
        told_as=choice.told_as,
        positions=positions,
    )


def _flags(program: Program, now: datetime) -> tuple[OpenFlag, ...]:
    """The preview's flags without a decision, the critical ones first."""
    found = [
        OpenFlag(account_name(program, flag.account), flag.issue or "no words for it", bool(flag.critical))
        for flag in open_flags(program, now)
    ]
    return tuple(sorted(found, key=lambda flag: not flag.critical))
