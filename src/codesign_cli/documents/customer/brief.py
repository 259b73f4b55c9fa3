"""The brief before session 1: problem, approach, what is fixed, where influence is real, how sessions run and end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from codesign_cli.blocks import Block, Bullets, Heading, Line, Paragraph, Table, Terms
from codesign_cli.documents.customer import unready
from codesign_cli.documents.customer.plan_rows import (
    PlannedSession,
    RoomMember,
    names,
    plan_table,
    planned,
    room,
    room_table,
)
from codesign_cli.documents.customer.times import elsewhere, say_hours
from codesign_cli.documents.customer.unready import Gap, NotForReader, Unready
from codesign_cli.documents.phrasing import OWN, Phrases
from codesign_cli.documents.plan import Fixed
from codesign_cli.documents.reader import Cut
from codesign_cli.documents.words import say_date, say_moment, say_span
from codesign_cli.record import NamedTuple
from codesign_cli.say import listed

PHRASES: dict[str, str] = {
    "greeting": "Hello {people},",
    "greeting_all": "Hello,",
    "opening": "This is what we know before we meet: the problem, what is fixed, and what is yours to shape. Please "
    "read it before session {first_session}, and bring whatever does not match your own work.",
    "approach": "This is where we want to start, and why. It is a starting point that you are meant to test.",
    "fixed": "These limits stand. You can take them as given and spend your time on the rest.",
    "influence": "Here it is what you tell and show us that makes the design work, or shows that it does not:",
    "scope": "All sessions are about {feature} and nothing wider. What goes beyond it is noted and passed on to those "
    "whom it concerns, and you hear where it went.",
    "decision": "Product makes the final decision about what is built. You are one of several sources, and one design "
    "has to serve several ways of working, so the result may differ from yours.",
    "manner": "You show how you work, on real cases. We ask, listen and write down. Nobody sells you anything, and "
    "nothing you say can be too critical.",
    "turns": "Every team gets its turn. Who has said least so far is asked first.",
    "record": "What stays from a session is a list of single points, each in the same five fields:",
    "severity": "You settle how grave a point is:",
    "honesty": "We tell you of each point of yours whether it was taken in or left out, and why.",
    "total": "That is {hours} of your time in the sessions, and {hours_in_all} of your time with the closing call.",
    "extra": "Whether anything needs one more look is known when these are over; we then ask only those whom it "
    "concerns.",
    "closing": "If something here is wrong, tell us now or in session {first_session}. Both help.",
}
"""The sentences that a team may word its own way."""

_NO_CONSTRAINT = "none"
_TYPES = {"technical": "Technical", "regulatory": "Regulatory", "architecture": "Architecture"}
_FIELDS = (
    ("Where and what", "the step of your work, and what exactly stopped or slowed you there"),
    ("Who", "the team that raised it; what we write to others never says whose it was"),
    ("How grave", "blocker, significant or minor"),
    ("Your suggestion", "how you would solve it, only if you offer one"),
    ("Product's reading", "take it in, leave it out, or look into it; written after the session"),
)
"""The five fields of a record (A-111 to A-115)."""
_SEVERITIES = (
    ("Blocker", "the work cannot be finished"),
    ("Significant", "it can be finished, at a price: time, detours, mistakes"),
    ("Minor", "a nuisance"),
)
_UNSAID = {
    "technical": "what the technology fixes",
    "regulatory": "which rules and laws apply",
    "architecture": "what the existing architecture fixes",
}


class BriefFacts(NamedTuple):
    """The facts of the brief, for one account or for all of them."""

    audience: str
    """`customer`."""
    account: str | None
    """The reader's id; None on a page for nobody in particular."""
    name: str | None
    people: tuple[str, ...]
    """Whom it greets."""
    ready: bool
    feature: str
    problem: str
    question: str | None
    approach: str
    constraints: tuple[Fixed, ...]
    """Each of the three types, listed or said to be none."""
    influence: tuple[str, ...]
    in_scope: tuple[str, ...]
    out_of_scope: tuple[str, ...]
    first_session: int
    """The number of the reader's first session; not 1 for whoever joins later."""
    sessions: tuple[PlannedSession, ...]
    hours: str
    """The sessions together, where all their lengths are known; empty otherwise."""
    hours_in_all: str
    """With the closing call."""
    joint: bool
    """Whether other teams come to some of them."""
    timezone: str
    room: tuple[RoomMember, ...]
    product: tuple[str, ...]
    """Who signs."""
    sent: date | None
    debrief: datetime | None
    debrief_minutes: int
    debrief_elsewhere: tuple[tuple[str, str], ...]
    """The same time on the clocks of the reader's people."""
    summary_due: datetime | None
    preview: date | None


FACTS = BriefFacts


def build(cut: Cut) -> BriefFacts | Unready:
    """The facts of the brief, or what it still lacks. Raises `NotForReader` for an account that leaves."""
    if cut.left is not None:
        verb = "left" if cut.left <= cut.today else "leaves"
        raise NotForReader(f"{cut.name} {verb} on {say_date(cut.left)}.", "Whoever leaves is not briefed.")
    gaps = tuple(_gaps(cut))
    if gaps:
        return Unready("customer", "brief", cut.account, cut.feature, False, gaps)
    minutes = sum(session.minutes for session in cut.sessions)
    known = not any(session.minutes_assumed for session in cut.sessions)
    return BriefFacts(
        audience="customer",
        account=cut.account,
        name=cut.name,
        people=tuple(person.name for person in cut.people),
        ready=True,
        feature=cut.feature,
        problem=cut.problem.strip(),
        question=cut.question,
        approach=(cut.approach or "").strip(),
        constraints=cut.constraints,
        influence=cut.influence,
        in_scope=cut.in_scope,
        out_of_scope=cut.out_of_scope,
        first_session=min(session.number for session in cut.sessions),
        sessions=planned(cut, cut.sessions),
        hours=say_hours(minutes) if known else "",
        hours_in_all=say_hours(minutes + cut.debrief_minutes) if known else "",
        joint=any(session.with_others for session in cut.sessions),
        timezone=cut.timezone,
        room=room(cut, cut.sessions),
        product=names(cut.product),
        sent=cut.brief,
        debrief=cut.debrief,
        debrief_minutes=cut.debrief_minutes,
        debrief_elsewhere=elsewhere(cut.debrief, cut.debrief_minutes, cut.timezone, cut.people),
        summary_due=cut.summary_due,
        preview=cut.preview if cut.shown_preview else None,
    )


def _gaps(cut: Cut) -> Iterator[Gap]:
    """What the brief must hold and the file does not (EXP411), and a plan without sessions."""
    if cut.state == "cancelled":
        yield Gap("The program", "It is cancelled, so there is nothing to prepare for.", "Tell its accounts.")
        return
    if not (cut.approach and cut.approach.strip()):
        yield Gap("The approach", "Nothing says why it was chosen.", "Write `feature.approach`.")
    for fixed in cut.constraints:
        if not fixed.said:
            fact = f"Nothing says {_UNSAID[fixed.type]}, or that there is nothing of the kind."
            way = f"Write `feature.constraints.{fixed.type}`, with `none` where there is nothing."
            yield Gap(f"{_TYPES[fixed.type]} limits", fact, way)
    if not cut.influence:
        fact = "Nothing is named that customers can shape; then there is nothing to ask them."
        yield Gap("Where influence is real", fact, "Write `feature.influence`.")
    if cut.sessions_differ:
        fact = "Not every account is invited to the same sessions, so one plan cannot fit all of them."
        yield Gap("The sessions", fact, "Write to each account: `--account` or `--all-accounts`.")
    elif not cut.sessions:
        whom = "this account" if cut.account else "everybody"
        yield Gap("The sessions", f"None is planned for {whom}.", "Write them under `sessions`.")


def layout(facts: BriefFacts | Unready, own: Mapping[str, str] = OWN) -> tuple[Block, ...]:
    """The page of the brief; only what is missing where it cannot be sent."""
    if isinstance(facts, Unready):
        return unready.layout(facts)
    say = Phrases(PHRASES, facts, own)
    title = f"Before session {facts.first_session} · {facts.feature}"
    return (
        Heading(title, 1, say_date(facts.sent) if facts.sent else ""),
        Paragraph(say("greeting" if facts.people else "greeting_all")),
        Paragraph(say("opening")),
        *_problem(facts),
        Heading("The approach"),
        Paragraph(say("approach")),
        Paragraph(facts.approach),
        Heading("What is fixed"),
        Paragraph(say("fixed")),
        Terms(tuple(_constraint(fixed) for fixed in facts.constraints)),
        Heading("What is yours to shape"),
        Paragraph(say("influence")),
        Bullets(tuple(Line(item) for item in facts.influence)),
        *_plan(facts, say),
        *_sessions(facts, say),
        *_record(say),
        *_afterwards(facts, say),
        Paragraph(say("closing")),
        Paragraph(f"{listed(facts.product)}, Product" if facts.product != ("Product",) else "Product"),
    )


def _problem(facts: BriefFacts) -> tuple[Block, ...]:
    asked = (Paragraph(facts.question),) if facts.question else ()
    return (Heading("The problem, as we understand it"), Paragraph(f"“{facts.problem}”"), *asked)


def _constraint(fixed: Fixed) -> Line:
    return Line(" · ".join(fixed.items) or _NO_CONSTRAINT, _TYPES[fixed.type])


def _plan(facts: BriefFacts, say: Phrases) -> tuple[Block, ...]:
    """The sessions with their days, and what they take."""
    return (
        Heading("The plan"),
        plan_table(facts.sessions),
        *((Paragraph(say("total")),) if facts.hours else ()),
        *(() if any(session.extra for session in facts.sessions) else (Paragraph(say("extra")),)),
        Heading("Who is in the room"),
        room_table(facts.room),
    )


def _sessions(facts: BriefFacts, say: Phrases) -> tuple[Block, ...]:
    """How a session runs, and what it is about."""
    scope = [Line(" · ".join(items), label) for label, items in _boundary(facts) if items]
    return (
        Heading("How sessions run"),
        Paragraph(say("scope")),
        *((Terms(tuple(scope)),) if scope else ()),
        Paragraph(say("manner")),
        *((Paragraph(say("turns")),) if facts.joint else ()),
        Paragraph(say("decision")),
    )


def _boundary(facts: BriefFacts) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (("In it", facts.in_scope), ("Not in it", facts.out_of_scope))


def _record(say: Phrases) -> tuple[Block, ...]:
    """What a record holds, and the three severities."""
    return (
        Heading("What is written down"),
        Paragraph(say("record")),
        Table(("Field", "What stands there"), _FIELDS),
        Paragraph(say("severity")),
        Terms(tuple(Line(text, label) for label, text in _SEVERITIES)),
    )


def _afterwards(facts: BriefFacts, say: Phrases) -> tuple[Block, ...]:
    """What they hear and see after the sessions, with the days that are known."""
    rows = [Line(_call(facts), "Closing call"), Line(_summary(facts), "Summary")]
    preview = "before the release you see the finished feature and can tell us where it fails you"
    day = f"; planned for {say_date(facts.preview)}" if facts.preview else ""
    rows.append(Line(f"{preview}{day}", "Preview"))
    return (Heading("What happens with what you say"), Paragraph(say("honesty")), Terms(tuple(rows)))


def _call(facts: BriefFacts) -> str:
    if facts.debrief is None:
        return "after the last session, before the release"
    abroad = "".join(f"; for {who} {there}" for who, there in facts.debrief_elsewhere)
    return f"{say_span(facts.debrief, facts.debrief_minutes, facts.timezone)}{abroad}"


def _summary(facts: BriefFacts) -> str:
    by = f", by {say_moment(facts.summary_due)} ({facts.timezone})" if facts.summary_due else ""
    return f"the same in writing, within 48 hours after the call{by}"
