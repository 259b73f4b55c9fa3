"""Signs in the words of a text: patterns that are data, each with a weight and the reason it gives, and their sum.

The patterns of a rule stand in `words_data/CODE.txt`:

    @first = first | early | ahead of others        a class of words; patterns name it as <first>
    [promises priority] 1                           a reason and the weight of one of its signs
    you will *3 <first>                             words in a row; *3 stands for up to three words

A sentence (or, with `whole`, a text) whose signs of different reasons add up to 1 is found. A pattern's
words match every form of themselves (`promise`: promised, promising); `a|b` is a choice, `x_y` two words
in one choice, `word?` may be left out, `~word` is no sign where it is of the program's own words, `!word`
stands for "not followed by it", `OWN` for a telling word of the program's own, `^` and `$` are the
sentence's ends. After a weight may stand `question`,
`command`, `statement` (only in such sentences), `any` (negated and quoted words too), `text` (once found,
it counts in every sentence of the value).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from codesign_cli.rules.words import NEGATORS, Reading, Sentence, Token, forms, read

Element = tuple[str, frozenset[str], tuple[tuple[str, ...], ...], int, bool]
"""Kind (`word`, `gap`, `not`, `start`, `end`), single words, choices of several words, its number, own."""


class Sign(NamedTuple):
    """One pattern that was found."""

    reason: str
    """What it says of the text: `promises priority`."""
    weight: float
    start: int
    """Its first character in the value."""
    end: int
    """The character after its last one."""


class Found(NamedTuple):
    """A text in which the signs are enough."""

    reason: str
    """The reason of its heaviest sign."""
    start: int
    """The first character of the signs in the value."""
    end: int
    """The character after the last one."""
    score: float
    signs: tuple[Sign, ...]
    """All of the sentence, the heaviest first."""

    def words(self, value: str, most: int = 60) -> str:
        """The words found, on one line, cut at a word where they are longer than `most` characters."""
        flat = " ".join(value[self.start : self.end].split())
        return flat if len(flat) <= most else flat[:most].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"


class Group(NamedTuple):
    """The patterns that give one reason."""

    reason: str
    weight: float
    flags: frozenset[str]


class Signs:
    """The signs of one rule: from its data, and a team's own literal phrases."""

    def __init__(self, data: str, phrases: Iterable[str] = ()) -> None:
        self._classes: dict[str, str] = {}
        self._first: dict[str, list[tuple[Group, str]]] = {}
        """The patterns by a word that one of their places must hold: their first."""
        self._parsed: dict[str, tuple[Element, ...]] = {}
        group = Group("", 1.0, frozenset())
        for line in data.split("\n"):
            if not line or line[0] == "#":
                continue
            if line[0] == "@":
                name, _, choices = line[1:].partition(" = ")
                self._classes[name] = "|".join(
                    self._expand(choice.strip()).replace(" ", "_") for choice in choices.split("|")
                )
            elif line[0] == "[":
                reason, _, rest = line[1:].partition("]")
                weight, *flags = rest.split() or ["1"]
                group = Group(reason, float(weight), frozenset(flags))
            else:
                self._add(group, line)
        own = Group("uses words that your team avoids", 1.0, frozenset())
        for phrase in phrases:
            literal = " ".join(token.text for token in read(phrase).tokens)
            if literal:
                self._add(own, literal)

    def _expand(self, choice: str) -> str:
        return self._classes[choice[1:-1]] if choice[:1] == "<" else choice

    def _add(self, group: Group, pattern: str) -> None:
        first = pattern.split(" ", 2)
        head = first[1] if first[0] == "^" else first[0]
        for word in {choice.partition("_")[0] for choice in self._choices(head).split("|")}:
            self._first.setdefault(word, []).append((group, pattern))

    def _choices(self, element: str) -> str:
        """The alternatives of an element, classes in place."""
        element = element.lstrip("~!").rstrip("?")
        if "<" not in element:
            return element
        return "|".join(self._classes[part[1:-1]] if part[0] == "<" else part for part in element.split("|"))

    def _elements(self, pattern: str) -> tuple[Element, ...]:
        parsed = self._parsed.get(pattern)
        if parsed is None:
            parsed = self._parsed[pattern] = tuple(self._element(part) for part in pattern.split())
        return parsed

    def _element(self, part: str) -> Element:
        if part == "^" or part == "$":
            return ("start" if part == "^" else "end", frozenset(), (), 0, False)
        if part[0] == "*":
            return ("gap", frozenset(), (), int(part[1:] or 3), False)
        kind = "not" if part[0] == "!" else "maybe" if part[-1] == "?" else "word"
        choices = self._choices(part).split("|")
        several = tuple(tuple(choice.split("_")) for choice in choices if "_" in choice)
        return (kind, frozenset(choices), several, 0, part[0] == "~")

    def found(self, value: str, own: Iterable[str] = (), enough: float = 1.0) -> Found | None:
        """The first sentence of a text in which the signs weigh `enough`; None where there is none.

        `own` are texts of the program's own vocabulary, whose words are no sign where a pattern says so.
        """
        return next(self.all_found(value, own, enough), None)

    def all_found(self, value: str, own: Iterable[str] = (), enough: float = 1.0) -> Iterator[Found]:
        """Each sentence of a text in which the signs weigh `enough`, in their order."""
        reading = read(value)
        by_sentence = self.signs(reading, own)
        everywhere = [sign for signs in by_sentence for group, sign in signs if "text" in group.flags]
        for signs in by_sentence:
            best: dict[str, Sign] = {}
            for sign in (*(sign for group, sign in signs if "text" not in group.flags), *everywhere):
                if sign.reason not in best or abs(sign.weight) > abs(best[sign.reason].weight):
                    best[sign.reason] = sign
            if not best:
                continue
            score = sum(sign.weight for sign in best.values())
            if score < enough - 1e-9:
                continue
            ranked = tuple(sorted(best.values(), key=lambda sign: (-sign.weight, sign.start)))
            heavy = [sign for sign in ranked if sign.weight > 0]
            here = (
                [sign for sign in heavy if sign.weight >= enough]
                or [sign for sign in heavy if sign not in everywhere]
                or heavy
            )
            yield Found(ranked[0].reason, min(s.start for s in here), max(s.end for s in here), score, ranked)

    def signs(self, reading: Reading, own: Iterable[str] = ()) -> list[list[tuple[Group, Sign]]]:
        """Every sign in a text, sentence by sentence, with its group."""
        mine = own_forms(own)
        words = [_marked(token.text, mine) for token in reading.tokens]
        found: list[list[tuple[Group, Sign]]] = []
        for sentence in reading.sentences:
            signs: list[tuple[Group, Sign]] = []
            for index in range(sentence.first, sentence.end):
                for word in words[index]:
                    for group, pattern in self._first.get(word, ()):
                        sign = self._match(group, pattern, reading, sentence, words, index, mine)
                        if sign:
                            signs.append((group, sign))
            found.append(signs)
        return found

    def _match(
        self,
        group: Group,
        pattern: str,
        reading: Reading,
        sentence: Sentence,
        words: list[frozenset[str]],
        index: int,
        mine: frozenset[str],
    ) -> Sign | None:
        """The pattern as a sign where it matches at a token and means what it says."""
        kinds = group.flags & {"question", "command", "statement"}
        if kinds and sentence.kind not in kinds:
            return None
        elements = self._elements(pattern)
        if elements[0][0] == "start":
            if index != sentence.first:
                return None
            elements = elements[1:]
        last = _matches(elements, 0, words, index, sentence.end, mine)
        if last <= index:
            return None
        tokens = reading.tokens
        if "any" not in group.flags:
            if tokens[last - 1].quoted and (tokens[index].quoted or _is_saying(tokens, last - 1)):
                return None
            inside = any(not elements[n][1].isdisjoint(NEGATORS) for n in range(len(elements)))
            for negator in (tokens[index].negator, tokens[last - 1].negator):
                if negator >= 0 and not (inside and index <= negator < last):
                    return None
        return Sign(group.reason, group.weight, tokens[index].start, tokens[last - 1].end)


def _is_saying(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether the quotation around a token is what somebody says, and not one to three marked words."""
    return all(token.quoted for token in tokens[max(0, index - 3) : index + 1])


_OWN = frozenset({"OWN"})
_COMMON = frozenset(
    "after before with that this from into over when they them what which your have will".split()
)
"""Words of a program's vocabulary that say nothing of what it is about."""


def _marked(word: str, mine: frozenset[str]) -> frozenset[str]:
    """A word's forms, with `OWN` where it is a telling word of the program's own vocabulary."""
    found = forms(word)
    telling = len(word) > 3 and word not in _COMMON and not found.isdisjoint(mine)
    return found | _OWN if telling else found


def own_forms(texts: Iterable[str]) -> frozenset[str]:
    """The words of a program's own vocabulary, in all their forms."""
    found: set[str] = set()
    for text in texts:
        for token in read(text).tokens:
            found |= forms(token.text)
    return frozenset(found)


def _matches(
    elements: tuple[Element, ...],
    number: int,
    words: list[frozenset[str]],
    index: int,
    end: int,
    mine: frozenset[str],
) -> int:
    """The index after the last token where the elements from `number` on match at `index`; -1 where they do not."""
    while number < len(elements):
        kind, singles, several, most, own = elements[number]
        number += 1
        if kind == "gap":
            for skipped in range(most + 1):
                if index + skipped > end:
                    break
                last = _matches(elements, number, words, index + skipped, end, mine)
                if last >= 0:
                    return last
            return -1
        if kind == "end":
            if index != end:
                return -1
            continue
        length = _length(singles, several, words, index, end)
        if length and own and not words[index].isdisjoint(mine):
            length = 0
        if kind == "not":
            if length:
                return -1
        elif kind == "maybe":
            if length:
                last = _matches(elements, number, words, index + length, end, mine)
                if last >= 0:
                    return last
        elif not length:
            return -1
        else:
            index += length
    return index


def _length(
    singles: frozenset[str],
    several: tuple[tuple[str, ...], ...],
    words: list[frozenset[str]],
    index: int,
    end: int,
) -> int:
    """How many tokens at `index` one of the choices takes, the longest first; 0 where none fits."""
    longest = 0
    for choice in several:
        size = len(choice)
        if size > longest and index + size <= end and all(choice[n] in words[index + n] for n in range(size)):
            longest = size
    if longest:
        return longest
    return 1 if index < end and not words[index].isdisjoint(singles) else 0


_kept: dict[tuple[str, tuple[str, ...]], Signs] = {}


def data_of(code: str) -> str:
    """The data file of a rule, as text."""
    folder = __file__.rpartition("phrases.")[0]
    with open(f"{folder}words_data/{code}.txt", encoding="utf-8") as data:
        return data.read()


def signs_of(code: str, phrases: tuple[str, ...] = ()) -> Signs:
    """The signs of a rule, with a team's own literal phrases; read once."""
    known = _kept.get((code, phrases))
    if known is None:
        known = _kept[code, phrases] = Signs(data_of(code), phrases)
    return known
