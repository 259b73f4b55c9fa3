"""Which program files a command means: named ones, those of a folder, or the one that lies here."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from codesign_cli.errors import CodesignError, NothingToCheck
from codesign_cli.raw import MAX_BYTES, says_codesign
from codesign_cli.say import listed, number_word

ENDINGS = (".yaml", ".yml")
USUAL = "program.yaml"
STANDARD_INPUT = "-"
MOST_NAMED = 3
"""How many programs are named where one is wanted and several are there."""

_WAY_OUT = "Name a program file, or write one: it begins with `codesign: 1`."


def find_one(named: str | None, here: str) -> str:
    """The one program file that a document command means.

    `named` as the person wrote it, None for the file that lies in the folder `here` or above it. Raises
    CodesignError where two could be meant, NothingToCheck where there is none.
    """
    if named is None:
        return find_here(here)
    if named != STANDARD_INPUT and os.path.isdir(os.path.join(here, named)):
        return find_here(os.path.join(here, named), named, upwards=False)
    return named


def find_here(folder: str, shown: str = "", upwards: bool = True) -> str:
    """`program.yaml` in `folder`, else the only program file in it, else the same above up to the repository's root.

    Returns the path as shown to a person: `shown` is what the folder is called, empty for the current one.
    """
    start, root = folder, _repository(folder) if upwards else folder
    while True:
        prefix = os.path.relpath(folder, start) if folder != start else ""
        called = os.path.join(shown, prefix) if prefix else shown
        if os.path.isfile(os.path.join(folder, USUAL)):
            return os.path.join(called, USUAL)
        found = [name for name in _yaml_names(folder) if is_program_file(os.path.join(folder, name))]
        if len(found) > 1:
            names = listed([os.path.join(called, name) for name in found[:MOST_NAMED]])
            number = "two programs" if len(found) == 2 else f"{number_word(len(found))} programs"
            among = ", among them" if len(found) > MOST_NAMED else ":"
            raise CodesignError(f"There are {number} here{among} {names}.", "Name the one you mean.")
        if found:
            return os.path.join(called, found[0])
        if folder == root:
            above = " or above it" if folder != start else ""
            raise NothingToCheck(f"There is no program file in {shown or 'this folder'}{above}.", _WAY_OUT)
        folder = os.path.dirname(folder)


def _repository(folder: str) -> str:
    """The root of the repository that holds `folder`; `folder` itself where none does, so that it ends there."""
    above = folder
    while not os.path.exists(os.path.join(above, ".git")):
        parent = os.path.dirname(above)
        if parent == above:
            return folder
        above = parent
    return above


def find_many(named: Sequence[str], here: str) -> list[tuple[str, bool]]:
    """The files that `validate` means, each once, with whether it was named itself (and not its folder).

    Folders stand for every program file below them. Raises NothingToCheck for a folder without one.
    """
    if not named:
        return [(find_here(here), True)]
    found: list[tuple[str, bool]] = []
    for name in named:
        path = os.path.join(here, name)
        if name == STANDARD_INPUT or not os.path.isdir(path):
            found.append((name, True))
            continue
        below = [os.path.join(name, inner) for inner in programs_below(path, name)]
        if not below and len(named) == 1:
            where = "this folder" if os.path.normpath(name) == os.curdir else name
            raise NothingToCheck(f"There is no program file in {where}.", _WAY_OUT)
        found += [(inner, False) for inner in below]
    if len(named) == 1 and not any(os.path.islink(os.path.join(here, name)) for name, _ in found):
        return found  # one folder without links names nothing twice
    unique: dict[str, tuple[str, bool]] = {}
    for name, itself in found:
        path = os.path.join(here, name)
        real = name if name == STANDARD_INPUT else os.path.realpath(path)
        # Of a file and a link to it below one folder the file counts: services know the line of no link.
        if real not in unique or not (unique[real][1] or itself or os.path.abspath(path) != real):
            unique.pop(real, None)
            unique[real] = (name, itself)
    return list(unique.values())


def programs_below(folder: str, shown: str = "") -> list[str]:
    """Every program file under `folder`, relative to it, sorted; what git ignores is left out.

    A YAML file that may not be read counts as one: whoever reads it is told, and no gate is open for not looking.
    Raises CodesignError for a folder that may not be read; `shown` is what the person called this one.
    """
    closed: list[str] = []
    names = _tracked_or_new(folder, closed)
    if names is None:
        names = list(_walk(folder, closed))
    real = os.path.realpath(folder)
    inner = sorted(os.path.relpath(os.path.realpath(path), real) for path in closed)
    unread = next((name for name in inner if not _hidden(name)), None)
    if unread is not None or not _may_be_listed(folder):
        called = os.path.join(shown or folder, unread or os.curdir)
        way = "Check its permissions, or let git ignore it."
        raise CodesignError(f"The folder {os.path.normpath(called)} may not be read.", way)
    yaml = [name for name in names if name.endswith(ENDINGS) and not _hidden(name)]
    return sorted(name for name in yaml if is_program_file(os.path.join(folder, name), unread=True))


def _hidden(name: str) -> bool:
    return any(part.startswith(".") and part != os.curdir for part in name.split("/"))


def _may_be_listed(folder: str) -> bool:
    try:
        os.scandir(folder).close()
    except PermissionError:
        return False
    return True


def is_program_file(path: str, unread: bool = False) -> bool:
    """Whether a file says `codesign:` at its top; False for what is no file (a pipe waits), `unread` where it may
    not be read.
    """
    if not os.path.isfile(path):
        return False
    try:
        with open(path, "rb") as handle:
            return says_codesign(handle.read(MAX_BYTES))
    except PermissionError:
        return unread
    except OSError:
        return False


def _yaml_names(folder: str) -> list[str]:
    try:
        return sorted(
            entry.name for entry in os.scandir(folder) if entry.name.endswith(ENDINGS) and entry.is_file()
        )
    except OSError:
        return []


def _tracked_or_new(folder: str, closed: list[str]) -> list[str] | None:
    """What git does not ignore below `folder`, or None without git; `closed` gets the folders that may not be read.

    Git itself reads `.gitignore`, so every form of it counts. A folder that is no repository, or one
    whose owner git does not trust, is looked at through an empty repository of our own. Git names a
    repository below `folder` as one entry: its files are asked for by themselves.
    """
    from codesign_cli import git

    command = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = _named(folder, command, closed)
    if names is None:
        import tempfile

        with tempfile.TemporaryDirectory() as empty:
            if git.names(empty, ["init", "--quiet", "--bare", "."]) is None:
                return None
            names = _named(folder, [f"--git-dir={empty}", f"--work-tree={folder}", *command], closed)
    found: list[str] = []
    for name in names or ():
        path = os.path.join(folder, name)
        if os.path.isdir(path) and not os.path.islink(path):
            below = () if _hidden(name) else _tracked_or_new(path, closed)
            if below is None:  # there is git, and it cannot go there
                closed.append(path)
            found += [f"{name.rstrip('/')}/{inner}" for inner in below or ()]
        elif _there(path, closed):
            found.append(name)
    return None if names is None else found


def _there(path: str, closed: list[str]) -> bool:
    """Whether something lies at `path`; its folder goes to `closed` where that may not be looked at."""
    try:
        os.lstat(path)
    except PermissionError:
        closed.append(os.path.dirname(path))
        return False
    except OSError:
        return False
    return True


def _named(folder: str, command: Sequence[str], closed: list[str]) -> list[str] | None:
    """The names that git prints; the folders of which it says that it cannot open them go to `closed`."""
    from codesign_cli import git

    answer = git.ask(folder, command)
    if answer is None or answer.status:
        return None
    if answer.err:
        import re

        # Git names them from the root of the repository, wherever it is asked.
        up = git.ask(folder, [*command[: command.index("ls-files")], "rev-parse", "--show-cdup"])
        root = os.path.join(os.path.realpath(folder), up.line if up is not None else "")
        told = re.findall(r"(?s)could not open directory '(.*?)/?': Permission denied", answer.err)
        closed += [os.path.normpath(os.path.join(root, name)) for name in told]
    return answer.names


def _walk(folder: str, closed: list[str]) -> Iterator[str]:
    """Every file below `folder`, relative to it, hidden folders left out; for a machine without git."""

    def refused(error: OSError) -> None:
        if isinstance(error, PermissionError):
            closed.append(str(error.filename))

    for top, folders, names in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            yield os.path.relpath(os.path.join(top, name), folder).replace(os.sep, "/")
