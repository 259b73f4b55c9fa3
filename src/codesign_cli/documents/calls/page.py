"""The page of the calls: what cannot be said yet, each call with its words, and what was told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from codesign_cli.blocks import Block, Bullets, Checklist, Heading, Line, Notice, Paragraph, Terms
from codesign_cli.documents.calls.facts import AccountCalls, CallsFacts, Heard, Point
from codesign_cli.documents.phrasing import OWN, Phrases
from codesign_cli.documents.words import say_date
from codesign_cli.say import count, listed

PHRASES: dict[str, str] = {
    "how": "a call, a meeting or a visit. A mail may follow; it does not count.",
    "order": "their point, the decision, the reason. In this order, and without a cushion before it.",
    "leave_out": "other accounts, a date, a maybe for later, an offer to make up for it.",
    "object": "do not defend and do not reopen it. What is new goes to {product} after the call, word for word.",
    "write_down": "the same day, under the record: `told` with `on`, `by` and `how`.",
}
"""What holds in every call, in sentences that a team may word its own way."""


def layout(facts: CallsFacts, own: Mapping[str, str] = OWN) -> tuple[Block, ...]:
    """The page: notices, what is missing, the calls by caller and account, how to call, who was told.

    `own` holds the team's own sentences by the keys of `PHRASES`.
    """
    found: list[Block] = [Heading(f"Calls · {facts.feature}", 1, _aside(facts))]
    if facts.program != facts.feature:
        found.append(Paragraph(facts.program))
    found += [Notice(text, label) for label, text in _notices(facts)]
    if facts.missing:
        items = tuple(Line(f"{gap.fact} {gap.way_out}", gap.subject) for gap in facts.missing)
        found += [Heading("Cannot be said yet"), Checklist(items)]
    for call in facts.calls:
        found += _account(call, facts)
    if facts.calls:
        found += [Heading("In every call"), _manners(Phrases(PHRASES, facts, own))]
    else:
        found.append(Paragraph(_nobody(facts)))
    if facts.told:
        found += [Heading("Told already"), Bullets(tuple(_told(heard) for heard in facts.told))]
    return tuple(found)


def _aside(facts: CallsFacts) -> str:
    if not facts.calls:
        return "nobody to call"
    return f"by {say_date(facts.due)}" if facts.due else "no day known"


def _notices(facts: CallsFacts) -> Iterator[tuple[str, str]]:
    yield "Internal", "for CS. Each account hears its own points, and nothing of what stands here of others."
    points = [point for call in facts.calls for point in call.points]
    if facts.missing:
        held = sum(bool(point.missing) for point in points)
        one = "1 of them cannot" if held == 1 else f"{held} of them cannot"
        yield (
            "Not ready",
            f"{count(len(points), 'call')} to make, and {one} be made yet: see what is missing.",
        )
    late = sum(point.late is not None for point in points)
    if late:
        yield (
            "Overdue",
            f"{count(late, 'call')} should have been made by now. Make them first; a late call beats none.",
        )
    if points and facts.state == "cancelled":
        yield "Note", "the program is cancelled; the calls are owed all the same."
    elif points and facts.due is None:
        yield (
            "Note",
            "neither preview nor GA has a day, so no call has a last day (`preview.planned`, `timeline.ga`).",
        )
    elif points and facts.preview is None:
        yield "Note", "no preview is planned; the calls are due 14 days before GA."
    if points and not facts.cs_named:
        yield "Note", "nobody is named for CS (`team.cs`, or `csm` of the account)."
    if points and facts.language.partition("-")[0].lower() != "en":
        yield "Note", f"the words are in English; say them in the program's language ({facts.language})."
    if facts.undecided:
        verb = "is" if len(facts.undecided) == 1 else "are"
        yield "Note", f"{listed(facts.undecided)} {verb} not decided yet and may still need a call."


def _nobody(facts: CallsFacts) -> str:
    if facts.told:
        return "Every no was told by a person. There is nobody left to call."
    return "Nothing that was brought up has been deferred or declined. There is nobody to call."


# One account


def _account(call: AccountCalls, facts: CallsFacts) -> Iterator[Block]:
    points = count(len(call.points), "point")
    yield Heading(f"{listed(call.caller)} calls {call.name}", 2, points)
    asked = "; ".join(call.people) if call.people else "nobody is written under `participants`"
    left = f" The account left on {say_date(call.left)} and hears it all the same." if call.left else ""
    yield Paragraph(f"Ask for: {asked}.{left}")
    for point in call.points:
        yield Heading(f"{point.record} · {point.step or 'no step written'}", 3, _when(point, facts))
        yield Terms(tuple(_rows(point, facts)))


def _when(point: Point, facts: CallsFacts) -> str:
    """By when, and whether that is over."""
    if facts.due is None:
        return "no day known"
    if point.late:
        return f"overdue since {say_date(facts.due)}"
    if facts.due < facts.today:
        return "today, before the preview goes out"
    return f"by {say_date(facts.due)}"


def _rows(point: Point, facts: CallsFacts) -> Iterator[Line]:
    day = f", {say_date(point.session_day)}" if point.session_day else ""
    texts = point.texts
    yield Line(texts.friction, "Came up")
    if texts.words:
        yield Line(f"“{texts.words}”", "Their words")
    if texts.suggestion:
        yield Line(texts.suggestion, "Proposed")
    yield Line(f"session {point.session}{day}", "When")
    yield Line(point.decision + (", for this release" if facts.state != "cancelled" else ""), "Decision")
    yield Line(texts.reason or "not written yet", "Why")
    if facts.state != "cancelled":
        yield from (Line(text, "Instead") for text in texts.instead)
    yield from _so_far(point, facts)
    yield Line(" ".join(point.say) or "Nothing yet. Get what is missing first; see above.", "Say")


def _so_far(point: Point, facts: CallsFacts) -> Iterator[Line]:
    if point.mail:
        on = f" of {say_date(point.mailed)}" if point.mailed else ""
        yield Line(f"A mail{on} told them. That does not count as a call.", "So far")
    if point.planned:
        late = facts.due is not None and point.planned > facts.due
        behind = ", which is after the last day" if late else ""
        yield Line(f"The call is written for {say_date(point.planned)}{behind}.", "So far")
    if point.reversed:
        yield Line(
            "Product read it as incorporate at first. The account may have taken that for a yes; do not mention the "
            "reading, and leave time for questions.",
            "Mind",
        )
    if point.names:
        yield Line(f"{listed(point.names)} stood in the record; no account hears of another one.", "Mind")


def _manners(say: Phrases) -> Block:
    return Bullets(
        (
            Line(say("how"), "How"),
            Line(say("order"), "Order"),
            Line(say("leave_out"), "Leave out"),
            Line(say("object"), "If they object"),
            Line(say("write_down"), "Write down"),
        )
    )


def _told(heard: Heard) -> Line:
    by = f" by {listed(heard.by)}" if heard.by else ""
    how = heard.how or "told"
    return Line(f"{heard.decision}; {say_date(heard.on)}, {how}{by}", f"{heard.record} · {heard.account}")
