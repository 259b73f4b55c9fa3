"""Rules of the weeks around the release: no silence before it, and thanks, a look back and a measure after it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, cast

from codesign_cli.duties import owed
from codesign_cli.duties.after import LONGEST_SILENCE
from codesign_cli.duties.closing import release
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.rules.expectation.naming import who
from codesign_cli.say import count
from codesign_cli.when import say_day

if TYPE_CHECKING:
    from codesign_cli.model.program import Program

LENGTH = 60
"""The minutes of a retrospective (A-162)."""

_ASKED = {
    "useful": "what the sessions gave that was useful",
    "record_format": "how the form of the records served",
    "selection": "whether these were the right accounts",
    "invitation": "what to change in the invitation",
}
"""The four questions, as they are said in a sentence (A-163)."""


def _ago(program: Program, now: datetime) -> str:
    """`GA was on 28 Apr`."""
    launch = release(program)
    return f"GA {'was' if launch and launch < now.date() else 'is'} on {say_day(launch or now.date(), now)}"


@rule(
    "EXP450",
    "recognition-missing",
    "warning",
    "A-158",
    clauses={"missing": "nobody was thanked two weeks after GA"},
    why="The accounts gave hours of people who had other work. Whoever hears what came of it says yes again; whoever "
    "hears nothing has learned what the time was worth to you.",
    mend="Write to each account how much time it gave and what it changed in the feature, and write the day under "
    "`recognition.sent`.",
    bad=(
        Example("codesign: 1 # <-\n", "missing", base="finished", as_of="2026-05-13", drop=("recognition",)),
        Example(
            "recognition: # <-\n  text: Thank you\n", "missing", base="finished", drop=("recognition.sent",)
        ),
        Example(
            "codesign: 1 # <-\n",
            "missing",
            base="finished",
            as_of="2026-05-05",
            drop=("recognition",),
            severity="info",
            note="seven days before the last day it is told",
        ),
    ),
    good=(
        Example(
            "title: Bulk ownership transfer\n",
            base="finished",
            as_of="2026-05-04",
            drop=("recognition",),
            note="eight days before the last day it is not",
        ),
        Example("recognition:\n  sent: 2026-05-12\n", base="finished", note="the fourteenth day"),
        Example(
            "state: cancelled\n", base="finished", drop=("recognition",), note="a cancelled program owes none"
        ),
    ),
)
def recognition_missing(program: Program, now: datetime) -> Iterator[Hit]:
    """Two weeks after GA the accounts have not been thanked."""
    for duty in owed(program, now, "EXP450"):
        if not duty.done:
            yield hit(
                duty.place,
                f"{_ago(program, now)}, and nobody has thanked the accounts.",
                help=f"Let {who(program, 'cs')} write to each how much time it gave and what shipped because of it.",
                clause=duty.clause,
                due=duty.due,
            )


@rule(
    "EXP452",
    "retrospective-missing",
    "warning",
    "A-161",
    clauses={"missing": "there was no retrospective three weeks after GA"},
    why="What went wrong with this cohort is forgotten by the time the next one is invited, and goes wrong again.",
    mend="Hold an hour with everybody who ran the program, and write the day under `retrospective.at` and the answers "
    "beside it.",
    bad=(
        Example(
            "codesign: 1 # <-\n", "missing", base="finished", as_of="2026-05-20", drop=("retrospective",)
        ),
        Example(
            "retrospective:\n  at: 2026-06-10T10:00 # <-\n",
            "missing",
            base="finished",
            as_of="2026-05-20",
            note="planned for later is not in time",
        ),
        Example(
            "codesign: 1 # <-\n",
            "missing",
            base="finished",
            as_of="2026-05-12",
            drop=("retrospective",),
            severity="info",
            note="seven days before the last day it is told",
        ),
    ),
    good=(
        Example(
            "title: Bulk ownership transfer\n",
            base="finished",
            as_of="2026-05-11",
            drop=("retrospective",),
            note="eight days before the last day it is not",
        ),
        Example("retrospective:\n  at: 2026-05-19T10:00\n", base="finished", note="the twenty-first day"),
        Example(
            "retrospective:\n  at: 2026-05-19T10:00\n",
            base="finished",
            as_of="2026-05-15",
            drop=(
                *("retrospective.useful", "retrospective.record_format"),
                *("retrospective.selection", "retrospective.invitation"),
            ),
            note="planned in time",
        ),
        Example(
            "title: Bulk ownership transfer\n",
            base="finished",
            drop=("retrospective.at",),
            note="its answers show that it took place",
        ),
        Example(
            "state: cancelled\n",
            base="finished",
            drop=("retrospective",),
            note="a cancelled program owes none",
        ),
    ),
)
def retrospective_missing(program: Program, now: datetime) -> Iterator[Hit]:
    """Three weeks after GA there was no retrospective."""
    planned = program.retrospective.at.date() if program.retrospective and program.retrospective.at else None
    for duty in owed(program, now, "EXP452"):
        if duty.done or (planned is not None and now.date() <= planned <= duty.due.day):
            continue
        what = "nobody has looked back"
        if planned is not None:
            what = f"the retrospective is only on {say_day(planned, now)}"
        yield hit(
            duty.place,
            f"{_ago(program, now)}, and {what}.",
            help=f"Let {who(program, 'product')} and {who(program, 'cs')} hold it before the next cohort is "
            "invited: an hour, four questions.",
            clause=duty.clause,
            due=duty.due,
        )


_UNANSWERED = "retrospective:\n  {}: [] # <-\n"


@rule(
    "EXP453",
    "retrospective-empty",
    "warning",
    "A-163",
    covered_by=("EXP452",),
    clauses={
        "useful": "`useful` has no answer once the retrospective is over",
        "record_format": "`record_format` has no answer once the retrospective is over",
        "selection": "`selection` has no answer once the retrospective is over",
        "invitation": "`invitation` has no answer once the retrospective is over",
    },
    why="A retrospective that answers nothing changes nothing. The four questions are those on which the next cohort "
    "depends.",
    mend="Write the answer to each of the four, or an honest `none`.",
    bad=(
        *(
            Example(_UNANSWERED.format(key), key, base="finished")
            for key in ("useful", "record_format", "selection", "invitation")
        ),
        Example(
            "retrospective: # <-\n  minutes: 60\n",
            "selection",
            base="finished",
            as_of="2026-05-06T11:01",
            drop=("retrospective.selection",),
            note="the hour is over",
        ),
    ),
    good=(
        Example("retrospective:\n  invitation: none\n", base="finished", note="an honest none is an answer"),
        Example(
            "retrospective:\n  minutes: 60\n",
            base="finished",
            as_of="2026-05-06T11:00",
            drop=(
                *("retrospective.useful", "retrospective.record_format"),
                *("retrospective.selection", "retrospective.invitation"),
            ),
            note="the hour is not over",
        ),
        Example("retrospective:\n  change: []\n", base="finished", note="the four are the questions"),
    ),
)
def retrospective_empty(program: Program, now: datetime) -> Iterator[Hit]:
    """One of the retrospective's four questions has no answer."""
    for duty in owed(program, now, "EXP453"):
        if not duty.done:
            yield hit(
                duty.place,
                f"The retrospective does not say {_ASKED[duty.clause]}.",
                help=f"Write the answer under `{duty.clause}`, or `none` if nothing was said.",
                clause=duty.clause,
                due=duty.due,
            )


@rule(
    "EXP454",
    "retrospective-length",
    "info",
    "A-162",
    std=True,
    clauses={"length": "the retrospective is not 60 minutes long"},
    why="Four questions fill an hour. In half of one the last two are skipped, and with two hours on the table nobody "
    "accepts the invitation.",
    mend="Plan 60 minutes.",
    bad=(
        Example("retrospective:\n  minutes: 45 # <-\n", "length", base="finished"),
        Example("retrospective:\n  minutes: 61 # <-\n", "length", base="finished"),
        Example(
            "retrospective:\n  at: 2026-05-06T10:00\n  minutes: 90 # <-\n",
            "length",
            note="planned this long, too",
        ),
    ),
    good=(
        Example("retrospective:\n  minutes: 60\n", base="finished"),
        Example(
            "scale: minimum\nretrospective:\n  minutes: 30\n", base="finished", note="two people need no hour"
        ),
        Example("title: Bulk ownership transfer\n", base="finished", drop=("retrospective.minutes",)),
    ),
)
def retrospective_length(program: Program, now: datetime) -> Iterator[Hit]:
    """The retrospective is shorter or longer than an hour."""
    retrospective = program.retrospective
    if retrospective is not None and retrospective.minutes not in (None, LENGTH):
        minutes = retrospective.minutes or 0
        yield hit(
            at(retrospective, "minutes"),
            f"The retrospective lasts {count(minutes, 'minute')}, {'under' if minutes < LENGTH else 'over'} an hour.",
            help="Plan 60 minutes for its four questions.",
            clause="length",
        )


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
def silent_stretch(program: Program, now: datetime) -> Iterator[Hit]:
    """The accounts heard nothing for more than four weeks between the last session and GA."""
    duty = next((duty for duty in owed(program, now, "EXP456") if not duty.done), None)
    if duty is None:
        return
    start, end = cast("tuple[date, date]", duty.subject)
    if start + LONGEST_SILENCE >= now.date() or end >= now.date():
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


@rule(
    "EXP455",
    "adoption-unmeasured",
    "info",
    "A-040",
    clauses={"missing": "90 days after GA `outcomes.adoption_90_days` is not written"},
    why="Whether a shaped feature is used more is the only thing that shows if the hours were worth it. Ninety days "
    "after GA is when that is read.",
    mend="Write the share of entitled users who use it under `outcomes.adoption_90_days`, from 0 to 1.",
    bad=(
        Example(
            "outcomes: # <-\n  adoption_others: 0.31\n",
            "missing",
            base="finished",
            as_of="2026-07-28",
            drop=("outcomes.adoption_90_days",),
            note="the day after the ninetieth",
        ),
        Example("codesign: 1 # <-\n", "missing", base="finished", as_of="2026-07-20", drop=("outcomes",)),
    ),
    good=(
        Example(
            "title: Bulk ownership transfer\n",
            base="finished",
            as_of="2026-07-19",
            drop=("outcomes",),
            note="eight days before the ninetieth day it is not told",
        ),
        Example(
            "outcomes:\n  adoption_90_days: 0\n",
            base="finished",
            note="nobody uses it: measured all the same",
        ),
    ),
)
def adoption_unmeasured(program: Program, now: datetime) -> Iterator[Hit]:
    """Ninety days after GA nobody has written down how many use the feature."""
    for duty in owed(program, now, "EXP455"):
        if not duty.done:
            yield hit(
                duty.place,
                f"{_ago(program, now)}, and nobody has measured who uses the feature 90 days later.",
                help="Write the share of those who could use it under `outcomes.adoption_90_days`.",
                clause=duty.clause,
                due=duty.due,
            )
