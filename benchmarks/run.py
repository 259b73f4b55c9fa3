"""Measures the installed commands beside other checkers, each against `python -c pass`, pair by pair.

`./dev bench` sets up the environment and calls this with its Python; `--date` also writes docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import documents
from many import ALL, forget, section
from many import measure as measure_many

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
UNIT = 1 << 20 if sys.platform == "darwin" else 1 << 10
"""How many of the system's units of memory are a mebibyte."""
EXAMPLE = ROOT / "examples" / "shift-swap.yaml"


@dataclass(frozen=True)
class Case:
    """One command to be measured."""

    name: str
    """What the table calls it."""
    command: tuple[str, ...]
    """The program and its arguments."""
    goal: float | None = None
    """The ratio that is not to be passed; none for a peer."""
    cache: bool = True
    """Whether the compiled model of an earlier run may be used."""
    new: bool = False
    """Whether what earlier runs found is removed before each run."""


@dataclass(frozen=True)
class Run:
    """What one process took."""

    seconds: float
    """From its start to its end on the wall clock."""
    mebibytes: float
    """The most memory that it held."""


@dataclass(frozen=True)
class Result:
    """All rounds of one case."""

    case: Case
    ratios: tuple[float, ...]
    """Each round's time over that of the `python -c pass` beside it."""
    milliseconds: float
    """The median time."""
    mebibytes: float
    """The median of the peaks."""

    @property
    def quartiles(self) -> tuple[float, float, float]:
        """The lower quartile, the median and the upper quartile of the ratios."""
        low, middle, high = statistics.quantiles(self.ratios, n=4)
        return low, middle, high

    @property
    def missed(self) -> bool:
        """Whether the median is above the goal."""
        return self.case.goal is not None and self.quartiles[1] > self.case.goal


def cases(example: Path) -> list[Case]:
    """The commands of the project with their goals, then the peers, all on `example`."""
    day = example.read_text(encoding="utf-8").splitlines()[0].removeprefix("# as-of:").strip()
    codesign, file = str(BIN / "codesign"), str(example)
    validate = (codesign, "validate", file, "--as-of", day)
    agenda = ("agenda", file, "--session", "3", "--as-of", day)
    schema = str(ROOT / "benchmarks" / "small.schema.json")
    return [
        Case("`codesign --version`", (codesign, "--version"), 1.5),
        Case("`codesign validate`, a file that is new", validate, 14, new=True),
        Case("the same, a file that is as it was", validate),
        Case("the same, its cache turned off", validate, cache=False),
        Case("`codesign agenda --session 3`", (codesign, *agenda), 16),
        Case(f"yamllint {version('yamllint')}", (str(BIN / "yamllint"), "-d", "relaxed", file)),
        Case(
            f"check-jsonschema {version('check-jsonschema')}",
            (str(BIN / "check-jsonschema"), "--schemafile", schema, file),
        ),
    ]


def measure(case: Case, cache: str) -> Run:
    """Run a case once with its output thrown away; anything but status 0 or 1 ends the benchmark.

    `cache` is the folder for the compiled model; an empty name turns it off.
    """
    environment = {**os.environ, "CODESIGN_CACHE_DIR": cache if case.cache else ""}
    if case.new:
        forget(cache)
    nowhere = os.open(os.devnull, os.O_RDWR)
    actions = [(os.POSIX_SPAWN_DUP2, nowhere, stream) for stream in (0, 1, 2)]
    begin = time.perf_counter()
    child = os.posix_spawn(case.command[0], case.command, environment, file_actions=actions)
    _, status, used = os.wait4(child, 0)
    seconds = time.perf_counter() - begin
    os.close(nowhere)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"This command does not run, so it cannot be measured: {' '.join(case.command)}")
    return Run(seconds, used.ru_maxrss / UNIT)


def compare(all_cases: list[Case], rounds: int, cache: str) -> tuple[Result, list[Result]]:
    """Measure every case `rounds` times, each after a `python -c pass`; that bare Python comes out first."""
    bare = Case("`python -c pass`", (sys.executable, "-c", "pass"))
    for case in [bare, *all_cases]:  # the first run fills the caches of the disk and of the program
        measure(case, cache)
    empty: list[Run] = []
    runs: dict[Case, list[tuple[Run, Run]]] = {case: [] for case in all_cases}
    for _ in range(rounds):
        for case in all_cases:
            before = measure(bare, cache)
            runs[case].append((before, measure(case, cache)))
            empty.append(before)
    middle = statistics.median(run.seconds for run in empty)
    base = Result(
        bare,
        tuple(run.seconds / middle for run in empty),
        1000 * middle,
        statistics.median(run.mebibytes for run in empty),
    )
    return base, [summary(case, runs[case]) for case in all_cases]


def summary(case: Case, pairs: list[tuple[Run, Run]]) -> Result:
    """The rounds of one case, from its pairs of a bare Python and the case."""
    return Result(
        case,
        tuple(own.seconds / before.seconds for before, own in pairs),
        1000 * statistics.median(own.seconds for _, own in pairs),
        statistics.median(own.mebibytes for _, own in pairs),
    )


def table(results: list[Result]) -> str:
    """The results as a Markdown table."""
    # A new process starts with the peak of the one that made it, so that a smaller peak of its own stays unseen.
    least = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / UNIT
    lines = [
        "| command | times `python -c pass`: median | middle half | goal | ms | peak memory, MiB |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for result in results:
        low, middle, high = result.quartiles
        goal = "" if result.case.goal is None else f"{result.case.goal:g}"
        missed = " (missed)" if result.missed else ""
        memory = f"{result.mebibytes:.0f}" if result.mebibytes > least else f"at most {least:.0f}"
        lines.append(
            f"| {result.case.name} | {middle:.2f} | {low:.2f} to {high:.2f} | {goal}{missed} "
            f"| {result.milliseconds:.1f} | {memory} |"
        )
    return "\n".join(lines)


def page(results: list[Result], rounds: int, example: Path, date: str, more: str) -> str:
    """The whole page: how it was measured, then the tables."""
    lines = len(example.read_text(encoding="utf-8").splitlines())
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"""# How fast it is

Measured on {date} with `codesign` {version("codesign-cli")}, {python} on {platform.system()}, \
{os.cpu_count()} cores. `./dev bench --date {date}` writes this page anew.

The file is `{example.relative_to(ROOT).as_posix()}` ({lines} lines). Every command is a new process of an
installed, compiled package, run {rounds} times. Each time stands beside that of a `python -c pass` a moment
earlier; the table gives the median of these ratios and the span of their middle half. Ratios carry over to
other machines, milliseconds do not. yamllint runs its `relaxed` rules; check-jsonschema gets a schema of a
few lines, so that its start-up is most of what it takes. Both check less than `validate` does. The first run of
a new version compiles the model of a program and keeps it in the person's cache folder; the row without the
cache shows what such a run takes. What is found in a file is kept there, too: a new one is checked, one that is
as it was is not.

{table(results)}

{more}"""


def main() -> int:
    """Measure, print the table, write the page where a date is given; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(
        prog="./dev bench", description="Measures the speed beside other checkers."
    )
    parser.add_argument(
        "--date", default="", help="the day to name in docs/benchmarks.md; else none is written"
    )
    parser.add_argument("--rounds", type=int, default=40, help="how often each command runs (default 40)")
    parser.add_argument("--few", action="store_true", help=f"leave out {ALL:,} programs, which take a while")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as cache:  # neither the person's own cache is used, nor is it filled
        base, results = compare(cases(EXAMPLE), max(given.rounds, 2), cache)
        print(table([base, *results]))
        rounds = max(given.rounds // 8, 1)
        many = measure_many(ROOT, EXAMPLE, str(BIN / "codesign"), cache, rounds, not given.few)
        finished = ROOT / "examples" / "freight-claims.yaml"
        pages = documents.measure(finished, str(BIN / "codesign"), cache, rounds)
    more = f"{section(many)}\n{documents.section(pages)}"
    print(more)
    if given.date:
        text = page([base, *results], given.rounds, EXAMPLE, given.date, more)
        (ROOT / "docs" / "benchmarks.md").write_text(text, encoding="utf-8")
    return 1 if many.missed or documents.missed(pages) or any(result.missed for result in results) else 0


if __name__ == "__main__":
    sys.exit(main())
