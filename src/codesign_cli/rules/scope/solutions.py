"""The words by which session 1 would show or ask about a solution, and the senses in which they are innocent."""

from __future__ import annotations

import re
from collections.abc import Iterable

ALWAYS = (
    "prototype",
    "mock-up",
    "mock up",
    "mockup",
    "wireframe",
    "clickable",
    "click dummy",
    "storyboard",
    "demo",
)
"""Words that mean a solution wherever they stand."""

OFTEN = ("screen", "design", "solution", "interface")
"""Words that mean a solution unless the sentence is about what customers have today."""

PHRASES = (
    "would you use",
    "would you want it to",
    "would you like it to",
    "would you prefer",
    "should it look",
    "should we build",
    "should we add",
    "should we design",
    "if we built",
    "if we added",
    "if we gave you",
    "would this help",
    "would that help",
    "would it help",
    "would this solve",
    "would that solve",
    "would this save",
    "this feature",
    "new feature",
    "our feature",
    "our idea",
    "our proposal",
    "we are building",
    "we plan to build",
    "we want to build",
)
"""Turns of speech that ask about a solution."""

INNOCENT = (
    "by design",
    "design team",
    "design department",
    "design office",
    "design engineer",
    "design agency",
    "you design",
    "who design",
    "to design",
    "screen reader",
    "screen time",
    "screen share",
    "you screen",
    "to screen",
    "words would you use",
    "word would you use",
    "name would you use",
    "would you use to describe",
    "would you use to explain",
    "would you use instead",
)
"""Turns of speech in which those words are about something else."""

PROBLEM = (
    "problem",
    "statement",
    "pain",
    "agenda",
    "whiteboard",
    "nothing",
    "today",
    "current",
    "present",
    "existing",
    "their",
    "brief",
    "question",
    "situation",
    "description",
)
"""What session 1 may have on screen: words that say it is the problem, or how things are today."""

_OURS = r"\b(?:our|this|that|these|new|proposed|planned|revised|ideal|perfect)(?:\s[\w-]+)?\s$"
_COUNTED = r"\b(?:how many|which|what|each|every|another|other|several|two|three|four|five)\s$"
_YOURS = r"\b(?:your|their)(?:\s[\w-]+)?\s$|\b(?:current|present|existing|own)\s$"
_TODAY = (
    r"\b(?:today|currently|nowadays|so far|until now|at present|at the moment|existing|already|last time|tried|"
    r"did you|have you|do you (?:use|open|work|have|look|go|see|switch|need))\b"
)
_WISH = r"\b(?:would|should|prefer|like|could)\b"
_NEGATED = (
    r"\b(?:no|without|never|nor|before|rather than|instead of|leaving|setting aside|forget|"
    r"not(?: yet)? (?:a|an|the|any|about|our|show\w*|look\w*|talk\w*|ask\w*|discuss\w*))"
    r"(?:\s[\w'-]+){0,3}\s$"
)
_QUOTED = r'"[^"]*"|“[^”]*”|„[^“]*“|‘[^’]*’|«[^»]*»|(?<!\w)\'[^\']*\'(?!\w)'


def asks_about_a_solution(text: str, own_words: Iterable[str] = ()) -> tuple[int, int] | None:
    """The first stretch of an English text that means a solution, as its characters; None where there is none.

    `own_words` are texts of the program's own vocabulary (the feature's name, what is in scope): a word of
    theirs is no trigger. A negation and a quotation are none either.
    """
    flat = re.sub(r"\s", " ", text)
    if not any(word in flat.casefold() for word in (*ALWAYS, *OFTEN, *PHRASES)):
        return None
    own = {_plain(word) for words in own_words for word in re.findall(r"\w+", words)}
    found = [
        match.span()
        for trigger in (*PHRASES, *ALWAYS, *OFTEN)
        for match in re.finditer(rf"(?<!\w){re.escape(trigger)}(?:s|es)?(?!\w)", flat, re.IGNORECASE)
        if _plain(trigger) not in own and _means_it(flat, trigger, *match.span())
    ]
    return min(found, default=None)


def is_about_the_problem(text: str) -> bool:
    """Whether an English text says that it is the problem, or how things are today."""
    return re.search(
        rf"\b(?:{'|'.join(PROBLEM)})", text, re.IGNORECASE
    ) is not None or text.casefold().startswith("no ")


def _plain(word: str) -> str:
    return word.casefold().removesuffix("s")


def _means_it(text: str, trigger: str, start: int, end: int) -> bool:
    """Whether the trigger at these characters means a solution: not negated, quoted or about something else."""
    before = text[:start]
    if re.search(_NEGATED, before, re.IGNORECASE):
        return False
    if any(quote.start() < start and end < quote.end() for quote in re.finditer(_QUOTED, text)):
        return False
    around = text[max(0, start - 20) : end + 20].casefold()
    if any(turn in around and trigger in turn for turn in INNOCENT):
        return False
    return trigger not in OFTEN or _is_ours(text, trigger, before)


def _is_ours(text: str, trigger: str, before: str) -> bool:
    """Whether a word such as `screen` means the vendor's new one, and not what customers have today."""
    if re.search(_OURS, before, re.IGNORECASE):
        return True
    wish = re.search(_WISH, text, re.IGNORECASE) is not None
    if trigger == "screen" and re.search(_COUNTED, before, re.IGNORECASE):
        return wish
    if re.search(_YOURS, before, re.IGNORECASE):
        return False
    return wish or re.search(_TODAY, text, re.IGNORECASE) is None
