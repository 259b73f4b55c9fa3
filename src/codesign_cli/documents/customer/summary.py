"""The written summary after the debrief: what went in, what did not and why, and where to turn until the release."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from codesign_cli.blocks import Block, Heading, Line, Paragraph, Table, Terms
from codesign_cli.documents.customer import parts, unready
from codesign_cli.documents.customer.plan_rows import names
from codesign_cli.documents.customer.preview import flags_until
from codesign_cli.documents.customer.times import say_hours, session_when
from codesign_cli.documents.customer.unready import Gap, Unready
from codesign_cli.documents.phrasing import OWN, Phrases
from codesign_cli.documents.reader import Cut, OwnChoice, OwnCorrection, OwnFlag, OwnIdea, OwnRecord
from codesign_cli.documents.words import say_date, say_moment
from codesign_cli.record import NamedTuple
from codesign_cli.say import count, listed

PHRASES: dict[str, str] = {
    **parts.GREETINGS,
    "opening": "This is in writing what you heard in the debrief on {heard}: what became of the points that were "
    "brought up about {feature}, and why. Product has decided each of them.",
    "opening_made_up": "This is in writing what you heard in your own call on {heard}: what became of the points that "
    "were brought up about {feature}, and why. Product has decided each of them.",
    "opening_unheard": "The debrief on {debrief} told what became of the points that were brought up about {feature}. "
    "You were not in it, and you are owed the same in a call of your own. This is what it tells, in writing.",
    "opening_call_planned": "The debrief on {debrief} told what became of the points that were brought up about "
    "{feature}. You were not in it; your own call is on {own_call}. This is what it tells, in writing.",
    "opening_all": "This is in writing what the debrief on {debrief} told: what became of the points that were brought "
    "up about {feature}. Product has decided each of them.",
    "late": "It was due on {due} and comes late. That is on us.",
    "cancelled": "The work on {feature} has been stopped, and nothing of it is released.",
    "nothing_in": "None of your points went in. The reasons are below.",
    "nothing_out": "Nothing of what you brought up was left out.",
    "no_points": "No point bears your name. Your time in the sessions counts all the same.",
    "common": "Each team gets its own points, with the reason for each, on a page of its own; this page holds none.",
    "ideas": "They lie outside this feature. Whether anything comes of them is not decided.",
    "flags": "Each flag of yours has its answer here.",
    "flags_open": "What is not decided yet is answered in writing as soon as it is.",
    "addition": "This is added to the summary: the preview came after the debrief.",
    "preview": "You see the feature on {preview}, before its release. What you flag then is answered in an addition "
    "to this summary.",
    "channel": "If something about it stops your work, or loses or falsifies what you enter, tell {contact} at once.",
    "channel_until": "If something about it stops your work, or loses or falsifies what you enter, tell {contact}, by "
    "the end of {flags_until} at the latest: then there is time to act on it.",
    "released": "It was released on {ga}. If something about it stops your work, tell {csm}.",
    "questions": "For anything that is unclear here, ask {csm}.",
    "closing": "This is all that is decided. It is about this feature and says nothing of what comes after it.",
}
"""The sentences that a team may word its own way."""


class HeldSession(NamedTuple):
    """One session that took place."""

    number: int
    purpose: str
    when: str
    minutes: int
    attended: bool
    """Whether the reader took part; False on a page for nobody in particular."""


class SummaryFacts(NamedTuple):
    """The facts of the written summary, for one account or for nobody in particular."""

    audience: str
    """`customer`."""
    account: str | None
    """The reader's id; None on a page for nobody in particular."""
    name: str | None
    people: tuple[str, ...]
    """Whom it greets."""
    ready: bool
    feature: str
    state: str
    timezone: str
    debrief: date
    heard: date | None
    """The day on which the reader had the debrief, or a call of its own."""
    own_call: date | None
    """The day of the reader's own call where that lies ahead."""
    due: datetime
    """48 elapsed hours after the debrief's end."""
    sent: datetime | None
    is_late: bool
    """Whether it is past due and has not gone out."""
    sessions: tuple[HeldSession, ...]
    given: str
    """The time of those that the reader took part in: `3 hours and 45 minutes`; empty for none."""
    brought_up: int
    """How many points all teams together brought up."""
    taken_in: int
    left_out: int
    went_in: tuple[OwnRecord, ...]
    not_taken: tuple[OwnRecord, ...]
    choices: tuple[OwnChoice, ...]
    corrections: tuple[OwnCorrection, ...]
    ideas: tuple[OwnIdea, ...]
    flags: tuple[OwnFlag, ...]
    added: bool
    """Whether the preview came after the debrief, so that the answers to flags are an addition (T-17)."""
    preview: date | None
    """Where it lies ahead for the reader."""
    flags_until: date | None
    """The last day for something critical, where the preview has a day and that is not over."""
    ga: date | None
    is_released: bool
    has_left: bool
    """Whether the reader has left the program: it sees no preview and has nothing to flag."""
    product: tuple[str, ...]
    cs: tuple[str, ...]
    csm: str
    """Whom to ask: a name with an address."""
    contact: str
    """Whom to tell something critical: a name with an address."""


FACTS = SummaryFacts


def build(cut: Cut) -> SummaryFacts | Unready:
    """The facts of the summary, or what it still lacks: before the debrief is over there is none."""
    gaps = tuple(_gaps(cut))
    if gaps or cut.debrief is None or cut.summary_due is None:
        return Unready("customer", "summary", cut.account, cut.feature, False, gaps)
    own = parts.points(cut.records)
    day = cut.debrief.date()
    later = parts.shown_later(cut.preview, day, cut.state == "cancelled")
    heard, own_call = _heard(cut, day)
    return SummaryFacts(
        audience="customer",
        account=cut.account,
        name=cut.name,
        people=parts.greeted(cut),
        ready=True,
        feature=cut.feature,
        state=cut.state,
        timezone=cut.timezone,
        debrief=day,
        heard=heard,
        own_call=own_call,
        due=cut.summary_due,
        sent=cut.summary_sent,
        is_late=cut.summary_sent is None and cut.now > cut.summary_due,
        sessions=_held(cut),
        given=say_hours(cut.minutes_given) if cut.attended else "",
        brought_up=cut.counts.records,
        taken_in=cut.counts.incorporated,
        left_out=cut.counts.not_taken,
        went_in=own.went_in,
        not_taken=own.not_taken,
        choices=cut.choices,
        corrections=cut.corrections,
        ideas=cut.ideas,
        flags=cut.flags,
        added=later,
        preview=_preview_ahead(cut),
        flags_until=_flags_until(cut),
        ga=cut.ga,
        is_released=cut.released,
        has_left=cut.left is not None and cut.left <= cut.today,
        product=names(cut.product),
        cs=names(cut.cs),
        csm=parts.contact(cut.cs[-1:]),
        contact=parts.contact(cut.product),
    )


def _heard(cut: Cut, debrief: date) -> tuple[date | None, date | None]:
    """When the reader heard it, in the debrief or in its own call, and when its own call is where that lies ahead."""
    if cut.debrief_attended:
        return debrief, None
    ahead = cut.made_up is not None and cut.made_up > cut.today
    return (None, cut.made_up) if ahead else (cut.made_up, None)


def _held(cut: Cut) -> tuple[HeldSession, ...]:
    return tuple(
        HeldSession(each.number, each.purpose, session_when(each, cut.timezone), each.minutes, each.attended)
        for each in cut.sessions
        if each.over
    )


def _preview_ahead(cut: Cut) -> date | None:
    if not cut.shown_preview or cut.preview is None or cut.preview_shared or cut.preview < cut.today:
        return None
    return cut.preview


def _flags_until(cut: Cut) -> date | None:
    """The day that the preview's page names, too."""
    if cut.preview is None or cut.ga is None:
        return None
    day = flags_until(cut.preview, cut.ga)
    return day if day >= cut.today else None


def _gaps(cut: Cut) -> Iterator[Gap]:
    """What blocks it. A flag without a decision does not: its answer is added (T-17); nor does an own call to come."""
    yield from parts.gaps_of(cut, "summary", "unheard", "flag")
    yield from parts.not_held(cut, "The summary is written after it, within 48 hours.")
    yield from parts.undecided_of_all(cut)


def layout(facts: SummaryFacts | Unready, own: Mapping[str, str] = OWN) -> tuple[Block, ...]:
    """The page of the summary; only what is missing where it cannot be sent."""
    if isinstance(facts, Unready):
        return unready.layout(facts)
    say = Phrases(PHRASES, facts, own)
    return (
        Heading(f"Summary · {facts.feature}", 1, _when(facts)),
        parts.greeting(say, facts.people),
        Paragraph(" ".join(say(key) for key in _opening(facts))),
        *parts.section("The sessions", _sessions(facts)),
        *(_own(facts, say) if facts.account else _common(facts, say)),
        *parts.section("How it goes on", _next(facts, say)),
        Paragraph(say("closing")),
        Paragraph(listed(tuple(dict.fromkeys((*facts.product, *facts.cs))))),
    )


def _when(facts: SummaryFacts) -> str:
    """When it went out, else by when it has to."""
    if facts.sent:
        return f"sent {say_moment(facts.sent)} ({facts.timezone})"
    return f"{'was due' if facts.is_late else 'due by'} {say_moment(facts.due)} ({facts.timezone})"


def _opening(facts: SummaryFacts) -> Iterator[str]:
    if facts.state == "cancelled":
        yield "cancelled"
    if facts.account is None:
        yield "opening_all"
    elif facts.heard:
        yield "opening" if facts.heard == facts.debrief else "opening_made_up"
    else:
        yield "opening_call_planned" if facts.own_call else "opening_unheard"
    if facts.is_late:
        yield "late"


def _sessions(facts: SummaryFacts) -> Iterator[Block]:
    """The sessions that took place; for an account with what it took part in."""
    if not facts.sessions:
        return
    own = facts.account is not None
    columns = ("", "What we did", "When", "Minutes", *(("You",) if own else ()))
    rows = []
    for each in facts.sessions:
        there = ("took part" if each.attended else "were not there",) if own else ()
        rows.append((str(each.number), _DID[each.purpose], each.when, str(each.minutes), *there))
    yield Table(columns, tuple(rows), numeric=(0, 3))
    attended = sum(each.attended for each in facts.sessions)
    if attended:
        yield Paragraph(f"You took part in {count(attended, 'session')}: {facts.given} of your time.")


def _own(facts: SummaryFacts, say: Phrases) -> Iterator[Block]:
    """What the reader's points came to."""
    if not (facts.went_in or facts.not_taken):
        yield from parts.section("Your points", (Paragraph(say("no_points")),))
    else:
        inside = parts.went_in(facts.went_in, facts.state) if facts.went_in else Paragraph(say("nothing_in"))
        outside = (
            parts.not_taken(facts.not_taken, facts.state)
            if facts.not_taken
            else Paragraph(say("nothing_out"))
        )
        yield from parts.section("What went in", (inside,))
        yield from parts.section("What did not, and why", (outside,))
    yield from parts.section("Where teams wanted different things", parts.choices(facts.choices, facts.state))
    if facts.corrections:
        yield from parts.section("Where you put us right", (parts.corrections(facts.corrections),))
    if facts.ideas:
        yield from parts.section(
            "Your ideas beyond this feature", (Paragraph(say("ideas")), parts.ideas(facts.ideas))
        )
    if facts.flags:
        title = "Addition after the preview" if facts.added else "What you flagged at the preview"
        answers = "flags_open" if any(parts.is_open(flag) for flag in facts.flags) else "flags"
        told = " ".join(say(key) for key in (*(("addition",) if facts.added else ()), answers))
        yield from parts.section(title, (Paragraph(told), parts.flags(facts.flags, facts.is_released)))


def _common(facts: SummaryFacts, say: Phrases) -> tuple[Block, ...]:
    rows = (
        Line(count(facts.brought_up, "point"), "Brought up"),
        Line(str(facts.taken_in), "Went in"),
        Line(str(facts.left_out), "Left out"),
    )
    return parts.section("All points together", (Terms(rows), Paragraph(say("common"))))


def _next(facts: SummaryFacts, say: Phrases) -> Iterator[Block]:
    """Preview, release and where to turn; in a cancelled program only whom to ask."""
    rows = []
    if facts.preview:
        rows.append(Line(say("preview"), "Preview"))
    if facts.is_released:
        rows.append(Line(say("released"), "Release"))
    elif facts.ga:
        rows.append(Line(say_date(facts.ga), "Release"))
        if not facts.has_left:
            rows.append(Line(say("channel_until" if facts.flags_until else "channel"), "Until then"))
    yield Terms((*rows, Line(say("questions"), "Questions")))


_DID = {
    "problem-validation": "You told us where our picture of the problem was wrong",
    "prototype-feedback": "A first draft, tried the way you work",
    "solution-iteration": "The revised draft: what held, what did not",
    "edge-cases": "Only the cases that were still open",
    "last-check": "A last look at what was still open",
}
"""What happened in a session of each purpose, looked back on."""
