"""Rules of the final decisions: each record ends with one, with its reason, and with what shipped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, cast

from codesign_cli.duties import owed
from codesign_cli.duties.closing import debrief_start, speaking
from codesign_cli.duties.gates import says
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.rules.expectation.naming import record_name, trouble, who
from codesign_cli.say import quoted
from codesign_cli.when import say_day

if TYPE_CHECKING:
    from codesign_cli.model.program import Program
    from codesign_cli.model.records import Record

_NO_REASON = """\
feedback:
  - id: F01 # <-
"""
_EMPTY_REASON = """\
feedback:
  - id: F04
    reason: "" # <-
"""
_STOCK_REASON = """\
feedback:
  - id: F01
    reason: Not a priority right now # <-
"""
_OWN_REASON = """\
feedback:
  - id: F01
    reason: "Not a priority: undoing waits for the old owner's rights, which another team redraws in summer"
"""
_GERMAN_REASON = """\
language: de
invitation:
  says:
    - scope
    - time
    - input
    - decision
feedback:
  - id: F01
    reason: No bandwidth
"""


@rule(
    "EXP423",
    "no-reason",
    "error",
    "A-142 A-148",
    phrases=True,
    clauses={
        "missing": "`final` stands without a `reason`",
        "stock": "the reason is a stock phrase and nothing else: a warning",
    },
    why="The debrief says of every record what became of it and why. A decision without its reason, or with one "
    "that would fit any request, tells the customer that nobody weighed what they showed.",
    mend="Write the reason that was weighed, in words the customer can check: what it rests on, what it would have "
    "cost, what has to happen first.",
    about="record",
    bad=(
        Example(_NO_REASON, "missing", base="finished", drop=("feedback[F01].reason",)),
        Example(_EMPTY_REASON, "missing", base="finished", note="written, and empty"),
        Example(_STOCK_REASON, "stock", base="finished", severity="warning"),
    ),
    good=(
        Example(_OWN_REASON, base="finished", note="a stock phrase beside a reason of its own"),
        Example(_GERMAN_REASON, base="finished", note="phrases are read in English only"),
        Example("feedback:\n  - id: F01\n", note="nothing is owed before there is a decision"),
    ),
)
def no_reason(program: Program, now: datetime, phrases: tuple[str, ...] = ()) -> Iterator[Hit]:
    """A record is decided without saying why, or with a reason that would fit anything."""
    english = program.language.split("-")[0].lower() == "en"
    for record in program.feedback:
        if record.final is None:
            continue
        if not says(record.reason):
            yield hit(
                at(record, "reason"),
                f"{record_name(program, record)} is {record.final} without a reason.",
                help=f"Let {who(program, 'product')} write why, as the debrief will say it.",
                clause="missing",
            )
        elif english and record.reason:
            yield from _stock(program, record, record.reason, phrases)


def _stock(program: Program, record: Record, reason: str, phrases: tuple[str, ...]) -> Iterator[Hit]:
    """A warning where a reason is a stock phrase, or says what the team's configuration calls one."""
    from codesign_cli.rules.expectation.stock import stock_phrase, vocabulary

    feature = program.feature
    places = (
        (reason.casefold().find(phrase.casefold()), len(phrase)) for phrase in phrases if phrase.strip()
    )
    own = next(((start, start + length) for start, length in places if start >= 0), None)
    found = own or stock_phrase(reason, vocabulary((feature.name, *feature.in_scope)))
    if found is not None:
        yield hit(
            at(record, "reason", characters=found),
            f"{record_name(program, record)} is {record.final} with the reason {quoted(reason)}, "
            "which would fit any request.",
            help=f"Let {who(program, 'product')} say what this decision rests on: the fact, the cost or the condition.",
            clause="stock",
            severity="warning",
        )


_UNDECIDED = """\
feedback:
  - id: F02 # <-
"""
_INVESTIGATED = """\
feedback:
  - id: F01 # <-
"""
_AHEAD = """\
preview:
  planned: 2026-04-16
debrief:
  at: 2026-04-21T16:00
"""


@rule(
    "EXP424",
    "undecided-record",
    "error",
    "A-139 X-017",
    clauses={
        "debrief": "a record has no `final` at the debrief",
        "preview": "a record has no `final` at the preview: a warning",
        "investigation": "read as `investigate` and never decided: named as an open investigation",
        "late": "decided on a day after the debrief: made good, a warning",
    },
    why="The debrief closes the loop by saying what was taken in and what was not. A record without a decision "
    "leaves its account with an open question, and an investigation that nobody ends is one as well.",
    mend="Set `final` to incorporated, deferred or declined, with its reason, before the preview. An investigation "
    "that will take longer than the release is deferred.",
    about="record",
    bad=(
        Example(_UNDECIDED, "debrief", base="finished", drop=("feedback[F02].final",)),
        Example(
            _UNDECIDED,
            "preview",
            base="finished",
            drop=("feedback[F02].final",),
            as_of="2026-04-17",
            severity="warning",
            note="the day after the preview, before the debrief",
        ),
        Example(_INVESTIGATED, "investigation", base="finished", drop=("feedback[F01].final",)),
        Example(
            "feedback:\n  - id: F02\n    decided: 2026-04-22 # <-\n",
            "late",
            base="finished",
            severity="warning",
        ),
    ),
    good=(
        Example(
            "feedback:\n  - id: F02\n    decided: 2026-04-21\n",
            base="finished",
            note="decided on the day of the debrief",
        ),
        Example(_AHEAD, note="preview and debrief lie ahead"),
        Example(
            "feedback:\n  - id: F02\n    pm_read: investigate\n",
            base="finished",
            note="investigated, and decided",
        ),
    ),
)
def undecided_record(program: Program, now: datetime) -> Iterator[Hit]:
    """A record has no final decision when the accounts hear or see what became of it."""
    for duty in speaking(owed(program, now, "EXP424"), now, mild=("preview",)):
        record = cast("Record", duty.subject)
        investigated = record.pm_read == "investigate"
        state = "is still an open investigation, without" if investigated else "has no"
        last = "the debrief" if debrief_start(program) else "GA"
        stage = "the preview" if duty.clause == "preview" else last
        yield hit(
            duty.place,
            f"{record_name(program, record)} {state} final decision for {stage}: {trouble(record)}.",
            help=f"Let {who(program, 'product')} set `final` to incorporated, deferred or declined, and write why.",
            clause="investigation" if investigated else duty.clause,
            due=duty.due,
            severity="warning" if duty.clause == "preview" else None,
        )
    yield from _late_decisions(program, now)


def _late_decisions(program: Program, now: datetime) -> Iterator[Hit]:
    """Decisions of a day after the debrief, which could not tell them: a lapse made good."""
    start = debrief_start(program)
    if start is None or start > now:
        return
    for record in program.feedback:
        if record.final is None or record.decided is None or not start.date() < record.decided <= now.date():
            continue
        yield hit(
            at(record, "decided"),
            f"{record_name(program, record)} was decided on {say_day(record.decided, now)}, after the debrief on "
            f"{say_day(start.date(), now)}.",
            help=f"Let {who(program, 'cs')} tell the account what the debrief could not.",
            clause="late",
            severity="warning",
            related=(at(program.debrief, "at", note="the debrief"),),
        )


_UNSHIPPED = """\
feedback:
  - id: F03 # <-
"""
_CANCELLED_UNSHIPPED = """\
state: cancelled
feedback:
  - id: F03
"""


@rule(
    "EXP425",
    "incorporated-not-shipped",
    "error",
    "A-169",
    clauses={"unshipped": "incorporated, and no `shipped` at GA"},
    why="Incorporated is what the customer was told. A record that says so while nothing shipped is a commitment "
    "that does not exist, and the account finds out in the product.",
    mend="Write in `shipped` what the release holds because of this record. If it is not in the release, the "
    "decision was deferred or declined: say so and call the account.",
    about="record",
    bad=(Example(_UNSHIPPED, "unshipped", base="finished", drop=("feedback[F03].shipped",)),),
    good=(
        Example(
            "feedback:\n  - id: F03\n    final: incorporated\n    decided: 2026-02-20\n"
            "    reason: The record has to prove the hand-over to an auditor\n",
            note="incorporated, and GA lies ahead",
        ),
        Example(
            "feedback:\n  - id: F04\n    final: declined\n", base="finished", note="a decline ships nothing"
        ),
        Example(
            _CANCELLED_UNSHIPPED,
            base="finished",
            drop=("feedback[F03].shipped",),
            note="a cancelled program ships nothing",
        ),
    ),
)
def incorporated_not_shipped(program: Program, now: datetime) -> Iterator[Hit]:
    """A record counts as taken in, and the release is out without saying what shipped for it."""
    for duty in speaking(owed(program, now, "EXP425"), now):
        record = cast("Record", duty.subject)
        yield hit(
            duty.place,
            f"{record_name(program, record)} is incorporated, and nothing is said to have shipped for it: "
            f"{trouble(record)}.",
            help=f"Let {who(program, 'product')} write in `shipped` what the release holds because of it, or "
            f"decide anew and let {who(program, 'cs')} call the account.",
            clause=duty.clause,
            due=duty.due,
        )
