"""What a file sets aside, as a person sees it: comments, waivers, kept rules, and those that nothing silences."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import run
from tests.laid import clean

RUNNING = clean("running").decode()
SHORT = RUNNING.replace("    minutes: 60\n    leads", "    minutes: 50\n    leads", 1)
RED = RUNNING.replace("    health: yellow", "    health: red")
WAIVER = """waivers:
  - rule: COH202
    account: halden
    reason: Recovering, and asked to stay
    by: Priya Nair
    until: 2026-03-31
"""


def told(tmp_path: Path, text: str, *options: str, day: str = "2026-02-23") -> list[str]:
    """`error COH202 line 71` for each finding shown, and the exit status behind them."""
    (tmp_path / "program.yaml").write_text(text, "utf-8")
    screen = run("validate", "program.yaml", "--as-of", day, "-f", "json", *options, folder=tmp_path)
    shown = [f for f in screen.findings if not f["covered_by"]]
    return [f"{f['severity']} {f['code']}{' waived' if f['waived'] else ''}" for f in shown] + [
        str(screen.status)
    ]


def test_a_comment_on_the_line_silences_and_is_counted(tmp_path: Path) -> None:
    assert told(tmp_path, SHORT) == ["warning SCO111", "0"]
    allowed = SHORT.replace("minutes: 50", "minutes: 50 # codesign: allow SCO111 by Tom: the room")
    assert told(tmp_path, allowed) == ["0"]
    screen = run("validate", "program.yaml", "--as-of", "2026-02-23", "-f", "json", folder=tmp_path)
    assert screen.json["summary"] == {"error": 0, "warning": 0, "info": 0, "suppressed": 1, "waived": 0}


@pytest.mark.parametrize("rule", ["SCO111", "sco111", "session-length", "SCO111, SCO112"])
def test_a_comment_above_governs_the_next_node_by_code_or_name(tmp_path: Path, rule: str) -> None:
    allowed = SHORT.replace(
        "    minutes: 50", f"    # codesign: allow {rule}: the room\n\n    # another remark\n    minutes: 50"
    )
    findings = told(tmp_path, allowed)
    assert "warning SCO111" not in findings
    assert findings == (["warning FIL009", "0"] if "," in rule else ["0"])


def test_a_comment_above_an_item_governs_what_is_missing_in_it_and_not_its_keys(tmp_path: Path) -> None:
    comment = "  # codesign: allow COH202 until 2026-03-31 by Priya Nair: recovering\n  - id: halden"
    assert told(tmp_path, RED.replace("  - id: halden", comment, 1)) == [
        "warning FIL009",
        "error COH202",
        "1",
    ]
    missing = RUNNING.replace("    health_checked: 2026-01-16\n", "", 1)
    comment = "  # codesign: allow COH204: read by phone\n  - id: halden"
    assert told(tmp_path, missing.replace("  - id: halden", comment, 1)) == ["0"]


def test_a_comment_in_a_text_is_text(tmp_path: Path) -> None:
    inside = SHORT.replace("    Hello,\n", "    Hello,\n    # codesign: allow SCO111: no\n")
    assert told(tmp_path, inside) == ["warning SCO111", "0"]


def test_a_waived_kept_rule_stays_as_a_warning_that_says_so(tmp_path: Path) -> None:
    assert told(tmp_path, RED + WAIVER) == ["warning COH202 waived", "0"]
    assert told(tmp_path, RED + WAIVER, "--fail-on", "warning") == ["warning COH202 waived", "0"]
    screen = run("validate", "program.yaml", "--as-of", "2026-02-23", folder=tmp_path)
    assert "Set aside until 31 Mar 2026 by Priya Nair: Recovering, and asked to stay." in screen.out
    assert "Cohort 1 warning" in screen.out


@pytest.mark.parametrize(("key", "lacks"), [("reason", "reason"), ("by", "name"), ("until", "date")])
def test_a_kept_rule_asks_for_reason_name_and_date(tmp_path: Path, key: str, lacks: str) -> None:
    lines = [line for line in WAIVER.splitlines(keepends=True) if not line.strip().startswith(f"{key}:")]
    assert told(tmp_path, RED + "".join(lines)) == ["error COH202", "error FIL011", "1"]
    assert (
        f"this has no {lacks}."
        in run("validate", "program.yaml", "--as-of", "2026-02-23", folder=tmp_path).out
    )


def test_a_waiver_names_the_account_it_is_for(tmp_path: Path) -> None:
    assert told(tmp_path, RED + WAIVER.replace("halden", "corvus")) == ["error COH202", "1"]
    without = WAIVER.replace("    account: halden\n", "")
    assert told(tmp_path, RED + without) == ["error COH202", "error FIL005", "1"]


def test_past_its_date_the_rule_fires_again_as_well(tmp_path: Path) -> None:
    late = RED.replace("2026-03-11", "2026-03-11") + WAIVER.replace("2026-03-31", "2026-02-22")
    assert told(tmp_path, late) == ["error COH202", "warning FIL013", "1"]
    assert told(tmp_path, RED + WAIVER.replace("2026-03-31", "2026-02-23")) == ["warning COH202 waived", "0"]


def test_an_ordinary_waiver_hides_the_finding_and_json_still_tells_it(tmp_path: Path) -> None:
    text = SHORT + "waivers:\n  - rule: session-length\n    reason: The room is needed\n"
    assert told(tmp_path, text) == ["warning SCO111 waived", "0"]
    assert "SCO111" not in run("validate", "program.yaml", "--as-of", "2026-02-23", folder=tmp_path).out


@pytest.mark.parametrize(
    "attempt",
    [
        "waivers:\n  - rule: EXP414\n    reason: small team\n    by: Priya Nair\n    until: 2026-12-31\n",
        "# codesign: allow EXP414 until 2026-12-31 by Priya: small team\ncarried_over: []\n",
    ],
)
def test_what_carries_the_program_is_silenced_by_nothing(tmp_path: Path, attempt: str) -> None:
    silent = RUNNING.replace("      model: true\n", "      model: false\n") + attempt
    assert told(tmp_path, silent) == ["error EXP414", "error FIL011", "1"]
    assert told(tmp_path, silent + "scale: minimum\n")[0] == "error EXP414"
    assert told(tmp_path, silent, "--ignore", "EXP414").count("error FIL011") == 2
    assert "error EXP414" in told(tmp_path, silent, "--ignore", "expectation")


def test_mistakes_in_a_comment_are_told_with_the_way_out(tmp_path: Path) -> None:
    text = SHORT.replace("minutes: 50", "minutes: 50 # codesign: allow session-lenght: the room")
    assert told(tmp_path, text) == ["warning SCO111", "error FIL014", "1"]
    screen = run("validate", "program.yaml", "--as-of", "2026-02-23", folder=tmp_path)
    assert "`session-lenght` names no rule." in screen.out
    assert "Did you mean SCO111 (session-length)?" in screen.out


def test_evidence_that_only_supposes_may_be_waived_and_a_theoretical_problem_may_not(tmp_path: Path) -> None:
    waiver = WAIVER.replace("COH202", "COH206")
    evidence = (
        '    acuity_evidence: "Hands over some 90 tasks by hand whenever a shift lead leaves, twice a month"'
    )
    maybe = RUNNING.replace(evidence, '    acuity_evidence: "They might lose tasks if they grew"')
    assert "error COH206" in told(tmp_path, maybe)
    assert "warning COH206 waived" in told(tmp_path, maybe + waiver)
    theory = RUNNING.replace("    acuity: operational\n" + evidence, "    acuity: theoretical\n" + evidence)
    assert {"error COH206", "error FIL011"} <= set(told(tmp_path, theory + waiver))
