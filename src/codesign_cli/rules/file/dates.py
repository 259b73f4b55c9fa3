"""The rule of order: dates of one program that cannot all be true."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from codesign_cli.finding import Place
from codesign_cli.model.derive import day_of, moment, number_of, session_by_number, session_day, timeline_end
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.when import say_day

if TYPE_CHECKING:
    from codesign_cli.model.program import Program
    from codesign_cli.model.records import Record
    from codesign_cli.model.sessions import Session

_END = """\
timeline:
  start: 2026-02-04
  end: 2026-01-30 # <-
"""
_GA = """\
timeline:
  end: 2026-03-11
  ga: 2026-03-10 # <-
"""
_OUTSIDE = """\
timeline:
  end: 2026-03-10
sessions:
  - number: 3
    at: 2026-03-11T16:00 # <-
"""
_DECIDED = """\
feedback:
  - id: F03
    session: 2
    decided: 2026-02-17 # <-
"""
_TOLD_EARLY = """\
feedback:
  - id: F04
    session: 2
    told:
      on: 2026-02-17 # <-
"""
_TOLD = """\
feedback:
  - id: F04
    decided: 2026-03-20
    told:
      on: 2026-03-19 # <-
"""
_PARKED = """\
parked:
  - session: 2
    account: northwind
    idea: Rebuild the dashboard
    redirected_by: cs
    passed_to: Dashboard board
    acknowledged: 2026-02-17 # <-
"""
_WINDOW = """\
guardrails:
  window:
    opens: 2026-02-04
    closes: 2026-02-03 # <-
"""
_LEFT = """\
accounts:
  - id: corvus
    joined: 2026-02-02
    left: 2026-02-01 # <-
"""
_FLAG = """\
preview:
  shared: 2026-04-16
  flags:
    - account: halden
      issue: The review queue opens with the wrong filter
      critical: true
      decision: fix
      decided: 2026-04-15 # <-
"""
_SUMMARY = """\
debrief:
  at: 2026-04-21T16:00
  summary_sent: 2026-04-21T15:59 # <-
"""
_SAME_DAYS = """\
timeline:
  start: 2026-02-04
  end: 2026-03-11
feedback:
  - id: F04
    decided: 2026-02-18
    told:
      on: 2026-02-18
      by: cs
      how: call
"""


@rule(
    "FIL008",
    "impossible-order",
    "error",
    "X",
    clauses={
        "end-before-start": "the timeline ends before it starts",
        "ga-before-end": "GA comes before the last working session",
        "session-outside": "a session lies outside the timeline",
        "record-before-session": "a record is decided or told before its session, or an idea acknowledged",
        "told-before-decided": "an account is told of a decision before it was made",
        "window": "the window for feedback closes before it opens",
        "left-before-joined": "an account left before it joined",
        "flag-before-preview": "a flag is decided before the preview that raised it",
        "summary-before-debrief": "the summary goes out before the debrief",
    },
    why="One of two such dates is wrong, and every deadline that is counted from it as well.",
    mend="Correct the date that was mistyped.",
    bad=(
        Example(_END, "end-before-start"),
        Example(_GA, "ga-before-end"),
        Example(_OUTSIDE, "session-outside"),
        Example(_DECIDED, "record-before-session"),
        Example(_TOLD_EARLY, "record-before-session", base="finished", drop=("feedback[F04].decided",)),
        Example(_PARKED, "record-before-session"),
        Example(_TOLD, "told-before-decided", base="finished"),
        Example(_WINDOW, "window"),
        Example(_LEFT, "left-before-joined"),
        Example(_FLAG, "flag-before-preview", base="finished"),
        Example(_SUMMARY, "summary-before-debrief", base="finished"),
    ),
    good=(
        Example(_SAME_DAYS, note="sessions on the first and last day; decided and told on the session's day"),
    ),
)
def impossible_order(program: Program, now: datetime) -> Iterator[Hit]:
    """Two dates of the program cannot both be true."""
    yield from _timeline(program, now)
    for record in program.feedback:
        yield from _record(program, record, now)
    yield from _parked(program, now)
    for account in program.accounts:
        if account.joined and account.left and account.left < account.joined:
            fact = f"{account.name} left on {say_day(account.left, now)}, before it joined"
            first = at(account, "joined", note=f"joined on {say_day(account.joined, now)}")
            yield _wrong(at(account, "left"), fact, "left-before-joined", first)
    window = program.guardrails.window if program.guardrails else None
    if window and window.opens and window.closes and window.closes < window.opens:
        fact = f"The window closes on {say_day(window.closes, now)}, before it opens"
        yield _wrong(at(window, "closes"), fact, "window", at(window, "opens", note="it opens here"))
    yield from _closing(program, now)


def _wrong(place: Place, fact: str, clause: str, first: Place | None = None) -> Hit:
    """A hit on the later of two dates in the file, the other one beside it."""
    return hit(
        place,
        f"{fact}.",
        help="Correct the date that is wrong.",
        clause=clause,
        related=() if first is None else (first,),
    )


def _timeline(program: Program, now: datetime) -> Iterator[Hit]:
    """The timeline in itself, and the sessions in it."""
    timeline = program.timeline
    if timeline is None:
        return
    start, end, ga = timeline.start, timeline.end, timeline.ga
    if start and end and end < start:
        fact = f"The timeline ends on {say_day(end, now)}, before its start on {say_day(start, now)}"
        yield _wrong(
            at(timeline, "end"), fact, "end-before-start", at(timeline, "start", note="it starts here")
        )
        return
    last = timeline_end(program) or start
    if ga and last and ga < last:
        fact = f"GA is on {say_day(ga, now)}, before the working sessions are over on {say_day(last, now)}"
        yield _wrong(at(timeline, "ga"), fact, "ga-before-end")
    for session in program.sessions:
        if session.held is not False:
            yield from _session(program, session, start, end, now)


def _session(
    program: Program, session: Session, start: date | None, end: date | None, now: datetime
) -> Iterator[Hit]:
    """A session, for each account where these have times of their own, outside the first and last day."""
    if session.at is None:
        return
    own = session.at.items() if isinstance(session.at, dict) else ((None, session.at),)
    for account, written in own:
        day = day_of(program, written)
        for limit, edge in ((start, "start"), (end, "end")):
            if limit is None or (day >= limit if edge == "start" else day <= limit):
                continue
            fact = f"Session {number_of(program, session)} is on {say_day(day, now)}"
            fact += f"; the timeline {edge}s on {say_day(limit, now)}"
            place = at(session, "at") if account is None else at(session, "at", account)
            first = at(program.timeline, edge, note=f"the timeline {edge}s here")
            yield _wrong(place, fact, "session-outside", first)


def _session_day(program: Program, number: int | None, account: str | None) -> date | None:
    """The day of a numbered session, for this account where it has its own; None where it is not known."""
    session = session_by_number(program, number) if number else None
    if session is None:
        return None
    if isinstance(session.at, dict) and account in session.at:
        return day_of(program, session.at[account])
    return session_day(program, session)


def _record(program: Program, record: Record, now: datetime) -> Iterator[Hit]:
    """A record's own dates against its session and each other."""
    day = _session_day(program, record.session, record.account)
    told = record.told.on if record.told else None
    clause = "record-before-session"
    if day and record.decided and record.decided < day:
        fact = f"{record.id} was decided on {say_day(record.decided, now)}, before its session on {say_day(day, now)}"
        yield _wrong(at(record, "decided"), fact, clause)
    if told is None:
        return
    place = at(record, "told", "on")
    if record.decided and told < record.decided:
        fact = f"{record.id} was told on {say_day(told, now)}, before it was decided on {say_day(record.decided, now)}"
        yield _wrong(place, fact, "told-before-decided", at(record, "decided", note="it was decided here"))
    elif day and told < day:
        fact = f"{record.id} was told on {say_day(told, now)}, before its session on {say_day(day, now)}"
        yield _wrong(place, fact, clause)


def _parked(program: Program, now: datetime) -> Iterator[Hit]:
    """Parked ideas that were acknowledged before they came up."""
    for idea in program.parked:
        day = _session_day(program, idea.session, idea.account)
        if day and idea.acknowledged and idea.acknowledged < day:
            fact = f"The idea was acknowledged on {say_day(idea.acknowledged, now)}, before session {idea.session}"
            yield _wrong(at(idea, "acknowledged"), fact, "record-before-session")


def _closing(program: Program, now: datetime) -> Iterator[Hit]:
    """The flags of the preview, and the summary of the debrief."""
    preview, debrief = program.preview, program.debrief
    if preview is not None and preview.shared:
        for flag in preview.flags:
            if flag.decided and flag.decided < preview.shared:
                fact = f"The flag was decided on {say_day(flag.decided, now)}, before the preview was shared"
                shared = at(preview, "shared", note=f"shared on {say_day(preview.shared, now)}")
                yield _wrong(at(flag, "decided"), fact, "flag-before-preview", shared)
    if debrief is not None and debrief.at and debrief.summary_sent:
        start = moment(program, debrief.at)
        if moment(program, debrief.summary_sent) < start:
            fact = f"The summary went out before the debrief began on {say_day(start.date(), now)}"
            held = at(debrief, "at", note="it begins here")
            yield _wrong(at(debrief, "summary_sent"), fact, "summary-before-debrief", held)
