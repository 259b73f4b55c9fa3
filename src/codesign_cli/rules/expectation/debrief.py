"""Rules of the debrief: that it takes place, in time, for every account, and ends in a written summary."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, cast

from codesign_cli.duties import Duty, owed
from codesign_cli.duties.closing import (
    debrief_start,
    heard_debrief,
    release,
    speaking,
    summary_due,
    summary_sent,
)
from codesign_cli.model.derive import DEBRIEF_MINUTES
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.rules.expectation.naming import who
from codesign_cli.say import count
from codesign_cli.when import say_day

if TYPE_CHECKING:
    from codesign_cli.model.accounts import Account
    from codesign_cli.model.program import Program

_WHY_DEBRIEF = (
    "The debrief is where the accounts hear what became of their time. Without it their work disappears into a "
    "release, and the next invitation is harder to accept."
)

_NONE = """\
codesign: 1 # <-
"""
_UNDATED = """\
debrief: # <-
  minutes: 30
"""
_CANCELLED_NONE = """\
codesign: 1 # <-
state: cancelled
"""


@rule(
    "EXP440",
    "debrief-missing",
    "error",
    "A-145",
    clauses={
        "none": "GA has come and there was no debrief",
        "unplanned": "none is planned 14 days before GA",
        "after-last-session": "none is planned once the last session is over: a warning",
        "cancelled": "a cancelled program owes it, too: without GA 14 days after its last session",
    },
    why=_WHY_DEBRIEF,
    mend="Write `debrief.at` with a day and a time before GA and invite every account, those that left too.",
    waivable="no",
    bad=(
        Example(_NONE, "none", base="finished", drop=("debrief",)),
        Example(
            _NONE,
            "unplanned",
            base="finished",
            drop=("debrief",),
            as_of="2026-04-15",
            note="13 days before GA",
        ),
        Example(
            _UNDATED,
            "after-last-session",
            base="finished",
            drop=("debrief.at",),
            as_of="2026-03-12",
            severity="warning",
        ),
        Example(_CANCELLED_NONE, "cancelled", base="finished", drop=("debrief", "timeline.ga")),
    ),
    good=(
        Example("title: Bulk ownership transfer\n", note="the last session lies more than a week ahead"),
        Example("debrief:\n  at: 2026-04-21T16:00\n", note="planned"),
    ),
)
def debrief_missing(program: Program, now: datetime) -> Iterator[Hit]:
    """There is no debrief, or none is planned in time."""
    product, cs = who(program, "product"), who(program, "cs")
    launch = release(program)
    before = " before GA" if launch is not None and now.date() <= launch else ""
    for duty in speaking(owed(program, now, "EXP440"), now, mild=("after-last-session",)):
        yield hit(
            duty.place,
            f"{_no_debrief(program, now, duty)}.",
            help=f"Let {product} set `debrief.at`{before}: 30 minutes with {cs} and every account.",
            clause="cancelled" if program.state == "cancelled" else duty.clause,
            due=duty.due,
            severity="warning" if duty.clause == "after-last-session" else None,
        )


def _no_debrief(program: Program, now: datetime, duty: Duty) -> str:
    """The sentence on a missing debrief, by how far the program is."""
    launch = release(program)
    if program.state == "cancelled":
        return "The program is cancelled, and its debrief has no day; the accounts are still owed it"
    if launch is not None and launch < now.date():
        return f"GA was on {say_day(launch, now)}, and there is no debrief"
    if duty.clause == "after-last-session":
        ends = "are over" if duty.due.late(now) else "end soon"
        return f"The debrief has no day, and the working sessions {ends}"
    return (
        f"The debrief has no day, and GA is on {say_day(launch, now)}" if launch else "The debrief has no day"
    )


_AFTER_GA = """\
debrief:
  at: 2026-05-04T16:00 # <-
"""
_HELD_AFTER_GA = """\
debrief:
  at: 2026-04-29T16:00 # <-
  summary_sent: 2026-04-30T12:00
"""


@rule(
    "EXP441",
    "debrief-after-ga",
    "error",
    "A-149",
    clauses={
        "ahead": "it is planned for a day after GA",
        "held": "it was held after GA: made good, a warning",
    },
    why="After the release everybody knows what is in it. A debrief that comes then tells the accounts nothing that "
    "the product has not told them already, and closes a loop that they had to close alone.",
    mend="Move the debrief before GA, at least 48 hours, so that the summary is out as well.",
    waivable="no",
    bad=(
        Example(_AFTER_GA, "ahead"),
        Example(_HELD_AFTER_GA, "held", base="finished", severity="warning"),
    ),
    good=(Example("debrief:\n  at: 2026-04-23T16:00\n", note="five days before GA"),),
)
def debrief_after_ga(program: Program, now: datetime) -> Iterator[Hit]:
    """The debrief lies after the release."""
    start, launch = debrief_start(program), release(program)
    if start is None or launch is None or start.date() <= launch:
        return
    was_held = start <= now
    if was_held:
        mend = "Hold it before GA next time, and say in the retrospective why it came late."
    else:
        goal = f"before {say_day(launch, now)}" if now.date() < launch else "to the next day possible"
        mend = f"Let {who(program, 'product')} move it {goal}."
    yield hit(
        at(program, "debrief", "at"),
        f"The debrief {'took place' if was_held else 'is planned'} on {say_day(start.date(), now)}, after GA on "
        f"{say_day(launch, now)}.",
        help=mend,
        clause="held" if was_held else "ahead",
        severity="warning" if was_held else None,
        related=(at(program, "timeline", "ga", note="GA"),),
    )


@rule(
    "EXP442",
    "debrief-length",
    "warning",
    "A-146",
    clauses={"length": "its `minutes` are not 30"},
    why="Half an hour is enough for what was taken in, what was not, and why. Longer, it opens the discussion again; "
    "shorter, it leaves out the reasons.",
    mend="Set `debrief.minutes` to 30. What needs more time belongs into the call with the one account.",
    bad=(
        Example("debrief:\n  minutes: 60 # <-\n", "length", base="finished"),
        Example("debrief:\n  minutes: 29 # <-\n", "length", base="finished", note="a minute short"),
    ),
    good=(
        Example("debrief:\n  minutes: 30\n", base="finished"),
        Example(
            "title: Bulk ownership transfer\n",
            base="finished",
            drop=("debrief.minutes",),
            note="unwritten is 30",
        ),
    ),
)
def debrief_length(program: Program, now: datetime) -> Iterator[Hit]:
    """The debrief is not half an hour."""
    minutes = program.debrief.minutes if program.debrief else None
    if minutes is None or minutes == DEBRIEF_MINUTES:
        return
    yield hit(
        at(program.debrief, "minutes"),
        f"The debrief is {count(minutes, 'minute')} long; {DEBRIEF_MINUTES} are right.",
        help=f"Set `minutes: {DEBRIEF_MINUTES}`: what was taken in, what was not, and why.",
        clause="length",
    )


_ABSENT = """\
debrief: # <-
  made_up: {}
"""
_LATE_CALL = """\
debrief: # <-
  made_up:
    halden: 2026-04-28
"""
_LEFT = """\
accounts:
  - id: halden
    left: 2026-03-02
debrief: # <-
  minutes: 30
"""
_OWN_CALL = """\
debrief:
  made_up:
    halden: 2026-04-27
"""


@rule(
    "EXP443",
    "debrief-account-missing",
    "error",
    "A-145 X-014",
    clauses={
        "account": "an account neither attended nor had a call of its own before GA",
        "left": "an account that left early had neither",
        "late": "its own call came on GA or later: made good, a warning",
    },
    why="Every account gave its time, and every one is owed what came of it: who could not come, and who left on the "
    "way, too.",
    mend="Give the account a call of its own before GA and write it into `debrief.made_up` with its day.",
    covered_by=("EXP440",),
    about="account",
    bad=(
        Example(_ABSENT, "account", base="finished", drop=("debrief.made_up",)),
        Example(_LEFT, "left", base="finished", drop=("debrief.made_up",)),
        Example(_LATE_CALL, "late", base="finished", severity="warning", note="on the day of GA"),
    ),
    good=(
        Example(_OWN_CALL, base="finished", note="its own call, the day before GA"),
        Example("debrief:\n  at: 2026-04-21T16:00\n", note="the debrief lies ahead"),
    ),
)
def debrief_account_missing(program: Program, now: datetime) -> Iterator[Hit]:
    """An account has not been told what became of its time, neither at the debrief nor in a call of its own."""
    start, launch = debrief_start(program), release(program)
    early = " before GA" if launch is not None and now.date() < launch else ""
    ahead = start is not None and start > now and (launch is None or start.date() <= launch)
    for duty in owed(program, now, "EXP443"):
        account = cast("Account", duty.subject)
        if not duty.done and not ahead:
            yield hit(
                duty.place,
                f"{account.name}{' left and' if account.left else ''} has neither attended the debrief nor had a "
                "call of its own.",
                help=f"Let {who(program, 'cs')} call {account.name}{early} and write the day into `made_up`.",
                clause="left" if account.left else "account",
                due=duty.due,
                related=(at(account, "name", note=account.name),),
                about=account,
            )
        elif launch is not None and not (program.debrief and program.debrief.attended.get(account.id)):
            heard = heard_debrief(program, account, now)
            if heard is not None and heard >= launch:
                yield hit(
                    duty.place,
                    f"{account.name} had its own debrief call on {say_day(heard, now)}, not before GA on "
                    f"{say_day(launch, now)}.",
                    help="Make it up before GA next time: afterwards the release has told it all.",
                    clause="late",
                    severity="warning",
                    about=account,
                )


_NO_SUMMARY = """\
debrief: # <-
  minutes: 30
"""
_LATE_SUMMARY = """\
debrief:
  summary_sent: 2026-04-23T16:31 # <-
"""
_JUST_IN_TIME = """\
debrief:
  summary_sent: 2026-04-23T16:30
"""


@rule(
    "EXP444",
    "summary-late",
    "error",
    "A-151",
    clauses={
        "missing": "48 hours after the debrief's end no summary is out",
        "late": "it went out later than 48 hours after the debrief's end: made good, a warning",
    },
    why="What was said in half an hour is remembered in as many ways as there were listeners. The written summary "
    "is what the accounts can show at home, while the call is still fresh.",
    mend="Send what was taken in, what was not, and why, and write `debrief.summary_sent` with day and time.",
    bad=(
        Example(_NO_SUMMARY, "missing", base="finished", drop=("debrief.summary_sent",)),
        Example(_LATE_SUMMARY, "late", base="finished", severity="warning", note="48 hours and one minute"),
    ),
    good=(
        Example(_JUST_IN_TIME, base="finished", note="exactly 48 hours"),
        Example("debrief:\n  at: 2026-04-21T16:00\n", note="the debrief lies ahead"),
    ),
)
def summary_late(program: Program, now: datetime) -> Iterator[Hit]:
    """The written summary is missing or late, 48 hours after the debrief's end."""
    for duty in owed(program, now, "EXP444"):
        if not duty.done:
            yield hit(
                duty.place,
                "The written summary of the debrief is not out.",
                help=f"Let {who(program, 'cs')} send what was taken in, what was not, and why.",
                clause=duty.clause,
                due=duty.due,
            )
    last, sent = summary_due(program), summary_sent(program, now)
    if last is not None and sent is not None and sent.astimezone(UTC) > last.astimezone(UTC):
        late = sent.astimezone(UTC) - last.astimezone(UTC)
        yield hit(
            at(program, "debrief", "summary_sent"),
            f"The summary went out {_length(late)} later than 48 hours after the debrief's end "
            f"({say_day(last.date(), now)}, {last:%H:%M}).",
            help="Write it before the debrief next time: everything in it is decided by then.",
            clause="late",
            severity="warning",
        )


def _length(span: timedelta) -> str:
    """A span as `2 days`, `5 hours` or `1 minute`, rounded down."""
    minutes = int(span.total_seconds() // 60)
    if minutes >= 48 * 60:
        return count(minutes // (24 * 60), "day")
    return count(minutes // 60, "hour") if minutes >= 60 else count(max(minutes, 1), "minute")
