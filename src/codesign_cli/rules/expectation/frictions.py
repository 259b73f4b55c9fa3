"""Whether a friction says anything: vague is what consists of nothing but judgements and general words."""

from __future__ import annotations

from collections.abc import Iterable

from codesign_cli.rules.words import forms, read

_known: dict[tuple[str, ...], frozenset[str]] = {}
_MENTAL = frozenset(
    """find call feel think like dislike love hate sigh complain grumble struggle shrug frown wince say seem look react
    be have hesitate""".split()
)
_VAGUE_ENDINGS = ("some", "ful", "ous", "ish", "ive", "ly", "less")


def is_vague(friction: str, own: Iterable[str] = (), phrases: tuple[str, ...] = ()) -> bool:
    """Whether an English friction names no step and no concrete trouble.

    `own` are texts that name no step by themselves, the feature's name: to call it bad is vague too.
    """
    folded = friction.casefold()
    if any(phrase.casefold() in folded for phrase in phrases if phrase.strip()):
        return True
    reading = read(friction)
    if not reading.tokens:
        return False
    known = _vocabulary(phrases)
    general = {form for text in own for token in read(text).tokens for form in forms(token.text)}
    left = [
        index
        for index, token in enumerate(reading.tokens)
        if forms(token.text).isdisjoint(known)
        and forms(token.text).isdisjoint(general)
        and not token.text.endswith(_VAGUE_ENDINGS)
    ]
    return not left


def _vocabulary(phrases: tuple[str, ...]) -> frozenset[str]:
    """The general words and judgements of the data file."""
    if phrases not in _known:
        from codesign_cli.rules.phrases import data_of

        lines = (line.partition(" = ")[2] for line in data_of("EXP421").split("\n") if line[:1] == "@")
        _known[phrases] = frozenset(word for line in lines for word in line.split())
    return _known[phrases]
