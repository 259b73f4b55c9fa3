"""The debrief's page: the whole of it, or only the list of what is missing."""

from __future__ import annotations

from collections.abc import Mapping

from codesign_cli.blocks import (
    Block,
    Bullets,
    Checklist,
    Heading,
    Line,
    Notice,
    Paragraph,
    Schedule,
    Slot,
    Table,
    Terms,
)
from codesign_cli.documents.debrief.facts import Choice, DebriefFacts, NotReady, Outcome, Owed, Position
from codesign_cli.documents.phrasing import OWN, Phrases
from codesign_cli.documents.words import elapsed, say_clock, say_date, say_moment, say_span, short_names
from codesign_cli.say import count, listed

_DRAFT = "DRAFT"
_NOTHING_RAISED = "No record says that anything was raised."

PHRASES = {
    "welcome": "thank you for {sessions_said} of work on {feature}.",
    "scope": "today is about this feature and nothing else: {in_scope}.",
    "decided": "what follows is decided by Product; it is told as it is, with the reason for each point.",
    "went_in": "Each to the account it came from: what you showed us, what is built now, why.",
    "went_in_cancelled": "Each to the account it came from: what you showed us, what had been decided, why. None of it "
    "is released.",
    "stayed_out": "The point in their words, the decision, the reason. No comfort, no “maybe some day”.",
    "choices": "Say “another team”, never a name. One way is built, and nothing halfway.",
    "questions": "account by account; an answer that is not known is noted and goes into the summary.",
    "writing": "you read all of this in a summary by {summary_due}.",
    "writing_undated": "you read all of this in a summary within 48 hours.",
    "preview": "on {preview} you get the preview of {feature}; raise what breaks your work.",
    "release": "{feature} is released on {ga}.",
    "channel": "if something stops your work before the release, tell {contact} at once.",
    "closing": "thank you for your time and for being frank with us.",
    "product": "{product} leads and tells every decision. Nobody is asked to agree, and no decision is reopened in "
    "the call; what is new goes to the list for later.",
    "cs": "{cs} is in the call from start to end, notes each question, and calls every account that is absent by "
    "itself.",
    "both": "an account hears its own points by name; of the others it hears “another team”.",
}
"""The sentences of the page; a lower-case one stands after the name of who says it."""


def shown(facts: DebriefFacts) -> DebriefFacts | NotReady:
    """What JSON gives out: the facts, or only what is missing where the page shows only that."""
    if facts.ready or facts.draft:
        return facts
    return NotReady(facts.audience, facts.program, facts.feature, False, False, facts.missing, facts.at)


def layout(facts: DebriefFacts, own: Mapping[str, str] = OWN) -> tuple[Block, ...]:
    """The whole page where nothing is missing or a draft was asked for, else only what is missing.

    `own` holds the team's own sentences by the keys of `PHRASES`.
    """
    if not facts.ready and not facts.draft:
        return _not_ready(facts)
    say = Phrases(PHRASES, facts, own)
    return (
        *_top(facts),
        _running_order(facts, say),
        *_section("What went in", facts, _went_in(facts)),
        *_section("What did not go in, and why", facts, _stayed_out(facts)),
        *(_section("Not decided yet", facts, (_undecided(facts),)) if facts.undecided else ()),
        *_section("Account by account", facts, (_accounts(facts),)),
        *(
            _section("Where accounts wanted different things", facts, _choices(facts))
            if facts.disagreements
            else ()
        ),
        *(_section("Open flags from the preview", facts, (_flags(facts),)) if facts.flags else ()),
        *_section("Who does what", facts, (_cards(say),)),
        *_section("Afterwards", facts, (_afterwards(facts),)),
        *_bottom(facts),
    )


def _not_ready(facts: DebriefFacts) -> tuple[Block, ...]:
    return (
        Heading(f"Debrief · {facts.feature}", 1, _when(facts)),
        Notice(
            f"{count(len(facts.missing), 'thing')} missing before the debrief can close the loop.",
            "Not ready",
        ),
        _missing(facts),
        Paragraph("With `--draft` the page is printed all the same, as a draft."),
    )


def _missing(facts: DebriefFacts) -> Block:
    return Checklist(tuple(Line(f"{gap.fact} {gap.way_out}", gap.subject) for gap in facts.missing))


def _when(facts: DebriefFacts) -> str:
    length = count(facts.minutes, "minute")
    return say_span(facts.at, facts.minutes, facts.timezone) if facts.at else f"no date yet, {length}"


def _top(facts: DebriefFacts) -> tuple[Block, ...]:
    notes = [("Internal", "names accounts and what they said; to customers only their own part is told.")]
    if facts.draft:
        things = count(len(facts.missing), "thing")
        notes.insert(
            0, (_DRAFT, f"{things} still missing, listed at the end; not to be held from this page.")
        )
    if facts.state == "cancelled":
        notes.append(
            ("Note", "the program is cancelled. Say so first, with the reason; nothing of this is released.")
        )
    if facts.minutes_assumed:
        notes.append(
            ("Note", f"the file names no length; {facts.minutes} minutes are assumed (`debrief.minutes`).")
        )
    if facts.held:
        notes.append(("Note", "the debrief lies behind; this is what it said or should have said."))
    draft = f"{_DRAFT} · " if facts.draft else ""
    title = Heading(f"{draft}Debrief · {facts.feature}", 1, _when(facts))
    about = () if facts.program == facts.feature else (Paragraph(facts.program),)
    return (title, *about, *(Notice(text, label) for label, text in notes))


def _section(title: str, facts: DebriefFacts, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """A section under its heading; in a draft the heading says so, since sections are passed on by themselves."""
    return (Heading(title, 2, _DRAFT if facts.draft else ""), *blocks)


def _bottom(facts: DebriefFacts) -> tuple[Block, ...]:
    if not facts.draft:
        return ()
    return (*_section("Still missing", facts, (_missing(facts),)), Notice("not ready to be held.", _DRAFT))


# The running order


def _running_order(facts: DebriefFacts, say: Phrases) -> Schedule:
    short = short_names((*facts.product, *facts.cs))
    slots = []
    for step in facts.steps:
        start = say_clock(step.start) if step.start else elapsed(step.offset)
        owners = tuple(short[name] for name in step.owners)
        slots.append(Slot(start, step.minutes, step.title, owners, _script(step.kind, facts, say)))
    return Schedule(tuple(slots))


def _script(kind: str, facts: DebriefFacts, say: Phrases) -> tuple[Line, ...]:
    """What is said and done in one block of the running order."""
    short = short_names((*facts.product, *facts.cs))
    product, cs = (listed([short[name] for name in names]) for names in (facts.product, facts.cs))
    if kind == "welcome":
        scope = (Line(say("scope"), cs),) if facts.in_scope else ()
        return (Line(say("welcome"), cs), *scope, Line(say("decided"), product))
    if kind == "went_in":
        told = "went_in_cancelled" if facts.state == "cancelled" else "went_in"
        return (*_ids(facts.incorporated, facts), *((Line(say(told)),) if facts.incorporated else ()))
    if kind == "stayed_out":
        return (*_ids(facts.not_taken, facts), *((Line(say("stayed_out")),) if facts.not_taken else ()))
    if kind == "choices":
        return (*(_choice_told(choice) for choice in facts.disagreements), Line(say("choices")))
    if kind == "flags":
        return tuple(Line(flag.issue, flag.account) for flag in facts.flags)
    if kind == "questions":
        return (Line(say("questions"), cs),)
    return _next_lines(facts, say, product, cs)


def _ids(outcomes: tuple[Outcome, ...], facts: DebriefFacts) -> tuple[Line, ...]:
    """The records of each account in one line: `Halden Works: F02, F05`; said plainly where there is none."""
    nothing = "Nothing. Say so." if facts.incorporated or facts.not_taken else _NOTHING_RAISED
    none = Line("Nothing so far; not everything is decided." if facts.undecided else nothing)
    by_account: dict[str, list[str]] = {}
    for outcome in outcomes:
        by_account.setdefault(outcome.account, []).append(outcome.id)
    return tuple(Line(", ".join(ids), name) for name, ids in by_account.items()) or (none,)


def _choice_told(choice: Choice) -> Line:
    """A disagreement in one line: for whom it is built, how that is told, and what each other account can do."""
    built = f"built for {choice.built_for}" if choice.built_for else "not decided for whom"
    told = (f"told as “{choice.told_as}”",) if choice.told_as else ()
    instead = tuple(
        f"{each.account} can do instead: {each.adaptation or 'nothing written yet'}"
        for each in choice.positions
        if choice.built_for and not each.chosen
    )
    return Line(" · ".join((built, *told, *instead)), choice.about or listed(choice.records))


def _next_lines(facts: DebriefFacts, say: Phrases, product: str, cs: str) -> tuple[Line, ...]:
    lines = [Line(say("writing" if facts.summary_due else "writing_undated"), cs)]
    if facts.preview and facts.at and facts.preview > facts.at.date():
        lines.append(Line(say("preview"), product))
    if facts.ga:
        lines += [Line(say("release"), product), Line(say("channel"), product)]
    elif facts.state != "cancelled":
        lines.append(Line(say("channel"), product))
    return (*lines, Line(say("closing"), product), Line("No word on what comes after this feature."))


# The sections


def _went_in(facts: DebriefFacts) -> tuple[Block, ...]:
    if not facts.incorporated:
        nothing = (
            "Nothing of what was raised. Say it first and say why." if facts.not_taken else _NOTHING_RAISED
        )
        return (Paragraph("Nothing so far." if facts.undecided else nothing),)
    column = "What they get" if facts.state != "cancelled" else "What it was to become"
    rows = tuple(
        (
            each.id,
            each.account,
            each.friction,
            each.shipped or "not written yet",
            each.reason or "no reason yet",
        )
        for each in facts.incorporated
    )
    if facts.state == "cancelled":
        rows = tuple((*row[:3], "nothing is released", row[4]) for row in rows)
    return (Table(("Record", "Account", "What came up", column, "Why"), rows),)


def _stayed_out(facts: DebriefFacts) -> tuple[Block, ...]:
    if not facts.not_taken:
        nothing = "Everything that was raised went in." if facts.incorporated else _NOTHING_RAISED
        return (Paragraph("Nothing so far." if facts.undecided else nothing),)
    rows = tuple(
        (
            each.id,
            each.account,
            each.suggestion or each.friction,
            each.final or "",
            each.reason or "no reason yet",
            say_date(each.called) if each.called else "not called yet",
        )
        for each in facts.not_taken
    )
    return (Table(("Record", "Account", "What was asked or came up", "Decision", "Why", "Called"), rows),)


def _undecided(facts: DebriefFacts) -> Block:
    rows = tuple((each.id, each.account, each.friction, each.pm_read or "unread") for each in facts.undecided)
    return Table(("Record", "Account", "What came up", "First reading"), rows)


def _accounts(facts: DebriefFacts) -> Block:
    if not facts.accounts:
        return Paragraph("No account takes part yet.")
    return Terms(tuple(Line(_account(account, facts), account.name) for account in facts.accounts))


def _account(account: Owed, facts: DebriefFacts) -> str:
    """What one account hears, in one line: `3 sessions · in: F02, The selection stays · not in: …`."""
    own = {each.id: each for each in (*facts.incorporated, *facts.not_taken, *facts.undecided)}
    parts = [count(account.sessions, "session")]
    parts += [f"in: {key}, {own[key].shipped or own[key].friction}" for key in account.incorporated]
    parts += [f"not in: {key}, {own[key].suggestion or own[key].friction}" for key in account.not_taken]
    parts += [f"not decided: {', '.join(account.undecided)}"] if account.undecided else []
    if len(parts) == 1:
        parts.append("no record of its own" + ("; thank it for its time" if account.sessions else ""))
    parts += [f"left {say_date(account.left)}, hears the debrief all the same"] if account.left else []
    if account.heard:
        parts.append(f"debriefed {say_date(account.heard)}")
    elif facts.held:
        parts.append("not debriefed yet")
    return " · ".join(parts)


def _choices(facts: DebriefFacts) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for choice in facts.disagreements:
        title = choice.about or listed(choice.records)
        blocks += [Heading(title, 3, ", ".join(choice.records)), Terms(_choice(choice))]
    return tuple(blocks)


def _choice(choice: Choice) -> tuple[Line, ...]:
    rows = [
        Line(choice.built_for or "nobody yet", "Built for"),
        Line(choice.because or "no reason yet", "Because"),
    ]
    if choice.told_as:
        rows.append(Line(f"“{choice.told_as}”", "Told as"))
    rows += [Line(_position(position), position.account) for position in choice.positions]
    return tuple(rows)


def _position(position: Position) -> str:
    """What one account wanted, what it can do where that is not built, and when it was told."""
    wanted = (f"wanted: {position.wanted}",) if position.wanted else ()
    instead = f"can do instead: {position.adaptation or 'nothing written yet'}"
    told = f"told {say_date(position.told)}" if position.told else "" if position.chosen else "not told yet"
    parts = (*wanted, "its way is built" if position.chosen else instead, told)
    return " · ".join(part for part in parts if part)


def _flags(facts: DebriefFacts) -> Block:
    weights = {True: "critical", False: "not critical"}
    return Bullets(
        tuple(
            Line(f"{flag.issue} ({weights[flag.critical]}, not decided)", flag.account)
            for flag in facts.flags
        )
    )


def _cards(say: Phrases) -> Block:
    cards = (("Product", "product"), ("CS", "cs"), ("Both", "both"))
    return Bullets(tuple(Line(say(key), label) for label, key in cards))


def _afterwards(facts: DebriefFacts) -> Block:
    rows = [Line(_summary(facts), "Summary")]
    if facts.state == "cancelled":
        rows.append(Line("a call of its own for every account that cannot come", "Absent"))
    else:
        rows.append(
            Line("a call of its own for every account that cannot come, before the release", "Absent")
        )
        rows.append(Line(_preview(facts), "Preview"))
        rows.append(Line(say_date(facts.ga) if facts.ga else "no date yet (`timeline.ga`)", "Release"))
        rows.append(Line(f"{facts.contact}, until the release", "Critical flags"))
    return Terms(tuple(rows))


def _summary(facts: DebriefFacts) -> str:
    if facts.summary_sent:
        return f"sent {say_moment(facts.summary_sent)}"
    due = facts.summary_due
    return f"in writing by {say_moment(due)}" if due else "in writing within 48 hours of the call"


def _preview(facts: DebriefFacts) -> str:
    if facts.preview is None:
        return "no date yet (`preview.planned`); 14 to 7 days before the release"
    day = say_date(facts.preview)
    if facts.at and facts.preview > facts.at.date():
        return f"{day}, after this call: what is flagged there is answered as an addition to the summary"
    return day
