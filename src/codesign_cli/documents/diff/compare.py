"""The differences of two programs value by value: matched by ids and names, never by lines or order."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from codesign_cli.finding import Path
from codesign_cli.history import (
    Matched,
    matched,
    matched_accounts,
    matched_disagreements,
    matched_records,
    matched_texts,
    plain,
)
from codesign_cli.model import derive
from codesign_cli.record import NamedTuple

if TYPE_CHECKING:
    from codesign_cli.model.program import Program

Kind = Literal["changed", "came", "went"]


class Difference(NamedTuple):
    """One value that differs."""

    kind: Kind
    """`came` and `went` are of items of lists and of keys."""
    was: Any
    became: Any
    old: Path
    """Its path in the older program; of what came, that of what holds it."""
    new: Path
    """Its path in the newer program; of what went, that of what holds it."""


def differences(old: Program, new: Program) -> Iterator[Difference]:
    """Every difference of meaning between two programs, in the order of the newer one's keys.

    Of an id that was changed this is told once, and not again wherever the id stands.
    """
    ids = _changed_ids(old, new)
    for key in vars(new):
        if key == "codesign" or key.startswith("_"):
            continue
        was, became = getattr(old, key), getattr(new, key)
        was = _called_anew(was, ids) if ids else was
        if was == became:
            continue
        if key in _BY_PROGRAM:
            pairs = _BY_PROGRAM[key](old, new)
            yield from _items(was, became, (key,), (key,), pairs)
        else:
            yield from _values(was, became, (key,), (key,))


def _changed_ids(old: Program, new: Program) -> dict[str, str]:
    """The ids of accounts and records that are others now, with what they are now."""
    accounts, records = matched_accounts(old, new).both, matched_records(old, new).both
    found = {old.accounts[pair.old].id: new.accounts[pair.new].id for pair in accounts}
    found |= {old.feedback[pair.old].id: new.feedback[pair.new].id for pair in records}
    return {was: became for was, became in found.items() if was != became}


def _called_anew(value: Any, ids: Mapping[str, str]) -> Any:
    """A value of the older program with the newer ids wherever something refers to one."""
    if isinstance(value, str):
        return ids.get(value, value)
    if isinstance(value, tuple):
        return tuple(_called_anew(item, ids) for item in value)
    if isinstance(value, dict):
        return {ids.get(key, key): _called_anew(item, ids) for key, item in value.items()}
    if not _part(value):
        return value
    other = object.__new__(type(value))  # parts of a program cannot be changed
    object.__setattr__(other, "__pydantic_fields_set__", value.__pydantic_fields_set__)
    for key, item in vars(value).items():
        object.__setattr__(other, key, item if key in ("id", "name") else _called_anew(item, ids))
    return other


def _values(was: Any, became: Any, old: Path, new: Path) -> Iterator[Difference]:
    """The differences of two values at one place; line breaks and spaces in a text are none."""
    if was == became or (isinstance(was, str) and isinstance(became, str) and was.split() == became.split()):
        return
    if _part(was) or _part(became):
        keys = vars(became if _part(became) else was)
        for key in keys:
            yield from _values(_of(was, key), _of(became, key), (*old, key), (*new, key))
    elif isinstance(was, dict) or isinstance(became, dict):
        then, now = was or {}, became or {}
        for key in (*now, *(key for key in then if key not in now)):
            yield from _values(then.get(key), now.get(key), (*old, key), (*new, key))
    elif isinstance(was or became, tuple) and not isinstance(was, str) and not isinstance(became, str):
        yield from _items(was or (), became or (), old, new, _matched(was or (), became or ()))
    else:
        yield Difference("changed", was, became, old, new)


def _items(
    was: Sequence[Any], became: Sequence[Any], old: Path, new: Path, there: Matched
) -> Iterator[Difference]:
    """The differences of two lists."""
    for pair in there.both:
        if new[0] == "sessions" and len(new) == 1:
            yield from _session(was, became, pair.old, pair.new)
        else:
            one, other = was[pair.old], became[pair.new]
            if not (isinstance(one, str) and isinstance(other, str) and plain(one) == plain(other)):
                yield from _values(one, other, (*old, pair.old), (*new, pair.new))
    for index in there.came:
        yield Difference("came", None, became[index], old, (*new, index))
    for index in there.went:
        yield Difference("went", was[index], None, (*old, index), new)


def _session(was: Sequence[Any], became: Sequence[Any], old: int, new: int) -> Iterator[Difference]:
    """The differences of two sessions; a number or purpose that follows from the place is as good as a written one."""
    one, other = was[old], became[new]
    for difference in _values(one, other, ("sessions", old), ("sessions", new)):
        if difference.new[-1] == "number" and len(difference.new) == 3:
            continue
        if difference.new[-1] == "purpose" and _purpose(one, old) == _purpose(other, new):
            continue
        yield difference


def _purpose(session: Any, index: int) -> str:
    number = session.number or index + 1
    return session.purpose or derive.PURPOSES[min(number, len(derive.PURPOSES)) - 1]


def _matched(was: Sequence[Any], became: Sequence[Any]) -> Matched:
    """The items of two lists that are no program's own: texts by their words, parts by what names them."""
    if all(isinstance(item, str) for item in (*was, *became)):
        return matched_texts(was, became)
    return matched(was, became, lambda item: repr(item), _name)


def _name(item: Any) -> Hashable:
    """What tells an item of a list from the others; None where nothing does."""
    for keys in _NAMES:
        found = tuple(getattr(item, key, None) for key in keys)
        if None not in found:
            return keys, tuple(plain(value) if isinstance(value, str) else value for value in found)
    return None


_NAMES: tuple[tuple[str, ...], ...] = (
    ("rule", "account"),
    ("rule", "record"),
    ("rule",),
    ("name",),
    ("theme",),
    ("idea",),
    ("what",),
    ("account", "issue"),
    ("account", "we_said"),
    ("account", "note"),
    ("account", "unresolved"),
    ("team",),
    ("on",),
    ("account",),
)
"""By which keys the items of a list are known, the first that an item has."""


def _sessions(old: Program, new: Program) -> Matched:
    """The sessions by number."""

    def numbers(program: Program) -> list[int]:
        return [derive.session_number(program, index) for index in range(len(program.sessions))]

    return matched(numbers(old), numbers(new), lambda number: number)


def _candidates(old: Program, new: Program) -> Matched:
    """The candidates by id."""
    return matched(old.candidates, new.candidates, lambda one: one.id, lambda one: plain(one.name))


_BY_PROGRAM: dict[str, Callable[[Any, Any], Matched]] = {
    "accounts": matched_accounts,
    "candidates": _candidates,
    "feedback": matched_records,
    "sessions": _sessions,
    "disagreements": matched_disagreements,
}
"""The lists of a program whose items have an identity of their own."""


def _part(value: Any) -> bool:
    """Whether a value is a mapping of the file."""
    return hasattr(value, "__pydantic_fields_set__")


def _of(value: Any, key: str) -> Any:
    """The value of a key; what a mapping that is not written would say: nothing."""
    return getattr(value, key) if _part(value) else None
