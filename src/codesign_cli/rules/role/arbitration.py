"""Rules on disagreements between accounts: Product chooses and says why, and the others are not left alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, cast

from codesign_cli.duties import owed
from codesign_cli.duties.closing import release
from codesign_cli.duties.course import losers
from codesign_cli.duties.roles import CS, PRODUCT
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.rules.expectation.naming import account_name, short
from codesign_cli.rules.role.naming import for_role
from codesign_cli.say import listed
from codesign_cli.when import say_day

if TYPE_CHECKING:
    from codesign_cli.model.program import Program
    from codesign_cli.model.records import Disagreement

_ABOUT = """\
disagreements:
  - about: Whether a transfer needs the new owner's consent{mark}
    records:
      - F02
      - F03
    positions:
      northwind: The lead decides alone
      halden: The new owner must accept
"""
_BUILT = "    built_for: northwind\n"
_BECAUSE = "    because: Closer to the primary customer profile\n"
_ADAPTED = "    adaptation:\n      halden: Use the review queue before transferring\n"
_TOLD = "    told:\n      halden: 2026-04-02\n"
_GONE = """\
accounts:
  - id: brome
    name: Brome Foods
    left: 2026-02-10
debrief:
  made_up:
    brome: 2026-04-23
"""
_DEBRIEF = "debrief:\n  at: 2026-04-21T16:00\n  present: [product, cs]\n"


def _disagreement(*parts: str, mark: str = "") -> str:
    return "".join((_ABOUT.format(mark=mark), *parts))


def _named(disagreement: Disagreement) -> str:
    """A disagreement as it is called in a sentence."""
    return f"The disagreement {short(disagreement.about)}" if disagreement.about else "A disagreement"


@rule(
    "ROL313",
    "disagreement-unarbitrated",
    "error",
    "A-131 A-133",
    clauses={
        "open": "a disagreement has neither `built_for` nor `because` at the debrief",
        "no-reason": "it has `built_for` without `because`",
        "no-choice": "it has `because` without `built_for`",
    },
    why="Accounts that work differently want different things, and somebody has to choose. If Product does not, the "
    "build chooses in silence, mostly a mixture that fits neither.",
    mend="Let Product choose one model and write whose it is and why: the nearer to the primary profile, as a rule.",
    bad=(
        Example(_disagreement(mark=" # <-"), "open", base="finished"),
        Example(_disagreement(_BUILT, mark=" # <-"), "no-reason", base="finished"),
        Example(
            _disagreement(_BUILT, "    because: tbd # <-\n"), "no-reason", base="finished", note="a stand-in"
        ),
        Example(_disagreement(_BECAUSE, mark=" # <-"), "no-choice", base="finished"),
        Example(
            _disagreement(mark=" # <-"),
            "open",
            base="finished",
            as_of="2026-04-14",
            severity="info",
            note="seven days before the debrief it is told",
        ),
        Example(
            _disagreement(mark=" # <-"),
            "open",
            base="finished",
            drop=("debrief",),
            note="without a debrief it is due at GA",
        ),
    ),
    good=(
        Example(_disagreement() + _DEBRIEF, note="the debrief lies eight weeks ahead"),
        Example(_disagreement(_BUILT, _BECAUSE, _ADAPTED, _TOLD), base="finished"),
        Example(
            "state: cancelled\n" + _disagreement(),
            base="finished",
            note="a cancelled program builds neither",
        ),
    ),
)
def disagreement_unarbitrated(program: Program, now: datetime) -> Iterator[Hit]:
    """A disagreement between accounts has no choice by Product, or no reason for it."""
    for duty in owed(program, now, "ROL313"):
        if duty.done:
            continue
        disagreement = cast("Disagreement", duty.subject)
        sides = [account_name(program, account) for account in disagreement.positions]
        between = f" between {listed(sides)}" if len(sides) > 1 else ""
        chosen = account_name(program, disagreement.built_for)
        facts = {
            "no-reason": f"is built for {chosen} without a reason",
            "no-choice": "has a reason and no choice",
        }
        key = "because" if duty.clause == "no-reason" else "built_for"
        keys = "`built_for` and `because`" if duty.clause == "open" else f"`{key}`"
        yield hit(
            duty.place,
            f"{_named(disagreement)}{between} {facts.get(duty.clause, 'has neither a choice nor a reason')}.",
            help=f"Let {for_role(program, PRODUCT)} decide for one of them, not half of each, and write {keys}.",
            clause=duty.clause,
            due=duty.due,
        )


@rule(
    "ROL315",
    "loser-left-alone",
    "warning",
    "A-133 A-134",
    clauses={
        "no-adaptation": "an account whose model was not built has no `adaptation` at GA",
        "not-told": "it has not been told before GA",
        "told-late": "the day in `told` is that of GA or a later one",
    },
    why="Who learns why another way was built, and how to work with it, respects the choice. Who finds out from the "
    "release alone has given time to something that makes the own work harder.",
    mend="Write under `adaptation` how the account can work with what is built, tell it before GA, and write the day "
    "under `told`.",
    bad=(
        Example(_disagreement(_BUILT, _BECAUSE, _TOLD, mark=" # <-"), "no-adaptation", base="finished"),
        Example(
            _disagreement(_BUILT, _BECAUSE, '    adaptation:\n      halden: "" # <-\n', _TOLD),
            "no-adaptation",
            base="finished",
        ),
        Example(
            _disagreement(_BUILT, _BECAUSE, _TOLD, mark=" # <-"),
            "no-adaptation",
            base="finished",
            as_of="2026-04-21",
            severity="info",
            note="seven days before GA it is told",
        ),
        Example(_disagreement(_BUILT, _BECAUSE, _ADAPTED, mark=" # <-"), "not-told", base="finished"),
        Example(
            _disagreement(_BUILT, _BECAUSE, _ADAPTED, mark=" # <-"),
            "not-told",
            base="finished",
            as_of="2026-04-28",
            note="on the day of GA it is too late",
        ),
        Example(
            _disagreement(_BUILT, _BECAUSE, _ADAPTED, "    told:\n      halden: 2026-04-28 # <-\n"),
            "told-late",
            base="finished",
        ),
    ),
    good=(
        Example(
            _disagreement(_BUILT, _BECAUSE, _ADAPTED, "    told:\n      halden: 2026-04-27\n"),
            base="finished",
            note="the day before GA",
        ),
        Example(
            _disagreement(_BUILT, _BECAUSE).replace("The new owner must accept", "the lead  decides alone"),
            base="finished",
            note="an account that wanted the same has lost nothing",
        ),
        Example(
            _GONE + _disagreement(_BUILT, _BECAUSE).replace("halden:", "brome:"),
            base="finished",
            note="an account that left is owed the debrief alone",
        ),
        Example(_disagreement(_BUILT, _BECAUSE), note="GA lies more than a week ahead"),
    ),
)
def loser_left_alone(program: Program, now: datetime) -> Iterator[Hit]:
    """An account whose model was not built has no adaptation, or was not told before GA."""
    launch = release(program)
    for disagreement in program.disagreements if launch else ():
        for account in losers(program, disagreement):
            told = disagreement.told.get(account)
            if launch is not None and told is not None and told >= launch:
                heard = "heard" if told <= now.date() else "is to hear"
                yield hit(
                    at(disagreement, "told", account),
                    f"{account_name(program, account)} {heard} on {say_day(told, now)}, not before GA on "
                    f"{say_day(launch, now)}, that another model is built.",
                    help="Nothing is left to tell; next time tell it before the release."
                    if told <= now.date()
                    else _tell(program, account, early=now.date() < launch),
                    clause="told-late",
                    related=(at(program, "timeline", "ga", note="GA"),),
                )
    for duty in owed(program, now, "ROL315"):
        disagreement, account = cast("tuple[Disagreement, str]", duty.subject)
        told = disagreement.told.get(account)
        late = duty.clause == "not-told" and launch is not None and told is not None and told >= launch
        if duty.done or late:
            continue
        name, winner = account_name(program, account), account_name(program, disagreement.built_for)
        if duty.clause == "not-told":
            fact = f"{name} has not been told that the model of {winner} is built"
            way = _tell(program, account, early=not duty.due.late(now))
        else:
            fact = f"Nothing says how {name} can work with what is built for {winner}"
            way = f"Let {for_role(program, PRODUCT)} write under `adaptation` how {name} gets by with it."
        yield hit(duty.place, f"{fact}.", help=way, clause=duty.clause, due=duty.due)


def _tell(program: Program, account: str, early: bool) -> str:
    """The way out for an account that did not hear of the choice in time."""
    when = "before GA" if early else "now, and say that it comes late"
    return f"Let {for_role(program, CS)} tell {account_name(program, account)} {when}: whose model, and why."
