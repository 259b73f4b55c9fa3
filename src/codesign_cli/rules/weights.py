"""A small linear model of how the trouble of a rule is worded: weights of words, of their pairs, of kinds of sentence.

The weights of a rule stand in `words_data/CODE.weights` and are made from labelled sentences by
`tools/train_wording.py`; the weight of a word that no sentence holds is told from the words used like it. A
text's score is the sum of its weights over the root of its length: above 0 it is more likely than not that the
rule has a reason to speak. The words with the highest weights say why.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence, Set
from itertools import pairwise, repeat

from codesign_cli.record import NamedTuple
from codesign_cli.rules.words import Reading, Sentence

FEWEST = 4
"""A shorter text counts as one of so many words."""
_MARKS = {"question": "?", "command": "!", "statement": "."}
_LONGEST = 8
"""So many words in a row are shown as the reason, at most."""
_MOST = 1_000
"""After so many features were looked up one by one, all of a model are made a dictionary."""
ZERO = 0x200
"""The character of a weight of 0; the one after it is a twentieth more."""
STEP = 20
"""So many steps of a weight are 1."""
_WORTH = 2
"""What a word has to weigh, in steps, to make the stretch that is shown longer."""

Words = list[frozenset[str]]
"""The forms of each word of a text; `OWN` among them where it is of the program's own vocabulary."""


class Model(NamedTuple):
    """The weights of a rule, and where they suffice."""

    reason: str
    """What a text is said to do that the weights alone tell."""
    whole: bool
    """Whether a text is weighed as a whole; else sentence by sentence."""
    bias: float
    alone: float
    """From this score on the weights suffice by themselves."""
    beside: float
    """From this score on they suffice beside a weak sign."""
    against: float
    """Below this score a sign is not believed."""
    weights: dict[str, str]
    """By their first two characters the features, see `features`, each as ` word=` and the character of its weight.

    They are searched in where they stand, for to make a dictionary of all of them takes longer than to judge a
    program; empty when `met` has all of them.
    """
    met: dict[str, int]
    """The weights of features that were looked up; of all of them, once there were many."""


def features(reading: Reading, sentences: Sequence[Sentence], words: Words) -> Iterable[tuple[int, str]]:
    """What may have a weight: the index of a word and a name, see `named`."""
    places: list[int] = []
    names: list[str] = []
    for first, end, kind in sentences:
        texts, _, _, _, negators, quoted = zip(*reading.tokens[first:end], strict=True)
        inside, named_here = named(kind, texts, negators, quoted, words[first:end])
        places += [first + place for place in inside]
        names += named_here
    return zip(places, names, strict=True)


def named(
    kind: str, texts: Sequence[str], negators: Sequence[int], quoted: Sequence[bool], words: Words
) -> tuple[list[int], list[str]]:
    """A sentence's places of words and, beside each, a form, the pair with the word before, or the kind at the end.

    A word of the program's own tells nothing. A word that is negated has a `-` before it, a quoted one a `"`.
    """
    places: list[int] = []
    names: list[str] = []
    before = "^"
    for index, forms in enumerate(words):
        if "OWN" in forms:
            before = "OWN"
            continue
        mark = '"' if quoted[index] else "-" if negators[index] >= 0 else ""
        names += [mark + form for form in forms] if mark else forms
        names.append(f"{before}_{texts[index]}")
        places += [index] * (len(forms) + 1)
        before = texts[index]
    names += (f"{before}_$", _MARKS[kind])
    places += [len(words) - 1] * 2
    return places, names


def names_of_plain(kind: str, texts: Sequence[str], forms: Set[str]) -> frozenset[str]:
    """The names of `named` for a sentence, most are, without a word that is negated, quoted or a program's own."""
    return frozenset((*forms, *map("_".join, pairwise(("^", *texts, "$"))), _MARKS[kind]))


def score(model: Model, reading: Reading, sentences: Sequence[Sentence], words: Words) -> float:
    """How likely it is that sentences are what the rule should speak of: above 0 more likely than not."""
    names = {name for _, name in features(reading, sentences, words)}
    return weigh(model, names, sum(sentence.end - sentence.first for sentence in sentences))


def weigh(model: Model, names: Set[str], length: int) -> float:
    """As `score`, of so many words with these features: those of a text are kept, see `Marked.names`."""
    met = model.met
    if model.weights:
        for name in names:
            if name not in met:
                met[name] = _weight(model, name)
        if len(met) > _MOST:
            _read_all(model)
    total = sum(map(met.get, names, repeat(0)))
    return model.bias + total / STEP / math.sqrt(max(FEWEST, length))


def telling(model: Model, reading: Reading, sentences: Sequence[Sentence], words: Words) -> tuple[int, int]:
    """The characters of the few words in a row that weigh most."""
    heavy: dict[int, int] = {}
    for index, name in features(reading, sentences, words):
        heavy[index] = heavy.get(index, -_WORTH) + _weight(model, name)
    first, last = sentences[0].first, sentences[-1].end - 1
    best = 0
    for sentence in sentences:
        for start in range(sentence.first, sentence.end):
            total = 0
            for end in range(start, min(start + _LONGEST, sentence.end)):
                total += heavy.get(end, -_WORTH)
                if total > best:
                    best, first, last = total, start, end
    return reading.tokens[first].start, reading.tokens[last].end


def _weight(model: Model, name: str) -> int:
    """The weight of a feature in steps; 0 where it has none."""
    line = model.weights.get(f"{name}="[:2])
    if line is None:
        return model.met.get(name, 0)
    place = line.find(f" {name}=")
    return ord(line[place + len(name) + 2]) - ZERO if place >= 0 else 0


def _read_all(model: Model) -> None:
    """Makes one dictionary of all weights of a model."""
    met = model.met
    for line in model.weights.values():
        for entry in line.split():
            met[entry[:-2]] = ord(entry[-1]) - ZERO
    model.weights.clear()


def parsed(data: str) -> Model:
    """The model that a data file holds: its reason, from where on it counts, and its features by first letters."""
    reason, settings, *lines = data.split("\n")
    unit, *numbers = settings.split()
    bias, alone, beside, against = map(float, numbers)
    weights = {line[:2]: f" {line}" for line in lines if line}
    return Model(reason, unit == "whole", bias, alone, beside, against, weights, {})


_kept: dict[str, Model | None] = {}


def model_of(code: str) -> Model | None:
    """The model of a rule, read once; None where it has none."""
    if code not in _kept:
        folder = __file__.rpartition("weights.")[0]
        try:
            with open(f"{folder}words_data/{code}.weights", "rb") as data:
                _kept[code] = parsed(data.read().decode().replace("\r\n", "\n"))
        except FileNotFoundError:
            _kept[code] = None
    return _kept[code]
