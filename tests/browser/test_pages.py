"""Every page in Chromium: accessible, no wider than a phone, silent, and printed without anything cut in two."""

from __future__ import annotations

import io
import re
import unicodedata
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.browser.chromium import Chromium, View
from tests.browser.pages import ALL_KINDS, ANY_VALUE, names

PHONE, DESK = 360, 1280
SHEETS = {"A4": (8.27, 11.69), "Letter": (8.5, 11.0)}
MOST_SHEETS = 12
"""More than this is no page to run a session with."""

FOUND = """
axe.run().then(told => told.violations.map(
  each => each.id + ': ' + each.nodes.map(node => node.html + ' ' + node.failureSummary).join('; ')))
"""
WHOLE = """
[...document.querySelectorAll('.slot, .parts > li, tr, .notice, .card, dl > div, li')].map(
  each => each.innerText)
"""
"""The text of everything that has to stand on one sheet."""

VISITED = {PHONE: (False, True), DESK: (False, True)}


def looks(name: str) -> list[View]:
    """How a page is judged: one that holds every kind of block in all ways, another in one way for each width.

    What the two colour schemes differ in is the style sheet, and that is the same for all pages.
    """
    every = [View(width, dark) for width, schemes in VISITED.items() for dark in schemes]
    return every if name == ALL_KINDS else [every[1], every[2]]


@pytest.mark.parametrize("name", names())
def test_a_page_is_accessible_fits_and_asks_for_nothing(
    name: str, browser: Chromium, pages: dict[str, Path], axe: str
) -> None:
    browser.look(View(DESK))
    browser.open(pages[name])
    browser.value(f"{axe};0")
    for view in looks(name):
        browser.look(view)
        if name != ANY_VALUE:
            assert browser.value(FOUND) == [], view
        width, room = browser.value("[document.documentElement.scrollWidth, innerWidth]")
        assert width <= room == view.width
    assert browser.requests() == [pages[name].resolve().as_uri()]
    assert browser.complaints() == []


def test_no_value_runs_loads_or_leads_anywhere(browser: Chromium, pages: dict[str, Path]) -> None:
    browser.look(View(DESK))
    browser.open(pages[ANY_VALUE])
    assert browser.value("typeof hit") == "undefined"
    assert (
        browser.value(
            "document.querySelectorAll('a, script, img, svg, iframe, input, form, link, object').length"
        )
        == 0
    )
    assert (
        browser.value(
            "[...document.querySelectorAll('*')].some(e => [...e.attributes].some(a => /^on|style/.test(a.name)))"
        )
        is False
    )
    assert "<script>hit = 1</script>" in browser.value("document.body.innerText")


@pytest.mark.parametrize("name", [name for name in names() if name not in (ALL_KINDS, ANY_VALUE)])
def test_a_printed_page_cuts_nothing_in_two(name: str, browser: Chromium, pages: dict[str, Path]) -> None:
    browser.look(View(DESK))
    browser.open(pages[name])
    whole = [plain(text) for text in browser.value(WHOLE)]
    for paper, size in SHEETS.items():
        sheets = sheets_of(browser.pdf(*size))
        assert 1 <= len(sheets) <= MOST_SHEETS
        cut = [text for text in whole if not any(text in sheet for sheet in sheets)]
        assert cut == [], paper
        assert all(len(sheet) > 40 for sheet in sheets), f"a sheet of {paper} is all but empty"


@pytest.mark.parametrize("name", [name for name in names() if "draft" in name])
def test_a_draft_says_so_on_every_sheet(name: str, browser: Chromium, pages: dict[str, Path]) -> None:
    browser.open(pages[name])
    for size in SHEETS.values():
        assert all(sheet.count("DRAFT") for sheet in sheets_of(browser.pdf(*size)))


def sheets_of(pdf: bytes) -> list[str]:
    """The text of each sheet without any white space."""
    return [plain(page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages]


def plain(text: str) -> str:
    """A text without white space, and with the letters of which a font has made one sign."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
