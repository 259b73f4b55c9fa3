"""Findings one a line: `program.yaml:88:18: error ROL305 not-cs-facilitated: …`."""

from __future__ import annotations

from collections.abc import Sequence

from codesign_cli.finding import Finding
from codesign_cli.render.paint import Piece, page
from codesign_cli.render.safe import flat


def render(findings: Sequence[Finding]) -> str:
    """A line for each finding that is not covered, in their order."""
    told = [
        f"{flat(f.file)}:{f.span.line}:{f.span.column}: {f.severity} {f.code} {f.name}: {flat(f.message)}"
        for f in findings
        if f.shown
    ]
    return page([[Piece(line)] for line in told], color=False)
