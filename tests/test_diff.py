"""`diff REV`: what changed in meaning, on real repositories; nothing about the way it is written."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign_cli.documents.diff import build, layout
from codesign_cli.documents.diff.compare import differences
from codesign_cli.load import load
from codesign_cli.render import markdown
from tests.command import Screen, run
from tests.laid import clean
from tests.test_known import WHO, commit, git_, inheriting
from tests.test_since import HOSTILE

RUNNING = clean("running").decode()
FINISHED = clean("finished").decode()
SCOPE = "    - The ownership record after a transfer\n"


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """A repository whose one commit holds a finished program."""
    folder = tmp_path / "repo"
    folder.mkdir()
    git_(folder, "init", "--quiet", "--initial-branch=main")
    (folder / "program.yaml").write_text(FINISHED)
    commit(folder)
    return folder


def diff(folder: Path, *arguments: object, **how: Any) -> Screen:
    """`diff` as Ada, after the program is over."""
    return run("diff", *arguments, "--as-of", "2026-08-03", folder=folder, **{**WHO, **how})


def told(folder: Path, *arguments: object, **how: Any) -> list[str]:
    """The sentence of each change."""
    return [change["text"] for change in diff(folder, *arguments, "-f", "json", **how).json["changes"]]


def test_the_page_begins_with_what_somebody_has_to_answer_for(repo: Path) -> None:
    text = FINISHED.replace(SCOPE, f"{SCOPE}    - Reports for auditors\n", 1).replace(
        "minutes: 30", "minutes: 45"
    )
    text = text.replace("final: incorporated", "final: deferred", 1).replace(
        "ga: 2026-04-28", "ga: 2026-05-12"
    )
    (repo / "program.yaml").write_text(text)
    shown = diff(repo, "main")
    assert (shown.status, shown.err) == (0, "")
    assert shown.out == (
        "What changed in Bulk ownership transfer                                                   since main\n\n"
        "4 changes of meaning since main, 2 of which somebody has to answer for.\n\n"
        "What somebody has to answer for\n\n"
        "  • `Reports for auditors` was not in scope when session 1 (4 Feb) was held, and is in scope now.\n"
        "    Park it or give it a program of its own; if it stays, say so and why when the next session\n"
        "    opens. (SCO132, line 22)\n"
        "  • Halden Works was told that F02 is incorporated, and it is deferred now. Let CS call Halden Works\n"
        "    and say what changed and why. (EXP458, line 233)\n\n"
        "Dates and sessions\n\n"
        "  • The release moved from 28 Apr 2026 to 12 May 2026. (line 51)\n\n"
        "Closing\n\n"
        "  • Debrief, minutes: was 30, is 45 now. (line 292)\n"
    )


def test_another_way_of_writing_the_same_is_no_change(repo: Path) -> None:
    from codesign_cli.source import read

    data = read("p", FINISHED.encode()).data
    for key in ("accounts", "feedback"):
        data[key].reverse()
    data["feature"]["in_scope"].reverse()
    data["title"] = data["title"]
    del data["kind"], data["sessions"][1]["number"], data["sessions"][0]["purpose"]
    (repo / "program.yaml").write_text("# all new\n" + json.dumps(dict(reversed(data.items())), default=str))
    shown = diff(repo, "main")
    assert shown.out.splitlines()[2:] == ["Nothing changed in meaning since main."]
    assert diff(repo, "main", "-f", "json").json["changes"] == []


def test_an_id_that_was_changed_is_told_once(repo: Path) -> None:
    renamed = FINISHED.replace("corvus", "corvus-labs").replace("F02", "F20")
    (repo / "program.yaml").write_text(renamed)
    assert [line for line in diff(repo, "main").out.splitlines() if line.startswith("  •")] == [
        "  • Corvus Labs, id: was `corvus`, is `corvus-labs` now. (line 105)",
        "  • F20 of Halden Works, id: was `F02`, is `F20` now. (line 223)",
    ]


def test_spaces_and_line_breaks_within_a_text_are_no_change(repo: Path) -> None:
    (repo / "program.yaml").write_text(
        FINISHED.replace("    Hello,\n    we would", "    Hello,  \n\n    we  would")
    )
    assert diff(repo, "main").out.splitlines()[2:] == ["Nothing changed in meaning since main."]


@pytest.mark.parametrize(
    ("was", "became", "sentence"),
    [
        ("    health: yellow", "    health: red", "The health of Halden Works was yellow and is red now."),
        ("Halden Works", "Halden Group", "Halden Works is called Halden Group now."),
        (
            "    pm_read: investigate",
            "    pm_read: decline",
            "Product read F01 of Northwind Freight as decline, after investigate.",
        ),
        ("severity: minor", "severity: blocker", "F04 of Northwind Freight, severity: was `minor`, is `blocker` now."),
        (
            "at: 2026-02-18T16:00",
            "at: 2026-02-19T16:00",
            "Session 2 moved from Wed 18 Feb 2026, 16:00 to Thu 19 Feb 2026, 16:00.",
        ),
        ("    - Mobile app\n", "", "Feature, out of scope: `Mobile app` was taken out."),
        ("recognition:\n", "parked:\n  - idea: Rebuild it\nrecognition:\n", "The parked idea `Rebuild it` is new."),
        ("  adoption_90_days: 0.46", "  adoption_90_days: 0.5", "Outcomes, adoption 90 days: was 0.46, is 0.5 now."),
        (
            "they_say: Half of them are temporary",
            "they_say: Most of them are temporary",
            "Session 1, correction of Northwind Freight, they say: was `Half of them are temporary`, "
            "is `Most of them are temporary` now.",
        ),
        (
            "chosen because a transfer starts from a person and not from a task.",
            "chosen because a transfer starts from a person and not from a spreadsheet.",
            "Feature, approach: was `… not from a task.`, is `… not from a spreadsheet.` now.",
        ),
    ],
)  # fmt: skip
def test_a_change_is_one_plain_sentence(repo: Path, was: str, became: str, sentence: str) -> None:
    assert was in FINISHED
    (repo / "program.yaml").write_text(FINISHED.replace(was, became, 1))
    assert told(repo, "main") == [sentence]


def test_each_change_names_what_from_to_and_the_line_where_it_stands_or_stood(repo: Path) -> None:
    (repo / "program.yaml").write_text("# one line more\n" + FINISHED.replace("    - Mobile app\n", ""))
    (change,) = diff(repo, "main", "-f", "json").json["changes"]
    line = FINISHED[: FINISHED.index("- Mobile app")].count("\n") + 1
    keys = ("what", "from", "to", "file", "line", "version", "consequence", "rule")
    assert [change[key] for key in keys] == [
        "feature.out_of_scope[2]", "Mobile app", "", "program.yaml", line, "before", False, None,
    ]  # fmt: skip


def test_what_comes_and_goes_is_told_whole(repo: Path) -> None:
    (repo / "program.yaml").write_text(RUNNING)
    sentences = told(repo, "main")
    assert not any("was decided" in text for text in sentences)
    assert any("Disagreement" in text or "disagreement" in text for text in sentences)
    commit(repo)
    (repo / "program.yaml").write_text(FINISHED)
    sentences = told(repo, "HEAD")
    assert "F03 of Corvus Labs was decided on 20 Mar 2026 by Priya Nair: incorporated." in sentences
    assert "The preview was shared on 16 Apr 2026 by Priya Nair." in sentences
    assert "Northwind Freight was told about F01 on 2 Apr 2026 by Tom Okafor (call)." in sentences
    assert "Session 3 was held." in sentences


def test_what_happened_is_told_once_and_what_is_corrected_later_by_itself(repo: Path) -> None:
    (repo / "program.yaml").write_text(RUNNING)
    commit(repo)
    (repo / "program.yaml").write_text(FINISHED)
    sentences = told(repo, "HEAD")
    assert len(sentences) == len(set(sentences))
    assert not any(
        ", told, " in text or ", decided: " in text or text.startswith("Preview, by") for text in sentences
    )
    commit(repo)
    text = FINISHED.replace("      how: call", "      how: meeting", 1).replace(
        "on: 2026-04-02", "on: 2026-04-03", 1
    )
    (repo / "program.yaml").write_text(text)
    assert told(repo, "HEAD") == [
        "F01 of Northwind Freight, told, day: was 2 Apr 2026, is 3 Apr 2026 now.",
        "F01 of Northwind Freight, told, how: was `call`, is `meeting` now.",
    ]


def test_changes_of_two_entries_can_be_told_apart(repo: Path) -> None:
    (repo / "program.yaml").write_text(FINISHED.replace("on: 2026-01-12", "on: 2026-01-13"))
    sentences = told(repo, "main")
    assert len(sentences) == len(set(sentences)) == 2


def test_an_account_in_the_place_of_another_is_told_once(repo: Path) -> None:
    (repo / "program.yaml").write_text(RUNNING)
    commit(repo, GIT_COMMITTER_DATE="2026-02-20T09:00:00+01:00")
    text = (
        RUNNING.replace("corvus", "aster")
        .replace("Corvus Labs", "Aster Mills")
        .replace("Ada Quist", "Ben Aalto")
    )
    (repo / "program.yaml").write_text(text)
    sentences = told(repo, "HEAD")
    assert "Aster Mills came after session 1 while Corvus Labs is no longer in the file." in sentences
    assert not any("among the accounts" in text or "came into the cohort" in text for text in sentences)


def test_one_change_is_one(repo: Path) -> None:
    (repo / "program.yaml").write_text(FINISHED.replace("health: yellow", "health: red"))
    alone = "1 change of meaning since main, which does not alter what customers had been told or what they had said."
    assert alone in " ".join(diff(repo, "main").out.split())


def test_formats_and_outputs_are_those_of_every_document(repo: Path) -> None:
    (repo / "program.yaml").write_text(FINISHED.replace("health: yellow", "health: red"))
    shown = diff(repo, "main", "-f", "markdown", "-o", "a.md", "-f", "html", "-o", "a.html", "-f", "json")
    assert shown.json["document"] == "diff"
    assert "- The health of Halden Works was yellow and is red now. (line 91)" in (repo / "a.md").read_text()
    assert "<li>The health of Halden Works" in (repo / "a.html").read_text()
    wrong = diff(repo, "main", "-f", "yaml")
    assert (wrong.status, wrong.err.count("\n")) == (2, 1)


def test_a_renamed_file_is_followed_and_a_new_one_is_all_new(repo: Path) -> None:
    os.rename(repo / "program.yaml", repo / "other.yaml")
    (repo / "other.yaml").write_text(FINISHED.replace("health: yellow", "health: red"))
    assert told(repo, "main", "other.yaml") == ["The health of Halden Works was yellow and is red now."]
    (repo / "new.yaml").write_text("# nothing like it\n" * 400 + RUNNING)
    shown = diff(repo, "main", "new.yaml")
    assert shown.status == 0
    assert shown.out.endswith("The program was not there at main: all of it is new.\n")


def test_line_ends_that_a_checkout_changes_are_no_change(repo: Path) -> None:
    (repo / ".gitattributes").write_text("*.yaml text eol=crlf\n")
    commit(repo)
    (repo / "program.yaml").write_bytes(FINISHED.replace("\n", "\r\n").encode())
    assert told(repo, "main") == []


@pytest.mark.parametrize("before", [(), ("--",)])
@pytest.mark.parametrize("revision", ["--upload-pack=touch x", "-x"])
def test_a_revision_that_looks_like_an_option_is_one_sentence(
    repo: Path, revision: str, before: tuple[str, ...]
) -> None:
    how: dict[str, Any] = {"folder": repo, **WHO}
    shown = run("diff", *before, revision, **how)
    assert (shown.status, shown.out, shown.err.count("\n")) == (2, "", 1)
    assert sorted(os.listdir(repo)) == [".git", "program.yaml"]


def test_what_git_cannot_give_is_one_sentence(repo: Path, tmp_path: Path) -> None:
    commit(repo)
    git_(tmp_path, "clone", "--quiet", "--depth=1", f"file://{repo}", "clone")
    shallow = diff(tmp_path / "clone", "HEAD~1")
    assert (shallow.status, shallow.err.count("\n"), "`fetch-depth: 0`" in shallow.err) == (2, 1, True)
    (tmp_path / "alone").mkdir()
    (tmp_path / "alone" / "program.yaml").write_text(FINISHED)
    alone = diff(tmp_path / "alone", "HEAD", GIT_CEILING_DIRECTORIES=str(tmp_path))
    assert (alone.status, alone.err) == (
        2,
        "codesign: program.yaml is in no git repository, so nothing can be compared with HEAD. "
        "Name a file of a checkout.\n",
    )
    other = diff(repo, "main", GIT_TEST_ASSUME_DIFFERENT_OWNER="1")
    assert (other.status, f"--add safe.directory {repo}\n" in other.err) == (2, True)
    (repo / "program.yaml").write_text("codesign: [\n")
    commit(repo)
    (repo / "program.yaml").write_text(FINISHED)
    broken = diff(repo, "main")
    assert (
        broken.status,
        broken.err.endswith("could not be read as a program at main. Name a later revision.\n"),
    ) == (
        2,
        True,
    )


def test_values_that_were_mistakes_are_not_told_as_changes(repo: Path) -> None:
    (repo / "program.yaml").write_text(FINISHED.replace("severity: blocker", "severity: blokker"))
    commit(repo)
    (repo / "program.yaml").write_text(FINISHED)
    shown = diff(repo, "main")
    assert "Nothing changed in meaning since main." in shown.out
    assert "The file had mistakes at main" in shown.out


def test_a_teams_defaults_of_then_and_now_are_compared_too(repo: Path) -> None:
    (repo / "codesign.toml").write_text('[defaults]\nstrategy = "Overlaid"\n')
    (repo / "program.yaml").write_text(re.sub("(?m)^strategy:.*\n", "", FINISHED))
    commit(repo)
    (repo / "codesign.toml").write_text('[defaults]\nstrategy = "Another"\n')
    (change,) = diff(repo, "main", "-f", "json").json["changes"]
    assert (change["text"], change["file"], change["line"]) == (
        "Strategy: was `Overlaid`, is `Another` now.",
        "codesign.toml",
        2,
    )


def test_a_team_that_left_with_the_configuration_is_told_as_a_change(tmp_path: Path) -> None:
    inheriting(tmp_path / "repo")
    git_(tmp_path / "repo", "rm", "--quiet", "programs/codesign.toml")
    env: dict[str, Any] = WHO
    told = run("diff", "HEAD", "programs/a.yaml", folder=tmp_path / "repo", **env).out
    assert "Team" in told
    assert "`Priya Nair` was taken out" in told


def test_a_team_with_sentences_of_its_own_for_other_documents_has_the_page_too(repo: Path) -> None:
    from codesign_cli.documents.debrief import PHRASES

    (repo / "codesign.toml").write_text(f'[phrases.debrief]\n{next(iter(PHRASES))} = "Good day."\n')
    assert "Nothing changed in meaning since main." in diff(repo, "main").out


def test_values_act_in_no_format(repo: Path) -> None:
    was = FINISHED.replace("name: Halden Works", f"name: {json.dumps(HOSTILE)}")
    (repo / "program.yaml").write_text(was)
    commit(repo)
    now = was.replace("- Mobile app", f"- {json.dumps(HOSTILE)}").replace("health: yellow", "health: red")
    (repo / "program.yaml").write_text(now.replace("final: incorporated", "final: declined", 1))
    for format in ("terminal", "markdown", "html"):
        shown = diff(repo, "main", "-f", format, "--color", "always" if format == "terminal" else "never")
        assert shown.status == 0
        assert "\x1b[31m" not in shown.out
        assert format == "terminal" or not re.search(r"(?<!\\)<img", shown.out)
        assert not any(line.startswith("::") for line in shown.out.splitlines())


EDITS = (
    ("health: yellow", "health: green"), ("severity: minor", "severity: blocker"), ("F04", "F14"),
    ("Dashboards", "Charts"), ("minutes: 75", "minutes: 80"), ("- Corvus", "- Korvus"), ("Dana Ruiz", "Dana R."),
    ("until summer", "until autumn"), ("icp: adjacent", "icp: edge"), ("built_for: northwind", "built_for: halden"),
    ("2026-04-02", "2026-04-03"), ("triage: act-now", "triage: discover"), ("team: sales", "team: support"),
)  # fmt: skip
"""Small changes of meaning."""


@given(st.lists(st.sampled_from(EDITS), unique=True))
def test_a_difference_is_told_where_the_programs_differ_and_only_there(edits: list[tuple[str, str]]) -> None:
    text = FINISHED
    for was, became in edits:
        text = text.replace(was, became)
    before, after = (load("p.yaml", one.encode(), stem="p") for one in (FINISHED, text))
    assert before.program is not None
    assert after.program is not None
    found = list(differences(before.program, after.program))
    assert bool(found) == (repr(before.program) != repr(after.program))
    assert list(differences(after.program, after.program)) == []
    facts = build(before, after, "main")
    assert len(facts.others) == len(found)
    assert all(change.text.endswith(".") and change.line > 0 for change in facts.others)
    assert markdown.render(layout(facts))
