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


def number(reading: Reading, index: int, end: int) -> tuple[float, int, bool] | None:
    """The number at a token, the index after it, and whether it is `a` or another that needs a unit of time."""
    tokens = reading.tokens
    word = tokens[index].text
    if word.isdecimal():
        return _digits(reading, index, end)
    for words, value in _FIXED.get(word, ()):
        if _stands(tokens, index, end, words):
            return value, index + len(words), value < 1 or words[-1] in ("a", "an")
    if word in TENS:
        more = SMALL.get(tokens[index + 1].text, 10) if index + 1 < end else 10
        return (TENS[word] + more, index + 2, False) if more < 10 else (TENS[word], index + 1, False)
    return (float(SMALL[word]), index + 1, False) if word in SMALL else None


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
        for words, value in _PARTS:
            if _stands(tokens, index, end, words):
                return value, index + len(words)
    return None


def _stands(tokens: tuple[Token, ...], index: int, end: int, words: tuple[str, ...]) -> bool:
    return index + len(words) <= end and all(tokens[index + n].text == word for n, word in enumerate(words))
