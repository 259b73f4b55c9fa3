"""The words to say a no in: composed from the record, in plain sentences and without a promise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from codesign_cli.documents.calls.facts import AccountCalls, CallsFacts, Point
from codesign_cli.documents.phrasing import OWN, Phrases
from codesign_cli.record import NamedTuple

PHRASES: dict[str, str] = {
    "opening": "I am calling about one point that you brought up in session {session} on {session_day}, about "
    "{feature}.",
    "opening_undated": "I am calling about one point that you brought up in session {session}, about {feature}.",
    "note": "Our note of it says: “{friction}”.",
    "words": "You said: “{words}”.",
    "suggestion": "You proposed: “{suggestion}”.",
    "stopped": "The work on {feature} has been stopped, and nothing of it is released.",
    "declined": "Product has decided against it, so it is not part of this release.",
    "deferred": "Product has left it out of this release. Whether it is taken up again is not decided, so I name no "
    "date.",
    "stopped_declined": "Before that, Product had decided against your point.",
    "stopped_deferred": "Before that, Product had left your point out.",
    "reason": "The reason is this: {reason}",
    "instead": "One way to work with it as it is: {instead}",
    "mailed": "You have read this in a mail already; it is owed to you in person.",
    "before_preview": "I did not want you to find that out alone, in the preview.",
    "before_release": "I did not want you to find that out alone, in the release.",
    "after_preview": "This call comes after the preview, which is too late, and that is on us.",
    "after_release": "The release is out by now, so this call comes too late, and that is on us.",
    "late": "This call comes late, and that is on us.",
    "closing_stopped": "It was my part to tell you so myself.",
}
"""The sentences of one call that a team may word its own way; a cancelled program releases nothing (`stopped`)."""


class Said(NamedTuple):
    """What a sentence of one call may name."""

    feature: str
    account: str
    """The account's name."""
    caller: tuple[str, ...]
    people: tuple[str, ...]
    """Whom to ask for."""
    product: tuple[str, ...]
    record: str
    session: int
    session_day: date | None
    step: str | None
    friction: str
    """What was noted, on one line, to stand between quotation marks."""
    words: str
    """The customer's own words; empty where there are none."""
    suggestion: str
    """What was proposed; empty where nothing was."""
    reason: str
    """The reason, on one line and with a full stop."""
    instead: str
    """What the account can do with what is built, with a full stop; empty where nothing is written."""
    mailed: date | None
    """The day of a mail about it."""
    preview: date | None
    ga: date | None


FACTS = Said
"""What a sentence of a call may name."""


def sentence_facts(facts: CallsFacts) -> Iterator[Said]:
    """What the sentences of each call on the page may name, for the calls that can be made."""
    for call in facts.calls:
        for point in call.points:
            if not point.missing:
                yield _said(facts, call, point)


def worded(facts: CallsFacts, own: Mapping[str, str] = OWN) -> CallsFacts:
    """The calls with the words to say each point in, where nothing keeps it from being said.

    `own` holds the team's own sentences by the keys of `PHRASES`.
    """
    return facts._replace(calls=tuple(_worded(facts, call, own) for call in facts.calls))


def _worded(facts: CallsFacts, call: AccountCalls, own: Mapping[str, str]) -> AccountCalls:
    points = (
        point if point.missing else point._replace(say=tuple(_sentences(facts, call, point, own)))
        for point in call.points
    )
    return call._replace(points=tuple(points))


def _said(facts: CallsFacts, call: AccountCalls, point: Point) -> Said:
    texts = point.texts
    return Said(
        feature=facts.feature,
        account=call.name,
        caller=call.caller,
        people=call.people,
        product=facts.product,
        record=point.record,
        session=point.session,
        session_day=point.session_day,
        step=point.step,
        friction=_inside(texts.friction),
        words=_inside(texts.words or ""),
        suggestion=_inside(texts.suggestion or ""),
        reason=sentence(texts.reason or ""),
        instead=sentence(texts.instead[0]) if texts.instead else "",
        mailed=point.mailed,
        preview=facts.preview,
        ga=facts.ga,
    )


def _sentences(facts: CallsFacts, call: AccountCalls, point: Point, own: Mapping[str, str]) -> Iterator[str]:
    """What the caller says about one point, in order.

    The exact input and its session, the decision, the specific reason, what the account can do instead, and that
    it hears this before it can find out alone (A-142). Product's first reading is never said.
    """
    said = _said(facts, call, point)
    say = Phrases(PHRASES, said, own)
    stopped = facts.state == "cancelled"
    yield say("opening" if said.session_day else "opening_undated")
    yield say("note")
    if said.words:
        yield say("words")
    if said.suggestion:
        yield say("suggestion")
    if stopped:
        yield say("stopped")
    yield say(f"stopped_{point.decision}" if stopped else point.decision)
    yield say("reason")
    for text in point.texts.instead if not stopped else ():
        yield Phrases(PHRASES, said._replace(instead=sentence(text)), own)("instead")
    if point.mail:
        yield say("mailed")
    yield say(_timing(facts, point))


def _timing(facts: CallsFacts, point: Point) -> str:
    """The last sentence: that the account does not have to find out alone, or that the call comes late."""
    if point.late == "ga":
        return "after_release"
    if point.late is not None:
        return "after_preview" if facts.preview and facts.state != "cancelled" else "late"
    if facts.state == "cancelled":
        return "closing_stopped"
    return "before_preview" if facts.preview else "before_release"


def sentence(text: str) -> str:
    """A text on one line, with a full stop where it ends without one."""
    flat = " ".join(text.split())
    return flat if flat.endswith((".", "!", "?", "…")) else f"{flat}."


def _inside(text: str) -> str:
    """A text on one line between quotation marks, whose own full stop comes after them."""
    return " ".join(text.split()).removesuffix(".")
