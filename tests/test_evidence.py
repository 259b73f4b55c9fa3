"""`validate --show-passed`: what every rule came to, and the values that it read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.command import run
from tests.laid import all_rules, clean

RUNNING = clean("running").decode()


def evidence(folder: Path, text: str, *options: str, day: str = "2026-02-23") -> dict[str, dict[str, Any]]:
    """What each rule came to, by code."""
    (folder / "program.yaml").write_text(text, "utf-8")
    screen = run(
        "validate", "program.yaml", "--as-of", day, "-f", "json", "--show-passed", *options, folder=folder
    )
    return {row["code"]: row for row in screen.json["evidence"]["program.yaml"]}


WAIVER = "waivers:\n  - {rule: SCO111, reason: The room is needed}\n"
SHORT = RUNNING.replace("    minutes: 60\n    leads", "    minutes: 50\n    leads", 1)


@pytest.mark.parametrize(
    ("text", "code", "state"),
    [
        (RUNNING, "COH202", "passed"),
        (RUNNING.replace("health: yellow", "health: red"), "COH202", "failed"),
        (SHORT, "SCO111", "failed"),
        (SHORT + WAIVER, "SCO111", "waived"),
        (SHORT.replace("minutes: 50", "minutes: 50 # codesign: allow SCO111: the room"), "SCO111", "waived"),
        (RUNNING, "EXP440", "not due"),
        (RUNNING, "SCO117", "not applicable"),
        (RUNNING + "scale: minimum\n", "EXP413", "not applicable"),
        (RUNNING + "state: closed\n", "COH202", "not applicable"),
    ],
)
def test_what_a_rule_came_to(tmp_path: Path, text: str, code: str, state: str) -> None:
    if code == "SCO117":
        text = text[: text.index("sessions:\n")] + text[text.index("feedback:\n") :]
    assert evidence(tmp_path, text)[code]["state"] == state


def test_every_rule_over_a_program_is_there_with_the_values_it_read(tmp_path: Path) -> None:
    found = evidence(tmp_path, RUNNING)
    assert list(found) == [rule.code for rule in all_rules() if rule.over in ("program", "history")]
    assert {"path": "accounts[halden].health", "value": "yellow"} in found["COH202"]["values"]
    assert found["EXP440"]["due"] == "2026-03-11T17:00+01:00"
    assert evidence(tmp_path, RUNNING, "--select", "COH202").keys() == {"COH202"}


def test_the_page_for_a_person(tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text(RUNNING, "utf-8")
    screen = run(
        "validate",
        "program.yaml",
        "--as-of",
        "2026-02-23",
        "--show-passed",
        "--select",
        "SCO103,SCO104",
        folder=tmp_path,
    )
    assert screen.out.splitlines()[1:] == [
        "",
        "Evidence for program.yaml",
        "",
        "Scope",
        "  passed         SCO103 not-in-build                 "
        "feature.name Bulk ownership transfer · feature.stage in-build",
        "  passed         SCO104 not-warranted                "
        "feature.design_ambiguity high · feature.rework_if_wrong high",
        "",
        "2 passed",
    ]
    assert screen.status == 0


def test_reading_for_evidence_changes_nothing_and_a_broken_file_has_none(tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text("codesign: [\n", "utf-8")
    screen = run("validate", "program.yaml", "-f", "json", "--show-passed", folder=tmp_path)
    assert screen.json["evidence"] == {"program.yaml": []}
    assert screen.status == 1
