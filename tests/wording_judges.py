"""How each wording rule is asked about one case of its corpus."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from codesign_cli.rules.cohort.evidence import only_theory, says_nothing_of
from codesign_cli.rules.expectation.frictions import is_vague
from codesign_cli.rules.phrases import signs_of
from codesign_cli.rules.scope.naming import more_than_one
from tests.wording_judges_expectation import JUDGES as OF_EXPECTATION
from tests.wording_judges_expectation import own_words

PROBLEM = (
    "When a project lead leaves, an operations lead moves 50 to 200 tasks by hand and the record of who owned what "
    "is lost."
)
"""The problem of every case that names no other: that of `tests/clean`."""


def _by_signs(code: str) -> Callable[[dict[str, Any]], bool]:
    return lambda case: signs_of(code).found(case["text"], own_words(case)) is not None


JUDGES: dict[str, Callable[[dict[str, Any]], bool]] = {
    "SCO101": lambda case: more_than_one(case["text"]) is not None,
    **{code: _by_signs(code) for code in ("SCO102", "SCO122", "SCO123", "SCO126", "SCO128", "SCO130")},
    "COH206": lambda case: only_theory(case["text"]) is not None,
    "COH208": lambda case: says_nothing_of(case["text"], case.get("problem") or PROBLEM),
    "EXP421": lambda case: is_vague(case["text"], (own_words(case)[0],)),
    **OF_EXPECTATION,
}
