"""What each person in the room keeps in hand: the facilitator's lines and the three cards."""

from __future__ import annotations

from codesign_cli.blocks import Block, Bullets, Heading, Line, Table, Terms
from codesign_cli.documents.agenda.facts import AgendaFacts
from codesign_cli.documents.agenda.naming import names, uneven
from codesign_cli.documents.phrasing import Phrases
from codesign_cli.documents.words import say_date
from codesign_cli.say import listed

_ASK = (
    ("Does it go like this at your place, or where does it differ?", "Do you like it?"),
    ("Where does it stop?", "What else would you want?"),
    ("What do you do next?", "Which feature matters most to you?"),
    (
        "What would have to be there for you to work differently from tomorrow on?",
        "What is on your wish list?",
    ),
    ("Show me how it runs, from what sets it off.", "How should the screen look?"),
)
"""Questions about what people do, each beside one that asks for a verdict, a wish or a drawing (D-23)."""


def phrases(facts: AgendaFacts, say: Phrases) -> tuple[Block, ...]:
    """Lines for the moment when talk drifts, stays vague or polite, or when one account carries it; what to ask."""
    rows = [
        Line(f"“{say('redirect')}”", "If it drifts"),
        Line(f"“{say('vague')}” “{say('vague_again')}”", "If it is vague"),
        Line(f"“{say('polite')}” “{say('polite_again')}”", "If it is polite"),
    ]
    if uneven(facts) and facts.format == "joint":
        rows.append(Line(f"“{say('airtime')}”", "If one carries it"))
    asked = _ASK[:3] if facts.scale == "minimum" else _ASK
    return (
        Heading(f"Lines for {names(facts.facilitator, facts)}"),
        Terms(tuple(rows)),
        Table(("Ask", "Do not ask"), asked),
    )


def cards(facts: AgendaFacts) -> tuple[Block, ...]:
    """The facilitator's, Product's and the observers' card; three lines each in the minimum."""
    most = 3 if facts.scale == "minimum" else 8
    found: list[Block] = [Heading("Cards")]
    for title, lines in (
        (f"Facilitator: {listed(facts.facilitator)}", _facilitator(facts)),
        (f"Product: {listed(facts.decider)}", _product(facts)),
        (_observer_title(facts), _observer(facts)),
    ):
        found += [Heading(title, 3, card=True), Bullets(tuple(Line(line) for line in lines[:most]))]
    return tuple(found)


def _facilitator(facts: AgendaFacts) -> list[str]:
    quiet = f", beginning with {facts.guests[0].name}" if uneven(facts) and facts.format == "joint" else ""
    return [
        f"Every account gets its turn{quiet}; you watch the clock and the silence.",
        "Take neither side: do not sell what is shown, do not excuse it, do not cheer anybody up.",
        "You lead back to the subject, at once and in the open. It needs no excuse, and it is never Product's to do.",
        "A remark without a place or an event is asked about until it has one.",
        "Write what was said as it was said. Milder words today are a wrong decision next week.",
        *_quiet(facts),
        "The tone is yours to hold; Product listens.",
        "What you notice about the relationship goes into your own notes, not into the record.",
    ]


def _quiet(facts: AgendaFacts) -> list[str]:
    """The accounts of which there is no record yet, where there is one of others."""
    silent = [guest.name for guest in facts.guests if not guest.records]
    if not silent or len(silent) == len(facts.guests):
        return []
    return [f"Nothing on record yet of {listed(silent)}. Do not end without it."]


def _product(facts: AgendaFacts) -> list[str]:
    due = f" by {say_date(facts.reading_due)}" if facts.reading_due else " within two working days"
    return [
        "Show, then listen. The answer to a question is a question: what did you expect here?",
        "Say “noted”, not yes and not no. Name no dates and give no word on what comes.",
        f"Write your reading of each record (incorporate, decline, investigate){due}; it is not spoken in the room.",
        f"Ask only about {facts.feature}, and about what people do, never about whether it pleases them.",
        "If the talk drifts, leave it to the facilitator.",
    ]


def _observer_title(facts: AgendaFacts) -> str:
    return f"Observers: {listed(facts.observers)}" if facts.observers else "Engineering: not in the room"


def _observer(facts: AgendaFacts) -> list[str]:
    if not facts.observers:
        return ["Reads the record afterwards, with the customers' own words beside it."]
    return [
        "Listen and write. Nothing is presented, explained or defended, and nobody says what is hard to build.",
        "Note the step at which a hand stops, and the words for it.",
        "Questions go to Product after the session.",
    ]
