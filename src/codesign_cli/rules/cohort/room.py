"""Cohort rules on who sat there for an account: a substitute nobody screened, an executive beside the practitioner."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from codesign_cli.duties.roles import plain, vendors
from codesign_cli.duties.sessions import session_title, took_place
from codesign_cli.finding import Place
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.say import listed

if TYPE_CHECKING:
    from codesign_cli.model.accounts import Account, Participant
    from codesign_cli.model.program import Program


class _Guest(NamedTuple):
    """Somebody who attended a session for an account."""

    account: Account
    name: str
    person: Participant | None
    """The participant who bears the name or the address; None where the account names no such person."""
    place: Place
    session: str
    """`session 2 (18 Feb)`."""


def _guests(program: Program, now: datetime) -> Iterator[list[_Guest]]:
    """Who attended, one list for each account and session that took place."""
    from codesign_cli.model.derive import accounts_by_id

    known = accounts_by_id(program)
    for session in program.sessions:
        if not took_place(program, session, now):
            continue
        title = session_title(program, session, now).replace("Session", "session")
        for key, names in session.attended.items():
            if key in known:
                yield [
                    _Guest(
                        known[key],
                        name,
                        _participant(known[key], name),
                        at(session, "attended", key, i),
                        title,
                    )
                    for i, name in enumerate(names)
                ]


def _participant(account: Account, word: str) -> Participant | None:
    wanted = plain(word)
    return next(
        (
            person
            for person in account.participants
            if wanted in (plain(person.name), plain(person.email or ""))
        ),
        None,
    )


_SUBSTITUTE = "sessions:\n  - number: 2\n    attended:\n      corvus:\n        - {} # <-\n"


@rule(
    "COH223",
    "unscreened-substitute",
    "warning",
    "X-041",
    about="account",
    clauses={
        "instead": "nobody of an account's participants attended, but somebody else did",
        "beside": "somebody who is none of an account's participants attended beside one",
    },
    why="The gates were passed by a person: one who does the work and can say how. Whoever comes instead may know the "
    "problem from hearsay, and the records do not show the difference.",
    mend="Ask how this person does the work today, and add the steps under `participants`; or repeat the walk-through "
    "with the one you screened.",
    bad=(
        Example(_SUBSTITUTE.format("Ben Oak"), "instead"),
        Example(_SUBSTITUTE.format("Dana Ruiz"), "instead", note="screened, but for another account"),
        Example(
            "sessions:\n  - number: 2\n    attended:\n      corvus:\n        - Ada Quist\n        - Ben Oak # <-\n",
            "beside",
        ),
    ),
    good=(
        Example(_SUBSTITUTE.format("ada  quist").replace(" # <-", ""), note="case and blanks aside"),
        Example(
            "accounts:\n  - id: corvus\n    participants:\n      - name: Ada Quist\n      - name: Ben Oak\n"
            "        role: practitioner\n" + _SUBSTITUTE.format("Ben Oak").replace(" # <-", ""),
            note="the account's second participant",
        ),
        Example(
            "sessions:\n  - number: 2\n    attended:\n      corvus:\n        - Ada Quist\n        - Tom Okafor\n",
            note="CS sat beside her",
        ),
        Example(
            "debrief:\n  attended:\n    corvus:\n      - Ben Oak\n",
            base="finished",
            note="anybody may hear the debrief",
        ),
    ),
)
def unscreened_substitute(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds people who attended for an account and are none of its participants."""
    team = {plain(person.name) for person in vendors(program)}
    for guests in _guests(program, now):
        for guest in guests:
            if guest.person is not None or plain(guest.name) in team or not guest.account.participants:
                continue
            beside = [other.person.name for other in guests if other.person is not None]
            screened = listed([person.name for person in guest.account.participants], "or")
            place = f"beside {listed(beside)}" if beside else f"instead of {screened}"
            yield hit(
                guest.place,
                f"{guest.name} attended {guest.session} for {guest.account.name} {place}, and went through no gate.",
                help=f"Ask how {guest.name} does the work today and add the steps under `participants`, or repeat "
                f"the walk-through with {screened}.",
                clause="beside" if beside else "instead",
                about=guest.account,
                related=(at(guest.account, "participants", note="who was screened"),),
            )


_BOSS = (
    "accounts:\n  - id: halden\n    participants:\n      - name: Mika Salo\n      - name: Ida Berg\n"
    "        role: {}\nsessions:\n  - number: 2\n    attended:\n      halden:\n        - Mika Salo\n"
    "        - Ida Berg{}\n"
)


@rule(
    "COH224",
    "boss-in-the-room",
    "warning",
    "X-042",
    about="account",
    clauses={"beside": "an executive attended a session beside somebody of the same account who is none"},
    why="In front of the boss nobody shows the workaround, and nobody says that the official way takes twice as long.",
    mend="Thank the executive, send the summary, and hold the next session with the practitioner alone.",
    bad=(Example(_BOSS.format("executive", " # <-"), "beside"),),
    good=(
        Example(_BOSS.format("other", ""), note="a colleague is no boss"),
        Example(_BOSS.format("practitioner", ""), note="two who do the work"),
    ),
)
def boss_in_the_room(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds sessions that an executive attended beside the practitioner."""
    for guests in _guests(program, now):
        others = listed(
            [g.person.name for g in guests if g.person is not None and g.person.role != "executive"]
        )
        for guest in guests:
            if others and guest.person is not None and guest.person.role == "executive":
                yield hit(
                    guest.place,
                    f"{guest.person.name}, an executive of {guest.account.name}, sat beside {others} in "
                    f"{guest.session}.",
                    help=f"Hold the next session with {others} alone, and send {guest.person.name} the summary.",
                    clause="beside",
                    about=guest.account,
                    related=(at(guest.person, "role", note="named an executive here"),),
                )
