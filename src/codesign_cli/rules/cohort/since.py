"""Cohort rule over two versions of a program: an account that took another one's place under way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.say import listed

if TYPE_CHECKING:
    from codesign_cli.history import Versions
    from codesign_cli.model.accounts import Account
    from codesign_cli.model.program import Program

_NEW = """\
accounts:{mark}
  - id: aster{one}
    name: Aster Mills
    segment: mid-market
    icp: core
    health: green
    health_checked: 2026-01-16
    acuity: operational
    acuity_evidence: "Lost the record of 60 tasks in February when a shift lead left"
    frequency: weekly
    selected_for: problem
    participants:
      - name: Ben Aalto
        title: Shift planner
        role: practitioner
        current_workflow:
          - Exports the leaver's tasks
          - Edits the owner of each task
"""
_GONE = (
    "accounts[corvus]",
    "sessions[1].attended.corvus",
    "sessions[1].corrections[2]",
    "sessions[2].attended.corvus",
    "feedback[F03]",
)
"""What the base says of one account."""
_OTHER = """\
accounts:
  - id: corvus # <-
    name: Aster Mills
    participants:
      - name: Ben Aalto
        title: Shift planner
        role: practitioner
        current_workflow:
          - Exports the leaver's tasks
          - Edits the owner of each task
"""
_RENAMED = _OTHER.replace(" # <-", "").split("    participants")[0]


@rule(
    "COH228",
    "account-swapped",
    "warning",
    "X-007 X-014",
    over="history",
    clauses={
        "swapped": "after session 1 one account went and another one came",
        "other": "after session 1 another company and other people stand under the id of an account",
        "removed": "after session 1 an account was taken out of the file, without the day on which it left",
        "unsaid": "an account came after session 1, and `joined` does not say when",
    },
    why="The newcomer was not there when the problem was settled, and was perhaps chosen because it agrees. The one "
    "that went gave its time and is still owed the debrief; out of the file, nobody remembers that.",
    mend="Keep the account that went, with the day in `left`, and debrief it. Give a newcomer its own session 1 and "
    "the day in `joined`, or keep it for the next program.",
    bad=(
        Example(_NEW.format(mark="", one=" # <-"), "swapped", before="", drop=_GONE),
        Example(_OTHER, "other", before="", drop=("accounts[corvus].participants",)),
        Example("accounts: # <-\n  - id: halden\n    icp: core\n", "removed", before="", drop=_GONE),
        Example(_NEW.format(mark="", one=" # <-"), "unsaid", before=""),
    ),
    good=(
        Example(_RENAMED, before="", note="a company that changed its name: its people are the same"),
        Example("accounts:\n  - id: halden\n    health: green\n", before="", note="health is no identity"),
        Example(
            _NEW.format(mark="", one="").replace("2026-01-16", "2026-01-02"),
            before="",
            base="begun",
            drop=("accounts[corvus]",),
            note="before session 1 the cohort is still being found",
        ),
    ),
)
def account_swapped(versions: Versions, now: datetime) -> Iterator[Hit]:
    """An account of the cohort was swapped, removed or added without a word after session 1."""
    from codesign_cli.history import matched_accounts, session_one

    old, new = versions.opening, versions.after
    if session_one(new, now) is None:
        return
    there = matched_accounts(old, new)
    removed = [old.accounts[index] for index in there.went if old.accounts[index].left is None]
    left = [
        new.accounts[pair.new]
        for pair in there.both
        if new.accounts[pair.new].left and not old.accounts[pair.old].left
    ]
    gone, came = [*removed, *left], [new.accounts[index] for index in there.came]
    for account, other in zip(came, gone, strict=False):
        yield _swapped(account, other, other in removed)
    for account in came[len(gone) :]:
        if account.joined is None:
            yield hit(
                at(account),
                f"{account.name} is new since session 1, and the file does not say when it came.",
                help="Write the day into `joined`, and repeat session 1 with it alone.",
                clause="unsaid",
            )
    if missing := removed[len(came) :]:
        yield _removed(new, missing)
    for pair in there.both:
        if _another(old.accounts[pair.old], new.accounts[pair.new]):
            yield _other(old.accounts[pair.old], new.accounts[pair.new])


def _swapped(account: Account, other: Account, removed: bool) -> Hit:
    """One account in the place of another."""
    how = "is no longer in the file" if removed else "left"
    keep = (
        f"Put {other.name} back with the day in `left`" if removed else f"Debrief {other.name} all the same"
    )
    return hit(
        at(account),
        f"{account.name} came after session 1 while {other.name} {how}.",
        help=f"{keep}; give {account.name} a session 1 of its own, or keep it for the next program.",
        clause="swapped",
    )


def _removed(program: Program, missing: list[Account]) -> Hit:
    """Accounts that are not in the file any more."""
    names = listed([account.name for account in missing])
    one = len(missing) == 1
    return hit(
        at(program, "accounts"),
        f"{names} took part in session 1 and {'is' if one else 'are'} no longer in the file, though still owed the "
        "debrief.",
        help=f"Put {'it' if one else 'them'} back with the day in `left`.",
        clause="removed",
    )


def _other(then: Account, account: Account) -> Hit:
    """Another company under the id of an account."""
    return hit(
        at(account),
        f"{account.name} stands under the id of {then.name}, with other people, though session 1 is over.",
        help=f"Give {account.name} an id of its own, and keep {then.name} with the day in `left`.",
        clause="other",
    )


def _another(then: Account, account: Account) -> bool:
    """Whether two accounts of one id are two companies: neither the name nor any of the people is the same."""
    from codesign_cli.history import plain

    people, others = ({plain(person.name) for person in one.participants} for one in (then, account))
    return plain(then.name) != plain(account.name) and bool(people and others) and people.isdisjoint(others)
