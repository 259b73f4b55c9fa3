"""The model: the same program from the models and from their cached form, and what follows from a program."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from pydantic_core import PydanticCustomError, from_json, to_json

from codesign_cli.model import compiled, derive, values
from codesign_cli.model.form import Shape
from codesign_cli.model.nearest import distance, nearest
from codesign_cli.model.program import Program
from codesign_cli.model.values import FUNCTIONS, NOTHING, Nothing, says_something
from codesign_cli.source import read

ROOT = Path(__file__).parent
PROGRAMS = sorted(
    [*ROOT.glob("data/*.yaml"), *ROOT.glob("clean/*.yaml"), *ROOT.parent.glob("examples/*.yaml")]
)
MODEL = compiled.load()


def program(text: str) -> Program:
    """A program from the lines that matter."""
    head = "codesign: 1\ntitle: T\nfeature: {name: N, problem: P}\n"
    read_program: Program = MODEL.validator.validate_python(read("p", (head + text).encode()).data)
    return read_program


# Both ways agree


def tree(value: Any) -> Any:
    """A program as plain data, whatever its classes are made of."""
    if hasattr(value, "__pydantic_fields_set__"):
        return type(value).__name__, {name: tree(inner) for name, inner in vars(value).items()}
    if isinstance(value, dict):
        return {key: tree(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return type(value).__name__, [tree(inner) for inner in value]
    return value


def outcome(validate: Any, data: Any) -> Any:
    """What one way makes of data: the program, or each error's kind and place."""
    try:
        return tree(validate(data))
    except ValidationError as error:
        return [(e["type"], e["loc"]) for e in error.errors(include_url=False)]


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.name)
def test_models_and_form_read_a_program_alike(path: Path) -> None:
    data = read(path.name, path.read_bytes()).data
    assert outcome(MODEL.validator.validate_python, data) == outcome(Program.model_validate, data)


def data_of(node: dict[str, Any], shape: Shape, depth: int = 0) -> st.SearchStrategy[Any]:
    """Data for a node of the form, right or wrong."""
    bare = shape.bare(node)
    group = shape.group(bare)
    odd = st.sampled_from(
        [None, True, 7, -1, 0.5, "", "none", "all", "a", "F01", "2026-02-18", "2026-02-18T10:00Z"]
    )
    if group is not None and depth < 5:
        fields = {name: data_of(inner, shape, depth + 1) for name, inner in group.fields.items()}
        required = {name: fields.pop(name) for name in group.required}
        return st.fixed_dictionaries(required, optional=dict(list(fields.items()))) | odd
    if bare["type"] == "tuple" and depth < 5:
        return st.lists(data_of(bare["items_schema"][0], shape, depth + 1), max_size=2) | odd
    if bare["type"] == "dict":
        return (
            st.dictionaries(
                st.sampled_from(["a", "F01", "A B"]), data_of(bare["values_schema"], shape, 9), max_size=2
            )
            | odd
        )
    if bare["type"] == "literal":
        return st.sampled_from([*bare["expected"], "other"])
    return odd


FORM = Shape(MODEL.form)
TOP = FORM.group(FORM.root)
assert TOP is not None


@pytest.mark.parametrize("key", TOP.fields)
def test_models_and_form_agree_on_generated_data(key: str) -> None:
    assert TOP is not None

    @given(value=data_of(TOP.fields[key], FORM))
    def agree(value: Any) -> None:
        data = {"codesign": 1, "title": "T", "feature": {"name": "N", "problem": "P"}, key: value}
        assert outcome(MODEL.validator.validate_python, data) == outcome(Program.model_validate, data)

    agree()


def test_attributes_are_the_keys_of_the_format() -> None:
    assert set(TOP.fields if TOP else ()) == set(Program.model_fields)


def test_a_program_cannot_be_changed() -> None:
    read_program: Any = program("")
    with pytest.raises(AttributeError):
        read_program.title = "other"
    assert "title='T'" in repr(read_program)


# The cache


@pytest.fixture
def cache(tmp_path: Path) -> str:
    """A folder with a good form."""
    folder = str(tmp_path / "cache" / "codesign")
    compiled._write(folder, MODEL.form)
    return folder


def test_a_form_is_read_back_as_it_was(cache: str) -> None:
    model = compiled._from_cache(cache)
    assert model is not None
    assert model.form == MODEL.form
    data = read("whole", (ROOT / "data" / "whole.yaml").read_bytes()).data
    assert outcome(model.validator.validate_python, data) == outcome(Program.model_validate, data)
    assert [path.name for path in Path(cache).iterdir()] == [Path(compiled.cache_file(cache)).name]


def test_with_a_good_form_pydantic_is_not_imported(cache: str) -> None:
    code = (
        "import sys; from codesign_cli.model import compiled; compiled.load(sys.argv[1]); "
        "print('pydantic' in sys.modules)"
    )
    run = [sys.executable, "-c", code]
    assert subprocess.run([*run, cache], capture_output=True, check=True, text=True).stdout == "False\n"


def test_the_first_run_leaves_a_form_for_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "_loaded", None)
    model = compiled.load(str(tmp_path))
    again = compiled._from_cache(str(tmp_path))
    assert again is not None
    assert again.form == model.form == MODEL.form
    assert compiled.load(None) is model


def broken_caches(text: bytes) -> Iterator[tuple[str, bytes]]:
    """Files that are no form of ours."""
    key, check, form = text.split(b"\n", 2)
    yield "empty", b""
    yield "one line", key
    yield "cut", text[: len(text) // 2]
    yield "a letter changed", text.replace(b"title", b"titel")
    yield "older models", b"\n".join((key + b"0", check, form))
    yield "not text", b"\xff\xfe" + text
    for what, other in (
        ("no schema", {"type": "nonsense"}),
        ("no mapping", [1, 2]),
        (
            "a function of another module",
            {"type": "function-plain", "function": {"type": "no-info", "function": "os.system"}},
        ),
        ("a function that is none", {"type": "no-info", "function": ["zone"]}),
        ("a class of another kind", {"type": "model", "cls": 7, "schema": {"type": "any"}}),
    ):
        raw = to_json(other)
        yield what, b"\n".join((key, b"%08x" % crc32(raw), raw))
    yield "no JSON", b"\n".join((key, b"%08x" % crc32(b"{"), b"{"))
    deep = b'{"a":' * 5000 + b"1" + b"}" * 5000
    yield "too deep", b"\n".join((key, b"%08x" % crc32(deep), deep))


def test_a_broken_or_foreign_form_is_passed_over(cache: str) -> None:
    file = Path(compiled.cache_file(cache))
    good = file.read_bytes()
    for what, text in broken_caches(good):
        file.write_bytes(text)
        assert compiled._from_cache(cache) is None, what
    file.write_bytes(good)
    assert compiled._from_cache(cache) is not None


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="this system has no users of this kind")
def test_a_form_that_somebody_else_left_is_not_trusted(cache: str, monkeypatch: pytest.MonkeyPatch) -> None:
    own = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: own + 1)
    assert compiled._from_cache(cache) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
def test_a_pipe_or_a_folder_in_the_place_of_a_form_is_passed_over(cache: str) -> None:
    file = Path(compiled.cache_file(cache))
    file.unlink()
    os.mkfifo(file)
    assert compiled._from_cache(cache) is None
    file.unlink()
    file.mkdir()
    assert compiled._from_cache(cache) is None
    compiled._write(cache, MODEL.form)
    assert [path.name for path in Path(cache).iterdir()] == [file.name], (
        "nothing half written is left beside it"
    )


def test_a_folder_that_cannot_be_used_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(compiled, "_loaded", None)
    model = compiled.load(str(tmp_path / "file" / "cache"))
    assert model.validator.validate_python(
        {"codesign": 1, "title": "T", "feature": {"name": "N", "problem": "P"}}
    )


def test_a_form_names_nothing_but_our_own_functions() -> None:
    form = from_json(to_json(MODEL.form))
    assert form == MODEL.form

    def functions(node: Any) -> Iterator[str]:
        if isinstance(node, dict):
            if node.get("type") == "no-info":
                yield node["function"]
            for inner in node.values():
                yield from functions(inner)
        elif isinstance(node, list):
            for inner in node:
                yield from functions(inner)

    assert set(functions(form)) <= set(FUNCTIONS)


# Values


def test_an_honest_none_is_an_answer_and_an_empty_list_is_not() -> None:
    feature = program("retrospective: {useful: none, change: [none], selection: []}\nparked: None\n")
    assert feature.retrospective is not None
    assert feature.retrospective.useful == ()
    assert [says_something(value) for value in (NOTHING, (), "", " ", "a", {}, {"a": 1}, None, ("a",))] == [
        True, False, False, False, True, False, True, False, True,
    ]  # fmt: skip
    assert isinstance(feature.retrospective.useful, Nothing)
    assert isinstance(feature.retrospective.change, Nothing)
    assert isinstance(feature.parked, Nothing)
    assert not isinstance(feature.retrospective.selection, Nothing)
    assert not isinstance(feature.retrospective.invitation, Nothing)
    assert repr(NOTHING) == "none"


def test_a_written_null_counts_as_not_written() -> None:
    keys = (
        "kind",
        "timezone",
        "language",
        "state",
        "scale",
        "accounts",
        "preview",
        "carried_over",
        "strategy",
    )
    assert tree(program("".join(f"{key}: null\n" for key in keys))) == tree(program(""))
    nulls = program(
        "sessions: [{at: null, format: null, invited: null, attended: null, observes: null, answers: null}]"
    )
    assert tree(nulls) == tree(program("sessions: [{}]"))
    half = program("sessions: [{attended: {a: null}, confirmed: {F01: null}}]").sessions[0]
    assert (half.attended, half.confirmed) == ({"a": ()}, {"F01": {}})


def test_short_forms_of_people_and_of_being_told() -> None:
    short = program(
        "team: {product: Priya, engineering: Lena, others: [Ines]}\n"
        "accounts: [{id: a, name: A, csm: Tom, participants: [Dana]}]\n"
        "memos: [{told: 2026-02-18}]\nshare_back: {not_now: [Dashboards]}\n"
    )
    long = program(
        "team: {product: {name: Priya}, engineering: [{name: Lena}], others: [{name: Ines}]}\n"
        "accounts: [{id: a, name: A, csm: {name: Tom}, participants: [{name: Dana}]}]\n"
        "memos: [{told: {on: 2026-02-18}}]\nshare_back: {not_now: [{what: Dashboards}]}\n"
    )
    assert tree(short) == tree(long)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-02-18T16:00", datetime(2026, 2, 18, 16)),
        ("2026-02-18T16:00:30", datetime(2026, 2, 18, 16, 0, 30)),
        ("2026-02-18T16:00Z", datetime(2026, 2, 18, 16, tzinfo=UTC)),
        ("2026-02-18T16:00+05:30", datetime(2026, 2, 18, 10, 30, tzinfo=UTC)),
    ],
)
def test_moments(written: str, moment: datetime) -> None:
    assert program(f"debrief: {{at: '{written}'}}").debrief.at == moment  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "clock", ["10.15", "1015", "101530.5", "10:15+01", "24:00", "10:15+01:60", "9:30", "10:15:3"]
)
def test_a_time_is_two_digits_a_colon_and_two_digits(clock: str) -> None:
    with pytest.raises(PydanticCustomError):
        values.moment(f"2026-02-18T{clock}")


def test_what_need_not_be_written() -> None:
    small = program(
        "sessions: [{}]\nfeedback: [{id: F1, session: 1, account: a, friction: f, severity: minor}]\nguardrails: {}\n"
    )
    assert (small.kind, small.timezone, small.language, small.state, small.scale) == (
        "co-design", "UTC", "en", "active", "standard",
    )  # fmt: skip
    session = small.sessions[0]
    assert (session.format, session.invited, session.leads, session.observes) == ("joint", "all", None, None)
    assert small.feedback[0].decided_by == "product"
    assert small.guardrails is not None
    assert small.guardrails.validation_separate is True


# What follows from a program


SESSIONS = """
timezone: Europe/Berlin
sessions:
  - at: 2026-03-25T16:00
    minutes: 60
  - at: {a: 2026-03-30T10:00, b: 2026-03-31T10:00Z}
  - held: false
    at: 2026-05-01T10:00
  - {}
  - {}
  - {number: 9}
  - {purpose: edge-cases}
accounts:
  - {id: a, name: A, joined: 2026-03-28}
  - {id: b, name: B, left: 2026-03-30}
  - {id: c, name: C}
"""


def test_numbers_and_purposes_follow_the_position() -> None:
    seven = program(SESSIONS)
    assert [derive.session_number(seven, i) for i in range(7)] == [1, 2, 3, 4, 5, 9, 7]
    assert [derive.purpose(seven, i) for i in range(7)] == [
        "problem-validation", "prototype-feedback", "solution-iteration", "edge-cases", "last-check", "last-check",
        "edge-cases",
    ]  # fmt: skip
    assert [derive.number_of(seven, session) for session in seven.sessions] == [1, 2, 3, 4, 5, 9, 7]
    assert derive.purpose_of(seven, seven.sessions[4]) == "last-check"
    assert derive.session_by_number(seven, 9) is seven.sessions[5]
    assert derive.session_by_number(seven, 6) is None


def test_times_are_in_the_programs_zone() -> None:
    seven = program(SESSIONS)
    first, second, third, fourth = seven.sessions[:4]
    assert derive.session_start(seven, first).isoformat() == "2026-03-25T16:00:00+01:00"  # type: ignore[union-attr]
    assert derive.session_end(seven, first).isoformat() == "2026-03-25T17:00:00+01:00"  # type: ignore[union-attr]
    assert derive.session_start(seven, second).isoformat() == "2026-03-30T10:00:00+02:00"  # type: ignore[union-attr]
    assert derive.session_end(seven, second).isoformat() == "2026-03-31T13:30:00+02:00"  # type: ignore[union-attr]
    assert (
        derive.session_start(seven, fourth)
        is derive.session_end(seven, fourth)
        is derive.session_day(seven, fourth)
        is None
    )
    assert derive.session_day(seven, first) == date(2026, 3, 25)
    assert derive.moment(seven, date(2026, 7, 1)).isoformat() == "2026-07-01T00:00:00+02:00"
    assert derive.day_of(seven, datetime(2026, 7, 1, 23, tzinfo=UTC)) == date(2026, 7, 2)
    assert derive.day_of(seven, date(2026, 7, 1)) == date(2026, 7, 1)
    assert derive.first_session(seven) is first
    assert derive.last_session(seven) is second
    assert (derive.timeline_start(seven), derive.timeline_end(seven)) == (
        date(2026, 3, 25),
        date(2026, 3, 31),
    )
    assert third.held is False


def test_minutes_are_elapsed_across_a_change_of_clocks() -> None:
    night = program("timezone: Europe/Berlin\nsessions: [{at: 2026-03-29T01:30, minutes: 60}]")
    assert derive.session_end(night, night.sessions[0]).isoformat() == "2026-03-29T03:30:00+02:00"  # type: ignore[union-attr]


def test_a_session_is_held_once_its_end_is_past() -> None:
    seven = program(SESSIONS)
    first = seven.sessions[0]
    end = derive.session_end(seven, first)
    assert end is not None
    assert derive.held(seven, first, end)
    assert not derive.held(seven, first, end - timedelta(seconds=1))
    late = datetime(2026, 12, 1, tzinfo=UTC)
    assert derive.held_sessions(seven, late) == seven.sessions[:2]


def test_a_timeline_that_is_written_leads() -> None:
    written = program(SESSIONS + "timeline: {start: 2026-03-01, end: 2026-04-01, ga: 2026-05-01}\n")
    assert derive.timeline_start(written) == date(2026, 3, 1)
    assert derive.timeline_end(written) == date(2026, 4, 1)
    assert derive.ga(written) == date(2026, 5, 1)
    bare = program("")
    assert (derive.timeline_start(bare), derive.timeline_end(bare), derive.ga(bare)) == (None, None, None)
    assert derive.first_session(bare) is None
    undated = program("sessions: [{held: false}, {}, {}]")
    assert derive.first_session(undated) is undated.sessions[1]
    assert derive.last_session(undated) is undated.sessions[2]


def test_roles_of_a_session_ahead_have_defaults_and_those_of_one_held_have_none() -> None:
    one = program(
        "sessions: [{at: 2026-03-01T10:00}, {at: 2026-03-01T10:00, leads: a, facilitates: b, observes: none}]"
    )
    silent, said = one.sessions
    before, afterwards = datetime(2026, 2, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)
    assert (derive.leads(one, silent, before), derive.facilitates(one, silent, before)) == ("product", "cs")
    assert derive.observes(one, silent, before) == ("engineering",)
    assert (derive.leads(one, silent, afterwards), derive.facilitates(one, silent, afterwards)) == (
        None,
        None,
    )
    assert derive.observes(one, silent, afterwards) is None
    assert (derive.leads(one, said, afterwards), derive.facilitates(one, said, before)) == ("a", "b")
    assert derive.observes(one, said, before) == NOTHING


def test_people_by_key_and_by_name() -> None:
    team = program(
        "team: {product: Priya Nair, cs: Tom, engineering: [Lena, Max], "
        "others: [{name: Ines, function: design}, Uwe]}\n"
        "accounts: [{id: a, name: A, csm: Aylin}, {id: b, name: B, csm: Tom}]\n"
    )
    assert derive.person_of(team, "product") == ("Priya Nair", "product")
    assert derive.person_of(team, "priya  nair") == ("Priya Nair", "product")
    assert derive.people_of(team, "engineering") == (("Lena", "engineering"), ("Max", "engineering"))
    assert derive.people_of(team, "cs") == (("Tom", "cs"),)
    assert derive.person_of(team, "Aylin") == ("Aylin", "cs")
    assert derive.person_of(team, "design") == ("Ines", "design")
    assert derive.person_of(team, "Uwe") == ("Uwe", "")
    assert derive.person_of(team, "sales") is None
    nobody = program("team: {product: Priya}")
    assert derive.person_of(nobody, "cs") is None
    assert derive.person_of(program(""), "cs") == ("", "cs")
    assert derive.person_of(program(""), "Tom") is None


def test_accounts_by_day_and_invitation() -> None:
    seven = program(SESSIONS + "preview: {to: [c]}\n")
    first, second = seven.sessions[:2]
    assert [a.id for a in derive.invited_accounts(seven, first)] == ["b", "c"]
    assert [a.id for a in derive.invited_accounts(seven, second)] == ["a", "c"]
    assert [a.id for a in derive.invited_accounts(seven, seven.sessions[3])] == ["a", "b", "c"]
    assert [a.id for a in derive.active_accounts(seven, date(2026, 3, 29))] == ["a", "b", "c"]
    assert [a.id for a in derive.active_accounts(seven, date(2026, 3, 30))] == ["a", "c"]
    assert [a.id for a in derive.active_accounts(seven)] == ["a", "c"]
    assert [a.id for a in derive.shown_accounts(seven)] == ["c"]
    assert [a.id for a in derive.shown_accounts(program(SESSIONS))] == ["a", "c"]
    named = program("accounts: [{id: a, name: A}, {id: b, name: B}]\nsessions: [{invited: [b, z]}]\n")
    assert [a.id for a in derive.invited_accounts(named, named.sessions[0])] == ["b"]


def test_the_first_of_two_with_one_id_is_meant() -> None:
    twice = program(
        "accounts: [{id: a, name: A}, {id: a, name: B}]\n"
        "feedback: [{id: F1, session: 1, account: a, friction: f, severity: minor},"
        " {id: F1, session: 2, account: a, friction: g, severity: minor}]\n"
    )
    assert derive.accounts_by_id(twice)["a"].name == "A"
    assert derive.records_by_id(twice)["F1"].session == 1


def test_the_end_of_a_debrief() -> None:
    written = program("debrief: {at: 2026-04-06T16:00}")
    assert written.debrief is not None
    assert derive.debrief_end(written, written.debrief) == datetime(2026, 4, 6, 16, 30, tzinfo=UTC)
    long = program("debrief: {at: 2026-04-06T16:00, minutes: 45}")
    assert long.debrief is not None
    assert derive.debrief_end(long, long.debrief) == datetime(2026, 4, 6, 16, 45, tzinfo=UTC)
    open_ = program("debrief: {}")
    assert open_.debrief is not None
    assert derive.debrief_end(open_, open_.debrief) is None


# The nearest word


@pytest.mark.parametrize(
    ("word", "known", "near"),
    [
        ("helth", ["name", "health"], "health"),
        ("in-scope", ["in_scope"], "in_scope"),
        ("InScope", ["in_scope"], "in_scope"),
        ("colour", ["color"], "color"),
        ("purple", ["green", "yellow", "red"], None),
        ("on", ["by"], None),
        ("", ["a"], None),
        ("x" * 200, ["x"], None),
    ],
)
def test_nearest(word: str, known: list[str], near: str | None) -> None:
    assert nearest(word, known) == near


def test_distance_counts_a_swap_as_one() -> None:
    assert [
        distance("health", other) for other in ("health", "haelth", "helth", "healths", "wealth", "")
    ] == [0, 1, 1, 1, 1, 6]
