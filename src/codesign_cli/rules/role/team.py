"""Rules on the team: somebody for each of the three roles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.duties import owed
from codesign_cli.duties.roles import ENGINEERING, holder, team_member
from codesign_cli.duties.sessions import left_a_trace, session_title, took_place
from codesign_cli.model.derive import observes, session_by_number, session_start
from codesign_cli.rules import Example, Hit, at, hit, rule

if TYPE_CHECKING:
    from codesign_cli.model.program import Program
    from codesign_cli.model.sessions import Session


@rule(
    "ROL301",
    "no-product-lead",
    "error",
    "A-018",
    clauses={"team": "nobody of Product stands in the team once the gates are due"},
    why="Somebody has to decide on the build and to say so to customers. Without a person of Product in the "
    "team, whoever sits in the room is taken for the one who decides.",
    mend="Name the person under `team.product`.",
    bad=(
        Example("team: # <-\n  cs: Tom Okafor", "team", drop=("team.product",)),
        Example(
            "team: # <-\n  cs: Tom Okafor",
            "team",
            "begun",
            as_of="2026-01-12",
            drop=("team.product",),
            note="seven days before the planned invitation it is an info",
            severity="info",
        ),
    ),
    good=(
        Example(
            "title: Bulk ownership transfer",
            base="begun",
            as_of="2026-01-11",
            drop=("team.product", "sessions[1].leads", "sessions[2].leads", "sessions[3].leads"),
            note="eight days before the planned invitation nobody is owed yet",
        ),
        Example("team:\n  product: Priya Nair", note="a name is enough"),
    ),
)
def no_product_lead(program: Program, now: datetime) -> Iterator[Hit]:
    """No person of Product stands in the team."""
    for duty in owed(program, now, "ROL301"):
        if not duty.done:
            yield hit(
                duty.place,
                "Nobody of Product is in the team, so nobody can decide about the build.",
                help="Name under `team.product` who decides what is built.",
                due=duty.due,
                clause=duty.clause,
            )


@rule(
    "ROL302",
    "no-facilitator",
    "error",
    "A-018",
    clauses={"team": "nobody of CS stands in the team once the gates are due"},
    why="Customers speak more openly to somebody who did not build the thing. That takes a person of CS who "
    "runs the room.",
    mend="Name the person under `team.cs`; an account's own `csm` counts as well.",
    bad=(
        Example("team: # <-\n  product: Priya Nair", "team", drop=("team.cs",)),
        Example(
            "team: # <-\n  product: Priya Nair",
            "team",
            "begun",
            as_of="2026-01-19",
            drop=("team.cs",),
            note="on the day of the planned invitation it is still an info",
            severity="info",
        ),
        Example(
            "team: # <-\n  product: Priya Nair",
            "team",
            "begun",
            as_of="2026-01-20",
            drop=("team.cs",),
            note="on the next day it is overdue",
        ),
    ),
    good=(
        Example(
            "accounts:\n  - id: northwind\n    csm: Aylin Kaya\nfeedback_format:\n  by: [product, Aylin Kaya]\n"
            "sessions:\n  - number: 1\n    facilitates: Aylin Kaya\n  - number: 2\n    facilitates: Aylin Kaya\n"
            "  - number: 3\n    facilitates: Aylin Kaya",
            drop=("team.cs",),
            note="an account's own CSM counts as CS",
        ),
        Example("team:\n  cs: Tom Okafor"),
    ),
)
def no_facilitator(program: Program, now: datetime) -> Iterator[Hit]:
    """No person of CS stands in the team."""
    for duty in owed(program, now, "ROL302"):
        if not duty.done:
            yield hit(
                duty.place,
                "Nobody of CS is in the team, so nobody can facilitate the sessions.",
                help="Name under `team.cs` who facilitates.",
                due=duty.due,
                clause=duty.clause,
            )


@rule(
    "ROL303",
    "no-engineering-observer",
    "warning",
    "A-101",
    clauses={
        "team": "nobody of Engineering stands in the team once the gates are due",
        "session-2": "nobody of Engineering observes session 2",
        "unsaid": "session 2 was held and the file does not say who observed it",
    },
    why="Session 2 is where customers handle the prototype. An engineer who watches it hears the work in the "
    "customer's own words instead of reading about it in a ticket.",
    mend="Name the engineers under `team.engineering`, and let one of them observe session 2.",
    bad=(
        Example("team: # <-\n  product: Priya Nair", "team", drop=("team.engineering",)),
        Example(
            "sessions:\n  - number: 2\n    observes: # <-\n      - Ines Roth",
            "session-2",
        ),
        Example(
            "sessions:\n  - number: 2\n    observes: none # <-",
            "session-2",
            "begun",
            note="planned without Engineering",
        ),
        Example("sessions:\n  - number: 2 # <-", "unsaid", drop=("sessions[2].observes",)),
    ),
    good=(
        Example(
            "sessions:\n  - number: 2\n    observes:\n      - Lena Fuchs", note="by name instead of by key"
        ),
        Example("sessions:\n  - number: 1\n    observes: none", note="only session 2 needs an engineer"),
        Example(
            "title: Bulk ownership transfer",
            base="begun",
            drop=("sessions[2].observes",),
            note="in a session that lies ahead Engineering observes unless said otherwise",
        ),
        Example(
            "sessions:\n  - number: 2\n    held: false\n    observes: none\n"
            "  - number: 3\n    at: 2026-02-25T16:00",
            note="not held",
            base="begun",
        ),
        Example(
            "scale: minimum\nsessions:\n  - number: 1\n    observes: none\n  - number: 2\n    observes: none\n"
            "  - number: 3\n    observes: none",
            drop=("team.engineering",),
            note="the minimum does without",
        ),
    ),
    std=True,
)
def no_engineering_observer(program: Program, now: datetime) -> Iterator[Hit]:
    """Nobody of Engineering stands in the team, or nobody of Engineering observes session 2."""
    for duty in owed(program, now, "ROL303"):
        if not duty.done:
            yield hit(
                duty.place,
                "Nobody of Engineering is in the team, so nobody who builds hears the customers.",
                help="Name under `team.engineering` who observes.",
                due=duty.due,
                clause=duty.clause,
            )
    session = session_by_number(program, 2)
    if session is not None and session.held is not False:
        yield from _unobserved(program, session, now)


def _unobserved(program: Program, session: Session, now: datetime) -> Iterator[Hit]:
    """What is wrong with the observers of session 2; an unknown name among them is FIL006 and may be anybody."""
    from codesign_cli.when import Due

    observers = observes(program, session, now)
    engineer = team_member(program, ENGINEERING)
    way_out = f"Let {engineer.name if engineer else 'somebody of Engineering'} observe."
    title = session_title(program, session, now)
    if observers is None:
        start = session_start(program, session)
        if took_place(program, session, now) and left_a_trace(program, session):
            yield hit(
                at(session, "observes"),
                f"{title} was held, and the file does not say who observed it.",
                help="Write under `observes` who watched.",
                due=Due(start.date(), "at", start, notice=False) if start else None,
                clause="unsaid",
            )
        return
    known = [holder(program, word) for word in observers]
    if all(known) and not any(someone and ENGINEERING in someone.functions for someone in known):
        yield hit(
            at(session, "observes"),
            f"Nobody of Engineering observes {title[0].lower()}{title[1:]}, the first look at the prototype.",
            help=way_out,
            clause="session-2",
        )
