"""A program with mistakes, mended so that it can be read, and made to remember when a broken place of it is read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import Any, cast

from codesign_cli.finding import Path
from codesign_cli.model.causes import Mistake
from codesign_cli.model.compiled import Plain
from codesign_cli.model.form import Shape


def mend(data: Any, mistakes: Sequence[Mistake], form: Shape) -> Any:
    """The data without what is wrong, with stand-ins for what is required."""
    gone = {mistake.path for mistake in mistakes if mistake.kind != "missing"}
    missing = {mistake.path for mistake in mistakes if mistake.kind == "missing"}
    concerned = {path[:length] for path in gone | missing for length in range(len(path))}

    def copy(value: Any, path: Path) -> Any:
        if path not in concerned:
            return value
        if isinstance(value, list):
            return [copy(item, (*path, i)) for i, item in enumerate(value) if (*path, i) not in gone]
        kept = {key: copy(item, (*path, key)) for key, item in value.items() if (*path, key) not in gone}
        group = form.group_of(path, value)
        if group is not None:
            owed = (name for name in group.required if name not in kept)
            kept |= {name: form.placeholder(group.fields[name]) for name in owed}
        return kept

    return copy(data, ())


def track(program: Any, mistakes: Sequence[Mistake], mark: Callable[[object], None]) -> None:
    """Lets the parts of a mended program call `mark` with themselves whenever a broken place of theirs is read."""
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
            classes[key] = _watched(*key, mark)
        object.__setattr__(part, "__class__", classes[key])


def _is_item(mistake: Mistake) -> bool:
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
    name = str(path[0])
    inner = _parts(vars(part).get(name), path[1:])
    owners = [owner for value, rest in inner for owner in _owners(value, rest)]
    if owners:
        yield from owners
    else:
        yield part, name


def _parts(value: Any, path: Path) -> Iterator[tuple[Any, Path]]:
    """The parts of the program at or below a value on a path, each with the rest of the path."""
    if isinstance(value, Plain):
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


def _watched(base: type, names: frozenset[str], mark: Callable[[object], None]) -> type:
    """A class as `base` whose instances call `mark` when one of these attributes is read."""

    def read(part: object, name: str) -> Any:
        if name in names:
            mark(part)
        return object.__getattribute__(part, name)

    return type(base.__name__, (base,), {"__slots__": (), "__getattribute__": read})
