"""The known word that a mistyped one is nearest to, for "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST = 64
"""Longer words are no typing mistakes; comparing them would only cost time."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word nearest to `word`; None where none is near.

    Near is the same word in another spelling (`inScope`, `In scope`, `in-scope`), or at most one slip in
    three letters: a letter left out, added, changed, or two swapped. The first of equally near ones.
    """
    if not 0 < len(word) <= LONGEST:
        return None
    plain = _plain(word)
    best: str | None = None
    least = LONGEST
    for candidate in known:
        other = _plain(candidate)
        if other == plain:
            return candidate
        allowed = min(max(1, max(len(plain), len(other)) // 3), len(other) - 1, least - 1)
        if abs(len(plain) - len(other)) <= allowed and (slips := distance(plain, other)) <= allowed:
            best, least = candidate, slips
    return best


def _plain(word: str) -> str:
    """A word without case, hyphens, underscores and spaces."""
    return "".join(letter for letter in word.casefold() if letter.isalnum())


def distance(one: str, other: str) -> int:
    """How many slips lead from one word to the other: a letter more, less or changed, two neighbours swapped."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, mate in enumerate(other, 1):
            slips = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != mate))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == mate:
                slips = min(slips, older[j - 2] + 1)
            row.append(slips)
    return row[-1]
