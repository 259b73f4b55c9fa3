"""A decision memo as it is shared: what we heard, what we make of it, what changes, what stays, what would turn it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from codesign_cli.blocks import Block, Bullets, Heading, Line, Notice, Paragraph
from codesign_cli.documents.customer import parts, unready
from codesign_cli.documents.customer.unready import Gap, Unready
from codesign_cli.documents.memo.choosing import chosen
from codesign_cli.documents.phrasing import OWN, Phrases
from codesign_cli.documents.reader import Cut, SharedMemo
from codesign_cli.documents.words import say_date
from codesign_cli.record import NamedTuple
from codesign_cli.say import count, listed

PHRASES: dict[str, str] = {
    **parts.GREETINGS,
    "opening": "This is what we heard, what we make of it, and what follows for {feature}.",
    "nothing_changes": "Nothing changes.",
    "nothing_stays": "Nothing is kept against what was asked.",
    "cancelled": "The work on {feature} has been stopped, and nothing of it is released.",
    "closing": "Product has decided this. Whoever sees it otherwise is asked for what they have seen, not for a vote.",
}
"""The sentences that a team may word its own way."""

_PARTS = {
    "heard": ("It does not say what was heard.", "Write `heard`."),
    "believe": ("It does not say what the team makes of it.", "Write `believe`."),
    "change_said": ("It does not say what changes.", "Write `will_change`, or `none`."),
    "stay_said": ("It does not say what stays as it is.", "Write `will_not_change`, or `none`."),
    "would_change_our_mind": (
        "It does not say which evidence would turn the decision round.",
        "Write `would_change_our_mind`.",
    ),
}
"""The parts of a memo (B-103), and what is said where one is missing."""
_OPEN = "Not written yet."


class MemoFacts(NamedTuple):
    """The facts of one memo or of several, for one account or for nobody in particular."""

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
    feature: str
    state: str
    themes: tuple[str, ...]
    """What the memos are about."""
    memos: tuple[SharedMemo, ...]


FACTS = MemoFacts


def build(cut: Cut, theme: str | None = None, *, draft: bool = False) -> MemoFacts | Unready:
    """The memos as they may be shared: all, or those of one theme, by its words or the memo's number in the file.

    `draft` asks for them although a part is missing. Raises CodesignError for a theme that no memo has.
    """
    memos = cut.memos
    if theme is not None:
        memos = tuple(memos[place] for place in chosen([memo.theme for memo in memos], theme))
    gaps = tuple(gap for memo in memos for gap in _gaps(memo))
    if not memos:
        gaps = (Gap("The memo", "The file has no memo.", "Write one under `memos`."),)
    if gaps and not (draft and memos):
        return Unready("customer", "memo", cut.account, cut.feature, False, gaps)
    return MemoFacts(
        audience="customer",
        account=cut.account,
        name=cut.name,
        people=parts.greeted(cut),
        draft=bool(gaps),
        ready=not gaps,
        missing=gaps,
        feature=cut.feature,
        state=cut.state,
        themes=tuple(memo.theme for memo in memos if memo.theme),
        memos=memos,
    )


def _gaps(memo: SharedMemo) -> Iterator[Gap]:
    subject = f"Memo {memo.number} · {memo.theme}" if memo.theme else f"Memo {memo.number}"
    if not memo.theme:
        yield Gap(subject, "It has no theme.", "Write `theme`.")
    for part, (fact, way_out) in _PARTS.items():
        if not getattr(memo, part):
            yield Gap(subject, fact, way_out)


def layout(facts: MemoFacts | Unready, own: Mapping[str, str] = OWN) -> tuple[Block, ...]:
    """The page of the memos; only what is missing where it cannot be sent."""
    if isinstance(facts, Unready):
        return unready.layout(facts)
    say = Phrases(PHRASES, facts, own)
    several = len(facts.memos) != 1
    title = f"Decisions · {facts.feature}" if several else facts.memos[0].theme or facts.feature
    aside = "" if several else _when(facts.memos[0])
    blocks: list[Block] = [Heading(f"DRAFT · {title}" if facts.draft else title, 1, aside)]
    if facts.draft:
        blocks.append(
            Notice(f"{count(len(facts.missing), 'part')} still to be written; not to be sent.", "DRAFT")
        )
    blocks.append(parts.greeting(say, facts.people))
    if facts.state == "cancelled":
        blocks.append(Paragraph(say("cancelled")))
    blocks.append(Paragraph(say("opening")))
    for memo in facts.memos:
        if several:
            blocks.append(Heading(memo.theme or f"Memo {memo.number}", 2, _when(memo)))
        blocks += _memo(memo, say, 3 if several else 2, "DRAFT" if facts.draft else "")
    return (*blocks, Paragraph(say("closing")))


def _when(memo: SharedMemo) -> str:
    by = listed(memo.by)
    return f"{say_date(memo.on)}, {by}" if memo.on else by


def _memo(memo: SharedMemo, say: Phrases, level: int, mark: str) -> Iterator[Block]:
    yield Heading("What we heard", level, mark)
    yield Paragraph(memo.heard or _OPEN)
    yield Heading("What we make of it", level, mark)
    yield Paragraph(memo.believe or _OPEN)
    for title, texts, said, nothing in (
        ("What changes", memo.will_change, memo.change_said, "nothing_changes"),
        ("What stays as it is", memo.will_not_change, memo.stay_said, "nothing_stays"),
    ):
        yield Heading(title, level, mark)
        if texts:
            yield Bullets(tuple(Line(text) for text in texts))
        else:
            yield Paragraph(say(nothing) if said else _OPEN)
    yield Heading("What would change our mind", level, mark)
    yield Paragraph(memo.would_change_our_mind or _OPEN)
