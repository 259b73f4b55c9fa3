"""A configuration that selects rules and sets their severity and figures, and the options that do the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import run
from tests.laid import clean

SHORT = clean("running").decode().replace("    minutes: 60\n    leads", "    minutes: 50\n    leads", 1)
STALE = SHORT.replace("health_checked: 2026-01-15", "health_checked: 2026-01-02", 1)


def told(folder: Path, config: str, *options: str, text: str = STALE) -> list[str]:
    """`error COH202` for each finding, as of the clean program's day."""
    (folder / "codesign.toml").write_text(config, "utf-8")
    (folder / "program.yaml").write_text(text, "utf-8")
    screen = run("validate", "program.yaml", "--as-of", "2026-02-23", "-f", "json", *options, folder=folder)
    return [f"{f['severity']} {f['code']}" for f in screen.findings] if screen.out else [screen.err]


BOTH = ["warning COH204", "warning SCO111"]


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ("", BOTH),
        ('select = ["SCO"]', BOTH[1:]),
        ('select = ["cohort"]', BOTH[:1]),
        ('select = ["session-length"]', BOTH[1:]),
        ('ignore = ["SCO1"]', BOTH[:1]),
        ('ignore = ["scope", "COH204"]', []),
        ('severity = { SCO111 = "error" }', [BOTH[0], "error SCO111"]),
        ('[severity]\ncohort = "info"', ["info COH204", BOTH[1]]),
        ('[per-file-ignores]\n"prog*.yaml" = ["SCO111"]', BOTH[:1]),
        ('[per-file-ignores]\n"archive/*" = ["SCO111"]', BOTH),
        ('required-version = ">=0.1,<99"', BOTH),
    ],
)
def test_what_a_configuration_selects(tmp_path: Path, config: str, expected: list[str]) -> None:
    assert told(tmp_path, config) == expected


def test_options_lie_over_the_configuration(tmp_path: Path) -> None:
    assert told(tmp_path, 'select = ["SCO"]', "--select", "COH,ROL") == BOTH[:1]
    assert told(tmp_path, 'ignore = ["SCO111"]', "--ignore", "health-stale") == []
    assert told(tmp_path, 'ignore = ["SCO111"]', "--isolated") == BOTH


def test_a_rule_that_is_kept_cannot_be_ignored_and_the_attempt_is_told(tmp_path: Path) -> None:
    red = STALE.replace("    health: yellow", "    health: red")
    for config in ('ignore = ["COH202"]', 'severity = { health-red = "info" }'):
        assert told(tmp_path, config, text=red) == ["error FIL011", *BOTH[:1], "error COH202", *BOTH[1:]]
    assert "error COH202" in told(tmp_path, 'ignore = ["COH"]', text=red)


def test_a_selector_that_names_no_rule_is_told_where_it_stands(tmp_path: Path) -> None:
    assert told(tmp_path, '\nignore = ["SCO999"]')[0] == "error FIL014"
    screen = run("validate", "program.yaml", "--as-of", "2026-02-23", "-f", "concise", folder=tmp_path)
    assert screen.out.startswith("codesign.toml:2:1: error FIL014 unknown-rule: `SCO999` names no rule.")
    for config in ("[limits]\nCOH = { days = 30 }", '[words]\nscope = ["see the roadmap"]'):
        assert told(tmp_path, config)[0] == "error FIL014"
        screen = run("validate", "program.yaml", "--as-of", "2026-02-23", "-f", "concise", folder=tmp_path)
        assert "names several rules, and words and figures belong to one." in screen.out.splitlines()[0]
        assert screen.out.startswith("codesign.toml:2:1: error FIL014")
    screen = run("validate", "program.yaml", "--select", "session-lenght", folder=tmp_path)
    assert (screen.status, screen.out) == (2, "")
    assert "session-lenght names no rule. Did you mean SCO111 (session-length)?" in screen.err


@pytest.mark.parametrize(
    ("config", "sentence"),
    [
        ('select = "SCO"', "codesign.toml:1: `select` is not a list of texts."),
        ("\nseverity = 3", "codesign.toml:2: `severity` is not a table."),
        ('[severity]\nSCO111 = "fatal"', "codesign.toml:2: `fatal` is no severity."),
        ("[limits]\nSCO111 = 3", "codesign.toml:2: `SCO111` is not a table."),
        ('[limits.SCO111]\ndays = "x"', "codesign.toml:2: `days` is not a number from 0 to 10000."),
        ("[limits]\nSCO111 = { days = 3 }", "codesign.toml:2: SCO111 (session-length) has no figure `days`."),
        ("[limits]\nSCO111 = { days = nan }", "codesign.toml:2: `days` is not a number from 0 to 10000."),
        ("[limits]\nSCO111 = { days = 1e9 }", "codesign.toml:2: `days` is not a number from 0 to 10000."),
        ('[words]\nSCO111 = ["x"]', "codesign.toml:2: SCO111 (session-length) looks for no phrases."),
        ('required-version = ">=99"', "codesign.toml:1: this project asks for codesign >=99, and this is"),
        ('required-version = "new"', "codesign.toml:1: `new` is no version."),
    ],
)
def test_a_mistake_in_a_configuration_is_one_sentence_with_its_line(
    tmp_path: Path, config: str, sentence: str
) -> None:
    found = told(tmp_path, config)
    assert len(found) == 1
    assert sentence in found[0]


def test_show_config_says_what_counts_for_each_file(tmp_path: Path) -> None:
    config = (
        'select = ["SCO", "COH"]\nignore = ["SCO108"]\n[severity]\nSCO111 = "error"\n'
        '[per-file-ignores]\n"old/*" = ["COH"]\n'
        '[defaults]\nstrategy = "Fewer clicks"\n'
    )
    told(tmp_path, config)
    screen = run("validate", "--show-config", folder=tmp_path)
    assert screen.out == (
        "program.yaml: codesign.toml\n  select: SCO, COH\n  ignore: SCO108\n  severity: SCO111 error\n"
        "  per-file-ignores: old/* COH\n  defaults: strategy\n"
    )
    assert (
        run("validate", "--show-config", "--isolated", folder=tmp_path).out
        == "program.yaml: no configuration\n"
    )
