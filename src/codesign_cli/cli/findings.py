"""Showing the findings of `validate` in the chosen formats."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from codesign_cli.cli import screen
from codesign_cli.errors import CodesignError
from codesign_cli.record import NamedTuple

if TYPE_CHECKING:
    from codesign_cli.cli.known import LeftOut
    from codesign_cli.cli.outputs import Target
    from codesign_cli.cli.runs import Checks
    from codesign_cli.evidence import Evidence
    from codesign_cli.finding import Finding

FORMATS = ("text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown")


_WHOLE = ("text", "json", "github")
"""The formats that hold the evidence and the statistics."""


class View(NamedTuple):
    """How findings are to be shown."""

    targets: Sequence[Target]
    color: str
    verbose: bool
    quiet: bool
    failing: Sequence[str]
    """The severities that fail the run."""
    status: int
    """The exit status that the run will have."""
    statistics: bool = False
    """Whether the findings of each rule are counted."""
    left_out: LeftOut | None = None
    """What was known before and is not among the findings; None where nobody asked."""


def automatic(output: str | None) -> list[Target]:
    """What is written where no format was chosen: text, and in GitHub Actions annotations."""
    from codesign_cli.cli.outputs import Target, spared

    if os.environ.get("GITHUB_ACTIONS") != "true":
        return [spared(Target("text", output))]
    return [*([spared(Target("text", output))] if output is not None else []), Target("github", None)]


def check_extras(targets: Sequence[Target], asked: Mapping[str, bool]) -> None:
    """Raises CodesignError where an option that is `asked` for would be seen in none of the formats."""
    for option, wanted in asked.items():
        if wanted and not any(target.format in _WHOLE for target in targets):
            raise CodesignError(f"{option} is seen in text, json and github only.", "Add --format text.")


def show(
    findings: Sequence[Finding],
    checks: Checks,
    view: View,
    as_of: str,
    evidence: Mapping[str, Sequence[Evidence]] | None = None,
) -> None:
    """Writes the findings in each format, and the evidence by file where there is any."""
    for target in view.targets:
        if target.format == "json":
            _json(findings, checks, view, target.output, as_of, evidence)
        elif target.format == "concise":
            from codesign_cli.render import concise

            screen.write(concise.render(findings), target.output)
        elif target.format != "text":
            page = _for_programs(target.format, findings, checks, view, as_of)
            if target.format == "github":
                page += _appendix(findings, view, evidence or {}, paint=False, unicode=True)
            screen.write(page, target.output, exact=True)
        elif checks.files:
            _text(findings, checks, view, target.output, evidence or {})


def summarize(findings: Sequence[Finding], checks: Checks) -> None:
    """Adds the findings to the summary of a step in GitHub Actions."""
    from codesign_cli.cli import step_summary
    from codesign_cli.render import findings_markdown

    step_summary.add(lambda room: findings_markdown.render(findings, checks.files, room))


def _for_programs(format: str, findings: Sequence[Finding], checks: Checks, view: View, as_of: str) -> str:
    """The page of a format that a service of continuous integration reads."""
    if format == "jsonl":
        from codesign_cli.render import jsonl

        return jsonl.render(findings, as_of)
    if format == "junit":
        from codesign_cli.render import junit

        return junit.render(findings, checks.files, view.failing)
    if format == "markdown":
        from codesign_cli.render import findings_markdown

        return findings_markdown.render(findings, checks.files)
    from codesign_cli.cli.project import from_root

    findings = from_root(findings)
    if format == "gitlab":
        from codesign_cli.render import gitlab

        return gitlab.render(findings)
    if format == "sarif":
        return _sarif(findings, checks, view, as_of)
    from codesign_cli.render import github, text

    shown = [finding for finding in findings if finding.shown]
    return github.render(
        findings, None if view.quiet else text.summary(shown, _looked_at(checks, view.left_out))
    )


def _sarif(findings: Sequence[Finding], checks: Checks, view: View, as_of: str) -> str:
    from codesign_cli import __version__
    from codesign_cli.documents import rule_page
    from codesign_cli.render import markdown, sarif
    from codesign_cli.rules import discover

    spoken = {finding.code for finding in findings}
    rules = []
    for rule in discover():
        if rule.code in spoken:
            page = markdown.render(rule_page.layout(rule_page.facts_of(rule))[1:])  # without its title
            rules.append(
                sarif.RuleText(
                    rule.code,
                    rule.name,
                    rule.severity,
                    rule.discipline,
                    rule.summary,
                    rule.why,
                    rule.mend,
                    page,
                )
            )
    run = sarif.Run(__version__, view.status, as_of, checks.suppressed)
    return sarif.render(findings, rules, run)


def _json(
    findings: Sequence[Finding],
    checks: Checks,
    view: View,
    output: str | None,
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
    suppressed = checks.suppressed
    page = findings_json.render(
        findings,
        checks.files,
        as_of,
        suppressed,
        plain,
        view.left_out.counts if view.left_out else (),
        view.statistics,
    )
    screen.write(page, output, exact=True)


def _text(
    findings: Sequence[Finding],
    checks: Checks,
    view: View,
    output: str | None,
    evidence: Mapping[str, Sequence[Evidence]],
) -> None:
    from codesign_cli.render import text

    unicode = output is not None or screen.knows_unicode(sys.stdout)
    paint = output is None and screen.wants_color(view.color, sys.stdout)
    page = text.render(
        findings,
        checks.lines,
        color=paint,
        unicode=unicode,
        verbose=view.verbose,
        quiet=view.quiet,
        checked=_looked_at(checks, view.left_out),
    )
    page += _appendix(findings, view, evidence, paint=paint, unicode=unicode)
    screen.write(page, output)


def _appendix(
    findings: Sequence[Finding],
    view: View,
    evidence: Mapping[str, Sequence[Evidence]],
    *,
    paint: bool,
    unicode: bool,
) -> str:
    """What stands below the findings on a page for people: the evidence by file, and the count of each rule."""
    page = ""
    for file, rows in evidence.items():
        from codesign_cli.render import evidence as report

        page += report.render(file, rows, color=paint, unicode=unicode)
    if view.statistics:
        from codesign_cli.render import statistics

        page += statistics.render(findings, color=paint)
    return page


def _looked_at(checks: Checks, left_out: LeftOut | None) -> tuple[str, ...]:
    """The disciplines that were looked at in all files, and of which nothing is left out."""
    from codesign_cli.render.text import DISCIPLINES

    silent = left_out.disciplines if left_out else ()
    return tuple(name for name in DISCIPLINES if name in checks.looked and name not in silent)
