"""Findings as a GitLab code quality report, which merge requests show beside the changed lines."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from codesign_cli.finding import Finding
from codesign_cli.render.json_text import json_text
from codesign_cli.render.safe import flat

_SEVERITY = {"error": "major", "warning": "minor", "info": "info"}


def render(findings: Sequence[Finding]) -> str:
    """The findings that a person should see, as a JSON list.

    GitLab keeps one issue of a fingerprint: the file and a count of equal ones are part of it, the line is not.
    """
    seen: dict[tuple[str, str], int] = {}
    issues = []
    for finding in findings:
        if not finding.shown:
            continue
        same = (finding.file, finding.fingerprint)
        seen[same] = seen.get(same, 0) + 1
        identity = f"{finding.file}\0{finding.fingerprint}\0{seen[same]}"
        issues.append(
            {
                "description": flat(f"{finding.message} {finding.help}"),
                "check_name": f"{finding.code} {finding.name}",
                "fingerprint": sha256(identity.encode("utf-8", "surrogatepass")).hexdigest(),
                "severity": _SEVERITY[finding.severity],
                "location": {
                    "path": finding.file,
                    "lines": {"begin": finding.span.line, "end": finding.span.end_line},
                },
            }
        )
    return json_text(issues)
