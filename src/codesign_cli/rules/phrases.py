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

from collections.abc import Iterable, Iterator, Sequence

from codesign_cli.record import NamedTuple
from codesign_cli.rules.marking import LOOKED_BACK, Marked, Piece, marked, own_forms
from codesign_cli.rules.weights import Model, model_of, telling, weigh
from codesign_cli.rules.word_index import anchor, parts_needed, stored
from codesign_cli.rules.words import Reading, Token, read

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
        self._patterns: dict[int, Pattern] = {}
        """The patterns by the numbers of their lines, once they were read."""
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
            elements = self._elements(text)
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
        sums: list[Found | None] = [None] * len(by_sentence)
        if any(by_sentence):
            everywhere = [sign for signs in by_sentence for group, sign in signs if "text" in group.flags]
            sums = [_added_up(signs, everywhere, enough) for signs in by_sentence]
        model = model_of(self._code) if self._code and enough == 1 and text.pieces else None
        if model is None:
            return (found for found in sums if found and found.score >= enough - _HAIR)
        return _believed(self._code, model, text, sums)

    def signs(self, reading: Reading, own: Iterable[str] = ()) -> list[Sequence[tuple[Group, Sign]]]:
        """Every sign in a text, sentence by sentence, with its group."""
        return self._signs(marked(reading, own_forms(tuple(own))))

    def _signs(self, text: Marked) -> list[Sequence[tuple[Group, Sign]]]:
        known = text.signs.get(self)
        if known is None:
            known = text.signs[self] = []
            for sentence, piece in zip(text.reading.sentences, text.pieces, strict=True):
                matches = piece.signs.get(self)
                if matches is None:
                    matches = piece.signs[self] = self._matches(piece)
                known.append(_as_signs(matches, text.reading.tokens, sentence.first) if matches else ())
        return known

    def _matches(self, piece: Piece) -> Sequence[Match]:
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


def _as_signs(matches: Sequence[Match], tokens: tuple[Token, ...], first: int) -> list[tuple[Group, Sign]]:
    """What was found in a sentence as signs of the text in which its first word is this one, in their order."""
    signs = [
        (group, Sign(group.reason, group.weight, tokens[first + start].start, tokens[first + end - 1].end))
        for group, start, end in matches
    ]
    if len(signs) > 1:
        signs.sort(key=_order)
    return signs


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


_HAIR = 1e-9
"""What a sum of weights may lack for having been added up."""
_WEAK = 0.4
"""What signs have to weigh to count beside a model's score."""
_TEXT, _TEXT_OR_MILD = frozenset({"text"}), frozenset({"text", "mild"})
_TEAMS = "uses words that your team avoids"


def _added_up(signs: Sequence[tuple[Group, Sign]], everywhere: list[Sign], enough: float) -> Found | None:
    """The signs of a sentence as one, each reason once; None where there is none."""
    skipped = _TEXT
    for group, _ in signs:
        if group.weight >= enough:
            skipped = _TEXT_OR_MILD
    best: dict[str, Sign] = {}
    for sign in (*[sign for group, sign in signs if skipped.isdisjoint(group.flags)], *everywhere):
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


def _believed(code: str, model: Model, text: Marked, sums: list[Found | None]) -> Iterator[Found]:
    """What a rule's signs and the weights of its model find together, in the order of the sentences.

    Signs that are enough count unless the model is against them; the model counts alone where it is sure and no
    signs are against it, and beside a weak sign where it is fairly sure. A team's own phrases always count.
    """
    sentences, pieces = text.reading.sentences, text.pieces
    units = [range(len(pieces))] if model.whole else [range(n, n + 1) for n in range(len(pieces))]
    for unit in units:
        score = _score(code, model, pieces[unit.start : unit.stop])
        here = [found for found in sums[unit.start : unit.stop] if found]
        strong = [found for found in here if found.score >= 1 - _HAIR]
        believed = [found for found in strong if score >= model.against or found.reason == _TEAMS]
        yield from believed
        scores = [found.score for found in here]
        weak = not strong and max(scores, default=0) >= _WEAK
        denied = min(scores, default=0) <= -_WEAK
        if not believed and not denied and score >= (model.beside if weak else model.alone):
            weighed = sentences[unit.start : unit.stop]
            yield Found(model.reason, *telling(model, text.reading, weighed, text.words), score, ())


def _score(code: str, model: Model, pieces: Sequence[Piece]) -> float:
    """What the weights of a rule's model say of sentences as one."""
    if len(pieces) > 1:
        names = frozenset().union(*[piece.names for piece in pieces])
        return weigh(model, names, sum([len(piece.texts) for piece in pieces]))
    piece = pieces[0]
    known = piece.scores.get(code)
    if known is None:
        known = piece.scores[code] = weigh(model, piece.names, len(piece.texts))
    return known


def sure(code: str, value: str, own: Iterable[str] = ()) -> tuple[int, int] | None:
    """The characters of a text that say most to a rule's model, where it is sure by itself; None where it is not."""
    model, reading = model_of(code), read(value)
    if model is None or not reading.tokens:
        return None
    text = marked(reading, own_forms(tuple(own)))
    if _score(code, model, text.pieces) < model.alone:
        return None
    return telling(model, reading, reading.sentences, text.words)


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


def _order(found: tuple[Group, Sign]) -> tuple[int, int, str]:
    """Signs stand in the order of their words, so that every run says the same."""
    return found[1].start, -found[1].end, found[1].reason


_KINDS = frozenset({"question", "command", "statement"})
"""The flags of a group that say in which sentences alone its patterns are signs."""


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
