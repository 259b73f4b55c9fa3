"""Nothing in a file acts on the pages that the team closes a program with, and no value makes them fail."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from tests.command import run
from tests.test_hostile import HOSTILE, is_inert, places

WHOLE: Any = YAML(typ="safe").load((Path(__file__).parent / "data" / "whole.yaml").read_bytes())
"""A program in which every key is written."""
PLACES = list(places(WHOLE))
COMMANDS = (("calls",), ("retro",), ("memo", "--draft"), ("handoff", "--draft"), ("handoff",))
DAYS = ("2026-02-23", "2026-12-01", "1970-01-01", "2199-12-31T23:59-12:00")
ODD: st.SearchStrategy[Any] = st.sampled_from(
    [
        None,
        True,
        0,
        -1,
        1.5,
        "",
        " ",
        "none",
        "all",
        [],
        {},
        [None],
        [[]],
        {"a": None},
        "2026-02-30",
        "2026-02-28",
    ]
)


def exchanged(path: tuple[Any, ...], value: Any) -> bytes:
    """The program with another value in one place."""
    data = json.loads(json.dumps(WHOLE, default=str))
    inner = data
    for part in path[:-1]:
        inner = inner[part]
    inner[path[-1]] = value
    return json.dumps(data, indent=1).encode()


@given(st.sampled_from(PLACES), st.sampled_from(HOSTILE), st.sampled_from(COMMANDS))
def test_no_value_acts(path: tuple[Any, ...], text: str, command: tuple[str, ...]) -> None:
    raw = exchanged(path, text)
    for form in ("terminal", "markdown", "json"):
        shown = run(*command, "-", "--format", form, "--as-of", "2026-12-01", stdin=raw)
        assert shown.status in (0, 1), shown.err
        assert "defect" not in shown.err, shown.err
        is_inert(shown.out)
        is_inert(shown.err)
        if form == "json" and shown.out:
            json.loads(shown.out)


@given(st.sampled_from(PLACES), st.integers(0, 3), ODD, st.sampled_from(COMMANDS), st.sampled_from(DAYS))
def test_any_value_of_any_type_ends_well(
    path: tuple[Any, ...], up: int, odd: Any, command: tuple[str, ...], day: str
) -> None:
    raw = exchanged(path[: max(1, len(path) - up)], odd)
    shown = run(*command, "-", "--as-of", day, stdin=raw)
    assert shown.status in (0, 1, 2)
    assert "defect" not in shown.err, shown.err
