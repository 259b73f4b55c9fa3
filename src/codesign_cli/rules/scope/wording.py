"""Scope rules on words: the feature's name and question, and the suggestions that say how."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.duties.gates import in_english, says
from codesign_cli.once import once
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.say import quoted

if TYPE_CHECKING:
    from codesign_cli.model.program import Program

_OF_A_KIND = (
    "asks whether to go into a new field",
    "asks whether to build a kind of thing",
    "of a whole category",
)
"""The reasons that speak of a category; the others speak of where the product should go."""


@once
def own_words(program: Program) -> tuple[str, ...]:
    """The texts whose words are the program's own: the feature's name and what is in scope."""
    return (program.feature.name, *program.feature.in_scope)


@rule(
    "SCO101",
    "more-than-one-feature",
    "error",
    "A-016",
    phrases=True,
    clauses={
        "joined": "the feature's name joins several features",
        "whole": "the feature's name is that of a whole product, a platform or an overhaul",
    },
    why="A few customers in a few sessions can shape one feature. Two of them share neither the people who have the "
    "problem nor a question, and a whole product is a direction, which no session can settle.",
    mend="Choose the one feature that is being built now and name it; give each other one its own program. A list of "
    "features under `feature` is a mistake in shape (FIL004).",
    bad=(
        Example("feature:\n  name: Bulk transfer and the new permissions model # <-\n", "joined"),
        Example("feature:\n  name: Shift swap, leave requests, overtime log # <-\n", "joined", note="a list"),
        Example("feature:\n  name: Operations platform # <-\n", "whole"),
        Example("feature:\n  name: Dashboard redesign # <-\n", "whole", note="the whole of it, made new"),
        Example("feature:\n  name: Everything around hand-overs # <-\n", "whole"),
    ),
    good=(
        Example("feature:\n  name: Terms and conditions acceptance\n", note="two words that are one thing"),
        Example("feature:\n  name: Dashboard export\n", note="one thing about a dashboard"),
        Example("feature:\n  name: Oil platform crew list\n", note="the platform is where the crew works"),
        Example("feature:\n  name: Neuer Bereich und App\nlanguage: de\n", drop=("invitation.text",)),
    ),
)
def more_than_one_feature(program: Program, now: datetime, phrases: tuple[str, ...] = ()) -> Iterator[Hit]:
    """Finds a feature whose name joins several or is that of a whole product."""
    from codesign_cli.rules.scope.naming import more_than_one

    name = program.feature.name
    found = more_than_one(name, phrases) if in_english(program) else None
    if found is None:
        return
    words = quoted(name[found.start : found.end])
    if found.clause == "joined":
        message = f"{words} joins several features, and a co-design shapes one."
    else:
        message = f"{quoted(name)} names a whole product or its overhaul ({words}), and a co-design shapes one feature."
    yield hit(
        at(program.feature, "name", characters=(found.start, found.end)),
        message,
        help="Name the one feature that is being built now, and give each other one a program of its own.",
        clause=found.clause,
    )


@rule(
    "SCO102",
    "strategic-question",
    "error",
    "A-028 A-010",
    phrases=True,
    clauses={
        "category": "`question` asks whether to build or enter a kind of thing",
        "direction": "`question` asks where the product should go",
    },
    why="A few customers who live with one problem can tell whether a solution works. Whether to have such a thing at "
    "all, and where the product should go, asks for other people and another horizon: an advisory board.",
    mend="Ask whether certain people can do a certain thing with it. Take the question of direction to the advisory "
    "board.",
    bad=(
        Example("feature:\n  question: Should we build an analytics platform? # <-\n", "category"),
        Example("feature:\n  question: Is it worth getting into payroll? # <-\n", "category"),
        Example(
            "feature:\n  question: Where should the product go over the next two years? # <-\n", "direction"
        ),
        Example("feature:\n  question: >-\n      What ought we to tackle # <-\n      next?\n", "direction"),
    ),
    good=(
        Example(
            "feature:\n  question: Should we build the confirmation as a step of its own or beside the list?\n",
            note="a choice in the design",
        ),
        Example(
            "feature:\n  question: Not whether to build transfers, but whether a lead can undo one.\n",
            note="a negation",
        ),
        Example(
            "feature:\n  question: Can a site planner move a milestone on the roadmap in one pass?\n"
            "  in_scope:\n    - Milestones on the roadmap\n    - Bulk ownership transfer\n",
            drop=("invitation.text",),
            note="the roadmap is in scope",
        ),
        Example(
            "language: de\nfeature:\n  question: Should we build a platform?\n",
            drop=("invitation.text",),
            note="in another language the wording rules are silent",
        ),
    ),
)
def strategic_question(program: Program, now: datetime, phrases: tuple[str, ...] = ()) -> Iterator[Hit]:
    """Finds a question that asks whether to build a category, or where the product should go."""
    from codesign_cli.rules.phrases import signs_of

    question = program.feature.question
    if not question or not in_english(program):
        return
    found = signs_of("SCO102", phrases).found(question, own_words(program))
    if found:
        yield hit(
            at(program.feature, "question", characters=(found.start, found.end)),
            f"The question {found.reason}: {quoted(found.words(question))}.",
            help="Take it to the advisory board; ask here whether somebody can do something with the feature.",
            clause="category" if found.reason in _OF_A_KIND else "direction",
        )


@rule(
    "SCO126",
    "how-not-what",
    "warning",
    "A-129",
    phrases=True,
    clauses={"how": "a suggestion says how to build it, and no `need` behind it is written"},
    why="Customers know what they need to do and where it fails. How it is built is what engineers know; a record that "
    "keeps only the how loses the reason, and with it every better answer.",
    mend="Ask what they would do with it, and write that under `need`; the suggestion may stay as they put it.",
    bad=(
        Example(
            "feedback:\n  - id: F02\n    suggestion: Put an index on the owner column # <-\n",
            "how",
        ),
        Example(
            "feedback:\n  - id: F02\n    suggestion: There ought to be a slider under the list # <-\n", "how"
        ),
    ),
    good=(
        Example("feedback:\n  - id: F02\n    suggestion: Keep the queue at desk 4 with one clerk\n"),
        Example(
            "feedback:\n  - id: F02\n"
            "    suggestion: I don't mind if it is a dropdown or a list, as long as I find her\n",
            note="the means are left open",
        ),
        Example(
            "feedback:\n  - id: F02\n    suggestion: Put an index on the owner column\n"
            "    need: To find a leaver's tasks without waiting\n",
            note="the need behind it is kept",
        ),
    ),
)
def how_not_what(program: Program, now: datetime, phrases: tuple[str, ...] = ()) -> Iterator[Hit]:
    """Finds suggestions that dictate the implementation and keep nothing of the need behind it."""
    from codesign_cli.rules.expectation.naming import record_name
    from codesign_cli.rules.phrases import signs_of

    if not in_english(program):
        return
    for record in program.feedback:
        text = record.suggestion
        if not text or says(record.need):
            continue
        found = signs_of("SCO126", phrases).found(text, own_words(program))
        if found:
            yield hit(
                at(record, "suggestion", characters=(found.start, found.end)),
                f"The suggestion of {record_name(program, record)} {found.reason}: {quoted(found.words(text))}.",
                help="Ask what it would let them do, and write that under `need`.",
                clause="how",
            )
