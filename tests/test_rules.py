"""Every rule on its own examples: found where marked, quiet where good, and missed by a test when it is removed."""

from __future__ import annotations

import pytest

from codesign_cli.check import check
from codesign_cli.rules import Example, Rule
from codesign_cli.source import read
from tests.laid import CLEAN, all_rules, as_of, checked, clean, day_of, marked, whole

RULES = all_rules()
BAD = [
    pytest.param(rule, example, id=f"{rule.code}-{example.clause}-{number}")
    for rule in RULES
    for number, example in enumerate(rule.bad)
]
GOOD = [
    pytest.param(rule, example, id=f"{rule.code}-{number}")
    for rule in RULES
    for number, example in enumerate(rule.good)
]


def told(rule: Rule, example: Example, rules: tuple[Rule, ...] = RULES) -> list[tuple[str, int, str, str]]:
    """What the rule says of its example: file, line, clause and severity of each finding."""
    return [
        (finding.file, finding.span.line, finding.clause or example.clause, finding.severity)
        for finding in checked(example, rules).findings
        if finding.code == rule.code
    ]


@pytest.mark.parametrize(("rule", "example"), BAD)
def test_a_rule_finds_what_its_bad_example_marks(rule: Rule, example: Example) -> None:
    assert marked(example), "mark the lines to be found with `# <-`"
    severity = example.severity or rule.severity
    assert told(rule, example) == [
        ("example.yaml", line, example.clause, severity) for line in marked(example)
    ]


@pytest.mark.parametrize(("rule", "example"), GOOD)
def test_no_rule_finds_anything_in_a_good_example(rule: Rule, example: Example) -> None:
    found = checked(example).findings
    assert [f"{f.file}:{f.span.line} {f.code} {f.message}" for f in found] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_clause_has_an_example_and_every_rule_a_near_miss(rule: Rule) -> None:
    assert set(rule.clauses) == {example.clause for example in rule.bad}
    assert rule.good
    assert rule.why
    assert rule.mend
    assert rule.summary.endswith(".")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_removed_rule_is_missed(rule: Rule) -> None:
    others = tuple(other for other in RULES if other is not rule)
    for example in rule.bad:
        assert told(rule, example) != told(rule, example, others) == []


@pytest.mark.parametrize("base", sorted(file.stem for file in CLEAN.glob("*.yaml")))
def test_the_clean_programs_are_clean(base: str) -> None:
    raw = clean(base)
    found = check(whole(read(f"{base}.yaml", raw)), as_of(day_of(raw))).findings
    assert [f"{f.span.line} {f.code} {f.message}" for f in found] == []
