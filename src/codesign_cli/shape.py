"""From plain data to a program: each mistake in shape is one finding, and what can be read is read all the same.

A program with mistakes is mended before the rules see it: what is unknown or wrong is taken out, what is
missing and required gets a stand-in. A rule that reads such a place must not speak, since the mistake
has its finding already; so the parts concerned remember being read (`Touched`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, cast

from pydantic_core import ValidationError

from codesign_cli.finding import Finding, Path, Span, order, path_text
from codesign_cli.model import compiled

if TYPE_CHECKING:
    from typing import Protocol

    from codesign_cli.model.form import Group, Shape
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
KEY_ERRORS = ("account_key", "short_key")
"""What `values` calls a wrong id where it is a key; what stands behind such a key is not judged as well."""
MOST_PLACES = 3
"""In how many places of the format a key may stand to be told where it belongs."""
MOST_SUGGESTIONS = 50
"""Unknown keys and time zones that get a "did you mean"; a file with more is no program, and searching takes time."""

_NAMES = {
    "FIL003": "unknown-key",
    "FIL004": "invalid-value",
    "FIL005": "missing-key",
    "FIL012": "newer-format",
}


class Touched:
    """Whether a broken place was read since `begin`."""

    def __init__(self) -> None:
        self._read = False

    def begin(self) -> None:
        """Starts anew: nothing has been read."""
        self._read = False

    def any(self) -> bool:
        """Whether something broken has been read."""
        return self._read

    def mark(self) -> None:
        """Something broken is being read."""
        self._read = True


@dataclass(frozen=True)
class Shaped:
    """A program and what is wrong with its shape."""

    program: Program | None
    """None where nothing can be read: no mapping, another kind, a newer format."""
    findings: tuple[Finding, ...] = ()
    """In the order of their places."""
    touched: Touched = field(default_factory=Touched)
    """Tells whether a broken place of the program was read."""


@dataclass(frozen=True)
class _Mistake:
    """One thing wrong with the shape."""

    kind: Literal["unknown", "value", "missing", "empty", "key"]
    """`empty`: required, written, and empty; `key`: a wrong id as the key of a mapping."""
    path: Path
    """Where in the data; for something missing, where it should be."""
    message: str
    help: str = ""
    broken: tuple[Path, ...] = ()
    """Paths of the values nobody may rely on; with `*` for any index or id."""


def shape(data: Any, text: Places, file: str, *, stem: str = "", cache: str | None = None) -> Shaped:
    """Reads plain data as a program.

    `text` tells where values stand, `file` is the file's name for findings about the whole, `stem` the id of
    a program that gives none, `cache` a folder for the compiled model (None: none is used).
    """
    first = _whole(data)
    if first is not None:
        code, path, message, help = first
        kind = "newer" if code == "FIL012" else "value"
        return Shaped(None, (_finding(code, path, message, help, data, text, kind),))
    model = compiled.load(cache)
    try:
        program = model.validator.validate_python(data)
    except ValidationError as error:
        shaped = _broken(data, text, model, error)
    else:
        shaped = Shaped(cast("Program", program))
    if shaped.program is not None and stem and vars(shaped.program)["id"] is None:
        vars(shaped.program)["id"] = stem
    return shaped


def _whole(data: Any) -> tuple[str, Path, str, str] | None:
    """What makes a file unreadable as a program: code, path, message, help."""
    from_here = "A program begins with `codesign: 1`, a `title` and a `feature`."
    if data is None or data == {}:
        return "FIL005", (), "The file is empty.", from_here
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


def _newer(version: int) -> tuple[str, Path, str, str]:
    from codesign_cli.model.mistakes import shown

    said = shown(version).removeprefix("the number ")
    message = f"The file is written in format {said}; this version of codesign reads format {FORMAT}."
    return "FIL012", ("codesign",), message, "Install a newer codesign to check it."


def _broken(data: Any, text: Places, model: compiled.Model, error: ValidationError) -> Shaped:
    """A program with mistakes: their findings, and the program mended."""
    from codesign_cli.model.form import Shape

    form = Shape(model.form)
    touched = Touched()
    mistakes = _Mistakes(data, form).read(error)
    found = tuple(sorted((_as_finding(mistake, data, text) for mistake in mistakes), key=order))
    try:
        program = model.validator.validate_python(_mend(data, mistakes, form))
    except ValidationError:  # no known file leads here; the findings stand, and no rule speaks
        return Shaped(None, found, touched)
    _track(program, mistakes, touched)
    return Shaped(cast("Program", program), found, touched)


# From errors to mistakes


class _Mistakes:
    """Reads what the validator found as mistakes, one for each cause."""

    def __init__(self, data: Any, form: Shape) -> None:
        self._data = data
        self._form = form
        self._suggested = 0

    def read(self, error: ValidationError) -> list[_Mistake]:
        """The mistakes of one validation."""
        errors = error.errors(include_url=False, include_context=False)
        missing = {self._path(e["loc"][:-1])[0] + e["loc"][-1:] for e in errors if e["type"] == "missing"}
        mistakes = [
            self._unknown(self._path(e["loc"])[0], missing)
            for e in errors
            if e["type"] in ("extra_forbidden", "invalid_key")
        ]
        meant = {path for mistake in mistakes for path in mistake.broken}
        mistakes += [self._missing(path) for path in sorted(missing - meant, key=str)]
        wrong_keys = {self._path(e["loc"][:-1])[0] for e in errors if e["type"] in KEY_ERRORS}
        for e in errors:
            if e["type"] in ("extra_forbidden", "invalid_key", "missing"):
                continue
            mistake = self._value(e["type"], e["loc"], e["input"])
            above = (mistake.path[:length] for length in range(1, len(mistake.path) + 1))
            if mistake.kind == "key" or wrong_keys.isdisjoint(above):
                mistakes.append(mistake)
        return mistakes

    def _path(self, loc: tuple[str | int, ...]) -> tuple[Path, bool]:
        """Where in the data an error stands, and whether it stands there and not inside a short form.

        One person alone is read as a list of one, a bare name as a person: such steps are not in the data.
        """
        data, path = self._data, []
        for part in loc:
            if isinstance(data, dict):
                keys = [part] if part in data else [key for key in data if str(key) == part]
                if keys:
                    path.append(keys[0])
                    data = data[keys[0]]
                elif part != 0:
                    return tuple(path), False
            elif isinstance(data, list) and isinstance(part, int) and part < len(data):
                path.append(part)
                data = data[part]
            else:
                return tuple(path), False
        return tuple(path), True

    def _get(self, path: Path) -> Any:
        data = self._data
        for part in path:
            data = data[part]
        return data

    def _group(self, path: Path) -> Group | None:
        return self._form.group_of(path, self._get(path))

    # Unknown keys

    def _unknown(self, path: Path, missing: set[Path]) -> _Mistake:
        """A key that the mapping does not have, with the key that was meant."""
        from codesign_cli.model.mistakes import options, visible

        above, key = path[:-1], str(path[-1])
        group = self._group(above)
        written = self._get(above)
        fields = tuple(group.fields) if group else ()
        where = _where(above)
        unwritten = tuple(name for name in fields if name not in written)
        same, places = self._meant(above, key, fields, unwritten, missing)
        message = f"`{visible(key)}` is not a key of {where}"
        if same:
            return _Mistake("unknown", path, f"{message}; did you mean `{same}`?", "", ((*above, same),))
        if places:
            right = options([_level(place[:-1]) for place in places])
            message = f"`{visible(key)}` belongs {right}, not {_level(above)}."
            return _Mistake("unknown", path, message, "Move it there.", tuple(places))
        rest = tuple((*above, name) for name in unwritten)
        return _Mistake("unknown", path, f"{message}.", "Remove it, or look the key up in the format.", rest)

    def _meant(
        self, above: Path, key: str, fields: tuple[str, ...], unwritten: tuple[str, ...], missing: set[Path]
    ) -> tuple[str | None, list[Path]]:
        """The key of the same mapping that was meant, or the places of the format where the key belongs."""
        from codesign_cli.model.nearest import distance, nearest

        self._suggested += 1
        if self._suggested > MOST_SUGGESTIONS:
            return None, []
        owed = [name for name in unwritten if (*above, name) in missing]
        near = nearest(key, owed) or next(
            (name for name in owed if len(name) < 3 and distance(key, name) < 2), None
        )
        near = near or nearest(key, unwritten)
        places = self._form.places(key)
        elsewhere = [place for place in places if len(place) == min(map(len, places))]
        if 0 < len(elsewhere) <= MOST_PLACES and (near is None or distance(key, near) > 1):
            return None, elsewhere
        return near or nearest(key, fields), []

    # Missing and wrong values

    def _missing(self, path: Path) -> _Mistake:
        """A required key that is not there."""
        message = f"`{path[-1]}` is missing in {_where(path[:-1])}."
        return _Mistake("missing", path, message, f"Add `{path[-1]}:` there.", (path,))

    def _value(self, kind: str, loc: tuple[str | int, ...], value: Any) -> _Mistake:
        """A value that cannot be what it should be."""
        from codesign_cli.model.mistakes import sentence

        if kind in KEY_ERRORS:
            path, _ = self._path(loc[:-1])
            label = f"A key of {_label(path[:-1])}"
            return _Mistake("key", path, sentence(kind, label, str(path[-1])), "", (path,))
        path, exact = self._path(loc)
        group = self._group(path[:-1]) if path else None
        blank = value is None or (isinstance(value, str) and not value.strip())
        if exact and blank and group is not None and path[-1] in group.required:
            message = f"`{path[-1]}` is written but empty."
            return _Mistake("empty", path, message, f"Write what stands behind `{path[-1]}:`.", (path,))
        if blank and path and isinstance(path[-1], int):
            message = f"{_label(path)} is empty; write it, or take its dash away."
            return _Mistake("value", path, message, "", (path,))
        node = self._form.at(path)
        if kind == "model_type" and node is not None and self._form.says(node, "person"):
            kind = "person"
        allowed = self._zones() if kind == "zone" else self._allowed(path)
        return _Mistake("value", path, sentence(kind, _label(path), value, allowed), "", (path,))

    def _zones(self) -> tuple[str, ...]:
        """The names of all time zones, as long as suggestions are made."""
        from zoneinfo import available_timezones

        self._suggested += 1
        if self._suggested > MOST_SUGGESTIONS:
            return ()
        return tuple(sorted(available_timezones()))

    def _allowed(self, path: Path) -> tuple[str, ...]:
        """The words that a choice takes, or the keys of a mapping."""
        node = self._form.at(path)
        if node is None:
            return ()
        bare = self._form.bare(node)
        if bare["type"] == "tuple" and not isinstance(self._get(path), list):
            bare = self._form.bare(bare["items_schema"][0])
        if bare["type"] == "literal":
            return tuple(bare["expected"])
        group = self._form.group(bare)
        if group is None:
            return ()
        return (*group.required, *(name for name in group.fields if name not in group.required))


def _where(path: Path) -> str:
    """What a sentence calls a mapping."""
    from codesign_cli.model.mistakes import visible

    if not path:
        return "the program"
    name = f"`{visible(path_text(_names(path)), 60)}`"
    return f"this entry of {name}" if isinstance(path[-1], int) else name


def _level(path: Path) -> str:
    """Where in the format a mapping or a pattern of one stands."""
    return f"under `{path_text(_names(path))}`" if path else "at the top level"


def _label(path: Path) -> str:
    """What a sentence calls a place."""
    from codesign_cli.model.mistakes import visible

    if isinstance(path[-1], int):
        return f"An entry of {_label(path[:-1])}" if not isinstance(path[-2], int) else "An entry"
    return f"`{visible(str(path[-1]))}`"


def _names(path: Path) -> Path:
    """A path or pattern without indices and ids: what a person calls the mapping."""
    return tuple(part for part in path if not isinstance(part, int) and part != "*")


# Findings


def _as_finding(mistake: _Mistake, data: Any, text: Places) -> Finding:
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
        span=text.place(path) if span is None or _flat(span) else span,
        path=path_text(path),
        key=id_path(data, path),
        message=message,
        help=help,
        source="X",
        clause=kind,
    )


def _flat(span: Span) -> bool:
    """Whether a stretch has no width: the key says more than an empty value."""
    return (span.line, span.column) == (span.end_line, span.end_column)


def id_path(data: Any, path: Path) -> str:
    """A path as text with ids in place of indices where the items have any: `accounts[northwind].health`."""
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
            parts.append(f"[{name if isinstance(name, (str, int)) else part}]")
        else:
            parts.append(f".{part}" if parts else str(part))
        data = inner
    return "".join(parts)


# Mending


def _mend(data: Any, mistakes: list[_Mistake], form: Shape) -> Any:
    """The data without what is wrong, with stand-ins for what is required."""
    gone = {mistake.path for mistake in mistakes if mistake.kind != "missing"}
    missing = {mistake.path for mistake in mistakes if mistake.kind == "missing"}
    concerned = {path[:length] for path in gone | missing for length in range(len(path))}

    def copy(value: Any, path: Path) -> Any:
        if path not in concerned:
            return value
        if isinstance(value, list):
            return [copy(item, (*path, i)) for i, item in enumerate(value) if (*path, i) not in gone]
        if not isinstance(value, dict):
            return value
        kept = {key: copy(item, (*path, key)) for key, item in value.items() if (*path, key) not in gone}
        group = form.group_of(path, value)
        if group is not None:
            owed = (name for name in group.required if name not in kept)
            kept |= {name: form.placeholder(group.fields[name]) for name in owed}
        return kept

    return copy(data, ())


# Remembering what was read


def _track(program: Any, mistakes: list[_Mistake], touched: Touched) -> None:
    """Lets the parts of a mended program remember that a broken place of theirs is read."""
    dropped: dict[Path, list[int]] = {}
    for path in sorted(
        (mistake.path for mistake in mistakes if _is_item(mistake)), key=lambda path: path[-1]
    ):
        dropped.setdefault(path[:-1], []).append(cast("int", path[-1]))
    found: dict[int, tuple[Any, set[str]]] = {}
    for mistake in mistakes:
        for path in mistake.broken:
            for part, name in _owners(program, _shifted(path, dropped)):
                found.setdefault(id(part), (part, set()))[1].add(name)
    classes: dict[tuple[type, frozenset[str]], type] = {}
    for part, names in found.values():
        key = (type(part), frozenset(names))
        if key not in classes:
            classes[key] = _watched(*key, touched)
        object.__setattr__(part, "__class__", classes[key])


def _is_item(mistake: _Mistake) -> bool:
    """Whether the mistake takes an item out of a list."""
    return mistake.kind == "value" and bool(mistake.path) and isinstance(mistake.path[-1], int)


def _shifted(path: Path, dropped: dict[Path, list[int]]) -> Path:
    """A path of the data as a path of the mended program, whose lists have lost some items."""
    moved: list[str | int] = []
    for length, part in enumerate(path):
        if isinstance(part, int) and path[:length] in dropped:
            gone = dropped[path[:length]]
            before = bisect_left(gone, part)
            if before < len(gone) and gone[before] == part:
                break
            part -= before
        moved.append(part)
    return tuple(moved)


def _owners(part: Any, path: Path) -> Iterator[tuple[Any, str]]:
    """The parts whose attribute holds, or would hold, what is at a path or pattern; the innermost each."""
    name = str(path[0]) if path else ""
    if name not in vars(part):
        return
    inner = list(_parts(vars(part)[name], path[1:]))
    owners = [owner for value, rest in inner for owner in _owners(value, rest)]
    if owners:
        yield from owners
    else:
        yield part, name


def _parts(value: Any, path: Path) -> Iterator[tuple[Any, Path]]:
    """The parts of the program at or below a value on a path, each with the rest of the path."""
    if isinstance(value, compiled.Plain):
        if path:
            yield value, path
    elif isinstance(value, tuple) and value and path:
        if path[0] == "*":
            for item in value:
                yield from _parts(item, path[1:])
        elif not isinstance(path[0], int):
            yield from _parts(value[0], path)
        elif path[0] < len(value):
            yield from _parts(value[path[0]], path[1:])
    elif isinstance(value, dict) and path:
        keys = list(value) if path[0] == "*" else [path[0]]
        for key in keys:
            yield from _parts(value.get(key), path[1:])


def _watched(base: type, names: frozenset[str], touched: Touched) -> type:
    """A class as `base` whose instances tell `touched` when one of these attributes is read."""

    def read(part: object, name: str) -> Any:
        if name in names:
            touched.mark()
        return object.__getattribute__(part, name)

    return type(base.__name__, (base,), {"__slots__": (), "__getattribute__": read})
