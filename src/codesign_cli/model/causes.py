"""From the validator's errors to mistakes: one for each cause, at the place in the data where a person made it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Literal

from codesign_cli.finding import Path, path_text
from codesign_cli.model.core import ValidationError
from codesign_cli.model.form import Group, Shape
from codesign_cli.model.mistakes import options, sentence, visible
from codesign_cli.model.nearest import distance, nearest

KEY_ERRORS = ("account_key", "short_key")
"""What `values` calls a wrong id where it is a key; what stands behind such a key is not judged as well."""
MOST_PLACES = 3
"""In how many places of the format a key may stand to be told where it belongs."""
MOST_SUGGESTIONS = 50
"""Unknown keys and time zones that get a "did you mean"; a file with more is no program, and searching takes time."""

_NO_WORDS = {
    "<<": (
        "`<<` takes keys over from another place, and a program file has no such sign: YAML 1.2 dropped it.",
        "Write those keys out here, each on its line.",
    ),
    "": ("In {where} a colon stands without a key before it.", "Write the key, or delete the line."),
}
"""Keys that nobody mistyped: what the sign means, and the way out. What they may stand for is not missed as well."""


@dataclass(frozen=True)
class Mistake:
    """One thing wrong with the shape."""

    kind: Literal["unknown", "value", "missing", "empty", "key"]
    """`empty`: required, written, and empty; `key`: a wrong id as the key of a mapping."""
    path: Path
    """Where in the data; for something missing, where it should be."""
    message: str
    help: str = ""
    broken: tuple[Path, ...] = ()
    """Paths of the values nobody may rely on; with `*` for any index or id."""
    settles: tuple[Path, ...] = ()
    """Missing keys that are no mistake of their own: this one is why they are missing."""


def causes(error: ValidationError, data: Any, form: Shape, most: int | None = None) -> list[Mistake]:
    """The mistakes behind the errors of one validation of `data`; behind the first `most` where that is given."""
    return _Reading(data, form).mistakes(error, most)


class _Reading:
    """Reads what the validator found as mistakes, one for each cause."""

    def __init__(self, data: Any, form: Shape) -> None:
        self._data = data
        self._form = form
        self._suggested = 0

    def mistakes(self, error: ValidationError, most: int | None) -> list[Mistake]:
        """The mistakes of one validation."""
        errors = error.errors(include_url=False, include_context=False)[:most]
        missing = {self._path(e["loc"][:-1])[0] + e["loc"][-1:] for e in errors if e["type"] == "missing"}
        unknown = [self._path(e["loc"])[0] for e in errors if e["type"] == "extra_forbidden"]
        many = Counter(path[:-1] for path in unknown)
        mistakes = [self._unknown(path, missing, many[path[:-1]] == 1) for path in unknown]
        settled = {path for mistake in mistakes for path in mistake.settles}
        mistakes += [self._missing(path) for path in sorted(missing - settled, key=str)]
        wrong_keys = {self._path(e["loc"][:-1])[0] for e in errors if e["type"] in KEY_ERRORS}
        for e in errors:
            if e["type"] in ("extra_forbidden", "missing"):
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
        data: Any = self._data
        path: list[str | int] = []
        for part in loc:
            if part == 0 and isinstance(data, dict):
                continue
            if type(data) not in (dict, list):
                return tuple(path), False
            path.append(part)
            data = data[part]
        return tuple(path), True

    def _get(self, path: Path) -> Any:
        data = self._data
        for part in path:
            data = data[part]
        return data

    def _group(self, path: Path) -> Group | None:
        return self._form.group_of(path, self._get(path))

    # Unknown keys

    def _unknown(self, path: Path, missing: set[Path], alone: bool) -> Mistake:
        """A key that the mapping does not have, with the key that was meant; `alone`: it is the only one there."""
        above, key = path[:-1], str(path[-1])
        group = self._group(above)
        written = self._get(above)
        fields = tuple(group.fields) if group else ()
        where = _where(above)
        unwritten = tuple(name for name in fields if name not in written)
        if key in _NO_WORDS:
            message, help = _NO_WORDS[key]
            rest = tuple((*above, name) for name in unwritten)
            return Mistake(
                "unknown", path, message.format(where=where), help, rest, tuple(missing & set(rest))
            )
        same, places = self._meant(above, key, fields, unwritten, missing)
        message = f"`{visible(key)}` is not a key of {where}"
        if same:
            meant = ((*above, same),)
            return Mistake("unknown", path, f"{message}; did you mean `{same}`?", "", meant, meant)
        if places:
            right = options([_level(place[:-1]) for place in places])
            message = f"`{visible(key)}` belongs {right}, not {_level(above)}."
            return Mistake("unknown", path, message, "Move it there.", tuple(places), tuple(places))
        rest = tuple((*above, name) for name in unwritten)
        owed = [name for name in unwritten if (*above, name) in missing]
        if alone and len(owed) == 1:
            message = f"{message}, and `{owed[0]}` is missing there."
            help = f"Write `{owed[0]}` in its place, or add it."
            return Mistake("unknown", path, message, help, rest, ((*above, owed[0]),))
        return Mistake("unknown", path, f"{message}.", "Remove it, or look the key up in the format.", rest)

    def _meant(
        self, above: Path, key: str, fields: tuple[str, ...], unwritten: tuple[str, ...], missing: set[Path]
    ) -> tuple[str | None, list[Path]]:
        """The key of the same mapping that was meant, or the places of the format where the key belongs."""
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

    def _missing(self, path: Path) -> Mistake:
        """A required key that is not there."""
        message = f"`{path[-1]}` is missing in {_where(path[:-1])}."
        help = "Begin the file with `codesign: 1`." if path == ("codesign",) else f"Add `{path[-1]}:` there."
        return Mistake("missing", path, message, help, (path,))

    def _value(self, kind: str, loc: tuple[str | int, ...], value: Any) -> Mistake:
        """A value that cannot be what it should be."""
        if kind in KEY_ERRORS:
            path, _ = self._path(loc[:-1])
            label = f"A key of {_label(path[:-1])}"
            return Mistake("key", path, sentence(kind, label, str(path[-1])), "", (path,))
        path, exact = self._path(loc)
        group = self._group(path[:-1]) if path else None
        blank = value is None or (isinstance(value, str) and not value.strip())
        if exact and blank and group is not None and path[-1] in group.required:
            message = f"`{path[-1]}` is written but empty."
            return Mistake("empty", path, message, f"Write what stands behind `{path[-1]}:`.", (path,))
        if blank and path and isinstance(path[-1], int):
            message = f"{_label(path)} is empty; write it, or take its dash away."
            return Mistake("value", path, message, "", (path,))
        if kind == "model_type" and self._form.says(self._form.at(path), "person"):
            kind = "person"
        allowed = self._zones() if kind == "zone" else self._allowed(path)
        return Mistake("value", path, sentence(kind, _label(path), value, allowed), "", (path,))

    def _zones(self) -> tuple[str, ...]:
        """The names of all time zones, as long as suggestions are made."""
        from zoneinfo import available_timezones

        self._suggested += 1
        if self._suggested > MOST_SUGGESTIONS:
            return ()
        return tuple(sorted(available_timezones()))

    def _allowed(self, path: Path) -> tuple[str, ...]:
        """The words that a choice takes, or the keys of a mapping."""
        bare = self._form.bare(self._form.at(path))
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
    if not path:
        return "the program"
    name = f"`{visible(path_text(_names(path)), 60)}`"
    return f"this entry of {name}" if isinstance(path[-1], int) else name


def _level(path: Path) -> str:
    """Where in the format a mapping or a pattern of one stands."""
    return f"under `{path_text(_names(path))}`" if path else "at the top level"


def _label(path: Path) -> str:
    """What a sentence calls a place."""
    if isinstance(path[-1], int):
        return f"An entry of {_label(path[:-1])}" if not isinstance(path[-2], int) else "An entry"
    return f"`{visible(str(path[-1]))}`"


def _names(path: Path) -> Path:
    """A path or pattern without indices and ids: what a person calls the mapping."""
    return tuple(part for part in path if not isinstance(part, int) and part != "*")
