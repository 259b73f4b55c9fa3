"""The manual page: every command and option is on it, and each renderer takes it without a word."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typer

from codesign_cli.cli.app import application

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "man" / "codesign.1"
ALIAS = PAGE.with_name("codesign-cli.1")
GROUP: Any = typer.main.get_command(application())
AWKWARD = [
    ".so /etc/passwd",
    "'br",
    "a\\fBb \\(aq \\n[x]",
    "--as-of -1",
    'it\'s "so" ~ ^ `x',
    "a…z ×",
    "ab " * 25 + ".so x",
]


@pytest.fixture(scope="module")
def man_page() -> ModuleType:
    sys.path.insert(0, str(ROOT / "docs"))
    try:
        import man_page

        return man_page
    finally:
        sys.path.remove(str(ROOT / "docs"))


def rendered(command: list[str], given: str) -> str:
    """What a renderer makes of a page, without bold and underline; fails on any warning."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed here")
    ended = subprocess.run(
        command, input=given, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert ended.stderr == ""
    assert ended.returncode == 0
    plain = re.sub(r"\x1b\[[0-9;]*m|.\x08", "", ended.stdout)
    return plain.replace("\u2010", "-").replace("\u2212", "-").replace("\u2019", "'")


RENDERERS = {
    "groff": ["groff", "-man", "-ww", "-Tutf8", "-Kutf8"],
    "man": ["man", "--warnings", "--local-file", "-"],
    "mandoc": ["mandoc", "-Tutf8", "-W", "warning,stop"],
}


@pytest.mark.parametrize("name", RENDERERS)
def test_each_renderer_shows_every_command_and_option_and_warns_of_nothing(
    name: str, man_page: ModuleType
) -> None:
    shown = rendered(RENDERERS[name], man_page.page())
    for command in GROUP.commands.values():
        if not command.hidden:
            assert re.search(rf"^   ?{command.name}$", shown, re.MULTILINE), command.name
            for parameter in command.params:
                for option in parameter.opts:
                    assert not option.startswith("--") or re.search(rf"(?m)^ +(-., )?{option}\b", shown), (
                        option
                    )
    for heading in ("NAME", "SYNOPSIS", "EXAMPLES", "EXIT STATUS", "ENVIRONMENT", "FILES"):
        assert re.search(rf"(?m)^{heading}$", shown)
    assert "codesign validate program.yaml --as-of 2026-03-09\n" in shown


@pytest.mark.parametrize("name", RENDERERS)
def test_no_text_acts_on_the_page(name: str, man_page: ModuleType) -> None:
    body = "\n.PP\n".join(man_page.prose(text.replace("`", "´")) for text in AWKWARD)
    shown = rendered(RENDERERS[name], f'.TH T 1 "2026-01-01" "t" "t"\n.SH NAME\nt \\- t\n.SH TEXT\n{body}\n')
    flat = re.sub(r"\s+", "", shown)
    for text in AWKWARD:
        assert re.sub(r"\s+", "", text.replace("`", "´")) in flat


def test_the_page_is_plain_ascii_that_every_tool_takes() -> None:
    assert PAGE.read_text("ascii").startswith('.\\" generated')
    assert ALIAS.read_text("ascii") == ".so man1/codesign.1\n"


def test_the_other_name_leads_to_the_same_page(tmp_path: Path) -> None:
    if shutil.which("man") is None:
        pytest.skip("man is not installed here")
    folder = tmp_path / "man1"
    folder.mkdir()
    for file in (PAGE, ALIAS):
        shutil.copy(file, folder)
    ended = subprocess.run(
        ["man", "--manpath", str(tmp_path), "codesign-cli"], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    assert "Interrupted" in ended.stdout
