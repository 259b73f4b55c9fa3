"""What git knows of a file: its repository, a revision, its text at that revision. Through the git command only."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from codesign_cli.errors import CodesignError
from codesign_cli.record import NamedTuple

_OWN = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY")
"""What a hook of git's has in its environment: its own repository, which is not the one meant here."""
_CALM = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_LITERAL_PATHSPECS": "1"}
"""Messages in English, nothing written, nothing asked, and a `*` in a file's name is a `*`."""
_NOT_SCANNED = ("-c", "core.fsmonitor=false", "-c", "log.showSignature=false")


NOTHING: Mapping[str, str] = MappingProxyType({})


class Answer(NamedTuple):
    """What git said."""

    status: int
    out: bytes
    err: str

    @property
    def names(self) -> list[str]:
        """The names between the NULs of its output."""
        return [os.fsdecode(name) for name in self.out.split(b"\0") if name]

    @property
    def line(self) -> str:
        """Its output without the last line feed."""
        return os.fsdecode(self.out).removesuffix("\n")


class Changes(NamedTuple):
    """How the files of a repository differ from those of a revision; names are relative to its root."""

    there: frozenset[str]
    """Every file of the revision."""
    touched: frozenset[str]
    """Files whose text is not the revision's, under their names of today."""
    former: Mapping[str, str]
    """The names at the revision of the files renamed since."""
    begun: frozenset[str]
    """Files that were begun anew under the name of one that was renamed."""


def ask(
    folder: str, arguments: Sequence[str], *, given: bytes = b"", own: Mapping[str, str] = NOTHING
) -> Answer | None:
    """Runs git in `folder` with `given` as its input and `own` in its environment; None where there is no git."""
    import subprocess

    inherited = os.environ  # noqa: TID251 (handed on to git, not read)
    kept = {name: value for name, value in inherited.items() if name not in _OWN}
    outside = {**kept, **_CALM, **own}
    try:
        run = subprocess.run(
            ["git", *_NOT_SCANNED, "-C", folder, *arguments], input=given, capture_output=True, env=outside
        )
    except (OSError, ValueError):  # no git, or an argument that no program can be given
        return None
    return Answer(run.returncode, run.stdout, run.stderr.decode("utf-8", "replace"))


def names(folder: str, arguments: Sequence[str]) -> list[str] | None:
    """The names that git prints between NULs; None where it is missing or refuses."""
    answer = ask(folder, arguments)
    return None if answer is None or answer.status else answer.names


def repository_of(folder: str) -> str | None:
    """The root of the checkout that holds `folder`; None where none does.

    Raises CodesignError where there is no git, and where git does not trust the checkout's owner.
    """
    answer = ask(folder, ["rev-parse", "--show-toplevel"])
    if answer is None:
        raise CodesignError(
            "The git command is not here.", "Install git, or leave out what needs its history."
        )
    if answer.status == 0 and answer.line:
        return os.path.realpath(answer.line)
    if "dubious ownership" in answer.err or "unsafe repository" in answer.err:
        import shlex

        root = shlex.quote(_root_above(folder))
        way = f"Say that you trust it: git config --global --add safe.directory {root}"
        raise CodesignError("This checkout belongs to another user, so git does not open it.", way)
    return None


def _root_above(folder: str) -> str:
    """The nearest folder upwards that holds a `.git`."""
    above = os.path.realpath(folder)
    while not os.path.exists(os.path.join(above, ".git")) and os.path.dirname(above) != above:
        above = os.path.dirname(above)
    return above


def commit_of(root: str, revision: str) -> str:
    """The full name of the commit that `revision` stands for.

    Raises CodesignError for one that is not there, or that git would take for an option or for all but that one.
    """
    if not revision.strip() or revision.startswith(("-", "^")) or not revision.isprintable():
        called = revision if revision.strip() else "An empty name"
        raise CodesignError(f"{called} is no revision.", "Name a branch, a tag or a commit.")
    # `:/words` is the latest commit whose message holds them: what follows would be among the words.
    wanted = revision if revision.startswith(":/") else f"{revision}^{{commit}}"
    answer = ask(root, ["rev-parse", "--verify", "--quiet", wanted])
    if answer is not None and answer.status == 0 and answer.line:
        return answer.line
    if _shallow(root):
        raise CodesignError(f"{revision} is not in this clone, which holds the latest commits only.", _FETCH)
    raise CodesignError(
        f"There is no revision {revision} in this repository.",
        "Check its name, or fetch it with `git fetch`.",
    )


_FETCH = (
    "Fetch the rest: `fetch-depth: 0` in the checkout step of a workflow, `git fetch --unshallow` elsewhere."
)


def _shallow(root: str) -> bool:
    """Whether a clone was made without its older commits."""
    answer = ask(root, ["rev-parse", "--is-shallow-repository"])
    return answer is not None and answer.line == "true"


def check_joined(root: str, commit: str, revision: str, moment: datetime) -> None:
    """Makes sure that no commit until `moment` (aware) is lacking between `commit` and HEAD.

    Raises CodesignError where a shallow clone may lack one; `revision` is what the person called `commit`.
    """
    if not _shallow(root):
        return
    made = ask(root, ["show", "--no-patch", "--format=%cI", commit])
    if made is not None and made.status == 0 and datetime.fromisoformat(made.line.strip()) >= moment:
        return
    joined = ask(root, ["merge-base", "--is-ancestor", commit, "HEAD"])
    if joined is None or joined.status:
        said = f"This clone lacks commits after {revision}, and with them what was settled before session 1."
        raise CodesignError(said, _FETCH)


def moment_of_head(root: str) -> datetime | None:
    """When the latest commit was made (its committer's date); None where there is no commit yet."""
    answer = ask(root, ["show", "--no-patch", "--format=%cI", "HEAD"])
    return None if answer is None or answer.status else datetime.fromisoformat(answer.line.strip())


def last_until(root: str, commit: str, moment: datetime) -> str | None:
    """The latest commit made until `moment` (aware) that HEAD has and `commit` has not; None where there is none."""
    command = [
        "rev-list",
        "--max-count=1",
        "--first-parent",
        f"--before={moment.isoformat()}",
        "HEAD",
        f"^{commit}",
    ]
    answer = ask(root, [*command, "--"])
    return answer.line or None if answer is not None and answer.status == 0 else None


def text_at(root: str, commit: str, name: str) -> bytes | None:
    """The bytes that a checkout of `commit` would write for `name`, line ends and filters included; None: not there."""
    answer = ask(root, ["cat-file", "--filters", f"{commit}:{name}"])
    return None if answer is None or answer.status else answer.out


def changes_since(root: str, commit: str, wanted: Collection[str]) -> Changes:
    """How the files of today differ from those of `commit`; of the `wanted` ones also those git does not track.

    Raises CodesignError where git cannot say.
    """
    there = _must(ask(root, ["ls-tree", "-r", "-z", "--name-only", "--full-tree", commit]))
    tracked = _must(ask(root, ["ls-files", "-z"]))
    strange = sorted(set(wanted) - set(tracked))
    touched: set[str] = set(strange)
    former: dict[str, str] = {}
    begun: set[str] = set()
    # Standard input may have a name under which nothing lies.
    lying = [name for name in strange if os.path.lexists(os.path.join(root, name))]
    parts = iter(_differences(root, commit, lying))
    for status in parts:
        name = next(parts)
        if status.startswith(("R", "C")):
            former[next(parts)] = name
            begun |= {name} if status.startswith("C") else set()  # the name is still there, over another text
        else:
            touched.add(name)
    return Changes(frozenset(there), frozenset(touched | former.keys()), former, frozenset(begun))


_MOST_RENAMED = 1000
"""How many files git compares with each other to see which was renamed: its own figure, whatever is configured."""


def _differences(root: str, commit: str, strange: Sequence[str]) -> list[str]:
    """What `git diff --name-status -z` says of the work tree, with `strange` files as if they had been added."""
    command = [
        "diff",
        "--name-status",
        "-z",
        "-B",  # a file that was rewritten may be another one, and its text may lie under another name
        "-M",
        f"-l{_MOST_RENAMED}",
        "--no-relative",
        "--no-ext-diff",
        "--ignore-submodules",
        commit,
    ]
    if not strange:
        return _must(ask(root, [*command, "--"]))
    import shutil
    import tempfile

    index, objects = (
        _must_say(ask(root, ["rev-parse", "--git-path", part])) for part in ("index", "objects")
    )
    with tempfile.TemporaryDirectory() as folder:
        # The index is copied and what git would store for it is stored here: the repository stays as it is.
        quoted = os.path.join(root, objects).replace("\\", "\\\\").replace('"', '\\"')
        own = {
            "GIT_INDEX_FILE": os.path.join(folder, "index"),
            "GIT_OBJECT_DIRECTORY": folder,
            "GIT_ALTERNATE_OBJECT_DIRECTORIES": f'"{quoted}"',
        }
        if os.path.exists(os.path.join(root, index)):
            shutil.copy(os.path.join(root, index), own["GIT_INDEX_FILE"])
        adding = ["add", "--intent-to-add", "--force", "--pathspec-from-file=-", "--pathspec-file-nul"]
        ask(root, adding, given=b"\0".join(os.fsencode(name) for name in strange), own=own)
        return _must(ask(root, [*command, "--"], own=own))


def _must_say(answer: Answer | None) -> str:
    """The one line of an answer that is needed."""
    _must(answer)
    assert answer is not None
    return answer.line


def _must(answer: Answer | None) -> list[str]:
    """The names of an answer that is needed: without it, everything would look old, or new."""
    if answer is None or answer.status:
        raise CodesignError(
            "Git cannot compare this checkout with that revision.", "Try `git status` and `git fsck`."
        )
    return answer.names
