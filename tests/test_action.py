"""The GitHub Action: its steps run here as GitHub runs them, no input of it acts, and linters take all of it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml

from tests.command import BEGUN

ROOT = Path(__file__).resolve().parent.parent
CI = ROOT / "docs" / "ci"
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS = {step.get("id", step["name"]): step for step in ACTION["runs"]["steps"]}
WRONG = BEGUN + "accounts:\n  - {id: halden, name: Halden, health: red}\n"
HOSTILE = "$(touch acted)`touch acted`\"'; touch acted #${IFS}%0A::error::x"

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed here")


@dataclass
class Job:
    """One run of the action: its inputs and what its steps have said so far."""

    folder: Path
    inputs: dict[str, str] = field(default_factory=dict)
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)
    log: str = ""

    def value(self, text: str) -> str:
        """A text with GitHub's expressions worked out."""

        def look(match: re.Match[str]) -> str:
            kind, _, rest = match[1].partition(".")
            if kind == "inputs":
                return self.inputs.get(rest, str(ACTION["inputs"][rest]["default"]))
            if kind == "steps":
                step, _, name = rest.partition(".outputs.")
                return self.outputs.get(step, {}).get(name, "")
            assert match[1] == "github.action_path"
            return str(ROOT)

        return re.sub(r"\$\{\{ (\S+) \}\}", look, text)

    def run(self, name: str, **more: str) -> int:
        """Runs the shell of a step as GitHub's runner does, and returns its status."""
        step = STEPS[name]
        output, summary, script = (self.folder.parent / f"{name}.{end}" for end in ("out", "md", "sh"))
        script.write_text(step["run"])
        output.write_text("")
        env = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR")}
        env |= {
            "GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(summary), "GITHUB_ACTIONS": "true",
            "RUNNER_TEMP": str(self.folder.parent), "GITHUB_WORKSPACE": str(self.folder), "LC_ALL": "C.UTF-8",
        }  # fmt: skip
        env |= {key: self.value(text) for key, text in step.get("env", {}).items()} | more
        ended = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.folder / self.value(step.get("working-directory", ".")),
            env=env, capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        self.log = ended.stdout + ended.stderr
        said = [line.split("=", 1) for line in output.read_text("utf-8").splitlines()]
        self.outputs[name] = dict(said)
        return ended.returncode

    def validate(self) -> int:
        """The last step, with the code under test in place of an installed package."""
        self.outputs["install"] = {"python": sys.executable}
        return self.run("validate")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A checkout with one program that has an error, and a file that is none."""
    checkout = tmp_path / "check out"
    (checkout / "programs").mkdir(parents=True)
    (checkout / "programs" / "one.yaml").write_text(WRONG)
    (checkout / "other.yaml").write_text("services: {}\n")
    return checkout


def test_no_step_has_an_expression_in_its_script() -> None:
    for step in STEPS.values():
        assert "${{" not in step.get("run", "")
        assert "run" not in step or step["shell"] == "bash"


def test_each_input_is_used_and_each_default_is_text() -> None:
    used = set(re.findall(r"inputs\.([\w-]+)", (ROOT / "action.yml").read_text("utf-8")))
    assert used == set(ACTION["inputs"])
    assert all(
        isinstance(value["default"], str) and value["description"] for value in ACTION["inputs"].values()
    )


def test_the_findings_become_annotations_and_a_table(folder: Path) -> None:
    job = Job(folder, {"as-of": "2026-02-23", "paths": "programs\n\nother.yaml\r\n"})
    assert job.validate() == 1
    assert job.outputs["validate"] == {"status": "1"}
    assert re.search(r"^::error file=programs/one\.yaml,line=\d+.*COH202", job.log, re.MULTILINE)
    assert "other.yaml is not a program" in job.log
    assert "COH202" in (folder.parent / "validate.md").read_text("utf-8")


def test_a_clean_program_in_another_folder_passes_without_a_summary(folder: Path) -> None:
    (folder / "programs" / "one.yaml").write_text(BEGUN)
    job = Job(folder, {"as-of": "2026-02-23", "summary": "false", "working-directory": "programs"})
    assert job.validate() == 0
    assert job.outputs["validate"] == {"status": "0"}
    assert not (folder.parent / "validate.md").exists()


def test_a_sarif_report_is_written_beside_the_annotations(folder: Path) -> None:
    job = Job(
        folder, {"as-of": "2026-02-23", "paths": "programs", "sarif": "codesign.sarif", "basis": "stated"}
    )
    assert job.validate() == 1
    assert '"COH202"' in (folder / "codesign.sarif").read_text("utf-8")
    assert "::error file=programs/one.yaml" in job.log


def test_more_options_are_words_one_a_line(folder: Path) -> None:
    given = "--select\nCOH201\n--fail-on\ninfo\n--quiet"
    job = Job(folder, {"as-of": "2026-02-23", "paths": "programs", "args": given})
    assert job.validate() == 0, job.log


@pytest.mark.parametrize(
    "name", [name for name in ACTION["inputs"] if name not in ("version", "working-directory")]
)
def test_no_input_acts(name: str, folder: Path) -> None:
    job = Job(folder, {"as-of": "2026-02-23", "paths": "programs", name: HOSTILE})
    assert job.validate() in (0, 1, 2)
    assert not list(folder.parent.rglob("acted"))
    assert not re.search(r"^::error::x", job.log, re.MULTILINE)


FAKE = """#!/bin/sh
# A Python that only notes what it is asked: `-m venv FOLDER` makes a folder with another of its kind.
for word; do last=$word; done
case "$*" in
    "-m venv "*) mkdir -p "$last/bin"; cp "$0" "$last/bin/python" ;;
    "-m pip install "*) printf '%s\\n' "$last" >"$RUNNER_TEMP/installed" ;;
esac
"""


def install(folder: Path, version: str) -> tuple[int, str, Job]:
    """Runs the installing step with a stand-in for Python: its status, what pip was given, and the job."""
    fake = folder.parent / "fake python"
    fake.write_text(FAKE)
    fake.chmod(0o755)
    job = Job(folder, {"version": version}, {"python": {"name": str(fake)}})
    status = job.run("install")
    given = folder.parent / "installed"
    return status, given.read_text().rstrip("\n") if given.exists() else "", job


@pytest.mark.parametrize(
    ("version", "asked"),
    [
        ("", str(ROOT)),
        ("0.1.2", "codesign-cli==0.1.2"),
        ("==0.1.*", "codesign-cli==0.1.*"),
        (">=0.1, <0.3", "codesign-cli>=0.1, <0.3"),
    ],
)
def test_the_version_that_is_asked_for_is_installed(version: str, asked: str, folder: Path) -> None:
    status, given, job = install(folder, version)
    assert (status, given) == (0, asked)
    assert job.outputs["install"]["python"].endswith("/bin/python")


@pytest.mark.parametrize(
    "version", [HOSTILE, "-r x.txt", "[x]", "evil", " @ file:///x", "@ file:///x", "0.1\n0.2"]
)
def test_what_is_no_version_installs_nothing(version: str, folder: Path) -> None:
    status, given, job = install(folder, version)
    assert (status, given) == (2, "")
    assert "The input version is a version" in job.log
    assert not list(folder.parent.rglob("acted"))


def test_python_is_set_up_only_where_there_is_none_that_will_do(folder: Path) -> None:
    job = Job(folder)
    assert job.run("python") == 0
    found = job.outputs["python"]["name"]
    assert found in ("python3", "python")
    (folder.parent / "empty").mkdir()
    bash = shutil.which("bash")
    assert bash
    (folder.parent / "empty" / "bash").symlink_to(bash)
    assert job.run("python", PATH=str(folder.parent / "empty")) == 0
    assert job.outputs["python"] == {}
    assert STEPS["Set up Python"]["if"] == "steps.python.outputs.name == ''"


# Linters that others wrote


def linted(command: list[str], *more: str) -> None:
    """Fails with what a linter says; skips where it is not installed."""
    path = shutil.which(command[0], path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if path is None:
        pytest.skip(f"{command[0]} is not installed here")
    ended = subprocess.run([path, *command[1:], *more], capture_output=True, text=True, cwd=ROOT, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr


WORKFLOWS = sorted(str(path.relative_to(ROOT)) for path in CI.glob("*.yml"))


def fenced(page: str, kind: str) -> list[str]:
    """The blocks of a page in one language."""
    return re.findall(rf"```{kind}\n(.*?)```", (ROOT / "docs" / page).read_text("utf-8"), re.DOTALL)


def test_zizmor_finds_nothing_in_the_action_and_the_workflows(tmp_path: Path) -> None:
    shown = [block for block in fenced("ci.md", "yaml") if "runs-on:" in block]
    files = []
    for number, block in enumerate(shown):
        files.append(tmp_path / f"{number}.yml")
        files[-1].write_text(block)
    config = ["--config", "docs/ci/zizmor.yaml", "--offline"]
    linted(["zizmor"], *config, "action.yml", *WORKFLOWS, *map(str, files))


@pytest.mark.parametrize(
    ("schema", "files"), [("vendor.github-actions", ["action.yml"]), ("vendor.github-workflows", WORKFLOWS)]
)
def test_action_and_workflows_have_the_form_that_their_schema_asks_for(schema: str, files: list[str]) -> None:
    linted(["check-jsonschema", "--builtin-schema", schema], *files)


def test_the_blocks_to_copy_have_the_form_that_their_readers_ask_for(tmp_path: Path) -> None:
    for number, block in enumerate(fenced("ci.md", "yaml")):
        file = tmp_path / f"{number}.yml"
        file.write_text(block)
        if "repos:" not in block:
            schema = "vendor.github-workflows" if "runs-on:" in block else "vendor.gitlab-ci"
            linted(["check-jsonschema", "--builtin-schema", schema], str(file))


def test_shellcheck_finds_nothing_in_the_scripts(tmp_path: Path) -> None:
    scripts = [str(ROOT / "dev"), str(ROOT / ".ci" / "run")]
    for name, step in STEPS.items():
        if "run" in step:
            file = tmp_path / f"{name}.sh"
            file.write_text("#!/bin/bash\n" + step["run"])
            scripts.append(str(file))
    linted(["shellcheck"], *scripts)
    linted(["shellcheck", "--shell=bash"], *(str(path) for path in (ROOT / "src").rglob("shells/*.bash")))
