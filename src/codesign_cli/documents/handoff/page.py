"""The page of the hand-over: the whole of it, or only the list of what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from codesign_cli.blocks import Block, Bullets, Checklist, Heading, Line, Notice, Paragraph, Table, Terms
from codesign_cli.documents.handoff.facts import Adopter, Friction, HandoffFacts, NotReady
from codesign_cli.documents.phrasing import OWN, Phrases
from codesign_cli.documents.words import say_date
from codesign_cli.say import count, listed

_DRAFT = "DRAFT"
_KINDS = {
    "declined": "declined",
    "deferred": "deferred",
    "undecided": "not decided",
    "unconfirmed": "built; the account found it not fixed",
    "flag": "flagged at the preview",
}
_SOURCES = {
    "given": "offered by us",
    "preview": "offered at the preview",
    "seen": "its own way, seen in a session",
    "mended": "its own way, seen in a session; its point went in, so it is no longer needed",
}

PHRASES: dict[str, str] = {
    "ask": "{product} for the feature, {cs} for the accounts",
    "nobody": "No account took part.",
    "nobody_ready": "No account is ready yet.",
    "no_friction": "Nothing that the file knows of: every point went in and nobody found it unfixed.",
    "no_workaround": "No workaround is known for any account.",
    "no_words": "No words of customers were written down.",
    "measured": "of all users who could use it, the share that does",
    "against": "the same share of comparable features, counted the same way",
    "mind": "the accounts of this program ({ready_accounts} ready) chose to work on it and adopt it sooner than "
    "others; count them apart",
    "overdue": "the day is past and nothing is written; measure now and say so",
}
"""The sentences of the page that a team may word its own way."""


def shown(facts: HandoffFacts) -> HandoffFacts | NotReady:
    """What JSON gives out: the facts, or only what is missing where the page shows only that."""
    if facts.ready or facts.draft:
        return facts
    return NotReady(facts.audience, facts.program, facts.feature, False, False, facts.missing, facts.ga)


def layout(facts: HandoffFacts, own: Mapping[str, str] = OWN) -> tuple[Block, ...]:
    """The whole page where nothing is missing or a draft was asked for, else only what is missing.

    `own` holds the team's own sentences by the keys of `PHRASES`.
    """
    if not facts.ready and not facts.draft:
        return _not_ready(facts)
    say = Phrases(PHRASES, facts, own)
    return (
        *_top(facts, say),
        *_section("Who is ready", facts, _adopters(facts, say)),
        *_section("Friction that is left", facts, (_frictions(facts, say),)),
        *_section("How accounts get by", facts, (_workarounds(facts, say),)),
        *_section("How customers say it", facts, (_phrases(facts, say),)),
        *_section("What to measure, and when", facts, (_measure(facts, say),)),
        *(_section("Still missing", facts, (_missing(facts),)) if facts.draft else ()),
    )


def _not_ready(facts: HandoffFacts) -> tuple[Block, ...]:
    missing = count(len(facts.missing), "thing")
    return (
        Heading(f"Hand-over · {facts.feature}", 1, _when(facts)),
        Notice(f"{missing} missing before this can be handed over.", "Not ready"),
        _missing(facts),
        Paragraph("With `--draft` the page is printed all the same, as a draft."),
    )


def _missing(facts: HandoffFacts) -> Block:
    return Checklist(tuple(Line(f"{gap.fact} {gap.way_out}", gap.subject) for gap in facts.missing))


def _when(facts: HandoffFacts) -> str:
    return f"release {say_date(facts.ga)}" if facts.ga else "no release date"


def _top(facts: HandoffFacts, say: Phrases) -> Iterator[Block]:
    draft = f"{_DRAFT} · " if facts.draft else ""
    yield Heading(f"{draft}Hand-over · {facts.feature}", 1, _when(facts))
    if facts.program != facts.feature:
        yield Paragraph(facts.program)
    if facts.draft:
        yield Notice(f"{count(len(facts.missing), 'thing')} still missing, listed at the end.", _DRAFT)
    yield Notice("for the people who take the feature to customers; not to be sent to one.", "Internal")
    yield Terms((Line(say("ask"), "Ask"),))


def _section(title: str, facts: HandoffFacts, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return (Heading(title, 2, _DRAFT if facts.draft else ""), *blocks)


# The sections


def _adopters(facts: HandoffFacts, say: Phrases) -> tuple[Block, ...]:
    if not facts.adopters:
        return (Paragraph(say("nobody")),)
    ready = [each for each in facts.adopters if each.ready]
    others = [each for each in facts.adopters if not each.ready]
    nobody = say("nobody_ready") if facts.ready_said else "Nothing says who is ready (`outcomes.ready`)."
    first: Block = (
        Terms(tuple(Line(_adopter(each), each.name) for each in ready)) if ready else Paragraph(nobody)
    )
    if not others:
        return (first,)
    title = Heading("Not ready yet" if facts.ready_said else "The accounts", 3)
    return (first, title, Terms(tuple(Line(_waiting(each, facts), each.name) for each in others)))


def _adopter(each: Adopter) -> str:
    people = "; ".join(each.people) or "nobody is named"
    got = f" · got: {'; '.join(each.got)}" if each.got else " · nothing shipped for its own points"
    left = f" · left the program {say_date(each.left)}" if each.left else ""
    return f"{people} · with {listed(each.csm)}{got}{left}"


def _waiting(each: Adopter, facts: HandoffFacts) -> str:
    """An account that is not ready, with what the file knows to stand in its way."""
    open_ = [friction for friction in facts.frictions if friction.account_id == each.id]
    names = listed([friction.record or "a flag of the preview" for friction in open_])
    way = f" · in its way: {names}" if open_ else " · no friction known; ask what it waits for"
    return _adopter(each) + way


def _frictions(facts: HandoffFacts, say: Phrases) -> Block:
    if not facts.frictions:
        return Paragraph(say("no_friction"))
    rows = tuple(
        (
            each.record or "preview",
            each.account,
            f"{each.step}: {each.what}" if each.step else each.what,
            each.severity or "–",
            f"{_KINDS[each.kind]}: {each.why}" if each.why else _KINDS[each.kind],
            _knows(each),
        )
        for each in facts.frictions
    )
    return Table(("Record", "Account", "What", "Severity", "Decision", "Account knows"), rows)


def _knows(each: Friction) -> str:
    if each.told:
        return f"since {say_date(each.told)}"
    return "not yet: call first" if each.told_owed else "–"


def _workarounds(facts: HandoffFacts, say: Phrases) -> Block:
    if not facts.workarounds:
        return Paragraph(say("no_workaround"))
    rows = tuple(
        (each.account, each.text, each.about or "–", _SOURCES[each.source]) for each in facts.workarounds
    )
    return Table(("Account", "Workaround", "Around what", "Where from"), rows)


def _phrases(facts: HandoffFacts, say: Phrases) -> Block:
    if not facts.phrases:
        return Paragraph(say("no_words"))
    items = (
        Line(f"“{each.words}”" + (f" ({each.about})" if each.about else ""), each.account)
        for each in facts.phrases
    )
    return Bullets(tuple(items))


def _measure(facts: HandoffFacts, say: Phrases) -> Block:
    day = say_date(facts.measure_on) if facts.measure_on else "90 days after the release, which has no date"
    rows = [
        Line(f"{day}, by {listed(facts.product)}", "When"),
        Line(say("measured"), "What"),
        Line(say("against"), "Against"),
        Line(say("mind"), "Mind"),
    ]
    if facts.adoption is not None:
        others = (
            f", {_percent(facts.adoption_others)} for others" if facts.adoption_others is not None else ""
        )
        rows.append(Line(f"{_percent(facts.adoption)}{others}", "Measured"))
    else:
        if facts.measure_late:
            rows.append(Line(say("overdue"), "Overdue"))
        rows.append(Line("under `outcomes`: `adoption_90_days` and `adoption_others`", "Write down"))
    return Terms(tuple(rows))


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
