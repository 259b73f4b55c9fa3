"""Scope rules on how many sessions a program has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.duties import owed
from codesign_cli.model.derive import number_of
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.rules.scope.length import session_said
from codesign_cli.say import listed, number_word

if TYPE_CHECKING:
    from codesign_cli.model.program import Program

MOST_SESSIONS = 5
"""More than these, and the problem was mostly not clear (A-075)."""

_SIX = """\
timeline:
  end: 2026-04-01
sessions:
  - number: 4
    purpose: edge-cases
    at: 2026-03-18T16:00
    minutes: 60
  - number: 5
    purpose: last-check
    at: 2026-03-25T16:00
    minutes: 60
"""
"""Two more sessions, so that there are five."""
_BECAUSE = "    because:\n      - account: halden\n        unresolved: Hand-overs across two sites\n"


@rule(
    "SCO109",
    "too-many-sessions",
    "warning",
    "A-075 A-037",
    clauses={"sixth": "a sixth session, with the figure on fatigue and whom it covers"},
    why="Whoever needs a sixth session has mostly begun with a problem that was not defined well enough. And people "
    "tire: ProductLed 2024, as cited, saw sessions get worse beyond the fifth in 73 % of mid-market cases; nothing is "
    "said of others.",
    mend="Leave it out, end with the debrief, and take what is open into a program of its own.",
    bad=(
        Example(
            f"{_SIX}  - number: 6 # <-\n    purpose: last-check\n    at: 2026-04-01T16:00\n    minutes: 60\n",
            "sixth",
        ),
    ),
    good=(
        Example(
            _SIX.replace("04-01", "03-25").replace(
                "    minutes: 60\n",
                f"    minutes: 60\n{_BECAUSE}",
            ),
            drop=("invitation.text",),
            note="five are the most",
        ),
    ),
)
def too_many_sessions(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds a sixth session: the problem was not clear enough, and people tire."""
    planned = sorted(
        (session for session in program.sessions if session.held is not False),
        key=lambda session: number_of(program, session),
    )
    if len(planned) <= MOST_SESSIONS:
        return
    covered = [account.name for account in program.accounts if _mid_market(account.segment)]
    whom = f"here {listed(covered)}" if covered else "no account here is marked as one"
    yield hit(
        at(planned[MOST_SESSIONS]),
        f"{session_said(program, planned[MOST_SESSIONS], now)} is the sixth of {number_word(len(planned))}; beyond "
        "five the problem was mostly not pinned down, and ProductLed 2024, as cited, saw sessions get worse with "
        f"tiredness in 73 % of cases with mid-market customers ({whom}).",
        help="End with the fifth, and take what is still open into a program of its own.",
        clause="sixth",
    )


def _mid_market(segment: str | None) -> bool:
    return segment is not None and "".join(filter(str.isalpha, segment.casefold())) == "midmarket"


@rule(
    "SCO110",
    "too-few-sessions",
    "error",
    "A-072",
    clauses={"too-few": "fewer than three sessions stand in the file once the timeline has started"},
    why="One session tests the problem, one a first prototype, one its revision. With fewer, what customers said is "
    "never brought back to them.",
    mend="Plan three: problem validation, prototype feedback, solution iteration.",
    bad=(
        Example(
            "sessions: # <-\n  - number: 1\n",
            "too-few",
            drop=("sessions[3]",),
        ),
        Example(
            "codesign: 1 # <-\ntimeline:\n  start: 2026-02-04\n",
            "too-few",
            base="begun",
            as_of="2026-02-04",
            drop=("sessions",),
            note="on the first day it is due",
        ),
        Example(
            "scale: minimum\nsessions: # <-\n  - number: 1\n",
            "too-few",
            base="begun",
            as_of="2026-01-28",
            drop=("sessions[3]",),
            severity="info",
            note="seven days before the start, in a small program too",
        ),
    ),
    good=(
        Example(
            "sessions:\n  - number: 1\n",
            base="begun",
            as_of="2026-01-15",
            drop=("sessions[3]",),
            note="before the start the plan may still grow",
        ),
        Example("sessions:\n  - number: 3\n", note="three are enough"),
    ),
)
def too_few_sessions(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds a program that has started with fewer than three sessions planned."""
    for duty in owed(program, now, "SCO110"):
        if not duty.done:
            number = len(program.sessions)
            planned = f"{number_word(number).capitalize()} session{' is' if number == 1 else 's are'} planned"
            yield hit(
                duty.place,
                f"{planned}, and a co-design needs three.",
                help="Plan the problem validation, the prototype feedback and the solution iteration.",
                clause="too-few",
                due=duty.due,
            )
