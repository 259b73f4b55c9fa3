"""The JSON Schema says what the reader says: on our files, on every value at every place, on generated programs.

An independent validator is the judge. What JSON Schema cannot say stands in `UNSAID`, each with its reason.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path as File
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from codesign_cli import schema
from codesign_cli.finding import Path, Span
from codesign_cli.model import compiled
from codesign_cli.model.form import Node, Shape
from codesign_cli.shape import KINDS, Shaped, shape
from codesign_cli.source import read
from tests.command import run

ROOT = File(__file__).parent.parent
FORM = Shape(compiled.load().form)
SCHEMA = schema.build(compiled.load().form)
JUDGE = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
WHOLE = read("whole.yaml", (ROOT / "tests" / "data" / "whole.yaml").read_bytes()).data
FILES = sorted(
    path
    for folder in ("examples", "tests/data", "tests/clean", "tests/authors", "tests/broken", "tests/corpus")
    for path in (ROOT / folder).glob("*.yaml")
    if ".expected" not in path.name
)


class Nowhere:
    """Places of data that was never text."""

    def place(self, path: Path) -> Span:
        return Span(1, 1, 1, 1)

    def key_span(self, path: Path) -> Span | None:
        return None

    def value_span(self, path: Path) -> Span | None:
        return None

    def file_of(self, path: Path) -> str:
        return "p.yaml"


def reads(data: Any) -> Shaped:
    """What the reader makes of plain data."""
    return shape(data, Nowhere(), "p.yaml")


def agree(data: Any) -> bool:
    """Whether a program is right in shape; fails where the reader and the schema differ."""
    found = [f"{finding.path}: {finding.message}" for finding in reads(data).findings]
    if JUDGE.is_valid(data) == (not found):
        return not found
    errors = [f"{error.json_path}: {error.message}" for error in JUDGE.iter_errors(data)]
    pytest.fail(f"The reader says {found}, the schema {errors}, of {data!r}")


# The schema itself


def mappings(node: Any) -> Iterator[dict[str, Any]]:
    """Every mapping of the schema that is one."""
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from mappings(inner)
    if isinstance(node, dict):
        yield node


def test_it_is_a_schema_of_the_draft_that_it_names() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == Draft202012Validator.META_SCHEMA["$schema"]


def test_it_names_itself_without_a_host() -> None:
    assert SCHEMA["$id"].startswith("urn:codesign:")
    assert SCHEMA["title"]


def test_it_refers_to_nothing_outside_and_defines_nothing_in_vain() -> None:
    asked = {node["$ref"] for node in mappings(SCHEMA) if isinstance(node.get("$ref"), str)}
    assert asked == {f"#/$defs/{name}" for name in SCHEMA["$defs"]}


def test_every_mapping_is_closed_and_every_key_explained() -> None:
    groups = [SCHEMA, *(node for node in SCHEMA["$defs"].values() if "properties" in node)]
    assert len(groups) > 30
    for group in groups:
        assert group["additionalProperties"] is False
        assert group["title"]
        for key, value in group["properties"].items():
            assert len(value["description"].split()) > 1, (group["title"], key)


def test_an_editor_shows_the_key_s_own_sentence() -> None:
    """A description behind a reference would hide it (seen in yaml-language-server)."""
    assert [name for name, node in SCHEMA["$defs"].items() if "description" in node] == []


def test_the_examples_are_ones() -> None:
    for name, node in SCHEMA["$defs"].items():
        judge = Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": SCHEMA["$defs"]})
        for example in node.get("examples", ()):
            assert judge.is_valid(example), (name, example)


def test_defaults_are_what_holds_where_nothing_is_written() -> None:
    properties = SCHEMA["properties"]
    assert {key: node["default"] for key, node in properties.items() if "default" in node} == {
        "kind": "co-design",
        "timezone": "UTC",
        "language": "en",
        "state": "active",
        "scale": "standard",
    }
    assert SCHEMA["$defs"]["Session"]["properties"]["invited"]["default"] == "all"


# The reader and the schema agree


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_on_a_file(path: File) -> None:
    source = read(path.name, path.read_bytes())
    if source.readable:
        right = agree(source.data)
        assert right or path.parent.name in ("authors", "broken", "corpus")


def walk(value: Any, node: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    """Every place of a program and its node of the form."""
    if path:
        yield path, node
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from walk(inner, FORM.step(node, key), (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from walk(item, FORM.step(node, 0), (*path, index))


PLACES = dict(walk(WHOLE, FORM.root))
KINDS_OF_VALUE = {json.dumps(node): path for path, node in reversed(PLACES.items())}
"""One place for each kind of value that the form knows."""


def least(value: Any, node: Node) -> Any:
    """A mapping with its required keys alone; anything else as it is."""
    group = FORM.group(node)
    if group is None or not isinstance(value, dict):
        return deepcopy(value)
    return {key: least(value[key], group.fields[key]) for key in group.required}


def planted(path: Path, new: Any, value: Any = WHOLE, node: Node = FORM.root) -> Any:
    """A small program with `new` at a path, and beside it only what must be there."""
    if not path:
        return deepcopy(new)
    part, rest = path[0], path[1:]
    inner = planted(rest, new, value[part], FORM.step(node, part))
    if isinstance(value, list):
        return [inner]
    return {**(least(value, node) if FORM.group(node) else {}), part: inner}


VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, 1, 2, 7, -1, 1000, 1001, 1440, 1441, 10**9, 10**9 + 1, 0.46, 1.5, -0.1),
    *(
        "",
        " ",
        "\t\n",
        "none",
        " None ",
        "nONE",
        "None.",
        "all",
        "ALL ",
        "al",
        "true",
        "7",
        "word",
        "two words",
    ),
    *("a" * 64, "a" * 65, "-a", "a-", "a_b.c", "F01", "North Wind", "\u00e4", "a/b", "\u0663"),
    *("2026-02-18", "2026-02-29", "2024-02-29", "2000-02-29", "2100-02-29", "2026-04-31", "2026-02-30"),
    *("1969-12-31", "1970-01-01", "2199-12-31", "2200-01-01", "0001-01-01", "2026-13-01", "2026-00-10"),
    *("2026-01-00", "20260218", "2026-W08-3", "18.2.2026", "2026-2-8", "\u0662026-02-18", " 2026-02-18"),
    *("2026-02-18T10:00", "2026-02-18T10:00:30", "2026-02-18T10:00Z", "2026-02-18T10:00:30-03:30"),
    *("2026-02-18 10:00", "2026-02-18T24:00", "2026-02-18T10:60", "2026-02-18T10.15", "2026-02-18T101530.5"),
    *("2026-02-18T10:00+1", "2026-02-18T10:00+24:00", "2026-02-18T10:00+01:60", "2026-02-30T10:00"),
    *(
        "2026-02-18T10:15+01",
        "2026-02-18T10:00z",
        "2026-02-18t10:00",
        "2026-02-18T10:00:60",
        "2100-02-29T10:00",
    ),
    *(
        "a@b.example",
        "a@b",
        "a@b.",
        "a@.b.c",
        "a@b..c",
        "a@b@c.d",
        "a b@c.d",
        "@b.c",
        "\u00fc@b.c",
        "a\t@b.c",
    ),
    *("en", "de-AT", "e", "English", "en_US", "en-", "zh-Hant-TW", "en-abcdefghi", "\u00e4\u00e4"),
    *(
        "UTC",
        "Europe/Vienna",
        "Mars/Olympus",
        "Europe",
        "localtime",
        "right/UTC",
        "../etc/passwd",
        "Etc/GMT+5",
    ),
    *(
        [],
        ["a"],
        ["a", "b"],
        ["none"],
        ["none", "a"],
        [7],
        [None],
        [""],
        [["a"]],
        [{}],
        ["North Wind"],
        [True],
    ),
    *(
        {},
        {"a": None},
        {"a": "a"},
        {"a": "none"},
        {"a": 7},
        {"a": True},
        {"a": ["a"]},
        {"a": ["none"]},
        {"a": [7]},
    ),
    *(
        {"a": "2026-02-18"},
        {"a": "2026-02-18T10:00"},
        {"a": {"a": True}},
        {"a": {"a": 1}},
        {"a": {"A b": True}},
    ),
    *(
        {"North Wind": "a"},
        {"": "a"},
        {"a" * 65: "a"},
        {"name": "D"},
        {"name": ""},
        {"name": None},
        {"on": None},
    ),
    *(
        {"name": "D", "email": "d@e.example"},
        {"on": "2026-02-18"},
        {"on": "soon"},
        {"what": ""},
        {"nam": "D"},
    ),
    *(
        [{"name": "D"}],
        [{"name": "D", "function": "x"}],
        [{"on": "2026-02-18"}],
        [{"id": "a", "name": "A"}],
        ["F01"],
    ),
)
"""Right somewhere, wrong somewhere else, or on the edge."""


@pytest.mark.parametrize("path", KINDS_OF_VALUE.values(), ids=lambda path: ".".join(map(str, path)))
def test_on_every_value_at_every_kind_of_place(path: Path) -> None:
    verdicts = [agree(planted(path, value)) for value in VALUES]
    assert False in verdicts


@pytest.mark.parametrize("value", [None, "none", "", 7, True, [], {}], ids=repr)
def test_on_a_value_at_every_place(value: Any) -> None:
    verdicts = {agree(planted(path, value)) for path in PLACES}
    assert False in verdicts


def test_on_every_key_left_out_misspelled_and_added() -> None:
    for path in PLACES:
        above, key = path[:-1], path[-1]
        program: Any = planted(path, deepcopy(get(WHOLE, path)))
        spot = tuple(0 if isinstance(part, int) else part for part in above)
        group = get(program, spot)
        if isinstance(group, dict) and isinstance(key, str):
            assert agree(program)
            group[f"{key}x"] = group[key]
            agree(program)
            del group[f"{key}x"], group[key]
            agree(program)


def get(data: Any, path: Path) -> Any:
    """The value at a path."""
    for part in path:
        data = data[part]
    return data


# Generated programs


class Writer:
    """Writes programs by chance, all of them right in shape; the forms are told again here, from format.md."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance

    def value(self, node: Node) -> Any:
        """A value that a node of the form takes."""
        kind = node["type"]
        if kind in ("nullable", "default") and self.chance.random() < 0.1:
            return None if kind == "nullable" else self.value(node["schema"])
        if kind in ("function-before", "function-wrap"):
            return self.form(node["function"]["function"], node["schema"])
        if kind == "function-plain":
            return self.plain(node["function"]["function"])
        if kind in ("nullable", "default"):
            return self.value(node["schema"])
        if kind == "function-after":
            return self.text()
        return self.bare(FORM.bare(node))

    def bare(self, node: Node) -> Any:
        """A list, a mapping, a word or a text."""
        kind = node["type"]
        if kind == "tuple":
            return [self.value(node["items_schema"][0]) for _ in range(self.chance.randrange(3))]
        if kind == "dict":
            keys = [self.value(node["keys_schema"]) for _ in range(self.chance.randrange(3))]
            return {key: self.value(node["values_schema"]) for key in keys}
        if kind == "literal":
            return self.chance.choice(node["expected"])
        if kind == "bool":
            return self.chance.random() < 0.5
        return self.group(node) if kind == "model" else self.text()

    def group(self, node: Node) -> Any:
        """A mapping of the format with what it needs and some of the rest."""
        group = FORM.group(node)
        assert group is not None
        rest = [key for key in group.fields if key not in group.required]
        some = self.chance.sample(rest, min(len(rest), self.chance.randrange(5)))
        keys = [*group.required, *some]
        self.chance.shuffle(keys)
        return {key: self.value(group.fields[key]) for key in keys}

    def form(self, function: str, inner: Node) -> Any:
        """One of the forms that a value may have."""
        value = self.value(inner)
        others = {
            "person": [self.text()],
            "told": [self.plain("day")],
            "not_now": [self.text()],
            "people": [None, "None", self.text(), {"name": self.text()}],
            "all_or_accounts": [None, "all", "All"],
            "text_or_texts": [self.text()],
            "moment_or_by_account": [self.plain("moment")],
            "mapping": [None],
            "null_is_default": [None],
        }
        return self.chance.choice([value, value, *others.get(function, [None, "none", " NONE"])])

    def text(self) -> str:
        """A text that says something."""
        return self.chance.choice(
            ["A word", "none", "2026-02-18", "\u6f22 \U0001f600", " a\nb ", "7", "null"]
        )

    def plain(self, function: str) -> Any:
        """A single value by the function that reads it."""
        chance = self.chance
        day = f"{chance.randint(1970, 2199)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        clock = f"{chance.randrange(24):02}:{chance.randrange(60):02}"
        word = "".join(chance.choices("abz019-", k=chance.randint(1, 64)))
        choices: dict[str, list[Any]] = {
            "account_id": [f"a{word}"[:64]],
            "short_id": [word, f"R-{word}"[:64], word.upper()],
            "email": [f"{word}@{word}.example"],
            "language": ["en", "de-AT", "sr-Latn-RS"],
            "zone": ["UTC", "Europe/Berlin", "America/New_York"],
            "day": [day],
            "moment": [f"{day}T{clock}", f"{day}T{clock}:59", f"{day}T{clock}Z", f"{day}T{clock}+{clock}"],
            "minutes": [0, chance.randrange(1441)],
            "count": [chance.randrange(10**9)],
            "position": [chance.randint(1, 1000)],
            "version": [1],
            "share": [0, 1, chance.random()],
        }
        choices |= {"account_key": choices["account_id"], "short_key": choices["short_id"]}
        return chance.choice(choices[function])


def broken(program: Any, chance: Random) -> None:
    """Changes one place of a program: another value, a key away or renamed, a list around it or away."""
    spots = [program]
    for spot in spots:
        inner = spot.values() if isinstance(spot, dict) else spot
        spots += [value for value in inner if isinstance(value, (dict, list)) and value]
    spot = chance.choice(spots)
    key: Any = chance.choice(list(spot) if isinstance(spot, dict) else range(len(spot)))
    change = chance.randrange(5)
    if change == 0:
        del spot[key]
    elif change == 1 and isinstance(spot, dict):
        spot[chance.choice([f"{key}s", str(key).upper(), "name", "on", "id"])] = spot.pop(key)
    elif change == 2:
        spot[key] = spot[key][0] if isinstance(spot[key], list) and spot[key] else [spot[key]]
    else:
        spot[key] = deepcopy(chance.choice(VALUES))


@settings(max_examples=settings().max_examples * 15)
@given(st.integers(0, 2**64))
def test_on_generated_programs(seed: int) -> None:
    chance = Random(seed)
    program = Writer(chance).group(FORM.root)
    assert agree(program), reads(program).findings
    for _ in range(3):
        broken(program, chance)
        agree(program)


@settings(max_examples=settings().max_examples * 3)
@given(st.integers(0, 2**64))
def test_on_the_whole_program_with_changes(seed: int) -> None:
    chance = Random(seed)
    program = deepcopy(WHOLE)
    for _ in range(chance.randint(1, 4)):
        broken(program, chance)
    agree(program)


UNSAID: dict[str, tuple[Path, Any]] = {
    "JSON has one kind of number, so 75.0 is a whole one": (("sessions", 0, "minutes"), 75.0),
    "the same for the version": (("codesign",), 1.0),
    "JSON knows no .nan, and no limit excludes it": (("outcomes", "adoption_90_days"), float("nan")),
    "no pattern that all editors read names what cannot be seen": (
        ("team", "cs", "email"),
        "a\u200b@b.example",
    ),
    "the end of a JavaScript pattern is the end; to Python a line break may follow": (
        ("accounts", 0, "id"),
        "alpina\n",
    ),
}
"""What the schema lets pass and the reader does not, by the reason."""


@pytest.mark.parametrize("reason", UNSAID)
def test_what_json_schema_cannot_say(reason: str) -> None:
    path, value = UNSAID[reason]
    program = planted(path, value)
    assert JUDGE.is_valid(program)
    assert len(reads(program).findings) == 1


# The command


def test_the_command_writes_the_schema(tmp_path: File) -> None:
    shown = run("schema")
    assert (shown.status, shown.err, shown.json) == (0, "", SCHEMA)
    written = run("schema", "--kind", "co-design", "--output", "s.json", folder=tmp_path)
    assert (written.status, written.out) == (0, "")
    assert (tmp_path / "s.json").read_text("utf-8") == shown.out


@pytest.mark.parametrize("kind", KINDS[1:])
def test_another_kind_is_one_sentence(kind: str) -> None:
    shown = run("schema", "--kind", kind)
    assert (shown.status, shown.out) == (2, "")
    assert shown.err == f"codesign: There is no schema of {kind} programs yet. Use --kind co-design.\n"


def test_a_misspelled_kind_gets_the_nearest() -> None:
    shown = run("schema", "--kind", "codesing")
    assert (shown.status, shown.err) == (
        2,
        "codesign: --kind codesing is not known. Did you mean co-design?\n",
    )
