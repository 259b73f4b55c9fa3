"""Labelled sentences of the wording rules: a third is held out, never shown and never tuned on.

A case is held out when its position in its file (from 0) is divisible by three. What tests and tools
print of a held-out case is its number at most.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

FOLDER = Path(__file__).parent / "corpus"


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
def _cases(code: str) -> tuple[dict[str, Any], ...]:
    return tuple(yaml.safe_load((FOLDER / f"{code}.yaml").read_text(encoding="utf-8")))


def codes() -> tuple[str, ...]:
    """The rules that have a corpus."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.yaml")))


def development(code: str) -> tuple[dict[str, Any], ...]:
    """The cases to tune on."""
    return tuple(case for number, case in enumerate(_cases(code)) if number % 3)


def held_out(code: str) -> tuple[dict[str, Any], ...]:
    """The cases to measure with; whoever tunes the rules does not read them."""
    return tuple(case for number, case in enumerate(_cases(code)) if number % 3 == 0)


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
