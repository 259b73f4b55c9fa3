"""Rules on the words of decisions and records: half of each, a yes in the room, a defence of the product."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.duties.gates import in_english
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.say import quoted

if TYPE_CHECKING:
    from codesign_cli.model.program import Program

_DISAGREEMENT = (
    "disagreements:\n  - about: Whether a transfer needs the new owner's consent\n    records: [F02, F03]\n"
    "    positions:\n      northwind: The lead decides alone\n      halden: The new owner must accept\n"
    "    built_for: northwind\n    because: {because}\n    told_as: Most teams that hand over work this way\n"
    "    adaptation:\n      halden: Use the review queue before transferring\n    told:\n      halden: 2026-04-02"
)


def _because(text: str) -> str:
    return _DISAGREEMENT.replace("{because}", text)


@rule(
    "ROL314",
    "averaged-disagreement",
    "error",
    "A-132",
    phrases=True,
    clauses={"averaged": "`because` builds a half of each model, or something between them"},
    why="A model that is half of each fits nobody's way of working. People can live with a choice against them "
    "once they hear the reason; they cannot work with a blend.",
    mend="Choose one model and say why; give the others a way to work with it. A setting is a choice too, if it is "
    "whole.",
    bad=(
        Example(_because("A compromise, so that both are partly happy # <-"), "averaged", "finished"),
        Example(
            _because('"One wanted ten and the other thirty, so we took twenty" # <-'), "averaged", "finished"
        ),
        Example(_because("Each of them gets a bit of what it asked for # <-"), "averaged", "finished"),
    ),
    good=(
        Example(
            _because("This is no compromise; most leads work this way"), base="finished", note="a negation"
        ),
        Example(
            _because("Half of all hand-overs are temporary, and this model has a return date"),
            base="finished",
            note="halves of something else",
        ),
        Example(
            _because("Both models were tried in session 3, and only this one got everybody through"),
            base="finished",
            note="both were tried, one was chosen",
        ),
    ),
)
def averaged_disagreement(program: Program, now: datetime, phrases: tuple[str, ...] = ()) -> Iterator[Hit]:
    """Finds an arbitration whose reason builds half of each model."""
    from codesign_cli.rules.phrases import signs_of

    if not in_english(program):
        return
    names = tuple(account.name for account in program.accounts)
    for disagreement in program.disagreements:
        if not disagreement.because:
            continue
        found = signs_of("ROL314", phrases).found(disagreement.because, names)
        if found:
            about = quoted(disagreement.about) if disagreement.about else "a disagreement"
            yield hit(
                at(disagreement, "because", characters=(found.start, found.end)),
                f"The reason given on {about} {found.reason}: {quoted(found.words(disagreement.because))}.",
                help="Choose one model, say why it is that one, and show the others how to work with it.",
                clause="averaged",
            )


@rule(
    "ROL319",
    "yes-wording",
    "warning",
    "A-170",
    phrases=True,
    clauses={"yes": "a `reason` praises, agrees or promises instead of saying why"},
    why="A yes out of friendliness is heard as a commitment and written down as one. The record then holds "
    "promises that nobody weighed, and the way back is a disappointment.",
    mend="Write what speaks for or against it: who has the trouble, how often, what it costs. In the room say that "
    "it is noted.",
    bad=(
        Example('feedback:\n  - id: F02\n    reason: "Great idea, we will add it" # <-', "yes", "finished"),
        Example(
            'feedback:\n  - id: F02\n    reason: "Told Mika that he can count on it" # <-', "yes", "finished"
        ),
        Example('feedback:\n  - id: F02\n    reason: "Absolutely." # <-', "yes", "finished"),
    ),
    good=(
        Example(
            'feedback:\n  - id: F02\n    reason: "Adding it removes the detour that all three took"',
            base="finished",
            note="a reason",
        ),
        Example(
            'feedback:\n  - id: F04\n    reason: "We did not promise it, and two more accounts must show it first"',
            base="finished",
            note="a negation",
        ),
        Example(
            'feedback:\n  - id: F02\n    reason: "The button says \\"Great idea\\", and two took it for a comment"',
            base="finished",
            note="a quotation",
        ),
    ),
)
def yes_wording(program: Program, now: datetime, phrases: tuple[str, ...] = ()) -> Iterator[Hit]:
    """Finds a reason of Product that speaks as agreement in the room."""
    from codesign_cli.rules.phrases import signs_of

    if not in_english(program):
        return
    own = (program.feature.name, *program.feature.in_scope)
    for record in program.feedback:
        found = signs_of("ROL319", phrases).found(record.reason, own) if record.reason else None
        if record.reason and found:
            yield hit(
                at(record, "reason", characters=(found.start, found.end)),
                f"The reason of {record.id} {found.reason}: {quoted(found.words(record.reason))}.",
                help="Write what speaks for it or against it; in the room it is only noted.",
                clause="yes",
            )


@rule(
    "ROL320",
    "defending-wording",
    "warning",
    "A-103",
    phrases=True,
    clauses={
        "defends": "a `friction` explains the trouble away: works as meant, the user's mistake, praise, persuasion"
    },
    why="Whoever defends the product stops listening, and the record says that nothing is wrong where somebody was "
    "stuck. CS is there to bring the trouble out.",
    mend="Write what happened and at which step, without an excuse: what they tried, what they saw, what it cost them.",
    bad=(
        Example(
            'feedback:\n  - id: F02\n    friction: "Works as designed, the customer expected something else" # <-',
            "defends",
        ),
        Example(
            'feedback:\n  - id: F02\n    friction: "Lost the selection twice, but he only needs more training" # <-',
            "defends",
        ),
        Example(
            'feedback:\n  - id: F02\n    friction: "I explained to him why the list of 90 tasks pages" # <-',
            "defends",
        ),
    ),
    good=(
        Example(
            'feedback:\n  - id: F02\n    friction: "This is not user error: 90 tasks took each of them five passes"',
            note="a negation",
        ),
        Example(
            'feedback:\n  - id: F02\n    friction: "The page says \\"works as designed\\" after it lost 45 tasks"',
            note="a quotation",
        ),
        Example(
            'feedback:\n  - id: F02\n    friction: "It works on page one of three; from page two on 60 tasks are lost"',
            note="where it works is part of the finding",
        ),
    ),
)
def defending_wording(program: Program, now: datetime, phrases: tuple[str, ...] = ()) -> Iterator[Hit]:
    """Finds a record in which CS defends the product."""
    from codesign_cli.rules.phrases import signs_of

    if not in_english(program):
        return
    own = (program.feature.name, *program.feature.in_scope)
    for record in program.feedback:
        found = signs_of("ROL320", phrases).found(record.friction, own)
        if found:
            yield hit(
                at(record, "friction", characters=(found.start, found.end)),
                f"The friction of {record.id} {found.reason}: {quoted(found.words(record.friction))}.",
                help="Write what they tried, at which step, and what it cost them.",
                clause="defends",
            )
