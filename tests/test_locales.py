"""Every command under encodings that hold few characters: what cannot be written stands there as an escape."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from codesign_cli.cli.findings import FORMATS

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = """\
codesign: 1
title: Schichttausch — 交代 “👩‍🚀” é
state: active
feature:
  name: Täglich 交代
  problem: "\\u202eNurses swap shifts on paper\\e[31m"
  nämé: x
accounts:
  - {id: nörd, name: Nörd 北, health: grün}
sessions:
  - {number: 1, at: 2026-02-04T15:00, minutes: 60}
"""
UNDER = {
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
    "ASCII": {"PYTHONIOENCODING": "ascii"},
    "POSIX": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "POSIX by LANG": {"LANG": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
}
PAIRS = [part for name in FORMATS for part in ("--format", name, "--output", f"out-{name}")]
COMMANDS = [
    *(("validate", "prögram 北.yaml", "--format", name) for name in FORMATS),
    ("validate", "prögram 北.yaml", "--verbose", "--color", "always", "--statistics", "--show-passed"),
    ("validate", "prögram 北.yaml", *PAIRS),
    ("validate", "göne 北.yaml"),
    ("validate", "prögram 北.yaml", "--select", "nö such"),
    *(
        ("agenda", "prögram 北.yaml", "-s", "1", "--format", name)
        for name in ("terminal", "markdown", "json")
    ),
    *(
        ("debrief", "prögram 北.yaml", "--draft", "--format", name)
        for name in ("terminal", "markdown", "json")
    ),
    ("explain", "COH202"),
    ("explain", "nö such"),
    ("rules",),
    ("schema",),
    ("--help",),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A program whose name and texts no small encoding holds."""
    made = tmp_path_factory.mktemp("locales")
    (made / "prögram 北.yaml").write_text(PROGRAM, encoding="utf-8")
    return made


DRIVER = """
import io, os, sys
from codesign_cli.cli.app import main
sys.argv[0] = "codesign"
for words in eval(sys.stdin.buffer.read()):
    words = [os.fsdecode(word) for word in words]
    status = main(words)
    sys.stdout.flush()
    sys.stderr.flush()
    os.write(1, b"\\n=status %d\\n" % status)
"""


@pytest.mark.parametrize("name", UNDER)
def test_no_encoding_stops_a_command(name: str, folder: Path) -> None:
    """All in one process, which begins under the encoding: what Python does at its start counts as well."""
    kept = {key: os.environ[key] for key in ("PATH", "PYTHONPATH", "CODESIGN_CACHE_DIR")}
    words = [[os.fsencode(word) for word in (*command,)] for command in COMMANDS]
    ended = subprocess.run(
        [sys.executable, "-c", DRIVER],
        input=repr(words).encode(),
        cwd=folder,
        capture_output=True,
        env={**kept, **UNDER[name]},
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert b"Traceback" not in ended.stderr
    assert b"defect" not in ended.stderr
    parts = ended.stdout.split(b"\n=status ")[1:]
    statuses = [int(part.split(b"\n")[0]) for part in parts]
    assert len(statuses) == len(COMMANDS)
    for command, status in zip(COMMANDS, statuses, strict=True):
        found = command[0] == "validate" and "such" not in command[-1] and "göne" not in command[1]
        assert status == 1 if found else status in (0, 1, 2), command


@pytest.mark.parametrize("name", UNDER)
def test_what_programs_read_is_utf_8_under_every_encoding(name: str, folder: Path) -> None:
    kept = {key: os.environ[key] for key in ("PATH", "PYTHONPATH", "CODESIGN_CACHE_DIR")}
    told = [
        subprocess.run(
            [
                sys.executable,
                "-m",
                "codesign_cli",
                "validate",
                "-",
                "--format",
                "json",
                "--as-of",
                "2026-03-31",
            ],
            input=PROGRAM.encode(),
            cwd=folder,
            capture_output=True,
            env={**kept, **under},
            check=False,
        )
        for under in (UNDER[name], {"LC_ALL": "C.UTF-8"})
    ]
    assert told[0].stdout == told[1].stdout
    assert "nämé" in told[0].stdout.decode()
    assert [one.stderr for one in told] == [b"", b""]
