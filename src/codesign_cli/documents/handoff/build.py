"""From a program to the facts of its hand-over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.documents.debrief.facts import Missing
from codesign_cli.documents.handoff.facts import Adopter, Friction, HandoffFacts, Phrase, Workaround
from codesign_cli.documents.words import account_name, people, say_date
from codesign_cli.duties import owed
from codesign_cli.duties.closing import release, was_told
from codesign_cli.duties.gates import says
from codesign_cli.model.values import says_something
from codesign_cli.say import count

if TYPE_CHECKING:
    from codesign_cli.model.accounts import Account
    from codesign_cli.model.closing import PreviewFlag
    from codesign_cli.model.program import Program
    from codesign_cli.model.records import Record

_SEVERITIES = ("blocker", "significant", "minor")
_WORKAROUND = "ship-with-workaround"


def build(program: Program, now: datetime, *, draft: bool = False) -> HandoffFacts:
    """The facts of the hand-over as of `now` (aware); `draft` asks for the whole page although something is missing."""
    gaps = tuple(_missing(program, now))
    outcomes = program.outcomes
    duty = next(iter(owed(program, now, "EXP455")), None)
    adopters = tuple(_adopter(program, account) for account in program.accounts)
    return HandoffFacts(
        audience="internal",
        program=program.title,
        feature=program.feature.name,
        state=program.state,
        draft=draft and bool(gaps),
        ready=not gaps,
        missing=gaps,
        ga=release(program),
        product=people(program, "product"),
        cs=people(program, "cs"),
        ready_said=_ready_said(program),
        ready_accounts=count(sum(each.ready for each in adopters), "account"),
        adopters=adopters,
        frictions=_frictions(program, now),
        workarounds=tuple(_workarounds(program)),
        phrases=tuple(_phrases(program)),
        measure_on=duty.due.last_day if duty else None,
        measure_late=duty is not None and not duty.done and duty.due.late(now),
        adoption=outcomes.adoption_90_days if outcomes else None,
        adoption_others=outcomes.adoption_others if outcomes else None,
    )


def _ready_said(program: Program) -> bool:
    """Whether the file says who is ready, be it an honest `none`."""
    return program.outcomes is not None and says_something(program.outcomes.ready)


def _missing(program: Program, now: datetime) -> Iterator[Missing]:
    """What keeps the hand-over from being given: no release yet, or something that only people know."""
    if program.state == "cancelled":
        fact = "The program is cancelled: nothing is released and nothing handed over."
        yield Missing("EXP449", "The release", fact, "Close the loop with `codesign debrief`.")
        return
    launch = release(program)
    if launch is None:
        yield Missing("EXP449", "The release", "GA has no date.", "Set `timeline.ga`.")
    elif now.date() < launch:
        fact = f"It is ahead, on {say_date(launch)}."
        yield Missing("EXP449", "The release", fact, "Hand over once it is out.")
    if not _ready_said(program):
        fact = "Nothing says which accounts are ready to adopt it."
        yield Missing("EXP455", "Who is ready", fact, "Write `outcomes.ready`, or `none`.")
    for record in program.feedback:
        if record.final is None:
            subject = f"{record.id} · {account_name(program, record.account)}"
            way = "Write `final` and `reason`."
            yield Missing("EXP424", subject, "It is not decided.", way, record.id, record.account)
    yield from _open_flags(program)


def _open_flags(program: Program) -> Iterator[Missing]:
    """Flags of the preview that nobody decided, and workarounds that nobody wrote down."""
    for flag in program.preview.flags if program.preview else ():
        subject = f"Flag · {account_name(program, flag.account)}"
        if flag.critical and flag.decision is None:
            fact, way = "It is critical and not decided.", "Write `decision`."
            yield Missing("EXP447", subject, fact, way, None, flag.account)
        elif flag.decision == _WORKAROUND and not says(flag.workaround):
            fact, way = "It ships with a workaround that nobody wrote down.", "Write `workaround`."
            yield Missing("EXP447", subject, fact, way, None, flag.account)


# Who adopts it


def _adopter(program: Program, account: Account) -> Adopter:
    return Adopter(
        id=account.id,
        name=account.name,
        ready=program.outcomes is not None and account.id in program.outcomes.ready,
        people=tuple(
            f"{person.name}, {person.title}" if person.title else person.name
            for person in account.participants
        ),
        csm=(account.csm.name,) if account.csm else people(program, "cs"),
        got=tuple(
            record.shipped
            for record in program.feedback
            if record.account == account.id
            and record.final == "incorporated"
            and record.shipped
            and says(record.shipped)
        ),
        left=account.left,
    )


# What still hurts


def _frictions(program: Program, now: datetime) -> tuple[Friction, ...]:
    found = [
        _friction(program, record, now, kind, account)
        for record in program.feedback
        for kind, account in _left_open(program, record)
    ]
    flags = program.preview.flags if program.preview else ()
    found += [_flag(program, flag, now) for flag in flags if _stays(flag)]
    return tuple(sorted(found, key=lambda each: _SEVERITIES.index(each.severity or "significant")))


def _left_open(program: Program, record: Record) -> tuple[tuple[str, str], ...]:
    """Why the trouble of a record is still there, and for which account; nothing where it is gone for all."""
    if record.final != "incorporated":
        return ((record.final or "undecided", record.account),)
    said: dict[str, bool] = {}
    for session in program.sessions:
        said |= session.confirmed.get(record.id, {})
    return tuple(("unconfirmed", account) for account, fixed in said.items() if not fixed)


def _friction(program: Program, record: Record, now: datetime, kind: str, account: str) -> Friction:
    return Friction(
        kind=kind,
        record=record.id,
        account=account_name(program, account),
        account_id=account,
        step=record.step if says(record.step) else None,
        what=record.friction,
        severity=record.severity,
        why=record.reason if kind in ("declined", "deferred") and says(record.reason) else None,
        told=record.told.on if record.told and was_told(record, now) else None,
        told_owed=kind in ("declined", "deferred"),
    )


def _stays(flag: PreviewFlag) -> bool:
    """Whether what was flagged at the preview is still there after the release."""
    return flag.decision == _WORKAROUND or flag.decision is None


def _flag(program: Program, flag: PreviewFlag, now: datetime) -> Friction:
    told = flag.told.on if flag.told else None
    return Friction(
        kind="flag",
        record=None,
        account=account_name(program, flag.account),
        account_id=flag.account or "",
        step=None,
        what=flag.issue or "no words for it",
        severity="blocker" if flag.critical else None,
        why="shipped with a workaround" if flag.decision == _WORKAROUND else None,
        told=told if told and told <= now.date() else None,
        told_owed=flag.decision == _WORKAROUND,
    )


# How accounts get by, and how they say it


def _workarounds(program: Program) -> Iterator[Workaround]:
    """Account by account: what we offered in a disagreement, at the preview, and what it does by itself."""
    for account in program.accounts:
        for choice in program.disagreements:
            text = choice.adaptation.get(account.id)
            if text and says(text):
                about = choice.about or ", ".join(choice.records)
                yield Workaround(account.name, account.id, "given", text, about)
        for flag in program.preview.flags if program.preview else ():
            if flag.account == account.id and flag.decision == _WORKAROUND and flag.workaround:
                yield Workaround(account.name, account.id, "preview", flag.workaround, flag.issue or "")
        for record in program.feedback:
            if record.account == account.id and record.signal == "workaround":
                source = "seen" if _left_open(program, record) else "mended"
                yield Workaround(account.name, account.id, source, record.friction, record.step or "")


def _phrases(program: Program) -> Iterator[Phrase]:
    """The customers' own words: from the records, and where they corrected our picture."""
    for record in program.feedback:
        if record.words and says(record.words):
            step = record.step if says(record.step) else None
            yield Phrase(record.words, account_name(program, record.account), step)
    for session in program.sessions:
        for each in session.corrections:
            if each.they_say and says(each.they_say):
                account = account_name(program, each.account)
                yield Phrase(each.they_say, account, f"we said: {each.we_said}" if each.we_said else None)
