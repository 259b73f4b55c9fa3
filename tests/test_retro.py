"""The retrospective: the hour adds up, the figures are counted, and signs and findings stand where they belong."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign_cli.blocks import Schedule
from codesign_cli.check import check
from codesign_cli.documents import retro
from codesign_cli.documents.retro import RetroFacts
from codesign_cli.finding import Finding, Span
from codesign_cli.load import load
from codesign_cli.render import terminal
from tests.closing_program import flat, laid, moment
from tests.command import run

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples"
NOW = "2026-05-05"
HELD = {"at": "2026-05-04T10:00", "minutes": 60}


def found(code: str, message: str, **more: Any) -> Finding:
    """A finding of a rule."""
    rest = {
        "name": "a-name",
        "severity": "warning",
        "file": "p.yaml",
        "span": Span(1, 1, 1, 2),
        "path": "",
    } | more
    known = {"SCO": "scope", "COH": "cohort", "ROL": "role", "EXP": "expectation"}
    return Finding(code=code, discipline=known[code[:3]], message=message, help="", key="", **rest)


def facts(*changes: tuple[str, Any], now: str = NOW, findings: tuple[Finding, ...] = ()) -> RetroFacts:
    """The facts of the program with these changes and findings."""
    program = laid(*changes)
    return retro.build(program, moment(program, now), findings)


def page(*changes: tuple[str, Any], now: str = NOW, findings: tuple[Finding, ...] = ()) -> str:
    """The page as one line."""
    return flat(retro.layout(facts(*changes, now=now, findings=findings)))


def rates(*changes: tuple[str, Any]) -> dict[str, tuple[int, int]]:
    """Each rate as a part of a whole."""
    return {rate.key: (rate.part, rate.whole) for rate in facts(*changes).rates}


def test_the_page_as_a_person_sees_it() -> None:
    findings = (
        found("SCO121", "Two ideas had to be parked.", path="parked"),
        found("COH213", "Halden Works was chosen for its size.", account="halden", severity="error"),
        found("COH217", "Northwind Freight gives most of the records.", account="northwind"),
        found("EXP405", "The invitation promises a vote.", path="invitation.text", waived=True),
        *(found("EXP421", f"F{number} says nothing exact.") for number in range(1, 5)),
    )
    changes = (
        (
            "retrospective",
            HELD | {"useful": ["Session 1 changed the draft"], "selection": "none", "change": ["Ask"]},
        ),
        ("carried_over", ["Read the health again"]),
        ("parked", [{"session": 1, "account": "northwind", "idea": "Charts"}]),
        ("candidates", [{"id": "brome", "name": "Brome Ltd", "outcome": "declined"}]),
    )
    shown = terminal.render(retro.layout(facts(*changes, findings=findings)), width=100)
    assert shown == (HERE / "pages" / "retro.txt").read_text("utf-8")


# The hour


@given(st.integers(0, 240), st.booleans())
def test_the_running_order_adds_up(minutes: int, dated: bool) -> None:
    held = {"minutes": minutes} | ({"at": "2026-05-04T10:00"} if dated else {})
    told = facts(("retrospective", held))
    assert sum(step.minutes for step in told.steps) == minutes
    clock = told.at
    for step in told.steps:
        assert step.minutes > 0
        assert step.owners
        assert step.start == clock
        clock = clock + timedelta(minutes=step.minutes) if clock else None
    schedule = next(block for block in retro.layout(told) if isinstance(block, Schedule))
    assert [slot.minutes for slot in schedule.slots] == [step.minutes for step in told.steps]


def test_an_hour_is_assumed_and_its_day_is_owed() -> None:
    text = page(now="2026-04-20")
    assert "no date yet, 60 minutes" in text
    assert "60 minutes are assumed (`retrospective.minutes`)" in text
    assert "it is due by Tue 5 May 2026 (`retrospective.at`)" in text
    assert sum(step.minutes for step in facts().steps) == 60


def test_the_four_questions_are_asked_and_answers_stand_beside_them() -> None:
    assert [step.kind for step in facts().steps] == [
        "figures", "useful", "record_format", "selection", "invitation", "modes", "change",
    ]  # fmt: skip
    answered = page(("retrospective", HELD | {"useful": ["Corrections"], "invitation": "none"}))
    assert "Answered: Corrections" in answered
    assert "Answered: none" in answered
    assert "Answered" not in page(("retrospective", HELD | {"useful": []}))


def test_who_comes() -> None:
    assert facts().attend == ("Priya Nair", "Tom Okafor", "Aylin Kaya", "Lena Fuchs")
    assert facts(("team", None), ("accounts.1.csm", None)).attend == ("Product", "CS", "Engineering")
    smallest = facts(("scale", "minimum"), ("team.engineering", []))
    assert smallest.attend == ("Priya Nair", "Tom Okafor", "Aylin Kaya")


def test_before_the_release_it_says_that_the_figures_will_change() -> None:
    assert "the release is on Tue 14 Apr 2026; the figures are those of today" in page(now="2026-03-01")
    assert "the release is not dated yet" in page(("timeline", None))
    assert "the figures are those of today" not in page()
    cancelled = page(("state", "cancelled"))
    assert "the program was cancelled; what it taught counts all the same." in cancelled
    assert "is due by" not in cancelled
    assert "the rules are silent" in page(("state", "closed"))


# The figures


def test_rates_count_what_they_say() -> None:
    assert rates() == {
        "read": (2, 2), "reversed": (0, 2), "not_taken": (1, 2), "undecided": (0, 2), "told": (0, 1),
        "parked": (0, 2), "debriefed": (0, 2),
    }  # fmt: skip
    turned = rates(
        ("feedback.1.pm_read", "incorporate"),
        ("feedback.0.final", None),
        ("feedback.1.told", {"on": "2026-03-30", "how": "call"}),
        ("debrief.attended", {"northwind": ["Dana Ruiz"]}),
    )
    assert (turned["reversed"], turned["not_taken"], turned["undecided"]) == ((1, 2), (1, 1), (1, 2))
    assert (turned["told"], turned["debriefed"]) == ((1, 1), (1, 2))
    empty = flat(retro.layout(facts(("feedback", []), ("sessions", []), ("accounts", []))))
    assert "none to count –" in empty
    assert "no session was held" in empty
    assert "The file has no sessions." in empty
    assert "The file has no accounts." in empty


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(1, 8, "13 %"), (1, 3, "33 %"), (2, 3, "67 %"), (0, 0, "–")]
)
def test_percent_is_rounded_to_whole_numbers(part: int, whole: int, said: str) -> None:
    from codesign_cli.documents.retro.facts import Rate
    from codesign_cli.documents.retro.page import percent

    assert percent(Rate("read", part, whole)) == said


def test_sessions_and_accounts_are_counted() -> None:
    told = facts(
        ("sessions.0.talk_minutes", {"northwind": 12, "halden": 3}),
        ("sessions.0.corrections", [{"account": "halden", "we_said": "One", "they_say": "Two"}]),
        ("sessions.2", {"at": "2026-03-04T10:00", "held": False}),
    )
    first, second, third = told.sessions
    assert (first.records, first.blockers, first.corrections, first.came, first.invited) == (1, 0, 1, 2, 2)
    assert (second.records, second.blockers, second.came) == (1, 1, 1)
    assert not third.took_place
    northwind, halden = told.accounts
    assert (northwind.sessions, northwind.records, northwind.talk_minutes, northwind.not_taken) == (
        2,
        1,
        12,
        0,
    )
    assert (halden.sessions, halden.records, halden.talk_minutes, halden.not_taken) == (1, 1, 3, 1)


# What the rules found


def test_findings_stand_under_their_discipline_and_mode() -> None:
    findings = (
        found("SCO121", "Ideas had to be parked."),
        found("ROL312", "A reading was turned round.", severity="error"),
        found("COH201", "Told by another one.", covered_by="COH216"),
    )
    told = facts(findings=findings)
    assert {d.name: [each.code for each in d.findings] for d in told.disciplines} == {
        "scope": ["SCO121"], "cohort": [], "role": ["ROL312"], "expectation": [],
    }  # fmt: skip
    assert [(mode.name, [sign.code for sign in mode.signs]) for mode in told.modes] == [
        ("scope creep", ["SCO121"]), ("relationship capture", ["ROL312"]), ("cohort bias", []),
    ]  # fmt: skip
    text = page(findings=findings)
    assert "Relationship capture 1 sign, role discipline" in text
    assert "Cohort bias no sign, cohort discipline" in text
    assert "Scope discipline 1 warning • SCO121: Ideas had to be parked." in text


def test_failed_gates_and_marks_of_accounts() -> None:
    findings = (
        found("COH202", "Halden Works is red.", account="halden"),
        found("COH218", "Halden Works said nothing.", account="halden"),
        found("COH217", "Northwind Freight gives most.", account="northwind"),
    )
    told = facts(findings=findings)
    assert [each.code for each in told.gates] == ["COH202"]
    assert [(row.dominant, row.silent) for row in told.accounts] == [(True, False), (False, True)]
    text = page(findings=findings)
    assert (
        "1 account with a failed gate; gave most: Northwind Freight; silent in a session: Halden Works; left: nobody."
        in text
    )


def test_the_invitation_s_findings_are_named_at_its_question() -> None:
    text = page(findings=(found("EXP404", "It asks for wishes.", path="invitation.text"),))
    assert "the rules object to it: EXP404, below." in text


def test_the_command_reads_every_rule() -> None:
    broken = run(
        "retro", "everything-wrong.yaml", "--as-of", "2026-07-15", "--format", "json", folder=EXAMPLES
    )
    assert broken.status == 0
    loaded = load("everything-wrong.yaml", (EXAMPLES / "everything-wrong.yaml").read_bytes())
    assert loaded.program is not None
    told = check(loaded, moment(loaded.program, "2026-07-15")).findings
    owed = {each.code for each in told if each.covered_by is None and each.discipline != "file"}
    shown = {each["code"] for part in json.loads(broken.out)["disciplines"] for each in part["findings"]}
    assert shown == owed
    assert run("retro", "shift-swap.yaml", "--audience", "customer", folder=EXAMPLES).status == 2
