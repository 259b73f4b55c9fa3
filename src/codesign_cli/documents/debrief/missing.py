"""What still blocks the debrief: each missing thing by its record or account, with the way out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.documents.debrief.facts import Missing
from codesign_cli.documents.debrief.order import raised_flags
from codesign_cli.documents.words import account_name, say_date, say_moment
from codesign_cli.duties import owed
from codesign_cli.duties.closing import (
    debrief_start,
    heard_debrief,
    release,
    summary_due,
    summary_sent,
    was_told,
)
from codesign_cli.duties.sessions import took_place
from codesign_cli.model import derive
from codesign_cli.say import listed

if TYPE_CHECKING:
    from codesign_cli.model.program import Program
    from codesign_cli.model.records import Disagreement, Record


_Gap = Callable[[str, str, str], Missing]


def missing(program: Program, now: datetime) -> tuple[Missing, ...]:
    """Everything that keeps the debrief from closing the loop, as of `now`; empty where it is ready.

    A cancelled program owes the debrief, its calls and its summary; no release, no preview, no shipped text.
    """
    return (
        *_dates(program),
        *_sessions(program, now),
        *(gap for record in program.feedback for gap in _record(program, record, now)),
        *(gap for choice in program.disagreements for gap in _disagreement(program, choice)),
        *_flags(program, now),
        *_closing(program, now),
    )


def debrief_over(program: Program, now: datetime) -> bool:
    """Whether the debrief lies behind: its end is past."""
    end = derive.debrief_end(program, program.debrief) if program.debrief else None
    return end is not None and end <= now


def _dates(program: Program) -> Iterator[Missing]:
    if debrief_start(program) is None:
        yield Missing("EXP440", "The debrief", "It has no date.", "Set `debrief.at`, before GA.")
    if release(program) is None and program.state != "cancelled":
        fact = "GA has no date, so nothing says by when all this is due."
        yield Missing("EXP449", "The release", fact, "Set `timeline.ga`.")


def _sessions(program: Program, now: datetime) -> Iterator[Missing]:
    """Sessions still to come, and sessions that left nothing."""
    if not any(took_place(program, session, now) for session in program.sessions):
        fact = "None was held, so there is nothing to report back."
        yield Missing("SCO110", "The sessions", fact, "Hold them first.")
    for session in program.sessions if program.state != "cancelled" else ():
        if session.held is not False and not took_place(program, session, now):
            number = derive.number_of(program, session)
            start = derive.session_start(program, session)
            when = f"It is still ahead, on {say_date(start.date())}." if start else "It has no date yet."
            way_out = "Hold the debrief after it; write `held: false` if it is called off."
            yield Missing("EXP440", f"Session {number}", when, way_out)
    for duty in owed(program, now, "EXP420"):
        if not duty.done and duty.due.late(now):
            subject = duty.name.removeprefix("record ").capitalize()
            yield Missing(
                "EXP420", subject, "It left no record.", "Write down what came up under `feedback`."
            )


def _record(program: Program, record: Record, now: datetime) -> Iterator[Missing]:
    """What one record lacks: reading, decision, reason, call, shipped text."""
    subject = f"{record.id} · {account_name(program, record.account)}"

    def gap(code: str, fact: str, way_out: str) -> Missing:
        return Missing(code, subject, fact, way_out, record.id, record.account)

    if record.final is None:
        yield _undecided(record, gap)
        return
    if record.pm_read is None and program.state != "cancelled":
        yield gap(
            "EXP422", f"It is {record.final}, but Product's first reading is not written.", "Write `pm_read`."
        )
    if not (record.reason and record.reason.strip()):
        yield gap(
            "EXP423", f"It is {record.final} without a reason.", "Write `reason`: what exactly decided it."
        )
    if record.final == "incorporated":
        day = release(program)
        if day is not None and now.date() >= day and not (record.shipped and record.shipped.strip()):
            yield gap("EXP425", "It went in, but nothing says what shipped for it.", "Write `shipped`.")
    elif not was_told(record, now):
        yield gap("EXP430", f"It is {record.final}, and nobody called the account.", _call(record, now))


def _undecided(record: Record, gap: _Gap) -> Missing:
    if record.pm_read is None:
        return gap(
            "EXP422",
            "Product has neither read nor decided it.",
            "Write `pm_read`, then `final` and `reason`.",
        )
    if record.pm_read == "investigate":
        return gap("EXP424", "It is still being looked into.", "Finish that and write `final` and `reason`.")
    return gap(
        "EXP424", f"It was read as {record.pm_read} and is not decided.", "Write `final` and `reason`."
    )


def _call(record: Record, now: datetime) -> str:
    told = record.told
    if told is not None and told.how == "mail":
        return "A mail is not enough: let CS call and write `told` with `how: call`."
    if told is not None and told.on is not None and told.on > now.date():
        return f"The call is written for {say_date(told.on)}; it counts once it was made."
    return "Let CS call, then write `told` with `on`, `by` and `how`."


def _disagreement(program: Program, choice: Disagreement) -> Iterator[Missing]:
    lacking = [f"`{key}`" for key in ("built_for", "because") if not getattr(choice, key)]
    if lacking:
        subject = f"Disagreement · {choice.about or listed(choice.records)}"
        fact = (
            "Product has not said for whom it builds."
            if not choice.built_for
            else "The choice has no reason."
        )
        yield Missing("ROL313", subject, fact, f"Write {listed(lacking)}.")


def _flags(program: Program, now: datetime) -> Iterator[Missing]:
    """Critical flags of the preview without a decision, and workarounds that nobody told."""
    for flag in raised_flags(program, now):
        if not flag.critical:
            continue
        subject = f"Flag · {account_name(program, flag.account)}"
        what = f"“{flag.issue}”" if flag.issue else "It"
        if flag.decision is None:
            way_out = "Write `decision`: fix, delay or ship-with-workaround."
            yield Missing(
                "EXP447", subject, f"{what} is critical and not decided.", way_out, None, flag.account
            )
        elif flag.decision == "ship-with-workaround" and (flag.told is None or flag.told.on is None):
            fact = f"{what} ships with a workaround that nobody told."
            yield Missing("EXP447", subject, fact, "Tell the account and write `told`.", None, flag.account)


def _closing(program: Program, now: datetime) -> Iterator[Missing]:
    """Once the debrief was held: accounts it did not reach, and a summary that is late."""
    if not debrief_over(program, now):
        return
    for account in program.accounts:
        if heard_debrief(program, account, now) is None:
            fact = "It was not at the debrief and had no call of its own."
            way_out = f"Call it and write `debrief.made_up.{account.id}` with the day."
            yield Missing("EXP443", account.name, fact, way_out, None, account.id)
    due = summary_due(program)
    if due is not None and now > due and summary_sent(program, now) is None:
        fact = f"It was due {say_moment(due)}, 48 hours after the debrief."
        yield Missing("EXP444", "The summary", fact, "Send it today and write `debrief.summary_sent`.")
