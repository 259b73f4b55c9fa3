"""Scope rules on how long a program and its sessions last: weeks and minutes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from codesign_cli.duties.gates import FEWEST_SESSIONS
from codesign_cli.finding import Place
from codesign_cli.model.derive import last_session, number_of, session_by_number, session_day, session_times
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.say import count, number_word
from codesign_cli.when import say_day

if TYPE_CHECKING:
    from codesign_cli.model.program import Program
    from codesign_cli.model.sessions import Session

LONGEST_DAYS = 56
"""Eight weeks from the first to the last working session (A-074)."""
SHORTEST_DAYS = 28
"""Four weeks (A-004)."""
SHORTEST_MINUTES, LONGEST_MINUTES = 60, 90
"""The length of a session (A-071)."""


def session_said(program: Program, session: Session, now: datetime) -> str:
    """A session as it is named in a sentence: `Session 2 (18 Feb)`, without the day where it has none."""
    day = session_day(program, session)
    return f"Session {number_of(program, session)}{f' ({say_day(day, now)})' if day else ''}"


def _span(program: Program) -> tuple[date, date] | None:
    """The earliest and the latest day that the timeline or a session names; called-off sessions aside."""
    timeline = program.timeline
    days = [day for day in (timeline and timeline.start, timeline and timeline.end) if day]
    for session in program.sessions:
        if session.held is not False:
            days += [start.date() for start in session_times(program, session)]
    return (min(days), max(days)) if days else None


def _end_place(program: Program) -> Place:
    """Where a finding about the length stands: the last session's time, else the timeline."""
    last = last_session(program)
    return at(program, "timeline") if last is None or last.at is None else at(last, "at")


_LATER = """\
timeline:
  end: {end}
sessions:
  - number: 3
    at: 2026-03-11T16:00{mark3}
  - number: 4
    purpose: edge-cases
    at: {end}T16:00{mark4}
    minutes: 60
    because:
      - account: halden
        unresolved: Hand-overs across two sites
"""
"""A fourth session on the last day."""


def _later(end: str, more: str = "", mark: str = " # <-") -> str:
    return _LATER.format(end=end, mark3="", mark4=mark) + more


_PARKED = """\
parked:
  - session: 1
    account: northwind
    idea: Rebuild the dashboard
    redirected_by: cs
    passed_to: Dashboard board
    acknowledged: 2026-02-06
"""


@rule(
    "SCO107",
    "too-long",
    "warning",
    "A-074 T-09",
    clauses={
        "definition": "over eight weeks, more corrected in session 1 than parked: the problem was not pinned down",
        "creep": "over eight weeks, more parked than corrected in session 1: the scope grew",
        "either": "over eight weeks, and the file points to neither cause more than to the other",
    },
    why="A feature that one cohort can shape is shaped within eight weeks. What runs on has usually grown beyond one "
    "feature, or set out with a problem that nobody had pinned down. The weeks count from the first to the last "
    "working session; the invitation, the preview and the debrief lie outside.",
    mend="Find out which of the two it is. Give what was added a program of its own, or write the problem anew before "
    "the next session; then end with the sessions that are left.",
    bad=(
        Example(
            _later("2026-04-02"), "definition", note="57 days, with three corrections and nothing parked"
        ),
        Example(
            _later("2026-04-02", _PARKED + 3 * _PARKED.partition("\n")[2]),
            "creep",
            note="four ideas parked against three corrections",
        ),
        Example(
            _later("2026-04-02", _PARKED + 2 * _PARKED.partition("\n")[2]), "either", note="three of each"
        ),
        Example(
            "timeline: # <-\n  start: 2026-02-04\n  end: 2026-04-02\n",
            "either",
            base="begun",
            drop=("sessions",),
            note="without a dated session it stands on the timeline",
        ),
    ),
    good=(
        Example(
            _later("2026-04-01", mark=""),
            drop=("invitation.text",),
            note="exactly 56 days, although the preview and the debrief come weeks later",
        ),
    ),
)
def too_long(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds working sessions that stretch over more than eight weeks, and the cause that the file points to."""
    span = _span(program)
    if span is None or (span[1] - span[0]).days <= LONGEST_DAYS:
        return
    first, last = span
    clause, pointer = _cause(program)
    yield hit(
        _end_place(program),
        f"From {say_day(first, now)} to {say_day(last, now)} are {(last - first).days} days, over eight weeks; "
        f"either the scope grew or the problem was not pinned down at the start, and {pointer}.",
        help={
            "creep": "Give what was added a program of its own, and end this one within its boundary.",
            "definition": "Write the problem anew with what session 1 corrected, and plan only what that still needs.",
            "either": "Find out which of the two it is before the next session, and end within eight weeks.",
        }[clause],
        clause=clause,
        related=_timeline_end(program, last),
    )


def _timeline_end(program: Program, last: date) -> tuple[Place, ...]:
    """The timeline's end as a related place, where it names the last day."""
    if program.timeline is None or program.timeline.end != last:
        return ()
    return (at(program.timeline, "end", note="the timeline ends here"),)


def _cause(program: Program) -> tuple[str, str]:
    """Which cause the file's own data point to, and the half sentence that says so."""
    first = session_by_number(program, 1)
    parked, corrected = len(program.parked), len(first.corrections) if first else 0
    ideas = f"{number_word(parked)} parked {'idea' if parked == 1 else 'ideas'}"
    facts = f"{ideas} and {number_word(corrected)} {'correction' if corrected == 1 else 'corrections'} in session 1"
    if parked > corrected:
        return "creep", f"{facts} point to the scope"
    if corrected > parked:
        return "definition", f"{facts} point to the problem"
    return "either", f"{facts} point to neither" if not parked else f"{facts} point to both"


@rule(
    "SCO108",
    "too-short",
    "info",
    "A-004",
    clauses={"short": "under four weeks from the first to the last working session"},
    why="Between two sessions Product has to change something worth showing. Under four weeks there is seldom time for "
    "that; no harm is named for it, so this is advice.",
    mend="Leave room between the sessions for a revision that answers what was said, or keep it so knowingly.",
    bad=(
        Example(
            "timeline:\n  end: 2026-03-03\nsessions:\n  - number: 3\n    at: 2026-03-03T16:00 # <-\n",
            "short",
            note="27 days",
        ),
        Example(
            "timeline: # <-\n  end: 2026-03-03\n",
            "short",
            base="begun",
            drop=("sessions",),
            note="without a dated session it stands on the timeline",
        ),
    ),
    good=(
        Example(
            "timeline:\n  end: 2026-03-04\nsessions:\n  - number: 3\n    at: 2026-03-04T16:00\n",
            drop=("invitation.text",),
            note="exactly 28 days",
        ),
        Example(
            "sessions:\n  - number: 1\n",
            base="begun",
            drop=("timeline.end", "sessions[3].at"),
            note="the last day is not planned yet",
        ),
    ),
)
def too_short(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds working sessions that are over in less than four weeks."""
    span = _span(program)
    if span is None or program.state == "cancelled" or not _end_is_planned(program):
        return
    days = (span[1] - span[0]).days
    if days < SHORTEST_DAYS:
        yield hit(
            _end_place(program),
            f"From {say_day(span[0], now)} to {say_day(span[1], now)} are {count(days, 'day')}, under four weeks.",
            help="Leave Product time between the sessions for a revision, if the feature needs one.",
            clause="short",
        )


def _end_is_planned(program: Program) -> bool:
    """Whether the last day is known: the timeline names it, or every session of a whole plan has its time."""
    if program.timeline and program.timeline.end:
        return True
    return len(program.sessions) >= FEWEST_SESSIONS and all(
        session.at is not None for session in program.sessions
    )


@rule(
    "SCO111",
    "session-length",
    "warning",
    "A-071 T-13",
    clauses={
        "short": "under 60 minutes",
        "long": "over 90 minutes",
        "short-third": "session 3 under 60 minutes: only an info",
        "short-minimum": "any session of `scale: minimum` under 60 minutes: only an info",
    },
    why="Under an hour nobody gets past the greeting and the easy half of a walk-through; beyond ninety minutes "
    "attention is gone. Session 3 and the sessions of a small program may be shorter.",
    mend="Plan 60 to 90 minutes.",
    bad=(
        Example("sessions:\n  - number: 2\n    minutes: 59 # <-\n", "short"),
        Example("sessions:\n  - number: 3\n    minutes: 91 # <-\n", "long"),
        Example("sessions:\n  - number: 3\n    minutes: 45 # <-\n", "short-third", severity="info"),
        Example(
            "scale: minimum\nsessions:\n  - number: 1\n    minutes: 45 # <-\n",
            "short-minimum",
            severity="info",
        ),
        Example("scale: minimum\nsessions:\n  - number: 1\n    minutes: 91 # <-\n", "long"),
    ),
    good=(
        Example(
            "sessions:\n  - number: 2\n    minutes: 90\n  - number: 3\n    minutes: 60\n",
            drop=("invitation.text",),
            note="60 and 90 minutes are both right",
        ),
        Example(
            "sessions:\n  - number: 3\n",
            base="begun",
            drop=("sessions[3].minutes",),
            note="a length that is not written yet is not wrong",
        ),
    ),
)
def session_length(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds sessions that are shorter than an hour or longer than an hour and a half."""
    for session in program.sessions:
        minutes = session.minutes
        if minutes is None or session.held is False or SHORTEST_MINUTES <= minutes <= LONGEST_MINUTES:
            continue
        if minutes > LONGEST_MINUTES:
            clause, what = "long", "over 90"
            way = "Plan at most 90 minutes; leave the rest to the next session."
        else:
            what, way = "under 60", "Plan 60 to 90 minutes."
            clause = "short-third" if number_of(program, session) == 3 else "short"
            clause = "short-minimum" if program.scale == "minimum" else clause
        yield hit(
            at(session, "minutes"),
            f"{session_said(program, session, now)} lasts {count(minutes, 'minute')}, {what}.",
            help=way
            if clause in ("short", "long")
            else "It may be this short; plan more if the walk-through needs it.",
            clause=clause,
            severity="info" if clause in ("short-third", "short-minimum") else None,
        )
