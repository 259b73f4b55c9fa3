"""Whether a feature's name joins several features or is that of a whole product."""

from __future__ import annotations

from codesign_cli.record import NamedTuple
from codesign_cli.rules.phrases import signs_of
from codesign_cli.rules.words import forms, read, word_set

_JOINERS = (
    " + ",
    " plus ",
    " as well as ",
    " together with ",
    " along with ",
    " and also ",
    ", also ",
    " / ",
    " | ",
)
"""What joins two features whatever stands around it."""
_ARTICLES = frozenset({"the", "a", "an", "our", "new", "its", "better", "improved", "some"})
_SAME = frozenset({"their", "his", "her", "all", "other", "related", "moving", "then"})
"""What says after an `and` that it is about the same thing."""
_PREPOSITIONS = frozenset(
    {"of", "for", "in", "with", "between", "from", "to", "by", "per", "on", "at", "before", "after"}
)
_AREAS = word_set(
    """alert analytics api approval absence accounting archive audit app budget campaign contract crm expense fleet
    forum helpdesk kiosk leave marketing newsletter quote recruiting role self-service website wiki
    authentication backup billing booking budgeting calendar chat
    checkout compliance dashboard directory document export forecasting import insight integration inventory
    invoicing invoice login loyalty map marking messaging migration mobile navigation notification onboarding order
    payment payroll permission planner portal pricing procurement profile purchasing ranking record reminder report
    reporting rota roster routing scheduling search security setting sharing shipping statistics stock subscription
    survey sync task template theming ticketing timesheet tracking training translation widget workflow"""
)
"""Things that are features by themselves, in their base forms."""


class Joined(NamedTuple):
    """What is wrong with a name, and its characters."""

    clause: str
    """`joined` or `whole`."""
    start: int
    end: int


def more_than_one(name: str, phrases: tuple[str, ...] = ()) -> Joined | None:
    """Where an English feature name joins several features or names a whole product; None where it does neither."""
    whole = signs_of("SCO101", phrases).found(name)
    if _joint(name) and not (whole and whole.signs):
        return Joined("joined", 0, len(name))
    return Joined("whole", whole.start, whole.end) if whole else None


def _joint(name: str) -> bool:
    """Whether a name is a list of features."""
    tokens = read(name).tokens
    if len(tokens) < 3 or any(token.negator >= 0 for token in tokens):
        return False
    low = f"{name.casefold()} "
    if any(low.find(joiner) > 0 for joiner in _JOINERS) and not (low.count("(") and low.find("(") < 3):
        return True
    first = name.partition(", ")[0]
    listed = name.count(", ") + name.count("; ") + (", " in name and " and " in name.rpartition(", ")[2])
    if listed >= 2 and not _PREPOSITIONS & set(first.casefold().split()[1:]):
        return True
    if _two_by_comma(name) or name.count("/") >= 2:
        return True
    words = [word.strip(".,;:()").casefold() for word in name.split()]
    return any(
        _two_features(words[:index], words[index + 1 :])
        for index, word in enumerate(words)
        if word in ("and", "&") and 0 < index < len(words) - 1
    )


def _two_by_comma(name: str) -> bool:
    """Whether one comma or semicolon stands between two things of two words or more each."""
    left, mark, right = name.replace(";", ",").partition(",")
    before, after = left.casefold().split(), right.casefold().split()
    if not mark or "," in right or len(before) < 2 or len(after) < 2:
        return False
    whole = (
        _PREPOSITIONS
        | _SAME
        | {"without", "not", "step", "only", "including", "even", "one", "no", "if", "when"}
    )
    return after[0] not in whole and not _PREPOSITIONS & set(before)


def _two_features(left: list[str], right: list[str]) -> bool:
    """Whether the words on both sides of an `and` are features by themselves.

    `Terms and conditions acceptance` is one: a single word stands before it, and its noun after it. An
    article after it, two words on both sides, or an area of its own on both sides make it two.
    """
    if right[0] in _ARTICLES and len(right) > 1:
        return True
    own_left = not forms(left[-1]).isdisjoint(_AREAS)
    thing = list(right)
    for index, word in enumerate(right):
        if index and word in _PREPOSITIONS:
            thing = right[:index]
            break
    own_right = not forms(thing[-1]).isdisjoint(_AREAS)
    if right[0] in _SAME:
        return False
    if len(left) == 1:
        return own_left and own_right and (len(thing) == 1 or thing[-1].endswith("ing"))
    if _PREPOSITIONS & set(left[1:]):
        return len(right) > 1 and own_right and not _PREPOSITIONS & set(right)
    if len(right) == 1:
        return own_right and not left[0].endswith("ing")
    return True
