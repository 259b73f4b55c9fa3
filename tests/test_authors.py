"""Twenty programs by authors who had not seen the code: ten disciplined, ten broken in known ways.

Each program's author wrote down which findings the articles and the rules lead to. What the checker says otherwise
is listed and explained in `tests/authors/disagreements.yaml`; the list may only shrink.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from codesign_cli.check import check
from codesign_cli.finding import Finding
from codesign_cli.load import load
from tests.laid import as_of, day_of

FOLDER = Path(__file__).parent / "authors"
PROGRAMS = sorted(path for path in FOLDER.glob("*.yaml") if path.stem[-1].isdigit())


def told(program: Path) -> list[Finding]:
    """What the checker shows of a program on its day."""
    raw = program.read_bytes()
    found = check(load(program.name, raw), as_of(day_of(raw))).findings
    return [finding for finding in found if finding.shown]


def expected(program: Path) -> list[dict[str, Any]]:
    """What its author expects: errors and warnings, and in a disciplined program infos too."""
    whole: dict[str, list[dict[str, Any]]] = yaml.safe_load(
        program.with_suffix(".expected.yaml").read_text("utf-8")
    )
    return [entry for entry in whole["findings"] if not entry.get("covered")]


def differences(program: Path) -> list[str]:
    """What the author expects and the checker does not say, and the other way round."""
    infos = program.stem.startswith("good")
    wanted = [entry for entry in expected(program) if infos or entry["severity"] != "info"]
    left = [finding for finding in told(program) if infos or finding.severity != "info"]
    found: list[str] = []
    for entry in wanted:
        lines = (entry["line"], entry.get("or_line"))
        match = next((f for f in left if f.code == entry["code"] and f.span.line in lines), None)
        if match is None:
            found.append(f"expected {entry['code']} line {entry['line']}")
        else:
            left.remove(match)
            if match.severity != entry["severity"]:
                found.append(f"{entry['code']} line {entry['line']} as {match.severity}")
    return found + [f"unexpected {finding.code} line {finding.span.line}" for finding in left]


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.stem)
def test_the_checker_says_what_the_author_expected(program: Path) -> None:
    listed = yaml.safe_load((FOLDER / "disagreements.yaml").read_text("utf-8")) or {}
    assert differences(program) == [entry["what"] for entry in listed.get(program.stem, [])]


def test_there_are_twenty_and_every_disagreement_says_why() -> None:
    assert len(PROGRAMS) == 20
    listed = yaml.safe_load((FOLDER / "disagreements.yaml").read_text("utf-8")) or {}
    assert set(listed) <= {program.stem for program in PROGRAMS}
    assert all(entry["why"] for entries in listed.values() for entry in entries)


def test_a_file_just_begun_gets_no_error_and_at_most_three_lines() -> None:
    from tests.command import run

    screen = run("validate", "good-01.yaml", "--as-of", "2026-03-02", folder=FOLDER)
    assert screen.status == 0
    assert len(screen.out.splitlines()) <= 3
