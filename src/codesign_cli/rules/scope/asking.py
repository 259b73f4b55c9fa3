"""Scope rules on what is asked and said in sessions: wide questions, opinions, drawings, sign-offs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, cast

from codesign_cli.duties import owed
from codesign_cli.duties.gates import in_english
from codesign_cli.model.derive import number_of
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.rules.scope.length import session_said
from codesign_cli.rules.scope.wording import own_words
from codesign_cli.say import quoted

if TYPE_CHECKING:
    from codesign_cli.model.program import Program
    from codesign_cli.model.sessions import Session
    from codesign_cli.rules.phrases import Found


def _asked(
    program: Program, code: str, phrases: tuple[str, ...], numbers: tuple[int, ...] = ()
) -> Iterator[tuple[Session, int, str, Found]]:
    """The questions of an English program in which a rule's signs are enough; of some sessions, or of all."""
    from codesign_cli.rules.phrases import signs_of

    if not in_english(program):
        return
    own = own_words(program)
    for session in program.sessions:
        if session.held is False or (numbers and number_of(program, session) not in numbers):
            continue
        for index, question in enumerate(session.questions):
            found = signs_of(code, phrases).found(question, own)
            if found:
                yield session, index, question, found


@rule(
    "SCO122",
    "widening-question",
    "warning",
    "A-127",
    phrases=True,
    clauses={"widening": "a question opens the talk beyond the feature"},
    why="One wide question and the rest of the session is about everything else. What comes then cannot be built here, "
    "and those who said it expect an answer.",
    mend="Ask about one step of the feature, as it was done the last time. For everything else there is another "
    "meeting.",
    bad=(
        Example(
            "sessions:\n  - number: 1\n    questions:\n"
            "      - Is there anything else in the product that bothers you? # <-\n",
            "widening",
        ),
        Example(
            "sessions:\n  - number: 1\n    questions:\n"
            "      - What would you wish for if you had a magic wand? # <-\n",
            "widening",
        ),
    ),
    good=(
        Example(
            "sessions:\n  - number: 1\n    questions:\n"
            "      - What else do you check before you pick the new owner?\n",
            note="it stays at one step",
        ),
        Example(
            "sessions:\n  - number: 1\n    questions:\n"
            "      - Leave the rest of the product aside; what did you do when the new owner was away?\n",
            note="it narrows",
        ),
        Example(
            "sessions:\n  - number: 1\n    questions:\n"
            "      - In general, do you pick the new owner first or the tasks first?\n",
            note="a general habit in one step",
        ),
    ),
)
def widening_question(program: Program, now: datetime, phrases: tuple[str, ...] = ()) -> Iterator[Hit]:
    """Finds session questions that open the talk beyond the feature."""
    for session, index, question, found in _asked(program, "SCO122", phrases):
        yield hit(
            at(session, "questions", index, characters=(found.start, found.end)),
            f"A question of {session_said(program, session, now)} {found.reason}: {quoted(found.words(question))}.",
            help=f"Ask about one step of {quoted(program.feature.name)}, as it was done the last time.",
            clause="widening",
        )


@rule(
    "SCO123",
    "opinion-question",
    "warning",
    "A-089",
    phrases=True,
    clauses={
        "opinion": "a question of session 2 or 3 asks for liking, a judgement or an intent",
        "no-walk-through": "no question of session 2 or 3 asks for a walk-through when the session begins",
    },
    why="Asked whether they like it, people are kind. Asked to do their work with it, they show where it stops them.",
    mend='Ask for an act: "Jonas leaves on Friday; show us what you would do next."',
    bad=(
        Example(
            "sessions:\n  - number: 2\n    questions:\n      - Show us your next step.\n"
            "      - How do you like the drawer? # <-\n",
            "opinion",
        ),
        Example(
            "sessions:\n  - number: 3\n    questions:\n      - Walk us through one hand-over.\n"
            "      - Is this better than before? # <-\n",
            "opinion",
        ),
        Example(
            "sessions:\n  - number: 2\n    questions: # <-\n      - Which names did you expect in this list?\n",
            "no-walk-through",
        ),
        Example("sessions:\n  - number: 2\n    questions: [] # <-\n", "no-walk-through"),
        Example(
            "sessions:\n  - number: 3 # <-\n",
            "no-walk-through",
            drop=("sessions[3].questions",),
            as_of="2026-03-05",
            severity="info",
            note="six days before it is told",
        ),
    ),
    good=(
        Example(
            "sessions:\n  - number: 2\n    questions:\n"
            "      - What would you like to do from here to finish the hand-over?\n",
            note="liking to do something is no liking",
        ),
        Example(
            "sessions:\n  - number: 2\n    questions:\n"
            "      - We won't ask whether you like it; please show us the way to the record.\n",
            note="a negation",
        ),
        Example(
            "sessions:\n  - number: 3\n",
            drop=("sessions[3].questions",),
            note="more than a week before the session nothing is owed",
        ),
    ),
)
def opinion_question(program: Program, now: datetime, phrases: tuple[str, ...] = ()) -> Iterator[Hit]:
    """Finds questions of session 2 or 3 that ask for liking, and sessions that ask for no walk-through."""
    for session, index, question, found in _asked(program, "SCO123", phrases, (2, 3)):
        yield hit(
            at(session, "questions", index, characters=(found.start, found.end)),
            f"A question of {session_said(program, session, now)} {found.reason}: {quoted(found.words(question))}.",
            help="Give them a task from their own work and ask them to show what they would do next.",
            clause="opinion",
        )
    for duty in owed(program, now, "SCO123"):
        if not duty.done:
            yield hit(
                duty.place,
                f"No question of {session_said(program, cast('Session', duty.subject), now)} asks for a walk-through.",
                help="Add one that gives them a task from their own work and asks what they would do next.",
                clause=duty.clause,
                due=duty.due,
            )


@rule(
    "SCO128",
    "drawing-question",
    "warning",
    "B-083",
    phrases=True,
    covered_by=("SCO113",),
    clauses={"drawing": "a question asks customers to design the screen"},
    why="Customers know their work and not the rest of the product. Asked for a drawing they give one, and what they "
    "know about the work stays unsaid.",
    mend="Ask how the work goes, what they need to know at that moment, and what goes wrong. Draw it yourselves.",
    bad=(
        Example(
            "sessions:\n  - number: 2\n    questions:\n      - Show us your next step.\n"
            "      - Where would you put the confirm button? # <-\n",
            "drawing",
        ),
        Example(
            "sessions:\n  - number: 3\n    questions:\n      - Walk us through one hand-over.\n"
            "      - Please sketch the page as you would have it. # <-\n",
            "drawing",
        ),
    ),
    good=(
        Example(
            "sessions:\n  - number: 2\n    questions:\n"
            "      - Show us where you put the keys when a shift is over.\n",
            note="their own place for things",
        ),
        Example(
            "sessions:\n  - number: 2\n    questions:\n"
            "      - Please don't draw a screen for us, but show us your next step.\n",
            note="a negation",
        ),
    ),
)
def drawing_question(program: Program, now: datetime, phrases: tuple[str, ...] = ()) -> Iterator[Hit]:
    """Finds session questions that ask customers to design the screen instead of explaining their work."""
    for session, index, question, found in _asked(program, "SCO128", phrases):
        yield hit(
            at(session, "questions", index, characters=(found.start, found.end)),
            f"A question of {session_said(program, session, now)} {found.reason}: {quoted(found.words(question))}.",
            help="Ask what they need to know and do at that moment, and draw it yourselves.",
            clause="drawing",
        )


@rule(
    "SCO130",
    "sign-off-wording",
    "warning",
    "T-26",
    phrases=True,
    covered_by=("ROL309",),
    clauses={
        "session": "a session calls the last check an approval by customers",
        "text": "a text that customers see calls the last check their approval",
    },
    why="The last sessions check what is still open; what is built stays with Product. Whoever is asked to sign off "
    "expects that a no stops the release.",
    mend='Call it a last check: "we go once more through the cases that are still open".',
    bad=(
        Example(
            "sessions:\n  - number: 3\n    questions:\n      - Walk us through one hand-over.\n"
            "      - Will you then give it your seal of approval? # <-\n",
            "session",
        ),
        Example(
            "sessions:\n  - number: 3\n    shows: The final version for customer acceptance # <-\n", "session"
        ),
        Example(
            "recognition:\n  text: |\n"
            "    Thank you for three sessions over five weeks and for the record with both owners.\n"
            "    We count on your formal acceptance now. # <-\n",
            "text",
            base="finished",
        ),
    ),
    good=(
        Example(
            "sessions:\n  - number: 3\n    questions:\n"
            "      - Show us what you look at before you approve a hand-over.\n",
            note="an approval in their own work",
        ),
        Example(
            "sessions:\n  - number: 3\n    questions:\n"
            "      - You won't be asked to approve the design; show us where it fails.\n",
            note="a negation",
        ),
    ),
)
def sign_off_wording(program: Program, now: datetime, phrases: tuple[str, ...] = ()) -> Iterator[Hit]:
    """Finds a session or a text that calls the last check a sign-off or an approval by customers."""
    from codesign_cli.rules.phrases import signs_of
    from codesign_cli.rules.role.decision import customer_texts

    if not in_english(program):
        return
    signs, own = signs_of("SCO130", phrases), own_words(program)
    way = "Call it a last check of the cases that are still open; what is built stays with Product."
    for session in program.sessions:
        asked = [(("questions", index), text) for index, text in enumerate(session.questions)]
        for keys, text in (*asked, (("shows",), session.shows or "")):
            found = signs.found(text, own)
            if found and session.held is not False:
                said = session_said(program, session, now)
                message = f"{said} {found.reason}: {quoted(found.words(text))}."
                place = at(session, *keys, characters=(found.start, found.end))
                yield hit(place, message, help=way, clause="session")
    for node, path, text in customer_texts(program):
        found = signs.found(text, own)
        if found:
            message = f"A text that customers see {found.reason}: {quoted(found.words(text))}."
            yield hit(at(node, *path, characters=(found.start, found.end)), message, help=way, clause="text")
