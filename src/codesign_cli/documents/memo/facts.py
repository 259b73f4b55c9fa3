"""What a decision memo is made of, before a word of it is laid out."""

from __future__ import annotations

from datetime import date

from codesign_cli.documents.debrief.facts import Missing
from codesign_cli.record import NamedTuple


class Behind(NamedTuple):
    """One record that a memo rests on."""

    id: str
    session: int
    account: str
    friction: str
    severity: str
    final: str | None


class Contradiction(NamedTuple):
    """A disagreement between accounts that a memo's records are part of."""

    about: str
    wanted: tuple[tuple[str, str], ...]
    """Account and what it wanted."""
    built_for: str | None
    because: str | None


class Memo(NamedTuple):
    """One memo."""

    number: int
    """Its place in the file, from 1."""
    theme: str | None
    on: date | None
    by: tuple[str, ...]
    heard: str | None
    believe: str | None
    will_change: tuple[str, ...]
    change_said: bool
    """Whether the file says what changes, be it an honest `none`."""
    will_not_change: tuple[str, ...]
    stay_said: bool
    """Whether the file says what stays, be it an honest `none`."""
    would_change_our_mind: str | None
    evidence: str | None
    """`strong` or `anecdote`, as the file says."""
    accounts: tuple[str, ...]
    """The names of the accounts behind its records."""
    records: tuple[Behind, ...]
    contradictions: tuple[Contradiction, ...]
    triage: str | None
    """`act-now`, `discover`, `decline`."""
    told: date | None
    missing: tuple[Missing, ...]
    """Which of its parts are not written."""


class MemoFacts(NamedTuple):
    """The memos of a program, for the people who decide; they name accounts and records."""

    audience: str
    program: str
    feature: str
    draft: bool
    """Whether it was asked for although something is missing."""
    ready: bool
    """Whether there is a memo and nothing is missing in any that is shown."""
    missing: tuple[Missing, ...]
    memos: tuple[Memo, ...]
