"""What each rule came to and which values it read: the evidence that a program was checked, not only its faults."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, Literal

from codesign_cli.check import Checked, Places, applies, versions_of
from codesign_cli.choose import choose, extras
from codesign_cli.config import NO_SETTINGS, Settings
from codesign_cli.finding import path_text
from codesign_cli.record import NamedTuple
from codesign_cli.rules import Hit, Rule
from codesign_cli.shape import id_path

State = Literal["passed", "failed", "waived", "not due", "not applicable"]
STATES: tuple[State, ...] = ("failed", "waived", "not due", "passed", "not applicable")

_ABOUT_THE_FILE = frozenset({"codesign", "kind", "id", "state", "scale", "language", "timezone"})
"""What says how to read a program, and is no evidence of anything in it."""


class Value(NamedTuple):
    """One value that a rule read."""

    path: str
    """With ids: `accounts[northwind].health`."""
    value: str
    """As text."""


class Evidence(NamedTuple):
    """What one rule came to."""

    code: str
    name: str
    discipline: str
    state: State
    due: str
    """The next day on which something of it is owed, ISO 8601; empty where nothing is to come."""
    values: tuple[Value, ...]
    """The written values that it read, in the order of the file's keys."""


def evidence(
    checked: Checked, rules: Sequence[Rule], settings: Settings = NO_SETTINGS
) -> tuple[Evidence, ...]:
    """What each rule over the program came to; empty where the file could not be read as a program.

    `checked` is the outcome of the same rules; its program is read once more, by instances that remember
    what is read.
    """
    program = checked.loaded.program
    if program is None:
        return ()
    places = Places(checked.loaded)
    versions = versions_of(checked.loaded, checked.before)
    seen: list[tuple[object, str, object]] = []
    restore = list(_record(program, seen))
    told: list[Evidence] = []
    try:
        for rule in choose(rules, settings, checked.loaded.name).rules:
            if rule.over in ("program", "history"):
                seen.clear()
                read = versions if rule.over == "history" else program
                hits: list[Hit] = []
                if read is not None and applies(rule, program):
                    hits = list(rule.function(read, checked.now, **extras(rule, settings)))
                told.append(_of(rule, hits, list(seen), checked, places))
    finally:
        for part, base in restore:
            object.__setattr__(part, "__class__", base)
    return tuple(told)


def _of(rule: Rule, hits: list[Hit], seen: list[Any], checked: Checked, places: Places) -> Evidence:
    """What one rule came to, from its hits and what it read."""
    own = [finding for finding in checked.findings if finding.code == rule.code]
    values = tuple(dict.fromkeys(_values(seen, checked, places)))
    ahead = [hit.due for hit in hits if hit.due is not None and not hit.due.late(checked.now)]
    state: State
    if any(not finding.waived and not _early(finding.due, checked.now) for finding in own):
        state = "failed"
    elif any(finding.waived for finding in own) or len(hits) > len(own) + len(ahead):
        state = "waived"
    elif ahead:
        state = "not due"
    else:
        state = "passed" if any(value.path not in _ABOUT_THE_FILE for value in values) else "not applicable"
    due = min((due.iso() for due in ahead), default="")
    return Evidence(rule.code, rule.name, rule.discipline, state, due, values)


def _early(due: str | None, now: datetime) -> bool:
    """Whether a finding only says what is due soon."""
    if due is None:
        return False
    if "T" in due:
        return datetime.fromisoformat(due) >= now
    return date.fromisoformat(due) >= now.date()


def _record(value: Any, seen: list[tuple[object, str, object]]) -> Iterator[tuple[object, type]]:
    """Lets each part of a program note what is read of it; yields the parts with the classes they had."""
    if isinstance(value, (tuple, list)):
        for item in value:
            yield from _record(item, seen)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _record(item, seen)
    elif hasattr(value, "__pydantic_fields_set__"):
        for item in list(vars(value).values()):
            yield from _record(item, seen)
        base = type(value)
        yield value, base
        object.__setattr__(value, "__class__", _recording(base, seen))


def _recording(base: type, seen: list[tuple[object, str, object]]) -> type:
    """A class as `base` whose instances note each attribute that is read."""

    def read(part: object, name: str) -> Any:
        value = object.__getattribute__(part, name)
        if not name.startswith("_"):
            seen.append((part, name, value))
        return value

    return type(base.__name__, (base,), {"__slots__": (), "__getattribute__": read})


def _values(seen: list[Any], checked: Checked, places: Places) -> Iterator[Value]:
    """The written values among what was read; lists of parts and empty ones say nothing by themselves."""
    from codesign_cli.finding import Place

    text = checked.loaded.text
    for part, name, value in seen:
        if value is None or value in ((), {}, "") or hasattr(value, "__pydantic_fields_set__"):
            continue
        if isinstance(value, tuple) and value and hasattr(value[0], "__pydantic_fields_set__"):
            continue
        path = places.path(Place(part, (name,)))
        if text.has(path):
            yield Value(id_path(text.data, path) or path_text(path), _said(value))


def _said(value: object) -> str:
    """A value as a person would write it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, tuple):
        return ", ".join(_said(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_said(item)}" for key, item in value.items())
    return str(value)
