"""Rule on who decides: Product, and never a customer by vote or sign-off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.duties.roles import CUSTOMER, PRODUCT, customers, holder, plain
from codesign_cli.finding import Path
from codesign_cli.once import once
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.rules.role.naming import described, for_role
from codesign_cli.say import quoted

if TYPE_CHECKING:
    from codesign_cli.model.program import Program
    from codesign_cli.model.records import Record

EVERY_CUSTOMER = ("accounts", "customers", "customer", "cohort", "participants", "all", "vote")
"""Words that stand for the customers together."""
MOST_NAMES = 100
"""How many names of customers are looked for in texts; a cohort has six accounts, so that is plenty."""

Written = tuple[object, Path, str]
"""A text with the part of the program that holds it and the keys below that."""


@rule(
    "ROL309",
    "decision-not-products",
    "error",
    "A-123",
    covered_by=("EXP405",),
    clauses={
        "customer": "`decided_by` names an account or its people",
        "other": "`decided_by` names somebody else who is not of Product",
        "vote": "a question, a reason or a text for customers lets customers vote",
        "sign-off": "a question, a reason or a text for customers asks for their sign-off or approval",
    },
    why="Customers inform the build and do not rule on it. Once they vote or sign off, a committee decides, and "
    "every later no takes back something that was given to them.",
    mend="Let Product decide and give the reason; ask customers to use the thing and to say where it fails.",
    bad=(
        Example("feedback:\n  - id: F02\n    decided_by: northwind # <-", "customer"),
        Example("feedback:\n  - id: F02\n    decided_by: Dana Ruiz # <-", "customer", base="finished"),
        Example("feedback:\n  - id: F02\n    decided_by: cs # <-", "other"),
        Example("feedback:\n  - id: F02\n    decided_by: Lena Fuchs # <-", "other", base="finished"),
        Example(
            "sessions:\n  - number: 3\n    questions:\n"
            "      - Walk us through the hand-over of one leaver with the new selection.\n"
            "      - Which of the two drawers would you vote for? # <-",
            "vote",
        ),
        Example(
            'feedback:\n  - id: F02\n    reason: "Two of the three accounts voted for it" # <-',
            "vote",
            "finished",
        ),
        Example(
            "disagreements:\n  - about: Whether a transfer needs the new owner's consent\n    records: [F02, F03]\n"
            "    positions:\n      northwind: The lead decides alone\n      halden: The new owner must accept\n"
            "    built_for: northwind\n    because: It was put to a vote in session 2 # <-\n"
            "    adaptation:\n      halden: Use the review queue before transferring\n"
            "    told:\n      halden: 2026-04-02",
            "vote",
            "finished",
        ),
        Example(
            "sessions:\n  - number: 3\n    questions:\n"
            "      - Walk us through the hand-over of one leaver with the new selection.\n"
            "      - Do you approve this design? # <-",
            "sign-off",
        ),
        Example(
            "invitation:\n  text: |\n    Hello,\n"
            "    we would like your help to make bulk ownership transfer work for the people who do hand-overs.\n"
            "    There are three sessions over five weeks, each between 60 and 75 minutes.\n"
            "    Your input shapes the design of this one feature; it is not a say in the roadmap.\n"
            "    Product makes the final decision about what is built, and tells you what was taken in and why.\n"
            "    In the last session you sign off the design. # <-",
            "sign-off",
        ),
        Example(
            'feedback:\n  - id: F02\n    reason: "Northwind Freight signed off on it" # <-',
            "sign-off",
            "finished",
        ),
    ),
    good=(
        Example(
            "feedback:\n  - id: F02\n    decided_by: Priya Nair", base="finished", note="Product by name"
        ),
        Example(
            "sessions:\n  - number: 3\n    questions:\n"
            "      - Walk us through the hand-over of one leaver with the new selection.\n"
            "      - Who in your team approves a transfer today, and when do they sign it off?",
            note="an approval in the customer's own work",
        ),
        Example(
            'feedback:\n  - id: F04\n    reason: "The directory cannot change before sign-off by legal in summer"',
            base="finished",
            note="a sign-off by others",
        ),
        Example(
            "sessions:\n  - number: 3\n    questions:\n"
            "      - This is not a vote; walk us through the hand-over of one leaver.",
            note="a denial",
        ),
        Example(
            "language: de\ninvitation:\n  says: [scope, time, input, decision]\n"
            "sessions:\n  - number: 3\n    questions:\n      - Do you approve this design?",
            note="words are read in English programs alone",
        ),
    ),
    waivable="kept",
)
def decision_not_products(program: Program, now: datetime) -> Iterator[Hit]:
    """Somebody other than Product decides, or customers vote or sign off."""
    for record in program.feedback:
        yield from _decided_by(program, record)
    if program.language.partition("-")[0].casefold() == "en":
        yield from _handed_over(program)


def _decided_by(program: Program, record: Record) -> Iterator[Hit]:
    """A record that somebody other than Product decided; a name nobody bears is FIL006."""
    word = record.decided_by
    customer = _customer(program, word)
    person = holder(program, word)
    if customer is None and (person is None or PRODUCT in person.functions):
        return
    who = customer or (described(person) if person else word)
    yield hit(
        at(record, "decided_by"),
        f"{record.id} was decided by {who}; what is built is Product's decision.",
        help=f"Let {for_role(program, PRODUCT)} decide {record.id}, and take this out of `decided_by`.",
        clause="customer" if customer else "other",
    )


@once
def _customer(program: Program, word: str) -> str | None:
    """The customer that a word names: an account by id or name, one of its people, or all of them together."""
    wanted = plain(word)
    for account in program.accounts:
        if wanted in (account.id, plain(account.name)):
            return account.name
    person = holder(program, word)
    if person is not None:
        return described(person) if CUSTOMER in person.functions and len(person.functions) == 1 else None
    return "the customers" if wanted in EVERY_CUSTOMER else None


_HANDED = {
    "vote": (
        "{words} lets customers vote on what Product decides.",
        "Ask them to use it and to say where it fails.",
    ),
    "sign-off": (
        "{words} asks customers to sign off what Product decides.",
        "Ask whether it works for them; the final call stays with Product.",
    ),
}
"""What each kind says and how it is mended."""


def _handed_over(program: Program) -> Iterator[Hit]:
    """The words that let customers vote or sign off."""
    from codesign_cli.rules.role.votes import found

    own = " ".join((program.feature.name, *program.feature.in_scope))
    names = _names(program)
    for node, keys, text in (*_questions_and_reasons(program), *customer_texts(program)):
        for kind, start, end in found(text, names, own):
            message, help = _HANDED[kind]
            yield hit(
                at(node, *keys, characters=(start, end)),
                message.format(words=quoted(text[start:end])),
                help=help,
                clause=kind,
            )


def _names(program: Program) -> tuple[str, ...]:
    """By which names texts call the customers: the accounts' and their people's, whole and by a telling first word."""
    names: dict[str, None] = {}
    for name in (*(a.name for a in program.accounts), *(p.name for p in customers(program))):
        names |= dict.fromkeys((name.strip(), *(word for word in name.split()[:1] if len(word) > 3)))
    return tuple(name for name in names if name)[:MOST_NAMES]


def _questions_and_reasons(program: Program) -> Iterator[Written]:
    """What is asked in sessions, and why things were decided."""
    for session in program.sessions:
        yield from _list(session, "questions", session.questions)
    for record in program.feedback:
        if record.reason:
            yield record, ("reason",), record.reason
    for disagreement in program.disagreements:
        if disagreement.because:
            yield disagreement, ("because",), disagreement.because


def customer_texts(program: Program) -> Iterator[Written]:
    """The texts of the file that go out to customers as they stand."""
    if program.invitation and program.invitation.text:
        yield program.invitation, ("text",), program.invitation.text
    if program.feature.approach:
        yield program.feature, ("approach",), program.feature.approach
    yield from _list(program.feature, "influence", program.feature.influence)
    for record in program.feedback:
        if record.shipped:
            yield record, ("shipped",), record.shipped
    for disagreement in program.disagreements:
        if disagreement.told_as:
            yield disagreement, ("told_as",), disagreement.told_as
        for account, text in disagreement.adaptation.items():
            yield disagreement, ("adaptation", account), text
    if program.recognition and program.recognition.text:
        yield program.recognition, ("text",), program.recognition.text
    yield from _shared_back(program)


def _shared_back(program: Program) -> Iterator[Written]:
    """What was shared back and told in memos."""
    shared = program.share_back
    if shared:
        for key, items in (("learned", shared.learned), ("themes", shared.themes), ("next", shared.next)):
            yield from _list(shared, key, items)
        for thing in shared.not_now:
            if thing.why:
                yield thing, ("why",), thing.why
    for memo in program.memos:
        yield from _list(memo, "will_change", memo.will_change)
        yield from _list(memo, "will_not_change", memo.will_not_change)


def _list(node: object, key: str, items: Iterable[str]) -> Iterator[Written]:
    for index, text in enumerate(items):
        yield node, (key, index), text
