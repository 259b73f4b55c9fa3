"""The same as `tests.fuzz`, but steered by the branches that are reached: `python -m tests.fuzz_steered SECONDS`.

Needs atheris, which is no part of the development tools: it has no wheels for every Python.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]

with atheris.instrument_imports(include=["codesign_cli"]):
    from tests.fuzz import one
    from tests.mutations import SEEDS


def look(raw: bytes) -> None:
    """Fails where something does not hold of these bytes."""
    one(raw)


def main() -> None:
    """Begins with the programs of the tests; the process ends with what was found, or after its time."""
    corpus = Path("build/fuzz/corpus")
    corpus.mkdir(parents=True, exist_ok=True)
    for number, raw in enumerate(SEEDS):
        (corpus / f"seed-{number}").write_bytes(raw)
    options = [f"-max_total_time={sys.argv[1]}", "-timeout=20", "-max_len=40000"]
    atheris.Setup([sys.argv[0], str(corpus), *options], look)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
