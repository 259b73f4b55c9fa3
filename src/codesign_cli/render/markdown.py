"""A page as Markdown: every value stays text in any CommonMark or GitHub reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from codesign_cli.blocks import (
    Block,
    Bullets,
    Checklist,
    Code,
    Heading,
    Line,
    Notice,
    Paragraph,
    Schedule,
    Slot,
    Table,
    Terms,
)
from codesign_cli.render.safe import flat

_CUT = "\x00"
"""Where a name that a Git host would look up is cut; no value holds it once it is flat."""
_ACTS = {ord(char): f"\\{char}" for char in "\\`*_[]<>|~&$@"} | {ord(_CUT): "<!-- -->"}
"""What means something anywhere in a line: code, emphasis, links, HTML, cells, entities, formulas, mentions."""


def render(blocks: Iterable[Block]) -> str:
    """The page as GitHub-flavoured Markdown, one paragraph a line, ended by a line feed."""
    drawn = (_DRAW[type(block)](block) for block in blocks)
    return "\n\n".join(text for text in drawn if text) + "\n"


def escape(text: str) -> str:
    """A value as Markdown text: one line, harmless, nothing in it read as markup, wherever it stands."""
    text = (
        _looked_up(flat(text))
        .translate(_ACTS)
        .replace("://", "\\://")
        .replace("www.", "www\\.")
        .replace("WWW.", "WWW\\.")
    )
    return _start(text)


def _looked_up(text: str) -> str:
    """`text` with a cut in each `@name`, `#12`, `GH-12` and `:smile:`.

    GitHub looks these up in the finished page, where a backslash is gone already: somebody would be notified, an
    issue linked. An empty comment keeps them apart (github/cmark-gfm, issue 181). An address has nobody to notify.
    """
    if "@" in text:
        text = re.sub(r"(?<![\w.+-])@(?=\w)", f"@{_CUT}", text)
    if "#" in text or "-" in text:
        text = re.sub(r"(#|\bGH-)(?=\d)", rf"\1{_CUT}", text, flags=re.IGNORECASE)
    return re.sub(r":(?=[+-]1:|[a-z][\w+-]*:)", f":{_CUT}", text) if text.count(":") > 1 else text


def _start(text: str) -> str:
    """`text` with a mark escaped that would open a heading, a list, a rule or a runner's command at a line's start."""
    if text[:1] in ("#", "+", "-", "=", ":"):
        return f"\\{text}"
    digits = len(text) - len(text.lstrip("0123456789"))
    if digits and text[digits : digits + 1] in (".", ")"):
        return f"{text[:digits]}\\{text[digits:]}"
    return text


def _line(line: Line) -> str:
    return f"**{escape(line.label)}:** {escape(line.text)}" if line.label else escape(line.text)


def _heading(block: Heading) -> str:
    text = f"{'#' * block.level} {_closed(escape(block.text))}"
    return f"{text}\n\n{escape(block.aside)}" if block.aside else text


def _closed(text: str) -> str:
    """A heading's text whose last `#` stays: trailing ones would be read as the heading's end."""
    return f"{text[:-1]}\\#" if text.endswith("#") and not text.endswith("\\#") else text


def _paragraph(block: Paragraph) -> str:
    return escape(block.text)


def _notice(block: Notice) -> str:
    return f"> **{escape(block.label)}:** {escape(block.text)}"


def _bullets(block: Bullets) -> str:
    return "\n".join(f"- {_line(item)}" for item in block.items)


def _terms(block: Terms) -> str:
    return "\n".join(f"- {_line(row)}" for row in block.rows)


def _checklist(block: Checklist) -> str:
    return "\n".join(f"- [ ] {_line(item)}" for item in block.items)


def _table(block: Table) -> str:
    rule = ["---:" if place in block.numeric else "---" for place in range(len(block.columns))]
    rows = [
        [escape(cell) for cell in block.columns],
        rule,
        *([escape(cell) for cell in row] for row in block.rows),
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _schedule(block: Schedule) -> str:
    """A table of the times, then each slot's script under its own heading."""
    rows = tuple((slot.start, str(slot.minutes), slot.title, ", ".join(slot.owners)) for slot in block.slots)
    table = _table(Table(("Start", "Minutes", "Block", "Who"), rows, numeric=(1,)))
    scripts = [_slot(slot) for slot in block.slots if slot.lines or slot.parts]
    return "\n\n".join([table, *scripts])


def _slot(slot: Slot) -> str:
    lines = [
        f"### {_closed(escape(f'{slot.start} {slot.title}'))}",
        "",
        *(f"- {_line(line)}" for line in slot.lines),
    ]
    for part in slot.parts:
        minutes = "" if part.minutes is None else f" ({part.minutes} min)"
        lines.append(f"- **{escape(part.title)}**{minutes}")
        lines += [f"  - {_line(line)}" for line in part.lines]
    return "\n".join(lines)


def _code(block: Code) -> str:
    """A fence longer than any run of backticks inside it."""
    longest = max((len(run) for run in re.findall("`+", block.text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{block.language}\n{block.text.strip(chr(10))}\n{fence}"


_DRAW: dict[type, Callable[..., str]] = {
    Code: _code,
    Heading: _heading,
    Paragraph: _paragraph,
    Notice: _notice,
    Bullets: _bullets,
    Checklist: _checklist,
    Terms: _terms,
    Table: _table,
    Schedule: _schedule,
}
