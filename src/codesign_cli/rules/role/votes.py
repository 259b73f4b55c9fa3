"""Words that hand the decision to customers: a vote, a sign-off. The patterns are data, the search is below.

A pattern is looked for only where one of its plain words stands in the text. In it `<who>` stands for the
customers (`you`, `the accounts`, the accounts' own names), `<object>` for what the program makes, so that
an approval in a customer's own work is none of ours; see `PIECES`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

from codesign_cli.record import NamedTuple

Kind = Literal["vote", "sign-off"]


class Pattern(NamedTuple):
    """One way of saying it."""

    kind: Kind
    words: tuple[str, ...]
    """Plain lower-case words of which one has to stand in the text."""
    regex: str
    """A regular expression, case aside, with the pieces of `PIECES` and `<who>` in it."""
    fires: str
    """A text in which it is found."""
    quiet: str
    """A near miss."""
    subject: bool = True
    """False where the pattern names nobody who does it: it may be the vendor's own people, see `VENDORS`."""
    negatable: bool = True
    """False where the pattern holds a negation itself: `nothing ships without your approval`."""


CUSTOMERS = (
    "you all",
    "you",
    "customers?",
    "participants?",
    r"(?:all|both|every|each|most|(?:\w+ of )?(?:the )?(?:two|three|four|five|six)) (?:other |the )?"
    "(?:accounts?|companies|customers?|participants?)",
    "(?:the|our|these) (?:other |participating )?(?:accounts?|cohort|group|customers?|participants?)",
    "accounts",
    "everybody",
    "everyone",
)
"""What the customers are called beside their own names."""

PIECES = {
    "<object>": r"(?:<pointed>|<determiner><thing>\b|what (?:we|you)\b)",
    "<pointed>": r"(?:it|this|that|these|them)<end>",
    "<end>": r"(?=\s*(?:[.,;:!?)\"'\u201d\u2019]|$|\s(?:and|or|before|for|so|as|now|today|in|at|with|to|then|when|if"
    r"|by|on|because|after|until|off)\b))",
    "<determiner>": r"(?:[\w'\u2019-]+\s+){0,4}?",
    "<thing>": r"(?:designs?|features?|builds?|solutions?|prototypes?|mock-?ups?|releases?|versions?|flows?|screens?"
    r"|layouts?|proposals?|concepts?|drafts?|plans?|scope|specs?|specifications?|revisions?|launch|wording|options?"
    r"|approach|roadmap|outcome)",
    "<few>": r",?(?:\s+[\w'\u2019-]+){0,4}?\s+",
    "<off>": r"sign(?:s|ed|ing)?[\s-]+off",
    "<near>": r"[^.!?;\n]{0,40}?",
}
"""What the short names in the patterns stand for."""

PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "vote",
        ("vote", "voting"),
        r"\b(?:<who>)<few>vot(?:e|es|ed|ing)\b",
        "Northwind votes against the drawer.",
        "Northwind devotes two hours to it.",
    ),
    Pattern(
        "vote",
        ("vote on", "vote for", "voted on", "voted for", "votes for", "votes on", "voting on", "voting for"),
        r"\bvot(?:e|es|ed|ing)\s+(?:on|for)\s+(?:<object>|which|whether|your (?:favou?rite|choice))",
        "Please vote on what we should build.",
        "Our management board voted for it in May.",
        subject=False,
    ),
    Pattern(
        "vote",
        ("vote",),
        r"\b(?:put|puts|bring|brought|goes|comes?|take|takes|took|hold|holds|held|call|calls)"
        r"(?:\s+[\w'\u2019-]+){0,4}?\s+(?:a|to the|to)(?:\s+\w+)?\s+votes?\b",
        "We put the two layouts to a vote.",
        "We take notes on how the board votes.",
    ),
    Pattern(
        "vote",
        ("vote",),
        r"\b(?:your|majority|popular|deciding|casting|customer|cohort)\s+votes?\b|\bmost votes\b",
        "Your vote decides.",
        "Your notes decide nothing.",
    ),
    Pattern(
        "vote",
        ("vote",),
        r"\b(?:cast|by|in)\s+(?:(?:a|an|the|one)\s+)?votes?\b|\bvotes? (?:of|by|from) (?:<who>)\b"
        r"|\bthe votes? (?:decides?|settles?|counts?)\b",
        "Decided in a vote at the end of session 2.",
        "A vote of confidence in the new team.",
    ),
    Pattern(
        "vote",
        ("show of hands", "majority"),
        r"\bshow of hands\b|\bmajority (?:decides?|rules?|wins?|decision)\b"
        r"|\b(?:decided|chosen|settled|picked) by (?:the |a )?majority\b",
        "Two layouts, one show of hands.",
        "The majority of hand-overs are temporary.",
    ),
    Pattern(
        "vote",
        ("veto",),
        r"\b(?:<who>)<few>veto(?:es|ed)?\b|\byour veto\b",
        "Each account has a veto.",
        "The works council may veto a transfer.",
    ),
    Pattern(
        "sign-off",
        (" off", "sign-off", "signoff"),
        r"\b(?:<who>)<few>(?:<off>(?:\s+on)?\s+<object>|sign(?:s|ed|ing)?\s+(?:it|this|that|them|<determiner><thing>)"
        r"\s+off\b)",
        "You sign off the design before we release it.",
        "Who signs off a hand-over in your team?",
    ),
    Pattern(
        "sign-off",
        (" off", "sign-off", "signoff"),
        r"\b<off>(?:\s+on)?(?:\s+<object>)?\s+(?:by|from|of) (?:<who>)\b"
        r"|\b(?:customer|cohort|participant|account) sign[\s-]?off\b",
        "Ready after sign-off by the accounts.",
        "Ready after sign-off by legal.",
    ),
    Pattern(
        "sign-off",
        (" off", "sign-off", "signoff"),
        r"\byour\s+(?:final\s+)?sign[\s-]?off\s+(?:on|of|for|to)\s+<object>"
        r"|\bfinal sign[\s-]?off\b(?!\s+(?:by|from))",
        "Session 4 is for your sign-off on the design.",
        "We wait for the final sign-off by our lawyers.",
    ),
    Pattern(
        "sign-off",
        ("approv",),
        r"\b(?:<who>)<few>approv(?:e|es|ed|ing)\s+<object>",
        "Do you approve this design?",
        "Do you approve a transfer before it runs?",
    ),
    Pattern(
        "sign-off",
        ("approv",),
        r"\b<thing>\b<near>\bapproved by (?:<who>)\b|\b(?:customer|cohort|participant) approval\b"
        r"|\byour\s+(?:final\s+)?approval\s+(?:on|of|for|to)\s+<object>",
        "The design was approved by all accounts.",
        "The design was approved by Engineering.",
    ),
    Pattern(
        "sign-off",
        tuple(
            f"{which} {what}" for which in ("final", "last") for what in ("say", "word", "call", "decision")
        ),
        r"\b(?:<who>)<few>(?:the|a)\s+(?:final|last)\s+(?:say|word|call|decision)\b(?! (?:of|at) the)"
        r"|\b(?:final|last)\s+(?:say|word|call|decision)\b[^.!?;,\n]{0,30}?"
        r"\b(?:is|lies with|rests with|belongs to|stays with)\s+(?:yours|<who>)\b",
        "You have the final say on what we build.",
        "Product has the final say, and tells you why.",
    ),
    Pattern(
        "sign-off",
        ("approv", "sign-off", "sign off", "signed off", "vote"),
        r"\b(?:nothing|not|never|no|\w+n['\u2019]t)\b<near>"
        r"\b(?:ships?|shipped|builds?|built|releases?|released|launch(?:es|ed)?|goes live|go live)\b<near>"
        r"\b(?:without|until|unless|before)\b<near>\b(?:<who>|your|their)\b<near>"
        r"\b(?:approv\w*|sign[\s-]?off|sign(?:s|ed)? (?:it )?off|votes?)\b",
        "Nothing ships without your approval.",
        "It ships without your approval, because Product decides.",
        negatable=False,
    ),
)

_TRIGGERS = tuple(dict.fromkeys(word for pattern in PATTERNS for word in pattern.words))

NEGATIONS = (
    r"(?:\b(?:not|no|never|nobody|none|neither|nor|without|cannot|rather than|instead of|avoids?)\b|n['\u2019]t\b)"
    r"(?!\s+(?:only|just|merely|simply)\b)"
)
"""What denies the words after it in the same clause."""
TURNS = r"\b(?:until|unless|before|without)\b"
"""What turns a denial round: `nothing is built before you approve it`."""
DONTS = r"\b(?:not|never|avoid|avoids|instead of|rather than|nor|wrong)\b|n['\u2019]t\b"
"""What goes before a quotation of what not to say."""
VENDORS = (
    r"\b(?:we|product|engineering|board|management|leadership|directors|legal|security|compliance|council)\b"
)
"""Who may vote and sign off without taking the decision from Product."""
QUOTES = (("“", "”"), ("„", "“"), ("«", "»"), ("‘", "’"), ('"', '"'))
OWN_WORDS: dict[Kind, tuple[str, ...]] = {
    "vote": ("vote", "voting", "ballot", "poll"),
    "sign-off": ("approv", "sign-off", "sign off", "signoff"),
}
"""By which words a feature's own name or scope makes a kind its own: a feature on approvals may speak of them."""

_SIGHT = 400
"""How many characters around a place are read for a denial or a quotation; keeps long texts cheap."""
_SENTENCE = r"[.!?;]\s|\n\s*\n|\bbut\b"
_SENTENCE_END = r"[.!?;\n]"
_THEIR_OWN = (
    r"\b(?:in|at|within|inside|across|of) your (?:own )?(?:team|company|ward|hospital|school|bank|office|branch|depot"
    r"|shop|store|hotel|group|department|board|committee|firm|organi[sz]ation|house|side)s?\b|\bamong yourselves\b"
)
"""What tells that a question is about the customers' own work."""
_NEW_SUBJECT = r",\s*(?:and |so |then |or )?$"


def found(text: str, names: Iterable[str], own_words: str) -> Iterator[tuple[Kind, int, int]]:
    """Each place of `text` that hands the decision to customers, as (kind, start, end) in characters, in order.

    `names` are those of the accounts and their people, the same ones for every text; `own_words` the
    feature's name and scope, whose words are no trigger. A negation is none, nor a quotation of what not to say.
    """
    low, own = text.lower(), own_words.lower()
    hits: list[tuple[int, int, Kind]] = []
    there = {word for word in _TRIGGERS if word in low}
    # A name that is not in the text would only make every program's pattern another one, to be compiled anew.
    here = tuple([name for name in names if name in text]) if there else ()
    for pattern in PATTERNS if there else ():
        if there.isdisjoint(pattern.words) or any(word in own for word in OWN_WORDS[pattern.kind]):
            continue
        for match in re.finditer(_filled(pattern.regex, here), text, re.IGNORECASE):
            start, end = match.span()
            quiet = (pattern.negatable and _negated(text, start, end)) or _quoted(text, start)
            quiet = quiet or _asks_of_their_own(text, start)
            if not quiet and (pattern.subject or not _by_vendor(text, start)):
                hits.append((start, end, pattern.kind))
    last = 0
    for start, end, kind in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if start >= last:
            yield kind, start, end
            last = end


@lru_cache(200)
def _filled(regex: str, names: tuple[str, ...]) -> str:
    """A pattern with its pieces and the customers' names in place."""
    for short, piece in PIECES.items():
        regex = regex.replace(short, piece)
    return regex.replace("<who>", "|".join((*CUSTOMERS, *(f"(?-i:{re.escape(name)})" for name in names))))


def _negated(text: str, start: int, end: int) -> bool:
    """Whether the words from `start` to `end` are denied by their own clause."""
    near = max(0, start - _SIGHT)
    begin = (
        max((match.end() for match in re.finditer(_SENTENCE, text[near:start], re.IGNORECASE)), default=0)
        + near
    )
    if re.search(_NEW_SUBJECT, text[begin:start]):
        begin = start
    clause = text[begin:end]
    denials = [match.end() for match in re.finditer(NEGATIONS, clause, re.IGNORECASE)]
    return bool(denials) and not re.search(TURNS, clause[denials[-1] :], re.IGNORECASE)


def _asks_of_their_own(text: str, start: int) -> bool:
    """Whether the sentence asks what customers do among themselves: `do you vote on hand-overs in your team?`"""
    before = re.split(_SENTENCE_END, text[max(0, start - _SIGHT) : start])[-1]
    sentence = before + re.split(_SENTENCE_END, text[start : start + _SIGHT])[0]
    mark = text[start - len(before) + len(sentence) :][:1]
    return mark == "?" and re.search(_THEIR_OWN, sentence, re.IGNORECASE) is not None


def _by_vendor(text: str, start: int) -> bool:
    """Whether the few words before `start` say that the vendor's own people do it."""
    before = re.split(_SENTENCE, text[max(0, start - 40) : start])[-1]
    return re.search(VENDORS, before, re.IGNORECASE) is not None


def _quoted(text: str, start: int) -> bool:
    """Whether `start` lies in a quotation of what not to say."""
    text, start = text[max(0, start - _SIGHT) : start + _SIGHT], min(start, _SIGHT)
    for opening, closing in QUOTES:
        left = text.rfind(opening, 0, start)
        if left < 0 or text.find(closing, start) < 0:
            continue
        if opening == closing:
            inside = text.count(opening, 0, start) % 2 == 1
        else:
            inside = closing not in text[left + 1 : start]
        if inside:
            begin = max((match.end() for match in re.finditer(r"[.!?;]\s", text[:left])), default=0)
            return re.search(DONTS, text[begin:left], re.IGNORECASE) is not None
    return False
