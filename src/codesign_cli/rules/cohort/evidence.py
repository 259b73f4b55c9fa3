"""What an account's evidence says: whether it reports the problem, only imagines it, or speaks of anything at all."""

from __future__ import annotations

from codesign_cli.record import NamedTuple
from codesign_cli.rules.phrases import signs_of, sure
from codesign_cli.rules.words import Reading, forms, read, word_set

_HAPPENS, _WHEN, _SAID = "reports that it happens", "names how often or when", "is said to be imagined"
_SOFT, _MODAL = "may speak of what might be", "speaks of what might be"
_ALL_BUT_AHEAD = frozenset({_HAPPENS, _WHEN, _SAID, _SOFT, _MODAL})
"""The groups of signs in the data; every other one sets a condition or looks ahead."""
_COMMON = word_set(
    """a an the this that these those it its they them their we us our you your he she his her who which what when
    where why how and or but so as than then if because while of in on at by for from to into with without about over
    under between after before since until not no nor never be have do will would can could shall should may might must
    very too also just only more most less much many some any all each every other another own same such up down out
    off again there here account customer team company user people person thing problem issue trouble pain lot way
    need want get make take go come use new work big small good bad hard time standing long say give"""
)
"""Words that are about nothing in particular, in their base forms."""
_NUMBERS = word_set(
    """two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty
    ninety hundred thousand dozen half third quarter twice thrice once couple score million several"""
)
_FREQUENCY = word_set(
    """daily weekly monthly quarterly yearly annually nightly hourly fortnightly every each per whenever day week month
    quarter shift night term hour minute morning evening weekend season mondays tuesdays wednesdays thursdays fridays
    saturdays sundays often regularly constantly frequently repeatedly routinely occasionally seldom rarely
    continually"""
)


_STATES = word_set(
    """need needed expected interested planned concerned prepared worried based hoped wanted imagined feared assumed
    supposed anticipated intended considered projected estimated predicted scheduled unaffected dedicated limited
    plans hopes expects wants wishes fears thinks believes considers worries sees says needs is was has does perhaps
    likes imagines assumes anticipates aims intends foresees prepares sounds seems looks unless"""
)
"""Words that end like a report and are none."""


class Theory(NamedTuple):
    """The words that only imagine the problem."""

    start: int
    end: int


def only_theory(evidence: str, phrases: tuple[str, ...] = ()) -> Theory | None:
    """Where an English text speaks of the problem as something that might be, and nowhere reports it; else None."""
    reading = read(evidence)
    theory: list[tuple[int, int]] = []
    found: list[tuple[int, str, int]] = []
    """Clause, group and place of each sign."""
    for signs in signs_of("COH206", phrases).signs(reading):
        for group, sign in signs:
            found.append((_clause(reading, sign.start), group.reason, sign.start))
            if group.reason not in (_HAPPENS, _WHEN):
                theory.append((sign.start, sign.end))
    if _reports(reading, found) or _reports_beside(reading, found):
        return None
    if theory:
        return Theory(*min(theory))
    likely = sure("COH206", evidence)
    return Theory(*likely) if likely else None


def _reports(reading: Reading, found: list[tuple[int, str, int]]) -> bool:
    """Whether a clause reports the problem.

    One without any doubt does by its verb alone, one with a softer doubt needs a number or a time, one with
    a `would` both; in a clause that sets a condition nothing is a report.
    """
    none: set[int] = set()
    clauses: dict[str, set[int]] = {}
    for clause, reason, _ in found:
        clauses.setdefault(reason, set()).add(clause)
    happens, when = clauses.get(_HAPPENS, none), clauses.get(_WHEN, none)
    soft, modal = clauses.get(_SOFT, none), clauses.get(_MODAL, none)
    ahead = set().union(*(found for reason, found in clauses.items() if reason not in _ALL_BUT_AHEAD))
    numbers = {
        token.clause
        for token in reading.tokens
        if token.negator < 0 and (token.text[0].isdigit() or token.text in _NUMBERS)
    }
    plain = _plain_reports(reading) & (when | numbers)
    sure = happens - soft - modal | plain - modal
    likely = happens & (when | numbers) - modal
    counted = (happens | plain) & when & numbers
    bare = when & numbers - soft - modal if _SAID not in clauses else none
    return bool((sure | likely | counted | bare) - ahead) or _before_the_doubt(reading, found)


def _before_the_doubt(reading: Reading, found: list[tuple[int, str, int]]) -> bool:
    """Whether a clause says what happens, and when, before it begins to doubt: `retype every change and plan to …`."""
    first: dict[int, int] = {}
    for clause, reason, start in found:
        if reason not in (_HAPPENS, _WHEN):
            first[clause] = min(start, first.get(clause, start))
    early = {(clause, reason) for clause, reason, start in found if start < first.get(clause, 0)}
    return any((clause, _HAPPENS) in early and (clause, _WHEN) in early for clause in first)


def _plain_reports(reading: Reading) -> set[int]:
    """The clauses with a past form in -ed, or a sentence that begins with a habit: `Juggles 40 rotas a week`."""
    tokens = reading.tokens
    past = {
        token.clause
        for token in tokens
        if token.negator < 0
        and len(token.text) > 4
        and token.text.endswith("ed")
        and token.text not in _STATES
    }
    opening = (tokens[sentence.first] for sentence in reading.sentences)
    return past | {
        token.clause for token in opening if token.text.endswith("s") and token.text not in _STATES
    }


def _clause(reading: Reading, position: int) -> int:
    return next(token.clause for token in reading.tokens if token.end > position)


_TODAY = word_set("now today currently takes costs eats swallows fills keeps")
"""After `what`, `that` or `which` these tell what is the case already: `plans to automate what now takes her a day`."""


def _reports_beside(reading: Reading, found: list[tuple[int, str, int]]) -> bool:
    """Whether a wish is about what is the case, with a number or a time, or a `would have` about what was."""
    words = [token.text for token in reading.tokens]
    when = any(reason == _WHEN for _, reason, _ in found) or any(
        word in _NUMBERS or word[0].isdigit() for word in words
    )
    for index, word in enumerate(words):
        after = words[index + 1 : index + 3]
        if word in ("what", "that", "which") and when and not _TODAY.isdisjoint(after):
            return True
        if word == "would" and after[:1] == ["have"] and "had" in words[index + 2 :]:
            return when
    return False


def says_nothing_of(evidence: str, problem: str) -> bool:
    """Whether evidence shares no content word with the problem, inflections alike, and has no number or frequency."""
    tokens = read(evidence).tokens
    for token in tokens:
        if token.text[0].isdigit() or token.text in _NUMBERS or not forms(token.text).isdisjoint(_FREQUENCY):
            return False
    about = {form for token in read(problem).tokens for form in content(token.text)}
    return all(content(token.text).isdisjoint(about) for token in tokens)


def content(word: str) -> frozenset[str]:
    """The forms of a word that is about something; nothing for one such as `the` or `have`."""
    known = forms(word)
    return frozenset() if known & _COMMON or len(word) < 3 else known
