"""The three renderers: what a page looks like, and that no value in it ever acts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import make_dataclass
from datetime import UTC, date, datetime
from importlib.util import find_spec
from itertools import pairwise
from typing import NamedTuple, TypeVar

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.cells import cell_len

from codesign_cli.blocks import Bullets, Code, Line, Paragraph, Table
from codesign_cli.render import data, markdown, terminal
from codesign_cli.render.safe import cell_width, clusters, flat
from tests.pages_of_blocks import HOSTILE, PAGE, all_blocks

Test = TypeVar("Test", bound=Callable[..., None])


def test_a_plain_page_has_no_colour_and_no_boxes() -> None:
    assert terminal.render(PAGE, width=60) == (
        "Session 2 · Prototype feedback  \n".rstrip(" \n") + "\n"
        "Wed 18 Feb 2026, 16:00–17:30\n"
        "\n"
        "Note: The length is assumed.\n"
        "\n"
        "16:00   5  Opening · Tom Okafor, Priya Nair\n"
        "       Tom Okafor: Only bulk transfer.\n"
        "\n"
        "16:05  40  Walk-through · Tom Okafor\n"
        "       “Show us what you do.”\n"
        "     • Halden (20)\n"
        "         quietest so far\n"
        "     • Corvus (20)\n"
        "\n"
        "Words\n"
        "\n"
        "  If it drifts    “That reaches further.”\n"
        "  If it is vague  “Where exactly?”\n"
        "\n"
        "  Account            Records\n"
        "  Halden                   0\n"
        "  Northwind Freight       12\n"
        "\n"
        "  • one\n"
        "  • Label: two\n"
        "\n"
        "  ☐ tick me\n"
        "\n"
        "The end.\n"
    )


def test_a_wide_page_sets_the_running_order_in_columns() -> None:
    page = terminal.render((PAGE[0], PAGE[2]), width=100)
    assert page == (
        "Session 2 · Prototype feedback                                          Wed 18 Feb 2026, 16:00–17:30\n"
        "\n"
        "  16:00   5  Opening       Tom Okafor,       Tom Okafor: Only bulk transfer.\n"
        "                           Priya Nair\n"
        "  16:05  40  Walk-through  Tom Okafor        “Show us what you do.”\n"
        "             Halden (20)                     quietest so far\n"
        "             Corvus (20)\n"
    )


def test_ascii_keeps_the_words() -> None:
    page = terminal.render(PAGE, width=60, unicode=False)
    assert page.isascii()
    assert "Session 2 - Prototype feedback\nWed 18 Feb 2026, 16:00-17:30\n" in page
    assert "  [ ] tick me\n" in page


def test_colour_changes_no_word() -> None:
    painted = terminal.render(PAGE, width=60, color=True, boxes=False)
    assert "\x1b[1m" in painted
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == terminal.render(PAGE, width=60)


def test_boxes_draw_rules_in_tables_and_under_the_title() -> None:
    page = terminal.render((PAGE[0], PAGE[5]), width=70, boxes=True)
    assert page == (
        "Session 2 · Prototype feedback            Wed 18 Feb 2026, 16:00–17:30\n" + "─" * 70 + "\n"
        "\n"
        "  Account           │ Records\n"
        "  ──────────────────┼────────\n"
        "  Halden            │       0\n"
        "  Northwind Freight │      12\n"
    )


def test_wide_and_combining_characters_are_set_in_cells() -> None:
    page = terminal.render(
        (Table(("A", "B"), (("日本", "x"), ("e\u0301te\u0301", "x"), ("abcd", "x"))),), width=60
    )
    column = [cell_width(line[: line.index("x")]) for line in page.splitlines()[1:]]
    assert len(set(column)) == 1


def test_a_table_too_wide_for_the_page_is_stacked() -> None:
    row = (
        "Choosing new owners",
        "The confirmation names nobody",
        "Corvus Logistics",
        "blocker",
        "none given",
        "unread",
    )
    page = terminal.render(
        (Table(("Step", "Friction", "Account", "Severity", "Suggestion", "Reading"), (row,)),), width=40
    )
    assert page.startswith(
        "  • Step: Choosing new owners\n    Friction: The confirmation names\n    nobody\n"
    )


def test_code_keeps_its_lines_and_its_fence() -> None:
    block = Code("team:\n  cs: Tom # ```\n")
    assert terminal.render((block,), width=60) == "    team:\n      cs: Tom # ```\n"
    assert markdown.render((block,)) == "````yaml\nteam:\n  cs: Tom # ```\n````\n"


def test_a_direction_override_is_dropped_and_an_escape_is_shown() -> None:
    page = terminal.render((Paragraph("safe\u202egnp.exe \x1b[31mred\x07 [bold]b[/bold]"),), width=80)
    assert page == "safegnp.exe ␛[31mred␇ [bold]b[/bold]\n"


def test_no_line_is_a_command_to_a_runner() -> None:
    blocks = (Paragraph("::error file=a::x"), Paragraph("##[add-mask]x"), Bullets((Line("::set-output x"),)))
    for page in (
        terminal.render(blocks),
        markdown.render(blocks),
        data.render("x", _Facts("::a ##[debug]", ())),
    ):
        assert not [line for line in page.splitlines() if line.lstrip().startswith("::") or "##[" in line]


VALUES = st.text(max_size=60) | st.sampled_from(HOSTILE)
LINKS = find_spec("linkify_it") is not None
READER = MarkdownIt("gfm-like", {"linkify": LINKS})
"""Reads as GitHub does; bare addresses become links too where that add-on is installed."""


CUT = "<!-- -->"
"""The empty comment that keeps a Git host from looking a name up; a reader sees nothing of it."""


def each_hostile(*others: object) -> Callable[[Test], Test]:
    """Tries every hostile value, whatever hypothesis draws besides; `others` are the test's further arguments."""

    def wrap(test: Test) -> Test:
        for value in HOSTILE:
            test = example(value, *others)(test)
        return test

    return wrap


@each_hostile(40, True, True)
@given(VALUES, st.integers(1, 140), st.booleans(), st.booleans())
def test_no_value_acts_in_the_terminal(value: str, width: int, unicode: bool, boxes: bool) -> None:
    page = terminal.render(all_blocks(value), width=width, unicode=unicode, boxes=boxes)
    assert page.endswith("\n")
    for line in page.split("\n"):
        assert not [
            char for char in line if ord(char) < 32 or 127 <= ord(char) < 160 or char in "\u202e\u2066\u2028"
        ]
        assert not line.lstrip().startswith("::")
        assert line == line.rstrip()
        assert cell_width(line) <= max(width, 40) + line.lstrip().startswith(": :")
    page.encode("utf-8")


@each_hostile()
@given(VALUES)
def test_colour_adds_only_its_own_codes(value: str) -> None:
    painted = terminal.render(all_blocks(value), width=100, color=True, boxes=False)
    stripped = re.sub(r"\x1b\[[0-9;]*m", "", painted)
    assert "\x1b" not in stripped
    assert [line.rstrip() for line in stripped.split("\n")] == terminal.render(
        all_blocks(value), width=100
    ).split("\n")


@each_hostile()
@given(VALUES)
def test_markdown_reads_back_as_the_value(value: str) -> None:
    tokens = READER.parse(markdown.render((Paragraph(f"{value}"),)))
    wanted = flat(value)
    if not wanted:
        assert tokens == []
        return
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = [child for child in tokens[1].children or () if child.content != CUT]
    assert "".join(child.content for child in children) == wanted
    assert {child.type for child in children} <= {"text", "text_special"}


@each_hostile()
@given(VALUES)
def test_markdown_keeps_its_structure_whatever_the_value(value: str) -> None:
    """The same blocks with a harmless word in them give the same structure."""
    value = f"x{value}" if not flat(value) else value

    def structure(text: str) -> list[str]:
        found = []
        for token in READER.parse(markdown.render(all_blocks(text))):
            found += [
                child.type
                for child in token.children or ()
                if child.type not in ("text", "text_special") and child.content != CUT
            ]
            found.append(token.type)
        return found

    assert structure(value) == structure("word")


class _Facts(NamedTuple):
    text: str
    days: tuple[date | datetime | None, ...]


def test_json_is_versioned_and_dated() -> None:
    facts = _Facts("né", (date(2026, 2, 18), datetime(2026, 2, 18, 16, tzinfo=UTC), None))
    assert data.render("agenda", facts) == (
        '{\n  "version": 1,\n  "document": "agenda",\n  "text": "né",\n  "days": [\n    "2026-02-18",\n'
        '    "2026-02-18T16:00+00:00",\n    null\n  ]\n}\n'
    )


def test_json_takes_dataclasses_and_lists_of_facts_too() -> None:
    made = make_dataclass("Made", [("inner", object)])
    facts = made({"of": [_Facts("a", ())]})
    assert json.loads(data.render("x", facts))["inner"] == {"of": [{"text": "a", "days": []}]}


@each_hostile()
@given(VALUES)
def test_json_gives_every_value_back_and_no_control_out(value: str) -> None:
    page = data.render("x", _Facts(value, ()))
    assert json.loads(page)["text"] == value
    assert not [char for char in page if char != "\n" and (ord(char) < 32 or 127 <= ord(char) < 160)]
    page.encode("utf-8")


def test_a_bare_address_is_broken_so_that_no_reader_links_it() -> None:
    page = markdown.render((Paragraph("https://e.com www.e.com a@b.example"),))
    assert page == "https\\://e.com www\\.e.com a\\@b.example\n"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("ask @priya or (@team/cs)", "ask @<!-- -->priya or (@<!-- -->team/cs)"),
        ("priya@halden.example", "priya\\@halden.example"),
        ("see #12, a/b#12, GH-7 and F#", "see #<!-- -->12, a/b#<!-- -->12, GH-<!-- -->7 and F#"),
        ("at 10:00:30 :tada: :+1: a: b:", "at 10:00:30 :<!-- -->tada: :<!-- -->+1: a: b:"),
        ("#12", "\\#<!-- -->12"),
        ("[[Home]] {{macro}}", "\\[\\[Home\\]\\] {{macro}}"),
    ],
)
def test_nobody_is_notified_and_nothing_is_looked_up(text: str, written: str) -> None:
    assert markdown.render((Paragraph(text),)).replace("\\@<", "@<") == f"{written}\n"


def read_cells(page: str) -> list[str]:
    """What each cell of a page's tables says to a reader."""
    tokens = READER.parse(page)
    return [
        "".join(child.content for child in after.children or () if child.content != CUT)
        for token, after in pairwise(tokens)
        if token.type in ("th_open", "td_open")
    ]


@each_hostile()
@given(VALUES)
def test_a_cell_reads_back_as_the_value(value: str) -> None:
    page = markdown.render((Table((value, "b"), (("x", value), (value, "y"))),))
    assert read_cells(page) == [flat(value), "b", "x", flat(value), flat(value), "y"]


@pytest.mark.parametrize("text", ["abc", "日本語", "e\u0301", "👩‍👩‍👧", "❤️", "한국어", "ไทย", "Ünï", "ａｂ"])
def test_cells_agree_with_rich(text: str) -> None:
    assert cell_width(text) == cell_len(text)
    assert "".join(piece for piece, _ in clusters(text)) == text
