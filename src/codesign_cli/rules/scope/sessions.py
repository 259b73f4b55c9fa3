"""Scope rules on what the sessions are for: their order, what they show, and what session 3 answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, cast

from codesign_cli.duties import owed
from codesign_cli.duties.gates import in_english, says
from codesign_cli.finding import Place
from codesign_cli.model.derive import moment, number_of, purpose_of, session_by_number, session_times
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.rules.scope.length import session_said
from codesign_cli.rules.scope.solutions import asks_about_a_solution, is_about_the_problem, shows_a_solution
from codesign_cli.say import listed, quoted

if TYPE_CHECKING:
    from codesign_cli.model.program import Program
    from codesign_cli.model.sessions import Session

_PURPOSES = {
    "problem-validation": "the problem validation",
    "prototype-feedback": "the prototype feedback",
    "solution-iteration": "the solution iteration",
    "edge-cases": "the edge cases",
    "last-check": "the last check",
}
"""Each purpose as it is named in a sentence, in the order that sessions follow (A-102)."""
_ORDER = tuple(_PURPOSES)
_NEEDED = _ORDER[:3]
"""The purposes that the later ones build on; edge cases and a last check may be left out."""


def _inside(said: str) -> str:
    """The name of a session inside a sentence."""
    return f"{said[0].lower()}{said[1:]}"


def _in_order(program: Program) -> list[tuple[int, Session]]:
    """The sessions with their numbers, by number; the file's order where two share one."""
    numbered = [(number_of(program, session), session) for session in program.sessions]
    return sorted(numbered, key=lambda pair: pair[0])


@rule(
    "SCO112",
    "session-order",
    "error",
    "A-102",
    clauses={
        "purposes": "a purpose comes after one that builds on it, or before one that is missing",
        "numbers": "a number is left out",
        "dates": "a session is not later than the one before it",
    },
    why="First the problem, then a prototype, then its revision, then the rare cases: each session builds on what the "
    "one before it found. Out of order, customers react to a solution for a problem that nobody has checked.",
    mend="Put the purposes in their order, number the sessions 1, 2, 3, and date each later than the one before it.",
    bad=(
        Example(
            "sessions:\n  - number: 2\n    purpose: solution-iteration\n"
            "  - number: 3\n    purpose: prototype-feedback # <-\n",
            "purposes",
            note="two purposes changed places: the later session is found",
        ),
        Example(
            "sessions:\n  - number: 1\n    purpose: prototype-feedback # <-\n",
            "purposes",
            note="nobody checks the problem before the prototype",
        ),
        Example(
            "sessions:\n  - number: 4 # <-\n    at: 2026-03-11T16:00\n", "numbers", drop=("sessions[3]",)
        ),
        Example("sessions:\n  - number: 2 # <-\n", "numbers", drop=("sessions[1]",)),
        Example(
            "sessions:\n  - number: 2\n    at: 2026-02-04T15:00 # <-\n",
            "dates",
            note="the same moment is not later",
        ),
        Example(
            "sessions:\n  - number: 1\n    at:\n      northwind: 2026-02-04T15:00\n      halden: 2026-02-05T15:00\n"
            "  - number: 2\n    at:\n      northwind: 2026-02-03T15:00 # <-\n      halden: 2026-02-18T15:00\n",
            "dates",
            note="each account's own times count where sessions are single",
        ),
    ),
    good=(
        Example(
            "sessions:\n  - number: 3\n    at: 2026-03-11T16:00\n  - number: 2\n    at: 2026-02-18T16:00\n",
            note="the order in the file does not matter",
        ),
        Example(
            "timeline:\n  end: 2026-03-25\nsessions:\n  - number: 4\n    purpose: last-check\n"
            "    at: 2026-03-25T16:00\n    minutes: 60\n"
            "    because:\n      - account: halden\n        unresolved: Hand-overs across two sites\n",
            drop=("invitation.text",),
            note="a last check may come without edge cases",
        ),
        Example(
            "sessions:\n  - number: 2\n",
            base="begun",
            drop=("sessions[2].purpose", "sessions[2].at"),
            note="the purpose follows the number",
        ),
    ),
)
def session_order(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds sessions whose purposes, numbers or dates do not follow each other."""
    ordered = _in_order(program)
    sessions = [session for _, session in ordered]
    holes = tuple(_numbers(ordered))
    yield from holes
    # A number left out leaves its purpose out as well: one cause, told once.
    yield from _purposes(program, sessions, now, whole=not holes)
    yield from _dates(program, sessions, now)


def _purposes(program: Program, sessions: list[Session], now: datetime, whole: bool) -> Iterator[Hit]:
    ranks = [_ORDER.index(purpose_of(program, session)) for session in sessions]
    told: set[int] = set()
    for index, (session, rank) in enumerate(zip(sessions, ranks, strict=True)):
        needed = range(min(rank, len(_NEEDED))) if whole else ()
        missing = [before for before in needed if before not in ranks and before not in told]
        told.update(missing)
        related: tuple[Place, ...] = ()
        if index and rank < ranks[index - 1]:
            earlier = sessions[index - 1]
            what = f"comes after {_inside(session_said(program, earlier, now))}, {_PURPOSES[_ORDER[ranks[index - 1]]]}"
            related = (at(earlier, "purpose", note="this builds on it"),)
        elif missing:
            what = f"comes without {listed([_PURPOSES[_ORDER[before]] for before in missing])} before it"
        else:
            continue
        yield hit(
            at(session, "purpose"),
            f"{session_said(program, session, now)}, {_PURPOSES[_ORDER[rank]]}, {what}.",
            help="Keep the order: the problem, a prototype, its revision, then edge cases or a last check.",
            clause="purposes",
            related=related,
        )


def _numbers(ordered: list[tuple[int, Session]]) -> Iterator[Hit]:
    before = 0
    for number, session in ordered:
        if number > before + 1:
            one = number == before + 2
            gap = f"is no session {before + 1}" if one else f"are no sessions {before + 1} to {number - 1}"
            yield hit(
                at(session, "number"),
                f"Session {number} comes next, but there {gap}."
                if before
                else f"The sessions begin with number {number}; there {gap}.",
                help="Number the sessions 1, 2, 3 without a gap.",
                clause="numbers",
            )
        before = number


def _dates(program: Program, sessions: list[Session], now: datetime) -> Iterator[Hit]:
    earlier: Session | None = None
    for session in sessions:
        if session.at is None:
            continue
        clash = earlier is not None and _not_later(program, earlier, session)
        if earlier is not None and clash:
            account = clash if isinstance(clash, str) else None
            before = _inside(session_said(program, earlier, now))
            whose = f" for {quoted(account)}" if account else ""
            yield hit(
                at(session, "at", account) if account else at(session, "at"),
                f"{session_said(program, session, now)} is not later than {before}{whose}.",
                help="Check both dates: each session comes after the one before it.",
                clause="dates",
                related=(at(earlier, "at", note="the session before it"),),
            )
        earlier = session


def _not_later(program: Program, earlier: Session, session: Session) -> bool | str:
    """Whether a session does not come after the one before it; the account for which, where both time them singly."""
    if isinstance(earlier.at, dict) and isinstance(session.at, dict):
        both = [account for account in session.at if account in earlier.at]
        for account in both:
            if moment(program, session.at[account]) <= moment(program, earlier.at[account]):
                return account
        if both:
            return False
    first, last = session_times(program, session), session_times(program, earlier)
    return bool(first and last) and first[0] <= last[-1]


@rule(
    "SCO113",
    "solution-shown-early",
    "error",
    "A-083",
    clauses={
        "shows": "session 1 has something on screen other than the problem statement",
        "asks": "a question of session 1 is about a solution",
    },
    why="Session 1 finds out whether the problem is understood. Once a solution is in the room everybody talks about "
    "that, and where the understanding was off never comes up.",
    mend="Show the problem statement at most, and ask how the work goes today and where the description is wrong. Keep "
    "the prototype for session 2.",
    bad=(
        Example("sessions:\n  - number: 1\n    shows: The clickable drawer # <-\n", "shows"),
        Example(
            "sessions:\n  - number: 1\n    shows: The drawer over the task list # <-\n",
            "shows",
            note="whatever is not the problem statement",
        ),
        Example(
            "sessions:\n  - number: 1\n    questions:\n      - How did your last hand-over go?\n"
            "      - Would you use this drawer on a Friday afternoon? # <-\n"
            "      - What do you think of the new screen? # <-\n",
            "asks",
        ),
        Example(
            "sessions:\n  - number: 1\n    questions:\n      - What would an ideal solution look like? # <-\n",
            "asks",
        ),
    ),
    good=(
        Example("sessions:\n  - number: 1\n    shows: The problem statement on one page\n"),
        Example(
            "sessions:\n  - number: 1\n    questions:\n      - Which screens do you go through today for one leaver?\n"
            "      - What solutions have you tried so far?\n"
            "      - Where is the problem statement not yet about your team?\n"
            "      - Before any prototype is drawn, what must we know about your last hand-over?\n",
            note="what customers have today, and what is not shown yet",
        ),
        Example(
            "feature:\n  name: Screen handover\nsessions:\n  - number: 1\n    questions:\n"
            "      - Who does the screen handover in your team?\n",
            drop=("invitation.text",),
            note="a word of the feature's own name",
        ),
        Example(
            "language: de\nsessions:\n  - number: 1\n    shows: Die Beschreibung des Anliegens\n",
            drop=("invitation.text",),
            note="in another language the wording rules are silent",
        ),
    ),
)
def solution_shown_early(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds a session 1 that shows a solution or asks about one."""
    session = session_by_number(program, 1)
    if session is None or session.held is False or not in_english(program):
        return
    own = (program.feature.name, *program.feature.in_scope)
    said = session_said(program, session, now)
    if session.shows is not None and says(session.shows):
        words = shows_a_solution(session.shows, own)
        if words or not is_about_the_problem(session.shows):
            yield hit(
                at(session, "shows", characters=words),
                f"{said} shows {quoted(session.shows)}, where the problem statement is all that belongs on screen.",
                help="Keep it for session 2; in session 1 show the problem statement or nothing.",
                clause="shows",
            )
    for index, question in enumerate(session.questions):
        words = asks_about_a_solution(question, own)
        if words:
            yield hit(
                at(session, "questions", index, characters=words),
                f"{said} asks about a solution ({quoted(question[slice(*words)])}) before the problem is confirmed.",
                help="Ask how the work goes today, and where our description of the problem is wrong.",
                clause="asks",
            )


@rule(
    "SCO114",
    "nothing-to-react-to",
    "error",
    "A-087 A-175",
    clauses={
        "nothing-shown": "`shows` of session 2 or 3 is empty when the session begins",
        "only-described": "`shows` of session 2 or 3 is only described in words, and `scale` is not minimum",
    },
    why="Without something to walk through, people say what they imagine. A small program may describe the flow in "
    "words; any other needs a prototype or a mock-up that they can act on.",
    mend="Write under `shows` what customers walk through: a prototype, a mock-up, a sketch of the flow.",
    bad=(
        Example(
            "sessions:\n  - number: 3 # <-\n",
            "nothing-shown",
            as_of="2026-03-11T16:01",
            drop=("sessions[3].shows",),
            note="a minute after it has begun",
        ),
        Example('sessions:\n  - number: 2\n    shows: "" # <-\n', "nothing-shown"),
        Example(
            "sessions:\n  - number: 3\n    shows: null # <-\n",
            "nothing-shown",
            as_of="2026-03-04",
            drop=("sessions[3].shows",),
            severity="info",
            note="seven days before it is told",
        ),
        Example(
            "sessions:\n  - number: 2\n    shows: The flow, described in plain words # <-\n", "only-described"
        ),
    ),
    good=(
        Example(
            "scale: minimum\nsessions:\n  - number: 2\n    shows: The flow, described in plain words\n",
            note="in a small program a described flow is enough",
        ),
        Example(
            "sessions:\n  - number: 3\n",
            as_of="2026-02-25",
            drop=("sessions[3].shows",),
            note="two weeks before the session nothing is owed",
        ),
        Example("sessions:\n  - number: 2\n    shows: A mock-up of the flow described in the brief\n"),
    ),
)
def nothing_to_react_to(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds a session 2 or 3 that begins with nothing on screen to react to."""
    for duty in owed(program, now, "SCO114"):
        if duty.done:
            continue
        said = f"Session {number_of(program, cast('Session', duty.subject))}"
        told = duty.clause == "only-described"
        yield hit(
            duty.place,
            f"{said} only describes what customers should walk through."
            if told
            else f"{said} shows nothing to react to.",
            help="Bring a mock-up or a prototype, however rough, and write it under `shows`.",
            clause=duty.clause,
            due=duty.due,
        )


@rule(
    "SCO115",
    "iteration-without-answers",
    "error",
    "A-092",
    clauses={"no-answers": "`answers` of session 3 is empty when the session begins"},
    why="Session 3 shows what became of session 2. If no change answers a record, customers see that they were heard "
    "out and not heard.",
    mend="Write under `answers` each record that the revision answers, and what it changes.",
    bad=(
        Example(
            "sessions:\n  - number: 3 # <-\n",
            "no-answers",
            as_of="2026-03-11T16:01",
            drop=("sessions[3].answers",),
        ),
        Example(
            "sessions:\n  - number: 3\n    answers: {} # <-\n",
            "no-answers",
            as_of="2026-03-05",
            drop=("sessions[3].answers",),
            severity="info",
            note="six days before it is told",
        ),
    ),
    good=(
        Example(
            "sessions:\n  - number: 3\n",
            drop=("sessions[3].answers",),
            note="more than a week before the session nothing is owed",
        ),
        Example("sessions:\n  - number: 3\n    answers:\n      F03: The record shows both days\n"),
    ),
)
def iteration_without_answers(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds a session 3 that begins without naming a record that its revision answers."""
    for duty in owed(program, now, "SCO115"):
        if not duty.done:
            said = f"Session {number_of(program, cast('Session', duty.subject))}"
            yield hit(
                duty.place,
                f"{said} names no record that its revision answers.",
                help="Write each under `answers`, with what the revision changes.",
                clause="no-answers",
                due=duty.due,
            )
