"""Rule on limits that customers hear of only when their wish is declined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.duties.gates import in_english
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.rules.expectation.naming import record_name, short, who

if TYPE_CHECKING:
    from codesign_cli.model.program import Program

LIMITS = (
    r"(?:technical|regulatory|legal|architectur(?:e|al)|compliance|security|platform|infrastructure|api|database)"
    r" (?:limit|limitation|constraint|restriction|requirement)s?",
    r"(?:regulatory|legal|compliance) reasons?",
    r"technically (?:impossible|infeasible|not (?:possible|feasible))|not technically (?:possible|feasible)",
    r"against the law|by law|illegal|unlawful|not compliant|in breach of|breach(?:es)? (?:of )?the",
    r"(?:hard|fixed) (?:limit|constraint)s?",
)
"""Words that name a constraint by themselves."""

THINGS = (
    r"laws?|legislation|regulations?|regulators?|statutes?|gdpr|hipaa|sox|data protection|privacy rules?|compliance",
    r"auditors?|retention (?:rules?|periods?)|licen[cs]es?|security polic(?:y|ies)",
    r"apis?|databases?|servers?|browsers?|schemas?|data models?|platform|infrastructure|architecture|framework",
    r"protocols?|back-?ends?|operating systems?|job queue|hardware|encryption|(?:nightly|background) jobs?",
)
"""What limits a product; a constraint only with a word that says that it does."""

STOPS = (
    r"can(?:not| not|'t)|could(?: not|n't)|must(?: not|n't)?|unable|impossible|forbids?|prohibits?|prevents?|requires?",
    r"(?:not|\w+n't) (?:\w+ )?(?:allow|permit|support|able|possible|let)\w*|rules? (?:it |this |that )?out|demands?",
    r"(?:is |are )?limited to|limits?|caps?|has no|have no|no way to|stands? in the way|blocks?|asks? for",
)
"""What such a thing does when it is a constraint; it stands after it."""

STOPPED = (
    r"(?:impossible|(?:not|\w+n't) (?:possible|allowed|permitted)|forbidden|prohibited|limited|required|ruled out"
    r"|blocked) (?:by|in|under|with|on|within|for)",
    r"because of|due to|owing to",
)
"""What is said before such a thing when it is a constraint: `forbidden by`, `because of`."""

DENIED = ("no ", "not a ", "not ", "not for ", "isn't a ", "without ", "never a ")
"""Words before a limit that take it away: `no legal reason`."""

_COMMON_WORDS = """
a about after all also an and any are as at be because been before but by can cannot could do does each every for
from had has have in is it its kept may must no none not of off on once one only or other our out over per run runs
shall should since so stay such than that the their them then there these they this those to under until up was we
were what when where which while who will with without would you your
"""
COMMON = frozenset(_COMMON_WORDS.split())
"""Words that two sentences may share without speaking of one thing."""


@rule(
    "EXP412",
    "late-constraint",
    "warning",
    "A-081",
    covered_by=("EXP423",),
    about="record",
    clauses={"unnamed": "a record is declined for a constraint that `feature.constraints` does not name"},
    why="People design for what they believe to be open. Told at the end that it never was, they have worked for "
    "nothing, and believe the next brief less.",
    mend="Name the limit in `feature.constraints`, tell it to all accounts now, and say in the call that it should "
    "have stood in the brief.",
    bad=(
        Example(
            "feedback:\n  - id: F04\n"
            "    reason: The law does not allow us to show two people's birthdays # <-\n",
            "unnamed",
            base="finished",
        ),
        Example(
            "feedback:\n  - id: F04\n    reason: Our directory has a technical limitation of one name field # <-\n",
            "unnamed",
            base="finished",
        ),
        Example(
            "feedback:\n  - id: F04\n    reason: >-\n"
            "      Two names in one row would help, but the API of the directory cannot return # <-\n"
            "      a second field\n",
            "unnamed",
            base="finished",
            note="it stands on the words that name the limit",
        ),
        Example(
            "feature:\n  constraints:\n    technical: none\n    regulatory: none\n    architecture: none\n"
            "feedback:\n  - id: F04\n    reason: Background jobs cannot ask the user again # <-\n",
            "unnamed",
            base="finished",
            note="the brief said that there was none",
        ),
    ),
    good=(
        Example(
            "feedback:\n  - id: F04\n    reason: The law does not allow us to shorten the history\n",
            base="finished",
            note="the brief names the history",
        ),
        Example(
            "feedback:\n  - id: F04\n"
            "    reason: There is no legal reason, but four of five tell them apart by the team\n",
            base="finished",
            note="a limit that is denied",
        ),
        Example(
            "feedback:\n  - id: F04\n"
            "    reason: The platform team shows names everywhere in one form, and people know it\n",
            base="finished",
            note="the word alone is no constraint",
        ),
        Example(
            "feedback:\n  - id: F01\n    reason: The rights API cannot give them back before the summer release\n",
            base="finished",
            note="deferred, not declined",
        ),
    ),
)
def late_constraint(program: Program, now: datetime) -> Iterator[Hit]:
    """A record is declined for a constraint that the brief did not name."""
    if not in_english(program):
        return
    named = _named_words(program)
    for record in program.feedback:
        reason = record.reason or ""
        found = limit_in(reason) if record.final == "declined" else None
        if found is None or named & _content(reason):
            continue
        yield hit(
            at(record, "reason", characters=found),
            f"{record_name(program, record)} is declined for a limit that the brief did not name: "
            f"{short(reason[found[0] : found[1]])}.",
            help=f"Let {who(program, 'product')} add it to `feature.constraints` and tell every account now.",
            clause="unnamed",
            related=(at(program.feature, "constraints", note="what the brief names as fixed"),),
        )


def limit_in(reason: str) -> tuple[int, int] | None:
    """Where a reason names something that cannot be changed, in characters; None where it does not."""
    text = reason.lower().replace("’", "'")
    if len(text) != len(reason):
        return None
    for start, end in _clauses(text):
        for limit in re.finditer(rf"\b(?:{'|'.join(LIMITS)})\b", text[start:end]):
            if not text[start : start + limit.start()].endswith(DENIED):
                return start + limit.start(), start + limit.end()
        thing = rf"(?:{'|'.join(THINGS)})\b(?! teams?\b)"
        for pattern in (
            rf"\b{thing}(?:\W+\w+){{0,6}}?\W+(?:{'|'.join(STOPS)})\b",
            rf"\b(?:{'|'.join(STOPPED)})(?:\W+\w+){{0,4}}?\W+{thing}",
        ):
            found = re.search(pattern, text[start:end])
            if found and not text[start : start + found.start()].endswith(DENIED):
                return start + found.start(), start + found.end()
    return None


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    """The stretches between full stops, commas and words such as `but`."""
    start = 0
    for mark in re.finditer(r"[.;:!?,]\s|\b(?:but|although|though|and)\b", text):
        yield start, mark.start()
        start = mark.end()
    yield start, len(text)


def _named_words(program: Program) -> frozenset[str]:
    """The content words of what the brief names as fixed, those of the feature's own name aside."""
    fixed = program.feature.constraints
    entries = (
        (*(fixed.technical or ()), *(fixed.regulatory or ()), *(fixed.architecture or ())) if fixed else ()
    )
    words = frozenset(word for entry in entries for word in _content(entry))
    return words - _content(program.feature.name)


def _content(text: str) -> frozenset[str]:
    """The words of a text that carry its meaning, plurals as one."""
    words = (word for word in re.findall(r"[^\W\d_]{3,}", text.lower()) if word not in COMMON)
    return frozenset(_singular(word) for word in words)


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
