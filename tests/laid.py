"""Lays a rule's example over its clean program and checks it, as the generic tests and others need it."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from pathlib import Path as File
from typing import Any

from codesign_cli.check import AsOf, Before, Checked, check
from codesign_cli.finding import Path
from codesign_cli.load import Loaded
from codesign_cli.overlay import Overlay
from codesign_cli.rules import Example, Rule, discover
from codesign_cli.shape import shape
from codesign_cli.source import Source, read

CLEAN = File(__file__).parent / "clean"
NAME = "example.yaml"


@cache
def clean(base: str) -> bytes:
    """The bytes of a clean program."""
    return (CLEAN / f"{base}.yaml").read_bytes()


def as_of(text: str) -> AsOf:
    """`2026-02-23` as a day, `2026-02-23T16:00` as a moment."""
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def day_of(raw: bytes) -> str:
    """The day that the first line of a program names."""
    found = re.match(rb"# as-of: (\S+)", raw)
    assert found, "the first line says the day: # as-of: 2026-03-09"
    return found[1].decode()


def identity(item: Any) -> object:
    """What makes two list items of an example and its base the same one."""
    if not isinstance(item, dict):
        return None
    return next((item[key] for key in ("id", "number", "name") if key in item), None)


def laid(example: Example) -> tuple[Loaded, AsOf]:
    """An example over its base, as a loaded program, and its day."""
    source = read(NAME, re.sub(" *# <-$", "", example.text, flags=re.MULTILINE).encode())
    if not example.base:
        return whole(source), as_of(example.as_of or "2026-01-01")
    raw = clean(example.base)
    base = Overlay(read("clean.yaml", raw), read("nothing.yaml", b""))
    for spec in example.drop:
        drop(base, spec)
    text = Overlay(source, base, identity)
    shaped = shape(text.data, text, NAME)
    found = (*source.findings, *shaped.findings)
    loaded = Loaded(NAME, source, text, shaped.program, found, shaped.touched)
    return loaded, as_of(example.as_of or day_of(raw))


def whole(source: Source) -> Loaded:
    """A whole file as a loaded program."""
    from codesign_cli.load import load_source

    return load_source(source)


def drop(text: Overlay, spec: str) -> None:
    """Removes `accounts[northwind].health` or `accounts[corvus]` from an overlay."""
    *outer, last = re.findall(r"[^.\[\]]+", spec)
    path: Path = ()
    value: Any = text.data
    for part in outer:
        key = step(value, part)
        value, path = value[key], (*path, key)
    key = step(value, last)
    origin = text._origin
    gone = (*path, key)
    for known in [known for known in origin if known[: len(gone)] == gone]:
        del origin[known]
    if isinstance(value, list):
        for known in sorted(
            known for known in origin if known[: len(path)] == path and len(known) > len(path)
        ):
            index = known[len(path)]
            if isinstance(index, int) and index > key:
                origin[(*path, index - 1, *known[len(path) + 1 :])] = origin.pop(known)
    del value[key]


def step(value: Any, part: str) -> Any:
    """The key or index that a part of a spec names."""
    if isinstance(value, dict):
        assert part in value, f"the base has no {part}"
        return part
    return next(i for i, item in enumerate(value) if str(identity(item)) == part or str(i) == part)


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule there is."""
    return discover()


def checked(example: Example, rules: tuple[Rule, ...] | None = None) -> Checked:
    """The findings of an example."""
    loaded, day = laid(example)
    before = None
    if example.before is not None:
        then, _ = laid(Example(example.before, base=example.base, as_of=example.as_of))
        before = Before(then, "main")
    return check(loaded, day, all_rules() if rules is None else rules, before=before)


def marked(example: Example) -> list[int]:
    """The lines of an example that are marked to be found."""
    return [
        number for number, line in enumerate(example.text.split("\n"), 1) if line.rstrip().endswith("# <-")
    ]
