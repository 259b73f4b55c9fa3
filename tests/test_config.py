"""A team's configuration: what programs inherit, where findings about it point, and mistakes in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from codesign_cli.config import TomlText, read_config
from codesign_cli.errors import CodesignError
from codesign_cli.finding import Span
from codesign_cli.load import Loaded, load
from tests.command import BEGUN, run, validate

TEAM = """\
[defaults]
timezone = "Europe/Berlin"
strategy = "Fewer calls on the morning of a shift"

[defaults.team]
product = {name = "Priya Nair", email = "priya@example.com"}
engineering = ["Lena Fuchs", "Max Orth"]

[defaults.team.cs]
name = "Tom Okafor"
email = "tom@example.com"

[defaults.guardrails]
criteria = ["Reach"]
criteria_published = 2026-01-10
"""


def inherited(program: str, toml: str, folder: Path) -> Loaded:
    """A program laid over the defaults of a `codesign.toml`."""
    path = folder / "codesign.toml"
    path.write_text(toml, encoding="utf-8")
    return load(
        "program.yaml", program.encode(), config=read_config(str(path), "codesign.toml"), stem="program"
    )


def told(toml: str, folder: Path, name: str = "codesign.toml") -> str:
    """The sentence about a configuration that cannot be read, as a person sees it."""
    (folder / name).write_bytes(toml.encode() if isinstance(toml, str) else toml)
    (folder / "program.yaml").write_text(BEGUN)
    shown = validate("program.yaml", folder=folder)
    assert (shown.status, shown.out, shown.err.count("\n")) == (2, "", 1)
    return shown.err.removeprefix("codesign: ").removesuffix("\n")


# Inheriting


def test_everything_not_written_is_inherited(tmp_path: Path) -> None:
    program = inherited(BEGUN, TEAM, tmp_path).program
    assert program is not None
    assert program.timezone == "Europe/Berlin"
    assert program.strategy == "Fewer calls on the morning of a shift"
    assert program.team is not None
    assert program.team.product is not None
    assert program.team.product.email == "priya@example.com"
    assert [person.name for person in program.team.engineering] == ["Lena Fuchs", "Max Orth"]
    assert program.guardrails is not None
    assert str(program.guardrails.criteria_published) == "2026-01-10"


def test_key_by_key_the_program_wins(tmp_path: Path) -> None:
    written = (
        BEGUN + "timezone: UTC\nteam:\n  cs:\n    title: Lead of CS\nguardrails:\n  criteria: [Security]\n"
    )
    program = inherited(written, TEAM, tmp_path).program
    assert program is not None
    assert program.timezone == "UTC"
    assert program.team is not None
    assert program.team.cs is not None
    assert (program.team.cs.name, program.team.cs.title, program.team.cs.email) == (
        "Tom Okafor",
        "Lead of CS",
        "tom@example.com",
    )
    assert program.team.product is not None
    assert program.team.product.name == "Priya Nair"
    assert program.guardrails is not None
    assert program.guardrails.criteria == ("Security",)
    assert str(program.guardrails.criteria_published) == "2026-01-10"


def test_a_list_is_replaced_whole(tmp_path: Path) -> None:
    program = inherited(BEGUN + "team:\n  engineering: [Ada Quist]\n", TEAM, tmp_path).program
    assert program is not None
    assert program.team is not None
    assert [person.name for person in program.team.engineering] == ["Ada Quist"]


@pytest.mark.parametrize("written", ["{name: Ines Roth}", "Ines Roth"])
def test_nobody_inherits_another_persons_address(written: str, tmp_path: Path) -> None:
    program = inherited(BEGUN + f"team:\n  cs: {written}\n", TEAM, tmp_path).program
    assert program is not None
    assert program.team is not None
    assert program.team.cs is not None
    assert (program.team.cs.name, program.team.cs.email) == ("Ines Roth", None)


@pytest.mark.parametrize("nothing", ["null", "~", ""])
def test_a_written_null_counts_as_not_written(nothing: str, tmp_path: Path) -> None:
    program = inherited(BEGUN + f"timezone: {nothing}\nteam: {nothing}\n", TEAM, tmp_path).program
    assert program is not None
    assert program.timezone == "Europe/Berlin"
    assert program.team is not None
    assert program.team.product is not None


def test_only_a_mapping_inherits(tmp_path: Path) -> None:
    for text in ("", "# nothing yet\n", "- a\n- list\n", "title: [\n"):
        loaded = inherited(text, TEAM, tmp_path)
        assert loaded.program is None
        assert len(loaded.findings) == 1
        assert loaded.findings[0].file == "program.yaml"


# Which configuration


def test_the_nearest_one_upwards_counts(tmp_path: Path) -> None:
    inner = tmp_path / "team" / "june"
    inner.mkdir(parents=True)
    (inner / "program.yaml").write_text(BEGUN)
    (tmp_path / "codesign.toml").write_text('[defaults]\ntimezone = "Far/Away"\n')
    (tmp_path / "team" / "codesign.toml").write_text('[defaults]\ntimezone = "Quite/Near"\n')
    found = validate("program.yaml", "--format", "json", folder=inner).findings
    assert [(finding["file"], finding["line"]) for finding in found] == [("../codesign.toml", 2)]
    assert "Quite/Near" in found[0]["message"]


def test_pyproject_counts_where_it_has_the_table(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "program.yaml").write_text(BEGUN)
    (inner / "pyproject.toml").write_text('[project]\nname = "x"  # no [tool.codesign] here\n')
    (tmp_path / "pyproject.toml").write_text(
        '[project]\nname = "x"\n\n[tool.codesign.defaults]\ntimezone = "No/Where"\n'
    )
    found = validate("program.yaml", "--format", "json", folder=inner).findings
    assert [(finding["file"], finding["line"], finding["column"]) for finding in found] == [
        ("../pyproject.toml", 5, 1)
    ]


def test_codesign_toml_wins_beside_pyproject(tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text(BEGUN)
    (tmp_path / "pyproject.toml").write_text('[tool.codesign.defaults]\ntimezone = "No/Where"\n')
    (tmp_path / "codesign.toml").write_text('[defaults]\ntimezone = "Europe/Berlin"\n')
    assert validate("program.yaml", folder=tmp_path).status == 0


@pytest.mark.parametrize("text", ["", "# nothing\n", "[defaults]\n"])
def test_an_empty_configuration_is_fine(text: str, tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text(BEGUN)
    (tmp_path / "codesign.toml").write_text(text)
    assert validate("program.yaml", folder=tmp_path).status == 0


# Findings about what is inherited


def test_the_whole_screen_of_a_finding_in_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text(BEGUN)
    (tmp_path / "codesign.toml").write_text(TEAM.replace("Europe/Berlin", "Europe/Berlim"))
    shown = validate("program.yaml", folder=tmp_path)
    assert shown.status == 1
    assert shown.out.startswith(
        "codesign.toml:2:1  error  FIL004 invalid-value\n"
        '    2 │ timezone = "Europe/Berlim"\n'
        "      │ ^^^^^^^^\n"
        "   `timezone` is `Europe/Berlim`; did you mean `Europe/Berlin`?"
    )


def test_programs_that_inherit_one_mistake_tell_it_once(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(BEGUN)
    (tmp_path / "codesign.toml").write_text('[defaults]\ntimezone = "No/Where"\n')
    shown = validate("a.yaml", "b.yaml", "--format", "json", folder=tmp_path)
    assert len(shown.findings) == 1
    assert shown.json["files"] == ["a.yaml", "b.yaml"]


@pytest.mark.parametrize(
    ("toml", "line"),
    [
        ('[defaults]\nteam = {product = {name = "P", email = "none"}}\n', 2),
        ('[defaults.team.product]\nname = "P"\nemail = "none"\n', 3),
        ('[defaults]\n"team"."product"."name" = "P"\n\'team\' . product.email = "none"\n', 3),
        ('[defaults.team]\nengineering = [\n  {name = "P", email = "none"},\n]\n', 2),
        (
            '[[defaults.team.engineering]]\nname = "P"\n\n[[defaults.team.engineering]]\nname = "Q"\nemail = "none"\n',
            6,
        ),
        (
            '[defaults]\nstrategy = """\n[defaults.team.product]\nemail = 1\n"""\n'
            'team.product.name = "P"\nteam.product.email = "none"\n',
            7,
        ),
        (
            '[defaults]\r\nstrategy = "a\u2028b"\r\n\r\n[defaults.team.product]\r\nname = "P"\r\nemail = "none"\r\n',
            6,
        ),
        ('\ufeff[defaults.team]\nproduct.name = "P"\nproduct.email = "none"\n', 3),
        ('defaults = {team = {product = {name = "P", email = "none"}}}\n', 1),
    ],
    ids=[
        "inline",
        "table",
        "dotted",
        "in a list",
        "list of tables",
        "below a long text",
        "CR LF",
        "BOM",
        "all in one",
    ],
)
def test_the_line_of_an_inherited_mistake(toml: str, line: int, tmp_path: Path) -> None:
    (tmp_path / "codesign.toml").write_bytes(toml.encode())
    (tmp_path / "program.yaml").write_text(BEGUN)
    found = validate("program.yaml", "--format", "json", folder=tmp_path).findings
    assert [(finding["code"], finding["file"], finding["line"]) for finding in found] == [
        ("FIL004", "codesign.toml", line)
    ]
    assert "`none`" in found[0]["message"]


def test_a_program_laid_over_it_keeps_its_own_places(tmp_path: Path) -> None:
    loaded = inherited(BEGUN + "team:\n  cs:\n    emial: x\n", TEAM, tmp_path)
    assert [(finding.file, finding.span.line) for finding in loaded.findings] == [("program.yaml", 8)]
    for path, file, line in (
        (("title",), "program.yaml", 2),
        (("team", "cs"), "program.yaml", 7),
        (("team", "cs", "email"), "codesign.toml", 11),
        (("team", "engineering", 1), "codesign.toml", 7),
        (("guardrails", "loop"), "codesign.toml", 13),
        (("accounts",), "program.yaml", 1),
    ):
        assert (loaded.text.file_of(path), loaded.text.place(path).line) == (file, line), path
    assert loaded.text.has(("team", "cs", "email"))
    assert not loaded.text.has(("team", "cs", "title"))


def test_places_in_a_toml_text() -> None:
    text = TomlText("x.toml", "[defaults]\n\nstrategy = 'a'\n", {"strategy": "a", "list": [1]}, ("defaults",))
    assert text.has(("strategy",))
    assert text.has(("list", 0))
    assert not text.has(("list", 1))
    assert not text.has(("strategy", 0))
    assert text.place(("gone",)) == Span(1, 1, 1, 11)
    assert (
        text.key_span(("strategy",))
        == text.value_span(("strategy",))
        == text.inside(("strategy",), 0, 1)
        == Span(3, 1, 3, 9)
    )
    assert TomlText("x.toml", "", {}, ("defaults",)).place(("gone",)) == Span(1, 1, 1, 2)


# Mistakes in the configuration itself


@pytest.mark.parametrize(
    ("toml", "sentence"),
    [
        (
            "[default]\n",
            "codesign.toml:1: `default` is not a key of the configuration. Did you mean `defaults`?",
        ),
        (
            "[defaults]\n\ntimezon = 'UTC'\n",
            "codesign.toml:3: `timezon` is not a key of defaults. Did you mean `timezone`?",
        ),
        (
            "[defaults]\nfeature.name = 'x'\n",
            "codesign.toml:2: `feature` is not a key of defaults. "
            "It may hold: guardrails, internal, team, strategy, primary_icp, timezone.",
        ),
        (
            "\n[defaults.taem.cs]\nname = 'x'\n",
            "codesign.toml:2: `taem` is not a key of defaults. Did you mean `team`?",
        ),
        (
            "defaults = 3\n",
            "codesign.toml:1: `defaults` is not a table. Write it as `[defaults]` with its keys below.",
        ),
        (
            "[[defaults]]\nx = 1\n",
            "codesign.toml:1: `defaults` is not a table. Write it as `[defaults]` with its keys below.",
        ),
    ],
)
def test_unknown_keys_are_told_with_their_line(toml: str, sentence: str, tmp_path: Path) -> None:
    assert told(toml, tmp_path) == sentence


def test_a_key_that_is_near_no_other_is_told_what_there_is(tmp_path: Path) -> None:
    sentence = told("[rainbow]\n", tmp_path)
    assert sentence.startswith("codesign.toml:1: `rainbow` is not a key of the configuration. It may hold: ")
    assert "defaults" in sentence


def test_an_unknown_key_of_pyproject(tmp_path: Path) -> None:
    toml = "[project]\nname = 'x'\n\n[tool.codesign]\ndefault.timezone = 'UTC'\n"
    assert told(toml, tmp_path, "pyproject.toml") == (
        "pyproject.toml:5: `default` is not a key of tool.codesign. Did you mean `defaults`?"
    )


@pytest.mark.parametrize(
    ("toml", "line"),
    [
        ("[defaults]\ntimezone: UTC\n", 2),
        ("[defaults]\ntimezone = UTC\n", 2),
        ("[defaults]\n\n\nstrategy = 'open\n", 4),
        ("[defaults\ntimezone = 'UTC'\n", 1),
        ("[defaults]\ntimezone = 'UTC'\ntimezone = 'UTC'\n", 3),
        ("[defaults]\nteam = {\n\n", 2),
    ],
)
def test_broken_toml_is_told_with_its_line(toml: str, line: int, tmp_path: Path) -> None:
    assert told(toml, tmp_path) == (
        f"codesign.toml:{line}: this is not valid TOML. "
        'Mend that line, or the one before it; a key is written as: timezone = "Europe/Berlin".'
    )


def test_a_configuration_that_is_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "codesign.toml").write_bytes(b"[defaults]\nstrategy = 'f\xfcr alle'\n")
    with pytest.raises(CodesignError) as raised:
        read_config(str(tmp_path / "codesign.toml"), "codesign.toml")
    assert raised.value.message == "codesign.toml:2: the configuration is not UTF-8 text."


def test_a_configuration_nested_too_deeply(tmp_path: Path) -> None:
    assert told("x = " + "[" * 3000 + "]" * 3000, tmp_path).startswith(
        "codesign.toml:1: the configuration is nested too deeply."
    )


def test_a_configuration_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(CodesignError, match=r"^The configuration codesign\.toml cannot be read\.$"):
        read_config(str(tmp_path), "codesign.toml")


@pytest.mark.parametrize("command", [("agenda", "--session", "1"), ("debrief",)])
def test_a_mistake_in_the_configuration_stops_a_document(command: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text(BEGUN + "sessions:\n  - number: 1\n")
    (tmp_path / "codesign.toml").write_text('[defaults]\ntimezone = "No/Where"\n')
    shown = run(*command, folder=tmp_path)
    assert (shown.status, shown.out) == (1, "")
    assert shown.err.startswith(
        'codesign.toml:2:1  error  FIL004 invalid-value\n    2 │ timezone = "No/Where"\n'
    )
    assert shown.err.endswith(
        "Mend the file first: a document is only as right as the program it is made from.\n"
    )
