"""The rules of the text and its shape: what reading a file finds, with a name, a reason and examples."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol, cast

from codesign_cli.rules import Example, Hit, rule

if TYPE_CHECKING:
    from codesign_cli.finding import Finding

    class Reading(Protocol):
        """A file as it was read."""

        @property
        def findings(self) -> tuple[Finding, ...]:
            """What is wrong with its text and shape."""


_BEGUN = """\
codesign: 1
title: Bulk ownership transfer
feature:
  name: Bulk ownership transfer
  problem: Fifty tasks are moved by hand
"""


def _own(reading: Reading, code: str) -> Iterator[Hit]:
    """The findings of a reading that bear a code; the engine takes them as they are."""
    found: Any = (finding for finding in reading.findings if finding.code == code)
    return cast("Iterator[Hit]", found)


@rule(
    "FIL001",
    "invalid-yaml",
    "error",
    "X",
    clauses={
        "syntax": "the text is not YAML 1.2, or not UTF-8",
        "documents": "several documents in one file",
        "limits": "over 4 MiB, 100 levels, or 100,000 nodes after aliases are expanded",
    },
    why="A file that cannot be read holds nothing that could be checked.",
    mend="Mend the line that is shown. Quote a text that holds a colon, a hash or a bracket.",
    over="file",
    bad=(
        Example('codesign: 1\ntitle: "Bulk ownership transfer # <-\n', "syntax", base=""),
        Example("codesign: 1\ntitle: Bulk: ownership # <-\n", "syntax", base=""),
        Example(f"{_BEGUN}--- # <-\ncodesign: 1\n", "documents", base=""),
        Example(f"codesign: 1\ntitle: {'[' * 101}{']' * 101} # <-\n", "limits", base=""),
    ),
    good=(
        Example(
            'codesign: 1\ntitle: "Bulk: ownership"\nfeature:\n  name: Bulk\n  problem: "#1: by hand"\n',
            base="",
        ),
        Example(f"---\n{_BEGUN}...\n", base="", note="one document with its marks"),
    ),
)
def invalid_yaml(reading: Reading) -> Iterator[Hit]:
    """The file is not YAML 1.2, or larger than what is read."""
    return _own(reading, "FIL001")


@rule(
    "FIL002",
    "duplicate-key",
    "error",
    "X",
    clauses={"twice": "a key stands twice in one mapping"},
    why="Of two equal keys one is lost, and nobody sees which.",
    mend="Keep one of the two and delete the other.",
    over="file",
    bad=(Example(f"{_BEGUN}title: Transfer # <-\n", "twice", base=""),),
    good=(
        Example(f"{_BEGUN}team:\n  product:\n    name: Priya Nair\n  cs:\n    name: Tom Okafor\n", base=""),
    ),
)
def duplicate_key(reading: Reading) -> Iterator[Hit]:
    """A key stands twice in one mapping."""
    return _own(reading, "FIL002")


@rule(
    "FIL003",
    "unknown-key",
    "error",
    "X",
    clauses={"unknown": "a key that the format does not have, with the nearest known one"},
    why="A mistyped key is read by nobody: what it says is as good as unsaid, and its duty stays open.",
    mend="Write the key as the format has it, or move it to where it belongs.",
    over="file",
    bad=(
        Example(f"{_BEGUN}  in_scop: # <-\n    - Selecting tasks\n", "unknown", base=""),
        Example(f"{_BEGUN}colour: blue # <-\n", "unknown", base=""),
    ),
    good=(Example(f"{_BEGUN}  in_scope:\n    - Selecting tasks\n", base=""),),
)
def unknown_key(reading: Reading) -> Iterator[Hit]:
    """A key is none that the format has."""
    return _own(reading, "FIL003")


@rule(
    "FIL004",
    "invalid-value",
    "error",
    "X",
    clauses={
        "value": "a wrong type, word, date, zone, address or length; what was expected and what was found",
        "key": "a mapping's key that can be no id",
    },
    why="A value that cannot be read is treated as not written, and every rule that needs it stays silent.",
    mend="Write one of the words or forms that the message names.",
    over="file",
    bad=(
        Example(f"{_BEGUN}  stage: build # <-\n", "value", base=""),
        Example(f"{_BEGUN}timeline:\n  start: 2026-02-30 # <-\n", "value", base=""),
        Example(f"{_BEGUN}timezone: Europe/Bonn # <-\n", "value", base=""),
        Example(f"{_BEGUN}debrief:\n  minutes: -30 # <-\n", "value", base=""),
        Example(f"{_BEGUN}debrief:\n  made_up:\n    Halden Works: 2026-04-07 # <-\n", "key", base=""),
    ),
    good=(Example(f"{_BEGUN}  stage: in-build\ntimezone: Europe/Berlin\n", base=""),),
)
def invalid_value(reading: Reading) -> Iterator[Hit]:
    """A value is none that its key can have."""
    return _own(reading, "FIL004")


@rule(
    "FIL005",
    "missing-key",
    "error",
    "X",
    clauses={
        "missing": "a required key is not there",
        "empty": "a required key is written and empty",
        "waiver": "a waiver does not name the account or record that its rule speaks of",
    },
    why="A program needs little to be recognised: its version, a title, and a feature with a name and a problem. What "
    "others refer to needs its id.",
    mend="Add the key that the message names.",
    over="file",
    bad=(
        Example("codesign: 1\ntitle: Bulk\nfeature: # <-\n  name: Bulk\n", "missing", base=""),
        Example(f"{_BEGUN}accounts:\n  - id: northwind # <-\n", "missing", base=""),
        Example(
            'codesign: 1\ntitle: "" # <-\nfeature:\n  name: Bulk\n  problem: By hand\n', "empty", base=""
        ),
        Example("waivers:\n  - rule: COH205 # <-\n    reason: It calms down\n", "waiver"),
    ),
    good=(Example(_BEGUN, base="", note="a file just begun is this small"),),
)
def missing_key(reading: Reading) -> Iterator[Hit]:
    """A required key is not there."""
    return _own(reading, "FIL005")


@rule(
    "FIL012",
    "newer-format",
    "error",
    "X",
    clauses={"newer": "`codesign:` is newer than this version knows"},
    why="A newer format may mean something else by the same words; to guess would be worse than to stop.",
    mend="Install a newer codesign.",
    over="file",
    bad=(Example("codesign: 2 # <-\ntitle: Bulk ownership transfer\n", "newer", base=""),),
    good=(Example(_BEGUN, base=""),),
)
def newer_format(reading: Reading) -> Iterator[Hit]:
    """The file is written for a newer version of the format."""
    return _own(reading, "FIL012")
