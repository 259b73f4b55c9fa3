"""What a customer reads of each block of a session, in the toolkit's own words."""

from __future__ import annotations

from collections.abc import Callable

from codesign_cli.blocks import Line, Schedule, Slot
from codesign_cli.documents.agenda.facts import Step
from codesign_cli.documents.agenda.model import LABELS, MODEL
from codesign_cli.documents.customer.agenda.facts import OpenPoint, SessionFacts
from codesign_cli.documents.phrasing import Phrases
from codesign_cli.documents.words import elapsed, say_clock, say_moment, short_names
from codesign_cli.say import count

_DOT = " · "

PHRASES: dict[str, str] = {
    **MODEL,
    "greeting": "Hello {people},",
    "greeting_all": "Hello,",
    "purpose_problem_validation": "We tell you how we see the problem, and you tell us where we are wrong. Nothing is "
    "shown yet.",
    "purpose_prototype_feedback": "You try a first draft, the way you would at work. What makes you stop is what we "
    "need.",
    "purpose_solution_iteration": "You try the revised draft. We want to know what holds now, what does not, and what "
    "is new because of a change.",
    "purpose_edge_cases": "This is about your open points and nothing else.",
    "purpose_last_check": "You run your open points once more, and show us where it still does not hold.",
    "prepare_problem_validation": "Think of the last time this happened to you: what came first, what came next, and "
    "where did it stick? Have that case at hand.",
    "prepare_prototype_feedback": "Bring a real case from the past weeks, with whatever you use for it: lists, mails, "
    "forms, notes.",
    "prepare_solution_iteration": "Bring the case of last time, so that you can run it again.",
    "prepare_edge_cases": "Bring what belongs to your open points: the real case, with whatever you use for it.",
    "prepare_last_check": "Bring the case that is still open, so that you can run it once more.",
    "prepare_nothing_else": "There is nothing else to prepare. No slides, no list.",
    "opening": "It is about {feature} today and nothing wider.",
    "decision": "Product makes the final decision about what is built. We tell you of each point of yours whether it "
    "was taken in or left out, and why.",
    "problem": "We read out how we see the problem:",
    "reactions": "You compare it with your own work. Where it does not match, we stay and ask.",
    "reactions_joint": "Every team compares it with its own work in turn. Where it does not match, we stay and ask.",
    "corrections": "We read back what we had wrong, until you say that it is right.",
    "shown": "You see in two sentences what can be tried.",
    "walk": "You do it as you would at work and think aloud: what you expect, what you see, what you do. We watch, and "
    "do not help.",
    "changes": "What is different since last time, point by point.",
    "confirm": "You run the case again. Does it go through now, from start to end? A polite yes helps nobody.",
    "effects": "What takes longer now, what is less clear, what do you do around it?",
    "open": "What is still open for you, and whether it needs one more look.",
    "rows": "What is left for you. Nothing else is on the table today.",
    "cases": "You take us through it, from what sets it off to the point where it is done.",
    "look": "You run it once more on this version. You are not asked to let it pass; Product decides.",
    "heard": "We read back what we wrote down. You settle how grave each point is.",
    "next": "What happens now, and when.",
    "afterwards": "Each point is written down by itself: the step of your work, what stopped you there, how grave it "
    "is, and your suggestion if you made one. Product reads every point after the session.",
    "beyond": "What goes beyond {feature} is noted and passed on to those whom it concerns, and you hear where it "
    "went.",
    "hear": "In the closing call you hear of each point of yours what became of it, and why; in writing, too, within "
    "48 hours after it.",
}
"""The sentences that a team may word its own way."""


def schedule(facts: SessionFacts, say: Phrases) -> Schedule:
    """The running order with what happens in each block."""
    short = short_names((*facts.facilitator, *facts.presenter, *facts.decider))
    return Schedule(tuple(_slot(step, facts, say, short) for step in facts.steps))


def _slot(step: Step, facts: SessionFacts, say: Phrases, short: dict[str, str]) -> Slot:
    start = say_clock(step.start) if step.start else elapsed(step.offset)
    lines = _LINES[step.kind](facts, say) if step.kind in _LINES else (Line(say(step.kind)),)
    return Slot(start, step.minutes, step.title, tuple(short[name] for name in step.owners), lines)


def _opening(facts: SessionFacts, say: Phrases) -> tuple[Line, ...]:
    lines = [Line(say("opening"))]
    lines += [
        Line(f"{_DOT.join(items)}.", label)
        for label, items in (("In it", facts.in_scope), ("Not in it", facts.out_of_scope))
        if items
    ]
    lines.append(Line(say("decision")))
    if facts.states_model:
        lines += [Line(say(key), label) for key, label in LABELS.items()]
    if not any(step.kind == "fixed" for step in facts.steps):
        limits = [item for fixed in facts.constraints for item in fixed.items]
        lines += [Line(f"{_DOT.join(limits)}.", "Fixed")] if limits else []
    return tuple(lines)


def _fixed(facts: SessionFacts, say: Phrases) -> tuple[Line, ...]:
    """The limits that are known, and what is open; a type that nobody has written is not spoken of."""
    lines = [
        Line(f"{_DOT.join(fixed.items)}." if fixed.items else "nothing.", fixed.type.capitalize())
        for fixed in facts.constraints
        if fixed.said
    ]
    if facts.influence:
        lines.append(Line(f"{_DOT.join(facts.influence)}.", "Yours to shape"))
    return tuple(lines) or (Line("What cannot be changed, and what can."),)


def _problem(facts: SessionFacts, say: Phrases) -> tuple[Line, ...]:
    return (Line(say("problem")), Line(f"“{facts.problem}”"))


def _reactions(facts: SessionFacts, say: Phrases) -> tuple[Line, ...]:
    return (Line(say("reactions_joint" if facts.joint else "reactions")),)


def _shown(facts: SessionFacts, say: Phrases) -> tuple[Line, ...]:
    since = tuple(
        Line(f"we said “{each.we_said}”; it is “{each.they_say}”", "From you")
        for each in facts.corrections
        if each.we_said and each.they_say
    )
    return (Line(say("shown")), *_on_screen(facts), *since)


def _on_screen(facts: SessionFacts) -> tuple[Line, ...]:
    return (Line(facts.shows, "Shown"),) if facts.shows else ()


def _changes(facts: SessionFacts, say: Phrases) -> tuple[Line, ...]:
    own = tuple(Line(each.change, each.id) for each in facts.changed)
    return (Line(say("changes")), *_on_screen(facts), *own)


def _confirm(facts: SessionFacts, say: Phrases) -> tuple[Line, ...]:
    own = tuple(Line(f"“{each.friction}”. Is that gone?", each.id) for each in facts.changed)
    return (Line(say("confirm")), *own)


def _open(facts: SessionFacts, say: Phrases) -> tuple[Line, ...]:
    return (Line(say("open")), *(point_line(point) for point in facts.open))


def _rows(facts: SessionFacts, say: Phrases) -> tuple[Line, ...]:
    own = tuple(Line(text) for text in facts.unresolved)
    return (Line(say("rows")), *_on_screen(facts), *own, *(point_line(point) for point in facts.open))


def point_line(point: OpenPoint) -> Line:
    """An open point as the reader put it, with what was tried for it."""
    step = f"{point.step}: " if point.step else ""
    tried = f" (tried: {point.tried})" if point.tried else ""
    return Line(f"{step}{point.friction}{tried}", f"{point.id}, {point.severity}")


def _next(facts: SessionFacts, say: Phrases) -> tuple[Line, ...]:
    return (Line(say("next")), Line(after_text(facts)))


def after_text(facts: SessionFacts) -> str:
    """What follows for the reader, with its day where it is known."""
    after = facts.after
    if after.kind == "session":
        return f"Session {after.number}, {_day(facts)}."
    return f"The closing call of {count(after.minutes or 0, 'minute')}, {_day(facts)}."


def _day(facts: SessionFacts) -> str:
    start = facts.after.start
    return f"{say_moment(start)} ({facts.timezone})" if start else "on a day that is still open"


_LINES: dict[str, Callable[[SessionFacts, Phrases], tuple[Line, ...]]] = {
    "opening": _opening,
    "fixed": _fixed,
    "problem": _problem,
    "reactions": _reactions,
    "shown": _shown,
    "changes": _changes,
    "confirm": _confirm,
    "open": _open,
    "rows": _rows,
    "next": _next,
}
"""The blocks that say more than one sentence."""
