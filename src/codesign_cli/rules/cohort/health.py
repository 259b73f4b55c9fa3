"""Cohort rules on the health of the accounts: known, fresh, not red, not contradicted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, cast

from codesign_cli.duties import owed
from codesign_cli.duties.closing import release
from codesign_cli.duties.gates import FRESH_DAYS, cohort, first_start
from codesign_cli.figures import number_said
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.say import count, listed
from codesign_cli.when import say_day

if TYPE_CHECKING:
    from codesign_cli.model.accounts import Account, HealthCheck
    from codesign_cli.model.program import Program

_BETTER = "a feedback board, an interview or an advisory conversation"
"""Where a red account fits better (T-21)."""
_FLAGS = {
    "support-crisis": "a support crisis",
    "budget-conflict": "a budget conflict",
    "stalled-implementation": "a stalled implementation",
}
"""Each flag as it is named in a sentence (A-050)."""


@rule(
    "COH202",
    "health-red",
    "error",
    "A-048 X-005 T-21",
    waivable="kept",
    clauses={
        "selection": "an account is red at selection",
        "later": "an account turned red later and has not left",
    },
    why="A red account has a crisis of its own. It cannot attend to an unfinished prototype, and a rough one strains "
    "what is strained already: you would take and give nothing back.",
    mend=f"Leave a red account out and offer it {_BETTER}. One that turns red later pauses: write the day into `left`, "
    "and keep its place in the debrief.",
    about="account",
    bad=(
        Example("accounts:\n  - id: halden\n    health: red # <-\n", "selection"),
        Example(
            "accounts:\n  - id: halden\n    health: red # <-\n",
            "selection",
            base="begun",
            note="red is wrong before anybody is invited, too",
        ),
        Example(
            "accounts:\n  - id: halden\n    health_history:\n      - on: 2026-01-16\n        health: yellow\n"
            "      - on: 2026-02-10\n        health: red # <-\n",
            "later",
        ),
    ),
    good=(
        Example("accounts:\n  - id: halden\n    health: yellow\n", note="yellow may take part"),
        Example(
            "accounts:\n  - id: halden\n    health_history:\n      - on: 2026-02-10\n        health: red\n"
            "      - on: 2026-02-16\n        health: green\n",
            note="it has recovered",
        ),
        Example(
            "accounts:\n  - id: halden\n    health_history:\n      - on: 2025-11-10\n        health: red\n",
            note="red before the check at selection is over",
        ),
        Example(
            "accounts:\n  - id: halden\n    health_history:\n      - on: 2026-05-11\n        health: red\n",
            base="finished",
            note="red after GA, when there is nothing left to pause",
        ),
    ),
)
def health_red(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds accounts that were red when they were selected, or turned red later and were not paused."""
    for account in cohort(program, now):
        turned = _turned_red(program, account, now)
        if account.health == "red":
            yield hit(
                at(account, "health"),
                f"{account.name} is red, and only green and yellow accounts take part.",
                help=f"Leave it out; {_BETTER} fits it better now.",
                clause="selection",
            )
        elif turned is not None and turned.on is not None:
            yield hit(
                at(turned, "health"),
                f"{account.name} turned red on {say_day(turned.on, now)} and is still in the cohort.",
                help=f"Pause it: write the day under `left`, keep its place in the debrief, and offer it {_BETTER}.",
                clause="later",
                related=(at(account, "health", note=f"{account.health or 'not stated'} at selection"),),
            )


def _turned_red(program: Program, account: Account, now: datetime) -> HealthCheck | None:
    """The latest entry of the health history up to today, where it is red and later than the check at selection.

    After GA nobody can be paused any more.
    """
    last = min(now.date(), release(program) or now.date())
    entries = [check for check in account.health_history if check.on and check.health and check.on <= last]
    latest = max(entries, key=lambda check: check.on or now.date(), default=None)
    if latest is None or latest.on is None or latest.health != "red":
        return None
    return latest if account.health_checked is None or latest.on > account.health_checked else None


@rule(
    "COH203",
    "health-unknown",
    "error",
    "A-048",
    waivable="kept",
    clauses={"unknown": "an account has no `health` when the gates are due"},
    why="An account whose health nobody stated has not passed the gate; nobody stood at it.",
    mend="Ask the account's CSM, and write `green`, `yellow` or `red` under `health` and the day under "
    "`health_checked`.",
    about="account",
    bad=(
        Example("accounts:\n  - id: halden # <-\n", "unknown", drop=("accounts[halden].health",)),
        Example(
            "accounts:\n  - id: halden\n    health: null # <-\n",
            "unknown",
            base="begun",
            as_of="2026-01-20",
            drop=("accounts[halden].health",),
            note="the day after the invitation was planned",
        ),
        Example(
            "accounts:\n  - id: halden # <-\n",
            "unknown",
            base="begun",
            as_of="2026-01-19",
            drop=("accounts[halden].health",),
            severity="info",
            note="on the day of the invitation it is still in time",
        ),
    ),
    good=(
        Example(
            "accounts:\n  - id: halden\n",
            base="begun",
            as_of="2026-01-11",
            drop=("accounts[halden].health",),
            note="eight days before the invitation it is not told",
        ),
    ),
)
def health_unknown(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds accounts whose health is not stated when the first customer is invited."""
    for duty in owed(program, now, "COH203"):
        if not duty.done:
            yield hit(
                duty.place,
                f"Nobody has said how healthy {cast('Account', duty.subject).name} is.",
                help="Ask its CSM, and write green, yellow or red under `health`.",
                clause="unknown",
                due=duty.due,
            )


@rule(
    "COH204",
    "health-stale",
    "warning",
    "X",
    covered_by=("COH203",),
    limits={"days": FRESH_DAYS},
    clauses={
        "undated": "`health_checked` is missing when the gates are due",
        "stale": "the health was checked more than 30 days before session 1",
    },
    why="Health changes within weeks. What was green at the last quarterly review says little about the day of the "
    "first session. The 30 days are our own figure.",
    mend="Ask the CSM again shortly before session 1, and write the day under `health_checked`.",
    about="account",
    bad=(
        Example("accounts:\n  - id: halden # <-\n", "undated", drop=("accounts[halden].health_checked",)),
        Example(
            "accounts:\n  - id: halden\n    health_checked: 2026-01-04 # <-\n",
            "stale",
            note="31 days before session 1",
        ),
        Example(
            "accounts:\n  - id: halden\n    health_checked: 2026-01-04 # <-\n",
            "stale",
            as_of="2026-01-28",
            drop=("feedback", "sessions[1].held", "sessions[2].held", "sessions[3].answers"),
            severity="info",
            note="seven days before session 1 it is told",
        ),
    ),
    good=(
        Example(
            "accounts:\n  - id: halden\n    health_checked: 2026-01-05\n",
            note="exactly 30 days before session 1",
        ),
        Example(
            "accounts:\n  - id: halden\n    health_checked: 2025-12-01\n",
            base="begun",
            note="there is time to ask again before session 1",
        ),
        Example(
            "accounts:\n  - id: halden\n",
            base="begun",
            as_of="2026-01-11",
            drop=("accounts[halden].health_checked",),
            note="eight days before the invitation no date is owed",
        ),
    ),
)
def health_stale(program: Program, now: datetime, limits: Mapping[str, float]) -> Iterator[Hit]:
    """Finds health checks that are not dated, or more than 30 days old at session 1."""
    for duty in owed(program, now, "COH204", days=limits["days"]):
        if duty.done:
            continue
        account = cast("Account", duty.subject)
        start = first_start(program, account)
        if duty.clause == "stale" and start and account.health_checked:
            days = count((start.date() - account.health_checked).days, "day")
            message = (
                f"The health of {account.name} was last checked on {say_day(account.health_checked, now)}, "
            )
            message += f"{days} before session 1; {number_said(limits['days'])} are the most."
            way = "Ask its CSM again before the session, and write the new day."
        else:
            message = f"Nobody wrote down when the health of {account.name} was checked."
            way = "Write the day under `health_checked`."
        yield hit(duty.place, message, help=way, clause=duty.clause, due=duty.due)


@rule(
    "COH205",
    "health-contradicted",
    "warning",
    "A-050",
    clauses={
        "support-crisis": "green or yellow with a support crisis in `flags`",
        "budget-conflict": "green or yellow with a budget conflict in `flags`",
        "stalled-implementation": "green or yellow with a stalled implementation in `flags`",
    },
    why="A support crisis, a budget conflict and a stalled implementation are what makes an account red. Beside green "
    "or yellow, one of the two statements is out of date.",
    mend="Ask the CSM which one holds: take the flag away once it is over, or call the account red and leave it out.",
    about="account",
    bad=(
        Example(
            "accounts:\n  - id: halden\n    health: yellow\n    flags: [support-crisis] # <-\n",
            "support-crisis",
        ),
        Example(
            "accounts:\n  - id: northwind\n    health: green\n    flags:\n      - budget-conflict # <-\n",
            "budget-conflict",
        ),
        Example(
            "accounts:\n  - id: northwind\n    health: green\n    flags:\n      - stalled-implementation # <-\n"
            "      - support-crisis\n",
            "stalled-implementation",
            note="two flags contradict the one health: one finding",
        ),
    ),
    good=(Example("accounts:\n  - id: northwind\n    health: green\n    flags: []\n"),),
)
def health_contradicted(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds accounts called green or yellow although a flag says that they are in trouble."""
    for account in cohort(program, now):
        if account.health in ("green", "yellow") and account.flags:
            yield hit(
                at(account, "flags", 0),
                f"{account.name} is called {account.health} in spite of "
                f"{listed([_FLAGS[flag] for flag in dict.fromkeys(account.flags)])}.",
                help="Ask its CSM which one holds: remove what is over, or call the account red and leave it out.",
                clause=account.flags[0],
                related=(at(account, "health", note="this says otherwise"),),
            )
