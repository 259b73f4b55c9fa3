"""What the calls are made of: who is called by whom, about which point, and what is said."""

from __future__ import annotations

from datetime import date

from codesign_cli.documents.debrief.facts import Missing
from codesign_cli.record import NamedTuple


class Spoken(NamedTuple):
    """The texts of a record that are said to its account, without the names of others."""

    friction: str
    words: str | None
    suggestion: str | None
    reason: str | None
    instead: tuple[str, ...]
    """How the account can work with what is built: the adaptation of a disagreement that the record is part of."""


class Point(NamedTuple):
    """One deferred or declined record that its account has not heard of from a person."""

    record: str
    session: int
    session_day: date | None
    """The day on which the account had that session."""
    step: str | None
    texts: Spoken
    names: tuple[str, ...]
    """Names of others that stood in the record and are taken out of `texts`; for whoever writes the record."""
    decision: str
    """`deferred` or `declined`."""
    reversed: bool
    """Whether Product had read it as incorporate first; for the caller, never said."""
    mail: bool
    """Whether a mail went out about it, which is no call."""
    mailed: date | None
    """The day of that mail."""
    planned: date | None
    """The day for which the call is written, where it lies ahead."""
    late: str | None
    """What it is overdue for: `preview`, `ga`, `closing` (of a cancelled program); None while it is in time."""
    say: tuple[str, ...]
    """The words to say it in, sentence by sentence; empty while it cannot be said."""
    missing: tuple[Missing, ...]
    """What keeps it from being said."""


class AccountCalls(NamedTuple):
    """One account that has to be called, and by whom."""

    id: str
    name: str
    caller: tuple[str, ...]
    """The account's own CSM, else the team's CS."""
    own_csm: bool
    people: tuple[str, ...]
    """Whom to ask for: the participants with their titles."""
    left: date | None
    """The day on which it left the cohort; it is called all the same."""
    points: tuple[Point, ...]


class Heard(NamedTuple):
    """A call that was made."""

    record: str
    account: str
    account_id: str
    decision: str
    on: date
    by: tuple[str, ...]
    """Who made it; empty where that is not written."""
    how: str | None


class CallsFacts(NamedTuple):
    """Everyone who must hear a no before the preview shows it; for CS."""

    audience: str
    program: str
    feature: str
    state: str
    language: str
    account: str | None
    """The id of the only account that was asked for."""
    ready: bool
    """Whether every open call can be made from this page."""
    missing: tuple[Missing, ...]
    """What keeps some of them from being made."""
    due: date | None
    """The last day in good time: the day before the preview, or 14 days before GA (T-18)."""
    today: date
    preview: date | None
    ga: date | None
    product: tuple[str, ...]
    cs_named: bool
    """Whether the file names somebody of CS for every account to be called."""
    calls: tuple[AccountCalls, ...]
    """By caller, then in the file's order."""
    undecided: tuple[str, ...]
    """Ids of records without a final decision, which may still become calls."""
    told: tuple[Heard, ...]
