"""An English text as words: sentences, clauses, forms of a word, and what is negated or quoted, each with its place.

Made for short values that are read once: one pass over the characters, no pattern is compiled before a
text is read, and everything is linear in its length.
"""

from __future__ import annotations

import re
from typing import Generic, TypeVar

from codesign_cli.record import NamedTuple
from codesign_cli.rules.word_forms import forms, word_set

__all__ = ["NEGATORS", "Lately", "Reading", "Sentence", "Token", "forms", "read", "word_set"]

Key = TypeVar("Key")
Value = TypeVar("Value")

_WORD = r"[^\W_]+(?:['’][^\W_]+)*"


class Token(NamedTuple):
    """One word; `won't` is two of them in one place."""

    text: str
    """In small letters, apostrophes straight."""
    start: int
    """Its first character in the value."""
    end: int
    """The character after its last one."""
    clause: int
    """The number of its clause in the text."""
    negator: int
    """The index of the word that negates it; -1 where none does."""
    quoted: bool
    """Whether it stands in quotation marks."""


class Sentence(NamedTuple):
    """A stretch of words from one full stop to the next."""

    first: int
    """The index of its first token."""
    end: int
    """The index after its last token."""
    kind: str
    """`question`, `command` or `statement`."""


class Reading(NamedTuple):
    """A text, read."""

    value: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    texts: tuple[str, ...]
    """Of each token its text; the negator and whether it is quoted follow: whole columns are cut fast."""
    negators: tuple[int, ...]
    quoted: tuple[bool, ...]


_SHORT = {"n't": "not", "'ll": "will", "'re": "are", "'ve": "have", "'d": "would", "'m": "am"}
_IS = word_set("it that what there here he she who where how this why when which everything nothing")
_JOINED = {
    **{
        f"{word}nt": (word, "not")
        for word in ("do", "does", "did", "is", "are", "was", "would", "should", "could")
    },
    **{"cannot": ("can", "not"), "cant": ("can", "not"), "wont": ("will", "not"), "youll": ("you", "will")},
}
_WHOLE = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}

NEGATORS = word_set(
    "not no never without neither nor none nobody nothing hardly nowhere avoid refrain instead rather unable "
    "unwilling cannot stop refuse forbid forget skip drop anything far"
)
"""Words that may negate what follows them in their clause; some of them only in company, see `_negates`."""
MONTH_OF_MAY = "maytime"
"""How the month is read inside a text, to tell it from the verb."""
_AUXILIARIES = word_set(
    "is are was were be been am do does did have has had will would can could shall should may might must"
)
_SUBJECTS = word_set(
    "i you we they he she it this that these those there who everyone everybody people please but just only instead "
    "rather so then yet show tell walk talk give let take describe go try imagine suppose here your our the"
)
_COMMANDS = word_set(
    "show tell walk talk give let take describe go try imagine suppose please think pick choose draw sketch design "
    "list name rate rank explain help share point compare open start send write map vote assume bring propose "
    "suggest say mark move put drag arrange lay make create build add use have keep look read feel score grade "
    "demonstrate find begin do perform complete run reproduce narrate click follow step carry pretend work state "
    "outline mock paint prepare fill circle sort place react picture act hand"
)
"""Verbs that begin a command."""
_CLAUSE_MARKS = frozenset(',;:()[]—–…"“”|')
_ITEM_MARKS = frozenset("-*•#>:")
"""At the start of a line these begin a sentence."""
_ABBREVIATIONS = word_set("g e etc vs mr mrs dr ms approx incl no st")
_OPENING, _CLOSING = "\"“„‘«'", {'"': '"', "“": "”", "„": "“”", "‘": "’", "«": "»", "'": "'"}
_LONGEST_QUOTE = 400
_LONGEST_SENTENCE = 200
"""Words after which a sentence ends at the latest: rules compare each word of one with every other."""


class Lately(Generic[Key, Value]):
    """What was worked out lately: at least the last `_FEW` of it, and what has been asked for since."""

    def __init__(self) -> None:
        self._new: dict[Key, Value] = {}
        self._old: dict[Key, Value] = {}

    def get(self, key: Key) -> Value | None:
        """What is kept of a key; None where nothing is."""
        known = self._new.get(key)
        if known is None:
            known = self._old.get(key)
            if known is not None:
                self.keep(key, known)
        return known

    def keep(self, key: Key, value: Value) -> None:
        """Keeps a value, and lets go of what nobody has asked for in a long time."""
        if len(self._new) >= _FEW:
            self._old, self._new = self._new, {}
        self._new[key] = value


_FEW = 200
_readings: Lately[str, Reading] = Lately()


def read(value: str) -> Reading:
    """Reads an English text; what was read lately is kept."""
    known = _readings.get(value)
    if known is None:
        known = _read(value)
        _readings.keep(value, known)
    return known


def _read(value: str) -> Reading:
    columns, bounds = _words_of(value)
    texts, starts, ends, clauses = columns
    sentences, first = [], 0
    negators = [-1] * len(texts)
    for end, mark in bounds:
        if end > first:
            sentence = Sentence(first, end, _kind(texts, first, end, mark))
            sentences.append(sentence)
            _negate(texts, clauses, sentence, negators)
        first = end
    quoted = _quoted(_quotes(value), starts, ends)
    rows = zip(texts, starts, ends, clauses, negators, quoted, strict=True)
    new = tuple.__new__  # what a record's own constructor calls, without its names
    tokens = tuple([new(Token, row) for row in rows])
    return Reading(value, tokens, tuple(sentences), tuple(texts), tuple(negators), tuple(quoted))


def _quoted(quotes: list[tuple[int, int]], starts: list[int], ends: list[int]) -> list[bool]:
    """Whether each of the words with these places stands in one of the quotations."""
    quoted = [False] * len(starts)
    quotes.reverse()
    for index in range(len(starts) if quotes else 0):
        while quotes and quotes[-1][1] < ends[index]:
            quotes.pop()
        quoted[index] = bool(quotes) and quotes[-1][0] <= starts[index]
    return quoted


Columns = tuple[list[str], list[int], list[int], list[int]]
"""The words of a text, their starts and ends in it, and the numbers of their clauses."""


def _words_of(value: str) -> tuple[Columns, list[tuple[int, str]]]:
    """The words of a text, and the index after each sentence with its end mark."""
    columns: Columns = [], [], [], []
    texts, starts, ends, clauses = columns
    bounds: list[tuple[int, str]] = []
    clause = end = 0
    last = ""
    # What stands between the words and the words in turns; the text ends with what is no word.
    pieces = iter(re.split(f"({_WORD})", value))
    for gap, written in zip(pieces, pieces, strict=False):
        start = end + len(gap)
        text = written.lower()
        if gap != " " and last:
            mark = _sentence_end(gap, last)
            if mark and written[0].islower() and any(char in gap for char in "'\"’”»") and "\n" not in gap:
                mark = ""  # the end of a quotation inside a sentence
            if mark:
                bounds.append((len(texts), mark))
            if mark or _parts_clauses(gap):
                clause += 1
        end = start + len(written)
        if text == "may" and written == "May" and last:
            text = MONTH_OF_MAY
        elif "’" in text:
            text = text.replace("’", "'")
        if text in _BREAKS or last in _JOINS and _goes_on(text):
            clause += 1
        if "'" in text or text in _JOINED:
            parts = _parts(text)
            texts += parts
            starts += [start] * len(parts)
            ends += [end] * len(parts)
            clauses += [clause] * len(parts)
        else:
            texts.append(text)
            starts.append(start)
            ends.append(end)
            clauses.append(clause)
        last = texts[-1]
    if texts:
        bounds.append((len(texts), "?" if "?" in value[end:] else "."))
    return columns, bounds if len(texts) <= _LONGEST_SENTENCE else _cut(bounds)


def _cut(bounds: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The same bounds, with more of them where a sentence would be longer than any."""
    found: list[tuple[int, str]] = []
    first = 0
    for end, mark in bounds:
        found += [(place, ".") for place in range(first + _LONGEST_SENTENCE, end, _LONGEST_SENTENCE)]
        found.append((end, mark))
        first = end
    return found


def _parts_clauses(gap: str) -> bool:
    """Whether a new clause begins after what stands between two words of a sentence."""
    if gap in ("-", "/", "'", "’"):
        return False
    return not _CLAUSE_MARKS.isdisjoint(gap) or " - " in gap


def _sentence_end(gap: str, before: str) -> str:
    """`?`, `!` or `.` where a sentence ends in the gap between two words, else nothing."""
    if "?" in gap:
        return "?"
    if "!" in gap:
        return "!"
    blank = gap.count("\n") > 1 or "\n" in gap and not _ITEM_MARKS.isdisjoint(gap)
    if blank:
        return "."
    stop = gap.find(".")
    if (
        stop >= 0
        and "…" not in gap
        and "..." not in gap
        and len(gap) > stop + 1
        and before not in _ABBREVIATIONS
    ):
        return "."
    return "" if ";" not in gap else "."


def _parts(text: str) -> tuple[str, ...]:
    """A word without its contraction: `won't` is `will`, `not`; `leaver's` is `leaver`."""
    if "'" not in text:
        return _JOINED.get(text) or (text,)
    if text.endswith("n't") and text != "n't":
        return _WHOLE.get(text[:-3], text[:-3]), "not"
    base, mark, ending = text.rpartition("'")
    if mark + ending in _SHORT:
        return base, _SHORT[mark + ending]
    if ending == "s":
        if base == "let":
            return "let", "us"
        return (base, "is") if base in _IS else (base,)
    return (text,)


_ENDS = word_set("without unless until except")
"""Words that end what a negation reaches: `not without your consent` asks for it."""
_BREAKS = word_set("but however although though whereas because unless while")
_JOINS = word_set("and or so then")


def _goes_on(text: str) -> bool:
    """Whether a word begins a clause after one that joins: `… and you …`, `… and will …`."""
    return text in _AUXILIARIES or text.partition("'")[0] in (
        "you",
        "we",
        "they",
        "i",
        "he",
        "she",
        "it",
        "please",
    )


_BEFORE_COMMANDS = word_set("now then next so and first again just please also")


def _kind(texts: list[str], first: int, end: int, mark: str) -> str:
    if mark == "?":
        return "question"
    last = min(end, first + 4) - 1
    while first < last and texts[first] in _BEFORE_COMMANDS:
        first += 1
    return "command" if texts[first] in _COMMANDS else "statement"


def _quotes(value: str) -> list[tuple[int, int]]:
    """The stretches in quotation marks, but for one that is the whole value."""
    found: list[tuple[int, int]] = []
    marks = [mark for mark in _OPENING if mark in value]
    end = -1
    for position in [place for place, char in enumerate(value) if char in marks] if marks else ():
        if position > end and not (position and value[position - 1].isalnum()):
            closed = _closing(value, position, _CLOSING[value[position]])
            if closed > 0:
                found.append((position, closed))
                end = closed
    whole = value.strip().rstrip(".?!")
    return [(start, end) for start, end in found if end - start < len(whole) - 3]


def _closing(value: str, start: int, marks: str) -> int:
    """Where the quotation that begins at `start` ends; 0 where it does not."""
    for position in range(start + 2, min(len(value), start + _LONGEST_QUOTE)):
        if value[position] in marks:
            after = value[position + 1 : position + 2]
            if not after.isalnum():
                return position
        elif value[position] == "\n" and value[position - 1] == "\n":
            return 0
    return 0


# Negation

_ONLY_BEFORE = {"anything": ("but",), "far": ("from",), "instead": ("of",), "rather": ("than",)}
"""Words that negate in front of these alone."""
_NOT_BEFORE = {
    "no": ("doubt", "matter", "wonder", "later", "less", "1"),
    "without": ("saying", "doubt", "fail", "exception", "question"),
}
"""Words that negate but in front of these."""
_REACH = 60
"""How many words a negation reaches at most."""
_RELATIVES = word_set("that which who whom whose")
"""Words with which a clause of its own begins: `a design that you do not like` denies the liking alone."""


def _negate(texts: list[str], clauses: list[int], sentence: Sentence, negators: list[int]) -> None:
    """Marks what each negation of a sentence reaches: to the end of its clause, over a list, and its own subject."""
    for index in range(sentence.first, sentence.end):
        if texts[index] not in NEGATORS or not _negates(texts, index, sentence):
            continue
        clause = clauses[index]
        for reached in range(index + 1, min(sentence.end, index + _REACH)):
            if clauses[reached] != clause:
                if not _continues(texts, clauses, reached):
                    break
                clause = clauses[reached]
            if texts[reached] in _ENDS:
                break
            negators[reached] = index
        if texts[index] == "not" and index > sentence.first and texts[index - 1] in _AUXILIARIES:
            for reached in range(index - 1, max(sentence.first, index - _REACH) - 1, -1):
                if clauses[reached] != clauses[index] or texts[reached] in _RELATIVES:
                    break
                negators[reached] = index


def _continues(texts: list[str], clauses: list[int], index: int) -> bool:
    """Whether a clause goes on with the list that a negation began: `not a wish list, a vote or a promise`."""
    word = texts[index]
    if word in _BREAKS or word in _SUBJECTS or word in _AUXILIARIES:
        return False
    return word in ("or", "nor", "and", "a", "an", "any", "for", "to", "of", "on", "no", "not") or (
        index + 1 < len(texts) and clauses[index + 1] != clauses[index]
    )


def _negates(texts: list[str], index: int, sentence: Sentence) -> bool:
    """Whether a word that may negate does: not `not only`, `no doubt`, `why not`, `isn't it`, `rather good`."""
    word = texts[index]
    after = texts[index + 1] if index + 1 < sentence.end else ""
    before = texts[index - 1] if index > sentence.first else ""
    if word == "not":
        return _not_negates(index - sentence.first, before, after, sentence.kind)
    if word in _ONLY_BEFORE:
        return after in _ONLY_BEFORE[word]
    if word in _NOT_BEFORE:
        return after not in _NOT_BEFORE[word]
    if word in ("stop", "refuse", "forget", "skip", "drop"):
        return index == sentence.first or before in ("please", "will", "to")
    return True


def _not_negates(place: int, before: str, after: str, kind: str) -> bool:
    """Whether a `not` negates; `place` is its place in the sentence."""
    if after in ("only", "just", "merely", "least", "surprisingly", "hesitate", "worry", "forget", "wait"):
        return False
    if before in ("why", "or", "if", "whether") or (before == "can" and after == "stress"):
        return False
    return not (kind == "question" and place == 1 and before in _AUXILIARIES)
