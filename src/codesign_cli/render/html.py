"""A page as one HTML file: no script, no outside request, every value text, set for a screen and for paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path
from unicodedata import bidirectional

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
from codesign_cli.render.safe import cell_width, flat

_STYLE = "html.css"
_FITS = 34
"""So many characters side by side fit a screen of 360 px; a wider table is stacked there."""
_LONG = 12
"""A longer word in a table may be broken, so that it does not make its column wider than a page bears."""
_NAME = 32
"""What names a row and is longer is a sentence, and not set in bold."""
_UNNAMED = "Page"


def render(blocks: Iterable[Block], *, title: str = "", language: str = "en") -> str:
    """The page as a complete HTML document, ended by a line feed.

    `title` is what a browser calls it: by default the text of the first level-1 heading. A page without such a
    heading gets one from `title`. `language` is the BCP 47 tag of our own words.
    """
    page = tuple(blocks)
    first = next((block.text for block in page if isinstance(block, Heading) and block.level == 1), "")
    name = flat(title) or flat(first) or _UNNAMED
    style = _style()
    head = (
        "<!DOCTYPE html>",
        f'<html lang="{escape(language)}" dir="ltr">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style)}">',
        f"<title>{escape(name, quote=False)}</title>",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        '<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="robots" content="noindex">',
        f"<style>{style}</style>",
        "</head>",
        "<body>",
    )
    if not first:
        page = (Heading(name, 1), *page)
    return "\n".join([*head, *_stamp(page), "<main>", *_body(page), "</main>", "</body>", "</html>", ""])


def _style() -> str:
    """The style sheet, without its comments."""
    import re

    text = Path(__file__).with_name(_STYLE).read_text("utf-8")
    return re.sub(r"/\*.*?\*/\s*", "", text, flags=re.DOTALL)


def _policy(style: str) -> str:
    """What a browser may load: nothing, and no style but ours, which is known by its digest."""
    from base64 import b64encode
    from hashlib import sha256

    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _stamp(page: Sequence[Block]) -> list[str]:
    """The word that every printed sheet of a draft bears; a screen has the notice."""
    draft = any(isinstance(block, Notice) and block.label.upper() == "DRAFT" for block in page)
    return ['<p class="stamp" aria-hidden="true">DRAFT</p>'] if draft else []


# Sections


def _body(page: Sequence[Block]) -> list[str]:
    """Every block, each heading with what follows it in a section; heading levels follow without a gap."""
    out: list[str] = []
    levels: list[int] = []
    for place, block in enumerate(page):
        if isinstance(block, Heading):
            while levels and levels[-1] >= block.level:
                out.append(_closing(levels.pop()))
            levels.append(block.level)
            out += [_opening(block, page[place + 1 : place + 2]), _heading(block, len(levels))]
        elif isinstance(block, Schedule):
            out.append(_schedule(block, len(levels) + 1))
        else:
            out.append(_DRAW[type(block)](block))
    return out + [_closing(level) for level in reversed(levels)]


def _opening(block: Heading, after: Sequence[Block]) -> str:
    """The tag that opens a section; its class says what a printer has to know of it."""
    following = after[0] if after else None
    if block.level == 1:
        return "<article>"
    if block.card:
        return '<section class="card">'
    if isinstance(following, Heading) and following.card:
        return '<section class="cards">'
    if isinstance(following, Table) and _form(following):
        return '<section class="sheet">'
    return f'<section class="level-{min(block.level, 3)}">'


def _closing(level: int) -> str:
    return "</article>" if level == 1 else "</section>"


def _heading(block: Heading, rank: int) -> str:
    title = f"<h{rank}>{_text(block.text)}</h{rank}>"
    aside = f'<p class="aside">{_text(block.aside)}</p>' if block.aside else ""
    return f"<header>{title}{aside}</header>"


# Text


def _text(value: str) -> str:
    """A value as text: one line, harmless; one that runs from right to left turns nothing around it.

    Direction overrides are dropped rather than fenced in: a sentence joins values with our words, and nobody
    can tell afterwards where the value with an override without an end was over.
    """
    text = flat(value)
    shown = escape(text, quote=False).replace(" · ", "&nbsp;· ")
    return f"<bdi>{shown}</bdi>" if not text.isascii() and _turns(text) else shown


def _turns(text: str) -> bool:
    """Whether anything in it runs from right to left."""
    return any(bidirectional(char) in ("R", "AL", "AN") for char in text)


def _cell_text(value: str) -> str:
    """A value in a table, where only very long words may be broken."""
    if all(len(word) <= _LONG for word in value.split()):
        return _text(value)
    text = flat(value)
    if not text.isascii() and _turns(text):
        return f'<bdi class="long">{escape(text, quote=False)}</bdi>'
    return " ".join(
        f'<span class="long">{escape(word, quote=False)}</span>'
        if len(word) > _LONG
        else escape(word, quote=False)
        for word in text.split(" ")
    )


def _line(line: Line) -> str:
    return f"<b>{_text(line.label)}:</b> {_text(line.text)}" if line.label else _text(line.text)


def _list(items: Sequence[Line], kind: str) -> str:
    """A list; its role is named because some screen readers forget it where no dots are drawn."""
    lines = "".join(f"<li>{_line(item)}</li>" for item in items)
    return f'<ul class="{kind}" role="list">{lines}</ul>' if items else ""


def _paragraph(block: Paragraph) -> str:
    return f"<p>{_text(block.text)}</p>"


def _notice(block: Notice) -> str:
    return f'<p class="notice" role="note">{_line(Line(block.text, block.label))}</p>'


def _bullets(block: Bullets) -> str:
    return _list(block.items, "bullets")


def _checklist(block: Checklist) -> str:
    return _list(block.items, "checks")


def _terms(block: Terms) -> str:
    """Names and their texts; a text without a name belongs to the name above it, or is a paragraph before all."""
    before: list[str] = []
    groups: list[tuple[str, list[str]]] = []
    for row in block.rows:
        if flat(row.label):
            groups.append((row.label, [row.text]))
        elif groups:
            groups[-1][1].append(row.text)
        else:
            before.append(f"<p>{_text(row.text)}</p>")
    drawn = "".join(
        f"<div><dt>{_text(name)}</dt>{''.join(f'<dd>{_text(text)}</dd>' for text in texts)}</div>"
        for name, texts in groups
    )
    return "".join(before) + (f"<dl>{drawn}</dl>" if groups else "")


def _code(block: Code) -> str:
    """Lines as they stand; those too long for the page are folded by the browser, so nothing scrolls sideways."""
    lines = (
        " " * (len(line) - len(line.lstrip(" "))) + escape(flat(line), quote=False)
        for line in block.text.strip("\n").split("\n")
    )
    return f"<pre><code>{chr(10).join(lines)}</code></pre>"


# Tables


def _form(table: Table) -> bool:
    """Whether the table is there to be written in: half of its cells or more are empty."""
    cells = [cell for row in table.rows for cell in row]
    return bool(cells) and 2 * sum(not flat(cell) for cell in cells) >= len(cells)


def _table(block: Table) -> str:
    """A table whose rows are named by their first full column; one too wide for a phone is stacked there.

    The roles are said because a stacked row is no longer a row to every screen reader.
    """
    named = _naming(block)
    widest = sum(
        max(cell_width(flat(text)) for text in texts)
        for texts in zip(block.columns, *block.rows, strict=True)
    )
    kinds = [*(["form"] if _form(block) else []), "small" if widest <= _FITS else "wide"]
    head = "".join(_column(title, place in block.numeric) for place, title in enumerate(block.columns))
    rows = "".join(_row(block, row, named) for row in block.rows)
    return (
        f'<table class="{" ".join(kinds)}" role="table"><thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )


def _naming(block: Table) -> int:
    """The column that names a row: the first with a title and without an empty cell; -1 for none."""
    for place, title in enumerate(block.columns):
        if flat(title) and block.rows and all(flat(row[place]) for row in block.rows):
            return place
    return -1


def _column(title: str, numeric: bool) -> str:
    """A column's head; one without a title is no head."""
    number = ' class="number"' if numeric else ""
    if not flat(title):
        return f'<td role="cell"{number}></td>'
    return f'<th scope="col" role="columnheader"{number}>{_cell_text(title)}</th>'


def _row(block: Table, row: Sequence[str], named: int) -> str:
    cells = (_cell(block, place, cell, place == named) for place, cell in enumerate(row))
    return f'<tr role="row">{"".join(cells)}</tr>'


def _cell(block: Table, place: int, cell: str, names: bool) -> str:
    """One cell; what its column is called goes along for the stacked row."""
    kind = "empty" if not flat(cell) else "number" if place in block.numeric else ""
    about = f' class="{kind}"' if kind else ""
    about += f' data-label="{escape(flat(block.columns[place]))}"' if flat(block.columns[place]) else ""
    if names:
        about += ' data-prose=""' if len(cell) > _NAME else ""
        return f'<th scope="row" role="rowheader"{about}>{_cell_text(cell)}</th>'
    return f'<td role="cell"{about}>{_cell_text(cell)}</td>'


# The running order


def _schedule(block: Schedule, rank: int) -> str:
    """The slots, each with its time beside it; their titles are headings of the given rank."""
    return f'<ol class="slots" role="list">{"".join(_slot(slot, rank) for slot in block.slots)}</ol>'


def _slot(slot: Slot, rank: int) -> str:
    who = ", ".join(map(_text, slot.owners))
    parts = "".join(map(_part, slot.parts))
    if parts:
        parts = f'<ul class="parts" role="list">{parts}</ul>'
    return (
        f'<li class="slot"><p class="at"><b>{_text(slot.start)}</b> <span>{slot.minutes} min</span></p>'
        f'<div class="what"><h{rank}>{_text(slot.title)}</h{rank}>{f"<p>{who}</p>" if who else ""}</div>'
        f'<div class="script">{_list(slot.lines, "lines")}{parts}</div></li>'
    )


def _part(part: Part) -> str:
    minutes = "" if part.minutes is None else f" <span>{part.minutes} min</span>"
    return f'<li><p class="part"><b>{_text(part.title)}</b>{minutes}</p>{_list(part.lines, "lines")}</li>'


_DRAW: dict[type, Callable[..., str]] = {
    Code: _code,
    Paragraph: _paragraph,
    Notice: _notice,
    Bullets: _bullets,
    Checklist: _checklist,
    Terms: _terms,
    Table: _table,
}
