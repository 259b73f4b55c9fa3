"""Rules on the invitation: that one went out in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.duties import owed
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.when import say_day

if TYPE_CHECKING:
    from codesign_cli.model.program import Program


@rule(
    "EXP401",
    "invitation-missing",
    "error",
    "A-067",
    clauses={
        "missing": "no invitation was sent before the brief was sent or due",
        "late": "the invitation was sent, but not before the brief",
    },
    why="What people are asked for decides what they expect. An invitation that comes after the brief, or never, "
    "leaves every account with its own idea of what it has joined.",
    mend="Send the invitation, then the brief, and write the day under `invitation.sent`.",
    bad=(
        Example("invitation: # <-\n  planned: 2026-01-19", "missing", drop=("invitation.sent",)),
        Example(
            "codesign: 1 # <-",
            "missing",
            drop=("invitation",),
            note="nothing about an invitation at all",
        ),
        Example(
            "invitation: # <-\n  planned: 2026-01-19",
            "missing",
            "begun",
            as_of="2026-02-04",
            drop=("timeline.ga", "timeline.start", "timeline.end"),
            note="without a brief it is owed before session 1, with the brief",
        ),
        Example(
            "invitation: # <-\n  planned: 2026-01-19",
            "missing",
            "begun",
            as_of="2026-01-28",
            severity="info",
            note="seven days before session 1",
        ),
        Example(
            "invitation:\n  sent: 2026-01-28 # <-",
            "late",
            severity="warning",
            note="the day of the brief is not before it",
        ),
    ),
    good=(
        Example("invitation:\n  sent: 2026-01-27", note="the day before the brief"),
        Example(
            "title: Bulk ownership transfer", base="begun", as_of="2026-01-18", note="nothing is due yet"
        ),
    ),
)
def invitation_missing(program: Program, now: datetime) -> Iterator[Hit]:
    """No invitation was sent before the brief."""
    for duty in owed(program, now, "EXP401"):
        sent = program.invitation.sent if program.invitation else None
        if not duty.done:
            yield hit(
                duty.place,
                "No invitation has gone out, and the accounts get it before the brief.",
                help="Send the invitation and write the day under `invitation.sent`.",
                due=duty.due,
                clause="missing",
            )
        elif sent is not None and sent >= duty.due.day:
            brief = program.brief is not None and program.brief.sent == duty.due.day
            what = "the brief of" if brief else "session 1 on"
            yield hit(
                duty.place,
                f"The invitation went out on {say_day(sent, now)}, not before {what} {say_day(duty.due.day, now)}.",
                help="Nothing is left to do here; next time invite first.",
                clause="late",
                severity="warning",
                related=(at(program, "brief", "sent", note="the brief went out here"),) if brief else (),
            )
