"""The thanks: what one account gave, counted, and what came of it; nothing about what comes later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from codesign_cli.blocks import Block, Bullets, Heading, Line, Paragraph
from codesign_cli.documents.customer import parts, unready
from codesign_cli.documents.customer.plan_rows import names
from codesign_cli.documents.customer.times import say_hours
from codesign_cli.documents.customer.unready import Gap, Unready
from codesign_cli.documents.phrasing import OWN, Phrases
from codesign_cli.documents.plan import weeks_between
from codesign_cli.documents.reader import Cut, OwnCorrection
from codesign_cli.record import NamedTuple
from codesign_cli.say import count, listed

PHRASES: dict[str, str] = {
    **parts.GREETINGS,
    "opening": "Thank you. You gave {feature} {times} over {span}, {hours} in all; with the closing call it was "
    "{hours_in_all}.",
    "opening_no_weeks": "Thank you. You gave {feature} {times}, {hours} in all; with the closing call it was "
    "{hours_in_all}.",
    "opening_all": "Thank you. The work on {feature} took {times} over {span}, {hours} in all; with the closing call "
    "it was {hours_in_all} of everybody's time.",
    "opening_all_no_weeks": "Thank you. The work on {feature} took {times}, {hours} in all; with the closing call it "
    "was {hours_in_all} of everybody's time.",
    "shipped": "Product took this in because you showed us where it failed you, and it has shipped:",
    "decided": "Product took this in because you showed us where it failed you. It is decided and will be in "
    "{feature}:",
    "shipped_all": "Shipped because of what you showed us: {taken_in} of {brought_up} that came up. Each team reads on "
    "a page of its own which of them came from it.",
    "decided_all": "Taken in because of what you showed us: {taken_in} of {brought_up} that came up. Each team reads "
    "on a page of its own which of them came from it.",
    "nothing": "None of the points that you brought up went in. You gave the time all the same, and we do not want to "
    "talk that away.",
    "nothing_all": "None of the points that came up went in. You gave the time all the same.",
    "no_points": "No point bears your name. You gave the time all the same, and we heard you.",
    "cancelled": "The work on {feature} has been stopped, and nothing of it is released. The time was yours, and the "
    "decision to stop was ours.",
    "corrections": "You also put our picture of the problem right:",
    "closing": "You told us plainly where it failed you. That is what we needed. Thank you.",
    "closing_no_points": "Thank you for your time.",
}
"""The sentences that a team may word its own way."""


class Brought(NamedTuple):
    """A point of the reader's that went in."""

    record: str
    """Its id."""
    raised: str
    """What the reader had shown."""
    built: str | None
    """What is built because of it, where the file says it."""


class ThanksFacts(NamedTuple):
    """The facts of the thanks, for one account or for nobody in particular."""

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
    released: bool
    """Whether the day of the release has come: before it, what went in is told as decided (T-45)."""
    sessions: int
    """How many the reader took part in."""
    minutes: int
    """Of these sessions together."""
    weeks: int | None
    """From the first of them to the last."""
    debrief_minutes: int
    times: str
    """The sessions in words: `3 sessions`."""
    span: str
    """The weeks in words: `4 weeks`; empty where nobody can know."""
    hours: str
    """The time in the sessions: `3 hours and 45 minutes`."""
    hours_in_all: str
    """With the debrief."""
    raised: int
    """How many points the reader brought up."""
    brought_up: str
    """How many points all teams brought up together: `8 points`."""
    taken_in: int
    """How many of these went in; after the release only those of which the file says what shipped."""
    brought: tuple[Brought, ...]
    """What of the reader's went in; after the release only what the file says shipped."""
    fallen_out: tuple[str, ...]
    """The reader's records that went in and of which, after the release, nothing is known to have shipped."""
    corrections: tuple[OwnCorrection, ...]
    product: tuple[str, ...]
    cs: tuple[str, ...]


FACTS = ThanksFacts


def build(cut: Cut) -> ThanksFacts | Unready:
    """The facts of the thanks, or what it still lacks: it comes at the close, once the reader had the debrief."""
    gaps = tuple(_gaps(cut))
    if gaps:
        return Unready("customer", "thanks", cut.account, cut.feature, False, gaps)
    held = [each for each in cut.sessions if each.over]
    sessions = cut.attended if cut.account else len(held)
    minutes = cut.minutes_given if cut.account else sum(each.minutes for each in held)
    days = (each.start.date() if each.start else None for each in held)
    weeks = cut.weeks_given if cut.account else weeks_between(days)
    taken = parts.points(cut.records).went_in if cut.state != "cancelled" else ()
    shipped = tuple(each for each in taken if each.shipped or not cut.released)
    return ThanksFacts(
        audience="customer",
        account=cut.account,
        name=cut.name,
        people=parts.greeted(cut),
        ready=True,
        feature=cut.feature,
        state=cut.state,
        released=cut.released,
        sessions=sessions,
        minutes=minutes,
        weeks=weeks if sessions > 1 else None,
        debrief_minutes=cut.debrief_minutes,
        times=count(sessions, "session"),
        span=count(weeks, "week") if weeks and sessions > 1 else "",
        hours=say_hours(minutes),
        hours_in_all=say_hours(minutes + cut.debrief_minutes),
        raised=len(cut.records),
        brought_up=count(cut.counts.records, "point"),
        taken_in=_taken_in(cut),
        brought=tuple(Brought(each.id, each.friction, each.shipped) for each in shipped),
        fallen_out=tuple(each.id for each in taken if each not in shipped),
        corrections=cut.corrections,
        product=names(cut.product),
        cs=names(cut.cs),
    )


def _taken_in(cut: Cut) -> int:
    """How many points of all went in; once it is released, only those that say what shipped."""
    if cut.state == "cancelled":
        return 0
    return cut.counts.shipped if cut.released else cut.counts.incorporated


def _gaps(cut: Cut) -> Iterator[Gap]:
    """What blocks it: a debrief that the reader had not, a point without a decision, sessions without who came."""
    blocking = ("planned", "nothing-held", "undecided", "unheard")
    yield from (Gap(each.subject, each.fact, each.way_out) for each in cut.gaps if each.kind in blocking)
    yield from parts.not_held(cut, "Thank them at the close, when they know what became of their points.")
    if cut.account and not cut.attended:
        fact = "No session says that they took part, so there is nothing to count."
        yield Gap(cut.name or cut.account, fact, "Write who came under `attended` of each session.")
    yield from parts.undecided_of_all(cut)


def layout(facts: ThanksFacts | Unready, own: Mapping[str, str] = OWN) -> tuple[Block, ...]:
    """The page of the thanks; only what is missing where it cannot be sent.

    `recognition.text` in the file is what went out, for the rules to read; the page is always computed.
    """
    if isinstance(facts, Unready):
        return unready.layout(facts)
    say = Phrases(PHRASES, facts, own)
    opening = "opening" if facts.account else "opening_all"
    return (
        Heading(f"Thank you · {facts.feature}", 1),
        parts.greeting(say, facts.people),
        Paragraph(say(opening if facts.span else f"{opening}_no_weeks")),
        *_came_of_it(facts, say),
        Paragraph(say(_closing(facts))),
        Paragraph(listed(tuple(dict.fromkeys((*facts.product, *facts.cs))))),
    )


def _closing(facts: ThanksFacts) -> str:
    """The last sentence: whoever has no point and no correction is not praised for one."""
    told = facts.account is None or facts.raised or facts.corrections
    return "closing" if told else "closing_no_points"


def _came_of_it(facts: ThanksFacts, say: Phrases) -> Iterator[Block]:
    """What is in the release because of it, said honestly where that is nothing."""
    if facts.state == "cancelled":
        yield Paragraph(say("cancelled"))
    elif facts.account is None:
        kind = "nothing" if not facts.taken_in else "shipped" if facts.released else "decided"
        yield Paragraph(say(f"{kind}_all"))
    elif facts.brought:
        yield Paragraph(say("shipped" if facts.released else "decided"))
        yield Bullets(tuple(_brought(each) for each in facts.brought))
    else:
        yield Paragraph(say("nothing" if facts.raised else "no_points"))
    if facts.corrections:
        yield Paragraph(say("corrections"))
        yield parts.corrections(facts.corrections)


def _brought(each: Brought) -> Line:
    raised = each.raised.strip().removesuffix(".")
    return Line(
        f"{each.built.strip().removesuffix('.')}. What came up: {raised}." if each.built else f"{raised}."
    )
