"""Findings as Markdown, for a comment on a pull request or the summary of a step."""

from __future__ import annotations

from collections.abc import Sequence

from codesign_cli.blocks import Block, Heading, Notice, Paragraph, Table
from codesign_cli.finding import SEVERITIES, Finding
from codesign_cli.render import markdown


def render(findings: Sequence[Finding], files: Sequence[str], most: int | None = None) -> str:
    """A heading, a count, and a table of the findings that a person should see, errors first.

    `files` are those that were checked. `most` bounds the page in bytes: what is left out is told.
    """
    shown = [f for severity in SEVERITIES for f in findings if f.shown and f.severity == severity]
    kept = shown if most is None else shown[: _fitting(shown, most)]
    blocks: list[Block] = [Heading("codesign"), Paragraph(_count(shown, files))]
    if kept:
        blocks.append(Table(("Place", "Severity", "Rule", "Finding"), tuple(map(_row, kept))))
    if len(kept) < len(shown):
        cut = len(shown) - len(kept)
        said = "finding does" if cut == 1 else "findings do"
        blocks.append(Notice(f"{cut} more {said} not fit on this page.", "Cut"))
    return markdown.render(blocks)


def _row(finding: Finding) -> tuple[str, ...]:
    place = f"{finding.file}:{finding.span.line}:{finding.span.column}"
    return place, finding.severity, f"{finding.code} {finding.name}", f"{finding.message} {finding.help}"


def _count(shown: Sequence[Finding], files: Sequence[str]) -> str:
    """`2 errors, 1 warning in 3 files.`."""
    where = f"{len(files)} file{'' if len(files) == 1 else 's'}"
    counts = [(sum(f.severity == severity for f in shown), severity) for severity in SEVERITIES]
    said = ", ".join(f"{number} {word}{'s' if number > 1 else ''}" for number, word in counts if number)
    return f"{said or 'Nothing to mend'} in {where}."


def _fitting(shown: Sequence[Finding], most: int) -> int:
    """How many rows fit into `most` bytes, with room for what stands around them."""
    left = most - 1000
    for number, finding in enumerate(shown):
        row = markdown.render([Table(_row(finding), ())]).partition("\n")[0]
        left -= len(row.encode("utf-8", "replace")) + 1
        if left < 0:
            return number
    return len(shown)
