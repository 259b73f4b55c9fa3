"""The retrospective's page: the running order with its four questions, and the figures behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from codesign_cli.blocks import (
    Block,
    Bullets,
    Code,
    Heading,
    Line,
    Notice,
    Paragraph,
    Schedule,
    Slot,
    Table,
    Terms,
)
from codesign_cli.documents.phrasing import OWN, Phrases
from codesign_cli.documents.retro.facts import Discipline, Mode, Rate, RetroFacts, Seen, SessionRow
from codesign_cli.documents.retro.lines import PHRASES, lines_of
from codesign_cli.documents.words import PURPOSES, elapsed, say_clock, say_date, say_span, short_names
from codesign_cli.say import count, listed

_RATES = {
    "read": ("Read by Product", "records"),
    "reversed": ("Read as incorporate, then deferred or declined", "records"),
    "not_taken": ("Deferred or declined", "decided records"),
    "undecided": ("Not decided", "records"),
    "told": ("Noes that a person told", "noes"),
    "parked": ("Ideas parked, against records", "records"),
    "debriefed": ("Accounts that had the debrief", "accounts"),
}
_FOLD = 3
"""From so many findings of one rule on only the first is told, with how many more there are."""
_TEMPLATE = """\
retrospective:
{at}  minutes: {minutes}
  useful: []
  record_format: []
  selection: []
  invitation: []
  change: []
"""


def layout(facts: RetroFacts, own: Mapping[str, str] = OWN) -> tuple[Block, ...]:
    """The page: who comes, the running order, then figures, gates, failure modes, findings, and where answers go.

    `own` holds the team's own sentences by the keys of `PHRASES`.
    """
    say = Phrases(PHRASES, facts, own)
    return (
        *_top(facts, say),
        _running_order(facts, say),
        Heading("Session by session"),
        _sessions(facts),
        Heading("Account by account"),
        _accounts(facts),
        Heading("Rates"),
        _rates(facts),
        Heading("Gates that failed"),
        _gates(facts),
        Heading("Signs of going wrong"),
        *(block for mode in facts.modes for block in _mode(mode, say)),
        Heading("What the rules found"),
        *_disciplines(facts),
        *_changes(facts),
        Heading("Write it back"),
        Paragraph(say("closing")),
        Code(_TEMPLATE.format(at=_at_line(facts), minutes=facts.minutes)),
    )


def _top(facts: RetroFacts, say: Phrases) -> Iterator[Block]:
    length = count(facts.minutes, "minute")
    when = say_span(facts.at, facts.minutes, facts.timezone) if facts.at else f"no date yet, {length}"
    yield Heading(f"Retrospective · {facts.feature}", 1, when)
    if facts.program != facts.feature:
        yield Paragraph(facts.program)
    yield Notice("for the people who ran the program; it names accounts and people.", "Internal")
    if facts.state == "cancelled":
        yield Notice("the program was cancelled; what it taught counts all the same.", "Note")
    elif not facts.over:
        ga = f"on {say_date(facts.ga)}" if facts.ga else "not dated yet"
        yield Notice(f"the release is {ga}; the figures are those of today and will change.", "Note")
    if facts.state == "closed":
        yield Notice("the file says `state: closed`, so the rules are silent and find nothing.", "Note")
    if facts.held:
        yield Notice("the retrospective lies behind; this is what it had before it.", "Note")
    elif facts.at is None and facts.due is not None:
        yield Notice(f"it is due by {say_date(facts.due)} (`retrospective.at`).", "Note")
    if facts.minutes_assumed:
        yield Notice(
            f"the file names no length; {facts.minutes} minutes are assumed (`retrospective.minutes`).",
            "Note",
        )
    yield Terms(
        (
            Line(listed(facts.attend), "Who comes"),
            Line(say("before"), "Read before"),
        )
    )


def _running_order(facts: RetroFacts, say: Phrases) -> Schedule:
    short = short_names(facts.attend)
    slots = []
    for step in facts.steps:
        start = say_clock(step.start) if step.start else elapsed(step.offset)
        owners = tuple(short.get(name, name) for name in step.owners)
        slots.append(Slot(start, step.minutes, step.title, owners, lines_of(step.kind, facts, say)))
    return Schedule(tuple(slots))


def _sessions(facts: RetroFacts) -> Block:
    if not facts.sessions:
        return Paragraph("The file has no sessions.")
    columns = ("Session", "Purpose", "Day", "Accounts", "Records", "Blockers", "Corrections", "Parked")
    return Table(columns, tuple(_session(row) for row in facts.sessions), numeric=(0, 3, 4, 5, 6, 7))


def _at_line(facts: RetroFacts) -> str:
    """When it is, for the file; while that is open, the last day on which it is in time."""
    if facts.at:
        return f"  at: {facts.at:%Y-%m-%dT%H:%M}\n"
    return f"  at: {facts.due}T10:00\n" if facts.due else ""


def _session(row: SessionRow) -> tuple[str, ...]:
    day = say_date(row.day) if row.day else "no date"
    numbers = (row.records, row.blockers, row.corrections, row.parked)
    came = f"{row.came} of {row.invited}" if row.took_place else "not held"
    return (str(row.number), PURPOSES[row.purpose], day, came, *(str(number) for number in numbers))


def _accounts(facts: RetroFacts) -> Block:
    if not facts.accounts:
        return Paragraph("The file has no accounts.")
    rows = []
    for row in facts.accounts:
        silent = f"silent in {count(row.silent_in, 'session')}" if row.sessions else "came to none"
        marks = [word for word, holds in (("gave most", row.dominant), (silent, row.silent)) if holds]
        marks += [f"left {say_date(row.left)}"] if row.left else []
        numbers = (row.sessions, row.records, row.not_taken, row.talk_minutes)
        rows.append((row.name, *(str(number) for number in numbers), ", ".join(marks) or "–"))
    columns = ("Account", "Sessions", "Records", "Not taken in", "Talk minutes", "Mark")
    return Table(columns, tuple(rows), numeric=(1, 2, 3, 4))


def _rates(facts: RetroFacts) -> Block:
    rows = tuple((_RATES[rate.key][0], _of(rate), percent(rate)) for rate in facts.rates)
    return Table(("What", "How many", "Share"), rows, numeric=(2,))


def _of(rate: Rate) -> str:
    return f"{rate.part} of {rate.whole} {_RATES[rate.key][1]}" if rate.whole else "none to count"


def percent(rate: Rate) -> str:
    """A rate as a whole number of percent; a dash where there is nothing to divide by."""
    return f"{(200 * rate.part + rate.whole) // (2 * rate.whole)} %" if rate.whole else "–"


def _gates(facts: RetroFacts) -> Block:
    if not facts.gates:
        return Paragraph("None that the file shows.")
    return Bullets(tuple(Line(_told(each), each.code) for each in facts.gates))


def _told(seen: Seen) -> str:
    return f"{seen.message} (waived)" if seen.waived else seen.message


def _mode(mode: Mode, say: Phrases) -> Iterator[Block]:
    """A failure mode: its signs in this program and what helps, or that nothing shows it."""
    signs = count(len(mode.signs), "sign") if mode.signs else "no sign"
    yield Heading(mode.name.capitalize(), 3, f"{signs}, {mode.discipline} discipline")
    yield Paragraph(mode.what)
    if mode.signs:
        yield Bullets(tuple(Line(text, code) for code, text in _folded(mode.signs)))
        yield Paragraph(f"What helps: {' '.join(mode.fixes)}")
    else:
        yield Paragraph(say("no_sign"))


def _folded(findings: tuple[Seen, ...]) -> Iterator[tuple[str, str]]:
    """Code and text of the findings; several of one rule in one line."""
    by_code: dict[str, list[Seen]] = {}
    for each in findings:
        by_code.setdefault(each.code, []).append(each)
    for code, group in by_code.items():
        if len(group) < _FOLD:
            yield from ((code, _told(each)) for each in group)
        else:
            yield code, f"{_told(group[0]).removesuffix('.')}, and {len(group) - 1} more of this kind."


def _disciplines(facts: RetroFacts) -> Iterator[Block]:
    for discipline in facts.disciplines:
        yield Heading(f"{discipline.name.capitalize()} discipline", 3, _tally(discipline))
        if discipline.findings:
            yield Bullets(tuple(Line(text, code) for code, text in _folded(discipline.findings)))
        else:
            yield Paragraph("Nothing found.")


def _tally(discipline: Discipline) -> str:
    parts = ((discipline.errors, "error"), (discipline.warnings, "warning"), (discipline.infos, "info"))
    return ", ".join(count(number, one) for number, one in parts if number)


def _changes(facts: RetroFacts) -> Iterator[Block]:
    for title, texts, nothing in (
        ("Brought along from the last one", facts.carried_over, "Nothing was carried over (`carried_over`)."),
        ("To change next time", facts.change, ""),
    ):
        if texts or nothing:
            yield Heading(title)
            yield Bullets(tuple(Line(text) for text in texts)) if texts else Paragraph(nothing)
