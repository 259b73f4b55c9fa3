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

    def unchanged(self, file: str) -> bool:
        """Whether a file, by its name from the root, says what it said then; one outside counts as unchanged."""
        return file.startswith("../") or file in self.changes.there - self.changes.touched

    def same_config(self, config: Config | None) -> bool:
        """Whether the configuration said the same then."""
        return config is None or self.unchanged(inside(self.root, config.file))

    def text(self, name: str) -> bytes | None:
        """What the file `name`, under whatever name, said then; None where it was not there.

        Raises CodesignError where git cannot give the text.
        """
        here = inside(self.root, name)
        former = self.changes.former.get(here, here)
        if former not in self.changes.there:
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
        from codesign_cli.load import load, stem_of

        settled = config if self.same_config(config) else self.config(config)
        return load(name, raw, config=settled, stem=stem_of(name), cache=cache_folder())

    def config(self, config: Config | None) -> Config | None:
        """The configuration as it was then; None where it was not there, or could not be read."""
        if config is None:
            return None
        raw = git.text_at(self.root, self.commit, inside(self.root, config.file))
        if raw is None:
            return None
        import tempfile

        from codesign_cli.config import read_config

        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, os.path.basename(config.file))
            with open(path, "wb") as file:
                file.write(raw)
            try:
                return read_config(path, config.file)
            except CodesignError:
                return None


def thens(names: Iterable[str], revision: str) -> dict[str, Then]:
    """The repository of each file at `revision`; each repository is asked once.

    Raises CodesignError for a file without a repository, and for a revision that is not there.
    """
    roots: dict[str, str] = {}
    groups: dict[str, list[str]] = {}
    for name in names:
        folder = os.path.dirname(os.path.realpath(name))
        if folder not in roots or name == STANDARD_INPUT:
            roots[folder] = root_of(name, f"nothing can be compared with {revision}")
        groups.setdefault(roots[folder], []).append(name)
    found: dict[str, Then] = {}
    for root, some in groups.items():
        commit = git.commit_of(root, revision)
        then = Then(root, commit, git.changes_since(root, commit, [inside(root, name) for name in some]))
        found.update(dict.fromkeys(some, then))
    return found


def inside(root: str, name: str) -> str:
    """A file's name from the repository's root, as git writes it."""
    return os.path.relpath(os.path.realpath(name), root).replace(os.sep, "/")


def root_of(name: str, lost: str) -> str:
    """The repository of a file; `lost` says what cannot be done without one."""
    folder = os.path.dirname(os.path.realpath(name))
    if name == STANDARD_INPUT:
        raise CodesignError(
            f"Standard input has no history, so {lost}.", "Say which file it is with --stdin-filename."
        )
    root = git.repository_of(folder) if os.path.isdir(folder) else None
    if root is None:
        raise CodesignError(
            f"{name} is in no git repository, so {lost}.", "Run it in a checkout, or leave that out."
        )
    return root


class Since:
    """Each file of a run as it was at the revision that `--since` names."""

    def __init__(self, names: Iterable[str], revision: str) -> None:
        """Asks each repository once; raises CodesignError as `thens` does."""
        self.revision = revision
        self._thens = thens(names, revision)
        self._later: dict[tuple[str, str, str], Then] = {}

    def before(
        self, loaded: Loaded, config: Config | None, now: datetime, *, piped: bool = False
    ) -> Before | None:
        """A loaded file as it was then; None where it was not there.

        Raises CodesignError where git cannot give its text.
        """
        from codesign_cli.check import Before

        then = self._thens[loaded.name]
        same = then.same_config(config) and then.unchanged(inside(then.root, loaded.name)) and not piped
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
            self._later[key] = Then(then.root, commit, changes)
        return self._later[key].loaded(loaded.name, config)

    def note(self, name: str, before: Before | None) -> str:
        """What a person should know of a file that could not be compared; empty where it was."""
        if before is None:
            return f"{name} was not there at {self.revision}, so nothing in it is compared."
        if before.loaded.program is None:
            return f"{name} could not be read as a program at {self.revision}, so nothing in it is compared."
        return ""
