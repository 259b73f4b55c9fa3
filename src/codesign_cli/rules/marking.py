"""A text's words as the wording rules look at them: looked up once, and kept, for several rules read each text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codesign_cli.rules.weights import features
from codesign_cli.rules.words import Lately, Reading, forms, read, word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codesign_cli.rules.phrases import Found, Group, Sign, Signs

_OWN = frozenset({"OWN"})
_COMMON = word_set("after before with that this from into over when they them what which your have will")
"""Words of a program's vocabulary that say nothing of what it is about."""


class Marked:
    """The words of one text, with those of the program's own vocabulary marked."""

    __slots__ = ("_names", "found", "own", "places", "reading", "sentences", "signs", "words")

    def __init__(self, reading: Reading, own: frozenset[str]) -> None:
        self.reading = reading
        self.own = own
        """The words of the program's own vocabulary that the text holds, in all their forms."""
        self.words = [_marked(token.text, own) for token in reading.tokens]
        """The forms of each word; `OWN` among them where it is of the program's own vocabulary."""
        self.places: list[dict[str, list[int]]] = []
        """By sentence, where each form stands."""
        for sentence in reading.sentences:
            places: dict[str, list[int]] = {}
            for index in range(sentence.first, sentence.end):
                for form in self.words[index]:
                    if form in places:
                        places[form].append(index)
                    else:
                        places[form] = [index]
            self.places.append(places)
        self.sentences = list(map(frozenset, self.places))
        """The forms of all words of each sentence."""
        self._names: list[frozenset[str]] | None = None
        self.signs: dict[Signs, list[list[tuple[Group, Sign]]]] = {}
        """What rules have found already; `found` by rule and by how much was enough."""
        self.found: dict[tuple[Signs, float], Sequence[Found]] = {}

    @property
    def names(self) -> list[frozenset[str]]:
        """By sentence, what may have a weight in it: see `features`."""
        if self._names is None:
            reading, words = self.reading, self.words
            self._names = [
                frozenset([name for _, name in features(reading, (sentence,), words)])
                for sentence in reading.sentences
            ]
        return self._names


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
