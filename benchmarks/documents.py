"""Measures every document of a program of sixty records: the whole process, less the start of an empty command."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from ruamel.yaml import YAML

RECORDS = 60
GOAL = 250
"""Milliseconds after start-up that a document may take."""
DAY = "2025-11-25"
"""After the release of the example, for what has no day of its own below."""
KESTREL = ("--account", "kestrel-foods")
FORMATS = ("terminal", "html")
COMMANDS = {
    "invite": (*KESTREL, "--as-of", "2025-08-25"),
    "brief": (*KESTREL, "--as-of", "2025-09-02"),
    "agenda": ("--session", "3"),
    "agenda, customer": ("--session", "3", *KESTREL),
    "debrief": (),
    "debrief, customer": KESTREL,
    "summary": KESTREL,
    "calls": (),
    "preview": (*KESTREL, "--as-of", "2025-11-05"),
    "thanks": KESTREL,
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
    """The finished example with its records repeated until there are `RECORDS`, as JSON, which is YAML too."""
    data = YAML(typ="safe", pure=True).load(example.read_text(encoding="utf-8"))
    own = data["feedback"]
    more = [own[number % len(own)] | {"id": f"R{number}"} for number in range(len(own), RECORDS)]
    return json.dumps(data | {"feedback": own + more}, default=lambda value: value.isoformat(), indent=1)


def measure(example: Path, codesign: str, cache: str, rounds: int) -> list[Measured]:
    """Every document in every format, so many times, each beside an empty command a moment earlier."""
    environment = {**os.environ, "CODESIGN_CACHE_DIR": cache}

    def took(*arguments: str) -> float:
        start = time.perf_counter()
        done = subprocess.run([codesign, *arguments], env=environment, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        return 1000 * (time.perf_counter() - start)

    found = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "program.yaml"
        path.write_text(program(example), encoding="utf-8")
        for name, options in COMMANDS.items():
            medians = []
            for format in FORMATS:
                day = () if "--as-of" in options else ("--as-of", DAY)
                command = (name.split(",")[0], str(path), "--format", format, *options, *day)
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
