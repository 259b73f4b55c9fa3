"""Two versions of one program: which accounts and records are the same ones, and which things came and went."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from codesign_cli.record import NamedTuple

if TYPE_CHECKING:
    from codesign_cli.model.accounts import Account
    from codesign_cli.model.program import Program
    from codesign_cli.model.records import Disagreement, Record
    from codesign_cli.model.sessions import Session

T = TypeVar("T")

REWORDED = 1 / 2
"""The share of common words from which on one entry of a list is another one, reworded."""
MOST_COMPARED = 10_000
"""How many pairs of entries are compared for common words; beyond that each counts as another one."""
_EMPTY = frozenset(("a", "an", "the", "and", "or", "of", "for", "to", "in", "on", "with", "by", "from", "at"))


class Versions(NamedTuple):
    """One program then and now."""

    before: Program
    """As it stood at the revision."""
    after: Program
    """As it stands."""
    revision: str
    """What the person called the revision: `main`."""
    opening: Program
    """As it stood when session 1 was over: the last commit until then, where that is later than the revision."""


class Pair(NamedTuple):
    """One thing in both versions."""

    old: int
    """Its index in the older list."""
    new: int
    """Its index in the newer list."""


class Matched(NamedTuple):
    """Two lists of things, matched."""

    both: tuple[Pair, ...]
    """In the order of the newer list."""
    came: tuple[int, ...]
    """Indices in the newer list."""
    went: tuple[int, ...]
    """Indices in the older list."""


def matched(old: Sequence[T], new: Sequence[T], *keys: Callable[[T], Hashable]) -> Matched:
    """The things of two lists that agree in the first key, then of the others those in the next one, and so on.

    A key of None agrees with nothing. Of several with one key the first ones belong together.
    """
    pairs: dict[int, int] = {}
    free = dict.fromkeys(range(len(old)))
    for key in keys:
        there: dict[Hashable, list[int]] = {}
        for index in free:
            there.setdefault(key(old[index]), []).append(index)
        there.pop(None, None)
        for found in there.values():
            found.reverse()
        for index, item in enumerate(new):
            left = there.get(key(item)) if index not in pairs else None
            if left:
                pairs[index] = left.pop()
                free.pop(pairs[index])
    both = tuple(Pair(pairs[index], index) for index in sorted(pairs))
    return Matched(both, tuple(index for index in range(len(new)) if index not in pairs), tuple(free))


def matched_accounts(old: Program, new: Program) -> Matched:
    """The accounts by id; one whose id was changed by its name."""

    def by_id(account: Account) -> Hashable:
        return account.id

    def by_name(account: Account) -> Hashable:
        return plain(account.name)

    return matched(old.accounts, new.accounts, by_id, by_name)


def matched_records(old: Program, new: Program) -> Matched:
    """The records by id; one whose id was changed by its account, session and friction."""

    def by_id(record: Record) -> Hashable:
        return record.id

    def by_text(record: Record) -> Hashable:
        return record.account, record.session, plain(record.friction)

    return matched(old.feedback, new.feedback, by_id, by_text)


def matched_disagreements(old: Program, new: Program) -> Matched:
    """The disagreements by what they are about, else by their records."""

    def by_subject(one: Disagreement) -> Hashable:
        return plain(one.about) if one.about else None

    def by_records(one: Disagreement) -> Hashable:
        return frozenset(one.records) or None

    return matched(old.disagreements, new.disagreements, by_subject, by_records)


def matched_texts(old: Sequence[str], new: Sequence[str]) -> Matched:
    """The entries of two lists of texts: those that say the same, then those that are others reworded."""
    same = matched(old, new, lambda text: text, plain)
    if not same.came or not same.went or len(same.came) * len(same.went) > MOST_COMPARED:
        return same
    then, now = (
        {index: content(texts[index]) for index in some}
        for texts, some in ((old, same.went), (new, same.came))
    )
    likeness = sorted(
        ((alike(then[one], now[other]), -other, -one) for one in then for other in now), reverse=True
    )
    both, taken, given = list(same.both), set[int](), set[int]()
    for share, other, one in likeness:
        if share >= REWORDED and -one not in taken and -other not in given:
            taken.add(-one)
            given.add(-other)
            both.append(Pair(-one, -other))
    return Matched(
        tuple(sorted(both, key=lambda pair: pair.new)),
        tuple(index for index in same.came if index not in given),
        tuple(index for index in same.went if index not in taken),
    )


def plain(text: str) -> str:
    """A text as its words alone: case, signs and space aside; one without words as it stands."""
    return " ".join(words(text)) or text


def words(text: str) -> list[str]:
    """The words of a text in small letters."""
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())


def content(text: str) -> frozenset[str]:
    """The words of a text that carry its meaning, a plural as its singular."""
    return frozenset(
        word[:-1] if word.endswith("s") and len(word) > 3 and not word.endswith("ss") else word
        for word in words(text)
        if word not in _EMPTY and word != "s"
    )


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of the words of two texts is common, from 0 to 1."""
    return len(one & other) / len(one | other) if one and other else 0.0


def widened(old: str, new: str) -> bool:
    """Whether a reworded text says all that it said and names one thing more: `… tasks and projects`."""
    joined = {"and", "or", "plus", "also", "including"}
    more = sum(word in joined for word in words(new)) + new.count(",") + new.count("&")
    less = sum(word in joined for word in words(old)) + old.count(",") + old.count("&")
    return content(old) < content(new) and more > less


def session_one(program: Program, now: datetime) -> Session | None:
    """Session 1, once it took place."""
    from codesign_cli.duties.sessions import took_place
    from codesign_cli.model.derive import session_by_number

    session = session_by_number(program, 1)
    return session if session is not None and took_place(program, session, now) else None


def session_one_over(program: Program, now: datetime) -> datetime | None:
    """When session 1 was over; None where it has not taken place, or its time is not known."""
    from codesign_cli.model.derive import session_end

    session = session_one(program, now)
    return session_end(program, session) if session is not None else None


def ids(items: Iterable[str]) -> str:
    """Texts as a list in a sentence, each between backticks."""
    from codesign_cli.say import listed, quoted

    return listed([quoted(item) for item in items])
