"""What the closing pages say alike: whom they greet, the reader's points, choices and flags, and what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from codesign_cli.blocks import Block, Bullets, Heading, Line, Paragraph, Table, Terms
from codesign_cli.documents.customer.unready import Gap
from codesign_cli.documents.phrasing import Phrases
from codesign_cli.documents.reader import Cut, Host, OwnChoice, OwnCorrection, OwnFlag, OwnIdea, OwnRecord
from codesign_cli.documents.words import FUNCTIONS, say_date, say_moment
from codesign_cli.record import NamedTuple
from codesign_cli.say import count

GREETINGS = {
    "greeting": "Hello {people},",
    "greeting_all": "Hello everybody,",
}
"""The first sentence of every closing page."""

DECIDED = {"deferred": "not in this release", "declined": "decided against"}
"""What became of a point that was left out, in the words of the page."""
_CAME_UP = "What came up, as we noted it"
_STOPPED = {"deferred": "left out", "declined": "decided against"}
_ANSWERS = {
    "fix": "is put right first",
    "delay": "the release waits for it",
    "ship-with-workaround": "stays as it is in the release, with a way around it",
}
_ANSWERED = {
    "fix": "put right",
    "delay": "the release waited for it",
    "ship-with-workaround": "released as it is, with a way around it",
}


class Points(NamedTuple):
    """The reader's own records by what became of them."""

    went_in: tuple[OwnRecord, ...]
    not_taken: tuple[OwnRecord, ...]
    undecided: tuple[OwnRecord, ...]


def points(records: Iterable[OwnRecord]) -> Points:
    """The records that went in, those that did not, and those that nobody has decided yet."""
    found = tuple(records)
    return Points(
        tuple(each for each in found if each.final == "incorporated"),
        tuple(each for each in found if each.final in DECIDED),
        tuple(each for each in found if each.final is None),
    )


def greeted(cut: Cut) -> tuple[str, ...]:
    """Whom a page greets: the reader's people by name, else the reader; nobody on a page for everybody."""
    return tuple(person.name for person in cut.people) or ((cut.name,) if cut.name else ())


def greeting(say: Phrases, people: tuple[str, ...]) -> Paragraph:
    """The greeting of a page."""
    return Paragraph(say("greeting" if people else "greeting_all"))


def contact(hosts: tuple[Host, ...]) -> str:
    """Whom to tell something: the first name with its address, else the function."""
    first = hosts[0]
    name = first.name or FUNCTIONS.get(first.function, first.function)
    return f"{name} ({first.email})" if first.email else name


def gaps_of(cut: Cut, *leave: str) -> tuple[Gap, ...]:
    """What the reader's page lacks, without the kinds that this page can do without."""
    return tuple(Gap(each.subject, each.fact, each.way_out) for each in cut.gaps if each.kind not in leave)


def undecided_of_all(cut: Cut) -> tuple[Gap, ...]:
    """What a page for everybody lacks while not every point is decided: it counts them all."""
    left = cut.counts.undecided
    if cut.account is not None or not left:
        return ()
    fact = (
        f"{count(left, 'point')} of all that were brought up {'is' if left == 1 else 'are'} not decided yet."
    )
    return (Gap("The points", fact, "The team's page of the debrief lists them."),)


def not_held(cut: Cut, way_out: str) -> tuple[Gap, ...]:
    """What a page lacks that comes after the debrief, while that is not over."""
    if cut.debrief is None or cut.debrief_over:
        return ()
    return (Gap("The debrief", f"It is on {say_moment(cut.debrief)} and not over yet.", way_out),)


# Sections


def went_in(records: tuple[OwnRecord, ...], state: str) -> Table:
    """What came up, what is built because of it, and why."""
    if state == "cancelled":
        stopped = tuple((_raised(each), each.reason or "") for each in records)
        return Table((_CAME_UP, "Why it was taken in"), stopped)
    rows = tuple((_raised(each), each.shipped or "it goes in", each.reason or "") for each in records)
    return Table((_CAME_UP, "What is built", "Why"), rows)


def not_taken(records: tuple[OwnRecord, ...], state: str) -> Table:
    """What came up or was proposed, that it is left out, and why."""
    said = _STOPPED if state == "cancelled" else DECIDED
    rows = tuple(
        (
            f"{_raised(each)}; your suggestion: {each.suggestion}" if each.suggestion else _raised(each),
            said[each.final or ""],
            each.reason or "",
        )
        for each in records
    )
    return Table((_CAME_UP, "Decision", "Why"), rows)


def undecided(records: tuple[OwnRecord, ...]) -> Bullets:
    """What nobody has decided yet."""
    return Bullets(tuple(Line(_raised(each)) for each in records))


def _raised(record: OwnRecord) -> str:
    """A point as it was noted, and in which session."""
    return f"{record.friction.strip().removesuffix('.')} (session {record.session})"


def choices(found: tuple[OwnChoice, ...], state: str) -> tuple[Block, ...]:
    """Each disagreement that the reader is part of: its own wish, the choice, the reason told, what it can do."""
    blocks: list[Block] = []
    for choice in found:
        blocks += [Heading(choice.about or "What was chosen", 3), Terms(tuple(_choice(choice, state)))]
    return tuple(blocks)


def _choice(choice: OwnChoice, state: str) -> Iterator[Line]:
    if choice.position:
        yield Line(choice.position, "You wanted")
    if not choice.settled:
        yield Line("nothing yet", "Chosen")
        return
    cancelled = state == "cancelled"
    way = "your way" if choice.for_reader else "another team's way"
    yield Line(
        f"{way}; nothing of it is released" if cancelled else f"{way}, and nothing in between", "Chosen"
    )
    if choice.told_as:
        yield Line(choice.told_as, "Why")
    if choice.adaptation and not choice.for_reader and not cancelled:
        yield Line(choice.adaptation, "What you can do")


def flags(found: tuple[OwnFlag, ...], released: bool) -> Bullets:
    """What the reader flagged at the preview, each with what was decided."""
    return Bullets(tuple(Line(_flag(each, released), each.issue or "Your flag") for each in found))


def is_open(flag: OwnFlag) -> bool:
    """Whether the reader still waits for a decision: what is not taken as critical needs none."""
    return flag.decision is None and flag.critical is not False


def _flag(flag: OwnFlag, released: bool) -> str:
    if flag.decision is None:
        if flag.critical is False:
            return "noted, and not taken as critical"
        return "not decided yet" + ("; you marked it as critical" if flag.critical else "")
    answer = (_ANSWERED if released else _ANSWERS)[flag.decision]
    around = ""
    if flag.decision == "ship-with-workaround":
        around = f": {flag.workaround.strip()}" if flag.workaround else " that we show you"
    day = f"; decision of {say_date(flag.decided)}" if flag.decided else ""
    return f"{answer}{around}{day}"


def corrections(found: tuple[OwnCorrection, ...]) -> Table:
    """Where the reader put the problem right."""
    return Table(("We had thought", "You told us"), tuple((each.we_said, each.they_say) for each in found))


def ideas(found: tuple[OwnIdea, ...]) -> Bullets:
    """The reader's ideas outside the scope, and where they went."""
    return Bullets(
        tuple(
            Line(
                f"passed on to {each.passed_to}" if each.passed_to else "noted, and not passed on yet",
                each.idea,
            )
            for each in found
        )
    )


def section(title: str, found: Iterable[Block], aside: str = "") -> tuple[Block, ...]:
    """A section under its heading; nothing where there is nothing to say."""
    blocks = tuple(found)
    return (Heading(title, 2, aside), *blocks) if blocks else ()


def shown_later(preview: date | None, after: date | None, cancelled: bool) -> bool:
    """Whether the preview comes after a day, so that what is flagged there is answered later (T-17)."""
    return preview is not None and after is not None and preview > after and not cancelled
