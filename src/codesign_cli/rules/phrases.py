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
it counts in every sentence of the value), `mild` (not counted beside a sign that is enough by
itself), `own` (no sign where one of its words is of the program's own).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from codesign_cli.rules.words import NEGATORS, Reading, Sentence, Token, forms, read, word_set

Element = tuple[str, frozenset[str], dict[str, list[tuple[str, ...]]], int, bool]
"""Kind (`word`, `gap`, `not`, `start`, `end`), single words, choices of several by their first, its number, own."""


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
        self._by_head: dict[str, list[tuple[Group, str]]] = {}
        """The patterns by their first part, where that is a choice."""
        self._by_word: dict[str, list[tuple[Group, str]]] = {}
        """The patterns by their first word, where that is the only choice."""
        self._openings: dict[str, frozenset[str]] = {}
        """The words that may begin what a part of a pattern stands for."""
        self._heads: dict[str, list[str]] = {}
        """The parts of `_by_head` that a word may begin."""
        self._needed: dict[str, tuple[str, ...]] = {}
        """The parts of a pattern for each of which a sentence needs a word, the last one first."""
        self._parsed: dict[str, tuple[Element, ...]] = {}
        self._parts: dict[str, Element] = {}
        group = Group("", 1.0, frozenset())
        for line in data.split("\n"):
            if not line or line[0] == "#":
                continue
            if line[0] == "@":
                name, _, choices = line[1:].partition(" = ")
                self._classes[name] = choices.replace(" | ", "|").replace(" ", "_")
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
        for head in self._by_head:
            for word in self._opening(head):
                self._heads.setdefault(word, []).append(head)

    def _add(self, group: Group, pattern: str) -> None:
        head = (pattern[2:] if pattern[0] == "^" else pattern).partition(" ")[0]
        index = self._by_word if head.isalpha() else self._by_head
        index.setdefault(head, []).append((group, pattern))

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

    def _elements(self, pattern: str) -> tuple[Element, ...]:
        parsed = self._parsed.get(pattern)
        if parsed is None:
            parts = self._parts
            for part in pattern.split():
                if part not in parts:
                    parts[part] = self._element(part)
            parsed = self._parsed[pattern] = tuple(parts[part] for part in pattern.split())
        return parsed

    def _element(self, part: str) -> Element:
        if part == "^" or part == "$":
            return ("start" if part == "^" else "end", frozenset(), {}, 0, False)
        if part[0] == "*":
            return ("gap", frozenset(), {}, int(part[1:] or 3), False)
        kind = "not" if part[0] == "!" else "maybe" if part[-1] == "?" else "word"
        choices = self._choices(part).split("|")
        several: dict[str, list[tuple[str, ...]]] = {}
        for choice in choices:
            if "_" in choice:
                first, *others = choice.split("_")
                several.setdefault(first, []).append((first, *others))
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
            strong = any(group.weight >= enough for group, _ in signs)
            skipped = {"text", "mild"} if strong else {"text"}
            here_only = (sign for group, sign in signs if skipped.isdisjoint(group.flags))
            for sign in (*here_only, *everywhere):
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
        mine = own_forms(tuple(own))
        words = _marked_words(reading, mine)
        found: list[list[tuple[Group, Sign]]] = []
        for sentence in reading.sentences:
            signs: list[tuple[Group, Sign]] = []
            all_words = frozenset().union(*words[sentence.first : sentence.end])
            present: dict[str, bool] = {}
            for opening, patterns in self._candidates(all_words):
                likely = [found for found in patterns if self._may_match(found[1], all_words, present)]
                for index in range(sentence.first, sentence.end) if likely else ():
                    if not words[index].isdisjoint(opening):
                        for group, pattern in likely:
                            sign = self._match(group, pattern, reading, sentence, words, index, mine)
                            if sign:
                                signs.append((group, sign))
            found.append(sorted(signs, key=_order))
        return found

    def _candidates(
        self, all_words: frozenset[str]
    ) -> Iterator[tuple[frozenset[str], list[tuple[Group, str]]]]:
        """The patterns whose first part a sentence has a word for, with the words that may begin it."""
        heads: set[str] = set()
        for word in all_words:
            if word in self._by_word:
                yield frozenset((word,)), self._by_word[word]
            heads.update(self._heads.get(word, ()))
        for head in heads:
            yield self._openings[head], self._by_head[head]

    def _may_match(self, pattern: str, all_words: frozenset[str], present: dict[str, bool]) -> bool:
        """Whether a sentence has a word for each part of a pattern: most fail here, before they are parsed."""
        needed = self._needed.get(pattern)
        if needed is None:
            parts = reversed(pattern.split(" ")[1:])
            needed = self._needed[pattern] = tuple(
                part for part in parts if part[0] not in "*!$^" and part[-1] != "?"
            )
        for part in needed:
            here = present.get(part)
            if here is None:
                here = present[part] = not all_words.isdisjoint(
                    self._openings.get(part) or self._opening(part)
                )
            if not here:
                return False
        return True

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
        if "own" in group.flags and any("OWN" in words[place] for place in range(index, last)):
            return None
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


def _order(found: tuple[Group, Sign]) -> tuple[int, int, str]:
    """Signs stand in the order of their words, so that every run says the same."""
    return found[1].start, -found[1].end, found[1].reason


_OWN = frozenset({"OWN"})
_COMMON = word_set("after before with that this from into over when they them what which your have will")
"""Words of a program's vocabulary that say nothing of what it is about."""


def _marked(word: str, mine: frozenset[str]) -> frozenset[str]:
    """A word's forms, with `OWN` where it is a telling word of the program's own vocabulary."""
    found = forms(word)
    telling = len(word) > 3 and word not in _COMMON and not found.isdisjoint(mine)
    return found | _OWN if telling else found


_own_forms: dict[tuple[str, ...], frozenset[str]] = {}
_words: dict[tuple[str, frozenset[str]], list[frozenset[str]]] = {}


def _marked_words(reading: Reading, mine: frozenset[str]) -> list[frozenset[str]]:
    """The words of a text as `_marked` gives them; kept, for several rules read one text."""
    known = _words.get((reading.value, mine))
    if known is None:
        if len(_words) > 500:
            _words.clear()
        known = _words[reading.value, mine] = [_marked(token.text, mine) for token in reading.tokens]
    return known


def own_forms(texts: tuple[str, ...]) -> frozenset[str]:
    """The words of a program's own vocabulary, in all their forms."""
    known = _own_forms.get(texts)
    if known is None:
        if len(_own_forms) > 50:
            _own_forms.clear()
        words = (forms(token.text) for text in texts for token in read(text).tokens)
        known = _own_forms[texts] = frozenset().union(*words)
    return known


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
            ends = (
                _matches(elements, number, words, place, end, mine)
                for place in range(index, min(index + most, end) + 1)
            )
            return next((last for last in ends if last >= 0), -1)
        length = 0 if kind == "end" else _length(singles, several, words, index, end)
        if length and own and not words[index].isdisjoint(mine):
            length = 0
        if kind == "maybe":
            last = _matches(elements, number, words, index + length, end, mine) if length else -1
            if last >= 0:
                return last
        elif _fails(kind, length, index, end):
            return -1
        elif kind == "word":
            index += length
    return index


def _fails(kind: str, length: int, index: int, end: int) -> bool:
    """Whether an element does not hold at a place where its words take `length` tokens."""
    if kind == "end":
        return index != end
    return length > 0 if kind == "not" else length == 0


def _length(
    singles: frozenset[str],
    several: dict[str, list[tuple[str, ...]]],
    words: list[frozenset[str]],
    index: int,
    end: int,
) -> int:
    """How many tokens at `index` one of the choices takes, the longest first; 0 where none fits."""
    if index >= end:
        return 0
    longest = 0
    if several:
        for word in words[index]:
            for choice in several.get(word, ()):
                size = len(choice)
                if size > longest and index + size <= end and _follows(choice, words, index):
                    longest = size
    return longest or (0 if words[index].isdisjoint(singles) else 1)


def _follows(choice: tuple[str, ...], words: list[frozenset[str]], index: int) -> bool:
    """Whether the words of a choice stand from `index` on."""
    return all(word in words[index + place] for place, word in enumerate(choice))


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
