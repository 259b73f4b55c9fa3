"""How the agenda calls people and counts accounts."""

from __future__ import annotations

from codesign_cli.documents.agenda.facts import AgendaFacts, Carried, Guest
from codesign_cli.documents.words import short_names
from codesign_cli.say import count, listed

DOT = " · "
OPEN_STATES = ("open", "unconfirmed", "not-fixed")
"""The states in which a record still needs time in a session."""


def counted(guest: Guest, facts: AgendaFacts) -> str:
    """What an account gave so far: `3 records, 14 of 31 minutes`."""
    said = count(guest.records, "record")
    return f"{said}, {guest.talk_minutes} of {facts.talk_total} minutes" if facts.talk_total else said


def uneven(facts: AgendaFacts) -> bool:
    """Whether what was counted tells a quietest account from the others."""
    return facts.quietest is not None


def names(people: tuple[str, ...], facts: AgendaFacts) -> str:
    """`Tom`, `Tom and Ines`: first names where they tell everybody in the room apart, else full ones."""
    return listed([short(facts)[person] for person in people])


def short(facts: AgendaFacts) -> dict[str, str]:
    """What each of the vendor's people in the room is called."""
    return short_names((*facts.facilitator, *facts.presenter, *facts.decider, *facts.observers))


def needed(record: Carried) -> tuple[str, ...]:
    """The accounts (ids) that an open record belongs to: those it is not fixed for, its own unless it said yes."""
    others = tuple(account for account, _ in record.not_fixed_for)
    return others if record.state == "not-fixed" else tuple(dict.fromkeys((record.account_id, *others)))
