"""How many sessions, weeks and minutes an English text speaks of: in digits, in words, as ranges."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import inf

from codesign_cli.record import NamedTuple
from codesign_cli.rules.expectation.quantities import (
    MINUTES,
    SESSION_WORDS,
    SESSIONS,
    WEEKS,
    Quantity,
    quantities,
    word_set,
)
from codesign_cli.rules.words import Reading, Sentence, Token, read


class Amount(NamedTuple):
    """What a text says of one of the three numbers."""

    kind: str
    """`sessions`, `weeks` or `minutes`."""
    low: float
    high: float
    """The same as `low` where it is no range; both 0 and infinity bound one side: `at most 75`."""
    start: int
    """Its first character in the text."""
    end: int
    """The character after its last one."""
    loose: bool
    """Whether it is `about` so much."""
    denied: bool
    """Whether it is denied, quoted or told of something else: it counts for nothing but a bound."""
    hedged: bool
    """Whether it is of some of them, or conditional: it is said, and contradicts nothing."""

    @property
    def is_said(self) -> bool:
        """Whether it counts at all: it is not denied, or it bounds one side."""
        return not self.denied or self.low == 0 or self.high == inf


_OTHER_THINGS = word_set(
    "debrief preview summary brief reminder break recordings recorded data contract licence subscription posted hear "
    "newsletter prepare preparation preparing reading read homework release "
    "launch recording survey questionnaire closing close end beforehand writing notice answer reply test sound "
    "interview arrive early travel drive delete deleted kept store stored notes respond form fill sign setup "
    "questions question lunch coffee today currently nowadays task tasks late wait waiting extra spare buffer"
)
"""Near one of these an amount tells of something other than the three numbers."""
_CLOSING = word_set("debrief preview summary brief reminder")
_DELIVERED = word_set("expect available ready released delivered answer reply")
"""In a sentence without sessions these tell that minutes or weeks are of something else."""
_BEFORE_AFTER = word_set("before ahead prior later ago earlier after until beforehand notice")
_TO_DO = word_set("decide think answer reply respond flag report consider comment object tell read")
_RATES = word_set(
    "year month week day quarter monday tuesday wednesday thursday friday saturday sunday morning afternoon"
)
_PAST = word_set("previous previously former ago used")
_DID = word_set(
    "was were had did took held rewrote wrote spent lost met came showed talked saw gave worked ran lasted visited "
    "changed tried tested redrew drew rebuilt counted"
)
"""Before an amount in its clause these tell of what is over."""
_DONE = _DID | word_set("been seen rewritten written run taken given shown drawn rebuilt done come")
_PART_OF_IT = word_set(
    "begin begins start starts open opens end ends close closes parts blocks pieces sections halves"
)
"""Before `with` or `of` these tell that minutes are a part of a session."""
_TOLD = word_set("said told mentioned described wrote")
_LAST = word_set("year programme program time round month week project autumn spring summer winter")
_SOME_OF_THEM = word_set(
    "first last other remaining shorter longer next final only these those after before another"
)
"""Before a number of sessions these tell that it is not all of them."""
_LOOSE = word_set(
    "about around roughly approximately some nearly almost over under bit so circa good little just maybe perhaps plus"
)
_OR_SO = (["or", "so"], ["or", "a"], ["or", "thereabouts"], ["or", "more"], ["and", "something"], ["at", "a"])
_MOST = (
    *(
        ("at", "most"),
        ("up", "to"),
        ("no", "more", "than"),
        ("no", "longer", "than"),
        ("not", "more", "than"),
    ),
    *(("not", "longer", "than"), ("longer", "than"), ("more", "than"), ("less", "than"), ("never", "over")),
    *(
        ("none", "over"),
        ("none", "above"),
        ("not", "over"),
        ("none", "longer", "than"),
        ("none", "more", "than"),
    ),
    *(("under",), ("below",), ("maximum",), ("within",)),
)
_LEAST = (("at", "least"), ("minimum",), ("not", "less", "than"), ("no", "less", "than"))
_NONE_BELOW = (["shorter", "than"], ["less", "than"], ["fewer", "than"])
_SHORT = 45
"""Up to so many minutes a closing call may take; no session is that short."""
_ONE_MORE = word_set("more another closing last final")
"""What a call is called that comes after the sessions: the debrief by another name."""
_LONGEST_SESSION = 150
"""From more minutes than these on a length is one of the whole, unless it stands right before the sessions."""
_FAR_BACK = 1000
"""How many words back the sessions may stand that `three of them` speaks of."""


_EACH = word_set("each every per apiece")
_GOES_ON = word_set("and or to in at for with over on of is are a the each per")
_LIKE_SESSIONS = word_set(
    "chat chats discussion discussions interview interviews block blocks zoom video dates events"
)


_lately: dict[str, tuple[Amount, ...]] = {}
_MOST_KEPT = 50


def amounts(text: str) -> tuple[Amount, ...]:
    """What a text says of the number of sessions, the weeks and the minutes of one, in its order."""
    if text not in _lately:
        if len(_lately) > _MOST_KEPT:
            _lately.clear()
        _lately[text] = tuple(_amounts(read(text)))
    return _lately[text]


def says_all(text: str) -> bool:
    """Whether a text says all three of them; it is read no further than that takes."""
    missing = {SESSIONS, WEEKS, MINUTES}
    for amount in _lately.get(text) or _amounts(read(text)):
        if amount.is_said:
            missing.discard(amount.kind)
            if not missing:
                return True
    return False


def _amounts(reading: Reading) -> Iterator[Amount]:
    """As `amounts`, one by one."""
    found: list[Amount] = []
    for sentence in reading.sentences:
        for quantity in quantities(reading, sentence):
            amount = _amount(reading, sentence, quantity)
            if amount is not None:
                found.append(amount)
                yield amount
        weekly = tuple(_weekly(reading, sentence, found)) if found else ()
        found += weekly
        yield from weekly


def _amount(reading: Reading, sentence: Sentence, quantity: Quantity) -> Amount | None:
    """What a quantity says of one of the three numbers; None where it tells of something else."""
    tokens = reading.tokens
    kind = quantity.kind or _of_them(tokens, quantity, sentence)
    before = [token.text for token in tokens[max(sentence.first, quantity.first - 3) : quantity.first]]
    after = [token.text for token in tokens[quantity.end : quantity.end + 3]]
    if not kind or _aside(reading, sentence, quantity, kind, before, after):
        return None
    low, high = quantity.low, quantity.high
    turns = {tuple(before[-length:]) for length in (1, 2, 3)}
    most = not turns.isdisjoint(_MOST) and before[-2:] != ["just", "under"]
    least = not turns.isdisjoint(_LEAST)
    least = least or (before[-2:] in _NONE_BELOW and tokens[quantity.first].negator >= 0)
    if most and kind != WEEKS and not least:
        low = 0.0
    elif least:
        high = float("inf")
    first, last = tokens[quantity.first], tokens[_last(tokens, sentence, quantity)]
    past = _is_past(tokens, sentence, quantity)
    spans = kind == WEEKS and before[-1:] == ["over"]
    loose = (
        not _LOOSE.isdisjoint(before[-2:-1] if spans else before[-2:])
        or after[:2] in _OR_SO
        or quantity.low != int(quantity.low)
    )
    denied = first.negator >= 0 or last.negator >= 0 or first.quoted or past
    return Amount(
        kind, low, high, first.start, last.end, loose, denied, _is_hedged(tokens, sentence, quantity, kind)
    )


def _is_hedged(tokens: tuple[Token, ...], sentence: Sentence, quantity: Quantity, kind: str) -> bool:
    """Whether an amount is conditional (`if you give us …`) or counts some of the sessions (`the other two`)."""
    clause = tokens[quantity.first].clause
    opening = next(token.text for token in tokens[sentence.first : sentence.end] if token.clause == clause)
    before = tokens[quantity.first - 1].text if quantity.first > sentence.first else ""
    if opening in ("if", "should", "when", "once", "after") and kind != WEEKS:
        return True
    each_other = before == "other" and tokens[quantity.first - 2].text == "each"
    return kind == SESSIONS and before in _SOME_OF_THEM and not each_other


def _last(tokens: tuple[Token, ...], sentence: Sentence, quantity: Quantity) -> int:
    """The index of the last token of a quantity, the sessions that it counts included."""
    nouns = range(quantity.end, min(quantity.end + 4, sentence.end)) if quantity.kind == SESSIONS else ()
    return next((place for place in nouns if tokens[place].text in SESSION_WORDS), quantity.end - 1)


def _is_past(tokens: tuple[Token, ...], sentence: Sentence, quantity: Quantity) -> bool:
    """Whether the clause before a quantity tells of an earlier program."""
    words = [
        t.text for t in tokens[sentence.first : quantity.first] if t.clause == tokens[quantity.first].clause
    ]
    if "held" in words and words[: words.index("held")][-1:] not in (
        ["we"],
        ["have"],
        ["had"],
        ["were"],
        ["was"],
    ):
        words.remove("held")  # `three sessions, held over five weeks`
    said = [token.text for token in tokens[sentence.first : sentence.end]]
    if any(a in ("you", "they") and b in _TOLD for a, b in pairwise(said)):
        return True
    if not _DID.isdisjoint(words) or ("have" in words or "has" in words) and not _DONE.isdisjoint(words):
        return True
    pairs = pairwise(words)
    return not _PAST.isdisjoint(words) or any(a in ("last", "earlier") and b in _LAST for a, b in pairs)


def _is_part(before: list[str], after: list[str], said: list[str], quantity: Quantity) -> bool:
    """Whether minutes are a part of a session, or of one session alone: `each begins with five minutes on …`."""
    if before[-1:] in (["with"], ["of"]) and not _PART_OF_IT.isdisjoint(before):
        return True
    if quantity.high <= _SHORT and after[:1] and after[0] in ("on", "more"):
        return True
    one = any(
        a in _SOME_OF_THEM or a in ("second", "third", "fourth") for a, b in pairwise(said) if b == "session"
    )
    return one and quantity.high <= _SHORT


def _of_them(tokens: tuple[Token, ...], quantity: Quantity, sentence: Sentence) -> str:
    """Sessions where a bare small number stands for them: `three of them`, `each of these three`."""
    after = [token.text for token in tokens[quantity.end : min(quantity.end + 3, sentence.end)]]
    before = tokens[quantity.first - 1].text if quantity.first > sentence.first else ""
    if not 1 < quantity.low < 8 or quantity.low != quantity.high:
        return ""
    exact = after[:2] in (["of", "them"], ["in", "all"], ["in", "total"]) or after == ["to", "be", "exact"]
    if not exact and (before not in ("these", "those") or after[:1] == ["of"]):
        return ""
    back = tokens[max(quantity.first - _FAR_BACK, 0) : quantity.first]
    return SESSIONS if any(token.text in SESSION_WORDS for token in back) else ""


def _aside(
    reading: Reading, sentence: Sentence, quantity: Quantity, kind: str, before: list[str], after: list[str]
) -> bool:
    """Whether a quantity tells of something other than the number, the weeks or the length of the sessions."""
    tokens = reading.tokens
    words = [token.text for token in tokens[quantity.end : min(quantity.end + 3, sentence.end)]]
    often = words[1:3] if kind == SESSIONS and words[:1] and words[0] in SESSION_WORDS else words[:2]
    if len(often) == 2 and often[0] in ("a", "per", "every", "each") and often[1] in _RATES:
        return True
    if kind == MINUTES and before[-2:] in (
        ["the", "first"],
        ["the", "last"],
        ["the", "final"],
        ["the", "opening"],
    ):
        return True
    if kind == SESSIONS:
        return _is_no_count(reading, sentence, quantity, before, after)
    if kind == MINUTES and (before[-1:] == ["after"] or words[:3] == ["of", "your", "time"]):
        return True
    said = [token.text for token in tokens[sentence.first : sentence.end]]
    if kind == WEEKS and any(pair == ("have", "it") for pair in pairwise(said)):
        return True
    if kind == MINUTES and _is_part(before, after, said, quantity):
        return True
    here = set(said)
    other = _DELIVERED if kind == WEEKS else _CLOSING if quantity.high <= _SHORT else frozenset()
    if SESSION_WORDS.isdisjoint(here) and not here.isdisjoint(other):
        return True
    days = tokens[quantity.end - 1].text == "days"
    long = kind == MINUTES and quantity.low > _LONGEST_SESSION and not days
    if (
        long
        and not (after[:1] and after[0] in SESSION_WORDS)
        and _EACH.isdisjoint(_next(tokens, sentence, quantity))
    ):
        return True
    if kind == MINUTES and _is_of_a_thing(reading, sentence, quantity):
        return True
    if kind == WEEKS and (_is_other_span(before, after, said) or _is_between(tokens, sentence, quantity)):
        return True
    return _nearest_is_other(tokens, sentence, quantity)


def _next(tokens: tuple[Token, ...], sentence: Sentence, quantity: Quantity) -> list[str]:
    """The few words after a quantity."""
    return [token.text for token in tokens[quantity.end : min(quantity.end + 4, sentence.end)]]


def _is_of_a_thing(reading: Reading, sentence: Sentence, quantity: Quantity) -> bool:
    """Whether minutes are an adjective of something that is no session: `a 90-minute outage`."""
    tokens = reading.tokens
    words = _next(tokens, sentence, quantity)
    gap = reading.value[tokens[quantity.end - 2].end : tokens[quantity.end - 1].start]
    adjective = gap == "-" and tokens[quantity.end - 1].text in ("minute", "hour", "min", "hr")
    here = {token.text for token in tokens[sentence.first : sentence.end]}
    return (
        adjective
        and bool(words)
        and words[0] not in _GOES_ON
        and here.isdisjoint(SESSION_WORDS | _LIKE_SESSIONS)
    )


def _is_no_count(
    reading: Reading, sentence: Sentence, quantity: Quantity, before: list[str], after: list[str]
) -> bool:
    """Whether a number of sessions is a rate (`four times a year`), a name (`session 2`) or one of several."""
    if (
        quantity.low < 1
        or (after[:1] == ["of"] and quantity.low == 1)
        or before[-1:] in (["every"], ["between"])
    ):
        return True
    gap = reading.value[reading.tokens[quantity.first - 1].end : reading.tokens[quantity.first].start]
    if before[-1:] in (["session"], ["sessions"]) and gap == " ":
        return True
    words = [token.text for token in reading.tokens[quantity.end : min(quantity.end + 3, sentence.end)]]
    return quantity.low == 1 and not {"call", "talk", "conversation", "interview"}.isdisjoint(words)


def _is_between(tokens: tuple[Token, ...], sentence: Sentence, quantity: Quantity) -> bool:
    """Whether weeks lie between sessions."""
    words = [token.text for token in tokens[sentence.first : sentence.end]]
    between = [place for place, word in enumerate(words) if word == "between"]
    return quantity.low < 4 and any(
        not SESSION_WORDS.isdisjoint(words[place : place + 8]) for place in between
    )


def _is_other_span(before: list[str], after: list[str], said: list[str]) -> bool:
    """Whether weeks lie before or after something, or come again and again."""
    apart = after[:1] in (["apart"], ["later"])
    if apart and "first" in said and "second" not in said and not {"last", "third", "final"}.isdisjoint(said):
        return False  # `the first and the last five weeks apart`
    if after[:1] == ["apart"] or (after[:1] == ["to"] and after[1:2] and after[1] in _TO_DO):
        return True
    if before[-1:] != ["over"] and after[:1] and after[0] in _BEFORE_AFTER:
        return after[:3] != ["after", "the", "first"]
    if before[-1:] and before[-1] in (
        "every",
        "each",
        "per",
        "next",
        "other",
        "once",
        "twice",
        "times",
        "last",
    ):
        return after[:1] != ["weeks"] and before[-1] not in ("next", "last")
    return False


def _nearest_is_other(tokens: tuple[Token, ...], sentence: Sentence, quantity: Quantity) -> bool:
    """Whether in the quantity's clause a debrief, a preview, reading … stands nearer to it than a session."""
    clause = tokens[quantity.first].clause
    before = {token.text for token in tokens[sentence.first : quantity.first] if token.clause == clause}
    if quantity.high <= _SHORT and "call" in before and before & _ONE_MORE:
        return True
    label = [token.text for token in tokens[max(sentence.first, quantity.first - 3) : quantity.first]]
    labelled = quantity.first > sentence.first and tokens[quantity.first - 1].clause != clause
    if labelled and not _OTHER_THINGS.isdisjoint(label[-2:]) and SESSION_WORDS.isdisjoint(label):
        return True
    nearest, other = 99, False
    for index in range(sentence.first, sentence.end):
        if tokens[index].clause != clause or quantity.first <= index < quantity.end:
            continue
        word = tokens[index].text
        away = quantity.first - index if index < quantity.first else index - quantity.end + 1
        if (
            word in SESSION_WORDS
            and away < nearest
            and not (index and tokens[index - 1].text in ("between", "before", "each_of"))
        ):
            nearest, other = away, False
        elif word == "end" and tokens[index - 1].text not in ("the", "very"):
            continue
        elif word in _OTHER_THINGS and away < nearest:
            nearest, other = away, True
        elif word == "before" and index >= quantity.end and away <= 2:
            return True
    return other


def _weekly(reading: Reading, sentence: Sentence, found: list[Amount]) -> Iterator[Amount]:
    """As many sessions as weeks: `every week for five weeks we meet`."""
    tokens = reading.tokens
    words = [token.text for token in tokens[sentence.first : sentence.end]]
    often = any(pair == ("every", "week") for pair in pairwise(words)) or "weekly" in words
    start, end = tokens[sentence.first].start, tokens[sentence.end - 1].end
    here = [amount for amount in found if start <= amount.start < end]
    if often and not any(amount.kind == SESSIONS for amount in here):
        for amount in here:
            if amount.kind == WEEKS and not amount.denied:
                yield amount._replace(kind=SESSIONS)
                return
