"""What is said and done in each block of a session: the agenda's words, in the toolkit's own language."""

from __future__ import annotations

from collections.abc import Callable

from codesign_cli.blocks import Line, Part, Schedule, Slot
from codesign_cli.documents.agenda.ending import following, heard
from codesign_cli.documents.agenda.facts import AgendaFacts, Answer, Carried, Guest, Step
from codesign_cli.documents.agenda.naming import DOT, OPEN_STATES, counted, names, needed, short, uneven
from codesign_cli.documents.agenda.opening import fixed, model, opening
from codesign_cli.documents.phrasing import Phrases
from codesign_cli.documents.words import elapsed, say_clock
from codesign_cli.say import listed


def schedule(facts: AgendaFacts, say: Phrases) -> Schedule:
    """The running order with the script of each block."""
    return Schedule(tuple(_slot(step, facts, say) for step in facts.steps))


def _slot(step: Step, facts: AgendaFacts, say: Phrases) -> Slot:
    lines = _LINES[step.kind](facts, say)
    parts = tuple(
        Part(part.title, part.minutes, _part_lines(step.kind, part.key, facts)) for part in step.parts
    )
    if step.kind == "opening" and facts.states_model:
        parts = (model(facts, say), *parts)
    start = say_clock(step.start) if step.start else elapsed(step.offset)
    owners = tuple(short(facts)[name] for name in step.owners)
    return Slot(start, step.minutes, step.title, owners, lines, parts)


# Session 1


def _problem(facts: AgendaFacts, say: Phrases) -> tuple[Line, ...]:
    shown = _on_screen(facts) or (Line("these words and nothing else.", "On screen"),)
    return (
        Line(f"“{facts.problem.strip()}”", names(facts.presenter, facts)),
        *shown,
        Line("no sketch, no solution, no hint of one.", "Not yet"),
    )


def _on_screen(facts: AgendaFacts) -> tuple[Line, ...]:
    return (Line(facts.shows, "On screen"),) if facts.shows else ()


def _reactions(facts: AgendaFacts, say: Phrases) -> tuple[Line, ...]:
    return (
        *_asked(facts, say("ask_reactions")),
        Line("Account by account, the quietest first. Where it does not match, stay there."),
    )


def _asked(facts: AgendaFacts, own: str) -> tuple[Line, ...]:
    """The session's own questions, with the toolkit's where there are none."""
    host = names(facts.facilitator, facts)
    return tuple(Line(f"“{question}”", host) for question in facts.questions) or (Line(f"“{own}”", host),)


def _corrections(facts: AgendaFacts, say: Phrases) -> tuple[Line, ...]:
    return (
        Line("Read each one back, we said and they say, until its account says that it is right."),
        Line("None at all is rare: ask what the description leaves out of their week."),
        *(
            Line(f"we said “{each.we_said}”, they say “{each.they_say}”", each.account)
            for each in facts.corrections
            if each.session == facts.session
        ),
    )


# Session 2


def _shown(facts: AgendaFacts, say: Phrases) -> tuple[Line, ...]:
    if not facts.shows:
        way = (
            "write under `shows` what is on screen"
            + (" or described" if facts.scale == "minimum" else "")
            + "."
        )
        return (Line(f"something to react to; {way}", "Missing"),)
    return (
        *_on_screen(facts),
        Line("says in two sentences what can be tried, then is quiet.", names(facts.presenter, facts)),
        *(
            Line(f"“{each.we_said}” is now “{each.they_say}”", f"Since session {each.session}")
            for each in facts.corrections
        ),
    )


def _walk(facts: AgendaFacts, say: Phrases) -> tuple[Line, ...]:
    host = names(facts.facilitator, facts)
    lines = [Line(f"“{question}”", host) for question in facts.questions]
    lines.append(Line(f"“{say('think_aloud')}”", host))
    lines.append(Line("friction · confusion · a workaround nobody asked for.", "Note"))
    if facts.observers:
        lines.append(Line("no presenting, no explaining, no defending.", _listening(facts)))
    return tuple(lines)


def _listening(facts: AgendaFacts) -> str:
    return f"{names(facts.observers, facts)} listen{'s' if len(facts.observers) == 1 else ''}"


# Session 3


def _changes(facts: AgendaFacts, say: Phrases) -> tuple[Line, ...]:
    if not facts.answers:
        return (Line("what this revision answers; write the records under `answers`.", "Missing"),)
    changes = [
        Line(answer.change, f"{answer.record.id} · {answer.record.account}") for answer in facts.answers
    ]
    return (*_on_screen(facts), *changes)


def _confirm(facts: AgendaFacts, say: Phrases) -> tuple[Line, ...]:
    return (
        *_asked(facts, say("ask_confirm")),
        Line(
            "Yes or no from each account for each record; a polite yes is tried out before it is written down."
        ),
    )


def _answer_lines(answer: Answer, facts: AgendaFacts) -> tuple[Line, ...]:
    record = answer.record
    others = [guest.name for guest in facts.guests if guest.id != record.account_id]
    there = any(guest.id == record.account_id for guest in facts.guests)
    order = listed([record.account, *others] if there else others, "then")
    said = [Line("fixed" if fixed else "not fixed", account) for account, fixed in answer.confirmed]
    return (
        Line(record.friction, record.severity.capitalize()),
        Line(order or "nobody is invited", "Ask"),
        *said,
    )


def _effects(facts: AgendaFacts, say: Phrases) -> tuple[Line, ...]:
    return (
        Line(f"“{say('ask_effects')}”", names(facts.facilitator, facts)),
        Line(listed([guest.name for guest in facts.guests], "then") or "nobody is invited", "Ask"),
        Line("Each such record names the one whose change brought it (`from_change`)."),
    )


def _open(facts: AgendaFacts, say: Phrases) -> tuple[Line, ...]:
    there = {guest.id for guest in facts.guests}
    rows = [
        _row_line(record, "" if there & set(needed(record)) else "; its account is not here today")
        for record in facts.carried
        if record.state in OPEN_STATES
    ]
    return (
        *(rows or [Line("No earlier record is open beside those above.")]),
        *_waiting(facts),
        Line(
            "Narrow it down: which of these does today's version settle, which needs a case of its own? Only the "
            "latter makes a further session worth its time, and only with its account.",
            names(facts.facilitator, facts),
        ),
    )


def _row_line(record: Carried, absent: str = "") -> Line:
    own = all(account == record.account_id for account, _ in record.not_fixed_for)
    whom = "" if own else f" for {listed([name for _, name in record.not_fixed_for])}"
    since = {
        "unconfirmed": " (answered, nobody said whether it holds)",
        "not-fixed": f" (answered, not fixed{whom})",
    }
    cause = f" (came with the change for {record.from_change})" if record.from_change else ""
    step = f"{record.step}: " if record.step else ""
    return Line(
        f"{step}{record.friction}{since.get(record.state, '')}{cause}{absent}",
        DOT.join((record.id, record.account, record.severity)),
    )


def _waiting(facts: AgendaFacts) -> tuple[Line, ...]:
    """The records that need no session time: confirmed by their account, Product's decision is owed."""
    waiting = [record.id for record in facts.carried if record.state == "undecided"]
    if not waiting:
        return ()
    return (
        Line(
            f"{listed(waiting)}: confirmed by the account; only Product's decision is owed.", "Takes no time"
        ),
    )


# Sessions 4 and 5


def _rows(facts: AgendaFacts, say: Phrases) -> tuple[Line, ...]:
    rows = [_row_line(record) for record in facts.carried if record.state in OPEN_STATES]
    none = "No record is left open." + (" What brings each account here follows." if facts.cases else "")
    return (*_on_screen(facts), *(rows or [Line(none)]), *_waiting(facts))


def _cases(facts: AgendaFacts, say: Phrases) -> tuple[Line, ...]:
    return (
        *_asked(facts, say("ask_cases")),
        Line("Only what is listed here; anything new is a record of its own, anything wider is parked."),
    )


def _look(facts: AgendaFacts, say: Phrases) -> tuple[Line, ...]:
    return (
        *_asked(facts, say("ask_look")),
        Line(
            "A last look, not a release: nobody here is asked to let it pass, that decision stays with Product."
        ),
    )


# The parts


def _part_lines(kind: str, key: str, facts: AgendaFacts) -> tuple[Line, ...]:
    if kind == "confirm":
        return next(_answer_lines(answer, facts) for answer in facts.answers if answer.record.id == key)
    place, guest = next((place, guest) for place, guest in enumerate(facts.guests) if guest.id == key)
    lines = [*_turn(place, guest, facts)]
    if kind == "reactions" and guest.workflow:
        lines.append(Line(f"{' → '.join(guest.workflow)}. What is wrong in this?", "Today, as we know it"))
    if kind in ("cases", "look"):
        lines += [Line(case.unresolved, "Unresolved") for case in facts.cases if case.account_id == key]
        lines += [
            Line(record.friction, f"{record.id}, {record.severity}")
            for record in facts.carried
            if record.state in OPEN_STATES and key in needed(record)
        ]
    return tuple(lines)


def _turn(place: int, guest: Guest, facts: AgendaFacts) -> tuple[Line, ...]:
    """Why an account speaks at this place; nothing where the counts tell no difference."""
    if not uneven(facts):
        return ()
    said = counted(guest, facts)
    if place == 0:
        return (Line(f"quietest so far: {said}; start here"),)
    return (Line(f"{said}; last" if place == len(facts.guests) - 1 else said),)


_LINES: dict[str, Callable[[AgendaFacts, Phrases], tuple[Line, ...]]] = {
    "opening": opening,
    "fixed": fixed,
    "problem": _problem,
    "reactions": _reactions,
    "corrections": _corrections,
    "shown": _shown,
    "walk": _walk,
    "changes": _changes,
    "confirm": _confirm,
    "effects": _effects,
    "open": _open,
    "rows": _rows,
    "cases": _cases,
    "look": _look,
    "heard": heard,
    "next": following,
}
