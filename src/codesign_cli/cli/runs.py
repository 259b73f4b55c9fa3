"""Checking the files of one run of `validate`, and what is kept of each: its findings, and never its program.

Many files are checked by several processes. Each file goes the same way wherever it is checked, so that the
outcome is the same to the byte; a process that cannot go on with a file leaves it to the one that asked.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from codesign_cli.config import NO_SETTINGS, Config, Settings
from codesign_cli.finding import Finding, Related, Span
from codesign_cli.record import NamedTuple

if TYPE_CHECKING:
    from codesign_cli.check import AsOf, Checked
    from codesign_cli.cli.then import Since
    from codesign_cli.evidence import Evidence
    from codesign_cli.rules import Rule

MANY = 20
"""From more files on what one leaves behind is collected before the end."""
_LEFT = 50_000
"""After so many objects more, a few programs' worth: by default the collector looks fifty times a program."""
_ABOVE = 2
"""How many lines above a finding a page may show."""


class Selection(NamedTuple):
    """What the command line selects beside the configuration."""

    select: Sequence[str]
    ignore: Sequence[str]
    isolated: bool

    def over(self, settings: Settings, rules: Sequence[Rule]) -> Settings:
        """The configuration's settings with these laid over: a selection replaces, what is ignored adds up."""
        from codesign_cli.choose import selectors

        if self.select:
            settings = settings._replace(select=selectors(self.select, rules))
        if self.ignore:
            settings = settings._replace(ignore=(*settings.ignore, *selectors(self.ignore, rules)))
        return settings


class Plan(NamedTuple):
    """What is to be done with every file."""

    day: AsOf
    rules: Sequence[Rule]
    selection: Selection
    stdin_filename: str | None = None
    skip: bool = False
    """Whether a named file that is no program is passed over."""
    lines: bool = True
    """Whether the lines of findings are shown."""
    evidence: bool = False
    """Whether it is told what each rule came to."""
    keep: bool = False
    """Whether the outcome of each file is asked for again, and not only what all of them came to."""
    since: Since | None = None
    """The earlier versions that the files are compared with."""

    def called(self, name: str) -> str:
        """What a file is called in findings: its name, or what standard input goes by."""
        return self.stdin_filename or "<stdin>" if name == "-" else name

    def settings(self, config: Config | None) -> Settings:
        """What counts for a file with this configuration."""
        return self.selection.over(config.settings if config else NO_SETTINGS, self.rules)


class Run(NamedTuple):
    """One checked file, without its program."""

    name: str
    """The file as the person named it."""
    now: datetime
    """The moment that it was checked for."""
    findings: tuple[Finding, ...]
    suppressed: int
    readable: bool
    """Whether it could be read as a program."""
    whole: bool
    """Whether every rule could speak: nothing in its shape is broken, and it is not closed."""
    inherited: str
    """The file of the team's defaults that lie under it; empty where there are none."""
    lines: Mapping[str, Mapping[int, str]]
    """The lines that a page may show, by file and index."""
    evidence: Sequence[Evidence]
    piped: bool
    """Whether it is standard input."""
    config: Config | None
    settings: Settings
    note: str = ""
    """What a person should know of the check itself."""


class Excerpt(Sequence[str]):
    """The lines of a file of which only some are kept; the others are empty."""

    def __init__(self) -> None:
        self._lines: dict[int, str] = {}
        self._length = 0

    def add(self, lines: Mapping[int, str]) -> None:
        """Keeps these lines, by index, too."""
        self._lines.update(lines)
        self._length = max(self._length, *lines, -1) + 1 if lines else self._length

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, index: Any) -> Any:
        return self._lines.get(index, "")


class Checks:
    """What all files came to."""

    def __init__(self) -> None:
        self.files: list[str] = []
        """The programs that were checked, in their order."""
        self.suppressed = 0
        """How many findings a comment has silenced."""
        self.whole = True
        """Whether every rule could speak in every file."""
        self.lines: dict[str, Excerpt] = {}
        """What a page may show of each file."""
        self.evidence: dict[str, Sequence[Evidence]] = {}
        """What each rule came to, by file."""
        self.runs: list[Run] = []
        """Each file by itself, where the plan keeps them."""
        self._findings: list[Finding] = []

    def add(self, run: Run, plan: Plan) -> None:
        """Counts one file in."""
        self.files.append(run.name)
        self.suppressed += run.suppressed
        self.whole = self.whole and run.whole
        self._findings += run.findings
        for file, lines in run.lines.items():
            self.lines.setdefault(file, Excerpt()).add(lines)
        if plan.evidence:
            self.evidence[run.name] = run.evidence
        if plan.keep:
            self.runs.append(run)

    @property
    def findings(self) -> list[Finding]:
        """Every finding in order, once: programs that inherit one broken default tell it once."""
        from codesign_cli.finding import order

        return sorted({_identity(finding): finding for finding in self._findings}.values(), key=order)


def _identity(finding: Finding) -> tuple[object, ...]:
    """What makes two findings the same one."""
    return finding.file, finding.span, finding.code, finding.path, finding.message


def check_files(files: Sequence[tuple[str, bool]], plan: Plan, quiet: bool) -> Checks:
    """Checks the files, each with whether it was named itself; one that is passed over gets a note unless `quiet`."""
    from codesign_cli.cli.progress import Progress
    from codesign_cli.cli.screen import tell

    if len(files) > MANY:
        gc.set_threshold(_LEFT)
        gc.enable()
    checks = Checks()
    progress = Progress(len(files), quiet)
    try:
        for run in _runs(files, plan):
            progress.step()
            note = f"{run} is not a program (no `codesign`, `kind` or `feature`): skipped."
            if isinstance(run, Run):
                checks.add(run, plan)
                note = run.note
            if note and not quiet:
                progress.clear()
                tell(note)
    finally:
        progress.clear()
    return checks


def _runs(files: Sequence[tuple[str, bool]], plan: Plan) -> Iterator[Run | str]:
    """The outcome of each file, or the name of one that was passed over."""
    among = _processes(files)
    if among == 1:
        for name, itself in files:
            yield check_one(name, itself, plan)
        return
    from contextlib import closing

    from codesign_cli.cli import workers

    yield check_one(*files[0], plan)  # loads what every process will need
    rest = files[1:]
    gc.freeze()
    with closing(workers.spread(lambda number: _packed(*rest[number], plan), len(rest), among)) as answers:
        for (name, itself), answer in zip(rest, answers, strict=True):
            yield check_one(name, itself, plan) if answer is None else _unpacked(name, answer, plan)


def _processes(files: Sequence[tuple[str, bool]]) -> int:
    """How many processes are to check the files; standard input is read by one alone."""
    if len(files) == 1 or any(name == "-" for name, _ in files):
        return 1
    from codesign_cli.cli.workers import processes

    return processes(len(files))


def check_one(name: str, itself: bool, plan: Plan) -> Run | str:
    """The outcome of one file; only its shown name where it is no program and is passed over.

    Raises CodesignError for a file or a configuration that cannot be read.
    """
    from codesign_cli.check import check
    from codesign_cli.cli.programs import open_program
    from codesign_cli.load import is_program

    loaded, config = open_program(name, plan.stdin_filename, isolated=plan.selection.isolated)
    if itself and plan.skip and not is_program(loaded.source):
        return loaded.name
    settings = plan.settings(config)
    before, note = None, ""
    if plan.since is not None:
        from codesign_cli.check import moment_of

        now = moment_of(plan.day, loaded.program)
        before = plan.since.before(loaded, config, now, piped=name == "-")
        note = plan.since.note(loaded.name, before)
    checked = check(loaded, plan.day, plan.rules, settings, before)
    evidence: Sequence[Evidence] = ()
    if plan.evidence:
        from codesign_cli.evidence import evidence as evidence_of

        evidence = evidence_of(checked, plan.rules, settings)
    program = loaded.program
    return Run(
        name=loaded.name,
        now=checked.now,
        findings=checked.findings,
        suppressed=checked.suppressed,
        readable=program is not None,
        whole=program is not None and program.state != "closed" and not loaded.findings,
        inherited=loaded.inherited.file if loaded.inherited is not None else "",
        lines=_lines(checked) if plan.lines and checked.findings else {},
        evidence=evidence,
        piped=name == "-",
        config=config,
        settings=settings,
        note=note,
    )


def _lines(checked: Checked) -> dict[str, dict[int, str]]:
    """The lines that a page may show of the findings of a file."""
    loaded = checked.loaded
    every: dict[str, Sequence[str]] = {loaded.name: loaded.source.lines}
    if loaded.inherited is not None:
        every[loaded.inherited.file] = loaded.inherited.lines
    shown: dict[str, dict[int, str]] = {file: {} for file in every}
    for finding in checked.findings:
        places = [(finding.file, finding.span), *((place.file, place.span) for place in finding.related)]
        for file, span in places:
            lines = every.get(file, ())
            for index in range(max(0, span.line - 1 - _ABOVE), min(span.line, len(lines))):
                shown[file][index] = lines[index]
    return shown


# Between processes


def _packed(name: str, itself: bool, plan: Plan) -> Any:
    """The outcome of one file as plain data; None where the process that asked should look for itself."""
    try:
        run = check_one(name, itself, plan)
    except Exception:  # whatever it is, it is told by the one process that speaks, where its turn comes
        return None
    if isinstance(run, str):
        return run
    return (
        run.name,
        run.now.isoformat(),
        _plain(run.findings),
        run.suppressed,
        run.readable,
        run.whole,
        run.inherited,
        run.lines,
        _plain(run.evidence),
        run.note,
    )


def _plain(value: Any) -> Any:
    """Named tuples, at any depth, as bare ones."""
    return tuple(map(_plain, value)) if isinstance(value, tuple) else value


def _unpacked(name: str, answer: Any, plan: Plan) -> Run | str:
    """The outcome of the file `name` from plain data; the name that comes with it is not kept a second time."""
    if isinstance(answer, str):
        return answer
    _, now, findings, suppressed, readable, whole, inherited, lines, evidence, note = answer
    config: Config | None = None
    settings = NO_SETTINGS
    if plan.keep:
        from codesign_cli.cli.programs import config_of

        config = None if plan.selection.isolated else config_of(name)
        settings = plan.settings(config)
    return Run(
        name, datetime.fromisoformat(now), tuple(map(_finding, findings)), suppressed, readable, whole,
        inherited, lines, tuple(map(_evidence, evidence)), False, config, settings, note,
    )  # fmt: skip


def _finding(plain: tuple[Any, ...]) -> Finding:
    """A finding from a bare tuple."""
    bare = Finding._make(plain)
    return bare._replace(
        span=Span._make(bare.span),
        related=tuple(
            Related(file, Span._make(span), path, message) for file, span, path, message in bare.related
        ),
    )


def _evidence(plain: tuple[Any, ...]) -> Evidence:
    """What one rule came to, from a bare tuple."""
    from codesign_cli.evidence import Evidence, Value

    bare = Evidence._make(plain)
    return bare._replace(values=tuple(map(Value._make, bare.values)))
