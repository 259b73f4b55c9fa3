"""Completion: what each shell offers at a cursor, in the shells themselves, and that no value of a file acts there."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from codesign_cli.cli import complete, completion
from codesign_cli.cli.app import application
from codesign_cli.rules import discover
from tests.command import BEGUN, run

ROOT = Path(__file__).resolve().parent.parent
SWAP = ROOT / "examples" / "shift-swap.yaml"
GROUP: Any = typer.main.get_command(application())
SHELLS = completion.SHELLS

ACCOUNTS = """accounts:
  - {id: northwind, name: "Northwind Freight"}
  - {id: helio, name: "Helio: $(touch acted) `touch acted` \\u001b[31m\\n\\tred"}
"""
HOSTILE = (
    "$(touch acted)",
    "`touch acted`",
    "a'b",
    'a"b',
    "a\nb",
    "a;touch acted",
    "-x",
    "~",
    "a\tb",
    "\u202ea",
    "*",
)


def words(*line: str, shell: str = "zsh", folder: Path | None = None) -> list[str]:
    """What is offered at the end of a line; ["files"] where the shell completes a file's name."""
    shown = run("completion", shell, len(line) - 1, *line, folder=folder)
    assert shown.status == 0, shown.err
    assert shown.err == ""
    kind, *rest = shown.out.splitlines()
    assert kind == "words" or rest == []
    return [word.split("\t")[0] for word in rest] if kind == "words" else [kind]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one program of two accounts and two sessions."""
    sessions = "sessions:\n  - {at: 2026-03-03T16:00, minutes: 60}\n  - {at: 2026-03-10T16:00, minutes: 60}\n"
    (tmp_path / "program.yaml").write_text(BEGUN + ACCOUNTS + sessions)
    return tmp_path


def test_the_first_word_is_a_command_and_each_is_told() -> None:
    assert words("codesign", "") == [name for name, command in GROUP.commands.items() if not command.hidden]
    assert words("codesign", "--v") == ["--version"]
    assert words("codesign", "exp") == ["explain"]
    assert words("codesign", "explode", "") == []


@pytest.mark.parametrize("name", GROUP.commands)
def test_every_option_of_every_command_is_offered_once(name: str) -> None:
    command = GROUP.commands[name]
    long = {opt for p in command.params for opt in p.opts if opt.startswith("--")} | {"--help"}
    if name != "completion":  # what follows its shell belongs to another line
        assert set(words("codesign", name, "--")) == long


@pytest.mark.parametrize(
    "name", [n for n, c in GROUP.commands.items() if any(p.name == "format" for p in c.params)]
)
def test_each_format_that_a_command_offers_is_one_that_it_knows(name: str, tmp_path: Path) -> None:
    needed = [p for p in GROUP.commands[name].params if p.required]
    given = [
        word for p in needed for word in ([p.opts[0], "1"] if p.opts[0].startswith("-") else ["theatre"])
    ]
    offered = words("codesign", name, "--format", "")
    assert {"json", "markdown"} <= set(offered)
    for format in offered:
        assert "--format" not in run(name, *given, "--format", format, folder=tmp_path).err
    assert "--format xyz is not known." in run(name, *given, "--format", "xyz", folder=tmp_path).err


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        (("validate", "--format", "s"), ["sarif"]),
        (("validate", "-f", "s"), ["sarif"]),
        (("validate", "--fail-on", ""), ["error", "warning", "info"]),
        (("validate", "--color", "a"), ["auto", "always"]),
        (("validate", "--basis", ""), ["stated", "owed"]),
        (("validate", "--as-of", ""), ["commit"]),
        (("validate", "--output", "x"), ["files"]),
        (("validate", ""), ["files"]),
        (("validate", "one.yaml", ""), ["files"]),
        (("validate", "--", "--f"), ["--fail-on", "--format"]),
        (("agenda", "x.yaml", "--audience", "i"), ["internal"]),
        (("schema", "--kind", "a"), ["advisory-board"]),
        (("completion", ""), ["bash", "zsh", "fish"]),
        (("explain", "ROL305"), ["ROL305"]),
        (("explain", "rol305"), ["ROL305"]),
        (("explain", "expectation d"), ["expectation debt", "expectation discipline"]),
        (("explain", "expectation", "d"), ["debt", "discipline"]),
        (("validate", "--select", "roles-m"), ["roles-merged"]),
        (("validate", "--ignore", "COH,role"), ["COH,role", "COH,roles-merged"]),
    ],
)
def test_values_are_offered_where_they_belong(line: tuple[str, ...], offered: list[str]) -> None:
    found = words("codesign", *line)
    if line[-2:] == ("--", "--f"):
        assert sorted(word for word in found if word in offered) == offered
    else:
        assert found == offered


def test_a_value_after_an_equals_sign_is_replaced_as_the_shell_replaces_it() -> None:
    assert words("codesign", "validate", "--format=s") == ["--format=sarif"]
    assert words("codesign", "validate", "--format", "=", "s", shell="bash") == ["sarif"]
    assert words("codesign", "validate", "--fail-on", "=", shell="bash") == ["error", "warning", "info"]


def test_an_option_that_is_there_is_not_offered_again_unless_it_may_be() -> None:
    offered = words("codesign", "validate", "--quiet", "--format", "json", "--as-of", "commit", "--")
    assert {"--quiet", "--as-of"}.isdisjoint(offered)
    assert {"--format", "--select"} <= set(offered)


def test_after_the_last_value_come_options() -> None:
    assert words("codesign", "agenda", "x.yaml", "")[0].startswith("--")
    assert "--format" in words("codesign", "rules", "")


def test_every_rule_and_term_is_offered_to_explain() -> None:
    offered = set(words("codesign", "explain", ""))
    assert {rule.code for rule in discover()} | {rule.name for rule in discover()} <= offered
    assert {"theatre", "scope creep", "41 percent", "terms"} <= offered


def test_sessions_and_accounts_come_from_the_program_that_lies_here_or_is_named(folder: Path) -> None:
    assert words("codesign", "agenda", "--session", "", folder=folder) == ["1", "2"]
    assert words("codesign", "agenda", str(SWAP), "-s", "") == ["1", "2", "3"]
    after = run("completion", "bash", 3, "codesign", "agenda", "--session", "", str(SWAP), folder=folder)
    assert after.out.splitlines()[1:] == [
        "1\tproblem-validation, 2026-03-10",
        "2\tprototype-feedback, 2026-03-26",
        "3\tsolution-iteration, 2026-04-14",
    ]
    for line in (["summary", "--account", ""], ["agenda", str(folder / "program.yaml"), "--account", ""]):
        assert words("codesign", *line, folder=folder) == ["northwind", "helio"]
    assert words("codesign", "summary", "--account=h", folder=folder) == ["--account=helio"]


def test_where_there_is_no_program_nothing_is_offered_and_nothing_is_said(tmp_path: Path) -> None:
    assert words("codesign", "agenda", "--session", "", folder=tmp_path) == []
    (tmp_path / "program.yaml").write_bytes(b"codesign: 1\naccounts: [\x00")
    assert words("codesign", "agenda", "--session", "", folder=tmp_path) == []
    for named in ("missing.yaml", ".", "-", "\x00"):
        assert words("codesign", "agenda", named, "--session", "", folder=tmp_path) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    assert words("codesign", "agenda", "pipe.yaml", "--session", "", folder=tmp_path) == []


def test_a_revision_is_a_branch_or_a_tag(tmp_path: Path) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed here")
    assert words("codesign", "validate", "--new-from", "", folder=tmp_path) == ["HEAD"]
    who = ["-c", "user.name=T", "-c", "user.email=t@example.com"]
    for command in (
        ["init", "-q", "-b", "main"],
        [*who, "commit", "-q", "--allow-empty", "-m", "x"],
        ["tag", "v1"],
    ):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    assert words("codesign", "validate", "--new-from", "", folder=tmp_path) == ["HEAD", "main", "v1"]


def test_words_that_a_shell_could_read_otherwise_are_left_out() -> None:
    assert list(complete._harmless([(word, "") for word in HOSTILE])) == []
    good = ["northwind", "scope creep", "2.1 times", "Zürich", "--as-of", "origin/main", "v1.0"]
    assert [word for word, _ in complete._harmless([(word, "") for word in good])] == good


@given(st.text(), st.text())
def test_an_offered_word_is_one_line_without_a_sign_that_acts(word: str, shown: str) -> None:
    for offered, told in complete._harmless([(word, shown)]):
        assert not set(offered) & set("$`\\\"'|&;<>(){}[]*?!#~^\n\r\t\x1b")
        assert told.isprintable()


@given(st.lists(st.text(max_size=12), max_size=6), st.integers(0, 8))
def test_no_line_whatsoever_ends_in_an_error(line: list[str], index: int) -> None:
    root = typer.Context(GROUP, info_name="codesign")
    for shell in SHELLS:
        told = complete.answer(root, shell, index, ["codesign", *line])
        assert told.startswith(("files\n", "words\n"))


@given(
    st.lists(st.sampled_from(["validate", "agenda", "--format", "-f", "=", "--", "-", "", "'", '"a', "\\"]))
)
def test_no_line_of_our_own_words_ends_in_an_error(line: list[str]) -> None:
    root = typer.Context(GROUP, info_name="codesign")
    assert complete.answer(root, "bash", len(line), ["codesign", *line]).startswith(("files\n", "words\n"))


def test_the_script_speaks_for_the_name_it_was_asked_by() -> None:
    assert "complete -F _codesign_complete codesign codesign-cli" in completion.script("bash", "codesign")
    other = completion.script("bash", "codesign-cli")
    assert "complete -F _codesign_complete codesign-cli\n" in other
    assert "command codesign-cli completion bash" in other
    assert "@" not in re.sub(r"\[@\]|\(@\w*\)|\"\$@\"", "", completion.script("zsh", "codesign"))


def test_another_shell_and_a_word_too_many_are_told() -> None:
    shown = run("completion", "tcsh")
    assert (shown.status, shown.out) == (2, "")
    assert "The shell tcsh is not known." in shown.err
    shown = run("completion", "bash", "--output")
    assert shown.status == 2
    assert (
        shown.err == "codesign: completion takes a shell and nothing else. Write: codesign completion bash\n"
    )


@pytest.mark.parametrize("shell", SHELLS)
def test_a_cursor_far_behind_the_line_is_one_behind_it(shell: str) -> None:
    line = ("codesign", "validate", "--fail-on")
    told = [run("completion", shell, place, *line) for place in (3, 4, "9" * 5_000)]
    assert {(shown.status, shown.err) for shown in told} == {(0, "")}
    assert told[1].out == told[2].out


# In the shells themselves


def shell_of(name: str) -> str:
    """The path of a shell; the test is skipped where it is missing."""
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"{name} is not installed here")
    return path


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """An environment in which both commands are installed, as those of the code under test."""
    for name in completion.NAMES:
        script = tmp_path / "bin" / name
        script.parent.mkdir(exist_ok=True)
        program = tmp_path / "programs" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text("from codesign_cli.__main__ import main\nmain()\n")
        # Not Python itself behind `#!`: its path may hold a space.
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{program}" "$@"\n')
        script.chmod(0o755)
    home = tmp_path / "home"
    home.mkdir()
    path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "HOME": str(home), "LC_ALL": "C.UTF-8", "TERM": "dumb"}


IN_BASH = """
source <(NAME completion bash)
COMP_WORDS=("${@:2}"); COMP_CWORD=$1
$(complete -p NAME | sed 's/.*-F \\([^ ]*\\).*/\\1/')
printf '%s\\n' "${COMPREPLY[@]}"
"""
IN_ZSH = """
compadd() { print -rl -- "${(@)${(P)@[-1]}}"; }
_files() { print files; }
compdef() { print -r -- "compdef $*" >&2; }
source <(NAME completion zsh)
CURRENT=$(($1 + 1)); shift; words=("$@")
_codesign
"""


def in_shell(shell: str, name: str, line: Sequence[str], folder: Path, env: dict[str, str]) -> list[str]:
    """What the script puts into the shell's hands at the end of a line."""
    if shell == "fish":
        typed = " ".join(line)
        code = f"{name} completion fish | source; complete --do-complete '{typed}'"
        command = [shell_of("fish"), "--no-config", "-c", code]
    elif shell == "bash":
        code, options = IN_BASH.replace("NAME", name), ["--norc", "--noprofile"]
        command = [shell_of("bash"), *options, "-c", code, "bash", str(len(line) - 1), *line]
    else:
        command = [
            shell_of("zsh"),
            "-f",
            "-c",
            IN_ZSH.replace("NAME", name),
            "zsh",
            str(len(line) - 1),
            *line,
        ]
    ended = subprocess.run(
        command, cwd=folder, env=env, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    expected = f"compdef _codesign {'codesign codesign-cli' if name == 'codesign' else name}\n"
    assert ended.stderr == (expected if shell == "zsh" else "")
    return [text.split("\t")[0] for text in ended.stdout.splitlines()]


@pytest.mark.parametrize("name", completion.NAMES)
@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_offers_commands_sessions_and_formats(
    shell: str, name: str, folder: Path, env: dict[str, str]
) -> None:
    assert in_shell(shell, name, [name, "val"], folder, env) == ["validate"]
    assert in_shell(shell, name, [name, "agenda", "--session", ""], folder, env) == ["1", "2"]
    assert in_shell(shell, name, [name, "validate", "--format", "sar"], folder, env) == ["sarif"]


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_quotes_a_word_with_a_space(shell: str, folder: Path, env: dict[str, str]) -> None:
    bare = in_shell(shell, "codesign", ["codesign", "explain", "theat"], folder, env)
    assert bare == ["theatre"]
    if shell == "bash":
        assert in_shell(shell, "codesign", ["codesign", "explain", "scope\\ c"], folder, env) == [
            "scope\\ creep"
        ]
        assert in_shell(shell, "codesign", ["codesign", "explain", '"scope c'], folder, env) == [
            "scope creep"
        ]


@pytest.mark.parametrize("shell", SHELLS)
def test_in_no_shell_does_a_value_of_the_file_act(shell: str, folder: Path, env: dict[str, str]) -> None:
    ids = "".join(
        f"  - {{id: {word!r}, name: helio}}\n" for word in HOSTILE if word.isprintable() and "'" not in word
    )
    (folder / "program.yaml").write_text(
        BEGUN
        + ACCOUNTS
        + ids
        + "sessions:\n  - {number: 1, purpose: '$(touch acted)', at: 2026-03-03T16:00}\n"
    )
    for option in ("--session", "--account"):
        offered = in_shell(shell, "codesign", ["codesign", "agenda", option, ""], folder, env)
        assert set(offered) <= {"", "1", "northwind", "helio"}  # bash prints an empty line for none
    assert not (folder / "acted").exists()


def typed_into(command: Sequence[str], begin: str, line: str, folder: Path, env: dict[str, str]) -> None:
    """Loads the script in an interactive shell and types a line; fails if it does not become one of roles-merged."""
    pid, terminal = pty.fork()
    if pid == 0:  # the child becomes the shell
        os.chdir(folder)
        os.execve(command[0], list(command), env)
    shown = ""

    def until(mark: str) -> None:
        nonlocal shown
        end = time.monotonic() + 60
        start = len(shown)
        while mark not in shown[start:]:
            if not select.select([terminal], [], [], max(0, end - time.monotonic()))[0]:
                raise AssertionError(f"{mark} did not come: {shown}")
            shown += os.read(terminal, 4096).decode("utf-8", "replace")

    try:
        os.write(terminal, f"{begin}; echo re''ady\n".encode())
        until("ready")
        os.write(terminal, line.encode())
        until("roles-merged")
    finally:
        os.close(terminal)
        os.waitpid(pid, 0)


@pytest.mark.parametrize(
    ("command", "begin"),
    [
        (("bash", "--norc", "--noprofile", "-i"), "source <(codesign completion bash)"),
        (("zsh", "-f", "-i"), "autoload -U compinit; compinit -u; source <(codesign completion zsh)"),
    ],
)
def test_a_person_completes_a_rule_with_the_tab_key(
    command: tuple[str, ...], begin: str, folder: Path, env: dict[str, str]
) -> None:
    shell, *arguments = command
    typed_into([shell_of(shell), *arguments], begin, "codesign explain roles-mer\t", folder, env)
