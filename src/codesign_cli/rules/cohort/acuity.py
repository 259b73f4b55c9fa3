"""Cohort rules on why an account was chosen: how acute its problem is, and what else it was chosen for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, cast

from codesign_cli.duties import owed
from codesign_cli.duties.gates import cohort
from codesign_cli.rules import Example, Hit, at, hit, rule

if TYPE_CHECKING:
    from codesign_cli.model.accounts import Account
    from codesign_cli.model.program import Program

_OTHER_REASONS = {
    "relationship": "because the relationship is good",
    "size": "for its size",
    "availability": "because it had time",
}
"""Reasons that are none, as they are named in a sentence (A-017, A-057)."""


@rule(
    "COH207",
    "acuity-without-evidence",
    "error",
    "A-044",
    waivable="no",
    clauses={
        "no-acuity": "`acuity` is missing when the gates are due",
        "no-evidence": "`acuity_evidence` is missing when the gates are due",
        "neither": "both are missing when the gates are due",
    },
    why="Only an account that meets the problem in its daily work can tell whether a proposal solves it. What shows "
    "that has to be written down, or the gate was a guess.",
    mend="Ask when the problem last occurred and what it cost. Write `operational` or `theoretical` under `acuity`, "
    "and the answer under `acuity_evidence`.",
    about="account",
    bad=(
        Example("accounts:\n  - id: halden # <-\n", "no-acuity", drop=("accounts[halden].acuity",)),
        Example("accounts:\n  - id: halden\n    acuity_evidence: '' # <-\n", "no-evidence"),
        Example(
            "accounts:\n  - id: halden\n    acuity_evidence: tbd # <-\n",
            "no-evidence",
            note="a stand-in is no answer",
        ),
        Example(
            "accounts:\n  - id: halden # <-\n",
            "neither",
            drop=("accounts[halden].acuity", "accounts[halden].acuity_evidence"),
        ),
        Example(
            "accounts:\n  - id: halden # <-\n",
            "neither",
            base="begun",
            as_of="2026-01-12",
            drop=("accounts[halden].acuity", "accounts[halden].acuity_evidence"),
            severity="info",
            note="seven days before the invitation it is told",
        ),
    ),
    good=(
        Example(
            "accounts:\n  - id: halden\n",
            base="begun",
            as_of="2026-01-11",
            drop=("accounts[halden].acuity", "accounts[halden].acuity_evidence"),
            note="eight days before the invitation it is not told",
        ),
        Example("accounts:\n  - id: halden\n    acuity_evidence: Hands over 90 tasks by hand each month\n"),
    ),
)
def acuity_without_evidence(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds accounts for which nobody stated how acute the problem is, or what shows it."""
    for duty in owed(program, now, "COH207"):
        account = cast("Account", duty.subject)
        if duty.done:
            continue
        if duty.clause == "no-evidence":
            message = f"Nothing shows that {account.name} has the problem now."
        elif duty.clause == "no-acuity":
            message = (
                f"Nobody has said whether {account.name} has the problem in its daily work or in theory."
            )
        else:
            message = f"Nobody has said whether {account.name} has the problem now, and nothing shows it."
        yield hit(
            duty.place,
            message,
            help=f"Ask {account.name} when it last happened and what it cost, and write down the answer.",
            clause=duty.clause,
            due=duty.due,
        )


@rule(
    "COH213",
    "selected-for-relationship",
    "error",
    "A-017 A-057",
    clauses={
        "relationship": "`selected_for` is relationship",
        "size": "`selected_for` is size",
        "availability": "`selected_for` is availability",
    },
    why="A cohort of friends, of the largest or of those who had time shapes a feature for themselves. The others have "
    "the problem in another form, or have it worse.",
    mend="Keep the account only if its problem is as acute as that of the others, and write `problem`; otherwise give "
    "its seat to one that passes the gates, or delay.",
    about="account",
    bad=(
        Example("accounts:\n  - id: halden\n    selected_for: relationship # <-\n", "relationship"),
        Example("accounts:\n  - id: halden\n    selected_for: size # <-\n", "size"),
        Example(
            "accounts:\n  - id: halden\n    selected_for: availability # <-\n", "availability", base="begun"
        ),
    ),
    good=(
        Example("accounts:\n  - id: halden\n    selected_for: problem\n"),
        Example(
            "accounts:\n  - id: halden\n",
            drop=("accounts[halden].selected_for",),
            note="what is not written is not wrong",
        ),
    ),
)
def selected_for_relationship(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds accounts that were chosen for the relationship, their size or their free time instead of the problem."""
    for account in cohort(program, now):
        reason = _OTHER_REASONS.get(account.selected_for or "")
        if account.selected_for and reason:
            yield hit(
                at(account, "selected_for"),
                f"{account.name} was chosen {reason}, not for the problem.",
                help="Keep it only if its problem is as acute as the others'; else give the seat away, or delay.",
                clause=account.selected_for,
            )
