"""The page of the program file, `docs/format.md`: every key of every part, from the model itself."""

from __future__ import annotations

import inspect
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from codesign_cli.model.descriptions import KEYS, MODELS
from codesign_cli.model.program import Program

BY_CHECK = {
    "day": "a date",
    "moment": "a date with a time",
    "moment_or_by_account": "a date with a time, or one for each account",
    "minutes": "whole minutes",
    "count": "a whole number",
    "position": "a whole number from 1",
    "version": "1",
    "share": "a number from 0 to 1",
    "account_id": "an account's id",
    "short_id": "a short word",
    "email": "an e-mail address",
    "language": "a language tag",
    "zone": "a zone's name",
    "all_or_accounts": "`all`, or a list of account ids",
    "text_or_texts": "a text, or a list of texts",
    "texts": "a list of texts",
    "people": "a list of people",
}
"""What a value may be, by the function that checks it."""

HEAD = """# The program file

One YAML file is one program. It is YAML 1.2: `yes`, `no` and `on` are words, `12:30` is text, and a line `%YAML 1.1`
above it changes nothing about that. Dates are written `2026-02-18`, date-times `2026-02-18T16:00`, in the file's
`timezone` unless they carry an offset; lengths are whole minutes. A person is a mapping with `name`, `email` and
`title`, or just a name. An honest `none` satisfies every list that must say something. An empty value counts as not
written. An unknown key is an error, with the nearest known one.

Only what is marked *required* must be there from the start; the rules ask for the rest when its time comes. What is the
same in all programs of a team may stand under `[defaults]` in `codesign.toml`.
"""


def page() -> str:
    """The page as Markdown."""
    parts = [HEAD, *(_part(model) for model in _models(Program, []))]
    return "\n".join(parts)


def _models(model: type[BaseModel], found: list[type[BaseModel]]) -> list[type[BaseModel]]:
    """The model and every one that its keys lead to, each once, in the order of the keys."""
    if model not in found:
        found.append(model)
        for field in model.model_fields.values():
            for inner in _inner(field):
                _models(inner, found)
    return found


def _inner(field: FieldInfo) -> list[type[BaseModel]]:
    """The models that a field's type speaks of."""
    waiting: list[Any] = [field.annotation, *(getattr(mark, "other", None) for mark in field.metadata)]
    found: list[type[BaseModel]] = []
    while waiting:
        kind = waiting.pop(0)
        if inspect.isclass(kind) and issubclass(kind, BaseModel):
            found.append(kind)
        waiting += [
            *get_args(kind),
            *(getattr(mark, "other", None) for mark in getattr(kind, "__metadata__", ())),
        ]
    return found


def _part(model: type[BaseModel]) -> str:
    """One part of the file as a heading and a table of its keys."""
    name = model.__name__
    lines = [
        f"## {_title(name)}",
        "",
        MODELS[name],
        "",
        "| key | what it may be | meaning |",
        "|---|---|---|",
    ]
    for key, field in model.model_fields.items():
        may = _may_be(field)
        default = field.default if isinstance(field.default, str) else None
        extra = "; *required*" if field.is_required() else f"; `{default}` where left out" if default else ""
        lines.append(f"| `{key}` | {may}{extra} | {KEYS[name][key]} |")
    return "\n".join([*lines, ""])


def _title(name: str) -> str:
    """`FeedbackFormat` is `Feedback format`."""
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()
    return words.capitalize() if name != "Program" else "The top of the file"


def _may_be(field: FieldInfo) -> str:
    """What a key's value may be, in words."""
    checks = [_check(mark) for mark in field.metadata]
    return next((BY_CHECK[check] for check in checks if check in BY_CHECK), "") or _words(field.annotation)


def _check(mark: Any) -> str:
    function = getattr(mark, "func", getattr(mark, "function", None))
    return getattr(function, "__name__", "")


def _words(kind: Any) -> str:
    """A type in words."""
    checks = [_check(mark) for mark in getattr(kind, "__metadata__", ())]
    known = next((BY_CHECK[check] for check in checks if check in BY_CHECK), "")
    inner = [part for part in get_args(kind) if part is not type(None) and part is not Ellipsis]
    if known:
        return known
    if get_origin(kind) is Literal:
        return ", ".join(f"`{value}`" for value in inner)
    if get_origin(kind) is tuple:
        return f"a list: {_words(inner[0])}"
    if get_origin(kind) is dict:
        return f"by {'account' if 'account_key' in repr(inner[0]) else 'record'}: {_words(inner[1])}"
    if inspect.isclass(kind) and issubclass(kind, BaseModel):
        return f"[{_title(kind.__name__).lower()}](#{_title(kind.__name__).lower().replace(' ', '-')})"
    if kind is bool:
        return "`true`, `false`"
    return {str: "a text", int: "a whole number", float: "a number"}.get(kind) or _words(inner[0])
