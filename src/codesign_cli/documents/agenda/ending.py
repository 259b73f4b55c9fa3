"""The end of every session: what was heard, what comes next, and who does what by when."""

from __future__ import annotations

from codesign_cli.blocks import Line
from codesign_cli.documents.agenda.facts import AgendaFacts
from codesign_cli.documents.agenda.naming import DOT, names
from codesign_cli.documents.phrasing import Phrases
from codesign_cli.documents.words import PURPOSES, say_date, say_moment
from codesign_cli.say import count


def heard(facts: AgendaFacts, say: Phrases) -> tuple[Line, ...]:
    """The records of the session, read back."""
    text = "Read back every new record: step, friction, severity. Its account settles the severity. Promise nothing."
    return (Line(text),)


def following(facts: AgendaFacts, say: Phrases) -> tuple[Line, ...]:
    """What comes next, what is passed on, and by when Product reads."""
    host, decider = names(facts.facilitator, facts), names(facts.decider, facts)
    lines = [Line(f"{next_text(facts)}.", host)]
    if facts.next.kind == "session":
        lines += _what_comes_back(facts)
        if facts.debrief:
            lines.append(
                Line(f"{say_moment(facts.debrief)}: of every point what became of it, and why.", "Debrief")
            )
    lines.append(Line(f"“{say('parked')}”", host))
    if facts.reading_due:
        lines.append(Line(f"reads every record of today by {say_date(facts.reading_due)}.", decider))
    return tuple(lines)


def _what_comes_back(facts: AgendaFacts) -> tuple[Line, ...]:
    """What the next session brings: the accounts it is for, or the records it answers; nothing before a draft."""
    if facts.next.cases:
        return (Line(DOT.join(f"{account} ({case})" for account, case in facts.next.cases), "Only for"),)
    back = DOT.join(f"{key} ({change})" for key, change in facts.next.changes)
    if not back and facts.next.purpose in ("problem-validation", "prototype-feedback"):
        return ()
    return (Line(back or "told once the revision is settled, not before.", "Comes back changed"),)


def next_text(facts: AgendaFacts) -> str:
    """What comes next, with its date: `Next is session 3 (Solution iteration), Wed 11 Mar 2026, 16:00`."""
    after = facts.next
    if after.kind == "session":
        what = f"Next is session {after.number} ({PURPOSES[after.purpose or '']})"
        first = "each account at its own time, the first on " if after.own_times else ""
        return f"{what}, {first}{say_moment(after.at)}" if after.at else f"{what}; it has no date yet (`at`)"
    when = say_moment(after.at) if after.at else "no date yet (`debrief.at`)"
    length = count(after.minutes or 0, "minute")
    return f"Next is the debrief, {when}, {length}: you hear of every point what became of it, and why"
