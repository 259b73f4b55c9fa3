"""The agenda's page: its blocks in their order."""

from __future__ import annotations

from collections.abc import Mapping

from codesign_cli.blocks import Block, Heading, Notice, Paragraph, Table
from codesign_cli.documents.agenda.cards import cards, phrases
from codesign_cli.documents.agenda.facts import AgendaFacts
from codesign_cli.documents.agenda.naming import counted, needed
from codesign_cli.documents.agenda.phrases import PHRASES
from codesign_cli.documents.agenda.script import schedule
from codesign_cli.documents.agenda.sheets import afterwards, capture, parking
from codesign_cli.documents.phrasing import OWN, Phrases
from codesign_cli.documents.words import PURPOSES, say_date, say_moment, say_span
from codesign_cli.say import count, listed


def layout(facts: AgendaFacts, own: Mapping[str, str] = OWN) -> tuple[Block, ...]:
    """The page of one session's agenda; `own` are a team's own sentences by key."""
    say = Phrases(PHRASES, facts, own)
    title = f"Session {facts.session} · {PURPOSES[facts.purpose]}"
    about = facts.feature if facts.feature == facts.program else f"{facts.feature} · {facts.program}"
    return (
        Heading(title, 1, _when(facts)),
        Paragraph(about),
        Paragraph(_people(facts)),
        *_notices(facts),
        schedule(facts, say),
        *_turns(facts),
        *_so_far(facts),
        *phrases(facts, say),
        *parking(facts),
        *capture(facts),
        *cards(facts),
        *afterwards(facts),
    )


def _people(facts: AgendaFacts) -> str:
    """Who does what, with full names."""
    roles = [f"{listed(facts.facilitator)} facilitates", f"{listed(facts.presenter)} leads"]
    if facts.observers:
        roles.append(f"{listed(facts.observers)} {'observes' if len(facts.observers) == 1 else 'observe'}")
    return " · ".join(roles)


def _so_far(facts: AgendaFacts) -> tuple[Block, ...]:
    """The records of earlier sessions, where the running order does not take them up one by one."""
    if facts.purpose not in ("problem-validation", "prototype-feedback") or not facts.carried:
        return ()
    rows = tuple(
        (each.id, str(each.session), each.account, each.severity, each.friction) for each in facts.carried
    )
    table = Table(("Record", "Session", "Account", "Severity", "What came up"), rows, numeric=(1,))
    return (Heading("Records so far"), table)


def _when(facts: AgendaFacts) -> str:
    length = count(facts.minutes, "minute")
    if facts.start is None:
        return f"no date yet, {length}"
    if any(guest.at for guest in facts.guests):
        return f"from {say_date(facts.start.date())}, {length} each ({facts.timezone})"
    return say_span(facts.start, facts.minutes, facts.timezone)


def _notices(facts: AgendaFacts) -> tuple[Block, ...]:
    notes = [("Internal", "names accounts and what they said; not for customers.")]
    if facts.state == "cancelled":
        notes.append(("Note", "The program is cancelled; what is still owed is the debrief."))
    if not facts.took_place:
        notes.append(("Note", "The file says that this session did not take place."))
    if facts.minutes_assumed:
        notes.append(("Note", f"The file names no length; {facts.minutes} minutes are assumed (`minutes`)."))
    if facts.left_out:
        notes.append(
            ("Note", f"{count(facts.minutes, 'minute')} leave no time for: {listed(facts.left_out)}.")
        )
    if not facts.guests:
        notes.append(("Missing", "Nobody is invited; add the accounts under `accounts`."))
    if facts.purpose in ("edge-cases", "last-check"):
        notes += _extra(facts)
    return tuple(Notice(text, label) for label, text in notes)


def _extra(facts: AgendaFacts) -> list[tuple[str, str]]:
    """What has to be said of a session that should only take up what is left."""
    there = {guest.id for guest in facts.guests}
    rows = [record for record in facts.carried if record.state != "undecided"]
    absent = [
        f"{record.id} ({', '.join(name for _, name in record.not_fixed_for) or record.account})"
        for record in rows
        if there.isdisjoint(needed(record))
    ]
    notes = []
    if not rows and not facts.cases:
        text = "Nothing is left unresolved; without a case this session asks for time and gives nothing back."
        notes.append(("Note", text))
    elif not facts.cases:
        notes.append(("Missing", "The case that brings each account here; write it under `because`."))
    if absent:
        notes.append(("Note", f"Open, but the account is not in this session: {listed(absent)}."))
    return notes


def _turns(facts: AgendaFacts) -> tuple[Block, ...]:
    if not facts.guests:
        return ()
    single = any(guest.at for guest in facts.guests)
    columns = ("", "Account", "Who comes", "So far", "Sessions", "Starts" if single else "Minutes today")
    rows = []
    for place, guest in enumerate(facts.guests, 1):
        row = (str(place), guest.name, "; ".join(guest.people), counted(guest, facts), str(guest.attended))
        rows.append((*row, say_moment(guest.at) if guest.at else "not set yet" if single else ""))
    title = "Who is asked first" if facts.format == "joint" else "One call an account"
    note = "Fewest records first, then least talk, then the file's order; counted over the sessions before this one."
    return (Heading(title), Table(columns, tuple(rows), numeric=(0, 4)), Paragraph(note))
