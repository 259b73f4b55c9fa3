"""What was known before: `--baseline`, `--new-from`, `--as-of commit` and `--statistics`, on real repositories."""

from __future__ import annotations

import json
import os
import re
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign_cli import git
from codesign_cli.baseline import parse, unknown_of
from codesign_cli.errors import CodesignError
from codesign_cli.finding import Finding, Span
from tests.command import BEGUN, Screen, run, validate

WHO = {
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
    "GIT_AUTHOR_DATE": "2026-02-20T10:00:00+01:00",
    "GIT_COMMITTER_DATE": "2026-02-21T15:30:00+01:00",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}
PURPLE = BEGUN + "accounts:\n  - id: st-anna\n    name: St. Anna\n    health: purple\n"
TWICE = PURPLE + "  - id: hill\n    name: Hill\n    health: mauve\n"


def git_(folder: Path, *arguments: str, **env: str) -> str:
    """Runs git as Ada, whatever the machine's own configuration says."""
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        env={**os.environ, **WHO, **env},
        capture_output=True,
        check=True,
    )
    return done.stdout.decode()


def commit(folder: Path, message: str = "x", **env: str) -> None:
    """Commits everything in `folder`."""
    git_(folder, "add", "--all")
    git_(folder, "commit", "--quiet", "--allow-empty", "-m", message, **env)


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """A repository whose one commit holds a program with one mistake."""
    folder = tmp_path / "repo"
    folder.mkdir()
    git_(folder, "init", "--quiet", "--initial-branch=main")
    (folder / "program.yaml").write_text(PURPLE)
    commit(folder)
    return folder


def checked(folder: Path, *arguments: object, **how: Any) -> Screen:
    """`validate` as JSON, as Ada."""
    return validate(*arguments, "--format", "json", folder=folder, **{**WHO, **how})


def told(screen: Screen) -> list[tuple[str, str]]:
    """Code and path of each finding."""
    return [(found["code"], found["path"]) for found in screen.findings]


# A baseline


def finding(message: str = "m", severity: Any = "error") -> Finding:
    """A finding in one text."""
    return Finding(
        "EXP405",
        "roadmap-promise",
        severity,
        "expectation",
        "p.yaml",
        Span(1, 1, 1, 2),
        "a",
        "a",
        message,
        "",
    )


def test_what_the_baseline_lists_is_counted_and_neither_shown_nor_failing(tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text(PURPLE)
    first = checked(tmp_path, "--baseline", "known.json", "--write-baseline")
    assert (first.status, first.findings) == (0, [])
    assert first.err == "known.json now lists 1 finding.\n"
    again = checked(tmp_path, "--baseline", "known.json")
    assert (again.status, again.findings, again.json["summary"]["baseline"]) == (0, [], 1)
    assert again.err == "1 finding is in known.json: not shown.\n"
    assert checked(tmp_path).status == 1


def test_a_known_finding_survives_moved_lines_and_another_of_its_kind_does_not_hide_behind_it(
    tmp_path: Path,
) -> None:
    program = tmp_path / "program.yaml"
    program.write_text(PURPLE)
    checked(tmp_path, "--baseline", "known.json", "--write-baseline")
    head, account = BEGUN, TWICE.removeprefix(BEGUN)
    program.write_text("# a comment\n\n" + head + account)
    shown = checked(tmp_path, "--baseline", "known.json")
    assert (shown.status, told(shown)) == (1, [("FIL004", "accounts[1].health")])


def test_what_is_put_before_a_known_finding_in_a_list_does_not_make_it_new(repo: Path) -> None:
    scope = "  in_scope: [Export]\n  out_of_scope: [{}export]\n"
    about = "disagreements:\n  {}- {{about: Colour, shade: red}}\n"
    program = repo / "program.yaml"
    program.write_text(BEGUN + scope.format("") + about.format(""))
    commit(repo)
    checked(repo, "--baseline", "known.json", "--write-baseline")
    assert [found["name"] for found in checked(repo).findings] == ["overlapping-boundary", "unknown-key"]
    more = about.format("- {about: Size, width: 3}\n  ")
    program.write_text(BEGUN + scope.format("Import, ") + more)
    for option in (("--baseline", "known.json"), ("--new-from", "HEAD")):
        new = checked(repo, *option)
        assert told(new) == [("FIL003", "disagreements[0].width")]
        assert "2 findings" in new.err


def test_the_baseline_counts_repeats(tmp_path: Path) -> None:
    twice = [finding(message="one"), finding(message="two")]
    assert unknown_of([*twice, finding(message="three")], twice) == [finding(message="three")]
    assert unknown_of([finding(message="new words"), *twice], twice[:1]) != []
    assert len(unknown_of([finding(message=str(n)) for n in range(5)], twice)) == 3


def test_what_became_graver_is_not_known() -> None:
    mild, grave = finding(severity="info"), finding(severity="error")
    assert unknown_of([grave], [mild]) == [grave]
    assert unknown_of([mild], [grave]) == []


def test_what_was_set_aside_is_new_once_it_is_not() -> None:
    assert unknown_of([finding()], [finding()._replace(waived=True)]) == [finding()]


FINDINGS = st.builds(
    finding, message=st.sampled_from("abc"), severity=st.sampled_from(["error", "warning", "info"])
)


@given(st.lists(FINDINGS), st.lists(FINDINGS))
def test_each_former_finding_stands_for_one(before: list[Finding], more: list[Finding]) -> None:
    assert unknown_of(before, before) == []
    new = unknown_of([*before, *more], before)
    assert len(new) >= len(more)
    for severity in ("error", "warning", "info"):
        added = [f for f in more if f.severity == severity]
        assert len([f for f in new if f.severity == severity]) <= len(added) + len(before)
    errors = [f for f in [*before, *more] if f.severity == "error"]
    known = [f for f in before if f.severity == "error"]
    assert len([f for f in new if f.severity == "error"]) == len(errors) - len(known)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(["version", "findings", "file", "code", "count", "severity"]), inner
            )
        ),
    )
    | st.builds(
        lambda items: {"version": 1, "findings": items}, st.lists(st.dictionaries(st.text(), st.text()))
    )
)
def test_any_json_is_a_baseline_or_a_sentence(data: object) -> None:
    with suppress(CodesignError):
        assert all(entry.times for entry in parse(json.dumps(data).encode(), "known.json"))


def test_stale_entries_are_told_in_one_line_and_fail_nothing(tmp_path: Path) -> None:
    program = tmp_path / "program.yaml"
    program.write_text(TWICE)
    checked(tmp_path, "--baseline", "known.json", "--write-baseline")
    program.write_text(PURPLE)
    shown = checked(tmp_path, "--baseline", "known.json")
    assert shown.status == 0
    assert shown.err.splitlines() == [
        "1 finding is in known.json: not shown.",
        "known.json lists 1 finding that is no longer there. Write it anew with --write-baseline.",
    ]
    assert not checked(tmp_path, "--baseline", "known.json", "--quiet").err


def test_entries_of_files_and_rules_that_did_not_run_are_neither_stale_nor_lost(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(PURPLE)
    checked(tmp_path, "a.yaml", "b.yaml", "--baseline", "known.json", "--write-baseline")
    before = (tmp_path / "known.json").read_text()
    assert "no longer there" not in checked(tmp_path, "a.yaml", "--baseline", "known.json").err
    assert "no longer there" not in checked(tmp_path, ".", "--select", "COH", "--baseline", "known.json").err
    checked(tmp_path, "a.yaml", "--baseline", "known.json", "--write-baseline")
    assert (tmp_path / "known.json").read_text() == before
    (tmp_path / "b.yaml").unlink()
    assert "1 finding that is no longer there" in checked(tmp_path, "a.yaml", "--baseline", "known.json").err
    checked(tmp_path, "a.yaml", "--baseline", "known.json", "--write-baseline")
    assert [entry["file"] for entry in json.loads((tmp_path / "known.json").read_text())["findings"]] == [
        "a.yaml"
    ]


def test_entries_of_a_file_that_cannot_be_read_now_are_neither_stale_nor_lost(tmp_path: Path) -> None:
    program = tmp_path / "program.yaml"
    program.write_text(TWICE)
    checked(tmp_path, "--baseline", "known.json", "--write-baseline")
    before = (tmp_path / "known.json").read_text()
    program.write_text("codesign: 1\ntitle: [\n")
    shown = checked(tmp_path, "--baseline", "known.json")
    assert (shown.status, shown.err) == (1, "")
    checked(tmp_path, "--baseline", "known.json", "--write-baseline")
    assert (tmp_path / "known.json").read_text() == before


def test_a_baseline_and_a_revision_together_leave_no_entry_stale(repo: Path) -> None:
    checked(repo, "--baseline", "known.json", "--write-baseline")
    (repo / "program.yaml").write_text(TWICE)
    shown = checked(repo, "--baseline", "known.json", "--new-from", "HEAD")
    assert told(shown) == [("FIL004", "accounts[1].health")]
    assert shown.err == "1 finding is in known.json: not shown.\n"


def test_paths_are_relative_to_the_baseline_and_it_is_sorted(tmp_path: Path) -> None:
    (tmp_path / "programs").mkdir()
    (tmp_path / "ci").mkdir()
    (tmp_path / "programs" / "b.yaml").write_text(TWICE)
    (tmp_path / "programs" / "a #1.yaml").write_text(PURPLE)
    checked(tmp_path, "programs", "--baseline", "ci/known.json", "--write-baseline")
    held = json.loads((tmp_path / "ci" / "known.json").read_text())
    assert held["version"] == 1
    assert [(entry["file"], entry["path"], entry["count"]) for entry in held["findings"]] == [
        ("../programs/a #1.yaml", "accounts[st-anna].health", 1),
        ("../programs/b.yaml", "accounts[hill].health", 1),
        ("../programs/b.yaml", "accounts[st-anna].health", 1),
    ]
    inside = checked(tmp_path / "programs", "b.yaml", "--baseline", "../ci/known.json")
    assert (inside.status, inside.json["summary"]["baseline"]) == (0, 2)


def test_a_baseline_never_hides_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text("codesign: 1\ntitle: [\n")
    shown = checked(tmp_path, "--baseline", "known.json", "--write-baseline")
    assert (shown.status, [code for code, _ in told(shown)]) == (1, ["FIL001"])
    assert "A baseline cannot hold FIL001" in shown.err
    assert json.loads((tmp_path / "known.json").read_text())["findings"] == []


def test_a_baseline_never_hides_a_rule_that_nothing_sets_aside(tmp_path: Path) -> None:
    text = (Path(__file__).parent / "clean" / "finished.yaml").read_text()
    (tmp_path / "program.yaml").write_text(text[: text.index("debrief:")])
    day = ("--as-of", "2027-03-01")
    shown = checked(tmp_path, *day, "--baseline", "known.json", "--write-baseline")
    codes = {code for code, _ in told(shown)}
    assert shown.status == 1
    assert codes
    entry = {"file": "program.yaml", "severity": "error", "count": 1}
    found = next(f for f in shown.findings if f["severity"] == "error")
    entry |= {"code": found["code"], "name": found["name"], "path": "x", "fingerprint": found["fingerprint"]}
    (tmp_path / "known.json").write_text(json.dumps({"version": 1, "findings": [entry]}))
    again = checked(tmp_path, *day, "--select", found["code"], "--baseline", "known.json")
    assert (again.status, [code for code, _ in told(again)]) == (1, [found["code"]])
    assert f"A baseline never hides {found['code']}: its entries for that count for nothing." in again.err


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "known.json is not JSON, so it is no baseline."),
        ("[" * 100_000, "known.json is not JSON, so it is no baseline."),
        ("\udcff", "known.json is not JSON, so it is no baseline."),
        ("[]", "known.json is no baseline: it has no list of `findings`."),
        ('{"version": 2, "findings": []}', "known.json is no baseline of version 1."),
        ('{"version": 1, "findings": [3]}', "Entry 1 of known.json is not one that a baseline holds."),
    ],
)
def test_what_is_no_baseline_is_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "program.yaml").write_text(PURPLE)
    (tmp_path / "known.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    shown = checked(tmp_path, "--baseline", "known.json")
    written = checked(tmp_path, "--baseline", "known.json", "--write-baseline")
    assert (written.status, written.err) == (2, shown.err)
    assert (tmp_path / "known.json").read_bytes() == text.encode("utf-8", "surrogateescape")
    assert (shown.status, shown.out) == (2, "")
    way = "Name the file that --write-baseline wrote, or write one under a new name."
    assert shown.err == f"codesign: {sentence} {way}\n"


@pytest.mark.parametrize("count", [0, -1, True, "1", 10**9, 1.5, None])
def test_an_entry_counts_something(count: object) -> None:
    entry = {"file": "a", "code": "b", "name": "c", "path": "d", "severity": "error", "fingerprint": "e"}
    raw = json.dumps({"version": 1, "findings": [{**entry, "count": count}]}).encode()
    with pytest.raises(CodesignError):
        parse(raw, "known.json")


def test_options_that_do_not_fit_are_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text(PURPLE)
    assert checked(tmp_path, "--write-baseline").err == (
        "codesign: --write-baseline does not say where. Name the file with --baseline FILE.\n"
    )
    both = checked(tmp_path, "--baseline", "b.json", "--write-baseline", "--new-from", "HEAD")
    assert (both.status, "do not go together" in both.err) == (2, True)
    missing = checked(tmp_path, "--baseline", "b.json")
    assert (missing.status, missing.err) == (
        2,
        "codesign: The baseline b.json is not there. Check its name, or write it with --write-baseline.\n",
    )


def test_options_that_do_not_fit_are_told_before_anything_is_looked_at(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("name: no program\n")
    alone = validate("a.yaml", "b.yaml", "--write-baseline", folder=tmp_path)
    assert (alone.status, alone.err) == (
        2,
        "codesign: --write-baseline does not say where. Name the file with --baseline FILE.\n",
    )


def test_the_findings_do_not_take_the_place_of_the_baseline(tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text(PURPLE)
    validate("--baseline", "b.json", "--write-baseline", folder=tmp_path)
    before = (tmp_path / "b.json").read_bytes()
    shown = validate("--baseline", "b.json", "-f", "json", "-o", "./b.json", folder=tmp_path)
    said = (
        "b.json is the baseline, and the findings would take its place. Give the findings another --output."
    )
    assert (shown.status, shown.err) == (2, f"codesign: {said}\n")
    assert (tmp_path / "b.json").read_bytes() == before


def test_a_silenced_discipline_is_not_ok(tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text(PURPLE)
    checked(tmp_path, "--baseline", "known.json", "--write-baseline")
    shown = validate("--baseline", "known.json", folder=tmp_path)
    assert shown.status == 0
    assert shown.out == ""
    assert "not shown" in shown.err


# Against a revision


def test_only_what_was_not_there_is_shown(repo: Path) -> None:
    same = checked(repo, "--new-from", "HEAD")
    assert (same.status, same.findings, same.json["summary"]["before"]) == (0, [], 1)
    assert same.err == "1 finding was already there at HEAD: not shown.\n"
    (repo / "program.yaml").write_text("# moved\n" + TWICE)
    shown = checked(repo, "--new-from", "main")
    assert (shown.status, told(shown)) == (1, [("FIL004", "accounts[1].health")])
    commit(repo)
    assert told(checked(repo, "--new-from", "HEAD~1")) == [("FIL004", "accounts[1].health")]


@pytest.mark.parametrize("known_to_git", [True, False])
def test_a_renamed_file_is_followed(repo: Path, known_to_git: bool) -> None:
    (repo / "more [of] it").mkdir()
    renamed = repo / "more [of] it" / "sw ap:*.yaml"
    os.rename(repo / "program.yaml", renamed)
    renamed.write_text(TWICE)
    if known_to_git:
        commit(repo)
    shown = checked(repo, str(renamed.relative_to(repo)), "--new-from", "HEAD~1" if known_to_git else "HEAD")
    assert told(shown) == [("FIL004", "accounts[1].health")]
    assert not git_(repo, "diff", "--cached", "--name-only")


def test_a_renamed_file_is_followed_whatever_the_configuration_of_git_says(repo: Path) -> None:
    git_(repo, "config", "diff.renameLimit", "1")
    git_(repo, "config", "diff.renames", "false")
    (repo / "second.yaml").write_text(PURPLE.replace("purple", "mauve"))
    commit(repo)
    for name in ("program.yaml", "second.yaml"):
        (repo / name).rename(repo / f"new-{name}")
        (repo / f"new-{name}").write_text((repo / f"new-{name}").read_text() + "# a remark\n")
    assert checked(repo, ".", "--new-from", "HEAD").findings == []


def test_programs_that_changed_names_are_told_apart(repo: Path) -> None:
    other = (Path(__file__).parent / "clean" / "running.yaml").read_text()
    (repo / "other.yaml").write_text(other.replace("    health: yellow", "    health: mauve"))
    commit(repo)
    git_(repo, "mv", "program.yaml", "aside.yaml")
    git_(repo, "mv", "other.yaml", "program.yaml")
    git_(repo, "mv", "aside.yaml", "other.yaml")
    assert checked(repo, ".", "--new-from", "HEAD").findings == []


def test_a_program_begun_under_the_name_of_one_that_was_put_aside_is_all_new(repo: Path) -> None:
    finished = (Path(__file__).parent / "clean" / "finished.yaml").read_text()
    (repo / "program.yaml").write_text(finished.replace("    health: yellow", "    health: mauve"))
    commit(repo)
    (repo / "archive").mkdir()
    git_(repo, "mv", "program.yaml", "archive/first.yaml")
    (repo / "program.yaml").write_text(PURPLE)
    shown = checked(repo, ".", "--new-from", "HEAD")
    assert [(found["file"], found["code"]) for found in shown.findings] == [("./program.yaml", "FIL004")]
    since = validate(".", "--since", "HEAD", "--as-of", "2026-08-03", folder=repo, **WHO)
    assert since.err == "./program.yaml was not there at HEAD, so nothing in it is compared.\n"


@pytest.mark.parametrize("revision", [":/the old", "HEAD^{/the old}", "main@{0}^", "HEAD^1", "@~1"])
def test_every_name_that_git_has_for_a_commit_will_do(repo: Path, revision: str) -> None:
    git_(repo, "commit", "--quiet", "--amend", "-m", "the old one")
    (repo / "program.yaml").write_text(TWICE)
    commit(repo, "the newer one")
    assert told(checked(repo, "--new-from", revision)) == [("FIL004", "accounts[1].health")]


def test_a_new_file_is_all_new(repo: Path) -> None:
    (repo / "other.yaml").write_text("# nothing like the first one\n" * 60 + TWICE)
    shown = checked(repo, ".", "--new-from", "HEAD")
    assert [(found["file"], found["code"]) for found in shown.findings] == [("./other.yaml", "FIL004")] * 2


def test_a_file_whose_place_in_the_index_was_taken_is_still_compared(repo: Path) -> None:
    git_(repo, "rm", "--quiet", "--cached", "program.yaml")
    (repo / "program.yaml").write_text(TWICE)
    assert told(checked(repo, "--new-from", "HEAD")) == [("FIL004", "accounts[1].health")]


def test_line_ends_that_a_checkout_changes_are_no_difference(repo: Path) -> None:
    (repo / ".gitattributes").write_text("*.yaml text eol=crlf\n")
    commit(repo)
    (repo / "program.yaml").write_bytes(TWICE.replace("\n", "\r\n").encode())
    assert git.text_at(str(repo), "HEAD", "program.yaml") == PURPLE.replace("\n", "\r\n").encode()
    assert told(checked(repo, "--new-from", "HEAD")) == [("FIL004", "accounts[1].health")]


def test_a_text_that_git_cannot_give_is_one_sentence_and_not_all_new(repo: Path) -> None:
    (repo / ".gitattributes").write_text("*.yaml filter=gone\n")
    git_(repo, "config", "filter.gone.clean", "cat")
    git_(repo, "config", "filter.gone.smudge", "exit 1 #")
    git_(repo, "config", "filter.gone.required", "true")
    (repo / "program.yaml").write_text(TWICE)
    shown = checked(repo, "--new-from", "HEAD")
    assert (shown.status, shown.out) == (2, "")
    assert shown.err.startswith(
        "codesign: Git cannot give the text that program.yaml had then. Try `git fsck`"
    )


def test_a_work_tree_of_its_own_and_a_link_to_it_are_understood(repo: Path, tmp_path: Path) -> None:
    git_(repo, "worktree", "add", "--quiet", "-b", "side", str(tmp_path / 'side "tree:'))
    (tmp_path / "link").symlink_to(tmp_path / 'side "tree:', target_is_directory=True)
    os.rename(tmp_path / "link" / "program.yaml", tmp_path / "link" / "renamed.yaml")
    (tmp_path / "link" / "renamed.yaml").write_text(TWICE)
    shown = checked(tmp_path, "link/renamed.yaml", "--new-from", "main")
    assert told(shown) == [("FIL004", "accounts[1].health")]


def test_each_repository_is_compared_with_its_own_revision(repo: Path, tmp_path: Path) -> None:
    git_(tmp_path, "clone", "--quiet", str(repo), "other")
    (tmp_path / "other" / "program.yaml").write_text(TWICE)
    shown = checked(tmp_path, "repo", "other", "--new-from", "main")
    assert [found["file"] for found in shown.findings] == ["other/program.yaml"]
    git_(tmp_path / "other", "branch", "--quiet", "only-here")
    assert checked(tmp_path, "repo", "other", "--new-from", "only-here").status == 2


def test_a_name_that_is_no_text_is_found_again(repo: Path) -> None:
    name = os.fsencode(str(repo)) + b"/caf\xe9\n::error::x.yaml"
    with open(name, "wb") as file:
        file.write(PURPLE.encode())
    first = checked(repo, ".", "--baseline", "known.json", "--write-baseline")
    assert (first.status, first.findings) == (0, [])
    assert checked(repo, ".", "--baseline", "known.json").json["summary"]["baseline"] == 2
    commit(repo)
    assert checked(repo, ".", "--new-from", "HEAD").json["summary"]["before"] == 2


def test_standard_input_is_compared_under_its_name(repo: Path) -> None:
    shown = checked(repo, "-", "--stdin-filename", "program.yaml", "--new-from", "HEAD", stdin=TWICE.encode())
    assert told(shown) == [("FIL004", "accounts[1].health")]
    nameless = checked(repo, "-", "--new-from", "HEAD", stdin=TWICE.encode())
    assert (nameless.status, "Say which file it is with --stdin-filename." in nameless.err) == (2, True)


def test_a_name_under_which_nothing_lies_spoils_no_comparison(repo: Path) -> None:
    (repo / "program.yaml").rename(repo / "renamed.yaml")
    shown = checked(
        repo,
        "renamed.yaml",
        "-",
        "--stdin-filename",
        "nothere.yaml",
        "--new-from",
        "HEAD",
        stdin=BEGUN.encode(),
    )
    assert (shown.status, shown.findings) == (0, [])


def test_a_changed_default_of_the_configuration_is_new_and_a_former_one_is_not(repo: Path) -> None:
    (repo / "codesign.toml").write_text('[defaults]\ntimezone = "Nowhere/Here"\n')
    assert [found["file"] for found in checked(repo, "--new-from", "HEAD").findings] == ["codesign.toml"]
    commit(repo)
    assert checked(repo, "--new-from", "HEAD").findings == []
    (repo / "codesign.toml").write_text('ignore = ["COH"]\n\n[defaults]\ntimezone = "Nowhere/Here"\n')
    assert checked(repo, "--new-from", "HEAD").findings == []


TEAM = '[defaults.team]\nproduct = "Priya Nair"\ncs = "Tom Okafor"\nengineering = ["Lena Fuchs"]\n'


def inheriting(folder: Path) -> None:
    """Commits a program whose team stands in the configuration beside it."""
    text = (Path(__file__).parent / "clean" / "running.yaml").read_text()
    (folder / "programs").mkdir(parents=True)
    (folder / "programs" / "a.yaml").write_text(re.sub(r"^team:\n(?:  .*\n)+", "", text, flags=re.MULTILINE))
    (folder / "programs" / "codesign.toml").write_text(TEAM)
    git_(folder, "init", "--quiet")
    commit(folder)


@pytest.mark.parametrize(
    "moves",
    [
        (("rm", "--quiet", "programs/codesign.toml"),),
        (("mv", "programs/a.yaml", "a.yaml"),),
        (("mv", "programs/codesign.toml", "programs/other.toml"),),
    ],
    ids=["deleted", "the program moved away", "renamed"],
)
def test_what_a_program_lost_with_its_configuration_is_new(
    tmp_path: Path, moves: tuple[tuple[str, ...], ...]
) -> None:
    inheriting(tmp_path / "repo")
    for move in moves:
        git_(tmp_path / "repo", *move)
    screen = checked(tmp_path / "repo", ".", "--as-of", "2026-02-20", "--new-from", "HEAD")
    assert [found["code"] for found in screen.findings if found["code"].startswith("ROL30")] == [
        "ROL301",
        "ROL302",
        "ROL303",
    ]
    assert screen.status == 1


def test_what_a_nearer_configuration_takes_away_is_new(tmp_path: Path) -> None:
    repo = tmp_path / "repo"
    inheriting(repo)
    (repo / "programs" / "eu").mkdir()
    git_(repo, "mv", "programs/a.yaml", "programs/eu/a.yaml")
    commit(repo)
    (repo / "programs" / "eu" / "codesign.toml").write_text('ignore = ["SCO131"]\n')
    day = ("--as-of", "2026-02-20", "--new-from", "HEAD")
    assert checked(repo, ".", *day).status == 1
    assert checked(repo, ".", *day, "--isolated").findings == []


def test_a_configuration_that_moved_with_its_programs_is_the_same_one(tmp_path: Path) -> None:
    repo = tmp_path / "repo"
    inheriting(repo)
    (repo / "programs" / "codesign.toml").write_text(TEAM + '[defaults]\ntimezone = "Nowhere/Here"\n')
    commit(repo)
    git_(repo, "mv", "programs", "teams")
    assert checked(repo, ".", "--as-of", "2026-02-20", "--new-from", "HEAD").findings == []


def test_a_configuration_above_the_repository_counts_at_both_ends(tmp_path: Path) -> None:
    repo = tmp_path / "repo"
    inheriting(repo)
    git_(repo, "mv", "programs/codesign.toml", "programs/other.toml")
    commit(repo)
    (tmp_path / "codesign.toml").write_text(TEAM)
    (repo / "programs" / "a.yaml").write_text((repo / "programs" / "a.yaml").read_text() + "# a remark\n")
    day = ("--as-of", "2026-02-20", "--new-from", "HEAD")
    assert checked(repo, ".", *day).findings == []
    (repo / "codesign.toml").write_text('ignore = ["SCO131"]\n')
    assert checked(repo, ".", *day).status == 1


def test_an_owed_duty_is_judged_on_the_same_day_at_both_ends(tmp_path: Path) -> None:
    text = (Path(__file__).parent / "clean" / "running.yaml").read_text()
    (tmp_path / "program.yaml").write_text(text)
    git_(tmp_path, "init", "--quiet")
    commit(tmp_path)
    (tmp_path / "program.yaml").write_text(text + "# a remark\n")
    late = ("--as-of", "2027-06-01")
    assert checked(tmp_path, *late).status == 1
    assert checked(tmp_path, *late, "--new-from", "HEAD").findings == []


@pytest.mark.parametrize("revision", ["--output=x", "-h", "", " ", "a\nb"])
def test_a_revision_that_looks_like_an_option_is_one_sentence(repo: Path, revision: str) -> None:
    shown = checked(repo, "--new-from", revision)
    assert (shown.status, shown.out, shown.err.count("\n")) == (2, "", 1)
    assert "is no revision. Name a branch, a tag or a commit." in shown.err
    assert sorted(os.listdir(repo)) == [".git", "program.yaml"]


@pytest.mark.parametrize("revision", ["nowhere", "HEAD~7", "0" * 40, "HEAD:program.yaml", "main..main"])
def test_a_revision_that_is_not_there_is_one_sentence(repo: Path, revision: str) -> None:
    shown = checked(repo, "--new-from", revision)
    sentence = (
        f"There is no revision {revision} in this repository. Check its name, or fetch it with `git fetch`."
    )
    assert (shown.status, shown.out, shown.err) == (2, "", f"codesign: {sentence}\n")


def test_a_shallow_clone_says_how_to_fetch_the_rest(repo: Path, tmp_path: Path) -> None:
    commit(repo)
    git_(tmp_path, "clone", "--quiet", "--depth=1", f"file://{repo}", "clone")
    shown = checked(tmp_path / "clone", "--new-from", "HEAD~1")
    assert (shown.status, shown.err) == (
        2,
        "codesign: HEAD~1 is not in this clone, which holds the latest commits only. Fetch the rest: "
        "`fetch-depth: 0` in the checkout step of a workflow, `git fetch --unshallow` elsewhere.\n",
    )


@pytest.mark.parametrize("option", [("--new-from", "HEAD"), ("--as-of", "commit")])
def test_another_owners_checkout_is_one_sentence(repo: Path, option: tuple[str, str]) -> None:
    shown = checked(repo, *option, GIT_TEST_ASSUME_DIFFERENT_OWNER="1")
    assert (shown.status, shown.err) == (
        2,
        "codesign: This checkout belongs to another user, so git does not open it. Say that you trust it: "
        f"git config --global --add safe.directory {repo}\n",
    )


def test_the_way_out_of_another_owners_checkout_can_be_pasted(tmp_path: Path) -> None:
    folder = tmp_path / "our programs; x"
    folder.mkdir()
    git_(folder, "init", "--quiet")
    (folder / "program.yaml").write_text(PURPLE)
    shown = checked(folder, "--new-from", "HEAD", GIT_TEST_ASSUME_DIFFERENT_OWNER="1")
    assert shown.err.endswith(f"safe.directory '{folder}'\n")


def test_without_a_repository_or_git_there_is_one_sentence(tmp_path: Path, repo: Path) -> None:
    (tmp_path / "program.yaml").write_text(PURPLE)
    shown = checked(tmp_path, "--new-from", "HEAD", GIT_CEILING_DIRECTORIES=str(tmp_path.parent))
    assert (shown.status, shown.err) == (
        2,
        "codesign: program.yaml is in no git repository, so nothing can be compared with HEAD. "
        "Run it in a checkout, or leave out --new-from.\n",
    )
    without = checked(repo, "program.yaml", "--new-from", "HEAD", PATH=str(tmp_path))
    assert (without.status, without.err) == (
        2,
        "codesign: The git command is not here. Install git, or leave out what needs its history.\n",
    )


def test_a_hooks_own_repository_is_not_the_one_meant(repo: Path, tmp_path: Path) -> None:
    (repo / "program.yaml").write_text(TWICE)
    shown = checked(repo, "--new-from", "HEAD", GIT_DIR=str(tmp_path), GIT_INDEX_FILE=str(tmp_path / "index"))
    assert told(shown) == [("FIL004", "accounts[1].health")]


def test_nothing_is_written_into_the_repository(repo: Path) -> None:
    (repo / "new.yaml").write_text(TWICE)
    before = {path: path.stat().st_mtime_ns for path in (repo / ".git").rglob("*") if path.is_file()}
    checked(repo, ".", "--new-from", "HEAD", "--as-of", "commit")
    assert {path: path.stat().st_mtime_ns for path in (repo / ".git").rglob("*") if path.is_file()} == before


# What is stated, what is owed


def test_what_is_stated_and_what_is_owed_come_apart(tmp_path: Path) -> None:
    text = (Path(__file__).parent / "clean" / "running.yaml").read_text()
    (tmp_path / "program.yaml").write_text(text.replace("- Dashboards", "- Choosing new owners"))
    late = ("--as-of", "2027-06-01")
    every = checked(tmp_path, *late).findings
    by_basis = {name: checked(tmp_path, *late, "--basis", name).findings for name in ("stated", "owed")}
    assert [found["code"] for found in by_basis["stated"]] == ["SCO106"]
    assert by_basis["owed"]
    assert all(found["due"] for found in by_basis["owed"])
    assert len(every) == len(by_basis["stated"]) + len(by_basis["owed"])
    (tmp_path / "program.yaml").write_text(text)
    assert checked(tmp_path, *late).status == 1
    stated = validate(*late, "--basis", "stated", folder=tmp_path)
    assert stated.status == 0
    assert "Expectation ok" not in stated.out
    wrong = checked(tmp_path, "--basis", "state")
    assert (wrong.status, wrong.err) == (2, "codesign: --basis state is not known. Did you mean stated?\n")


# The day of a commit


def test_the_latest_commit_says_which_day_it_is(repo: Path) -> None:
    assert checked(repo, "--as-of", "commit").json["as_of"] == "2026-02-21T15:30+01:00"
    commit(repo, GIT_COMMITTER_DATE="2026-02-22T00:00:00+00:00")
    assert checked(repo, "--as-of", "commit").json["as_of"] == "2026-02-22T00:00+00:00"
    outside = checked(repo.parent, "repo", "--as-of", "commit", GIT_CEILING_DIRECTORIES=str(repo.parent))
    assert outside.json["as_of"] == "2026-02-22T00:00+00:00"


def test_a_document_knows_the_day_of_the_commit_too(tmp_path: Path) -> None:
    source = Path(__file__).parent / "clean" / "running.yaml"
    (tmp_path / "program.yaml").write_bytes(source.read_bytes())
    git_(tmp_path, "init", "--quiet")
    commit(tmp_path)
    how: dict[str, Any] = {"folder": tmp_path, **WHO}
    by_commit = run("agenda", "--session", "2", "--as-of", "commit", **how)
    by_day = run("agenda", "--session", "2", "--as-of", "2026-02-21T15:30+01:00", **how)
    assert by_commit == by_day
    assert by_commit.status == 0


def test_no_repository_and_no_commit_are_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text(PURPLE)
    alone = checked(tmp_path, "--as-of", "commit", GIT_CEILING_DIRECTORIES=str(tmp_path.parent))
    assert (alone.status, alone.out, alone.err) == (
        2,
        "",
        "codesign: --as-of commit needs a git repository, and there is none here. Name a day: --as-of 2026-03-09.\n",
    )
    gone = checked(tmp_path, "nowhere/program.yaml", "--as-of", "commit")
    assert "codesign: nowhere/program.yaml is not there." in gone.err
    git_(tmp_path, "init", "--quiet")
    unborn = checked(tmp_path, "--as-of", "commit")
    assert (unborn.status, "needs a commit, and this repository has none yet" in unborn.err) == (2, True)


def test_repositories_of_different_days_are_refused(repo: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    git_(tmp_path, "clone", "--quiet", str(repo), str(other))
    assert checked(tmp_path, "repo", "other", "--as-of", "commit").json["as_of"] == "2026-02-21T15:30+01:00"
    commit(other, GIT_COMMITTER_DATE="2026-03-01T00:00:00+00:00")
    shown = checked(tmp_path, "repo", "other", "--as-of", "commit")
    assert (shown.status, "latest commits differ in date" in shown.err) == (2, True)


# Statistics


def test_statistics_count_each_rule_the_most_frequent_first(tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text(TWICE + "    helth: green\n")
    shown = checked(tmp_path, "--statistics")
    assert shown.json["statistics"] == [
        {"code": "FIL004", "name": "invalid-value", "severity": "error", "count": 2},
        {"code": "FIL003", "name": "unknown-key", "severity": "error", "count": 1},
    ]
    assert validate("--statistics", folder=tmp_path).out.endswith(
        "\n\n 2  error    FIL004 invalid-value\n 1  error    FIL003 unknown-key\n"
    )
    (tmp_path / "program.yaml").write_text(BEGUN)
    assert checked(tmp_path, "--statistics").json["statistics"] == []
    assert "statistics" not in checked(tmp_path).json


@pytest.mark.parametrize("option", ["--statistics", "--show-passed"])
def test_what_is_asked_for_is_seen_or_refused(option: str, tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text(PURPLE)
    for form in ("concise", "jsonl", "sarif", "gitlab", "junit", "markdown"):
        alone = validate(option, "--format", form, folder=tmp_path)
        assert (alone.status, alone.out, alone.err) == (
            2,
            "",
            f"codesign: {option} is seen in text, json and github only. Add --format text.\n",
        )
        assert validate(option, "-f", form, "-o", "x", "-f", "text", folder=tmp_path).status == 1
    below = validate(option, folder=tmp_path, GITHUB_ACTIONS="true").out
    assert below.startswith("::error ")
    told = (
        "\n 1  error    FIL004 invalid-value\n"
        if option == "--statistics"
        else "\nEvidence for program.yaml\n"
    )
    assert told in below


@pytest.mark.parametrize("format", ["text", "concise", "json"])
def test_no_format_changes_what_a_baseline_comes_to(tmp_path: Path, format: str) -> None:
    (tmp_path / "program.yaml").write_text(PURPLE)
    how = ("--format", format, "--baseline", "known.json")
    assert validate(*how, folder=tmp_path).status == 2
    assert validate(*how, "--write-baseline", folder=tmp_path).status == 0
    assert validate(*how, folder=tmp_path).status == 0
    assert validate("nothing.yaml", *how, folder=tmp_path).status == 2
