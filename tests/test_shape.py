"""Every key of the format deleted, misspelled, mistyped and doubled: one finding each, in plain words, at its place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path as File
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codesign_cli.check import check
from codesign_cli.finding import Finding, Path
from codesign_cli.load import load
from codesign_cli.model import compiled
from codesign_cli.model.form import Node, Shape
from codesign_cli.model.nearest import distance, nearest
from codesign_cli.rules import discover
from codesign_cli.shape import Shaped, shape
from codesign_cli.source import Source, read

WHOLE = (File(__file__).parent / "data" / "whole.yaml").read_text(encoding="utf-8")
FORM = Shape(compiled.load().form)
SOURCE = read("whole.yaml", WHOLE.encode())


def shaped(text: str) -> tuple[list[Finding], Shaped]:
    """The findings of the text and its shape, and the shape."""
    source = read("p.yaml", text.encode())
    result = shape(source.data, source, "p.yaml", stem="p")
    return [*source.findings, *result.findings], result


def only(text: str) -> Finding:
    """The one finding of a text."""
    findings, _ = shaped(text)
    assert len(findings) == 1, [(f.code, f.path, f.message) for f in findings]
    return findings[0]


def keys(value: Any, node: Node, path: Path = ()) -> Iterator[Path]:
    """The path of each key of the format that a text writes; ids of accounts and records are none."""
    bare = FORM.bare(node)
    if isinstance(value, dict):
        for key, inner in value.items():
            below = FORM.step(node, key)
            if bare["type"] == "model":
                yield (*path, key)
            yield from keys(inner, below, (*path, key))
    elif isinstance(value, list):
        inner_node = FORM.step(node, 0) if bare["type"] == "tuple" else node
        for index, item in enumerate(value):
            yield from keys(item, inner_node, (*path, index))


KEYS = list(keys(SOURCE.data, FORM.root))


def pattern(path: Path) -> Path:
    """A path with `*` for each index and id."""
    found: list[str | int] = []
    for length, part in enumerate(path):
        node = FORM.at(path[:length])
        found.append("*" if FORM.bare(node)["type"] in ("tuple", "dict") else part)
    return tuple(found)


def first_of_each(paths: list[Path]) -> list[Path]:
    """One path for each place of the format."""
    return list({pattern(path): path for path in reversed(paths)}.values())[::-1]


EACH = first_of_each(KEYS)


def name(path: Path) -> str:
    """A path as a test's name."""
    return ".".join(map(str, path))


def test_the_whole_program_is_clean() -> None:
    findings, result = shaped(WHOLE)
    assert findings == []
    assert result.program is not None


def test_the_whole_program_holds_every_key_of_the_format() -> None:
    every = {path for key in {path[-1] for path in KEYS} for path in FORM.places(str(key))}
    everything = set(FORM._paths(FORM.root, ()))
    assert {pattern(path) for path in KEYS} == everything
    assert every == everything


# Places in the text, by lines: the text is in block style, one key a line


def get(path: Path, data: Any = None) -> Any:
    data = SOURCE.data if data is None else data
    for part in path:
        data = data[part]
    return data


def offset(source: Source, path: Path) -> int:
    """Where the key at a path begins."""
    span = source.key_span(path)
    assert span is not None
    return sum(len(line) + 1 for line in source.lines[: span.line - 1]) + span.column - 1


def line(path: Path) -> int:
    """The line of a key."""
    span = SOURCE.key_span(path)
    assert span is not None
    return span.line


def end_line(path: Path) -> int:
    """The last line of the value behind a key."""
    value = get(path)
    if isinstance(value, dict):
        return end_line((*path, list(value)[-1]))
    if isinstance(value, list):
        return (
            end_line((*path, len(value) - 1))
            if not isinstance(value[-1], str)
            else line_of_item(path, len(value) - 1)
        )
    return line(path)


def line_of_item(path: Path, index: int) -> int:
    span = SOURCE.value_span((*path, index))
    assert span is not None
    return span.line


def without(path: Path) -> str:
    """The text without a key and its value."""
    siblings = list(get(path[:-1]))
    after = siblings.index(path[-1]) + 1
    start = offset(SOURCE, path)
    if after < len(siblings):
        return WHOLE[:start] + WHOLE[offset(SOURCE, (*path[:-1], siblings[after])) :]
    lines = WHOLE.split("\n")
    return "\n".join([*lines[: line(path) - 1], *lines[end_line(path) :]])


def with_value(path: Path, value: str) -> str:
    """The text with another value behind a key, on the key's line."""
    lines = WHOLE.split("\n")
    at = line(path) - 1
    head = lines[at][: lines[at].index(f"{path[-1]}:") + len(str(path[-1])) + 1]
    return "\n".join([*lines[:at], f"{head} {value}", *lines[end_line(path) :]])


def renamed(path: Path, key: str) -> str:
    """The text with another key at a path."""
    start = offset(SOURCE, path)
    return WHOLE[:start] + key + WHOLE[start + len(str(path[-1])) :]


def doubled(path: Path) -> tuple[str, int]:
    """The text with a key and its value a second time below the first, and the line of the second."""
    lines = WHOLE.split("\n")
    first, last = line(path) - 1, end_line(path)
    again = lines[first:last]
    again[0] = again[0].replace("- ", "  ", 1) if again[0].lstrip().startswith("- ") else again[0]
    return "\n".join([*lines[:last], *again, *lines[last:]]), last + 1


def slips(key: str, known: set[str]) -> list[str]:
    """The key with a letter left out, and with two neighbours swapped: at the beginning and in the middle."""
    found = []
    for at in {0, len(key) // 2}:
        found += [key[:at] + key[at + 1 :], key[:at] + key[at + 1 : at + 2] + key[at] + key[at + 2 :]]
    return sorted({slip for slip in found if slip and slip not in known})


# The four mistakes


@pytest.mark.parametrize("path", EACH, ids=name)
def test_deleted(path: Path) -> None:
    group = FORM.group_of(path[:-1], get(path[:-1]))
    assert group is not None
    findings, _ = shaped(without(path))
    if path[-1] not in group.required:
        assert findings == []
        return
    finding = findings[0]
    assert (len(findings), finding.code, finding.path.endswith(str(path[-1]))) == (1, "FIL005", True)
    assert f"`{path[-1]}`" in finding.message
    assert finding.span.line == line(owner(path))


def owner(path: Path) -> Path:
    """The key on whose line something missing is told: the mapping's, or an item's first."""
    above = path[:-1]
    if above and not isinstance(above[-1], int):
        return above
    first = next(iter(get(above)))
    return (*above, first) if above else ("codesign",)


@pytest.mark.parametrize("path", EACH, ids=name)
def test_written_but_empty(path: Path) -> None:
    group = FORM.group_of(path[:-1], get(path[:-1]))
    assert group is not None
    findings, _ = shaped(with_value(path, ""))
    if path[-1] in group.required:
        assert [(f.code, f.span.line) for f in findings] == [("FIL005", line(path))]
    else:
        assert findings == []


@pytest.mark.parametrize("path", EACH, ids=name)
def test_misspelled(path: Path) -> None:
    key = str(path[-1])
    group = FORM.group_of(path[:-1], get(path[:-1]))
    assert group is not None
    for slip in slips(key, set(group.fields)):
        finding = only(renamed(path, slip))
        assert (finding.code, finding.span.line) == ("FIL003", line(path)), slip
        assert finding.span.end_column - finding.span.column == len(slip)
        assert f"`{slip}`" in finding.message
        if len(key) > 4 and distance(slip, key) == 1 and not FORM.places(slip):
            meant = nearest(
                slip, [name for name in group.fields if name not in get(path[:-1]) or name == key]
            )
            assert f"did you mean `{meant}`?" in finding.message, slip


WRONG = {
    "text": ("7", "1.5", "true", "[a]", "{a: b}"),
    "literal": ("purple", "7", "true", "[a]", "{a: b}", '""'),
    "bool": ("maybe", "1", "[a]", "{a: b}"),
    "account_id": ("North Wind", "7", "-a", "[a]", "{a: b}"),
    "short_id": ("two words", "7", "[a]", "{a: b}"),
    "email": ("dana", "a@b", "7", "[a]", "a@b@c.example", "a b@c.example"),
    "language": ("e", "7", "[a]", "en_US", "en-", "en-a?"),
    "zone": ("Mars/Olympus", "7", "[a]", "../etc/passwd", "Europe", "localtime", "right/UTC"),
    "day": (
        "soon",
        "7",
        "2026-13-01",
        "2026-02-30",
        "20260218",
        "18.2.2026",
        "2026-02-18T10:00",
        "0001-01-01",
        "[a]",
    ),
    "moment": (
        "soon",
        "7",
        "2026-02-18",
        "2026-02-18 10:00",
        "2026-02-18T25:00",
        "2026-02-18T10:00+1",
        "[a]",
    ),
    "minutes": ("-1", "7.5", "an hour", "true", "100000", "[a]"),
    "count": ("-1", "9999999999", "7.5", "many", "true", "[a]"),
    "position": ("0", "7.5", "two", "true", "[a]"),
    "version": ("0", "one", "1.5", "true", "[a]"),
    "share": ("1.5", "-0.1", "46%", "true", "[a]"),
    "text_or_texts": ("7", "true", "{a: b}", "[7]"),
    "all_or_accounts": ("alpina", "7", "{a: b}", "[North Wind]"),
    "moment_or_by_account": ("soon", "7", "[a]", "{alpina: soon}", "{Al Pina: 2026-02-18T10:00}"),
    "people": ("7", "true", "[7]"),
    "person": ("7", "true", "[a]"),
    "day_or_group": ("soon", "7", "[a]"),
    "list": ("7", "true", "word", "{a: b}", "[[a]]"),
    "mapping": ("7", "true", "word", "[a]", "{alpina: [[a]]}", "{Al Pina: a}"),
    "group": ("7", "true", "word", "[a]"),
}
"""For each kind of value what it cannot be."""


def kind(path: Path) -> str:
    """The kind of value at a path, from the schema."""
    node = FORM.at(path)
    for function in ("text_or_texts", "all_or_accounts", "moment_or_by_account", "people", "person"):
        if FORM.says(node, function):
            return function
    if FORM.says(node, "told"):
        return "day_or_group"
    bare = FORM.bare(node)
    plain = {"str": "text", "tuple": "list", "dict": "mapping", "model": "group"}
    if bare["type"] == "function-plain":
        return str(bare["function"]["function"])
    return plain.get(bare["type"]) or str(bare["type"])


@pytest.mark.parametrize("path", EACH, ids=name)
def test_mistyped(path: Path) -> None:
    for wrong in WRONG[kind(path)]:
        finding = only(with_value(path, wrong))
        empty = path[-1] == "severity" and wrong == '""'  # required: empty is missing
        assert (finding.code, finding.span.line) == ("FIL005" if empty else "FIL004", line(path)), wrong
        assert finding.message.endswith((".", "?"))
        assert " is " in finding.message
        assert "cannot be read here" not in finding.message, wrong


@pytest.mark.parametrize("path", EACH, ids=name)
def test_doubled(path: Path) -> None:
    text, second = doubled(path)
    finding = only(text)
    assert (finding.code, finding.span.line) == ("FIL002", second)


# What a newcomer sees

HEAD = "codesign: 1\ntitle: Slots\nfeature:\n  name: Slots\n  problem: Carriers arrive at once\n"


def message(rest: str, head: str = HEAD) -> str:
    """The one message of a small program."""
    return only(head + rest).message


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        (
            "accounts:\n  - id: a\n    name: A\n    health: purple\n",
            "`health` is `purple`; use green, yellow or red.",
        ),
        (
            "accounts:\n  - id: a\n    name: A\n    helth: green\n",
            "`helth` is not a key of this entry of `accounts`; did you mean `health`?",
        ),
        (
            "accounts:\n  - id: a\n    name: A\n    health: Green\n",
            "`health` is `Green`; did you mean green? Use green, yellow or red.",
        ),
        (
            "accounts:\n  - id: North Wind\n    name: A\n",
            "`id` is `North Wind`; use lower-case letters, digits and hyphens, such as `north-wind`.",
        ),
        ("accounts:\n  - name: A\n", "`id` is missing in this entry of `accounts`."),
        (
            "accounts:\n  - key: a\n    name: A\n",
            "`key` is not a key of this entry of `accounts`, and `id` is missing there.",
        ),
        ("accounts:\n  -\n", "An entry of `accounts` is empty; write it, or take its dash away."),
        ("in_scope: none\n", "`in_scope` belongs under `feature`, not at the top level."),
        ("ga: 2026-04-01\n", "`ga` belongs under `timeline`, not at the top level."),
        ("health: red\n", "`health` belongs under `accounts` or under `candidates`, not at the top level."),
        ("inScope: none\n", "`inScope` is not a key of the program."),
        ("colour: blue\n", "`colour` is not a key of the program."),
        ("strategy: 2026\n", "`strategy` is the number 2026; put it in quotes."),
        ("strategy: true\n", "`strategy` is `true`; put it in quotes."),
        ("strategy: [a]\n", "`strategy` is a list; write one text."),
        (
            "strategy: {Grow: fast}\n",
            "`strategy` is a group of keys; write one text, in quotes where it holds a colon.",
        ),
        ("timezone: Europe/Berln\n", "`timezone` is `Europe/Berln`; did you mean `Europe/Berlin`?"),
        (
            "timezone: Nowhere\n",
            "`timezone` is `Nowhere`; write the name of a time zone such as `Europe/Berlin`.",
        ),
        ("timezone: berlin\n", "`timezone` is `berlin`; did you mean `Europe/Berlin`?"),
        ("timezone: New York\n", "`timezone` is `New York`; did you mean `America/New_York`?"),
        (
            "timezone: Europe/Munich\n",
            "`timezone` is `Europe/Munich`; did you mean `Europe/Zurich`? Not every city has a zone of its own.",
        ),
        ("language: English\n", "`language` is `English`; write a language tag such as `en` or `de-AT`."),
        ("language: en_US\n", "`language` is `en_US`; use a hyphen, `en-US`."),
        (
            "timeline:\n  ga: 2026-02-30\n",
            "`ga` is `2026-02-30`; no calendar has that day, write a day such as `2026-02-18`.",
        ),
        ("brief:\n  sent: 2026-02-03T09:00\n", "`sent` is `2026-02-03T09:00`; write the day alone, `2026-02-03`."),
        ("sessions:\n  - at: 2026-02-03\n", "`at` is `2026-02-03`; add the time, such as `2026-02-03T15:00`."),
        (
            "sessions:\n  - at: 2026-02-03 15:00\n",
            "`at` is `2026-02-03 15:00`; put a T between day and time, `2026-02-03T15:00`.",
        ),
        ("sessions:\n  - minutes: '60'\n", "`minutes` is `60`; write the number without quotes."),
        ("sessions:\n  - minutes: -5\n", "`minutes` is the number -5; write whole minutes from 0."),
        ("sessions:\n  - held: 'true'\n", "`held` is `true`; write it without quotes."),
        ("sessions:\n  - held: yes\n", "`held` is `yes`; use true or false."),
        (
            "sessions:\n  - attended:\n      A B: [x]\n",
            "A key of `attended` is `A B`; use the id of an account: lower-case letters, digits and hyphens.",
        ),
        (
            "parked: an idea\n",
            "`parked` is `an idea`; write it as a list, each entry on a line of its own after a `- `, or `none`.",
        ),
        (
            "team:\n  cs: [a, b]\n",
            "`cs` is a list; write a name, or `name`, `email` and `title` on lines of their own below it.",
        ),
        ("team:\n  engineering: {name: 7}\n", "`name` is the number 7; put it in quotes."),
        (
            "brief: 2026-02-03\n",
            "`brief` is `2026-02-03`; write its keys on lines of their own below it: `sent` or `by`.",
        ),
    ],
)  # fmt: skip
def test_words(rest: str, said: str) -> None:
    assert message(rest) == said


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("18.02.2026", "2026-02-18"),
        ("3.4.2026", "2026-04-03"),
        ("2026-2-3", "2026-02-03"),
        ("2026/02/03", "2026-02-03"),
        ("2026 Feb 3", "2026-02-03"),
        ("02/18/2026", "2026-02-18"),
        ("18/02/2026", "2026-02-18"),
        ("04/04/2026", "2026-04-04"),
        ("18 Feb 2026", "2026-02-18"),
        ("18 February 2026", "2026-02-18"),
        ("'Feb 18, 2026'", "2026-02-18"),
        ("03/04/2026", None),
        ("02.18.2026", None),
        ("31.02.2026", None),
        ("18.02.26", None),
        ("18 Febr 2026 12:00", None),
        ("0.2.2026", None),
        ("Q2 2026", None),
        ("'١٨.٠٢.٢٠٢٦'", None),
        ("soon", None),
    ],
)
def test_a_day_in_another_form_is_shown_in_ours(written: str, meant: str | None) -> None:
    """Where it can be one day only; two readings of one day are left to the person."""
    way = f"write it as `{meant}`." if meant else "write a day such as `2026-02-18`."
    assert message(f"timeline:\n  ga: {written}\n").endswith(f"; {way}")


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("", "FIL005", "Nothing is written in this file yet."),
        ("- a\n", "FIL004", "The file holds a list; a program is a group of keys."),
        ("hello\n", "FIL004", "The file holds one value; a program is a group of keys."),
        (
            "codesign: 2\nwhatever: x\n",
            "FIL012",
            "The file is written in format 2; this version of codesign reads format 1.",
        ),
        (
            "codesign: 1\nkind: beta\nlearning_goals: []\n",
            "FIL004",
            "The file is of kind `beta`; this version checks co-design programs only.",
        ),
    ],
)
def test_a_file_that_is_no_program_of_ours(text: str, code: str, said: str) -> None:
    findings, result = shaped(text)
    assert [(f.code, f.message) for f in findings] == [(code, said)]
    assert result.program is None


@pytest.mark.parametrize("value", ["a\\e[31mb", "a\\x07b", "a\\nb", "a`b", "\\u202eabc", "[red]x[/red]" * 50])
def test_hostile_values_are_short_and_visible(value: str) -> None:
    said = message(f'state: "{value}"\n')
    assert said.isprintable()
    assert len(said) < 120
    assert said.count("`") == 4


def test_suggestions_end_where_a_file_is_no_program() -> None:
    lines = "".join(f"strateg{i}: x\n" for i in range(60))
    zones = "".join(f"      - {{name: P, timezone: Europe/Berlin{i}}}\n" for i in range(60))
    findings, _ = shaped(f"{HEAD}{lines}accounts:\n  - id: a\n    name: A\n    participants:\n{zones}")
    assert len(findings) == 120
    assert sum("did you mean `strategy`?" in finding.message for finding in findings) == 50
    assert findings[-1].message.endswith("write the name of a time zone such as `Europe/Berlin`.")


def test_a_number_of_very_many_digits_is_not_written_out() -> None:
    result = shape({**SOURCE.data, "strategy": 9**9000}, Nowhere(), "p.yaml")
    assert result.findings[0].message == "`strategy` is a number of very many digits; put it in quotes."


def test_a_number_too_long_to_be_read_is_not_told_to_lose_quotes_it_does_not_have() -> None:
    told = only(f"{HEAD}sessions:\n  - minutes: {'9' * 900}\n").message
    assert told == f"`minutes` is `{'9' * 39}…`; write whole minutes, such as `60`."


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("<<: *first", "`<<` takes keys over from another place"),
        (": Halden", "In this entry of `accounts` a colon stands without a key before it."),
    ],
)
def test_a_key_that_is_no_word_is_one_mistake_and_what_it_may_stand_for_is_none(
    entry: str, said: str
) -> None:
    found = only(f"{HEAD}accounts:\n  - &first\n    id: northwind\n    name: Northwind\n  - {entry}\n")
    assert (found.code, found.span.line) == ("FIL003", len(HEAD.splitlines()) + 5)
    assert found.message.startswith(said)


def test_an_unknown_key_hides_no_missing_ones() -> None:
    findings, _ = shaped(f"{HEAD}accounts:\n  - colour: red\n    size: 4\n    name: A\n")
    assert [(f.code, f.path) for f in findings] == [
        ("FIL003", "accounts[0].colour"),
        ("FIL005", "accounts[0].id"),
        ("FIL003", "accounts[0].size"),
    ]
    findings, _ = shaped("codesign: 1\ntitle: T\nfeature:\n  name: N\nproblem: P\n")
    assert [(f.code, f.path) for f in findings] == [("FIL003", "problem")]


# What the rules may still say


def reads(result: Shaped, *path: str | int) -> bool:
    """Whether reading along a path touches something broken."""
    part: Any = result.program
    result.touched.begin()
    for step in path:
        part = getattr(part, step) if isinstance(step, str) else part[step]
    return result.touched.any()


ACCOUNTS = "accounts:\n  - id: a\n    name: A\n    health: green\n  - id: b\n    name: B\n"


def test_a_clean_program_touches_nothing() -> None:
    _, result = shaped(HEAD + ACCOUNTS)
    assert not reads(result, "accounts", 0, "health")


def test_a_misspelled_key_breaks_the_key_that_was_meant_and_no_other() -> None:
    _, result = shaped(HEAD + ACCOUNTS + "    helth: red\n")
    assert reads(result, "accounts", 1, "health")
    assert not reads(result, "accounts", 0, "health")
    assert not reads(result, "accounts", 1, "name")
    assert not reads(result, "accounts", 1, "acuity")


def test_an_unknown_key_without_a_meaning_breaks_every_unwritten_one() -> None:
    _, result = shaped(HEAD + ACCOUNTS + "    colour: red\n")
    assert reads(result, "accounts", 1, "health")
    assert reads(result, "accounts", 1, "acuity")
    assert not reads(result, "accounts", 1, "name")
    assert not reads(result, "accounts", 0, "acuity")


def test_a_key_in_the_wrong_place_breaks_where_it_belongs() -> None:
    _, result = shaped(f"{HEAD}in_scope: [a]\nga: 2026-04-01\n")
    assert reads(result, "feature", "in_scope")
    assert reads(result, "timeline")
    assert not reads(result, "feature", "out_of_scope")
    assert not reads(result, "accounts")


def test_a_wrong_value_counts_as_not_written() -> None:
    _, result = shaped(HEAD + ACCOUNTS + "    health: purple\n")
    assert result.program is not None
    assert result.program.accounts[1].health is None
    assert reads(result, "accounts", 1, "health")
    assert not reads(result, "accounts", 0, "health")


def test_a_missing_key_has_a_stand_in() -> None:
    _, result = shaped("codesign: 1\ntitle: T\n")
    assert result.program is not None
    assert reads(result, "feature")
    _, result = shaped(HEAD + "feedback:\n  - id: F01\n")
    assert result.program is not None
    record = result.program.feedback[0]
    assert (record.session, record.account, record.severity) == (1, "x", "blocker")
    assert reads(result, "feedback", 0, "severity")
    assert not reads(result, "feedback", 0, "id")


def test_a_dropped_item_breaks_its_list_and_keeps_its_neighbours() -> None:
    _, result = shaped(
        f"{HEAD}accounts:\n  - 7\n  - id: a\n    name: A\n    helth: red\n  - 8\n  - id: b\n    name: 7\n"
    )
    assert result.program is not None
    assert reads(result, "accounts")
    assert [account.id for account in result.program.accounts] == ["a", "b"]
    first, second = result.program.accounts
    for part, name_, broken in (
        (first, "health", 1),
        (first, "name", 0),
        (second, "health", 0),
        (second, "name", 1),
    ):
        result.touched.begin()
        getattr(part, name_)
        assert result.touched.any() == bool(broken)


def test_an_entry_of_a_mapping_breaks_the_mapping() -> None:
    _, result = shaped(HEAD + "sessions:\n  - talk_minutes: {a: long, b: 7}\n")
    assert result.program is not None
    assert result.program.sessions[0].talk_minutes == {"b": 7}
    assert reads(result, "sessions", 0, "talk_minutes")
    assert not reads(result, "sessions", 0, "attended")


def test_one_person_alone_is_a_list_of_one_with_its_own_mistakes() -> None:
    _, result = shaped(HEAD + "team:\n  engineering: {name: Lena, emial: x}\n")
    assert result.program is not None
    assert reads(result, "team", "engineering", 0, "email")
    assert not reads(result, "team", "engineering", 0, "name")
    findings, result = shaped(HEAD + "team:\n  engineering: {email: l@x.example}\n")
    assert [(f.code, f.path) for f in findings] == [("FIL005", "team.engineering.name")]


def test_the_id_of_a_program_is_its_files_stem() -> None:
    _, result = shaped(HEAD)
    assert result.program is not None
    assert result.program.id == "p"
    _, result = shaped(HEAD + "id: own\n")
    assert result.program is not None
    assert result.program.id == "own"


SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=12),
    st.sampled_from(["none", "all", "green", "2026-02-18", "2026-02-18T10:00", "a", "F01", "product"]),
)  # fmt: skip
FIELD_NAMES = sorted({str(path[-1]) for path in KEYS})
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(FIELD_NAMES) | st.text(max_size=6), inner, max_size=4)
    ),
    max_leaves=12,
)


class Nowhere:
    """A text without places."""

    def place(self, path: Path) -> Any:
        return SOURCE.place(())

    def key_span(self, path: Path) -> Any:
        return None

    value_span = key_span

    def file_of(self, path: Path) -> str:
        return "p.yaml"


def put(data: Any, path: Path, value: Any) -> Any:
    """A copy of the data with another value at a path."""
    if not path:
        return value
    if isinstance(data, dict):
        return {key: put(inner, path[1:], value) if key == path[0] else inner for key, inner in data.items()}
    return [put(inner, path[1:], value) if index == path[0] else inner for index, inner in enumerate(data)]


@given(path=st.sampled_from([(), *KEYS]), value=ANYTHING)
def test_whatever_stands_anywhere_the_rest_is_read(path: Path, value: Any) -> None:
    data = put(SOURCE.data, path, value)
    result = shape(data, Nowhere(), "p.yaml")
    assert {f.code for f in result.findings} <= {"FIL003", "FIL004", "FIL005", "FIL012"}
    for finding in result.findings:
        assert finding.message.isprintable()
        assert "cannot be read here" not in finding.message
    if path and path[0] not in ("kind", "codesign"):
        assert result.program is not None


# One mistake, one finding: no rule speaks on top


CLEAN = File(__file__).parent / "clean"


def with_mistakes(text: str) -> Iterator[tuple[str, str, str]]:
    """A clean program with one mistake each: at which key, the code expected, the text."""
    source = read("clean.yaml", text.encode())
    for path in keys(source.data, FORM.root):
        start, key = offset(source, path), str(path[-1])
        before, after = text[:start], text[start + len(key) :]
        for slip in (f"{key[: len(key) // 2]}{key[len(key) // 2 + 1 :]}", f"zz{key}zz"):
            if slip and slip not in get(path[:-1], source.data) and not FORM.places(slip):
                yield f"{name(path)} as {slip}", "FIL003", f"{before}{slip}{after}"
        value = source.value_span(path)
        if value is not None and isinstance(get(path, source.data), (str, int)) and after.startswith(":"):
            end = sum(len(row) + 1 for row in source.lines[: value.end_line - 1]) + value.end_column - 1
            yield f"{name(path)} as a list", "FIL004", f"{before}{key}: [[x]]{text[end:]}"


@pytest.mark.parametrize("program", ["begun", "running", "finished"])
def test_no_rule_speaks_about_what_is_broken(program: str) -> None:
    text = (CLEAN / f"{program}.yaml").read_text(encoding="utf-8")
    as_of = datetime.fromisoformat(text.splitlines()[0].removeprefix("# as-of: "))
    rules = discover()
    # The three programs say much the same: each tries another third of the mistakes, `./dev soak` all of them.
    third = ("begun", "running", "finished").index(program)
    mistakes = list(with_mistakes(text))
    for what, code, broken in mistakes if settings().max_examples > 100 else mistakes[third::3]:
        found = check(load("p.yaml", broken.encode()), as_of, rules).findings
        assert [finding.code for finding in found] == [code], (what, [(f.code, f.path) for f in found])
