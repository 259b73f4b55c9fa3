"""Rules on promises in texts that customers see: the roadmap, a vote, an approval, a date, a later privilege."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.duties.gates import in_english
from codesign_cli.once import once
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.say import quoted

if TYPE_CHECKING:
    from codesign_cli.finding import Path
    from codesign_cli.model.program import Program
    from codesign_cli.rules.phrases import Found

_TEXTS = {
    "approach": "The approach",
    "influence": "What customers shape",
    "shipped": "What shipped",
    "told_as": "The reason in words for customers",
    "adaptation": "The adaptation",
    "learned": "What is shared back",
    "themes": "What is shared back",
    "next": "What is shared back",
    "why": "What is shared back",
    "will_change": "The memo",
    "will_not_change": "The memo",
}
"""What a text is called by its key."""
_KINDS = {
    "lets customers approve": "approval",
    "lets customers vote": "vote",
    "promises a delivery date": "date",
}
"""The clause that a reason speaks of; every other one is of the roadmap."""
_SAYS = {
    "roadmap": "promises a say in what is built: {words}",
    "approval": "lets customers approve what is built: {words}",
    "vote": "lets customers vote on what is built: {words}",
    "date": "promises a date for something that is not decided: {words}",
}
_HELP = {
    "roadmap": "Say that input shapes the design of {feature}, and that Product decides what is built.",
    "approval": "Ask customers where the design fails them; the decision stays with Product.",
    "vote": "Ask how each of them works; Product weighs it and decides.",
    "date": "Take the date out; promise to say what was decided, and when they hear it.",
}
_POINTING = frozenset(("it", "this", "that", "they", "them", "these", "those", "both"))
_HEADLINE = (
    "    Hello,\n"
    "    we would like your help to make bulk ownership transfer work for the people who do hand-overs.\n"
)
_TEXT = (
    "invitation:\n  text: |\n"
    + _HEADLINE
    + "    There are three sessions over five weeks, each between 60 and 75 minutes.\n"
    "    Your input shapes the design of this one feature; it is not a say in the roadmap.\n"
    "    Product makes the final decision about what is built, and tells you what was taken in and why.\n"
)


def text_said(program: Program, node: object, keys: Path) -> str:
    """What a text that customers see is called at the start of a sentence."""
    if node is program.invitation:
        return "The invitation"
    return _TEXTS.get(str(keys[0]), "The note of thanks")


@rule(
    "EXP405",
    "roadmap-promise",
    "error",
    "A-069",
    phrases=True,
    clauses={
        "roadmap": "a text promises influence on the roadmap or that wishes get built",
        "approval": "a text makes the build wait for customers' approval",
        "vote": "a text lets customers vote on what is built",
        "date": "a text, or the reason of what was not taken in, promises a delivery date for what is not decided",
    },
    why="People remember what they were offered. Input on a design can be kept; a say in the roadmap, a vote or a date "
    "for something that nobody has decided cannot, and the first no then breaks a promise.",
    mend="Promise what will be heard and how: input on this design, Product's decision, and an honest account of it.",
    bad=(
        Example(_TEXT + "    With us you shape our roadmap. # <-", "roadmap"),
        Example(_TEXT + "    We plan the next quarter around what you ask for. # <-", "roadmap"),
        Example(_TEXT + "    Nothing ships before all of you have given their consent. # <-", "approval"),
        Example(_TEXT + "    At the end you vote on the design that gets built. # <-", "vote"),
        Example(
            _TEXT + "    Bulk ownership transfer goes live on 28 April. # <-",
            "date",
            note="its own GA date, asked about now",
        ),
        Example(
            'recognition:\n  text: "Thank you for three sessions. Undoing a hand-over will be available in June." # <-',
            "date",
            "finished",
            note="undoing was deferred",
        ),
        Example(
            "feedback:\n  - id: F04\n    reason: It is not in this release and will be delivered by July # <-",
            "date",
            "finished",
            note="the reason of something deferred",
        ),
    ),
    good=(
        Example(_TEXT + "    This is not a vote, and it does not shape our roadmap.", note="negations"),
        Example(
            _TEXT + "    We tell you by 8 April which of your points were taken in.",
            note="a promise to report back",
        ),
        Example(
            _TEXT + "    The prototype will be ready for you by the second session on 18 February.",
            note="a step of the program",
        ),
        Example(
            'recognition:\n  text: "Thank you for three sessions. The selection survives paging and sorting; you will '
            'have it on 28 April."',
            base="finished",
            note="decided and announced",
        ),
    ),
)
def roadmap_promise(program: Program, now: datetime, phrases: tuple[str, ...] = ()) -> Iterator[Hit]:
    """Finds promises of influence on the roadmap, an approval, a vote or a delivery date in customer texts."""
    from codesign_cli.rules.role.decision import customer_texts

    if not in_english(program):
        return
    for node, keys, text in customer_texts(program):
        told: set[str] = set()
        invited = node is program.invitation
        for found in promises(text, *vocabulary(program), invited, keys[0] == "shipped", phrases):
            kind = _KINDS.get(found.reason, "roadmap")
            if kind not in told:
                told.add(kind)
                says = _SAYS[kind].format(words=quoted(found.words(text)))
                yield hit(
                    at(node, *keys, characters=(found.start, found.end)),
                    f"{text_said(program, node, keys)} {says}.",
                    help=_HELP[kind].format(feature=quoted(program.feature.name)),
                    clause=kind,
                )
    yield from _dated_reasons(program)


def _dated_reasons(program: Program) -> Iterator[Hit]:
    """Reasons of what was not taken in that name a day of delivery: the debrief would promise it."""
    from codesign_cli.rules.phrases import signs_of

    own = vocabulary(program)[0]
    for record in program.feedback:
        if record.final not in ("deferred", "declined") or not record.reason:
            continue
        found = signs_of("EXP405-dates").found(record.reason, own)
        if found:
            yield hit(
                at(record, "reason", characters=(found.start, found.end)),
                f"The reason of {record.id} {_SAYS['date'].format(words=quoted(found.words(record.reason)))}.",
                help=_HELP["date"],
                clause="date",
            )


@rule(
    "EXP406",
    "access-promise",
    "error",
    "A-159",
    phrases=True,
    clauses={"access": "a text promises access, a place or priority in what comes later"},
    why="A place in the next program or a first look at the next feature is a debt that the next program starts with: "
    "it picks the cohort by gratitude and not by who has the problem.",
    mend="Thank people for what they gave, and promise nothing for later. Whoever has the next problem is asked then.",
    bad=(
        Example(_TEXT + "    You will be the first we call for the next feature. # <-", "access"),
        Example(_TEXT + "    As a thank-you a seat in our autumn beta is reserved for you. # <-", "access"),
        Example(
            'recognition:\n  text: "Thank you for three sessions. From now on your requests have priority." # <-',
            "access",
            "finished",
        ),
    ),
    good=(
        Example(_TEXT + "    This is no promise of early access to anything.", note="a negation"),
        Example(
            _TEXT + "    You will see the finished feature in a preview, before the release.",
            note="this feature's own preview",
        ),
        Example(
            _TEXT
            + "    Which tasks have priority for you when a colleague leaves is one of our first questions.",
            note="the words in another sense",
        ),
    ),
)
def access_promise(program: Program, now: datetime, phrases: tuple[str, ...] = ()) -> Iterator[Hit]:
    """Finds promises of future access or priority in customer texts."""
    from codesign_cli.rules.phrases import signs_of
    from codesign_cli.rules.role.decision import customer_texts

    if not in_english(program):
        return
    own = (program.feature.name, *program.feature.in_scope)
    for node, keys, text in customer_texts(program):
        found = signs_of("EXP406", phrases).found(text, own)
        if found:
            yield hit(
                at(node, *keys, characters=(found.start, found.end)),
                f"{text_said(program, node, keys)} promises something for later: {quoted(found.words(text))}.",
                help="Take it out, and thank them for what they gave.",
                clause="access",
            )


Decided = tuple[tuple[str, ...], tuple[str, ...]]
"""Texts of what is incorporated or shipped, and of what is deferred, declined, parked or unread."""


@once
def vocabulary(program: Program) -> tuple[tuple[str, ...], Decided]:
    """The program's own words, and what it has decided."""
    own = (program.feature.name, *program.feature.in_scope)
    taken: list[str] = []
    open_ = [parked.idea for parked in program.parked if parked.idea]
    for record in program.feedback:
        texts = (record.shipped, record.friction, record.suggestion)
        about = " ".join(text for text in texts if text)
        (taken if record.final == "incorporated" else open_).append(about)
    return own, (tuple(taken), tuple(open_))


def promises(
    text: str,
    own: tuple[str, ...],
    decided: Decided,
    invited: bool = True,
    shipped: bool = False,
    phrases: tuple[str, ...] = (),
) -> Iterator[Found]:
    """The promises of a text that customers see, in their order within a kind.

    `own` are the feature's name and scope; `invited` says that the text is the invitation, in which even
    the feature's own date is a promise; `shipped` that it tells what shipped, which is decided.
    """
    from codesign_cli.rules.phrases import signs_of

    dates = [] if shipped else list(signs_of("EXP405-dates").all_found(text, own))
    for found in signs_of("EXP405", phrases).all_found(text, own):
        # What the weights alone tell of a dated sentence is its date, and of a privilege EXP406 tells.
        later = () if found.signs else signs_of("EXP406").all_found(text, own)
        others = () if found.signs else (*dates, *(each for each in later if each.signs))
        if not any(_meet(text, found, other) for other in others):
            yield found
    for found in dates:
        if not _announced(text, found, own, decided, invited):
            yield found._replace(reason="promises a delivery date")


def _meet(text: str, one: Found, other: Found) -> bool:
    """Whether two findings are of one sentence."""
    first, second = sorted((one, other), key=lambda found: found.start)
    return not {".", "!", "?"} & set(text[first.end : second.start])


def _announced(text: str, found: Found, own: tuple[str, ...], decided: Decided, invited: bool) -> bool:
    """Whether a date is one of something that Product has decided and announces."""
    from codesign_cli.rules.expectation.invited import names_scope, shared
    from codesign_cli.rules.words import read

    sentence = _around(text, found)
    if not invited and names_scope(read(sentence), own[:1]):
        return True
    taken, still_open = (max((shared(sentence, other) for other in texts), default=0) for texts in decided)
    return taken >= 2 and taken > still_open


def _around(text: str, found: Found) -> str:
    """The sentence of a promise; with the one before it where it only points at what is promised."""
    from codesign_cli.rules.words import read

    reading = read(text)
    sentences = reading.sentences
    for number, sentence in enumerate(sentences):
        tokens = reading.tokens[sentence.first : sentence.end]
        if tokens[-1].end >= found.start:
            first = sentence.first
            if number and not _POINTING.isdisjoint(token.text for token in tokens):
                first = sentences[number - 1].first
            return text[reading.tokens[first].start : tokens[-1].end]
    return text
