"""What is shipped: wheel and sdist hold what they must and nothing else, and run where they are installed.

The tests marked `packages` install into new environments, with the newest and the lowest versions of what the package
needs, on every Python here; `./dev packages` runs them, for some minutes and with a package index in reach.
"""

from __future__ import annotations

import email
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from codesign_cli import __version__

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
SHIPPED = tuple(PROJECT["tool"]["hatch"]["build"]["targets"]["sdist"]["include"])
ALWAYS = {"pyproject.toml", "README.md", "LICENSE", ".gitignore"}
COMMANDS = ("codesign", "codesign-cli")
NEWEST, LOWEST, PURE, SDIST = "newest", "lowest", "without-c", "sdist"


def quiet(command: list[str | Path], **how: object) -> str:
    """Runs a command that has to succeed, away from the sources, and returns its standard output."""
    env = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "GITHUB_ACTIONS")}
    settings: dict[str, object] = {"env": env, **how}
    ended = subprocess.run(
        list(map(str, command)), capture_output=True, text=True, encoding="utf-8", check=False, **settings
    )  # type: ignore[call-overload]
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return str(ended.stdout)


@dataclass(frozen=True)
class Built:
    """What a release consists of."""

    wheel: Path
    sdist: Path


def build(source: Path, folder: Path) -> Built:
    """Builds both from a source tree, with the builder that is installed beside the tests."""
    pytest.importorskip("hatchling", reason="hatchling is not installed here")
    quiet([sys.executable, "-m", "hatchling", "build", "--directory", folder], cwd=source)
    (wheel,), (sdist,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    return Built(wheel, sdist)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Wheel and sdist of what lies here."""
    return build(ROOT, tmp_path_factory.mktemp("dist"))


@cache
def tracked() -> frozenset[str]:
    """The files of the repository that git knows, and that are there."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("this is no checkout of git's")
    return frozenset(name for name in listed.stdout.split("\0") if name and (ROOT / name).exists())


def new() -> set[str]:
    """Files that git does not know yet: somebody is at work on them."""
    return set(quiet(["git", "ls-files", "-z", "--others", "--exclude-standard"], cwd=ROOT).split("\0")) - {
        ""
    }


def names(sdist: Path) -> set[str]:
    """The files of an sdist, relative to its one folder."""
    with tarfile.open(sdist) as archive:
        return {member.name.partition("/")[2] for member in archive.getmembers() if member.isfile()}


def test_the_wheel_holds_the_package_its_data_and_the_manual_and_nothing_else(built: Built) -> None:
    package = {name.removeprefix("src/") for name in tracked() | new() if name.startswith("src/")}
    data, info = (
        f"codesign_cli-{__version__}.data/data/share/man/man1",
        f"codesign_cli-{__version__}.dist-info",
    )
    with zipfile.ZipFile(built.wheel) as archive:
        held = set(archive.namelist())
    assert {name for name in held if name.startswith("codesign_cli/")} == package
    assert held - package == {
        f"{data}/codesign.1", f"{data}/codesign-cli.1", f"{info}/METADATA", f"{info}/RECORD", f"{info}/WHEEL",
        f"{info}/entry_points.txt", f"{info}/licenses/LICENSE",
    }  # fmt: skip
    assert {"codesign_cli/py.typed", "codesign_cli/rules/words_data/index"} <= held


def test_the_sdist_holds_what_its_tests_need_and_no_junk(built: Built) -> None:
    def ships(name: str) -> bool:
        return name in ALWAYS or any(name == one[1:] or name.startswith(f"{one[1:]}/") for one in SHIPPED)

    held = names(built.sdist)
    assert held - {"PKG-INFO"} - new() == {name for name in tracked() if ships(name)}
    left = {name for name in tracked() if not ships(name)}
    assert {name for name in left if name.startswith(("tests", "docs", "src", "examples"))} == set()
    assert {"tests/conftest.py", "docs/ci/nightly.yml", "action.yml", "dev"} <= held


def test_the_wheel_of_the_sdist_is_the_wheel_of_the_repository(built: Built, tmp_path: Path) -> None:
    with tarfile.open(built.sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (source,) = tmp_path.iterdir()
    again = build(source, tmp_path / "dist")
    assert (
        hashlib.sha256(again.wheel.read_bytes()).digest() == hashlib.sha256(built.wheel.read_bytes()).digest()
    )


def test_the_metadata_say_what_is_needed_and_which_commands_there_are(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as archive:
        told = email.message_from_bytes(archive.read(f"codesign_cli-{__version__}.dist-info/METADATA"))
        commands = archive.read(f"codesign_cli-{__version__}.dist-info/entry_points.txt").decode()
    needed = [line for line in told.get_all("Requires-Dist", []) if "extra ==" not in line]
    stated = PROJECT["project"]["dependencies"]
    bare = [
        {re.split(r"[<>=]", line)[0].lower().replace("-", ".") for line in lines}
        for lines in (needed, stated)
    ]
    assert bare[0] == bare[1]
    assert told["Requires-Python"] == ">=3.11"
    assert re.findall(r"^(\S+) = codesign_cli\.__main__:main$", commands, re.MULTILINE) == list(COMMANDS)


def test_every_lower_bound_is_stated() -> None:
    assert [line for line in PROJECT["project"]["dependencies"] if ">=" not in line] == []


@pytest.mark.parametrize("module", ["typer", "rich", "pydantic_core", "ruamel"])
def test_a_missing_package_is_one_sentence(module: str, tmp_path: Path) -> None:
    code = (
        f"import sys; sys.modules[{module!r}] = None; sys.argv[0] = 'codesign'\n"
        "from codesign_cli.__main__ import main; main()"
    )
    (tmp_path / "program.yaml").write_text("codesign: 1\ntitle: t\nfeature: {name: [}\n")
    arguments = ["rules", "--color", "always"] if module == "rich" else ["validate"]
    ended = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=tmp_path,
        env={**os.environ, "CODESIGN_CACHE_DIR": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.stderr == (
        f"codesign: The Python package {module} is missing. "
        "Install codesign-cli again: python -m pip install codesign-cli\n"
    )
    assert (ended.returncode, ended.stdout) == (2, "")


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Mars/Olympus"])
def test_zones_that_nobody_brings_are_no_mistake_of_the_file(zone: str, tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['tzdata'] = None; sys.argv[0] = 'codesign'\n"
        "from codesign_cli.__main__ import main; main()"
    )
    (tmp_path / "program.yaml").write_text(f"codesign: 1\ntitle: t\ntimezone: {zone}\n")
    for without_cache in ("", str(tmp_path)):
        ended = subprocess.run(
            [sys.executable, "-c", code, "validate"], cwd=tmp_path, capture_output=True, text=True, check=False,
            env={**os.environ, "PYTHONTZPATH": "", "CODESIGN_CACHE_DIR": without_cache},
        )  # fmt: skip
        assert (ended.returncode, ended.stdout) == (2, "")
        assert ended.stderr.startswith("codesign: The Python package tzdata is missing. Install codesign-cli")


# In new environments


def pythons() -> list[str]:
    """Every Python here that the package serves, by version, the one that runs the tests first."""
    found = {sys.version_info[:2]: sys.executable}
    for minor in range(11, 20):
        path = shutil.which(f"python3.{minor}")
        home = Path(os.environ.get("PYENV_ROOT", "~/.pyenv")).expanduser() / "versions"
        for candidate in [path, *sorted(home.glob(f"3.{minor}.*/bin/python"))]:
            code = "import sys, ensurepip; print(*sys.version_info[:2])"
            told = candidate and subprocess.run(
                [candidate, "-c", code], capture_output=True, text=True, check=False
            )
            if told and told.stdout.split() == ["3", str(minor)]:
                found.setdefault((3, minor), str(candidate))
    return [found[version] for version in sorted(found)]


def label(python: str) -> str:
    """How a Python is called in the name of a test."""
    return quiet([python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]).strip()


def cases() -> list[tuple[str, str]]:
    """Which Python with what: the newest of everything on each; lowest, sdist and pure on the oldest."""
    every = pythons()
    return [*((python, NEWEST) for python in every), *((every[0], how) for how in (LOWEST, SDIST, PURE))]


def pins() -> list[str]:
    """The lowest version of each dependency."""
    stated = (re.match(r"([\w.-]+)>=([\w.]+)", line) for line in PROJECT["project"]["dependencies"])
    return [f"{match[1]}=={match[2]}" for match in stated if match]


@dataclass(frozen=True)
class Environment:
    """An environment in which the package is installed."""

    folder: Path

    def run(self, command: str, *arguments: object, cwd: Path = ROOT / "examples") -> tuple[int, str, str]:
        """Runs an installed command: status, standard output and standard error."""
        env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        ended = subprocess.run(
            [str(self.folder / "bin" / command), *map(str, arguments)],
            cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False,
            env={**env, "CODESIGN_CACHE_DIR": str(self.folder / "cache"), "LC_ALL": "C.UTF-8"},
        )  # fmt: skip
        return ended.returncode, ended.stdout, ended.stderr


@pytest.fixture(scope="module")
def installed(
    built: Built, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Environment:
    """The package in a new environment of one Python, with one choice of what it needs."""
    python, how = request.param
    folder = tmp_path_factory.mktemp("environment") / "with a space"
    quiet([python, "-m", "venv", folder])
    pip: list[str | Path] = [
        folder / "bin" / "python",
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ]
    quiet([*pip, built.sdist if how == SDIST else built.wheel, *(pins() if how == LOWEST else ())])
    if how == PURE:
        extensions = list(folder.glob("lib/*/site-packages/yaml/_yaml*"))
        assert extensions
        for file in extensions:
            file.unlink()
    return Environment(folder)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test for each environment; only where they are asked for, since looking for Pythons takes its time."""
    if "installed" in metafunc.fixturenames:
        asked = "packages" in (metafunc.config.getoption("markexpr") or "").replace("not packages", "")
        some = cases() if asked else [(sys.executable, NEWEST)]
        metafunc.parametrize(
            "installed", some, ids=[f"{label(python)}-{how}" for python, how in some], indirect=True
        )


@pytest.mark.packages
def test_an_installed_package_runs(installed: Environment, built: Built, tmp_path: Path) -> None:
    with zipfile.ZipFile(built.wheel) as archive:
        archive.extractall(tmp_path)
    assert "No broken requirements" in quiet([installed.folder / "bin" / "python", "-m", "pip", "check"])
    for command in COMMANDS:
        assert installed.run(command, "--version") == (0, f"codesign {__version__}\n", "")
    assert installed.run("python", "-m", "codesign_cli", "--version")[1] == f"codesign {__version__}\n"
    for example in sorted((ROOT / "examples").glob("*.yaml")):
        day = example.read_text("utf-8").splitlines()[0].removeprefix("# as-of:").strip()
        words = ["validate", example.name, "--as-of", day, "--format", "json"]
        here = [sys.executable, "-m", "codesign_cli", *words]
        env = {**os.environ, "PYTHONPATH": str(tmp_path)}
        ours = subprocess.run(here, cwd=example.parent, env=env, capture_output=True, text=True, check=False)
        assert installed.run("codesign", *words) == (ours.returncode, ours.stdout, ours.stderr)
    for line in (
        "agenda shift-swap.yaml --session 1",
        "explain theatre --color always",
        "rules",
        "schema",
        "completion bash",
    ):
        status, out, err = installed.run("codesign", *line.split())
        assert (status, err, bool(out)) == (0, "", True), line
    assert (installed.folder / "share" / "man" / "man1" / "codesign.1").read_text().startswith('.\\"')
    assert (installed.folder / "share" / "man" / "man1" / "codesign-cli.1").exists()


@pytest.mark.packages
def test_pre_commit_itself_runs_the_hook(tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("pre-commit")
    if not program.exists():
        pytest.skip("pre-commit is not installed here")
    if shutil.which("git") is None:
        pytest.skip("git is not installed here")
    ours, team = tmp_path / "codesign", tmp_path / "team"
    for name in tracked() | new():
        (ours / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, ours / name)
    team.mkdir()
    (team / "a program.yaml").write_text((ROOT / "tests" / "clean" / "running.yaml").read_text("utf-8"))
    (team / "compose.yml").write_text("services: {}\n")
    who = ["-c", "user.name=T", "-c", "user.email=t@example.com"]
    for folder in (ours, team):
        quiet(["git", "init", "--quiet"], cwd=folder)
        quiet(["git", "add", "--all"], cwd=folder)
        quiet(["git", *who, "commit", "--quiet", "--message", "x"], cwd=folder)

    def hook(*which: str) -> subprocess.CompletedProcess[str]:
        env = {
            name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "GITHUB_ACTIONS")
        }
        env |= {"PRE_COMMIT_HOME": str(tmp_path / "home"), "PRE_COMMIT_COLOR": "never"}
        command = [program, "try-repo", ours, "codesign-validate", "--verbose", *which]
        return subprocess.run(
            list(map(str, command)), cwd=team, env=env, capture_output=True, text=True, check=False
        )

    first = hook("--all-files")
    if "PyPI" in first.stderr or "Could not find a version" in first.stdout:
        pytest.skip("no package index is in reach")
    assert first.returncode == 0, first.stdout + first.stderr
    assert re.search(r"^codesign validate\.+Passed$", first.stdout, re.MULTILINE)
    assert "compose.yml is not a program" in first.stdout
    assert hook("--files", "compose.yml").returncode == 0
    wrong = (team / "a program.yaml").read_text("utf-8").replace("- Dashboards", "- Choosing new owners")
    (team / "a program.yaml").write_text(wrong)
    failed = hook("--files", "a program.yaml", "compose.yml")
    assert failed.returncode == 1
    assert re.search(r"^a program\.yaml:\d+:\d+ +error +SCO106", failed.stdout, re.MULTILINE)
