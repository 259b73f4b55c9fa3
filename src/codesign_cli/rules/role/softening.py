"""Whether a text that was reworded says less than it did: softer words came, or weight and figures went."""

from __future__ import annotations

from collections import Counter

from codesign_cli.say import quoted

_FIGURES = frozenset(
    (
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "twelve",
        "dozen",
        "half",
        "hundred",
    )
)
"""Figures written out."""
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
    lost = _figures(old) - _figures(new)
    if lost and sum(_figures(new).values()) < sum(_figures(old).values()):
        return f"no longer says {quoted(next(iter(lost)))}"
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


def _figures(text: str) -> Counter[str]:
    """The figures in a text."""
    from codesign_cli.history import words

    return Counter(word for word in words(text) if word in _FIGURES or any(char.isdigit() for char in word))
