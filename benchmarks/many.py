"""Measures `validate` on many programs beside libyaml's bare parse of them and ajv-cli, round by round."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

UNIT = 1 << 20 if sys.platform == "darwin" else 1 << 10
FEW, ALL = 1_000, 10_000
"""How many programs."""
MOST_TIMES_PARSE = 6.0
MOST_MEMORY = 1.1
"""How much the peak at `ALL` programs may be above that at `FEW`."""

PARSE = """
import sys, time
from pathlib import Path
from yaml._yaml import CParser
texts = [path.read_bytes() for path in sorted(Path(sys.argv[1]).glob("*.yaml"))]
start = time.perf_counter()
for text in texts:
    CParser(text).raw_parse()
print(time.perf_counter() - start)
"""


@dataclass(frozen=True)
class Took:
    """What one run took."""

    seconds: float
    """On the wall clock."""
    processor: float
    """Of all its processes together."""
    mebibytes: float
    """The most memory that one of its processes held."""


@dataclass(frozen=True)
class Many:
    """What was measured, each figure the median of the rounds."""

    parse: float
    """Seconds of the bare parse of `FEW` programs."""
    few: Took
    """Programs that are new to it."""
    again: Took
    """The same programs as they were."""
    all: Took | None
    """None where `ALL` programs were left out."""
    all_again: Took | None
    ajv: Took | None
    """None where ajv-cli is not installed."""
    ratio: float
    """Of `validate` to the bare parse in the same round."""
    ratio_again: float
    """The same where the programs are as they were."""
    against_ajv: float | None
    """Of `validate` to ajv-cli in the same round."""
    against_ajv_again: float | None
    """The same where the programs are as they were."""
    rounds: int

    @property
    def missed(self) -> list[str]:
        """The goals that were not reached, in words."""
        said = []
        ratios = (("", self.ratio, self.against_ajv), (" again", self.ratio_again, self.against_ajv_again))
        for when, ratio, against in ratios:
            if ratio > MOST_TIMES_PARSE:
                said.append(f"{ratio:.1f} times the bare parse{when}, and the goal is {MOST_TIMES_PARSE:g}")
            if against is not None and against > 1:
                said.append(f"{against:.1f} times ajv-cli{when}, and the goal is 1")
        if self.memory is not None and self.memory > MOST_MEMORY:
            said.append(f"{self.memory:.2f} times the memory, and the goal is {MOST_MEMORY:g}")
        return said

    @property
    def memory(self) -> float | None:
        """The peak at `ALL` programs over that at `FEW`."""
        return None if self.all is None else self.all.mebibytes / self.few.mebibytes


def programs(folder: Path, example: Path, number: int) -> Path:
    """A folder of so many copies of an example, each with a feature and accounts of other names."""
    text = example.read_text(encoding="utf-8")
    made = folder / str(number)
    made.mkdir()
    for count in range(number):
        own = text.replace("Shift", f"Shift{count}").replace("swap", f"swap{count % 97}")
        (made / f"program-{count:05}.yaml").write_text(own, encoding="utf-8")
    return made


def forget(cache: str) -> None:
    """Removes what earlier runs found from the cache folder; the compiled model stays."""
    shutil.rmtree(Path(cache) / "outcomes", ignore_errors=True)


def took(command: list[str], environment: dict[str, str], folder: Path) -> Took:
    """One run with its output thrown away; anything but status 0 or 1 ends the benchmark."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"This command does not run, so it cannot be measured: {' '.join(command)}")
    return Took(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / UNIT)


def ajv_command(root: Path) -> list[str] | None:
    """How ajv-cli checks the shape of every program here; None where it is not installed."""
    found = os.environ.get("AJV") or shutil.which("ajv")
    if found is None:
        return None
    schema = str(root / "benchmarks" / "small.schema.json")
    return [found, "validate", "--spec=draft2020", "--strict=false", "-s", schema, "-d", "*.yaml"]


def measure(root: Path, example: Path, codesign: str, cache: str, rounds: int, whole: bool) -> Many:
    """Measures everything so many times; `ALL` programs once, where `whole` asks for them."""
    day = example.read_text(encoding="utf-8").splitlines()[0].removeprefix("# as-of:").strip()
    environment = {**os.environ, "CODESIGN_CACHE_DIR": cache}
    validate = [codesign, "validate", ".", "--as-of", day]
    ajv = ajv_command(root)
    with tempfile.TemporaryDirectory() as temporary:
        few = programs(Path(temporary), example, FEW)
        took(validate, environment, few)
        parses, owns, agains, peers = [], [], [], []
        for _ in range(rounds):
            forget(cache)
            parse = [sys.executable, "-c", PARSE, str(few)]
            parses.append(float(subprocess.run(parse, capture_output=True, check=True).stdout))
            owns.append(took(validate, environment, few))
            agains.append(took(validate, environment, few))
            if ajv is not None:
                peers.append(took(ajv, environment, few))
        everything, once_more = None, None
        if whole:
            folder = programs(Path(temporary), example, ALL)
            everything = took(validate, environment, folder)
            once_more = took(validate, environment, folder)
    return Many(
        statistics.median(parses),
        middle(owns),
        middle(agains),
        everything,
        once_more,
        middle(peers) if peers else None,
        times(owns, parses),
        times(agains, parses),
        times(owns, [peer.seconds for peer in peers]) if peers else None,
        times(agains, [peer.seconds for peer in peers]) if peers else None,
        rounds,
    )


def times(runs: list[Took], others: list[float]) -> float:
    """The median of the runs' times over those of the others in the same rounds."""
    return statistics.median(run.seconds / other for run, other in zip(runs, others, strict=True))


def middle(runs: list[Took]) -> Took:
    """The median of each figure."""
    return Took(
        statistics.median(run.seconds for run in runs),
        statistics.median(run.processor for run in runs),
        statistics.median(run.mebibytes for run in runs),
    )


def section(many: Many) -> str:
    """What was measured, as a section in Markdown."""
    rows = [
        f"| libyaml's bare parse of {FEW:,} programs, one process | 1.00 | {many.parse:.2f} | | |",
        _row(f"`codesign validate`, {FEW:,} programs that are new", many.few, many.parse),
        _row("the same once more, as they were", many.again, many.parse),
    ]
    if many.all is not None:
        rows.append(_row(f"`codesign validate`, {ALL:,} programs that are new", many.all, many.parse))
    if many.all_again is not None:
        rows.append(_row("the same once more, as they were", many.all_again, many.parse))
    if many.ajv is not None:
        rows.append(_row(f"ajv-cli, {FEW:,} programs, a schema of a few lines", many.ajv, many.parse))
    goal = f"the bare parse (goal {MOST_TIMES_PARSE:g})"
    told = [f"{many.ratio:.1f} times {goal} where the programs are new and {many.ratio_again:.1f} once more"]
    if many.against_ajv is not None:
        told.append(f"{many.against_ajv:.1f} and {many.against_ajv_again:.1f} times ajv-cli (goal 1)")
    if many.memory is not None:
        told.append(
            f"{many.memory:.2f} times the memory for {ALL:,} programs as for {FEW:,} (goal {MOST_MEMORY})"
        )
    absent = "" if many.ajv is not None else "\najv-cli is not installed here, so it was not measured.\n"
    table = "\n".join(rows)
    return f"""## Many programs

Each program is the same example with other names in it. Round by round ({many.rounds} of them) stand beside each other:
libyaml's events of every file, without anything being made of them; `codesign validate` of the folder with all
rules, on as many processes as there are processors, at most eight, first when it has never seen the programs and
then once more; and ajv-cli, which checks the shape alone.

| | times the bare parse | seconds | processor seconds | peak memory of a process, MiB |
|---|---:|---:|---:|---:|
{table}

`codesign validate` takes {"; ".join(told)}.
{absent}"""


def _row(name: str, run: Took, parse: float) -> str:
    return (
        f"| {name} | {run.seconds / parse:.1f} | {run.seconds:.2f} | {run.processor:.2f} "
        f"| {run.mebibytes:.0f} |"
    )
