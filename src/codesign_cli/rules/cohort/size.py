"""Cohort rule on how many accounts take part."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.duties import owed
from codesign_cli.duties.gates import cohort_until_release
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.say import count, listed, number_word
from codesign_cli.when import say_day

if TYPE_CHECKING:
    from codesign_cli.model.program import Program

MOST = 6
"""The ceiling of a cohort (A-055)."""
COMMITTEE = 8
"""From here on it acts like a committee (A-055)."""
BETA = 10
"""From here on it is a beta (A-055)."""


def _more(number: int, mark: bool = True) -> str:
    """So many whole accounts beside the three of the base, as a fragment; the list's key marked."""
    text = "accounts: # <-\n" if mark else "accounts:\n"
    for letter in "abcdefg"[:number]:
        text += f"""\
  - id: {letter}-works
    name: {letter.upper()} Works
    segment: small
    icp: core
    health: green
    health_checked: 2026-01-05
    acuity: operational
    acuity_evidence: "Moved 60 tasks by hand in autumn"
    frequency: weekly
    selected_for: problem
    participants:
      - name: {letter.upper()} Moss
        title: Planner
        role: practitioner
        current_workflow:
          - Lists the tasks
          - Edits each owner
"""
    return text


@rule(
    "COH201",
    "cohort-size",
    "error",
    "A-003 A-055",
    covered_by=("COH219",),
    waivable="kept",
    clauses={
        "too-few": "fewer than three accounts when the gates are due",
        "too-many": "more than six accounts",
        "committee": "eight or nine accounts: a committee",
        "beta": "ten accounts or more: a beta",
        "six": "six accounts: an info, the upper edge",
    },
    why="Three is the fewest whose differences tell you anything. Six is the most that one Product lead and one CS "
    "lead can work with over some weeks: with eight, the group negotiates instead of showing its work; ten are a beta.",
    mend="Keep the three to six whose problem is most acute, and offer the others the beta. With too few, delay until "
    "three pass the gates.",
    bad=(
        Example(
            "accounts: # <-\n  - id: northwind\n",
            "too-few",
            drop=("accounts[corvus]",),
        ),
        Example(
            "accounts: # <-\n  - id: corvus\n    left: 2026-02-20\n",
            "too-few",
            note="an account that left is not counted",
        ),
        Example(
            "accounts: # <-\n  - id: northwind\n",
            "too-few",
            base="begun",
            as_of="2026-01-12",
            drop=("accounts[corvus]",),
            severity="info",
            note="seven days before the invitation it is told",
        ),
        Example(_more(3), "six", severity="info"),
        Example(_more(4), "too-many", note="seven"),
        Example(_more(5), "committee", note="eight"),
        Example(_more(7), "beta", note="ten"),
    ),
    good=(
        Example(
            "accounts:\n  - id: halden\n    left: 2026-06-01\n",
            base="finished",
            note="it left after the release",
        ),
        Example(_more(2, mark=False), base="begun", note="five accounts"),
        Example("accounts:\n  - id: northwind\n", note="three accounts"),
        Example(
            "accounts:\n  - id: northwind\n",
            base="begun",
            as_of="2026-01-11",
            drop=("accounts[corvus]",),
            note="eight days before the invitation two are no finding",
        ),
        Example(
            _more(3, mark=False) + "  - id: corvus\n    left: 2026-01-05\n",
            base="begun",
            note="six of whom one has left are five",
        ),
    ),
)
def cohort_size(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds a cohort of fewer than three or more than six accounts; those that left are not counted."""
    number = len(cohort_until_release(program, now))
    for duty in owed(program, now, "COH201"):
        if not duty.done:
            yield hit(
                duty.place,
                f"{_in_it(number)}{_gone(program, now)}; a co-design needs three.",
                help="Find another that passes the gates, or delay; let nobody in to fill a seat.",
                clause="too-few",
                due=duty.due,
            )
    if number >= MOST:
        clause, verdict, way = _verdict(number)
        yield hit(
            at(program, "accounts"),
            f"{_in_it(number)}, {verdict}.",
            help=way,
            clause=clause,
            severity="info" if clause == "six" else None,
        )


def _in_it(number: int) -> str:
    """`Two accounts are in the cohort`."""
    words = f"{number_word(number)} {count(number, 'account').partition(' ')[2]}"
    return f"{words[0].upper()}{words[1:]} {'is' if number == 1 else 'are'} in the cohort"


def _gone(program: Program, now: datetime) -> str:
    """Who left and when, in brackets; empty where nobody did."""
    left = [
        (account.name, account.left)
        for account in program.accounts
        if account.left and account.left <= now.date()
    ]
    return f" ({listed([f'{name} left on {say_day(day, now)}' for name, day in left])})" if left else ""


def _verdict(number: int) -> tuple[str, str, str]:
    """The clause, what so many accounts are, and the way out."""
    fewer = "Keep the three to six with the most acute problem, and offer the others the beta."
    if number >= BETA:
        way = "Plan a beta for all of them, or keep the three to six with the most acute problem."
        return "beta", "which is a beta and no co-design", way
    if number >= COMMITTEE:
        return "committee", "which acts like a committee", fewer
    if number > MOST:
        return "too-many", "more than the ceiling of six", fewer
    return "six", "which is the upper edge", "Let nobody else in; fewer would leave each account more time."
