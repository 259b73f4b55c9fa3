"""The hand-over: after the release, who is ready, what friction is left, how to get by, and what to measure."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from codesign_cli.documents import handoff
from codesign_cli.documents.handoff import HandoffFacts
from codesign_cli.render import data, terminal
from tests.closing_program import flat, laid, moment
from tests.command import run

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples"
NOW = "2026-04-20"
FLAG = {"account": "northwind", "issue": "No date on the 31st", "critical": True}


def facts(*changes: tuple[str, Any], now: str = NOW, draft: bool = False) -> HandoffFacts:
    """The facts of the program with these changes."""
    program = laid(*changes)
    return handoff.build(program, moment(program, now), draft=draft)


def page(*changes: tuple[str, Any], now: str = NOW, draft: bool = False) -> str:
    """The page as one line."""
    return flat(handoff.layout(facts(*changes, now=now, draft=draft)))


def gaps(*changes: tuple[str, Any], now: str = NOW) -> list[str]:
    """What is missing, as a person reads it, with its rule."""
    return [f"{gap.code} {gap.subject}: {gap.fact} {gap.way_out}" for gap in facts(*changes, now=now).missing]


def test_the_page_as_a_person_sees_it() -> None:
    changes: tuple[tuple[str, Any], ...] = (
        ("feedback.1.told", {"on": "2026-03-24", "by": "cs", "how": "call"}),
        ("feedback.2", {
            "id": "F3", "session": 1, "account": "halden", "step": "Choosing owners", "signal": "workaround",
            "friction": "He keeps a list of owners on paper", "severity": "minor", "final": "incorporated",
            "reason": "Two accounts do so", "shipped": "The last owners are offered first",
        }),
        ("sessions.1.confirmed", {"F1": {"northwind": False}}),
        ("sessions.0.corrections", [{"account": "halden", "we_said": "For good", "they_say": "For a week"}]),
        ("disagreements", [{"about": "Undo", "records": ["F2"], "adaptation": {"halden": "Use the review queue"}}]),
        ("preview.flags", [FLAG | {"decision": "ship-with-workaround", "workaround": "Choose the 30th"}]),
    )  # fmt: skip
    shown = terminal.render(handoff.layout(facts(*changes)), width=100)
    assert shown == (HERE / "pages" / "handoff.txt").read_text("utf-8")


# When it is ready


def test_it_is_given_on_the_day_of_the_release() -> None:
    assert gaps(now="2026-04-13") == [
        "EXP449 The release: It is ahead, on Tue 14 Apr 2026. Hand over once it is out."
    ]
    assert gaps(now="2026-04-14") == []
    assert gaps(("timeline", None)) == ["EXP449 The release: GA has no date. Set `timeline.ga`."]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            (("outcomes", None),),
            "EXP455 Who is ready: Nothing says which accounts are ready to adopt it. Write `outcomes.ready`, or "
            "`none`.",
        ),
        (
            (("feedback.1.final", None),),
            "EXP424 F2 · Halden Works: It is not decided. Write `final` and `reason`.",
        ),
        (
            (("preview.flags", [FLAG]),),
            "EXP447 Flag · Northwind Freight: It is critical and not decided. Write `decision`.",
        ),
        (
            (("preview.flags", [FLAG | {"decision": "ship-with-workaround"}]),),
            "EXP447 Flag · Northwind Freight: It ships with a workaround that nobody wrote down. Write `workaround`.",
        ),
    ],
)
def test_each_gap_is_one_line_with_its_way_out(changes: tuple[tuple[str, Any], ...], expected: str) -> None:
    assert gaps(*changes) == [expected]
    assert "Not ready: 1 thing missing before this can be handed over." in page(*changes)
    assert "Friction that is left" not in page(*changes)
    drafted = page(*changes, draft=True)
    assert drafted.startswith("DRAFT · Hand-over · Bulk transfer")
    assert "Friction that is left DRAFT" in drafted
    assert "Still missing DRAFT" in drafted


def test_a_cancelled_program_hands_nothing_over() -> None:
    told = gaps(("state", "cancelled"), ("outcomes", None), ("preview.flags", [FLAG]))
    assert told == [
        "EXP449 The release: The program is cancelled: nothing is released and nothing handed over. Close the loop "
        "with `codesign debrief`."
    ]


def test_nobody_may_be_ready_and_that_is_an_answer() -> None:
    assert gaps(("outcomes.ready", "none")) == []
    text = page(("outcomes.ready", "none"))
    assert "Who is ready No account is ready yet. Not ready yet Northwind Freight" in text
    assert gaps(("outcomes.ready", [])) != []


# What it holds


def test_who_is_ready_and_what_stands_in_the_way_of_the_others() -> None:
    text = page()
    assert "Who is ready Northwind Freight Dana Ruiz · with Tom Okafor · got: The selection stays" in text
    waiting = (
        "Halden Works Mika Berg, Lead · with Aylin Kaya · nothing shipped for its own points · in its way: F2"
    )
    assert waiting in text
    assert "no friction known; ask what it waits for" in page(("feedback.1", None))


@pytest.mark.parametrize(
    ("changes", "kinds"),
    [
        ((), ["declined"]),
        ((("feedback.1.final", "deferred"),), ["deferred"]),
        ((("feedback.1.final", "incorporated"),), []),
        ((("sessions.1.confirmed", {"F1": {"northwind": False}}),), ["declined", "unconfirmed"]),
        (
            (
                ("sessions.1.confirmed", {"F1": {"northwind": False}}),
                ("sessions.2", {"at": "2026-03-04T10:00", "confirmed": {"F1": {"northwind": True}}}),
            ),
            ["declined"],
        ),
        ((("sessions.1.confirmed", {"F1": {"halden": False}}),), ["declined", "unconfirmed"]),
        ((("preview.flags", [FLAG | {"decision": "fix"}]),), ["declined"]),
        (
            (
                (
                    "preview.flags",
                    [FLAG | {"decision": "ship-with-workaround", "workaround": "Choose the 30th"}],
                ),
            ),
            ["declined", "flag"],
        ),
    ],
)
def test_which_friction_is_left(changes: tuple[tuple[str, Any], ...], kinds: list[str]) -> None:
    assert sorted(each.kind for each in facts(*changes).frictions) == kinds


def test_an_account_that_has_not_heard_a_no_is_called_first() -> None:
    assert "not yet: call first" in page()
    assert "since Tue 24 Mar 2026" in page(("feedback.1.told", {"on": "2026-03-24", "how": "call"}))
    assert "not yet: call first" in page(("feedback.1.told", {"on": "2026-03-24", "how": "mail"}))


def test_pages_with_nothing_to_say_say_so() -> None:
    text = page(("feedback", []), ("accounts", []), ("sessions", []), ("outcomes.ready", "none"))
    for sentence in (
        "No account took part.", "Nothing that the file knows of", "No workaround is known for any account.",
        "No words of customers were written down.",
    ):  # fmt: skip
        assert sentence in text


def test_adoption_is_measured_90_days_after_the_release() -> None:
    assert "When Mon 13 Jul 2026, by Priya Nair" in page()
    assert "Overdue" not in page(now="2026-07-13")
    assert "Overdue the day is past and nothing is written" in page(now="2026-07-14")
    measured = page(("outcomes.adoption_90_days", 0.46), ("outcomes.adoption_others", 0.31), now="2026-07-20")
    assert "Measured 46 %, 31 % for others" in measured
    assert "Overdue" not in measured
    assert "Measured 46 %" in page(("outcomes.adoption_90_days", 0.46))


def test_json_gives_out_only_what_is_missing_while_it_is_not_ready() -> None:
    closed = json.loads(data.render("handoff", handoff.shown(facts(now="2026-04-13"))))
    assert set(closed) == {
        "version", "document", "audience", "program", "feature", "draft", "ready", "missing", "ga",
    }  # fmt: skip
    assert json.loads(data.render("handoff", handoff.shown(facts())))["ready"] is True


def test_the_command_and_its_exit_status() -> None:
    ready = run("handoff", "freight-claims.yaml", "--as-of", "2026-02-23", folder=EXAMPLES)
    assert (ready.status, ready.err) == (0, "")
    early = ("handoff", "freight-claims.yaml", "--as-of", "2025-11-16")
    assert [run(*early, *more, folder=EXAMPLES).status for more in ((), ("--draft",))] == [1, 0]
    assert run(*early, "--audience", "customer", folder=EXAMPLES).status == 2
