"""What a page is made of: a document is a tuple of these blocks, and every renderer draws each of them.

All text is plain text, from the file or our own; no block holds markup. A renderer escapes.
Named tuples, as the facts of the documents are: a frozen dataclass costs 0.6 ms at import, one of these 0.14,
and a document has some thirty.
"""

from __future__ import annotations

from codesign_cli.record import NamedTuple


class Line(NamedTuple):
    """One run of text, with a label before it where somebody says it or something names it."""

    text: str
    label: str = ""
    """Who says it, or what it is: `Priya Nair`, `If it drifts`; empty for none."""


class Heading(NamedTuple):
    """The title of a page or of a section."""

    text: str
    level: int = 2
    """1 for the page, 2 for a section, 3 below it."""
    aside: str = ""
    """What stands at the other end of the line: a date, a length."""
    card: bool = False
    """Whether the section is a card, handed to one person: framed and in one piece where the page is printed."""


class Paragraph(NamedTuple):
    """A few sentences."""

    text: str


class Notice(NamedTuple):
    """Something that must not be overlooked: a draft, an assumption, a gap."""

    text: str
    label: str
    """One word that carries it without colour: `DRAFT`, `Note`, `Missing`."""


class Bullets(NamedTuple):
    """A list; each item with or without a label."""

    items: tuple[Line, ...]


class Terms(NamedTuple):
    """Labels in one column and their texts in another."""

    rows: tuple[Line, ...]


class Checklist(NamedTuple):
    """Things to tick off."""

    items: tuple[Line, ...]


class Table(NamedTuple):
    """Rows under named columns; an empty cell is a place to write."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()
    """Indices of the columns that are numbers, set to the right."""


class Part(NamedTuple):
    """A share of a slot: one account's turn, one record."""

    title: str
    minutes: int | None
    """Whole minutes; None where the slot is too short to be shared out."""
    lines: tuple[Line, ...] = ()


class Slot(NamedTuple):
    """One stretch of a running order."""

    start: str
    """When it begins, as text: `16:05`, or `+5` where the day is not set."""
    minutes: int
    title: str
    owners: tuple[str, ...]
    """Who runs it, by name."""
    lines: tuple[Line, ...] = ()
    parts: tuple[Part, ...] = ()


class Schedule(NamedTuple):
    """A running order; its slots follow each other without gaps."""

    slots: tuple[Slot, ...]


class Code(NamedTuple):
    """Lines of a file, shown as they stand; our own text, never a program's."""

    text: str
    language: str = "yaml"


Block = Code | Heading | Paragraph | Notice | Bullets | Terms | Checklist | Table | Schedule
