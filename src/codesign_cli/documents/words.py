"""How documents say times, people and records; shared by every document."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from codesign_cli.model import derive
from codesign_cli.when import say_day

if TYPE_CHECKING:
    from codesign_cli.model.program import Program

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

FUNCTIONS = {"product": "Product", "cs": "CS", "engineering": "Engineering"}
"""What a team key is called where nobody is named for it yet."""

PURPOSES = {
    "problem-validation": "Problem validation",
    "prototype-feedback": "Prototype feedback",
    "solution-iteration": "Solution iteration",
    "edge-cases": "Edge cases",
    "last-check": "Last check",
}


def say_date(day: date) -> str:
    """`Wed 18 Feb 2026`."""
    return f"{_WEEKDAYS[day.weekday()]} {say_day(day)}"


def say_clock(moment: datetime) -> str:
    """`16:05`."""
    return f"{moment.hour:02}:{moment.minute:02}"


def say_moment(moment: datetime) -> str:
    """`Wed 18 Feb 2026, 16:00`."""
    return f"{say_date(moment.date())}, {say_clock(moment)}"


def say_span(start: datetime, minutes: int, zone: str) -> str:
    """`Wed 18 Feb 2026, 16:00–17:30 (Europe/Berlin)`; the last day too where it runs past midnight."""
    end = derive.after(start, minutes)
    last = say_clock(end) if end.date() == start.date() else say_moment(end)
    return f"{say_moment(start)}–{last} ({zone})"


def people(program: Program, who: str) -> tuple[str, ...]:
    """The names behind a team key or a name; the function itself (`Product`) where nobody is named for it."""
    named = tuple(name for name, _ in derive.people_of(program, who) if name)
    return named or (FUNCTIONS.get(who.strip().lower(), who),)


def short_names(everybody: Iterable[str]) -> dict[str, str]:
    """Each full name with its first word, where the first words tell all of them apart; else with itself."""
    full = tuple(dict.fromkeys(everybody))
    first = [name.split()[0] if name.split() else name for name in full]
    return dict(zip(full, first if len(set(first)) == len(full) else full, strict=True))


def account_name(program: Program, account: str | None) -> str:
    """The name of an account by its id; the id itself where the file defines none."""
    found = derive.accounts_by_id(program).get(account or "")
    return found.name if found else account or ""


def elapsed(minutes: int) -> str:
    """A time within a call whose start is not one moment: `0:05`, `1:10`."""
    return f"{minutes // 60}:{minutes % 60:02}"
