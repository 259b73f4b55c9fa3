"""`codesign validate`: checks programs and shows what it finds."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from codesign_cli.cli import findings as findings_view
from codesign_cli.cli import options, outputs

if TYPE_CHECKING:
    from codesign_cli.cli.known import LeftOut, Request
    from codesign_cli.config import Config

HELP = "Check programs: every broken discipline at its line."
EXAMPLE = "Example: codesign validate program.yaml --as-of 2026-03-09"

FAIL_ON = ("error", "warning", "info")
BASES = ("stated", "owed")
FINDINGS = 1
NOTHING = 3


def validate(
    ctx: typer.Context,
    paths: list[str] = typer.Argument(
        None, metavar="[PATH]...", help="Program files or folders; - is standard input."
    ),
    as_of: str = options.AsOfOption,
    format: list[str] = typer.Option(
        None,
        "--format",
        "-f",
        metavar="FORMAT",
        help="text, concise, json, jsonl, sarif, github, gitlab, junit or markdown; several, each with its --output.",
    ),
    output: list[str] = typer.Option(
        None, "--output", "-o", metavar="FILE", help="Write the format before it to this file."
    ),
    step_summary: bool = options.SummaryOption,
    fail_on: str = typer.Option(
        "error", "--fail-on", metavar="LEVEL", help="Exit 1 from error, warning or info on."
    ),
    color: str = options.ColorOption,
    quiet: bool = typer.Option(False, "--quiet", "-q", help="Only findings: no notes and no closing line."),
    verbose: bool = typer.Option(False, "--verbose", "-v", help="Every finding in full, infos too."),
    stdin_filename: str = options.StdinOption,
    select: list[str] = typer.Option(
        None,
        "--select",
        metavar="RULES",
        help="Run only these: codes, beginnings of codes, names or disciplines.",
    ),
    ignore: list[str] = typer.Option(None, "--ignore", metavar="RULES", help="Leave these out."),
    show_passed: bool = typer.Option(
        False,
        "--show-passed",
        help="Every rule with what it came to and the values it read, in text, json and github.",
    ),
    baseline: str = typer.Option(
        None, "--baseline", metavar="FILE", help="Leave out what this file lists; it fails no run."
    ),
    write_baseline: bool = typer.Option(
        False, "--write-baseline", help="Write all findings into the --baseline file."
    ),
    new_from: str = typer.Option(
        None,
        "--new-from",
        metavar="REV",
        help="Only what was not there at this git revision, on the same day.",
    ),
    since: str = typer.Option(
        None,
        "--since",
        metavar="REV",
        help="Compare with this git revision, too: scope added, accounts swapped, records and promises changed.",
    ),
    basis: str = typer.Option(
        None,
        "--basis",
        metavar="BASIS",
        help="Only what the file states wrongly (stated), or only duties (owed).",
    ),
    statistics: bool = typer.Option(
        False, "--statistics", help="Count the findings of each rule, in text, json and github."
    ),
    skip_others: bool = typer.Option(
        False,
        "--skip-others",
        help="Skip a file that is no program even where it is the only one: for hooks.",
    ),
    isolated: bool = typer.Option(False, "--isolated", help="Read no configuration."),
    show_config: bool = typer.Option(
        False, "--show-config", help="Show the configuration that counts for each file, and stop."
    ),
) -> int:
    """Checks what `paths` name and returns the exit status."""
    targets = _targets(ctx, format or [], output or [])
    findings_view.check_extras(targets, {"--statistics": statistics, "--show-passed": show_passed})
    options.one_of("--fail-on", fail_on, FAIL_ON)
    day = options.parse_as_of(as_of, paths or (), stdin_filename)
    options.one_of("--color", color, ("auto", "always", "never"))
    if basis is not None:
        options.one_of("--basis", basis, BASES)
    if show_config:
        return _show_config(paths or [], isolated)
    from codesign_cli.cli.outcome import Plan, Selection
    from codesign_cli.cli.runs import check_files
    from codesign_cli.files import find_many

    selection = Selection(select or [], ignore or [], isolated)
    skip = skip_others or len(paths or []) > 1
    request: Request | None = None
    if write_baseline or any(word is not None for word in (baseline, new_from, basis)):
        from codesign_cli.cli.known import Request

        request = Request(baseline, write_baseline, new_from, basis)
        request.check(target.output for target in targets)
    plan = Plan(
        day,
        selection,
        stdin_filename,
        skip=skip,
        lines=any(target.format == "text" for target in targets),
        evidence=show_passed,
        keep=request is not None,
    )
    files = find_many(paths or [], os.getcwd())
    if since is not None:
        from codesign_cli.cli.then import Since

        called = [plan.called(name) for name, _ in files]
        plan = plan._replace(since=Since(called, since, "--since", isolated=isolated))
    checks = check_files(files, plan, quiet)
    findings = checks.findings
    left_out: LeftOut | None = None
    if checks.files and request is not None:
        from codesign_cli.cli.known import keep_new

        findings, left_out = keep_new(findings, checks.runs, plan, request, quiet)
    failing = FAIL_ON[: FAIL_ON.index(fail_on) + 1]
    status = FINDINGS if any(f.fails(failing) for f in findings) else 0
    if not checks.files:
        status = 0 if skip else NOTHING
    view = findings_view.View(targets, color, verbose, quiet, failing, status, statistics, left_out)
    evidence = checks.evidence if show_passed else None
    findings_view.show(findings, checks, view, options.as_of_text(day), evidence)
    if step_summary:
        findings_view.summarize(findings, checks)
    return status


def _targets(ctx: typer.Context, formats: Sequence[str], files: Sequence[str]) -> Sequence[outputs.Target]:
    """Which format goes where; raises CodesignError where that cannot be said."""
    if formats or len(files) > 1:
        return outputs.targets(ctx, formats, files, findings_view.FORMATS)
    return findings_view.automatic(files[0] if files else None)


def _show_config(named: Sequence[str], isolated: bool) -> int:
    """Shows which configuration counts for each file, and what it says."""
    from codesign_cli.cli import screen
    from codesign_cli.cli.programs import config_of
    from codesign_cli.files import find_many

    for name, _ in find_many(named, os.getcwd()):
        screen.write(f"{name}: {config_text(None if isolated else config_of(name))}")
    return 0


def config_text(config: Config | None) -> str:
    """What a configuration says, as lines."""
    if config is None:
        return "no configuration\n"
    settings, lines = config.settings, [config.file]
    for key, selectors in (("select", settings.select), ("ignore", settings.ignore)):
        lines += [f"  {key}: {', '.join(s.word for s in selectors)}"] if selectors else []
    lines += [f"  severity: {s.word} {level}" for s, level in settings.severity]
    lines += [
        f"  per-file-ignores: {pattern} {', '.join(s.word for s in some)}"
        for pattern, some in settings.per_file
    ]
    lines += [f"  words: {s.word} {', '.join(some)}" for s, some in settings.phrases]
    lines += [
        f"  limits: {s.word} {name} {value:g}" for s, some in settings.limits for name, value in some.items()
    ]
    lines += [f"  phrases: {own.document}.{own.key} {own.text}" for own in settings.wording]
    lines += [f"  defaults: {', '.join(config.defaults.data)}"] if config.defaults else []
    return "\n".join(lines) + "\n"
