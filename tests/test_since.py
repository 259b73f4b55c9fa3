"""`validate --since`: rules over two versions of a file, on real repositories."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from codesign_cli.history import matched_texts, widened
from codesign_cli.rules.role.softening import softer
from tests.command import Screen, validate
from tests.laid import all_rules, clean
from tests.test_known import WHO, commit, git_

RUNNING = clean("running").decode()
FINISHED = clean("finished").decode()
SCOPE = "    - The ownership record after a transfer\n"
WIDER = RUNNING.replace(SCOPE, f"{SCOPE}    - Reports for auditors\n")
SOFTER = RUNNING.replace("severity: blocker", "severity: minor")
CODES = {rule.code for rule in all_rules() if rule.over == "history"}


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """A repository whose one commit holds a clean program."""
    folder = tmp_path / "repo"
    folder.mkdir()
    git_(folder, "init", "--quiet", "--initial-branch=main")
    (folder / "program.yaml").write_text(RUNNING)
    commit(folder)
    return folder


def since(folder: Path, *arguments: object, **how: Any) -> Screen:
    """`validate --since main` as JSON, as Ada."""
    given = arguments if "--since" in arguments else (*arguments, "--since", "main")
    return validate(*given, "--format", "json", folder=folder, **{**WHO, **how})


def drift(screen: Screen) -> list[tuple[str, str]]:
    """Code and path of each finding of a rule over two versions."""
    return [(found["code"], found["path"]) for found in screen.findings if found["code"] in CODES]


def test_what_changed_is_found_with_the_option_and_never_without(repo: Path) -> None:
    assert drift(since(repo)) == []
    (repo / "program.yaml").write_text(WIDER.replace("severity: blocker", "severity: minor"))
    shown = since(repo)
    assert shown.status == 0, "a warning fails no run"
    assert drift(shown) == [("SCO132", "feature.in_scope[3]"), ("ROL321", "feedback[1].severity")]
    assert shown.err == ""
    assert since(repo, "--fail-on", "warning").status == 1
    assert validate("--format", "json", folder=repo).findings == []


def test_the_page_for_a_person(repo: Path) -> None:
    (repo / "program.yaml").write_text(SOFTER)
    shown = validate("--since", "main", folder=repo, **WHO)
    assert shown.out == (
        "program.yaml:205:15  warning  ROL321 softened-record\n"
        "  205 │     severity: minor\n"
        "      │               ^^^^^\n"
        "   F02 of Halden Works was a blocker at main and is minor now.\n"
        "   Put `blocker` back, or agree the lower one with the account that said it.\n\n"
        "Scope ok · Cohort ok · Role 1 warning · Expectation ok\n"
    )


@pytest.mark.parametrize(
    "format", ["text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown"]
)
def test_every_format_tells_it_with_the_same_exit_status(repo: Path, format: str) -> None:
    (repo / "program.yaml").write_text(SOFTER)
    shown = validate("--since", "main", "--format", format, "--fail-on", "warning", folder=repo, **WHO)
    assert (shown.status, "ROL321" in shown.out) == (1, True)


def test_what_happened_before_session_1_is_no_drift(repo: Path) -> None:
    (repo / "program.yaml").write_text(WIDER)
    commit(repo, GIT_COMMITTER_DATE="2026-02-03T18:00:00+01:00")
    assert drift(since(repo, "--since", "HEAD~1")) == []
    (repo / "program.yaml").write_text(WIDER.replace(SCOPE, f"{SCOPE}    - Undoing a transfer\n"))
    commit(repo, GIT_COMMITTER_DATE="2026-02-05T09:00:00+01:00")
    assert drift(since(repo, "--since", "HEAD~2")) == [("SCO132", "feature.in_scope[3]")]
    (repo / "program.yaml").write_text(WIDER.replace("    held: true\n", ""))
    assert drift(since(repo, "--since", "HEAD~2", "--as-of", "2026-02-03")) == []


def test_an_account_swapped_under_way_is_found_on_the_newcomer(repo: Path) -> None:
    text = (
        RUNNING.replace("id: corvus", "id: aster")
        .replace("corvus", "aster")
        .replace("Corvus Labs", "Aster Mills")
    )
    (repo / "program.yaml").write_text(text)
    assert ("COH228", "accounts[2]") in drift(since(repo))
    (repo / "program.yaml").write_text(RUNNING.replace("Corvus Labs", "Corvus Laboratories"))
    assert drift(since(repo)) == []


def test_of_a_newcomer_in_anothers_place_one_finding_speaks(repo: Path) -> None:
    text = RUNNING.replace("corvus", "aster").replace("Corvus Labs", "Aster Mills")
    text = text.replace("    name: Aster Mills\n", "    name: Aster Mills\n    joined: 2026-02-20\n", 1)
    (repo / "program.yaml").write_text(text)
    told = {found["code"]: found["covered_by"] for found in since(repo).findings}
    assert (told["COH228"], told["COH227"]) == (None, "COH228")
    alone = validate("--format", "json", folder=repo)
    assert [(f["code"], f["covered_by"]) for f in alone.findings if f["code"] == "COH227"] == [
        ("COH227", None)
    ]


def test_an_account_taken_out_does_not_cover_another_that_is_to_join(repo: Path) -> None:
    later = RUNNING.replace("    name: Halden Works\n", "    name: Halden Works\n    joined: 2026-03-01\n", 1)
    (repo / "program.yaml").write_text(later)
    commit(repo, GIT_COMMITTER_DATE="2026-02-04T10:00:00+01:00")
    start = later.index("  - id: corvus\n")
    (repo / "program.yaml").write_text(later[:start] + later[later.index("sessions:\n", start) :])
    told = [(f["code"], f["path"], f["covered_by"]) for f in since(repo, "--since", "HEAD").findings]
    assert ("COH228", "accounts", None) in told
    assert ("COH227", "accounts[1].joined", None) in told


def test_a_decision_that_was_told_and_reversed_is_found(repo: Path) -> None:
    (repo / "program.yaml").write_text(FINISHED)
    commit(repo)
    (repo / "program.yaml").write_text(FINISHED.replace("final: incorporated", "final: deferred", 1))
    (found,) = (f for f in since(repo, "--as-of", "2026-08-03").findings if f["code"] == "EXP458")
    assert found["message"] == "Halden Works was told that F02 is incorporated, and it is deferred now."


@pytest.mark.parametrize("known_to_git", [True, False])
def test_a_renamed_file_is_followed(repo: Path, known_to_git: bool) -> None:
    (repo / "more [of] it").mkdir()
    renamed = repo / "more [of] it" / "sw ap:*.yaml"
    os.rename(repo / "program.yaml", renamed)
    renamed.write_text(SOFTER)
    if known_to_git:
        commit(repo)
    shown = since(repo, ".", "--since", "HEAD~1" if known_to_git else "HEAD")
    assert drift(shown) == [("ROL321", "feedback[1].severity")]


def test_a_new_file_is_compared_with_nothing_and_says_so(repo: Path) -> None:
    (repo / "other.yaml").write_text("# nothing like the first one\n" * 200 + SOFTER)
    shown = since(repo, "other.yaml")
    assert (shown.status, drift(shown)) == (0, [])
    assert shown.err == "other.yaml was not there at main, so nothing in it is compared.\n"
    assert since(repo, "other.yaml", "--quiet").err == ""


def test_a_file_that_could_not_be_read_then_says_so(repo: Path) -> None:
    (repo / "program.yaml").write_text("codesign: [\n")
    commit(repo)
    (repo / "program.yaml").write_text(SOFTER)
    shown = since(repo)
    assert (shown.status, drift(shown)) == (0, [])
    assert "could not be read as a program at main, so nothing in it is compared." in shown.err


def test_a_broken_value_of_either_version_is_no_change(repo: Path) -> None:
    (repo / "program.yaml").write_text(RUNNING.replace("severity: blocker", "severity: blokker"))
    commit(repo)
    (repo / "program.yaml").write_text(SOFTER.replace("severity: significant", "severity: minor", 1))
    assert drift(since(repo)) == [("ROL321", "feedback[0].severity")]
    (repo / "program.yaml").write_text(RUNNING.replace("severity: significant", "severity: minr", 1))
    assert [code for code, _ in drift(since(repo))] == []


def test_many_files_are_compared_in_several_processes(repo: Path) -> None:
    for number in range(6):
        (repo / f"{number}.yaml").write_text(RUNNING.replace("id: bulk-transfer", f"id: p{number}"))
    commit(repo)
    for number in range(6):
        (repo / f"{number}.yaml").write_text(SOFTER.replace("id: bulk-transfer", f"id: p{number}"))
    (repo / "new.yaml").write_text("# another\n" * 300 + RUNNING)
    shown = since(repo, ".")
    assert len(drift(shown)) == 6
    assert shown.err == "./new.yaml was not there at main, so nothing in it is compared.\n"


def test_line_ends_that_a_checkout_changes_are_no_change(repo: Path) -> None:
    (repo / ".gitattributes").write_text("*.yaml text eol=crlf\n")
    commit(repo)
    (repo / "program.yaml").write_bytes(RUNNING.replace("\n", "\r\n").encode())
    assert drift(since(repo)) == []
    (repo / "program.yaml").write_bytes(SOFTER.replace("\n", "\r\n").encode())
    assert drift(since(repo)) == [("ROL321", "feedback[1].severity")]


@pytest.mark.parametrize("revision", ["--upload-pack=touch here", "-x", "", "a\nb", "::error::x", "^HEAD"])
def test_a_revision_that_looks_like_an_option_is_one_sentence(repo: Path, revision: str) -> None:
    shown = since(repo, "--since", revision)
    assert (shown.status, shown.out, shown.err.count("\n")) == (2, "", 1)
    assert "no revision" in shown.err
    assert sorted(os.listdir(repo)) == [".git", "program.yaml"]


def test_a_shallow_clone_says_how_to_fetch_the_rest(repo: Path, tmp_path: Path) -> None:
    commit(repo)
    git_(tmp_path, "clone", "--quiet", "--depth=1", f"file://{repo}", "clone")
    shown = since(tmp_path / "clone", "--since", "HEAD~1")
    assert (shown.status, shown.err.count("\n"), "`fetch-depth: 0`" in shown.err) == (2, 1, True)


def test_a_clone_that_lacks_what_was_settled_before_session_1_blames_nobody(tmp_path: Path) -> None:
    team = tmp_path / "team"
    team.mkdir()
    git_(team, "init", "--quiet", "--initial-branch=main")
    settled = RUNNING.replace("  in_scope:\n", "  in_scope:\n    - Reports for auditors\n", 1)
    for number, (day, text) in enumerate(
        (("01-05", RUNNING), ("01-20", settled), ("02-20", settled + "# x\n"))
    ):
        (team / "program.yaml").write_text(text)
        commit(team, str(number), GIT_COMMITTER_DATE=f"2026-{day}T09:00:00+01:00")
        git_(team, "tag", f"v{number}")
    assert drift(since(team, "program.yaml", "--since", "v0")) == []
    git_(tmp_path, "clone", "--quiet", "--depth=1", f"file://{team}", "clone")
    clone = tmp_path / "clone"
    for tag in ("v0", "v2"):
        git_(clone, "fetch", "--quiet", "--depth=1", "origin", "tag", tag)
    (clone / "program.yaml").write_text(settled + "# y\n")
    assert (since(clone, "program.yaml", "--since", "v2")).status == 0
    shown = since(clone, "program.yaml", "--since", "v0")
    assert (shown.status, "fetch-depth: 0" in shown.err) == (2, True)


def test_another_owners_checkout_and_no_checkout_are_one_sentence(repo: Path, tmp_path: Path) -> None:
    shown = since(repo, GIT_TEST_ASSUME_DIFFERENT_OWNER="1")
    assert (shown.status, f"--add safe.directory {repo}\n" in shown.err) == (2, True)
    (tmp_path / "alone").mkdir()
    (tmp_path / "alone" / "program.yaml").write_text(RUNNING)
    alone = since(tmp_path / "alone", GIT_CEILING_DIRECTORIES=str(tmp_path.parent))
    assert (alone.status, "is in no git repository, so nothing can be compared with main." in alone.err) == (
        2,
        True,
    )
    piped = since(repo, "-", stdin=SOFTER.encode())
    assert (piped.status, "Say which file it is with --stdin-filename." in piped.err) == (2, True)
    named = since(repo, "-", "--stdin-filename", "program.yaml", stdin=SOFTER.encode())
    assert drift(named) == [("ROL321", "feedback[1].severity")]


def test_a_comment_or_waiver_sets_it_aside_and_is_not_unused_without_the_option(repo: Path) -> None:
    mark = "severity: minor # codesign: allow ROL321: agreed with Mika Salo on the phone"
    (repo / "program.yaml").write_text(SOFTER.replace("severity: minor", mark, 1))
    shown = since(repo)
    assert (drift(shown), shown.json["summary"]["suppressed"]) == ([], 1)
    assert validate("--format", "json", folder=repo).findings == []
    (repo / "program.yaml").write_text(f"{SOFTER}waivers:\n  - {{rule: ROL321, reason: agreed}}\n")
    assert [found["waived"] for found in since(repo).findings] == [True]


def test_a_baseline_holds_it_and_does_not_go_stale_without_the_option(repo: Path) -> None:
    (repo / "program.yaml").write_text(SOFTER)
    since(repo, "--baseline", "known.json", "--write-baseline")
    assert [entry["code"] for entry in json.loads((repo / "known.json").read_text())["findings"]] == [
        "ROL321"
    ]
    assert since(repo, "--baseline", "known.json").json["summary"]["baseline"] == 1
    assert "no longer there" not in validate("--baseline", "known.json", folder=repo).err


def test_with_new_from_it_is_new_only_where_it_was_not_drift_before(repo: Path) -> None:
    (repo / "program.yaml").write_text(SOFTER)
    commit(repo)
    (repo / "program.yaml").write_text(SOFTER.replace(SCOPE, f"{SCOPE}    - Reports for auditors\n"))
    shown = since(repo, "--since", "HEAD~1", "--new-from", "HEAD")
    assert drift(shown) == [("SCO132", "feature.in_scope[3]")]


def test_the_evidence_says_not_applicable_without_the_option(repo: Path) -> None:
    (repo / "program.yaml").write_text(SOFTER)

    def states(screen: Screen) -> dict[str, str]:
        rows = screen.json["evidence"]["program.yaml"]
        return {row["code"]: row["state"] for row in rows if row["code"] in CODES}

    assert set(states(validate("--show-passed", "-f", "json", folder=repo)).values()) == {"not applicable"}
    with_it = states(since(repo, "--show-passed"))
    assert (with_it["ROL321"], with_it["SCO132"]) == ("failed", "passed")


HOSTILE = "::error::x%0A\x1b[31m [bold]red[/] </script><img src=x onerror=1> @everyone"


def test_values_of_either_version_act_in_no_format(repo: Path) -> None:
    was = RUNNING.replace("    - Choosing new owners\n    - The", f"    - {json.dumps(HOSTILE)}\n    - The")
    was = was.replace("name: Halden Works", f"name: {json.dumps(HOSTILE)}")
    (repo / "program.yaml").write_text(was)
    commit(repo)
    now = was.replace("severity: blocker", "severity: minor")
    (repo / "program.yaml").write_text(
        now.replace(f"    - {json.dumps(HOSTILE)}\n", f"    - {json.dumps(HOSTILE + ' and more')}\n")
    )
    for format in ("text", "concise", "github", "gitlab", "junit", "sarif", "markdown"):
        shown = validate("--since", "main", "--format", format, folder=repo, **WHO)
        assert shown.status == 0
        assert "\x1b" not in shown.out
        assert not any(line.startswith("::error::x") for line in shown.out.splitlines())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The import fails on every file", "The import fails on some files"),
        ("She lost 40 orders", "She lost orders"),
        ("He gave up after an hour", "He found it inconvenient"),
        ("Nobody can find the button", "The button is slightly hard to find"),
        ("It takes two days and three people to undo", "It takes people to undo"),
    ],
)
def test_softer_words_are_found(old: str, new: str) -> None:
    assert softer(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The import fails on every file", "the import fails on every file!"),
        ("The impotr fails on every file", "The import fails on every file"),
        ("She lost 40 orders", "She lost 44 orders"),
        ("It takes 90 tasks and 5 passes", "It takes ninety tasks and five passes"),
        ("All 1,000 of 25 lists", "All thousand of twenty-five lists"),
        ("Three dozen lines and two hundred fifty cells", "36 lines and 250 cells"),
        ("Two of the two lists break", "Both lists break, and two are lost"),
        ("The list jumps", "The list jumps, and she never finds her place"),
        ("The button might be hidden", "The button is hidden"),
    ],
)
def test_the_same_or_graver_words_are_not(old: str, new: str) -> None:
    assert softer(old, new) == ""


def test_entries_of_a_list_are_matched_by_their_words() -> None:
    old, new = ("Selecting tasks", "Choosing owners"), ("Choosing the owners", "Export", "selecting tasks.")
    assert matched_texts(old, new).both == ((1, 0), (0, 2))
    assert matched_texts(old, new).came == (1,)
    assert widened("Selecting tasks", "Selecting tasks and projects")
    assert not widened("Selecting tasks", "Selecting a leaver's tasks")
