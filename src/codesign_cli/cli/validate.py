"""`codesign validate`: checks programs and shows what it finds."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from codesign_cli.cli import options

if TYPE_CHECKING:
    from codesign_cli.check import AsOf, Checked
    from codesign_cli.finding import Finding

HELP = "Check programs: every broken discipline at its line."
EXAMPLE = "Example: codesign validate program.yaml --as-of 2026-03-09"

FORMATS = ("text", "concise", "json")
FAIL_ON = ("error", "warning", "info")
FINDINGS = 1
NOTHING = 3


def validate(
    paths: list[str] = typer.Argument(None, metavar="[PATH]...", help="Program files or folders; - is standard input."),
    as_of: str = options.AsOfOption,
    format: str = typer.Option("text", "--format", "-f", metavar="FORMAT", help="text, concise or json."),
    output: str = options.OutputOption,
    fail_on: str = typer.Option("error", "--fail-on", metavar="LEVEL", help="Exit 1 from error, warning or info on."),
    color: str = options.ColorOption,
    quiet: bool = typer.Option(False, "--quiet", "-q", help="Only findings: no notes and no closing line."),
    verbose: bool = typer.Option(False, "--verbose", "-v", help="Every finding in full, infos too."),
    stdin_filename: str = options.StdinOption,
) -> int:
    """Checks what `paths` name and returns the exit status."""
    options.one_of("--format", format, FORMATS)
    options.one_of("--fail-on", fail_on, FAIL_ON)
    day = options.parse_as_of(as_of)
    options.one_of("--color", color, ("auto", "always", "never"))
    checked = _check_all(paths or [], day, stdin_filename, quiet)
    findings = sorted({_identity(f): f for one in checked for f in one.findings}.values(), key=_order)
    _show(findings, checked, format, output, color, options.as_of_text(day), verbose, quiet)
    if not checked:
        return 0 if len(paths or []) > 1 else NOTHING
    failing = FAIL_ON[: FAIL_ON.index(fail_on) + 1]
    return FINDINGS if any(f.severity in failing and f.covered_by is None for f in findings) else 0


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    from codesign_cli.finding import order

    return order(finding)


def _identity(finding: Finding) -> tuple[object, ...]:
    """What makes two findings the same one: programs that inherit one broken default tell it once."""
    return finding.file, finding.span, finding.code, finding.path, finding.message


def _check_all(named: Sequence[str], day: AsOf, stdin_filename: str | None, quiet: bool) -> list[Checked]:
    """Each file, checked; of several named files one that is no program is skipped with a note."""
    from codesign_cli.check import check
    from codesign_cli.cli.programs import open_program
    from codesign_cli.cli.screen import tell
    from codesign_cli.files import find_many
    from codesign_cli.load import is_program
    from codesign_cli.rules import discover

    rules = discover()
    checked: list[Checked] = []
    for name, itself in find_many(named, os.getcwd()):
        loaded = open_program(name, stdin_filename)
        if itself and len(named) > 1 and not is_program(loaded.source):
            if not quiet:
                tell(f"{loaded.name} is not a program (no `codesign`, `kind` or `feature`): skipped.")
            continue
        checked.append(check(loaded, day, rules))
    return checked


def _show(
    findings: Sequence[Finding],
    checked: Sequence[Checked],
    format: str,
    output: str | None,
    color: str,
    as_of: str,
    verbose: bool,
    quiet: bool,
) -> None:
    """Writes the findings in the chosen format."""
    from codesign_cli.cli import screen

    unicode = output is not None or screen.knows_unicode(sys.stdout)
    if format == "json":
        from codesign_cli.render import findings_json

        files = [one.loaded.name for one in checked]
        screen.write(findings_json.render(findings, files, as_of), output, exact=True)
    elif format == "concise":
        from codesign_cli.render import concise

        screen.write(concise.render(findings), output)
    elif checked:
        from codesign_cli.render import text

        paint = output is None and screen.wants_color(color, sys.stdout)
        page = text.render(
            findings,
            _lines(checked),
            color=paint,
            unicode=unicode,
            verbose=verbose,
            quiet=quiet,
            checked=_looked_at(checked),
        )
        screen.write(page, output)


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
