"""The debrief as a customer reads it: what became of each of its points, the call's running order, what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from codesign_cli.blocks import Block, Heading, Line, Notice, Paragraph, Schedule, Slot, Terms
from codesign_cli.documents.customer import parts, unready
from codesign_cli.documents.customer.plan_rows import names
from codesign_cli.documents.customer.times import elsewhere, say_hours
from codesign_cli.documents.customer.unready import Gap, Unready
from codesign_cli.documents.phrasing import OWN, Phrases
from codesign_cli.documents.plan import Stretch
from codesign_cli.documents.reader import Cut, OwnChoice, OwnCorrection, OwnFlag, OwnIdea, OwnRecord
from codesign_cli.documents.words import elapsed, say_clock, say_date, say_moment, say_span, short_names
from codesign_cli.record import NamedTuple
from codesign_cli.say import count, listed

PHRASES: dict[str, str] = {
    **parts.GREETINGS,
    "opening": "In this call you hear what became of the points that were brought up about {feature}: what went in, "
    "what did not, and why. {product} tells you, and {cs} joins from start to end.",
    "opening_heard": "In this call you heard what became of the points that were brought up about {feature}: what "
    "went in, what did not, and why. {product} told you, and {cs} joined from start to end.",
    "opening_made_up": "You could not be in this call and had one of your own on {made_up}. It told you what became "
    "of the points that were brought up about {feature}: what went in, what did not, and why.",
    "cancelled": "The work on {feature} has been stopped, and nothing of it is released. You are owed an honest "
    "account all the same.",
    "decided": "Product has decided each point.",
    "purpose": "The call is there to tell you and to answer your questions, not to decide again.",
    "welcome": "What the call is about, and thanks for the work.",
    "went_in": "What is built because of what the teams showed us; you hear your own points.",
    "went_in_cancelled": "What had been taken in before the work was stopped; you hear your own points.",
    "stayed_out": "What was left out, each point with its reason.",
    "choices": "What was chosen where ways of working needed opposite things, and what you can do if yours was not "
    "chosen.",
    "flags": "What was flagged at the preview and is not decided yet.",
    "questions": "Ask what is unclear. What nobody can answer at once is answered in the summary.",
    "next": "When you hear what, and where to turn until then.",
    "nothing_in": "None of your points went in. The reasons are below.",
    "nothing_out": "Nothing of what you brought up was left out.",
    "no_points": "No point bears your name. Your time in the sessions still counts, and you can ask about any of it.",
    "common": "Each team hears its own points in the call and gets them in writing; this page holds none of them.",
    "absent": "If you cannot come, tell {csm}: you are owed a call of your own.",
    "channel": "If something stops your work, tell {contact} at once.",
    "closing": "Thank you for your time and for being frank with us.",
}
"""The sentences that a team may word its own way."""


class DebriefFacts(NamedTuple):
    """The facts of the debrief for one account, or for nobody in particular."""

    audience: str
    """`customer`."""
    account: str | None
    """The reader's id; None on a page for nobody in particular."""
    name: str | None
    people: tuple[str, ...]
    """Whom it greets."""
    draft: bool
    """Whether it was asked for although something is missing."""
    ready: bool
    missing: tuple[Gap, ...]
    """What the reader's page still lacks."""
    feature: str
    state: str
    at: datetime | None
    timezone: str
    minutes: int
    elsewhere: tuple[tuple[str, str], ...]
    """The same time on the clocks of the reader's people."""
    over: bool
    """Whether the call lies behind."""
    product: tuple[str, ...]
    cs: tuple[str, ...]
    csm: str
    """The reader's own CSM where it has one, else who runs the sessions: a name with an address."""
    contact: str
    """Whom to tell something critical: a name with an address."""
    made_up: date | None
    """The day of the reader's own call in place of this one, once it was held."""
    steps: tuple[Stretch, ...]
    """The running order, the same for everybody; it adds up to `minutes`."""
    sessions: int
    """How many the reader took part in."""
    given: str
    """The time of these: `3 hours and 45 minutes`; empty for none."""
    brought_up: int
    """How many points all teams together brought up."""
    taken_in: int
    left_out: int
    went_in: tuple[OwnRecord, ...]
    not_taken: tuple[OwnRecord, ...]
    undecided: tuple[OwnRecord, ...]
    corrections: tuple[OwnCorrection, ...]
    choices: tuple[OwnChoice, ...]
    flags: tuple[OwnFlag, ...]
    """The reader's own that are not decided yet."""
    ideas: tuple[OwnIdea, ...]
    preview: date | None
    """Where it comes after the call."""
    ga: date | None
    released: bool
    has_left: bool
    """Whether the reader has left the program: it sees no preview and has nothing to flag."""
    summary_due: datetime | None
    summary_sent: datetime | None


FACTS = DebriefFacts


def build(cut: Cut, *, draft: bool = False) -> DebriefFacts | Unready:
    """The facts of the debrief, or what it still lacks for this reader; `draft` asks for the page all the same."""
    gaps = (*parts.gaps_of(cut), *parts.undecided_of_all(cut))
    if gaps and not draft:
        return Unready("customer", "debrief", cut.account, cut.feature, False, gaps)
    own = parts.points(cut.records)
    day = cut.debrief.date() if cut.debrief else None
    later = parts.shown_later(cut.preview, day, cut.state == "cancelled")
    return DebriefFacts(
        audience="customer",
        account=cut.account,
        name=cut.name,
        people=parts.greeted(cut),
        draft=bool(gaps),
        ready=not gaps,
        missing=gaps,
        feature=cut.feature,
        state=cut.state,
        at=cut.debrief,
        timezone=cut.timezone,
        minutes=cut.debrief_minutes,
        elsewhere=elsewhere(cut.debrief, cut.debrief_minutes, cut.timezone, cut.people),
        over=cut.debrief_over,
        product=names(cut.product),
        cs=names(cut.cs[:1]),
        csm=parts.contact(cut.cs[-1:]),
        contact=parts.contact(cut.product),
        made_up=_own_call(cut),
        steps=cut.debrief_steps,
        sessions=cut.attended,
        given=say_hours(cut.minutes_given) if cut.attended else "",
        brought_up=cut.counts.records,
        taken_in=cut.counts.incorporated,
        left_out=cut.counts.not_taken,
        went_in=own.went_in,
        not_taken=own.not_taken,
        undecided=own.undecided,
        corrections=cut.corrections,
        choices=cut.choices,
        flags=tuple(flag for flag in cut.flags if flag.decision is None),
        ideas=cut.ideas,
        preview=cut.preview if later and cut.shown_preview else None,
        ga=cut.ga,
        released=cut.released,
        has_left=cut.left is not None and cut.left <= cut.today,
        summary_due=cut.summary_due,
        summary_sent=cut.summary_sent,
    )


def _own_call(cut: Cut) -> date | None:
    return cut.made_up if cut.made_up and cut.made_up <= cut.today and not cut.debrief_attended else None


def layout(facts: DebriefFacts | Unready, own: Mapping[str, str] = OWN) -> tuple[Block, ...]:
    """The page of the debrief; only what is missing where it cannot be sent."""
    if isinstance(facts, Unready):
        return unready.layout(facts)
    say = Phrases(PHRASES, facts, own)
    return (
        *_top(facts),
        *(Paragraph(f"For {who}: {when}.") for who, when in facts.elsewhere),
        parts.greeting(say, facts.people),
        *((Paragraph(say("cancelled")),) if facts.state == "cancelled" else ()),
        Paragraph(" ".join(say(key) for key in _opening(facts))),
        *_part("The call, minute by minute", facts, (_order(facts, say),)),
        *(_own(facts, say) if facts.account else _common(facts, say)),
        *_part("How it goes on", facts, (_next(facts, say),)),
        Paragraph(say("closing")),
        *((Notice("not to be sent or held like this.", "DRAFT"),) if facts.draft else ()),
    )


def _opening(facts: DebriefFacts) -> tuple[str, ...]:
    """The sentences that open the page: the call lies ahead, or the reader was in it, or had one of its own."""
    decided = () if facts.undecided else ("decided",)
    if facts.made_up:
        return ("opening_made_up", *decided)
    if facts.over and facts.ready:
        return ("opening_heard", *decided)
    return ("opening", *decided, "purpose")


def _part(title: str, facts: DebriefFacts, found: tuple[Block, ...]) -> tuple[Block, ...]:
    """A section that says in a draft that it is one: sections are passed on by themselves."""
    return parts.section(title, found, "DRAFT" if facts.draft else "")


def _top(facts: DebriefFacts) -> tuple[Block, ...]:
    when = f"{count(facts.minutes, 'minute')}, the day follows"
    if facts.at:
        when = say_span(facts.at, facts.minutes, facts.timezone)
    title = f"Debrief · {facts.feature}"
    if not facts.draft:
        return (Heading(title, 1, when),)
    things = count(len(facts.missing), "thing")
    return (
        Heading(f"DRAFT · {title}", 1, when),
        Notice(f"{things} still missing; not to be sent or held.", "DRAFT"),
    )


def _order(facts: DebriefFacts, say: Phrases) -> Schedule:
    """The running order: the same blocks and minutes that the team holds the call by."""
    short = short_names(name for step in facts.steps for name in step.owners)
    return Schedule(
        tuple(
            Slot(
                say_clock(step.start) if step.start else elapsed(step.offset),
                step.minutes,
                step.title,
                tuple(short[name] for name in step.owners),
                (Line(say(_told_in(step.kind, facts))),),
            )
            for step in facts.steps
        )
    )


def _told_in(kind: str, facts: DebriefFacts) -> str:
    """The key of what a block is about: of a program that was stopped nothing is built."""
    return "went_in_cancelled" if kind == "went_in" and facts.state == "cancelled" else kind


def _own(facts: DebriefFacts, say: Phrases) -> Iterator[Block]:
    """What the reader's points came to."""
    if not (facts.went_in or facts.not_taken or facts.undecided):
        yield from _part("Your points", facts, (Paragraph(say("no_points")),))
    else:
        inside: Block = Paragraph(say("nothing_in"))
        if facts.went_in:
            inside = parts.went_in(facts.went_in, facts.state)
        elif facts.undecided:
            inside = Paragraph("Nothing so far." if facts.not_taken else "Nothing is decided yet.")
        yield from _part("What went in", facts, (inside,))
        outside: Block = Paragraph(say("nothing_out"))
        if facts.not_taken:
            outside = parts.not_taken(facts.not_taken, facts.state)
        elif facts.undecided:
            outside = Paragraph("Nothing so far.")
        yield from _part("What did not, and why", facts, (outside,))
    if facts.undecided:
        yield from _part("Not decided yet", facts, (parts.undecided(facts.undecided),))
    yield from _part("Where teams wanted different things", facts, parts.choices(facts.choices, facts.state))
    if facts.flags:
        yield from _part(
            "What you flagged at the preview", facts, (parts.flags(facts.flags, facts.released),)
        )
    if facts.corrections:
        yield from _part("Where you put us right", facts, (parts.corrections(facts.corrections),))
    if facts.ideas:
        yield from _part("Your ideas beyond this feature", facts, (parts.ideas(facts.ideas),))


def _common(facts: DebriefFacts, say: Phrases) -> Iterator[Block]:
    """What everybody may know: how many points there were, and what became of them."""
    rows = (
        Line(count(facts.brought_up, "point"), "Brought up"),
        Line(str(facts.taken_in), "Went in"),
        Line(str(facts.left_out), "Left out"),
    )
    yield from _part("All points together", facts, (Terms(rows), Paragraph(say("common"))))


def _next(facts: DebriefFacts, say: Phrases) -> Terms:
    rows = [Line(_summary(facts), "Summary")]
    if not facts.over:
        rows.append(Line(say("absent"), "Absent"))
    if facts.preview:
        rows.append(Line(f"{say_date(facts.preview)}; what you flag then is answered in writing.", "Preview"))
    if facts.ga:
        rows.append(Line(say_date(facts.ga), "Release"))
    if facts.state != "cancelled" and not facts.released and not facts.has_left:
        rows.append(Line(say("channel"), "Until then"))
    return Terms(tuple(rows))


def _summary(facts: DebriefFacts) -> str:
    if facts.summary_sent:
        return f"It went out on {say_moment(facts.summary_sent)} ({facts.timezone})"
    if facts.summary_due:
        return f"All of this in writing by {say_moment(facts.summary_due)} ({facts.timezone}), from {listed(facts.cs)}"
    return f"All of this in writing within 48 hours of the call, from {listed(facts.cs)}"
