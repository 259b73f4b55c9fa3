"""Cohort rules on how the accounts were picked: board members, failed candidates, health in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, cast

from codesign_cli.duties import owed
from codesign_cli.duties.gates import cohort, in_english, says
from codesign_cli.duties.roles import plain
from codesign_cli.finding import Place
from codesign_cli.rules import Example, Hit, at, hit, rule

if TYPE_CHECKING:
    from codesign_cli.model.accounts import Account, Candidate
    from codesign_cli.model.program import Program

MEASURES = (
    r"\d",
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|half)\b",
    r"\b(?:once|twice|thrice|every|each|per)\b",
    r"\b(?:hourly|daily|nightly|weekly|monthly|quarterly|yearly|annually)\b",
    r"\b(?:a|an) (?:hour|day|night|week|month|quarter|year)\b",
)
"""What makes evidence stand by itself: a number or how often it happens (own judgement on A-011)."""

_AWAY = (
    r"(?:not (?:available|free)|unavailable|busy|away|on leave|declined|said no|withdrew|had no time|"
    r"(?:couldn't|could not) (?:come|join|make it|take part))\b"
)
NOBODY_ELSE = (
    rf"\b(?:others?|candidates?|accounts|customers|ones)\b[^.;,]{{0,30}}?\b{_AWAY}",
    r"\b(?:no ?body|no one|none)(?: else| other| of them)? "
    r"(?:(?:was|were|is) (?:available|free)|had time|could (?:come|join|make it|take part)|said yes|agreed)\b",
    r"\bfill(?:s|ed|ing)? (?:up )?(?:a|the|its|our|an?other|one)(?: \w+)? (?:seat|place|slot|spot|gap)\b",
    r"\bonly (?:one|account|customer|candidate)s?(?: \w+)? (?:was |were |is )?(?:free|available)\b",
    rf"\b(?:instead of|in place of|in for|replac(?:es|ed|ing))\b[^.;]{{1,40}}?\b{_AWAY}",
)
"""How a file says that an account was let in because others could not come (A-059, A-060)."""


@rule(
    "COH215",
    "board-overlap",
    "warning",
    "A-011",
    covered_by=("COH207", "COH206"),
    about="account",
    clauses={
        "no-evidence": "on the advisory board too, and nothing shows the problem when the gates are due",
        "theoretical": "on the advisory board too, and its problem is theoretical",
        "unmeasured": "on the advisory board too, and its evidence names no number and no frequency",
    },
    why="A board member is at hand, knows you and likes to help. None of that says that it has this problem: the seat "
    "has to be earned by evidence, as by everybody else.",
    mend="Ask when the problem last occurred there, how often and how much of it; write that under `acuity_evidence`, "
    "or leave the account to the board.",
    bad=(
        Example(
            "accounts:\n  - id: halden # <-\n    on_advisory_board: true\n",
            "no-evidence",
            drop=("accounts[halden].acuity_evidence",),
        ),
        Example(
            "accounts:\n  - id: halden # <-\n    on_advisory_board: true\n",
            "no-evidence",
            base="begun",
            as_of="2026-01-12",
            drop=("accounts[halden].acuity_evidence",),
            severity="info",
            note="seven days before the invitation it is told",
        ),
        Example(
            "accounts:\n  - id: halden\n    on_advisory_board: true\n    acuity: theoretical # <-\n",
            "theoretical",
        ),
        Example(
            "accounts:\n  - id: halden\n    on_advisory_board: true # <-\n"
            "    acuity_evidence: Its planners speak about hand-overs with great interest\n",
            "unmeasured",
            base="begun",
        ),
    ),
    good=(
        Example(
            "accounts:\n  - id: halden\n    on_advisory_board: true\n", note="its evidence stands by itself"
        ),
        Example(
            "accounts:\n  - id: halden\n    on_advisory_board: true\n"
            "    acuity_evidence: A planner moves the tasks of a leaver every week\n",
            note="how often is enough",
        ),
        Example(
            "accounts:\n  - id: halden\n    on_advisory_board: true\n",
            base="begun",
            as_of="2026-01-11",
            drop=("accounts[halden].acuity_evidence",),
            note="eight days before the invitation it is not told",
        ),
    ),
)
def board_overlap(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds accounts of the advisory board whose evidence would not carry them into the cohort by itself."""
    for account in cohort(program, now):
        evidence = account.acuity_evidence or ""
        if not account.on_advisory_board or not says(evidence):
            continue
        if account.acuity == "theoretical":
            yield _board(account, "theoretical", "its problem is a theoretical one", "acuity")
        elif in_english(program) and not any(re.search(sign, evidence.casefold()) for sign in MEASURES):
            what = "its evidence says neither how much nor how often"
            yield _board(account, "unmeasured", what, "on_advisory_board")
    for duty in owed(program, now, "COH215"):
        if not duty.done:
            account = cast("Account", duty.subject)
            found = _board(account, duty.clause, "nothing shows that it has the problem", "acuity_evidence")
            yield found._replace(due=duty.due)


def _board(account: Account, clause: str, what: str, key: str) -> Hit:
    """The finding about an account of the board, at the key that says too little; both keys are shown."""
    other = (
        at(account, "acuity_evidence", note="this is all that speaks for it")
        if key == "on_advisory_board"
        else at(account, "on_advisory_board", note="the board is no reason to be here")
    )
    return hit(
        at(account, key),
        f"{account.name} sits on the advisory board, and {what}.",
        help=f"Ask {account.name} how often it happens and how much of it, or leave the account to the board.",
        clause=clause,
        related=(other,),
    )


_CANDIDATE = "candidates:\n  - id: {id}\n    name: {name}\n"


@rule(
    "COH216",
    "screened-out-invited",
    "error",
    "A-059 A-060",
    clauses={
        "screened-out": "a candidate that was screened out is among the accounts",
        "red": "a red candidate is among the accounts, or was invited",
        "theoretical": "a candidate with a theoretical problem is among the accounts, or was invited",
        "stopgap": "a candidate was let in because others were not available",
    },
    why="A seat that is filled for the sake of filling it gives the feedback of somebody without the problem, or "
    "without the patience for it. To wait for a better account costs weeks; a feature shaped by the wrong one costs "
    "more.",
    mend="Take the account out again and delay until another passes the gates. Where it has passed them since, write "
    "what was found then into the candidate's entry.",
    bad=(
        Example(
            _CANDIDATE.format(id="halden", name="Halden Works") + "    outcome: screened-out # <-\n",
            "screened-out",
        ),
        Example(
            _CANDIDATE.format(id="halden-2025", name="halden works") + "    outcome: screened-out # <-\n",
            "screened-out",
            base="begun",
            note="the same account by its name",
        ),
        Example(
            _CANDIDATE.format(id="halden", name="Halden Works")
            + "    health: red # <-\n    outcome: reserve\n",
            "red",
        ),
        Example(
            _CANDIDATE.format(id="tarn", name="Tarn Services")
            + "    health: red # <-\n    outcome: invited\n",
            "red",
            note="invited, whether or not it came",
        ),
        Example(
            _CANDIDATE.format(id="halden", name="Halden Works")
            + "    acuity: theoretical # <-\n    health: red\n",
            "theoretical",
            note="one finding a candidate, on the first gate",
        ),
        Example(
            _CANDIDATE.format(id="halden", name="Halden Works")
            + "    outcome: invited\n    why: The others were not available in February # <-\n",
            "stopgap",
        ),
    ),
    good=(
        Example(
            _CANDIDATE.format(id="halden", name="Halden Works") + "    outcome: invited\n",
            note="what an entry leaves out fails no gate",
        ),
        Example(
            _CANDIDATE.format(id="tarn", name="Tarn Services")
            + "    health: red\n    outcome: screened-out\n"
            "    why: Nobody else has such trouble with us at present\n",
            note="screened out, and not among the accounts",
        ),
        Example(
            _CANDIDATE.format(id="halden", name="Halden Works")
            + "    health: yellow\n    outcome: reserve\n",
            note="yellow fails no gate, and a reserve may come in",
        ),
        Example(
            _CANDIDATE.format(id="halden", name="Halden Works")
            + "    outcome: invited\n    why: Its problem is more acute than that of the others\n",
        ),
    ),
)
def screened_out_invited(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds candidates that fail a gate and take part all the same, or were let in to fill a seat."""
    by_id = {account.id: account for account in cohort(program, now)}
    by_name = {plain(account.name): account for account in by_id.values()}
    for candidate in program.candidates:
        account = by_id.get(candidate.id) or by_name.get(plain(candidate.name))
        if account is None and candidate.outcome != "invited":
            continue
        there = (at(account, note="here it takes part"),) if account else ()
        failed = _failed(candidate)
        if failed:
            clause, place, what = failed
            verb = "is among the accounts" if account else "was invited"
            yield hit(
                place,
                f"{candidate.name} {what} and {verb} all the same.",
                help="Take it out, and delay until another account passes the gates.",
                clause=clause,
                related=there,
                about=account,
            )
            continue
        found = stopgap_in(candidate.why or "") if in_english(program) else None
        if found:
            yield hit(
                at(candidate, "why", characters=found),
                f"{candidate.name} was let in because others could not come: "
                f"`{(candidate.why or '')[found[0] : found[1]]}`.",
                help="Delay until enough accounts pass the gates; a seat may stay empty.",
                clause="stopgap",
                related=there,
                about=account,
            )


def _failed(candidate: Candidate) -> tuple[str, Place, str] | None:
    """The clause, the place and the words for the first gate that a candidate's own entry says it fails."""
    if candidate.outcome == "screened-out":
        return "screened-out", at(candidate, "outcome"), "was screened out"
    if candidate.acuity == "theoretical":
        return "theoretical", at(candidate, "acuity"), "has the problem in theory only"
    if candidate.health == "red":
        return "red", at(candidate, "health"), "is red"
    return None


def stopgap_in(why: str) -> tuple[int, int] | None:
    """Where a reason says that others were not available, in characters."""
    text = why.lower().replace("’", "'")
    found = next((match for pattern in NOBODY_ELSE if (match := re.search(pattern, text))), None)
    return found.span() if found and len(text) == len(why) else None


@rule(
    "COH226",
    "health-undefined",
    "info",
    "A-051",
    std=True,
    clauses={"undefined": "`internal.health_definition` is missing when the gates are due"},
    why="Green for CS may be yellow for Product. Where nobody wrote down what the colours mean, each account passes "
    "another gate.",
    mend="Write under `internal.health_definition` what green, yellow and red mean, or where that can be read; once "
    "for all programs in `codesign.toml`.",
    bad=(
        Example(
            "internal: # <-\n  statuses: https://vendor.example/statuses\n",
            "undefined",
            drop=("internal.health_definition",),
        ),
        Example("internal:\n  health_definition: tbd # <-\n", "undefined", note="a stand-in is no answer"),
        Example("codesign: 1 # <-\n", "undefined", base="begun", as_of="2026-01-12", drop=("internal",)),
    ),
    good=(
        Example(
            "scale: minimum\n",
            drop=("internal.health_definition",),
            note="two people need no definition between them",
        ),
        Example(
            "title: Bulk ownership transfer\n",
            base="begun",
            as_of="2026-01-11",
            drop=("internal.health_definition",),
            note="eight days before the invitation it is not told",
        ),
    ),
)
def health_undefined(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds a program in which nobody wrote down what green, yellow and red mean."""
    for duty in owed(program, now, "COH226"):
        if not duty.done:
            yield hit(
                duty.place,
                "Nothing says what green, yellow and red mean, so CS and Product may each mean something else.",
                help="Write it, or a link to it, under `internal.health_definition`.",
                clause=duty.clause,
                due=duty.due,
            )
