"""Stock reasons: phrases that end a conversation and explain nothing, each with a firing and a quiet example."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from codesign_cli.record import NamedTuple
from codesign_cli.rules.phrases import data_of, sure
from codesign_cli.rules.words import forms, read


class Phrase(NamedTuple):
    """One stock phrase."""

    pattern: str
    """A regular expression over the lower-case text with straight apostrophes; whole words."""
    fires: str
    """A reason that says nothing else."""
    quiet: str
    """A reason in which the same words, or their like, come with what makes them a reason."""


STOCK = (
    Phrase(
        r"(?:not|isn't|no longer|never) (?:really )?(?:a |the |our |an? (?:top|high|urgent) |top |high )?priority",
        "Not a priority right now.",
        "Not a priority: one account in five hits it, and only at the end of a year",
    ),
    Phrase(
        r"(?:low|lower)(?:er)?[ -]?priority|deprioriti[sz]ed|(?:other|bigger|higher|more important) priorities",
        "We have other priorities",
        "Lower priority than the audit log, which two regulators ask for by June",
    ),
    Phrase(
        r"(?:no|not enough|lack of|limited|too little|insufficient|(?:don't|do not|didn't) have (?:the |enough )?)"
        r"\s*(?:\w+ )?(?:bandwidth|capacity|resources?|headcount|budget|time)",
        "No bandwidth this quarter",
        "No capacity on the billing service before its migration ends in May",
    ),
    Phrase(
        r"(?:time|resources?|resourcing|capacity|budget|bandwidth) (?:constraints?|reasons|limitations?|issues?)",
        "Because of resource constraints",
        "Time limits of the nightly export leave no room for a second pass over the owners",
    ),
    Phrase(
        r"(?:out of|not in|outside (?:of )?|beyond) (?:the |our )?scope",
        "Out of scope for now",
        "Out of scope: the permissions model belongs to the platform team and is redrawn in autumn",
    ),
    Phrase(
        r"(?:not |isn't )?(?:on|in|added to|put on) "
        r"(?:(?:the |our )?(?:roadmap|backlog)|(?:the|our) (?:final |short )?(?:list|agenda|radar|plan))",
        "Not on our roadmap",
        "The backlog of transfers would have to be rebuilt for every open task",
    ),
    Phrase(
        r"(?:maybe |perhaps )?(?:in )?(?:a |some )?(?:later|future) (?:release|version|phase|date|iteration)s?"
        r"|(?:phase|version) (?:2|two)|\bv2",
        "Maybe in a future release",
        "Later releases of the directory carry the photo that tells two people apart",
    ),
    Phrase(
        r"(?:not|maybe|perhaps) (?:now|later|yet|(?:at )?this time|this (?:release|quarter|year|time))",
        "Not at this time",
        "Not now: the legal team answers on the consent text in September",
    ),
    Phrase(
        r"(?:works?|working) as (?:designed|intended|expected)|by design|won'?t fix|will not fix",
        "Works as designed",
        "By design the old owner keeps reading rights until the audit of the month is closed",
    ),
    Phrase(
        r"too (?:much (?:effort|work)|complex|complicated|hard|difficult|big|expensive|costly)",
        "Too much effort",
        "Too complex for one pass: each legal entity keeps its own list of owners",
    ),
    Phrase(
        r"(?:doesn't|does not|don't|do not|not) (?:really )?(?:fit|align(?:ed)?)(?: (?:in|into|with|to))?"
        r"(?: (?:our|the|product))*(?: (?:strategy|vision|direction|plans?))?",
        "Does not fit our strategy",
        "Does not fit on a phone screen beside the list of forty tasks",
    ),
    Phrase(
        r"not (?:feasible|possible|planned|technically (?:feasible|possible))|no plans?"
        r"|(?:we )?can(?:'t|not) do (?:this|it|that|everything)",
        "Not feasible at the moment",
        "Not possible without the old owner's signature, which the law asks for",
    ),
    Phrase(
        r"(?:business|technical|strategic|internal|product)"
        r" (?:decision|reasons?|limitations?|constraints?|considerations?)",
        "For technical reasons",
        "The technical limit is 500 tasks in one request of the directory",
    ),
    Phrase(
        r"nice[ -]to[ -]have|edge case|low (?:impact|value|demand)|not enough (?:demand|interest|impact|value)",
        "Nice to have",
        "An edge case that none of the five accounts met in the last year",
    ),
    Phrase(
        r"(?:we(?:'ll| will| may| might)|to be) (?:re)?(?:consider|visit|look at|evaluate)(?:ed)?"
        r"(?: (?:it|this|that))?",
        "We will consider it",
        "We will consider two owners once the record can show both of them",
    ),
    Phrase(
        r"(?:ran|running|run) out of time|(?:at|over|no|lack of|limited) capacity|(?:too|very) busy|team is busy",
        "We ran out of time",
        "The directory runs out of time after 500 tasks in one request",
    ),
    Phrase(
        r"(?:not|wasn't|weren't|didn't get|never) (?:been |high enough )?prioriti[sz]ed"
        r"|did(?:n't| not) make (?:the cut|it)",
        "It was not prioritised",
        "Not prioritised by the four accounts that rank selection and the record above it",
    ),
    Phrase(
        r"^\W*(?:\w+ )?(?:bandwidth|capacity|resources|resourcing|timing|time|priority|priorities|prioriti[sz]ation"
        r"|roadmap|backlog|scope|budget|effort|cost|later|strategy|parked)\W*$",
        "Timing",
        "Timing of the payroll run leaves one hour a month",
    ),
)
"""The phrases, the narrow ones first."""

FEW_WORDS = 3
"""With fewer words than this beside the stock phrase a reason says nothing of its own (own judgement)."""

_FILLER_TEXT = """
a about actually all also am an and any are as at be because been being but by can could currently
customer customers decided decision deferred declined do does done engineering feature features
feedback first for from ga get had has have idea immediate in is issue it its just launch moment
month need not now of on or our people possible present product quarter quite really reason reasons
release request right scope so sorry sprint still suggestion team teams that the their them there
these they thing things this those time to unfortunately until us very was we week were what when
which will with would year yet you your
"""
_FILLER = frozenset(_FILLER_TEXT.split())
"""Words that say nothing about why."""

_QUOTED = r"\"[^\"]*\"|“[^”]*”|«[^»]*»|„[^“”]*[“”]"
_DENIED = ("not ", "not for ", "not because of ", "no longer ", "nothing is ", "rather than ", "instead of ")


def stock_phrase(
    reason: str, own_words: Collection[str] = (), more: Iterable[str] = ()
) -> tuple[int, int] | None:
    """Where a reason's stock phrase stands, in characters, if it says nothing else; None for a real reason.

    `own_words` are words of the feature itself, which are no triggers; `more` are a team's own patterns.
    """
    text = reason.lower().replace("’", "'")
    if len(text) != len(reason):
        return None
    open_text = re.sub(_QUOTED, lambda found: " " * len(found[0]), text)
    rest, first = list(text), None
    for pattern in (*(phrase.pattern for phrase in STOCK), *more):
        for found in re.finditer(rf"(?<![\w-])(?:{pattern})(?![\w-])", open_text):
            if _is_own(found[0], own_words) or open_text[: found.start()].endswith(_DENIED):
                continue
            rest[found.start() : found.end()] = " " * (found.end() - found.start())
            first = min(first or found.span(), found.span())
    if first is None:
        return _says_nothing(reason, own_words) or sure("EXP423", reason, own_words)
    words = re.findall(r"[^\W_]+", "".join(rest))
    words = [word for word in words if word.isdigit() or (word not in _FILLER and len(word) > 1)]
    if len(words) < FEW_WORDS:
        return first
    return _says_nothing(reason, own_words) or sure("EXP423", reason, own_words)


_general: list[frozenset[str]] = []
_SHORT = 3
"""Up to so many letters a word of the feature names nothing."""


def _says_nothing(reason: str, own_words: Collection[str]) -> tuple[int, int] | None:
    """The place of a reason's words where they are general ones: of plans, means, people and politeness."""
    if not _general:
        lines = (line.partition(" = ")[2] for line in data_of("EXP423").split("\n") if line[:1] == "@")
        _general.append(frozenset(word for line in lines for word in line.split()))
    general = _general[0]
    tokens = [token for token in read(reason).tokens if len(token.text) > 1 or token.text.isdecimal()]
    strange = [token for token in tokens if forms(token.text).isdisjoint(general) or token.quoted]
    own = any(len(token.text) > _SHORT and token.text in own_words for token in tokens)
    if own or strange or len(tokens) < FEW_WORDS:
        return None
    return tokens[0].start, tokens[-1].end


def _is_own(phrase: str, own_words: Collection[str]) -> bool:
    """Whether a phrase holds a word of the feature that means something there."""
    return any(word in own_words for word in phrase.split() if word not in _FILLER and len(word) > 3)


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """The words of some texts, lower-case: what a feature is called and what lies in its scope."""
    return frozenset(word for text in texts for word in re.findall(r"[^\W_]+", text.lower()))
