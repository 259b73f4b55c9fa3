"""Rules of the release's day: that it is known, and far enough from the debrief."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from codesign_cli.duties import owed
from codesign_cli.duties.closing import debrief_start, release
from codesign_cli.figures import counted
from codesign_cli.model.derive import debrief_end, moment
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.rules.expectation.naming import who
from codesign_cli.when import say_day

if TYPE_CHECKING:
    from codesign_cli.model.program import Program

LEAD_HOURS = 48
"""How long before GA the debrief ends, in elapsed hours, so that its summary lands before GA as well (X-015)."""

_TOO_NEAR = """\
debrief:
  at: 2026-04-26T16:00 # <-
"""
_ON_GA = """\
debrief:
  at: 2026-04-28T09:00 # <-
"""


@rule(
    "EXP448",
    "debrief-too-near-ga",
    "warning",
    "X-015",
    limits={"hours": LEAD_HOURS},
    clauses={"near": "less than 48 hours between the debrief's end and the start of the day of GA"},
    why="The summary may take 48 hours. A debrief that ends later than that before GA lets the release arrive before "
    "the written answer.",
    mend="Move the debrief to an earlier day, so that the summary is out before GA.",
    bad=(
        Example(_TOO_NEAR, "near"),
        Example(_ON_GA, "near", note="on the day of GA"),
    ),
    good=(
        Example("debrief:\n  at: 2026-04-25T23:30\n", note="its end is exactly 48 hours before GA begins"),
        Example("state: cancelled\ndebrief:\n  at: 2026-04-26T16:00\n", note="a cancelled program has no GA"),
    ),
)
def debrief_too_near_ga(program: Program, now: datetime, limits: Mapping[str, float]) -> Iterator[Hit]:
    """The debrief leaves no 48 hours for the summary before the release."""
    start, launch = debrief_start(program), release(program)
    end = debrief_end(program, program.debrief) if program.debrief else None
    if start is None or end is None or launch is None or start.date() > launch:
        return
    if moment(program, launch).astimezone(UTC) - end.astimezone(UTC) >= timedelta(hours=limits["hours"]):
        return
    yield hit(
        at(program, "debrief", "at"),
        f"The debrief on {say_day(start.date(), now)} ends less than "
        f"{counted(limits['hours'], 'hour')} before GA on {say_day(launch, now)}.",
        help="Move it to an earlier day, so that the written summary is out before the release.",
        clause="near",
        related=(at(program, "timeline", "ga", note="GA"),),
    )


_NO_GA = """\
timeline: # <-
  end: 2026-03-11
"""


@rule(
    "EXP449",
    "closing-unscheduled",
    "warning",
    "X-039",
    clauses={
        "unscheduled": "no `ga`, so that no deadline of the closing can be computed",
        "over": "still none once the last session is over: an error",
    },
    why="The calls, the preview and the debrief are all counted back from GA. Without its day nothing is late, "
    "and so nothing happens in time.",
    mend="Write `timeline.ga` with the day that Product plans with; it may move later.",
    bad=(
        Example(_NO_GA, "unscheduled", drop=("timeline.ga",)),
        Example(_NO_GA, "over", base="finished", drop=("timeline.ga",), severity="error"),
    ),
    good=(
        Example("timeline:\n  ga: 2026-05-12\n", note="known, and far ahead"),
        Example(
            "state: cancelled\nfeature:\n  stage: in-build\n",
            base="finished",
            drop=("timeline.ga",),
            note="a cancelled program owes no day of GA",
        ),
    ),
)
def closing_unscheduled(program: Program, now: datetime) -> Iterator[Hit]:
    """The day of the release is not known, so that nothing at the end has a date."""
    for duty in owed(program, now, "EXP449"):
        if duty.done:
            continue
        over = duty.clause == "over" and duty.due.late(now)
        fact = "The working sessions are over and GA has no day" if over else "GA has no day"
        yield hit(
            duty.place,
            f"{fact}: the calls, the preview and the debrief have no deadline.",
            help=f"Let {who(program, 'product')} write `timeline.ga`, as it is planned today.",
            clause="over" if over else "unscheduled",
            due=duty.due if over else None,
            severity="error" if over else None,
        )
