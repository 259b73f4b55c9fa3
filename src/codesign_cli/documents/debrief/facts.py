"""What a debrief is made of, before a word of it is laid out."""

from __future__ import annotations

from datetime import date, datetime

from codesign_cli.documents.plan import Stretch
from codesign_cli.record import NamedTuple


class Missing(NamedTuple):
    """One thing that still blocks the debrief."""

    code: str
    """The rule that speaks of it in `validate`."""
    subject: str
    """The record, account or date that it is about, as people say it: `F03 · Halden Works`."""
    fact: str
    """What is missing, as a sentence."""
    way_out: str
    """What to do about it, as a sentence."""
    record: str | None = None
    """The record's id, where it is about one."""
    account: str | None = None
    """The account's id, where it is about one."""


class Outcome(NamedTuple):
    """What became of one feedback record."""

    id: str
    session: int
    account: str
    """The account's name."""
    account_id: str
    step: str | None
    friction: str
    words: str | None
    suggestion: str | None
    severity: str
    pm_read: str | None
    final: str | None
    """`incorporated`, `deferred`, `declined`; None while it is not decided."""
    reason: str | None
    shipped: str | None
    called: date | None
    """The day on which the account heard of a no from a person."""


class Owed(NamedTuple):
    """One account and what it is told."""

    id: str
    name: str
    left: date | None
    """The day it left the cohort; it is owed the debrief all the same."""
    sessions: int
    """How many sessions it attended."""
    incorporated: tuple[str, ...]
    """Ids of its records that went in."""
    not_taken: tuple[str, ...]
    """Ids of its records that were deferred or declined."""
    undecided: tuple[str, ...]
    heard: date | None
    """The day on which it had the debrief, or a call of its own."""


class Position(NamedTuple):
    """What one account wanted, and what it was told."""

    account_id: str
    account: str
    wanted: str | None
    chosen: bool
    """Whether its way is the one that is built."""
    adaptation: str | None
    """How it works with what was built, where that is not its own way."""
    told: date | None


class Choice(NamedTuple):
    """A disagreement between accounts and what was built."""

    about: str
    records: tuple[str, ...]
    built_for: str | None
    """The account's name."""
    because: str | None
    told_as: str | None
    positions: tuple[Position, ...]


class OpenFlag(NamedTuple):
    """Something raised at the preview that nobody has decided yet."""

    account: str
    issue: str
    critical: bool


class NotReady(NamedTuple):
    """All that is given out of a debrief that is not ready and was not asked for as a draft."""

    audience: str
    program: str
    feature: str
    draft: bool
    ready: bool
    missing: tuple[Missing, ...]
    at: datetime | None


class DebriefFacts(NamedTuple):
    """The facts of a program's debrief, for the people who run it."""

    audience: str
    """`internal`: it names accounts and what they said."""
    program: str
    feature: str
    state: str
    draft: bool
    """Whether it was asked for although something is missing."""
    ready: bool
    """Whether nothing is missing."""
    missing: tuple[Missing, ...]
    at: datetime | None
    timezone: str
    minutes: int
    minutes_assumed: bool
    held: bool
    product: tuple[str, ...]
    cs: tuple[str, ...]
    contact: str
    """To whom something critical goes until the release: a name with an address."""
    in_scope: tuple[str, ...]
    sessions_held: int
    sessions_said: str
    """How many, for a sentence: `4 sessions`."""
    steps: tuple[Stretch, ...]
    """The running order; it adds up to `minutes`."""
    incorporated: tuple[Outcome, ...]
    not_taken: tuple[Outcome, ...]
    undecided: tuple[Outcome, ...]
    accounts: tuple[Owed, ...]
    disagreements: tuple[Choice, ...]
    flags: tuple[OpenFlag, ...]
    preview: date | None
    ga: date | None
    summary_due: datetime | None
    """48 hours after the end (A-151)."""
    summary_sent: datetime | None
