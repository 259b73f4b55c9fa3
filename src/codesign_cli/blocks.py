"""What a page is made of: a document is a tuple of these blocks, and every renderer draws each of them.

All text is plain text, from the file or our own; no block holds markup. A renderer escapes.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One run of text, with a label before it where somebody says it or something names it."""

    text: str
    label: str = ""
    """Who says it, or what it is: `Priya Nair`, `If it drifts`; empty for none."""


@dataclass(frozen=True)
class Heading:
    """The title of a page or of a section."""

    text: str
    level: int = 2
    """1 for the page, 2 for a section, 3 below it."""
    aside: str = ""
    """What stands at the other end of the line: a date, a length."""


@dataclass(frozen=True)
class Paragraph:
    """A few sentences."""

    text: str


@dataclass(frozen=True)
class Notice:
    """Something that must not be overlooked: a draft, an assumption, a gap."""

    text: str
    label: str
    """One word that carries it without colour: `DRAFT`, `Note`, `Missing`."""


@dataclass(frozen=True)
class Bullets:
    """A list; each item with or without a label."""

    items: tuple[Line, ...]


@dataclass(frozen=True)
class Terms:
    """Labels in one column and their texts in another."""

    rows: tuple[Line, ...]


@dataclass(frozen=True)
class Checklist:
    """Things to tick off."""

    items: tuple[Line, ...]


@dataclass(frozen=True)
class Table:
    """Rows under named columns; an empty cell is a place to write."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()
    """Indices of the columns that are numbers, set to the right."""


@dataclass(frozen=True)
class Part:
    """A share of a slot: one account's turn, one record."""

    title: str
    minutes: int | None
    """Whole minutes; None where the slot is too short to be shared out."""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Slot:
    """One stretch of a running order."""

    start: str
    """When it begins, as text: `16:05`, or `+5` where the day is not set."""
    minutes: int
    title: str
    owners: tuple[str, ...]
    """Who runs it, by name."""
    lines: tuple[Line, ...] = ()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Schedule:
    """A running order; its slots follow each other without gaps."""

    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class Code:
    """Lines of a file, shown as they stand; our own text, never a program's."""

    text: str
    language: str = "yaml"


Block = Code | Heading | Paragraph | Notice | Bullets | Terms | Checklist | Table | Schedule
