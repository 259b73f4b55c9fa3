"""Scope rules on what the program is about: its stage, whether co-design is warranted, and its boundary."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.duties import owed
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.say import quoted
from codesign_cli.when import say_day

if TYPE_CHECKING:
    from codesign_cli.model.program import Program


@rule(
    "SCO103",
    "not-in-build",
    "error",
    "A-025",
    clauses={
        "idea": "`stage` is idea: nothing is being built yet",
        "discovery": "`stage` is discovery: a warning, for the feature is not committed yet",
        "released": "`stage` is released before GA has come",
    },
    why="A co-design shapes one feature while it is being built. Before that there is nothing to react to, and "
    "afterwards there is nothing left to shape.",
    mend="Ask an advisory board or hold a workshop while it is an idea, and begin the co-design once the feature is "
    "committed or in build. For something already released, take a beta or interviews about its next version.",
    bad=(
        Example("feature:\n  stage: idea # <-\n", "idea"),
        Example("feature:\n  stage: discovery # <-\n", "discovery", severity="warning"),
        Example("feature:\n  stage: released # <-\n", "released", note="GA is still two months away"),
        Example(
            "feature:\n  stage: released # <-\n",
            "released",
            as_of="2026-01-05",
            base="begun",
            drop=("timeline.ga",),
            note="no GA date says that it is out",
        ),
    ),
    good=(
        Example("feature:\n  stage: committed\n", note="committed is early enough to shape it"),
        Example(
            "feature:\n  stage: released\n", base="finished", note="released is right once GA has passed"
        ),
    ),
)
def not_in_build(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds a feature that is not being built now: an idea, in discovery, or released before its GA."""
    feature = program.feature
    place = at(feature, "stage")
    name = quoted(feature.name)
    if feature.stage == "idea":
        yield hit(
            place,
            f"{name} is still an idea, and a co-design shapes what is being built.",
            help="Ask an advisory board or hold a workshop first, and begin once the feature is committed.",
            clause="idea",
        )
    elif feature.stage == "discovery":
        yield hit(
            place,
            f"{name} is in discovery, and whether it will be built is still open.",
            help="Wait until it is committed, or take interviews or a workshop for the discovery.",
            clause="discovery",
            severity="warning",
        )
    elif feature.stage == "released":
        ga = program.timeline.ga if program.timeline else None
        if ga is not None and now.date() >= ga:
            return
        when = f"its GA is only on {say_day(ga, now)}" if ga else "no GA date says so"
        yield hit(
            place,
            f"{name} is called released, but {when}.",
            help="Write the stage that it is in, or its `ga`; for a feature that is out, a beta or interviews fit.",
            clause="released",
            related=(at(program.timeline, "ga", note="GA comes later"),) if ga else (),
        )


@rule(
    "SCO104",
    "not-warranted",
    "warning",
    "A-031 A-033",
    clauses={
        "ambiguity-low": "`design_ambiguity` is low: the design is hardly open",
        "rework-low": "`rework_if_wrong` is low: a wrong design would cost little",
    },
    why="A co-design asks hours of a few customers. It is worth that only where the design is open and a mistake in "
    "it would be expensive after launch: both, not one of them.",
    mend="Take a cheaper model: a beta, five to eight interviews or a prototype review. If the design is more open or "
    "the mistake dearer than the file says, write that.",
    bad=(
        Example("feature:\n  design_ambiguity: low # <-\n", "ambiguity-low"),
        Example("feature:\n  rework_if_wrong: low # <-\n", "rework-low"),
    ),
    good=(
        Example(
            "feature:\n  design_ambiguity: medium\n  rework_if_wrong: medium\n",
            note="medium on both sides is reason enough",
        ),
    ),
)
def not_warranted(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds a feature whose design is hardly open, or would cost little to change: a cheaper model does."""
    feature = program.feature
    if feature.design_ambiguity == "low":
        yield hit(
            at(feature, "design_ambiguity"),
            f"The design of {quoted(feature.name)} is hardly open, so one half of what warrants a co-design "
            "is missing.",
            help="A beta shows more cheaply whether a settled design holds; five to eight interviews do too.",
            clause="ambiguity-low",
        )
    if feature.rework_if_wrong == "low":
        yield hit(
            at(feature, "rework_if_wrong"),
            f"A wrong design of {quoted(feature.name)} would cost little to mend, so one half of what warrants a "
            "co-design is missing.",
            help="A prototype review or a beta finds a cheap mistake more cheaply.",
            clause="rework-low",
        )


@rule(
    "SCO105",
    "no-boundary",
    "error",
    "A-016",
    clauses={
        "in-scope": "nothing stands in `in_scope` when the gates are due",
        "out-of-scope": "nothing stands in `out_of_scope` when the gates are due",
    },
    why="Customers will bring everything that hurts. Only a boundary drawn beforehand, on both sides, tells the "
    "facilitator what to pursue and what to park.",
    mend="List what customers shape here under `in_scope`, and the neighbours they will bring up under `out_of_scope`.",
    bad=(
        Example(
            "feature: # <-\n  name: Bulk ownership transfer\n",
            "in-scope",
            drop=("feature.in_scope",),
        ),
        Example("feature:\n  out_of_scope: [] # <-\n", "out-of-scope"),
        Example(
            'feature:\n  out_of_scope: [" "] # <-\n',
            "out-of-scope",
            base="begun",
            as_of="2026-01-12",
            severity="info",
            note="a blank entry says nothing; seven days before the invitation it is told",
        ),
    ),
    good=(
        Example(
            "feature:\n  in_scope: []\n  out_of_scope: []\n",
            base="begun",
            as_of="2026-01-11",
            note="eight days before the invitation it is not told yet",
        ),
        Example("feature:\n  out_of_scope: none\n", note="an honest none is an answer"),
        Example(
            "feature:\n  in_scope: []\n",
            base="begun",
            drop=("timeline", "invitation", "sessions"),
            note="a file without a date owes no gate",
        ),
    ),
)
def no_boundary(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds a feature whose boundary is not drawn on both sides when the first customer is invited."""
    name = quoted(program.feature.name)
    for duty in owed(program, now, "SCO105"):
        if duty.done:
            continue
        if duty.clause == "in-scope":
            message = f"Nothing says what of {name} customers may shape."
            way = "List it under `in_scope`, two to five things."
        else:
            message = f"Nothing says what lies outside {name}."
            way = "List under `out_of_scope` the neighbours that customers will bring up."
        yield hit(duty.place, message, help=way, clause=duty.clause, due=duty.due)


@rule(
    "SCO106",
    "overlapping-boundary",
    "error",
    "X",
    clauses={
        "both-sides": "an item of `out_of_scope` stands in `in_scope` too, case, articles and plural aside"
    },
    why="What stands on both sides of the boundary is decided by whoever speaks first in the session.",
    mend="Leave it on one side, or name the part of it that belongs to each.",
    bad=(
        Example(
            "feature:\n  out_of_scope:\n    - Mobile app\n    - choosing new owner # <-\n",
            "both-sides",
            note="the plural and the case make no difference",
        ),
    ),
    good=(
        Example(
            "feature:\n  in_scope:\n    - Import from the spreadsheet\n"
            "  out_of_scope:\n    - Import to the spreadsheet\n",
            note="one small word makes it another thing",
        ),
        Example(
            "feature:\n  out_of_scope:\n    - New owners\n    - Choosing new owners in the mobile app\n",
            note="a part of it or something wider is not the same thing",
        ),
    ),
)
def overlapping_boundary(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds a thing that stands both in scope and out of scope."""
    feature = program.feature
    inside: dict[tuple[str, ...], int] = {}
    for index, item in enumerate(feature.in_scope):
        inside.setdefault(_same(item), index)
    for index, item in enumerate(feature.out_of_scope):
        there = inside.get(_same(item)) if _same(item) else None
        if there is not None:
            yield hit(
                at(feature, "out_of_scope", index),
                f"{quoted(item)} stands out of scope and in scope at once.",
                help="Leave it on one side, or name the part that belongs to each.",
                clause="both-sides",
                related=(at(feature, "in_scope", there, note="in scope here"),),
            )


def _same(item: str) -> tuple[str, ...]:
    """What makes two items the same thing: their words without articles, case and plural, in their order."""
    text = unicodedata.normalize("NFKC", item).casefold()
    return tuple(_singular(word) for word in re.findall(r"\w+", text) if word not in ("the", "a", "an"))


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
