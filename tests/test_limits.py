"""Figures that a team sets: each moves the boundary of its rule, and stays what it is where nobody sets it."""

from __future__ import annotations

from inspect import signature
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign_cli import duties
from codesign_cli.check import check
from codesign_cli.config import NO_SETTINGS, Selector, Settings
from codesign_cli.figures import counted, days_said, figures_said, over, share_said, small_said
from codesign_cli.finding import Finding
from codesign_cli.rules import Example
from tests.command import run
from tests.laid import all_rules, clean, laid

RULES = {rule.code: rule for rule in all_rules() if rule.limits}


class Moved(NamedTuple):
    """A figure put just beyond a rule's own near miss, and just around what its bad example shows."""

    code: str
    figure: str
    good: int | Example
    """Which of the rule's good examples lies exactly on the boundary; or one of its own."""
    tight: float
    """The nearest value under which that example is found."""
    bad: int | Example
    """Which of the bad examples the figure decides about; or one of its own."""
    loose: float
    """The nearest value under which that one is not."""
    says: str = ""
    """What the message of the good example says under the tighter figure, where it names it."""


TWO_RECORDS = Example("state: active\n", drop=("feedback[F02]", "feedback[F03]"))
HALF_CORE = RULES["COH214"].good[0]._replace(drop=())
ONE_MISSED = Example("state: active\n", drop=("sessions[2].attended.corvus",))
UNDATED = Example(
    "retrospective:\n  minutes: 60\n",
    base="finished",
    as_of="2026-05-11",
    drop=(
        *("retrospective.at", "retrospective.useful", "retrospective.record_format"),
        *("retrospective.selection", "retrospective.invitation"),
    ),
)

MOVED = (
    Moved("SCO121", "share", 0, 0.33, 1, 0.5, "which is more than 33 %"),
    Moved("SCO121", "sessions", 1, 1, 0, 3, "from session 2 had to be parked"),
    Moved("SCO127", "longest_days", 0, 20, 0, 22, "after more than 20 days the thread is lost"),
    Moved("SCO127", "shortest_days", 1, 5, 1, 3, "that is too short"),
    Moved("SCO129", "sessions", 1, 1, 0, 3, "One session was held"),
    Moved("COH204", "days", 0, 29, 1, 31, "30 days before session 1; 29 are the most"),
    Moved("COH210", "steps", 0, 3, 0, 1, "is told in two steps; three are the fewest"),
    Moved("COH214", "share", HALF_CORE, 0.51, 0, 0.33, "Two of four accounts are core, fewer than 51 %"),
    Moved("COH217", "share", 0, 0.49, 0, 0.6, "gives 2 of 4 records, more than 49 %"),
    Moved("COH217", "records", TWO_RECORDS, 2, 0, 6, "gives 2 of 2 records"),
    Moved("COH218", "sessions", ONE_MISSED, 1, 2, 3, "Corvus Labs missed session 2 (18 Feb)."),
    Moved("ROL311", "records", 1, 7, 0, 9, "all 7 records"),
    Moved("ROL311", "share", 0, 0.89, 1, 0.95, "which is over 89 %"),
    Moved("ROL312", "share", 0, 0.19, 0, 0.25, "which is over 19 %"),
    Moved("EXP420", "working_days", 0, 1, 1, 3, "left no record"),
    Moved("EXP422", "working_days", 0, 1, 1, 3, "Product has not read"),
    Moved("EXP450", "days", 0, 13, 2, 15, "due 11 May, in 7 days"),
    Moved("EXP452", "days", 0, 20, 2, 22, "due 18 May, in 7 days"),
    Moved("EXP453", "days", UNDATED, 20, UNDATED._replace(as_of="2026-05-12"), 22, "due 18 May, in 7 days"),
    Moved("EXP456", "days", 0, 27, 0, 29, "heard nothing: 28 days"),
    Moved("EXP448", "hours", 0, 49, 0, 31, "less than 49 hours before GA"),
)
MOVES = [pytest.param(moved, id=f"{moved.code}-{moved.figure}") for moved in MOVED]
EXAMPLES = [
    pytest.param(code, example, id=f"{code}-{number}")
    for code, rule in RULES.items()
    for number, example in enumerate((*rule.bad, *rule.good))
]


def found(code: str, example: Example, **figures: float) -> list[Finding]:
    """What a rule says of an example, with these figures in the configuration."""
    settings = (
        Settings(file="codesign.toml", limits=((Selector(code, None), figures),)) if figures else NO_SETTINGS
    )
    loaded, day = laid(example)
    return list(check(loaded, day, (RULES[code],), settings).findings)


def test_every_figure_is_moved_here() -> None:
    assert {(moved.code, moved.figure) for moved in MOVED} == {
        (code, figure) for code, rule in RULES.items() for figure in rule.limits
    }


@pytest.mark.parametrize("moved", MOVES)
def test_a_tighter_figure_finds_what_was_just_in_time(moved: Moved) -> None:
    example = RULES[moved.code].good[moved.good] if isinstance(moved.good, int) else moved.good
    default = RULES[moved.code].limits[moved.figure]
    assert found(moved.code, example) == found(moved.code, example, **{moved.figure: default}) == []
    told = found(moved.code, example, **{moved.figure: moved.tight})
    assert any(moved.says in finding.message for finding in told)


@pytest.mark.parametrize("moved", MOVES)
def test_a_looser_figure_lets_pass_what_was_just_beyond(moved: Moved) -> None:
    example = RULES[moved.code].bad[moved.bad] if isinstance(moved.bad, int) else moved.bad
    default = RULES[moved.code].limits[moved.figure]
    assert found(moved.code, example) == found(moved.code, example, **{moved.figure: default}) != []
    assert found(moved.code, example, **{moved.figure: moved.loose}) == []


@pytest.mark.parametrize("code", RULES)
def test_only_a_rule_that_may_be_ignored_takes_figures(code: str) -> None:
    """What nothing may silence takes none: a large one would silence it."""
    assert RULES[code].waivable == "yes"


def test_a_period_of_a_week_or_less_is_not_told_in_advance() -> None:
    thanks = RULES["EXP450"].good[0]._replace(as_of="2026-05-02")
    assert found("EXP450", thanks, days=7) == []
    assert [finding.severity for finding in found("EXP450", thanks, days=8)] == ["info"]
    reading = RULES["EXP422"].good[0]
    assert found("EXP422", reading, working_days=5) == []
    assert [finding.severity for finding in found("EXP422", reading, working_days=6)] == ["info"]


@pytest.mark.parametrize("code", RULES)
def test_a_deadline_and_its_rule_have_one_figure(code: str) -> None:
    for maker in duties._load().get(code, ()):
        own = [word.default for word in list(signature(maker).parameters.values())[2:]]
        assert set(own) <= set(RULES[code].limits.values())


@pytest.mark.parametrize(("code", "example"), EXAMPLES)
@given(figures=st.data())
def test_no_figure_makes_a_rule_fail(code: str, example: Example, figures: st.DataObject) -> None:
    number = st.one_of(st.integers(0, 10_000), st.floats(0, 10_000))
    chosen = figures.draw(st.fixed_dictionaries(dict.fromkeys(RULES[code].limits, number)))
    for finding in found(code, example, **chosen):
        assert finding.message
        assert finding.clause in RULES[code].clauses


def test_a_team_sets_a_figure_by_code_or_name(tmp_path: Path) -> None:
    program = clean("running").decode().replace("health_checked: 2026-01-15", "health_checked: 2026-01-01")
    (tmp_path / "program.yaml").write_text(program, "utf-8")
    for config, told in (
        ("", ["COH204"]),
        ("[limits]\nCOH204 = { days = 34 }\n", []),
        ("[limits.health-stale]\ndays = 33\n", ["COH204"]),
    ):
        (tmp_path / "codesign.toml").write_text(config, "utf-8")
        screen = run("validate", "program.yaml", "--as-of", "2026-02-23", "-f", "json", folder=tmp_path)
        assert [finding["code"] for finding in screen.findings] == told
    assert run("validate", "--show-config", folder=tmp_path).out.endswith("  limits: health-stale days 33\n")


def test_the_page_of_a_rule_lists_its_figures(tmp_path: Path) -> None:
    page = " ".join(run("explain", "SCO121", folder=tmp_path).out.split())
    assert "Figures a team may set" in page
    assert (
        "`sessions` 2, `share` a third; under `[limits]` of `codesign.toml`, as `SCO121 = { sessions = 2 }`"
        in page
    )
    assert "Figures a team may set" not in run("explain", "SCO111", folder=tmp_path).out
    shown = run("explain", "COH204", "--format", "json", folder=tmp_path).json
    assert shown["limits"] == {"days": 30}


def test_how_figures_are_said() -> None:
    shares = (1 / 2, 1 / 3, 2 / 3, 1 / 4, 3 / 4, 1 / 5, 9 / 10, 0.35, 0.07, 0.125)
    assert ", ".join(share_said(share) for share in shares) == (
        "half, a third, two thirds, a quarter, three quarters, a fifth, nine in ten, 35 %, 7 %, 12.5 %"
    )
    assert ", ".join(days_said(days) for days in (0, 1, 6, 7, 14, 21, 30, 91, 10.5)) == (
        "0 days, 1 day, 6 days, one week, two weeks, three weeks, 30 days, 13 weeks, 10.5 days"
    )
    assert [small_said(number) for number in (2, 2.0, 13, 2.5)] == ["two", "two", "13", "2.5"]
    assert [counted(number, "hour") for number in (48, 1, 1.5)] == ["48 hours", "1 hour", "1.5 hours"]
    assert figures_said({"longest_days": 21, "share": 1 / 3}) == "`longest_days` 21, `share` a third"


@given(st.integers(0, 1000), st.integers(0, 100))
def test_a_share_that_is_met_exactly_is_not_exceeded(whole: int, hundredths: int) -> None:
    for part in (whole * hundredths // 100, whole * hundredths // 100 + 1):
        assert over(part, whole, hundredths / 100) == (100 * part > whole * hundredths)
