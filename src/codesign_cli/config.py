"""A team's configuration: `codesign.toml`, or `[tool.codesign]` in `pyproject.toml`, with the place of each key."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from codesign_cli.errors import CodesignError
from codesign_cli.finding import Path, Span
from codesign_cli.record import NamedTuple

if TYPE_CHECKING:
    from codesign_cli.finding import Severity

_KEY = r"""(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')"""
"""One part of a TOML key, as a pattern."""
NAMES = ("codesign.toml", "pyproject.toml")
"""What a configuration is called; the first wins beside the second."""
INHERITED = ("guardrails", "internal", "team", "strategy", "primary_icp", "timezone")
"""What may stand under `[defaults]` (format.md, What need not be written)."""


class Selector(NamedTuple):
    """A word that selects rules: a code, the beginning of one, a name or a discipline."""

    word: str
    span: Span | None
    """Where the configuration says it; None for the command line."""


class OwnPhrase(NamedTuple):
    """A sentence of a document in the team's own words."""

    document: str
    """The command that makes the document: `invite`."""
    key: str
    """Which of the document's phrases it replaces."""
    text: str
    line: int
    """Where the configuration says it, from 1."""


class Settings(NamedTuple):
    """Which rules run and how."""

    file: str = ""
    """The configuration's file as shown to a person."""
    select: tuple[Selector, ...] = ()
    """Empty: all that are not in preview."""
    ignore: tuple[Selector, ...] = ()
    severity: tuple[tuple[Selector, Severity], ...] = ()
    per_file: tuple[tuple[str, tuple[Selector, ...]], ...] = ()
    """Patterns of file names, each with the rules that are ignored there."""
    phrases: tuple[tuple[Selector, tuple[str, ...]], ...] = ()
    """A team's own literal phrases, by rule."""
    limits: tuple[tuple[Selector, Mapping[str, float]], ...] = ()
    """A team's own figures, by rule and by what they limit."""
    wording: tuple[OwnPhrase, ...] = ()
    """A team's own sentences in documents."""


NO_SETTINGS = Settings()


class Config(NamedTuple):
    """What a configuration says."""

    file: str
    """The file as shown to a person."""
    defaults: TomlText | None
    """The values every program inherits key by key; None where there are none."""
    settings: Settings = NO_SETTINGS
    raw: bytes = b""
    """The bytes of the file."""


class TomlText:
    """The `[defaults]` of a TOML file: plain data as YAML would give it, and the place of each key.

    Places are exact for keys that begin a line and for table headers; a value inside an inline table
    or an array stands on the line of the key that holds it.
    """

    def __init__(self, file: str, text: str, data: Any, table: Path) -> None:
        self.file = file
        self.lines = _lines(text)
        self.data = _plain(data)
        self._table = table
        self._keys = {
            path[len(table) :]: span for path, span in _key_places(self.lines) if path[: len(table)] == table
        }

    def has(self, path: Path) -> bool:
        """Whether the configuration writes a value at `path`."""
        value = self.data
        for part in path:
            inside = (
                part in value
                if isinstance(value, dict)
                else isinstance(value, list) and part in range(len(value))
            )
            if not inside:
                return False
            value = value[part]
        return True

    def place(self, path: Path) -> Span:
        """The key at `path`, or its nearest ancestor's."""
        for length in range(len(path), -1, -1):
            if path[:length] in self._keys:
                return self._keys[path[:length]]
        return Span(1, 1, 1, 2)

    def key_span(self, path: Path) -> Span | None:
        """The key at `path`."""
        return self.place(path)

    def value_span(self, path: Path) -> Span | None:
        """The key at `path`: a TOML value has no place of its own here."""
        return self.place(path)

    def inside(self, path: Path, start: int, end: int) -> Span:
        """The key at `path`."""
        return self.place(path)

    def file_of(self, path: Path) -> str:
        """The configuration's file."""
        return self.file


def _plain(value: Any) -> Any:
    """TOML's values as YAML's: dates and times are text there."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    return value


def _lines(text: str) -> list[str]:
    """The lines as TOML counts them: they end at LF, or CR LF, and nothing else."""
    return text.replace("\r\n", "\n").split("\n")


def _key_places(lines: list[str]) -> Iterator[tuple[Path, Span]]:
    """The path and place of each key that begins a line, and of each table header, of valid TOML."""
    table: Path = ()
    counts: dict[Path, int] = {}
    for number, line in _outside_texts(lines):
        start = len(line) - len(line.lstrip())
        body = line.strip()
        header = re.fullmatch(r"(\[\[?\s*([^\[\]]+?)\s*\]\]?)\s*(#.*)?", body)
        if header:
            table = _split(header[2])
            if body.startswith("[["):
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            yield table, Span(number, start + 1, number, start + 1 + len(header[1]))
            continue
        pair = re.match(rf"({_KEY}(?:\s*\.\s*{_KEY})*)\s*=", body)
        if pair:
            yield (*table, *_split(pair[1])), Span(number, start + 1, number, start + 1 + len(pair[1]))


def _outside_texts(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The lines with their numbers, but for those inside a text of several lines."""
    closing = ""
    for number, line in enumerate(lines, 1):
        if closing:
            closing = "" if closing in line else closing
            continue
        yield number, line
        for quotes in ('"""', "'''"):
            if line.count(quotes) == 1:
                closing = quotes


def _split(dotted: str) -> tuple[str, ...]:
    """The parts of a dotted key."""
    return tuple(part[1:-1] if part[0] in "\"'" else part for part in re.findall(_KEY, dotted))


def find_config(start: str) -> str | None:
    """The nearest configuration from the folder `start` upwards: a path, or None.

    A `pyproject.toml` counts where it has a `[tool.codesign]` table; `codesign.toml` wins beside it.
    """
    folder = os.path.abspath(start)
    while True:
        own = os.path.join(folder, NAMES[0])
        if os.path.isfile(own):
            return own
        shared = os.path.join(folder, NAMES[1])
        if os.path.isfile(shared):
            with open(shared, "rb") as handle:
                if has_own_table(handle.read()):
                    return shared
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


def has_own_table(raw: bytes) -> bool:
    """Whether a `pyproject.toml` has a `[tool.codesign]` table or one below it."""
    headers = (line.replace(b" ", b"") for line in raw.split(b"\n") if line.lstrip().startswith(b"["))
    return any(header.startswith((b"[tool.codesign]", b"[tool.codesign.")) for header in headers)


def read_config(path: str, shown: str) -> Config:
    """What the configuration at `path` says; `shown` names it in messages.

    Raises CodesignError with the line for a file that is not TOML, an unknown key, or a value that is
    not a table.
    """
    import tomllib

    try:
        with open(path, "rb") as handle:
            raw = handle.read()
        text = raw.decode("utf-8-sig")
        data: Any = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise CodesignError(
            f"{shown}:{line}: the configuration is not UTF-8 text.", "Save it as UTF-8."
        ) from None
    except tomllib.TOMLDecodeError as error:
        where = re.search(r"line (\d+)", str(error))
        line = int(where[1]) if where else len(_lines(text.rstrip()))
        way = 'Mend that line, or the one before it; a key is written as: timezone = "Europe/Berlin".'
        raise CodesignError(f"{shown}:{line}: this is not valid TOML.", way) from None
    except RecursionError:
        way = "Take its lists and tables apart."
        raise CodesignError(f"{shown}:1: the configuration is nested too deeply.", way) from None
    except OSError:
        raise CodesignError(f"The configuration {shown} cannot be read.", "Check its permissions.") from None
    table: Path = ("tool", "codesign") if os.path.basename(path) == NAMES[1] else ()
    for part in table:
        data = data.get(part, {}) if isinstance(data, dict) else {}
    places = dict(_key_places(_lines(text)))
    from codesign_cli.settings import KEYS, read_settings

    _refuse_unknown(data, (*KEYS, "defaults"), table, places, shown)
    settings = read_settings(data, table, places, shown)
    defaults = data.get("defaults")
    if defaults is None:
        return Config(shown, None, settings, raw)
    _refuse_unknown(defaults, INHERITED, (*table, "defaults"), places, shown)
    return Config(shown, TomlText(shown, text, defaults, (*table, "defaults")), settings, raw)


def _refuse_unknown(
    data: Any, known: tuple[str, ...], table: Path, places: dict[Path, Span], shown: str
) -> None:
    """Raises for a key that is not `known`, with its line and the nearest known one."""
    name = ".".join(str(part) for part in table) or "the configuration"
    if not isinstance(data, dict):
        line = places[table].line if table in places else 1
        raise CodesignError(
            f"{shown}:{line}: `{name}` is not a table.", f"Write it as `[{name}]` with its keys below."
        )
    for key in data:
        if key not in known:
            from difflib import get_close_matches

            near = get_close_matches(key, known, 1)
            line = next(
                (span.line for path, span in places.items() if path[: len(table) + 1] == (*table, key)), 1
            )
            way = f"Did you mean `{near[0]}`?" if near else f"It may hold: {', '.join(known)}."
            raise CodesignError(f"{shown}:{line}: `{key}` is not a key of {name}.", way)
