"""What keeps one account's part of the closing documents from being sent, said without anything internal."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.documents.debrief.missing import missing
from codesign_cli.documents.reader import OwnGap
from codesign_cli.model import derive
from codesign_cli.say import listed

if TYPE_CHECKING:
    from codesign_cli.documents.debrief.facts import Missing
    from codesign_cli.model.accounts import Account
    from codesign_cli.model.program import Program
    from codesign_cli.model.records import Disagreement, Record

_OF_ALL = {
    "EXP440": "planned",
    "EXP449": "release",
    "SCO110": "nothing-held",
    "EXP420": "unrecorded",
    "EXP444": "summary",
}
"""The kind of a gap that concerns every account, by the rule that speaks of it."""
_OF_RECORD = {"EXP423": "reason", "EXP425": "shipped", "EXP430": "call"}
_TOLD = {
    "reason": ("The reason for the decision is not written.", "Write `reason`: what exactly decided it."),
    "shipped": ("Nothing says what was built for it.", "Write `shipped`."),
    "call": (
        "Nobody has told the account in person that it is left out.",
        "Let CS call, then write `told` with `on`, `by` and `how`.",
    ),
    "undecided": ("It is not decided yet.", "Write `final` and `reason`."),
    "reading": (
        "Our own notes on it are not complete.",
        "The team's page of the debrief says what is missing.",
    ),
}
"""Fact and way out for what a record lacks: nothing of Product's first reading."""


def own_gaps(
    program: Program, own: Account | None, sessions: Collection[int], now: datetime
) -> tuple[OwnGap, ...]:
    """What the closing documents for an account (None: for nobody in particular) still lack, as of `now`.

    What concerns everybody, of the sessions those with these numbers, and of the rest only what concerns this
    account; neither another account's gaps nor Product's first reading can be told from it.
    """
    gaps = missing(program, now)
    foreign = {
        f"Session {number}"
        for number in (derive.number_of(program, session) for session in program.sessions)
        if number not in sessions
    }
    common = [
        gap for gap in gaps if gap.record is None and gap.account is None and gap.subject not in foreign
    ]
    return (
        *(OwnGap(_OF_ALL[gap.code], *gap[1:4]) for gap in common if gap.code in _OF_ALL),
        *(_of_account(program, own, gaps) if own is not None else ()),
    )


def _of_account(program: Program, own: Account, gaps: tuple[Missing, ...]) -> Iterator[OwnGap]:
    records = derive.records_by_id(program)
    for gap in gaps:
        if gap.account != own.id:
            continue
        if gap.record is not None:
            yield _of_record(gap, records[gap.record])
        elif gap.code == "EXP443":
            yield OwnGap("unheard", gap.subject, gap.fact, gap.way_out)
        elif gap.code == "EXP447":
            yield OwnGap("flag", "A flag of the preview", gap.fact, gap.way_out)
    concerned = {record.id for record in program.feedback if record.account == own.id}
    for choice in program.disagreements:
        if concerns(choice, own.id, concerned) and not (choice.built_for and choice.because):
            yield _of_choice(choice)


def concerns(choice: Disagreement, account: str, records: set[str]) -> bool:
    """Whether an account, with these records, has a part in a disagreement: a position, an adaptation, a record, or
    the choice itself.
    """
    return (
        account in choice.positions
        or account in choice.adaptation
        or account == choice.built_for
        or any(record in records for record in choice.records)
    )


def _of_record(gap: Missing, record: Record) -> OwnGap:
    kind = "undecided" if record.final is None else _OF_RECORD.get(gap.code, "reading")
    fact, way_out = _TOLD[kind]
    return OwnGap(kind, record.id, fact, way_out)


def _of_choice(choice: Disagreement) -> OwnGap:
    if not choice.built_for:
        fact, way_out = "Nobody has said which way is built.", "Write `built_for` and `because`."
    else:
        fact, way_out = "Our own notes on the choice are not complete.", "Write `because`."
    return OwnGap("choice", choice.about or listed(choice.records), fact, way_out)
