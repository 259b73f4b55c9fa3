"""Rule on who else is in the room."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.duties.roles import CS, CUSTOMER, ENGINEERING, PRODUCT, Holder, function_of, holder
from codesign_cli.duties.sessions import session_title
from codesign_cli.finding import Place
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.rules.role.naming import described, entries

if TYPE_CHECKING:
    from codesign_cli.model.program import Program
    from codesign_cli.model.sessions import Session

MAY_ATTEND = (PRODUCT, CS, ENGINEERING, "design", "research", CUSTOMER, "")
"""Whose presence is no surprise; design and research sit in. Somebody without a function is nobody's business."""
OUTSIDERS = ("sales", "marketing", "support")
"""Functions that are known as such even where no team says who bears them."""

_SALES = "team:\n  others:\n    - name: Sam Hill\n      function: sales\n"


@rule(
    "ROL308",
    "outsider-in-the-room",
    "warning",
    "A-098 X-043",
    clauses={
        "observes": "somebody of sales or another function observes",
        "runs": "somebody of sales or another function leads or facilitates",
        "attended": "somebody of sales or another function stands among those who attended",
    },
    why="In front of a salesperson people talk about contracts, and about what was promised. Product, CS and "
    "Engineering have a part in the room; design and research may sit in.",
    mend="Let the guest read the record afterwards.",
    bad=(
        Example(
            _SALES + "sessions:\n  - number: 2\n    observes:\n      - engineering\n      - Sam Hill # <-",
            "observes",
        ),
        Example(
            "team:\n  others:\n    - name: Zoe Park\n      function: Finance\n"
            "sessions:\n  - number: 3\n    observes:\n      - engineering\n      - finance # <-",
            "observes",
            note="planned, and named by the function",
        ),
        Example(_SALES + "sessions:\n  - number: 2\n    facilitates: Sam Hill # <-", "runs"),
        Example(
            _SALES
            + "sessions:\n  - number: 2\n    attended:\n      northwind:\n        - Dana Ruiz\n        - Sam Hill # <-",
            "attended",
        ),
    ),
    good=(
        Example(
            "sessions:\n  - number: 2\n    observes:\n      - engineering\n      - Ines Roth",
            note="design sits in",
        ),
        Example(
            "team:\n  others:\n    - name: Ben Otto\n      function: user research\n"
            "sessions:\n  - number: 2\n    observes:\n      - engineering\n      - Ben Otto",
            note="research sits in",
        ),
        Example(_SALES, note="in the team, but not in the room"),
        Example(
            "team:\n  others:\n    - name: Ben Otto\nsessions:\n  - number: 2\n    observes: [engineering, Ben Otto]",
            note="nobody says what he does",
        ),
    ),
)
def outsider_in_the_room(program: Program, now: datetime) -> Iterator[Hit]:
    """Somebody of sales or of another function outside Product, CS and Engineering attends a session."""
    for session in program.sessions:
        if session.held is False:
            continue
        for word, place, clause in _present(session):
            person = _outsider(program, word)
            if person is not None:
                title = session_title(program, session, now)
                yield hit(
                    place,
                    f"{described(person)} is in the room in {title[0].lower()}{title[1:]}.",
                    help=f"Keep the session to Product, CS and Engineering; {person.shown} can read the record.",
                    clause=clause,
                    related=entries(person, "named here"),
                )


def _present(session: Session) -> Iterator[tuple[str, Place, str]]:
    """Every word that puts somebody into the room, its place, and the clause that speaks of it."""
    for key, word in (("leads", session.leads), ("facilitates", session.facilitates)):
        if word:
            yield word, at(session, key), "runs"
    for index, word in enumerate(session.observes or ()):
        yield word, at(session, "observes", index), "observes"
    for account, names in session.attended.items():
        for index, word in enumerate(names):
            yield word, at(session, "attended", account, index), "attended"


def _outsider(program: Program, word: str) -> Holder | None:
    """Whom a word means, if that is somebody who has no part in the room."""
    person = holder(program, word)
    if person is None and program.team is None and function_of(word) in OUTSIDERS:
        person = Holder(word, (), frozenset((function_of(word),)))
    if person is None or any(function in MAY_ATTEND for function in person.functions):
        return None
    return person
