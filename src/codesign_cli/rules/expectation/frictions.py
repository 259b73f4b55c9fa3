"""Whether a friction says anything: vague is what consists of nothing but judgements and general words."""

from __future__ import annotations

from collections.abc import Iterable

from codesign_cli.rules.phrases import sure
from codesign_cli.rules.words import Reading, forms, read, word_set

_known: list[frozenset[str]] = []
_HUMAN = word_set(
    """find call feel think like dislike love hate sigh complain grumble groan moan struggle shrug frown wince hesitate
    amused unhappy annoyed irritated impressed unimpressed convinced unconvinced
    disappointed frustrated confused puzzled pleased displeased satisfied dissatisfied happy lost underwhelmed
    enthusiastic keen sceptical skeptical doubtful
    unsure uncomfortable warm enjoy appreciate rave thrilled excited bored overwhelmed fed upset angry"""
)
"""What only people do or are: who stands before it is no part of the trouble."""
_VAGUE_ENDINGS = ("some", "ful", "ous", "ish", "ive", "ly", "less")


def is_vague(friction: str, own: Iterable[str] = (), phrases: tuple[str, ...] = ()) -> bool:
    """Whether an English friction names no step and no concrete trouble.

    `own` are texts that name no step by themselves, the feature's name: to call it bad is vague too.
    """
    folded = friction.casefold()
    if any(phrase.casefold() in folded for phrase in phrases if phrase.strip()):
        return True
    own = tuple(own)
    return _is_general(read(friction), own) or sure("EXP421", friction, own) is not None


def _is_general(reading: Reading, own: tuple[str, ...]) -> bool:
    """Whether all words of a text are general ones, and one of them judges."""
    if not reading.tokens:
        return False
    judged, known = _vocabulary()
    general = {form for text in own for token in read(text).tokens for form in forms(token.text)}
    people = _subjects(reading)
    for index, token in enumerate(reading.tokens):
        base = forms(token.text)
        general_word = not base.isdisjoint(known) or not base.isdisjoint(general)
        if index not in people and not general_word and not token.text.endswith(_VAGUE_ENDINGS):
            return False
    return len(reading.tokens) <= 3 or _judges(reading, judged)


def _judges(reading: Reading, judged: frozenset[str]) -> bool:
    """Whether a text has a word that judges, or says of something that it is not."""
    before = ""
    for token in reading.tokens:
        if not forms(token.text).isdisjoint(judged) or token.text.endswith(_VAGUE_ENDINGS):
            return True
        if token.text == "not" and before in ("", "is", "are", "was", "were", "would"):
            return True
        before = token.text
    return False


def _subjects(reading: Reading) -> set[int]:
    """The words that begin a sentence before what only people do or are: `the pharmacist was not amused`."""
    found: set[int] = set()
    for sentence in reading.sentences:
        for index in range(sentence.first + 1, min(sentence.end, sentence.first + 6)):
            if not forms(reading.tokens[index].text).isdisjoint(_HUMAN):
                found.update(range(sentence.first, min(index, sentence.first + 3)))
                break
    return found


def _vocabulary() -> tuple[frozenset[str], frozenset[str]]:
    """The words that judge, and all general words with them, of the data file."""
    if not _known:
        from codesign_cli.rules.phrases import data_of

        judged: set[str] = set()
        known: set[str] = set()
        for line in data_of("EXP421").split("\n"):
            name, mark, words = line.partition(" = ")
            if mark:
                known.update(words.split())
                if name in ("@judged", "@felt"):
                    judged.update(words.split())
        _known.extend((frozenset(judged), frozenset(known)))
    return _known[0], _known[1]
