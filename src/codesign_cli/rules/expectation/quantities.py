"""Quantities in an English sentence: each number with what it counts, a range as one of them."""

from __future__ import annotations

from collections.abc import Iterator

from codesign_cli.record import NamedTuple
from codesign_cli.rules.expectation.counting import glued, may_begin, number, part
from codesign_cli.rules.words import Reading, Sentence, Token

SESSIONS, WEEKS, MINUTES = "sessions", "weeks", "minutes"


def word_set(words: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(words.split())


class Quantity(NamedTuple):
    """A number with what it counts, as it stands in the text."""

    kind: str
    """A kind of amount, or empty where only the number stands."""
    low: float
    high: float
    first: int
    """The index of its first token."""
    end: int
    """The index after its last one."""


_MINUTES = {
    "minute": 1.0,
    "minutes": 1.0,
    "min": 1.0,
    "mins": 1.0,
    "hour": 60.0,
    "hours": 60.0,
    "hr": 60.0,
    "hrs": 60.0,
    "h": 60.0,
}
_WEEKS = {
    **{"week": 1.0, "weeks": 1.0, "wk": 1.0, "wks": 1.0, "fortnight": 2.0, "fortnights": 2.0},
    **{"month": 4.35, "months": 4.35},
}
_DAYS = word_set("day days")
_DAY_PARTS = {"half": 240.0, "full": 480.0, "whole": 480.0}
"""Minutes of `three half days`."""
SESSION_WORDS = word_set(
    "session sessions meeting meetings conversation conversations talk talks call calls workshop workshops times "
    "occasions rounds appointments gatherings sittings encounters visits slot slots"
)
_WHICH = word_set("that which when to as more")
"""After `times` these tell that it counts no sessions: `two times that suit you`."""
_TIMES = {"twice": 2.0, "thrice": 3.0}
_ONCE_LABELS = {"sessions": SESSIONS, "meetings": SESSIONS, "weeks": WEEKS, "minutes": MINUTES}

_NOT_ADJECTIVES = word_set(
    "of for to in with from and or at on the a an per each our your their this that is are was were be will it we "
    "you they people o'clock pm am percent"
)


def quantities(reading: Reading, sentence: Sentence) -> list[Quantity]:
    """The quantities of a sentence in their order, ranges joined."""
    return _joined(reading, list(_quantities(reading, sentence)))


def _quantities(reading: Reading, sentence: Sentence) -> Iterator[Quantity]:
    """Each number of a sentence with the unit that follows it."""
    tokens, index = reading.tokens, sentence.first
    while index < sentence.end:
        word = tokens[index].text
        if word in _TIMES:
            yield Quantity(SESSIONS, _TIMES[word], _TIMES[word], index, index + 1)
        if not may_begin(word):
            index += 1
            continue
        together = glued(reading, index, sentence.end)
        if together:
            yield Quantity(MINUTES, together[0], together[0], index, together[1])
            index = together[1]
            continue
        found = number(reading, index, sentence.end)
        if found is None:
            index += 1
            continue
        value, after, article = found
        quantity = _with_unit(reading, sentence, value, index, after, article)
        if quantity is None:
            index += 1
        else:
            yield quantity
            index = quantity.end


def _with_unit(
    reading: Reading, sentence: Sentence, value: float, first: int, after: int, article: bool
) -> Quantity | None:
    """The number with the unit after it; the number alone where none follows, and nothing for a bare `a`."""
    tokens, end = reading.tokens, sentence.end
    more = part(tokens, after, end)
    if more is not None:
        value, after = value + more[0], more[1]
    unit = tokens[after].text if after < end else ""
    if unit == "quarters" and [t.text for t in tokens[after + 1 : after + 4]] == ["of", "an", "hour"]:
        return Quantity(MINUTES, value * 15, value * 15, first, after + 4)
    if unit in _DAY_PARTS and after + 1 < end and tokens[after + 1].text in _DAYS:
        return Quantity(MINUTES, _DAY_PARTS[unit], _DAY_PARTS[unit], first, after + 2)
    if value == 3 and tokens[after - 1].text in ("year", "quarter"):
        return Quantity(WEEKS, 13, 13, first, after)
    if unit == "week" and article:
        return None
    scale = _MINUTES.get(unit) or (480.0 if unit in _DAYS and value < 1 else None)
    if scale:
        return _time(reading, end, MINUTES, value * scale, scale, first, after + 1)
    if unit == "year" and value == 0.5:
        return Quantity(WEEKS, 26, 26, first, after + 1)
    if unit in _WEEKS:
        return _time(reading, end, WEEKS, value * _WEEKS[unit], _WEEKS[unit], first, after + 1)
    if unit in _DAYS and value >= 14:
        return Quantity(WEEKS, value / 7, value / 7, first, after + 1)
    if article:
        return None
    if _counts_sessions(tokens, after, end):
        return Quantity(SESSIONS, value, value, first, after)
    label = _label(reading, sentence, first)
    return Quantity(label, value, value, first, after)


def _time(
    reading: Reading, end: int, kind: str, value: float, scale: float, first: int, after: int
) -> Quantity:
    """A time with what goes on after its unit: `an hour and a quarter`, `two hours and 15 minutes`."""
    tokens = reading.tokens
    rest = part(tokens, after, end)
    if rest is not None:
        return Quantity(kind, value + rest[0] * scale, value + rest[0] * scale, first, rest[1])
    if kind == MINUTES and scale == 60 and after + 1 < end:
        more = number(reading, after + (tokens[after].text == "and"), end)
        if more and more[1] < end and _MINUTES.get(tokens[more[1]].text) == 1:
            return Quantity(kind, value + more[0], value + more[0], first, more[1] + 1)
    return Quantity(kind, value, value, first, after)


def _counts_sessions(tokens: tuple[Token, ...], index: int, end: int) -> bool:
    """Whether sessions follow that a number counts, adjectives and a length aside: `three 60-minute sessions`."""
    for place in range(index, min(index + 6, end)):
        word = tokens[place].text
        if tokens[place].clause != tokens[index - 1].clause:
            return False
        if word == "to" and tokens[place - 1].text.isdecimal() and place > index:
            continue
        if word == "times":
            return place == index and not (place + 1 < end and tokens[place + 1].text in _WHICH)
        if word in SESSION_WORDS or (word == "x" and place == index):
            return True
        if word in _NOT_ADJECTIVES or word in _WEEKS:
            return False
        if word.endswith("s") and word not in _MINUTES and word != "plus":
            return False
    return False


def _label(reading: Reading, sentence: Sentence, first: int) -> str:
    """The kind that a label names before a bare number: `Sessions: three`, `minutes a session: 60 to 75`."""
    tokens = reading.tokens
    before = reading.value[tokens[first - 1].end : tokens[first].start] if first > sentence.first else ""
    if ":" not in before:
        return ""
    clause = tokens[first - 1].clause
    words = [t.text for t in tokens[max(sentence.first, first - 5) : first] if t.clause == clause]
    return next((_ONCE_LABELS[word] for word in words if word in _ONCE_LABELS), "")


def _joined(reading: Reading, quantities: list[Quantity]) -> list[Quantity]:
    """Ranges as one quantity: `60 to 75 minutes`, `between 60 and 75`, `an hour to an hour and a quarter`."""
    joined: list[Quantity] = []
    tokens = reading.tokens
    for quantity in quantities:
        last = joined[-1] if joined else None
        unit = tokens[quantity.end - 1].text
        scale = 1.0 if last and last.kind else _MINUTES.get(unit) or _WEEKS.get(unit) or 1.0
        low = last.low * scale if last else 0.0
        if last and last.kind in ("", quantity.kind) and low <= quantity.low:
            gap = [token.text for token in tokens[last.end : quantity.first]]
            mark = reading.value[tokens[last.end - 1].end : tokens[quantity.first].start].strip()
            between = last.first > 0 and tokens[last.first - 1].text == "between"
            if (
                gap in (["to"], ["or"], ["up", "to"], ["till"])
                or (gap == ["and"] and between)
                or (not gap and mark in ("-", "–", "—", "/"))
            ):
                joined[-1] = quantity._replace(low=low, first=last.first)
                continue
        joined.append(quantity)
    return joined
