"""The form of a program as something to ask: which keys a mapping has, which it needs, where a key belongs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from codesign_cli.finding import Path
from codesign_cli.model.compiled import Form
from codesign_cli.record import NamedTuple

Node = dict[str, Any]
ANY = "*"
"""A list index or an id in the pattern of a path."""

_AROUND = ("default", "nullable", "function-wrap", "function-before", "function-after")
_PLACEHOLDERS: dict[str, Any] = {"account_id": "x", "short_id": "x", "position": 1, "version": 1}


class Group(NamedTuple):
    """A mapping of the format: its keys."""

    fields: dict[str, Node]
    """The schema of each key's value."""
    required: tuple[str, ...]


class Shape:
    """The format of a program, from its form."""

    def __init__(self, form: Form) -> None:
        self._definitions: dict[str, Node] = {node["ref"]: node for node in form.get("definitions", ())}
        self.root: Node = form["schema"] if form["type"] == "definitions" else form

    def bare(self, node: Node) -> Node:
        """A node without what wraps it: a `model`, `tuple`, `dict`, or what a single value is."""
        while True:
            if node["type"] in _AROUND:
                node = node["schema"]
            elif node["type"] == "definition-ref":
                node = self._definitions[node["schema_ref"]]
            else:
                return node

    def group(self, node: Node) -> Group | None:
        """The keys of a node, where it is a mapping of the format."""
        node = self.bare(node)
        if node["type"] != "model":
            return None
        fields = {name: field["schema"] for name, field in node["schema"]["fields"].items()}
        return Group(fields, tuple(name for name, inner in fields.items() if inner["type"] != "default"))

    def step(self, node: Node, part: str | int) -> Node:
        """The node of a key, an index or an id in another one; KeyError where a mapping has no such key."""
        node = self.bare(node)
        inner: Node
        if node["type"] == "tuple":
            inner = node["items_schema"][0]
        elif node["type"] == "dict":
            inner = node["values_schema"]
        else:
            inner = node["schema"]["fields"][part]["schema"]
        return inner

    def at(self, path: Path) -> Node:
        """The node at a path of the data; one thing alone may stand where a list of it is meant."""
        node = self.root
        for part in path:
            if not isinstance(part, int) and self.bare(node)["type"] == "tuple":
                node = self.step(node, 0)
            node = self.step(node, part)
        return node

    def group_of(self, path: Path, value: Any) -> Group | None:
        """The keys of the mapping `value` at a path; one mapping alone may stand where a list of it is meant."""
        node = self.at(path)
        if not isinstance(value, list) and self.bare(node)["type"] == "tuple":
            node = self.step(node, 0)
        return self.group(node)

    def placeholder(self, node: Node) -> Any:
        """A harmless value for a required key that is missing."""
        if node["type"] == "function-after":
            return "?"
        node = self.bare(node)
        if node["type"] == "literal":
            return node["expected"][0]
        group = self.group(node)
        if group:
            return {name: self.placeholder(group.fields[name]) for name in group.required}
        return _PLACEHOLDERS[node["function"]["function"]]

    def says(self, node: Node, function: str) -> bool:
        """Whether a function of `values` wraps a node."""
        while node["type"] in _AROUND:
            if node.get("function", {}).get("function") == function:
                return True
            node = node["schema"]
        return False

    def places(self, key: str) -> list[Path]:
        """Every place of the format that bears a key, as patterns: `("accounts", "*", "health")`."""
        return [path for path in self._paths(self.root, ()) if path[-1] == key]

    def _paths(self, node: Node, path: Path) -> Iterator[Path]:
        node = self.bare(node)
        group = self.group(node)
        if group:
            for name, inner in group.fields.items():
                yield (*path, name)
                yield from self._paths(inner, (*path, name))
        elif node["type"] in ("tuple", "dict"):
            yield from self._paths(self.step(node, 0), (*path, ANY))
