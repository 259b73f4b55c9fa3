"""Deadlines of the end: decisions, calls, preview, debrief, summary, and the release they hang on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from codesign_cli.duties import Duty, deadline
from codesign_cli.duties.gates import gates_due
from codesign_cli.duties.sessions import took_place
from codesign_cli.finding import at
from codesign_cli.model.derive import after, day_of, debrief_end, ga, moment, session_end
from codesign_cli.once import once
from codesign_cli.when import Due

if TYPE_CHECKING:
    from codesign_cli.model.accounts import Account
    from codesign_cli.model.program import Program
    from codesign_cli.model.records import Record

PLAN_AHEAD = timedelta(days=14)
"""How long before GA the debrief must be planned, and the calls made where no preview is (EXP440, T-18)."""
WIND_DOWN = timedelta(days=14)
"""How long after its last session a cancelled program without GA may take to close the loop (own choice)."""
SUMMARY_MINUTES = 48 * 60
"""How long after the debrief's end the summary is in time, in elapsed minutes (A-151, X-013)."""


def speaking(duties: Iterable[Duty], now: datetime, mild: Collection[str] = ()) -> Iterator[Duty]:
    """For each subject the one open duty that is told of its several deadlines.

    The gravest that is late (those whose clause is in `mild` weigh less), the latest of these; where none
    is late the next one due.
    """
    groups: dict[int, list[Duty]] = {}
    for duty in duties:
        if not duty.done:
            groups.setdefault(id(duty.subject), []).append(duty)
    for group in groups.values():
        late = [duty for duty in group if duty.due.late(now)]
        if late:
            yield max(late, key=lambda duty: (duty.clause not in mild, duty.due.last_day))
        else:
            yield min(group, key=lambda duty: duty.due.last_day)


# The days that everything hangs on


def release(program: Program) -> date | None:
    """The day of the release; None where none is written, and for a cancelled program, which has none."""
    return None if program.state == "cancelled" else ga(program)


def last_session_over(program: Program, now: datetime) -> datetime | None:
    """When the working sessions are over: the end of the last one, aware; None where nobody can know.

    While sessions are still unwritten or undated, not before the day after `timeline.end`. A cancelled
    program has none after those that took place.
    """
    sessions = [session for session in program.sessions if session.held is not False]
    if program.state == "cancelled":
        sessions = [session for session in sessions if took_place(program, session, now)]
    ends = [session_end(program, session) for session in sessions]
    known = [end for end in ends if end is not None]
    if program.state == "cancelled" or (len(ends) >= 3 and len(known) == len(ends)):
        return max(known, default=None)
    end = program.timeline.end if program.timeline else None
    if end is not None:
        known.append(moment(program, end + timedelta(days=1)))
    elif len(known) < len(ends):
        return None
    return max(known, default=None)


def closing_day(program: Program, now: datetime) -> date | None:
    """The day by which the loop is closed: GA; for a cancelled program without one, 14 days after its last session.

    None where neither is known.
    """
    day = ga(program)
    if day is None and program.state == "cancelled":
        over = last_session_over(program, now)
        return over.date() + WIND_DOWN if over else None
    return day


def preview_day(program: Program) -> date | None:
    """The day of the preview, as it was shared, else as it is planned; None in a cancelled program, which owes none."""
    preview = program.preview
    if preview is None or program.state == "cancelled":
        return None
    return preview.shared or preview.planned


def calls_day(program: Program) -> date | None:
    """The day by which the calls are made: the preview's, else 14 days before GA (T-18)."""
    day = preview_day(program)
    if day is not None:
        return day
    launch = release(program)
    return launch - PLAN_AHEAD if launch else None


def call_by(program: Program, now: datetime) -> date | None:
    """The last day on which a call comes in good time (T-18); None where neither preview nor GA is known.

    The day before the preview, which shows the gap by itself; without one 14 days before GA; in a cancelled
    program the day by which its loop is closed.
    """
    shown = preview_day(program)
    if shown is not None:
        return shown - timedelta(days=1)
    return calls_day(program) or closing_day(program, now)


@once
def debrief_start(program: Program) -> datetime | None:
    """When the debrief starts, aware; None where it is not planned."""
    debrief = program.debrief
    return moment(program, debrief.at) if debrief and debrief.at else None


# Decisions


@deadline("EXP424")
def final_decisions(program: Program, now: datetime) -> Iterator[Duty]:
    """Every record has its final decision by the preview, at the latest by the debrief (A-139, X-017).

    Without a debrief in sight the day is that by which the loop is closed.
    """
    start, shown, closing = debrief_start(program), preview_day(program), closing_day(program, now)
    stages: list[tuple[str, Due]] = []
    if shown:
        stages.append(("preview", Due(shown)))
    if start:
        stages.append(("debrief", Due(start.date(), "at", start)))
    elif closing:
        stages.append(("debrief", Due(closing)))
    for record in program.feedback:
        for clause, due in stages:
            done = record.final is not None
            name = f"decide finally about {record.id}"
            yield Duty("EXP424", name, "product", due, done, at(record, "final"), clause, record)


@deadline("EXP425")
def shipped_texts(program: Program, now: datetime) -> Iterator[Duty]:
    """Every incorporated record says by GA what shipped for it (A-169)."""
    day = release(program)
    if day is None:
        return
    for record in program.feedback:
        if record.final == "incorporated":
            name = f"say what shipped for {record.id}"
            done = bool(record.shipped and record.shipped.strip())
            yield Duty("EXP425", name, "product", Due(day), done, at(record, "shipped"), "unshipped", record)


# Calls


def was_told(record: Record, now: datetime) -> bool:
    """Whether the account heard of the decision from a person: a call, a meeting or a visit, a mail not."""
    told = record.told
    return told is not None and told.on is not None and told.on <= now.date() and told.how != "mail"


@deadline("EXP430")
def calls(program: Program, now: datetime) -> Iterator[Duty]:
    """Who gave a deferred or declined record is told by the preview, at the latest by GA (A-141, T-18)."""
    early, late = calls_day(program), closing_day(program, now)
    for record in program.feedback:
        if record.final not in ("deferred", "declined"):
            continue
        name = f"call {record.account} about {record.id}"
        place = at(record, "told", "how") if record.told and record.told.how == "mail" else at(record, "told")
        for clause, day in (("preview", early), ("ga", late)):
            if day is not None:
                yield Duty("EXP430", name, "cs", Due(day), was_told(record, now), place, clause, record)


# Debrief and summary


@deadline("EXP440")
def debrief_planned(program: Program, now: datetime) -> Iterator[Duty]:
    """The debrief is planned once the last session is over, 14 days before GA, at the latest by GA (A-145)."""
    done = debrief_start(program) is not None
    place = at(program, "debrief", "at")
    over, closing = last_session_over(program, now), closing_day(program, now)
    stages: list[tuple[str, Due]] = []
    if over:
        stages.append(("after-last-session", Due(over.date(), "at", over)))
    if closing:
        if program.timeline and program.timeline.ga:
            stages.append(("unplanned", Due(closing - PLAN_AHEAD)))
        stages.append(("none", Due(closing)))
    for clause, due in stages:
        yield Duty("EXP440", "plan the debrief", "product", due, done, place, clause, program)


def heard_debrief(program: Program, account: Account, now: datetime) -> date | None:
    """The day on which an account had the debrief or its own call; None where it had neither yet."""
    debrief = program.debrief
    if debrief is None:
        return None
    start = debrief_start(program)
    if debrief.attended.get(account.id) and (start is None or start <= now):
        return day_of(program, start) if start else now.date()
    own = debrief.made_up.get(account.id)
    return own if own is not None and own <= now.date() else None


@deadline("EXP443")
def debriefed_accounts(program: Program, now: datetime) -> Iterator[Duty]:
    """Every account, those that left too, has the debrief or a call of its own before GA (A-145, X-014)."""
    day = closing_day(program, now)
    if day is None:
        return
    due = Due(day, "by" if release(program) is None else "before")
    for account in program.accounts:
        done = heard_debrief(program, account, now) is not None
        name = f"debrief {account.name}"
        yield Duty("EXP443", name, "cs", due, done, at(program, "debrief"), "account", account)


def summary_due(program: Program) -> datetime | None:
    """The last moment for the summary: 48 elapsed hours after the debrief's end; None without a debrief."""
    end = debrief_end(program, program.debrief) if program.debrief else None
    return after(end, SUMMARY_MINUTES) if end else None


def summary_sent(program: Program, now: datetime) -> datetime | None:
    """When the summary went out, aware; None where it has not yet."""
    debrief = program.debrief
    sent = moment(program, debrief.summary_sent) if debrief and debrief.summary_sent else None
    return sent if sent is not None and sent <= now else None


@deadline("EXP444")
def summary(program: Program, now: datetime) -> Iterator[Duty]:
    """The written summary goes out within 48 elapsed hours of the debrief's end (A-151)."""
    last = summary_due(program)
    if last is None:
        return
    due = Due(last.date(), "at", last, notice=False)
    done = summary_sent(program, now) is not None
    place = at(program, "debrief", "summary_sent")
    yield Duty("EXP444", "send the summary", "cs", due, done, place, "missing", program.debrief)


# Preview


def owed_preview(program: Program) -> tuple[Account, ...]:
    """The accounts that the preview is owed: those in the cohort up to GA; without GA none yet."""
    day = release(program)
    return (
        ()
        if day is None
        else tuple(
            account
            for account in program.accounts
            if (account.left is None or account.left >= day)
            and (account.joined is None or account.joined <= day)
        )
    )


@deadline("EXP445")
def previewed_accounts(program: Program, now: datetime) -> Iterator[Duty]:
    """Every account that has not left sees the feature before GA (A-153)."""
    day = release(program)
    if day is None:
        return
    preview = program.preview
    shared = preview.shared if preview else None
    seen = shared is not None and shared <= now.date() and shared < day
    for account in owed_preview(program):
        done = seen and preview is not None and (preview.to == "all" or account.id in preview.to)
        name = f"show the feature to {account.name}"
        place = at(program, "preview", "to")
        yield Duty("EXP445", name, "product", Due(day, "before"), done, place, "account", account)


@deadline("EXP447")
def critical_flags(program: Program, now: datetime) -> Iterator[Duty]:
    """Every critical flag of the preview is decided by GA; a workaround is told by then, too (A-156, T-46)."""
    day = release(program)
    if day is None or program.preview is None:
        return
    for flag in program.preview.flags:
        if not flag.critical:
            continue
        name = f"decide about the critical flag of {flag.account or 'an account'}"
        done = flag.decision is not None and (flag.decided is None or flag.decided <= min(day, now.date()))
        late = flag.decision is not None and flag.decided is not None and flag.decided > day
        clause, key = ("after-ga", "decided") if late else ("open", "decision")
        yield Duty("EXP447", name, "product", Due(day), done, at(flag, key), clause, flag)
        if done and flag.decision == "ship-with-workaround":
            told = flag.told.on if flag.told else None
            name = f"tell {flag.account or 'the account'} the workaround"
            done = told is not None and told <= min(day, now.date())
            yield Duty("EXP447", name, "cs", Due(day), done, at(flag, "told"), "workaround", flag)


# The release itself


@deadline("EXP449")
def release_day(program: Program, now: datetime) -> Iterator[Duty]:
    """GA is known once the last session is over, at the latest (X-039).

    Owed from the start by a file that names any day of its sessions or its invitation; where the end of
    the sessions is not known, the day of the gates stands for it.
    """
    if program.state == "cancelled":
        return
    over, gates = last_session_over(program, now), gates_due(program)
    done = release(program) is not None
    place = at(program, "timeline", "ga")
    if over is not None:
        due = Due(over.date(), "at", over)
        yield Duty("EXP449", "name the day of GA", "product", due, done, place, "over", program)
    if over is None and gates is not None:
        yield Duty("EXP449", "name the day of GA", "product", gates, done, place, "unscheduled", program)
