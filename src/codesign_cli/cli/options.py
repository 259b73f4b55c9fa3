"""Options that several commands share, and reading their values."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime

import typer

from codesign_cli.errors import CodesignError

FIRST_YEAR, LAST_YEAR = 1970, 2199
"""The years that a program may speak of, for `--as-of` too: keeps every sum of days inside the calendar."""

AS_OF_HELP = (
    "The day (2026-03-09) or moment (2026-03-09T16:00) that counts as now, or commit for that of the latest commit; "
    "the clock where left out."
)

AsOfOption = typer.Option(None, "--as-of", metavar="DATE", help=AS_OF_HELP)
OutputOption = typer.Option(
    None, "--output", "-o", metavar="FILE", help="Write to this file, not to standard output."
)
AudienceOption = typer.Option(
    None, "--audience", metavar="WHO", help="Who reads it: internal (the team) or customer."
)
AccountOption = typer.Option(
    None, "--account", metavar="ID", help="The page for this account, holding nothing of the others."
)
AllAccountsOption = typer.Option(
    False,
    "--all-accounts",
    help="A page for each account, ready or not, into the folder that --output names.",
)
PathArgument = typer.Argument(None, metavar="[PATH]", help="The program file; - is standard input.")
PageFormatOption = typer.Option(
    None,
    "--format",
    "-f",
    metavar="FORMAT",
    help="terminal, markdown, html or json; several, each with its --output.",
)
PageOutputOption = typer.Option(
    None,
    "--output",
    "-o",
    metavar="FILE",
    help="Write the format before it to this file, not to standard output.",
)
ColorOption = typer.Option("auto", "--color", metavar="WHEN", help="Colour: auto, always or never.")
SummaryOption = typer.Option(
    False, "--step-summary", help="Add it to the summary of a step in GitHub Actions, too."
)
StdinOption = typer.Option(
    None,
    "--stdin-filename",
    metavar="NAME",
    help="What to call standard input (-) in findings; its folder's configuration counts.",
)


def parse_as_of(
    text: str | None, paths: Sequence[str | None] = (), stdin_filename: str | None = None
) -> date | datetime:
    """The value of `--as-of`: a day, or a moment with or without an offset; now where left out.

    `commit` is the moment of the latest commit where `paths` lie. Raises CodesignError for anything else.
    """
    if text is None:
        return datetime.now(UTC)
    found: date | datetime | None = None
    try:
        if text == "commit":
            from codesign_cli.cli.known import commit_moment

            found = commit_moment([path for path in paths if path], stdin_filename)
        elif re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            found = date.fromisoformat(text)
        elif re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?", text, re.ASCII):
            found = datetime.fromisoformat(text)
    except ValueError:
        pass
    if found is None:
        raise CodesignError(
            f"--as-of {text} is not a day.", "Write it as 2026-03-09, or with a time as 2026-03-09T16:00."
        )
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise CodesignError(
            f"--as-of {text} is too far away.", f"Use a day between {FIRST_YEAR} and {LAST_YEAR}."
        )
    return found


def as_of_text(as_of: date | datetime) -> str:
    """`--as-of` as JSON says it."""
    return as_of.isoformat(timespec="minutes") if isinstance(as_of, datetime) else as_of.isoformat()


def one_of(option: str, value: str, known: Sequence[str]) -> str:
    """The value, if it is one of the known ones; raises CodesignError with the nearest one."""
    if value in known:
        return value
    from difflib import get_close_matches

    near = get_close_matches(value, known, 1)
    way = f"Did you mean {near[0]}?" if near else f"Use one of: {', '.join(known)}."
    raise CodesignError(f"{option} {value} is not known.", way)


def cache_folder() -> str | None:
    """Where the compiled model may be kept: CODESIGN_CACHE_DIR (empty for nowhere), else the user's cache folder."""
    own = os.environ.get("CODESIGN_CACHE_DIR")
    if own is not None:
        return own or None
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(base, "codesign-cli") if os.path.isabs(base) else None
