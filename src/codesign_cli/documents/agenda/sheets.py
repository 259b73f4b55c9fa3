"""What is filled in during a session and done after it: parking list, capture tables, the list for afterwards."""

from __future__ import annotations

from collections.abc import Iterator

from codesign_cli.blocks import Block, Checklist, Heading, Line, Table, Terms
from codesign_cli.documents.agenda.facts import AgendaFacts
from codesign_cli.documents.agenda.naming import names
from codesign_cli.documents.words import say_date

_FREE_ROWS = 3
"""Empty rows of the parking list, to write into."""


def parking(facts: AgendaFacts) -> tuple[Block, ...]:
    """What was parked so far, with room for more (D-26)."""
    rows = [
        (idea.idea, idea.account, str(idea.session or ""), idea.passed_to or "not passed on yet")
        for idea in facts.parked
    ]
    free = 1 if facts.scale == "minimum" else _FREE_ROWS
    rows += [("", "", str(facts.session), "")] * free
    return (
        Heading("Parking list"),
        Table(("Beyond the scope", "Account", "Session", "Goes to"), tuple(rows), numeric=(2,)),
    )


def capture(facts: AgendaFacts) -> tuple[Block, ...]:
    """The table in the agreed format (A-110 to A-117), and in session 1 the one for what we had wrong."""
    agreed = (
        f"agreed {say_date(facts.record_format_agreed)}" if facts.record_format_agreed else "not agreed yet"
    )
    columns = (
        "Step",
        "Friction",
        "Account",
        "Severity",
        "Suggestion, only if offered",
        "Product's reading, later",
    )
    rows = tuple(("", "", guest.name, "", "", "") for guest in facts.guests) or (("",) * 6,)
    found: list[Block] = [Heading("Capture", 2, agreed), Table(columns, rows)]
    writer, reader = names(facts.facilitator, facts), names(facts.decider, facts)
    legend = (
        Line("where in the work, and what exactly stopped or slowed it; no verdicts", "Friction"),
        Line("blocker: cannot be finished · significant: can, at a price · minor: a nuisance", "Severity"),
        Line("friction, confusion, workaround", "Signal"),
        Line("what they said, in quotation marks, as they said it; milder is wrong", "Words"),
        Line(f"{writer} writes; {reader} fills the last column afterwards", "Who"),
    )
    found.append(Terms(legend))
    if facts.purpose == "problem-validation":
        found.append(
            Table(("We said", "They say", "Account"), tuple(("", "", guest.name) for guest in facts.guests))
        )
    if facts.purpose == "solution-iteration" and facts.answers:
        found.append(_confirmations(facts))
    return tuple(found)


def _confirmations(facts: AgendaFacts) -> Table:
    """A row for each answered record, a column for each account."""
    accounts = tuple(guest.name for guest in facts.guests)
    rows = tuple((answer.record.id, *("" for _ in accounts), "") for answer in facts.answers)
    return Table(("Fixed, yes or no", *accounts, "New because of it"), rows)


def afterwards(facts: AgendaFacts) -> tuple[Block, ...]:
    """What each of them does after the session, by when, and where it is written; three lines in the minimum."""
    items = tuple(_afterwards(facts))
    return (Heading("After the session"), Checklist(items[:3] if facts.scale == "minimum" else items))


def _afterwards(facts: AgendaFacts) -> Iterator[Line]:
    host, decider = names(facts.facilitator, facts), names(facts.decider, facts)
    due = f"by {say_date(facts.reading_due)}" if facts.reading_due else "within two working days"
    yield Line("today: every point as a record of its own, in their words (`feedback`).", host)
    yield Line(f"{due}: a reading of each record (`pm_read`).", decider)
    yield Line("parked ideas passed on, and their accounts told (`passed_to`, `acknowledged`).", host)
    yield Line("today: who came, how long each account spoke (`attended`, `talk_minutes`).", host)
    yield from _by_purpose(facts, host, decider)
    if facts.next.kind == "session" and facts.next.purpose == "solution-iteration":
        text = f"before session {facts.next.number}: what changes for which record (`answers`), and who raised it."
        yield Line(text, decider)
    if facts.observers:
        yield Line(
            "today: notes to CS. They go beside the record and replace none of it.",
            names(facts.observers, facts),
        )


def _by_purpose(facts: AgendaFacts, host: str, decider: str) -> Iterator[Line]:
    """What comes out of a session of this purpose (D-15 to D-18)."""
    if facts.purpose == "problem-validation":
        yield Line("today: what we had wrong (`corrections`).", host)
        yield Line("before the next session: the problem, rewritten by the corrections.", decider)
    elif facts.purpose == "prototype-feedback":
        yield Line(
            "today: of each record, whether it was friction, confusion or a workaround (`signal`).", host
        )
    elif facts.purpose == "solution-iteration":
        text = "today: what each account confirmed, and what came with a change (`confirmed`, `from_change`)."
        yield Line(text, host)
        text = "whether there is a session 4, for which account and which case (`because`). None is a good answer."
        yield Line(text, decider)
    else:
        yield Line(
            f"{'by ' + say_date(facts.reading_due) if facts.reading_due else 'soon'}: a decision on every "
            "record that was left (`final`, `reason`).",
            decider,
        )
