"""Deadlines of the gates before the first invitation, and of what a session needs to begin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from codesign_cli.duties import Duty, deadline
from codesign_cli.finding import at
from codesign_cli.model.derive import (
    active_accounts,
    ga,
    moment,
    number_of,
    session_by_number,
    session_start,
    timeline_start,
)
from codesign_cli.once import once
from codesign_cli.when import Due

if TYPE_CHECKING:
    from codesign_cli.model.accounts import Account
    from codesign_cli.model.program import Program
    from codesign_cli.model.sessions import Session

FEWEST_ACCOUNTS = 3
"""A cohort below this is no cohort (A-003)."""
FEWEST_SESSIONS = 3
"""The fewest sessions that a co-design plans (A-072)."""
FRESH_DAYS = 30
"""How old a health check may be at session 1, in days (our own judgement)."""
FEWEST_STEPS = 2
"""A described workflow has at least so many steps (A-054, the number is our own)."""

_NO_ANSWER = ("none", "nothing", "n/a", "tbd", "todo", "to be decided", "?", "-", "...")
"""What stands where an answer should, and is none."""

_DESCRIBED = ("described", "in words", "plain words", "plain language", "verbal", "by word of mouth")
_SEEN = (
    *(
        "prototype",
        "mock",
        "wireframe",
        "screen",
        "click",
        "sketch",
        "draw",
        "diagram",
        "slide",
        "board",
        "demo",
    ),
    *(
        "build",
        "video",
        "picture",
        "image",
        "figma",
        "page",
        "design",
        "form",
        "table",
        "sheet",
        "map",
        "chart",
    ),
)
"""What makes something shown more than a description."""


@once
def in_english(program: Program) -> bool:
    """Whether the texts are English: what depends on words is silent in any other language."""
    return program.language.partition("-")[0].casefold() == "en"


@once
def gates_due(program: Program) -> Due | None:
    """When the gates are due: the first invitation sent or planned, or the start, whichever is first.

    None for a file with none of these dates, which owes nothing yet, and for a cancelled program, which
    owes the debrief, the summary and the calls and no gate any more (readings.md, Time).
    """
    if program.state == "cancelled":
        return None
    invitation = program.invitation
    days = [day for day in (invitation and invitation.sent, invitation and invitation.planned) if day]
    start = timeline_start(program)
    if start is not None:
        days.append(start)
    return Due(min(days)) if days else None


def says(text: str | None) -> bool:
    """Whether a text says anything: it is there, not blank, and no stand-in such as `tbd` or `n/a`."""
    return text is not None and text.strip().rstrip(".!").casefold() not in ("", *_NO_ANSWER)


def steps(workflow: Iterable[str]) -> int:
    """How many steps a described workflow has, blank entries aside; an honest `none` has none."""
    return sum(1 for step in workflow if step.strip())


def stated(items: tuple[str, ...]) -> bool:
    """Whether a list that must say something does: an entry that is not blank, or an honest `none`."""
    from codesign_cli.model.values import Nothing

    return isinstance(items, Nothing) or any(item.strip() for item in items)


@once
def cohort(program: Program, now: datetime) -> tuple[Account, ...]:
    """The accounts that have not left as of `now`; the gates ask about these."""
    return active_accounts(program, now.date())


def cohort_until_release(program: Program, now: datetime) -> tuple[Account, ...]:
    """The accounts that have not left as of `now`, or as of GA once that is over: who leaves later took part."""
    release = ga(program)
    return active_accounts(program, now.date() if release is None else min(now.date(), release))


def per_account(program: Program, now: datetime) -> Iterator[tuple[Account, Due]]:
    """Each account with the day of its gates: the program's, for one that came later the day it joined."""
    due = gates_due(program)
    for account in cohort(program, now) if due else ():
        assert due is not None
        day = _not_before(due.day, account)
        yield account, due if day == due.day else Due(day)


def _not_before(day: date, account: Account) -> date:
    return max(day, account.joined) if account.joined else day


@deadline("SCO105")
def boundary(program: Program, now: datetime) -> Iterator[Duty]:
    """What is in scope and what is not, said by the gates' day."""
    due = gates_due(program)
    feature = program.feature
    if due:
        owner = "product"
        place = at(feature, "in_scope")
        yield Duty("SCO105", "say what is in scope", owner, due, stated(feature.in_scope), place, "in-scope")
        place = at(feature, "out_of_scope")
        yield Duty(
            "SCO105",
            "say what is out of scope",
            owner,
            due,
            stated(feature.out_of_scope),
            place,
            "out-of-scope",
        )


@deadline("SCO110")
def enough_sessions(program: Program, now: datetime) -> Iterator[Duty]:
    """Three planned sessions before the timeline starts."""
    start = timeline_start(program)
    if start and program.state != "cancelled":
        done = len(program.sessions) >= FEWEST_SESSIONS
        yield Duty(
            "SCO110", "plan three sessions", "product", Due(start, "before"), done, at(program, "sessions")
        )


def _due_at_session(program: Program, *numbers: int) -> Iterator[tuple[Session, Due]]:
    """The sessions of these numbers that were not called off, with their start as the due moment."""
    for session in program.sessions if program.state != "cancelled" else ():
        start = session_start(program, session)
        if start and session.held is not False and number_of(program, session) in numbers:
            yield session, Due(start.date(), "at", start)


@deadline("SCO114")
def something_to_show(program: Program, now: datetime) -> Iterator[Duty]:
    """Something to react to on screen when session 2 or 3 begins."""
    for session, due in _due_at_session(program, 2, 3):
        name = f"say what session {number_of(program, session)} shows"
        clause = "only-described" if says(session.shows) else "nothing-shown"
        done = says(session.shows) and (program.scale == "minimum" or not _only_described(program, session))
        yield Duty("SCO114", name, "product", due, done, at(session, "shows"), clause, session)


def _only_described(program: Program, session: Session) -> bool:
    """Whether what a session shows is told in words alone: it says so, and names nothing that can be seen."""
    text = (session.shows or "").casefold()
    return in_english(program) and any(w in text for w in _DESCRIBED) and not any(w in text for w in _SEEN)


@deadline("SCO115")
def answers_named(program: Program, now: datetime) -> Iterator[Duty]:
    """The records that the revision answers, named when session 3 begins."""
    for session, due in _due_at_session(program, 3):
        name = "name the records that session 3 answers"
        yield Duty(
            "SCO115", name, "product", due, bool(session.answers), at(session, "answers"), subject=session
        )


@deadline("COH201")
def enough_accounts(program: Program, now: datetime) -> Iterator[Duty]:
    """Three accounts by the gates' day; those that left are not counted."""
    due = gates_due(program)
    if due:
        done = len(cohort_until_release(program, now)) >= FEWEST_ACCOUNTS
        yield Duty(
            "COH201", "find at least three accounts", "cs", due, done, at(program, "accounts"), "too-few"
        )


@deadline("COH203")
def health_known(program: Program, now: datetime) -> Iterator[Duty]:
    """The health of each account by the gates' day."""
    for account, due in per_account(program, now):
        name = f"say how healthy {account.name} is"
        yield Duty(
            "COH203", name, "cs", due, account.health is not None, at(account, "health"), subject=account
        )


@deadline("COH204")
def health_fresh(program: Program, now: datetime, days: float = FRESH_DAYS) -> Iterator[Duty]:
    """A dated health check by the gates' day, and at session 1 one that is at most so many days old."""
    for account, due in per_account(program, now):
        checked = account.health_checked
        place = at(account, "health_checked")
        name = f"date the health check of {account.name}"
        yield Duty("COH204", name, "cs", due, checked is not None, place, "undated", account)
        start = first_start(program, account)
        if checked and start:
            done = (start.date() - checked).days <= days
            name = f"check the health of {account.name} again"
            yield Duty("COH204", name, "cs", Due(start.date(), "at", start), done, place, "stale", account)


@once
def first_start(program: Program, account: Account) -> datetime | None:
    """When session 1 starts for an account, aware; None where it has no time or was called off."""
    session = session_by_number(program, 1)
    if session is None or session.held is False:
        return None
    if isinstance(session.at, dict) and account.id in session.at:
        return moment(program, session.at[account.id])
    return session_start(program, session)


@deadline("COH207")
def acuity_shown(program: Program, now: datetime) -> Iterator[Duty]:
    """How acute the problem is for each account, and what shows it, by the gates' day."""
    for account, due in per_account(program, now):
        evidence = says(account.acuity_evidence)
        name = f"say what shows that {account.name} has the problem now"
        if account.acuity is None:
            clause, key = ("no-acuity" if evidence else "neither"), "acuity"
        else:
            clause, key = "no-evidence", "acuity_evidence"
        done = evidence and account.acuity is not None
        yield Duty("COH207", name, "cs", due, done, at(account, key), clause, account)


@deadline("COH209")
def workflow_described(program: Program, now: datetime) -> Iterator[Duty]:
    """Someone of each account who describes how the work is done today, by the gates' day."""
    for account, due in per_account(program, now):
        done = any(steps(person.current_workflow) for person in account.participants)
        alone = account.participants[0] if len(account.participants) == 1 else None
        place = at(alone, "current_workflow") if alone else at(account, "participants")
        name = f"write down how {account.name} does the work today"
        yield Duty("COH209", name, "cs", due, done, place, subject=account)


@deadline("COH210")
def workflow_in_steps(program: Program, now: datetime, fewest: float = FEWEST_STEPS) -> Iterator[Duty]:
    """At least so many steps in the longest workflow that an account describes, by the gates' day."""
    for account, due in per_account(program, now):
        most, longest = max(
            ((steps(person.current_workflow), person) for person in account.participants),
            key=lambda pair: pair[0],
            default=(0, None),
        )
        if most:
            name = f"write down each step of the work at {account.name}"
            place = at(longest, "current_workflow")
            yield Duty("COH210", name, "cs", due, most >= fewest, place, subject=account)


@deadline("COH212")
def participant_named(program: Program, now: datetime) -> Iterator[Duty]:
    """Who comes for each account once the brief went out; without notice, for before that nothing is owed."""
    sent = program.brief.sent if program.brief else None
    if sent is None or program.state == "cancelled":
        return
    for account in cohort(program, now):
        due = Due(_not_before(sent, account), notice=False)
        name = f"name who comes for {account.name}"
        yield Duty(
            "COH212",
            name,
            "cs",
            due,
            bool(account.participants),
            at(account, "participants"),
            subject=account,
        )
