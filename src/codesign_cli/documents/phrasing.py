"""A document's sentences that a team may word its own way, with the facts of that document filled in as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from string import Formatter
from types import MappingProxyType, UnionType
from typing import Any, get_args, get_type_hints

from codesign_cli.documents.words import say_date, say_moment
from codesign_cli.record import NamedTuple
from codesign_cli.say import listed

OWN: Mapping[str, str] = MappingProxyType({})
"""No words of a team's own."""


class Phrases:
    """The sentences of one page: the team's where it has its own, else the toolkit's.

    `defaults` and `own` map a phrase's key to a text with `{field}` for a field of `facts`, a named tuple;
    `{{` and `}}` are braces. A value is put in as it is: braces in it mean nothing.
    """

    def __init__(self, defaults: Mapping[str, str], facts: Any, own: Mapping[str, str] = OWN) -> None:
        self._texts = {**defaults, **own}
        self._facts = facts

    def __call__(self, key: str) -> str:
        """The sentence with this key, its placeholders filled in; KeyError for a key that is none."""
        return "".join(
            literal + (spoken(getattr(self._facts, field)) if field else "")
            for literal, field in pieces(self._texts[key])
        )


class Unreadable(ValueError):
    """A phrase whose braces are no placeholders; its text says what to do, as a sentence."""


class Piece(NamedTuple):
    """A stretch of a phrase as it stands, and the placeholder after it."""

    literal: str
    field: str | None


def pieces(text: str) -> Iterator[Piece]:
    """A phrase in its literal stretches, each with the placeholder that follows it.

    Raises `Unreadable` for a brace without its fellow, and for anything but a name between two.
    """
    try:
        parsed = list(Formatter().parse(text))
    except ValueError:
        raise Unreadable("Close each brace, or write {{ and }} for braces that are meant.") from None
    for literal, field, spec, conversion in parsed:
        if field is not None and (not field.isidentifier() or spec or conversion):
            raise Unreadable("Write the name of a fact between the braces and nothing else: {feature}.")
        yield Piece(literal, field)


def spoken(value: Any) -> str:
    """A fact as it stands in a sentence: a day, a moment, a list, a number; nothing for what is not known."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return say_moment(value)
    if isinstance(value, date):
        return say_date(value)
    if isinstance(value, tuple):
        return listed([spoken(each) for each in value])
    return str(value).strip()


def placeholders(facts: type) -> tuple[str, ...]:
    """The fields of a document's facts that a phrase may name: texts, numbers, days, moments, lists of texts."""
    return tuple(name for name, kind in get_type_hints(facts).items() if _is_plain(kind))


def _is_plain(kind: Any) -> bool:
    if isinstance(kind, UnionType):
        return all(_is_plain(each) for each in get_args(kind) if each is not type(None))
    return kind in (str, int, date, datetime) or kind == tuple[str, ...]
