"""Rules of the calls: who gave something that was not taken in hears it from a person, before finding out alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, cast

from codesign_cli.duties import owed
from codesign_cli.duties.closing import calls_day, preview_day, release, speaking, was_told
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.rules.expectation.naming import account_name, trouble, who
from codesign_cli.when import say_day

if TYPE_CHECKING:
    from codesign_cli.model.program import Program
    from codesign_cli.model.records import Record

_UNTOLD = """\
feedback:
  - id: F04 # <-
"""
_MAILED = """\
feedback:
  - id: F04
    told:
      how: mail # <-
"""
_NO_PREVIEW = """\
codesign: 1
feedback:
  - id: F04 # <-
"""
_LATE_CALL = """\
feedback:
  - id: F04
    told:
      on: 2026-04-17 # <-
"""
_VISITED = """\
feedback:
  - id: F04
    told:
      on: 2026-04-16
      how: visit
"""
_MET = """\
feedback:
  - id: F01
    told:
      how: meeting
"""
_DECLINED_EARLY = """\
feedback:
  - id: F04
    final: declined
    decided: 2026-02-20
    reason: "Names come from the directory, which shows the same list everywhere"
"""


@rule(
    "EXP430",
    "decline-not-told",
    "error",
    "A-141 T-18",
    clauses={
        "ga": "an account with a deferred or declined record was not called by GA",
        "preview": "not called by the preview: a warning",
        "no-preview": "no preview is planned, and not called 14 days before GA: a warning",
        "mail": "told by mail, which is no call, meeting or visit",
        "late": "called after the preview and before GA: made good, a warning",
    },
    why="An account that took the time to show a problem learns best from a person, and in time, that it stays. The "
    "preview shows the gap as plainly as the release does, so the call belongs before it.",
    mend="Let CS call, meet or visit the account: what they said and in which session, what was decided for this "
    "release, and why. Then write `told` with the day, who did it and how.",
    covered_by=("EXP431",),
    about="record",
    bad=(
        Example(_UNTOLD, "ga", base="finished", drop=("feedback[F04].told",)),
        Example(
            _UNTOLD,
            "preview",
            base="finished",
            drop=("feedback[F04].told",),
            as_of="2026-04-17",
            severity="warning",
            note="the day after the preview",
        ),
        Example(
            _NO_PREVIEW,
            "no-preview",
            base="finished",
            drop=("feedback[F04].told", "preview"),
            as_of="2026-04-15",
            severity="warning",
            note="13 days before GA",
        ),
        Example(_MAILED, "mail", base="finished"),
        Example(_LATE_CALL, "late", base="finished", severity="warning"),
    ),
    good=(
        Example(_VISITED, base="finished", note="a visit, on the day of the preview"),
        Example(_MET, base="finished", note="a meeting counts"),
        Example(_DECLINED_EARLY, note="declined today, the call is not due yet"),
        Example(
            "feedback:\n  - id: F02\n    final: incorporated\n",
            base="finished",
            note="what was taken in needs no call",
        ),
    ),
)
def decline_not_told(program: Program, now: datetime) -> Iterator[Hit]:
    """An account whose record was deferred or declined has not heard so from a person."""
    for duty in speaking(owed(program, now, "EXP430"), now, mild=("preview",)):
        record = cast("Record", duty.subject)
        mailed = record.told is not None and record.told.how == "mail"
        early = "preview" if preview_day(program) else "no-preview"
        clause = "mail" if mailed else early if duty.clause == "preview" else duty.clause
        account = account_name(program, record.account)
        fact = "has only been written to" if mailed else "has not been called"
        yield hit(
            duty.place,
            f"{account} {fact} about {record.id}, which is {record.final}: {trouble(record)}.",
            help=f"Let {who(program, 'cs')} call {account}: what they showed, what was decided, and why.",
            clause=clause,
            due=duty.due,
            severity="warning" if duty.clause == "preview" else None,
        )
    yield from _late_calls(program, now)


def _late_calls(program: Program, now: datetime) -> Iterator[Hit]:
    """Calls that came after the preview (or after 14 days before GA): a lapse made good."""
    last, launch = calls_day(program), release(program)
    if last is None or launch is None:
        return
    stage = "the preview" if preview_day(program) else "14 days before GA"
    for record in program.feedback:
        day = record.told.on if record.told else None
        if record.final not in ("deferred", "declined") or day is None or not was_told(record, now):
            continue
        if last < day:
            account = account_name(program, record.account)
            yield hit(
                at(record, "told", "on"),
                f"{account} heard on {say_day(day, now)} that {record.id} is {record.final}; "
                f"{stage} was {say_day(last, now)}.",
                help="Make the calls before the preview next time: it shows the gap without a word of explanation.",
                clause="late",
                severity="warning",
            )


_DAMAGE = """\
feedback:
  - id: F01
    told:
      on: 2026-04-29 # <-
"""
_PLANNED_LATE = """\
feedback:
  - id: F04
    final: declined
    decided: 2026-02-20
    reason: "Names come from the directory, which shows the same list everywhere"
    told:
      on: 2026-05-04 # <-
      by: cs
      how: call
"""
_CANCELLED = """\
state: cancelled
feedback:
  - id: F01
    told:
      on: 2026-04-29
"""


@rule(
    "EXP431",
    "told-after-ga",
    "error",
    "A-143",
    clauses={
        "ahead": "the call is dated after GA and has not been made yet",
        "made": "the call was made after GA: made good, a warning",
    },
    why="Once the release is out the account has seen for itself what is missing. The same words that would have "
    "been respect a month earlier now sound like an apology.",
    mend="Move the call before GA, best before the preview. If it came too late, say so in the retrospective.",
    about="record",
    bad=(
        Example(_PLANNED_LATE, "ahead"),
        Example(_DAMAGE, "made", base="finished", severity="warning", note="the day after GA"),
    ),
    good=(
        Example(_CANCELLED, base="finished", note="a cancelled program has no GA"),
        Example(
            "feedback:\n  - id: F04\n    told:\n      on: 2026-04-16\n", base="finished", note="before GA"
        ),
    ),
)
def told_after_ga(program: Program, now: datetime) -> Iterator[Hit]:
    """An account hears of a decline after the release: damage control."""
    launch = release(program)
    if launch is None:
        return
    for record in program.feedback:
        day = record.told.on if record.told else None
        if record.final not in ("deferred", "declined") or day is None or day <= launch:
            continue
        account = account_name(program, record.account)
        made = day <= now.date()
        verb = "heard" if made else "is to hear"
        yield hit(
            at(record, "told", "on"),
            f"{account} {verb} on {say_day(day, now)} that {record.id} is {record.final}, after GA on "
            f"{say_day(launch, now)}.",
            help="Call before GA next time: afterwards it is damage control."
            if made
            else f"Let {who(program, 'cs')} call {account} before GA.",
            clause="made" if made else "ahead",
            severity="warning" if made else None,
            related=(at(program, "timeline", "ga", note="GA"),),
        )
