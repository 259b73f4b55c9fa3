"""One program from two texts: a file laid over another one, each value keeping its own place.

A program over the `[defaults]` of a team's configuration is one; a rule's example over a clean program
is another. Mappings are merged key by key; a written `null` counts as not written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from codesign_cli.finding import Path, Span


class Text(Protocol):
    """What can be asked for the places of its values: a source, or an overlay of two."""

    @property
    def data(self) -> Any:
        """The plain data."""

    def has(self, path: Path) -> bool:
        """Whether a value is written at `path`."""

    def place(self, path: Path) -> Span:
        """Where a finding about `path` stands."""

    def key_span(self, path: Path) -> Span | None:
        """The key that holds the value at `path`."""

    def value_span(self, path: Path) -> Span | None:
        """The value at `path`."""

    def inside(self, path: Path, start: int, end: int) -> Span:
        """The place of some characters of the text value at `path`."""

    def file_of(self, path: Path) -> str:
        """The file in which the value at `path`, or its nearest ancestor, is written."""


def no_identity(_: Any) -> object:
    """List items have no identity: a list over another one replaces it."""
    return None


class Overlay:
    """`over` laid on `base`: the data of both, and for each path the text that wrote it.

    `identity` gives a list item's identity; items of one identity are merged where both lists are made
    of such items, else the upper list replaces the lower. `apart` says of two mappings that they are
    different things, so that the upper replaces the lower whole.
    """

    def __init__(
        self,
        over: Text,
        base: Text,
        identity: Callable[[Any], object] = no_identity,
        apart: Callable[[Any, Any], bool] = lambda upper, lower: False,
    ) -> None:
        self._apart = apart
        self._origin: dict[Path, tuple[Text, Path]] = {}
        self._over = over
        self._identity = identity
        self.data = self._both(over, (), over.data, base, (), base.data, ())

    def _one(self, text: Text, source: Path, data: Any, path: Path) -> Any:
        """The value of one text, its places remembered."""
        self._origin[path] = (text, source)
        if isinstance(data, dict):
            return {key: self._one(text, (*source, key), value, (*path, key)) for key, value in data.items()}
        if isinstance(data, list):
            return [self._one(text, (*source, i), value, (*path, i)) for i, value in enumerate(data)]
        return data

    def _both(
        self, over: Text, over_path: Path, upper: Any, base: Text, base_path: Path, lower: Any, path: Path
    ) -> Any:
        """The value of both texts at one path."""
        if upper is None and lower is not None:
            return self._one(base, base_path, lower, path)
        if isinstance(upper, dict) and isinstance(lower, dict) and not self._apart(upper, lower):
            self._origin[path] = (over, over_path)
            merged: dict[Any, Any] = {}
            for key in (*upper, *(key for key in lower if key not in upper)):
                at, under = (*path, key), (*base_path, key)
                if key not in lower:
                    merged[key] = self._one(over, (*over_path, key), upper[key], at)
                elif key not in upper:
                    merged[key] = self._one(base, under, lower[key], at)
                else:
                    merged[key] = self._both(over, (*over_path, key), upper[key], base, under, lower[key], at)
            return merged
        if isinstance(upper, list) and isinstance(lower, list) and self._named(upper) and self._named(lower):
            return self._lists(over, over_path, upper, base, base_path, lower, path)
        return self._one(over, over_path, upper, path)

    def _named(self, items: Sequence[Any]) -> bool:
        return bool(items) and all(self._identity(item) is not None for item in items)

    def _lists(
        self,
        over: Text,
        over_path: Path,
        upper: list[Any],
        base: Text,
        base_path: Path,
        lower: list[Any],
        path: Path,
    ) -> list[Any]:
        """The lower list's order, its items merged with the upper's of the same identity; new ones at the end."""
        self._origin[path] = (over, over_path)
        identities = [self._identity(item) for item in upper]
        used: set[int] = set()
        merged: list[Any] = []
        for index, item in enumerate(lower):
            at, under, identity = (*path, index), (*base_path, index), self._identity(item)
            if identity in identities:
                found = identities.index(identity)
                used.add(found)
                merged.append(self._both(over, (*over_path, found), upper[found], base, under, item, at))
            else:
                merged.append(self._one(base, under, item, at))
        for index, item in enumerate(upper):
            if index not in used:
                merged.append(self._one(over, (*over_path, index), item, (*path, len(merged))))
        return merged

    def _find(self, path: Path) -> tuple[Text, Path]:
        """The text that wrote the value at `path`, or its nearest ancestor, and the path there."""
        for length in range(len(path), -1, -1):
            if path[:length] in self._origin:
                text, source = self._origin[path[:length]]
                return text, source
        return self._over, path

    def has(self, path: Path) -> bool:
        """Whether one of the two writes a value at `path`."""
        return path in self._origin

    def place(self, path: Path) -> Span:
        """Where a finding about `path` stands, in the text that wrote it."""
        text, source = self._find(path)
        return text.place(source)

    def key_span(self, path: Path) -> Span | None:
        """The key that holds the value at `path`; None where there is none."""
        text, source = self._find(path)
        return text.key_span(source) if path in self._origin else None

    def value_span(self, path: Path) -> Span | None:
        """The value at `path`; None where there is none."""
        text, source = self._find(path)
        return text.value_span(source) if path in self._origin else None

    def inside(self, path: Path, start: int, end: int) -> Span:
        """The place of some characters of the text value at `path`."""
        text, source = self._find(path)
        return text.inside(source, start, end)

    def file_of(self, path: Path) -> str:
        """The file that writes the value at `path`, or its nearest ancestor."""
        text, source = self._find(path)
        return text.file_of(source)
