"""What the closing pages say keeps the toolkit's own wording rules, for every reader and at every stage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from codesign_cli.config import NO_SETTINGS
from codesign_cli.documents import debrief as for_the_team
from codesign_cli.documents import own
from codesign_cli.documents.customer import debrief, memo, summary, thanks
from codesign_cli.documents.customer.unready import Unready
from codesign_cli.documents.cut import cut
from codesign_cli.documents.phrasing import Phrases, placeholders
from codesign_cli.duties.closing import debrief_start
from codesign_cli.load import load
from codesign_cli.model.program import Program

ROOT = Path(__file__).parent.parent
PROGRAMS = {"freight-claims": ROOT / "examples", "finished": ROOT / "tests" / "clean"}
DAYS = {"before": timedelta(-3), "after": timedelta(1, hours=3), "released": timedelta(60)}
PAGES: dict[str, tuple[Any, dict[str, Any]]] = {
    "debrief": (debrief, {"draft": True}),
    "summary": (summary, {}),
    "thanks": (thanks, {}),
    "memo": (memo, {}),
}


def program_of(name: str, state: str) -> Program:
    """An example without the words of its own note of thanks, in a state."""
    program = load(f"{name}.yaml", (PROGRAMS[name] / f"{name}.yaml").read_bytes()).program
    assert program is not None
    changed: Program = own._with(program, state=state, recognition=None)
    return changed


def pages(program: Program, now: datetime) -> Iterator[tuple[str, str]]:
    """Every page that can be sent, with its text."""
    for reader in (None, *(account.id for account in program.accounts)):
        seen = cut(program, reader, now).cut
        for name, (module, how) in PAGES.items():
            facts = module.build(seen, **how)
            if not isinstance(facts, Unready):
                yield name, own.plain_text(module.layout(facts))


@pytest.mark.parametrize("state", ["active", "cancelled"])
@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", PROGRAMS)
def test_the_pages_keep_the_wording_rules(name: str, day: str, state: str) -> None:
    program = program_of(name, state)
    start = debrief_start(program)
    assert start is not None
    now = start + DAYS[day]
    met = set()
    for page, text in pages(program, now):
        met.add(page)
        found = own._broken_letter(NO_SETTINGS, program, now, "thanks", text)
        assert [
            (page, rule.code, hit.message) for hit, rule in found if page == "thanks" or rule.code != "EXP451"
        ] == []
    assert met >= ({"debrief"} if day == "before" else {"debrief", "summary", "thanks"})


SAID = {
    "str": "3 sessions", "int": 3, "date": date(2026, 4, 10), "datetime": datetime(2026, 4, 8, 16, 30),
    "tuple[str, ...]": ("Priya Nair",),
}  # fmt: skip
"""A value for each kind of fact that a sentence may name."""


class _Facts:
    """Facts of any document: every field has something to say."""

    def __init__(self, facts: type) -> None:
        for name in placeholders(facts):
            kind = facts.__annotations__[name].removesuffix(" | None")
            setattr(self, name, "Bulk ownership transfer" if name == "feature" else SAID[kind])


@pytest.mark.parametrize("module", [debrief, summary, thanks, memo, for_the_team])
def test_every_sentence_keeps_them_by_itself(module: Any) -> None:
    program = program_of("finished", "active")
    now = debrief_start(program)
    assert now is not None
    say = Phrases(module.PHRASES, _Facts(module.FACTS))
    for key in module.PHRASES:
        found = own._broken(NO_SETTINGS, program, now, say(key), asked=False)
        assert [(rule.code, hit.message) for hit, rule in found] == [], key
