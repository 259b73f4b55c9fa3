"""The specification sentence by sentence: a program, a day, and what has to be found there and nowhere else."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.command import BEGUN, run
from tests.spec import TABLES

ROOT = Path(__file__).parent
Row = tuple[str, str, dict[str, str], str, tuple[str, ...]]
"""The sentence in our words, the program's base, what is replaced in it, the day, and the expected findings.

A key of the replacements is a text of the program; `number: 2 >> minutes: 75` is the first `minutes: 75` after
`number: 2`, and `$` the end. A finding is `error MARKER`, MARKER being such a place on the line where it has to
stand; ` | owed 2026-02-20`, ` | stated`, ` | by EXP440` and ` | waived` may follow.
"""


@cache
def base(name: str) -> str:
    """The text of a clean program, or of the smallest one."""
    return BEGUN if name == "small" else (ROOT / "clean" / f"{name}.yaml").read_text(encoding="utf-8")


def place(text: str, where: str) -> tuple[int, int]:
    """Where a place begins and ends."""
    *anchors, last = where.split(" >> ")
    start = 0
    for anchor in anchors:
        assert anchor in text[start:], f"nothing reads {anchor!r}"
        start = text.index(anchor, start) + len(anchor)
    if last == "$":
        return len(text), len(text)
    assert last in text[start:], f"nothing reads {last!r} after {anchors}"
    start = text.index(last, start)
    return start, start + len(last)


def edited(name: str, edits: dict[str, str]) -> str:
    """A program with its replacements made, one after the other."""
    text = base(name)
    for where, new in edits.items():
        start, end = place(text, where)
        text = text[:start] + new + text[end:]
    return text


def wanted(text: str, finding: str) -> tuple[str, int, dict[str, str]]:
    """Severity, line and the rest of an expected finding."""
    first, *rest = finding.split(" | ")
    severity, where = first.split(" ", 1)
    more = {"by": "-", "waived": "False"}
    for part in rest:
        key, _, value = part.partition(" ")
        more[key] = value or "True"
    return severity, text[: place(text, where)[0]].count("\n") + 1, more


def matches(found: dict[str, Any], severity: str, line: int, more: dict[str, str]) -> bool:
    """Whether a finding is the expected one."""
    said = {
        "by": found["covered_by"] or "-",
        "waived": str(found["waived"]),
        "owed": found["due"] if found["basis"] == "owed" else "-",
        "stated": str(found["basis"] == "stated"),
    }
    return (found["severity"], found["line"]) == (severity, line) and all(
        said[k] == v for k, v in more.items()
    )


def rows() -> list[Any]:
    """Every row with the code that it is about."""
    return [pytest.param(code, row, id=f"{code}-{row[0]}") for code, table in TABLES.items() for row in table]


@pytest.mark.parametrize(("code", "row"), rows())
def test_sentence(code: str, row: Row, tmp_path: Path) -> None:
    _, name, edits, day, expected = row
    text = edited(name, edits)
    (tmp_path / "program.yaml").write_text(text, encoding="utf-8")
    screen = run("validate", "program.yaml", "--as-of", day, "--format", "json", folder=tmp_path)
    found = [finding for finding in json.loads(screen.out)["findings"] if finding["code"] == code]
    lines = text.split("\n")
    seen = [
        f"{f['severity']} {f['line']}: {lines[f['line'] - 1].strip()} | {f['basis']} {f['due']}"
        f" | by {f['covered_by']} | waived {f['waived']} | {f['message']}"
        for f in found
    ]
    left = list(found)
    for item in expected:
        severity, line, more = wanted(text, item)
        hit = next((f for f in left if matches(f, severity, line, more)), None)
        assert hit is not None, f"missing {item!r} on line {line}; found:\n" + "\n".join(seen)
        left.remove(hit)
    assert not left, "too much:\n" + "\n".join(seen)
