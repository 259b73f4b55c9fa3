"""The workflow files of `docs/ci`, every step of them, on twenty programs with a history."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.command import Screen, run
from tests.test_known import WHO, commit, git_

ROOT = Path(__file__).resolve().parent.parent
CI = ROOT / "docs" / "ci"
RUNNING = (ROOT / "tests" / "clean" / "running.yaml").read_text()
DAY = "2026-02-23T09:00:00+01:00"
WRONG = RUNNING.replace("- Dashboards", "- Choosing new owners")
LATE = "2027-06-01T09:00:00+01:00"


def steps(name: str) -> list[dict[str, Any]]:
    """The steps of a workflow's one job."""
    workflow = yaml.safe_load((CI / name).read_text("utf-8"))
    (job,) = workflow["jobs"].values()
    found: list[dict[str, Any]] = job["steps"]
    return found


def play(name: str, checkout: Path, summary: Path, *more: str) -> Screen:
    """Runs the commands of a workflow as GitHub would: the last one's screen, once those before it have passed."""
    (command,) = (step["run"] for step in steps(name) if "codesign " in step.get("run", ""))
    program, *arguments = shlex.split(command)
    assert program == "codesign"
    env: dict[str, Any] = {**WHO, "GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary)}
    return run(*arguments, *more, folder=checkout, **env)


@pytest.fixture
def team(tmp_path: Path) -> Path:
    """Twenty programs and their history: the thirteenth has stated something wrong for long."""
    folder = tmp_path / "team"
    (folder / "programs").mkdir(parents=True)
    git_(folder, "init", "--quiet", "--initial-branch=main")
    for number in range(20):
        text = (WRONG if number == 13 else RUNNING).replace("id: bulk-transfer", f"id: program-{number}", 1)
        (folder / "programs" / f"{number:02}.yaml").write_text(text)
        if number % 5 == 4:
            commit(folder, f"Program {number}", GIT_COMMITTER_DATE="2026-02-16T09:00:00+01:00")
    return folder


def pull_request(team: Path, tmp_path: Path, day: str = DAY) -> Path:
    """What a runner checks out: the merge of what lies in the work tree into main, two commits deep."""
    git_(team, "checkout", "--quiet", "-b", "change")
    commit(team, "The change", GIT_COMMITTER_DATE=day)
    git_(team, "checkout", "--quiet", "main")
    commit(team, "Meanwhile", GIT_COMMITTER_DATE=day)
    git_(team, "merge", "--quiet", "--no-ff", "-m", "Merge", "change", GIT_COMMITTER_DATE=day)
    depth = next(
        step["with"]["fetch-depth"]
        for step in steps("pull-request.yml")
        if "checkout" in step.get("uses", "")
    )
    git_(tmp_path, "clone", "--quiet", f"--depth={depth}", f"file://{team}", "checkout")
    return tmp_path / "checkout"


@pytest.fixture
def summary(tmp_path: Path) -> Path:
    """The file of the step summary."""
    return tmp_path / "summary.md"


def test_a_pull_request_that_states_nothing_wrong_passes(team: Path, tmp_path: Path, summary: Path) -> None:
    (team / "programs" / "03.yaml").write_text(RUNNING + "# a remark\n")
    git_(team, "mv", "programs/13.yaml", "programs/thirteen.yaml")
    shown = play("pull-request.yml", pull_request(team, tmp_path), summary)
    assert (shown.status, "::error" in shown.out) == (0, False)
    assert "1 finding was already there at HEAD^1: not shown." in shown.err


def test_a_pull_request_that_states_something_wrong_fails_at_its_line(
    team: Path, tmp_path: Path, summary: Path
) -> None:
    (team / "programs" / "03.yaml").write_text(WRONG)
    shown = play("pull-request.yml", pull_request(team, tmp_path), summary)
    assert shown.status == 1
    assert re.findall(r"^::error file=([^,]+),line=(\d+)", shown.out, re.MULTILINE) == [
        ("programs/03.yaml", str(WRONG[: WRONG.rindex("- Choosing new owners")].count("\n") + 1))
    ]
    assert "SCO106" in summary.read_text()


def test_the_calendar_turns_no_pull_request_red_and_the_nightly_run_tells(
    team: Path, tmp_path: Path, summary: Path
) -> None:
    (team / "programs" / "07.yaml").write_text(RUNNING.replace("Permissions model", "Permissions"))
    checkout = pull_request(team, tmp_path, LATE)
    assert play("pull-request.yml", checkout, summary).status == 0
    nightly = play("nightly.yml", checkout, summary, "--as-of", LATE[:10])
    assert nightly.status == 1
    late = set(re.findall(r"^(\S+?):\d+:\d+  error  ", nightly.out, re.MULTILINE))
    assert late <= {f"programs/{number:02}.yaml" for number in range(20)}
    assert len(late) > 1
    assert "SCO106" not in nightly.out
    assert re.search(r"^ +20  error    EXP440 debrief-missing$", nightly.out, re.MULTILINE)
    assert "EXP440" in summary.read_text()


def test_the_readme_shows_what_both_steps_print(team: Path, tmp_path: Path, summary: Path) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    section = readme[readme.index("## Twenty programs") : readme.index("## More")]
    stated, owed = re.findall(r"```text\n(.*?)```", section, re.DOTALL)
    (team / "programs" / "03.yaml").write_text(WRONG)
    checkout = pull_request(team, tmp_path)
    shown = play("pull-request.yml", checkout, summary, "--format", "text")
    assert shown.err + shown.out == stated
    assert play("nightly.yml", checkout, summary, "--as-of", LATE[:10]).out.endswith("\n\n" + owed)


def test_both_files_install_the_package_and_ask_for_no_more_than_they_need() -> None:
    for name in ("pull-request.yml", "nightly.yml"):
        workflow = yaml.safe_load((CI / name).read_text("utf-8"))
        assert workflow["permissions"] == {"contents": "read"}
        assert 'pip install "codesign-cli==0.1.*"' in next(
            step["run"] for step in steps(name) if step.get("name") == "Install"
        )
        assert not any("${{" in step.get("run", "") for step in steps(name))


def test_the_page_shows_what_the_files_run() -> None:
    page = (ROOT / "docs" / "gating.md").read_text("utf-8")
    for name in ("pull-request.yml", "nightly.yml"):
        command = next(step["run"] for step in steps(name) if "codesign " in step.get("run", ""))
        assert command in page
