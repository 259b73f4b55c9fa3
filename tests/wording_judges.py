"""How each wording rule is asked about one case of its corpus."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from codesign_cli.rules.cohort.evidence import only_theory
from codesign_cli.rules.expectation.frictions import is_vague
from codesign_cli.rules.scope.naming import more_than_one

JUDGES: dict[str, Callable[[dict[str, Any]], bool]] = {
    "SCO101": lambda case: more_than_one(case["text"]) is not None,
    "COH206": lambda case: only_theory(case["text"]) is not None,
    "EXP421": lambda case: is_vague(case["text"], (case.get("feature") or "Bulk ownership transfer",)),
}
