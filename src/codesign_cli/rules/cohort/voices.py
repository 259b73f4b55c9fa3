"""Cohort rules on who is heard: one account that gives most of it, and accounts that say nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from codesign_cli.duties.gates import FEWEST_ACCOUNTS, cohort
from codesign_cli.duties.sessions import READING_DAYS, session_title, took_place
from codesign_cli.figures import over, share_said
from codesign_cli.model.derive import accounts_by_id, invited_accounts, moment, number_of, session_times
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.say import listed, number_word
from codesign_cli.when import add_working_days

if TYPE_CHECKING:
    from codesign_cli.model.accounts import Account
    from codesign_cli.model.program import Program
    from codesign_cli.model.sessions import Session

LARGEST_SHARE = 1 / 2
"""The share of the records or of the talk time that one account may have (X-011)."""
FEWEST_MISSED = 2
"""From so many missed sessions in a row on an account counts as silent (own judgement)."""
FEWEST_RECORDS = 3
"""With fewer records than this nobody's share says anything (own judgement)."""

_TALK = "sessions:\n  - number: 1\n    talk_minutes:\n"
_ONE_MORE = """\
feedback:
  - id: F05
    session: 2
    account: northwind
    step: Selecting a leaver's tasks
    friction: "The filter forgets its project after each pass"
    severity: minor
    pm_read: investigate
"""


@rule(
    "COH217",
    "dominant-account",
    "warning",
    "A-108",
    limits={"share": LARGEST_SHARE, "records": FEWEST_RECORDS},
    about="account",
    clauses={
        "records": "one account gives more than half of all records, with three or more present",
        "talk": "one account takes more than half of the talk time of a session, with three or more present",
    },
    why="In nearly every group somebody is loud, and the others leave it at that. The loud account is seldom the "
    "typical one, and a feature built on its records is built for it alone.",
    mend="Ask the quiet ones first in the next session, one by one, and give each a walk-through of its own.",
    bad=(
        Example("accounts:\n  - id: northwind # <-\n" + _ONE_MORE, "records", note="three of five"),
        Example(
            _TALK + "      northwind: 31 # <-\n      halden: 15\n      corvus: 15\n",
            "talk",
            note="31 of 61 minutes",
        ),
    ),
    good=(
        Example("accounts:\n  - id: northwind\n", note="two of four records are exactly half"),
        Example(_TALK + "      northwind: 30\n      halden: 15\n      corvus: 15\n", note="exactly half"),
        Example(
            "sessions:\n  - number: 1\n    invited: [northwind, halden]\n"
            "    talk_minutes: {northwind: 40, halden: 10}\n",
            drop=("sessions[1].attended.corvus",),
            note="of two, one always talks more",
        ),
    ),
)
def dominant_account(program: Program, now: datetime, limits: Mapping[str, float]) -> Iterator[Hit]:
    """Finds an account that gives more than half of the records, or of the talk time of a session."""
    known, share = accounts_by_id(program), limits["share"]
    sessions = [session for session in program.sessions if took_place(program, session, now)]
    number = Counter(record.account for record in program.feedback)
    present = {account for session in sessions for account in _present(session)} | set(number)
    loud = _loudest(number, share)
    if len(present) >= FEWEST_ACCOUNTS and number.total() >= limits["records"] and loud in known:
        yield hit(
            at(known[loud]),
            f"{known[loud].name} gives {number[loud]} of {number.total()} records, more than {share_said(share)}.",
            help=_ask(_quiet(known, present, number)),
            clause="records",
        )
    for session in sessions:
        talk = Counter(session.talk_minutes)
        loud, present = _loudest(talk, share), _present(session) | set(talk)
        if session.format == "joint" and len(present) >= FEWEST_ACCOUNTS and loud in known:
            yield hit(
                at(session, "talk_minutes", loud),
                f"{known[loud].name} talked {talk[loud]} of {talk.total()} minutes in "
                f"{_named(program, session, now)}, more than {share_said(share)}.",
                help=_ask(_quiet(known, present, talk)),
                clause="talk",
                about=known[loud],
            )


def _present(session: Session) -> set[str]:
    """The accounts that sent somebody to a session."""
    return {account for account, names in session.attended.items() if names}


def _loudest(parts: Counter[str], share: float) -> str:
    """The account with most, where that is more than a share of the whole; else empty."""
    most, number = parts.most_common(1)[0] if parts else ("", 0)
    return most if over(number, parts.total(), share) else ""


def _quiet(known: dict[str, Account], present: set[str], share: Counter[str]) -> list[str]:
    """The names of those present that gave least."""
    least = min((share[account] for account in present), default=0)
    return [account.name for key, account in known.items() if key in present and share[key] == least]


def _ask(quiet: list[str]) -> str:
    """What to do next time, with the names of the quiet ones."""
    who = listed(quiet) or "the others"
    return f"Begin the next session with {who}, with a walk-through of {'its' if len(quiet) == 1 else 'their'} own."


_MISSED = """\
sessions:
  - number: 2
    attended: # <-
      northwind:
        - Dana Ruiz
"""


@rule(
    "COH218",
    "silent-account",
    "warning",
    "A-108",
    limits={"sessions": FEWEST_MISSED},
    covered_by=("EXP420",),
    about="account",
    clauses={
        "no-record": "an account attended a session and two working days later there is nothing from it: no record, "
        "no correction, no confirmation",
        "missed": "an account missed two sessions in a row that it was invited to",
    },
    why="A seat at which nobody speaks is an empty one. Either the account does not have the problem, or the loud ones "
    "leave it no room; both are known early or not at all.",
    mend="Ask the account alone: on the phone, or first in the next session. Where it has nothing to say about this "
    "problem, let it go.",
    bad=(
        Example(
            "sessions:\n  - number: 2\n    attended:\n      corvus: # <-\n        - Ada Quist\n",
            "no-record",
            drop=("feedback[F03]",),
        ),
        Example(
            "sessions:\n  - number: 1\n    attended:\n      corvus: # <-\n        - Ada Quist\n    corrections:\n"
            "      - {account: halden, we_said: One list, they_say: Two lists}\n",
            "no-record",
            as_of="2026-02-07",
            note="a session counts by itself: what it gives later does not make up for it",
        ),
        Example(
            _MISSED,
            "missed",
            drop=("sessions[1].attended.corvus", "sessions[2].attended.corvus"),
        ),
        Example(
            "sessions:\n  - number: 2\n    attended:\n      corvus: [] # <-\n",
            "missed",
            drop=("sessions[1].attended.corvus",),
            note="an empty list is nobody",
        ),
    ),
    good=(
        Example(
            "sessions:\n  - number: 2\n",
            as_of="2026-02-20",
            drop=("feedback[F01]", "feedback[F03]"),
            note="the second working day after the session is in time",
        ),
        Example(
            "sessions:\n  - number: 1\n    corrections:\n"
            "      - {account: northwind, we_said: One list, they_say: Two lists}\n"
            "      - {account: halden, we_said: For good, they_say: For a week}\n"
            "      - {account: corvus, we_said: By hand, they_say: By mail}\n",
            drop=("feedback[F01]",),
            note="a correction counts as having spoken",
        ),
        Example(
            "sessions:\n  - number: 3\n    confirmed:\n      F02: {northwind: true, halden: true, corvus: false}\n",
            base="finished",
            note="a confirmation counts, whatever it says",
        ),
        Example(
            "sessions:\n  - number: 2\n    invited: [northwind, halden]\n",
            drop=("sessions[2].attended.corvus",),
            note="who was not invited has missed nothing",
        ),
    ),
)
def silent_account(program: Program, now: datetime, limits: Mapping[str, float]) -> Iterator[Hit]:
    """Finds accounts that came to a session and left nothing behind, or missed two in a row."""
    known = accounts_by_id(program)
    for session in program.sessions:
        if not took_place(program, session, now):
            continue
        heard = _heard(program, session)
        for account, names in session.attended.items():
            if not names or account in heard or account not in known:
                continue
            day = _day(program, session, account)
            if day is None or add_working_days(day, READING_DAYS) < now.date():
                yield hit(
                    at(session, "attended", account),
                    f"{known[account].name} attended {_named(program, session, now)}, and nothing of what it said "
                    "was recorded.",
                    help=f"Ask {known[account].name} alone what it saw, and let it begin the next session.",
                    clause="no-record",
                    about=known[account],
                )
    yield from _missed(program, now, limits["sessions"])


def _named(program: Program, session: Session, now: datetime) -> str:
    """A session inside a sentence: `session 2 (18 Feb)`."""
    return session_title(program, session, now).replace("Session", "session")


def _heard(program: Program, session: Session) -> set[str | None]:
    """The accounts from which a session has a record, a correction or a confirmation."""
    number = number_of(program, session)
    return {
        *(record.account for record in program.feedback if record.session == number),
        *(correction.account for correction in session.corrections),
        *(account for answers in session.confirmed.values() for account in answers),
    }


def _day(program: Program, session: Session, account: str) -> date | None:
    """The day on which an account had a session; None where that is not written."""
    if isinstance(session.at, dict) and account in session.at:
        return moment(program, session.at[account]).date()
    times = session_times(program, session)
    return times[-1].date() if times else None


def _missed(program: Program, now: datetime, fewest: float) -> Iterator[Hit]:
    """For each account of the cohort the first stretch of so many sessions and more that it missed."""
    sessions = [
        (session, {id(guest) for guest in invited_accounts(program, session)}, _present(session))
        for session in program.sessions
        if took_place(program, session, now)
    ]
    for account in cohort(program, now):
        missed: list[Session] = []
        for session, invited, present in sessions:
            if id(account) not in invited:
                continue
            if not session.attended or account.id in present:
                if missed and len(missed) >= fewest:
                    break
                missed = []
            else:
                missed.append(session)
        if missed and len(missed) >= fewest:
            names = listed([_named(program, session, now).removeprefix("session ") for session in missed])
            yield hit(
                at(missed[-1], "attended", account.id),
                f"{account.name} missed {number_word(len(missed))} sessions in a row: {names}."
                if len(missed) > 1
                else f"{account.name} missed session {names}.",
                help=f"Ask {account.name} whether it still wants to take part; if not, write the day under `left`.",
                clause="missed",
                about=account,
            )
