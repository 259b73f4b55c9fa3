"""Text that would like to act, in every document for every reader: each format shows it and does nothing with it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from codesign_cli.documents.registry import NAMES, variants
from tests.command import run
from tests.generated import Drawn, marks
from tests.test_hostile import HOSTILE, is_inert

DRAFTS = ("debrief", "memo", "handoff")
MARKUP = (
    "# heading",
    "\n\n# heading\n\n",
    "[here](https://example.com)",
    "![x](https://example.com/x.png)",
    "<https://example.com>",
    "https://example.com",
    "<b onclick=alert(1)>x</b>",
    "</td></table><img src=x onerror=alert(1)>",
    "\" onmouseover='x'",
    "&lt;b&gt; &amp;",
    "| a | b |\n|---|---|\n| c | d |",
    "\n- item\n- item",
    "\n```\ncode\n```\n",
    "*loud* __loud__ ~~gone~~",
    "\n---\n",
    "1. one",
    "\\",
)
"""Each is something in Markdown or HTML that is taken at its word."""
ACTING = tuple(text.encode("utf-8", "replace").decode() for text in (*HOSTILE, *MARKUP))


OUR_COMMENT = "<!-- -->"
"""What the Markdown page puts into a word that would act as a whole; it says nothing."""


def hostile(chance: Random) -> str:
    """A text's end that would like to act, in half of the texts."""
    return f" {chance.choice(ACTING)}" if chance.random() < 0.5 else ""


def pages(folder: Path, drawn: Drawn, document: str) -> Iterator[dict[str, str]]:
    """Each page of a document, for the team, for nobody in particular and for an account, in every format."""
    (folder / "program.yaml").write_text(json.dumps(drawn.data), encoding="utf-8")
    for audience in dict.fromkeys(each.audience for each in variants(document)):
        for reader in (None, *drawn.accounts[:1]) if audience == "customer" else (None,):
            more: list[object] = ["--draft"] if document in DRAFTS else []
            more += ["--session", 1] if document == "agenda" else []
            more += ["--account", reader] if reader else []
            for form, ending in (("terminal", "txt"), ("markdown", "md"), ("html", "html"), ("json", "json")):
                more += ["--format", form, "--output", folder / f"page.{ending}"]
            asked = (document, "program.yaml", "--audience", audience, "--as-of", drawn.as_of)
            shown = run(*asked, *more, folder=folder)
            assert shown.status in (0, 1, 2), shown.err
            assert "defect" not in shown.err, shown.err
            is_inert(shown.out + shown.err)
            files = sorted(folder.glob("page.*"))
            if files:
                yield {file.suffix[1:]: file.read_text(encoding="utf-8") for file in files}
            for file in files:
                file.unlink()


def structure(page: str) -> tuple[list[str], list[str]]:
    """What a reader of Markdown makes of a page: the kinds of its blocks in order, and what acts inside them."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(page)
    acting = ("link_open", "image", "html_inline", "em_open", "s_open")
    children = [each for token in tokens for each in token.children or ()]
    inside = [each.type for each in children if each.type in acting and each.content != OUR_COMMENT]
    return [token.type for token in tokens], inside


class Elements(HTMLParser):
    """The elements of a page with their attributes, in order, and what it says."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(name for name, _ in attributes)))


def values(data: Any) -> Iterator[str]:
    """Every text in JSON."""
    if isinstance(data, dict | list):
        for item in data.values() if isinstance(data, dict) else data:
            yield from values(item)
    elif isinstance(data, str):
        yield data


def originals(data: Any) -> dict[str, str]:
    """The texts of a program by the mark that each begins with, where no other name stands in it."""
    return {met[0]: text for text in values(data) if text[:2] == "zq" and len(met := list(marks(text))) == 1}


def one_line(text: str) -> str:
    """A text with every space, tab and line end as one space."""
    return " ".join(text.split())


@pytest.fixture(scope="module")
def ours() -> set[tuple[str, tuple[str, ...]]]:
    """Every element with its attributes that our pages of harmless programs have."""
    found: set[tuple[str, tuple[str, ...]]] = set()
    for document in NAMES:
        for seed in range(3):
            with TemporaryDirectory() as folder:
                for page in pages(Path(folder), Drawn(seed), document):
                    found.update(Elements(page["html"]).found)
    return found


@pytest.mark.parametrize("document", NAMES)
@given(seed=st.integers(0, 2**32))
def test_no_value_acts_in_any_format(
    document: str, ours: set[tuple[str, tuple[str, ...]]], seed: int
) -> None:
    drawn = Drawn(seed, hostile)
    written = originals(drawn.data)
    with TemporaryDirectory() as name:
        for page in pages(Path(name), drawn, document):
            is_inert(page["txt"])
            is_inert(page["md"])
            blocks, inside = structure(page["md"])
            assert inside == [], page["md"]
            assert "html_block" not in blocks, page["md"]
            assert set(Elements(page["html"]).found) <= ours, page["html"]
            for text in values(json.loads(page["json"])):
                mark = next(iter(marks(text)), "")
                if text.startswith(mark) and mark in written:
                    assert one_line(written[mark]) in one_line(text)
