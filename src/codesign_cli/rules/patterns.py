"""The patterns of a rule as a sentence is compared with them: how to read their data stands in `phrases.py`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from codesign_cli.record import NamedTuple
from codesign_cli.rules.marking import LOOKED_BACK, Piece
from codesign_cli.rules.word_index import anchor, parts_needed, stored
from codesign_cli.rules.words import read

TEAMS = "uses words that your team avoids"
"""The reason of a team's own phrases."""
_KINDS = frozenset({"question", "command", "statement"})
"""The flags of a group that say in which sentences alone its patterns are signs."""
Element = tuple[str, frozenset[str], dict[str, list[tuple[str, ...]]], int, bool]
"""Kind (`word`, `gap`, `not`, `start`, `end`), single words, choices of several by their first, its number, own."""


class Group(NamedTuple):
    """The patterns that give one reason."""

    reason: str
    weight: float
    flags: frozenset[str]


Match = tuple[Group, int, int]
"""A pattern's group, the place of its first word in a sentence, and the place after its last one."""


class Pattern(NamedTuple):
    """One line of a rule's data, as a sentence is compared with it."""

    group: Group
    elements: tuple[Element, ...]
    """All of it but `^`."""
    begins: frozenset[str]
    """The words with one of which it begins."""
    at_start: bool
    """Whether it begins where the sentence does."""
    kinds: frozenset[str]
    """The kinds of sentence that it is a sign in; empty where in all of them."""


class Patterns:
    """The patterns of one rule: from its data, and a team's own literal phrases."""

    def __init__(self, data: str, phrases: Iterable[str] = (), code: str = "") -> None:
        """Reads the data of a rule; with its `code`, the index that is kept of it is used where it is of this data."""
        self._lines = data.split("\n")
        self._classes: dict[str, str] = {}
        self._headings: list[int] = []
        """The numbers of the lines that begin a group."""
        self._groups: dict[int, Group] = {-1: Group("", 1.0, frozenset())}
        """The groups by the number of the line that begins them; -1 is of what stands before the first."""
        self._openings: dict[str, frozenset[str]] = {}
        """The words that may begin what a part of a pattern stands for."""
        self._needed: dict[int, list[str]] = {}
        """The parts of the pattern in a line for each of which a sentence needs a word, the shortest first."""
        self._patterns: dict[int, Pattern] = {}
        """The patterns by the numbers of their lines, once they were read."""
        self._numbers: dict[str, tuple[int, ...]] = {}
        """The numbers of lines that a word leads to, once it has led there."""
        self._parts: dict[str, Element] = {}
        """The elements that parts of patterns stand for."""
        for number, line in enumerate(self._lines):
            mark = line[:1]
            if mark == "@":
                name, _, choices = line[1:].partition(" = ")
                self._classes[name] = choices.replace(" | ", "|").replace(" ", "_")
            elif mark == "[":
                self._headings.append(number)
        self.spread = any(
            "text" in self._lines[number].partition("]")[2].split() for number in self._headings
        )
        """Whether what is found in one sentence may count in another one."""
        self._by_word = (stored(code, data) if code else None) or self.index()
        """By a word that a sentence needs for them, the numbers of the lines of patterns, commas between."""
        own = len(self._lines)
        for phrase in phrases:
            literal = " ".join(token.text for token in read(phrase).tokens)
            if literal:
                self._headings.append(own)
                self._groups[own] = Group(TEAMS, 1.0, frozenset())
                self._add(self._by_word, len(self._lines), literal)
                self._lines.append(literal)
        self._anchors = frozenset(self._by_word)

    def index(self) -> dict[str, str]:
        """By each word that a sentence may need for some patterns, the numbers of their lines, commas between."""
        index: dict[str, str] = {}
        for number, line in enumerate(self._lines):
            if line and line[0] not in "#@[":
                self._add(index, number, line)
        return index

    def _add(self, index: dict[str, str], number: int, pattern: str) -> None:
        for word in anchor(pattern, self._opening):
            index[word] = f"{index[word]},{number}" if word in index else str(number)

    def _group(self, number: int) -> Group:
        """The group that the pattern in a line is of."""
        start = next((heading for heading in reversed(self._headings) if heading <= number), -1)
        known = self._groups.get(start)
        if known is None:
            reason, _, rest = self._lines[start][1:].partition("]")
            weight, *flags = rest.split() or ["1"]
            known = self._groups[start] = Group(reason, float(weight), frozenset(flags))
        return known

    def _pattern(self, number: int) -> Pattern:
        """The pattern in a line, read once."""
        known = self._patterns.get(number)
        if known is None:
            group, text = self._group(number), self._lines[number]
            elements = self.elements(text)
            at_start = elements[0][0] == "start"
            begins = self._opening(parts_needed(text)[-1])
            known = self._patterns[number] = Pattern(
                group, elements[1:] if at_start else elements, begins, at_start, group.flags & _KINDS
            )
        return known

    def _opening(self, part: str) -> frozenset[str]:
        """The words that may begin what a part of a pattern stands for."""
        known = self._openings.get(part)
        if known is None:
            choices = self._choices(part)
            words = choices.split("|")
            if "_" in choices:
                words = [choice.partition("_")[0] for choice in words]
            known = self._openings[part] = frozenset(words)
        return known

    def _choices(self, element: str) -> str:
        """The alternatives of an element, classes in place."""
        element = element.lstrip("~!").rstrip("?")
        if "<" not in element:
            return element
        return "|".join(self._classes[part[1:-1]] if part[0] == "<" else part for part in element.split("|"))

    def elements(self, pattern: str) -> tuple[Element, ...]:
        """The elements of a pattern."""
        parts = self._parts
        for part in pattern.split():
            if part not in parts:
                parts[part] = self._element(part)
        return tuple([parts[part] for part in pattern.split()])

    def _element(self, part: str) -> Element:
        if part == "^" or part == "$":
            return ("start" if part == "^" else "end", frozenset(), {}, 0, False)
        if part[0] == "*":
            return ("gap", frozenset(), {}, int(part[1:] or 3), False)
        kind = "not" if part[0] == "!" else "maybe" if part[-1] == "?" else "word"
        text = self._choices(part)
        several: dict[str, list[tuple[str, ...]]] = {}
        if "_" not in text:
            return (kind, self._opening(part), several, 0, part[0] == "~")
        choices = text.split("|")
        for choice in choices:
            if "_" in choice:
                first, *others = choice.split("_")
                several.setdefault(first, []).append((first, *others))
        return (kind, frozenset(choices), several, 0, part[0] == "~")

    def matches(self, piece: Piece) -> Sequence[Match]:
        """The signs in one sentence, as if it stood alone.

        A sentence is compared with a pattern only where it holds a word that leads there and one for each of the
        pattern's parts: of a rule's hundreds of patterns one or two are left, and the others were never read.
        """
        forms = piece.forms
        lines: set[int] = set()
        for word in forms & self._anchors:
            lines.update(self._numbers.get(word) or self._lines_of(word))
        found: list[Match] = []
        for line in sorted(self._possible(lines, forms)):
            pattern = self._pattern(line)
            if not pattern.kinds or piece.kind in pattern.kinds:
                _find(pattern, piece, found)
        return found

    def _lines_of(self, word: str) -> tuple[int, ...]:
        """The numbers of the lines of patterns that a word leads to."""
        known = self._numbers[word] = tuple(map(int, self._by_word[word].split(",")))
        return known

    def _possible(self, lines: Iterable[int], forms: frozenset[str]) -> list[int]:
        """The lines of those patterns for each part of which a sentence with these forms has a word."""
        needed_by, openings = self._needed, self._openings
        possible = []
        for line in lines:
            needed = needed_by.get(line)
            if needed is None:
                # The short parts have few choices: they are looked at first.
                needed = needed_by[line] = sorted(parts_needed(self._lines[line]), key=len)
            for part in needed:
                if part not in forms:
                    opening = openings.get(part)
                    if opening is None:
                        if part.isalpha():
                            break
                        opening = self._opening(part)
                    if forms.isdisjoint(opening):
                        break
            else:
                possible.append(line)
        return possible


def _find(pattern: Pattern, piece: Piece, found: list[Match]) -> None:
    """Adds each place in a sentence where a pattern matches and means what it says."""
    forms, places, words = piece.forms, piece.places, piece.words
    if pattern.at_start:
        starts = [0] if not words[0].isdisjoint(pattern.begins) else []
    else:
        starts = [index for word in forms & pattern.begins for index in places[word]]
        if len(starts) > 1:
            starts = sorted(set(starts))
    for start in starts:
        end = _end(pattern.elements, 0, words, start, piece.own)
        if end > start and _is_meant(pattern, piece, start, end):
            found.append((pattern.group, start, end))


def _is_meant(pattern: Pattern, piece: Piece, start: int, end: int) -> bool:
    """Whether words that match a pattern are no program's own, nobody's saying and not negated, where that matters."""
    flags = pattern.group.flags
    if "own" in flags and any("OWN" in word for word in piece.words[start:end]):
        return False
    if "any" in flags:
        return True
    quoted = piece.quoted
    if quoted[end - 1] and (quoted[start] or _is_saying(piece, end - 1)):
        return False
    for negator in (piece.negators[start], piece.negators[end - 1]):
        if negator >= 0 and not (start <= negator < end and _names(pattern.elements, piece.texts[negator])):
            return False
    return True


def _names(elements: tuple[Element, ...], word: str) -> bool:
    """Whether a pattern holds a word itself, alone or in a choice of several words."""
    return any(
        word in singles or any(word in choice for choices in several.values() for choice in choices)
        for _, singles, several, _, _ in elements
    )


def _is_saying(piece: Piece, index: int) -> bool:
    """Whether the quotation around a token is what somebody says, and not one to three marked words."""
    quoted = piece.before + piece.quoted[: index + 1]
    return all(quoted[-1 - LOOKED_BACK :])


def _end(
    elements: tuple[Element, ...], number: int, words: list[frozenset[str]], index: int, mine: frozenset[str]
) -> int:
    """The place after the last word where the elements from `number` on match at `index`; -1 where they do not."""
    end = len(words)
    while number < len(elements):
        kind, singles, several, most, own = elements[number]
        number += 1
        if kind == "gap":
            return _after_gap(elements, number, words, range(index, min(index + most, end) + 1), mine)
        length = 0
        if index < end and kind != "end":
            here = words[index]
            if several:
                length = _longest(several, words, index)
            if not length and not here.isdisjoint(singles):
                length = 1
            if length and own and not here.isdisjoint(mine):
                length = 0
        if kind == "word":
            if not length:
                return -1
            index += length
        elif kind == "maybe":
            last = _end(elements, number, words, index + length, mine) if length else -1
            if last >= 0:
                return last
        elif length if kind == "not" else index != end:
            return -1
    return index


def _after_gap(
    elements: tuple[Element, ...],
    number: int,
    words: list[frozenset[str]],
    places: range,
    mine: frozenset[str],
) -> int:
    """As `_end` from `number` on, at the first of several places where they match."""
    kind, singles, several, _, _ = elements[number] if number < len(elements) else _AT_END
    for place in places:
        if kind == "word" and not several and (place == len(words) or words[place].isdisjoint(singles)):
            continue  # most places fail here, without a call
        last = _end(elements, number, words, place, mine)
        if last >= 0:
            return last
    return -1


_AT_END: Element = ("end", frozenset(), {}, 0, False)


def _longest(several: dict[str, list[tuple[str, ...]]], words: list[frozenset[str]], index: int) -> int:
    """How many words from `index` on the longest of the choices takes that fits; 0 where none does."""
    longest = 0
    for word in words[index]:
        for choice in several.get(word, ()):
            size = len(choice)
            if size > longest and index + size <= len(words) and _follows(choice, words, index):
                longest = size
    return longest


def _follows(choice: tuple[str, ...], words: list[frozenset[str]], index: int) -> bool:
    """Whether the words of a choice, the first of which does, stand from `index` on."""
    for word in choice:
        if word not in words[index]:
            return False
        index += 1
    return True
