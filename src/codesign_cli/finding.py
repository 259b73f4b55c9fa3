"""What a check says: a place in a file, and the finding that stands there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from codesign_cli.record import NamedTuple

Path = tuple[str | int, ...]
"""Where a value stands in a program: keys and list indices from the top, `("accounts", 1, "health")`."""

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""From the gravest to the mildest."""

Basis = Literal["stated", "owed"]


class Span(NamedTuple):
    """A stretch of a file's text."""

    line: int
    """The first line, from 1."""
    column: int
    """The first column, from 1, in code points."""
    end_line: int
    """The last line."""
    end_column: int
    """The column after the last character."""


class Related(NamedTuple):
    """Another place that belongs to a finding."""

    file: str
    """The file as the person named it."""
    span: Span
    path: str
    """The path as text: `accounts[1].health`."""
    message: str
    """What stands there, in one short clause."""


class Finding(NamedTuple):
    """One broken discipline, or one mistake in the file, at its place."""

    code: str
    """The rule's code: `COH202`."""
    name: str
    """The rule's name: `health-red`."""
    severity: Severity
    discipline: str
    """`file`, `scope`, `cohort`, `role`, `expectation`."""
    file: str
    """The file as the person named it."""
    span: Span
    path: str
    """Where, as text with indices: `accounts[1].health`; empty for the whole file."""
    key: str
    """Where, as text with ids: `accounts[northwind].health`; survives moved lines."""
    message: str
    """What is wrong, in one sentence of the program's own words."""
    help: str
    """The way out, in one sentence."""
    source: str = ""
    """Where the rule comes from: `A-048`, several separated by a space, or `X` for our own judgement."""
    basis: Basis = "stated"
    """`stated`: the file says something wrong; `owed`: a duty is due."""
    due: str | None = None
    """The day or moment of an owed duty, ISO 8601."""
    covered_by: str | None = None
    """The code of the more specific finding of the same cause."""
    related: tuple[Related, ...] = ()
    clause: str = ""
    """Which clause of the rule spoke; for the tests that keep rules whole."""
    account: str = ""
    """The id of the account it speaks of, where it speaks of one."""
    record: str = ""
    """The id of the record it speaks of, where it speaks of one."""
    waived: bool = False
    """Whether a waiver sets it aside: it is told in JSON and never fails a run."""
    kept: bool = False
    """Whether it stays on the page as a warning although it is waived."""
    home: int = 0
    """The line of the key or list item that holds the value; where a comment may set it aside."""
    soon: bool = False
    """Whether it only says that a duty falls due within seven days."""

    @property
    def shown(self) -> bool:
        """Whether a person sees it: it is neither told by another finding nor set aside for good."""
        return self.covered_by is None and (not self.waived or self.kept)

    def fails(self, levels: Sequence[str]) -> bool:
        """Whether it fails a run in which findings of these severities do."""
        return self.severity in levels and self.covered_by is None and not self.waived

    @property
    def fingerprint(self) -> str:
        """An identity that survives moved lines and reworded messages: 16 hex digits over code and id path."""
        import hashlib

        return hashlib.sha256(f"{self.code}\0{self.key}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def order(finding: Finding) -> tuple[str, int, int, str, str]:
    """The sort key of findings: file, line, column, code, path."""
    return (finding.file, finding.span.line, finding.span.column, finding.code, finding.path)


def path_text(path: Path) -> str:
    """A path as people read it: `("accounts", 1, "health")` is `accounts[1].health`."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            text += f".{part}" if text else str(part)
    return text


class Place(NamedTuple):
    """A place as a rule names it: a part of the model and the keys that lead on from there."""

    node: object
    """A part of the program: the program itself, a session, an account …"""
    keys: Path = ()
    """What leads from there to the value, whether it is written or not."""
    note: str = ""
    """What stands there, where the place is shown as a related one."""
    characters: tuple[int, int] | None = None
    """The stretch of a text value that is meant, in its own characters; None for the whole value."""


def at(node: object, *keys: str | int, note: str = "", characters: tuple[int, int] | None = None) -> Place:
    """The place of `keys` under `node`: `at(session, "minutes")`, `at(feature, "out_of_scope", 2)`."""
    return _new(Place, (node, keys, note, characters))


_new = tuple.__new__
"""Makes a record of a tuple: rules name a place hundreds of times, and most of them are never told."""
