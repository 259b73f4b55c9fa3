"""A file's bytes: read without waiting, a quick look at them, and what we keep for ourselves; no parser is needed."""

from __future__ import annotations

import os
import stat
from contextlib import suppress

from codesign_cli.errors import CodesignError

MAX_BYTES = 4 * 1024 * 1024
"""The largest file; `readings.md`, FIL001."""
_INSTEAD = "Give the path of a file, or - and the text on standard input."


def says_codesign(raw: bytes) -> bool:
    """Whether the bytes have a top-level `codesign` key: a quick look, before anything is parsed."""
    text = b"\n" + raw.removeprefix(b"\xef\xbb\xbf").replace(b"\r", b"\n")
    if text.lstrip().startswith(b"{"):
        return b"codesign" in text
    return any(mark in text for mark in (b"\ncodesign:", b'\n"codesign":', b"\n'codesign':"))


def read_bytes(path: str, shown: str) -> bytes:
    """The bytes of a file; one byte over the size limit is enough to know that it is too large.

    Raises CodesignError for a file that is not there, is a folder or a device, or may not be read.
    """
    try:
        with open(path, "rb", opener=_without_waiting) as handle:
            about = os.fstat(handle.fileno())
            if not stat.S_ISREG(about.st_mode):
                raise CodesignError(f"{shown} is no file but a device or a pipe.", _INSTEAD)
            # Python makes room for as much as may be read before it reads: 4 MiB cost more than most files.
            raw = handle.read(min(about.st_size, MAX_BYTES) + 1)
            grown = len(raw) > about.st_size
            return raw + handle.read(MAX_BYTES + 1 - len(raw)) if grown else raw
    except FileNotFoundError:
        way = "Check its name and the folder you are in."
        raise CodesignError(f"{shown} is not there.", way) from None
    except IsADirectoryError:
        raise CodesignError(f"{shown} is a folder.", "Name a program file in it.") from None
    except PermissionError:
        raise CodesignError(f"{shown} may not be read.", "Check its permissions.") from None
    except OSError:
        raise CodesignError(f"{shown} cannot be read.", "Check that it is a file.") from None


def _without_waiting(path: str, flags: int) -> int:
    """Opens a file; a pipe that nobody writes into is opened, too, and does not wait for somebody."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def stem_of(path: str) -> str:
    """The default id of a program: its file's name without the ending."""
    return os.path.splitext(os.path.basename(path))[0]


# What we keep


def read_own(path: str, most: int, since: float = 0.0) -> bytes:
    """The first `most` bytes of a file that we wrote ourselves, `since` then (in seconds, as the system counts them).

    Raises OSError where there is none: a pipe, a device and what somebody else has put there are none either.
    """
    with open(path, "rb", opener=_without_waiting) as handle:
        about = os.fstat(handle.fileno())
        own = not hasattr(os, "geteuid") or about.st_uid == os.geteuid()
        if not own or not stat.S_ISREG(about.st_mode) or about.st_mtime < since:
            raise OSError
        return handle.read(min(about.st_size, most))


def write_own(path: str, data: bytes) -> None:
    """Writes a file for the person alone, whole or not at all; where that cannot be, there is none.

    What is half written is removed, since it takes room on a full disk. No link is followed.
    """
    temporary = f"{path}.{os.getpid()}"
    try:
        with open(temporary, "xb", opener=_for_one_alone) as handle:
            handle.write(data)
        os.replace(temporary, path)
    except OSError:
        with suppress(OSError):
            os.unlink(temporary)


def _for_one_alone(path: str, flags: int) -> int:
    """Opens a file that nobody else may read, whatever folder it lies in."""
    return os.open(path, flags, 0o600)
