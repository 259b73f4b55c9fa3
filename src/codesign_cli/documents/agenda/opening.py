"""The opening of every session: the scope, who decides, in session 1 the whole model, and what is fixed."""

from __future__ import annotations

from codesign_cli.blocks import Line, Part
from codesign_cli.documents.agenda.facts import AgendaFacts
from codesign_cli.documents.agenda.model import LABELS
from codesign_cli.documents.agenda.naming import DOT, names
from codesign_cli.documents.phrasing import Phrases
from codesign_cli.say import listed


def opening(facts: AgendaFacts, say: Phrases) -> tuple[Line, ...]:
    """The boundary, said by the facilitator, and who decides, said by Product (T-44)."""
    host, decider = names(facts.facilitator, facts), names(facts.decider, facts)
    lines = [Line(f"“{say('scope')}”", host)]
    if facts.in_scope:
        lines.append(Line(f"{DOT.join(facts.in_scope)}.", "That is"))
    if facts.out_of_scope:
        lines.append(Line(f"{DOT.join(facts.out_of_scope)}.", "Not today"))
    if not (facts.in_scope and facts.out_of_scope):
        missing = listed([f"`{key}`" for key in ("in_scope", "out_of_scope") if not getattr(facts, key)])
        lines.append(Line(f"the boundary to read out; write {missing} under `feature`.", "Missing"))
    lines.append(Line(f"“{say('final_call')}”", decider))
    if not any(step.kind == "fixed" for step in facts.steps):
        none = "nothing" if all(each.said for each in facts.constraints) else "nothing is listed"
        lines.append(Line(f"{DOT.join(_fixed_texts(facts)) or none}.", "Fixed"))
    return tuple(lines)


def model(facts: AgendaFacts, say: Phrases) -> Part:
    """The whole model of taking part, owed in session 1 (A-137, A-138): its seven points."""
    title = f"How taking part works, said in full by {names(facts.decider, facts)}"
    return Part(title, None, tuple(Line(say(key), label) for key, label in LABELS.items()))


def fixed(facts: AgendaFacts, say: Phrases) -> tuple[Line, ...]:
    """The constraints by type, and what is open."""
    lines = []
    for each in facts.constraints:
        text = f"{DOT.join(each.items)}." if each.items else "nothing." if each.said else "not said yet."
        lines.append(Line(text, each.type.capitalize()))
    if facts.influence:
        lines.append(Line(f"{DOT.join(facts.influence)}.", "Yours to shape"))
    return (*lines, Line(say("limits_stand")))


def _fixed_texts(facts: AgendaFacts) -> list[str]:
    return [item for each in facts.constraints for item in each.items]
