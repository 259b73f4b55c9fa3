"""The debrief as a customer reads it: its own points and nothing of anybody else, in the team's running order."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign_cli.blocks import Heading
from codesign_cli.documents import debrief as internal
from codesign_cli.documents.customer import debrief
from codesign_cli.documents.cut import cut
from codesign_cli.model import derive
from codesign_cli.model.program import Program
from codesign_cli.render import data, html, terminal
from tests.command import run
from tests.test_debrief import CLOSED, NOW, flat, laid

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples"
LATER = ("preview.planned", "2026-04-10")


def facts_of(program: Program, account: str | None, now: str = NOW, *, draft: bool = False) -> Any:
    """The facts of the page of one account as of a day."""
    moment = derive.moment(program, datetime.fromisoformat(now))
    return debrief.build(cut(program, account, moment).cut, draft=draft)


def page(
    program: Program, account: str | None, now: str = NOW, *, draft: bool = False, width: int = 90
) -> str:
    """The terminal page of one account."""
    return terminal.render(debrief.layout(facts_of(program, account, now, draft=draft)), width=width)


@pytest.mark.parametrize("account", ["northwind", "halden", None])
def test_the_page_as_a_person_sees_it(account: str | None) -> None:
    expected = HERE / "pages" / f"debrief-for-{account or 'everybody'}.txt"
    assert page(laid(), account) == expected.read_text("utf-8")


def test_an_account_reads_its_own_points_and_no_other_account_s() -> None:
    shown = flat(page(laid(), "halden", width=140))
    assert (
        "No undo (session 2); your suggestion: An undo button decided against Legal holds forbid it" in shown
    )
    assert "None of your points went in." in shown
    for foreign in (
        "Northwind",
        "Dana",
        "The selection",
        "The lead decides",
        "Closer to the primary profile",
    ):
        assert foreign not in shown


def test_a_choice_is_told_without_the_others_and_without_the_team_s_reason() -> None:
    program = laid(("disagreements.0.told_as", "Most teams hand over this way"))
    lost = flat(page(program, "halden"))
    assert "You wanted The owner accepts Chosen another team's way, and nothing in between" in lost
    assert "Why Most teams hand over this way What you can do Use the review queue" in lost
    won = flat(page(program, "northwind"))
    assert "You wanted The lead decides Chosen your way, and nothing in between Why Most teams" in won
    assert "review queue" not in won
    for shown in (lost, won):
        assert "Closer to the primary profile" not in shown


def test_a_choice_of_others_is_not_told() -> None:
    program = laid(("accounts.2", {"id": "corvus", "name": "Corvus"}))
    assert "Consent of the new owner" not in page(program, "corvus", draft=True)


@given(st.integers(1, 90), st.booleans(), st.booleans())
def test_the_running_order_is_the_team_s_to_the_minute(minutes: int, choices: bool, flags: bool) -> None:
    changes: list[tuple[str, Any]] = [("debrief.minutes", minutes)]
    changes += [] if choices else [("disagreements", None)]
    changes += [("preview.flags", [{"account": "northwind", "issue": "Slow"}])] if flags else []
    program = laid(*changes)
    now = derive.moment(program, datetime.fromisoformat(NOW))
    team = internal.build(program, now, draft=True).steps
    assert facts_of(program, "halden", draft=True).steps == team
    assert sum(step.minutes for step in team) == minutes


def test_while_it_is_not_ready_only_the_reader_s_own_gaps_are_listed() -> None:
    program = laid(
        ("feedback.0.final", None), ("feedback.0.pm_read", "decline"), ("feedback.1.told", None),
        ("timeline", None),
    )  # fmt: skip
    shown = flat(page(program, "northwind"))
    assert "not ready" in shown
    assert "F1: It is not decided yet." in shown
    assert "The release: GA has no date" in shown
    for hidden in ("F2", "Halden", "read as decline", "Product has", "No undo"):
        assert hidden not in shown
    assert "F2: Nobody has told the account in person that it is left out." in flat(page(program, "halden"))


def test_another_account_s_gap_does_not_hold_a_page_back() -> None:
    program = laid(("feedback.0.final", None))
    assert facts_of(program, "halden").ready
    assert not facts_of(program, "northwind").ready
    assert "1 point of all that were brought up is not decided yet." in flat(page(program, None))


def test_a_session_that_is_not_the_reader_s_is_no_gap_of_its_page() -> None:
    extra = {
        "number": 3, "at": "2026-04-01T10:00", "minutes": 60, "purpose": "edge-cases", "invited": ["halden"],
        "because": [{"account": "halden", "unresolved": "Undo"}],
    }  # fmt: skip
    program = laid(("sessions.2", extra))
    assert "Session 3" not in page(program, "northwind")
    assert "Session 3: It is still ahead" in flat(page(program, "halden"))


def test_a_choice_without_its_reason_is_a_gap_told_without_detail() -> None:
    shown = flat(page(laid(("disagreements.0.because", None)), "halden"))
    assert "Consent of the new owner: Our own notes on the choice are not complete." in shown
    assert "Northwind" not in shown


def test_a_draft_says_so_on_the_page_and_over_every_section() -> None:
    program = laid(("feedback.0.final", None))
    blocks = debrief.layout(facts_of(program, "northwind", draft=True))
    headings = [block for block in blocks if isinstance(block, Heading)]
    assert headings[0].text.startswith("DRAFT · ")
    assert all(block.aside == "DRAFT" for block in headings[1:] if block.level == 2)
    assert 'class="stamp"' in html.render(blocks)
    assert 'class="stamp"' not in html.render(debrief.layout(facts_of(laid(), "northwind", draft=True)))
    shown = flat(page(program, "northwind", draft=True))
    assert shown.endswith("DRAFT: not to be sent or held like this.")
    assert "Not decided yet DRAFT • The selection is lost (session 1)" in shown


def test_the_team_s_draft_is_stamped_on_every_printed_sheet() -> None:
    program = laid(("feedback.0.final", None))
    now = derive.moment(program, datetime.fromisoformat(NOW))
    assert 'class="stamp"' in html.render(internal.layout(internal.build(program, now, draft=True)))
    assert 'class="stamp"' not in html.render(internal.layout(internal.build(laid(), now, draft=True)))


def test_the_reader_s_own_flags_are_shown_and_no_other() -> None:
    flags = [
        {"account": "halden", "issue": "Undo is far away", "critical": False},
        {"account": "northwind", "issue": "The list jumps", "critical": False},
    ]
    shown = flat(page(laid(("preview.flags", flags)), "halden", "2026-04-03"))
    assert "What you flagged at the preview • Undo is far away: noted, and not taken as critical" in shown
    assert "The list jumps" not in shown
    critical = [{**flags[0], "critical": True}]
    refused = flat(page(laid(("preview.flags", critical)), "halden"))
    assert "A flag of the preview: “Undo is far away” is critical and not decided." in refused


def test_what_comes_next() -> None:
    contact = ("team.product", {"name": "Priya Nair", "email": "priya@example.com"})
    shown = flat(page(laid(LATER, contact), "halden"))
    assert "Summary All of this in writing by Wed 8 Apr 2026, 16:30 (Europe/Berlin), from Tom Okafor" in shown
    assert "Preview Fri 10 Apr 2026; what you flag then is answered in writing." in shown
    assert "Release Tue 14 Apr 2026" in shown
    assert "If something stops your work, tell Priya Nair (priya@example.com) at once." in shown
    assert "Preview" not in flat(page(laid(), "halden")).split("How it goes on")[1]


def test_a_cancelled_program_owes_it_all_the_same() -> None:
    shown = flat(page(laid(("state", "cancelled")), "northwind", width=70))
    assert "The work on Bulk transfer has been stopped, and nothing of it is released." in shown
    assert "Why it was taken in" in shown
    assert "your way; nothing of it is released" in shown
    for wrong in ("The selection stays", "Release", "stops your work"):
        assert wrong not in shown


def test_after_the_call_the_page_says_whether_the_reader_was_in_it() -> None:
    program = laid(
        ("debrief.attended", {"northwind": ["Dana"]}), ("debrief.made_up", {"halden": "2026-04-07"})
    )
    assert "In this call you heard what became" in flat(page(program, "northwind", "2026-04-08"))
    made_up = flat(page(program, "halden", "2026-04-08"))
    assert "You could not be in this call and had one of your own on Tue 7 Apr 2026." in made_up
    missed = flat(page(laid(("debrief.attended", {"northwind": ["Dana"]})), "halden", "2026-04-08"))
    assert "Halden: It was not at the debrief and had no call of its own." in missed


def test_the_call_is_told_on_the_reader_s_clocks_too() -> None:
    person = {"name": "Mika", "timezone": "America/New_York"}
    shown = flat(page(laid(("accounts.1.participants", [person])), "halden"))
    assert "For Mika: Mon 6 Apr 2026, 10:00–10:30 (America/New_York). Hello Mika," in shown


def test_json_holds_the_page_s_facts_or_only_the_gaps() -> None:
    found = json.loads(data.render("debrief", facts_of(laid(), "halden")))
    assert (found["audience"], found["account"], found["ready"]) == ("customer", "halden", True)
    assert [record["id"] for record in found["not_taken"]] == ["F2"]
    gaps = json.loads(data.render("debrief", facts_of(laid(("feedback.1.reason", None)), "halden")))
    assert gaps["missing"][0]["subject"] == "F2"
    assert "not_taken" not in gaps


def test_a_team_s_own_words_stand_in_place_of_ours() -> None:
    own = {"welcome": "{cs} opens, {product} follows.", "closing": "Thanks for {sessions} sessions."}
    shown = flat(terminal.render(debrief.layout(facts_of(laid(), "northwind"), own), width=90))
    assert "Tom Okafor opens, Priya Nair follows." in shown
    assert shown.endswith("Thanks for 2 sessions.")


def test_the_command_writes_a_page_an_account(tmp_path: Path) -> None:
    program = tmp_path / "program.yaml"
    program.write_text(json.dumps(CLOSED), "utf-8")
    done = run("debrief", program, "--all-accounts", "--output", tmp_path / "out", "--as-of", NOW)
    assert (done.status, done.out, done.err) == (0, "", "")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "debrief-halden.txt",
        "debrief-northwind.txt",
    ]
    refused = run("debrief", program, "--account", "halden", "--as-of", "2026-02-20")
    assert refused.status == 1
    assert run("debrief", program, "--account", "halden", "--as-of", "2026-02-20", "--draft").status == 0
