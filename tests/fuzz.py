"""What must hold of any bytes at all: the whole path of `validate` in every format, without a traceback and in time.

As a program it looks for bytes of which it does not hold: `python -m tests.fuzz --files 10000`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from xml.etree import ElementTree

from codesign_cli.cli.findings import FORMATS
from tests.command import Screen, run
from tests.mutations import mutated

MOST_SECONDS = 2.0
"""Processor time that one file may take in all formats together."""
DAY = "2026-03-31"


def holds(raw: bytes) -> float:
    """Fails where bytes end in anything but findings, in any format; the longer of two times, in seconds.

    One run writes every format, another one shows all that a person may ask for.
    """
    with tempfile.TemporaryDirectory() as folder:
        pairs = [part for name in FORMATS for part in ("--format", name, "--output", f"{folder}/{name}")]
        written, seconds = _timed(raw, *pairs)
        pages = {name: Path(folder, name).read_text("utf-8") for name in FORMATS}
    assert written.out == ""
    for name in ("json", "sarif", "gitlab"):
        json.loads(pages[name])
    for line in pages["jsonl"].splitlines():
        json.loads(line)
    ElementTree.fromstring(pages["junit"])
    shown, more = _timed(raw, "--verbose", "--color", "always", "--statistics", "--show-passed")
    assert shown.status == written.status, "a format never changes the status"
    return max(seconds, more)


def _timed(raw: bytes, *arguments: str) -> tuple[Screen, float]:
    start = time.process_time()
    shown = run("validate", "-", "--as-of", DAY, *arguments, stdin=raw)
    seconds = time.process_time() - start
    assert shown.err == "", shown.err
    assert shown.status in (0, 1), shown.status
    return shown, seconds


def one(raw: bytes) -> float:
    """As `holds`, and the time is kept, too."""
    longest = holds(raw)
    assert longest < MOST_SECONDS, f"it took {longest:.1f} seconds"
    return longest


def _at_random(files: int, seconds: float, seed: int) -> int:
    """Tries so many changed files, or for so long; the number that do not hold, each left in build/fuzz."""
    random = Random(seed)
    failed, tried, longest, end = 0, 0, 0.0, time.monotonic() + seconds
    while tried < files and time.monotonic() < end:
        raw = mutated(random)
        tried += 1
        try:
            longest = max(longest, one(raw))
        except Exception as error:
            failed += 1
            print(f"{_left(raw)}: {error!r}"[:400], flush=True)
    print(f"{tried:,} files, {failed} failed, the slowest took {longest:.2f} s in all formats")
    return failed


def _left(raw: bytes) -> Path:
    """Where bytes were left that somebody should look at."""
    folder = Path("build/fuzz")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{hashlib.sha256(raw).hexdigest()[:12]}.yaml"
    path.write_bytes(raw)
    return path


def main() -> int:
    """Looks until it is told to stop; 1 where something was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--files", type=int, default=10_000, help="files changed at random (default 10,000)")
    parser.add_argument("--seconds", type=int, default=36_000, help="how long it looks at most")
    parser.add_argument("--seed", type=int, default=1, help="another one makes other files")
    given = parser.parse_args()
    return 1 if _at_random(given.files, given.seconds, given.seed) else 0


if __name__ == "__main__":
    sys.exit(main())
