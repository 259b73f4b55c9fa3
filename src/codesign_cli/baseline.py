"""Which findings were known before: those of an earlier text, or those that a baseline file lists.

A finding is known by its file and its fingerprint (code and id path), as often as it was there, and only as
long as it has not become graver. The baseline is a JSON file whose file names are relative to itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from codesign_cli.errors import CodesignError
from codesign_cli.finding import SEVERITIES, Finding
from codesign_cli.record import NamedTuple

VERSION = 1
MOST = 1_000_000
"""The largest count of one entry that is read."""
_TEXTS = ("file", "code", "name", "path", "severity", "fingerprint")

Namer = Callable[[str], str]
"""From a file as a person names it to its name in the baseline."""


class Entry(NamedTuple):
    """One finding that is known, and how often; ordered as it is written."""

    file: str
    """Relative to the baseline's folder, with forward slashes."""
    code: str
    name: str
    path: str
    """Where, with ids: `accounts[northwind].health`."""
    severity: str
    fingerprint: str
    times: int
    """How often it is there: a rule may speak twice of one text."""


class Sifted(NamedTuple):
    """Findings apart from those that a baseline lists."""

    new: list[Finding]
    known: list[Finding]
    stale: int
    """How many findings the baseline lists that are no longer there."""
    refused: tuple[str, ...]
    """Codes that it lists and never hides."""


def unknown_of(findings: Sequence[Finding], earlier: Iterable[Finding]) -> list[Finding]:
    """The findings that are not among `earlier` ones of the same file, in their order.

    What a comment or a waiver had set aside counts as known only while it still is.
    """
    before: dict[tuple[str, bool], list[Finding]] = {}
    for finding in earlier:
        before.setdefault((finding.fingerprint, finding.waived), []).append(finding)
    known: list[Finding] = []
    for key, group in _grouped(findings, lambda f: (f.fingerprint, f.waived)).items():
        known += _matched(group, [(f.severity, f.message) for f in before.get(key, ())])
    return _without(findings, known)


def _grouped(findings: Iterable[Finding], key: Callable[[Finding], Any]) -> dict[Any, list[Finding]]:
    groups: dict[Any, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(key(finding), []).append(finding)
    return groups


def _matched(findings: Sequence[Finding], before: Sequence[tuple[str, str]]) -> list[Finding]:
    """Those of one fingerprint's findings that were there before, each former one (severity, message) used once.

    The same words are matched first, so that of several in one text the one that was added is the new one.
    """
    left = sorted(before, key=lambda one: _rank(one[0]))
    matched: list[Finding] = []
    waiting = sorted(findings, key=lambda f: _rank(f.severity))
    for same_words in (True, False):
        rest: list[Finding] = []
        for finding in waiting:
            fits = (
                one
                for one in left
                if _rank(one[0]) <= _rank(finding.severity) and (one[1] == finding.message or not same_words)
            )
            former = next(fits, None)
            if former is None:
                rest.append(finding)
            else:
                left.remove(former)
                matched.append(finding)
        waiting = rest
    return matched


def _rank(severity: str) -> int:
    """0 for the gravest."""
    return SEVERITIES.index(severity)


def _without(findings: Sequence[Finding], known: Iterable[Finding]) -> list[Finding]:
    gone = {id(finding) for finding in known}
    return [finding for finding in findings if id(finding) not in gone]


def sift(
    findings: Sequence[Finding],
    entries: Sequence[Entry],
    called: Namer,
    never: Collection[str],
    judged: Callable[[Entry], bool],
) -> Sifted:
    """Takes out of `findings` what the `entries` list, but nothing of the codes in `never` and nothing set aside.

    `judged` says whether this run could have found an entry, so that one that was not found is stale.
    """
    listed: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        if entry.code not in never:
            listed.setdefault((entry.file, entry.fingerprint), []).append(entry)
    groups = _grouped(
        (f for f in findings if f.code not in never and not f.waived),
        lambda f: (called(f.file), f.fingerprint),
    )
    known: list[Finding] = []
    stale = 0
    for key, some in listed.items():
        group = groups.get(key, [])
        before = [(entry.severity, "") for entry in some for _ in range(min(entry.times, len(group)))]
        known += _matched(group, before)
        if judged(some[0]):
            stale += max(0, sum(entry.times for entry in some) - len(group))
    codes = {entry.code for entry in entries if entry.code in never}
    return Sifted(_without(findings, known), known, stale, tuple(sorted(codes)))


def entries_of(findings: Iterable[Finding], called: Namer, never: Collection[str]) -> list[Entry]:
    """The findings as entries, sorted: those of the codes in `never` and those set aside are left out."""
    counts = Counter(
        (called(f.file), f.code, f.name, f.key, f.severity, f.fingerprint)
        for f in findings
        if f.code not in never and not f.waived
    )
    return sorted(Entry(*what, count) for what, count in counts.items())


def written(entries: Iterable[Entry]) -> str:
    """A baseline file's text: sorted, one key a line, the same for the same entries."""
    from codesign_cli.render.json_text import json_text

    return json_text({"version": VERSION, "findings": [_data(entry) for entry in sorted(entries)]})


def _data(entry: Entry) -> dict[str, Any]:
    return {**{key: getattr(entry, key) for key in _TEXTS}, "count": entry.times}


def parse(raw: bytes, shown: str) -> list[Entry]:
    """The entries of a baseline file; `shown` names it.

    Raises CodesignError for text that is no baseline of this version.
    """
    import json

    way = "Name the file that --write-baseline wrote, or write one under a new name."
    try:
        data: Any = json.loads(raw)
    except (ValueError, RecursionError):  # not JSON, or not UTF-8
        raise CodesignError(f"{shown} is not JSON, so it is no baseline.", way) from None
    if not isinstance(data, dict) or not isinstance(data.get("findings"), list):
        raise CodesignError(f"{shown} is no baseline: it has no list of `findings`.", way)
    if data.get("version") != VERSION:
        raise CodesignError(f"{shown} is no baseline of version {VERSION}.", way)
    entries = []
    for number, item in enumerate(data["findings"], 1):
        if not _is_entry(item):
            raise CodesignError(f"Entry {number} of {shown} is not one that a baseline holds.", way)
        entries.append(Entry(**{key: item[key] for key in _TEXTS}, times=item["count"]))
    return entries


def _is_entry(item: Any) -> bool:
    return (
        isinstance(item, dict)
        and all(isinstance(item.get(key), str) for key in _TEXTS)
        and item["severity"] in SEVERITIES
        and type(item.get("count")) is int
        and 1 <= item["count"] <= MOST
    )
