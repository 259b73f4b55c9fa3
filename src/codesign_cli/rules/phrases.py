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
from codesign_cli.rules.marking import Marked, Piece, marked, own_forms
from codesign_cli.rules.patterns import TEAMS, Group, Match, Patterns
from codesign_cli.rules.weights import Model, model_of, telling, weigh
from codesign_cli.rules.words import Reading, Token, read


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


class Signs:
    """The signs of one rule: from its data, and a team's own literal phrases."""

    def __init__(self, data: str = "", phrases: Iterable[str] = (), code: str = "") -> None:
        """Where no data is given it is that of the rule `code`, and read when a text asks for it."""
        self._data, self._phrases, self._code = data, tuple(phrases), code
        self._read: Patterns | None = None

    @property
    def _patterns(self) -> Patterns:
        if self._read is None:
            self._read = Patterns(self._data or data_of(self._code), self._phrases, self._code)
        return self._read

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

    def _found(self, text: Marked, enough: float) -> Iterable[Found]:
        """As `all_found`.

        Where a rule has a model, its weights are summed first: in most sentences they are so much against it that no
        sign would be believed, and nobody looks for one.
        """
        pieces = text.pieces
        model = model_of(self._code) if self._code and enough == 1 and pieces else None
        if model is None:
            sums = self._sums(text, pieces, enough)
            return [found for found in sums if found and found.score >= enough - _HAIR]
        size = len(pieces) if model.whole else 1
        scores = [_score(self._code, model, pieces[n : n + size]) for n in range(0, len(pieces), size)]
        open_to = [piece for n, piece in enumerate(pieces) if scores[n // size] >= model.against]
        if self._phrases or (open_to and self._patterns.spread):
            open_to = pieces
        return _believed(model, text, scores, self._sums(text, open_to, enough)) if open_to else ()

    def _sums(self, text: Marked, pieces: Sequence[Piece], enough: float) -> list[Found | None]:
        """By sentence of a text what its signs come to, looked for in these pieces of it alone."""
        asked = set(map(id, pieces))
        tokens = text.reading.tokens
        by_sentence = [
            self._signs_in(piece, tokens, sentence.first) if id(piece) in asked else ()
            for sentence, piece in zip(text.reading.sentences, text.pieces, strict=True)
        ]
        if not any(by_sentence):
            return [None] * len(by_sentence)
        everywhere = [sign for signs in by_sentence for group, sign in signs if "text" in group.flags]
        return [_added_up(signs, everywhere, enough) for signs in by_sentence]

    def signs(self, reading: Reading, own: Iterable[str] = ()) -> list[Sequence[tuple[Group, Sign]]]:
        """Every sign in a text, sentence by sentence, with its group."""
        text = marked(reading, own_forms(tuple(own)))
        known = text.signs.get(self)
        if known is None:
            known = text.signs[self] = [
                self._signs_in(piece, reading.tokens, sentence.first)
                for sentence, piece in zip(reading.sentences, text.pieces, strict=True)
            ]
        return known

    def _signs_in(self, piece: Piece, tokens: tuple[Token, ...], first: int) -> Sequence[tuple[Group, Sign]]:
        """The signs in a sentence of a text that begins with the word `first` of it."""
        matches = piece.signs.get(self)
        if matches is None:
            matches = piece.signs[self] = self._patterns.matches(piece)
        return _as_signs(matches, tokens, first) if matches else ()


def _as_signs(matches: Sequence[Match], tokens: tuple[Token, ...], first: int) -> list[tuple[Group, Sign]]:
    """What was found in a sentence as signs of the text in which its first word is this one, in their order."""
    signs = [
        (group, Sign(group.reason, group.weight, tokens[first + start].start, tokens[first + end - 1].end))
        for group, start, end in matches
    ]
    if len(signs) > 1:
        signs.sort(key=_order)
    return signs


def _order(found: tuple[Group, Sign]) -> tuple[int, int, str]:
    """Signs stand in the order of their words, so that every run says the same."""
    return found[1].start, -found[1].end, found[1].reason


_HAIR = 1e-9
"""What a sum of weights may lack for having been added up."""
_WEAK = 0.4
"""What signs have to weigh to count beside a model's score."""
_TEXT, _TEXT_OR_MILD = frozenset({"text"}), frozenset({"text", "mild"})


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
    if TEAMS in best:
        best = {TEAMS: best[TEAMS]}  # nothing weighs against them
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


def _believed(model: Model, text: Marked, scores: list[float], sums: list[Found | None]) -> Iterator[Found]:
    """What a rule's signs and the weights of its model find together, in the order of the sentences.

    Signs that are enough count unless the model is against them; the model counts alone where it is sure and no
    signs are against it, and beside a weak sign where it is fairly sure. A team's own phrases always count.
    """
    size = len(sums) if model.whole else 1
    for score, first in zip(scores, range(0, len(sums), size), strict=True):
        here = [found for found in sums[first : first + size] if found]
        strong = [found for found in here if found.score >= 1 - _HAIR]
        believed = [found for found in strong if score >= model.against or found.reason == TEAMS]
        yield from believed
        weights = [found.score for found in here]
        weak = not strong and max(weights, default=0) >= _WEAK
        denied = min(weights, default=0) <= -_WEAK
        if not believed and not denied and score >= (model.beside if weak else model.alone):
            weighed = text.reading.sentences[first : first + size]
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
        known = _kept[code, phrases] = Signs("", phrases, code)
    return known
