"""The published YAML test suite: what it calls broken is refused, what it calls valid is read, but for the lists."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from codesign_cli.source import Source, read

LISTS = Path(__file__).parent / "yaml_suite"
SUITE = os.environ.get("YAML_TEST_SUITE", "")
MUST_FAIL, VALID = 94, 312
"""How many cases the suite holds; another number means another suite."""

needs_suite = pytest.mark.skipif(
    not SUITE,
    reason="YAML_TEST_SUITE does not name the src folder of the yaml-test-suite (see tests/yaml_suite)",
)


class Case(NamedTuple):
    """One case of the suite."""

    id: str
    """`229Q`, or `DK95:1` where a file holds several."""
    text: str
    fail: bool
    """Whether it must fail."""
    data: list[Any] | None
    """Its documents as JSON has them, where the suite says so."""


@cache
def cases() -> list[Case]:
    """All cases of the suite."""
    found = []
    for file in sorted(Path(SUITE).glob("*.yaml")):
        parts = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
        whole: dict[str, Any] = {}
        for index, part in enumerate(parts):
            whole.update(part)
            name = file.stem if len(parts) == 1 else f"{file.stem}:{index}"
            found.append(
                Case(name, _text(whole["yaml"]), bool(part.get("fail")), _documents(whole.get("json")))
            )
    return found


def _text(shown: str) -> str:
    """The text of a case, its signs for invisible characters replaced (the suite's ReadMe.md)."""
    text = shown.replace("␣", " ").replace("↵", "").replace("←", "\r").replace("⇔", "\ufeff")
    return re.sub("∎\n$", "", re.sub("—*»", "\t", text))


def _documents(text: str | None) -> list[Any] | None:
    """The JSON documents of a case."""
    if text is None:
        return None
    decoder, found, at = json.JSONDecoder(), [], 0
    while at < len(text.rstrip()):
        document, at = decoder.raw_decode(text, at + len(text[at:]) - len(text[at:].lstrip()))
        found.append(document)
    return found


def listed(name: str) -> dict[str, str]:
    """The ids of a list and their reasons."""
    lines = (LISTS / name).read_text(encoding="utf-8").splitlines()
    pairs = [line.partition("#") for line in lines if line and not line.startswith("#")]
    return {key.strip(): reason.strip() for key, _, reason in pairs}


def differing(fast: bool) -> Iterator[tuple[str, str]]:
    """Each case that ends otherwise than the suite says, with the list that it belongs to."""
    for case in cases():
        found = read(case.id, case.text.encode(), fast=fast)
        if case.fail and not found.findings:
            yield "accepted-must-fail.txt", case.id
        elif not case.fail and found.findings:
            yield "refused-valid.txt", case.id
        elif not case.fail and case.data is not None and _other(found, case.data):
            yield "other-data.txt", case.id


def _other(found: Source, data: list[Any]) -> bool:
    """Whether the one document read is other than the suite's; keys are text here as in JSON."""
    return (data or [None]) != [found.data]


@needs_suite
def test_this_is_the_suite_that_the_lists_were_made_for() -> None:
    assert sum(case.fail for case in cases()) == MUST_FAIL
    assert sum(not case.fail for case in cases()) == VALID


@needs_suite
@pytest.mark.parametrize("name", ["accepted-must-fail.txt", "refused-valid.txt", "other-data.txt"])
def test_the_reader_differs_from_the_suite_only_where_a_list_says_so(name: str) -> None:
    differs = {case for kind, case in differing(fast=True) if kind == name}
    known = set(listed(name))
    assert sorted(differs - known) == [], "not listed"
    assert sorted(known - differs) == [], f"right by now: take them out of {name}"


@needs_suite
def test_without_the_c_extension_only_the_listed_cases_end_otherwise() -> None:
    with_c, without = set(differing(fast=True)), set(differing(fast=False))
    changed = {case for _, case in with_c ^ without}
    known = set(listed("without-c.txt"))
    assert sorted(changed - known) == [], "not listed"
    assert sorted(known - changed) == [], "right by now: take them out of without-c.txt"


@needs_suite
def test_no_case_makes_the_reader_fail_and_every_finding_has_a_place() -> None:
    for case in cases():
        for fast in (True, False):
            found = read(case.id, case.text.encode(), fast=fast)
            for finding in found.findings:
                assert 1 <= finding.span.line <= len(found.lines)
                assert finding.help


LONGEST = {"accepted-must-fail.txt": 6, "refused-valid.txt": 72, "other-data.txt": 6, "without-c.txt": 16}
"""The length of each list when it was last shortened: take it down with the list, never up."""


def test_the_lists_keep_the_promise_and_give_their_reasons() -> None:
    assert MUST_FAIL - len(listed("accepted-must-fail.txt")) >= 77
    for name, most in LONGEST.items():
        assert len(listed(name)) <= most
        for case, reason in listed(name).items():
            assert re.fullmatch(r"[0-9A-Z]{4}(:\d+)?", case)
            assert len(reason) > 10, f"{case} in {name} needs its reason"
