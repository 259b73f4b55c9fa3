"""The pages as HTML, read back by a parser that reads as browsers do: whatever a value is, it stays text."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from typing import TypeVar
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from codesign_cli.blocks import (
    Block,
    Bullets,
    Checklist,
    Code,
    Heading,
    Line,
    Notice,
    Paragraph,
    Part,
    Schedule,
    Slot,
    Table,
    Terms,
)
from codesign_cli.render import html
from codesign_cli.render.safe import flat
from tests.pages_of_blocks import HOSTILE, PAGE, all_blocks

Test = TypeVar("Test", bound=Callable[..., None])

VALUES = st.text(max_size=60) | st.sampled_from(HOSTILE)
OURS = frozenset({"html", "head", "meta", "title", "style", "body", "main", "article", "section", "header"}) | {
    "h1", "h2", "h3", "h4", "p", "b", "span", "bdi", "ul", "ol", "li", "dl", "div", "dt", "dd",
    "table", "thead", "tbody", "tr", "th", "td", "pre", "code",
}  # fmt: skip
"""Every element that a page may have; none of them loads, runs or leads anywhere."""

THEIRS = frozenset({"lang", "dir", "charset", "http-equiv", "content", "name", "class", "role", "scope"}) | {
    "data-label", "data-prose", "aria-hidden",
}  # fmt: skip
"""Every attribute that an element may have."""


def each_hostile(test: Test) -> Test:
    """Tries every hostile value, whatever hypothesis draws besides."""
    for value in HOSTILE:
        test = example(value)(test)
    return test


def read(page: str, *, strict: bool = False) -> Element:
    """The page as the tree that a browser would make of it; `strict` stops at the first thing it had to guess."""
    parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"), strict=strict, namespaceHTMLElements=False)
    tree: Element = parser.parse(page)
    return tree


def text_of(element: Element) -> str:
    """What a person reads in an element; the space that keeps a dot on its line is a space."""
    return "".join(element.itertext()).replace("\xa0", " ")


def texts(tree: Element, path: str) -> list[str]:
    return [text_of(element) for element in tree.findall(path)]


def shape(tree: Element) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every element with its attributes' names, but for what only sets a stretch of text apart."""
    for element in tree.iter():
        if element.tag != "bdi" and element.get("class") != "long":
            yield element.tag, tuple(sorted(set(element.keys()) - {"data-prose"}))


def test_a_page_is_valid_and_has_one_title_one_main_and_a_language() -> None:
    tree = read(html.render(PAGE), strict=True)
    assert tree.get("lang") == "en"
    assert texts(tree, "head/title") == texts(tree, ".//h1") == ["Session 2 · Prototype feedback"]
    assert len(tree.findall(".//main")) == 1
    assert [element.tag for element in tree.iterfind("body/*")] == ["main"]


def test_headings_follow_without_a_gap() -> None:
    blocks = (
        Heading("a", 1),
        Heading("b", 3),
        Heading("c", 2),
        Heading("d", 3),
        Heading("e", 1),
        Heading("f"),
    )
    tree = read(html.render(blocks), strict=True)
    found = [(e.tag, text_of(e)) for e in tree.iter() if re.fullmatch("h[1-6]", str(e.tag))]
    assert found == [("h1", "a"), ("h2", "b"), ("h2", "c"), ("h3", "d"), ("h1", "e"), ("h2", "f")]


def test_a_page_without_a_title_gets_the_one_that_is_given() -> None:
    tree = read(
        html.render((Heading("Words"), Paragraph("x")), title="Glossary", language="en-GB"), strict=True
    )
    assert texts(tree, ".//h1") == texts(tree, "head/title") == ["Glossary"]
    assert texts(tree, ".//h2") == ["Words"]
    assert tree.get("lang") == "en-GB"
    assert texts(read(html.render(())), ".//h1") == ["Page"]


def test_a_slot_says_when_how_long_what_who_and_every_line() -> None:
    tree = read(html.render(PAGE), strict=True)
    slots = tree.findall(".//ol/li")
    assert [text_of(slot) for slot in slots] == [
        "16:00 5 minOpeningTom Okafor, Priya NairTom Okafor: Only bulk transfer.",
        "16:05 40 minWalk-throughTom Okafor“Show us what you do.”Halden 20 minquietest so farCorvus 20 min",
    ]
    assert texts(slots[1], ".//h2") == ["Walk-through"]
    assert texts(slots[1], ".//ul[@class='parts']/li/p") == ["Halden 20 min", "Corvus 20 min"]


def test_a_part_without_minutes_shows_none() -> None:
    slot = Slot("+5", 3, "Round", (), (), (Part("Halden", None),))
    tree = read(html.render((Schedule((slot,)),)), strict=True)
    assert text_of(tree.findall(".//ol/li")[0]) == "+5 3 minRoundHalden"


def test_every_cell_knows_its_column_and_every_row_its_name() -> None:
    table = Table(
        ("", "Account", "Records"), (("1", "Halden", "0"), ("2", "Northwind", "12")), numeric=(0, 2)
    )
    tree = read(html.render((table,)), strict=True)
    assert [(e.get("scope"), text_of(e)) for e in tree.findall(".//th")] == [
        ("col", "Account"), ("col", "Records"), ("row", "Halden"), ("row", "Northwind"),
    ]  # fmt: skip
    cells = [(e.get("data-label"), e.get("class"), text_of(e)) for e in tree.findall(".//tbody//td")]
    assert cells == [
        (None, "number", "1"), ("Records", "number", "0"), (None, "number", "2"), ("Records", "number", "12"),
    ]  # fmt: skip


def test_a_row_named_by_a_sentence_is_not_set_in_bold() -> None:
    table = Table(
        ("What came up", "Why"), (("Too slow", "x"), ("He had to open the claim a second time", "y"))
    )
    heads = read(html.render((table,)), strict=True).findall(".//tbody//th")
    assert ["data-prose" in head.keys() for head in heads] == [False, True]  # noqa: SIM118


def test_a_table_to_write_in_is_a_form_and_its_empty_cells_are_marked() -> None:
    table = Table(("Step", "Account"), (("", "Halden"), ("", "Corvus")))
    element = read(html.render((table,)), strict=True).findall(".//table")[0]
    assert element.get("class") == "form small"
    assert [e.get("class") for e in element.findall(".//tbody//td")] == ["empty", "empty"]
    assert texts(element, ".//tbody//th") == ["Halden", "Corvus"]
    full = read(
        html.render(
            (
                Table(
                    ("Step", "Account"),
                    (("x", "Halden"), ("", "Corvus")),
                ),
            )
        )
    ).findall(".//table")
    assert full[0].get("class") == "small"


def test_a_table_too_wide_for_a_phone_is_stacked_there_and_a_small_one_is_not() -> None:
    wide = Table(("Step", "Friction"), (("Choosing new owners", "The confirmation names nobody"),))
    assert read(html.render((wide,))).findall(".//table")[0].get("class") == "wide"
    assert (
        read(html.render((Table(("A", "B"), (("x", "y"),)),))).findall(".//table")[0].get("class") == "small"
    )


def test_terms_without_a_name_belong_to_the_name_above() -> None:
    tree = read(
        html.render((Terms((Line("first"), Line("one", "A"), Line("two"), Line("three", "B"))),)), strict=True
    )
    assert texts(tree, ".//article/p") == ["first"]
    assert [texts(group, "*") for group in tree.findall(".//dl/div")] == [["A", "one", "two"], ["B", "three"]]
    assert texts(read(html.render((Terms((Line("alone"),)),)), strict=True), ".//p") == ["alone"]


def test_lists_things_to_tick_and_code() -> None:
    blocks = (
        Bullets((Line("one"), Line("two", "Label"))),
        Checklist((Line("tick me"),)),
        Bullets(()),
        Code("\nteam:\n  cs: Tom # </code>\n"),
    )
    tree = read(html.render(blocks), strict=True)
    assert [(e.get("class"), texts(e, "li")) for e in tree.findall(".//ul")] == [
        ("bullets", ["one", "Label: two"]),
        ("checks", ["tick me"]),
    ]
    assert texts(tree, ".//pre/code") == ["team:\n  cs: Tom # </code>"]


def test_cards_stand_in_frames_of_their_own() -> None:
    blocks = (
        Heading("Cards"),
        Heading("Product", 3, card=True),
        Paragraph("x"),
        Heading("Observers", 3, card=True),
    )
    tree = read(html.render((Heading("Page", 1), *blocks)), strict=True)
    assert [e.get("class") for e in tree.findall(".//section")] == ["cards", "card", "card"]


def test_a_draft_says_so_on_every_printed_sheet_and_nothing_else_does() -> None:
    draft = read(html.render((Heading("Debrief", 1), Notice("not ready", "DRAFT"))), strict=True)
    stamp = draft.findall("body/p")[0]
    assert (text_of(stamp), stamp.get("class"), stamp.get("aria-hidden")) == ("DRAFT", "stamp", "true")
    assert texts(draft, ".//article/p") == ["DRAFT: not ready"]
    assert not read(html.render((Notice("short", "Note"),))).findall("body/p")


def test_nothing_is_loaded_and_only_our_own_style_counts() -> None:
    page = html.render(PAGE)
    tree = read(page, strict=True)
    style = text_of(tree.findall("head/style")[0])
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = tree.findall("head/meta[@http-equiv='Content-Security-Policy']")[0].get("content")
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not re.search(r"url\(|@import|@font-face|expression\(|/\*", style)
    assert page.index("charset") < 100


def test_the_same_blocks_give_the_same_bytes() -> None:
    assert html.render(PAGE) == html.render(iter(PAGE))
    assert html.render(PAGE).endswith("</html>\n")


def test_what_runs_from_right_to_left_turns_nothing_around_it() -> None:
    tree = read(
        html.render((Paragraph("שלום"), Paragraph("plain · text"), Paragraph("a\u202egnp.exe\u2066b"))),
        strict=True,
    )
    assert texts(tree, ".//bdi") == ["שלום"]
    assert texts(tree, ".//article/p")[1:] == ["plain · text", "agnp.exeb"]


def test_a_very_long_word_in_a_table_may_be_broken_and_no_other() -> None:
    table = Table(("A",), (("investigated investigations",), ("שלוםשלוםשלוםשלום",)))
    tree = read(html.render((table,)), strict=True)
    assert texts(tree, ".//*[@class='long']") == ["investigations", "שלוםשלוםשלוםשלום"]


@each_hostile
@given(VALUES)
def test_no_value_becomes_markup(value: str) -> None:
    page = html.render(all_blocks(value))
    tree = read(page)
    assert {str(element.tag) for element in tree.iter()} <= OURS
    assert {name for element in tree.iter() for name in element.keys()} <= THEIRS  # noqa: SIM118
    assert not [char for char in page if char != "\n" and (ord(char) < 32 or 127 <= ord(char) < 160)]
    assert not [char for char in page if char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"]
    assert not [line for line in page.split("\n") if line.lstrip().startswith("::") or "##[" in line]
    page.encode("utf-8")


@each_hostile
@given(VALUES)
def test_the_page_has_the_same_shape_whatever_the_value(value: str) -> None:
    value = f"x{value}" if not flat(value) else value
    assert list(shape(read(html.render(all_blocks(value))))) == list(
        shape(read(html.render(all_blocks("word"))))
    )


@each_hostile
@given(VALUES)
def test_every_value_is_read_back_as_it_is(value: str) -> None:
    wanted = flat(value)
    blocks: tuple[Block, ...] = (
        Heading("t", 1),
        Paragraph(value),
        Table(("a", "b"), (("x", value),)),
        Code(f"a\n{value}"),
    )
    tree = read(html.render(blocks))
    assert texts(tree, ".//article/p") == [wanted.replace("\xa0", " ")]
    assert texts(tree, ".//tbody//td") == [wanted.replace("\xa0", " ")]
    labelled = read(html.render((Table((value, "b"), (("x", "y"),)),))).findall(".//tbody//*[@data-label]")
    assert [e.get("data-label") for e in labelled] == ([wanted] if wanted else []) + ["b"]


@pytest.mark.parametrize("value", HOSTILE)
def test_the_title_is_only_text(value: str) -> None:
    tree = read(html.render((Heading(value, 1),)))
    assert texts(tree, "head/title") == [(flat(value) or "Page").replace("\xa0", " ")]
    assert len(list(tree.findall("head/title")[0])) == 0
