"""Measures every document of a program of sixty records: the whole process, less the start of an empty command."""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import yaml

RECORDS = 60
GOAL = 250
"""Milliseconds after start-up that a document may take."""
DAY = "2025-11-25"
"""After the release of the example, so that no document waits for anything."""
FORMATS = ("terminal", "html")
COMMANDS = {
    "invite": (),
    "brief": (),
    "agenda": ("--session", "3"),
    "agenda, customer": ("--session", "3", "--account", "kestrel-foods"),
    "debrief": (),
    "debrief, customer": ("--account", "kestrel-foods"),
    "summary": ("--account", "kestrel-foods"),
    "calls": (),
    "preview": ("--account", "kestrel-foods"),
    "thanks": ("--account", "kestrel-foods"),
    "retro": (),
    "memo": (),
    "handoff": (),
}
"""Each document and its options, by what the table calls it."""


class Measured(NamedTuple):
    """One document."""

    name: str
    milliseconds: tuple[float, ...]
    """By format: the median of a whole process, less that of `codesign --version`."""


def program(example: Path) -> str:
    """The finished example with its records repeated until there are `RECORDS`, as YAML."""
    data = yaml.safe_load(example.read_text(encoding="utf-8"))
    own = data["feedback"]
    more = [own[number % len(own)] | {"id": f"R{number}"} for number in range(len(own), RECORDS)]
    text: str = yaml.safe_dump(data | {"feedback": own + more}, sort_keys=False, allow_unicode=True)
    return text


def measure(example: Path, codesign: str, cache: str, rounds: int) -> list[Measured]:
    """Every document in every format, so many times, each beside an empty command a moment earlier."""
    environment = {**os.environ, "CODESIGN_CACHE_DIR": cache}

    def took(*arguments: str) -> float:
        start = time.perf_counter()
        done = subprocess.run([codesign, *arguments], env=environment, capture_output=True, check=False)
        assert done.returncode in (0, 1), done.stderr.decode()
        return 1000 * (time.perf_counter() - start)

    found = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "program.yaml"
        path.write_text(program(example), encoding="utf-8")
        for name, options in COMMANDS.items():
            medians = []
            for format in FORMATS:
                command = (name.split(",")[0], str(path), "--as-of", DAY, "--format", format, *options)
                took(*command)
                runs = [(took("--version"), took(*command)) for _ in range(rounds)]
                medians.append(statistics.median(whole - empty for empty, whole in runs))
            found.append(Measured(name, tuple(medians)))
    return found


def missed(documents: list[Measured]) -> bool:
    """Whether a document takes longer than it may."""
    return any(max(each.milliseconds) > GOAL for each in documents)


def section(documents: list[Measured]) -> str:
    """What was measured, as a section in Markdown."""
    rows = [
        f"| `{each.name}` | {' | '.join(f'{took:.0f}' for took in each.milliseconds)} |" for each in documents
    ]
    table = "\n".join(rows)
    return f"""## Documents

Each document of `examples/freight-claims.yaml` with its records repeated until there are {RECORDS}: milliseconds of a
new process, less those of `codesign --version` a moment earlier, the median of the rounds. Reading and checking
the file is a part of it; `retro` runs every rule. The goal is {GOAL} at most{" (missed)" if missed(documents) else ""}.

| document | {" | ".join(FORMATS)} |
|---|{"---:|" * len(FORMATS)}
{table}
"""
