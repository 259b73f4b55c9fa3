"""What `explain` knows besides rules: the shape of an entry, and finding one by what a person types."""

from __future__ import annotations

import re

from codesign_cli.record import NamedTuple


class Term(NamedTuple):
    """A word that the format, the rules or the documents use."""

    means: str
    """What it is, in a sentence or two."""
    why: str
    """Why it matters, or what `codesign` makes of it."""
    keys: tuple[str, ...] = ()
    """Where it stands in the program file: `accounts[].health`."""


class Cited(NamedTuple):
    """A figure or a study that the articles cite; never a finding of our own."""

    figure: str
    """`41 percent`; empty for a study that is cited without a figure."""
    says: str
    """What is said to have been found."""
    attributed_to: str
    year: str
    """The year as cited; empty where none is given."""
    population: str
    """What it was found on, as far as the citation says."""
    compared_with: str
    """What the figure is set against; says so where nothing is."""
    because: str
    """The reason that is given for it; empty where none is."""
    not_told: str
    """What the citation leaves open."""
    not_for: tuple[str, ...]
    """What it must not be used for."""


class FailureMode(NamedTuple):
    """One of the three ways in which most programs go wrong."""

    what: str
    harm: str
    """What it does to the program and to the people in it."""
    discipline: str
    """Which of the four disciplines it breaks."""
    causes: tuple[str, ...]
    signs: tuple[str, ...]
    """What can be seen of it in the program file."""
    fixes: tuple[str, ...]


class Entry(NamedTuple):
    """One entry: a term, a figure, a study or a failure mode."""

    name: str
    body: Term | Cited | FailureMode
    also: tuple[str, ...] = ()
    """Other words for it."""
    see: tuple[str, ...] = ()
    """Names of entries that lie near."""
    rules: str = ""
    """Codes of the rules that have to do with it, the closest first, with a space between them."""
    source: str = "X"
    """Entries of the catalogue, or X for the toolkit's own word."""

    @property
    def kind(self) -> str:
        """`term`, `figure`, `study` or `failure mode`."""
        if isinstance(self.body, Cited):
            return "figure" if self.body.figure else "study"
        return "term" if isinstance(self.body, Term) else "failure mode"


def entries() -> tuple[Entry, ...]:
    """Every entry: failure modes, figures, studies, then terms by name."""
    from codesign_cli.documents.glossary_data import CITED, FAILURE_MODES, TERMS

    return (*FAILURE_MODES, *CITED, *sorted(TERMS, key=lambda entry: entry.name.lower()))


def find_entry(word: str) -> Entry | None:
    """The entry that a person means by `word`; None where there is none.

    Case, hyphens, spaces, singular and plural, British and American spelling do not matter, nor
    does how a figure is written: `41`, `41%` and `41 percent` are one.
    """
    wanted = key_of(word)
    for entry in entries():
        if wanted and wanted in map(key_of, (entry.name, *entry.also)):
            return entry
    return None


def key_of(word: str) -> str:
    """What stays of a word or phrase when its spelling is set aside; empty where nothing does."""
    text = re.sub(r"(?<=\d),(?=\d)", ".", word.casefold())
    text = re.sub(r"(?<=\d)\s*(?:%|per\s*cent\b|times\b|x\b|×)", " ", text)
    words = re.findall(r"\d+(?:\.\d+)?|[^\W\d_]+", text)
    return "".join(_root(part) for part in words if part != "the")


def _root(word: str) -> str:
    """One word without its plural, in one of its two spellings."""
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith("ses"):
        word = word[:-2]
    elif word.endswith("s") and len(word) > 3 and word[-2] not in "aisu":
        word = word[:-1]
    for british, american in (("tre", "ter"), ("our", "or"), ("mme", "m")):
        if word.endswith(british) and len(word) > 4:
            word = word.removesuffix(british) + american
    return re.sub(r"([^\d])\1", r"\1", word.replace("z", "s")).removesuffix("e")


def near_names(word: str) -> tuple[str, ...]:
    """Names of at most two entries that hold `word` among their words."""
    wanted = key_of(word)
    held = (entry.name for entry in entries() if wanted in map(key_of, re.findall(r"[^\W_]+", entry.name)))
    return tuple(held)[:2] if wanted else ()
