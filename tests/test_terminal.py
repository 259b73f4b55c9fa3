"""What stands on a real terminal (tmux): colours, plain terminals, 80 columns, and nothing that a value could do."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.command import BEGUN, run

TMUX = shutil.which("tmux")
pytestmark = pytest.mark.skipif(TMUX is None, reason="tmux is not installed: no real terminal to look at")

ESC = "\x1b"
CLEAN = Path(__file__).parent / "clean"
PURPLE = BEGUN + "accounts:\n  - {id: st-anna, name: 東京病院, health: purple}\n"


@dataclass(frozen=True)
class Seen:
    """What a person sees when a command has ended."""

    page: str
    """The text of the screen."""
    painted: str
    """The same with its colours as escape sequences."""
    cursor: str
    """The column and row where the cursor stands, from 0."""
    title: str
    """The title of the window."""


class Terminal:
    """A terminal of its own: a tmux server that no other one knows."""

    def __init__(self, folder: Path) -> None:
        self._socket = str(folder / "socket")
        self._count = 0
        self.folder = folder

    def tmux(self, *arguments: str) -> str:
        """One command to the server."""
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}
        environment.pop("TMUX", None)
        command = [TMUX or "tmux", "-u", "-S", self._socket, "-f", "/dev/null", *arguments]
        ran = subprocess.run(command, capture_output=True, check=True, env=environment, timeout=60)
        return ran.stdout.decode()

    def show(self, *arguments: str, width: int = 80, **env: str) -> Seen:
        """Runs `codesign …` in a new window of 60 rows and waits for its end."""
        self._count += 1
        name = f"window{self._count}"
        settings = {"LC_ALL": "C.UTF-8", "TERM": "tmux-256color", **env}
        words = [f"{key}={shlex.quote(value)}" for key, value in settings.items()]
        words += [shlex.quote(word) for word in (sys.executable, "-m", "codesign_cli", *arguments)]
        tmux = f"{shlex.quote(TMUX or 'tmux')} -S {shlex.quote(self._socket)}"
        command = f"env -u NO_COLOR -u FORCE_COLOR {' '.join(words)}"
        script = f"{command}; printf 'status %s' $?; {tmux} wait-for -S {name}; read _"
        self.tmux(
            "new-session", "-d", "-s", name, "-x", str(width), "-y", "60", "-c", str(self.folder), script
        )
        self.tmux("wait-for", name)
        page = self.tmux("capture-pane", "-p", "-t", name).rstrip("\n") + "\n"
        painted = self.tmux("capture-pane", "-p", "-e", "-t", name)
        told = self.tmux("display-message", "-p", "-t", name, "#{cursor_x},#{cursor_y} #{pane_title}")
        self.tmux("kill-session", "-t", name)
        cursor, _, title = told.strip().partition(" ")
        return Seen(page, painted, cursor, title)

    def close(self) -> None:
        """Ends the server."""
        subprocess.run([TMUX or "tmux", "-S", self._socket, "kill-server"], capture_output=True, check=False)


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    opened = Terminal(tmp_path_factory.mktemp("t"))
    opened.tmux("new-session", "-d", "-s", "keep", "read _")
    yield opened
    opened.close()


def piped(terminal: Terminal, *arguments: str) -> str:
    """The same command without a terminal, with its status as `show` prints it."""
    shown = run(*arguments, folder=terminal.folder)
    return f"{shown.out}{shown.err}status {shown.status}\n"


def test_findings_are_painted_and_say_the_same(terminal: Terminal) -> None:
    (terminal.folder / "program.yaml").write_text(PURPLE)
    arguments = ("validate", "program.yaml", "--as-of", "2026-02-23")
    seen = terminal.show(*arguments)
    assert seen.page == piped(terminal, *arguments)
    lines = seen.painted.split("\n")
    red = r"\x1b\[(?:\d+;)*31m"  # tmux tells the same colours in one sequence or in two
    assert re.search(rf"{red}error", lines[0])
    assert re.search(rf"{red}\^{{6}}", lines[2])
    assert not re.search(red, lines[1])


@pytest.mark.parametrize("env", [{"TERM": "dumb"}, {"NO_COLOR": "1"}])
def test_a_terminal_without_colour(env: dict[str, Any], terminal: Terminal) -> None:
    (terminal.folder / "program.yaml").write_text(PURPLE)
    arguments = ("validate", "program.yaml", "--as-of", "2026-02-23")
    seen = terminal.show(*arguments, **env)
    assert ESC not in seen.painted
    assert seen.page == piped(terminal, *arguments)


def test_a_terminal_of_the_c_locale(terminal: Terminal) -> None:
    (terminal.folder / "program.yaml").write_text(PURPLE.replace("東京病院", "Tokyo"))
    seen = terminal.show("validate", "program.yaml", "--as-of", "2026-02-23", LC_ALL="C")
    assert seen.page == (
        "program.yaml:7:40  error  FIL004 invalid-value\n"
        "    7 |   - {id: st-anna, name: Tokyo, health: purple}\n"
        "      |                                        ^^^^^^\n"
        "   `health` is `purple`; use green, yellow or red.\n"
        "\n"
        "File 1 error\n"
        "status 1\n"
    )


@pytest.mark.parametrize("locale", ["C.UTF-8", "C"])
@pytest.mark.parametrize("term", ["tmux-256color", "dumb"])
@pytest.mark.parametrize("width", [80, 60])
def test_a_document_fits_the_terminal(width: int, term: str, locale: str, terminal: Terminal) -> None:
    """No line is broken by the terminal, and a plain terminal gets no frames."""
    shutil.copy(CLEAN / "running.yaml", terminal.folder / "running.yaml")
    arguments = ("agenda", "running.yaml", "--session", "3", "--as-of", "2026-02-23", "--output", "page.txt")
    seen = terminal.show(*arguments[:-2], width=width, TERM=term, LC_ALL=locale)
    assert "status 0" in seen.page
    whole = terminal.show("explain", "ROL305", width=width, TERM=term, LC_ALL=locale)
    for page in (seen.page, whole.page):
        assert all(len(line) <= width for line in page.split("\n"))
        assert page.isascii() or locale != "C"
        assert locale != "C" or not any(sign in page for sign in "│─━┼╭╰")
    assert (ESC in whole.painted) == (term != "dumb")


HOSTILE = (
    f"{ESC}]0;owned\x07", f"{ESC}]2;owned{ESC}\\", f"{ESC}[2J{ESC}[H", f"{ESC}[10;40Hhere", f"{ESC}[?1049h",
    f"{ESC}[8mgone", "\x9b2J", "\x9d0;owned\x9c", "over\rwritten", "\b\b\bback", "\x0e", "\u202egnp",
)  # fmt: skip


def test_nothing_in_a_file_acts_on_the_terminal(terminal: Terminal) -> None:
    """The page is what a pipe gets, the cursor stands where it ends, the window keeps its title."""
    accounts = "".join(
        f"  - id: a{number}\n    name: {ascii_yaml(text)}\n    {ascii_yaml(text)}: 1\n"
        for number, text in enumerate(HOSTILE)
    )
    name = f"pro{HOSTILE[0]}{HOSTILE[2]}gram.yaml"
    (terminal.folder / name).write_text(BEGUN + "accounts:\n" + accounts)
    title = terminal.show("--version").title
    for extra in ((), ("--format", "concise"), ("--verbose",), ("--color", "always")):
        arguments = ("validate", name, "--as-of", "2026-02-23", "--quiet", *extra)
        seen = terminal.show(*arguments, width=500)
        expected = piped(terminal, *arguments)
        if "--color" not in extra:
            assert seen.page.split("\n")[-60:] == expected.split("\n")[-60:]
        rows = min(len(expected.rstrip("\n").split("\n")), 60)
        assert seen.cursor == f"{len('status 1')},{rows - 1}"
        assert seen.title == title
        assert "owned" not in seen.title


def test_nothing_in_a_program_acts_in_a_document(terminal: Terminal) -> None:
    program = (CLEAN / "running.yaml").read_text()
    for old, text in zip(
        ("Dana Ruiz", "The revised drawer", "Northwind Freight", "Choosing new owners"), HOSTILE, strict=False
    ):
        program = program.replace(old, ascii_yaml(text))
    (terminal.folder / "acts.yaml").write_text(program)
    title = terminal.show("--version").title
    for form in ("terminal", "markdown", "json"):
        arguments = ("agenda", "acts.yaml", "--session", "3", "--as-of", "2026-02-23", "--format", form)
        seen = terminal.show(*arguments, width=100)
        assert seen.page.endswith("status 0\n")
        assert seen.cursor.startswith(f"{len('status 0')},")
        assert seen.title == title


def ascii_yaml(text: str) -> str:
    """A text in double quotes, its odd characters as escapes of YAML."""
    import json

    return json.dumps(text, ensure_ascii=True)
