"""Signs in the words of a text: patterns that are data, each with a weight and the reason it gives, and their sum.

The patterns of a rule stand in `words_data/CODE.txt`:

    @first = first | early | ahead of others        a class of words; patterns name it as <first>
    [promises priority] 1                           a reason and the weight of one of its signs
    you will *3 <first>                             words in a row; *3 stands for up to three words

A sentence (or, with `whole`, a text) whose signs of different reasons add up to 1 is found. A pattern's
words match every form of themselves (`promise`: promised, promising); `a|b` is a choice, `x_y` two words
in one choice, `word?` may be left out, `~word` is no sign where it is of the program's own words, `!word`
stands for "not followed by it", `OWN` for a telling word of the program's own, `^` and `$` are the
sentence's ends. Where a rule has a model of weights beside its patterns, the two judge together, see `_believed`.
After a weight may stand `question`,
`command`, `statement` (only in such sentences), `any` (negated and quoted words too), `text` (once found,
it counts in every sentence of the value), `mild` (not counted beside a sign that is enough by
itself), `own` (no sign where one of its words is of the program's own).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from codesign_cli.record import NamedTuple
from codesign_cli.rules.marking import LOOKED_BACK, Marked, Piece, marked, own_forms
from codesign_cli.rules.weights import Model, model_of, telling, weigh
from codesign_cli.rules.word_index import anchor, parts_needed, stored
from codesign_cli.rules.words import Reading, read

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

    def later(self, start: int) -> Sign:
        """The sign of a sentence that begins at this character."""
        return Sign(self.reason, self.weight, self.start + start, self.end + start) if start else self


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

    def __init__(self, data: str, phrases: Iterable[str] = (), code: str = "") -> None:
        """Reads the data of a rule; with its `code`, the index that is kept of it is used where it is of this data."""
        self._code = code
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
        self._group_of: dict[int, Group] = {}
        """The groups by the numbers of the lines of their patterns."""
        self._numbers: dict[str, tuple[int, ...]] = {}
        """The numbers of lines that a word leads to, once it has led there."""
        self._parsed: dict[str, tuple[Element, ...]] = {}
        self._parts: dict[str, Element] = {}
        for number, line in enumerate(self._lines):
            mark = line[:1]
            if mark == "@":
                name, _, choices = line[1:].partition(" = ")
                self._classes[name] = choices.replace(" | ", "|").replace(" ", "_")
            elif mark == "[":
                self._headings.append(number)
        self._by_word = (stored(code, data) if code else None) or self.index()
        """By a word that a sentence needs for them, the numbers of the lines of patterns, commas between."""
        own = len(self._lines)
        for phrase in phrases:
            literal = " ".join(token.text for token in read(phrase).tokens)
            if literal:
                self._headings.append(own)
                self._groups[own] = Group(_TEAMS, 1.0, frozenset())
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
        known = self._group_of.get(number)
        if known is not None:
            return known
        start = next((heading for heading in reversed(self._headings) if heading <= number), -1)
        known = self._groups.get(start)
        if known is None:
            reason, _, rest = self._lines[start][1:].partition("]")
            weight, *flags = rest.split() or ["1"]
            known = self._groups[start] = Group(reason, float(weight), frozenset(flags))
        self._group_of[number] = known
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

    def found(self, value: str, own: Iterable[str] = (), enough: float = 1.0) -> Found | None:
        """The first sentence of a text in which the signs weigh `enough`; None where there is none.

        `own` are texts of the program's own vocabulary, whose words are no sign where a pattern says so.
        """
        return next(self.all_found(value, own, enough), None)

    def all_found(self, value: str, own: Iterable[str] = (), enough: float = 1.0) -> Iterator[Found]:
        """Each sentence of a text in which the signs weigh `enough`, in their order."""
        text = marked(read(value), own_forms(tuple(own)))
        known = text.found.get((self, enough))
        if known is None:
            known = text.found[self, enough] = tuple(self._found(text, enough))
        return iter(known)

    def _found(self, text: Marked, enough: float) -> Iterator[Found]:
        by_sentence = self._signs(text)
        everywhere = [sign for signs in by_sentence for group, sign in signs if "text" in group.flags]
        sums = [_added_up(signs, everywhere, enough) for signs in by_sentence]
        model = model_of(self._code) if self._code and enough == 1 and text.pieces else None
        if model is None:
            return (found for found in sums if found and found.score >= enough - _HAIR)
        return _believed(model, text, sums)

    def signs(self, reading: Reading, own: Iterable[str] = ()) -> list[list[tuple[Group, Sign]]]:
        """Every sign in a text, sentence by sentence, with its group."""
        return self._signs(marked(reading, own_forms(tuple(own))))

    def _signs(self, text: Marked) -> list[list[tuple[Group, Sign]]]:
        known = text.signs.get(self)
        if known is None:
            known = text.signs[self] = []
            tokens = text.reading.tokens
            for sentence, piece in zip(text.reading.sentences, text.pieces, strict=True):
                signs = piece.signs.get(self)
                if signs is None:
                    signs = piece.signs[self] = sorted(self._signs_in(piece), key=_order)
                known.append([(group, sign.later(tokens[sentence.first].start)) for group, sign in signs])
        return known

    def _signs_in(self, piece: Piece) -> Iterator[tuple[Group, Sign]]:
        """The signs in one sentence, as if it stood alone."""
        all_words, places, kind = piece.forms, piece.places, piece.reading.sentences[0].kind
        for line in self._candidates(all_words):
            if not self._may_match(line, all_words):
                continue
            group, pattern = self._group(line), self._lines[line]
            if kind not in group.flags and not _KINDS.isdisjoint(group.flags):
                continue
            words = all_words & self._opening(_head(pattern))
            for index in sorted({index for word in words for index in places[word]}):
                sign = self._match(group, pattern, piece, index)
                if sign:
                    yield group, sign

    def _candidates(self, all_words: frozenset[str]) -> list[int]:
        """The lines of the patterns that a sentence has a needed word for, in their order."""
        numbers: set[int] = set()
        for word in all_words & self._anchors:
            known = self._numbers.get(word)
            if known is None:
                known = self._numbers[word] = tuple(map(int, self._by_word[word].split(",")))
            numbers.update(known)
        return sorted(numbers)

    def _may_match(self, number: int, all_words: frozenset[str]) -> bool:
        """Whether a sentence has a word for each part of a pattern: most fail here, before they are parsed."""
        needed = self._needed.get(number)
        if needed is None:
            # The short parts have few choices: they are looked at first.
            needed = self._needed[number] = sorted(parts_needed(self._lines[number]), key=len)
        openings = self._openings
        for part in needed:
            if part in all_words:
                continue
            if part in openings:
                if all_words.isdisjoint(openings[part]):
                    return False
            elif part.isalpha() or all_words.isdisjoint(self._opening(part)):
                return False
        return True

    def _match(self, group: Group, pattern: str, piece: Piece, index: int) -> Sign | None:
        """The pattern as a sign where it matches at a token and means what it says."""
        words = piece.words
        elements = self._elements(pattern)
        if elements[0][0] == "start":
            if index:
                return None
            elements = elements[1:]
        last = _matches(elements, 0, words, index, len(words), piece.own)
        if last <= index:
            return None
        tokens = piece.reading.tokens
        if "own" in group.flags and any("OWN" in words[place] for place in range(index, last)):
            return None
        if "any" not in group.flags:
            if tokens[last - 1].quoted and (tokens[index].quoted or _is_saying(piece, last - 1)):
                return None
            for negator in (tokens[index].negator, tokens[last - 1].negator):
                own = index <= negator < last and _names(elements, tokens[negator].text)
                if negator >= 0 and not own:
                    return None
        return Sign(group.reason, group.weight, tokens[index].start, tokens[last - 1].end)


_HAIR = 1e-9
"""What a sum of weights may lack for having been added up."""
_WEAK = 0.4
"""What signs have to weigh to count beside a model's score."""
_TEAMS = "uses words that your team avoids"


def _added_up(signs: list[tuple[Group, Sign]], everywhere: list[Sign], enough: float) -> Found | None:
    """The signs of a sentence as one, each reason once; None where there is none."""
    if not signs and not everywhere:
        return None
    best: dict[str, Sign] = {}
    strong = any(group.weight >= enough for group, _ in signs)
    skipped = {"text", "mild"} if strong else {"text"}
    here_only = (sign for group, sign in signs if skipped.isdisjoint(group.flags))
    for sign in (*here_only, *everywhere):
        if sign.reason not in best or abs(sign.weight) > abs(best[sign.reason].weight):
            best[sign.reason] = sign
    if not best:
        return None
    if _TEAMS in best:
        best = {_TEAMS: best[_TEAMS]}  # nothing weighs against them
    score = sum(sign.weight for sign in best.values())
    ranked = tuple(sorted(best.values(), key=lambda sign: (-sign.weight, sign.start)))
    heavy = [sign for sign in ranked if sign.weight > 0]
    here = (
        [sign for sign in heavy if sign.weight >= enough]
        or [sign for sign in heavy if sign not in everywhere]
        or heavy
        or ranked
    )
    return Found(ranked[0].reason, min(s.start for s in here), max(s.end for s in here), score, ranked)


def _believed(model: Model, text: Marked, sums: list[Found | None]) -> Iterator[Found]:
    """What a rule's signs and the weights of its model find together, in the order of the sentences.

    Signs that are enough count unless the model is against them; the model counts alone where it is sure and no
    signs are against it, and beside a weak sign where it is fairly sure. A team's own phrases always count.
    """
    sentences, names = text.reading.sentences, [piece.names for piece in text.pieces]
    units = [range(len(sentences))] if model.whole else [range(n, n + 1) for n in range(len(sentences))]
    for unit in units:
        weighed = sentences[unit.start : unit.stop]
        length = sum([sentence.end - sentence.first for sentence in weighed])
        held = names[unit.start] if len(unit) == 1 else frozenset().union(*names[unit.start : unit.stop])
        score = weigh(model, held, length)
        strong = [found for n in unit if (found := sums[n]) and found.score >= 1 - _HAIR]
        believed = [found for found in strong if score >= model.against or found.reason == _TEAMS]
        yield from believed
        weak = not strong and any(found.score >= _WEAK for n in unit if (found := sums[n]))
        denied = any(found.score <= -_WEAK for n in unit if (found := sums[n]))
        if not believed and not denied and score >= (model.beside if weak else model.alone):
            yield Found(model.reason, *telling(model, text.reading, weighed, text.words), score, ())


def sure(code: str, value: str, own: Iterable[str] = ()) -> tuple[int, int] | None:
    """The characters of a text that say most to a rule's model, where it is sure by itself; None where it is not."""
    model, reading = model_of(code), read(value)
    if model is None or not reading.tokens:
        return None
    text = marked(reading, own_forms(tuple(own)))
    if (
        weigh(model, frozenset().union(*(piece.names for piece in text.pieces)), len(reading.tokens))
        < model.alone
    ):
        return None
    return telling(model, reading, reading.sentences, text.words)


def _head(pattern: str) -> str:
    """The part with a word of which a pattern begins."""
    return (pattern[2:] if pattern[0] == "^" else pattern).partition(" ")[0]


def _names(elements: tuple[Element, ...], word: str) -> bool:
    """Whether a pattern holds a word itself, alone or in a choice of several words."""
    return any(
        word in singles or any(word in choice for choices in several.values() for choice in choices)
        for _, singles, several, _, _ in elements
    )


def _is_saying(piece: Piece, index: int) -> bool:
    """Whether the quotation around a token is what somebody says, and not one to three marked words."""
    quoted = (*piece.before, *(token.quoted for token in piece.reading.tokens[: index + 1]))
    return all(quoted[-1 - LOOKED_BACK :])


def _order(found: tuple[Group, Sign]) -> tuple[int, int, str]:
    """Signs stand in the order of their words, so that every run says the same."""
    return found[1].start, -found[1].end, found[1].reason


_KINDS = frozenset({"question", "command", "statement"})
"""The flags of a group that say in which sentences alone its patterns are signs."""


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
            return _after_gap(elements, number, words, range(index, min(index + most, end) + 1), end, mine)
        if kind == "end":
            length = 0
        elif several:
            length = _length(singles, several, words, index, end)
        else:
            length = 0 if index >= end or words[index].isdisjoint(singles) else 1
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


def _after_gap(
    elements: tuple[Element, ...],
    number: int,
    words: list[frozenset[str]],
    places: range,
    end: int,
    mine: frozenset[str],
) -> int:
    """As `_matches` from `number` on, at the first of several places where they match."""
    kind, singles, several, _, _ = (
        elements[number] if number < len(elements) else ("end", None, None, 0, False)
    )
    for place in places:
        if kind == "word" and not several and (place == end or words[place].isdisjoint(singles or ())):
            continue  # most places fail here, without a call
        last = _matches(elements, number, words, place, end, mine)
        if last >= 0:
            return last
    return -1


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
    with open(f"{folder}words_data/{code}.txt", "rb") as data:
        return data.read().decode().replace("\r\n", "\n")


def signs_of(code: str, phrases: tuple[str, ...] = ()) -> Signs:
    """The signs of a rule, with a team's own literal phrases; read once."""
    known = _kept.get((code, phrases))
    if known is None:
        known = _kept[code, phrases] = Signs(data_of(code), phrases, code)
    return known
