"""The files of a run as they were at a git revision: their former names, texts and configuration."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli import git
from codesign_cli.errors import CodesignError
from codesign_cli.record import NamedTuple

if TYPE_CHECKING:
    from codesign_cli.check import Before
    from codesign_cli.config import Config
    from codesign_cli.load import Loaded

STANDARD_INPUT = "<stdin>"
"""What standard input is called where nobody has said."""


class Then(NamedTuple):
    """One repository at a revision."""

    root: str
    commit: str
    changes: git.Changes
    isolated: bool
    """Whether no configuration counts, neither now nor then."""
    settled: dict[str, str]
    """The configuration that counted in a folder then, by their names from the root; filled as it is asked for."""

    def unchanged(self, file: str) -> bool:
        """Whether a file, by its name from the root, says what it said then; one outside counts as unchanged."""
        return file.startswith("../") or file in self.changes.there - self.changes.touched

    def same_config(self, name: str, config: Config | None) -> bool:
        """Whether the configuration that counts for the file `name` counted for it then, and said the same."""
        if self.isolated:
            return True
        now = inside(self.root, config.file) if config is not None else ""
        then = self._config_at(os.path.dirname(self._former(name)))
        return now == then and self.unchanged(now) if then else now == "" or now.startswith("../")

    def text(self, name: str) -> bytes | None:
        """What the file `name`, under whatever name, said then; None where it was not there.

        Raises CodesignError where git cannot give the text.
        """
        former = self._former(name)
        if former not in self.changes.there or inside(self.root, name) in self.changes.begun:
            return None
        raw = git.text_at(self.root, self.commit, former)
        if raw is None:
            way = "Try `git fsck`, and whether its filters run here."
            raise CodesignError(f"Git cannot give the text that {name} had then.", way)
        return raw

    def loaded(self, name: str, config: Config | None) -> Loaded | None:
        """The file as it was read then, under its name of today, with the defaults of then; None: not there."""
        raw = self.text(name)
        if raw is None:
            return None
        from codesign_cli.cli.options import cache_folder
        from codesign_cli.load import load
        from codesign_cli.raw import stem_of

        settled = config if self.same_config(name, config) else self._config(name)
        return load(name, raw, config=settled, stem=stem_of(name), cache=cache_folder())

    def _former(self, name: str) -> str:
        """The name that a file had then, from the root."""
        here = inside(self.root, name)
        return self.changes.former.get(here, here)

    def _config(self, name: str) -> Config | None:
        """The configuration that counted for a file then; None where there was none, or it could not be read."""
        import tempfile

        from codesign_cli.cli.programs import config_for, shown
        from codesign_cli.config import read_config

        there = self._config_at(os.path.dirname(self._former(name)))
        try:
            if not there:
                return config_for(os.path.dirname(self.root))
            with tempfile.TemporaryDirectory() as folder:
                path = os.path.join(folder, os.path.basename(there))
                with open(path, "wb") as file:
                    file.write(git.text_at(self.root, self.commit, there) or b"")
                return read_config(path, shown(os.path.join(self.root, there)))
        except CodesignError:
            return None

    def _config_at(self, folder: str) -> str:
        """The configuration that counted in a folder then: the nearest one upwards; empty where there was none.

        Both are named from the root. What `find_config` says of a folder that is there holds here, too.
        """
        from codesign_cli.config import NAMES, has_own_table

        if folder not in self.settled:
            own, shared = (os.path.join(folder, name).replace(os.sep, "/") for name in NAMES)
            if own in self.changes.there:
                found = own
            elif shared in self.changes.there and has_own_table(
                git.text_at(self.root, self.commit, shared) or b""
            ):
                found = shared
            else:
                found = self._config_at(os.path.dirname(folder)) if folder else ""
            self.settled[folder] = found
        return self.settled[folder]


def thens(
    names: Iterable[str], revision: str, option: str = "", *, isolated: bool = False
) -> dict[str, Then]:
    """The repository of each file at `revision`; each repository is asked once. `isolated`: no configuration counts.

    `option` is what asks for it; empty where the whole command does.
    Raises CodesignError for a file without a repository, and for a revision that is not there.
    """
    roots: dict[str, str] = {}
    groups: dict[str, list[str]] = {}
    for name in names:
        folder = os.path.dirname(os.path.realpath(name))
        if folder not in roots or name == STANDARD_INPUT:
            roots[folder] = _root_of(name, revision, option)
        groups.setdefault(roots[folder], []).append(name)
    found: dict[str, Then] = {}
    for root, some in groups.items():
        commit = git.commit_of(root, revision)
        changes = git.changes_since(root, commit, [inside(root, name) for name in some])
        then = Then(root, commit, changes, isolated, {})
        found.update(dict.fromkeys(some, then))
    return found


def inside(root: str, name: str) -> str:
    """A file's name from the repository's root, as git writes it."""
    return os.path.relpath(os.path.realpath(name), root).replace(os.sep, "/")


def _root_of(name: str, revision: str, option: str) -> str:
    """The repository of a file that is to be compared with a revision, because of an option or without one."""
    folder = os.path.dirname(os.path.realpath(name))
    lost = f"nothing can be compared with {revision}"
    if name == STANDARD_INPUT:
        raise CodesignError(
            f"Standard input has no history, so {lost}.", "Say which file it is with --stdin-filename."
        )
    root = git.repository_of(folder) if os.path.isdir(folder) else None
    if root is None:
        way = f"Run it in a checkout, or leave out {option}." if option else "Name a file of a checkout."
        raise CodesignError(f"{name} is in no git repository, so {lost}.", way)
    return root


class Since:
    """Each file of a run as it was at the revision that `--since` names."""

    def __init__(
        self, names: Iterable[str], revision: str, option: str = "", *, isolated: bool = False
    ) -> None:
        """Asks each repository once; what the arguments mean, and CodesignError, as for `thens`."""
        self.revision = revision
        self._thens = thens(names, revision, option, isolated=isolated)
        self._later: dict[tuple[str, str, str], Then] = {}

    def before(
        self, loaded: Loaded, config: Config | None, now: datetime, *, piped: bool = False
    ) -> Before | None:
        """A loaded file as it was then; None where it was not there.

        Raises CodesignError where git cannot give its text.
        """
        from codesign_cli.check import Before

        then = self._thens[loaded.name]
        unchanged = then.unchanged(inside(then.root, loaded.name)) and not piped
        same = unchanged and then.same_config(loaded.name, config)
        earlier = loaded if same else then.loaded(loaded.name, config)
        if earlier is None:
            return None
        return Before(earlier, self.revision, None if same else self._opening(then, loaded, config, now))

    def _opening(self, then: Then, loaded: Loaded, config: Config | None, now: datetime) -> Loaded | None:
        """The file as it was when session 1 was over, where that is known from a commit after the revision."""
        from codesign_cli.history import session_one_over

        over = session_one_over(loaded.program, now) if loaded.program is not None else None
        commit = git.last_until(then.root, then.commit, over) if over is not None else None
        if commit is None:
            if over is not None:
                git.check_joined(then.root, then.commit, self.revision, over)
            return None
        key = then.root, commit, loaded.name
        if key not in self._later:
            changes = git.changes_since(then.root, commit, [inside(then.root, loaded.name)])
            self._later[key] = Then(then.root, commit, changes, then.isolated, {})
        return self._later[key].loaded(loaded.name, config)

    def note(self, name: str, before: Before | None) -> str:
        """What a person should know of a file that could not be compared; empty where it was."""
        if before is None:
            return f"{name} was not there at {self.revision}, so nothing in it is compared."
        if before.loaded.program is None:
            return f"{name} could not be read as a program at {self.revision}, so nothing in it is compared."
        return ""
