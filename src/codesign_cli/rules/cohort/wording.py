"""Cohort rules on what an account's evidence says: a problem that is only imagined, or no problem in particular."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, cast

from codesign_cli.duties import owed
from codesign_cli.duties.gates import cohort, in_english, per_account, says
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.say import quoted

if TYPE_CHECKING:
    from codesign_cli.model.accounts import Account
    from codesign_cli.model.program import Program


@rule(
    "COH206",
    "acuity-theoretical",
    "error",
    "A-044 A-047",
    phrases=True,
    waivable="no",
    kept=frozenset({"evidence"}),
    covered_by=("COH207",),
    clauses={
        "theoretical": "`acuity` is theoretical when the gates are due",
        "missing": "`acuity` is missing when the gates are due; COH207 leads",
        "evidence": "`acuity_evidence` speaks of might, would, if, plan to and reports nothing (only *kept*)",
    },
    why="Who only might have the problem judges a proposal by imagination. It costs the same hours and yields answers "
    "that the first real user contradicts.",
    mend="Ask when it last happened and what it cost. If it has not happened yet, thank the account and keep it for a "
    "later program.",
    bad=(
        Example("accounts:\n  - id: halden\n    acuity: theoretical # <-\n", "theoretical"),
        Example("accounts:\n  - id: halden # <-\n", "missing", drop=("accounts[halden].acuity",)),
        Example(
            "accounts:\n  - id: halden\n    acuity_evidence: Might move 90 tasks by hand if a shift lead left # <-\n",
            "evidence",
        ),
        Example(
            "accounts:\n  - id: halden\n"
            "    acuity_evidence: They plan to reorganise next spring and expect many tasks then # <-\n",
            "evidence",
        ),
        Example(
            "accounts:\n  - id: halden\n    acuity: theoretical # <-\n",
            "theoretical",
            base="begun",
            as_of="2026-01-12",
            severity="info",
            note="seven days before the invitation it is told",
        ),
    ),
    good=(
        Example(
            "accounts:\n  - id: halden\n"
            "    acuity_evidence: Hands over 30 tasks a week by hand now; might be 60 after the merger\n",
            note="a might beside a report is no theory",
        ),
        Example(
            "accounts:\n  - id: halden\n"
            "    acuity_evidence: If a lead leaves, two people move them by hand; it happened four times since May\n",
        ),
        Example(
            "accounts:\n  - id: halden\n    acuity: theoretical\n",
            base="begun",
            as_of="2026-01-11",
            note="eight days before the invitation it is not told",
        ),
    ),
)
def acuity_theoretical(program: Program, now: datetime, phrases: tuple[str, ...] = ()) -> Iterator[Hit]:
    """Finds accounts that have the problem in theory only."""
    from codesign_cli.rules.cohort.evidence import only_theory

    told = set()
    for duty in owed(program, now, "COH206"):
        account = cast("Account", duty.subject)
        if duty.done:
            continue
        told.add(account.id)
        fact = (
            "has the problem in theory only"
            if duty.clause == "theoretical"
            else "was not asked whether it has the problem"
        )
        yield hit(
            duty.place,
            f"{account.name} {fact}.",
            help=f"Ask {account.name} when it last happened; if it has not, keep the account for a later program.",
            clause=duty.clause,
            due=duty.due,
        )
    for account, due in per_account(program, now) if in_english(program) else ():
        evidence = account.acuity_evidence or ""
        found = only_theory(evidence, phrases) if says(evidence) and account.id not in told else None
        if found:
            words = quoted(evidence[found.start : found.end])
            yield hit(
                at(account, "acuity_evidence", characters=(found.start, found.end)),
                f"The evidence of {account.name} says what might be ({words}) and nothing that happened.",
                help=f"Ask {account.name} when it last happened and what it cost; if it has not, choose another one.",
                clause="evidence",
                due=due,
            )


@rule(
    "COH208",
    "acuity-generic",
    "warning",
    "A-045 A-046",
    covered_by=("COH206", "COH207"),
    clauses={
        "generic": "the evidence has no word in common with the feature's problem, inflections alike, and no number or "
        "frequency"
    },
    why="That an account belongs to the field is no sign that it has this problem. What it does, how often and how "
    "much of it is one.",
    mend="Write what happens there, in the words of the problem, and how often or how many.",
    bad=(
        Example(
            "accounts:\n  - id: halden\n"
            "    acuity_evidence: A long-standing customer with a complex organisation # <-\n",
            "generic",
        ),
    ),
    good=(
        Example(
            "accounts:\n  - id: halden\n    acuity_evidence: Moving work between people went wrong in spring\n",
            note="moving is the problem's own word, in another form",
        ),
        Example(
            "accounts:\n  - id: halden\n    acuity_evidence: Splits the sheet by new owner every Friday\n",
            note="a frequency",
        ),
    ),
)
def acuity_generic(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds evidence that has nothing to do with the feature's problem and names no number or frequency."""
    from codesign_cli.rules.cohort.evidence import says_nothing_of

    for account in cohort(program, now) if in_english(program) else ():
        evidence = account.acuity_evidence or ""
        if says(evidence) and says_nothing_of(evidence, program.feature.problem):
            yield hit(
                at(account, "acuity_evidence"),
                f"The evidence of {account.name} has no word in common with the problem, and no number.",
                help=f"Write what {account.name} does, how often, and how many it is about.",
                clause="generic",
            )
