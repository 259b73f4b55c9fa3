"""Findings as commands to GitHub's runner, which shows them beside the changed lines of a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from codesign_cli.finding import SEVERITIES, Finding
from codesign_cli.render import concise
from codesign_cli.render.paint import Line, page
from codesign_cli.render.safe import flat, name

MOST = 10
"""How many annotations of each kind GitHub keeps of one step; it drops the others without a word."""

_COMMAND = {"error": "error", "warning": "warning", "info": "notice"}


def render(findings: Sequence[Finding], closing: Line | None = None) -> str:
    """A command for each finding that a person should see, errors first, then warnings, then infos.

    What is more than GitHub keeps stands below as plain lines, and one annotation tells how many those are.
    `closing` is a line to end with.
    """
    kinds = [[f for f in findings if f.shown and f.severity == severity] for severity in SEVERITIES]
    errors, warnings, infos = kinds
    cut = any(len(kind) > MOST for kind in kinds)
    allowed = MOST - 1 if cut else MOST  # the annotation about the others is a notice, too
    left = [*errors[MOST:], *warnings[MOST:], *infos[allowed:]]
    lines = [_command(finding) for finding in (*errors[:MOST], *warnings[:MOST])]
    lines += [_about(left)] if left else []
    lines += [_command(finding) for finding in infos[:allowed]]
    text = "".join(f"{line}\n" for line in lines)
    if left:
        text += f"Without an annotation:\n{concise.render(left)}"
    return text + (page([closing], color=False) if closing else "")


def _command(finding: Finding) -> str:
    """`::error file=program.yaml,line=88,…::message`; columns only where they are of one line, as GitHub asks."""
    span = finding.span
    properties = {"file": _file(finding.file), "line": str(span.line), "endLine": str(span.end_line)}
    if span.end_line == span.line:
        properties |= {"col": str(span.column), "endColumn": str(span.end_column)}
    properties["title"] = _property(f"{finding.code} {finding.name}")
    listed = ",".join(f"{key}={value}" for key, value in properties.items())
    return f"::{_COMMAND[finding.severity]} {listed}::{_data(f'{finding.message} {finding.help}')}"


def _about(left: Sequence[Finding]) -> str:
    """The annotation that tells of those that have none."""
    counts = [(sum(f.severity == severity for f in left), severity) for severity in SEVERITIES]
    said = ", ".join(f"{number} {word}{'s' if number > 1 else ''}" for number, word in counts if number)
    return (
        f"::notice title={_property(f'codesign: {said} more')}::"
        f"GitHub keeps {MOST} annotations of a kind for each step. The others are in the log of this step: {said}."
    )


def _data(text: str) -> str:
    """A text behind the second `::`: one line of which nothing acts."""
    return flat(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """The value of a property, which a comma or a colon would end."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _file(text: str) -> str:
    """The name of a file with each of its spaces and line ends, so that GitHub finds it."""
    for sign, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")):
        text = text.replace(sign, code)
    return name(text)
