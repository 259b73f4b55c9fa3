"""The page of a session for those who come to it."""

from __future__ import annotations

from collections.abc import Mapping

from codesign_cli.blocks import Block, Heading, Paragraph, Terms
from codesign_cli.blocks import Line as Row
from codesign_cli.documents.customer import unready
from codesign_cli.documents.customer.agenda.facts import SessionFacts
from codesign_cli.documents.customer.agenda.script import PHRASES, schedule
from codesign_cli.documents.customer.plan_rows import room_table
from codesign_cli.documents.customer.times import say_when
from codesign_cli.documents.customer.unready import Unready
from codesign_cli.documents.phrasing import OWN, Phrases
from codesign_cli.say import count

NAMES = {
    "problem-validation": "The problem",
    "prototype-feedback": "A first draft",
    "solution-iteration": "The revised draft",
    "edge-cases": "Open cases",
    "last-check": "A last look",
}
"""What a session of each purpose is called on a customer's page."""


def layout(facts: SessionFacts | Unready, own: Mapping[str, str] = OWN) -> tuple[Block, ...]:
    """The page of a session; only what is missing where it cannot be sent."""
    if isinstance(facts, Unready):
        return unready.layout(facts)
    say = Phrases(PHRASES, facts, own)
    key = facts.purpose.replace("-", "_")
    return (
        Heading(f"Session {facts.session} · {NAMES[facts.purpose]}", 1, _aside(facts)),
        Paragraph(facts.feature),
        Paragraph(say("greeting" if facts.people else "greeting_all")),
        Paragraph(say(f"purpose_{key}")),
        *_elsewhere(facts),
        Heading("Please bring"),
        Paragraph(f"{say(f'prepare_{key}')} {say('prepare_nothing_else')}"),
        Heading("What happens when"),
        schedule(facts, say),
        Heading("Who is in the room"),
        room_table(facts.room),
        Heading("What happens with what you say"),
        Paragraph(f"{say('afterwards')} {say('beyond')}"),
        Paragraph(say("hear")),
    )


def _aside(facts: SessionFacts) -> str:
    if facts.start is None and facts.own_time and facts.account is None:
        return f"each team at its own time, {count(facts.minutes, 'minute')}"
    if facts.start is None:
        return f"{say_when(None, facts.minutes, facts.timezone)}, {count(facts.minutes, 'minute')}"
    return say_when(facts.start, facts.minutes, facts.timezone)


def _elsewhere(facts: SessionFacts) -> tuple[Block, ...]:
    if not facts.elsewhere:
        return ()
    return (Terms(tuple(Row(when, f"For {who}") for who, when in facts.elsewhere)),)
