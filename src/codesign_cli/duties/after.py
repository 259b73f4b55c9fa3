"""Deadlines of a balanced cohort, of what session 3 confirms, and of the weeks after the release."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from codesign_cli.duties import Duty, deadline
from codesign_cli.duties.closing import debrief_start, release, summary_sent
from codesign_cli.duties.gates import cohort, gates_due, says, stated
from codesign_cli.duties.roles import CS, PRODUCT
from codesign_cli.duties.sessions import READING_DAYS, left_a_trace
from codesign_cli.figures import under
from codesign_cli.finding import at
from codesign_cli.model.derive import after, day_of, last_session, moment, number_of, session_times
from codesign_cli.when import SOON, Due, add_working_days

if TYPE_CHECKING:
    from codesign_cli.model.closing import Retrospective
    from codesign_cli.model.program import Program
    from codesign_cli.model.records import Told

FEWEST_CORE = 1 / 2
"""The share of the accounts that are core at least (A-057; the number is our own)."""
THANKS_DAYS = 14
"""How many days after GA the recognition is in time (A-158; the number is our own)."""
RETROSPECTIVE_DAYS = 21
"""How many days after GA the retrospective is in time (A-161; the number is our own)."""
ADOPTION_AFTER = timedelta(days=90)
"""When adoption is measured, counted from GA (A-040)."""
SILENT_DAYS = 28
"""How many days the accounts may hear nothing between the last session and GA (X-027)."""
QUESTIONS = ("useful", "record_format", "selection", "invitation")
"""The four questions of the retrospective (A-163)."""


def _within(day: date, days: float) -> Due:
    """So many days after a day; told in advance only where that is more than a week."""
    return Due(day + timedelta(days=days), notice=days > SOON.days)


# The balance of the cohort


@deadline("COH214")
def mostly_core(program: Program, now: datetime, share: float = FEWEST_CORE) -> Iterator[Duty]:
    """At least such a share of the accounts core by the gates' day; those that left are not counted (A-057)."""
    due, accounts = gates_due(program), cohort(program, now)
    if due and accounts:
        core = sum(account.icp == "core" for account in accounts)
        done = not under(core, len(accounts), share)
        yield Duty("COH214", "find more core accounts", CS, due, done, at(program, "accounts"), "few-core")


@deadline("COH215")
def board_member_shown_acute(program: Program, now: datetime) -> Iterator[Duty]:
    """What shows the problem at an account that sits on the advisory board, by the gates' day (A-011)."""
    due = gates_due(program)
    for account in cohort(program, now) if due else ():
        if due and account.on_advisory_board:
            name = f"say what shows that {account.name} has the problem, the board aside"
            day = max(due.day, account.joined) if account.joined else due.day
            done = says(account.acuity_evidence)
            place = at(account, "acuity_evidence")
            yield Duty("COH215", name, CS, Due(day), done, place, "no-evidence", account)


@deadline("COH222")
def primary_profile(program: Program, now: datetime) -> Iterator[Duty]:
    """The primary profile in words, and one account at least that is core, by the gates' day (X-031)."""
    due, accounts = gates_due(program), cohort(program, now)
    if due:
        done = says(program.primary_icp)
        name = "say who the primary customer is"
        yield Duty("COH222", name, PRODUCT, due, done, at(program, "primary_icp"), "no-profile")
    if due and accounts:
        done = any(account.icp == "core" for account in accounts)
        yield Duty("COH222", "find a core account", CS, due, done, at(program, "accounts"), "no-core")


@deadline("COH226")
def health_defined(program: Program, now: datetime) -> Iterator[Duty]:
    """What green, yellow and red mean, by the gates' day; not in the minimum (A-051)."""
    due = gates_due(program)
    if due and program.scale != "minimum":
        done = says(program.internal.health_definition if program.internal else None)
        place = at(program, "internal", "health_definition")
        yield Duty("COH226", "write down what green, yellow and red mean", CS, due, done, place, "undefined")


# Session 3


def confirmations(program: Program, record: str) -> tuple[bool, ...]:
    """What the accounts said of a record's fix, in session 3 or later: true where it was fixed."""
    return tuple(
        fixed for session in program.sessions for fixed in session.confirmed.get(record, {}).values()
    )


@deadline("EXP426")
def fixes_confirmed(program: Program, now: datetime) -> Iterator[Duty]:
    """What session 3 answered, confirmed by an account; written down within two working days (A-093)."""
    for session in program.sessions if program.state != "cancelled" else ():
        times = session_times(program, session)
        if number_of(program, session) != 3 or not times or session.held is False or not session.answers:
            continue
        if times[-1] > now or left_a_trace(program, session):
            due = Due(add_working_days(times[-1].date(), READING_DAYS), notice=False)
            done = all(any(confirmations(program, record)) for record in session.answers)
            name = "ask whether the fixes of session 3 worked"
            yield Duty("EXP426", name, CS, due, done, at(session), subject=session)


# Between the last session and GA


def last_session_day(program: Program) -> date | None:
    """The day of the last working session that was not called off; without one the end of the timeline."""
    session = last_session(program)
    times = session_times(program, session) if session else ()
    end = program.timeline.end if program.timeline else None
    return times[-1].date() if times else end


def news(program: Program, now: datetime) -> tuple[date, ...]:
    """Each day on which an account heard from the team after the sessions; a planned one while it lies ahead."""
    preview, debrief = program.preview, program.debrief
    days: list[date | None] = [
        program.share_back.sent if program.share_back else None,
        program.recognition.sent if program.recognition else None,
        *(_day(record.told) for record in program.feedback),
        *(day for choice in program.disagreements for day in choice.told.values()),
        *(_day(memo.told) for memo in program.memos),
        *(idea.acknowledged for idea in program.parked),
    ]
    if preview is not None:
        planned = preview.planned if preview.planned and preview.planned >= now.date() else None
        days += [preview.shared or planned, *(_day(flag.told) for flag in preview.flags)]
    if debrief is not None:
        start, sent = debrief_start(program), summary_sent(program, now)
        days += [start.date() if start else None, *debrief.made_up.values()]
        days.append(day_of(program, sent) if sent else None)
    return tuple(sorted({day for day in days if day is not None}))


def _day(told: Told | None) -> date | None:
    return told.on if told else None


@deadline("EXP456")
def no_silence(program: Program, now: datetime, days: float = SILENT_DAYS) -> Iterator[Duty]:
    """Between the last session and GA nobody waits more than so many days without a word (X-027).

    One open duty for each longer stretch, with its first and last day as subject; where there is none,
    one that is done.
    """
    last, launch = last_session_day(program), release(program)
    if last is None or launch is None or (launch - last).days <= days:
        return
    heard = (last, *(day for day in news(program, now) if last < day < launch), launch)
    silent = [(start, end) for start, end in pairwise(heard) if (end - start).days > days]
    name, place = "let the accounts hear how it goes", at(program, "timeline", "ga")
    for start, end in silent:
        yield Duty("EXP456", name, CS, _within(start, days), False, place, "silence", (start, end))
    if not silent:
        yield Duty("EXP456", name, CS, _within(last, days), True, place, "silence", (last, launch))


# After GA


@deadline("EXP450")
def thanks_sent(program: Program, now: datetime, days: float = THANKS_DAYS) -> Iterator[Duty]:
    """The recognition, so many days after GA (A-158)."""
    launch = release(program)
    if launch:
        sent = program.recognition.sent if program.recognition else None
        done = sent is not None and sent <= now.date()
        place = at(program, "recognition", "sent")
        due = _within(launch, days)
        yield Duty("EXP450", "thank the accounts", CS, due, done, place, "missing")


def answered(retrospective: Retrospective) -> tuple[str, ...]:
    """Which of the four questions of a retrospective have an answer; an honest `none` is one."""
    return tuple(key for key in QUESTIONS if stated(getattr(retrospective, key)))


@deadline("EXP452")
def looked_back(program: Program, now: datetime, days: float = RETROSPECTIVE_DAYS) -> Iterator[Duty]:
    """The retrospective, so many days after GA; one with answers counts without its day, too (A-161)."""
    launch, retrospective = release(program), program.retrospective
    if launch:
        done = retrospective is not None and (
            moment(program, retrospective.at) <= now if retrospective.at else bool(answered(retrospective))
        )
        place = at(program, "retrospective", "at")
        due = _within(launch, days)
        yield Duty("EXP452", "hold the retrospective", PRODUCT, due, done, place, "missing")


@deadline("EXP453")
def questions_answered(program: Program, now: datetime, days: float = RETROSPECTIVE_DAYS) -> Iterator[Duty]:
    """The four answers of the retrospective, when it is over; without a day of its own so many after GA (A-163)."""
    launch, retrospective = release(program), program.retrospective
    if retrospective is None or program.state == "cancelled":
        return
    if retrospective.at:
        end = after(moment(program, retrospective.at), retrospective.minutes or 60)
        due = Due(end.date(), "at", end, notice=False)
    elif launch:
        due = _within(launch, days)
    else:
        return
    known = answered(retrospective)
    for key in QUESTIONS:
        name = f"write down what the retrospective says: {key.replace('_', ' ')}"
        yield Duty("EXP453", name, PRODUCT, due, key in known, at(retrospective, key), key, retrospective)


@deadline("EXP455")
def adoption_measured(program: Program, now: datetime) -> Iterator[Duty]:
    """The share of users 90 days after GA (A-040)."""
    launch = release(program)
    if launch:
        done = program.outcomes is not None and program.outcomes.adoption_90_days is not None
        place = at(program, "outcomes", "adoption_90_days")
        yield Duty(
            "EXP455", "measure the adoption", PRODUCT, Due(launch + ADOPTION_AFTER), done, place, "missing"
        )
