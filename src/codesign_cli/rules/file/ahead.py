"""The rule of tenses: what the file says is done does not lie ahead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from codesign_cli.model.derive import moment, number_of, session_start
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.when import say_day

if TYPE_CHECKING:
    from codesign_cli.model.program import Program

_SENT = """\
invitation:
  sent: 2026-02-24 # <-
"""
_SHARED = """\
preview:
  planned: 2026-04-16
  shared: 2026-04-16 # <-
"""
_TOLD = """\
feedback:
  - id: F04
    final: declined
    decided: 2026-02-20
    reason: "Names come from the directory, which shows the same list everywhere"
    told:
      on: 2026-03-24 # <-
      by: cs
      how: call
"""
_HELD = """\
sessions:
  - number: 3
    held: true # <-
"""
_RECORD = """\
feedback:
  - id: F05
    session: 3 # <-
    account: corvus
    step: Choosing new owners
    friction: The list of owners starts at the top again after each task
    severity: minor
"""
_DONE = """\
parked:
  - session: 2
    account: northwind
    idea: Rebuild the dashboard
    redirected_by: cs
    passed_to: Dashboard board
    acknowledged: 2026-02-25 # <-
"""
_TODAY = """\
feedback:
  - id: F04
    decided: 2026-02-23
"""
_PLANNED = """\
preview:
  planned: 2026-04-16
debrief:
  at: 2026-04-21T16:00
"""

Done = tuple[object, str | tuple[str, ...], str, str, date | datetime | None, str]
"""A part and its key, what is said to be done there, of whom (`{}`), when, and which clause it belongs to."""


@rule(
    "FIL015",
    "not-yet-happened",
    "info",
    "X",
    clauses={
        "sent": "something sent that lies ahead",
        "shared": "a preview shared that lies ahead",
        "told": "an account told on a day that lies ahead",
        "held": "a session held that lies ahead",
        "record": "a record of a session that lies ahead",
        "done": "anything else that is done and lies ahead: decided, agreed, checked, acknowledged, joined, left …",
    },
    why="What is written as done counts as done, and its duty is no longer told. If the day slips, nobody notices.",
    mend="Write it as planned where there is a `planned`, else when it has happened.",
    bad=(
        Example(_SENT, "sent"),
        Example(_SHARED, "shared"),
        Example(_TOLD, "told"),
        Example(_HELD, "held"),
        Example(_RECORD, "record"),
        Example(_DONE, "done"),
    ),
    good=(
        Example(_TODAY, note="today is not ahead"),
        Example(_PLANNED, note="planned is the word for it"),
    ),
)
def not_yet_happened(program: Program, now: datetime) -> Iterator[Hit]:
    """Something that the file says is done has a day that lies ahead."""
    for node, keys, what, whose, value, clause in _done(program):
        if value is None:
            continue
        ahead = moment(program, value) > now if isinstance(value, datetime) else value > now.date()
        if ahead:
            day = moment(program, value).date() if isinstance(value, datetime) else value
            planned = clause == "shared" or what == "The invitation was sent"
            yield hit(
                at(node, *((keys,) if isinstance(keys, str) else keys)),
                f"{what.format(whose)} on {say_day(day, now)}, which lies ahead.",
                help="Write that day as `planned` until it has happened." if planned else _WAIT,
                clause=clause,
            )
    yield from _sessions(program, now)


_WAIT = "Write it when it has happened; what is only planned is not done."


def _sessions(program: Program, now: datetime) -> Iterator[Hit]:
    """Sessions that were held, or have records, before their time."""
    ahead: dict[int, date] = {}
    for session in program.sessions:
        start, number = session_start(program, session), number_of(program, session)
        if start is None or start <= now:
            continue
        ahead.setdefault(number, start.date())
        if session.held:
            yield hit(
                at(session, "held"),
                f"Session {number} was held, and it is on {say_day(start.date(), now)}, which lies ahead.",
                help="Leave `held` out: it is true by itself once the session is over.",
                clause="held",
            )
    for record in program.feedback:
        if record.session in ahead:
            day = say_day(ahead[record.session], now)
            yield hit(
                at(record, "session"),
                f"{record.id} is a record of session {record.session} on {day}, which lies ahead.",
                help="Correct the session's number or its day.",
                clause="record",
            )


def _done(program: Program) -> Iterator[Done]:
    """Everything that a file may say is done, with its day."""
    for node, what in (
        (program.invitation, "The invitation was sent"),
        (program.brief, "The brief was sent"),
        (program.recognition, "The thanks were sent"),
        (program.share_back, "The share-back was sent"),
    ):
        if node is not None:
            yield node, "sent", what, "", node.sent, "sent"
    agreed = program.feedback_format
    if agreed is not None:
        yield agreed, "agreed", "The form of a record was agreed", "", agreed.agreed, "done"
    guardrails = program.guardrails
    if guardrails is not None:
        published = guardrails.criteria_published
        yield guardrails, "criteria_published", "The criteria were published", "", published, "done"
    for training in program.internal.trained if program.internal else ():
        yield training, "on", "{} was trained", training.team or "A team", training.on, "done"
    yield from _of_accounts(program)
    yield from _of_records(program)
    yield from _of_closing(program)


def _of_accounts(program: Program) -> Iterator[Done]:
    """What is done about accounts and with them."""
    for account in (*program.accounts, *program.candidates):
        name = account.name
        checked = "The health of {} was checked"
        yield account, "health_checked", checked, name, account.health_checked, "done"
        for check in account.health_history:
            yield check, "on", checked, name, check.on, "done"
        yield account, "joined", "{} joined", name, account.joined, "done"
        yield account, "left", "{} left", name, account.left, "done"
    for note in program.notes.relational if program.notes else ():
        yield note, "on", "A note was taken", "", note.on, "done"


def _of_records(program: Program) -> Iterator[Done]:
    """What is done about records, parked ideas, disagreements and memos."""
    names = {account.id: account.name for account in program.accounts}
    for record in program.feedback:
        yield record, "decided", "{} was decided", record.id, record.decided, "done"
        if record.told is not None:
            told = f"{names.get(record.account, record.account)} was told about {record.id}"
            yield record, ("told", "on"), "{}", told, record.told.on, "told"
    for idea in program.parked:
        yield idea, "acknowledged", "A parked idea was acknowledged", "", idea.acknowledged, "done"
    for disagreement in program.disagreements:
        for account, day in disagreement.told.items():
            who = names.get(account, account)
            yield disagreement, ("told", account), "{} was told about the choice", who, day, "told"
    for memo in program.memos:
        yield memo, "on", "A memo was written", "", memo.on, "done"
        if memo.told is not None:
            yield memo, "told", "A memo was told", "", memo.told.on, "told"


def _of_closing(program: Program) -> Iterator[Done]:
    """What is done at the end: preview, flags, made-up calls, summary."""
    preview, debrief = program.preview, program.debrief
    names = {account.id: account.name for account in program.accounts}
    if preview is not None:
        yield preview, "shared", "The preview was shared", "", preview.shared, "shared"
        for flag in preview.flags:
            yield flag, "decided", "A flag was decided", "", flag.decided, "done"
            if flag.told is not None:
                yield flag, "told", "A workaround was told", "", flag.told.on, "told"
    if debrief is not None:
        for account, day in debrief.made_up.items():
            who = names.get(account, account)
            yield debrief, ("made_up", account), "{} had its own debrief call", who, day, "done"
        yield debrief, "summary_sent", "The summary was sent", "", debrief.summary_sent, "sent"
