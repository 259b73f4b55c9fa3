"""What the cohort rules say to a person, and the boundaries that their examples cannot show alone."""

from __future__ import annotations

from datetime import date

import pytest

from codesign_cli.duties.gates import gates_due
from codesign_cli.finding import Finding
from codesign_cli.rules import Example
from tests.laid import checked, laid


def found(
    code: str, text: str, base: str = "running", as_of: str = "", drop: tuple[str, ...] = ()
) -> list[Finding]:
    """The findings of one rule in a fragment over a clean program."""
    example = Example(text, base=base, as_of=as_of, drop=drop)
    return [finding for finding in checked(example).findings if finding.code == code]


def said(
    code: str, text: str, base: str = "running", as_of: str = "", drop: tuple[str, ...] = ()
) -> list[str]:
    """Their severity and message, as they are shown."""
    return [f"{finding.severity}: {finding.message}" for finding in found(code, text, base, as_of, drop)]


NOTHING = "title: Bulk\n"


def due(text: str, drop: tuple[str, ...] = ()) -> date | None:
    """The day of the gates in a fragment over the program just begun."""
    program = laid(Example(text, base="begun", drop=drop))[0].program
    assert program is not None
    day = gates_due(program)
    return day.day if day else None


@pytest.mark.parametrize(
    ("text", "drop", "expected"),
    [
        (NOTHING, (), date(2026, 1, 19)),
        ("invitation:\n  sent: 2026-01-14\n", (), date(2026, 1, 14)),
        ("invitation:\n  sent: 2026-01-25\n", (), date(2026, 1, 19)),
        ("timeline:\n  start: 2026-01-10\n", (), date(2026, 1, 10)),
        (NOTHING, ("invitation",), date(2026, 2, 4)),
        (NOTHING, ("invitation", "timeline"), date(2026, 2, 4)),
        (NOTHING, ("invitation", "timeline", "sessions"), None),
        ("state: cancelled\n", (), None),
    ],
)
def test_the_gates_are_due_at_the_invitation_or_the_start(
    text: str, drop: tuple[str, ...], expected: date | None
) -> None:
    assert due(text, drop) == expected


def others(number: int) -> str:
    """A cohort of so many accounts, in place of the base's; only what is counted is written."""
    return "accounts:\n" + "".join(
        f"  - id: account-{index}\n    name: Account {index}\n" for index in range(number)
    )


NONE_OF_THE_BASE = ("accounts[northwind]", "accounts[halden]", "accounts[corvus]")


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, ["error: One account is in the cohort; a co-design needs three (due 19 Jan, 35 days ago)."]),
        (2, ["error: Two accounts are in the cohort; a co-design needs three (due 19 Jan, 35 days ago)."]),
        (3, []),
        (5, []),
        (6, ["info: Six accounts are in the cohort, which is the upper edge."]),
        (7, ["error: Seven accounts are in the cohort, more than the ceiling of six."]),
        (8, ["error: Eight accounts are in the cohort, which acts like a committee."]),
        (9, ["error: Nine accounts are in the cohort, which acts like a committee."]),
        (10, ["error: Ten accounts are in the cohort, which is a beta and no co-design."]),
        (13, ["error: 13 accounts are in the cohort, which is a beta and no co-design."]),
    ],
)
def test_how_many_accounts(number: int, expected: list[str]) -> None:
    assert said("COH201", others(number), drop=NONE_OF_THE_BASE) == expected


def test_nobody_at_all_stands_where_the_list_should() -> None:
    finding = found("COH201", "codesign: 1\n", drop=("accounts",))[0]
    assert (finding.span.line, finding.message[:36]) == (1, "No accounts are in the cohort; a co-")


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        ("2026-02-24", []),
        (
            "2026-02-23",
            [
                "error: Two accounts are in the cohort (Corvus Labs left on 23 Feb); a co-design needs three "
                "(due 19 Jan, 35 days ago)."
            ],
        ),
    ],
)
def test_who_left_is_not_counted_from_that_day(left: str, expected: list[str]) -> None:
    assert said("COH201", f"accounts:\n  - id: corvus\n    left: {left}\n") == expected


def test_red_at_selection_says_where_the_account_fits_better() -> None:
    finding = found("COH202", "accounts:\n  - id: halden\n    health: red\n")[0]
    assert finding.message == "Halden Works is red, and only green and yellow accounts take part."
    assert (
        finding.help
        == "Leave it out; a feedback board, an interview or an advisory conversation fits it better now."
    )


HISTORY = "accounts:\n  - id: halden\n    health_history:\n      - on: {}\n        health: red\n"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-01-16", 0),
        ("2026-01-17", 1),
        ("2026-02-23", 1),
        ("2026-02-24", 0),
    ],
)
def test_turned_red_counts_after_the_check_at_selection_and_up_to_today(day: str, expected: int) -> None:
    assert len(found("COH202", HISTORY.format(day))) == expected


def test_turned_red_asks_for_the_pause_until_the_account_left() -> None:
    text = HISTORY.format("2026-02-10")
    assert said("COH202", text) == ["error: Halden Works turned red on 10 Feb and is still in the cohort."]
    assert "keep its place in the debrief" in found("COH202", text)[0].help
    assert found("COH202", text + "    left: 2026-02-11\n") == []


def test_red_from_the_start_is_told_once_whatever_the_history_says() -> None:
    text = HISTORY.format("2026-02-10") + "    health: red\n"
    assert [finding.clause for finding in found("COH202", text)] == ["selection"]


def test_an_unknown_health_is_not_red() -> None:
    drop = ("accounts[halden].health", "accounts[halden].health_checked")
    codes = [(f.code, f.covered_by) for f in checked(Example(NOTHING, drop=drop)).findings]
    assert codes == [("COH203", None), ("COH204", "COH203")]


@pytest.mark.parametrize(
    ("checked_on", "expected"),
    [
        ("2026-01-05", []),
        (
            "2026-01-04",
            [
                "warning: The health of Halden Works was last checked on 4 Jan, 31 days before session 1; "
                "30 are the most (due 4 Feb, 19 days ago)."
            ],
        ),
        ("2026-02-10", []),
    ],
)
def test_a_health_check_is_fresh_for_thirty_days(checked_on: str, expected: list[str]) -> None:
    assert said("COH204", f"accounts:\n  - id: halden\n    health_checked: {checked_on}\n") == expected


def test_single_sessions_count_each_accounts_own_first_session() -> None:
    text = (
        "accounts:\n  - id: halden\n    health_checked: 2026-01-05\n  - id: corvus\n    health_checked: 2026-01-05\n"
        "sessions:\n  - number: 1\n    format: single\n    at: {halden: 2026-02-05T15:00, corvus: 2026-02-04T15:00}\n"
    )
    assert [finding.key for finding in found("COH204", text)] == ["accounts[halden].health_checked"]


def test_a_stale_check_is_owed_at_session_1_and_not_before() -> None:
    text = "accounts:\n  - id: halden\n    health_checked: 2026-01-04\n"
    drop = ("feedback", "sessions[1].held", "sessions[2].held", "sessions[3].answers")
    severities = [
        [finding.severity for finding in found("COH204", text, as_of=moment, drop=drop)]
        for moment in ("2026-01-27", "2026-01-28", "2026-02-04T15:00", "2026-02-04T15:01")
    ]
    assert severities == [[], ["info"], ["info"], ["warning"]]


def test_a_called_off_or_undated_session_1_leaves_only_the_missing_date() -> None:
    stale = "accounts:\n  - id: halden\n    health_checked: 2025-06-01\n"
    assert found("COH204", f"{stale}sessions:\n  - number: 1\n    held: false\n") == []
    assert found("COH204", stale, drop=("sessions[1]",)) == []
    assert found("COH204", stale, drop=("sessions[1].at",)) == []


def test_a_flag_beside_red_contradicts_nothing() -> None:
    assert found("COH205", "accounts:\n  - id: halden\n    health: red\n    flags: [support-crisis]\n") == []


def test_contradicting_flags_are_named_together() -> None:
    text = "accounts:\n  - id: halden\n    health: yellow\n    flags: [support-crisis, budget-conflict]\n"
    assert said("COH205", text) == [
        "warning: Halden Works is called yellow in spite of a support crisis and a budget conflict."
    ]
    assert [place.path for place in found("COH205", text)[0].related] == ["accounts[1].health"]
    assert found("COH205", text)[0].path == "accounts[1].flags[0]"


@pytest.mark.parametrize("evidence", ["''", "'  '", "tbd", "n/a", "none", "null", "'-'"])
def test_a_stand_in_is_no_evidence(evidence: str) -> None:
    text = f"accounts:\n  - id: halden\n    acuity_evidence: {evidence}\n"
    findings = found("COH207", text, drop=("accounts[halden].acuity_evidence",))
    assert [(finding.clause, finding.span.line) for finding in findings] == [("no-evidence", 3)]


def test_neither_acuity_nor_evidence_is_one_finding() -> None:
    drop = ("accounts[halden].acuity", "accounts[halden].acuity_evidence")
    assert said("COH207", NOTHING, drop=drop) == [
        "error: Nobody has said whether Halden Works has the problem now, and nothing shows it "
        "(due 19 Jan, 35 days ago)."
    ]


@pytest.mark.parametrize(
    ("code", "drop"),
    [
        ("SCO105", "feature.in_scope"),
        ("COH203", "accounts[halden].health"),
        ("COH204", "accounts[halden].health_checked"),
        ("COH207", "accounts[halden].acuity"),
        ("COH209", "accounts[halden].participants[Mika Salo].current_workflow"),
    ],
)
def test_the_gates_are_owed_by_the_day_of_the_invitation(code: str, drop: str) -> None:
    severities = [
        [
            (finding.severity, finding.basis, finding.due)
            for finding in found(code, NOTHING, "begun", day, (drop,))
        ]
        for day in ("2026-01-11", "2026-01-12", "2026-01-19", "2026-01-20")
    ]
    late = "warning" if code == "COH204" else "error"
    soon = [("info", "owed", "2026-01-19")]
    assert severities == [[], soon, soon, [(late, "owed", "2026-01-19")]]
    assert found(code, NOTHING, "begun", "2026-06-01", (drop, "invitation", "timeline", "sessions")) == []
    assert found(code, "state: cancelled\n", "begun", "2026-01-20", (drop,)) == []


@pytest.mark.parametrize(
    ("day", "expected"), [("2026-02-20", 0), ("2026-02-23", 0), ("2026-02-27", 0), ("2026-02-28", 1)]
)
def test_an_account_that_came_later_owes_its_gates_on_the_day_it_joined(day: str, expected: int) -> None:
    text = "accounts:\n  - id: halden\n    joined: 2026-02-27\n"
    late = [
        f
        for f in found("COH203", text, as_of=day, drop=("accounts[halden].health",))
        if f.severity == "error"
    ]
    assert len(late) == expected


def test_an_account_that_left_owes_no_gate_any_more() -> None:
    text = "accounts:\n  - id: corvus\n    left: 2026-02-20\n    selected_for: size\n    participants: []\n"
    gone = ("health", "health_checked", "acuity", "acuity_evidence", "participants", "selected_for")
    drop = tuple(f"accounts[corvus].{key}" for key in gone)
    codes = {finding.code for finding in checked(Example(text, drop=drop)).findings}
    assert (
        codes
        & {"COH202", "COH203", "COH204", "COH205", "COH207", "COH209", "COH210", "COH211", "COH212", "COH213"}
        == set()
    )


EXECUTIVES = (
    "accounts:\n  - id: halden\n    participants:\n      - name: Mika Salo\n        role: executive\n"
    "      - name: Ida Berg\n        role: {}\n"
)


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("executive", ["error", "error"]),
        ("practitioner", ["warning"]),
        ("other", ["warning"]),
    ],
)
def test_executives_alone_are_an_error_and_beside_others_a_warning(role: str, expected: list[str]) -> None:
    assert [finding.severity for finding in found("COH211", EXECUTIVES.format(role))] == expected


def test_an_executive_is_told_who_should_come() -> None:
    finding = found("COH211", EXECUTIVES.format("practitioner"))[0]
    assert finding.message == "Mika Salo, an executive of Halden Works, is to come beside Ida Berg."
    assert finding.help == "Let Ida Berg come alone, and send Mika Salo the summary."


def test_nobody_named_is_told_from_the_day_after_the_brief() -> None:
    drop = (
        "accounts[corvus].participants",
        "feedback",
        "sessions[1].held",
        "sessions[2].held",
        "sessions[3].answers",
    )
    told = [
        said("COH212", NOTHING, as_of=day, drop=drop) for day in ("2026-01-27", "2026-01-28", "2026-01-29")
    ]
    assert told == [
        [],
        [],
        ["error: The brief went out, and nobody is named who comes for Corvus Labs (due 28 Jan, 1 day ago)."],
    ]


def test_nobody_named_covers_that_nobody_describes_the_work() -> None:
    findings = checked(Example(NOTHING, drop=("accounts[corvus].participants",))).findings
    assert [(finding.code, finding.covered_by) for finding in findings] == [
        ("COH209", "COH212"),
        ("COH212", None),
    ]
