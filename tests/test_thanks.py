"""The thanks: what one account gave, counted, and what came of it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from codesign_cli.documents.customer import thanks
from codesign_cli.documents.cut import cut
from codesign_cli.model import derive
from codesign_cli.model.program import Program
from codesign_cli.render import terminal
from tests.command import run
from tests.test_debrief import CLOSED, flat, laid

HERE = Path(__file__).parent
HELD = ("debrief.attended", {"northwind": ["Dana"], "halden": ["Mika"]})
AFTER, RELEASED = "2026-04-08", "2026-04-20"


def facts_of(program: Program, account: str | None, now: str = AFTER) -> Any:
    """The facts of the thanks to one account as of a day, or what they lack."""
    moment = derive.moment(program, datetime.fromisoformat(now))
    return thanks.build(cut(program, account, moment).cut)


def page(program: Program, account: str | None, now: str = AFTER) -> str:
    """The page on one line."""
    return flat(terminal.render(thanks.layout(facts_of(program, account, now)), width=100))


@pytest.mark.parametrize(
    ("account", "now"), [("northwind", AFTER), ("northwind", RELEASED), (None, RELEASED)]
)
def test_the_page_as_a_person_sees_it(account: str | None, now: str) -> None:
    name = f"thanks-for-{account or 'everybody'}{'-released' if now == RELEASED else ''}.txt"
    shown = terminal.render(thanks.layout(facts_of(laid(HELD), account, now)), width=90)
    assert shown == (HERE / "pages" / name).read_text("utf-8")


def test_sessions_weeks_and_hours_are_the_account_s_own() -> None:
    assert (
        "You gave Bulk transfer 2 sessions over 2 weeks, 2 hours in all; with the closing call it was 2 hours and 30"
        in page(laid(HELD), "northwind")
    )
    one = page(laid(HELD), "halden")
    assert (
        "You gave Bulk transfer 1 session, 1 hour in all; with the closing call it was 1 hour and 30 minutes."
        in one
    )


def test_before_the_release_it_is_decided_and_after_it_has_shipped() -> None:
    before = page(laid(HELD), "northwind")
    assert "It is decided and will be in Bulk transfer: • The selection stays." in before
    assert "has shipped" not in before
    after = page(laid(HELD), "northwind", RELEASED)
    assert "it has shipped: • The selection stays. What came up: The selection is lost." in after
    assert "is decided" not in after


def test_what_fell_out_is_left_out_after_the_release_and_the_author_is_told(tmp_path: Path) -> None:
    unshipped = ("feedback.0.shipped", None)
    assert "• The selection is lost." in page(laid(HELD, unshipped), "northwind")
    after = page(laid(HELD, unshipped), "northwind", RELEASED)
    assert "None of the points that you brought up went in." in after
    assert "selection" not in after
    assert "None of the points that came up went in." in page(laid(HELD, unshipped), None, RELEASED)
    tree = json.loads(json.dumps(CLOSED))
    del tree["feedback"][0]["shipped"]
    tree["debrief"]["attended"] = HELD[1]
    (tmp_path / "program.yaml").write_text(json.dumps(tree), "utf-8")
    done = run("thanks", tmp_path / "program.yaml", "--account", "northwind", "--as-of", RELEASED)
    assert done.status == 0
    assert (
        done.err
        == "F1 went in and nothing says what shipped for it: the thanks leave it out. Write `shipped`.\n"
    )


def test_where_nothing_went_in_that_is_said() -> None:
    shown = page(laid(HELD), "halden")
    assert "None of the points that you brought up went in." in shown
    for foreign in ("The selection", "Northwind", "Dana"):
        assert foreign not in shown
    silent = laid(
        ("accounts.2", {"id": "corvus", "name": "Corvus"}),
        ("sessions.0.attended.corvus", ["Ida"]),
        ("debrief.attended", {**HELD[1], "corvus": ["Ida"]}),
    )
    assert "No point bears your name." in page(silent, "corvus")


@pytest.mark.parametrize(
    ("changes", "now", "expected"),
    [
        ((), "2026-04-01", "The debrief: It is on Mon 6 Apr 2026, 16:00 and not over yet."),
        ((), AFTER, "Halden: It was not at the debrief and had no call of its own."),
        (
            (HELD, ("feedback.1.final", None)),
            AFTER,
            "F2: It is not decided yet.",
        ),
        (
            (HELD, ("sessions.0.attended", {"northwind": ["Dana"]})),
            AFTER,
            "Halden: No session says that they took part, so there is nothing to count.",
        ),
    ],
)
def test_it_waits_for_the_close(changes: tuple[Any, ...], now: str, expected: str) -> None:
    shown = page(laid(*changes), "halden", now)
    assert expected in shown
    assert "Thank you" not in shown


def test_a_cancelled_program_thanks_without_a_word_of_what_ships() -> None:
    shown = page(laid(HELD, ("state", "cancelled")), "northwind")
    assert "The work on Bulk transfer has been stopped, and nothing of it is released." in shown
    assert "The selection stays" not in shown


def test_the_words_that_went_out_are_for_the_rules_and_the_page_is_computed() -> None:
    text = "Thank you for two sessions. Halden taught us patience."
    shown = page(laid(HELD, ("recognition", {"text": text})), "northwind")
    assert shown == page(laid(HELD, ("recognition", {})), "northwind")
    assert "You gave Bulk transfer" in shown


def test_a_session_of_an_unknown_day_leaves_the_weeks_out() -> None:
    shown = page(laid(HELD, ("sessions.1.at", None), ("sessions.1.held", True)), "northwind")
    assert "You gave Bulk transfer 2 sessions, 2 hours in all;" in shown
    assert "week" not in shown
