"""Runs the command line inside the test's own process and gives back what a person would see."""

from __future__ import annotations

import io
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from codesign_cli.cli import app, programs

_NOT_INHERITED = (
    "NO_COLOR",
    "FORCE_COLOR",
    "TERM",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "COLUMNS",
    "GITHUB_ACTIONS",
)


@dataclass(frozen=True)
class Screen:
    """What one command left behind."""

    status: int
    """The exit status."""
    out: str
    """Standard output."""
    err: str
    """Standard error."""

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)

    @property
    def findings(self) -> list[dict[str, Any]]:
        """The findings of `validate --format json`."""
        found: list[dict[str, Any]] = self.json["findings"]
        return found


class _Stream(io.TextIOWrapper):
    """A stream of the process that says whether it is a terminal."""

    def __init__(self, data: bytes, encoding: str, terminal: bool) -> None:
        super().__init__(io.BytesIO(data), encoding=encoding, newline="\n")
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal

    def written(self) -> str:
        """Everything written so far."""
        self.flush()
        return self.buffer.getvalue().decode(self.encoding)  # type: ignore[attr-defined, no-any-return]


def run(
    *arguments: object,
    folder: Path | None = None,
    stdin: bytes = b"",
    encoding: str = "utf-8",
    terminal: bool = False,
    **env: str,
) -> Screen:
    """One command line run in `folder`, with a UTF-8 locale where `env` says nothing else."""
    here = Path.cwd()
    clean = {name: value for name, value in os.environ.items() if name not in _NOT_INHERITED}
    streams = {
        "stdin": _Stream(stdin, encoding, False),
        "stdout": _Stream(b"", encoding, terminal),
        "stderr": _Stream(b"", encoding, terminal),
    }
    programs._configs.clear()
    try:
        os.chdir(folder or here)
        with (
            mock.patch.dict(
                os.environ, clean | {"LC_ALL": "C.UTF-8", "TERM": "xterm-256color"} | env, clear=True
            ),
            mock.patch.object(sys, "argv", ["codesign"]),
            mock.patch.object(sys, "stdin", streams["stdin"]),
            mock.patch.object(sys, "stdout", streams["stdout"]),
            mock.patch.object(sys, "stderr", streams["stderr"]),
        ):
            status = app.main([str(argument) for argument in arguments])
    finally:
        os.chdir(here)
    return Screen(status, streams["stdout"].written(), streams["stderr"].written())


def validate(*arguments: object, **how: Any) -> Screen:
    """`codesign validate … --as-of 2026-02-23`, unless the arguments name another day."""
    day = () if "--as-of" in arguments else ("--as-of", "2026-02-23")
    return run("validate", *arguments, *day, **how)


BEGUN = (
    "codesign: 1\n"
    "title: Shift swap requests\n"
    "feature:\n"
    "  name: Shift swap requests\n"
    "  problem: Nurses swap shifts on paper and the ward finds out too late.\n"
)
"""A program that has just begun: nothing is owed and nothing is wrong."""
