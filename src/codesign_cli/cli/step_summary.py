"""The page that GitHub Actions shows of a step: `--step-summary` adds to it."""

from __future__ import annotations

import os
from collections.abc import Callable

from codesign_cli.cli import screen
from codesign_cli.errors import CodesignError

MOST = 1_000_000
"""Bytes of the whole page. GitHub takes 1 MiB, and nothing of a longer one."""


def add(page: Callable[[int], str]) -> None:
    """Adds a page in Markdown, made for the number of bytes that are left; elsewhere a note says that there is none.

    Raises CodesignError where the file that GITHUB_STEP_SUMMARY names cannot be written.
    """
    name = os.environ.get("GITHUB_STEP_SUMMARY")
    if not name:
        screen.tell("There is no step summary here: only GitHub Actions sets GITHUB_STEP_SUMMARY.")
        return
    try:
        taken = os.path.getsize(name) if os.path.isfile(name) else 0
        with open(name, "ab") as file:
            file.write(page(MOST - taken).encode("utf-8", "backslashreplace"))
    except OSError:
        way = "Check that GITHUB_STEP_SUMMARY names a file that may be written."
        raise CodesignError(f"The step summary {name} cannot be written.", way) from None
