"""Cohort rules on who comes: whether they do the work, and can say how."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, cast

from codesign_cli.duties import owed
from codesign_cli.duties.gates import FEWEST_STEPS, cohort, steps
from codesign_cli.figures import small_said
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.say import listed, number_word

if TYPE_CHECKING:
    from codesign_cli.model.accounts import Account
    from codesign_cli.model.program import Program


@rule(
    "COH209",
    "capability-missing",
    "error",
    "A-052 A-054",
    covered_by=("COH212",),
    clauses={
        "no-workflow": "no participant of an account describes the current workflow when the gates are due"
    },
    why="Whoever can say step by step how the work goes today can also say where a proposal breaks it. From anybody "
    "else you get a matter of taste.",
    mend="Ask who does the work, let that person tell you the steps, and write them under `current_workflow`.",
    about="account",
    bad=(
        Example(
            "accounts:\n  - id: halden\n    participants:\n      - name: Mika Salo # <-\n",
            "no-workflow",
            drop=("accounts[halden].participants[Mika Salo].current_workflow",),
        ),
        Example(
            "accounts:\n  - id: halden\n    participants:\n      - name: Mika Salo\n"
            "        current_workflow: none # <-\n",
            "no-workflow",
            base="begun",
            as_of="2026-01-20",
            note="none is no workflow",
        ),
        Example(
            "accounts:\n  - id: halden\n    participants: # <-\n      - name: Mika Salo\n      - name: Ida Berg\n"
            "        role: practitioner\n",
            "no-workflow",
            base="begun",
            as_of="2026-01-12",
            drop=("accounts[halden].participants[Mika Salo].current_workflow",),
            severity="info",
            note="of two, neither does",
        ),
        Example(
            "accounts:\n  - id: halden # <-\n",
            "no-workflow",
            base="begun",
            as_of="2026-01-20",
            drop=("accounts[halden].participants",),
            note="nobody is named who could",
        ),
    ),
    good=(
        Example(
            "accounts:\n  - id: halden\n    participants:\n      - name: Mika Salo\n      - name: Ida Berg\n"
            "        role: practitioner\n",
            note="one of two is enough",
        ),
        Example(
            "accounts:\n  - id: halden\n    participants:\n      - name: Mika Salo\n",
            base="begun",
            as_of="2026-01-11",
            drop=("accounts[halden].participants[Mika Salo].current_workflow",),
            note="eight days before the invitation it is not told",
        ),
    ),
)
def capability_missing(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds accounts of which no participant describes how the work is done today."""
    for duty in owed(program, now, "COH209"):
        if not duty.done:
            account = cast("Account", duty.subject)
            who = listed([person.name for person in account.participants], "or")
            yield hit(
                duty.place,
                f"Nothing says how {who} of {account.name} does the work today."
                if who
                else f"Nobody of {account.name} is named who could say how the work goes today.",
                help="Let the person who does it tell you the steps, and write them under `current_workflow`.",
                clause="no-workflow",
                due=duty.due,
            )


@rule(
    "COH210",
    "capability-thin",
    "warning",
    "A-054 X",
    limits={"steps": FEWEST_STEPS},
    clauses={
        "one-step": "the longest workflow that an account describes has a single step when the gates are due"
    },
    why="A workflow in one step is a heading. Who knows the work names at least what comes before and after; the "
    "number two is our own.",
    mend="Ask what happens first, what then, and where it ends; write each step on a line of its own.",
    about="account",
    bad=(
        Example(
            "accounts:\n  - id: corvus\n    participants:\n      - name: Ada Quist\n"
            "        current_workflow: # <-\n          - Moves the tasks\n",
            "one-step",
        ),
        Example(
            "accounts:\n  - id: corvus\n    participants:\n      - name: Ada Quist\n"
            "        current_workflow: # <-\n          - Moves the tasks\n          - ' '\n",
            "one-step",
            base="begun",
            as_of="2026-01-12",
            severity="info",
            note="a blank line is no step",
        ),
    ),
    good=(
        Example(
            "accounts:\n  - id: corvus\n    participants:\n      - name: Ada Quist\n      - name: Ben Oak\n"
            "        role: practitioner\n        current_workflow:\n          - Moves the tasks\n",
            note="the longest one of the account counts: two steps",
        ),
        Example(
            "accounts:\n  - id: corvus\n    participants:\n      - name: Ada Quist\n"
            "        current_workflow:\n          - Moves the tasks\n",
            base="begun",
            as_of="2026-01-11",
            note="eight days before the invitation it is not told",
        ),
    ),
)
def capability_thin(program: Program, now: datetime, limits: Mapping[str, float]) -> Iterator[Hit]:
    """Finds accounts whose described workflow is a single step."""
    for duty in owed(program, now, "COH210", fewest=limits["steps"]):
        if not duty.done:
            account = cast("Account", duty.subject)
            told = max(steps(person.current_workflow) for person in account.participants)
            yield hit(
                duty.place,
                f"The workflow of {account.name} is told in {number_word(told)} {'step' if told == 1 else 'steps'}"
                f"; {small_said(limits['steps'])} are the fewest.",
                help="Ask what comes first, what then and where it ends, and write a line for each.",
                clause="one-step",
                due=duty.due,
            )


_EXECUTIVE = (
    "accounts:\n  - id: halden\n    participants:\n      - name: {name}\n        role: executive # <-\n"
    "        current_workflow:\n          - Reads the report\n          - Signs it\n"
)


@rule(
    "COH211",
    "executive-attendee",
    "error",
    "A-061",
    clauses={
        "only": "an account's only participant is an executive, or all of them are",
        "beside": "an executive beside somebody who is not one: a warning",
    },
    why="A sponsor knows what the work should be and not where it hurts. In the same room, people say what the sponsor "
    "expects.",
    mend="Ask the sponsor to send the person who does the work, and to read the summary.",
    about="account",
    bad=(
        Example(_EXECUTIVE.format(name="Mika Salo"), "only"),
        Example(_EXECUTIVE.format(name="Ida Berg"), "beside", severity="warning", note="beside Mika Salo"),
    ),
    good=(
        Example(
            "accounts:\n  - id: halden\n    participants:\n      - name: Ida Berg\n        role: other\n",
            note="somebody else beside the practitioner",
        ),
        Example(
            "accounts:\n  - id: halden\n    participants:\n      - name: Mika Salo\n        title: Head of planning\n",
            note="a title alone makes no executive",
        ),
    ),
)
def executive_attendee(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds executives among the participants, alone or beside the people who do the work."""
    for account in cohort(program, now):
        executives = [person for person in account.participants if person.role == "executive"]
        others = [person for person in account.participants if person.role != "executive"]
        for person in executives:
            if others:
                names = listed([other.name for other in others])
                message = f"{person.name}, an executive of {account.name}, is to come beside {names}."
                way = f"Let {names} come alone, and send {person.name} the summary."
            else:
                alone = "alone" if len(executives) == 1 else "with other executives only"
                message = f"{person.name} comes for {account.name} {alone}, and is an executive."
                way = f"Ask {person.name} to send the person who does the work every day."
            yield hit(
                at(person, "role"),
                message,
                help=way,
                clause="beside" if others else "only",
                severity="warning" if others else None,
            )


@rule(
    "COH212",
    "no-participant",
    "error",
    "A-061",
    clauses={"nobody": "an account names no participant after the brief went out"},
    why="The brief went to somebody. If nobody is named, whoever has time will come: often the sponsor.",
    mend="Ask the account who does the work every day, and write that person under `participants`.",
    about="account",
    bad=(
        Example("accounts:\n  - id: corvus # <-\n", "nobody", drop=("accounts[corvus].participants",)),
        Example(
            "accounts:\n  - id: corvus\n    participants: [] # <-\n",
            "nobody",
            as_of="2026-01-29",
            drop=("feedback", "sessions[1].held", "sessions[2].held", "sessions[3].answers"),
            note="the day after the brief",
        ),
    ),
    good=(
        Example(
            "accounts:\n  - id: corvus\n    participants: []\n",
            base="begun",
            as_of="2026-01-11",
            note="no brief went out yet",
        ),
        Example(
            "accounts:\n  - id: corvus\n    participants:\n      - Ada Quist\n",
            base="begun",
            as_of="2026-01-11",
        ),
    ),
)
def no_participant(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds accounts that name nobody although the brief went out."""
    for duty in owed(program, now, "COH212"):
        if not duty.done:
            yield hit(
                duty.place,
                f"The brief went out, and nobody is named who comes for {cast('Account', duty.subject).name}.",
                help="Ask the account for the person who does the work every day.",
                clause="nobody",
                due=duty.due,
            )
