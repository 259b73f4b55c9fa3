"""From a program and what the rules find in it to the facts of its retrospective."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from codesign_cli.documents.retro.counts import account_row, form_of, rates_of, session_row
from codesign_cli.documents.retro.facts import Answer, Discipline, Invited, Mode, RetroFacts, Seen, Stretch
from codesign_cli.documents.timing import Want, share
from codesign_cli.documents.words import people
from codesign_cli.duties import owed
from codesign_cli.duties.after import QUESTIONS
from codesign_cli.duties.closing import release
from codesign_cli.duties.gates import stated
from codesign_cli.model import derive

if TYPE_CHECKING:
    from codesign_cli.finding import Finding
    from codesign_cli.model.program import Program

MINUTES = 60
"""The length of a retrospective that names none (A-162)."""
DISCIPLINES = ("scope", "cohort", "role", "expectation")
GATES = frozenset(
    ("COH202", "COH203", "COH205", "COH206", "COH207", "COH209", "COH210", "COH211", "COH213", "COH216")
)
"""The rules on the gates that an account passes before it is invited."""


def build(program: Program, now: datetime, findings: Iterable[Finding] = ()) -> RetroFacts:
    """The facts of the retrospective as of `now` (aware); `findings` are what all rules find in the program."""
    told = tuple(findings)
    seen = tuple(_seen(finding) for finding in told if finding.covered_by is None)
    retrospective = program.retrospective
    written = retrospective.minutes if retrospective else None
    minutes = MINUTES if written is None else written
    at = derive.moment(program, retrospective.at) if retrospective and retrospective.at else None
    launch = release(program)
    sent = program.invitation.sent if program.invitation else None
    return RetroFacts(
        audience="internal",
        program=program.title,
        feature=program.feature.name,
        state=program.state,
        at=at,
        timezone=program.timezone,
        minutes=minutes,
        minutes_assumed=written is None,
        held=at is not None and derive.after(at, minutes) <= now,
        due=_due(program, now),
        ga=launch,
        over=program.state == "cancelled" or (launch is not None and launch <= now.date()),
        attend=_attend(program),
        steps=_steps(program, minutes, at),
        sessions=tuple(session_row(program, session, now) for session in program.sessions),
        accounts=tuple(account_row(program, account, seen, now) for account in program.accounts),
        rates=rates_of(program, now),
        form=form_of(program, seen),
        invited=Invited(
            sent if sent and sent <= now.date() else None,
            tuple(_seen(each) for each in told if each.path.startswith("invitation") and each.shown),
            tuple(each.name for each in program.candidates if each.outcome == "declined"),
        ),
        gates=tuple(each for each in seen if each.code in GATES),
        modes=_modes(seen),
        disciplines=tuple(_discipline(name, seen) for name in DISCIPLINES),
        answers=tuple(_answer(program, key) for key in QUESTIONS),
        carried_over=tuple(program.carried_over),
        change=tuple(retrospective.change) if retrospective else (),
    )


def _seen(finding: Finding) -> Seen:
    return Seen(
        finding.code,
        finding.name,
        finding.severity,
        finding.discipline,
        finding.message,
        finding.waived,
        finding.account,
    )


def _due(program: Program, now: datetime) -> date | None:
    return next((duty.due.last_day for duty in owed(program, now, "EXP452")), None)


def _attend(program: Program) -> tuple[str, ...]:
    """Product, CS with the accounts' own CSMs, and Engineering; the function where nobody is named for it."""
    team = program.team
    csms = tuple(account.csm.name for account in program.accounts if account.csm)
    engineering = () if team and not team.engineering else people(program, "engineering")
    everybody = (*people(program, "product"), *people(program, "cs"), *csms, *engineering)
    return tuple(dict.fromkeys(everybody))


def _steps(program: Program, minutes: int, at: datetime | None) -> tuple[Stretch, ...]:
    """The running order: the figures, the four questions, the failure modes, what changes; adds up to `minutes`."""
    product, cs = people(program, "product"), people(program, "cs")
    both = tuple(dict.fromkeys((*product, *cs)))
    plans = (
        ("figures", "What the file says", 6, 4, False, cs),
        ("useful", "What the sessions gave", 11, 1, True, product),
        ("record_format", "How the records served", 9, 2, False, product),
        ("selection", "Whether these were the right accounts", 11, 1, True, cs),
        ("invitation", "What the invitation should say", 8, 2, False, cs),
        ("modes", "Signs of going wrong", 6, 3, False, both),
        ("change", "What changes next time", 9, 0, True, both),
    )
    lengths = share([Want(key, wished, rank, grows) for key, _, wished, rank, grows, _ in plans], minutes)
    found: list[Stretch] = []
    offset = 0
    for key, title, _, _, _, owners in plans:
        if key in lengths:
            start = derive.after(at, offset) if at else None
            found.append(Stretch(key, title, start, offset, lengths[key], owners))
            offset += lengths[key]
    return tuple(found)


def _modes(seen: tuple[Seen, ...]) -> tuple[Mode, ...]:
    """The failure modes that `explain` tells, each with what the rules named there found."""
    from codesign_cli.documents.glossary import FailureMode
    from codesign_cli.documents.glossary_data import FAILURE_MODES

    found = []
    for entry in FAILURE_MODES:
        if isinstance(entry.body, FailureMode):
            codes = frozenset(entry.rules.split())
            signs = tuple(each for each in seen if each.code in codes)
            found.append(Mode(entry.name, entry.body.what, entry.body.discipline, signs, entry.body.fixes))
    return tuple(found)


def _discipline(name: str, seen: tuple[Seen, ...]) -> Discipline:
    own = tuple(each for each in seen if each.discipline == name)
    levels = [each.severity for each in own]
    return Discipline(name, levels.count("error"), levels.count("warning"), levels.count("info"), own)


def _answer(program: Program, key: str) -> Answer:
    written: tuple[str, ...] = getattr(program.retrospective, key) if program.retrospective else ()
    return Answer(key, tuple(text for text in written if text.strip()), stated(written))
