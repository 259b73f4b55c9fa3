"""Findings as SARIF 2.1.0 (OASIS, with errata 01), for code scanning and for editors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from codesign_cli.finding import Finding, Span
from codesign_cli.record import NamedTuple
from codesign_cli.render.json_text import json_text
from codesign_cli.render.safe import flat

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "codesign/v1"
"""What our fingerprints are called; the number goes up when they are made another way."""

_LEVEL = {"error": "error", "warning": "warning", "info": "note"}
_PROBLEM = {"error": "error", "warning": "warning", "info": "recommendation"}
"""What GitHub calls the severities of alerts that are no matter of security."""


class RuleText(NamedTuple):
    """What is said of a rule."""

    code: str
    name: str
    severity: str
    discipline: str
    summary: str
    """What it finds, in one sentence."""
    why: str
    mend: str
    page: str
    """The page of the rule, in Markdown."""


class Run(NamedTuple):
    """What is said of a run as a whole."""

    version: str
    """The version of the program."""
    status: int
    """The exit status."""
    as_of: str
    suppressed: int
    """How many findings a comment has silenced; those are only counted."""


def render(findings: Sequence[Finding], rules: Sequence[RuleText], run: Run) -> str:
    """Every finding as a result; covered and waived ones are marked as suppressed.

    `rules` are those that the findings are of, at least. Names of files are paths from the project's root,
    with forward slashes.
    """
    places = {rule.code: place for place, rule in enumerate(rules)}
    seen: dict[tuple[str, str], int] = {}
    results = []
    for finding in findings:
        same = (finding.file, finding.fingerprint)
        seen[same] = seen.get(same, 0) + 1
        results.append(_result(finding, places[finding.code], seen[same]))
    driver = {
        "name": "codesign",
        "version": run.version,
        "semanticVersion": run.version,
        "rules": [_rule(rule) for rule in rules],
    }
    return json_text(
        {
            "$schema": SCHEMA,
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {"driver": driver},
                    "invocations": [{"executionSuccessful": True, "exitCode": run.status}],
                    "columnKind": "unicodeCodePoints",
                    "results": results,
                    "properties": {"as_of": run.as_of, "suppressed": run.suppressed},
                }
            ],
        }
    )


def _rule(rule: RuleText) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": flat(rule.summary)},
        "fullDescription": {"text": flat(rule.why)},
        "help": {"text": flat(rule.mend), "markdown": rule.page},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        "properties": {"tags": [rule.discipline], "problem.severity": _PROBLEM[rule.severity]},
    }


def _result(finding: Finding, rule: int, occurrence: int) -> dict[str, Any]:
    """One result; `occurrence` counts those of the same rule and path in one file."""
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVEL[finding.severity],
        "message": {"text": _message(f"{finding.message} {finding.help}")},
        "locations": [_location(finding.file, finding.span, finding.key)],
        "partialFingerprints": {FINGERPRINT: f"{finding.fingerprint}:{occurrence}"},
        "suppressions": _suppressions(finding),
        "properties": {
            "discipline": finding.discipline,
            "path": finding.path,
            "basis": finding.basis,
            "due": finding.due,
            "source": finding.source,
            "waived": finding.waived,
            "covered_by": finding.covered_by,
        },
    }
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                **_location(place.file, place.span, place.path),
                **({"message": {"text": _message(place.message)}} if place.message else {}),
            }
            for number, place in enumerate(finding.related, 1)
        ]
    return result


def _suppressions(finding: Finding) -> list[dict[str, str]]:
    """Why nobody need look at it; the list is there without any, too: all results of a run have it or none."""
    if finding.covered_by is not None:
        reason = f"{finding.covered_by} tells of the same cause."
        return [{"kind": "external", "status": "accepted", "justification": reason}]
    return [{"kind": "inSource", "status": "accepted"}] if finding.waived and not finding.kept else []


def _location(file: str, span: Span, path: str) -> dict[str, Any]:
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(file)},
            "region": {
                "startLine": span.line,
                "startColumn": span.column,
                "endLine": span.end_line,
                "endColumn": span.end_column,
            },
        }
    }
    if path:
        location["logicalLocations"] = [{"fullyQualifiedName": path}]
    return location


def _uri(file: str) -> str:
    """The name of a file as a URI reference: percent-encoded bytes, so that no colon makes a scheme of it."""
    try:
        raw = file.encode("utf-8", "surrogateescape")  # bytes of a name that is no UTF-8
    except UnicodeEncodeError:
        raw = file.encode("utf-8", "surrogatepass")
    return quote(raw, safe="/")


def _message(text: str) -> str:
    """A message of SARIF: braces doubled, as they would hold a place, and nothing in it a link."""
    return flat(text).replace("{", "{{").replace("}", "}}").replace("](", "] (")
