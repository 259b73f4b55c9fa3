"""The formats of findings: each is read back by a reader of somebody else, and no name and no value acts in any."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from codesign_cli.cli.findings import FORMATS
from codesign_cli.finding import Finding, Related, Span
from codesign_cli.render import findings_markdown, github, gitlab, jsonl, junit, sarif
from codesign_cli.render.safe import flat
from tests import formats as read
from tests.command import BEGUN, Screen, run, validate
from tests.test_hostile import BIDI, HOSTILE, short

ROOT = Path(__file__).parent.parent
BROKEN = ("examples/everything-wrong.yaml", "--as-of", "2026-07-15")
NEW = ("jsonl", "sarif", "github", "gitlab", "junit", "markdown")
ALL = ("text", "concise", "json", *NEW)

WARNED = BEGUN + (
    "accounts:\n"
    "  - {id: northwind, name: Northwind, health: red} # codesign: allow COH207: nobody else meets it\n"
    "  - {id: corvus, name: Corvus, health: red}\n"
)


def shown(form: str, *arguments: object) -> Screen:
    """The broken example in one format, as checked from the project's root."""
    return validate(*BROKEN, "--format", form, *arguments, folder=ROOT)


@pytest.fixture(scope="module")
def told() -> list[dict[str, object]]:
    """The findings of the broken example, as JSON has them."""
    return shown("json").findings


def seen(told: list[dict[str, object]]) -> list[dict[str, object]]:
    """Those that a person sees."""
    return [f for f in told if f["covered_by"] is None and not f["waived"]]


# Each format, read back


def test_json_lines_have_the_findings_of_the_json(told: list[dict[str, object]]) -> None:
    lines = [json.loads(line) for line in shown("jsonl").out.splitlines()]
    assert [{**f, "version": 1, "as_of": "2026-07-15"} for f in told] == lines


def test_sarif_agrees_with_the_published_schema_and_holds_every_finding(
    told: list[dict[str, object]],
) -> None:
    log = read.sarif(shown("sarif").out)
    rules = log["tool"]["driver"]["rules"]
    assert log["columnKind"] == "unicodeCodePoints"
    assert log["invocations"] == [{"executionSuccessful": True, "exitCode": 1}]
    assert len(log["results"]) == len(told)
    for result, finding in zip(log["results"], told, strict=True):
        place = result["locations"][0]["physicalLocation"]
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding["code"]
        assert result["message"]["text"].startswith(flat(str(finding["message"])).replace("{", "{{")[:40])
        assert unquote(place["artifactLocation"]["uri"]) == finding["file"]
        assert place["region"]["startLine"] == finding["line"]
        assert place["region"]["startColumn"] == finding["column"]
        assert place["region"]["endColumn"] == finding["end_column"]
        assert result["properties"]["covered_by"] == finding["covered_by"]
        assert bool(result["suppressions"]) == bool(finding["covered_by"])
    assert any(finding["covered_by"] for finding in told)


def test_sarif_explains_each_rule_as_the_program_does() -> None:
    (rule,) = (r for r in read.sarif(shown("sarif").out)["tool"]["driver"]["rules"] if r["id"] == "ROL305")
    assert rule["name"] == "not-cs-facilitated"
    assert rule["shortDescription"]["text"] == "A session that CS does not facilitate."
    assert "## How to mend it" in rule["help"]["markdown"]
    assert flat(rule["help"]["text"])[:40] in flat(rule["help"]["markdown"])
    assert rule["defaultConfiguration"]["level"] == "error"
    assert "helpUri" not in rule


def test_related_places_of_sarif(told: list[dict[str, object]]) -> None:
    results = read.sarif(shown("sarif").out)["results"]
    expected = [[(p["line"], p["column"]) for p in f["related"]] for f in told]  # type: ignore[attr-defined]
    regions = [
        [place["physicalLocation"]["region"] for place in result.get("relatedLocations", ())]
        for result in results
    ]
    assert [[(r["startLine"], r["startColumn"]) for r in some] for some in regions] == expected
    assert any(expected)


def test_gitlab_takes_each_finding_that_a_person_sees(told: list[dict[str, object]]) -> None:
    entries = read.gitlab(shown("gitlab").out)
    assert [(e["location"]["path"], e["location"]["lines"]["begin"]) for e in entries] == [
        (f["file"], f["line"]) for f in seen(told)
    ]
    assert Counter(entry["severity"] for entry in entries) == Counter(
        {"error": "major", "warning": "minor", "info": "info"}[str(f["severity"])] for f in seen(told)
    )


def test_junit_fails_what_fails_the_run(told: list[dict[str, object]]) -> None:
    for level, failing in (("error", {"error"}), ("info", {"error", "warning", "info"})):
        cases = read.junit(shown("junit", "--fail-on", level).out)
        outcomes = ["failure" if f["severity"] in failing else "passed" for f in seen(told)]
        assert [case.outcome for case in cases] == outcomes
        assert all(flat(str(f["message"])) in case.text for f, case in zip(seen(told), cases, strict=True))


def test_a_file_without_findings_is_a_case_that_passes(tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text(BEGUN)
    (case,) = read.junit(validate("program.yaml", "--format", "junit", folder=tmp_path).out)
    assert (case.suite, case.outcome) == ("program.yaml", "passed")


def test_markdown_is_a_table_with_errors_first(told: list[dict[str, object]]) -> None:
    page = shown("markdown").out
    rows = read.markdown(page)
    assert Counter(row[0] for row in rows) == Counter(
        f"{f['file']}:{f['line']}:{f['column']}" for f in seen(told)
    )
    order = [("error", "warning", "info").index(row[1]) for row in rows]
    assert order == sorted(order)
    assert page.startswith(f"## codesign\n\n{Counter(row[1] for row in rows)['error']} errors, ")


def test_nothing_found_is_a_page_too(tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text(BEGUN)
    out = {form: validate("program.yaml", "--format", form, folder=tmp_path).out for form in NEW}
    assert out["jsonl"] == ""
    assert read.sarif(out["sarif"])["results"] == []
    assert read.gitlab(out["gitlab"]) == []
    assert read.github(out["github"]) == []
    assert out["github"] == "File ok · Scope ok · Cohort ok · Role ok · Expectation ok\n"
    assert out["markdown"] == "## codesign\n\nNothing to mend in 1 file.\n"


def test_what_is_set_aside_is_marked_where_it_is_told_at_all(tmp_path: Path) -> None:
    finding = FINDING._replace(waived=True)
    kept = finding._replace(kept=True, severity="warning")
    covered = FINDING._replace(covered_by="COH202")
    assert read.github(github.render([finding, covered])) == []
    assert read.gitlab(gitlab.render([finding, covered])) == []
    assert [case.outcome for case in read.junit(junit.render([finding, covered], [], ["error"]))] == [
        "skipped"
    ]
    assert read.markdown(findings_markdown.render([finding, covered], [])) == []
    assert [a.kind for a in read.github(github.render([kept]))] == ["warning"]
    results = read.sarif(sarif.render([finding, kept, covered], [RULE], RUN))["results"]
    assert [[s["kind"] for s in r["suppressions"]] for r in results] == [["inSource"], [], ["external"]]
    assert [(r["properties"]["waived"], r["properties"]["covered_by"]) for r in results] == [
        (True, None),
        (True, None),
        (False, "COH202"),
    ]


# Ten annotations


@pytest.mark.parametrize(("number", "notices", "left"), [(10, 0, 0), (11, 1, 1), (25, 1, 15)])
def test_what_the_limit_of_ten_cuts_is_said(number: int, notices: int, left: int) -> None:
    page = github.render([FINDING] * number)
    annotations = read.github(page)
    assert [a.kind for a in annotations] == ["error"] * 10 + ["notice"] * notices
    assert page.count("\nprogram.yaml:3:5: error COH202 health-red: ") == left
    if left:
        errors = f"{left} error{'s' if left > 1 else ''}"
        assert "::notice title=codesign%3A " in page
        assert annotations[-1].properties == {"title": f"codesign: {errors} more"}
        assert annotations[-1].message == (
            f"GitHub keeps 10 annotations of a kind for each step. "
            f"The others are in the log of this step: {errors}."
        )


def test_errors_come_first_and_no_kind_has_more_than_ten() -> None:
    some = [
        FINDING._replace(severity=severity) for severity in ("info", "warning", "error") for _ in range(12)
    ]
    annotations = read.github(github.render(some))
    assert [a.kind for a in annotations] == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert annotations[20].properties["title"] == "codesign: 2 errors, 2 warnings, 3 infos more"


def test_columns_are_given_within_one_line_only() -> None:
    (one, many) = read.github(github.render([FINDING, FINDING._replace(span=Span(3, 5, 4, 2))]))
    assert (one.properties["col"], one.properties["endColumn"]) == ("5", "8")
    assert "col" not in many.properties
    assert many.properties["endLine"] == "4"


# Fingerprints


def test_fingerprints_survive_moved_lines_and_count_repeats(tmp_path: Path) -> None:
    file = tmp_path / "program.yaml"

    def fingerprints() -> tuple[list[str], list[str]]:
        log = read.sarif(validate("program.yaml", "--format", "sarif", folder=tmp_path).out)
        entries = read.gitlab(validate("program.yaml", "--format", "gitlab", folder=tmp_path).out)
        return (
            [result["partialFingerprints"]["codesign/v1"] for result in log["results"]],
            [entry["fingerprint"] for entry in entries],
        )

    file.write_text(WARNED)
    before = fingerprints()
    file.write_text("# moved\n\n" + WARNED)
    assert fingerprints() == before
    assert before[0]
    page = gitlab.render([FINDING, FINDING, FINDING._replace(file="other.yaml")])
    assert len(read.gitlab(page)) == 3
    log = read.sarif(sarif.render([FINDING, FINDING], [RULE], RUN))
    first, second = (result["partialFingerprints"]["codesign/v1"] for result in log["results"])
    assert (first, second) == (f"{FINDING.fingerprint}:1", f"{FINDING.fingerprint}:2")


# Which format goes where


def test_several_formats_go_where_their_outputs_say(tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text(WARNED)
    ran = validate(
        *(
            "program.yaml",
            "--format",
            "concise",
            "-f",
            "sarif",
            "-o",
            "a.sarif",
            "--format=junit",
            "--output=b.xml",
        ),
        folder=tmp_path,
    )
    assert ran.out == validate("program.yaml", "--format", "concise", folder=tmp_path).out
    assert read.sarif((tmp_path / "a.sarif").read_text("utf-8"))["results"]
    assert read.junit((tmp_path / "b.xml").read_text("utf-8"))
    clustered = validate("program.yaml", "-qfjsonl", "-o", "c", "-qf", "gitlab", "-od", folder=tmp_path)
    assert clustered.out == ""
    assert read.gitlab((tmp_path / "d").read_text("utf-8"))
    assert (tmp_path / "c").read_text("utf-8").startswith('{"version": 1')


def test_one_format_and_one_output_belong_together_in_any_order(tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text(BEGUN)
    for number, words in enumerate((("-o", "0", "-f", "gitlab"), ("-f", "gitlab", "-o", "1"))):
        assert validate("program.yaml", *words, folder=tmp_path).out == ""
        assert (tmp_path / str(number)).read_text() == "[]\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("-f", "text", "-f", "sarif"),
            "Both text and sarif would be written to standard output. "
            "Give each format a --output of its own; one may go without.",
        ),
        (
            ("-f", "json", "-o", "a", "-f", "sarif", "-o", "./a"),
            "Both json and sarif would be written to ./a. "
            "Give each format a --output of its own; one may go without.",
        ),
        (
            ("-f", "json", "-o", "a", "-o", "b"),
            "--output b follows no --format of its own. "
            "Write --format before each --output: --format text --format sarif --output findings.sarif.",
        ),
        (
            ("-o", "a", "-o", "b"),
            "--output a follows no --format of its own. "
            "Write --format before each --output: --format text --format sarif --output findings.sarif.",
        ),
        (("-f", "json", "-f", "srif", "-o", "a"), "--format srif is not known. Did you mean sarif?"),
    ],
)
def test_what_cannot_be_paired_is_told_before_anything_is_done(
    words: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    ran = validate("program.yaml", *words, folder=tmp_path)
    assert (ran.status, ran.out, ran.err) == (2, "", f"codesign: {said}\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [
        ("validate", "-o", "program.yaml"),
        ("validate", "-f", "json", "-o", "./program.yaml"),
        ("validate", "-f", "text", "-f", "sarif", "-o", "link.json"),
        ("retro", "-o", "program.yaml"),
        ("retro", "-f", "html", "-o", "program.yaml"),
    ],
)
def test_no_page_takes_the_place_of_a_program(words: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text(BEGUN)
    (tmp_path / "link.json").symlink_to("program.yaml")
    command, *options = words
    ran = run(command, "program.yaml", *options, folder=tmp_path)
    said = f"{options[-1]} is a program, and the page would take its place. Name another file after --output."
    assert (ran.status, ran.out, ran.err) == (2, "", f"codesign: {said}\n")
    assert (tmp_path / "program.yaml").read_text() == BEGUN


@pytest.mark.parametrize("form", ALL)
def test_a_page_takes_the_place_of_the_one_before(form: str, tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text(BEGUN + "acounts: []\n")
    first, second = (validate("-f", form, "-o", "page", folder=tmp_path) for _ in range(2))
    assert (first.status, first.err) == (1, "")
    assert second == first


def test_a_dash_is_standard_output(tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text(BEGUN)
    once = validate("-f", "json", folder=tmp_path).out
    assert validate("-f", "json", "-o", "-", folder=tmp_path).out == once
    assert validate("-o", "-", folder=tmp_path).out == validate(folder=tmp_path).out
    assert validate("-f", "sarif", "-o", "a", "-f", "json", "-o", "-", folder=tmp_path).out == once
    assert (
        run("retro", "-f", "json", "-o", "-", folder=tmp_path).out
        == run("retro", "-f", "json", folder=tmp_path).out
    )
    both = validate("-f", "text", "-f", "json", "-o", "-", folder=tmp_path)
    assert (both.status, both.err) == (
        2,
        "codesign: Both text and json would be written to standard output. "
        "Give each format a --output of its own; one may go without.\n",
    )
    assert run("rules", "-o", "-", folder=tmp_path).out == run("rules", folder=tmp_path).out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "program.yaml"]


@pytest.mark.skipif(not os.path.exists("/dev/stdout"), reason="there is no such file here")
def test_a_pipe_behind_a_name_is_written_into(tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text(BEGUN)
    command = [sys.executable, "-m", "codesign_cli", "validate", "-f", "json", "-o", "/dev/stdout"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["files"] == ["program.yaml"]


def test_an_output_without_a_name_is_told(tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text(BEGUN)
    for ran in (
        validate("-o", "", folder=tmp_path),
        validate("-o", "", folder=tmp_path, GITHUB_ACTIONS="true"),
        run("retro", "-o", "", folder=tmp_path),
    ):
        said = "codesign: --output names no file. Name one after it, or leave it out.\n"
        assert (ran.status, ran.out, ran.err) == (2, "", said)


@pytest.mark.parametrize("form", ALL)
def test_a_format_never_changes_the_exit_status(form: str, tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text(BEGUN)
    (tmp_path / "warned.yaml").write_text(WARNED)
    (tmp_path / "other.yaml").write_text("a: 1\n")
    (tmp_path / "empty").mkdir()
    for words, status in (
        (("program.yaml",), 0),
        (("program.yaml", "other.yaml"), 0),
        (("warned.yaml",), validate("warned.yaml", folder=tmp_path).status),
        (("warned.yaml", "--fail-on", "info"), 1),
        (("other.yaml", "other.yaml"), 0),
        (("empty",), 3),
        (("gone.yaml",), 2),
    ):
        for env in ({}, {"GITHUB_ACTIONS": "true"}):
            ran = validate(*words, "--format", form, folder=tmp_path, **env)
            assert ran.status == status, (form, words, ran.err)


# In GitHub Actions


def test_findings_become_annotations_by_themselves_in_github_actions(tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text(WARNED)
    chosen = validate("program.yaml", "--format", "github", folder=tmp_path).out
    assert read.github(chosen)
    actions: dict[str, Any] = {"GITHUB_ACTIONS": "true"}
    assert validate("program.yaml", folder=tmp_path, **actions).out == chosen
    text = validate("program.yaml", folder=tmp_path).out
    assert read.github(text) == []
    assert validate("program.yaml", "--format", "text", folder=tmp_path, **actions).out == text
    assert validate("program.yaml", folder=tmp_path, GITHUB_ACTIONS="false").out == text
    ran = validate("program.yaml", "--output", "page.txt", folder=tmp_path, **actions)
    assert (ran.out, (tmp_path / "page.txt").read_text("utf-8")) == (chosen, text)


def test_step_summary_adds_to_the_page_of_the_step(tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text(WARNED)
    summary = tmp_path / "summary.md"
    summary.write_text("# Before\n\n")
    plain = validate("program.yaml", folder=tmp_path)
    ran = validate("program.yaml", "--step-summary", folder=tmp_path, GITHUB_STEP_SUMMARY=str(summary))
    assert (ran.status, ran.out, ran.err) == (plain.status, plain.out, "")
    page = validate("program.yaml", "--format", "markdown", folder=tmp_path).out
    assert summary.read_text("utf-8") == "# Before\n\n" + page


@pytest.mark.parametrize("words", [("agenda", "--session", "3"), ("debrief", "--draft")])
def test_a_document_goes_to_the_page_of_the_step_only_where_asked(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    command, *options = words
    arguments = (command, ROOT / "examples" / "shift-swap.yaml", *options, "--as-of", "2026-03-31")
    summary = tmp_path / "summary.md"
    summary.write_text("before\n")
    env: dict[str, Any] = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary)}
    plain = run(*arguments, **env)
    assert summary.read_text() == "before\n"
    asked = run(*arguments, "--step-summary", **env)
    assert (asked.status, asked.out, asked.err) == (plain.status, plain.out, "")
    assert summary.read_text("utf-8") == "before\n" + run(*arguments, "--format", "markdown").out


def test_a_step_summary_that_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text(BEGUN)
    ran = validate("program.yaml", "--step-summary", folder=tmp_path)
    assert ran.status == 0
    assert ran.err == "There is no step summary here: only GitHub Actions sets GITHUB_STEP_SUMMARY.\n"
    ran = validate("program.yaml", "--step-summary", folder=tmp_path, GITHUB_STEP_SUMMARY=str(tmp_path))
    assert ran.status == 2
    assert "cannot be written. Check that GITHUB_STEP_SUMMARY names a file" in ran.err


def test_a_summary_keeps_to_what_github_takes() -> None:
    page = findings_markdown.render([FINDING] * 20_000, ["program.yaml"], 1_000_000)
    assert 900_000 < len(page.encode()) <= 1_000_000
    rows = len(read.markdown(page))
    assert f"{20_000 - rows} more findings do not fit on this page." in page
    full = findings_markdown.render([FINDING], ["program.yaml"], -5)
    assert "1 more finding does not fit on this page." in full


# Names from the project's root


@pytest.mark.parametrize("service", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR", "git"])
def test_services_are_told_names_from_the_root_of_the_checkout(service: str, tmp_path: Path) -> None:
    folder = tmp_path / "checkout" / "programs" / "one two"
    folder.mkdir(parents=True)
    (folder / "program.yaml").write_text(WARNED)
    env: dict[str, Any] = {} if service == "git" else {service: str(tmp_path / "checkout")}
    if service == "git":
        subprocess.run(["git", "init", "-q", tmp_path / "checkout"], check=True)
    for name in ("program.yaml", "./program.yaml", str(folder / "program.yaml"), "../one two/program.yaml"):
        pages = {form: validate(name, "--format", form, folder=folder, **env).out for form in NEW}
        named = {
            *(a.properties.get("file") for a in read.github(pages["github"])),
            *(entry["location"]["path"] for entry in read.gitlab(pages["gitlab"])),
        }
        assert named == {"programs/one two/program.yaml"}
        results = read.sarif(pages["sarif"])["results"]
        uris = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in results}
        assert uris == {"programs/one%20two/program.yaml"}
        assert json.loads(pages["jsonl"].splitlines()[0])["file"].endswith("program.yaml")


def test_a_checkout_elsewhere_counts_for_nothing_and_standard_input_keeps_its_name(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "inside" / "program.yaml").write_text(WARNED)
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    env: dict[str, Any] = {"GITHUB_WORKSPACE": str(tmp_path / "elsewhere")}
    page = validate("program.yaml", "--format", "github", folder=tmp_path / "inside", **env).out
    assert {a.properties["file"] for a in read.github(page)} == {"inside/program.yaml"}
    page = validate("-", "--format", "github", folder=tmp_path / "inside", stdin=WARNED.encode()).out
    assert {a.properties["file"] for a in read.github(page)} == {"<stdin>"}


# Nothing acts


def inert(page: str) -> None:
    """Fails where a page holds a control character or a mark that reorders a line."""
    assert [char for char in page if (char < " " and char != "\n") or "\x7f" <= char <= "\x9f"] == []
    assert BIDI.search(page) is None
    assert re.search(r"##\w*\[", page) is None
    page.encode("utf-8")


FINDING = Finding(
    code="COH202",
    name="health-red",
    severity="error",
    discipline="cohort",
    file="program.yaml",
    span=Span(3, 5, 3, 8),
    path="accounts[0].health",
    key="accounts[northwind].health",
    message="Northwind is red.",
    help="Look for another one.",
)
RULE = sarif.RuleText("COH202", "health-red", "error", "cohort", "Red.", "Why.", "Mend.", "# Page\n")
RUN = sarif.Run("0.1.0", 1, "2026-02-23", 0)

MORE = (
    "%0A::error::planted",
    "%250A",
    "a,line=1",
    "a::b",
    "title=x::y",
    "{0} {{1}} }",
    "[here](https://example.com)",
    "[here](1)",
    "]]></failure>",
    "&amp; &#10; <![CDATA[",
    "\ufffe\uffff",
    "two  spaces ",
    "a:b/c d.yaml",
    "\\n \\u0041 \\",
    '"; rm -rf /',
)
texts = st.sampled_from([*HOSTILE, *MORE]) | st.text(max_size=30)


@given(texts, texts, texts.filter(lambda text: not any("\ud800" <= char <= "\udfff" for char in text)))
def test_no_name_and_no_value_acts_in_any_format(file: str, text: str, path: str) -> None:
    nothing_acts(file, text, path)


@pytest.mark.parametrize("text", [*HOSTILE, *MORE], ids=short)
def test_each_hostile_text_in_each_place(text: str) -> None:
    nothing_acts(text, text, text.replace("\ud800", ""))


def nothing_acts(file: str, text: str, path: str) -> None:
    """Fails where a name of a file, a text or a path acts in any format, or does not come back from it."""
    finding = FINDING._replace(
        file=file or "x", message=f"{text} is wrong.", help=text, path=path, key=path,
        related=(Related(file or "x", Span(1, 1, 1, 2), path, text),),
    )  # fmt: skip
    page = github.render([finding] * 11)
    inert(page)
    annotations = read.github(page)
    assert len(annotations) == 11
    assert annotations[0].message == flat(f"{text} is wrong. {text}")
    assert annotations[0].properties["title"] == "COH202 health-red"
    assert annotations[0].properties["line"] == "3"
    for form in (junit.render([finding], [], ["error"]), junit.render([finding], [], [])):
        inert(form)
        assert not any(line.lstrip().startswith("::") for line in form.splitlines())
        (case,) = read.junit(form)
        assert flat(f"{text} is wrong.").replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd") in case.text
    page = findings_markdown.render([finding], [file])
    inert(page)
    ((place, severity, rule, words),) = read.markdown(page)
    assert (severity, rule, words) == ("error", "COH202 health-red", flat(f"{text} is wrong. {text}"))
    assert place == flat(f"{finding.file}:3:5")
    page = gitlab.render([finding])
    inert(page)
    (entry,) = read.gitlab_any(page)
    assert entry["location"]["path"] == finding.file
    page = sarif.render([finding], [RULE], RUN)
    inert(page)
    (result,) = read.sarif(page)["results"]
    message = result["message"]["text"]
    assert message.replace("{{", "{").replace("}}", "}") == flat(f"{text} is wrong. {text}").replace(
        "](", "] ("
    )
    assert "](" not in message
    page = jsonl.render([finding], "2026-02-23")
    inert(page)
    assert json.loads(page)["message"] == finding.message
    assert page.count("\n") == 1


@given(texts.filter(bool))
@example("a:b/c d.yaml")
@example("\ud800.yaml")
@example("\udc80.yaml")
def test_a_name_is_a_uri_reference_that_leads_back_to_it(file: str) -> None:
    (result,) = read.sarif(sarif.render([FINDING._replace(file=file)], [RULE], RUN))["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.isascii()
    assert not set(uri) & set(' :?#[]@%\n"<>\\^`{|}') - {"%"}
    if not any("\ud800" <= char <= "\udfff" for char in file):
        assert unquote(uri, errors="strict") == file


@given(st.text(st.sampled_from(" :,%\n\rab.=/"), min_size=1))
@example("%0A%25,line=1:")
def test_github_finds_a_file_whatever_is_in_its_name(file: str) -> None:
    """Spaces, colons, commas, percent signs and line ends come back as they were."""
    (annotation,) = read.github(github.render([FINDING._replace(file=f"x{file}x")]))
    assert annotation.properties["file"] == f"x{file}x"


@pytest.mark.parametrize("text", HOSTILE, ids=short)
def test_hostile_values_and_names_of_a_real_run(text: str, tmp_path: Path) -> None:
    name = (
        os.fsdecode(text.replace("/", "_").replace("\0", "")[:60].encode("utf-8", "surrogatepass")) + ".yaml"
    )
    quoted = json.dumps(text, ensure_ascii=True)
    (tmp_path / name).write_text(BEGUN + f"accounts:\n  - {{id: a, name: {quoted}, health: {quoted}}}\n")
    for form in NEW:
        ran = validate(f"./{name}", "--format", form, folder=tmp_path)
        assert (ran.status, ran.err) == (1, ""), form
        inert(ran.out)
        if form in ("sarif", "junit", "markdown", "github"):
            assert getattr(read, form)(ran.out)
        elif form == "gitlab":
            assert read.gitlab_any(ran.out)
    summary = tmp_path / "summary"
    validate(f"./{name}", "--step-summary", folder=tmp_path, GITHUB_STEP_SUMMARY=str(summary))
    assert read.markdown(summary.read_text("utf-8"))


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_no_encoding_of_the_terminal_breaks_a_format(encoding: str) -> None:
    raw = (BEGUN + "accounts:\n  - {id: a, name: 東京 é \\U0001F600, health: purple}\n").encode()
    environment = {**os.environ, "LC_ALL": "POSIX", "PYTHONIOENCODING": encoding}
    for form in ALL:
        command = [sys.executable, "-m", "codesign_cli", "validate", "-", "-f", form, "--as-of", "2026-02-23"]
        ran = subprocess.run(command, input=raw, capture_output=True, env=environment, check=False)
        assert (ran.returncode, ran.stderr) == (1, b""), form
        if form in NEW:
            assert ran.stdout.decode("utf-8") == validate("-", "--format", form, stdin=raw).out


# The page about continuous integration

PAGE = (ROOT / "docs" / "ci.md").read_text("utf-8")
COMMANDS = re.findall(r"codesign (validate programs .*?)(?: \|\| .*)?$", PAGE, re.M)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_of_the_page_runs_and_writes_what_it_names(command: str, tmp_path: Path) -> None:
    (tmp_path / "programs").mkdir()
    (tmp_path / "programs" / "program.yaml").write_text(WARNED)
    summary = tmp_path / "summary"
    ran = validate(*command.split()[1:], folder=tmp_path, GITHUB_STEP_SUMMARY=str(summary))
    assert (ran.status, ran.err) == (1, "")
    assert summary.exists() == ("--step-summary" in command)
    for form, name in re.findall(r"--format (\w+) --output (\S+)", command):
        page = (tmp_path / name).read_text("utf-8")
        assert json.loads(page.splitlines()[0]) if form == "jsonl" else getattr(read, form)(page)


def test_the_page_names_every_format_and_its_blocks_are_yaml() -> None:
    assert len(COMMANDS) == 6
    named = re.findall(
        r"`(\w+)`", "".join(re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", PAGE.partition("## ")[0], re.M))
    )
    assert named == list(FORMATS)
    for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.S):
        document = YAML(typ="safe").load(block)
        if "repos" in document:  # for pre-commit, which runs in no job
            continue
        (job,) = document.get("jobs", document).values()
        assert job["steps" if "jobs" in document else "script"]
        names = re.findall(r"--output (\S+)", block)
        assert all(block.count(name) == 2 for name in names)
