"""Rules on the room: who leads, who facilitates, and that nobody does both."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.duties.roles import CS, ENGINEERING, PRODUCT, Holder, holder
from codesign_cli.duties.sessions import left_a_trace, session_title, took_place
from codesign_cli.finding import Place
from codesign_cli.model.derive import facilitates, leads, observes, session_start
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.rules.role.naming import described, entries, for_role
from codesign_cli.say import listed
from codesign_cli.when import Due

if TYPE_CHECKING:
    from codesign_cli.model.program import Program
    from codesign_cli.model.sessions import Session

SOFTENED = (
    "UserTesting 2024, as cited: sessions that Product runs bring 35 percent less critical feedback than sessions "
    "that CS runs"
)
"""The figure on softened criticism with its population (A-035); never told as our own."""

_ROLES = ("leads", "facilitates", "observes")


def _sessions(program: Program) -> Iterator[Session]:
    """The sessions that took place or lie ahead."""
    return (session for session in program.sessions if session.held is not False)


def _unsaid(
    program: Program, session: Session, now: datetime, key: str, words: str, help: str
) -> Iterator[Hit]:
    """That a held session does not say who had a role; the defaults hold for those that lie ahead alone."""
    if took_place(program, session, now) and left_a_trace(program, session):
        start = session_start(program, session)
        yield hit(
            at(session, key),
            f"{session_title(program, session, now)} was held, and the file does not say who {words} it.",
            help=help,
            due=Due(start.date(), "at", start, notice=False) if start else None,
            clause="unsaid",
        )


@rule(
    "ROL304",
    "roles-merged",
    "error",
    "A-098",
    clauses={
        "lead-facilitate": "one person leads and facilitates",
        "facilitate-observe": "one person facilitates and observes",
        "lead-observe": "one person other than Product leads and observes",
        "all": "one person leads, facilitates and observes",
    },
    why="Presenting, asking and listening are three jobs. Whoever does two of them at once does neither: a "
    "question from the person who has just presented sounds like a defence.",
    mend="Give each of the three to a person of its own. Product may lead and watch at the same time.",
    bad=(
        Example(
            "team:\n  cs: Priya Nair\nsessions:\n"
            "  - number: 1\n    facilitates: cs # <-\n"
            "  - number: 2\n    facilitates: cs # <-\n"
            "  - number: 3\n    facilitates: cs # <-",
            "lead-facilitate",
            note="the two keys of the team hold one person",
        ),
        Example("sessions:\n  - number: 2\n    facilitates: Priya Nair # <-", "lead-facilitate"),
        Example(
            "sessions:\n  - number: 3\n    leads: Tom Okafor # <-",
            "lead-facilitate",
            drop=("sessions[3].facilitates",),
        ),
        Example(
            "sessions:\n  - number: 2\n    facilitates: cs # <-\n    observes: [engineering, Tom Okafor]",
            "facilitate-observe",
        ),
        Example(
            "sessions:\n  - number: 2\n    leads: Lena Fuchs\n    observes:\n      - engineering # <-",
            "lead-observe",
        ),
        Example(
            "sessions:\n  - number: 2\n    facilitates: product # <-\n    observes: [engineering, product]",
            "all",
        ),
    ),
    good=(
        Example(
            "sessions:\n  - number: 2\n    observes:\n      - engineering\n      - product",
            note="Product may lead and observe",
        ),
        Example(
            "team:\n  product:\n    name: Alex Kim\n    email: alex.p@vendor.example\n"
            "  cs:\n    name: Alex Kim\n    email: alex.c@vendor.example",
            note="two people of one name, told apart by their addresses",
        ),
        Example(
            "sessions:\n  - number: 2\n    facilitates: Aylin Kaya\n    observes:\n      - engineering\n      - cs\n"
            "accounts:\n  - id: northwind\n    csm: Aylin Kaya",
            note="two people of CS",
        ),
    ),
    covered_by=("ROL305", "ROL306", "ROL307"),
)
def roles_merged(program: Program, now: datetime) -> Iterator[Hit]:
    """One person holds two of lead, facilitate and observe in a session; Product may lead and observe."""
    for session in _sessions(program):
        for person, parts in _parts(program, session, now):
            roles = [role for role in _ROLES if role in (key for key, _ in parts)]
            if len(roles) < 2 or (roles == ["leads", "observes"] and PRODUCT in person.functions):
                continue
            first, *others = _by_place(session, parts)
            yield hit(
                first,
                f"In {_lower(session_title(program, session, now))} {person.shown} {_both(roles)}.",
                help=_one_role(program, person, roles),
                clause="all" if len(roles) == 3 else "-".join(role.rstrip("s") for role in roles),
                related=others,
            )


def _lower(title: str) -> str:
    return title[0].lower() + title[1:]


def _both(roles: list[str]) -> str:
    return f"both {listed(roles)}" if len(roles) == 2 else listed(roles)


Part = tuple[str, tuple[str | int, ...]]
"""A role and where in the session it is written."""


def _parts(program: Program, session: Session, now: datetime) -> list[tuple[Holder, list[Part]]]:
    """Each person in the room with the roles held, as far as the file says who it is."""
    written: list[tuple[str | None, Part]] = [
        (facilitates(program, session, now), ("facilitates", ("facilitates",))),
        *(
            (word, ("observes", ("observes", index)))
            for index, word in enumerate(observes(program, session, now) or ())
        ),
        (leads(program, session, now), ("leads", ("leads",))),
    ]
    people: list[tuple[Holder, list[Part]]] = []
    for word, part in written:
        person = holder(program, word) if word else None
        if person is None:
            continue
        known = next((parts for other, parts in people if other.same(person)), None)
        if known is None:
            people.append((person, [part]))
        else:
            known.append(part)
    return people


def _by_place(session: Session, parts: list[Part]) -> list[Place]:
    """The places of the roles, those that are written before those that a default gives; one a role."""
    ordered = sorted(parts, key=lambda part: not getattr(session, part[0]))
    return [at(session, *keys, note=f"{role} here") for role, keys in ordered]


def _one_role(program: Program, person: Holder, roles: list[str]) -> str:
    """Who should take one of the roles over."""
    for role, function in (("facilitates", CS), ("leads", PRODUCT), ("observes", ENGINEERING)):
        if role in roles and function not in person.functions:
            return f"Let {for_role(program, function, person.one)} {role.rstrip('s')}."
    if "observes" in roles:
        return f"Let somebody else observe; {person.shown} {listed([role for role in roles if role != 'observes'])}."
    return f"Let somebody other than {person.shown} facilitate."


@rule(
    "ROL305",
    "not-cs-facilitated",
    "error",
    "A-018 A-035",
    clauses={
        "product": "Product facilitates; with the figure on softened criticism",
        "other": "somebody else who is not of CS facilitates",
        "unsaid": "a session was held and the file does not say who facilitated it",
    },
    why="People soften criticism in front of the person who built it. " + SOFTENED + ". A facilitator of CS "
    "draws out what is said politely and keeps the room on the feature.",
    mend="Let CS facilitate, the team's or the account's own CSM. For a session that lies ahead CS is the default.",
    bad=(
        Example("sessions:\n  - number: 2\n    facilitates: Priya Nair # <-", "product"),
        Example(
            "sessions:\n  - number: 3\n    facilitates: product # <-", "product", note="planned that way"
        ),
        Example("sessions:\n  - number: 2\n    facilitates: Lena Fuchs # <-", "other"),
        Example("sessions:\n  - number: 2\n    facilitates: Dana Ruiz # <-", "other", note="a customer"),
        Example("sessions:\n  - number: 2 # <-", "unsaid", drop=("sessions[2].facilitates",)),
    ),
    good=(
        Example("sessions:\n  - number: 2\n    facilitates: tom okafor", note="by name, case aside"),
        Example(
            "accounts:\n  - id: halden\n    csm: Aylin Kaya\nsessions:\n  - number: 2\n    facilitates: Aylin Kaya",
            note="an account's own CSM counts as CS",
        ),
        Example(
            "title: Bulk ownership transfer",
            drop=("sessions[3].facilitates",),
            note="CS facilitates a session that lies ahead unless said otherwise",
        ),
    ),
    covered_by=("ROL307",),
)
def not_cs_facilitated(program: Program, now: datetime) -> Iterator[Hit]:
    """A session that CS does not facilitate."""
    for session in _sessions(program):
        word = facilitates(program, session, now)
        if word is None:
            help = "Write under `facilitates` who it was."
            yield from _unsaid(program, session, now, "facilitates", "facilitated", help)
            continue
        person = holder(program, word)
        if person is None or CS in person.functions:
            continue
        product = PRODUCT in person.functions
        title = session_title(program, session, now)
        yield hit(
            at(session, "facilitates"),
            f"{title} is facilitated by {described(person)} and not by CS{f' ({SOFTENED})' if product else ''}.",
            help=f"Let {for_role(program, CS, person.one)} facilitate.",
            clause="product" if product else "other",
            related=entries(person, "decides about the build" if product else "named here"),
        )


@rule(
    "ROL306",
    "not-product-led",
    "error",
    "A-018",
    clauses={
        "other": "somebody who is not of Product leads",
        "unsaid": "a session was held and the file does not say who led it",
    },
    why="The decision on the build is Product's, and customers should hear about the problem and the design from "
    "the person who answers for them.",
    mend="Let Product lead; CS facilitates. For a session that lies ahead Product is the default.",
    bad=(
        Example(
            "sessions:\n  - number: 2\n    leads: cs # <-\n    facilitates: Aylin Kaya\n"
            "accounts:\n  - id: halden\n    csm: Aylin Kaya",
            "other",
        ),
        Example(
            "sessions:\n  - number: 2\n    leads: Lena Fuchs # <-\n    observes:\n      - Lena Fuchs", "other"
        ),
        Example("sessions:\n  - number: 1 # <-", "unsaid", drop=("sessions[1].leads",)),
    ),
    good=(
        Example("sessions:\n  - number: 2\n    leads: Priya Nair", note="by name"),
        Example(
            "team:\n  others:\n    - name: Noor Haddad\n      function: product\n"
            "sessions:\n  - number: 3\n    leads: Noor Haddad",
            note="a second person of Product",
        ),
        Example(
            "title: Bulk ownership transfer",
            drop=("sessions[3].leads",),
            note="Product leads what lies ahead",
        ),
    ),
    covered_by=("ROL307",),
)
def not_product_led(program: Program, now: datetime) -> Iterator[Hit]:
    """A session that Product does not lead."""
    for session in _sessions(program):
        word = leads(program, session, now)
        if word is None:
            yield from _unsaid(program, session, now, "leads", "led", "Write under `leads` who it was.")
            continue
        person = holder(program, word)
        if person is None or PRODUCT in person.functions:
            continue
        yield hit(
            at(session, "leads"),
            f"{session_title(program, session, now)} is led by {described(person)} and not by Product.",
            help=f"Let {for_role(program, PRODUCT, person.one)} lead.",
            clause="other",
            related=entries(person, "named here"),
        )


@rule(
    "ROL307",
    "engineering-speaks",
    "error",
    "A-091",
    clauses={
        "leads": "somebody of Engineering leads",
        "facilitates": "somebody of Engineering facilitates",
    },
    why="Engineering is there to hear the use at first hand. Once an engineer presents or asks, the talk turns to "
    "what is possible and the design gets defended.",
    mend="Let Engineering observe, Product lead and CS facilitate.",
    bad=(
        Example(
            "sessions:\n  - number: 2\n    leads: engineering # <-\n    observes: [Ines Roth, Max Bell]\n"
            "team:\n  engineering: [Lena Fuchs, Max Bell]",
            "leads",
        ),
        Example("sessions:\n  - number: 3\n    facilitates: Lena Fuchs # <-", "facilitates"),
    ),
    good=(
        Example(
            "sessions:\n  - number: 3\n    observes:\n      - Lena Fuchs\n      - Ines Roth",
            note="they watch",
        ),
        Example(
            "team:\n  engineering:\n    - name: Priya Nair\n    - name: Lena Fuchs",
            note="Product who is an engineer as well leads as Product",
        ),
    ),
)
def engineering_speaks(program: Program, now: datetime) -> Iterator[Hit]:
    """Somebody of Engineering leads or facilitates a session."""
    for session in _sessions(program):
        for key, word, own, verb in (
            ("leads", session.leads, PRODUCT, "lead"),
            ("facilitates", session.facilitates, CS, "facilitate"),
        ):
            person = holder(program, word) if word else None
            if person is None or ENGINEERING not in person.functions or own in person.functions:
                continue
            yield hit(
                at(session, key),
                f"{described(person)} {key} {_lower(session_title(program, session, now))}; Engineering watches and "
                "takes notes.",
                help=f"Let {for_role(program, own, person.one)} {verb}.",
                clause=key,
                related=entries(person, "named here"),
            )
