"""From YAML nodes to plain data: the scalars of YAML 1.2, tags, duplicate keys, the limit of aliases."""

from __future__ import annotations

from typing import Any

from codesign_cli.record import NamedTuple

MAX_DEPTH = 100
"""Levels of nesting; `readings.md`, FIL001."""
MAX_NODES = 100_000
"""Values and keys after aliases are expanded; `readings.md`, FIL001."""

# A node is PyYAML's or ruamel's: both have id, tag, value, start_mark.index, end_mark.index and style.
Node = Any

_CORE = "tag:yaml.org,2002:"
_WORDS: dict[str, Any] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
    ".nan": float("nan"), ".NaN": float("nan"), ".NAN": float("nan"),
}  # fmt: skip
_WORDS |= {sign + word: float(sign + "inf") for sign in ("", "+", "-") for word in (".inf", ".Inf", ".INF")}
_NUMERIC = frozenset("+-.0123456789")
_ODD = _NUMERIC | frozenset(word[:1] for word in _WORDS)
"""The first characters of every plain scalar that may be something else than text: a table, no pattern."""

_LONGEST_NUMBER = 400
"""Digits; a longer number stays text (it fits no key, and Python refuses to read 4,300)."""


class Broken(Exception):
    """Why a file cannot be read: a stretch of its text, a sentence and the way out."""

    def __init__(self, start: int, end: int, message: str, help: str, *, word: bool = False) -> None:
        super().__init__(message)
        self.start = start
        self.end = end
        self.message = message
        self.help = help
        self.word = word
        """Whether the place is to be widened to the whole word that begins there."""


class Duplicate(NamedTuple):
    """A key that stands again in its mapping."""

    mapping: Node
    first: Node
    second: Node


def resolve(content: str) -> Any:
    """What a plain scalar means by YAML 1.2's core schema (1.2.2, 10.3.2): `yes`, `12:30`, dates are text."""
    if content in _WORDS:
        return _WORDS[content]
    if content[0] not in _NUMERIC or len(content) > _LONGEST_NUMBER or not content.isascii():
        return content
    digits = content[1:] if content[0] in "+-" else content
    if digits.isdigit():
        return int(content)
    if content.startswith(("0x", "0o")):
        base, allowed = (16, "0123456789abcdefABCDEF") if content[1] == "x" else (8, "01234567")
        body = content[2:]
        return int(body, base) if body and not body.strip(allowed) else content
    return float(content) if _is_float(digits) else content


def _is_float(unsigned: str) -> bool:
    """Whether digits, a point and an exponent stand as YAML 1.2 has them."""
    mantissa, e, exponent = unsigned.replace("E", "e").partition("e")
    if e and not (exponent[1:] if exponent[:1] in ("+", "-") else exponent).isdigit():
        return False
    whole, _, part = mantissa.partition(".")
    return (whole + part).isdigit()


def build(root: Node, shared: bool) -> tuple[Any, list[Duplicate]]:
    """The plain data of a node tree, and the keys that stand twice; the first of two is kept.

    `shared` says that the text may hold aliases: then sizes are measured before anything is built.
    Raises Broken for a tag, a key or a size that we do not take.
    """
    if shared:
        _measure_all(root)
    duplicates: list[Duplicate] = []
    if root.value.__class__ is str:
        return _scalar(root), duplicates
    return _collection(root, duplicates, {} if shared else None, 1), duplicates


def _collection(node: Node, duplicates: list[Duplicate], memo: dict[int, Any] | None, depth: int) -> Any:
    """The dict or list of a node; `memo` holds what aliases may ask for again."""
    if memo is not None and id(node) in memo:
        return memo[id(node)]
    if node.tag:
        _check_collection_tag(node)
    if depth >= MAX_DEPTH and node.value:
        raise too_deep(node.start_mark.index)
    make = _mapping if node.id == "mapping" else _sequence
    built = make(node, duplicates, memo, depth + 1)
    if memo is not None:
        memo[id(node)] = built
    return built


def _mapping(
    node: Node, duplicates: list[Duplicate], memo: dict[int, Any] | None, depth: int
) -> dict[str, Any]:
    """The dict of a mapping: the one hot loop, so scalars are read in place."""
    built: dict[str, Any] = {}
    resolved: dict[tuple[type, Any], Node] = {}
    firsts: dict[str, Node] = {}
    for key_node, value_node in node.value:
        key = key_node.value
        if key.__class__ is not str:
            raise _complex_key(key_node)
        if key in built:
            firsts = firsts or _first_keys(node)
            duplicates.append(Duplicate(node, firsts[key], key_node))
            continue
        if key in _WORDS or key[:1] in _NUMERIC or key_node.tag:
            meaning = _scalar(key_node)
            if meaning.__class__ is not str:
                first = resolved.setdefault((meaning.__class__, meaning), key_node)
                if first is not key_node:
                    duplicates.append(Duplicate(node, first, key_node))
                    continue
        content = value_node.value
        if content.__class__ is not str:
            built[key] = _collection(value_node, duplicates, memo, depth)
        elif content[:1] in _ODD or value_node.tag:
            built[key] = _scalar(value_node)
        else:
            built[key] = content
    return built


def _first_keys(mapping: Node) -> dict[str, Node]:
    """The first key node of each text in a mapping; made once, so that many duplicates cost no more than few."""
    return {key.value: key for key, _ in reversed(mapping.value) if key.value.__class__ is str}


def _sequence(node: Node, duplicates: list[Duplicate], memo: dict[int, Any] | None, depth: int) -> list[Any]:
    """The list of a sequence."""
    built: list[Any] = []
    for item in node.value:
        content = item.value
        if content.__class__ is not str:
            built.append(_collection(item, duplicates, memo, depth))
        elif content[:1] in _ODD or item.tag:
            built.append(_scalar(item))
        else:
            built.append(content)
    return built


def _scalar(node: Node) -> Any:
    """What a scalar means: text unless it is plain or its tag says something else."""
    tag, content = node.tag, node.value
    if tag == "!":
        return content
    if tag:
        return _tagged(node, tag, content)
    if node.style:
        return content
    if content == "-":
        raise Broken(
            node.start_mark.index, node.end_mark.index,
            "A single `-` stands where a value belongs.",
            "Write the value, or put the dash in quotes if it is meant as text.",
        )  # fmt: skip
    return resolve(content) if content[:1] in _ODD else content


def _tagged(node: Node, tag: str, content: str) -> Any:
    """The value of a scalar with a tag of the core schema; every other tag is refused."""
    kind = tag[len(_CORE) :] if tag.startswith(_CORE) else ""
    if kind == "str":
        return content
    names = {"null": "empty", "bool": "true or false", "int": "a whole number", "float": "a number"}
    if kind not in names:
        raise _unknown_tag(node)
    meaning = resolve(content)
    if kind == "float" and meaning.__class__ is int:
        return float(meaning)
    wanted = {"null": type(None), "bool": bool, "int": int, "float": float}[kind]
    if meaning.__class__ is not wanted:
        raise Broken(
            node.start_mark.index, node.end_mark.index,
            f"The mark `!!{kind}` says that this value is {names[kind]}, and it is not.",
            f"Delete `!!{kind}` or correct the value.",
        )  # fmt: skip
    return meaning


def _check_collection_tag(node: Node) -> None:
    """Refuses every tag of a list or mapping but its own."""
    own = "map" if node.id == "mapping" else "seq"
    if node.tag not in ("", "!", _CORE + own):
        raise _unknown_tag(node)


def _unknown_tag(node: Node) -> Broken:
    """A tag that a program file has no use for."""
    start = node.start_mark.index
    return Broken(
        start, start + 1,
        "An exclamation mark before a value marks it as a special type, and a program file has none.",
        "Put the value in quotes if the `!` belongs to it; otherwise delete the mark.",
        word=True,
    )  # fmt: skip


def _complex_key(node: Node) -> Broken:
    """A list or mapping where a key belongs."""
    start = node.start_mark.index
    return Broken(
        start, start + 1,
        "A list or a group in brackets stands where a key belongs.",
        "Put the text in quotes if it is meant as text (`\"{{ name }}\"`); a key is a plain word.",
    )  # fmt: skip


def _measure_all(root: Node) -> None:
    """Raises Broken when aliases make the tree endless, too large or too deep."""
    sizes: dict[int, tuple[int, int]] = {}
    size, depth = _measure(root, sizes)
    if size > MAX_NODES:
        raise too_many(_culprit(root, sizes, 0, MAX_NODES))
    if depth > MAX_DEPTH:
        raise too_deep(_culprit(root, sizes, 1, MAX_DEPTH))


def _measure(node: Node, sizes: dict[int, tuple[int, int]]) -> tuple[int, int]:
    """Number of nodes and levels of a tree with its aliases expanded, each node counted once."""
    if node.value.__class__ is str:
        return 1, 1
    known = sizes.get(id(node))
    if known == (0, 0):
        raise Broken(
            node.start_mark.index, node.start_mark.index + 1,
            "The part that is marked with `&` here contains itself through an alias (`*`).",
            "Write the inner part out instead of referring to the whole.",
            word=True,
        )  # fmt: skip
    if known:
        return known
    sizes[id(node)] = (0, 0)
    size, depth = 1, 0
    for child in _children(node):
        inner, levels = _measure(child, sizes)
        size += inner
        depth = max(depth, levels)
    sizes[id(node)] = (size, depth + 1)
    return size, depth + 1


def _children(node: Node) -> list[Node]:
    """The nodes right below a list or mapping, keys included."""
    return [part for pair in node.value for part in pair] if node.id == "mapping" else node.value


def _culprit(node: Node, sizes: dict[int, tuple[int, int]], which: int, limit: int) -> int:
    """The index in the text of the deepest part that is over the limit by itself."""
    while True:
        over = [child for child in _children(node) if sizes.get(id(child), (1, 1))[which] > limit]
        if not over:
            return int(node.start_mark.index)
        node = over[0]


def too_deep(at: int) -> Broken:
    """The finding of a nesting over the limit, at an index of the text."""
    return Broken(
        at, at + 1,
        f"The nesting is deeper than {MAX_DEPTH} levels here.",
        "A program needs fewer than ten levels; look for brackets or dashes that repeat.",
    )  # fmt: skip


def too_many(at: int) -> Broken:
    """The finding of more values than the limit, at an index of the text."""
    return Broken(
        at, at + 1,
        f"The file holds more than {MAX_NODES:,} values, each `*` replaced by what it refers to.",
        "Split the program into several files, or write out what each `*` stands for.",
    )  # fmt: skip


def line_end(text: str, at: int) -> int:
    """The index at which the line that holds `at` ends."""
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    carriage = text.find("\r", at, end)
    return end if carriage < 0 else carriage
