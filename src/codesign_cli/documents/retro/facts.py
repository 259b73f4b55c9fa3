"""What a retrospective is made of, before a word of it is laid out."""

from __future__ import annotations

from datetime import date, datetime

from codesign_cli.record import NamedTuple


class Seen(NamedTuple):
    """A finding of a rule, as it is talked about."""

    code: str
    name: str
    severity: str
    discipline: str
    message: str
    waived: bool
    account: str
    """The id of the account it is about; empty where it is about none."""


class Discipline(NamedTuple):
    """What the rules of one discipline found."""

    name: str
    """`scope`, `cohort`, `role`, `expectation`."""
    errors: int
    warnings: int
    infos: int
    findings: tuple[Seen, ...]


class Mode(NamedTuple):
    """One of the failure modes, with its signs in this program."""

    name: str
    what: str
    discipline: str
    signs: tuple[Seen, ...]
    """What the rules that have to do with it found; empty where nothing shows it."""
    fixes: tuple[str, ...]


class SessionRow(NamedTuple):
    """What one session gave."""

    number: int
    purpose: str
    day: date | None
    took_place: bool
    invited: int
    came: int
    """How many accounts."""
    records: int
    blockers: int
    corrections: int
    parked: int


class AccountRow(NamedTuple):
    """What one account gave."""

    id: str
    name: str
    sessions: int
    """How many it attended."""
    records: int
    talk_minutes: int
    not_taken: int
    """How many of its records were deferred or declined."""
    dominant: bool
    """Whether a rule found that it gave most of it (COH217)."""
    silent: bool
    """Whether a rule found that it came and said nothing, or stayed away (COH218)."""
    silent_in: int
    """In how many sessions."""
    left: date | None


class Rate(NamedTuple):
    """A part of a whole: `2 of 8 records`."""

    key: str
    """`read`, `reversed`, `not_taken`, `undecided`, `told`, `parked`, `debriefed`."""
    part: int
    whole: int


class Form(NamedTuple):
    """How the records were kept."""

    agreed: date | None
    records: int
    without_step: int
    with_words: int
    vague: int
    """How many a rule found to say nothing exact (EXP421)."""
    blockers: int
    significant: int
    minor: int


class Invited(NamedTuple):
    """How the program was invited to."""

    sent: date | None
    findings: tuple[Seen, ...]
    """What the rules found in the invitation."""
    refused: tuple[str, ...]
    """The names of candidates that declined."""


class Answer(NamedTuple):
    """One of the four questions, and what the file already answers."""

    key: str
    """`useful`, `record_format`, `selection`, `invitation`: the key under `retrospective`."""
    answers: tuple[str, ...]
    stated: bool
    """Whether it is answered, be it by an honest `none`."""


class Stretch(NamedTuple):
    """One block of the running order."""

    kind: str
    """`figures`, one of the four questions, `modes`, `change`."""
    title: str
    start: datetime | None
    offset: int
    """Minutes after the start."""
    minutes: int
    owners: tuple[str, ...]


class RetroFacts(NamedTuple):
    """The facts of a program's retrospective, for the people who ran it."""

    audience: str
    program: str
    feature: str
    state: str
    at: datetime | None
    timezone: str
    minutes: int
    minutes_assumed: bool
    held: bool
    """Whether it lies behind."""
    due: date | None
    """The last day on which it is in time; None without a release."""
    ga: date | None
    over: bool
    """Whether the program itself is over: released, or cancelled."""
    attend: tuple[str, ...]
    """Product, CS and Engineering, by name."""
    steps: tuple[Stretch, ...]
    """The running order; it adds up to `minutes`."""
    sessions: tuple[SessionRow, ...]
    accounts: tuple[AccountRow, ...]
    rates: tuple[Rate, ...]
    form: Form
    invited: Invited
    gates: tuple[Seen, ...]
    """Gates that accounts do not pass."""
    modes: tuple[Mode, ...]
    disciplines: tuple[Discipline, ...]
    answers: tuple[Answer, ...]
    """The four questions."""
    carried_over: tuple[str, ...]
    """What the retrospective before this program asked to change."""
    change: tuple[str, ...]
    """What this one asks to change."""
