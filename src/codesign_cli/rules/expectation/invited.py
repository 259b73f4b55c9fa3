"""What the text of an invitation says: its scope, the time it asks for, what input is wanted, who decides, the mode."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from codesign_cli.rules.expectation.amounts import amounts, says_all
from codesign_cli.rules.expectation.quantities import MINUTES, SESSIONS, WEEKS, word_set
from codesign_cli.rules.phrases import signs_of
from codesign_cli.rules.words import Reading, Token, forms, read

CLAUSES = ("scope", "time", "input", "decision")
"""What an invitation has to say, as `says` names it."""
_SMALL_WORDS = word_set(
    "a an and as at by for from how in into it its new of off on one or our out over that the their them then this "
    "to up what when where which who with your you we after before while during per via is are was were be been will "
    "would can could has have had do does not no all each every now still also than there here us"
)
_POSTS = word_set("manager lead owner director head")
_STEM = 5
"""So many letters at the start make two longer words one: owner and ownership, choose and choosing."""


def lacking(text: str, own: Iterable[str], deciders: Iterable[str] = ()) -> tuple[str, ...]:
    """Which of the four clauses a text leaves out.

    `own` are the feature's name and what is in scope, `deciders` the names of Product's people.
    """
    for name in (*deciders, *_product_people(text)):
        text = text.replace(name, "Product")
    reading = read(text)
    said = {
        sign.reason: max(sign.weight, 0)
        for signs in signs_of("EXP402").signs(reading, own)
        for _, sign in signs
    }
    lets = "lets the customers decide" in said
    has = {
        "scope": names_scope(reading, own),
        "time": says_all(text),
        "input": "input on the design" in said and "not input on the roadmap" in said,
        "decision": "Product decides" in said and not lets,
    }
    return tuple(clause for clause in CLAUSES if not has[clause])


def _product_people(text: str) -> Iterator[str]:
    """The names of those whom a text calls Product's: `our product manager Priya`."""
    words = text.split()
    for index in [place for place, word in enumerate(words[:-2]) if word.lower() == "product"]:
        called = words[index + 1].rstrip(",").lower() in _POSTS
        name = words[index + 2].strip(".,;:()!?")
        if called and name[:1].isupper():
            yield name


def missing_times(text: str) -> tuple[str, ...]:
    """Which of the three numbers a text leaves out: `sessions`, `weeks`, `minutes`."""
    found = {amount.kind for amount in amounts(text) if amount.is_said}
    return tuple(kind for kind in (SESSIONS, WEEKS, MINUTES) if kind not in found)


def names_scope(reading: Reading, own: Iterable[str]) -> bool:
    """Whether a sentence names the feature or something in scope: more than half of the words that say which."""
    wanted = [_content(read(text).tokens) for text in own]
    for sentence in reading.sentences:
        here = frozenset().union(*_content(reading.tokens[sentence.first : sentence.end]))
        for words in wanted:
            met = _met(words, here)
            if met * 2 > len(words) and (met > 1 or len(words) == 1):
                return True
            if met >= 2 and len(words) >= 4:
                return True
    return False


def shared(one: str, other: str) -> int:
    """How many words that say what a text is about two texts have in common."""
    return _met(_content(read(one).tokens), frozenset().union(*_content(read(other).tokens)))


def _content(tokens: Iterable[Token]) -> list[frozenset[str]]:
    """The stems of each word that says what a text is about, each word once."""
    words = dict.fromkeys([token.text for token in tokens])
    return [_stems(word) for word in words if word not in _SMALL_WORDS]


@lru_cache(2_000)
def _stems(word: str) -> frozenset[str]:
    """What makes two words one: a form in common, or the first five letters of a longer one."""
    return frozenset([form[:_STEM] for form in forms(word)])


def _met(words: Iterable[frozenset[str]], here: frozenset[str]) -> int:
    """How many of the words are among those with these stems."""
    return sum([not word.isdisjoint(here) for word in words])


def modes(text: str, own: Iterable[str]) -> dict[str, tuple[int, int]]:
    """The ways of taking part that a text offers, in its order, each with the characters that say so.

    Where no sentence offers one outright, the way that the text hints at first counts alone.
    """
    reading = read(text)
    said: dict[str, tuple[int, int]] = {}
    hinted: dict[str, tuple[int, int]] = {}
    for signs in signs_of("EXP457").signs(reading, own):
        if any(sign.weight < 0 for _, sign in signs):
            continue
        for _, sign in sorted(signs, key=lambda pair: pair[1].start):
            (said if sign.weight >= 1 else hinted).setdefault(sign.reason, (sign.start, sign.end))
    if "design-input" in said:
        said.pop("prototype-review", None)
    ordered = sorted((said or hinted).items(), key=lambda pair: pair[1])
    return dict(ordered if said else ordered[:1])
