"""Rules of the preview: every account sees the feature before its release, in time to say what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, cast

from codesign_cli.duties import Duty, owed
from codesign_cli.duties.closing import preview_day, release, speaking
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.rules.expectation.naming import account_name, short, who
from codesign_cli.say import count, listed
from codesign_cli.when import say_day

if TYPE_CHECKING:
    from codesign_cli.model.accounts import Account
    from codesign_cli.model.closing import PreviewFlag
    from codesign_cli.model.program import Program

EARLIEST, LATEST = 14, 7
"""The preview lies so many days before GA (A-154)."""

_NO_PREVIEW = """\
codesign: 1 # <-
"""
_NOT_SHARED = """\
preview:
  to: all # <-
"""
_LEFT_OUT = """\
preview:
  to: # <-
    - northwind
    - corvus
"""
_AFTER_GA = """\
preview:
  shared: 2026-04-28
  to: all # <-
"""
_LEFT_ACCOUNT = """\
accounts:
  - id: brome
    name: Brome Foods
    left: 2026-02-10
preview:
  to:
    - northwind
    - halden
    - corvus
debrief:
  made_up:
    brome: 2026-04-23
"""


@rule(
    "EXP445",
    "preview-missing",
    "error",
    "A-153",
    clauses={
        "none": "there was no preview before GA",
        "not-shared": "a preview is planned and was not shared before GA",
        "after-ga": "it was shared on GA or later",
        "account": "one account was left out of it",
    },
    why="Who helped to shape a feature sees it before everybody else does, and can still say that something vital is "
    "missing. To read of the release with all other customers tells them that they were a source and no partner.",
    mend="Share the preview 14 to 7 days before GA with every account that has not left, and write `preview.shared`.",
    waivable="kept",
    bad=(
        Example(_NO_PREVIEW, "none", base="finished", drop=("preview",)),
        Example(_NOT_SHARED, "not-shared", base="finished", drop=("preview.shared",)),
        Example(_AFTER_GA, "after-ga", base="finished"),
        Example(_LEFT_OUT, "account", base="finished"),
    ),
    good=(
        Example("title: Bulk ownership transfer\n", note="GA lies more than a week ahead"),
        Example(_LEFT_ACCOUNT, base="finished", note="an account that left is owed no preview"),
        Example(
            "state: cancelled\n", base="finished", drop=("preview",), note="a cancelled program owes none"
        ),
    ),
)
def preview_missing(program: Program, now: datetime) -> Iterator[Hit]:
    """An account did not see the feature before its release."""
    open_duties = [duty for duty in owed(program, now, "EXP445") if not duty.done]
    preview, launch = program.preview, release(program)
    if not open_duties or launch is None:
        return
    shared = preview.shared if preview else None
    if shared is not None and shared <= now.date() and shared < launch:
        for duty in open_duties:
            account = cast("Account", duty.subject)
            fact = f"{account.name} was left out of the preview on {say_day(shared, now)}"
            yield _unseen(program, duty, now, fact, account.name, "account")._replace(about=account)
        return
    names = listed([cast("Account", duty.subject).name for duty in open_duties])
    if shared is not None and shared >= launch:
        fact = f"The preview is dated {say_day(shared, now)}, not before GA on {say_day(launch, now)}"
        clause = "after-ga"
    elif preview is not None:
        fact, clause = (
            f"{names} {'has' if len(open_duties) == 1 else 'have'} not been shown the preview",
            "not-shared",
        )
    else:
        fact, clause = (
            f"{names} {'has' if len(open_duties) == 1 else 'have'} seen no preview of the feature",
            "none",
        )
    yield _unseen(program, open_duties[0], now, fact, "every account", clause)


def _unseen(program: Program, duty: Duty, now: datetime, fact: str, whom: str, clause: str) -> Hit:
    """The hit for accounts that did not see the feature."""
    before = "before GA" if not duty.due.late(now) else "now, and say that it should have come before GA"
    return hit(
        duty.place,
        f"{fact}.",
        help=f"Let {who(program, 'product')} show it to {whom} {before}.",
        clause=clause,
        due=duty.due,
    )


_TOO_LATE = """\
preview:
  planned: 2026-04-22 # <-
"""
_TOO_EARLY = """\
preview:
  planned: 2026-04-13 # <-
"""
_SHARED_LATE = """\
preview:
  planned: 2026-04-20
  shared: 2026-04-22 # <-
  flags: []
"""


@rule(
    "EXP446",
    "preview-window",
    "error",
    "A-154",
    clauses={
        "late": "less than 7 days before GA",
        "early": "more than 14 days before GA: a warning",
    },
    why="In less than a week nothing that the accounts find can still be mended. More than two weeks ahead they see "
    "something that is not yet what will be released.",
    mend="Put the preview 14 to 7 days before GA.",
    bad=(
        Example(_TOO_LATE, "late", note="six days"),
        Example(_SHARED_LATE, "late", base="finished", note="what was shared counts, not what was planned"),
        Example(_TOO_EARLY, "early", severity="warning", note="15 days"),
    ),
    good=(
        Example("preview:\n  planned: 2026-04-21\n", note="exactly 7 days"),
        Example("preview:\n  planned: 2026-04-14\n", note="exactly 14 days"),
        Example(
            "state: cancelled\npreview:\n  planned: 2026-04-26\ndebrief:\n  at: 2026-03-09T16:00\n",
            note="a cancelled program owes no preview",
        ),
    ),
)
def preview_window(program: Program, now: datetime) -> Iterator[Hit]:
    """The preview is too near the release to change anything, or too far from it to show it."""
    day, launch, preview = preview_day(program), release(program), program.preview
    if day is None or launch is None or preview is None:
        return
    days = (launch - day).days
    if LATEST <= days <= EARLIEST:
        return
    distance = f"{count(days, 'day')} before" if days > 0 else "on the day of" if days == 0 else "after"
    late = days < LATEST
    yield hit(
        at(preview, "shared" if preview.shared else "planned"),
        f"The preview on {say_day(day, now)} is {distance} GA on {say_day(launch, now)}"
        f"{'; nothing found there can still be mended' if late else ''}.",
        help=f"Put it 14 to 7 days before GA: {_days_around(launch, now)}.",
        clause="late" if late else "early",
        severity=None if late else "warning",
        related=(at(program, "timeline", "ga", note="GA"),),
    )


def _days_around(launch: date, now: datetime) -> str:
    """The first and the last day that are right for the preview."""
    return f"{say_day(launch - timedelta(days=EARLIEST), now)} to {say_day(launch - timedelta(days=LATEST), now)}"


_OPEN = """\
preview:
  flags:
    - account: halden # <-
      issue: The review queue opens with the wrong filter
      critical: true
"""
_AFTER = """\
preview:
  flags:
    - account: halden
      issue: The review queue opens with the wrong filter
      critical: true
      decision: fix
      decided: 2026-04-29 # <-
"""
_UNTOLD = """\
preview:
  flags:
    - account: halden # <-
      issue: The review queue opens with the wrong filter
      critical: true
      decision: ship-with-workaround
      decided: 2026-04-20
"""
_TOLD = """\
preview:
  flags:
    - account: halden
      issue: The review queue opens with the wrong filter
      critical: true
      decision: ship-with-workaround
      decided: 2026-04-20
      workaround: Clear the filter once; it stays cleared
      told: 2026-04-28
"""
_MINOR = """\
preview:
  flags:
    - account: halden
      issue: The icon of the queue is small
      critical: false
"""
_ON_GA = """\
preview:
  flags:
    - account: halden
      issue: The review queue opens with the wrong filter
      critical: true
      decision: delay
      decided: 2026-04-28
"""


@rule(
    "EXP447",
    "critical-flag-open",
    "error",
    "A-156 T-46",
    clauses={
        "open": "a critical flag of the preview has no decision at GA",
        "after-ga": "it was decided after GA, which counts as open",
        "workaround": "it ships with a workaround that the account was not told",
    },
    why="The preview asks what is missing. A critical answer that nobody decides about says that the question was not "
    "meant; two weeks may be too short to mend it, and are enough to choose.",
    mend="Decide by GA: fix it, delay the release, or ship with a workaround and tell the account. Write `decision`, "
    "`decided`, and for a workaround `told` with its day.",
    bad=(
        Example(_OPEN, "open", base="finished"),
        Example(_AFTER, "after-ga", base="finished"),
        Example(_UNTOLD, "workaround", base="finished"),
    ),
    good=(
        Example(_TOLD, base="finished", note="told on the day of GA"),
        Example(_MINOR, base="finished", note="not critical"),
        Example(_ON_GA, base="finished", note="decided on the day of GA"),
    ),
)
def critical_flag_open(program: Program, now: datetime) -> Iterator[Hit]:
    """A critical flag of the preview is not decided when the feature is released."""
    for duty in speaking(owed(program, now, "EXP447"), now):
        flag = cast("PreviewFlag", duty.subject)
        account = account_name(program, flag.account)
        what = f"The critical flag of {account}{f' {short(flag.issue)}' if flag.issue else ''}"
        if duty.clause == "workaround":
            fact = f"{what} ships with a workaround, and {account} has not been told it"
            help_text = (
                f"Let {who(program, 'cs')} tell {account} the workaround and write `told` with the day."
            )
        elif duty.clause == "after-ga" and flag.decided is not None:
            fact = f"{what} was decided on {say_day(flag.decided, now)}, after GA"
            help_text = "Tell the account why it came late; the next preview needs its decisions before GA."
        else:
            fact = f"{what} has no decision"
            help_text = f"Let {who(program, 'product')} choose: fix, delay, or ship-with-workaround."
        yield hit(duty.place, f"{fact}.", help=help_text, clause=duty.clause, due=duty.due)
