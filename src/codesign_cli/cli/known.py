"""What `--baseline`, `--new-from` and `--basis` leave out of a run, and the day that `--as-of commit` means."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli import git
from codesign_cli.baseline import Entry, Namer, entries_of, parse, sift, unknown_of, written
from codesign_cli.cli import screen
from codesign_cli.cli.then import Then, inside, thens
from codesign_cli.errors import CodesignError
from codesign_cli.record import NamedTuple

if TYPE_CHECKING:
    from codesign_cli.cli.outcome import Plan, Run
    from codesign_cli.finding import Finding

UNREADABLE = "FIL001"
"""A file that cannot be read is never known: nothing else in it was checked."""


class Request(NamedTuple):
    """What the command line asks for."""

    baseline: str | None
    write: bool
    new_from: str | None
    basis: str | None = None

    def check(self, outputs: Iterable[str | None]) -> None:
        """Raises CodesignError for options that do not go together; `outputs` are the files of the findings."""
        places = [os.path.realpath(output) for output in outputs if output is not None]
        if self.baseline and os.path.realpath(self.baseline) in places:
            lost = f"{self.baseline} is the baseline, and the findings would take its place."
            raise CodesignError(lost, "Give the findings another --output.")
        if self.write and not self.baseline:
            raise CodesignError("--write-baseline does not say where.", "Name the file with --baseline FILE.")
        if self.write and self.new_from:
            way = "A baseline holds all that is there: leave one out."
            raise CodesignError("--write-baseline and --new-from do not go together.", way)


class LeftOut(NamedTuple):
    """What is left out of the findings."""

    counts: tuple[tuple[str, int], ...] = ()
    """How many were known, by why: `baseline`, `before`."""
    disciplines: frozenset[str] = frozenset()
    """The disciplines they belong to, which are not "ok" for being silent."""


def keep_new(
    findings: Sequence[Finding], runs: Sequence[Run], plan: Plan, request: Request, quiet: bool
) -> tuple[list[Finding], LeftOut]:
    """The findings that were not known before, and how many were; tells people what they need to know about those."""
    left = list(findings)
    counts: list[tuple[str, int]] = []
    gone: list[Finding] = []

    def say(text: str) -> None:
        if not quiet:
            screen.tell(text)

    # The baseline first: an entry is stale where nothing is there, and not where it was there before.
    if request.baseline is not None:
        left, known = _against(left, runs, plan, request, say)
        gone += known
        counts.append(("baseline", _shown(known)))
    if request.new_from is not None:
        new = set(_new(runs, plan, request.new_from))
        gone += (before := [f for f in left if f not in new])
        left = [f for f in left if f in new]
        counts.append(("before", number := _shown(before)))
        if number:
            say(f"{_findings(number)} already there at {request.new_from}: not shown.")
    if request.basis is not None:
        gone += (f for f in left if f.basis != request.basis)
        left = [f for f in left if f.basis == request.basis]
    return left, LeftOut(tuple(counts), frozenset(f.discipline for f in gone if f.shown))


def _shown(findings: Sequence[Finding]) -> int:
    return sum(finding.shown for finding in findings)


def _findings(number: int) -> str:
    return "1 finding was" if number == 1 else f"{number} findings were"


# Against a baseline


def _against(
    findings: list[Finding], runs: Sequence[Run], plan: Plan, request: Request, say: Callable[[str], None]
) -> tuple[list[Finding], list[Finding]]:
    """The findings that the baseline does not list, and those that it does; it is written first where that is asked."""
    baseline = request.baseline
    assert baseline is not None
    never = {UNREADABLE, *(rule.code for rule in plan.rules if rule.waivable != "yes")}
    called = _namer(baseline)
    judged = _judge(runs, plan, called, os.path.dirname(os.path.realpath(baseline)))
    if request.write:
        old = _read(baseline) if os.path.exists(baseline) else []
        own = entries_of(findings, called, never)
        entries = [*own, *(entry for entry in old if not judged(entry))]
        screen.write(written(entries), baseline, exact=True)
        total = sum(entry.times for entry in entries)
        say(f"{baseline} now lists {total} {'finding' if total == 1 else 'findings'}.")
        above = {f.code: f.name for f in findings if f.code in never and f.fails(("error",))}
        if above:
            codes = ", ".join(f"{code} ({name})" for code, name in sorted(above.items()))
            say(f"A baseline cannot hold {codes}: these are set aside in the program itself or not at all.")
    else:
        entries = _read(baseline)
    sifted = sift(findings, entries, called, never, judged)
    if not request.write and (number := _shown(sifted.known)):
        say(f"{number} {'finding is' if number == 1 else 'findings are'} in {baseline}: not shown.")
    if sifted.stale:
        what = "finding that is" if sifted.stale == 1 else "findings that are"
        say(f"{baseline} lists {sifted.stale} {what} no longer there. Write it anew with --write-baseline.")
    if sifted.refused:
        say(f"A baseline never hides {', '.join(sifted.refused)}: its entries for that count for nothing.")
    return sifted.new, sifted.known


def _read(baseline: str) -> list[Entry]:
    try:
        if os.path.exists(baseline) and not os.path.isfile(baseline):  # a pipe waits, a device may never end
            raise IsADirectoryError
        with open(baseline, "rb") as file:
            return parse(file.read(), baseline)
    except FileNotFoundError:
        way = "Check its name, or write it with --write-baseline."
        raise CodesignError(f"The baseline {baseline} is not there.", way) from None
    except OSError:
        raise CodesignError(f"The baseline {baseline} cannot be read.", "Check that it is a file.") from None


def _namer(baseline: str) -> Namer:
    """How the files of findings are called in a baseline: relative to its folder."""
    folder = os.path.dirname(os.path.realpath(baseline))

    def called(file: str) -> str:
        try:
            return os.path.relpath(os.path.realpath(file), folder).replace(os.sep, "/")
        except ValueError:  # another drive
            return os.path.realpath(file).replace(os.sep, "/")

    cache: dict[str, str] = {}
    return lambda file: cache[file] if file in cache else cache.setdefault(file, called(file))


def _judge(runs: Sequence[Run], plan: Plan, called: Namer, folder: str) -> Callable[[Entry], bool]:
    """Whether this run could have found an entry: its file was read and checked with its rule, or is gone."""
    from codesign_cli.choose import choose

    ran: dict[str, set[str]] = {}
    for run in runs:
        chosen = choose(plan.rules, run.settings, run.name).rules if run.readable else ()
        codes = {rule.code for rule in chosen if plan.since or rule.over != "history"}
        for file in (run.name, run.settings.file, run.inherited):
            if file:
                ran.setdefault(called(file), set()).update(codes)
    return lambda entry: (
        entry.code in ran.get(entry.file, ()) or not os.path.exists(os.path.join(folder, entry.file))
    )


# Against a revision


def _new(runs: Sequence[Run], plan: Plan, revision: str) -> Iterator[Finding]:
    """The findings that were not there at `revision`; each repository is asked once."""
    there = thens([run.name for run in runs], revision, "--new-from", isolated=plan.selection.isolated)
    for run in runs:
        yield from _new_in(run, plan, there[run.name])


def _new_in(run: Run, plan: Plan, then: Then) -> Sequence[Finding]:
    """The findings of one file that were not there then, at the same moment and with the same settings."""
    same_config = then.same_config(run.name, run.config)
    if not run.readable:
        return run.findings
    if same_config and then.unchanged(inside(then.root, run.name)) and not run.piped:
        return ()
    loaded = then.loaded(run.name, run.config)
    if loaded is None:
        return run.findings
    from codesign_cli.check import check

    before = plan.since.before(loaded, run.config, run.now, piped=True) if plan.since else None
    earlier = check(loaded, run.now, plan.rules, run.settings, before).findings
    return unknown_of(run.findings, [f for f in earlier if same_config or not f.key.startswith("selector:")])


# The day of a commit


def commit_moment(paths: Sequence[str], stdin_filename: str | None) -> datetime:
    """When HEAD of the repository of `paths` was committed (where nothing is named, of this folder).

    Raises CodesignError outside a repository, before its first commit, and where several repositories differ.
    """
    way = "Name a day: --as-of 2026-03-09."
    found: set[datetime] = set()
    for folder, path in {_folder_of(path, stdin_filename): path for path in paths or ["."]}.items():
        if not os.path.isdir(folder):
            raise CodesignError(f"{path} is not there.", "Check its name and the folder you are in.")
        root = git.repository_of(folder)
        if root is None:
            raise CodesignError("--as-of commit needs a git repository, and there is none here.", way)
        moment = git.moment_of_head(root)
        if moment is None:
            raise CodesignError("--as-of commit needs a commit, and this repository has none yet.", way)
        found.add(moment)
    if len(found) > 1:
        raise CodesignError("These files are in repositories whose latest commits differ in date.", way)
    return found.pop()


def _folder_of(path: str, stdin_filename: str | None) -> str:
    """The folder in which a program file lies; a folder itself."""
    if path == "-":
        path = stdin_filename or "stdin"
    real = os.path.realpath(path)
    return real if os.path.isdir(real) else os.path.dirname(real)
