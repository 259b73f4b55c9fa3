"""Whole co-design programs drawn at random, at any stage, in which every text bears a mark of its own.

A mark is a word like `zqbd` that stands in one value only; `readers` says on whose pages it may stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

MARK = re.compile(r"zq[a-p]{2,6}(?![a-z])", re.IGNORECASE)
"""What a mark looks like, in any case."""
EVERYBODY = None
"""May stand on every page, also on the one for nobody in particular."""
NOBODY: frozenset[str] = frozenset()
"""May stand on no page for customers."""
_ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata")
_PURPOSES = ("problem-validation", "prototype-feedback", "solution-iteration", "edge-cases", "last-check")
_LETTERS = "abcdefghijklmnop"


class Drawn:
    """A program as plain data, the day that counts as now, and who may read each mark.

    `tail` gives what follows the mark in a text, for texts that would like to act.
    """

    def __init__(self, seed: int, tail: Callable[[Random], str] = lambda chance: "") -> None:
        self.chance = Random(seed)
        self.readers: dict[str, frozenset[str] | None] = {}
        self._tail = tail
        self._number = 16
        self._names: list[tuple[str, str]] = []
        self.start = date(2026, 1, 5) + timedelta(self.chance.randrange(60))
        self.as_of = self.start + timedelta(self.chance.choice((-20, 3, 20, 45, 60, 75, 100, 220)))
        self.accounts = [self._mark(NOBODY) for _ in range(self.chance.randint(1, 5))]
        for key in self.accounts:
            self.readers[key] = frozenset((key,))
        self.data = self._program()

    # Values

    def _mark(self, readers: frozenset[str] | None) -> str:
        self._number += 1
        number, word = self._number, ""
        while number:
            number, digit = divmod(number, 16)
            word = _LETTERS[digit] + word
        self.readers[f"zq{word}"] = readers
        return f"zq{word}"

    def text(self, readers: frozenset[str] | None = NOBODY, *, names: bool = True) -> str:
        """A text that these may read; some name another account or its people, which no page may pass on."""
        word = f"{self._mark(readers)} {self.chance.choice(('moves', 'waits', 'lists'))}"
        if names and self._names and self.chance.random() < 0.25:
            word += f" as {self.chance.choice(self._names)[1]} has it"
        return word + self._tail(self.chance)

    def texts(self, readers: frozenset[str] | None = NOBODY, most: int = 3) -> list[str]:
        """One to `most` texts."""
        return [self.text(readers) for _ in range(self.chance.randint(1, most))]

    def name(self, readers: frozenset[str] | None) -> str:
        """A name that these may read."""
        return f"{self._mark(readers).capitalize()} {self._mark(readers).capitalize()}"

    def maybe(self, value: Any, odds: float = 0.7) -> Any:
        """The value, or None where it is left out."""
        return value if self.chance.random() < odds else None

    def day(self, after: int) -> str:
        """A day so many days after the start, give or take."""
        return (self.start + timedelta(after + self.chance.randint(-2, 2))).isoformat()

    def moment(self, after: int) -> str:
        """A moment on such a day."""
        day = self.start + timedelta(after)
        return datetime(day.year, day.month, day.day, self.chance.randint(8, 18), 0).isoformat(
            timespec="minutes"
        )

    # Parts

    def _program(self) -> dict[str, Any]:
        one = {key: frozenset((key,)) for key in self.accounts}
        accounts = [self._account(key, one[key]) for key in self.accounts]
        self._held = self.chance.randint(0, 5)
        most = 8 if self._held else 0
        records = [self._record(f"F{number}", one) for number in range(self.chance.randint(0, most))]
        program = {
            "codesign": 1,
            "title": self.text(EVERYBODY, names=False),
            "timezone": self.maybe(self.chance.choice(_ZONES)),
            "state": self.maybe(self.chance.choice(("active", "active", "active", "cancelled", "closed"))),
            "scale": self.maybe(self.chance.choice(("standard", "minimum"))),
            "strategy": self.maybe(self.text()),
            "primary_icp": self.maybe(self.text()),
            "feature": self._feature(),
            "team": self.maybe(self._team(), 0.9),
            "timeline": self.maybe(
                {"start": self.start.isoformat(), "end": self.day(42), "ga": self.maybe(self.day(70))}
            ),
            "invitation": self.maybe({"planned": self.day(-14), "sent": self.maybe(self.day(-14))}),
            "brief": self.maybe({"sent": self.day(-6), "by": "product"}),
            "feedback_format": self.maybe({"agreed": self.day(-6), "by": ["product", "cs"]}),
            "accounts": accounts,
            "candidates": [self._candidate() for _ in range(self.chance.randint(0, 2))],
            "sessions": self._sessions(one, records),
            "feedback": records,
            "parked": self._several(lambda key: self._parked(key, one[key])) if self._held else [],
            "disagreements": self._disagreements(one, records),
            "preview": self.maybe(self._preview(one)),
            "debrief": self.maybe(self._debrief()),
            "recognition": self.maybe({"sent": self.day(72), "text": self.maybe(self.text(EVERYBODY))}),
            "retrospective": self.maybe(
                {
                    key: self.texts()
                    for key in ("useful", "record_format", "selection", "invitation", "change")
                }
            ),
            "outcomes": self.maybe({"ready": self.chance.sample(self.accounts, 1)}),
            "notes": {"relational": self._several(lambda key: {"account": key, "note": self.text()})},
            "carried_over": self.texts(),
            "guardrails": self.maybe({"criteria": self.texts()}),
            "internal": self.maybe({"statuses": self.text(), "beta_selection": self.text()}),
            "memos": [self._memo() for _ in range(self.chance.randint(0, 2))],
            "waivers": [{"rule": "SCO111", "reason": self.text(), "by": "cs", "until": self.day(90)}],
        }
        whole: dict[str, Any] = _written(program)
        return whole

    def _several(self, make: Callable[[str], Any]) -> list[Any]:
        return [make(self.chance.choice(self.accounts)) for _ in range(self.chance.randint(0, 3))]

    def _feature(self) -> dict[str, Any]:
        kinds = ("technical", "regulatory", "architecture")
        return {
            "name": self.text(EVERYBODY, names=False),
            "problem": self.text(EVERYBODY),
            "question": self.maybe(self.text(EVERYBODY)),
            "approach": self.maybe(self.text(EVERYBODY)),
            "in_scope": self.maybe(self.texts(EVERYBODY)),
            "out_of_scope": self.maybe(self.texts(EVERYBODY)),
            "constraints": self.maybe(
                {kind: self.maybe(self.chance.choice(("none", self.texts(EVERYBODY)))) for kind in kinds}
            ),
            "influence": self.maybe(self.texts(EVERYBODY)),
        }

    def _team(self) -> dict[str, Any]:
        def person() -> dict[str, Any]:
            mail = f"{self._mark(EVERYBODY)}@example.com"
            return {
                "name": self.name(EVERYBODY),
                "email": self.maybe(mail),
                "title": self.maybe(self.text(EVERYBODY, names=False)),
            }

        return {
            "product": person(),
            "cs": person(),
            "engineering": [person() for _ in range(self.chance.randint(0, 2))],
            "others": [person() | {"function": "design"} for _ in range(self.chance.randint(0, 1))],
        }

    def _account(self, key: str, own: frozenset[str]) -> dict[str, Any]:
        people = [self._participant(own) for _ in range(self.chance.randint(0, 2))]
        name = self.name(own)
        self._names += [(key, name), *((key, person["name"]) for person in people)]
        return {
            "id": key,
            "name": name,
            "segment": self.maybe(self.text()),
            "health": self.maybe(self.chance.choice(("green", "yellow", "red"))),
            "health_checked": self.maybe(self.day(-15)),
            "acuity": self.maybe("operational"),
            "acuity_evidence": self.maybe(self.text()),
            "selected_for": self.maybe(self.chance.choice(("problem", "relationship"))),
            "csm": self.maybe(self.name(own), 0.3),
            "joined": self.maybe(self.day(10), 0.1),
            "left": self.maybe(self.day(25), 0.15),
            "participants": people,
        }

    def _participant(self, own: frozenset[str]) -> dict[str, Any]:
        return {
            "name": self.name(own),
            "title": self.maybe(self.text(own, names=False)),
            "role": "practitioner",
            "email": f"{self._mark(own)}@example.com",
            "timezone": self.maybe(self.chance.choice(_ZONES), 0.3),
            "current_workflow": self.texts(own),
        }

    def _candidate(self) -> dict[str, Any]:
        name = self.name(NOBODY)
        self._names.append(("", name))
        return {"id": self._mark(NOBODY), "name": name, "outcome": "screened-out", "why": self.text()}

    def _record(self, key: str, one: dict[str, frozenset[str]]) -> dict[str, Any]:
        account = self.chance.choice(self.accounts)
        own = one[account]
        final = self.maybe(self.chance.choice(("incorporated", "deferred", "declined")))
        told = {"on": self.day(55), "by": "cs", "how": self.chance.choice(("call", "mail"))}
        return {
            "id": key,
            "session": self.chance.randint(1, self._held),
            "account": account,
            "step": self.maybe(self.text(own)),
            "friction": self.text(own),
            "signal": self.maybe(self.chance.choice(("friction", "confusion", "workaround"))),
            "words": self.maybe(self.text(own)),
            "severity": self.chance.choice(("blocker", "significant", "minor")),
            "suggestion": self.maybe(self.text(own)),
            "need": self.maybe(self.text()),
            "pm_read": self.maybe(self.chance.choice(("incorporate", "decline", "investigate"))),
            "final": final,
            "reason": self.maybe(self.text(own), 0.9) if final else None,
            "shipped": self.maybe(self.text(own)) if final == "incorporated" else None,
            "told": self.maybe(told) if final in ("deferred", "declined") else None,
        }

    def _sessions(
        self, one: dict[str, frozenset[str]], records: list[dict[str, Any]]
    ) -> list[dict[str, Any]]:
        return [self._session(number, one, records) for number in range(1, self._held + 1)]

    def _session(
        self, number: int, one: dict[str, frozenset[str]], records: list[dict[str, Any]]
    ) -> dict[str, Any]:
        there = self.chance.sample(self.accounts, self.chance.randint(1, len(self.accounts)))
        several = self.chance.random() < 0.2
        at = self.moment(10 * (number - 1))
        answered = [record for record in records if record["session"] < number and number == 3]
        corrections = [
            {"account": key, "we_said": self.text(one[key]), "they_say": self.text(one[key])}
            for key in there
            if number == 1
        ]
        because = [{"account": key, "unresolved": self.text(one[key])} for key in there if number > 3]
        return {
            "purpose": self.maybe(_PURPOSES[number - 1]),
            "at": dict.fromkeys(self.accounts, at) if several else self.maybe(at, 0.9),
            "minutes": self.maybe(self.chance.choice((30, 60, 75, 90))),
            "format": self.maybe(self.chance.choice(("joint", "single"))),
            "invited": self.maybe(there, 0.3),
            "shows": self.maybe(self.text(EVERYBODY)),
            "questions": self.maybe(self.texts(EVERYBODY)),
            "held": self.maybe(self.chance.choice((True, False)), 0.1),
            "attended": self.maybe({key: [self.name(one[key])] for key in there}),
            "talk_minutes": self.maybe(dict.fromkeys(there, 7)),
            "corrections": self.maybe(corrections),
            "answers": {record["id"]: self.text(one[record["account"]]) for record in answered},
            "confirmed": {record["id"]: {record["account"]: True} for record in answered},
            "because": because,
        }

    def _parked(self, key: str, own: frozenset[str]) -> dict[str, Any]:
        return {
            "session": self._held,
            "account": key,
            "idea": self.text(own),
            "passed_to": self.maybe(self.text(own)),
        }

    def _disagreements(
        self, one: dict[str, frozenset[str]], records: list[dict[str, Any]]
    ) -> list[dict[str, Any]]:
        if len(self.accounts) < 2:
            return []
        found = []
        for _ in range(self.chance.randint(0, 2)):
            both = self.chance.sample(self.accounts, 2)
            concerned = frozenset(both)
            found.append(
                {
                    "about": self.text(concerned),
                    "positions": {key: self.text(one[key]) for key in both},
                    "built_for": self.maybe(both[0]),
                    "because": self.maybe(self.text()),
                    "told_as": self.maybe(self.text(concerned)),
                    "adaptation": self.maybe({both[1]: self.text(one[both[1]])}),
                    "told": self.maybe({both[1]: self.day(50)}),
                }
            )
        return found

    def _preview(self, one: dict[str, frozenset[str]]) -> dict[str, Any]:
        decisions = ("fix", "delay", "ship-with-workaround")
        return {
            "planned": self.day(58),
            "shared": self.maybe(self.day(58)),
            "by": "product",
            "flags": self._several(
                lambda key: {
                    "account": key,
                    "issue": self.text(one[key]),
                    "critical": self.maybe(True),
                    "decision": self.maybe(self.chance.choice(decisions)),
                    "workaround": self.maybe(self.text(one[key])),
                }
            ),
        }

    def _debrief(self) -> dict[str, Any]:
        there = self.chance.sample(self.accounts, self.chance.randint(0, len(self.accounts)))
        return {
            "at": self.maybe(self.moment(62), 0.9),
            "minutes": self.maybe(self.chance.choice((30, 45))),
            "present": ["product", "cs"],
            "attended": {key: [self.name(frozenset((key,)))] for key in there},
            "made_up": {key: self.day(64) for key in self.accounts if key not in there},
            "summary_sent": self.maybe(self.moment(63)),
        }

    def _memo(self) -> dict[str, Any]:
        return {
            "theme": self.text(EVERYBODY),
            "on": self.day(30),
            "by": "product",
            "evidence": "strong",
            "heard": self.maybe(self.text(EVERYBODY)),
            "believe": self.maybe(self.text(EVERYBODY)),
            "will_change": self.texts(EVERYBODY),
            "will_not_change": self.texts(EVERYBODY),
            "would_change_our_mind": self.maybe(self.text(EVERYBODY)),
        }


def _written(value: Any) -> Any:
    """The value without what is left out."""
    if isinstance(value, dict):
        return {key: _written(item) for key, item in value.items() if item is not None}
    return [_written(item) for item in value] if isinstance(value, list) else value


def marks(text: str) -> Iterable[str]:
    """The marks in a text, each once, in small letters."""
    return sorted({found.lower() for found in MARK.findall(text)})
