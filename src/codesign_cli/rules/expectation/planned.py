"""The three numbers of a program, and where the text of its invitation names others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil, floor, inf
from typing import TYPE_CHECKING

from codesign_cli.model.derive import session_day
from codesign_cli.record import NamedTuple
from codesign_cli.rules.expectation.amounts import Amount, amounts
from codesign_cli.rules.expectation.quantities import MINUTES, SESSIONS, WEEKS
from codesign_cli.say import count, listed, number_word

if TYPE_CHECKING:
    from codesign_cli.model.program import Program
    from codesign_cli.model.sessions import Session

_LOOSE_MINUTES = 15
"""`About an hour` is right up to so many minutes away (own judgement)."""
_NEAR = 40
"""So many characters around an amount are read for `each`."""
_FEWEST = 3
"""With fewer sessions than these the plan is not finished, and a text may say more than it holds (A-072)."""


class Plan(NamedTuple):
    """What a program plans; several values where a text may count either way."""

    sessions: tuple[int, ...]
    """How many: all, and those without a reason of their own (`because`)."""
    weeks: tuple[float, ...]
    """From the first to the last of them."""
    minutes: tuple[tuple[int, ...], ...]
    """How long each of them takes, the shortest first."""

    def said(self, kind: str) -> str:
        """The program's own number as a clause: `the program has three sessions`."""
        if kind == SESSIONS:
            numbers = [number_word(number) for number in sorted(set(self.sessions))]
            return f"the program has {listed(numbers, 'or')} session{'' if numbers == ['one'] else 's'}"
        if kind == WEEKS:
            weeks = sorted({round(value, 1) for value in self.weeks})
            return f"the sessions span {listed([f'{value:g}' for value in weeks], 'or')} weeks"
        low, high = self.minutes[0][0], self.minutes[0][-1]
        return f"the sessions take {count(low, 'minute') if low == high else f'{low} to {high} minutes'}"


def plan(program: Program) -> Plan:
    """The numbers of a program: of its sessions without those called off, without those with `because`, and of all."""
    going = [session for session in program.sessions if session.held is not False]
    planned = [session for session in going if not session.because]
    groups = [group for group in (going, planned, list(program.sessions)) if group]
    minutes = [[session.minutes for session in group if session.minutes] for group in groups]
    spans = [span for group in groups for span in _span(program, group)]
    return Plan(
        tuple(dict.fromkeys(len(group) for group in groups)),
        tuple(dict.fromkeys(days / 7 for days in spans)),
        tuple(dict.fromkeys(tuple(sorted(lengths)) for lengths in minutes if lengths)),
    )


def _span(program: Program, sessions: Iterable[Session]) -> Iterator[int]:
    """The days from the first to the last session, by their own days and by the timeline."""
    days = [session_day(program, session) for session in sessions]
    known = [day for day in days if day]
    if len(known) > 1 and len(known) == len(days):
        yield (max(known) - min(known)).days
    timeline = program.timeline
    if timeline and timeline.start and timeline.end and timeline.end > timeline.start:
        yield (timeline.end - timeline.start).days


def contradictions(text: str, planned: Plan) -> Iterator[Amount]:
    """What a text says of the three numbers and the program does not, in its order."""
    for amount in amounts(text):
        aside = amount.denied or amount.hedged or _is_one_of_them(amount, text, planned)
        if not aside and not _fits(amount, planned):
            yield amount


def _is_one_of_them(amount: Amount, text: str, planned: Plan) -> bool:
    """Whether minutes are those of a session and are not said of each: `the first takes an hour`."""
    around = f" {text[max(0, amount.start - _NEAR) : amount.end + _NEAR].lower()} "
    everyone = any(f" {word}" in around for word in ("each", "every", "all ", "apiece", "per session"))
    return (
        amount.kind == MINUTES
        and amount.low == amount.high
        and not everyone
        and any(amount.low in lengths for lengths in planned.minutes)
    )


def _fits(amount: Amount, planned: Plan) -> bool:
    """Whether an amount is the program's by one way of counting, or the program has none to compare."""
    if amount.kind != MINUTES and max(planned.sessions, default=0) < _FEWEST:
        known = planned.sessions if amount.kind == SESSIONS else planned.weeks
        return amount.high >= max(known, default=0)
    if amount.kind == SESSIONS:
        return not planned.sessions or any(amount.low <= number <= amount.high for number in planned.sessions)
    if amount.kind == WEEKS:
        slack = 1 if amount.loose else 0
        return not planned.weeks or any(
            amount.low - slack <= ceil(weeks) and floor(weeks) <= amount.high + slack
            for weeks in planned.weeks
        )
    assert amount.kind == MINUTES
    return not planned.minutes or any(_lasts(amount, lengths) for lengths in planned.minutes)


def _lasts(amount: Amount, lengths: tuple[int, ...]) -> bool:
    """Whether minutes are those of sessions that take so long, the shortest first.

    One figure may name the longest alone, and a session may be shorter than a range says: it takes nothing
    from anybody.
    """
    low, high = lengths[0], lengths[-1]
    slack = _LOOSE_MINUTES if amount.loose else 0
    if amount.low == 0:
        return high <= amount.high + slack
    if amount.high == inf:
        return low >= amount.low - slack
    if amount.low == amount.high:
        return abs(amount.high - high) <= slack or (
            amount.loose and low - slack <= amount.high <= high + slack
        )
    return abs(amount.high - high) <= slack and any(
        abs(amount.low - length) <= slack for length in lengths[:-1] or lengths
    )
