"""The evidence of a check for a person: every rule with what it came to and some of the values it read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from codesign_cli.render.paint import Line, Piece, page
from codesign_cli.render.safe import ascii_only, flat

_STYLE = {"failed": "bold red", "waived": "bold yellow", "not due": "bold blue", "passed": "green"}
MOST = 3
"""How many values of a rule are shown; JSON has them all."""


class Read(Protocol):
    """One value that a rule read."""

    @property
    def path(self) -> str:
        """Where it stands."""

    @property
    def value(self) -> str:
        """What it is."""


class Row(Protocol):
    """What one rule came to."""

    @property
    def code(self) -> str:
        """The rule's code."""

    @property
    def name(self) -> str:
        """The rule's name."""

    @property
    def discipline(self) -> str:
        """The rule's discipline."""

    @property
    def state(self) -> str:
        """What it came to."""

    @property
    def due(self) -> str:
        """The next day on which something is owed."""

    @property
    def values(self) -> Sequence[Read]:
        """What it read."""


def render(file: str, rows: Sequence[Row], *, color: bool = False, unicode: bool = True) -> str:
    """A heading for each discipline, a line for each rule, and a count at the end."""
    told: list[Line] = [[], [Piece(f"Evidence for {flat(file)}", "bold")]]
    discipline = ""
    for row in rows:
        if row.discipline != discipline:
            discipline = row.discipline
            told += [[], [Piece(discipline.capitalize(), "bold")]]
        told.append(_line(row))
    counts = {
        state: sum(row.state == state for row in rows) for state in dict.fromkeys(row.state for row in rows)
    }
    told += [[], [Piece(" · ".join(f"{number} {state}" for state, number in sorted(counts.items())))]]
    text = page(told, color=color)
    return text if unicode else ascii_only(text)


def _line(row: Row) -> Line:
    """`  passed          COH202 health-red   accounts[northwind].health green`."""
    values = [f"{flat(value.path)} {_short(value.value)}" for value in row.values[:MOST]]
    if len(row.values) > MOST:
        values.append(f"{len(row.values) - MOST} more")
    due = [f"due {row.due}"] if row.due else []
    return [
        Piece("  "),
        Piece(f"{row.state:<15}", _STYLE.get(row.state, "")),
        Piece(f"{row.code} {row.name:<28} "),
        Piece(" · ".join([*due, *values]), "dim"),
    ]


def _short(value: str) -> str:
    text = flat(value)
    return text if len(text) <= 40 else text[:39] + "…"
