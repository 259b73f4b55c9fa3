"""Whether a point can be said to its account: nothing missing, nothing generic, nothing promised."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from codesign_cli.documents.debrief.facts import Missing
from codesign_cli.documents.words import account_name
from codesign_cli.duties.gates import in_english, says
from codesign_cli.say import quoted

if TYPE_CHECKING:
    from codesign_cli.model.program import Program
    from codesign_cli.model.records import Record


def gaps(program: Program, record: Record) -> tuple[Missing, ...]:
    """What keeps a deferred or declined record from being said to its account; empty where it can be said.

    Wording is judged by the rules' own judges (EXP405, EXP406, EXP421, EXP423, ROL319, ROL320), in English only.
    """
    subject = f"{record.id} · {account_name(program, record.account)}"
    found = (*_reason(program, record), *_point(program, record))
    return tuple(Missing(code, subject, fact, way, record.id, record.account) for code, fact, way in found)


_Gap = tuple[str, str, str]


def _reason(program: Program, record: Record) -> Iterator[_Gap]:
    """What is wrong with the reason: it is missing, generic, a yes, or a promise."""
    reason = record.reason or ""
    if not says(reason):
        yield "EXP423", "No reason is written.", "Let Product write `reason`: what exactly decided it."
        return
    if in_english(program):
        yield from _reason_in_words(program, reason)


def _reason_in_words(program: Program, reason: str) -> Iterator[_Gap]:
    from codesign_cli.rules.expectation.promises import promises, vocabulary
    from codesign_cli.rules.expectation.stock import stock_phrase
    from codesign_cli.rules.expectation.stock import vocabulary as words_of
    from codesign_cli.rules.phrases import signs_of

    own, decided = vocabulary(program)
    if stock_phrase(reason, words_of(own)):
        fact = f"The reason would fit any request: {quoted(reason)}."
        yield "EXP423", fact, "Let Product write `reason`: what exactly decided this one."
        return
    friendly = signs_of("ROL319").found(reason, own)
    if friendly:
        fact = f"The reason {friendly.reason}: {quoted(friendly.words(reason))}."
        yield "ROL319", fact, "Let Product write `reason`: what speaks against it."
    for code, found in (
        ("EXP405", next(promises(reason, own, decided, invited=False), None)),
        ("EXP406", signs_of("EXP406").found(reason, own)),
    ):
        if found:
            fact = f"The reason promises something: {quoted(found.words(reason))}."
            yield code, fact, "Let Product write `reason` without a promise; a no gives none."


def _point(program: Program, record: Record) -> Iterator[_Gap]:
    """What is wrong with the point itself: it says nothing exact, or it explains the trouble away."""
    if not in_english(program):
        return
    from codesign_cli.rules.expectation.frictions import is_vague
    from codesign_cli.rules.phrases import signs_of

    exact = says(record.words) or says(record.suggestion)
    if not exact and is_vague(record.friction, (program.feature.name,)):
        fact = f"The record does not say what exactly they brought up: {quoted(record.friction)}."
        yield "EXP421", fact, "Look it up in the notes of the session and write `friction`."
    own = (program.feature.name, *program.feature.in_scope)
    found = signs_of("ROL320").found(record.friction, own)
    if found:
        fact = f"The record {found.reason}: {quoted(found.words(record.friction))}."
        yield "ROL320", fact, "Write in `friction` what happened to them, without an excuse."
