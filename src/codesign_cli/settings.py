"""Reads which rules a configuration selects, ignores, makes graver or milder, and which figures it sets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from codesign_cli import __version__
from codesign_cli.config import NO_SETTINGS, OwnPhrase, Selector, Settings
from codesign_cli.errors import CodesignError
from codesign_cli.finding import SEVERITIES, Path, Severity, Span

KEYS = ("required-version", "select", "ignore", "severity", "per-file-ignores", "words", "limits", "phrases")
"""The keys of a configuration beside `defaults`."""
LARGEST = 10_000
"""The largest figure that a team may set; keeps every sum of days inside the calendar."""


def read_settings(data: Mapping[str, Any], table: Path, places: Mapping[Path, Span], shown: str) -> Settings:
    """The settings in a configuration's plain data; `places` tells where its keys stand.

    Raises CodesignError with the line for a value of the wrong form, and for a version that is not this one.
    """
    reader = _Reader(data, table, places, shown)
    reader.version()
    if not any(key in data for key in KEYS):
        return NO_SETTINGS
    severity = tuple(
        (Selector(word, reader.place("severity", word)), level) for word, level in reader.levels()
    )
    per_file = tuple(
        (pattern, tuple(Selector(word, reader.place("per-file-ignores", pattern)) for word in words))
        for pattern, words in reader.lists("per-file-ignores").items()
    )
    return Settings(
        file=shown,
        select=tuple(Selector(word, reader.place("select")) for word in reader.words("select")),
        ignore=tuple(Selector(word, reader.place("ignore")) for word in reader.words("ignore")),
        severity=severity,
        per_file=per_file,
        phrases=tuple(
            (Selector(word, reader.place("words", word)), tuple(some))
            for word, some in reader.lists("words").items()
        ),
        limits=tuple(
            (Selector(word, reader.place("limits", word)), some) for word, some in reader.figures().items()
        ),
        wording=tuple(reader.sentences()),
    )


class _Reader:
    """Takes values out of the plain data and refuses those of the wrong form."""

    def __init__(self, data: Mapping[str, Any], table: Path, places: Mapping[Path, Span], shown: str) -> None:
        self._data, self._table, self._places, self._shown = data, table, places, shown

    def place(self, *keys: str) -> Span:
        """Where a key stands, or what holds it."""
        path: Path = (*self._table, *keys)
        while path and path not in self._places:
            path = path[:-1]
        return self._places.get(path, Span(1, 1, 1, 2))

    def _refuse(self, keys: tuple[str, ...], message: str, way: str) -> CodesignError:
        return CodesignError(f"{self._shown}:{self.place(*keys).line}: {message}", way)

    def words(self, *keys: str) -> list[str]:
        """A list of texts; empty where it is not written."""
        value: Any = self._data
        for key in keys:
            value = value.get(key, [])
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            way = f'Write it as: {keys[-1]} = ["COH221", "scope"].'
            raise self._refuse(keys, f"`{keys[-1]}` is not a list of texts.", way)
        return value

    def table(self, key: str) -> dict[str, Any]:
        """A table; empty where it is not written."""
        value = self._data.get(key, {})
        if not isinstance(value, dict):
            raise self._refuse(
                (key,), f"`{key}` is not a table.", f"Write it as `[{key}]` with its keys below."
            )
        return value

    def lists(self, key: str) -> dict[str, list[str]]:
        """A table of lists of texts."""
        return {name: self.words(key, name) for name in self.table(key)}

    def sentences(self) -> Iterator[OwnPhrase]:
        """The sentences of documents; whether a document has them is for those to say who know the documents."""
        for document, some in self.table("phrases").items():
            if not isinstance(some, dict):
                way = f"Write it as `[phrases.{document}]` with its sentences below."
                raise self._refuse(("phrases", document), f"`{document}` is not a table.", way)
            for key, text in some.items():
                if not isinstance(text, str) or not text.strip():
                    way = f'Write it as: {key} = "A sentence with {{feature}} in it."'
                    raise self._refuse(("phrases", document, key), f"`{key}` is not a text.", way)
                yield OwnPhrase(document, key, text, self.place("phrases", document, key).line)

    def levels(self) -> list[tuple[str, Severity]]:
        """The severities by rule."""
        for word, level in self.table("severity").items():
            if level not in SEVERITIES:
                way = f'Write it as: {word} = "warning"; it is error, warning or info.'
                raise self._refuse(("severity", word), f"`{level}` is no severity.", way)
        return [(word, cast("Severity", level)) for word, level in self.table("severity").items()]

    def figures(self) -> dict[str, dict[str, float]]:
        """The figures by rule; whether the rule knows them is for those to say who know the rules."""
        for word, some in self.table("limits").items():
            if not isinstance(some, dict):
                raise self._refuse(
                    ("limits", word), f"`{word}` is not a table.", f"Write it as: {word} = {{ days = 30 }}."
                )
            for name, value in some.items():
                number = isinstance(value, (int, float)) and not isinstance(value, bool)
                if not number or not 0 <= value <= LARGEST:
                    raise self._refuse(
                        ("limits", word, name),
                        f"`{name}` is not a number from 0 to {LARGEST}.",
                        f"Write it as: {name} = 30.",
                    )
        return self.table("limits")

    def version(self) -> None:
        """Refuses to run where the configuration asks for another version."""
        wanted = self._data.get("required-version")
        if wanted is None:
            return
        parts = wanted.split(",") if isinstance(wanted, str) else [""]
        checks = [re.fullmatch(r"\s*(>=|<=|==|>|<|)\s*(\d+(?:\.\d+)*)\s*", part) for part in parts]
        if not all(checks):
            raise self._refuse(
                ("required-version",),
                f"`{wanted}` is no version.",
                'Write it as: required-version = ">=0.1".',
            )
        if not all(_holds(check[1], check[2]) for check in checks if check):
            message = f"this project asks for codesign {wanted}, and this is {__version__}."
            raise self._refuse(
                ("required-version",), message, "Install that version, or change what is asked for."
            )


def _holds(sign: str, version: str) -> bool:
    """Whether this version stands in that relation to another one."""
    own, other = (tuple(int(part) for part in text.split(".")) for text in (__version__, version))
    size = max(len(own), len(other))
    one, two = (numbers + (0,) * (size - len(numbers)) for numbers in (own, other))
    return {">=": one >= two, "<=": one <= two, ">": one > two, "<": one < two}.get(sign, one == two)
