"""Rule on the weeks between the last session and the release."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, cast

from codesign_cli.duties import owed
from codesign_cli.duties.after import SILENT_DAYS
from codesign_cli.duties.closing import release
from codesign_cli.rules import Example, Hit, hit, rule
from codesign_cli.rules.expectation.naming import who
from codesign_cli.say import count
from codesign_cli.when import say_day

if TYPE_CHECKING:
    from codesign_cli.model.program import Program

_CALLED = """\
feedback:
  - id: F01
    told: {{on: {day}}}
  - id: F04
    told: {{on: {day}}}
disagreements:
  - about: Whether a transfer needs the new owner's consent
    records: [F02, F03]
    positions: {{northwind: The lead decides alone, halden: The new owner must accept}}
    built_for: northwind
    because: Closer to the primary customer profile
    told_as: Most teams that hand over work this way
    adaptation: {{halden: Use the review queue before transferring}}
    told: {{halden: {day}}}
"""
_SILENT = "timeline:\n  ga: 2026-04-28 # <-\n"
_UNTOLD = ("feedback[F01].told", "feedback[F04].told", "disagreements")


@rule(
    "EXP456",
    "silent-stretch",
    "info",
    "X-027",
    limits={"days": SILENT_DAYS},
    clauses={
        "silence": "between the last session and GA the accounts heard nothing for more than four weeks"
    },
    why="After the last session the accounts wait. A month without a word looks like being forgotten, even where "
    "everything goes as agreed; four weeks are our own figure.",
    mend="Send a line in between: what has been decided, what is being built, when the preview comes.",
    bad=(
        Example(
            _SILENT + _CALLED.format(day="2026-04-09"),
            "silence",
            base="finished",
            note="29 days to the calls",
        ),
        Example(
            _SILENT + "preview:\n  planned: 2026-04-16\n",
            "silence",
            as_of="2026-04-09",
            drop=("feedback",),
            note="29 days after the last session, and the preview is a week away",
        ),
        Example(
            _SILENT,
            "silence",
            as_of="2026-04-01",
            note="with nothing planned in the next seven days either, it is told before",
        ),
        Example(
            "timeline:\n  ga: 2026-06-03 # <-\n",
            "silence",
            base="finished",
            drop=(*_UNTOLD, "recognition", "debrief", "share_back"),
            note="from the preview to GA are 48 days",
        ),
    ),
    good=(
        Example(_CALLED.format(day="2026-04-08"), base="finished", note="28 days to the first call"),
        Example(
            "timeline:\n  ga: 2026-04-08\n",
            base="begun",
            note="from the last session to GA are no more than 28 days",
        ),
    ),
)
def silent_stretch(program: Program, now: datetime, limits: Mapping[str, float]) -> Iterator[Hit]:
    """The accounts heard nothing for more than four weeks between the last session and GA."""
    duty = next((duty for duty in owed(program, now, "EXP456", days=limits["days"]) if not duty.done), None)
    if duty is None:
        return
    start, end = cast("tuple[date, date]", duty.subject)
    if (now.date() - start).days <= limits["days"] or end >= now.date():
        silence = f"Since {say_day(start, now)} the accounts have heard nothing"
        next_one = "GA is" if end == release(program) else "the next they hear is"
        what = f"{silence}, and {next_one} on {say_day(end, now)}."
    else:
        what = (
            f"From {say_day(start, now)} to {say_day(end, now)} the accounts heard nothing: "
            f"{count((end - start).days, 'day')}."
        )
    yield hit(
        duty.place,
        what,
        help=f"Let {who(program, 'cs')} write a line: what is decided, what is being built, when the preview comes.",
        clause=duty.clause,
        due=duty.due,
    )
