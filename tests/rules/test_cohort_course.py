"""The rules on who is in the cohort and who is heard: what a person reads, and the boundaries."""

from __future__ import annotations

import pytest

from codesign_cli.finding import Finding
from codesign_cli.rules import Example
from codesign_cli.rules.cohort.selection import stopgap_in
from tests.laid import checked


def found(
    code: str, text: str = "title: T\n", base: str = "running", as_of: str = "", drop: tuple[str, ...] = ()
) -> list[Finding]:
    """The findings of one rule in a fragment over a clean program."""
    example = Example(text, base=base, as_of=as_of, drop=drop)
    return [finding for finding in checked(example).findings if finding.code == code]


def said(
    code: str, text: str = "title: T\n", base: str = "running", as_of: str = "", drop: tuple[str, ...] = ()
) -> list[str]:
    """Their severity and message, as they are shown."""
    return [f"{finding.severity}: {finding.message}" for finding in found(code, text, base, as_of, drop)]


ALL = ("accounts[northwind]", "accounts[halden]", "accounts[corvus]")


def cohort(*profiles: str, key: str = "icp") -> str:
    """So many accounts in place of the base's, of which only one key is written."""
    return "accounts:\n" + "".join(
        f"  - id: account-{index}\n    name: Account {index}\n    {key}: {profile}\n"
        for index, profile in enumerate(profiles)
    )


# Balance


@pytest.mark.parametrize(
    ("profiles", "expected"),
    [
        ("core core", []),
        ("core edge", []),
        ("core edge null", ["One of three accounts is core, fewer than half; nobody wrote it of Account 2"]),
        ("core core edge adjacent", []),
        ("core core edge edge edge", ["Two of five accounts are core, fewer than half"]),
        ("edge edge edge", ["No of three accounts are core, fewer than half"]),
    ],
)
def test_half_of_the_cohort_is_core(profiles: str, expected: list[str]) -> None:
    shown = said("COH214", cohort(*profiles.split()), drop=ALL)
    assert shown == [f"warning: {line} (due 19 Jan, 35 days ago)." for line in expected]


def test_without_any_core_account_one_finding_is_shown() -> None:
    findings = checked(Example(cohort("edge", "edge", "edge"), drop=ALL)).findings
    mine = {finding.code: finding.covered_by for finding in findings if finding.code in ("COH214", "COH222")}
    assert mine == {"COH214": "COH222", "COH222": None}


def test_an_empty_cohort_has_no_balance_to_keep() -> None:
    codes = {finding.code for finding in checked(Example("title: T\n", drop=("accounts",))).findings}
    assert codes & {"COH214", "COH221", "COH222", "COH219"} == set()
    assert "COH201" in codes


@pytest.mark.parametrize("code", ["COH214", "COH222"])
def test_the_balance_is_owed_by_the_day_of_the_invitation(code: str) -> None:
    text = cohort("edge", "edge", "edge")
    days = ("2026-01-11", "2026-01-12", "2026-01-19", "2026-01-20")
    shown = [[f.severity for f in found(code, text, "begun", day, ALL)] for day in days]
    assert shown == [[], ["info"], ["info"], ["warning"]]


def test_nobody_owes_a_profile_in_a_cancelled_program() -> None:
    text = "state: cancelled\n" + cohort("edge", "edge", "edge")
    assert found("COH222", text, drop=(*ALL, "primary_icp")) == found("COH214", text, drop=ALL) == []


@pytest.mark.parametrize(
    ("segments", "expected"),
    [
        ("small", []),
        ("small small", ["info: Both accounts are of one segment, small."]),
        ("small Small small", ["info: All three accounts are of one segment, small."]),
        ("small small large", []),
        ("small null small", []),
    ],
)
def test_all_of_one_segment(segments: str, expected: list[str]) -> None:
    assert said("COH221", cohort(*segments.split(), key="segment"), drop=ALL) == expected


# Selection


BOARD = "accounts:\n  - id: halden\n    on_advisory_board: true\n    acuity_evidence: {}\n"


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        ("Moves 90 tasks by hand", 0),
        ("Loses half of the records at each hand-over", 0),
        ("Hands over tasks once a month", 0),
        ("Splits the sheet by hand whenever a shift lead leaves", 1),
        ("A keen member who gives us good advice", 1),
    ],
)
def test_the_evidence_of_a_board_member_has_to_count_something(evidence: str, expected: int) -> None:
    assert len(found("COH215", BOARD.format(evidence))) == expected


def test_a_board_member_without_evidence_is_shown_once() -> None:
    text = "accounts:\n  - id: halden\n    on_advisory_board: true\n"
    findings = checked(Example(text, drop=("accounts[halden].acuity_evidence",))).findings
    assert [(f.code, f.covered_by) for f in findings if f.code in ("COH207", "COH215")] == [
        ("COH207", None),
        ("COH215", "COH207"),
    ]


def test_in_another_language_words_are_not_counted() -> None:
    text = "language: de\n" + BOARD.format("Verteilt die Aufgaben von Hand")
    assert found("COH215", text) == []


def test_a_failed_candidate_is_told_with_its_place_in_the_cohort() -> None:
    text = "candidates:\n  - id: halden\n    name: Halden Works\n    health: red\n"
    (finding,) = found("COH216", text)
    assert finding.message == "Halden Works is red and is among the accounts all the same."
    assert finding.path == "candidates[0].health"
    assert [place.path for place in finding.related] == ["accounts[1]"]


def test_a_failed_candidate_that_left_again_is_past() -> None:
    text = (
        "accounts:\n  - id: halden\n    left: 2026-02-20\n"
        "candidates:\n  - id: halden\n    name: Halden Works\n    health: red\n"
    )
    assert found("COH216", text) == []


@pytest.mark.parametrize(
    ("why", "stopgap"),
    [
        ("The other accounts were not available before March", True),
        ("Others had no time", True),
        ("Nobody else was free in February", True),
        ("No one else could take part", True),
        ("We asked it to fill the last seat", True),
        ("It comes in place of Tarn Services, which declined", True),
        ("The only account available at that time", True),
        ("Nobody else has the problem as badly", False),
        ("Its problem is worse than that of the others", False),
        ("It has the problem every week and had time for it", False),
        ("Other accounts wait for the beta", False),
    ],
)
def test_a_seat_that_was_only_filled(why: str, stopgap: bool) -> None:
    assert bool(stopgap_in(why)) is stopgap


def test_a_filled_seat_stands_on_the_words_that_say_so() -> None:
    text = "candidates:\n  - id: halden\n    name: Halden Works\n    outcome: invited\n    why: Others had no time\n"
    (finding,) = found("COH216", text)
    assert finding.message == "Halden Works was let in because others could not come: `Others had no time`."
    assert (finding.span.line, finding.span.column) == (5, 10)


def test_one_person_for_three_accounts_is_two_findings() -> None:
    person = "    participants:\n      - name: Ada Quist\n"
    text = f"accounts:\n  - id: northwind\n{person}  - id: halden\n{person}"
    shown = found("COH220", text)
    assert [finding.message.partition(" is ")[2] for finding in shown] == [
        "Ada Quist of Northwind Freight, too.",
        "Ada Quist of Northwind Freight, too.",
    ]
    assert [finding.key for finding in shown] == [
        "accounts[corvus].participants[Ada Quist].name",
        "accounts[halden].participants[Ada Quist].name",
    ]


# Who is heard


def records(*accounts: str) -> str:
    """A record of session 2 for each of these accounts."""
    lines = (
        f"  - {{id: R{number}, session: 2, account: {account}, friction: The list starts again, severity: minor}}\n"
        for number, account in enumerate(accounts)
    )
    return "feedback:\n" + "".join(lines)


@pytest.mark.parametrize(
    ("accounts", "expected"),
    [
        ("northwind northwind", []),
        ("northwind northwind halden", ["northwind"]),
        ("northwind northwind halden corvus", []),
        ("corvus corvus corvus halden northwind", ["corvus"]),
        ("ghost ghost ghost halden", []),
    ],
)
def test_more_than_half_of_the_records(accounts: str, expected: list[str]) -> None:
    shown = found("COH217", records(*accounts.split()), drop=("feedback",))
    assert [finding.key for finding in shown] == [f"accounts[{account}]" for account in expected]


def test_of_two_that_came_one_always_gives_more() -> None:
    drop = ("feedback", "sessions[1].attended.corvus", "sessions[2].attended.corvus")
    assert found("COH217", records("northwind", "northwind", "halden"), drop=drop) == []


def test_talk_time_is_told_by_session_with_who_goes_first_next_time() -> None:
    text = "sessions:\n  - number: 2\n    talk_minutes: {northwind: 40, halden: 20, corvus: 10}\n"
    (finding,) = found("COH217", text)
    assert (
        finding.message == "Northwind Freight talked 40 of 70 minutes in session 2 (18 Feb), more than half."
    )
    assert finding.help == "Begin the next session with Corvus Labs, with a walk-through of its own."
    assert finding.key == "sessions[2].talk_minutes.northwind"
    assert found("COH217", text + "    format: single\n") == []
    assert found("COH217", text + "    held: false\n") == []


def test_a_silent_account_is_told_from_the_third_working_day() -> None:
    days = ("2026-02-19", "2026-02-20", "2026-02-21", "2026-06-01")
    shown = [len(found("COH218", as_of=day, drop=("feedback[F03]",))) for day in days]
    assert shown == [0, 0, 1, 1]
    assert said("COH218", drop=("feedback[F03]",)) == [
        "warning: Corvus Labs attended session 2 (18 Feb), and nothing of what it said was recorded."
    ]


def test_a_session_that_left_no_record_at_all_is_told_as_that() -> None:
    findings = checked(
        Example("title: T\n", drop=("feedback[F02]", "feedback[F03]", "feedback[F04]"))
    ).findings
    mine = [(f.code, f.covered_by) for f in findings if f.path.startswith("sessions[1]")]
    assert mine == [("EXP420", None), *[("COH218", "EXP420")] * 3]


def test_where_nobody_wrote_who_came_nobody_was_silent_or_missing() -> None:
    assert found("COH218", drop=("sessions[1].attended", "sessions[2].attended")) == []


def test_two_missed_sessions_are_one_finding_that_names_both() -> None:
    drop = ("sessions[1].attended.corvus", "sessions[2].attended.corvus")
    (finding,) = found("COH218", drop=drop)
    assert finding.message == "Corvus Labs missed two sessions in a row: 1 (4 Feb) and 2 (18 Feb)."
    assert finding.path == "sessions[1].attended.corvus"
    three = found("COH218", base="finished", drop=(*drop, "sessions[3].attended.corvus"))
    assert [f.message for f in three] == [
        "Corvus Labs missed three sessions in a row: 1 (4 Feb), 2 (18 Feb) and 3 (11 Mar)."
    ]


def test_two_missed_sessions_with_one_between_are_not_in_a_row() -> None:
    drop = ("sessions[1].attended.corvus", "sessions[3].attended.corvus")
    assert [f.clause for f in found("COH218", base="finished", drop=drop)] == []


@pytest.mark.parametrize(("key", "day"), [("left", "2026-02-10"), ("joined", "2026-02-10")])
def test_who_was_not_in_the_cohort_has_missed_nothing(key: str, day: str) -> None:
    drop = ("sessions[1].attended.corvus", "sessions[2].attended.corvus")
    assert found("COH218", f"accounts:\n  - id: corvus\n    {key}: {day}\n", drop=drop) == []


# Changes


@pytest.mark.parametrize(("left", "expected"), [("2026-02-24", 0), ("2026-02-23", 1), ("2026-02-01", 1)])
def test_an_eroded_cohort_leads_over_the_too_small_one(left: str, expected: int) -> None:
    findings = checked(Example(f"accounts:\n  - id: corvus\n    left: {left}\n")).findings
    mine = [(f.code, f.covered_by) for f in findings if f.code in ("COH201", "COH219")]
    assert mine == [("COH201", "COH219"), ("COH219", None)] * expected


def test_an_eroded_cohort_says_who_left() -> None:
    assert said("COH219", "accounts:\n  - id: corvus\n    left: 2026-02-20\n") == [
        "warning: Two accounts are left: Corvus Labs left on 20 Feb."
    ]


def test_too_few_from_the_start_have_not_eroded() -> None:
    findings = checked(Example("title: T\n", drop=("accounts[corvus]",))).findings
    assert [(f.code, f.covered_by) for f in findings if f.code in ("COH201", "COH219")] == [("COH201", None)]


def test_who_leaves_before_the_start_leaves_a_cohort_that_is_too_small() -> None:
    text = "accounts:\n  - id: corvus\n    left: 2026-01-10\n"
    assert found("COH219", text, "begun", "2026-02-03") == []
    assert len(found("COH219", text, "begun", "2026-02-04")) == 1


def test_who_leaves_after_ga_or_a_cancelled_program_erodes_nothing() -> None:
    assert found("COH219", "accounts:\n  - id: corvus\n    left: 2026-04-28\n", "finished") == []
    assert len(found("COH219", "accounts:\n  - id: corvus\n    left: 2026-04-27\n", "finished")) == 1
    assert found("COH219", "state: cancelled\naccounts:\n  - id: corvus\n    left: 2026-02-20\n") == []


def test_a_thin_session_names_who_was_missing() -> None:
    (finding,) = found("COH219", drop=("sessions[2].attended.corvus",))
    assert finding.message == "Two of three accounts attended session 2 (18 Feb)."
    assert finding.help == "Show it to Corvus Labs in a session of its own."
    assert finding.path == "sessions[1].attended"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-02-04", []),
        ("2026-02-05", ["warning: Corvus Labs joined on 5 Feb, after session 1 (4 Feb)."]),
        ("2026-03-01", ["warning: Corvus Labs is to join on 1 Mar, after session 1 (4 Feb)."]),
    ],
)
def test_joined_after_session_1(day: str, expected: list[str]) -> None:
    text = f"accounts:\n  - id: corvus\n    joined: {day}\n"
    assert said("COH227", text) == expected
    assert found("COH227", text, "begun") == []


# In the room


def test_a_substitute_is_told_with_whom_it_replaced() -> None:
    (finding,) = found("COH223", "sessions:\n  - number: 2\n    attended: {corvus: [Ben Oak]}\n")
    assert finding.message == (
        "Ben Oak attended session 2 (18 Feb) for Corvus Labs instead of Ada Quist, and went through no gate."
    )
    assert finding.path == "sessions[1].attended.corvus[0]"


def test_an_account_that_names_nobody_has_no_substitute() -> None:
    assert found("COH223", drop=("accounts[corvus].participants",)) == []


def test_a_guest_may_be_named_by_the_address() -> None:
    text = (
        "accounts:\n  - id: corvus\n    participants:\n      - name: Ada Quist\n        email: ada@corvus.example\n"
        "sessions:\n  - number: 2\n    attended: {corvus: [Ada@Corvus.example]}\n"
    )
    assert found("COH223", text) == []


def test_an_executive_alone_sits_beside_nobody() -> None:
    text = (
        "accounts:\n  - id: halden\n    participants:\n      - name: Mika Salo\n      - name: Ida Berg\n"
        "        role: executive\nsessions:\n  - number: 2\n    attended: {halden: [%s]}\n"
    )
    assert found("COH224", text % "Ida Berg") == []
    (finding,) = found("COH224", text % "Ida Berg, Mika Salo")
    assert (
        finding.message
        == "Ida Berg, an executive of Halden Works, sat beside Mika Salo in session 2 (18 Feb)."
    )
    assert finding.help == "Hold the next session with Mika Salo alone, and send Ida Berg the summary."


def test_findings_in_sessions_and_candidates_know_their_account() -> None:
    drop = ("sessions[1].attended.corvus", "feedback[F03]")
    text = (
        "sessions:\n  - number: 2\n    attended: {corvus: [Ben Oak]}\n"
        "    talk_minutes: {northwind: 40, halden: 20, corvus: 10}\n"
        "candidates:\n  - id: halden\n    name: Halden Works\n    health: red\n"
    )
    mine = {
        (finding.code, finding.account)
        for finding in checked(Example(text, drop=drop)).findings
        if finding.code in ("COH216", "COH217", "COH218", "COH223")
    }
    assert mine == {
        *(("COH216", "halden"), ("COH217", "northwind")),
        *(("COH218", "corvus"), ("COH223", "corvus")),
    }
