"""Deadlines of what has to be asked and shown in words: a walk-through in sessions 2 and 3, a problem that is real."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.duties import Duty, deadline
from codesign_cli.duties.gates import in_english, per_account
from codesign_cli.duties.roles import CS, PRODUCT
from codesign_cli.finding import at
from codesign_cli.when import Due

if TYPE_CHECKING:
    from codesign_cli.model.program import Program

WALKED = (2, 3)
"""The sessions in which customers act on what is shown (A-087, A-092)."""

_WALK = (
    *(
        "show us",
        "show me",
        "walk ",
        "walking",
        "talk us through",
        "take us through",
        "go through",
        "run through",
    ),
    *(
        "step by step",
        "talk through",
        "think aloud",
        "out loud",
        "aloud",
        "try ",
        "next",
        "would you do",
        "do you do",
    ),
    *(
        "would you start",
        "would you begin",
        "would you go",
        "would you press",
        "would you click",
        "would you find",
    ),
    *("would you look", "would you move", "would you check", "would you undo", "to do ", "act ", "perform"),
    *(
        "demonstrate",
        "carry out",
        "complete ",
        "imagine",
        "suppose",
        "you have just",
        "you've just",
        "just heard",
    ),
    *(
        "pretend",
        "as you would",
        "as if",
        "use it",
        "work with it",
        "hand over",
        "please ",
        "now do",
        "your turn",
    ),
    *(
        "from start to",
        "from the first",
        "from beginning",
        "once more",
        "again",
        "what now",
        "do now",
        "and then",
    ),
)
"""Turns of speech that ask customers to act instead of judging; one of them in any question is enough."""


def asks_to_walk_through(questions: Iterable[str]) -> bool:
    """Whether one of the questions, in English, asks customers to do what they would do at work."""
    return any(
        turn in f"{' '.join(question.casefold().split())} " for question in questions for turn in _WALK
    )


@deadline("SCO123")
def walk_through_asked(program: Program, now: datetime) -> Iterator[Duty]:
    """A question that asks for a walk-through, when session 2 and session 3 begin."""
    from codesign_cli.model.derive import session_by_number, session_start

    for number in WALKED if program.state != "cancelled" and in_english(program) else ():
        session = session_by_number(program, number)
        start = session_start(program, session) if session and session.held is not False else None
        if session is None or start is None:
            continue
        name = f"ask for a walk-through in session {number}"
        due = Due(start.date(), "at", start)
        done = asks_to_walk_through(session.questions)
        yield Duty("SCO123", name, CS, due, done, at(session, "questions"), "no-walk-through", session)


@deadline("COH206")
def acuity_operational(program: Program, now: datetime) -> Iterator[Duty]:
    """A problem that each account has in its daily work, by the gates' day."""
    for account, due in per_account(program, now):
        name = f"find out whether {account.name} has the problem in its daily work"
        clause = "theoretical" if account.acuity == "theoretical" else "missing"
        done = account.acuity == "operational"
        yield Duty("COH206", name, PRODUCT, due, done, at(account, "acuity"), clause, account)
