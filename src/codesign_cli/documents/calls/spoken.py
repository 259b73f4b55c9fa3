"""The words to say a no in: composed from the record, in plain sentences and without a promise."""

from __future__ import annotations

from collections.abc import Iterator

from codesign_cli.documents.calls.facts import Point
from codesign_cli.documents.words import say_date

_DECIDED = {
    "declined": "Product has decided against it, so it is not part of this release.",
    "deferred": "Product has left it out of this release. Whether it is taken up again is not decided, so I name no "
    "date.",
}
_STOPPED = {
    "declined": "Before that, Product had decided against your point.",
    "deferred": "Before that, Product had left your point out.",
}
"""For a cancelled program, which releases nothing."""


def sentences(point: Point, feature: str, before: str) -> tuple[str, ...]:
    """What the caller says about one point, in order.

    The exact input and its session, the decision, the specific reason, what the account can do instead, and that
    it hears this before it can find out alone (A-142). `before` is what comes next: `preview`, `release`, or
    `cancelled` where nothing is released. Product's first reading is never said.
    """
    return tuple(_sentences(point, feature, before))


def _sentences(point: Point, feature: str, before: str) -> Iterator[str]:
    day = f" on {say_date(point.session_day)}" if point.session_day else ""
    texts = point.texts
    yield f"I am calling about one point that you brought up in session {point.session}{day}, about {feature}."
    yield f"Our note of it says: “{_inside(texts.friction)}”."
    if texts.words:
        yield f"You said: “{_inside(texts.words)}”."
    if texts.suggestion:
        yield f"You proposed: “{_inside(texts.suggestion)}”."
    if before == "cancelled":
        yield f"The work on {feature} has been stopped, and nothing of it is released."
    yield (_STOPPED if before == "cancelled" else _DECIDED)[point.decision]
    yield f"The reason is this: {sentence(texts.reason or '')}"
    for text in texts.instead if before != "cancelled" else ():
        yield f"One way to work with it as it is: {sentence(text)}"
    if point.mail:
        yield "You have read this in a mail already; it is owed to you in person."
    yield _timing(point.late, before)


def _timing(late: str | None, before: str) -> str:
    """The last sentence: that the account does not have to find out alone, or that the call comes late."""
    if late == "ga":
        return "The release is out by now, so this call comes too late, and that is on us."
    if late is not None:
        after = "after the preview, which is too late" if before == "preview" else "late"
        return f"This call comes {after}, and that is on us."
    if before == "cancelled":
        return "It was my part to tell you so myself."
    return f"I did not want you to find that out alone, in the {before}."


def sentence(text: str) -> str:
    """A text on one line, with a full stop where it ends without one."""
    flat = " ".join(text.split())
    return flat if flat.endswith((".", "!", "?", "…")) else f"{flat}."


def _inside(text: str) -> str:
    """A text on one line between quotation marks, whose own full stop comes after them."""
    return " ".join(text.split()).removesuffix(".")
