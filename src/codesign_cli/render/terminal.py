"""A page for the terminal: laid out here in cells, painted by Rich where there is colour.

The layout is our own because a piped page is the common case and Rich's console costs forty
milliseconds before the first word; with colour Rich turns each styled run into the terminal's codes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

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
from codesign_cli.record import NamedTuple
from codesign_cli.render.safe import ascii_only, cell_width, clusters, flat

Run = tuple[str, str]
"""A run of text and the name of its style."""

Row = list[Run]
"""One line of the page."""

_STYLES = {
    "title": "bold", "heading": "bold cyan", "label": "bold", "time": "cyan", "quiet": "dim", "notice": "bold yellow",
}  # fmt: skip
"""How each named style looks. Colour adds to what words and places say already, it never says it alone."""

_NARROWEST = 40
_WIDE_SCHEDULE = 96
"""From this width on the running order stands in columns; below it, each slot is a heading with its lines."""
_LABEL_MOST = 24


class _Page(NamedTuple):
    """What the drawing functions need to know of the page."""

    width: int
    unicode: bool
    boxes: bool

    def text(self, value: str) -> str:
        """A value as this page may show it: one line, harmless, in ASCII where the terminal knows no more."""
        return flat(value) if self.unicode else ascii_only(flat(value))

    def sign(self, glyph: str) -> str:
        """One of our own signs, or its ASCII stand-in."""
        return glyph if self.unicode else ascii_only(glyph)


def render(
    blocks: Iterable[Block],
    *,
    width: int = 80,
    color: bool = False,
    unicode: bool = True,
    boxes: bool | None = None,
) -> str:
    """The page as text, every line ended by a line feed and free of trailing space.

    `width` is in cells (at least 40 are used). `unicode=False` writes our signs and common typography in
    ASCII; letters of other scripts are left to the stream's error handler. `boxes` draws rules under the
    title and in tables; by default only with both colour and Unicode.
    """
    page = _Page(max(width, _NARROWEST), unicode, color and unicode if boxes is None else boxes)
    rows: list[Row] = []
    for block in blocks:
        drawn = _DRAW[type(block)](block, page)
        if rows and drawn and not (isinstance(block, Heading) and block.level == 1):
            rows.append([])
        rows += drawn
    paint = _painter() if color else _plain
    return "".join(f"{paint(_guarded(row))}\n" for row in rows)


def _plain(row: Row) -> str:
    return "".join(text for text, _ in row).rstrip()


def _painter() -> Callable[[Row], str]:
    from rich.color import ColorSystem
    from rich.style import Style

    styles = {name: Style.parse(look) for name, look in _STYLES.items()}

    def paint(row: Row) -> str:
        while row and not row[-1][0].strip():
            row = row[:-1]
        return "".join(
            styles[style].render(text, color_system=ColorSystem.STANDARD)
            if style and not text.isspace()
            else text
            for text, style in row
        ).rstrip()

    return paint


def _guarded(row: Row) -> Row:
    """The row, with a leading `::` spread apart: a runner of continuous integration would obey it."""
    for place, (text, style) in enumerate(row):
        if text.strip():
            if text.lstrip().startswith("::"):
                row[place] = (text.replace("::", ": :", 1), style)
            break
    return row


# Words into rows


def _wrap(runs: Sequence[Run], width: int) -> list[Row]:
    """Runs of words broken into rows of at most `width` cells; a word longer than a row is cut."""
    rows: list[Row] = [[]]
    used = 0
    for text, style in runs:
        for word in text.split(" "):
            if not word:
                continue
            for piece, cells in _cut(word, width):
                if used and used + 1 + cells > width:
                    rows.append([])
                    used = 0
                gap = " " if used else ""
                rows[-1].append((gap + piece, style))
                used += len(gap) + cells
    return [_merged(row) for row in rows]


def _cut(word: str, width: int) -> list[tuple[str, int]]:
    """A word in pieces of at most `width` cells, each with its cells; nothing is cut that is drawn as one."""
    cells = cell_width(word)
    if cells <= width:
        return [(word, cells)]
    pieces = [("", 0)]
    for cluster, wide in clusters(word):
        piece, used = pieces[-1]
        if used and used + wide > width:
            pieces.append((cluster, wide))
        else:
            pieces[-1] = (piece + cluster, used + wide)
    return pieces


def _merged(row: Row) -> Row:
    """The row with neighbouring runs of one style joined, so that a painted line carries few codes."""
    merged: Row = []
    for text, style in row:
        if merged and merged[-1][1] == style:
            merged[-1] = (merged[-1][0] + text, style)
        else:
            merged.append((text, style))
    return merged


def _cells(row: Row) -> int:
    return sum(cell_width(text) for text, _ in row)


def _padded(row: Row, width: int, right: bool = False) -> Row:
    """The row filled with spaces to `width` cells; to the left of it with `right`."""
    gap = (" " * max(width - _cells(row), 0), "")
    return [gap, *row] if right else [*row, gap]


def _beside(columns: Sequence[tuple[list[Row], int]], gap: str = "  ") -> list[Row]:
    """Columns of rows, each with its width in cells, set side by side."""
    height = max(len(rows) for rows, _ in columns)
    joined: list[Row] = []
    for number in range(height):
        line: Row = []
        for place, (rows, width) in enumerate(columns):
            cell = rows[number] if number < len(rows) else []
            line += [(gap, "quiet")] if place else []
            line += cell if place == len(columns) - 1 else _padded(cell, width)
        joined.append(line)
    return joined


def _indented(rows: Iterable[Row], first: Row, rest: int | None = None) -> list[Row]:
    """Rows set in, the first after `first`, the others after as many spaces (or `rest` of them)."""
    space = (" " * (_cells(first) if rest is None else rest), "")
    return [[*first, *row] if number == 0 else [space, *row] for number, row in enumerate(rows)]


def _line(line: Line, page: _Page, width: int) -> list[Row]:
    """A line with its label before it: `Priya Nair: …`."""
    label = [(f"{page.text(line.label)}:", "label")] if line.label else []
    return _wrap([*label, (page.text(line.text), "")], width)


# One function a block


def _heading(block: Heading, page: _Page) -> list[Row]:
    style = "title" if block.level == 1 else "heading" if block.level == 2 else "label"
    text, aside = page.text(block.text), page.text(block.aside)
    rows = _wrap([(text, style)], page.width)
    if aside:
        gap = page.width - _cells(rows[-1]) - cell_width(aside)
        if gap >= 3:
            rows[-1] = [*rows[-1], (" " * gap, ""), (aside, "quiet")]
        else:
            rows += _wrap([(aside, "quiet")], page.width)
    if block.level == 1 and page.boxes:
        rows.append([(page.sign("─") * page.width, "quiet")])
    return rows


def _paragraph(block: Paragraph, page: _Page) -> list[Row]:
    return _wrap([(page.text(block.text), "")], page.width)


def _notice(block: Notice, page: _Page) -> list[Row]:
    label: Row = [(f"{page.text(block.label)}: ", "notice")]
    if _cells(label) > _LABEL_MOST:
        return _wrap([*label, (page.text(block.text), "")], page.width)
    return _indented(_wrap([(page.text(block.text), "")], page.width - _cells(label)), label)


def _listed(items: Iterable[Line], sign: str, page: _Page) -> list[Row]:
    lead: Row = [(f"  {page.sign(sign)} ", "quiet")]
    room = page.width - _cells(lead)
    return [row for item in items for row in _indented(_line(item, page, room), lead)]


def _bullets(block: Bullets, page: _Page) -> list[Row]:
    return _listed(block.items, "•", page)


def _checklist(block: Checklist, page: _Page) -> list[Row]:
    return _listed(block.items, "☐", page)


def _terms(block: Terms, page: _Page) -> list[Row]:
    widest = max((cell_width(page.text(row.label)) for row in block.rows), default=0)
    width = min(widest, _LABEL_MOST, page.width // 3)
    rows: list[Row] = []
    for row in block.rows:
        label = _wrap([(page.text(row.label), "label")], width)
        text = _wrap([(page.text(row.text), "")], page.width - width - 4)
        rows += [[("  ", ""), *line] for line in _beside([(label, width), (text, 0)])]
    return rows


def _table(block: Table, page: _Page) -> list[Row]:
    """A table in columns, or one group of lines a row where the page is too narrow for that."""
    cells = [[page.text(cell) for cell in row] for row in (block.columns, *block.rows)]
    gap = f" {page.sign('│')} " if page.boxes else "  "
    room = page.width - 2 - len(gap) * (len(block.columns) - 1)
    widths = _column_widths(cells, room)
    if widths is None:
        return _stacked(cells, page)
    rows: list[Row] = []
    tall = any(cell_width(cell) > width for row in cells[1:] for cell, width in zip(row, widths, strict=True))
    for number, row in enumerate(cells):
        style = "label" if number == 0 else ""
        columns = []
        # Rows of several lines run into each other without a line between them.
        rows += [[]] if tall and number > 1 else []
        for place, (cell, width) in enumerate(zip(row, widths, strict=True)):
            lines = _wrap([(cell, style)], width)
            right = place in block.numeric
            columns.append(([_padded(line, width, right=True) for line in lines] if right else lines, width))
        rows += [[("  ", ""), *line] for line in _beside(columns, gap)]
        if number == 0 and page.boxes:
            cross = page.sign("─┼─")
            rows.append([("  " + cross.join(page.sign("─") * width for width in widths), "quiet")])
    return rows


def _column_widths(cells: Sequence[Sequence[str]], room: int) -> list[int] | None:
    """The width of each column within `room` cells, the widest giving way first; None where it cannot be."""
    widths = [max(max(cell_width(cell) for cell in column), 1) for column in zip(*cells, strict=True)]
    least = [
        min(width, max(_longest_word(column), 8))
        for width, column in zip(widths, zip(*cells, strict=True), strict=True)
    ]
    while sum(widths) > room:
        free = [place for place in range(len(widths)) if widths[place] > least[place]]
        if not free:
            return None
        widest = max(free, key=lambda place: widths[place])
        widths[widest] -= 1
    return widths


def _longest_word(column: Sequence[str]) -> int:
    """The cells of the longest word, 16 at most: longer ones are cut."""
    return min(max((cell_width(word) for cell in column for word in cell.split()), default=1), 16)


def _stacked(cells: Sequence[Sequence[str]], page: _Page) -> list[Row]:
    """Each row of a table as its own group of `column: value` lines, the first marked."""
    rows: list[Row] = []
    titles, *body = cells
    for row in body:
        lead: Row = [(f"  {page.sign('•')} ", "quiet")]
        for title, cell in zip(titles, row, strict=True):
            if cell:
                rows += _indented(_wrap([(f"{title}:", "label"), (cell, "")], page.width - 4), lead)
                lead = [("    ", "")]
    return rows


def _schedule(block: Schedule, page: _Page) -> list[Row]:
    rows: list[Row] = []
    if page.width < _WIDE_SCHEDULE:
        for slot in block.slots:
            rows += [[], *_slot_narrow(slot, page)] if rows else _slot_narrow(slot, page)
        return rows
    left = max((cell_width(page.text(slot.title)) for slot in block.slots), default=0)
    owner = max((cell_width(page.text(", ".join(slot.owners))) for slot in block.slots), default=0)
    for slot in block.slots:
        rows += _slot_wide(slot, page, min(left, 24), min(owner, 16))
    return rows


def _slot_wide(slot: Slot, page: _Page, left: int, owner: int) -> list[Row]:
    """`16:05   5  Opening   Tom, Priya   …` in columns, the parts' names under the title."""
    lead: Row = [(f"  {slot.start:>5} ", "time"), (f"{slot.minutes:>3}  ", "")]
    room = page.width - _cells(lead) - left - owner - 4
    names = _wrap([(page.text(", ".join(slot.owners)), "quiet")], owner)
    text = [row for line in slot.lines for row in _line(line, page, room)] or [[]]
    title = _wrap([(page.text(slot.title), "label")], left)
    rows = _indented(_beside([(title, left), (names, owner), (text, room)]), lead)
    for part in slot.parts:
        name = _wrap([(_part_title(part, page), "")], left + owner + 2)
        text = [row for line in part.lines for row in _line(line, page, room)] or [[]]
        space: Row = [(" " * _cells(lead), "")]
        rows += _indented(_beside([(name, left + owner + 2), (text, room)]), space)
    return rows


def _slot_narrow(slot: Slot, page: _Page) -> list[Row]:
    """A line with time, minutes, title and owners, and under it, set in, what happens."""
    lead: Row = [(f"{slot.start:>5} ", "time"), (f"{slot.minutes:>3}  ", "")]
    head: list[Run] = [(page.text(slot.title), "label")]
    if slot.owners:
        head.append((page.text(f"· {', '.join(slot.owners)}"), "quiet"))
    rows = _indented(_wrap(head, page.width - _cells(lead)), lead)
    inner: Row = [("       ", "")]
    for line in slot.lines:
        rows += _indented(_line(line, page, page.width - 7), inner)
    for part in slot.parts:
        bullet: Row = [(f"     {page.sign('•')} ", "quiet")]
        rows += _indented(_wrap([(_part_title(part, page), "label")], page.width - 7), bullet)
        for line in part.lines:
            rows += _indented(_line(line, page, page.width - 9), [("         ", "")])
    return rows


def _part_title(part: Part, page: _Page) -> str:
    title = page.text(part.title)
    return title if part.minutes is None else f"{title} ({part.minutes})"


def _code(block: Code, page: _Page) -> list[Row]:
    """Each line as it stands, set in; too long a line is left to the terminal, which keeps it one line to copy."""
    rows: list[Row] = []
    for line in block.text.strip("\n").split("\n"):
        body = line.lstrip(" ")
        rows.append([("    " + " " * (len(line) - len(body)) + page.text(body), "")])
    return rows


_DRAW: dict[type, Callable[..., list[Row]]] = {
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
