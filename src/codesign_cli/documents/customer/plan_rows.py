"""What the invitation, the brief and the agenda say alike: the sessions as a plan, and who is in the room."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from codesign_cli.blocks import Table
from codesign_cli.documents.customer.times import elsewhere, session_when
from codesign_cli.documents.reader import Cut, Host, OwnSession
from codesign_cli.documents.words import FUNCTIONS
from codesign_cli.record import NamedTuple

TELLS = {
    "problem-validation": "You tell us where our picture of the problem is wrong.",
    "prototype-feedback": "You try a first draft, the way you would at work.",
    "solution-iteration": "You try the revised draft: what holds now, what does not.",
    "edge-cases": "Only the cases that are still open for you.",
    "last-check": "A last look at what is still open for you.",
}
"""What happens in a session of each purpose, in the words of those who come to it."""

_DOES = {
    "product": "Shows where we stand and makes the final decision.",
    "cs": "Leads the conversation and writes down what you say, in your words.",
    "engineering": "Listens and takes notes; explains and defends nothing.",
}
_SITS_IN = "Sits in and listens."
_UNNAMED = "a name follows"


class PlannedSession(NamedTuple):
    """One row of the plan."""

    number: int
    purpose: str
    start: datetime | None
    minutes: int
    """As written; 0 where no length is written yet."""
    when: str
    """Day, start and zone, or that it is still to be agreed."""
    elsewhere: tuple[tuple[str, str], ...]
    """The same time on the clocks of the reader's people: who, and when."""
    extra: bool
    """Whether it is held only for unresolved points."""


class RoomMember(NamedTuple):
    """Somebody of the vendor's in the sessions."""

    name: str
    """Empty where nobody is named yet."""
    function: str
    does: str


def planned(cut: Cut, sessions: Iterable[OwnSession]) -> tuple[PlannedSession, ...]:
    """The rows of the plan for these sessions of the reader's."""
    return tuple(
        PlannedSession(
            session.number,
            session.purpose,
            session.start,
            0 if session.minutes_assumed else session.minutes,
            session_when(session, cut.timezone),
            elsewhere(session.start, session.minutes, cut.timezone, cut.people),
            session.extra,
        )
        for session in sessions
    )


def plan_table(rows: tuple[PlannedSession, ...]) -> Table:
    """The plan as a table; with a column for the readers' own clocks where they live by others."""
    abroad = any(row.elsewhere for row in rows)
    columns = ("", "What we do", "When", *(("On your clock",) if abroad else ()), "Minutes")
    cells = []
    for row in rows:
        own = "; ".join(f"{who}: {when}" for who, when in row.elsewhere)
        minutes = str(row.minutes) if row.minutes else "still open"
        cells.append((str(row.number), TELLS[row.purpose], row.when, *((own,) if abroad else ()), minutes))
    return Table(columns, tuple(cells), numeric=(0, len(columns) - 1))


def room(cut: Cut, sessions: Iterable[OwnSession]) -> tuple[RoomMember, ...]:
    """Who of the vendor's is in these sessions, and as what; Product always is."""
    asked = tuple(sessions)
    led = {name for session in asked for name in session.facilitates}
    there = led | {name for session in asked for name in (*session.leads, *session.observes)}
    other_csms = [host for host in cut.others if host.function == "cs"]
    rest = [host for host in cut.others if host.function != "cs"]
    invited = (*cut.cs, *other_csms, *cut.engineering, *rest)
    hosts = [*cut.product, *(host for host in invited if _called(host) in there)]
    return tuple(_member(host, _called(host) in led) for host in hosts)


def _called(host: Host) -> str:
    """How a host stands in a session: by name, else by the function."""
    return host.name or FUNCTIONS.get(host.function, host.function.capitalize())


def _member(host: Host, leads_talk: bool) -> RoomMember:
    name = f"{host.name}, {host.title}" if host.name and host.title else host.name
    function = FUNCTIONS.get(host.function, host.function.capitalize())
    does = _DOES["cs"] if leads_talk else _DOES.get("" if host.function == "cs" else host.function, _SITS_IN)
    return RoomMember(name, function, does)


def room_table(members: tuple[RoomMember, ...]) -> Table:
    """Who is in the room as a table."""
    rows = tuple((member.name or _UNNAMED, member.function, member.does) for member in members)
    return Table(("Who", "From", "In the sessions"), rows)


def names(hosts: tuple[Host, ...]) -> tuple[str, ...]:
    """The names of hosts; the function itself where nobody is named for it."""
    return tuple(dict.fromkeys(_called(host) for host in hosts))
