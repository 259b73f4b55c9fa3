"""Checking the files of one run of `validate`, and what is kept of each: its findings, and never its program.

Many files are checked by several processes. Each file goes the same way wherever it is checked, so that the
outcome is the same to the byte; a process that cannot go on with a file leaves it to the one that asked.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from codesign_cli.cli import kept
from codesign_cli.cli.outcome import Plan, Run, packed, unpacked
from codesign_cli.errors import CodesignError

if TYPE_CHECKING:
    from codesign_cli.check import Checked
    from codesign_cli.config import Config
    from codesign_cli.evidence import Evidence
    from codesign_cli.finding import Finding
    from codesign_cli.load import Loaded
    from codesign_cli.watch import Watched

MANY = 20
"""From more files on what one leaves behind is collected before the end."""
_LEFT = 50_000
"""After so many objects more, a few programs' worth: by default the collector looks fifty times a program."""
_ABOVE = 2
"""How many lines above a finding a page may show."""


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
        self.looked: frozenset[str] = frozenset()
        """The disciplines that were looked at in every file."""
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
        self.looked = self.looked & run.looked if len(self.files) > 1 else run.looked
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
            if isinstance(run, Run):
                checks.add(run, plan)
                note = run.note
            else:
                note = f"{run} is not a program (no `codesign`, `kind` or `feature`): skipped."
            if note and not quiet:
                progress.clear()
                tell(note)
    finally:
        progress.clear()
    return checks


def _runs(files: Sequence[tuple[str, bool]], plan: Plan) -> Iterator[Run | str]:
    """The outcome of each file, or the name of one that was passed over.

    As long as every file is as it was, nothing is loaded to check one, and no process is started.
    """
    known = 0
    while len(files) > 1 and known < len(files) and (run := _recalled(*files[known], plan)) is not None:
        known += 1
        yield run
    if known < len(files):
        yield from _checked(files[known:], plan)
        kept.tidy()


def _recalled(name: str, itself: bool, plan: Plan) -> Run | None:
    """What was found out about a file as it is now, where that is kept."""
    if name == "-":
        return None
    try:
        raw, config = _read(name, plan)
    except CodesignError:  # told where its turn comes
        return None
    file = kept.name_for(name, itself, raw, config, plan)
    return kept.recall(file, name, plan) if file else None


def _checked(files: Sequence[tuple[str, bool]], plan: Plan) -> Iterator[Run | str]:
    """The outcome of each of these files, on several processes where that pays."""
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
            if answer is None:
                yield check_one(name, itself, plan)
            else:
                yield answer if isinstance(answer, str) else unpacked(name, answer, plan)


def _processes(files: Sequence[tuple[str, bool]]) -> int:
    """How many processes are to check the files; standard input is read by one alone."""
    if len(files) < 2 or any(name == "-" for name, _ in files):
        return 1
    from codesign_cli.cli.workers import processes

    return processes(len(files))


def _packed(name: str, itself: bool, plan: Plan) -> Any:
    """The outcome of one file as plain data; None where the process that asked should look for itself."""
    try:
        run = check_one(name, itself, plan)
    except Exception:  # whatever it is, it is told by the one process that speaks, where its turn comes
        return None
    return run if isinstance(run, str) else packed(run)


def _read(name: str, plan: Plan) -> tuple[bytes, Config | None]:
    """The bytes of a file, and the configuration that counts for it."""
    from codesign_cli.cli.programs import bytes_of, config_of

    raw = bytes_of(name)
    return raw, None if plan.selection.isolated else config_of(name, plan.stdin_filename)


def check_one(name: str, itself: bool, plan: Plan) -> Run | str:
    """The outcome of one file; only its shown name where it is no program and is passed over.

    Raises CodesignError for a file or a configuration that cannot be read.
    """
    raw, config = _read(name, plan)
    file = kept.name_for(name, itself, raw, config, plan)
    if file is not None and (run := kept.recall(file, name, plan)) is not None:
        return run
    from codesign_cli.check import moment_of
    from codesign_cli.cli.programs import load_program
    from codesign_cli.load import is_program
    from codesign_cli.watch import Watched

    loaded = load_program(name, raw, config, plan.stdin_filename)
    if itself and plan.skip and not is_program(loaded.source):
        return loaded.name
    now = Watched.of(moment_of(plan.day, loaded.program))
    found = _run(loaded, config, now, plan, piped=name == "-")
    if file is not None:
        kept.remember(file, found, plan, now)
    return found


def _run(loaded: Loaded, config: Config | None, now: Watched, plan: Plan, *, piped: bool) -> Run:
    """The outcome of a program at this moment."""
    from codesign_cli.check import check

    settings = plan.settings(config)
    before, note = None, ""
    if plan.since is not None:
        before = plan.since.before(loaded, config, now.plain, piped=piped)
        note = plan.since.note(loaded.name, before)
    checked = check(loaded, now, plan.rules, settings, before)
    evidence: Sequence[Evidence] = ()
    if plan.evidence:
        from codesign_cli.evidence import evidence as evidence_of

        evidence = evidence_of(checked, plan.rules, settings)
    program = loaded.program
    return Run(
        name=loaded.name,
        now=now.plain,
        findings=checked.findings,
        suppressed=checked.suppressed,
        readable=program is not None,
        looked=_looked(checked),
        inherited=loaded.inherited.file if loaded.inherited is not None else "",
        lines=_lines(checked) if plan.lines and checked.findings else {},
        evidence=evidence,
        piped=piped,
        config=config,
        settings=settings,
        note=note,
    )


def _looked(checked: Checked) -> frozenset[str]:
    """The disciplines of which a file without findings may be called right.

    Rules that read what is broken say nothing, so what they leave unsaid is not yet right; and of a discipline that
    is not selected, or ignored, at most the rules ran that nothing silences.
    """
    file = frozenset(("file",))
    program = checked.loaded.program
    if program is None or program.state == "closed" or checked.loaded.findings:
        return file
    return file | {rule.discipline for rule in checked.rules if rule.waivable == "yes"}


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
