"""What `source.read` makes of a file: its data, the place of every value, the limits, keys that stand twice."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from pathlib import Path as FilePath
from typing import Any

import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from codesign_cli import source as source_module
from codesign_cli import yaml_scalars
from codesign_cli.finding import Path, Span
from codesign_cli.source import Source, read

EXAMPLES = sorted((FilePath(__file__).parent.parent / "examples").glob("*.yaml"))

PROGRAM = """\
# as-of: 2026-02-20
codesign: 1
title: "Bulk \\"ownership\\" transfer"
feature:
  name: Bulk transfer
  problem: >-
    When a lead leaves, somebody moves
    tasks by hand.

  # the question is missing
  in_scope: [Selecting tasks, 'Choosing new owners']
  out_of_scope: []
  constraints: {technical: none, regulatory: [Kept for seven years]}
accounts:
  - id: northwind
    name: Northwind Freight
    health: green          # asked in January
    health_checked: 2026-01-15
    flags:
      - support-crisis
      -
    joined:
    left: null
  - {id: halden, name: "Halden"}
  - participants:
      - name: Dana Ruiz
  - text: |
      Hello,
        indented

      Yours
    on: 12:30
"""


def cut(source: Source, span: Span) -> str:
    """The text under a span."""
    lines = source.text.split("\n")
    if span.line == span.end_line:
        return lines[span.line - 1][span.column - 1 : span.end_column - 1]
    first = lines[span.line - 1][span.column - 1 :]
    last = lines[span.end_line - 1][: span.end_column - 1]
    return "\n".join([first, *lines[span.line : span.end_line - 1], last])


def paths(data: Any, path: Path = ()) -> Iterator[Path]:
    """Every path of plain data, the root first."""
    yield path
    if isinstance(data, dict):
        for key, value in data.items():
            yield from paths(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from paths(value, (*path, index))


def message(raw: bytes | str, *, fast: bool = True) -> str:
    """`line:column message` of the one finding of a file that cannot be read."""
    source = read("program.yaml", raw.encode() if isinstance(raw, str) else raw, fast=fast)
    assert not source.readable
    assert source.data is None
    (finding,) = source.findings
    assert (finding.code, finding.name, finding.severity, finding.file) == (
        "FIL001", "invalid-yaml", "error", "program.yaml",
    )  # fmt: skip
    assert finding.help
    return f"{finding.span.line}:{finding.span.column} {finding.message}"


# Data


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("yes", "yes"), ("no", "no"), ("on", "on"), ("Off", "Off"), ("y", "y"),
        ("12:30", "12:30"), ("2026-01-15", "2026-01-15"), ("2026-02-04T15:00", "2026-02-04T15:00"),
        ("true", True), ("False", False), ("tRUE", "tRUE"), ("null", None), ("~", None), ("", None), ("nil", "nil"),
        ("12", 12), ("-7", -7), ("+7", 7), ("007", 7), ("0o17", 15), ("0x1F", 31), ("0o18", "0o18"), ("0xg", "0xg"),
        ("0b1", "0b1"), ("1_000", "1_000"), ("1,000", "1,000"), ("٣", "٣"), ("0x", "0x"),
        ("1.5", 1.5), ("-.5", -0.5), ("1.", 1.0), ("1e3", 1000.0), ("1E-2", 0.01), ("1e", "1e"), (".", "."),
        ("+", "+"), ("1.2.3", "1.2.3"), ("1-2", "1-2"), (".inf", float("inf")), ("-.Inf", float("-inf")),
        ("9" * 5000, "9" * 5000), ("0x" + "f" * 300, int("f" * 300, 16)),
        ("'12'", "12"), ('"true"', "true"), ("''", ""), ("!!str 12", "12"), ("!!int 12", 12),
        ("!!float 1", 1.0), ("!!bool true", True), ("!!null ~", None), ("!!seq [a]", ["a"]),
        ("!!map {a: b}", {"a": "b"}),
        ("[a, 1, yes]", ["a", 1, "yes"]), ("{a: {b: }}", {"a": {"b": None}}),
        ("<<", "<<"), ("[… hand-over?]", ["… hand-over?"]),
        ("[12:30, 2026-02-04T15:00]", ["12:30", "2026-02-04T15:00"]),
    ],
)  # fmt: skip
def test_scalars_are_those_of_yaml_1_2(written: str, meant: Any, fast: bool) -> None:
    found = read("x", f"key: {written}\n".encode(), fast=fast)
    assert found.findings == ()
    assert found.data == {"key": meant}
    assert type(found.data["key"]) is type(meant)


def test_not_a_number() -> None:
    assert str(read("x", b"a: .nan").data["a"]) == "nan"


@pytest.mark.parametrize("fast", [True, False])
def test_a_directive_of_yaml_1_1_changes_no_value(fast: bool) -> None:
    text = 'a: yes\nb: [on, 012, 0o14, 1_000, 12:30]\nc: "x\\/y"\n'
    found = read("x", f"%YAML 1.1\n---\n{text}".encode(), fast=fast)
    assert found.readable
    assert found.data == read("x", text.encode()).data
    assert found.data["a"] == "yes"


def test_keys_are_text_as_written() -> None:
    found = read("x", b"2026: a\ntrue: b\n~: c\n1.50: d\n'quoted': e\n0x1F: f\n")
    assert found.data == {"2026": "a", "true": "b", "~": "c", "1.50": "d", "quoted": "e", "0x1F": "f"}
    assert cut(found, found.place(("2026",))) == "a"


def test_a_merge_key_is_a_key_like_any_other() -> None:
    found = read("x", b"a: &a {b: 1}\nc:\n  <<: *a\n")
    assert found.data == {"a": {"b": 1}, "c": {"<<": {"b": 1}}}


def test_aliases_stand_for_what_they_refer_to() -> None:
    found = read("x", b"a: &day 2026-01-15\nb: *day\nc: &list [x, y]\nd: [*list, *day]\n")
    assert found.data == {
        "a": "2026-01-15",
        "b": "2026-01-15",
        "c": ["x", "y"],
        "d": [["x", "y"], "2026-01-15"],
    }
    assert found.place(("b",)) == found.place(("a",)) == Span(1, 9, 1, 19)


@pytest.mark.parametrize(
    "text", ["", "\n\n", "# only a comment\n", "---\n", "\ufeff", "%YAML 1.2\n---\n# c\n"]
)
@pytest.mark.parametrize("fast", [True, False])
def test_an_empty_file_is_readable_and_holds_nothing(text: str, fast: bool) -> None:
    found = read("x", text.encode(), fast=fast)
    assert (found.data, found.findings, found.readable) == (None, (), True)
    assert not found.has(("title",))
    assert found.value_span(("title",)) is None
    assert found.place(("title",)).line == 1
    assert found.inside(("title",), 0, 1).line == 1


# Places


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize(
    ("path", "line", "text"),
    [
        ((), 2, "codesign"),
        (("nothing",), 2, "codesign"),
        (("nothing", 3, "deep"), 2, "codesign"),
        (("codesign",), 2, "1"),
        (("title",), 3, '"Bulk \\"ownership\\" transfer"'),
        (("title", "deeper"), 3, "title"),
        (("feature",), 4, "feature"),
        (("feature", "question"), 4, "feature"),
        (("feature", "problem"), 6, ">-\n    When a lead leaves, somebody moves\n    tasks by hand."),
        (("feature", "in_scope"), 11, "in_scope"),
        (("feature", "in_scope", 0), 11, "Selecting tasks"),
        (("feature", "in_scope", 1), 11, "'Choosing new owners'"),
        (("feature", "in_scope", 7), 11, "in_scope"),
        (("feature", "out_of_scope"), 12, "out_of_scope"),
        (("feature", "out_of_scope", 0), 12, "out_of_scope"),
        (("feature", "constraints", "technical"), 13, "none"),
        (("feature", "constraints", "regulatory"), 13, "regulatory"),
        (("feature", "constraints", "architecture"), 13, "constraints"),
        (("accounts",), 14, "accounts"),
        (("accounts", 0), 15, "id: northwind"),
        (("accounts", 0, "acuity"), 15, "id: northwind"),
        (("accounts", 0, "health"), 17, "green"),
        (("accounts", 0, "flags"), 19, "flags"),
        (("accounts", 0, "flags", 0), 20, "support-crisis"),
        (("accounts", 0, "flags", 1), 21, "-"),
        (("accounts", 0, "joined"), 22, "joined"),
        (("accounts", 0, "left"), 23, "left"),
        (("accounts", 1), 24, "{id: halden"),
        (("accounts", 1, "health"), 24, "{id: halden"),
        (("accounts", 1, "name"), 24, '"Halden"'),
        (("accounts", 2), 25, "participants"),
        (("accounts", 2, "participants", 0), 26, "name: Dana Ruiz"),
        (("accounts", 3), 27, "text"),
        (("accounts", 3, "text"), 27, "|\n      Hello,\n        indented\n\n      Yours"),
        (("accounts", 3, "on"), 32, "12:30"),
        (("accounts", 9), 14, "accounts"),
    ],
)  # fmt: skip
def test_a_finding_stands_where_the_file_says_it(path: Path, line: int, text: str, fast: bool) -> None:
    found = read("x", PROGRAM.encode(), fast=fast)
    span = found.place(path)
    assert (span.line, cut(found, span)) == (line, text)


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        (("title",), "title", '"Bulk \\"ownership\\" transfer"'),
        (("feature", "out_of_scope"), "out_of_scope", "[]"),
        (("feature", "in_scope"), "in_scope", "[Selecting tasks, 'Choosing new owners']"),
        (("accounts", 0, "flags"), "flags", "- support-crisis\n      -"),
        (("accounts", 0, "flags", 1), None, ""),
        (("accounts", 0, "joined"), "joined", ""),
        (("accounts", 0, "left"), "left", "null"),
        (("accounts", 1), None, '{id: halden, name: "Halden"}'),
        (("accounts", 2), None, "participants:\n      - name: Dana Ruiz"),
        (("feature", "question"), None, None),
        (("accounts", 7), None, None),
    ],
)  # fmt: skip
def test_keys_and_whole_values_have_spans(path: Path, key: str | None, value: str | None) -> None:
    found = read("x", PROGRAM.encode())
    key_span, value_span = found.key_span(path), found.value_span(path)
    assert (key_span and cut(found, key_span)) == key
    assert (cut(found, value_span) if value_span else None) == value
    assert found.has(path) is (value is not None)


def test_a_value_left_out_is_a_place_behind_its_colon() -> None:
    found = read("x", PROGRAM.encode())
    assert found.value_span(("accounts", 0, "joined")) == Span(22, 12, 22, 12)


def test_a_block_ends_with_its_last_value_and_not_with_the_comment_below() -> None:
    found = read("x", b"a:\n  b: c  # why\n  # more\n\nd: e\n")
    assert found.value_span(("a",)) == Span(2, 3, 2, 7)
    assert found.value_span(()) == Span(1, 1, 5, 5)


@pytest.mark.parametrize(
    ("text", "path", "shown"),
    [
        ("- a\n- b\n", (), Span(1, 1, 1, 2)),
        ("- a\n- b\n", ("title",), Span(1, 1, 1, 2)),
        ("only text\n", (), Span(1, 1, 1, 10)),
        ("title: x\n", (), Span(1, 1, 1, 6)),
        ("{}\n", (), Span(1, 1, 1, 2)),
        ("a: &b [x]\n", ("a",), Span(1, 1, 1, 2)),
        ("a: &b !!str x\n", ("a",), Span(1, 13, 1, 14)),
        ("a:\n- [b, c]\n", ("a", 0), Span(2, 3, 2, 5)),
        ("a: &b # c\n  # d\n  x\n", ("a",), Span(3, 3, 3, 4)),
        ("a: &b # c", ("a",), Span(1, 1, 1, 2)),
        ("a:\n- []\n", ("a", 0), Span(2, 3, 2, 5)),
        ("a:\n- ''\n", ("a", 0), Span(2, 3, 2, 5)),
        ("a:\n- ~\n", ("a", 0), Span(2, 3, 2, 4)),
        ("a:\n-   # nothing\n- b\n", ("a", 0), Span(2, 1, 2, 2)),
        ("a: [&b, c]\n", ("a", 0), Span(1, 5, 1, 5)),
        ("a:\n- b: 'x\n    y'\n", ("a", 0), Span(2, 3, 2, 4)),
        ("a:\n- b: &x\n    c\n", ("a", 0), Span(2, 3, 2, 4)),
        ("? a\n: b\n", ("a",), Span(2, 3, 2, 4)),
        ("? a\n", ("a",), Span(1, 3, 1, 4)),
        ("'a' : ''\n", ("a",), Span(1, 1, 1, 4)),
        ("x:\n  a: |+\n\n  b: c\n", ("x", "a"), Span(2, 6, 2, 8)),
        ("a: |\n\nb: c\n", ("a",), Span(1, 1, 1, 2)),
        ("--- |\ntext\n", (), Span(1, 5, 2, 5)),
        ("-  b: |2-\n       \n", (0, "b"), Span(1, 7, 1, 10)),
    ],
)
@pytest.mark.parametrize("fast", [True, False])
def test_places_in_unusual_files(text: str, path: Path, shown: Span, fast: bool) -> None:
    found = read("x", text.encode(), fast=fast)
    assert found.readable
    assert found.place(path) == shown


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_every_system_ends_them(end: str, fast: bool) -> None:
    text = "a: 1\n\nb:\n  - 'x\n    y'\n  - c: |\n      d\n".replace("\n", end)
    found = read("x", text.encode(), fast=fast)
    assert found.data == {"a": 1, "b": ["x y", {"c": "d\n"}]}
    assert found.place(("b",)) == Span(3, 1, 3, 2)
    assert found.place(("b", 0)) == Span(4, 5, 5, 7)
    assert found.inside(("b", 0), 1, 3) == Span(4, 7, 5, 6)
    assert found.inside(("b", 1, "c"), 0, 1) == Span(7, 7, 7, 8)
    assert found.lines[2:4] == ["b:", "  - 'x"]


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize("char", ["\u2028", "\u2029", "\x85", "\ufeff"])
def test_what_is_no_line_end_in_yaml_1_2_ends_no_line(char: str, fast: bool) -> None:
    text = f"# a comment{char}title: hidden\nwords: one{char}two\nquoted: 'one{char}two'\nlast: \"{char}\\u2028\"\n"
    found = read("x", text.encode(), fast=fast)
    assert found.data == {"words": f"one{char}two", "quoted": f"one{char}two", "last": f"{char}\u2028"}
    assert found.place(("words",)) == Span(2, 8, 2, 15)
    assert found.inside(("words",), 4, 7) == Span(2, 12, 2, 15)
    assert found.place(("last",)).line == 4
    assert len(found.lines) == 5


def test_the_stand_ins_of_such_characters_may_themselves_be_in_the_file() -> None:
    found = read("x", "a: \uf8f0\u2028\uf8f3\ue000\nb: \ufeff\x85!\n".encode())
    assert found.data == {"a": "\uf8f0\u2028\uf8f3\ue000", "b": "\ufeff\x85!"}


def test_columns_count_code_points_and_a_tab_is_one() -> None:
    found = read("x", "\ufeffテスト: '日本👩‍🔧語'\nb:\t\"e\u0301\" # c\n".encode())
    assert found.place(()) == Span(1, 1, 1, 4)
    assert found.inside(("テスト",), 5, 6) == Span(1, 12, 1, 13)
    assert found.place(("b",)) == Span(2, 4, 2, 8)


# Inside values


@pytest.mark.parametrize(
    ("written", "start", "end", "shown"),
    [
        ("plain words here", 6, 11, "words"),
        ("'it''s here'", 2, 6, "''s h"),
        ("'it''s here'", 2, 3, "''"),
        (r'"a\tb\x41\u00e9\U0001F600c"', 1, 2, r"\t"),
        (r'"a\tb\x41\u00e9\U0001F600c"', 3, 6, r"\x41\u00e9\U0001F600"),
        (r'"a\tb\x41\u00e9\U0001F600c"', 6, 7, "c"),
        ("one\n  two\n\n  three", 4, 7, "two"),
        ("one\n  two\n\n  three", 8, 13, "three"),
        ('"one \\\n   two"', 4, 7, "two"),
        (">-\n  one\n  two\n\n  three\n    more\n  end", 4, 7, "two"),
        (">-\n  one\n  two\n\n  three\n    more\n  end", 14, 20, "  more"),
        (">-\n  one\n  two\n\n  three\n    more\n  end", 21, 24, "end"),
        ("|2+\n    one\n   two\n\n", 6, 10, " two"),
        ("|  # note\n  one\n  two", 4, 7, "two"),
    ],
)
@pytest.mark.parametrize("fast", [True, False])
def test_words_inside_a_value_have_a_place(
    written: str, start: int, end: int, shown: str, fast: bool
) -> None:
    found = read("x", f"first: 1\nkey: {written}\nlast: 2\n".encode(), fast=fast)
    assert cut(found, found.inside(("key",), start, end)) == shown


@pytest.mark.parametrize("fast", [True, False])
def test_characters_in_two_halves_are_joined_as_json_writes_them(fast: bool) -> None:
    found = read("x", rb'{"a": "x\ud83d\ude00y\uD83D\uDE00", "\ud83d\ude00": 1}', fast=fast)
    assert found.data == {"a": "x😀y😀", "😀": 1}
    assert cut(found, found.inside(("a",), 1, 3)) == r"\ud83d\ude00y"
    told = message('a: b\nc: "\\ud800 \\ud83d"\n', fast=fast)
    assert (
        told
        == r"2:4 This text holds half of a character: an escape from `\ud800` to `\udfff` without its partner."
    )


def test_a_place_outside_the_value_is_the_value() -> None:
    found = read("x", b"key: word\nlist: [a]\n")
    whole = found.place(("key",))
    assert (
        found.inside(("key",), 2, 9) == found.inside(("key",), 3, 3) == found.inside(("key",), -1, 2) == whole
    )
    assert found.inside(("list",), 0, 1) == found.place(("list",))
    assert found.inside(("none",), 0, 1) == found.place(("none",))


def check_every_character(text: str, fast: bool) -> None:
    """Each character of each text value stands where `inside` says, or what makes it does."""
    found = read("x", text.encode(), fast=fast)
    assert found.readable, found.findings
    for path in paths(found.data):
        value = found.data
        for part in path:
            value = value[part]
        if not isinstance(value, str):
            continue
        span = found.value_span(path)
        assert span is not None
        style = cut(found, span)[:1]
        last = Span(0, 0, 0, 0)
        for index, char in enumerate(value):
            place = found.inside(path, index, index + 1)
            if len(value) > 1:
                assert place != found.place(path), "no place for the characters of this value"
            assert last < place
            last = place
            check_character(char, cut(found, place), style)


def check_character(char: str, shown: str, style: str) -> None:
    """Whether the text `shown` makes the character of a value in this style."""
    if shown == char:
        return
    if shown.startswith("\\") and style == '"':
        assert yaml.safe_load(f'"{shown}"') == char
    elif shown == "''":
        assert (char, style) == ("'", "'")
    else:
        assert char in " \n"
        assert "\n" in shown
        assert not shown.strip()


PIECES = ["it's", "a", '"b"', "\\", "#c", "d:", "é", "日本", "👩", "\t", " ", "  ", "\n", "\n\n", "-", "x, y"]
WORDS = st.lists(st.sampled_from(PIECES)).map(" ".join)
VALUES = st.one_of(
    WORDS,
    st.lists(WORDS, max_size=4).map("\n".join),
    st.text(st.characters(codec="utf-8", exclude_characters="\0")),
)
SHAPES: list[Any] = [lambda v: {"a": v}, lambda v: {"a": [{"b": v}, v]}, lambda v: [v, {"c": [[v]]}]]


@given(
    VALUES,
    st.sampled_from(SHAPES),
    st.sampled_from([None, "'", '"', "|", ">"]),
    st.integers(2, 6),
    st.booleans(),
)
@example("x\n y\n\n\nz \n", SHAPES[0], ">", 2, True)
@example("\n\n  x", SHAPES[1], "|", 4, True)
def test_every_character_of_what_pyyaml_writes(
    value: str, shape: Any, style: str, indent: int, fast: bool
) -> None:
    text = yaml.safe_dump(shape(value), default_style=style, indent=indent, width=20, allow_unicode=True)
    assume(fast or read("x", text.encode(), fast=False).readable)  # ruamel.yaml refuses some tabs
    check_every_character(text, fast)


@given(
    VALUES,
    st.sampled_from(SHAPES),
    st.sampled_from([None, "'", '"', "|", ">"]),
    st.integers(2, 6),
    st.booleans(),
)
def test_every_character_of_what_ruamel_writes(
    value: str, shape: Any, style: str, indent: int, fast: bool
) -> None:
    writer: Any = YAML(typ="safe", pure=True)
    writer.default_style, writer.width = style, 20
    writer.default_flow_style = False
    writer.indent = indent
    out = StringIO()
    writer.dump(shape(value), out)
    assume(read("x", out.getvalue().encode(), fast=fast).readable)
    check_every_character(out.getvalue(), fast)


@given(
    st.lists(st.sampled_from(["a", " a", "\ta", "#c", "- b", "", " ", "   "]), max_size=8),
    st.sampled_from(["|", ">", "|+", ">-", "|2", ">2+", "| # c"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["", "\n", "\n\n", "\n# c", "\nd: e\n", "\n # c\nd: e\n"]),
)
def test_a_long_text_ends_where_a_short_one_does(lines: list[str], header: str, end: str, after: str) -> None:
    text = end.join([f"a: {header}", *(f"  {line}" if line else "" for line in lines)]) + after
    short = read("x", text.encode())
    assume(short.readable and not (header[1:2] != "2" and lines and lines[0].startswith(" ")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_scalars, "LONG", -1)
        assert read("x", text.encode()).value_span(("a",)) == short.value_span(("a",))


@pytest.mark.parametrize("body", ["  a\n" * 20_000, "  a\n\n" * 15_000, "\n" * 70_000 + "  a\n"])
def test_a_long_text_is_not_put_together_again(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = read("x", f"a: >\n{body}b: c\n".encode())
    monkeypatch.setattr(yaml_scalars, "_block", None)
    span = found.value_span(("a",))
    assert span is not None
    assert (span.end_line, span.end_column) == (len(body.rstrip("\n").split("\n")) + 1, 4)


@pytest.mark.parametrize("example_file", EXAMPLES, ids=lambda path: path.name)
def test_every_character_of_the_examples(example_file: FilePath) -> None:
    check_every_character(example_file.read_text(encoding="utf-8"), True)


# Keys that stand twice


def twice(text: str) -> list[tuple[str, str, str, int, int]]:
    """Path, key, message, line and first line of each FIL002."""
    found = read("program.yaml", text.encode())
    assert found.readable
    assert {(f.code, f.name, f.severity) for f in found.findings} <= {("FIL002", "duplicate-key", "error")}
    return [(f.path, f.key, f.message, f.span.line, f.related[0].span.line) for f in found.findings]


def test_a_key_that_stands_twice_shows_both_places() -> None:
    text = (
        "title: a\naccounts:\n  - id: northwind\n    health: green\n    name: x\n    health: red\ntitle: b\n"
    )
    assert twice(text) == [
        ("accounts[0].health", "accounts[northwind].health",
         "`health` stands twice in `northwind` of `accounts`, first in line 4.", 6, 4),
        ("title", "title", "`title` stands twice at the top level, first in line 1.", 7, 1),
    ]  # fmt: skip
    found = read("x", text.encode())
    assert found.data["title"] == "a"
    assert found.data["accounts"][0]["health"] == "green"
    assert cut(found, found.findings[0].span) == "health"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("feature:\n  name: a\n  name: b\n", "`name` stands twice in `feature`, first in line 2."),
        ("a: [{b: 1, b: 2}]\n", "`b` stands twice in item 1 of `a`, first in line 1."),
        ("- a: 1\n  a: 2\n", "`a` stands twice in item 1 of the list, first in line 1."),
        ("a: {b: {c: 1, 'c': 2}}\n", "`c` stands twice in `a.b`, first in line 1."),
        ("1: a\n0x1: b\n", "`0x1` stands twice at the top level, first in line 1 as `1`."),
        ("1: a\n0x1: {b: 1, b: 2}\n", "`0x1` stands twice at the top level, first in line 1 as `1`."),
        ("1: a\n'1': b\n", "`1` stands twice at the top level, first in line 1."),
        (": a\n: b\n", "An empty key stands twice at the top level, first in line 1."),
    ],
)
def test_what_counts_as_the_same_key(text: str, sentence: str) -> None:
    assert [found[2] for found in twice(text)] == [sentence]


def test_every_further_occurrence_is_found_and_other_keys_are_not() -> None:
    assert [(found[3], found[4]) for found in twice("a: 1\na: 2\nA: 3\na: 4\n'a ': 5\n")] == [(2, 1), (4, 1)]
    assert twice("<<: a\nb: {a: 1}\nc: {a: 1}\n1: x\n1.0: y\ntrue: z\n") == []


def test_a_key_twice_in_a_part_with_aliases_is_told_once() -> None:
    assert len(twice("a: &x {b: 1, b: 2}\nc: *x\nd: [*x, *x]\n")) == 1


# Limits and bytes


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: " + "[" * 60_000, "1:"),
        ("a: " + "{" * 60_000, "1:"),
        ("- " * 60_000 + "a", "1:"),
        ("? " * 60_000 + "a", "1:"),
        ("".join(" " * level + "a:\n" for level in range(1000)), "100:"),
        ("".join(" " * level + "-\n" for level in range(1000)), "100:"),
        ("[" * 101 + "]" * 101, "1:100 "),
    ],
)
def test_nesting_ends_at_a_hundred_levels(text: str, place: str, fast: bool) -> None:
    told = message(text, fast=fast)
    assert told.startswith(place)
    assert told.endswith("The nesting is deeper than 100 levels here.")


@pytest.mark.parametrize("fast", [True, False])
def test_a_hundred_levels_are_read(fast: bool) -> None:
    found = read("x", ("[" * 100 + "]" * 100).encode(), fast=fast)
    assert found.readable
    assert found.has((0,) * 99)
    assert found.place((0,) * 99) == Span(1, 100, 1, 102)


LAUGHS = "a0: &a0 [lol, lol]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10)
)
CHAIN = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 300))


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize(
    ("text", "told"),
    [
        (LAUGHS, "6:5 The file holds more than 100,000 values, each `*` replaced by what it refers to."),
        (CHAIN, "100:6 The nesting is deeper than 100 levels here."),
        ("a: &x [*x]\n", "1:4 The part that is marked with `&` here contains itself through an alias (`*`)."),
        ("a: &x {b: [c, *x]}\n", "1:4 The part that is marked with `&` here contains itself through an alias (`*`)."),
    ],
    ids=["laughs", "chain", "itself", "deeper"],
)  # fmt: skip
def test_aliases_are_counted_and_never_expanded(text: str, told: str, fast: bool) -> None:
    assert message(text, fast=fast) == told


def test_too_many_keys_end_the_reading_too() -> None:
    told = message("".join(f"k{n}: v\n" for n in range(50_000)))
    assert told == "50000:1 The file holds more than 100,000 values, each `*` replaced by what it refers to."


def test_too_many_values_end_the_reading_where_the_limit_is_passed() -> None:
    text = "list:\n" + "- a\n" * 99_998
    assert message(text).endswith(
        "The file holds more than 100,000 values, each `*` replaced by what it refers to."
    )
    assert message(text).startswith("99998:3 ")
    assert len(read("x", ("list:\n" + "- a\n" * 99_997).encode()).data["list"]) == 99_997


def test_four_mebibytes_are_the_end() -> None:
    told = message(b"#" * (4 * 1024 * 1024 + 1))
    assert told == "1:1 The file has more than 4,194,304 bytes (4 MiB), the most that a program may have."
    assert read("x", b"#" * (4 * 1024 * 1024)).readable


UTF8 = "a program file is UTF-8 text."


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"a: 1\nb: \0\n", "2:4 This is no text file: it holds a NUL byte."),
        (b"\x7fELF\x02\x01\0\0\xff\xfe", "1:7 This is no text file: it holds a NUL byte."),
        (b"\x89PNG\r\n\x1a\n\xff", "1:1 This character is not saved as UTF-8 (byte 89); " + UTF8),
        ("title: Übung".encode("latin-1"), "1:8 This character is not saved as UTF-8 (byte DC); " + UTF8),
        ("a: é\r\nb: ".encode() + b"\xe9", "2:4 This character is not saved as UTF-8 (byte E9); " + UTF8),
        ("\ufeffa: ".encode() + b"\xe9", "1:4 This character is not saved as UTF-8 (byte E9); " + UTF8),
        (b"a: \xed\xa0\x80", "1:4 This character is not saved as UTF-8 (byte ED); " + UTF8),
        ("title: x\n".encode("utf-16"), "1:1 The file is UTF-16; " + UTF8),
        ("\ufefftitle: x\n".encode("utf-16-be"), "1:1 The file is UTF-16; " + UTF8),
        ("title: x\n".encode("utf-16-le"), "1:2 This is no text file: it holds a NUL byte."),
        (b"a: \x1b[31mred", "1:4 A control character (U+001B) stands here, which YAML does not allow."),
        ("a: x\x9b".encode(), "1:5 A control character (U+009B) stands here, which YAML does not allow."),
        ("a:\n  - \uffff".encode(), "2:5 A control character (U+FFFF) stands here, which YAML does not allow."),
        (b"a: \x7f", "1:4 A control character (U+007F) stands here, which YAML does not allow."),
    ],
)  # fmt: skip
def test_bytes_that_are_no_yaml_text(raw: bytes, told: str) -> None:
    assert message(raw) == told


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("codesign: 1\n---\ntitle: x\n", "2:1 A second document begins here; a file holds one program."),
        ("--- a\n--- b\n--- c\n", "2:1 A second document begins here; a file holds one program."),
        ("a: 1\n...\nb: 2\n", "3:1 A second document begins here; a file holds one program."),
    ],
)
def test_several_documents(text: str, told: str, fast: bool) -> None:
    assert message(text, fast=fast) == told


# Both readers, and none


def everything(found: Source) -> list[Any]:
    """All that a source answers."""
    answers: list[Any] = [repr(found.data), found.findings, found.readable]
    for path in paths(found.data):
        answers.append((path, found.place(path), found.key_span(path), found.value_span(path)))
        answers.append(found.place((*path, "missing")))
        answers.append(found.inside(path, 1, 2))
    return answers


SNIPPETS = [
    PROGRAM, LAUGHS, "a: &a [x]\nb: *a\nc: &a y\nd: *a\n", "a: |+\n  x\n\n\nb: >2\n     x\n   y\n", "? a\n? b\n: c\n",
    "a: !!str\nb: &x\nc: *x\n", "{a, b: , c: [d: e]}\n", "- - a\n  - b\n-\n  - c\n", "a:\n- b\n\n# c\n\n- d\n# e\n",
    "'a': \"b\\\n  c\"\n", "a: {b: c}}\n", "a: 'b\n", "a: - b\n", "title: {{ name }}\n", "a: b\n b: c\n",
    "---\na: 1\n...\n",
]  # fmt: skip


@pytest.mark.parametrize("text", [*SNIPPETS, *(path.read_text(encoding="utf-8") for path in EXAMPLES)])
def test_both_readers_say_the_same(text: str) -> None:
    assert everything(read("x", text.encode())) == everything(read("x", text.encode(), fast=False))


@pytest.mark.parametrize(
    "text",
    [
        "a: ! 5\nb: [! true, !  7]\nc: Thanks! 5\n! d: 5\n",
        "!\na: '5'\n",
        "a: *b\n",
        "a: - b\n",
        f"? [x]\n: y\nb: {'[' * 101}1{']' * 101}\n",
        f"a: x#y\nb: 'x'#y\nc: {'[' * 101}1{']' * 101}\n",
        "- " * 120,
        f"a: &b 1\nc: {'[' * 1500}*b{']' * 1500}\n",
        f"{{a: {'[' * 98}x{']' * 98}}}\n",
        f"{{a: {'[' * 99}x{']' * 99}}}\n",
        f"{{a: {'[' * 99}{']' * 99}}}\n",
    ],
)
def test_a_slight_text_is_read_as_any_other(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = everything(read("x", text.encode()))
    monkeypatch.setattr(source_module, "MOST_SIGNS", -1)
    assert quick == everything(read("x", text.encode()))


def test_without_the_c_extension_ruamel_reads_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = everything(read("x", PROGRAM.encode()))
    monkeypatch.setattr(source_module, "fast_parsers", lambda: (None, None))
    assert everything(read("x", PROGRAM.encode())) == expected


def test_a_missing_c_extension_is_found_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setattr(source_module, "_parsers", None)
    monkeypatch.setitem(sys.modules, "yaml._yaml", None)
    monkeypatch.delattr(yaml, "_yaml", raising=False)
    assert source_module.fast_parsers() == (None, None)
    assert read("x", PROGRAM.encode()).readable


@pytest.mark.parametrize("fast", [True, False])
def test_an_escape_beyond_unicode_has_its_place(fast: bool) -> None:
    text = 'a: "\\U0001F600"\nb: "x\\U00110000"\n'
    assert message(text, fast=fast) == r"2:6 In double quotes `\U` is no character that YAML knows."


def test_the_end_of_the_stack_is_a_finding_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def deep(text: str, fast: bool) -> None:
        raise RecursionError

    monkeypatch.setattr(source_module, "_compose", deep)
    assert message("a: !x 1\n") == "1:1 The nesting is deeper than 100 levels here."


def test_reading_leaves_the_collector_and_pyyaml_as_they_were() -> None:
    import gc

    before = dict(vars(yaml.nodes))
    for text in (PROGRAM, "a: 'b", "[" * 200):
        read("x", text.encode())
        assert gc.isenabled()
    assert dict(vars(yaml.nodes)) == before
    assert yaml.load("a: yes", Loader=yaml.CSafeLoader) == {"a": True}


def check_sound(found: Source) -> None:
    """Whatever was read: every place lies in the file."""
    count = len(found.lines)
    spans = [finding.span for finding in found.findings]
    for path in paths(found.data):
        spans += [found.place(path), found.place((*path, "missing")), found.inside(path, 0, 1)]
    for span in spans:
        assert 1 <= span.line <= span.end_line <= count
        assert span.column >= 1
        assert (span.line, span.column) <= (span.end_line, span.end_column)
        assert span.end_column <= len(found.lines[span.end_line - 1]) + 2


@given(st.binary(max_size=200), st.booleans())
def test_no_bytes_make_it_fail(raw: bytes, fast: bool) -> None:
    check_sound(read("x", raw, fast=fast))


SIGNS = st.sampled_from(
    [*"\t\n \"'[]{}:,-#|>&*!%@?\\\r\u2028\xa0\ufeff", ": ", "- ", " #", "&a", "*a", "---\n", "<<: "]
)
PARTS = st.one_of(SIGNS, st.sampled_from(["a", "b", "key: value\n", "  ", "\n  - "]))


@given(st.lists(PARTS, max_size=25), st.booleans())
def test_no_signs_make_it_fail(parts: list[str], fast: bool) -> None:
    check_sound(read("x", "".join(parts).encode(), fast=fast))


@given(st.data(), st.booleans())
def test_no_slip_in_a_program_makes_it_fail(data: st.DataObject, fast: bool) -> None:
    at = data.draw(st.integers(0, len(PROGRAM)))
    gone = data.draw(st.integers(0, 3))
    check_sound(read("x", (PROGRAM[:at] + data.draw(SIGNS) + PROGRAM[at + gone :]).encode(), fast=fast))


def test_start_up_pays_for_no_yaml_library() -> None:
    import subprocess
    import sys

    code = "import sys, codesign_cli.source; print([m for m in ('yaml', 'ruamel') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
