"""Time as the rules count it: due days, working days, and how a date is said."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Literal

from codesign_cli.record import NamedTuple

SOON = timedelta(days=7)
"""How long before the day that a rule names an open duty is told (format.md, Time)."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Due(NamedTuple):
    """When something is owed: `by` a day, `before` a day, or `at` a moment."""

    day: date
    """The day that the rule names."""
    how: Literal["by", "before", "at"] = "by"
    moment: datetime | None = None
    """The exact moment, for `at`; aware."""
    notice: bool = True
    """False for a duty whose whole period is seven days or less: it is not told in advance."""

    def late(self, now: datetime) -> bool:
        """Whether the time is over: a day is over on the next one, `before` a day on that day, a moment once past."""
        if self.how == "at" and self.moment is not None:
            return now > self.moment
        if self.how == "before":
            return now.date() >= self.day
        return now.date() > self.day

    def soon(self, now: datetime) -> bool:
        """Whether it is not late yet and within seven days of the day that the rule names."""
        return self.notice and not self.late(now) and now.date() >= self.day - SOON

    @property
    def last_day(self) -> date:
        """The last day on which it is in time."""
        return self.day - timedelta(days=1) if self.how == "before" else self.day

    def iso(self) -> str:
        """The last day in time, or the moment, in ISO 8601."""
        if self.how == "at" and self.moment is not None:
            return self.moment.isoformat(timespec="minutes")
        return self.last_day.isoformat()

    def say(self, now: datetime) -> str:
        """`due 20 Feb, 4 days ago`, `due today`, `due 3 Mar, in 5 days`."""
        days = (self.last_day - now.date()).days
        if days == 0:
            return "due today"
        span = f"in {_days(days)}" if days > 0 else f"{_days(-days)} ago"
        return f"due {say_day(self.last_day, now)}, {span}"


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"


def say_day(day: date, now: datetime | date | None = None) -> str:
    """A date as people say it: `18 Feb`, with the year where it is not that of `now`."""
    text = f"{day.day} {_MONTHS[day.month - 1]}"
    return text if now is not None and now.year == day.year else f"{text} {day.year}"


def add_working_days(day: date, number: int) -> date:
    """The day that lies `number` working days (Monday to Friday) after `day`."""
    while number:
        day += timedelta(days=1)
        if day.weekday() < 5:
            number -= 1
    return day
