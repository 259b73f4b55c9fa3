"""A text's words as the wording rules look at them: looked up once, and kept, for several rules read each text.

What is kept is a sentence and not the whole text: the texts of a team's programs differ in a few names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from codesign_cli.rules.weights import features
from codesign_cli.rules.words import Lately, Reading, Sentence, Token, forms, read, word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codesign_cli.rules.phrases import Found, Group, Sign, Signs

_OWN = frozenset({"OWN"})
_COMMON = word_set("after before with that this from into over when they them what which your have will")
"""Words of a program's vocabulary that say nothing of what it is about."""
LOOKED_BACK = 3
"""So many words before a sentence tell whether a quotation in it is what somebody says."""


class Piece:
    """One sentence, as a text by itself: the same one wherever it stands, in a template that many programs share."""

    __slots__ = ("_names", "before", "forms", "own", "places", "reading", "signs", "words")

    def __init__(self, reading: Reading, before: tuple[bool, ...], own: frozenset[str]) -> None:
        self.reading = reading
        self.before = before
        """Whether the words before it stand in quotation marks, three of them at most."""
        self.own = own
        """The words of the program's own vocabulary that it holds, in all their forms."""
        self.words = [_marked(token.text, own) for token in reading.tokens]
        """The forms of each word; `OWN` among them where it is of the program's own vocabulary."""
        self.places: dict[str, list[int]] = {}
        """Where each form stands."""
        for index, word in enumerate(self.words):
            for form in word:
                if form in self.places:
                    self.places[form].append(index)
                else:
                    self.places[form] = [index]
        self.forms = frozenset(self.places)
        self._names: frozenset[str] | None = None
        self.signs: dict[Signs, Sequence[tuple[Group, Sign]]] = {}
        """What rules have found in it already."""

    @property
    def names(self) -> frozenset[str]:
        """What may have a weight in it: see `features`."""
        if self._names is None:
            found = features(self.reading, self.reading.sentences, self.words)
            self._names = frozenset([name for _, name in found])
        return self._names


class Marked:
    """A text in pieces, with the words of the program's own vocabulary marked."""

    __slots__ = ("found", "pieces", "reading", "signs")

    def __init__(self, reading: Reading, own: frozenset[str]) -> None:
        self.reading = reading
        self.pieces = [_piece(reading, sentence, own) for sentence in reading.sentences]
        """Its sentences."""
        self.signs: dict[Signs, list[list[tuple[Group, Sign]]]] = {}
        """What rules have found already; `found` by rule and by how much was enough."""
        self.found: dict[tuple[Signs, float], Sequence[Found]] = {}

    @property
    def words(self) -> list[frozenset[str]]:
        """The forms of each word, marked."""
        return [word for piece in self.pieces for word in piece.words]


_pieces: Lately[tuple[object, ...], Piece] = Lately()


def _piece(reading: Reading, sentence: Sentence, mine: frozenset[str]) -> Piece:
    """A sentence of a text; one and the same where its words are, and what is negated, quoted and marked of them."""
    first, end = sentence.first, sentence.end
    tokens = reading.tokens[first:end]
    start = tokens[0].start
    own = mine & frozenset().union(*[forms(token.text) for token in tokens]) if mine else mine
    before = tuple([token.quoted for token in reading.tokens[max(0, first - LOOKED_BACK) : first]])
    segment = reading.value[start : tokens[-1].end]
    negated = tuple([token.negator - first if token.negator >= 0 else -1 for token in tokens])
    quoted = tuple([token.quoted for token in tokens])
    key = (segment, tokens[0].text, sentence.kind, negated, quoted, before if any(quoted) else (), own)
    known = _pieces.get(key)
    if known is None:
        moved = tuple(
            Token(token.text, token.start - start, token.end - start, token.clause, negator, token.quoted)
            for token, negator in zip(tokens, negated, strict=True)
        )
        alone = Reading(segment, moved, (Sentence(0, len(moved), sentence.kind),))
        known = Piece(alone, before, own)
        _pieces.keep(key, known)
    return known


def _marked(word: str, mine: frozenset[str]) -> frozenset[str]:
    """A word's forms, with `OWN` where it is a telling word of the program's own vocabulary."""
    found = forms(word)
    if not mine or found.isdisjoint(mine) or len(word) < 4 or word in _COMMON:
        return found
    return found | _OWN


_texts: Lately[tuple[str, frozenset[str]], Marked] = Lately()
_forms_of: Lately[str, frozenset[str]] = Lately()


def marked(reading: Reading, mine: frozenset[str]) -> Marked:
    """A text with the words `mine` marked: one and the same for every vocabulary of which it holds the same words."""
    value = reading.value
    held = _forms_of.get(value)
    if held is None:
        held = frozenset().union(*(forms(token.text) for token in reading.tokens))
        _forms_of.keep(value, held)
    own = held & mine
    known = _texts.get((value, own))
    if known is None:
        known = Marked(reading, own)
        _texts.keep((value, own), known)
    return known


_own_forms: dict[tuple[str, ...], frozenset[str]] = {}


def own_forms(texts: tuple[str, ...]) -> frozenset[str]:
    """The words of a program's own vocabulary, in all their forms."""
    known = _own_forms.get(texts)
    if known is None:
        if len(_own_forms) > 50:
            _own_forms.clear()
        words = (forms(token.text) for text in texts for token in read(text).tokens)
        known = _own_forms[texts] = frozenset().union(*words)
    return known
