"""What earlier runs found, kept in the person's cache folder: a file that is as it was is not checked again.

What a check finds depends on the file, the configuration, what was asked for, the program itself and the moment. All
but the moment make the name under which an outcome is kept. The moment given to the rules notes what they ask of it
(`watch.py`), so that the outcome is used as long as they would get the same answers, and no longer. The folder is the
person's own, and marshal, which it is read with, is for a check sum that fits.
"""

from __future__ import annotations

import marshal
import os
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

try:
    from _blake2 import blake2b
except ImportError:  # hashlib has it everywhere, and brings three milliseconds of OpenSSL with it
    from hashlib import blake2b

from codesign_cli import __version__
from codesign_cli.cli.options import cache_folder
from codesign_cli.cli.outcome import Plan, Run, packed, unpacked
from codesign_cli.raw import read_own, write_own

if TYPE_CHECKING:
    from codesign_cli.config import Config
    from codesign_cli.watch import Watched

FOLDER = "outcomes"
"""The folder in the cache."""
DAYS = 30
"""How long an outcome is kept at most: what is below the folders of time zones may change under it."""
MOST = 20_000
"""How many outcomes are kept at most."""
LARGEST = 1 << 20
"""An outcome of more bytes than this is not kept."""
_DAY = 86_400
_LOOKED = "looked-through"
"""The file whose time tells when the folder was last tidied."""
_OUTSIDE = ("__pycache__", "documents", "render")
"""Our own folders that no outcome depends on."""
_PACKAGES = ("site-packages", "dist-packages")
"""What folders of installed packages are called."""
_ZONES = ("/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo")
"""Where Python looks for the system's time zones, unless PYTHONTZPATH names other folders."""
_SUM = 9
"""The bytes of the line with the check sum."""

_made_of: bytes = b""


def name_for(name: str, itself: bool, raw: bytes, config: Config | None, plan: Plan) -> str | None:
    """The file that keeps the outcome of a program with these bytes; None where nothing is kept.

    Evidence and comparisons with earlier versions are not kept, and nothing of standard input.
    """
    folder = cache_folder()
    if folder is None or plan.evidence or plan.since is not None or name == "-":
        return None
    asked = (name, itself and plan.skip, plan.lines, tuple(plan.selection))
    configured = (config.file, config.raw) if config is not None else ()
    key = blake2b(_program(), digest_size=20)
    key.update(repr((asked, configured)).encode("utf-8", "backslashreplace"))
    key.update(raw)
    return os.path.join(folder, FOLDER, key.hexdigest())


def recall(file: str, name: str, plan: Plan) -> Run | None:
    """The outcome that was kept in a file, where it holds at the plan's moment."""
    try:
        check, _, text = read_own(file, LARGEST + _SUM, time.time() - DAYS * _DAY).partition(b"\n")
        if check != _check_sum(file, text):
            return None
        asked, after, before, outcome = marshal.loads(text)
        if asked != str(plan.day):
            if not (isinstance(plan.day, datetime) and plan.day.tzinfo and after):
                return None
            if not datetime.fromisoformat(after) < plan.day < datetime.fromisoformat(before):
                return None
            outcome = (plan.day.isoformat(), *outcome[1:])
        return unpacked(name, outcome, plan)
    except (OSError, EOFError, ValueError, TypeError, MemoryError):
        return None


def remember(file: str, run: Run, plan: Plan, now: Watched) -> None:
    """Keeps an outcome that was found at `now`; where that cannot be written, nothing is kept."""
    between = now.between()
    after, before = (moment.isoformat() for moment in between) if between else ("", "")
    text = marshal.dumps((str(plan.day), after, before, packed(run)))
    if len(text) > LARGEST:
        return
    with suppress(OSError):
        _make_folder(os.path.dirname(file))
        write_own(file, b"%b\n%b" % (_check_sum(file, text), text))


def _check_sum(file: str, text: bytes) -> bytes:
    """The check sum of an outcome under the name that it has: another's in its place does not fit."""
    from zlib import crc32

    return b"%08x" % crc32(text, crc32(os.path.basename(file).encode()))


def _make_folder(folder: str) -> None:
    """Makes the folder for the person alone: what is kept tells of customers."""
    if not os.path.isdir(folder):
        for path in (os.path.dirname(folder), folder):
            os.makedirs(path, mode=0o700, exist_ok=True)


def _program() -> bytes:
    """What the outcomes are made by: versions, our files' sizes and times, other packages and the time zones."""
    global _made_of
    if not _made_of:
        own = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
        made_of = (__version__, sys.version, *_files(own), *_packages(own), *_zones())
        _made_of = repr(made_of).encode("utf-8", "backslashreplace")
    return _made_of


def _files(folder: str) -> Iterator[tuple[str, int, int]]:
    """Each file of the package with its size and time."""
    with os.scandir(folder) as found:
        for entry in found:
            if not entry.is_dir():
                with suppress(FileNotFoundError):  # an editor's lock is a link to nothing
                    about = entry.stat()
                    yield entry.name, about.st_size, about.st_mtime_ns
            elif entry.name not in _OUTSIDE:
                yield from _files(entry.path)


def _packages(own: str) -> Iterator[tuple[str, int]]:
    """The folders of packages, ours among them, with their times: one that is installed or removed changes these."""
    named = (folder for folder in sys.path if os.path.basename(folder) in _PACKAGES)
    for folder in (os.path.dirname(own), *named):
        if os.path.isdir(folder):
            yield folder, os.stat(folder).st_mtime_ns


def _zones() -> Iterator[tuple[str, int]]:
    """The folders of time zones with their times: one that comes or is brought up to date changes these."""
    own = os.environ.get("PYTHONTZPATH")
    for folder in _ZONES if own is None else own.split(os.pathsep):
        yield folder, os.stat(folder).st_mtime_ns if os.path.isdir(folder) else 0


def tidy() -> None:
    """Once a day removes what is too old, and the oldest where too much is kept."""
    cache = cache_folder()
    folder = os.path.join(cache, FOLDER) if cache else ""
    if not os.path.isdir(folder):
        return
    looked, now = os.path.join(folder, _LOOKED), time.time()
    try:
        if os.path.exists(looked) and now - _DAY < os.stat(looked).st_mtime <= now:
            return
        with open(looked, "wb"):
            os.utime(looked, (now, now))
        with os.scandir(folder) as found:
            kept = sorted((entry.stat().st_mtime, entry.path) for entry in found if entry.name != _LOOKED)
        for number, (written, path) in enumerate(reversed(kept)):
            if number >= MOST or written < now - DAYS * _DAY:
                with suppress(OSError):  # another run removed it, or it is none of ours
                    os.unlink(path)
    except OSError:
        return
