"""What the hand-over after the release is made of, before a word of it is laid out."""

from __future__ import annotations

from datetime import date

from codesign_cli.documents.debrief.facts import Missing
from codesign_cli.record import NamedTuple


class Adopter(NamedTuple):
    """One account, as the people after the sale meet it."""

    id: str
    name: str
    ready: bool
    """Whether the file counts it among those ready to adopt (`outcomes.ready`)."""
    people: tuple[str, ...]
    csm: tuple[str, ...]
    """Its own CSM, else the team's CS."""
    got: tuple[str, ...]
    """What shipped because of its records."""
    left: date | None


class Friction(NamedTuple):
    """Something that still stands in the way of an account."""

    kind: str
    """`declined`, `deferred`, `undecided`, `unconfirmed` (built, and the account found it not fixed), `flag`."""
    record: str | None
    """The record's id; None for what was flagged at the preview."""
    account: str
    account_id: str
    step: str | None
    what: str
    severity: str | None
    why: str | None
    told: date | None
    """The day on which the account heard of the decision from a person."""
    told_owed: bool
    """Whether it has to hear of it at all."""


class Workaround(NamedTuple):
    """How one account gets by."""

    account: str
    account_id: str
    source: str
    """`given` (the toolkit's word for an adaptation we offered), `preview`, `seen` (its own way of doing it) or
    `mended` (the same, around what has gone in since)."""
    text: str
    about: str
    """What it gets around: the disagreement, the flag, or the step."""


class Phrase(NamedTuple):
    """What a customer said, in the customer's own words."""

    words: str
    account: str
    about: str | None
    """The step, or what we had said."""


class NotReady(NamedTuple):
    """All that is given out of a hand-over that is not ready and was not asked for as a draft."""

    audience: str
    program: str
    feature: str
    draft: bool
    ready: bool
    missing: tuple[Missing, ...]
    ga: date | None


class HandoffFacts(NamedTuple):
    """The facts of the hand-over, for the people after the sale."""

    audience: str
    program: str
    feature: str
    state: str
    draft: bool
    """Whether it was asked for although something is missing."""
    ready: bool
    missing: tuple[Missing, ...]
    ga: date | None
    product: tuple[str, ...]
    cs: tuple[str, ...]
    ready_said: bool
    """Whether the file says who is ready, be it nobody."""
    ready_accounts: str
    """How many accounts are ready, in words: `2 accounts`."""
    adopters: tuple[Adopter, ...]
    frictions: tuple[Friction, ...]
    """The gravest first."""
    workarounds: tuple[Workaround, ...]
    phrases: tuple[Phrase, ...]
    measure_on: date | None
    """GA and 90 days (A-040)."""
    measure_late: bool
    """Whether that day is past and nothing is measured."""
    adoption: float | None
    """The share of users who had adopted it then, from 0 to 1."""
    adoption_others: float | None
    """The same share of comparable features."""
