"""The invitation: one feature to help make right, the time it takes, who decides, and what they will hear back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from codesign_cli.blocks import Block, Bullets, Heading, Line, Paragraph
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
from codesign_cli.documents.customer.times import elsewhere, say_hours, say_lengths
from codesign_cli.documents.customer.unready import Gap, NotForReader, Unready
from codesign_cli.documents.phrasing import OWN, Phrases
from codesign_cli.documents.reader import Cut, OwnSession
from codesign_cli.documents.words import say_date, say_span
from codesign_cli.record import NamedTuple
from codesign_cli.say import count, listed

PHRASES: dict[str, str] = {
    "greeting": "Hello {people},",
    "greeting_all": "Hello,",
    "purpose": "Please help us to make one thing right: {feature}. You know the work it is meant for, and "
    "you meet this problem in it:",
    "scope": "It is about this one feature and nothing wider. In it:",
    "not_in_scope": "Not part of it:",
    "time": "We ask you for {times} over {span}, {lengths}.",
    "total": "That is {hours} of your time in the sessions, and {hours_in_all} of your time with the closing call.",
    "extra": "If a case of yours is still open after that, we plan nothing more without asking you.",
    "who": "The right person is the one who does this work day by day, not the one who hears about it. If a colleague "
    "of yours does it more often, please bring that colleague.",
    "input": "You take part by giving input on the design of this feature. It is not input on the roadmap.",
    "decision": "Product makes the final decision about what is built. One design has to serve several ways of "
    "working, so the result may differ from yours.",
    "honesty": "We tell you of each point of yours whether it was taken in or left out, and why.",
    "others": "People from other teams who have the same problem come to the same sessions.",
    "summary": "the same in writing, within 48 hours after that call.",
    "told": "if a point of yours is left out, you hear that from a person, with the reason, and not from the screen.",
    "preview": "you see the finished feature before others do, so that you can tell us where it fails you.",
    "no_promise": "That you hear all this is a promise. What is built is not one.",
    "answer": "Can you spare the time? Then answer this message and tell us who comes. A no is fine, too.",
}
"""The sentences that a team may word its own way."""


class InviteFacts(NamedTuple):
    """The facts of an invitation, for one account or for all of them."""

    audience: str
    """`customer`."""
    account: str | None
    """The reader's id; None on a page for nobody in particular."""
    name: str | None
    """What the reader is called."""
    people: tuple[str, ...]
    """Whom it greets."""
    ready: bool
    feature: str
    problem: str
    in_scope: tuple[str, ...]
    out_of_scope: tuple[str, ...]
    times: str
    """How many sessions, in words: `3 sessions`."""
    span: str
    """How many weeks, in words: `4 weeks`."""
    lengths: str
    """How long they are: `60 to 90 minutes each`."""
    hours: str
    """The sessions together: `3 hours and 45 minutes`."""
    hours_in_all: str
    """With the closing call."""
    sessions: tuple[PlannedSession, ...]
    joint: bool
    """Whether other teams come to some of them."""
    timezone: str
    product: tuple[str, ...]
    cs: tuple[str, ...]
    reply_to: tuple[str, ...]
    """Addresses of those who sign, where they are known."""
    room: tuple[RoomMember, ...]
    debrief: datetime | None
    debrief_minutes: int
    debrief_elsewhere: tuple[tuple[str, str], ...]
    """The same time on the clocks of the reader's people."""
    preview: date | None


FACTS = InviteFacts


def build(cut: Cut) -> InviteFacts | Unready:
    """The facts of the invitation, or what it still lacks.

    It counts the sessions that everybody is asked for; one that is held only for unresolved points is asked for
    in its time. Raises `NotForReader` for an account that has left.
    """
    if cut.left is not None:
        verb = "left" if cut.left <= cut.today else "leaves"
        raise NotForReader(f"{cut.name} {verb} on {say_date(cut.left)}.", "Whoever leaves is not invited.")
    asked = tuple(session for session in cut.sessions if not session.extra)
    gaps = tuple(_gaps(cut, asked))
    if gaps or cut.weeks is None:
        return Unready("customer", "invite", cut.account, cut.feature, False, gaps)
    minutes = sum(session.minutes for session in asked)
    return InviteFacts(
        audience="customer",
        account=cut.account,
        name=cut.name,
        people=tuple(person.name for person in cut.people),
        ready=True,
        feature=cut.feature,
        problem=cut.problem.strip(),
        in_scope=cut.in_scope,
        out_of_scope=cut.out_of_scope,
        times=count(len(asked), "session"),
        span=count(cut.weeks, "week"),
        lengths=say_lengths(session.minutes for session in asked),
        hours=say_hours(minutes),
        hours_in_all=say_hours(minutes + cut.debrief_minutes),
        sessions=planned(cut, asked),
        joint=any(session.with_others for session in asked),
        timezone=cut.timezone,
        product=names(cut.product),
        cs=names(cut.cs),
        reply_to=tuple(host.email for host in (*cut.cs, *cut.product) if host.email),
        room=room(cut, asked),
        debrief=cut.debrief,
        debrief_minutes=cut.debrief_minutes,
        debrief_elsewhere=elsewhere(cut.debrief, cut.debrief_minutes, cut.timezone, cut.people),
        preview=cut.preview if cut.shown_preview else None,
    )


def _gaps(cut: Cut, asked: tuple[OwnSession, ...]) -> Iterator[Gap]:
    if cut.state == "cancelled":
        yield Gap(
            "The program", "It is cancelled, so there is nothing to invite to.", "Tell those who know of it."
        )
        return
    if not cut.in_scope:
        yield Gap("The scope", "Nothing says what is in it.", "Write `feature.in_scope`.")
    if not asked:
        whom = "this account" if cut.account else "everybody"
        yield Gap("The sessions", f"None is planned for {whom}.", "Write them under `sessions`.")
        return
    if cut.sessions_differ:
        fact = "Not every account is invited to the same sessions, so one invitation cannot fit all of them."
        yield Gap("The sessions", fact, "Write to each account: `--account` or `--all-accounts`.")
    for session in asked:
        if session.minutes_assumed or session.minutes < 1:
            yield Gap(f"Session {session.number}", "It names no length.", "Write `minutes`.")
    if cut.weeks is None:
        fact = (
            "Neither the timeline nor every session has its days, so nobody can say how many weeks it takes."
        )
        yield Gap("The weeks", fact, "Write `timeline.start` and `timeline.end`, or `at` of every session.")


def layout(facts: InviteFacts | Unready, own: Mapping[str, str] = OWN) -> tuple[Block, ...]:
    """The page of the invitation; only what is missing where it cannot be sent."""
    if isinstance(facts, Unready):
        return unready.layout(facts)
    say = Phrases(PHRASES, facts, own)
    return (
        Heading(f"Help us make {facts.feature} right", 1),
        Paragraph(say("greeting" if facts.people else "greeting_all")),
        Paragraph(say("purpose")),
        Paragraph(f"“{facts.problem}”"),
        Heading("What it covers"),
        Paragraph(say("scope")),
        Bullets(tuple(Line(item) for item in facts.in_scope)),
        *_outside(facts, say),
        Heading("What we ask of you"),
        Paragraph(f"{say('time')} {say('total')}"),
        plan_table(facts.sessions),
        Paragraph(say("extra")),
        Paragraph(say("who")),
        Heading("What your input is for"),
        Paragraph(f"{say('input')} {say('decision')}"),
        Heading("Who is in the room"),
        room_table(facts.room),
        *((Paragraph(say("others")),) if facts.joint else ()),
        Heading("What you will hear back"),
        Paragraph(say("honesty")),
        _back(facts, say),
        Paragraph(say("no_promise")),
        Paragraph(say("answer")),
        Paragraph(_signed(facts)),
    )


def _outside(facts: InviteFacts, say: Phrases) -> tuple[Block, ...]:
    if not facts.out_of_scope:
        return ()
    return (Paragraph(say("not_in_scope")), Bullets(tuple(Line(item) for item in facts.out_of_scope)))


def _back(facts: InviteFacts, say: Phrases) -> Bullets:
    """What they hear, with the days that are known."""
    rows = [
        Line(_call(facts), "A closing call"),
        Line(say("summary"), "A summary"),
        Line(say("told"), "In person"),
    ]
    planned_for = f" It is planned for {say_date(facts.preview)}." if facts.preview else ""
    rows.append(Line(f"{say('preview')}{planned_for}", "A preview"))
    return Bullets(tuple(rows))


def _call(facts: InviteFacts) -> str:
    """When the debrief is, on every clock."""
    if facts.debrief is None:
        length = count(facts.debrief_minutes, "minute")
        return f"after the last session and before the release. The closing call takes {length}."
    when = say_span(facts.debrief, facts.debrief_minutes, facts.timezone)
    abroad = "".join(f"; for {who} {there}" for who, there in facts.debrief_elsewhere)
    return f"{when}{abroad}."


def _signed(facts: InviteFacts) -> str:
    who = listed(tuple(dict.fromkeys((*facts.cs, *facts.product))))
    return f"{who} ({', '.join(facts.reply_to)})" if facts.reply_to else who
