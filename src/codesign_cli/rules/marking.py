"""A text's words as the wording rules look at them: looked up once, and kept, for several rules read each text.

What is kept is a sentence and not the whole text: the texts of a team's programs differ in a few names. A
sentence is known by its words alone, wherever it stands and whatever a program calls its own; what the
program's own vocabulary changes in it is laid over that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from codesign_cli.rules.weights import named, names_of_plain
from codesign_cli.rules.word_forms import forms_of
from codesign_cli.rules.words import Lately, Reading, Sentence, read, word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codesign_cli.rules.patterns import Group, Match
    from codesign_cli.rules.phrases import Found, Sign, Signs

_OWN = frozenset({"OWN"})
_COMMON = word_set("after before with that this from into over when they them what which your have will")
"""Words of a program's vocabulary that say nothing of what it is about."""
LOOKED_BACK = 3
"""So many words before a sentence tell whether a quotation in it is what somebody says."""
_VOCABULARIES = 20
"""With so many different vocabularies a sentence or a text is kept at most."""


class Piece:
    """One sentence by itself: the same one wherever it stands, in a template that many programs share."""

    __slots__ = (
        *("_marked", "_names", "_places", "before", "forms", "kind", "negators", "own", "quoted", "scores"),
        *("signs", "texts", "words"),
    )

    def __init__(
        self,
        kind: str,
        texts: tuple[str, ...],
        negators: tuple[int, ...],
        quoted: tuple[bool, ...],
        before: tuple[bool, ...],
        own: frozenset[str] = frozenset(),
    ) -> None:
        self.kind = kind
        """`question`, `command` or `statement`."""
        self.texts = texts
        self.negators = negators
        """By word the place of the one that negates it; -1 where none does."""
        self.quoted = quoted
        """By word whether it stands in quotation marks."""
        self.before = before
        """Whether the words before the sentence do, three of them at most; empty where none in it does."""
        self.own = own
        """The words of the program's own vocabulary that it holds, in all their forms."""
        self.words = _marked(texts, own) if own else forms_of(texts)
        """The forms of each word; `OWN` among them where it is of the program's own vocabulary."""
        self.forms = frozenset().union(*self.words)
        self.signs: dict[Signs, Sequence[Match]] = {}
        """What rules have found in it already, and what their models say of it."""
        self.scores: dict[str, float] = {}
        self._places: dict[str, list[int]] = {}
        self._names: frozenset[str] | None = None
        self._marked: dict[frozenset[str], Piece] = {}

    def marked(self, mine: frozenset[str]) -> Piece:
        """The sentence with the words `mine` marked; itself where it holds none of them."""
        own = self.forms & mine
        if not own:
            return self
        known = self._marked.get(own)
        if known is None:
            if len(self._marked) >= _VOCABULARIES:
                self._marked.clear()
            known = Piece(self.kind, self.texts, self.negators, self.quoted, self.before, own)
            self._marked[own] = known
        return known

    @property
    def places(self) -> dict[str, list[int]]:
        """Where each form stands."""
        places = self._places
        if not places:
            for index, word in enumerate(self.words):
                for form in word:
                    if form in places:
                        places[form].append(index)
                    else:
                        places[form] = [index]
        return places

    @property
    def names(self) -> frozenset[str]:
        """What may have a weight in it: see `named`."""
        if self._names is None:
            if "OWN" in self.forms or max(self.negators) >= 0 or True in self.quoted:
                _, names = named(self.kind, self.texts, self.negators, self.quoted, self.words)
                self._names = frozenset(names)
            else:
                self._names = names_of_plain(self.kind, self.texts, self.forms)
        return self._names


def _marked(texts: tuple[str, ...], mine: frozenset[str]) -> list[frozenset[str]]:
    """The forms of each word, with `OWN` where it is a telling word of the program's own vocabulary."""
    return [
        found if found.isdisjoint(mine) or len(text) < 4 or text in _COMMON else found | _OWN
        for text, found in zip(texts, forms_of(texts), strict=True)
    ]


class Marked:
    """A text in pieces, with the words of the program's own vocabulary marked."""

    __slots__ = ("_marked", "forms", "found", "pieces", "reading", "signs")

    def __init__(self, reading: Reading, pieces: list[Piece], forms: frozenset[str]) -> None:
        self.reading = reading
        self.pieces = pieces
        """Its sentences."""
        self.forms = forms
        """All forms of its words."""
        self.signs: dict[Signs, list[Sequence[tuple[Group, Sign]]]] = {}
        """What rules have found already; `found` by rule and by how much was enough."""
        self.found: dict[tuple[Signs, float], Sequence[Found]] = {}
        self._marked: dict[frozenset[str], Marked | None] = {}
        """By vocabulary, and by what the text holds of one; None where that is nothing."""

    @property
    def words(self) -> list[frozenset[str]]:
        """The forms of each word, marked."""
        return [word for piece in self.pieces for word in piece.words]

    def marked(self, mine: frozenset[str]) -> Marked:
        """The text with the words `mine` marked: one and the same for all vocabularies of which it holds the same."""
        if mine not in self._marked:
            if len(self._marked) >= _VOCABULARIES:
                self._marked.clear()
            own = self.forms & mine
            if own and own not in self._marked:
                pieces = [piece.marked(own) for piece in self.pieces]
                self._marked[own] = Marked(self.reading, pieces, self.forms)
            self._marked[mine] = self._marked[own] if own else None
        return self._marked[mine] or self


_pieces: Lately[tuple[object, ...], Piece] = Lately()


def _piece(reading: Reading, sentence: Sentence) -> Piece:
    """A sentence of a text; one and the same where its words are, and what is negated and quoted of them."""
    first, end, kind = sentence
    texts, negators = reading.texts[first:end], reading.negators[first:end]
    quoted = reading.quoted[first:end]
    if first and max(negators) >= 0:
        negators = tuple([negator - first if negator >= 0 else -1 for negator in negators])
    before: tuple[bool, ...] = ()
    if True in quoted:
        before = reading.quoted[max(0, first - LOOKED_BACK) : first]
    key = (kind, texts, negators, quoted, before)
    known = _pieces.get(key)
    if known is None:
        known = Piece(kind, texts, negators, quoted, before)
        _pieces.keep(key, known)
    return known


_texts: Lately[str, Marked] = Lately()


def marked(reading: Reading, mine: frozenset[str]) -> Marked:
    """A text with the words `mine` marked."""
    known = _texts.get(reading.value)
    if known is None:
        pieces = [_piece(reading, sentence) for sentence in reading.sentences]
        known = Marked(reading, pieces, frozenset().union(*[piece.forms for piece in pieces]))
        _texts.keep(reading.value, known)
    return known.marked(mine)


_own_forms: dict[tuple[str, ...], frozenset[str]] = {}


def own_forms(texts: tuple[str, ...]) -> frozenset[str]:
    """The words of a program's own vocabulary, in all their forms."""
    known = _own_forms.get(texts)
    if known is None:
        if len(_own_forms) > 50:
            _own_forms.clear()
        words = [form for text in texts for form in forms_of(read(text).texts)]
        known = _own_forms[texts] = frozenset().union(*words)
    return known
