"""How a customer's page says hours, lengths and moments, in the program's zone and in the reader's own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from codesign_cli.documents.reader import OwnPerson, OwnSession
from codesign_cli.documents.words import say_moment, say_span
from codesign_cli.say import count, listed


def say_hours(minutes: int) -> str:
    """`3 hours and 45 minutes`, `4 hours`, `45 minutes`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return count(rest, "minute")
    said = count(hours, "hour")
    return f"{said} and {count(rest, 'minute')}" if rest else said


def say_lengths(lengths: Iterable[int]) -> str:
    """`60 to 90 minutes each`, `75 minutes each`, `75 minutes` of a single one; empty for no length."""
    known = sorted(lengths)
    if len(known) < 2:
        return count(known[0], "minute") if known else ""
    low, high = known[0], known[-1]
    return f"{count(high, 'minute')} each" if low == high else f"{low} to {high} minutes each"


def say_when(start: datetime | None, minutes: int, zone: str) -> str:
    """A moment with its end and zone; what stands there while the day is not set."""
    return say_span(start, minutes, zone) if start else "the day is still open"


def session_when(session: OwnSession, zone: str) -> str:
    """When a session is, for a table: on a page for everybody each account may have its own time."""
    if session.start is None:
        return "each team at its own time" if session.own_time else "still open"
    return f"{say_moment(session.start)} ({zone})"


def elsewhere(
    start: datetime | None, minutes: int, zone: str, people: Iterable[OwnPerson]
) -> tuple[tuple[str, str], ...]:
    """The same stretch of time on other clocks: who lives by them, and what they show.

    People without a time zone, or whose clocks show the same then, are left out; those who share a zone stand
    together.
    """
    if start is None:
        return ()
    from zoneinfo import ZoneInfo

    zones: dict[str, list[str]] = {}
    for person in people:
        if person.timezone and _differs(start, person.timezone):
            zones.setdefault(person.timezone, []).append(person.name)
    return tuple(
        (listed(names), say_span(start.astimezone(ZoneInfo(other)), minutes, other))
        for other, names in zones.items()
    )


def _differs(start: datetime, zone: str) -> bool:
    from zoneinfo import ZoneInfo

    return start.astimezone(ZoneInfo(zone)).utcoffset() != start.utcoffset()
