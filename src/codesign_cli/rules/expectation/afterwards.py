"""Rules of the weeks after the release: the thanks, the look back, and the measure of what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.duties import owed
from codesign_cli.duties.after import RETROSPECTIVE_DAYS, THANKS_DAYS
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
    limits={"days": THANKS_DAYS},
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
def recognition_missing(program: Program, now: datetime, limits: Mapping[str, float]) -> Iterator[Hit]:
    """Two weeks after GA the accounts have not been thanked."""
    for duty in owed(program, now, "EXP450", days=limits["days"]):
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
    limits={"days": RETROSPECTIVE_DAYS},
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
def retrospective_missing(program: Program, now: datetime, limits: Mapping[str, float]) -> Iterator[Hit]:
    """Three weeks after GA there was no retrospective."""
    planned = program.retrospective.at.date() if program.retrospective and program.retrospective.at else None
    for duty in owed(program, now, "EXP452", days=limits["days"]):
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
    limits={"days": RETROSPECTIVE_DAYS},
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
def retrospective_empty(program: Program, now: datetime, limits: Mapping[str, float]) -> Iterator[Hit]:
    """One of the retrospective's four questions has no answer."""
    for duty in owed(program, now, "EXP453", days=limits["days"]):
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
