"""Numbers in English words and digits: `five`, `seventy-five`, `half a dozen`, `an hour and a quarter`."""

from __future__ import annotations

from codesign_cli.rules.words import Reading, Token

SMALL = {
    **{
        "zero": 0,
        "one": 1,
        "two": 2,
        "three": 3,
        "four": 4,
        "five": 5,
        "six": 6,
        "seven": 7,
        "eight": 8,
        "nine": 9,
    },
    **{"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16},
    **{"seventeen": 17, "eighteen": 18, "nineteen": 19},
}
TENS = {
    **{"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50},
    **{"sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90},
}
_FIXED: dict[str, tuple[tuple[tuple[str, ...], float], ...]] = {
    "half": ((("half", "a", "dozen"), 6.0), (("half", "a"), 0.5), (("half", "an"), 0.5), (("half",), 0.5)),
    "a": (
        (("a", "quarter", "of", "a", "year"), 3.0),
        (("a", "whole", "quarter"), 3.0),
        (("a", "quarter", "of", "an"), 0.25),
        (("a", "quarter", "of", "a"), 0.25),
        (("a", "couple", "of"), 2.0),
        (("a", "couple"), 2.0),
        (("a", "pair", "of"), 2.0),
        (("a", "trio", "of"), 3.0),
        (("a", "dozen"), 12.0),
        (("a", "single"), 1.0),
        (("a",), 1.0),
    ),
    "an": ((("an",), 1.0),),
    "three": ((("three", "quarters", "of", "an"), 0.75), (("three", "quarters", "of", "a"), 0.75)),
    "quarter": ((("quarter", "of", "an"), 0.25),),
    "one": ((("one", "and", "a", "half"), 1.5),),
}
"""Numbers of several words by their first, the longer ones first."""
_PARTS = (
    (("and", "three", "quarters"), 0.75),
    (("and", "a", "quarter"), 0.25),
    (("and", "a", "half"), 0.5),
    (("and", "half"), 0.5),
    (("and", "a", "bit"), 0.15),
)
"""What stands after `an hour`, or between a number and its unit."""


_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_GLUED = {"min": 1.0, "mins": 1.0, "minutes": 1.0, "h": 60.0, "hr": 60.0, "hrs": 60.0, "hours": 60.0}


_LONGEST = max(len(words) for fixed in (*_FIXED.values(), _PARTS) for words, _ in fixed)
_FIRST = frozenset((*SMALL, *TENS, *_FIXED))


def may_begin(word: str) -> bool:
    """Whether a number may begin with a word: few do, and the others are not looked at any closer."""
    return word in _FIRST or word[0].isdecimal() or word[-1] in _FRACTIONS


def number(reading: Reading, index: int, end: int) -> tuple[float, int, bool] | None:
    """The number at a token, the index after it, and whether it is `a` or another that needs a unit of time."""
    tokens = reading.tokens
    word = tokens[index].text
    if word.isdecimal():
        return _digits(reading, index, end)
    fixed = _FIXED.get(word, ())
    here = _row(tokens, index, end) if fixed else ()
    for words, value in fixed:
        if here[: len(words)] == words:
            return value, index + len(words), value < 1 or words[-1] in ("a", "an")
    if word in TENS:
        more = SMALL.get(tokens[index + 1].text, 10) if index + 1 < end else 10
        return (TENS[word] + more, index + 2, False) if more < 10 else (TENS[word], index + 1, False)
    if word[-1] in _FRACTIONS:
        whole = word[:-1]
        value = float(whole or 0) + _FRACTIONS[word[-1]] if not whole or whole.isdecimal() else 0.0
        return (value, index + 1, not whole) if value else None
    return (float(SMALL[word]), index + 1, False) if word in SMALL else None


def glued(reading: Reading, index: int, end: int) -> tuple[float, int] | None:
    """Minutes that are written in one with their unit, and the index after them: `90min`, `1h30`, `1.5h`."""
    tokens = reading.tokens
    word = tokens[index].text
    if not word[0].isdecimal():
        return None
    whole = ""
    if word.isdecimal() and index + 1 < end and len(word) < 3:
        if reading.value[tokens[index].end : tokens[index + 1].start] not in (".", ","):
            return None
        whole, word, index = f"{word}.", tokens[index + 1].text, index + 1
    digits = word[: len(word) - len(word.lstrip("0123456789"))]
    unit, rest = word[len(digits) :], ""
    if unit[:1] == "h" and unit[1:].isdecimal():
        unit, rest = "h", unit[1:]
    scale = _GLUED.get(unit)
    if scale is None or not digits or len(digits) > 4:
        return None
    return float(whole + digits) * scale + float(rest or 0), index + 1


def _digits(reading: Reading, index: int, end: int) -> tuple[float, int, bool]:
    """A number in digits, with its decimals: `1.5`."""
    tokens = reading.tokens
    word = tokens[index].text
    after = tokens[index + 1].text if index + 1 < end else ""
    if after.isdecimal() and len(after) < 3 and len(word) < 9:
        gap = reading.value[tokens[index].end : tokens[index + 1].start]
        if gap in (".", ","):
            return float(f"{word}.{after}"), index + 2, False
    return float(word) if len(word) < 9 else 0.0, index + 1, False


def part(tokens: tuple[Token, ...], index: int, end: int) -> tuple[float, int] | None:
    """The part of a unit that stands at a token, `and a quarter`, and the index after it."""
    if index < end and tokens[index].text == "and":
        here = _row(tokens, index, end)
        for words, value in _PARTS:
            if here[: len(words)] == words:
                return value, index + len(words)
    return None


def _row(tokens: tuple[Token, ...], index: int, end: int) -> tuple[str, ...]:
    """The words from a token on, as many as the longest number of several has."""
    return tuple([token.text for token in tokens[index : min(index + _LONGEST, end)]])
