"""Rule on presence: Product is at every session, and Product and CS are both at the debrief."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.duties import owed
from codesign_cli.duties.closing import debrief_start
from codesign_cli.duties.roles import CS, PRODUCT, holder
from codesign_cli.duties.sessions import session_title
from codesign_cli.model.derive import leads, number_of
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.rules.role.naming import described, for_role, label
from codesign_cli.say import listed

if TYPE_CHECKING:
    from codesign_cli.model.program import Program
    from codesign_cli.model.sessions import Session

_AYLIN = "accounts:\n  - id: halden\n    csm: Aylin Kaya\n"


@rule(
    "ROL317",
    "product-absent",
    "error",
    "A-099 A-147",
    clauses={
        "session": "Product is missing at a session; in the minimum this is asked of session 1 alone",
        "debrief-product": "`present` of the debrief names nobody of Product",
        "debrief-cs": "it names nobody of CS",
        "debrief-both": "it names nobody of either",
        "debrief-unsaid": "the debrief has begun, and the file does not say who was present",
    },
    why="Product is in the room to see the use and to judge what to take in; a summary loses the moment at which "
    "somebody gave up. At the debrief the accounts hear the decisions from the one who made them, with CS beside, who "
    "goes on with them afterwards.",
    mend="Let Product lead each session, and write both under `present` of the debrief; if one cannot come, move it.",
    bad=(
        Example(
            f"{_AYLIN}sessions:\n  - number: 2\n    leads: cs # <-\n    facilitates: Aylin Kaya\n", "session"
        ),
        Example(
            "sessions:\n  - number: 3\n    leads: Lena Fuchs # <-\n    observes: none\n",
            "session",
            note="planned that way",
        ),
        Example(
            f"scale: minimum\n{_AYLIN}sessions:\n  - number: 1\n    leads: cs # <-\n    facilitates: Aylin Kaya\n",
            "session",
            note="the minimum owes session 1",
        ),
        Example("debrief:\n  present: [cs] # <-\n", "debrief-product", base="finished"),
        Example(
            "debrief:\n  present: [cs, engineering] # <-\n",
            "debrief-product",
            base="finished",
            as_of="2026-04-01",
        ),
        Example("debrief:\n  present: [Priya Nair] # <-\n", "debrief-cs", base="finished"),
        Example(
            "scale: minimum\ndebrief:\n  present: [product] # <-\n",
            "debrief-cs",
            base="finished",
            note="the minimum owes the debrief in full",
        ),
        Example("debrief:\n  present: [Lena Fuchs] # <-\n", "debrief-both", base="finished"),
        Example(
            "debrief: # <-\n  minutes: 30\n", "debrief-unsaid", base="finished", drop=("debrief.present",)
        ),
        Example("debrief:\n  present: [] # <-\n", "debrief-unsaid", base="finished", as_of="2026-04-22"),
    ),
    good=(
        Example(
            f"{_AYLIN}scale: minimum\nsessions:\n  - number: 2\n    facilitates: Aylin Kaya\n",
            note="Product leads",
        ),
        Example(
            f"{_AYLIN}debrief:\n  present: [Priya Nair, Aylin Kaya, engineering]\n",
            base="finished",
            note="Product by name, an account's own CSM for CS, and somebody else",
        ),
        Example(
            "debrief:\n  at: 2026-04-21T16:00\n",
            note="who comes to a debrief that lies ahead need not be written yet",
        ),
    ),
    covered_by=("ROL306",),
)
def product_absent(program: Program, now: datetime) -> Iterator[Hit]:
    """Product is missing at a session, or Product or CS is missing at the debrief."""
    yield from _sessions(program, now)
    yield from _debrief(program, now)


def _sessions(program: Program, now: datetime) -> Iterator[Hit]:
    """The sessions that somebody else leads and that nobody of Product watches or facilitates either."""
    for session in program.sessions:
        word = leads(program, session, now)
        if session.held is False or word is None or _product_in(program, session, word):
            continue
        if program.scale == "minimum" and number_of(program, session) != 1:
            continue
        person = holder(program, word)
        by = f" and is led by {described(person)}" if person else ""
        yield hit(
            at(session, "leads"),
            f"{session_title(program, session, now)} has nobody of Product in the room{by}.",
            help=f"Let {for_role(program, PRODUCT)} lead: what people do shows in the room, not in a summary.",
            clause="session",
        )


def _product_in(program: Program, session: Session, leader: str) -> bool:
    """Whether somebody of Product is in the room, or may be, as a name that nobody bears (FIL006 speaks of that).

    Whoever came along for an account and is not known is a customer.
    """
    ours = (leader, *((session.facilitates,) if session.facilitates else ()), *(session.observes or ()))
    known = [holder(program, word) for word in ours]
    if None in known:
        return True
    known += [holder(program, word) for names in session.attended.values() for word in names]
    return any(one is not None and PRODUCT in one.functions for one in known)


def _debrief(program: Program, now: datetime) -> Iterator[Hit]:
    """Product and CS at the debrief: as `present` says, and that it says anything once the debrief begins."""
    debrief = program.debrief
    for duty in owed(program, now, "ROL317"):
        if not duty.done:
            yield hit(
                duty.place,
                "The debrief names nobody of Product and CS who was present.",
                help="Write under `present` who was there: Product leads the debrief, CS is beside.",
                clause=duty.clause,
                due=duty.due,
            )
    words = [word for word in debrief.present if word.strip()] if debrief else []
    known = [holder(program, word) for word in words]
    there = frozenset().union(*(one.functions for one in known if one is not None))
    missing = [party for party in (PRODUCT, CS) if party not in there]
    if not missing or not words or any(one is None for one in known):
        return
    names = listed([for_role(program, party) for party in missing])
    start = debrief_start(program)
    over = start is not None and start <= now
    yield hit(
        at(debrief, "present"),
        f"{listed([label(party) for party in missing])} {_are(len(missing), over)} missing at the debrief.",
        help=f"Let {names} speak with the accounts as well; only next time can both be there."
        if over
        else f"Let {names} be there, or move it to a day on which both can.",
        clause="debrief-both" if len(missing) == 2 else f"debrief-{missing[0]}",
    )


def _are(number: int, over: bool) -> str:
    """The verb for so many, in its time."""
    return ("was" if over else "is") if number == 1 else ("were" if over else "are")
