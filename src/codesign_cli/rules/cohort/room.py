"""Cohort rules on who stands for an account: a substitute, an executive beside the practitioner, one person twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.duties.gates import cohort
from codesign_cli.duties.roles import plain, vendors
from codesign_cli.duties.sessions import session_title, took_place
from codesign_cli.finding import Place
from codesign_cli.model.derive import accounts_by_id
from codesign_cli.once import once
from codesign_cli.record import NamedTuple
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
    known = accounts_by_id(program)
    people = _by_word(program)
    for session in program.sessions:
        if not took_place(program, session, now):
            continue
        title = session_title(program, session, now).replace("Session", "session")
        for key, names in session.attended.items():
            if key in known:
                yield [
                    _Guest(
                        known[key], name, people[key].get(plain(name)), at(session, "attended", key, i), title
                    )
                    for i, name in enumerate(names)
                ]


@once
def _by_word(program: Program) -> dict[str, dict[str, Participant]]:
    """The participants of each account by their name and their address."""
    return {
        key: {
            plain(word): person
            for person in reversed(account.participants)
            for word in (person.name, person.email)
            if word
        }
        for key, account in accounts_by_id(program).items()
    }


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
        beside = listed([other.person.name for other in guests if other.person is not None])
        for guest in guests:
            if guest.person is not None or plain(guest.name) in team or not guest.account.participants:
                continue
            screened = listed([person.name for person in guest.account.participants], "or")
            place = f"beside {beside}" if beside else f"instead of {screened}"
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


class _Seat(NamedTuple):
    """One participant of one account."""

    account: Account
    person: Participant


@rule(
    "COH220",
    "same-person-twice",
    "error",
    "X",
    about="account",
    clauses={
        "email": "participants of two accounts have one e-mail address",
        "name": "participants of two accounts have one name, and one of them has no e-mail address",
    },
    why="One person gives one view, under however many names of accounts. Counted twice, it looks like agreement.",
    mend="Let each account send somebody of its own. Where two people share a name, write both their e-mail addresses.",
    bad=(
        Example(
            "accounts:\n  - id: northwind\n    participants:\n      - name: Dana Ruiz\n"
            "        email: dana@ops.example\n"
            "  - id: halden\n    participants:\n      - name: Mika Salo\n        email: Dana@Ops.example # <-\n",
            "email",
        ),
        Example(
            "accounts:\n  - id: corvus\n    participants:\n      - name: Ada Quist\n      - name: dana  ruiz # <-\n",
            "name",
            note="case and blanks aside",
        ),
        Example(
            "accounts:\n  - id: northwind\n    participants:\n      - name: Dana Ruiz\n"
            "        email: dana@ops.example\n"
            "  - id: corvus\n    participants:\n      - name: Ada Quist\n      - name: Dana Ruiz # <-\n",
            "name",
            base="begun",
            note="only one of them has an address",
        ),
    ),
    good=(
        Example(
            "accounts:\n  - id: northwind\n    participants:\n      - name: Dana Ruiz\n"
            "        email: dana@ops.example\n"
            "  - id: corvus\n    participants:\n      - name: Ada Quist\n      - name: Dana Ruiz\n"
            "        role: practitioner\n        email: ruiz@corvus.example\n",
            note="two people of one name, told apart by their addresses",
        ),
        Example(
            "accounts:\n  - id: halden\n    participants:\n      - name: Mika Salo\n"
            "        email: team@halden.example\n"
            "      - name: Ida Berg\n        role: practitioner\n        email: team@halden.example\n",
            note="two people of one account share an address",
        ),
    ),
)
def same_person_twice(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds people who stand for two accounts."""
    seats = _Seats()
    for account in cohort(program, now):
        for person in account.participants:
            seat = _Seat(account, person)
            key, earlier = seats.earlier(seat)
            seats.add(seat)
            if earlier is not None:
                too = ": both have one e-mail address" if key == "email" else ""
                yield hit(
                    at(person, key),
                    f"{person.name} of {account.name} is {earlier.person.name} of {earlier.account.name}, too{too}.",
                    help="Let each account send a person of its own; for two people of one name, write both addresses.",
                    clause=key,
                    related=(at(earlier.person, key, note=f"here for {earlier.account.name}"),),
                )


class _Seats:
    """The participants so far, found again by address and by name; linear, whatever the file holds."""

    def __init__(self) -> None:
        self._by_email: dict[str, list[_Seat]] = {}
        self._by_name: dict[str, list[_Seat]] = {}
        self._without: dict[str, list[_Seat]] = {}

    def add(self, seat: _Seat) -> None:
        """Remembers a participant; of one address or name those of the first two accounts are enough."""
        name, email = plain(seat.person.name), seat.person.email
        places = [(self._by_name, name)]
        places.append((self._by_email, email.casefold()) if email else (self._without, name))
        for known, key in places:
            same = known.setdefault(key, [])
            if len(same) < 2 and all(other.account.id != seat.account.id for other in same):
                same.append(seat)

    def earlier(self, seat: _Seat) -> tuple[str, _Seat | None]:
        """The key that shows it and the same person's earlier seat for another account; None where there is none."""
        name, email = plain(seat.person.name), seat.person.email
        named = (self._without if email else self._by_name).get(name, [])
        for key, same in (("email", self._by_email.get((email or "").casefold(), [])), ("name", named)):
            found = next((other for other in same if other.account.id != seat.account.id), None)
            if found is not None:
                return key, found
        return "", None
