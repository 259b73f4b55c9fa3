"""What the terminal can show, and writing to it or to a file."""

from __future__ import annotations

import os
import sys
from typing import TextIO

from codesign_cli.errors import CodesignError

COLORS = ("auto", "always", "never")


def open_what_was_closed() -> None:
    """Gives nothing to read, or nowhere to write, for each stream that the caller closed (`codesign rules >&-`)."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if (
            getattr(sys, name) is None
        ):  # Python's sign of a closed one; what is opened here ends with the process
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115


def wants_color(choice: str, stream: TextIO, environment: dict[str, str] | None = None) -> bool:
    """Whether to paint: as chosen, else by NO_COLOR, FORCE_COLOR and whether `stream` is a terminal that can."""
    env = os.environ if environment is None else environment
    if choice != "auto":
        return choice == "always"
    if env.get("NO_COLOR"):
        return False
    if env.get("FORCE_COLOR", "0") not in ("", "0", "false"):
        return True
    return stream.isatty() and env.get("TERM", "") not in ("dumb", "")


def knows_unicode(stream: TextIO, environment: dict[str, str] | None = None) -> bool:
    """Whether `stream` takes more than ASCII: its encoding says so, and no `C` locale says otherwise.

    Python turns a `C` locale's streams into UTF-8 whatever the terminal can, so the locale is asked too.
    """
    env = os.environ if environment is None else environment
    locale = env.get("LC_ALL") or env.get("LC_CTYPE") or env.get("LANG") or ""
    if locale in ("C", "POSIX"):
        return False
    return (stream.encoding or "").lower().replace("-", "").replace("_", "") == "utf8"


def draws_boxes(stream: TextIO, unicode: bool, environment: dict[str, str] | None = None) -> bool:
    """Whether a page may have rules and frames: only on a real terminal that is not dumb and knows UTF-8."""
    env = os.environ if environment is None else environment
    return unicode and stream.isatty() and env.get("TERM", "") not in ("dumb", "")


def width_of(stream: TextIO) -> int:
    """The terminal's width in cells; 100 where there is none, so that a piped page is always the same."""
    if not stream.isatty():
        return 100
    import shutil

    return max(40, min(shutil.get_terminal_size((100, 24)).columns, 120))


def write(text: str, output: str | None = None, *, exact: bool = False) -> None:
    """Writes a page to standard output (None or `-`), or to the file `output` (always UTF-8, replaced whole).

    `exact` writes UTF-8 whatever the stream is, for what programs read. Characters that the stream cannot
    take are written as escapes. Raises CodesignError where the file cannot be written.
    """
    if output not in (None, "-"):
        _to_file(text, output)
        return
    data = text.encode("utf-8", "backslashreplace")
    if not exact:
        data = text.encode(sys.stdout.encoding or "ascii", "backslashreplace")
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(text)
    else:
        buffer.write(data)
        buffer.flush()


def tell(text: str) -> None:
    """Writes a note or an error to standard error, one line, nothing of it acting."""
    from codesign_cli.render.paint import Piece, page
    from codesign_cli.render.safe import ascii_only, flat

    line = page([[Piece(flat(text))]], color=False)
    show_error(line if knows_unicode(sys.stderr) else ascii_only(line))


def show_error(text: str) -> None:
    """Writes text that is harmless already to standard error, characters that it cannot take as escapes.

    Where standard error takes nothing any more (`2>/dev/full`, a reader that has gone), there is nobody to tell, and
    the exit status is to stay what the command came to.
    """
    encoding = sys.stderr.encoding or "ascii"
    try:
        sys.stderr.write(text.encode(encoding, "backslashreplace").decode(encoding))
        sys.stderr.flush()
    except OSError:
        let_go(sys.stderr)


def let_go(*streams: TextIO | None) -> None:
    """Lets what is still buffered go nowhere, where nobody reads any more (`| head`) or there is no room.

    Python would try again at its end, and complain.
    """
    for stream in streams:
        if stream is None:
            continue
        try:
            stream.flush()
        except OSError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)


def _to_file(text: str, output: str) -> None:
    """Writes a file whole or not at all; what is no regular file (`/dev/null`, a pipe) is written into instead."""
    data = text.encode("utf-8", "backslashreplace")
    target = os.path.realpath(output)
    try:
        # Asked of the name itself: a pipe behind /dev/stdout has no path of its own.
        if os.path.exists(output) and not os.path.isfile(output):
            with open(output, "wb") as file:
                file.write(data)
        else:
            _replace(target, data)
    except IsADirectoryError:
        raise CodesignError(f"{output} is a folder.", "Name the file to write.") from None
    except OSError:
        way = "Check that its folder is there and may be written."
        raise CodesignError(f"{output} cannot be written.", way) from None


def _replace(target: str, data: bytes) -> None:
    """Puts `data` in the place of the file `target` in one step, its permissions kept."""
    import tempfile
    from contextlib import suppress

    handle, temporary = tempfile.mkstemp(dir=os.path.dirname(target), prefix=".codesign-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, _mode(target))
        os.replace(temporary, target)
    except BaseException:  # an interruption, too, leaves nothing behind
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _mode(output: str) -> int:
    """The permissions of the file that is replaced, else the usual ones."""
    try:
        return os.stat(output).st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
