"""Rules on the record of a session: that there is one, and that Product has read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.duties import owed
from codesign_cli.duties.sessions import READING_DAYS, session_title, took_place
from codesign_cli.model.derive import session_by_number
from codesign_cli.rules import Example, Hit, hit, rule
from codesign_cli.rules.expectation.naming import record_name, trouble, who

if TYPE_CHECKING:
    from codesign_cli.model.program import Program
    from codesign_cli.model.records import Record
    from codesign_cli.model.sessions import Session

_SESSION_2 = ("feedback[F02]", "feedback[F03]", "feedback[F04]")


@rule(
    "EXP420",
    "no-record",
    "error",
    "A-110",
    limits={"working_days": READING_DAYS},
    clauses={"no-record": "a session was held two working days ago and left no record"},
    why="What was not written down within two days is gone: what stays is an impression, and nobody can decide "
    "on an impression.",
    mend="Write down who met which friction where. In session 1 a correction of our understanding counts, in a later "
    "one a confirmation that something was fixed.",
    bad=(
        Example(
            "sessions:\n  - number: 2 # <-\n  - number: 3\n    answers:\n      F01: Temporary ones end by themselves",
            "no-record",
            drop=(*_SESSION_2, "sessions[3].answers.F02"),
        ),
        Example(
            "sessions:\n  - number: 2 # <-\n  - number: 3\n    answers:\n      F01: Temporary ones end by themselves",
            "no-record",
            as_of="2026-02-21",
            drop=(*_SESSION_2, "sessions[3].answers.F02", "sessions[2].opened", "sessions[2].attended"),
            note="nothing at all was recorded: this rule alone speaks",
        ),
    ),
    good=(
        Example(
            "sessions:\n  - number: 3\n    answers:\n      F01: Temporary ones end by themselves",
            as_of="2026-02-20",
            drop=(*_SESSION_2, "sessions[3].answers.F02"),
            note="two working days after a Wednesday is Friday, still in time",
        ),
        Example(
            "title: Bulk ownership transfer", drop=("feedback[F01]",), note="session 1 left a correction"
        ),
    ),
)
def no_record(program: Program, now: datetime, limits: Mapping[str, float]) -> Iterator[Hit]:
    """A session was held two working days ago and left no record."""
    for duty in owed(program, now, "EXP420", working_days=limits["working_days"]):
        session: Session = duty.subject  # type: ignore[assignment]  # the duties of EXP420 are about sessions
        if not duty.done and took_place(program, session, now):
            yield hit(
                duty.place,
                f"{session_title(program, session, now)} was held and left no record.",
                help=f"Let {who(program, 'cs')} write down who met which friction where, while it is fresh.",
                due=duty.due,
                clause="no-record",
            )


@rule(
    "EXP422",
    "unread-record",
    "error",
    "A-115",
    limits={"working_days": READING_DAYS},
    clauses={"unread": "a record has no reading by Product two working days after its session"},
    why="Product's first reading, made while the session is fresh, is what the next session builds on. A record "
    "that nobody has read comes back as a surprise at the debrief.",
    mend="Product writes `pm_read: incorporate`, `decline` or `investigate` on the record.",
    about="record",
    bad=(
        Example("feedback:\n  - id: F02 # <-", "unread", drop=("feedback[F02].pm_read",)),
        Example(
            "feedback:\n  - id: F02 # <-\n  - id: F04\n    pm_read: null # <-",
            "unread",
            as_of="2026-02-21",
            drop=("feedback[F02].pm_read", "feedback[F04].pm_read"),
            note="the day after the second working day",
        ),
    ),
    good=(
        Example(
            "title: Bulk ownership transfer",
            as_of="2026-02-20",
            drop=("feedback[F02].pm_read",),
            note="the second working day is still in time",
        ),
        Example("feedback:\n  - id: F02\n    pm_read: investigate", note="to investigate is a reading"),
    ),
)
def unread_record(program: Program, now: datetime, limits: Mapping[str, float]) -> Iterator[Hit]:
    """A record has no reading by Product two working days after its session."""
    for duty in owed(program, now, "EXP422", working_days=limits["working_days"]):
        record: Record = duty.subject  # type: ignore[assignment]  # the duties of EXP422 are about records
        if not duty.done:
            session = session_by_number(program, record.session)
            heard = f" ({session_title(program, session, now)})" if session else ""
            yield hit(
                duty.place,
                f"Product has not read {record_name(program, record)}{heard}: {trouble(record)}.",
                help=f"Let {who(program, 'product')} read it: `pm_read: incorporate`, `decline` or `investigate`.",
                due=duty.due,
                clause="unread",
            )
