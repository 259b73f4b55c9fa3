"""Whether a text that was reworded says less than it did: softer words came, or weight and figures went."""

from __future__ import annotations

from collections import Counter

from codesign_cli.say import quoted

_UNITS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS = {
    **{word: number for number, word in enumerate(_UNITS, 1)},
    **{word: number * 10 for number, word in enumerate(_TENS, 2)},
}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000}
SHORTENED = 1 / 2
"""A text cut below this share of its words says less, whatever was left out."""
LONG_ENOUGH = 6
"""Shorter texts are not judged by their length."""


def softer(old: str, new: str, phrases: tuple[str, ...] = ()) -> str:
    """What makes the newer text milder, as a clause that follows `it`; empty where nothing does.

    `phrases` are a team's own softening words.
    """
    from codesign_cli.history import plain, words

    if plain(old) == plain(new):
        return ""
    then, now = _weighed(old, phrases), _weighed(new, phrases)
    came = now["softer"] - then["softer"]
    if came:
        return f"now says {quoted(next(iter(came)))}"
    before, after = _figures(old), _figures(new)
    lost = [said for figure, said in before.items() if figure not in after]
    if lost and len(after) < len(before):
        return f"no longer says {quoted(lost[0])}"
    gone, gained = then["heavier"] - now["heavier"], now["heavier"] - then["heavier"]
    if sum(gone.values()) > sum(gained.values()):
        return f"no longer says {quoted(next(iter(gone)))}"
    length = len(words(old))
    if length >= LONG_ENOUGH and len(words(new)) < length * SHORTENED:
        return "was cut to less than half of its words"
    return ""


def _weighed(text: str, phrases: tuple[str, ...]) -> dict[str, Counter[str]]:
    """The softer and the heavier words of a text."""
    from codesign_cli.rules.phrases import signs_of
    from codesign_cli.rules.words import read

    found: dict[str, Counter[str]] = {"softer": Counter(), "heavier": Counter()}
    for sentence in signs_of("ROL321", phrases).signs(read(text)):
        for group, sign in sentence:
            kind = "heavier" if group.reason == "heavier" else "softer"
            found[kind][" ".join(text[sign.start : sign.end].casefold().split())] += 1
    return found


def _figures(text: str) -> dict[str, str]:
    """The figures in a text by their digits, each as it is written there: `ninety` is 90, `1,000` a thousand."""
    import re

    from codesign_cli.history import words

    found: dict[str, str] = {}
    value = room = 0  # the figure that is being read, and below what another word adds to it
    said: list[str] = []
    for word in (*words(re.sub(r"(?<=\d)[,.'’\s](?=\d{3}\b)", "", text)), ""):
        number, scale = _NUMBERS.get(word, 0), _SCALES.get(word, 0)
        if said and (scale or 0 < number < room):
            value, room = (value * scale, scale) if scale else (value + number, 10 if number >= 20 else 0)
            said.append(word)
            continue
        if said and said != ["one"]:  # `one` alone is a pronoun as often
            found[str(value)] = " ".join(said)
        said = [word] if number or scale else []
        value, room = number or scale, scale or (10 if number >= 20 else 0)
        if word == "half" or any(char.isdigit() for char in word):
            found[word] = word
    return found
