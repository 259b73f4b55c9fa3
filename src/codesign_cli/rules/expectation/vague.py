"""Expectation rules on records that say nothing one could act on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.duties.gates import in_english
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.rules.expectation.naming import record_name
from codesign_cli.say import quoted

if TYPE_CHECKING:
    from codesign_cli.model.program import Program


@rule(
    "EXP421",
    "vague-friction",
    "warning",
    "A-063 A-105",
    phrases=True,
    clauses={"vague": "`friction` names no step and no concrete trouble"},
    why="Confusing or not great tells nobody what to change, and after two weeks nobody remembers what was meant. "
    "Asking once more in the session costs a minute.",
    mend="Ask where exactly it happened and what they did next, and write down that.",
    bad=(
        Example("feedback:\n  - id: F02\n    friction: Not great # <-\n", "vague"),
        Example("feedback:\n  - id: F02\n    friction: They found it rather confusing # <-\n", "vague"),
        Example(
            "feedback:\n  - id: F02\n    friction: The manager was polite about it but far from happy # <-\n",
            "vague",
        ),
    ),
    good=(
        Example(
            "feedback:\n  - id: F02\n    friction: Confusing that the old owner still stands on the task\n",
            note="it says what confuses",
        ),
        Example("feedback:\n  - id: F02\n    friction: The list does not load\n", note="short and concrete"),
        Example("feedback:\n  - id: F02\n    friction: Undo is missing\n"),
    ),
)
def vague_friction(program: Program, now: datetime, phrases: tuple[str, ...] = ()) -> Iterator[Hit]:
    """Finds records whose friction names neither a step nor a concrete trouble."""
    from codesign_cli.rules.expectation.frictions import is_vague

    for record in program.feedback if in_english(program) else ():
        if is_vague(record.friction, (program.feature.name,), phrases):
            yield hit(
                at(record, "friction"),
                f"{record_name(program, record)} does not say what went wrong where: {quoted(record.friction)}.",
                help="Ask where exactly it happened and what they did next, and write that down.",
                clause="vague",
            )
