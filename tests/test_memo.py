"""The decision memos: whole, or what they lack; chosen by theme or number; what stands behind them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from codesign_cli.documents import memo
from codesign_cli.documents.memo import MemoFacts
from codesign_cli.errors import CodesignError
from codesign_cli.render import terminal
from tests.closing_program import flat, laid, moment
from tests.command import run

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples"
WHOLE: dict[str, Any] = {
    "theme": "Undo", "on": "2026-03-02", "by": "product", "records": ["F1", "F2"], "evidence": "strong",
    "heard": "A wrong owner stays for days", "believe": "The record matters more than the way back",
    "will_change": ["The confirmation names every owner"], "will_not_change": "none",
    "would_change_our_mind": "Five wrong transfers in a month", "triage": "discover", "told": "2026-03-20",
}  # fmt: skip
CLASH = {
    "about": "Consent", "records": ["F2"], "built_for": "northwind", "because": "Closer to the primary profile",
    "positions": {"northwind": "The lead decides", "halden": "The owner accepts"},
}  # fmt: skip
NOW = "2026-03-28"


def facts(*memos: dict[str, Any], theme: str | None = None, draft: bool = False, **more: Any) -> MemoFacts:
    """The facts of a program with these memos."""
    program = laid(("memos", list(memos)), *more.items())
    return memo.build(program, moment(program, NOW), theme, draft=draft)


def page(*memos: dict[str, Any], theme: str | None = None, draft: bool = False, **more: Any) -> str:
    """The page as one line."""
    return flat(memo.layout(facts(*memos, theme=theme, draft=draft, **more)))


def test_the_page_as_a_person_sees_it() -> None:
    shown = terminal.render(memo.layout(facts(WHOLE, disagreements=[CLASH])), width=100)
    assert shown == (HERE / "pages" / "memo.txt").read_text("utf-8")


def test_several_memos_one_after_another() -> None:
    second = WHOLE | {"theme": "Paging", "records": []}
    text = page(WHOLE, second)
    assert text.startswith("Memos · Bulk transfer 2 memos")
    assert text.index("Undo Mon 2 Mar 2026, Priya Nair") < text.index("Paging Mon 2 Mar 2026, Priya Nair")
    assert "no record is named (`records`)" in text


@pytest.mark.parametrize("theme", ["Paging", "  paging ", "2"])
def test_a_memo_is_chosen_by_theme_or_number(theme: str) -> None:
    assert [each.number for each in facts(WHOLE, WHOLE | {"theme": "Paging"}, theme=theme).memos] == [2]


def test_a_theme_that_is_a_number_goes_before_the_number() -> None:
    assert [each.number for each in facts(WHOLE, WHOLE | {"theme": "1"}, theme="1").memos] == [2]


@pytest.mark.parametrize(
    ("theme", "way"),
    [
        ("Undoo", "Did you mean Undo?"),
        ("9", "its number: 1 (Undo)"),
        ("0", "its number: 1 (Undo)"),
        ("", "its number: 1 (Undo)"),
    ],
)
def test_a_theme_that_no_memo_has(theme: str, way: str) -> None:
    with pytest.raises(CodesignError) as told:
        facts(WHOLE, theme=theme)
    assert way in told.value.help
    with pytest.raises(CodesignError, match="There is no memo yet"):
        facts(theme="Undo")


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("heard", "Memo 1 · Undo: It does not say what was heard. Write `heard`."),
        ("believe", "Memo 1 · Undo: It does not say what the team makes of it. Write `believe`."),
        ("will_change", "Memo 1 · Undo: It does not say what changes. Write `will_change`, or `none`."),
        (
            "will_not_change",
            "Memo 1 · Undo: It does not say what stays as it is. Write `will_not_change`, or `none`.",
        ),
        (
            "would_change_our_mind",
            "Memo 1 · Undo: It does not say which evidence would turn the decision round. Write "
            "`would_change_our_mind`.",
        ),
        ("theme", "Memo 1: It has no theme. Write `theme`."),
    ],
)
def test_a_part_that_is_missing_holds_the_memo_up(key: str, expected: str) -> None:
    part = {name: value for name, value in WHOLE.items() if name != key}
    told = facts(part)
    assert [f"{gap.subject}: {gap.fact} {gap.way_out}" for gap in told.missing] == [expected]
    assert "What it rests on" not in page(part)
    assert "1 part still to be written" in page(part)
    drafted = page(part, draft=True)
    assert drafted.startswith("DRAFT · Memo")
    assert "What it rests on" in drafted
    assert ("Not written yet." in drafted) == (key != "theme")


def test_a_complete_memo_is_printed_beside_one_that_is_not() -> None:
    text = page(WHOLE, {"theme": "Paging"})
    assert "A wrong owner stays for days" in text
    assert "Memo 2 · Paging: It does not say what was heard." in text


def test_no_memo_says_how_to_write_one() -> None:
    for draft in (False, True):
        told = facts(draft=draft)
        assert (told.ready, told.draft) == (False, False)
        assert "The file has no memo. Add one under `memos`: `theme`, `records`, and `heard`" in page(
            draft=draft
        )


def test_strong_evidence_of_one_account_is_called_an_anecdote() -> None:
    assert "called strong, yet all of it comes from one account" in page(WHOLE | {"records": ["F2"]})
    assert "called strong" not in page(WHOLE)
    assert "an anecdote, and no ground" in page(WHOLE | {"evidence": "anecdote"})
    bare = page(
        {name: value for name, value in WHOLE.items() if name not in ("evidence", "triage", "told", "on")}
    )
    assert "not written yet (`evidence`: strong or anecdote)" in bare
    assert "not written yet (`triage`)" in bare
    assert "not yet (`told`)" in bare
    assert "no date, Priya Nair" in bare


def test_what_is_told_later_is_not_told_yet() -> None:
    assert "not yet (`told`)" in page(WHOLE | {"told": "2026-03-29"})


def test_contradictions_are_those_of_its_records() -> None:
    text = page(WHOLE, disagreements=[CLASH])
    assert (
        "Consent: Northwind Freight: “The lead decides”; Halden Works: “The owner accepts” · built for"
        in text
    )
    assert "Consent" not in page(WHOLE | {"records": ["F1"]}, disagreements=[CLASH])
    open_ = {"records": ["F2"], "about": "Consent"}
    assert "no position is written · nobody has chosen yet (`built_for`)" in page(
        WHOLE, disagreements=[open_]
    )


def test_the_command_and_its_exit_status() -> None:
    shown = run("memo", "freight-claims.yaml", "--as-of", "2026-02-23", "-f", "json", folder=EXAMPLES)
    assert (shown.status, shown.err) == (0, "")
    assert json.loads(shown.out)["memos"][0]["accounts"] == ["Kestrel Foods", "Osprey Forwarding"]
    broken = ("memo", "everything-wrong.yaml", "--as-of", "2026-07-15")
    assert [run(*broken, *more, folder=EXAMPLES).status for more in ((), ("--draft",), ("--theme", "2"))] == [
        1,
        0,
        2,
    ]
    assert run("memo", "shift-swap.yaml", "--as-of", "2026-03-31", "--draft", folder=EXAMPLES).status == 1
