"""Rule on the note of thanks: that it names the time given, or what shipped because of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.duties.gates import in_english
from codesign_cli.rules import Example, Hit, at, hit, rule

if TYPE_CHECKING:
    from codesign_cli.model.program import Program


@rule(
    "EXP451",
    "recognition-generic",
    "warning",
    "A-158",
    clauses={"generic": "the text names neither the time given nor anything that shipped"},
    why="Thanks that would fit anybody tell people that nobody remembers what they did. A number of sessions and one "
    "thing that ships because of them cost a sentence.",
    mend="Name the sessions, hours or weeks that they gave, and what shipped because of it.",
    bad=(
        Example(
            'recognition:\n  text: "Thank you all, your input made a real difference!" # <-',
            "generic",
            "finished",
        ),
        Example(
            'recognition:\n  text: "Thank you for your time and for your help with bulk ownership transfer." # <-',
            "generic",
            "finished",
            note="the feature's name is nothing that they brought about",
        ),
    ),
    good=(
        Example(
            'recognition:\n  text: "Thank you for an hour and two afternoons."',
            base="finished",
            note="the time given",
        ),
        Example(
            'recognition:\n  text: "The selection no longer gets lost when the list pages, and you showed us why."',
            base="finished",
            note="something that shipped, in other words",
        ),
        Example(
            'language: de\ninvitation:\n  says: [scope, time, input, decision]\nrecognition:\n  text: "Vielen Dank!"',
            base="finished",
            note="words are read in English programs alone",
        ),
    ),
)
def recognition_generic(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds a note of thanks that names neither the time given nor anything that shipped."""
    from codesign_cli.rules.expectation.thanked import names_change, names_shipped, names_time

    recognition = program.recognition
    if not recognition or not recognition.text or not in_english(program):
        return
    text, feature = recognition.text, program.feature.name
    if names_time(text) or names_shipped(text, shipped(program), feature) or names_change(text, feature):
        return
    yield hit(
        at(recognition, "text"),
        "The note of thanks names neither the time that they gave nor anything that shipped because of it.",
        help="Say how many sessions or hours it was, and name one thing that ships because of them.",
        clause="generic",
    )


def shipped(program: Program) -> list[tuple[str, str]]:
    """What shipped for each incorporated record, and what it answered: step, friction, suggestion and need."""
    found = []
    for record in program.feedback:
        if record.final == "incorporated":
            cause = " ".join(
                text for text in (record.step, record.friction, record.suggestion, record.need) if text
            )
            found.append((record.shipped or record.friction, cause))
    return found
