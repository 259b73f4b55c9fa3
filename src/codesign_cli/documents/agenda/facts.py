"""What an agenda is made of, before a word of it is laid out."""

from __future__ import annotations

from datetime import date, datetime

from codesign_cli.documents.plan import Fixed
from codesign_cli.record import NamedTuple


class Guest(NamedTuple):
    """An account that takes part, with what has been counted of it in the sessions before this one."""

    id: str
    name: str
    people: tuple[str, ...]
    """Its participants, each with the title where one is written."""
    workflow: tuple[str, ...]
    """How its practitioner does the task today, as far as it is known."""
    records: int
    """Feedback records so far."""
    talk_minutes: int
    """Minutes of talk so far."""
    attended: int
    """Sessions so far in which it took part."""
    at: datetime | None = None
    """Its own start, where a session is held account by account."""


class Carried(NamedTuple):
    """A feedback record of an earlier session."""

    id: str
    session: int
    account: str
    """The account's name."""
    account_id: str
    step: str | None
    friction: str
    severity: str
    words: str | None
    pm_read: str | None
    final: str | None
    from_change: str | None
    state: str
    """`open`; `unconfirmed` (answered, nobody said whether it holds); `not-fixed`; `undecided` (its account
    confirmed the answer, Product's decision is owed); `settled`."""
    not_fixed_for: tuple[tuple[str, str], ...] = ()
    """The accounts (id, name) that last said that the answer does not hold for them."""


class Answer(NamedTuple):
    """A record that this session's revision answers."""

    record: Carried
    change: str
    """What the revision changes."""
    confirmed: tuple[tuple[str, bool], ...]
    """What each account said, by name, where the session was held."""


class Case(NamedTuple):
    """Why an account comes to an extra session."""

    account_id: str
    account: str
    unresolved: str


class Mended(NamedTuple):
    """Where our understanding of the problem was off."""

    session: int
    account: str
    we_said: str
    they_say: str


class ParkedIdea(NamedTuple):
    """An idea outside the scope."""

    session: int | None
    account: str
    idea: str
    passed_to: str | None


class Share(NamedTuple):
    """The part of a block that one account or record gets."""

    key: str
    """The account's or record's id."""
    title: str
    minutes: int | None
    """None where the block is too short to be shared out."""


class Step(NamedTuple):
    """One block of the agenda; the blocks follow each other and add up to the session."""

    kind: str
    title: str
    start: datetime | None
    """None where the session has no single start."""
    offset: int
    """Minutes after the session's start."""
    minutes: int
    owners: tuple[str, ...]
    parts: tuple[Share, ...]


class Next(NamedTuple):
    """What comes after this session."""

    kind: str
    """`session` or `debrief`."""
    number: int | None
    purpose: str | None
    at: datetime | None
    """The earliest start."""
    own_times: bool
    """Whether its accounts have starts of their own."""
    minutes: int | None
    changes: tuple[tuple[str, str], ...]
    """Records that the next session answers, each with what changes."""
    cases: tuple[tuple[str, str], ...]
    """The accounts that an extra session is for, each with what is unresolved."""


class AgendaFacts(NamedTuple):
    """The facts of one session's agenda, for the people who run it."""

    audience: str
    """`internal`: it names accounts and what they said."""
    program: str
    feature: str
    problem: str
    state: str
    scale: str
    session: int
    purpose: str
    format: str
    took_place: bool
    """False only where the file says that it did not."""
    start: datetime | None
    """The earliest start."""
    timezone: str
    minutes: int
    minutes_assumed: bool
    """Whether the file names no length."""
    states_model: bool
    """Whether the opening tells the whole model of taking part: the first session."""
    facilitator: tuple[str, ...]
    presenter: tuple[str, ...]
    """Who leads the session."""
    decider: tuple[str, ...]
    """Who says that Product decides."""
    observers: tuple[str, ...]
    in_scope: tuple[str, ...]
    out_of_scope: tuple[str, ...]
    constraints: tuple[Fixed, ...]
    influence: tuple[str, ...]
    """Where customers do shape the design."""
    shows: str | None
    questions: tuple[str, ...]
    guests: tuple[Guest, ...]
    """In the order in which they are asked: the quietest first."""
    quietest: str | None
    """The account that has given least so far, where the counts tell one; it is asked first."""
    loudest: str | None
    """The account that has given most so far."""
    talk_total: int
    """Minutes of talk recorded so far, of all accounts."""
    steps: tuple[Step, ...]
    left_out: tuple[str, ...]
    """Titles of blocks for which the session is too short."""
    answers: tuple[Answer, ...]
    carried: tuple[Carried, ...]
    """The other records of earlier sessions that belong into this one."""
    cases: tuple[Case, ...]
    corrections: tuple[Mended, ...]
    """Of earlier sessions; of this one once it was held."""
    parked: tuple[ParkedIdea, ...]
    record_format_agreed: date | None
    reading_due: date | None
    """The day by which Product reads this session's records."""
    next: Next
    debrief: datetime | None
