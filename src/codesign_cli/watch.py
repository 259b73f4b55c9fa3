"""A moment that notes what is asked of it, so that it is known how long what was made of it stays the same."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

_A_DAY = timedelta(days=1)
_SMALLEST = timedelta(microseconds=1)

COMPARING = ("__lt__", "__le__", "__gt__", "__ge__", "__eq__", "__ne__")
OF_THE_TIME = (
    "hour", "minute", "second", "microsecond", "fold", "time", "timetz", "timestamp", "timetuple", "utctimetuple",
    "isoformat", "strftime", "ctime", "replace", "__add__", "__radd__", "__sub__", "__rsub__", "__str__",
    "__format__", "__repr__", "__reduce__", "__reduce_ex__",
)  # fmt: skip
"""What tells the time of day: who asks for one of these may make something else of the next moment."""
OF_THE_ZONE = ("utcoffset", "dst", "tzname")
"""The same for all of a day on which no clock is put forward or back."""


class Watched(datetime):
    """An aware moment that can be used like any other.

    What is made of it may depend on its day, on what comparisons with other moments said, and on what else was
    asked. `between` tells for which other moments all of that would have come out the same.
    """

    __slots__ = ("_exact", "_met", "plain")

    plain: datetime
    """The same moment, as one that notes nothing."""
    _met: set[datetime]
    _exact: bool

    @classmethod
    def of(cls, moment: datetime) -> Watched:
        """The same moment; it must be aware."""
        made = cls.combine(moment.date(), moment.timetz())
        made.plain, made._met, made._exact = moment, set(), False
        return made

    def between(self) -> tuple[datetime, datetime] | None:
        """What was asked so far has the same answers strictly between these two; None: for this moment alone.

        Both are in UTC: on a wall clock an hour may come twice, even the last one of the day before.
        """
        start = datetime.combine(self.date(), time(), self.tzinfo)
        end = datetime.combine(self.date() + _A_DAY, time(), self.tzinfo)
        if self._exact or start.utcoffset() != end.utcoffset():
            return None
        after, before = start.astimezone(UTC) - _SMALLEST, end.astimezone(UTC)
        for other in self._met:
            if other == self.plain:
                return None
            if self.plain < other:
                before = min(before, other.astimezone(UTC))
            else:
                after = max(after, other.astimezone(UTC))
        return after, before

    def __hash__(self) -> int:
        return hash(self.plain)

    def astimezone(self, tz: Any = None) -> Any:
        """Itself in its own zone; in another a moment that notes nothing."""
        if tz is self.tzinfo:
            return self
        self._exact = True
        return self.plain.astimezone(tz)


def _comparing(name: str) -> Any:
    """A comparison that notes with what it was made."""

    def compared(self: Watched, other: object) -> Any:
        if other is self:
            other = self.plain
        elif isinstance(other, datetime):
            self._met.add(other)
        return getattr(self.plain, name)(other)

    return compared


def _telling(name: str, exact: bool) -> Any:
    """An attribute of the moment itself; by way of a watched one, a zone would ask for its hour."""

    def asked(self: Watched) -> Any:
        self._exact = self._exact or exact
        return getattr(self.plain, name)

    return property(asked)


def _changed(self: Watched, **changes: Any) -> datetime:
    """A changed copy, as `copy.replace` asks for one from Python 3.13 on: a moment that notes nothing."""
    self._exact = True
    return self.plain.replace(**changes)


setattr(Watched, "__replace__", _changed)  # noqa: B010 (a signature of its own, which type checkers refuse)
for _name in COMPARING:
    setattr(Watched, _name, _comparing(_name))
for _name in OF_THE_TIME:
    setattr(Watched, _name, _telling(_name, exact=True))
for _name in OF_THE_ZONE:
    setattr(Watched, _name, _telling(_name, exact=False))
