"""Start-up stays light: which packages each command loads, and that no module of ours compiles a pattern."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from codesign_cli import __main__, __version__
from tests.test_known import commit, git_

ROOT = Path(__file__).resolve().parent.parent
CLEAN = ROOT / "examples" / "shift-swap.yaml"
FINISHED = ROOT / "examples" / "freight-claims.yaml"
BROKEN = ROOT / "examples" / "everything-wrong.yaml"

RUN = """
import sys
from codesign_cli.__main__ import main
sys.argv[0] = "codesign"
try:
    main()
except SystemExit as end:
    status = end.code or 0
else:
    status = 0
sys.stdout.flush()
print("\\n" + repr({"status": status, "modules": sorted(sys.modules)}), file=sys.stderr)
"""

PATTERNS = """
import importlib, json, pkgutil, re, sys
from pathlib import Path
import codesign_cli

home = str(Path(codesign_cli.__file__).parent)
compiled = []
true_compile = re._compile

def watched(pattern, flags):
    frame = sys._getframe(1)
    while frame is not None and frame.f_globals.get("__name__", "").split(".")[0] == "re":
        frame = frame.f_back
    if frame is not None and frame.f_code.co_filename.startswith(home):
        compiled.append(f"{frame.f_globals['__name__']}:{frame.f_lineno} {pattern!r}")
    return true_compile(pattern, flags)

re._compile = watched
loaded = []
for module in pkgutil.walk_packages(codesign_cli.__path__, "codesign_cli."):
    loaded.append(importlib.import_module(module.name).__name__)
print(json.dumps({"compiled": compiled, "loaded": loaded}))
"""

COMPILED = """
import sys
from pathlib import Path
import codesign_cli
from codesign_cli.__main__ import main

home = str(Path(codesign_cli.__file__).parent)
asked = []
PLUMBING = ("typing.py", "inspect.py", "collections", "dataclasses.py")

def watched(event, arguments):
    if event != "compile":
        return
    frame = sys._getframe(1)
    while frame is not None and any(part in frame.f_code.co_filename for part in PLUMBING):
        frame = frame.f_back
    if frame is not None and frame.f_code.co_filename.startswith(home):
        asked.append(f"{frame.f_code.co_filename.removeprefix(home)}:{frame.f_lineno}")

sys.addaudithook(watched)
sys.argv[0] = "codesign"
try:
    main()
except SystemExit:
    pass
print("\\n" + repr(asked), file=sys.stderr)
"""

HEAVY = frozenset({"rich", "ruamel", "markdown_it", "pygments", "importlib.metadata", "asyncio", "tomllib"})
"""What no piped command has any use for where nothing is configured. (Typer brings subprocess and difflib.)"""


HISTORY = "<a program in a repository>"
"""Stands for the path of a program that git knows and that has changed since."""


@dataclass(frozen=True)
class Case:
    """A command line, and what it may not load."""

    arguments: tuple[str, ...]
    without: frozenset[str]
    """Packages that stay unloaded."""
    status: int = 0


def on(example: Path) -> tuple[str, ...]:
    """The example with its own day."""
    day = example.read_text(encoding="utf-8").splitlines()[0].removeprefix("# as-of:").strip()
    return (str(example), "--as-of", day)


def case_table() -> dict[str, Case]:
    """Every command, piped. A new command gets a line here."""
    bare = HEAVY | {"typer", "pydantic", "pydantic_core", "yaml", "json", "re", "dataclasses", "zoneinfo"}
    reading = HEAVY | {"pydantic"}
    others = {f"codesign_cli.render.{name}" for name in ("github", "gitlab", "jsonl", "junit", "sarif")}
    clean = reading | {"hashlib", "json"} | others  # fingerprints are for findings
    return {
        "--version": Case(("--version",), bare),
        "-V": Case(("-V",), bare),
        "--help": Case(("--help",), HEAVY | {"pydantic", "pydantic_core", "yaml"}),
        "validate clean": Case(("validate", *on(CLEAN)), clean),
        "validate broken": Case(("validate", *on(BROKEN)), reading | others, 1),
        "validate concise": Case(("validate", *on(BROKEN), "--format", "concise"), reading, 1),
        "validate json": Case(("validate", *on(BROKEN), "--format", "json"), reading, 1),
        "validate --since": Case(("validate", HISTORY, "--since", "HEAD", *on(CLEAN)[1:]), reading | others),
        "diff": Case(("diff", "HEAD", HISTORY, *on(CLEAN)[1:]), reading | others),
        "agenda": Case(("agenda", *on(CLEAN), "--session", "3"), reading),
        "agenda json": Case(("agenda", *on(CLEAN), "--session", "3", "--format", "json"), reading),
        "agenda html": Case(("agenda", *on(CLEAN), "--session", "3", "--format", "html"), reading | others),
        "debrief": Case(("debrief", *on(FINISHED)), reading),
        "agenda for a customer": Case(
            ("agenda", *on(CLEAN), "--session", "3", "--audience", "customer"), reading
        ),
        "invite": Case(("invite", *on(CLEAN)), reading),
        "brief": Case(("brief", *on(CLEAN)), reading),
        "preview": Case(("preview", *on(CLEAN)), reading),
        "debrief for a customer": Case(("debrief", *on(FINISHED), "--account", "kestrel-foods"), reading),
        "summary": Case(("summary", *on(FINISHED), "--account", "kestrel-foods"), reading),
        "thanks": Case(("thanks", *on(FINISHED), "--account", "kestrel-foods"), reading),
        "calls": Case(("calls", *on(FINISHED)), reading),
        "retro": Case(("retro", *on(FINISHED)), reading | others),
        "memo": Case(("memo", *on(FINISHED)), reading),
        "memo for customers": Case(("memo", *on(FINISHED), "--audience", "customer"), reading),
        "handoff": Case(("handoff", *on(FINISHED)), reading),
        "explain": Case(("explain", "COH202"), HEAVY | {"pydantic", "pydantic_core"}),
        "rules": Case(("rules",), HEAVY | {"pydantic", "pydantic_core", "yaml"}),
        "schema": Case(("schema",), HEAVY | {"pydantic", "yaml"}),
        "completion": Case(("completion", "bash"), HEAVY | {"pydantic", "pydantic_core", "yaml", "json"}),
    }


CASES = case_table()


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """One run before the others, so that what the program keeps between runs is there."""
    subprocess.run([sys.executable, "-c", RUN, "validate", *on(CLEAN)], capture_output=True, check=False)


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The path of a program that was committed and then changed."""
    folder = tmp_path_factory.mktemp("history")
    program, text = folder / "program.yaml", CLEAN.read_text(encoding="utf-8")
    program.write_text(text, encoding="utf-8")
    git_(folder, "init", "--quiet")
    commit(folder)
    program.write_text(text.replace("title: ", "title: The ", 1), encoding="utf-8")
    return str(program)


@pytest.mark.parametrize("name", CASES)
def test_a_command_loads_only_what_it_needs(name: str, history: str) -> None:
    case = CASES[name]
    arguments = [history if word == HISTORY else word for word in case.arguments]
    ended = subprocess.run(
        [sys.executable, "-c", RUN, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    told = ast.literal_eval(ended.stderr.splitlines()[-1])
    assert told["status"] == case.status, ended.stderr
    assert sorted(case.without.intersection(told["modules"])) == []


@pytest.mark.parametrize("arguments", [("validate", *on(CLEAN)), ("agenda", *on(CLEAN), "--session", "3")])
def test_a_run_compiles_the_constructors_of_the_records_it_makes_and_nothing_else(
    arguments: tuple[str, ...],
) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", COMPILED, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    asked = ast.literal_eval(ended.stderr.splitlines()[-1])
    assert [place for place in asked if not place.startswith("/record.py:")] == []
    assert 0 < len(asked) < 60


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_a_bare_version_is_answered_at_the_door(
    option: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["codesign", option])
    __main__.main()
    assert capsys.readouterr().out == f"codesign {__version__}\n"


def test_everything_else_goes_to_the_command_line_and_ends_with_its_status(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["codesign", "validate", *on(BROKEN)])
    with pytest.raises(SystemExit) as ended:
        __main__.main()
    assert ended.value.code == 1
    assert "EXP440" in capsys.readouterr().out


def test_no_module_compiles_a_pattern_when_it_is_imported() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", PATTERNS], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert ended.returncode == 0, ended.stderr
    told = json.loads(ended.stdout)
    assert told["compiled"] == []
    assert "codesign_cli.rules" in told["loaded"]
