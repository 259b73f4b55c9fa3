"""The preview: what to look at before the release, and how and until when to say that something critical is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from codesign_cli.blocks import Block, Bullets, Heading, Line, Paragraph, Table, Terms
from codesign_cli.documents.customer import unready
from codesign_cli.documents.customer.plan_rows import names
from codesign_cli.documents.customer.unready import Gap, NotForReader, Unready
from codesign_cli.documents.phrasing import OWN, Phrases
from codesign_cli.documents.reader import Cut, Host, OwnFlag
from codesign_cli.documents.words import say_date
from codesign_cli.record import NamedTuple
from codesign_cli.say import count, listed

EARLIEST, LATEST = 14, 7
"""The preview lies so many days before the release (A-154)."""
_TO_DECIDE = 2
"""So many working days before the release flags end, so that each can be decided by then (own choice, T-46)."""

PHRASES: dict[str, str] = {
    "greeting": "Hello {people},",
    "greeting_all": "Hello,",
    "opening": "{feature} is finished and will be released on {release}. Before that, please see for yourself.",
    "access": "It is open to you from {preview}. If you cannot get in, tell us at once.",
    "look": "Go through your own work with it once, from start to end, on a real case. Look at these parts above all:",
    "yours": "This came from you. Please check that it holds where you work:",
    "question": "There is one question to keep in mind: where can you not do your work with it?",
    "how": "Write or call. Say at which step it happened, what you expected and what came instead; a picture helps.",
    "until": "Tell us by the end of {flags_until}. That leaves us the time to act before the release.",
    "until_over": "The time for this ended on {flags_until}. If your work stands still all the same, tell us at once.",
    "answered": "Nothing critical stays without an answer. Product mends it, holds the release back, or releases with "
    "a way around it and shows you that way.",
    "no_new_scope": "New wishes are not a part of this. Note them and send them along; they are kept apart, passed on "
    "to those whom they concern, and you hear where they went.",
    "decision": "You are not asked to let it pass. When and how it is released is for Product to decide.",
    "closing": "Thank you for looking once more.",
}
"""The sentences that a team may word its own way."""

_CRITICAL = (
    "You cannot finish the work that it was made for.",
    "Something is lost, doubled or wrong afterwards, or is shown to somebody who must not see it.",
    "It makes you break a rule that you are bound by.",
)
_NOT_CRITICAL = (
    "slower than it should be, unclear, not as you would have built it. Write it down all the same."
)
_DECISIONS = {
    "fix": "It is mended.",
    "delay": "The release waits for it.",
    "ship-with-workaround": "It stays as it is.",
}


class OwnPart(NamedTuple):
    """A point of the reader's that went in."""

    record: str
    raised: str
    """What the reader had said."""
    now: str | None
    """What there is now, where the file says it."""


class PreviewFacts(NamedTuple):
    """The facts of the preview, for one account or for all of them."""

    audience: str
    """`customer`."""
    account: str | None
    """The reader's id; None on a page for nobody in particular."""
    name: str | None
    people: tuple[str, ...]
    """Whom it greets."""
    ready: bool
    feature: str
    preview: date
    """From when it can be looked at."""
    release: date
    flags_until: date
    """The last day for something critical."""
    flags_over: bool
    """Whether that day has passed."""
    in_scope: tuple[str, ...]
    yours: tuple[OwnPart, ...]
    """The reader's points that went in."""
    flags: tuple[OwnFlag, ...]
    """What the reader has raised already."""
    product: tuple[str, ...]
    """Who signs."""
    contacts: tuple[str, ...]
    """Whom to tell, with an address where one is known."""


FACTS = PreviewFacts


def build(cut: Cut) -> PreviewFacts | Unready:
    """The facts of the preview, or what it still lacks. Raises `NotForReader` for an account that does not get it."""
    gaps = tuple(_gaps(cut))
    if gaps or cut.preview is None or cut.ga is None:
        return Unready("customer", "preview", cut.account, cut.feature, False, gaps)
    if not cut.shown_preview:
        raise NotForReader(
            f"The preview does not go to {cut.name}.", "Name it under `preview.to` if it should."
        )
    until = flags_until(cut.preview, cut.ga)
    return PreviewFacts(
        audience="customer",
        account=cut.account,
        name=cut.name,
        people=tuple(person.name for person in cut.people),
        ready=True,
        feature=cut.feature,
        preview=cut.preview,
        release=cut.ga,
        flags_until=until,
        flags_over=until < cut.today,
        in_scope=cut.in_scope,
        yours=tuple(
            OwnPart(record.id, record.friction, record.shipped or record.change)
            for record in cut.records
            if record.final == "incorporated"
        ),
        flags=cut.flags,
        product=names(cut.product),
        contacts=tuple(dict.fromkeys(_contact(host) for host in (*cut.cs, *cut.product))),
    )


def flags_until(preview: date, release: date) -> date:
    """The last day for something critical: two working days before the release, never before the preview's own day."""
    day, left = release, _TO_DECIDE
    while left:
        day -= timedelta(days=1)
        left -= day.weekday() < 5
    return max(day, preview)


def _contact(host: Host) -> str:
    function = {"product": "Product", "cs": "CS"}[host.function]
    if not host.name:
        return function
    return f"{host.name}, {function} ({host.email})" if host.email else f"{host.name}, {function}"


def _gaps(cut: Cut) -> Iterator[Gap]:
    """What is missing before anybody can be asked to look."""
    if cut.state == "cancelled":
        yield Gap(
            "The program", "It is cancelled; nothing is released, so there is no preview.", "Debrief instead."
        )
        return
    if cut.ga is None:
        yield Gap("The release", "It has no date.", "Write `timeline.ga`.")
    elif cut.released:
        fact = f"It was on {say_date(cut.ga)}; what comes after it is no preview."
        yield Gap(
            "The release",
            fact,
            "Send the thanks instead, or print the page of an earlier day with `--as-of`.",
        )
        return
    if cut.preview is None:
        yield Gap("The preview", f"It has no date.{_window(cut.ga)}", "Write `preview.planned`.")
    elif cut.ga is not None:
        yield from _badly_timed(cut, cut.preview, cut.ga)
    if not cut.in_scope:
        yield Gap("What to look at", "Nothing says what is in the feature.", "Write `feature.in_scope`.")


def _badly_timed(cut: Cut, preview: date, release: date) -> Iterator[Gap]:
    """A preview that is no preview, or that is planned outside its window while that can still be helped."""
    days = (release - preview).days
    if days < 1:
        fact = f"It is dated {say_date(preview)}, and the release is on {say_date(release)}."
        yield Gap("The preview", fact, "Show the feature before its release, or move the release.")
    elif not cut.preview_shared and not LATEST <= days <= EARLIEST and cut.today <= _last(release):
        fact = f"It is planned {count(days, 'day')} before the release.{_window(release)}"
        yield Gap("The preview", fact, "Move `preview.planned`.")


def _last(release: date) -> date:
    return release - timedelta(days=LATEST)


def _window(release: date | None) -> str:
    if release is None:
        return ""
    first = release - timedelta(days=EARLIEST)
    return f" It goes out from {say_date(first)} to {say_date(_last(release))}, 14 to 7 days before."


def layout(facts: PreviewFacts | Unready, own: Mapping[str, str] = OWN) -> tuple[Block, ...]:
    """The page of the preview; only what is missing where it cannot be sent."""
    if isinstance(facts, Unready):
        return unready.layout(facts)
    say = Phrases(PHRASES, facts, own)
    return (
        Heading(f"Preview · {facts.feature}", 1, f"release {say_date(facts.release)}"),
        Paragraph(say("greeting" if facts.people else "greeting_all")),
        Paragraph(f"{say('opening')} {say('access')}"),
        Heading("What to look at"),
        Paragraph(say("look")),
        Bullets(tuple(Line(item) for item in facts.in_scope)),
        *_yours(facts, say),
        Paragraph(say("question")),
        Heading("If something critical is wrong", 2, f"until {say_date(facts.flags_until)}"),
        Paragraph(say("until_over" if facts.flags_over else "until")),
        Paragraph(say("how")),
        Terms((Line("; ".join(facts.contacts), "To"), Line(_NOT_CRITICAL, "Not critical"))),
        Paragraph("Critical is only this:"),
        Bullets(tuple(Line(text) for text in _CRITICAL)),
        Paragraph(say("answered")),
        *_flags(facts),
        Heading("What this is not"),
        Paragraph(f"{say('decision')} {say('no_new_scope')}"),
        Paragraph(say("closing")),
        Paragraph(f"{listed(facts.product)}, Product" if facts.product != ("Product",) else "Product"),
    )


def _yours(facts: PreviewFacts, say: Phrases) -> tuple[Block, ...]:
    if not facts.yours:
        return ()
    rows = tuple((part.record, part.raised, part.now or "taken in") for part in facts.yours)
    return (Paragraph(say("yours")), Table(("Point", "What came up", "What there is now"), rows))


def _flags(facts: PreviewFacts) -> tuple[Block, ...]:
    """What the reader has raised so far, and what was decided about it."""
    if not facts.flags:
        return ()
    rows = tuple((flag.issue, _answer(flag)) for flag in facts.flags)
    return (Heading("Your reports", 3), Table(("What you told us", "What was decided"), rows))


def _answer(flag: OwnFlag) -> str:
    if not flag.decision:
        unread = flag.critical is not False
        return "Nothing yet; you hear it from us." if unread else "Noted, and not taken as critical."
    around = " We show you a way around it."
    if flag.workaround:
        around = f" The way around it: {flag.workaround.strip().removesuffix('.')}."
    return _DECISIONS[flag.decision] + (around if flag.decision == "ship-with-workaround" else "")
