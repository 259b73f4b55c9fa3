"""What is said and done in each block of a session: the agenda's words, in the toolkit's own language."""

from __future__ import annotations

from collections.abc import Callable

from codesign_cli.blocks import Line, Part, Schedule, Slot
from codesign_cli.documents.agenda.facts import AgendaFacts, Answer, Carried, Guest, Step
from codesign_cli.documents.words import PURPOSES, elapsed, say_clock, say_date, say_moment, short_names
from codesign_cli.say import count, listed

_DOT = " · "
_OPEN_STATES = ("open", "unconfirmed", "not-fixed")


def schedule(facts: AgendaFacts) -> Schedule:
    """The running order with the script of each block."""
    return Schedule(tuple(_slot(step, facts) for step in facts.steps))


def _slot(step: Step, facts: AgendaFacts) -> Slot:
    lines = _LINES[step.kind](facts)
    parts = tuple(
        Part(part.title, part.minutes, _part_lines(step.kind, part.key, facts)) for part in step.parts
    )
    if step.kind == "opening" and facts.states_model:
        parts = (_model(facts), *parts)
    start = say_clock(step.start) if step.start else elapsed(step.offset)
    owners = tuple(_short(facts)[name] for name in step.owners)
    return Slot(start, step.minutes, step.title, owners, lines, parts)


def counted(guest: Guest, facts: AgendaFacts) -> str:
    """What an account gave so far: `3 records, 14 of 31 minutes`."""
    said = count(guest.records, "record")
    return f"{said}, {guest.talk_minutes} of {facts.talk_total} minutes" if facts.talk_total else said


def uneven(facts: AgendaFacts) -> bool:
    """Whether what was counted tells a quietest account from the others."""
    return len({(guest.records, guest.talk_minutes) for guest in facts.guests}) > 1


def names(people: tuple[str, ...], facts: AgendaFacts) -> str:
    """`Tom`, `Tom and Ines`: first names where they tell everybody in the room apart, else full ones."""
    return listed([_short(facts)[person] for person in people])


def _short(facts: AgendaFacts) -> dict[str, str]:
    return short_names((*facts.facilitator, *facts.presenter, *facts.decider, *facts.observers))


# The opening


def _opening(facts: AgendaFacts) -> tuple[Line, ...]:
    host, decider = names(facts.facilitator, facts), names(facts.decider, facts)
    lines = [Line(_scope(facts), host)]
    if facts.out_of_scope:
        lines.append(Line(f"Not today: {_DOT.join(facts.out_of_scope)}.", host))
    if not (facts.in_scope and facts.out_of_scope):
        missing = listed([f"`{key}`" for key in ("in_scope", "out_of_scope") if not getattr(facts, key)])
        lines.append(Line(f"the boundary to read out; write {missing} under `feature`.", "Missing"))
    lines.append(
        Line(
            "“You shape whether this works where you work. What gets built is for Product to decide; of every "
            "point you raise you will hear whether it was taken up, and why or why not.”",
            decider,
        )
    )
    if not any(step.kind == "fixed" for step in facts.steps):
        lines.append(Line(_DOT.join(_fixed_texts(facts)) or "nothing is listed", "Fixed"))
    return tuple(lines)


def _scope(facts: AgendaFacts) -> str:
    within = f": {_DOT.join(facts.in_scope)}" if facts.in_scope else ""
    return f"Today is about {facts.feature} and nothing wider{within}."


def _model(facts: AgendaFacts) -> Part:
    """The whole model of taking part, owed in session 1 (A-137, A-138): its seven points."""
    return Part(
        f"How taking part works, said in full by {names(facts.decider, facts)}",
        None,
        (
            Line(
                "this problem costs you time today, and you know the work well enough to judge an answer.",
                "Why you",
            ),
            Line(
                "what you say and show here goes straight to the people who build it, point by point.",
                "Your part",
            ),
            Line("you are one source among several; we weigh it with what else we know.", "Not the only one"),
            Line("some things are fixed, by technology or by rules; they are named in a moment.", "Limits"),
            Line("one design has to carry several ways of working.", "Many uses"),
            Line("so what is built may differ from the way any one of you works.", "The result"),
            Line("for each point you learn whether it went in or stayed out, with the reason.", "Our word"),
        ),
    )


def _fixed(facts: AgendaFacts) -> tuple[Line, ...]:
    lines = []
    for fixed in facts.constraints:
        text = f"{_DOT.join(fixed.items)}." if fixed.items else "nothing." if fixed.said else "not said yet."
        lines.append(Line(text, fixed.type.capitalize()))
    if facts.influence:
        lines.append(Line(f"{_DOT.join(facts.influence)}.", "Yours to shape"))
    return (*lines, Line("Take what is fixed as given; the time is for what is not."))


def _fixed_texts(facts: AgendaFacts) -> list[str]:
    return [item for fixed in facts.constraints for item in fixed.items]


# Session 1


def _problem(facts: AgendaFacts) -> tuple[Line, ...]:
    shown = _on_screen(facts) or (Line("these words and nothing else.", "On screen"),)
    return (
        Line(f"“{facts.problem.strip()}”", names(facts.presenter, facts)),
        *shown,
        Line("no sketch, no solution, no hint of one.", "Not yet"),
    )


def _on_screen(facts: AgendaFacts) -> tuple[Line, ...]:
    return (Line(facts.shows, "On screen"),) if facts.shows else ()


def _reactions(facts: AgendaFacts) -> tuple[Line, ...]:
    own = "“Think of the last time this happened to you. What came first, what next, and where did it stick?”"
    return (
        *_asked(facts, own),
        Line("Account by account, the quietest first. Where it does not match, stay there."),
    )


def _asked(facts: AgendaFacts, own: str) -> tuple[Line, ...]:
    """The session's own questions, with the toolkit's where there are none."""
    host = names(facts.facilitator, facts)
    return tuple(Line(f"“{question}”", host) for question in facts.questions) or (Line(own, host),)


def _corrections(facts: AgendaFacts) -> tuple[Line, ...]:
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


def _shown(facts: AgendaFacts) -> tuple[Line, ...]:
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


def _walk(facts: AgendaFacts) -> tuple[Line, ...]:
    host = names(facts.facilitator, facts)
    lines = [Line(f"“{question}”", host) for question in facts.questions]
    text = "“Do it as you would at work, and think aloud: what you expect, what you see, what you do.”"
    lines.append(Line(text, host))
    lines.append(Line("friction · confusion · a workaround nobody asked for.", "Note"))
    if facts.observers:
        lines.append(Line("no presenting, no explaining, no defending.", _listening(facts)))
    return tuple(lines)


def _listening(facts: AgendaFacts) -> str:
    return f"{names(facts.observers, facts)} listen{'s' if len(facts.observers) == 1 else ''}"


# Session 3


def _changes(facts: AgendaFacts) -> tuple[Line, ...]:
    if not facts.answers:
        return (Line("what this revision answers; write the records under `answers`.", "Missing"),)
    changes = [
        Line(answer.change, f"{answer.record.id} · {answer.record.account}") for answer in facts.answers
    ]
    return (*_on_screen(facts), *changes)


def _confirm(facts: AgendaFacts) -> tuple[Line, ...]:
    return (
        *_asked(facts, "“Take the case you showed us last time. Does it go through now, from start to end?”"),
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


def _effects(facts: AgendaFacts) -> tuple[Line, ...]:
    return (
        Line(
            "“What takes longer now, what is less clear, what do you do around it?”",
            names(facts.facilitator, facts),
        ),
        Line(listed([guest.name for guest in facts.guests], "then") or "nobody is invited", "Ask"),
        Line("Each such record names the one whose change brought it (`from_change`)."),
    )


def _open(facts: AgendaFacts) -> tuple[Line, ...]:
    rows = [_row_line(record) for record in facts.carried if record.state in _OPEN_STATES]
    return (
        *(rows or [Line("No earlier record is open beside those above.")]),
        *_waiting(facts),
        Line(
            "Narrow it down: which of these does today's version settle, which needs a case of its own? Only the "
            "latter makes a further session worth its time, and only with its account.",
            names(facts.facilitator, facts),
        ),
    )


def _row_line(record: Carried) -> Line:
    since = {
        "unconfirmed": " (answered, nobody said whether it holds)",
        "not-fixed": " (answered, not fixed)",
    }
    cause = f" (came with the change for {record.from_change})" if record.from_change else ""
    step = f"{record.step}: " if record.step else ""
    return Line(
        f"{step}{record.friction}{since.get(record.state, '')}{cause}",
        _DOT.join((record.id, record.account, record.severity)),
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


def _rows(facts: AgendaFacts) -> tuple[Line, ...]:
    rows = [_row_line(record) for record in facts.carried if record.state in _OPEN_STATES]
    none = "No record is left open." + (" What brings each account here follows." if facts.cases else "")
    return (*_on_screen(facts), *(rows or [Line(none)]), *_waiting(facts))


def _cases(facts: AgendaFacts) -> tuple[Line, ...]:
    return (
        *_asked(
            facts, "“Take us through this one case, from what sets it off to the point where it is done.”"
        ),
        Line("Only what is listed here; anything new is a record of its own, anything wider is parked."),
    )


def _look(facts: AgendaFacts) -> tuple[Line, ...]:
    return (
        *_asked(facts, "“Run your case once more on this version. Where does it still not hold?”"),
        Line(
            "A last look, not a release: nobody here is asked to let it pass, that decision stays with Product."
        ),
    )


# The end of every session


def _heard(facts: AgendaFacts) -> tuple[Line, ...]:
    text = "Read back every new record: step, friction, severity. Its account settles the severity. Promise nothing."
    return (Line(text),)


def _next(facts: AgendaFacts) -> tuple[Line, ...]:
    host, decider = names(facts.facilitator, facts), names(facts.decider, facts)
    lines = [Line(f"{next_text(facts)}.", host)]
    if facts.next.kind == "session":
        lines.append(_what_comes_back(facts))
        if facts.debrief:
            lines.append(
                Line(f"{say_moment(facts.debrief)}: of every point what became of it, and why.", "Debrief")
            )
    lines.append(Line("“What we parked is passed on today; you will hear where it went.”", host))
    if facts.reading_due:
        lines.append(Line(f"reads every record of today by {say_date(facts.reading_due)}.", decider))
    return tuple(lines)


def _what_comes_back(facts: AgendaFacts) -> Line:
    """What the next session brings: the accounts it is for, or the records it answers."""
    if facts.next.cases:
        return Line(_DOT.join(f"{account} ({case})" for account, case in facts.next.cases), "Only for")
    back = _DOT.join(f"{key} ({change})" for key, change in facts.next.changes)
    return Line(back or "told once the revision is settled, not before", "Comes back changed")


def next_text(facts: AgendaFacts) -> str:
    """What comes next, with its date: `Next is session 3 (Solution iteration), Wed 11 Mar 2026, 16:00`."""
    after = facts.next
    if after.kind == "session":
        what = f"Next is session {after.number} ({PURPOSES[after.purpose or '']})"
        return f"{what}, {say_moment(after.at)}" if after.at else f"{what}; it has no date yet (`at`)"
    when = say_moment(after.at) if after.at else "no date yet (`debrief.at`)"
    return f"Next is the debrief, {when}, {after.minutes} minutes: you hear of every point what became of it, and why"


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
            if record.account_id == key and record.state in _OPEN_STATES
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


_LINES: dict[str, Callable[[AgendaFacts], tuple[Line, ...]]] = {
    "opening": _opening,
    "fixed": _fixed,
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
    "heard": _heard,
    "next": _next,
}
