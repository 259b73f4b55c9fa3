"""How far a long run has come, on standard error: for a person who waits at a terminal, and for nobody else."""

from __future__ import annotations

import os
import sys
import time

from codesign_cli.cli.screen import show_error

_AFTER = 1.0
"""Seconds of which nobody needs to be told."""
_EVERY = 0.1
"""Seconds between two changes of the line."""
_ECHO = len("^C")
"""What a terminal writes behind the line of somebody who stops it."""


class Progress:
    """A line that counts, and is taken away in the end."""

    def __init__(self, total: int, quiet: bool) -> None:
        """Counts to `total`; with `quiet`, in continuous integration and away from a terminal it says nothing."""
        env = os.environ
        service = any(env.get(name, "") not in ("", "0", "false") for name in ("CI", "GITHUB_ACTIONS"))
        dumb = env.get("TERM", "") in ("dumb", "")
        self._wanted = total > 1 and not quiet and not service and not dumb and sys.stderr.isatty()
        self._total = total
        self._done = 0
        self._next = time.monotonic() + _AFTER if self._wanted else 0.0
        self._width = 0

    def step(self) -> None:
        """One more is done."""
        self._done += 1
        if self._wanted and (now := time.monotonic()) >= self._next:
            self._next = now + _EVERY
            self._show(f"{self._done:,} of {self._total:,} files checked")

    def clear(self) -> None:
        """Takes the line away, before something else is written."""
        if self._width:
            self._width += _ECHO
            self._show("")

    def _show(self, line: str) -> None:
        show_error(f"\r{line.ljust(self._width)}\r{line}")
        self._width = len(line)
