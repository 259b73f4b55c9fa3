"""Which patterns of a rule a word may lead to: made from its data, and kept beside the data as it was last made.

`python -m codesign_cli.rules.word_index` makes the kept index anew. One that is not of the data as it
stands is not used, so that an edit of the data is never lost; it is only slower until then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from zlib import crc32

from codesign_cli.rules.word_forms import word_set

_FOLDER = __file__.rpartition("word_index.")[0] + "words_data/"
_FREQUENT = word_set(
    "a an the to of in on at for from with and or not no be is it that this these we us you i they our your their "
    "will would can could should may might have do what which how who when where if but so then as by about all "
    "any there here use make take get give go see show tell want need like know work time day one two"
)
"""Words that most texts hold."""
_FREQUENT_COST = 20
"""How many other words are as often met as one of these, roughly."""

_kept: dict[str, tuple[str, str]] = {}


def parts_needed(pattern: str) -> tuple[str, ...]:
    """The parts of a pattern for each of which a sentence needs a word, the last one first, the head at the end."""
    head, *others = (pattern[2:] if pattern[0] == "^" else pattern).split(" ")
    others.reverse()
    return (*(part for part in others if part[0] not in "*!$^" and part[-1] != "?"), head)


def anchor(pattern: str, opening: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """The words one of which a sentence needs for a pattern: of the part that the fewest texts have a word for.

    `opening` gives the words that may begin what a part stands for.
    """
    choices = [tuple(opening(part)) for part in parts_needed(pattern)]
    return min(choices, key=lambda words: sum(_FREQUENT_COST if word in _FREQUENT else 1 for word in words))


def stored(code: str, data: str) -> dict[str, str] | None:
    """The kept index of a rule: by word, the numbers of lines, commas between; None where it is of other data."""
    if not _kept:
        with open(f"{_FOLDER}index", "rb") as file:
            for line in file.read().decode().split("\n"):
                name, _, rest = line.partition(" ")
                checksum, _, entries = rest.partition(" ")
                _kept[name] = checksum, entries
    checksum, entries = _kept.get(code, ("", ""))
    if checksum != _checksum(data):
        return None
    parts = entries.split(" ")
    return dict(zip(parts[::2], parts[1::2], strict=True))


def as_line(code: str, data: str, index: dict[str, str]) -> str:
    """A rule's line of the file in which indices are kept."""
    return " ".join((code, _checksum(data), *(f"{word} {index[word]}" for word in sorted(index))))


def _checksum(data: str) -> str:
    return f"{crc32(data.encode()):08x}"


def made_anew() -> str:
    """The text of the file in which indices are kept, from the data as it stands."""
    from os import listdir

    from codesign_cli.rules.patterns import Patterns
    from codesign_cli.rules.phrases import data_of

    codes = sorted(name[:-4] for name in listdir(_FOLDER) if name.endswith(".txt"))
    return "".join(as_line(code, data_of(code), Patterns(data_of(code)).index()) + "\n" for code in codes)


if __name__ == "__main__":
    text = made_anew()
    with open(f"{_FOLDER}index", "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
