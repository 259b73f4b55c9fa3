"""What a note of thanks names: the time that was given, or something that shipped."""

from __future__ import annotations

from collections.abc import Iterable

from codesign_cli.rules.words import Reading, forms, read


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NUMBERS = _set(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred half dozen dozens couple "
    "several few both twice thrice"
)
_TIMES = _set(
    "session sessions hour hours minute minutes week weeks month months day days afternoon afternoons morning mornings "
    "evening evenings meeting meetings call calls conversation conversations round rounds workshop workshops visit "
    "visits times occasions interview interviews fortnight wednesdays thursdays tuesdays mondays fridays lunch lunches "
    "talks appointments h hr hrs min mins fortnights"
)
_MONTHS = _set("january february march april may june july august september october november december")
_IN_ALL = (["in", "all"], ["in", "total"])
_ALONE = _set("twice thrice")
"""Numbers that name how often without a noun."""
_OF_TIME = _set("hour week month afternoon morning evening fortnight")
"""What `an` and `a` count too: `an hour in February`."""
_SMALL_WORDS = _set(
    "and are but for from has have its not now our that the their them then they this was were what when where which "
    "who will with you your one two three both more most some any all can get got had may out too very just been than"
)
_GENERAL = _SMALL_WORDS | _set(
    "change chang show new time work user custom people featur releas thing make way help team need give use day "
    "good better part list task keep know lose lost ask tell told"
)
"""Words, cut to six letters, that stand in many texts and alone name nothing that shipped."""
_FAR = 4
_OF_THANKS = _GENERAL | _set(
    "thank thanks feedback input idea ideas insight insights advice expertise knowledge experience contribution "
    "feature features product products software program programme project design release released launch live ship "
    "shipped version result solution improve improved improvement different difference valuable great easier "
    "possible wrong right real really built build made important everything anything something everyone everybody "
    "session sessions team teams colleague colleagues company account partner partners engineer engineers manager "
    "question questions suggestion suggestions point points comment comments remark example objection reason "
    "honest honesty openness patience candour trust support commitment effort energy participation involvement "
    "grateful gratitude proud hope enjoy enjoyed pleasure see found find said wanted needed asked learned listen "
    "like keeps getting without because thousand thousands million final better best never always ever only still yet "
    "while during "
    "look looks went come came goes going next first last year years today day days way ways world big small much "
    "co-design codesign together each every many well just note letter heart dear kind sincerely regards whole"
)
"""Words of thanks that name no change."""
_CONCRETE = 3
"""So many other words have to stand in the sentence that credits a change to the reader."""


def names_time(text: str) -> bool:
    """Whether a text says how much time was given: a number beside sessions, hours, weeks or the like."""
    reading = read(text)
    tokens = reading.tokens
    if _names_span([token.text for token in tokens]):
        return True
    for index, token in enumerate(tokens):
        if token.text in _ALONE and "we" in [t.text for t in tokens[index : index + 4]]:
            return True
        article = token.text in ("a", "an")
        if not (article or token.text in _NUMBERS or token.text.isdecimal()):
            continue
        for other in tokens[index + 1 : index + 1 + (2 if article else _FAR)]:
            if other.clause != token.clause:
                break
            if other.text in (_OF_TIME if article else _TIMES) and not _is_other(reading, index):
                return True
            if article and other.text not in ("whole", "full", "good", "long", "entire", "half"):
                break
    return False


def _names_span(words: list[str]) -> bool:
    """Whether words name a span or a sum: `from 4 February to 18 March`, `the hours: four in all`, `the fortnight`."""
    for index, word in enumerate(words):
        if (
            word == "from"
            and len(_MONTHS.intersection(words[index + 1 : index + 6])) > 1
            and "to" in words[index:]
        ):
            return True
        if (
            word in _NUMBERS
            and words[index + 1 : index + 3] in _IN_ALL
            and not _TIMES.isdisjoint(words[:index])
        ):
            return True
        if word == "fortnight" and words[index - 1] == "the":
            return True
    return False


def names_change(text: str, feature: str) -> bool:
    """Whether a sentence credits a change to the reader and says which: `the undo is there because you asked`."""
    from codesign_cli.rules.phrases import signs_of

    reading, known = read(text), _OF_THANKS | _stems(feature)
    for sentence, signs in zip(reading.sentences, signs_of("EXP451").signs(reading), strict=True):
        if len({sign.reason for _, sign in signs}) < 2:
            continue
        words = {token.text for token in reading.tokens[sentence.first : sentence.end] if len(token.text) > 2}
        telling = [word for word in words if word not in known and word[:6] not in known]
        if len(telling) >= _CONCRETE:
            return True
    return False


def _is_other(reading: Reading, index: int) -> bool:
    """Whether the time is not that which was given: `within two days`, `two weeks ago`."""
    before = reading.tokens[index - 1].text if index else ""
    after = {token.text for token in reading.tokens[index + 2 : index + 4]}
    return before in ("within", "next") or "ago" in after


def names_shipped(text: str, shipped: Iterable[tuple[str, str]], feature: str) -> bool:
    """Whether a text names something that shipped.

    `shipped` holds for each incorporated record what shipped and what it answered (friction, step,
    suggestion); the words of the `feature`'s name alone name nothing.
    """
    here = _stems(text)
    known = _GENERAL | _stems(feature)
    for result, cause in shipped:
        told = _stems(result) & here - _SMALL_WORDS
        around = told | _stems(cause) & here - _SMALL_WORDS
        if told - known and len(_apart(around)) >= 2:
            return True
    return False


def _stems(text: str) -> frozenset[str]:
    """The forms of every word of a text."""
    found: set[str] = set()
    for token in read(text).tokens:
        if len(token.text) > 2:
            found |= {form[:6] for form in forms(token.text) if len(form) > 2}
    return frozenset(found)


def _apart(stems: Iterable[str]) -> tuple[str, ...]:
    """The stems that are no beginnings of each other: `sort` and `sorti` are one."""
    kept: list[str] = []
    for stem in sorted(stems):
        if not any(stem.startswith(other[:4]) for other in kept):
            kept.append(stem)
    return tuple(kept)
