"""Which files a command means: the one that lies here, those of a folder, several named ones, standard input."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from codesign_cli import files, raw
from codesign_cli import git as git_module
from codesign_cli.errors import NothingToCheck
from codesign_cli.load import is_program
from codesign_cli.raw import says_codesign
from codesign_cli.source import read
from tests.command import BEGUN, run, validate

OTHER = "services:\n  web: {image: nginx}\n"
NEEDS_GIT = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def lay(folder: Path, **names: str) -> None:
    """Files in a folder; `__` in a name is a slash, a single `_` before the ending a dot."""
    for name, text in names.items():
        path = folder / (
            name.replace("__", "/").replace("_yaml", ".yaml").replace("_yml", ".yml").replace("_git", ".git")
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def git(folder: Path, *arguments: str) -> None:
    """One git command, silent."""
    command = ["git", "-c", "user.name=T", "-c", "user.email=t@example.com", *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def checked(*arguments: str, folder: Path, **how: str) -> list[str]:
    """The files that `validate` looked at."""
    names: list[str] = validate(*arguments, "--format", "json", folder=folder, **how).json["files"]
    return names


# Nothing named


def test_program_yaml_here_comes_first(tmp_path: Path) -> None:
    lay(tmp_path, program_yaml=BEGUN, another_yaml=BEGUN)
    assert checked(folder=tmp_path) == ["program.yaml"]


@pytest.mark.parametrize("name", ["swaps.yaml", "swaps.yml"])
def test_else_the_only_program_file(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(BEGUN)
    lay(tmp_path, compose_yaml=OTHER)
    assert checked(folder=tmp_path) == [name]


def test_else_the_same_above_up_to_the_root_of_the_repository(tmp_path: Path) -> None:
    inner = tmp_path / "repository" / "notes" / "june"
    inner.mkdir(parents=True)
    (tmp_path / "repository" / ".git").mkdir()
    lay(tmp_path / "repository", swaps_yaml=BEGUN)
    assert checked(folder=inner) == ["../../swaps.yaml"]


def test_nothing_above_the_repository_is_taken(tmp_path: Path) -> None:
    inner = tmp_path / "repository" / "notes"
    inner.mkdir(parents=True)
    (tmp_path / "repository" / ".git").write_text("gitdir: elsewhere\n")
    lay(tmp_path, program_yaml=BEGUN)
    shown = validate(folder=inner)
    assert (shown.status, shown.out) == (3, "")
    assert shown.err == (
        "codesign: There is no program file in this folder or above it. "
        "Name a program file, or write one: it begins with `codesign: 1`.\n"
    )


def test_without_a_repository_nothing_above_is_taken(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    lay(tmp_path, program_yaml=BEGUN)
    shown = validate(folder=tmp_path / "inner")
    assert shown.status == 3
    assert "There is no program file in this folder. Name" in shown.err


@pytest.mark.parametrize("command", [("validate",), ("agenda", "--session", "1"), ("debrief",)])
def test_two_candidates_are_both_named(command: tuple[str, ...], tmp_path: Path) -> None:
    lay(tmp_path, beta_yaml=BEGUN, alpha_yaml=BEGUN)
    shown = run(*command, folder=tmp_path)
    assert (shown.status, shown.out) == (2, "")
    assert (
        shown.err
        == "codesign: There are two programs here: alpha.yaml and beta.yaml. Name the one you mean.\n"
    )


def test_of_many_candidates_some_are_named(tmp_path: Path) -> None:
    lay(tmp_path, a_yaml=BEGUN, b_yaml=BEGUN, c_yaml=BEGUN, d_yaml=BEGUN)
    shown = validate(folder=tmp_path)
    assert "There are four programs here, among them a.yaml, b.yaml and c.yaml." in shown.err


def test_a_document_of_a_folder_is_of_the_program_in_it(tmp_path: Path) -> None:
    lay(tmp_path, swaps__x_yaml=BEGUN)
    assert files.find_one("swaps", str(tmp_path)) == os.path.join("swaps", "x.yaml")
    (tmp_path / "empty").mkdir()
    with pytest.raises(NothingToCheck, match=r"^There is no program file in empty\.$"):
        files.find_one("empty", str(tmp_path))


# Folders


def test_a_folder_means_every_program_below_it_sorted(tmp_path: Path) -> None:
    lay(
        tmp_path,
        all__b_yaml=BEGUN,
        all__a_yml=BEGUN,
        all__deep__er__c_yaml=BEGUN,
        all__other_yaml=OTHER,
        all__note=BEGUN,
    )
    assert checked("all", folder=tmp_path) == ["all/a.yml", "all/b.yaml", "all/deep/er/c.yaml"]


def test_the_folder_here(tmp_path: Path) -> None:
    lay(tmp_path, b_yaml=BEGUN, a_yaml=BEGUN)
    assert checked(".", folder=tmp_path) == ["./a.yaml", "./b.yaml"]


def test_a_folder_without_a_program(tmp_path: Path) -> None:
    lay(tmp_path, all__other_yaml=OTHER)
    shown = validate("all", folder=tmp_path)
    assert (shown.status, shown.out) == (3, "")
    assert shown.err.startswith("codesign: There is no program file in all.")
    assert validate(".", folder=tmp_path / "all").err.startswith(
        "codesign: There is no program file in this folder."
    )


def test_hidden_folders_are_left_out(tmp_path: Path) -> None:
    lay(tmp_path, a_yaml=BEGUN)
    for hidden in (".venv/lib", ".cache"):
        (tmp_path / hidden).mkdir(parents=True)
        (tmp_path / hidden / "x.yaml").write_text(BEGUN)
    assert checked(".", folder=tmp_path) == ["./a.yaml"]


@NEEDS_GIT
@pytest.mark.parametrize("repository", [True, False])
def test_gitignore_counts_with_and_without_a_repository(repository: bool, tmp_path: Path) -> None:
    lay(tmp_path, a_yaml=BEGUN, drafts__b_yaml=BEGUN, deep__old_yaml=BEGUN, deep__new_yaml=BEGUN)
    (tmp_path / ".gitignore").write_text("drafts/\n")
    (tmp_path / "deep" / ".gitignore").write_text("/old.*\n")
    if repository:
        git(tmp_path, "init")
    assert checked(".", folder=tmp_path) == ["./a.yaml", "./deep/new.yaml"]


@NEEDS_GIT
def test_a_tracked_file_counts_though_a_pattern_matches_it(tmp_path: Path) -> None:
    lay(tmp_path, a_yaml=BEGUN)
    git(tmp_path, "init")
    git(tmp_path, "add", "a.yaml")
    (tmp_path / ".gitignore").write_text("*.yaml\n")
    assert checked(".", folder=tmp_path) == ["./a.yaml"]


@NEEDS_GIT
def test_a_tracked_file_that_was_deleted_is_not_looked_for(tmp_path: Path) -> None:
    lay(tmp_path, a_yaml=BEGUN, b_yaml=BEGUN)
    git(tmp_path, "init")
    git(tmp_path, "add", ".")
    (tmp_path / "b.yaml").unlink()
    assert checked(".", folder=tmp_path) == ["./a.yaml"]


@NEEDS_GIT
def test_repositories_below_a_folder_are_looked_into(tmp_path: Path) -> None:
    for name in ("one", "two"):
        lay(tmp_path / name, program_yaml=BEGUN, ignored_yaml=BEGUN)
        (tmp_path / name / ".gitignore").write_text("ignored.yaml\n")
        git(tmp_path / name, "init")
    assert checked(".", folder=tmp_path) == ["./one/program.yaml", "./two/program.yaml"]


@NEEDS_GIT
def test_a_hook_of_git_runs_with_another_repository_in_its_environment(tmp_path: Path) -> None:
    lay(tmp_path / "mine", a_yaml=BEGUN)
    lay(tmp_path / "other", b_yaml=BEGUN)
    git(tmp_path / "mine", "init")
    git(tmp_path / "other", "init")
    git(tmp_path / "other", "add", ".")
    hook = {
        "GIT_DIR": str(tmp_path / "other" / ".git"),
        "GIT_INDEX_FILE": str(tmp_path / "other" / ".git" / "index"),
    }
    assert checked(".", folder=tmp_path / "mine", **hook) == ["./a.yaml"]


def test_without_git_every_file_counts(tmp_path: Path) -> None:
    lay(tmp_path, a_yaml=BEGUN, deep__b_yaml=BEGUN)
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "c.yaml").write_text(BEGUN)
    (tmp_path / "nothing").mkdir()
    assert checked(".", folder=tmp_path, PATH=str(tmp_path / "nothing")) == ["./a.yaml", "./deep/b.yaml"]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    lay(tmp_path, a_yaml=BEGUN)
    os.mkfifo(tmp_path / "b.yaml")
    assert files.programs_below(str(tmp_path)) == ["a.yaml"]
    (tmp_path / "nothing").mkdir()
    assert checked(".", folder=tmp_path, PATH=str(tmp_path / "nothing")) == ["./a.yaml"]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    lay(tmp_path, deep__a_yaml=BEGUN)
    (tmp_path / "deep" / "up").symlink_to(tmp_path)
    assert checked(".", folder=tmp_path) == ["./deep/a.yaml"]


def test_a_folder_that_cannot_be_listed_has_no_program(tmp_path: Path) -> None:
    assert files._yaml_names(str(tmp_path / "gone")) == []
    assert not files.is_program_file(str(tmp_path / "gone"))


def test_a_file_that_may_not_be_read_is_no_program_of_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError

    lay(tmp_path, a_yaml=BEGUN)
    monkeypatch.setattr(files, "open", refused, raising=False)
    assert not files.is_program_file(str(tmp_path / "a.yaml"))


def test_a_gate_is_not_open_for_a_file_below_that_may_not_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: str, *_: object, **__: object) -> object:
        if path.endswith("secret.yaml"):
            raise PermissionError
        return open(path, "rb")

    lay(tmp_path, all__a_yaml=BEGUN, all__secret_yaml=BEGUN)
    for module in (files, raw):
        monkeypatch.setattr(module, "open", refused, raising=False)
    shown = validate("all", folder=tmp_path)
    assert (shown.status, shown.err) == (
        2,
        f"codesign: {os.path.join('all', 'secret.yaml')} may not be read. Check its permissions.\n",
    )


@pytest.mark.parametrize(
    ("where", "named", "told"),
    [("all/closed", "all", "all/closed"), ("all/in/closed", ".", "all/in/closed"), ("all", "all", "all")],
)
@pytest.mark.parametrize("git_is_here", [False, True])
def test_a_gate_is_not_open_for_a_folder_below_that_may_not_be_read(
    git_is_here: bool, where: str, named: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path, all__a_yaml=BEGUN, all__in__b_yaml=BEGUN, **{f"{where.replace('/', '__')}__c_yaml": BEGUN})
    real = os.scandir

    def refused(path: str | int) -> object:
        if isinstance(path, str) and os.path.realpath(path) == str(tmp_path / where):
            raise PermissionError(13, "inner words", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", refused)
    (tmp_path / "nothing").mkdir()
    shown = validate(named, folder=tmp_path, **({} if git_is_here else {"PATH": str(tmp_path / "nothing")}))
    if not git_is_here or where == named:
        assert (shown.status, shown.out) == (2, "")
        assert shown.err == (
            f"codesign: The folder {told} may not be read. Check its permissions, or let git ignore it.\n"
        )


@pytest.mark.parametrize(("closed", "told"), [("in/closed", "in/closed"), ("it's", "it's"), (".cache", "")])
def test_what_git_cannot_open_is_told(
    closed: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path, a_yaml=BEGUN)
    real = git_module.ask

    def ask(folder: str, arguments: Sequence[str]) -> git_module.Answer | None:
        answer = real(folder, arguments)
        warning = f"warning: could not open directory '{closed}/': Permission denied\n"
        return answer and answer._replace(err=warning)

    if real(str(tmp_path), ["--version"]) is None:
        pytest.skip("git is not installed")
    monkeypatch.setattr(git_module, "ask", ask)
    shown = validate(".", folder=tmp_path)
    assert shown.status == (2 if told else 0)
    assert (f"The folder {told} may not be read." in shown.err) == bool(told)


@NEEDS_GIT
@pytest.mark.parametrize(
    ("named", "told"), [("all", "all/secret"), (".", "all/secret"), ("link", "link/secret")]
)
def test_a_folder_that_git_cannot_open_is_named_from_where_the_person_is(
    named: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path, all__a_yaml=BEGUN, all__secret__b_yaml=BEGUN)
    git(tmp_path, "init", "--quiet")
    (tmp_path / "link").symlink_to("all")
    real = git_module.ask

    def ask(folder: str, arguments: Sequence[str]) -> git_module.Answer | None:
        answer = real(folder, arguments)
        warning = "warning: could not open directory 'all/secret/': Permission denied\n"
        return answer and answer._replace(err=warning if "ls-files" in arguments else "")

    monkeypatch.setattr(git_module, "ask", ask)
    shown = validate(named, folder=tmp_path)
    assert (shown.status, f"The folder {told} may not be read." in shown.err) == (2, True)


@NEEDS_GIT
@pytest.mark.skipif(os.name != "posix", reason="modes of files are POSIX's")
@pytest.mark.parametrize("tracked", [False, True])
@pytest.mark.parametrize("mode", [0o000, 0o444, 0o111])
def test_no_gate_is_open_for_a_shut_folder(mode: int, tracked: bool, tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("nothing is shut for root")
    lay(tmp_path, all__a_yaml=BEGUN, all__secret__b_yaml=BEGUN)
    git(tmp_path, "init", "--quiet")
    if tracked:
        git(tmp_path, "add", "--all")
    (tmp_path / "all" / "secret").chmod(mode)
    try:
        shown = validate("all", folder=tmp_path)
        assert (shown.status, "The folder all/secret may not be read." in shown.err) == (2, True)
    finally:
        (tmp_path / "all" / "secret").chmod(0o755)


# Several named


def test_each_file_counts_once(tmp_path: Path) -> None:
    lay(tmp_path, all__a_yaml=BEGUN, all__b_yaml=BEGUN)
    (tmp_path / "link.yaml").symlink_to("all/a.yaml")
    assert checked("all/b.yaml", "all", "./all/b.yaml", "link.yaml", folder=tmp_path) == [
        "all/b.yaml",
        "all/a.yaml",
    ]


def test_of_a_file_and_a_link_to_it_the_file_counts(tmp_path: Path) -> None:
    lay(tmp_path, all__b_yaml=BEGUN, all__deep__c_yaml=BEGUN)
    (tmp_path / "all" / "a.yaml").symlink_to("b.yaml")
    (tmp_path / "all" / "z.yaml").symlink_to("deep/c.yaml")
    (tmp_path / "link").symlink_to("all")
    assert checked("all", folder=tmp_path) == ["all/b.yaml", "all/deep/c.yaml"]
    assert checked("all/a.yaml", "all", folder=tmp_path) == ["all/a.yaml", "all/deep/c.yaml"]
    assert checked("link", folder=tmp_path) == ["link/a.yaml", "link/deep/c.yaml"]


def test_of_several_a_file_that_is_no_program_is_skipped_with_a_note(tmp_path: Path) -> None:
    lay(tmp_path, a_yaml=BEGUN, compose_yaml=OTHER)
    shown = validate("a.yaml", "compose.yaml", folder=tmp_path)
    assert (shown.status, shown.out) == (0, "File ok · Scope ok · Cohort ok · Role ok · Expectation ok\n")
    assert shown.err == "compose.yaml is not a program (no `codesign`, `kind` or `feature`): skipped.\n"
    assert validate("a.yaml", "compose.yaml", "--quiet", folder=tmp_path).err == ""


def test_several_and_no_program_among_them_is_fine(tmp_path: Path) -> None:
    lay(tmp_path, one_yaml=OTHER, two_yaml="- a\n- list\n")
    shown = validate("one.yaml", "two.yaml", folder=tmp_path)
    assert (shown.status, shown.out) == (0, "")
    assert validate("one.yaml", "two.yaml", "--format", "json", folder=tmp_path).json["files"] == []


def test_one_file_named_alone_is_checked_whatever_it_is(tmp_path: Path) -> None:
    lay(tmp_path, compose_yaml=OTHER)
    assert validate("compose.yaml", folder=tmp_path).status == 1


@pytest.mark.parametrize(
    ("text", "program"),
    [
        ("feature:\n  name: x\n", True),
        ("kind: co-design\n", True),
        ("title: x\n", False),
        ("", False),
        ("codesign: 1\ntitle: [\n", True),
        ("codesign 1\ntitle: x\n", True),
        ('{"codesign": 1, "title": }', True),
        ("# chart\n{{- if .Values.web }}\nkind: Service\n{{- end }}\n", False),
        ("kind: Service\n---\nkind: Deployment\n", False),
    ],
)
def test_what_is_a_program_among_several(text: str, program: bool) -> None:
    """A broken file is one if it says so in a line of its own: a hook passes templates of other tools, too."""
    assert is_program(read("x.yaml", text.encode())) is program


@pytest.mark.parametrize(
    ("raw", "program"),
    [
        (b"codesign: 1\n", True),
        (b"\xef\xbb\xbfcodesign: 1\n", True),
        (b"# as-of: 2026-02-23\r\ncodesign: 1\r\n", True),
        (b"# old line ends\rcodesign: 1\r", True),
        (b'"codesign": 1\n', True),
        (b"# x\n'codesign': 1\n", True),
        (b'{\n  "codesign": 1\n}\n', True),
        (b'{"a": 1}', False),
        (b"text: |\n  codesign: 1\n", False),
        (b"uses: codesign: 1\n", False),
        (b"", False),
    ],
)
def test_a_quick_look_finds_programs(raw: bytes, program: bool) -> None:
    assert says_codesign(raw) is program


def test_a_missing_file_among_several_is_told(tmp_path: Path) -> None:
    lay(tmp_path, a_yaml=BEGUN)
    shown = validate("a.yaml", "b.yaml", folder=tmp_path)
    assert (shown.status, shown.out) == (2, "")
    assert shown.err.startswith("codesign: b.yaml is not there.")


# Standard input


def test_standard_input(tmp_path: Path) -> None:
    broken = BEGUN.replace("title:", "titel:").encode()
    shown = validate("-", stdin=broken, folder=tmp_path)
    assert shown.status == 1
    assert shown.out.startswith("<stdin>:2:1  error  FIL003 unknown-key\n")
    named = validate("-", "--stdin-filename", "drafts/swaps.yaml", stdin=broken, folder=tmp_path)
    assert named.out.startswith("drafts/swaps.yaml:2:1  error  FIL003 unknown-key\n")


def test_standard_input_counts_once_and_beside_files(tmp_path: Path) -> None:
    lay(tmp_path, a_yaml=BEGUN)
    assert checked("a.yaml", folder=tmp_path) == ["a.yaml"]
    shown = validate("-", "a.yaml", "-", "--format", "json", stdin=BEGUN.encode(), folder=tmp_path)
    assert shown.json["files"] == ["<stdin>", "a.yaml"]


def test_standard_input_over_the_limit_is_told(tmp_path: Path) -> None:
    shown = validate("-", stdin=b"#" * (4 * 1024 * 1024 + 10), folder=tmp_path)
    assert shown.status == 1
    assert "FIL001" in shown.out


def test_standard_input_has_the_configuration_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "team").mkdir()
    (tmp_path / "team" / "codesign.toml").write_text('[defaults]\ntimezone = "Europe/Nowhere"\n')
    assert validate("-", stdin=BEGUN.encode(), folder=tmp_path).status == 0
    assert validate("-", "--stdin-filename", "team/x.yaml", stdin=BEGUN.encode(), folder=tmp_path).status == 1
