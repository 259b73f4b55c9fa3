"""The written summary: what went in, what did not and why, once the debrief was held."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from codesign_cli.documents.customer import summary
from codesign_cli.documents.cut import cut
from codesign_cli.model import derive
from codesign_cli.model.program import Program
from codesign_cli.render import data, html, markdown, terminal
from tests.command import run
from tests.test_debrief import CLOSED, flat, laid

HERE = Path(__file__).parent
HELD = ("debrief.attended", {"northwind": ["Dana"], "halden": ["Mika"]})
AFTER = "2026-04-07"


def facts_of(program: Program, account: str | None, now: str = AFTER) -> Any:
    """The facts of the summary of one account as of a day, or what it lacks."""
    moment = derive.moment(program, datetime.fromisoformat(now))
    return summary.build(cut(program, account, moment).cut)


def page(program: Program, account: str | None, now: str = AFTER, width: int = 100) -> str:
    """The terminal page."""
    return terminal.render(summary.layout(facts_of(program, account, now)), width=width)


@pytest.mark.parametrize("account", ["northwind", "halden", None])
def test_the_page_as_a_person_sees_it(account: str | None) -> None:
    expected = HERE / "pages" / f"summary-for-{account or 'everybody'}.txt"
    assert page(laid(HELD), account) == expected.read_text("utf-8")


def test_it_says_by_when_it_is_due_when_it_went_out_and_when_it_is_late() -> None:
    assert "due by Wed 8 Apr 2026, 16:30 (Europe/Berlin)" in page(laid(HELD), "halden")
    late = flat(page(laid(HELD), "halden", "2026-04-08T16:31"))
    assert "was due Wed 8 Apr 2026, 16:30" in late
    assert "It was due on Wed 8 Apr 2026, 16:30 and comes late. That is on us." in late
    sent = flat(page(laid(HELD, ("debrief.summary_sent", "2026-04-07T12:00")), "halden", "2026-04-09"))
    assert "sent Tue 7 Apr 2026, 12:00 (Europe/Berlin)" in sent
    assert "comes late" not in sent


def test_there_is_none_before_the_debrief_is_over() -> None:
    shown = flat(page(laid(), "halden", "2026-04-06T16:29"))
    assert "The debrief: It is on Mon 6 Apr 2026, 16:00 and not over yet." in shown
    assert "No undo" not in shown
    assert "The debrief: It has no date." in flat(page(laid(("debrief", None)), "halden"))


def test_a_no_that_nobody_told_in_person_does_not_come_by_mail_first() -> None:
    shown = flat(page(laid(HELD, ("feedback.1.told", None)), "halden"))
    assert "F2: Nobody has told the account in person that it is left out." in shown
    assert "Legal holds" not in shown


def test_a_reader_who_was_not_in_the_debrief() -> None:
    absent = ("debrief.attended", {"northwind": ["Dana"]})
    assert "you are owed the same in a call of your own" in flat(page(laid(absent), "halden"))
    planned = laid(absent, ("debrief.made_up", {"halden": "2026-04-09"}))
    assert "your own call is on Thu 9 Apr 2026" in flat(page(planned, "halden"))
    told = flat(page(planned, "halden", "2026-04-10"))
    assert "what you heard in your own call on Thu 9 Apr 2026" in told


def test_the_sessions_and_the_time_given() -> None:
    both = flat(page(laid(HELD), "northwind"))
    assert "You took part in 2 sessions: 2 hours of your time." in both
    one = flat(page(laid(HELD), "halden", width=130))
    assert "Wed 18 Feb 2026, 10:00 (Europe/Berlin) 60 were not there" in one
    assert "You took part in 1 session: 1 hour of your time." in one


def test_flags_of_a_preview_before_the_debrief_and_after_it() -> None:
    flag = {"account": "halden", "issue": "Undo fails", "critical": True}
    fixed = {**flag, "decision": "fix", "decided": "2026-04-08"}
    early = flat(page(laid(HELD, ("preview.flags", [{**fixed, "decided": "2026-04-03"}])), "halden"))
    assert "What you flagged at the preview" in early
    assert "Undo fails: is put right first; decision of Fri 3 Apr 2026" in early
    late = ("preview", {"planned": "2026-04-08", "shared": "2026-04-08", "flags": [fixed]})
    added = flat(page(laid(HELD, late), "halden", "2026-04-09"))
    assert "Addition after the preview This is added to the summary" in added
    assert "Undo fails: is put right first" in added
    assert "Undo" not in page(laid(HELD, late), "northwind", "2026-04-09")
    ahead = flat(page(laid(HELD, ("preview.planned", "2026-04-09")), "halden"))
    assert (
        "You see the feature on Thu 9 Apr 2026, before its release. What you flag then is answered" in ahead
    )
    undecided = flat(page(laid(HELD, ("preview.flags", [flag])), "halden"))
    assert "Undo fails: not decided yet; you marked it as critical" in undecided


def test_a_workaround_is_told_with_its_flag() -> None:
    flag = {
        "account": "halden", "issue": "Undo fails", "critical": True, "decision": "ship-with-workaround",
        "workaround": "Copy the list first", "told": {"on": "2026-04-05", "by": "cs", "how": "call"},
    }  # fmt: skip
    shown = flat(page(laid(HELD, ("preview.flags", [flag])), "halden"))
    assert "stays as it is in the release, with a way around it: Copy the list first" in shown
    after = flat(page(laid(HELD, ("preview.flags", [flag])), "halden", "2026-05-01"))
    assert "released as it is, with a way around it: Copy the list first" in after


def test_where_critical_things_go_until_the_release_and_after_it() -> None:
    team = (
        ("team.product", {"name": "Priya Nair", "email": "priya@example.com"}),
        ("accounts.1.csm", {"name": "Aylin Kaya", "email": "aylin@example.com"}),
    )
    before = flat(page(laid(HELD, *team), "halden"))
    assert "tell Priya Nair (priya@example.com), by the end of Fri 10 Apr 2026 at the latest" in before
    assert "ask Aylin Kaya (aylin@example.com)." in before
    after = flat(page(laid(HELD, *team), "halden", "2026-04-15"))
    assert (
        "It was released on Tue 14 Apr 2026. If something about it stops your work, tell Aylin Kaya" in after
    )


def test_a_cancelled_program_gets_one_too() -> None:
    shown = flat(page(laid(HELD, ("state", "cancelled")), "northwind"))
    assert "The work on Bulk transfer has been stopped, and nothing of it is released." in shown
    assert "How it goes on Questions For anything" in shown
    assert "The selection stays" not in shown


def test_own_corrections_and_ideas_are_told_and_nobody_else_s() -> None:
    program = laid(
        HELD,
        ("sessions.0.corrections", [{"account": "halden", "we_said": "For good", "they_say": "For a week"}]),
        ("parked", [{"session": 1, "account": "halden", "idea": "A mobile app", "passed_to": "the app team"}]),
    )  # fmt: skip
    shown = flat(page(program, "halden"))
    assert "We had thought You told us For good For a week" in shown
    assert "A mobile app: passed on to the app team" in shown
    assert "Whether anything comes of them is not decided." in shown
    other = page(program, "northwind")
    assert "For a week" not in other
    assert "mobile" not in other


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "program.yaml"
    tree = {**CLOSED, "debrief": {**CLOSED["debrief"], HELD[0].split(".")[1]: HELD[1]}}
    path.write_text(json.dumps(tree), "utf-8")
    return path


def test_the_command_in_every_format(program: Path) -> None:
    now = derive.moment(laid(HELD), datetime.fromisoformat(AFTER))
    facts = summary.build(cut(laid(HELD), "halden", now).cut)
    blocks = summary.layout(facts)
    pages = {
        "terminal": terminal.render(blocks, width=100), "markdown": markdown.render(blocks),
        "html": html.render(blocks), "json": data.render("summary", facts),
    }  # fmt: skip
    for name, expected in pages.items():
        done = run("summary", program, "--account", "halden", "--as-of", AFTER, "-f", name)
        assert (done.status, done.err) == (0, "")
        assert done.out == expected


def test_the_command_refuses_what_is_not_ready_and_the_team(program: Path) -> None:
    early = run("summary", program, "--account", "halden", "--as-of", "2026-03-01")
    assert early.status == 1
    assert "Summary · Bulk transfer" in early.out
    assert run("summary", program, "--audience", "internal").status == 2
    assert run("summary", program, "--as-of", AFTER).status == 0
