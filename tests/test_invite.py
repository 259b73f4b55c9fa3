"""The invitation: complete and right to the minute, or a list of what it lacks."""

from __future__ import annotations

import json
from typing import Any

import pytest

from codesign_cli.documents.customer.invite import build, layout
from codesign_cli.documents.customer.unready import NotForReader, Unready
from codesign_cli.render import data, html, markdown
from tests.customer_pages import broken, cut_of, flat, laid


def page(account: str | None = None, *changes: tuple[str, Any], now: str = "2026-01-20") -> str:
    """The invitation as one line."""
    return flat(layout(build(cut_of(laid(*changes), account, now))))


def test_it_says_scope_time_input_and_who_decides() -> None:
    text = page("halden")
    assert text.startswith("Help us make Bulk transfer right Hello Mika Salo,")
    assert "“When a lead leaves, 120 tasks are moved one by one.”" in text
    assert "In it: • Selecting tasks • Choosing new owners Not part of it: • Dashboards" in text
    assert "We ask you for 3 sessions over 4 weeks, 60 to 90 minutes each." in text
    assert (
        "That is 3 hours and 45 minutes of your time in the sessions, and 4 hours and 15 minutes of your time with "
        "the closing call." in text
    )
    assert "It is not input on the roadmap. Product makes the final decision about what is built." in text


def test_it_says_who_is_in_the_room_and_what_comes_back_when() -> None:
    text = page("halden")
    assert "Priya Nair, Product manager Product Shows where we stand and makes the final decision." in text
    assert "Tom Okafor CS Leads the conversation" in text
    assert "Lena Fuchs Engineering Listens and takes notes" in text
    assert "We tell you of each point of yours whether it was taken in or left out, and why." in text
    assert "A closing call: Fri 27 Mar 2026, 16:00–16:30 (Europe/Berlin)." in text
    assert "A summary: the same in writing, within 48 hours after that call." in text
    assert "It is planned for Thu 2 Apr 2026." in text
    assert text.endswith("Tom Okafor and Priya Nair (tom@vendor.example, priya@vendor.example)")


def test_the_release_has_no_date_in_an_invitation() -> None:
    assert "14 Apr" not in page("halden")


def test_people_on_another_clock_see_their_own_time() -> None:
    text = page("northwind")
    assert "Hello Dana Ruiz and Sam Okoye," in text
    assert "Sam Okoye: Wed 4 Feb 2026, 04:00–05:15 (America/New_York)" in text
    assert "On your clock" not in page("halden")
    assert "On your clock" not in page("northwind", ("accounts.0.participants.1.timezone", "Europe/Paris"))


def test_for_nobody_in_particular_it_names_no_account_and_greets_everybody() -> None:
    text = page()
    assert "right Hello, Please help us" in text
    for name in ("Northwind", "Halden", "Dana", "Mika", "Okoye"):
        assert name not in text


def test_what_is_not_known_is_worded_around() -> None:
    text = page(
        "halden", ("debrief", None), ("preview", None), ("team", None), ("timeline.start", "2026-02-04")
    )
    assert (
        "A closing call: after the last session and before the release. The closing call takes 30 minutes."
        in text
    )
    assert "planned for" not in text
    assert "a name follows Product" in text
    assert text.endswith("CS and Product")


def test_an_extra_session_is_not_asked_for_beforehand() -> None:
    case = {"account": "halden", "unresolved": "Two owners"}
    extra = {"at": "2026-03-18T10:00", "minutes": 45, "invited": ["halden"], "because": [case]}
    text = page("halden", ("sessions.3", extra))
    assert "We ask you for 3 sessions" in text
    assert "18 Mar" not in text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([("state", "cancelled")], "The program: It is cancelled"),
        ([("feature.in_scope", None)], "The scope: Nothing says what is in it. Write `feature.in_scope`."),
        ([("sessions", [])], "The sessions: None is planned for this account."),
        ([("sessions.1.minutes", None)], "Session 2: It names no length. Write `minutes`."),
        ([("sessions.1.at", None)], "The weeks: Neither the timeline nor every session has its days"),
    ],
)
def test_it_is_refused_while_something_is_missing(changes: list[tuple[str, Any]], said: str) -> None:
    tree = laid(*changes)
    facts = build(cut_of(tree, "halden"))
    assert isinstance(facts, Unready)
    text = flat(layout(facts))
    assert said in text
    assert "missing before this page can go to a customer" in text
    assert "Hello" not in text


def test_one_invitation_for_all_is_refused_where_accounts_have_different_sessions() -> None:
    change = ("sessions.1.invited", ["halden"])
    assert "so one invitation cannot fit all of them" in page(None, change)
    assert "We ask you for 2 sessions over 4 weeks, 60 to 75 minutes each." in page("northwind", change)


def test_an_account_that_leaves_is_not_invited() -> None:
    with pytest.raises(NotForReader) as error:
        page("halden", ("accounts.1.left", "2026-02-10"))
    assert error.value.message == "Halden Works leaves on Tue 10 Feb 2026."


@pytest.mark.parametrize("account", [None, "northwind", "halden"])
@pytest.mark.parametrize(
    "changes",
    [
        [],
        [
            ("scale", "minimum"),
            ("sessions.0.minutes", 45),
            ("sessions.1.minutes", 45),
            ("sessions.2.minutes", 45),
        ],
        [("debrief", None), ("preview", None), ("team", None)],
        [("debrief.minutes", 45), ("sessions.0.format", "single")],
    ],
)
def test_it_keeps_the_wording_rules(account: str | None, changes: list[tuple[str, Any]]) -> None:
    tree = laid(*changes)
    facts = build(cut_of(tree, account))
    assert facts.ready
    assert broken(tree, layout(facts), "invitation") == []


def test_a_team_says_it_its_own_way() -> None:
    facts = build(cut_of(laid(), "halden"))
    blocks = layout(facts, {"purpose": "Dear {name}, {feature} needs you {{now}}."})
    assert "Dear Halden Works, Bulk transfer needs you {now}." in flat(blocks)


def test_every_format_holds_it() -> None:
    facts = build(cut_of(laid(), "northwind"))
    blocks = layout(facts)
    assert "3 sessions over 4 weeks" in markdown.render(blocks)
    assert "3 sessions over 4 weeks" in html.render(blocks)
    told = json.loads(data.render("invite", facts))
    assert (told["document"], told["audience"], told["account"], told["ready"]) == (
        "invite",
        "customer",
        "northwind",
        True,
    )
    assert "Halden" not in json.dumps(told)
