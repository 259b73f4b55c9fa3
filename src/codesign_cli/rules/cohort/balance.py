"""Cohort rules on the mix: how many are core, of one segment, and how often they meet the problem."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.duties import owed
from codesign_cli.duties.after import FEWEST_CORE
from codesign_cli.duties.gates import cohort
from codesign_cli.figures import share_said
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.say import listed, number_word

if TYPE_CHECKING:
    from codesign_cli.model.program import Program

_FOURTH = """\
  - id: tarn
    name: Tarn Services
    segment: small
    icp: {icp}
    health: green
    health_checked: 2026-01-05
    acuity: operational
    acuity_evidence: "Moved 60 tasks by hand in autumn"
    frequency: weekly
    selected_for: problem
    participants:
      - name: Lou Marsh
        role: practitioner
        current_workflow:
          - Lists the tasks
          - Edits each owner
"""
"""A fourth account, as the last lines of a fragment's `accounts`."""


@rule(
    "COH214",
    "edge-case-cohort",
    "warning",
    "A-057",
    limits={"share": FEWEST_CORE},
    covered_by=("COH222",),
    clauses={
        "few-core": "fewer than half of the accounts that have not left are core when the gates are due"
    },
    why="A cohort of unusual customers asks for what is unusual about them. The feature then suits them, and the many "
    "for whom it is meant get a side case as their main road.",
    mend="Fill at least half of the seats with accounts of your primary profile, and write `icp: core` for these.",
    bad=(
        Example("accounts: # <-\n  - id: halden\n    icp: adjacent\n", "few-core", note="one of three"),
        Example(
            "accounts: # <-\n  - id: halden\n    icp: edge\n", "few-core", base="begun", as_of="2026-01-20"
        ),
        Example(
            "accounts: # <-\n  - id: halden\n",
            "few-core",
            drop=("accounts[halden].icp",),
            note="nobody wrote how close it is to the profile, so it counts as none",
        ),
        Example(
            "accounts: # <-\n  - id: halden\n    icp: adjacent\n",
            "few-core",
            base="begun",
            as_of="2026-01-12",
            severity="info",
            note="seven days before the invitation it is told",
        ),
        Example(
            "accounts: # <-\n  - id: halden\n    left: 2026-02-20\n" + _FOURTH.format(icp="edge"),
            "few-core",
            note="two of four were core, and one of them left",
        ),
    ),
    good=(
        Example(
            "accounts:\n" + _FOURTH.format(icp="edge"),
            base="begun",
            as_of="2026-01-20",
            drop=("invitation",),
            note="two of four are half",
        ),
        Example(
            "accounts:\n  - id: halden\n    icp: adjacent\n",
            base="begun",
            as_of="2026-01-11",
            note="eight days before the invitation it is not told",
        ),
    ),
)
def edge_case_cohort(program: Program, now: datetime, limits: Mapping[str, float]) -> Iterator[Hit]:
    """Finds a cohort of which fewer than half are core customers."""
    accounts = cohort(program, now)
    core = sum(account.icp == "core" for account in accounts)
    unsaid = [account.name for account in accounts if account.icp is None]
    for duty in owed(program, now, "COH214", share=limits["share"]):
        if not duty.done:
            verb = "is" if core == 1 else "are"
            rest = f"; nobody wrote it of {listed(unsaid)}" if unsaid else ""
            yield hit(
                duty.place,
                f"{number_word(core).capitalize()} of {number_word(len(accounts))} accounts {verb} core, "
                f"fewer than {share_said(limits['share'])}{rest}.",
                help="Give a seat to another core account, or say of each how close it is: "
                "`icp: core`, `adjacent` or `edge`.",
                clause=duty.clause,
                due=duty.due,
                related=tuple(at(account, "icp", note=account.icp) for account in accounts if account.icp),
            )


@rule(
    "COH221",
    "one-segment",
    "info",
    "B-093",
    clauses={"same": "all accounts that have not left are of one segment"},
    why="Customers of one kind share their habits. What they agree on may be how that segment works, and not what the "
    "problem asks for.",
    mend="Look for one account of another segment that has the problem as badly; or keep it so knowingly, where the "
    "feature is for this segment alone.",
    bad=(
        Example(
            "accounts: # <-\n  - id: halden\n    segment: mid-market\n  - id: corvus\n    segment: Mid-Market\n",
            "same",
        ),
        Example(
            "accounts: # <-\n  - id: corvus\n    segment: mid-market\n  - id: halden\n    left: 2026-02-20\n",
            "same",
            note="the other segment left",
        ),
    ),
    good=(
        Example("accounts:\n  - id: halden\n    segment: mid-market\n", note="two of three"),
        Example(
            "accounts:\n  - id: halden\n    segment: mid-market\n",
            drop=("accounts[corvus].segment",),
            note="of one nobody knows",
        ),
    ),
)
def one_segment(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds a cohort whose accounts are all of one segment."""
    accounts = cohort(program, now)
    segments = {" ".join((account.segment or "").split()).casefold() for account in accounts}
    if len(accounts) > 1 and len(segments) == 1 and "" not in segments:
        number = "Both" if len(accounts) == 2 else f"All {number_word(len(accounts))}"
        yield hit(
            at(program, "accounts"),
            f"{number} accounts are of one segment, {(accounts[0].segment or '').strip()}.",
            help="Look for one of another segment with the same trouble, unless the feature is for this one alone.",
            clause="same",
        )


@rule(
    "COH222",
    "no-primary-profile",
    "warning",
    "X-031",
    clauses={
        "no-profile": "`primary_icp` is missing when the gates are due",
        "no-core": "no account that has not left is core when the gates are due",
    },
    why="When two accounts want opposite things, Product builds for the one closer to the primary profile. Without a "
    "profile, or without anybody who fits it, that choice rests on nothing.",
    mend="Write in `primary_icp` for whom the product is made first, and take in at least one account that fits it.",
    bad=(
        Example("codesign: 1 # <-\n", "no-profile", drop=("primary_icp",)),
        Example("primary_icp: '' # <-\n", "no-profile"),
        Example(
            "codesign: 1 # <-\n",
            "no-profile",
            base="begun",
            as_of="2026-01-12",
            drop=("primary_icp",),
            severity="info",
            note="seven days before the invitation it is told",
        ),
        Example(
            "accounts: # <-\n  - id: northwind\n    icp: adjacent\n  - id: halden\n    icp: edge\n",
            "no-core",
        ),
        Example(
            "accounts: # <-\n  - id: northwind\n    icp: edge\n  - id: halden\n    left: 2026-02-20\n",
            "no-core",
            note="the only core account left",
        ),
    ),
    good=(
        Example(
            "accounts:\n  - id: northwind\n    icp: adjacent\n",
            base="begun",
            as_of="2026-01-11",
            drop=("primary_icp",),
            note="eight days before the invitation neither is told",
        ),
        Example("primary_icp: Carriers that reorganise every quarter\n"),
    ),
)
def no_primary_profile(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds a program that says for whom it is made first in no word, or has no account that fits."""
    for duty in owed(program, now, "COH222"):
        if not duty.done and duty.clause == "no-profile":
            yield hit(
                duty.place,
                "Nothing says who the primary customer is, and a disagreement is settled by that.",
                help="Write one sentence under `primary_icp`: which customers the product is made for first.",
                clause=duty.clause,
                due=duty.due,
            )
        elif not duty.done:
            yield hit(
                duty.place,
                "No account of the cohort is a core customer.",
                help="Take in at least one that fits the primary profile, and write `icp: core` for it.",
                clause=duty.clause,
                due=duty.due,
            )


@rule(
    "COH225",
    "rare-problem",
    "info",
    "A-046",
    about="account",
    clauses={
        "monthly": "`frequency` is monthly",
        "rarely": "`frequency` is rarely",
    },
    why="What happens every week is remembered step by step. What happens a few times a year is told from memory, and "
    "memory tidies up.",
    mend="Prefer an account that meets the problem every week; or ask this one to bring its last case with the papers.",
    bad=(
        Example("accounts:\n  - id: corvus\n    frequency: monthly # <-\n", "monthly"),
        Example("accounts:\n  - id: corvus\n    frequency: rarely # <-\n", "rarely", base="begun"),
    ),
    good=(
        Example("accounts:\n  - id: corvus\n    frequency: weekly\n", note="weekly is often enough"),
        Example("title: Bulk ownership transfer\n", drop=("accounts[corvus].frequency",), note="not written"),
    ),
)
def rare_problem(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds accounts that meet the problem less often than weekly."""
    for account in cohort(program, now):
        if account.frequency in ("monthly", "rarely"):
            often = "only once a month" if account.frequency == "monthly" else "rarely"
            yield hit(
                at(account, "frequency"),
                f"{account.name} meets the problem {often}.",
                help=f"Prefer one that meets it every week, or let {account.name} bring its last case along.",
                clause=account.frequency,
            )
