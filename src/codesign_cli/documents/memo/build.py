"""From a program to its decision memos."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from codesign_cli.documents.debrief.facts import Missing
from codesign_cli.documents.memo.choosing import chosen
from codesign_cli.documents.memo.facts import Behind, Contradiction, Memo, MemoFacts
from codesign_cli.documents.words import account_name, people
from codesign_cli.duties.gates import says, stated
from codesign_cli.model import derive

if TYPE_CHECKING:
    from datetime import datetime

    from codesign_cli.model.guardrails import Memo as Written
    from codesign_cli.model.program import Program
    from codesign_cli.model.records import Disagreement

_PARTS = {
    "heard": "It does not say what was heard.",
    "believe": "It does not say what the team makes of it.",
    "will_change": "It does not say what changes.",
    "will_not_change": "It does not say what stays as it is.",
    "would_change_our_mind": "It does not say which evidence would turn the decision round.",
}
"""The five parts of a memo (B-103), and what is said where one is missing."""


def build(program: Program, now: datetime, theme: str | None = None, *, draft: bool = False) -> MemoFacts:
    """The memos as of `now` (aware): all, or those of one theme, by its words or the memo's number in the file.

    `draft` asks for memos whole although a part is missing. Raises CodesignError for a theme that no memo has.
    """
    places: Iterable[int] = range(len(program.memos))
    if theme is not None:
        places = chosen([memo.theme for memo in program.memos], theme)
    memos = tuple(_memo(program, place, now.date()) for place in places)
    missing = tuple(gap for memo in memos for gap in memo.missing)
    if not memos:
        way = (
            "Add one under `memos`: `theme`, `records`, and " + ", ".join(f"`{key}`" for key in _PARTS) + "."
        )
        missing = (Missing("GRD511", "The memo", "The file has no memo.", way),)
    return MemoFacts(
        audience="internal",
        program=program.title,
        feature=program.feature.name,
        draft=draft and bool(memos) and bool(missing),
        ready=not missing,
        missing=missing,
        memos=memos,
    )


def _memo(program: Program, place: int, today: date) -> Memo:
    written = program.memos[place]
    known = derive.records_by_id(program)
    records = [known[key] for key in dict.fromkeys(written.records) if key in known]
    told = written.told.on if written.told else None
    names = dict.fromkeys(record.account for record in records)
    return Memo(
        number=place + 1,
        theme=written.theme if says(written.theme) else None,
        on=written.on,
        by=people(program, written.by or "product"),
        heard=_text(written.heard),
        believe=_text(written.believe),
        will_change=tuple(text for text in written.will_change if text.strip()),
        change_said=stated(written.will_change),
        will_not_change=tuple(text for text in written.will_not_change if text.strip()),
        stay_said=stated(written.will_not_change),
        would_change_our_mind=_text(written.would_change_our_mind),
        evidence=written.evidence,
        accounts=tuple(account_name(program, account) for account in names),
        records=tuple(
            Behind(
                record.id,
                record.session,
                account_name(program, record.account),
                record.friction,
                record.severity,
                record.final,
            )
            for record in records
        ),
        contradictions=tuple(
            _contradiction(program, each)
            for each in program.disagreements
            if set(each.records) & set(written.records)
        ),
        triage=written.triage,
        told=told if told and told <= today else None,
        missing=tuple(_missing(written, place + 1)),
    )


def _text(text: str | None) -> str | None:
    return text if says(text) else None


def _contradiction(program: Program, choice: Disagreement) -> Contradiction:
    return Contradiction(
        choice.about or ", ".join(choice.records),
        tuple((account_name(program, account), text) for account, text in choice.positions.items()),
        account_name(program, choice.built_for) if choice.built_for else None,
        _text(choice.because),
    )


def _missing(written: Written, number: int) -> Iterator[Missing]:
    subject = f"Memo {number}" + (f" · {written.theme}" if says(written.theme) else "")
    if not says(written.theme):
        yield Missing("GRD512", subject, "It has no theme.", "Write `theme`.")
    for key, fact in _PARTS.items():
        value = getattr(written, key)
        if not (stated(value) if isinstance(value, tuple) else says(value)):
            none = ", or `none`" if isinstance(value, tuple) else ""
            yield Missing("GRD512", subject, fact, f"Write `{key}`{none}.")
