"""Rules on the opening of a session: the model in session 1, and who decides in every one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.duties import owed
from codesign_cli.duties.sessions import left_a_trace, model_told, session_title, took_place
from codesign_cli.model.derive import number_of, session_by_number
from codesign_cli.rules import Example, Hit, at, hit, rule

if TYPE_CHECKING:
    from codesign_cli.model.program import Program


@rule(
    "EXP414",
    "model-not-stated",
    "error",
    "A-137",
    clauses={
        "never": "session 1 was held and the model was never stated",
        "late": "the model was stated in a later session",
    },
    why="Customers have to hear at the start that they are one input among several, that there are limits, and "
    "that they will be told what was taken in and what was not. Without it every later no is a broken promise. "
    "It is one of the elements that no scale and no waiver takes away.",
    mend="Say it at the opening of session 1 and write `model: true` under `opened`; where it was forgotten, open "
    "the next session with it.",
    bad=(
        Example("sessions:\n  - number: 1\n    opened:\n      model: false # <-", "never"),
        Example(
            "sessions:\n  - number: 1\n    opened: # <-\n      scope: true",
            "never",
            drop=("sessions[1].opened.model",),
        ),
        Example(
            "scale: minimum\nsessions:\n  - number: 1\n    opened:\n      model: false # <-",
            "never",
            note="the minimum owes it too",
        ),
        Example(
            "sessions:\n  - number: 1\n    opened:\n      model: false # <-\n"
            "  - number: 2\n    opened:\n      model: true",
            "late",
            severity="warning",
        ),
    ),
    good=(
        Example("sessions:\n  - number: 2\n    opened:\n      model: false", note="owed in session 1 alone"),
        Example(
            "title: Bulk ownership transfer", base="begun", as_of="2026-01-06", note="session 1 lies ahead"
        ),
    ),
    waivable="no",
)
def model_not_stated(program: Program, now: datetime) -> Iterator[Hit]:
    """Session 1 was held and the model of working together was not stated in it."""
    session = session_by_number(program, 1)
    if session is None or not took_place(program, session, now) or not left_a_trace(program, session):
        return
    told = model_told(program, now)
    title = session_title(program, session, now)
    place = at(session, "opened", "model")
    if told is None:
        yield hit(
            place,
            f"{title} was held and nobody said how working together goes: one input among several, with limits, and "
            "honest about what is taken in.",
            help="Open the next session with it and write `model: true` under its `opened`.",
            due=next((duty.due for duty in owed(program, now, "EXP414")), None),
            clause="never",
        )
    elif told is not session:
        later = session_title(program, told, now)
        yield hit(
            place,
            f"How working together goes was said only in {later[0].lower()}{later[1:]}, not in session 1.",
            help="Nothing is left to do here; next time open session 1 with it.",
            clause="late",
            severity="warning",
            related=(at(told, "opened", "model", note="said here"),),
        )


@rule(
    "EXP415",
    "final-call-not-restated",
    "error",
    "A-124",
    clauses={"unsaid": "a held session was not opened with who decides"},
    why="Between two sessions people forget that Product decides, and begin to count on what they asked for. One "
    "sentence at the opening of each session keeps that from happening.",
    mend="Open each session with it and write `final_call: true` under `opened`.",
    bad=(
        Example("sessions:\n  - number: 2\n    opened:\n      final_call: false # <-", "unsaid"),
        Example(
            "sessions:\n  - number: 2\n    opened: # <-\n      scope: true",
            "unsaid",
            drop=("sessions[2].opened.final_call",),
        ),
    ),
    good=(
        Example(
            "sessions:\n  - number: 3\n    opened:\n      scope: false", note="a session that lies ahead"
        ),
        Example("sessions:\n  - number: 2\n    opened:\n      final_call: true"),
    ),
)
def final_call_not_restated(program: Program, now: datetime) -> Iterator[Hit]:
    """A held session was not opened with who decides."""
    due = {id(duty.subject): duty.due for duty in owed(program, now, "EXP415")}
    for session in program.sessions:
        if session.opened is not None and session.opened.final_call:
            continue
        if took_place(program, session, now) and left_a_trace(program, session):
            yield hit(
                at(session, "opened", "final_call"),
                f"{session_title(program, session, now)} was not opened with who decides about the build.",
                help=_say_it(program, now),
                due=due.get(id(session)),
                clause="unsaid",
            )


def _say_it(program: Program, now: datetime) -> str:
    """When to make up for it: at the next session, else whenever the accounts are spoken to."""
    for session in program.sessions:
        if session.held is None and not took_place(program, session, now):
            return f"Open session {number_of(program, session)} with it, and write `final_call: true` there."
    return "Say it when you next speak to these accounts: Product decides, and tells them what and why."
