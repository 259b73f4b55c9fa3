"""Scope rules on what the sessions taught: corrections of our understanding, and records that hurt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.duties.course import written_up
from codesign_cli.duties.gates import says
from codesign_cli.model.derive import session_by_number
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.rules.expectation.naming import who
from codesign_cli.rules.scope.length import session_said
from codesign_cli.say import number_word

if TYPE_CHECKING:
    from codesign_cli.model.program import Program

FEWEST_HELD = 2
"""From so many held sessions on a record above minor is expected (X-021)."""


@rule(
    "SCO125",
    "no-corrections",
    "warning",
    "A-085",
    clauses={"none": "session 1 was held, and `corrections` holds nothing"},
    why="Where our picture of the problem is wrong is the most useful thing that session 1 can find, and hardly any "
    "picture is right throughout. None found mostly means that nobody asked where it does not fit.",
    mend="Write each difference under `corrections`: what we said, what they say. If there was none, go through the "
    "description again in session 2, line by line, with their last case beside it.",
    bad=(
        Example("sessions:\n  - number: 1 # <-\n", "none", drop=("sessions[1].corrections",)),
        Example("sessions:\n  - number: 1\n    corrections: [] # <-\n", "none"),
        Example(
            "sessions:\n  - number: 1\n    corrections: none # <-\n", "none", note="none is what is doubtful"
        ),
        Example(
            "sessions:\n  - number: 1 # <-\n",
            "none",
            as_of="2026-02-05",
            drop=("sessions[1].corrections",),
            note="the day after, when its records stand in the file already",
        ),
    ),
    good=(
        Example(
            "sessions:\n  - number: 1\n    corrections:\n      - account: halden\n"
            "        they_say: A hand-over takes a shift leader two evenings\n"
            "feedback:\n  - id: F05\n    session: 1\n    account: corvus\n    step: Choosing new owners\n"
            "    friction: The leaver is gone before anybody asks for the list\n    severity: minor\n"
            "    pm_read: investigate\n",
            note="one is enough",
        ),
        Example(
            "title: Bulk ownership transfer\n",
            base="begun",
            note="session 1 lies ahead",
        ),
        Example(
            "feedback: []\n",
            as_of="2026-02-06",
            drop=(
                *("sessions[2].held", "sessions[2].opened", "sessions[2].attended"),
                *("sessions[1].corrections", "sessions[3].answers"),
            ),
            note="within two working days the session is still being written up",
        ),
    ),
    covered_by=("EXP420",),
)
def no_corrections(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds a held session 1 that corrected nothing in our understanding of the problem."""
    session = session_by_number(program, 1)
    if session is None or not written_up(program, session, now):
        return
    if not any(says(one.we_said) or says(one.they_say) for one in session.corrections):
        yield hit(
            at(session, "corrections"),
            f"{session_said(program, session, now)} corrected nothing in our description of the problem.",
            help="Write what was off under `corrections`; if nothing was, ask next time where it does not fit.",
            clause="none",
        )


_ALL_MINOR = """\
feedback:{mark}
  - id: F01
    severity: minor
  - id: F02
    severity: minor
  - id: F03
    severity: {third}
"""


@rule(
    "SCO129",
    "evaluation-too-kind",
    "warning",
    "X-021",
    limits={"sessions": FEWEST_HELD},
    clauses={"kind": "two sessions were held, and no record is above minor"},
    why="Two sessions on something unfinished that find only trifles have mostly found politeness. People spare those "
    "who sit in front of them.",
    mend="Ask for the moment at which they would give up and go back to what they do today, and let CS ask it.",
    bad=(
        Example(_ALL_MINOR.format(mark=" # <-", third="minor"), "kind"),
        Example(
            _ALL_MINOR.format(mark=" # <-", third="minor"),
            "kind",
            as_of="2026-02-19",
            note="the day after session 2, when its records stand in the file already",
        ),
    ),
    good=(
        Example(_ALL_MINOR.format(mark="", third="significant"), note="one above minor"),
        Example(
            "feedback:\n  - id: F01\n    severity: minor\n",
            as_of="2026-02-20",
            drop=("feedback[F02]", "feedback[F03]", "feedback[F04]", "sessions[3].answers"),
            note="session 2 is still being written up",
        ),
    ),
)
def evaluation_too_kind(program: Program, now: datetime, limits: Mapping[str, float]) -> Iterator[Hit]:
    """Finds a program that found nothing above minor in two sessions or more."""
    if any(record.severity != "minor" for record in program.feedback):
        return
    held = sum(1 for session in program.sessions if written_up(program, session, now))
    if held and held >= limits["sessions"]:
        sessions = f"{number_word(held).capitalize()} {'session was' if held == 1 else 'sessions were'} held"
        records = len(program.feedback)
        found = (
            f"none of the {records} records is" if records > 1 else "its one record is not" if records else ""
        )
        yield hit(
            at(program, "feedback"),
            f"{sessions}, and {found} above minor."
            if found
            else f"{sessions}, and nothing above minor was recorded.",
            help=f"Let {who(program, 'cs')} ask what would make them stop and go back to what they do today.",
            clause="kind",
        )
