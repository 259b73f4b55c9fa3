"""How many findings each rule has, the most frequent first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from codesign_cli.finding import SEVERITIES, Finding
from codesign_cli.record import NamedTuple
from codesign_cli.render.paint import Line, Piece, page

_STYLE = {"error": "bold red", "warning": "bold yellow", "info": "bold blue"}


class Count(NamedTuple):
    """One rule at one severity."""

    code: str
    name: str
    severity: str
    number: int


def counts(findings: Sequence[Finding]) -> list[Count]:
    """The findings that people see, counted by rule and severity: most first, then the gravest, then by code."""
    found = Counter((f.code, f.name, f.severity) for f in findings if f.shown)
    rows = [Count(code, name, severity, number) for (code, name, severity), number in found.items()]
    return sorted(rows, key=lambda row: (-row.number, SEVERITIES.index(row.severity), row.code))


def render(findings: Sequence[Finding], *, color: bool = False) -> str:
    """A table for people under the findings; empty where there are none."""
    rows = counts(findings)
    width = max((len(str(row.number)) for row in rows), default=0)
    lines: list[Line] = [
        [
            Piece(f"{row.number:>{width + 1}}  "),
            Piece(f"{row.severity:<7}", _STYLE[row.severity]),
            Piece(f"  {row.code} {row.name}"),
        ]
        for row in rows
    ]
    return page([[], *lines], color=color) if rows else ""
