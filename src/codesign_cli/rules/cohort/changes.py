"""Cohort rules on what changes under way: accounts that leave, sessions that are thin, accounts that come late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.duties.closing import release
from codesign_cli.duties.gates import FEWEST_ACCOUNTS, cohort, first_start
from codesign_cli.duties.sessions import session_title, took_place
from codesign_cli.model.derive import invited_accounts, session_by_number, timeline_start
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.say import count, listed, number_word
from codesign_cli.when import say_day

if TYPE_CHECKING:
    from codesign_cli.model.program import Program
    from codesign_cli.model.sessions import Session


@rule(
    "COH219",
    "cohort-eroded",
    "warning",
    "X-007",
    clauses={
        "left": "accounts left after the start, and fewer than three are left",
        "thin": "fewer than three accounts attended a joint session to which three or more were invited",
    },
    why="With two accounts there is no telling a habit of one from a need of both. A session for two gives opinions "
    "that nobody can weigh.",
    mend="Before session 1 take in another account through every gate, or delay. Later, hold single sessions with the "
    "absent ones, and weigh whether what is left still tells you enough.",
    bad=(
        Example("accounts: # <-\n  - id: corvus\n    left: 2026-02-20\n", "left"),
        Example(
            "accounts: # <-\n  - id: corvus\n    left: 2026-02-23\n",
            "left",
            note="on the day an account leaves it has left",
        ),
        Example(
            "sessions:\n  - number: 2\n    attended: # <-\n      halden: [Mika Salo]\n",
            "thin",
            drop=("sessions[2].attended.corvus",),
        ),
        Example(
            "sessions:\n  - number: 2\n    attended: # <-\n      corvus: []\n",
            "thin",
            note="an empty list is nobody",
        ),
    ),
    good=(
        Example("sessions:\n  - number: 2\n    invited: all\n", note="three of three"),
        Example(
            "sessions:\n  - number: 2\n    invited:\n      - northwind\n      - halden\n",
            drop=("sessions[2].attended.corvus",),
            note="no more than two were invited",
        ),
        Example(
            "sessions:\n  - number: 2\n    format: single\n"
            "    at: {northwind: 2026-02-18T16:00, halden: 2026-02-18T17:30}\n",
            drop=("sessions[2].attended.corvus",),
            note="in single sessions everybody is alone",
        ),
    ),
)
def cohort_eroded(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds a cohort of which fewer than three accounts are left, and joint sessions that fewer than three attended."""
    start, launch, staying = timeline_start(program), release(program), cohort(program, now)
    gone = [
        account
        for account in program.accounts
        if account.left and account.left <= now.date() and (launch is None or account.left < launch)
    ]
    begun = start is not None and start <= now.date() and program.state != "cancelled"
    if begun and gone and len(staying) < FEWEST_ACCOUNTS:
        left = listed(
            [f"{account.name} left on {say_day(account.left, now)}" for account in gone if account.left]
        )
        number = count(len(staying), "account").partition(" ")[2]
        yield hit(
            at(program, "accounts"),
            f"{number_word(len(staying)).capitalize()} {number} {'is' if len(staying) == 1 else 'are'} left: {left}.",
            help="Weigh whether that still tells you enough: delay and screen others for a new start, or close the "
            "program with its debrief.",
            clause="left",
            related=tuple(at(account, "left", note="left here") for account in gone),
        )
    for session in program.sessions:
        if took_place(program, session, now):
            yield from _thin(program, session, now)


def _thin(program: Program, session: Session, now: datetime) -> Iterator[Hit]:
    """A joint session that fewer than three of those invited attended."""
    present = [account for account, names in session.attended.items() if names]
    invited = invited_accounts(program, session)
    if session.format != "joint" or not session.attended or len(present) >= FEWEST_ACCOUNTS:
        return
    if len(invited) >= FEWEST_ACCOUNTS:
        absent = [account.name for account in invited if account.id not in present]
        yield hit(
            at(session, "attended"),
            f"{number_word(len(present)).capitalize()} of {number_word(len(invited))} accounts attended "
            f"{session_title(program, session, now).replace('Session', 'session')}.",
            help=f"Show it to {listed(absent)} in a session of {'its' if len(absent) == 1 else 'their'} own.",
            clause="thin",
        )


@rule(
    "COH227",
    "joined-late",
    "warning",
    "X-007",
    covered_by=("COH228",),  # it says whose place the account took
    about="account",
    clauses={"late": "an account was added after session 1 was held"},
    why="Session 1 settles what the problem is. Whoever comes later has not heard that, brings it up again, and never "
    "heard how the work together goes.",
    mend="Keep the account for the next program, or for the beta. If it has to come, repeat session 1 with it alone "
    "first.",
    bad=(
        Example("accounts:\n  - id: corvus\n    joined: 2026-02-05 # <-\n", "late", note="the day after"),
        Example(
            "accounts:\n  - id: corvus\n    joined: 2026-03-09 # <-\n",
            "late",
            note="known to come later, too",
        ),
    ),
    good=(
        Example("accounts:\n  - id: corvus\n    joined: 2026-02-04\n", note="the day of session 1"),
        Example(
            "accounts:\n  - id: corvus\n    joined: 2026-02-06\nsessions:\n  - number: 1\n    format: single\n    at:\n"
            "      northwind: 2026-02-04T15:00\n      halden: 2026-02-05T15:00\n      corvus: 2026-02-06T15:00\n",
            note="its own session 1 was on that day",
        ),
    ),
)
def joined_late(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds accounts that were added after session 1 was held."""
    session = session_by_number(program, 1)
    if session is None or not took_place(program, session, now):
        return
    for account in cohort(program, now):
        start = first_start(program, account)
        if account.joined and start and account.joined > start.date():
            verb = "joined" if account.joined <= now.date() else "is to join"
            yield hit(
                at(account, "joined"),
                f"{account.name} {verb} on {say_day(account.joined, now)}, after session 1 "
                f"({say_day(start.date(), now)}).",
                help=f"Keep {account.name} for the next program, or repeat session 1 with it alone first.",
                clause="late",
                related=(at(session, "at", note="session 1 was held here"),),
            )
