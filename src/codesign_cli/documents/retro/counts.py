"""What can be counted of a program when it is looked back at: by session, by account, and as rates."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.documents.retro.facts import AccountRow, Form, Rate, Seen, SessionRow
from codesign_cli.duties.closing import heard_debrief, was_told
from codesign_cli.duties.course import reversed_reading
from codesign_cli.duties.gates import says
from codesign_cli.duties.sessions import took_place
from codesign_cli.model import derive

if TYPE_CHECKING:
    from codesign_cli.model.accounts import Account
    from codesign_cli.model.program import Program
    from codesign_cli.model.sessions import Session

NOES = ("deferred", "declined")


def session_row(program: Program, session: Session, now: datetime) -> SessionRow:
    """What one session gave, as of `now`."""
    number = derive.number_of(program, session)
    records = [record for record in program.feedback if record.session == number]
    return SessionRow(
        number=number,
        purpose=derive.purpose_of(program, session),
        day=derive.session_day(program, session),
        took_place=took_place(program, session, now),
        invited=len(derive.invited_accounts(program, session)),
        came=sum(bool(names) for names in session.attended.values()),
        records=len(records),
        blockers=sum(record.severity == "blocker" for record in records),
        corrections=len(session.corrections),
        parked=sum(idea.session == number for idea in program.parked),
    )


def account_row(program: Program, account: Account, seen: tuple[Seen, ...], now: datetime) -> AccountRow:
    """What one account gave; whether it dominated or was silent is what the rules found."""
    own = [record for record in program.feedback if record.account == account.id]
    held = [session for session in program.sessions if took_place(program, session, now)]
    codes = [each.code for each in seen if each.account == account.id]
    return AccountRow(
        id=account.id,
        name=account.name,
        sessions=sum(bool(session.attended.get(account.id)) for session in held),
        records=len(own),
        talk_minutes=sum(session.talk_minutes.get(account.id, 0) for session in held),
        not_taken=sum(record.final in NOES for record in own),
        dominant="COH217" in codes,
        silent="COH218" in codes,
        silent_in=codes.count("COH218"),
        left=account.left,
    )


def rates_of(program: Program, now: datetime) -> tuple[Rate, ...]:
    """The rates that a look back reads, each as a part of a whole.

    `reversed` counts what was read as incorporate and ended as deferred or declined, of all records (ROL312);
    `not_taken` what was deferred or declined, of all that is decided; `told` the noes that a person told;
    `parked` sets the parked ideas against the records (SCO121).
    """
    records = program.feedback
    decided = [record for record in records if record.final is not None]
    noes = [record for record in decided if record.final in NOES]
    heard = [account for account in program.accounts if heard_debrief(program, account, now) is not None]
    return (
        Rate("read", sum(record.pm_read is not None for record in records), len(records)),
        Rate("reversed", sum(reversed_reading(record) for record in records), len(records)),
        Rate("not_taken", len(noes), len(decided)),
        Rate("undecided", len(records) - len(decided), len(records)),
        Rate("told", sum(was_told(record, now) for record in noes), len(noes)),
        Rate("parked", len(program.parked), len(records)),
        Rate("debriefed", len(heard), len(program.accounts)),
    )


def form_of(program: Program, seen: tuple[Seen, ...]) -> Form:
    """How the records were kept."""
    records = program.feedback
    grades = [record.severity for record in records]
    return Form(
        agreed=program.feedback_format.agreed if program.feedback_format else None,
        records=len(records),
        without_step=sum(not says(record.step) for record in records),
        with_words=sum(says(record.words) for record in records),
        vague=sum(each.code == "EXP421" for each in seen),
        blockers=grades.count("blocker"),
        significant=grades.count("significant"),
        minor=grades.count("minor"),
    )
