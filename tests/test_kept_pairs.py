"""Runs one after another with one cache folder say what each says with none, whatever their options are."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from codesign_cli.cli import runs
from codesign_cli.cli.findings import FORMATS
from codesign_cli.cli.validate import validate as command
from tests.command import BEGUN, Screen, run

ROOT = Path(__file__).resolve().parent.parent

IN_THE_NAME = {"select", "ignore", "isolated", "skip_others", "format"}
"""What changes an outcome that is kept, and so is a part of the name under which it is."""
NOT_KEPT = {"show_passed", "since", "stdin_filename"}
"""What belongs to runs of which nothing is kept."""
ABOUT_TIME = {"as_of"}
AFTERWARDS = {
    "ctx", "paths", "output", "step_summary", "fail_on", "color", "quiet", "verbose", "baseline", "write_baseline",
    "new_from", "basis", "statistics", "show_config",
}  # fmt: skip
"""What is done with outcomes, wherever they come from."""


def test_of_every_option_it_is_known_what_it_means_for_what_is_kept() -> None:
    """A new one is to be sorted in by hand: if it changes what is found, it has to be in the name."""
    assert set(inspect.signature(command).parameters) == IN_THE_NAME | NOT_KEPT | ABOUT_TIME | AFTERWARDS


CONFIGURATIONS = (
    "",
    "[severity]\nSCO = 'info'\n",
    "ignore = ['EXP']\nrequired-version = '>=0.1'\n",
    "[per-file-ignores]\n'archive/*' = ['EXP', 'COH']\n'../*' = ['ROL']\n'p.yaml' = ['SCO']\n",
    "[defaults]\ntimezone = 'America/Santiago'\nstrategy = 'Be quick'\n[defaults.team]\nproduct = 'Priya Nair'\n",
    "[defaults]\ntimezone = 'Europe/Berln'\n",
    "[limits]\nCOH204 = { days = 2 }\n[words]\nEXP404 = ['paper']\n",
    "required-version = '>=9'\n",
)
WRONG = (ROOT / "examples" / "everything-wrong.yaml").read_text()
PROGRAMS = (WRONG, BEGUN + "acounts: []\n", BEGUN + "timezone: Not/There\n", "a: 1\n")
MOMENTS = (
    "2026-03-31", "2026-04-02", "2026-03-31T00:00", "2026-03-31T00:00Z", "2026-03-31T12:59Z", "2026-03-31T13:00Z",
    "2026-03-31T18:59:59-06:00", "2026-04-05T02:30Z", "2026-04-05T04:30Z", "2026-03-29T02:30",
)  # fmt: skip
OPTIONS = (
    (), ("--select", "SCO,FIL"), ("--select", "EXP"), ("--ignore", "EXP4"), ("--isolated",), ("--skip-others",),
    ("--fail-on", "info"), ("--basis", "owed"), ("--show-passed",), ("--verbose",), ("--quiet",),
)  # fmt: skip
CHOICES: dict[str, tuple[Any, ...]] = {
    "program": PROGRAMS,
    "configuration": CONFIGURATIONS,
    "where it lies": ("", "archive"),
    "folder": ("", "archive"),
    "path": ("p.yaml", "./p.yaml", ".", "link.yaml"),
    "moment": MOMENTS,
    "options": OPTIONS,
    "format": tuple(sorted(FORMATS)),
}
"""What makes a run, and what each of that may be."""
USUAL = {what: some[0] for what, some in CHOICES.items()} | {"format": "text"}
"""What it is while something else is tried."""
INSTEAD = {
    "where it lies": {"path": "link.yaml", "configuration": CONFIGURATIONS[5], "program": PROGRAMS[1]},
}
"""What it is while this one thing is tried."""


def lay(work: Path, said: dict[str, Any]) -> None:
    """The same program in two folders and a link to it, with the configuration in one of them."""
    for folder in ("", "archive"):
        (work / folder).mkdir(exist_ok=True)
        (work / folder / "p.yaml").write_text(said["program"])
        (work / folder / "codesign.toml").unlink(missing_ok=True)
        (work / folder / "link.yaml").unlink(missing_ok=True)
        (work / folder / "link.yaml").symlink_to(work / "archive" / "p.yaml")
    (work / said["where it lies"] / "codesign.toml").write_text(said["configuration"])


@pytest.fixture(scope="module")
def one_process() -> Iterator[None]:
    """Files are checked here, and no processes are made for them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runs, "_processes", lambda _: 1)
        yield


@pytest.mark.skipif(sys.platform == "win32", reason="making a link needs a right of its own there")
@pytest.mark.usefixtures("one_process")
@pytest.mark.parametrize("what", CHOICES)
def test_runs_say_what_they_say_where_nothing_is_kept(what: str, tmp_path: Path) -> None:
    """There and back through all that one thing may be: what was kept of each meets every other."""
    said = USUAL | INSTEAD.get(what, {})
    anew: dict[Any, Screen] = {}

    def shown(choice: Any, cache: str) -> Screen:
        told = said | {what: choice}
        lay(tmp_path, told)
        arguments = (told["path"], "--as-of", told["moment"], "--format", told["format"], *told["options"])
        return run("validate", *arguments, folder=tmp_path / told["folder"], CODESIGN_CACHE_DIR=cache)

    for choice in (*CHOICES[what], *reversed(CHOICES[what])):
        kept = shown(choice, str(tmp_path / "cache"))
        assert kept == (anew[choice] if choice in anew else anew.setdefault(choice, shown(choice, ""))), (
            choice
        )
