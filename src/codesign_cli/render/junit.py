"""Findings as JUnit XML: a suite for each file, a case for each finding, a failure where it fails the run."""

from __future__ import annotations

from collections.abc import Sequence

from codesign_cli.finding import Finding
from codesign_cli.record import NamedTuple
from codesign_cli.render.safe import flat


def render(findings: Sequence[Finding], files: Sequence[str], failing: Sequence[str]) -> str:
    """The suites of the files that were checked and of any other that a finding speaks of.

    `failing` are the severities that fail a run. A finding that does not fail it is a case that passes and
    tells what it found, one that is set aside a skipped case, and a file without findings one case that passes.
    No attribute is there but those of the schema without which Jenkins' xUnit plugin skips a report.
    """
    by_file: dict[str, list[Finding]] = {file: [] for file in files}
    for finding in findings:
        by_file.setdefault(finding.file, []).append(finding)
    suites = [_suite(some, failing) for some in by_file.values()]
    cases = sum(len(suite) for suite in suites)
    failures = sum(case.failed for suite in suites for case in suite)
    counts = f'tests="{cases}" failures="{failures}" errors="0"'
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<testsuites name="codesign" {counts}>']
    for file, suite in zip(by_file, suites, strict=True):
        lines += _lines(file, suite)
    return "\n".join([*lines, "</testsuites>"]) + "\n"


class _Case(NamedTuple):
    """One test case."""

    name: str
    lines: tuple[str, ...] = ()
    """Its outcome, as lines of XML."""
    failed: bool = False
    skipped: bool = False


def _suite(findings: Sequence[Finding], failing: Sequence[str]) -> list[_Case]:
    """The cases of one file."""
    told = [finding for finding in findings if finding.covered_by is None]
    return [_case(finding, failing) for finding in told] or [_Case("nothing to mend")]


def _case(finding: Finding, failing: Sequence[str]) -> _Case:
    place = f"{finding.file}:{finding.span.line}:{finding.span.column}"
    name = f"{finding.code} {finding.name} {finding.key}".strip() + f" (line {finding.span.line})"
    text = [f"{place}: {finding.severity}", finding.message, finding.help]
    body = [_text(line) for line in text if line]
    if finding.waived:
        return _Case(name, (f'<skipped message="{_text(finding.message)}"/>',), skipped=True)
    if finding.fails(failing):
        head = f'<failure type="{finding.severity}" message="{_text(finding.message)}">'
        return _Case(name, (head, *body, "</failure>"), failed=True)
    return _Case(name, ("<system-out>", *body, "</system-out>"))


def _lines(file: str, suite: Sequence[_Case]) -> list[str]:
    """A suite as lines of XML."""
    failures, skipped = sum(case.failed for case in suite), sum(case.skipped for case in suite)
    counts = f'tests="{len(suite)}" failures="{failures}" errors="0" skipped="{skipped}"'
    lines = [f'  <testsuite name="{_text(file)}" file="{_text(file)}" {counts}>']
    for case in suite:
        head = f'    <testcase name="{_text(case.name)}" classname="{_text(file)}"'
        lines += [f"{head}>", *case.lines, "    </testcase>"] if case.lines else [f"{head}/>"]
    return [*lines, "  </testsuite>"]


def _text(text: str) -> str:
    """A value as the text of an element or of an attribute: one line of characters that XML may hold.

    A runner of continuous integration would obey `::` at the start of a line: it gets a reference there.
    """
    text = flat(text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(sign, entity)
    return f"&#58;{text[1:]}" if text.startswith("::") else text
