"""A watched moment: whatever was asked of it, the moments that it calls equal give the same answers."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign_cli.watch import COMPARING, OF_THE_TIME, OF_THE_ZONE, Watched

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 3, 31, 12, tzinfo=BERLIN)
OF_THE_DAY = (
    "year", "month", "day", "date", "weekday", "isoweekday", "isocalendar", "toordinal", "tzinfo",
    # of no moment: made by the class
    "combine", "fromisocalendar", "fromisoformat", "fromordinal", "fromtimestamp", "utcfromtimestamp", "now", "utcnow",
    "today", "strptime", "min", "max", "resolution",
)  # fmt: skip
OF_EVERY_OBJECT = {name for name in dir(object) if name not in ("__str__", "__repr__", "__format__")}


def test_every_way_to_ask_a_moment_is_known() -> None:
    """Also to Pythons to come: what they add is to be sorted by hand."""
    sorted_out = {
        *OF_THE_TIME,
        *OF_THE_ZONE,
        *OF_THE_DAY,
        *COMPARING,
        *OF_EVERY_OBJECT,
        "astimezone",
        "__replace__",
    }
    assert set(dir(datetime)) - sorted_out == set()


@pytest.mark.parametrize("name", [name for name in OF_THE_TIME if not name.startswith("__")])
def test_who_asks_for_the_time_gets_it_and_knows_of_this_moment_only(name: str) -> None:
    now = Watched.of(NOON)
    asked, real = getattr(now, name), getattr(NOON, name)
    arguments = ("%H",) if name == "strftime" else ()
    assert (asked(*arguments) if callable(asked) else asked) == (real(*arguments) if callable(real) else real)
    assert now.between() is None


@pytest.mark.parametrize(
    "use",
    [
        lambda now: now - NOON,
        lambda now: NOON - now,
        lambda now: now + timedelta(hours=1),
        lambda now: timedelta(hours=1) + now,
        str,
        repr,
        lambda now: f"{now:%H:%M}",
        lambda now: now.astimezone(UTC),
        lambda now: BERLIN.utcoffset(now),
        lambda now: now == NOON,
    ],
)
def test_whoever_reckons_with_it_knows_of_this_moment_only(use: Callable[[datetime], object]) -> None:
    now = Watched.of(NOON)
    assert use(now) == use(NOON)
    assert now.between() is None


def test_a_changed_copy_knows_of_this_moment_only() -> None:
    """As `copy.replace` makes it, from Python 3.13 on."""
    now = Watched.of(NOON)
    assert operator.methodcaller("__replace__", day=1)(now) == NOON.replace(day=1)
    assert now.between() is None


def test_what_asks_for_the_day_holds_all_day() -> None:
    now = Watched.of(NOON)
    assert (now.date(), now.year, now.weekday(), now.utcoffset()) == (
        date(2026, 3, 31),
        2026,
        1,
        timedelta(hours=2),
    )
    assert now.astimezone(now.tzinfo) is now
    assert {now: 1}[now] == 1
    assert now.between() == (
        datetime(2026, 3, 30, 23, 59, 59, 999_999, tzinfo=BERLIN),
        datetime(2026, 4, 1, tzinfo=BERLIN),
    )


def test_a_comparison_draws_a_line() -> None:
    now = Watched.of(NOON)
    start, end = NOON - timedelta(hours=2), NOON + timedelta(hours=1)
    assert (now > start, end > now, min(now, end) is now) == (True, True, True)
    assert now.between() == (start, end)


def test_a_day_on_which_the_clock_is_put_forward_is_not_trusted() -> None:
    assert Watched.of(datetime(2026, 3, 29, 12, tzinfo=BERLIN)).between() is None


def test_the_hour_that_comes_twice_before_midnight_is_of_the_day_before() -> None:
    """In Chile the clock goes back from midnight to eleven: a wall clock tells two hours there by one name."""
    sunday = datetime(2026, 4, 5, 9, tzinfo=ZoneInfo("America/Santiago"))
    between = Watched.of(sunday).between()
    assert between is not None
    begins = sunday.replace(hour=0).astimezone(UTC)
    assert between[0].astimezone(UTC) == begins - timedelta(microseconds=1)


def around(first: date, *zones: tzinfo) -> st.SearchStrategy[datetime]:
    """Moments of the eight days from the first one on."""
    days = st.dates(first, first + timedelta(days=8))
    return st.builds(datetime.combine, days, st.times(), st.sampled_from(zones))


moments = st.one_of(
    around(date(2026, 3, 29), UTC, BERLIN, ZoneInfo("America/Santiago")),
    around(date(2026, 10, 29), UTC, ZoneInfo("America/Havana")),
)
questions: list[tuple[str, Callable[[Any, datetime], object]]] = [
    *((name, getattr(operator, name)) for name in ("lt", "le", "gt", "ge", "eq", "ne")),
    ("turned", lambda now, other: other < now),
    ("least", lambda now, other: min(other, now) == other),
    ("day", lambda now, other: now.date() > other.date()),
    ("hour", lambda now, other: now.hour > other.hour),
    ("since", lambda now, other: now - other > timedelta(hours=30)),
    ("combined", lambda now, other: datetime.combine(now, time(12), other.tzinfo) < other),
]


@given(
    now=moments,
    asked=st.lists(st.tuples(st.sampled_from(questions), moments), max_size=6),
    part=st.floats(0, 1, exclude_min=True, exclude_max=True),
)
def test_every_moment_between_gives_the_same_answers(
    now: datetime, asked: list[tuple[tuple[str, Callable[[Any, datetime], object]], datetime]], part: float
) -> None:
    watched = Watched.of(now)
    answers = [question(watched, other) for (_, question), other in asked]
    assert answers == [question(now, other) for (_, question), other in asked]
    if between := watched.between():
        after, before = (moment.astimezone(UTC) for moment in between)
        other = (after + part * (before - after)).astimezone(now.tzinfo)
        if after < other < before:
            assert [question(other, moment) for (_, question), moment in asked] == answers
