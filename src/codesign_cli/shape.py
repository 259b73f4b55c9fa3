"""From plain data to a program: each mistake in shape is one finding, and what can be read is read all the same.

A program with mistakes is mended before the rules see it: what is unknown or wrong is taken out, what is
missing and required gets a stand-in. A rule that reads such a place must not speak, since the mistake
has its finding already; so the parts concerned remember being read (`Touched`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from codesign_cli.finding import Finding, Path, Span, order, path_text
from codesign_cli.model import compiled
from codesign_cli.model.core import ValidationError
from codesign_cli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Protocol

    from codesign_cli.model.causes import Mistake
    from codesign_cli.model.program import Program

    class Places(Protocol):
        """Where values stand: a source, or one laid over another."""

        def place(self, path: Path) -> Span:
            """Where a finding about `path` stands."""

        def key_span(self, path: Path) -> Span | None:
            """The key that holds the value at `path`."""

        def value_span(self, path: Path) -> Span | None:
            """The value at `path`."""

        def file_of(self, path: Path) -> str:
            """The file in which it is written."""


FORMAT = 1
"""The newest version of the format that is read."""
KINDS = ("co-design", "advisory-board", "workshop", "game", "beta", "feedback-board", "interviews")

MOST_MISTAKES = 200
"""Mistakes in shape that are told; a file with more is no program, and reading on would take seconds."""
MOST_LETTERS = 262_144
"""Characters of all texts of a program together, each `*` replaced by what it refers to."""
MOST_ENTRIES = 2_000
"""Entries of one list, or keys of one group."""
_FEWER = {"sessions": 100, "accounts": 500, "waivers": 500}
"""Entries of the lists that are compared with others, so that no file takes seconds."""

_NAMES = {
    "FIL003": "unknown-key",
    "FIL004": "invalid-value",
    "FIL005": "missing-key",
    "FIL012": "newer-format",
}


class Touched:
    """Which parts of a program had a broken place read since `begin`."""

    def __init__(self) -> None:
        self.parts: list[object] = []
        """The parts, as often as they were read."""

    def begin(self) -> None:
        """Starts anew: nothing has been read."""
        self.parts.clear()

    def any(self) -> bool:
        """Whether something broken has been read."""
        return bool(self.parts)

    def mark(self, part: object) -> None:
        """Something broken of this part is being read."""
        self.parts.append(part)


class Shaped(NamedTuple):
    """A program and what is wrong with its shape."""

    program: Program | None
    """None where nothing can be read: no mapping, another kind, a newer format."""
    findings: tuple[Finding, ...]
    """In the order of their places."""
    touched: Touched
    """Tells whether a broken place of the program was read."""


def shape(data: Any, text: Places, file: str, *, stem: str = "", cache: str | None = None) -> Shaped:
    """Reads plain data as a program.

    `text` tells where values stand, `file` is the file's name for findings about the whole, `stem` the id of
    a program that gives none, `cache` a folder for the compiled model (None: none is used).
    """
    first = _whole(data)
    if first is not None:
        code, path, message, help = first
        kind = "newer" if code == "FIL012" else "value"
        return Shaped(None, (_finding(code, path, message, help, data, text, kind),), Touched())
    large = _too_large(data)
    if large is not None:
        path, message = large
        help = "Split it: nothing else in this file is checked."
        return Shaped(None, (_finding("FIL004", path, message, help, data, text),), Touched())
    model = compiled.load(cache)
    try:
        program = model.validator.validate_python(data)
    except ValidationError as error:
        shaped = _broken(data, text, model, error)
    else:
        shaped = Shaped(cast("Program", program), (), Touched())
    if shaped.program is not None and stem and vars(shaped.program)["id"] is None:
        vars(shaped.program)["id"] = stem
    return shaped


def _whole(data: Any) -> tuple[str, Path, str, str] | None:
    """What makes a file unreadable as a program: code, path, message, help."""
    from_here = "A program begins with `codesign: 1`, a `title` and a `feature`."
    if data is None or data == {}:
        return "FIL005", (), "Nothing is written in this file yet.", from_here
    if not isinstance(data, dict):
        what = "a list" if isinstance(data, list) else "one value"
        return "FIL004", (), f"The file holds {what}; a program is a group of keys.", from_here
    version, kind = data.get("codesign"), data.get("kind")
    if isinstance(version, int) and not isinstance(version, bool) and version > FORMAT:
        return _newer(version)
    if isinstance(kind, str) and kind in KINDS[1:]:
        message = f"The file is of kind `{kind}`; this version checks co-design programs only."
        return "FIL004", ("kind",), message, "The other kinds come in a later version."
    return None


def _too_large(data: dict[str, Any]) -> tuple[Path, str] | None:
    """The first place with more than a program has, and what is wrong there; every rule may take its time with less.

    Most programs are far below every limit: then adding up is enough, and nobody notes where anything stands.
    """
    short = all(len(data[key]) <= most for key, most in _FEWER.items() if data.get(key).__class__ in _HOLDING)
    return None if short and _weight(data) <= MOST_LETTERS else _Weighed(data).large


_HOLDING = (dict, list)


def _weight(value: Any) -> int:
    """Characters of all texts in a dict or list; more than any program's where one of them has too many entries."""
    total = 0 if len(value) <= MOST_ENTRIES else MOST_LETTERS + 1
    for item in value.values() if value.__class__ is dict else value:
        if item.__class__ is str:
            total += len(item)
        elif item.__class__ in _HOLDING:
            total += _weight(item)
    return total


class _Weighed:
    """Looks where data is larger than any program."""

    def __init__(self, data: Any) -> None:
        self.large: tuple[Path, str] | None = None
        """The first place with too much, and what is wrong there."""
        self._letters = 0
        self._look(data, ())

    def _look(self, value: Any, path: Path) -> None:
        """Counts what is at and below a path, as long as nothing is too large."""
        if value.__class__ is str:
            self._letters += len(value)
            return
        if value.__class__ is not dict and value.__class__ is not list:
            return
        most = _FEWER.get(str(path[0]), MOST_ENTRIES) if len(path) == 1 else MOST_ENTRIES
        if len(value) > most and path:
            of = "entries" if value.__class__ is list else "keys"
            self.large = path, f"There are {len(value):,} {of} here, and a program has at most {most:,}."
            return
        for key, item in value.items() if value.__class__ is dict else enumerate(value):
            if item.__class__ is str:
                self._letters += len(item)
            elif item.__class__ is dict or item.__class__ is list:
                self._look(item, (*path, key))
                if self.large:
                    return
            if self._letters > MOST_LETTERS:
                said = f"The texts of this file have more than {MOST_LETTERS:,} characters up to here"
                self.large = (*path, key), f"{said}, the most that a program has."
                return


def _newer(version: int) -> tuple[str, Path, str, str]:
    from codesign_cli.model.mistakes import shown

    said = shown(version).removeprefix("the number ")
    message = f"The file is written in format {said}; this version of codesign reads format {FORMAT}."
    return "FIL012", ("codesign",), message, "Install a newer codesign to check it."


def _broken(data: Any, text: Places, model: compiled.Model, error: ValidationError) -> Shaped:
    """A program with mistakes: their findings, and the program mended."""
    from codesign_cli.model.causes import causes
    from codesign_cli.model.form import Shape
    from codesign_cli.model.mending import mend, track

    form = Shape(model.form)
    touched = Touched()
    if error.error_count() > MOST_MISTAKES:
        mistakes = causes(error, data, form, MOST_MISTAKES)
        found = tuple(sorted((_as_finding(mistake, data, text) for mistake in mistakes), key=order))
        return Shaped(None, (*found, _too_many(data, text)), touched)
    mistakes = causes(error, data, form)
    found = tuple(sorted((_as_finding(mistake, data, text) for mistake in mistakes), key=order))
    try:
        program = model.validator.validate_python(mend(data, mistakes, form))
    except ValidationError:  # no known file leads here; the findings stand, and no rule speaks
        return Shaped(None, found, touched)
    track(program, mistakes, touched.mark)
    return Shaped(cast("Program", program), found, touched)


# Findings


def _too_many(data: Any, text: Places) -> Finding:
    """That there are more mistakes than are told."""
    message = f"More than {MOST_MISTAKES} things in this file are not as a program has them; the others are not told."
    help = "Mend these first, or check that it is a program at all: nothing else in it is checked."
    return _finding("FIL004", (), message, help, data, text)


def _as_finding(mistake: Mistake, data: Any, text: Places) -> Finding:
    codes = {"unknown": "FIL003", "missing": "FIL005", "empty": "FIL005"}
    code = codes.get(mistake.kind, "FIL004")
    return _finding(code, mistake.path, mistake.message, mistake.help, data, text, mistake.kind)


def _finding(
    code: str, path: Path, message: str, help: str, data: Any, text: Places, kind: str = "value"
) -> Finding:
    """A finding on a key (unknown, empty), on the mapping that lacks one, or on a value."""
    at = path[:-1] if kind == "missing" else path
    if kind in ("unknown", "empty", "key"):
        span = text.key_span(path)
    else:
        span = None if kind == "missing" else text.value_span(path)
    return Finding(
        code=code,
        name=_NAMES[code],
        severity="error",
        discipline="file",
        file=text.file_of(at),
        span=text.place(path) if span is None or _flat(span) or _below(span, text.key_span(path)) else span,
        path=path_text(path),
        key=identity(data, path),
        message=message,
        help=help,
        source="X",
        clause=kind,
    )


def _below(span: Span, key: Span | None) -> bool:
    """Whether a value begins on a line below its key: a list or mapping is known by its key."""
    return key is not None and span.line > key.line


def _flat(span: Span) -> bool:
    """Whether a stretch has no width: the key says more than an empty value."""
    return (span.line, span.column) == (span.end_line, span.end_column)


_NAMED_BY = (
    ("about",),
    ("theme",),
    ("rule", "account"),
    ("rule", "record"),
    ("rule",),
    ("account", "we_said"),
    ("account", "issue"),
    ("account", "unresolved"),
    ("account", "note"),
    ("idea",),
    ("what",),
    ("team",),
    ("on",),
    ("account",),
)
"""By which keys an item without id, number and name is known, the first that it has."""
_LONGEST_NAME = 60
"""Characters; what texts have in common beyond that does not matter, as repeats are counted."""


def identity(data: Any, path: Path) -> str:
    """A path that stays the same when something is put before it in a list.

    It has ids as `id_path` has, and where there are none the words of the item: `out_of_scope[mobile app]`.
    """
    return id_path(data, path, _words_of)


def _words_of(item: Any) -> str:
    """The words by which an item of a list is known; empty where it has none."""
    import re

    if isinstance(item, dict):
        keys = next((keys for keys in _NAMED_BY if all(_plain(item.get(key)) for key in keys)), ())
        item = " ".join(str(item[key]) for key in keys)
    return " ".join(re.findall(r"\w+", str(item).casefold()))[:_LONGEST_NAME] if _plain(item) else ""


def _plain(value: Any) -> bool:
    """Whether a value is written in one piece: a text, a number, a date."""
    return value is not None and not isinstance(value, (dict, list))


def id_path(data: Any, path: Path, otherwise: Callable[[Any], str] = lambda _: "") -> str:
    """A path as text with ids in place of indices where the items have any: `accounts[northwind].health`.

    `otherwise` names the items that have none; those that it cannot name either keep their index.
    """
    parts: list[str] = []
    for part in path:
        inner: Any = None
        if isinstance(data, dict):
            inner = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            inner = data[part]
        if isinstance(part, int):
            known = inner if isinstance(inner, dict) else {}
            name = known.get("id", known.get("number", known.get("name", part)))
            if name is part or not isinstance(name, (str, int)):
                name = otherwise(inner) or part
            parts.append(f"[{name}]")
        else:
            parts.append(f".{part}" if parts else str(part))
        data = inner
    return "".join(parts)
