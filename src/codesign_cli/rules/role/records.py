"""Rules on Product's readings and CS's redirects: neither says yes to please, and a no that was a yes is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, cast

from codesign_cli.duties import owed
from codesign_cli.duties.course import reversed_reading
from codesign_cli.duties.roles import CS, PRODUCT, holder
from codesign_cli.figures import over, share_said
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.rules.expectation.naming import account_name, record_name, short
from codesign_cli.rules.role.naming import described, entries, for_role

if TYPE_CHECKING:
    from codesign_cli.model.program import Program
    from codesign_cli.model.records import Record

ENOUGH_READ = 8
"""From so many read records on a share of yes says something (X-012)."""
MOST_YES = 9 / 10
"""The share of records read as incorporate above which Product says yes to everything (X-012)."""
MOST_REVERSED = 1 / 5
"""The share of reversed readings above which the first reading means nothing (X-012)."""

_PARKED = """\
parked:
  - session: 2
    account: northwind
    idea: Rebuild the dashboard
    redirected_by: {by}
"""


@rule(
    "ROL310",
    "redirected-by-product",
    "warning",
    "A-120",
    clauses={
        "product": "`redirected_by` of a parked idea names Product",
        "other": "it names somebody else who is not of CS",
    },
    why="When Product says that something does not belong here, it sounds like a defence of the plan. From CS the same "
    "sentence is a matter of time: it is noted, and now back to the feature.",
    mend="Let CS bring the talk back and park the idea; Product goes on listening.",
    bad=(
        Example(_PARKED.format(by="product # <-"), "product"),
        Example(_PARKED.format(by="Priya Nair # <-"), "product", note="by name"),
        Example(_PARKED.format(by="Lena Fuchs # <-"), "other"),
        Example(_PARKED.format(by="Dana Ruiz # <-"), "other", note="a customer"),
    ),
    good=(
        Example(_PARKED.format(by="cs")),
        Example(
            "accounts:\n  - id: northwind\n    csm: Aylin Kaya\n" + _PARKED.format(by="aylin kaya"),
            note="the account's own CSM is of CS",
        ),
        Example(
            _PARKED.replace("    redirected_by: {by}\n", ""), note="nobody is said to have redirected it"
        ),
    ),
)
def redirected_by_product(program: Program, now: datetime) -> Iterator[Hit]:
    """A parked idea was redirected by someone other than CS."""
    for idea in program.parked:
        person = holder(program, idea.redirected_by) if idea.redirected_by else None
        if person is None or CS in person.functions:
            continue
        what = f"the idea {short(idea.idea)}" if idea.idea else "a parked idea"
        product = PRODUCT in person.functions
        yield hit(
            at(idea, "redirected_by"),
            f"{described(person)}, not CS, redirected {what} of {account_name(program, idea.account)}"
            f"{'; from Product that sounds like a defence' if product else ''}.",
            help=f"Let {for_role(program, CS, person.one)} redirect.",
            clause="product" if product else "other",
            related=entries(person, "named here"),
        )


_NAMES = ("halden", "corvus", "northwind")
_TROUBLES = (
    "The list of owners opens at the top each time, so she scrolls past 80 names for every task",
    "Closed tasks are selected as well, and she took 12 of them out one by one",
    "The date of the change is shown in another time zone, so 9 of 40 entries bear the wrong day",
    "Tasks without a due date come last, so she searched three screens for the urgent ones",
    "After a search the marks are gone, and she marked 30 tasks a second time",
    "The note to the new owner is cut after 80 characters, and the reason was in the rest",
)


def _more(readings: str, mark: str = "") -> str:
    """The four records of the base read as `yyyn` says (yes or no), and more of them after these."""
    text = f"feedback:{mark}\n"
    for index, letter in enumerate(readings):
        text += f"  - id: F{index + 1:02}\n"
        if index >= 4:
            text += (
                f"    session: 2\n    account: {_NAMES[index % 3]}\n    step: Choosing new owners\n"
                f"    friction: {_TROUBLES[(index - 4) % 6]}\n    signal: friction\n    severity: significant\n"
            )
        text += f"    pm_read: {'incorporate' if letter == 'y' else 'decline'}\n"
    return text


@rule(
    "ROL311",
    "says-yes-to-everything",
    "warning",
    "A-168 X-012",
    limits={"records": ENOUGH_READ, "share": MOST_YES},
    clauses={"yes": "eight or more records are read, and over nine in ten of these as incorporate"},
    why="Whoever reads every record as a yes has mostly not decided but kept the peace. The customers feel backed in "
    "the session and misled at the release.",
    mend="Read each record again, alone and against the strategy, and say what will not be done.",
    bad=(
        Example(_more("yyyyyyyy", " # <-"), "yes", note="eight of eight"),
        Example(_more("yyyyyyyyyy" + "yn" + "y" * 8, " # <-"), "yes", note="19 of 20"),
    ),
    good=(
        Example(_more("yyyyyyyyyn"), note="exactly nine in ten"),
        Example(_more("yyyyyyy"), note="seven are too few to say"),
        Example(_more("yyynyyyy"), note="seven of eight"),
    ),
)
def says_yes_to_everything(program: Program, now: datetime, limits: Mapping[str, float]) -> Iterator[Hit]:
    """Product reads over nine in ten of eight or more records as incorporate."""
    read = [record.pm_read for record in program.feedback if record.pm_read]
    yes = read.count("incorporate")
    if len(read) >= limits["records"] and over(yes, len(read), limits["share"]):
        every = "all" if yes == len(read) else f"{yes} of"
        yield hit(
            at(program, "feedback"),
            f"Product has read {every} {len(read)} records as incorporate, which is over "
            f"{share_said(limits['share'])}.",
            help=f"Let {for_role(program, PRODUCT)} read them again, and say what will not be done.",
            clause="yes",
        )


_REVERSED = """\
feedback:{mark}
  - id: F02{one}
    final: {final}
    reason: "The list is rebuilt by another team in summer, with pages that keep their marks"
"""
_FIFTH = """\
  - id: F05
    session: 2
    account: corvus
    step: Selecting a leaver's tasks
    friction: Closed tasks are selected as well, and she took 12 of them out one by one
    signal: friction
    severity: significant
    pm_read: investigate
    final: incorporated
    decided: 2026-03-20
    reason: Closed tasks never change hands
    shipped: Closed tasks are left out of the selection
"""
_TOLD = "    told:\n      on: {on}\n      by: cs\n      how: {how}\n"
_NO_TRACE = ("feedback[F02].shipped",)


def _reversed(
    final: str = "deferred", told: str = "", fifth: str = _FIFTH, mark: str = "", one: str = ""
) -> str:
    """F02 of the finished base, read as incorporate and ended otherwise; with a fifth record it is one in five."""
    return _REVERSED.format(final=final, mark=mark, one=one) + told + fifth


@rule(
    "ROL312",
    "reading-reversed",
    "warning",
    "A-169",
    limits={"share": MOST_REVERSED},
    clauses={
        "share": "over a fifth of all records were read as incorporate and ended as deferred or declined",
        "uncalled": "one of these has no call of its own when the calls are due",
    },
    why="A first reading leaves the room, by a nod if not in words. When it turns into a no, the account has been told "
    "two things, and the second one has to come from a person. Where that is frequent the readings promise what nobody "
    "decided.",
    mend="Call about each of them and say what changed. Read as `investigate` what is not clear yet.",
    bad=(
        Example(
            _reversed("declined", _TOLD.format(on="2026-04-02", how="call"), "", " # <-"),
            "share",
            base="finished",
            drop=_NO_TRACE,
            note="one of four",
        ),
        Example(
            _reversed("deferred", one=" # <-"),
            "uncalled",
            base="finished",
            as_of="2026-04-17",
            drop=_NO_TRACE,
            note="the day after the preview",
        ),
        Example(
            _reversed("declined", one=" # <-"),
            "uncalled",
            base="finished",
            as_of="2026-04-09",
            drop=_NO_TRACE,
            severity="info",
            note="seven days before it is told",
        ),
        Example(
            _reversed("declined", _TOLD.format(on="2026-04-02", how="mail").replace("told:", "told: # <-")),
            "uncalled",
            base="finished",
            drop=_NO_TRACE,
            note="a mail is no call",
        ),
        Example(
            "state: cancelled\n" + _reversed("declined", one=" # <-"),
            "uncalled",
            base="finished",
            drop=_NO_TRACE,
            note="a cancelled program owes its calls",
        ),
    ),
    good=(
        Example(
            _reversed("declined", _TOLD.format(on="2026-04-16", how="call")),
            base="finished",
            drop=_NO_TRACE,
            note="exactly a fifth, and called on the day of the preview",
        ),
        Example(
            "feedback:\n  - id: F02\n    pm_read: investigate\n    final: declined\n"
            "    reason: The list is rebuilt by another team in summer\n"
            + _TOLD.format(on="2026-04-02", how="visit"),
            base="finished",
            drop=_NO_TRACE,
            note="an investigation that ends in a no turns nothing round",
        ),
    ),
    covered_by=("EXP430",),
)
def reading_reversed(program: Program, now: datetime, limits: Mapping[str, float]) -> Iterator[Hit]:
    """Records were read as incorporate and ended otherwise: too many of them, or one without its own call."""
    changed = [record for record in program.feedback if reversed_reading(record)]
    if over(len(changed), len(program.feedback), limits["share"]):
        names = "was" if len(changed) == 1 else "were"
        yield hit(
            at(program, "feedback"),
            f"{len(changed)} of {len(program.feedback)} records {names} read as incorporate and ended as deferred or "
            f"declined, which is over {share_said(limits['share'])}.",
            help="Read as `investigate` what is not clear yet, and tell each account what changed.",
            clause="share",
        )
    for duty in owed(program, now, "ROL312"):
        record = cast("Record", duty.subject)
        if duty.done:
            continue
        yield hit(
            duty.place,
            f"{record_name(program, record)} was read as incorporate and is {record.final}, and "
            f"{account_name(program, record.account)} has had no call about it.",
            help=f"Let {for_role(program, CS)} call and say what changed since the session, and why.",
            clause="uncalled",
            due=duty.due,
            related=(at(record, "pm_read", note="read as incorporate"),),
        )
