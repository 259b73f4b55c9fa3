"""Findings as JSON, version 1: keys may be added, none changes its meaning within a version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from codesign_cli.finding import SEVERITIES, Finding
from codesign_cli.render.json_text import json_text

VERSION = 1


def render(
    findings: Sequence[Finding],
    files: Sequence[str],
    as_of: str,
    suppressed: int = 0,
    evidence: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
    left_out: Sequence[tuple[str, int]] = (),
    statistics: bool = False,
) -> str:
    """The files checked, every finding (covered and waived ones too), and a count of what is not covered.

    `suppressed` is how many findings a comment has silenced; those are only counted. `evidence` is what
    each rule came to, by file, where that is asked for. `left_out` says how many findings were known before,
    by why; `statistics` asks for the number of findings by rule.
    """
    counts = {
        str(severity): sum(f.severity == severity and f.covered_by is None and not f.waived for f in findings)
        for severity in SEVERITIES
    }
    waived = sum(f.waived for f in findings)
    document: dict[str, Any] = {
        "version": VERSION,
        "as_of": as_of,
        "files": list(files),
        "findings": [finding_data(finding) for finding in findings],
        "summary": {**counts, "suppressed": suppressed, "waived": waived, **dict(left_out)},
    }
    if evidence is not None:
        document["evidence"] = evidence
    if statistics:
        from codesign_cli.render.statistics import counts as by_rule

        document["statistics"] = [
            {"code": row.code, "name": row.name, "severity": row.severity, "count": row.number}
            for row in by_rule(findings)
        ]
    return json_text(document)


def finding_data(finding: Finding) -> dict[str, Any]:
    """One finding as plain data."""
    span = finding.span
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "discipline": finding.discipline,
        "file": finding.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "path": finding.path,
        "message": finding.message,
        "help": finding.help,
        "source": finding.source,
        "waived": finding.waived,
        "fixable": False,
        "covered_by": finding.covered_by,
        "basis": finding.basis,
        "due": finding.due,
        "fingerprint": finding.fingerprint,
        "related": [
            {
                "file": place.file,
                "line": place.span.line,
                "column": place.span.column,
                "path": place.path,
                "message": place.message,
            }
            for place in finding.related
        ],
    }
