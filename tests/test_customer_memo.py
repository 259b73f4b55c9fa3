"""A decision memo as it is shared with customers."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from codesign_cli.documents.customer import memo
from codesign_cli.documents.cut import cut
from codesign_cli.errors import CodesignError
from codesign_cli.model import derive
from codesign_cli.model.program import Program
from codesign_cli.render import html, terminal
from tests.command import run
from tests.test_debrief import CLOSED, NOW, flat, laid

HERE = Path(__file__).parent
FIRST = {
    "theme": "Selecting many tasks", "on": "2026-03-02", "by": "product", "records": ["F1"], "evidence": "strong",
    "heard": "The selection gets lost, at Halden above all", "believe": "Losing it costs more than any other step",
    "will_change": ["The selection stays"], "will_not_change": "none",
    "would_change_our_mind": "A team that never selects more than ten", "triage": "act-now",
}  # fmt: skip
SECOND = {**FIRST, "theme": "Undo", "will_change": "none", "will_not_change": ["A transfer is final"]}
BOTH = ("memos", [FIRST, SECOND])


def facts_of(program: Program, account: str | None, theme: str | None = None, *, draft: bool = False) -> Any:
    """The facts of the memos for one account."""
    moment = derive.moment(program, datetime.fromisoformat(NOW))
    return memo.build(cut(program, account, moment).cut, theme, draft=draft)


def page(program: Program, account: str | None, theme: str | None = None, *, draft: bool = False) -> str:
    """The page on one line."""
    return flat(terminal.render(memo.layout(facts_of(program, account, theme, draft=draft)), width=100))


def test_the_page_as_a_person_sees_it() -> None:
    shown = terminal.render(memo.layout(facts_of(laid(BOTH), "northwind")), width=90)
    assert shown == (HERE / "pages" / "memo-for-northwind.txt").read_text("utf-8")


def test_one_memo_by_its_theme_or_its_number() -> None:
    for theme in ("undo", "2"):
        shown = page(laid(BOTH), None, theme)
        assert shown.startswith("Undo Mon 2 Mar 2026, Priya Nair Hello everybody,")
        assert "What changes Nothing changes. What stays as it is • A transfer is final" in shown
        assert "Selecting many tasks" not in shown
    with pytest.raises(CodesignError, match="No memo has the theme Unod"):
        facts_of(laid(BOTH), None, "Unod")


def test_nothing_of_another_account_and_nothing_internal_is_told() -> None:
    shown = page(laid(BOTH), "northwind")
    assert "The selection gets lost, at another team above all" in shown
    for hidden in ("Halden", "F1", "strong", "act"):
        assert hidden not in shown.replace("Transfer", "").split()
    assert "at Halden above all" in page(laid(BOTH), "halden")


@pytest.mark.parametrize(
    ("key", "fact"),
    [
        ("heard", "It does not say what was heard. Write `heard`."),
        ("believe", "It does not say what the team makes of it. Write `believe`."),
        ("will_change", "It does not say what changes. Write `will_change`, or `none`."),
        ("will_not_change", "It does not say what stays as it is. Write `will_not_change`, or `none`."),
        ("would_change_our_mind", "It does not say which evidence would turn the decision round."),
    ],
)
def test_a_memo_without_a_part_is_not_sent(key: str, fact: str) -> None:
    half = ("memos", [{name: value for name, value in FIRST.items() if name != key}])
    shown = page(laid(half), "northwind")
    assert f"Memo 1 · Selecting many tasks: {fact}" in shown
    assert "above all" not in shown
    draft = page(laid(half), "northwind", draft=True)
    assert draft.startswith("DRAFT · Selecting many tasks")
    assert "Not written yet." in draft
    assert 'class="stamp"' in html.render(memo.layout(facts_of(laid(half), "northwind", draft=True)))


def test_there_is_no_memo() -> None:
    for draft in (False, True):
        assert "The memo: The file has no memo. Write one under `memos`." in page(laid(), None, draft=draft)
    with pytest.raises(CodesignError, match="There is no memo yet"):
        facts_of(laid(), None, "Undo")


def test_a_cancelled_program_says_so_first() -> None:
    shown = page(laid(BOTH, ("state", "cancelled")), "northwind")
    assert "The work on Bulk transfer has been stopped, and nothing of it is released." in shown


def test_the_command_knows_both_readers(tmp_path: Path) -> None:
    path = tmp_path / "program.yaml"
    path.write_text(json.dumps({**CLOSED, "memos": [FIRST]}), "utf-8")
    team = run("memo", path, "--as-of", NOW)
    assert "Halden" in team.out
    sent = run("memo", path, "--account", "northwind", "--as-of", NOW)
    assert sent.status == 0
    assert "Halden" not in sent.out
    assert "“Halden” stood in a text on the page of northwind and is taken out" in sent.err
    common = run("memo", path, "--audience", "customer", "--theme", "1", "--as-of", NOW)
    assert (common.status, "Halden" in common.out) == (0, False)
