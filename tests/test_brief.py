"""The brief: problem, approach, limits by type, influence, plan and record, or a list of what it lacks."""

from __future__ import annotations

from typing import Any

import pytest

from codesign_cli.documents.customer.brief import build, layout
from codesign_cli.documents.customer.unready import NotForReader, Unready
from tests.customer_pages import broken, cut_of, flat, laid


def page(account: str | None = None, *changes: tuple[str, Any], now: str = "2026-01-20") -> str:
    """The brief as one line."""
    return flat(layout(build(cut_of(laid(*changes), account, now))))


def test_it_says_the_problem_the_approach_the_limits_and_what_is_open() -> None:
    text = page("halden")
    assert "Before session 1 · Bulk transfer Hello Mika Salo," in text
    assert "“When a lead leaves, 120 tasks are moved one by one.”" in text
    assert "A transfer starts from the person who leaves; leads know the name first." in text
    assert "Technical 500 tasks at once Regulatory none Architecture Owners are read only" in text
    assert "What is yours to shape" in text
    assert "• What is shown before a transfer" in text
    assert text.endswith("Priya Nair, Product")


def test_it_says_how_sessions_run_and_what_is_written_down() -> None:
    text = page("halden")
    assert "All sessions are about Bulk transfer and nothing wider." in text
    assert "In it Selecting tasks · Choosing new owners Not in it Dashboards" in text
    assert "Product makes the final decision about what is built." in text
    for field in ("Where and what", "Who", "How grave", "Your suggestion", "Product's reading"):
        assert field in text
    assert "Blocker the work cannot be finished" in text
    assert "Significant it can be finished, at a price" in text
    assert "Minor a nuisance" in text


def test_it_holds_the_plan_with_hours_and_the_days_of_the_end() -> None:
    text = page("northwind")
    assert (
        "1 You tell us where our picture of the problem is wrong. Wed 4 Feb 2026, 10:00 (Europe/Berlin)"
        in text
    )
    assert "Sam Okoye: Wed 4 Feb 2026, 04:00–05:15 (America/New_York)" in text
    assert "That is 3 hours and 45 minutes of your time in the sessions, and 4 hours and 15 minutes" in text
    assert "Closing call Fri 27 Mar 2026, 16:00–16:30 (Europe/Berlin); for Sam Okoye" in text
    assert "within 48 hours after the call, by Sun 29 Mar 2026, 17:30 (Europe/Berlin)" in text
    assert "planned for Thu 2 Apr 2026" in text


def test_a_day_or_a_length_that_is_open_is_said_to_be_open() -> None:
    text = page("halden", ("sessions.2", {}), ("debrief", None))
    assert "3 You try the revised draft: what holds now, what does not. still open still open" in text
    assert "of your time in the sessions" not in text
    assert "Closing call after the last session, before the release" in text


def test_the_extra_session_is_in_the_plan_of_whom_it_is_for() -> None:
    case = {"account": "halden", "unresolved": "Two owners"}
    extra = {"at": "2026-03-18T10:00", "minutes": 45, "invited": ["halden"], "because": [case]}
    assert "4 Only the cases that are still open for you. Wed 18 Mar 2026" in page(
        "halden", ("sessions.3", extra)
    )
    for other in ("northwind", None):
        text = page(other, ("sessions.3", extra))
        assert "18 Mar" not in text
        assert "we then ask only those whom it concerns" in text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([("state", "cancelled")], "The program: It is cancelled"),
        ([("feature.approach", None)], "The approach: Nothing says why it was chosen."),
        (
            [("feature.constraints.regulatory", None)],
            "Regulatory limits: Nothing says which rules and laws apply",
        ),
        ([("feature.constraints", None)], "3 things missing"),
        ([("feature.influence", None)], "Where influence is real: Nothing is named that customers can shape"),
        ([("sessions", [])], "The sessions: None is planned for this account."),
    ],
)
def test_it_is_refused_while_something_is_missing(changes: list[tuple[str, Any]], said: str) -> None:
    facts = build(cut_of(laid(*changes), "halden"))
    assert isinstance(facts, Unready)
    assert said in flat(layout(facts))
    assert "Hello" not in flat(layout(facts))


def test_one_brief_for_all_is_refused_where_accounts_have_different_sessions() -> None:
    assert "so one plan cannot fit all of them" in page(None, ("sessions.1.invited", ["halden"]))


def test_an_account_that_leaves_is_not_briefed() -> None:
    with pytest.raises(NotForReader):
        page("halden", ("accounts.1.left", "2026-02-10"))


def test_for_nobody_in_particular_it_names_no_account() -> None:
    text = page()
    assert "Hello, This is what we know" in text
    for name in ("Northwind", "Halden", "Dana", "Mika"):
        assert name not in text


@pytest.mark.parametrize("account", [None, "northwind", "halden"])
@pytest.mark.parametrize(
    "changes", [[], [("sessions.2", {}), ("debrief", None), ("team", None), ("preview", None)]]
)
def test_it_keeps_the_wording_rules(account: str | None, changes: list[tuple[str, Any]]) -> None:
    tree = laid(*changes)
    facts = build(cut_of(tree, account))
    assert facts.ready
    assert broken(tree, layout(facts), "recognition") == []
