"""The words by which session 1 would show or ask about a solution, and the senses in which they are innocent."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

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
"""Words that mean a solution where they are called ours or new, or are to be judged or wished for."""

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
    "quote",
    "heard",
    "none",
    "brief",
    "question",
    "situation",
    "description",
)
"""What session 1 may have on screen: words that say it is the problem, or how things are today."""

_OURS = r"\b(?:our|this|new|proposed|planned|revised|ideal|perfect|dream)(?:\s[\w-]+)?\s$"
_YOURS = r"\b(?:your|their)(?:\s[\w-]+)?\s$|\b(?:current|present|existing|own|old|last)\s$"
_TODAY = r"\b(?:today|currently|at present|at the moment|so far|last time)\b"
_JUDGED = (
    r"\b(?:would|should|could|prefer|imagine|rate|here is|think (?:of|about)|opinion|reaction|you like|useful|"
    r"intuitive|make sense|works? better|in mind|how well|does the (?:solution|design)|"
    r"missing (?:in|from|on)|find the)\b"
)
_NEGATED = (
    r"\b(?:no|without|never|nor|before|rather than|instead of|leaving|setting aside|forget|"
    r"not(?: yet)? (?:a|an|the|any|about|our|show\w*|look\w*|talk\w*|ask\w*|discuss\w*|think\w*))"
    r"(?:\s[\w'-]+){0,5}\s$"
)
_QUOTED = r'"[^"]*"|“[^”]*”|„[^“]*“|‘[^’]*’|«[^»]*»|(?<!\w)\'[^\']*\'(?!\w)'


def asks_about_a_solution(text: str, own_words: Iterable[str] = ()) -> tuple[int, int] | None:
    """The first stretch of an English question that is about a solution, as its characters; None where there is none.

    `own_words` are texts of the program's own vocabulary (the feature's name, what is in scope): a word of
    theirs is no trigger. A negation and a quotation are none either.
    """
    return _first(text, (*PHRASES, *ALWAYS, *OFTEN), own_words, _is_asked_about)


def shows_a_solution(text: str, own_words: Iterable[str] = ()) -> tuple[int, int] | None:
    """As `asks_about_a_solution`, for an English text that names what is on screen."""
    return _first(text, (*ALWAYS, *OFTEN), own_words, _is_shown)


def is_about_the_problem(text: str) -> bool:
    """Whether an English text says that it is the problem, or how things are today."""
    return re.search(
        rf"\b(?:{'|'.join(PROBLEM)})", text, re.IGNORECASE
    ) is not None or text.casefold().startswith("no ")


def _first(
    text: str, triggers: tuple[str, ...], own_words: Iterable[str], means_it: Callable[[str, str, str], bool]
) -> tuple[int, int] | None:
    """The first trigger in a text that is not of the program's own vocabulary, negated, quoted or innocent."""
    folded = text.casefold()
    if not any(trigger in folded for trigger in triggers):
        return None
    flat = re.sub(r"\s", " ", text)
    own = {_plain(word) for words in own_words for word in re.findall(r"\w+", words)}
    found = [
        match.span()
        for trigger in triggers
        for match in re.finditer(rf"(?<!\w){re.escape(trigger)}(?:s|es)?(?!\w)", flat, re.IGNORECASE)
        if _plain(trigger) not in own
        and not _is_innocent(flat, trigger, *match.span())
        and (trigger not in OFTEN or means_it(flat, trigger, flat[: match.start()]))
    ]
    return min(found, default=None)


def _plain(word: str) -> str:
    return word.casefold().removesuffix("s")


def _is_innocent(text: str, trigger: str, start: int, end: int) -> bool:
    """Whether the trigger at these characters is negated, quoted, or part of a phrase about something else."""
    if re.search(_NEGATED, text[:start], re.IGNORECASE):
        return True
    if any(quote.start() < start and end < quote.end() for quote in re.finditer(_QUOTED, text)):
        return True
    around = text[max(0, start - 20) : end + 20].casefold()
    return any(turn in around and trigger in turn for turn in INNOCENT)


def _is_asked_about(text: str, trigger: str, before: str) -> bool:
    """Whether a word such as `screen` in a question means the vendor's, and not what customers have today."""
    if re.search(_OURS, before, re.IGNORECASE):
        return True
    if re.search(_YOURS, before, re.IGNORECASE):
        return False
    return re.search(_JUDGED, text, re.IGNORECASE) is not None


def _is_shown(text: str, trigger: str, before: str) -> bool:
    """Whether a word such as `design` in what is shown means the vendor's; a screen may be where it is shown."""
    if trigger == "screen" or re.search(_TODAY, text, re.IGNORECASE):
        return re.search(_OURS, before, re.IGNORECASE) is not None
    return re.search(_YOURS, before, re.IGNORECASE) is None
