"""Showing the findings of `validate` in the chosen format."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from codesign_cli.cli import screen

if TYPE_CHECKING:
    from codesign_cli.check import Checked
    from codesign_cli.evidence import Evidence
    from codesign_cli.finding import Finding

FORMATS = ("text", "concise", "json")


class View(NamedTuple):
    """How findings are to be shown."""

    format: str
    output: str | None
    """A file; None for standard output."""
    color: str
    verbose: bool
    quiet: bool


def show(
    findings: Sequence[Finding],
    checked: Sequence[Checked],
    view: View,
    as_of: str,
    evidence: Mapping[str, Sequence[Evidence]] | None = None,
) -> None:
    """Writes the findings, and the evidence by file where there is any."""
    if view.format == "json":
        _json(findings, checked, view, as_of, evidence)
    elif view.format == "concise":
        from codesign_cli.render import concise

        screen.write(concise.render(findings), view.output)
    elif checked:
        _text(findings, checked, view, evidence or {})


def _json(
    findings: Sequence[Finding],
    checked: Sequence[Checked],
    view: View,
    as_of: str,
    evidence: Mapping[str, Sequence[Evidence]] | None,
) -> None:
    from codesign_cli.render import findings_json

    plain: dict[str, list[dict[str, Any]]] | None = None
    if evidence is not None:
        plain = {
            file: [{**row._asdict(), "values": [value._asdict() for value in row.values]} for row in rows]
            for file, rows in evidence.items()
        }
    files = [one.loaded.name for one in checked]
    suppressed = sum(one.suppressed for one in checked)
    page = findings_json.render(findings, files, as_of, suppressed, plain)
    screen.write(page, view.output, exact=True)


def _text(
    findings: Sequence[Finding],
    checked: Sequence[Checked],
    view: View,
    evidence: Mapping[str, Sequence[Evidence]],
) -> None:
    from codesign_cli.render import text

    unicode = view.output is not None or screen.knows_unicode(sys.stdout)
    paint = view.output is None and screen.wants_color(view.color, sys.stdout)
    page = text.render(
        findings,
        _lines(checked),
        color=paint,
        unicode=unicode,
        verbose=view.verbose,
        quiet=view.quiet,
        checked=_looked_at(checked),
    )
    for file, rows in evidence.items():
        from codesign_cli.render import evidence as report

        page += report.render(file, rows, color=paint, unicode=unicode)
    screen.write(page, view.output)


def _lines(checked: Sequence[Checked]) -> dict[str, Sequence[str]]:
    """The lines of every file that a finding may speak of."""
    lines: dict[str, Sequence[str]] = {}
    for one in checked:
        lines[one.loaded.name] = one.loaded.source.lines
        if one.loaded.inherited is not None:
            lines[one.loaded.inherited.file] = one.loaded.inherited.lines
    return lines


def _looked_at(checked: Sequence[Checked]) -> tuple[str, ...]:
    """The disciplines that were checked in all files: only the file where one could not be read."""
    from codesign_cli.render.text import DISCIPLINES

    whole = all(one.loaded.program is not None and one.loaded.program.state != "closed" for one in checked)
    return DISCIPLINES if whole else DISCIPLINES[:1]
