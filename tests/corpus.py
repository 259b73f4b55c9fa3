"""Labelled sentences of the wording rules: some to write the rules from, and a second set that is held out.

The development set is the first corpus (`corpus/`), what was written beside it (`corpus/more/`), and a third one
by blind authors that was measured once before anybody read it (`corpus/third/`). The held-out set
(`corpus/second/`) is by other authors; nobody who tunes the rules reads it, and what tests and tools show of
it is how many were judged rightly.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from re import Match, sub
from typing import Any, NamedTuple

import yaml

FOLDER = Path(__file__).parent / "corpus"
DEVELOPMENT = (FOLDER, FOLDER / "more", FOLDER / "third")
"""The folders of the sentences to tune on."""


class Measured(NamedTuple):
    """How a rule judged a set of cases."""

    found: int
    """Of those that must fire, how many did."""
    firing: int
    """How many must fire."""
    false: int
    """Of those that must stay quiet, how many fired."""
    quiet: int
    """How many must stay quiet."""


@cache
def _cases(path: Path) -> tuple[dict[str, Any], ...]:
    """The cases of a file; none where there is no file."""
    return tuple(yaml.safe_load(path.read_text(encoding="utf-8"))) if path.exists() else ()


def codes() -> tuple[str, ...]:
    """The rules that have development sentences."""
    return tuple(sorted({file.stem for folder in DEVELOPMENT for file in folder.glob("*.yaml")}))


def held_out_codes() -> tuple[str, ...]:
    """The rules that have held-out sentences."""
    return tuple(sorted(file.stem for file in (FOLDER / "second").glob("*.yaml")))


def development(code: str) -> tuple[dict[str, Any], ...]:
    """The cases to tune on."""
    cases = (case for folder in DEVELOPMENT for case in _cases(folder / f"{code}.yaml"))
    return tuple({_words(case): case for case in cases}.values())


def held_out(code: str) -> tuple[dict[str, Any], ...]:
    """The cases to measure with, but for those that stand in the development set word for word.

    Whoever tunes the rules does not read them.
    """
    known = {_words(case) for case in development(code)}
    return tuple(case for case in _cases(FOLDER / "second" / f"{code}.yaml") if _words(case) not in known)


def ordinary() -> tuple[str, ...]:
    """Texts that no wording rule should speak of: plain sentences, and all that the documents say by themselves."""
    from codesign_cli import documents

    plain = (FOLDER / "ordinary.txt").read_text("utf-8").splitlines()
    modules = [
        import_module(each.name) for each in walk_packages(documents.__path__, f"{documents.__name__}.")
    ]
    tables = [getattr(module, "PHRASES", {}) for module in modules]
    said = [sub(r"\{(\w+)[^}]*\}", _filled, text) for table in tables for text in table.values()]
    return tuple(dict.fromkeys((*plain, *(text for text in said if isinstance(text, str)))))


def _filled(fact: Match[str]) -> str:
    """Words for a fact of a document's sentence."""
    return _FACTS.get(fact[1], "Northwind")


_FACTS = {
    **{
        "feature": "Bulk ownership transfer",
        "people": "Dana and Omar",
        "times": "3 sessions",
        "span": "5 weeks",
    },
    **{
        "lengths": "60 to 75 minutes each",
        "hours": "three hours",
        "hours_in_all": "four hours",
        "session": "2",
    },
    **{"caller": "Mika", "cs": "Mika", "product": "Priya", "first_session": "1"},
}


def _words(case: dict[str, Any]) -> str:
    """What makes a case another one: its words, and those of the text it was before."""
    return " ".join(f"{case.get('before', '')} {case['text']}".split()).casefold().rstrip(".?!")


def measure(cases: tuple[dict[str, Any], ...], fires: Callable[[dict[str, Any]], bool]) -> Measured:
    """Counts what `fires` says of the cases."""
    verdicts = [(bool(case["fires"] if "fires" in case else case["missing"]), fires(case)) for case in cases]
    return Measured(
        sum(said for wanted, said in verdicts if wanted),
        sum(wanted for wanted, _ in verdicts),
        sum(said for wanted, said in verdicts if not wanted),
        sum(not wanted for wanted, _ in verdicts),
    )


def wilson(hits: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share after Wilson (1927)."""
    if not of:
        return 0.0, 1.0
    share, weight = hits / of, z * z / of
    middle = (share + weight / 2) / (1 + weight)
    half = z / (1 + weight) * (share * (1 - share) / of + weight / (4 * of)) ** 0.5
    return max(0.0, middle - half), min(1.0, middle + half)
