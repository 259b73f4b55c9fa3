"""`codesign validate`: the text a person reads, the line a tool reads, the JSON, the exit status."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from codesign_cli.finding import Finding, Related, Span
from codesign_cli.render import concise, findings_json, text
from tests.command import BEGUN, run, validate

LOW = BEGUN + "  design_ambiguity: low\n"
"""One warning."""
AHEAD = BEGUN + "state: closed\ninvitation:\n  sent: 2026-03-01\n"
"""One info: sent on a day that lies ahead."""
OK = "File ok · Scope ok · Cohort ok · Role ok · Expectation ok\n"
ACCOUNTS = BEGUN + "accounts:\n"


def screen(program: str, *arguments: str, folder: Path, **how: str) -> str:
    """What `validate program.yaml` shows."""
    (folder / "program.yaml").write_bytes(program.encode())
    shown = validate("program.yaml", *arguments, folder=folder, **how)
    assert shown.err == ""
    return shown.out


def finding(message: str = "Something is off.", **other: object) -> Finding:
    """A finding made by hand."""
    values: dict[str, object] = {
        "code": "FIL004", "name": "invalid-value", "severity": "error", "discipline": "file", "file": "program.yaml",
        "span": Span(1, 1, 1, 9), "path": "a", "key": "a", "message": message, "help": "",
    }  # fmt: skip
    return Finding(**(values | other))  # type: ignore[arg-type]


# The text format: whole screens


def test_nothing_found(tmp_path: Path) -> None:
    assert screen(BEGUN, folder=tmp_path) == OK


def test_a_wrong_value(tmp_path: Path) -> None:
    program = ACCOUNTS + "  - id: st-anna\n    name: St. Anna\n    health: purple\n"
    assert screen(program, folder=tmp_path) == (
        "program.yaml:9:13  error  FIL004 invalid-value\n"
        "    7 │   - id: st-anna\n"
        "    8 │     name: St. Anna\n"
        "    9 │     health: purple\n"
        "      │             ^^^^^^\n"
        "   `health` is `purple`; use green, yellow or red.\n"
        "\n"
        "File 1 error\n"
    )


def test_a_related_place_and_a_way_out(tmp_path: Path) -> None:
    program = ACCOUNTS + "  - id: st-anna\n    name: St. Anna\n  - id: st-anna\n    name: Anna Clinics\n"
    assert screen(program, folder=tmp_path) == (
        "program.yaml:9:9  error  FIL007 duplicate-id\n"
        "    9 │   - id: st-anna\n"
        "      │         ^^^^^^^\n"
        "   Two accounts bear the id `st-anna`.\n"
        "    7 │   - id: st-anna\n"
        "      │         ------- the first account `st-anna`\n"
        "   Give this one an id of its own.\n"
        "\n"
        "File 1 error · Scope ok · Cohort ok · Role ok · Expectation ok\n"
    )


def test_a_warning(tmp_path: Path) -> None:
    shown = screen(LOW, folder=tmp_path).split("\n")
    assert shown[:3] == [
        "program.yaml:6:21  warning  SCO104 not-warranted",
        "    6 │   design_ambiguity: low",
        "      │                     ^^^",
    ]
    assert shown[-2] == "Scope 1 warning · Cohort ok · Role ok · Expectation ok"


@pytest.mark.parametrize(
    ("words", "closing"),
    [
        (("--select", "COH"), "File ok · Cohort ok"),
        (("--select", "role,SCO101"), "File ok · Scope ok · Role ok"),
        (("--ignore", "scope,COH"), "File ok · Role ok · Expectation ok"),
        (("--ignore", "SCO101"), "File ok · Scope ok · Cohort ok · Role ok · Expectation ok"),
        (("--select", "SCO", "--ignore", "SCO"), "File ok"),
    ],
)
def test_a_discipline_that_was_not_looked_at_is_not_ok(
    words: tuple[str, ...], closing: str, tmp_path: Path
) -> None:
    assert screen(BEGUN, *words, folder=tmp_path) == f"{closing}\n"


def test_nor_is_one_that_the_configuration_of_one_file_leaves_out(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(BEGUN)
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "b.yaml").write_text(BEGUN)
    (tmp_path / "codesign.toml").write_text('[per-file-ignores]\n"old/*" = ["EXP"]\n')
    assert validate(".", folder=tmp_path).out == "File ok · Scope ok · Cohort ok · Role ok\n"


def test_an_info_takes_one_line(tmp_path: Path) -> None:
    assert screen(AHEAD, folder=tmp_path) == (
        "program.yaml:8:9  info  FIL015 not-yet-happened  The invitation was sent on 1 Mar, which lies ahead.\n"
        "\n"
        "File 1 info\n"
    )


def test_verbose_shows_infos_in_full(tmp_path: Path) -> None:
    assert screen(AHEAD, "--verbose", folder=tmp_path) == (
        "program.yaml:8:9  info  FIL015 not-yet-happened\n"
        "    8 │   sent: 2026-03-01\n"
        "      │         ^^^^^^^^^^\n"
        "   The invitation was sent on 1 Mar, which lies ahead.\n"
        "   Write that day as `planned` until it has happened.\n"
        "\n"
        "File 1 info\n"
    )


def test_quiet_leaves_out_the_closing_line(tmp_path: Path) -> None:
    assert screen(BEGUN, "--quiet", folder=tmp_path) == ""
    whole = screen(LOW, folder=tmp_path).split("\n\n")
    assert screen(LOW, "--quiet", folder=tmp_path) == whole[0] + "\n"


PURPLES = ACCOUNTS + "".join(f"  - {{id: a{n}, name: A, health: purple}}\n" for n in range(4))


def test_three_findings_of_one_rule_are_folded(tmp_path: Path) -> None:
    assert screen(PURPLES, folder=tmp_path) == (
        "program.yaml:7:31  error  FIL004 invalid-value\n"
        "    7 │   - {id: a0, name: A, health: purple}\n"
        "      │                               ^^^^^^\n"
        "   `health` is `purple`; use green, yellow or red.\n"
        "   also line 8: `health` is `purple`; use green, yellow or red.\n"
        "   also line 9: `health` is `purple`; use green, yellow or red.\n"
        "   also line 10: `health` is `purple`; use green, yellow or red.\n"
        "\n"
        "File 4 errors\n"
    )


def test_two_are_not_folded_and_verbose_folds_nothing(tmp_path: Path) -> None:
    two = "".join(PURPLES.splitlines(keepends=True)[:-2])
    assert screen(two, folder=tmp_path).count("FIL004") == 2
    assert screen(PURPLES, "-v", folder=tmp_path).count("FIL004") == 4


def test_findings_of_two_files_are_not_folded_together(tmp_path: Path) -> None:
    two = "".join(PURPLES.splitlines(keepends=True)[:-2])
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(two)
    shown = validate("a.yaml", "b.yaml", folder=tmp_path)
    assert shown.out.count("FIL004") == 4
    assert shown.out.endswith("File 4 errors\n")


@pytest.mark.parametrize(
    ("name", "shown", "cells", "health", "marks"),
    [
        ("Anna", "Anna", 4, "purple", 6),
        ("東京病院", "東京病院", 8, "purple", 6),
        ("A,\tsegment: B", "A,    segment: B", 16, "purple", 6),
        ("e\u0301te\u0301", "e\u0301te\u0301", 3, "purple", 6),
        ("\U0001f469\u200d\u2695\ufe0f", "\U0001f469\u200d\u2695\ufe0f", 2, "purple", 6),
        ("\U0001f3e5", "\U0001f3e5", 2, "紫", 2),
        ("A\u00a0B\u3000C", "A B  C", 6, "purple", 6),
        ("A\u202eB\u200bC", "ABC", 3, "purple", 6),
        ('"Łódź"', '"Łódź"', 6, '"e\u0301"', 3),
    ],
    ids=["plain", "wide", "tab", "combining", "joined emoji", "wide value", "odd blanks", "unseen", "quotes"],
)
def test_the_caret_stands_under_the_very_words(
    name: str, shown: str, cells: int, health: str, marks: int, tmp_path: Path
) -> None:
    """`cells` and `marks` are the columns that a terminal gives to the name and to the value."""
    page = screen(ACCOUNTS + f"  - {{id: a, name: {name}, health: {health}}}\n", folder=tmp_path).split("\n")
    before = "  - {id: a, name: "
    assert page[1] == f"    7 │ {before}{shown}, health: {health}}}"
    assert page[2] == "      │ " + " " * (len(before) + cells + len(", health: ")) + "^" * marks


def test_a_long_line_is_cut_around_the_mark(tmp_path: Path) -> None:
    program = ACCOUNTS + f"  - {{id: a, name: {'x' * 500}, health: purple, segment: {'y' * 500}}}\n"
    page = screen(program, folder=tmp_path).split("\n")
    assert page[1].startswith("    7 │ …xxx")
    assert page[1].endswith("yyy…")
    assert len(page[1]) < 190
    assert page[1].index("purple") == page[2].index("^^^^^^")


def test_a_long_line_in_plain_signs(tmp_path: Path) -> None:
    program = ACCOUNTS + f"  - {{id: a, name: {'→' * 500}, health: purple, segment: {'y' * 500}}}\n"
    page = screen(program, folder=tmp_path, LC_ALL="C").split("\n")
    assert page[1].isascii()
    assert page[1].startswith("    7 | ...->")
    assert page[1].index("purple") == page[2].index("^^^^^^")


def test_plain_signs_move_no_mark(tmp_path: Path) -> None:
    program = ACCOUNTS + "  - {id: a, name: “A” → B…, health: purple}\n"
    page = screen(program, folder=tmp_path, LC_ALL="C").split("\n")
    assert page[1:3] == [
        '    7 |   - {id: a, name: "A" -> B..., health: purple}',
        "      |                                        ^^^^^^",
    ]


def test_a_value_of_several_lines_is_marked_to_the_end_of_its_first(tmp_path: Path) -> None:
    page = screen(BEGUN + "  stage: >-\n    in\n    build\n", folder=tmp_path).split("\n")
    assert page[1:3] == ["    6 │   stage: >-", "      │          ^^"]


def test_a_related_place_in_another_file() -> None:
    related = Related("codesign.toml", Span(2, 1, 2, 9), "timezone", "set here")
    shown = text.render(
        [finding(related=(related,), help="Mend it.")],
        {"program.yaml": ["codesign: 1"], "codesign.toml": ["[defaults]", "timezone = 'UTC'"]},
        quiet=True,
    )
    assert shown == (
        "program.yaml:1:1  error  FIL004 invalid-value\n"
        "    1 │ codesign: 1\n"
        "      │ ^^^^^^^^\n"
        "   Something is off.\n"
        "   codesign.toml:2:1\n"
        "    2 │ timezone = 'UTC'\n"
        "      │ -------- set here\n"
        "   Mend it.\n"
    )


def test_places_without_a_line_show_none() -> None:
    related = Related("gone.yaml", Span(9, 1, 9, 2), "", "set there")
    shown = text.render(
        [finding(related=(related, Related("gone.yaml", Span(9, 1, 9, 2), "", "")))], {}, quiet=True
    )
    assert shown == (
        "program.yaml:1:1  error  FIL004 invalid-value\n"
        "   Something is off.\n"
        "   gone.yaml:9:1\n"
        "   set there\n"
        "   gone.yaml:9:1\n"
    )


def test_large_line_numbers_keep_their_column() -> None:
    lines = {"program.yaml": [""] * 123_455 + ["title: x"]}
    shown = text.render([finding(span=Span(123_456, 8, 123_456, 9))], lines, quiet=True).split("\n")
    assert shown[1:3] == [" 123456 │ title: x", "        │        ^"]


def test_context_begins_with_the_list_item_if_it_is_near() -> None:
    lines = {
        "program.yaml": ["a:", "  - id: x", "    one: 1", "    two: 2", "    three: 3", "", "    four: 4"]
    }
    for number, first in ((3, 2), (4, 2), (5, 5), (7, 7)):
        shown = text.render([finding(span=Span(number, 5, number, 6))], lines, quiet=True).split("\n")
        assert shown[1].strip().startswith(str(first)), number


def test_what_another_finding_covers_is_not_shown() -> None:
    covered = finding("The general one.", code="COH202", covered_by="COH203")
    assert "general" not in text.render([covered, finding()], {})
    assert "general" not in concise.render([covered, finding()])
    assert '"covered_by": "COH203"' in findings_json.render([covered, finding()], [], "2026-02-23")


def test_infos_that_stand_together_stay_together() -> None:
    info = finding("Told.", severity="info")
    shown = text.render([info, info, finding(), info, finding(code="FIL005")], {}, quiet=True)
    assert [line.split("  ")[1] if line[:1] not in ("", " ") else line for line in shown.split("\n")] == [
        "info", "info", "", "error", "   Something is off.", "", "info", "", "error", "   Something is off.", "",
    ]  # fmt: skip


def test_the_closing_line_sums_up_by_discipline() -> None:
    found = [
        finding(discipline="role"),
        finding(discipline="expectation", severity="warning"),
        finding(discipline="expectation", severity="warning"),
        finding(discipline="expectation"),
        finding(discipline="cohort", severity="info", basis="owed", soon=True),
        finding(discipline="cohort", severity="info", basis="owed", soon=True),
    ]
    line = "".join(piece.text for piece in text.summary(found))
    assert (
        line
        == "Scope ok · Cohort 2 infos · Role 1 error · Expectation 1 error, 2 warnings · 2 duties due within a week"
    )
    assert "1 duty due within a week" in "".join(piece.text for piece in text.summary(found[:5]))


def test_an_info_that_is_late_is_no_duty_due_within_a_week(tmp_path: Path) -> None:
    finished = (Path(__file__).parent / "clean" / "running.yaml").read_text()
    late = screen(finished, "--as-of", "2027-06-01", "--select", "EXP455", folder=tmp_path)
    assert "EXP455 adoption-unmeasured" in late
    assert "within a week" not in late
    soon = screen(finished, "--as-of", "2026-07-25", "--select", "EXP455", folder=tmp_path)
    assert soon.endswith("Expectation 1 info · 1 duty due within a week\n")


def test_a_file_that_cannot_be_read_says_nothing_of_the_disciplines(tmp_path: Path) -> None:
    assert screen("codesign: 1\ntitle: [\n", folder=tmp_path).endswith("\n\nFile 1 error\n")


# Concise


def test_concise_is_a_line_each(tmp_path: Path) -> None:
    assert screen(PURPLES, "--format", "concise", folder=tmp_path).split("\n") == [
        *(
            f"program.yaml:{line}:31: error FIL004 invalid-value: `health` is `purple`; use green, yellow or red."
            for line in (7, 8, 9, 10)
        ),
        "",
    ]
    assert screen(BEGUN, "--format", "concise", folder=tmp_path) == ""


# JSON


def test_the_json_is_as_documented(tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text(LOW)
    shown = validate("program.yaml", "--format", "json", "--as-of", "2026-02-20", folder=tmp_path)
    assert shown.status == 0
    document = shown.json
    assert list(document) == ["version", "as_of", "files", "findings", "summary"]
    assert (document["version"], document["as_of"], document["files"]) == (1, "2026-02-20", ["program.yaml"])
    assert document["summary"] == {"error": 0, "warning": 1, "info": 0, "suppressed": 0, "waived": 0}
    found = document["findings"][0]
    assert list(found) == [
        "code", "name", "severity", "discipline", "file", "line", "column", "end_line", "end_column", "path", "message",
        "help", "source", "waived", "fixable", "covered_by", "basis", "due", "fingerprint", "related",
    ]  # fmt: skip
    assert {key: found[key] for key in ("code", "name", "severity", "discipline", "file", "path")} == {
        "code": "SCO104",
        "name": "not-warranted",
        "severity": "warning",
        "discipline": "scope",
        "file": "program.yaml",
        "path": "feature.design_ambiguity",
    }
    assert [found[key] for key in ("line", "column", "end_line", "end_column")] == [6, 21, 6, 24]
    assert [found[key] for key in ("waived", "fixable", "covered_by", "basis", "due")] == [
        False,
        False,
        None,
        "stated",
        None,
    ]
    assert found["source"] == "A-031 A-033"


def test_the_json_of_a_related_place(tmp_path: Path) -> None:
    program = ACCOUNTS + "  - id: st-anna\n    name: A\n  - id: st-anna\n    name: B\n"
    (tmp_path / "program.yaml").write_text(program)
    found = validate("program.yaml", "--format", "json", folder=tmp_path).findings[0]
    assert found["related"] == [
        {
            "file": "program.yaml",
            "line": 7,
            "column": 9,
            "path": "accounts[0].id",
            "message": "the first account `st-anna`",
        }
    ]


def test_json_counts_code_points(tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text(
        ACCOUNTS + "  - {id: a, name: \U0001f3e5京e\u0301\t, health: 紫}\n", encoding="utf-8"
    )
    found = validate("program.yaml", "--format", "json", folder=tmp_path).findings[0]
    line = "  - {id: a, name: \U0001f3e5京e\u0301\t, health: 紫}"
    assert (found["column"], found["end_column"]) == (line.index("紫") + 1, line.index("紫") + 2)


def test_json_is_ordered_by_file_line_column_and_code(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yaml"):
        (tmp_path / name).write_text(PURPLES + "titel: x\n")
    shown = validate("b.yaml", "a.yaml", "--format", "json", folder=tmp_path)
    order = [(one["file"], one["line"], one["column"], one["code"]) for one in shown.findings]
    assert order == sorted(order)
    assert len(order) == 10
    assert shown.json["files"] == ["b.yaml", "a.yaml"]


def test_a_fingerprint_survives_moved_lines_and_reworded_values(tmp_path: Path) -> None:
    one, other = PURPLES, PURPLES.replace("accounts:", "# moved\n\naccounts:").replace("purple", "mauve")
    prints = []
    for program in (one, other):
        (tmp_path / "program.yaml").write_text(program)
        found = validate("program.yaml", "--format", "json", folder=tmp_path).findings
        prints.append([one["fingerprint"] for one in found])
    assert prints[0] == prints[1]
    assert len(set(prints[0])) == 4
    assert prints[0][0] == hashlib.sha256(b"FIL004\0accounts[a0].health").hexdigest()[:16]


def test_the_moment_is_told_as_it_was_given(tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text(BEGUN)
    for given in ("2026-02-23T16:00", "2026-02-23T16:00+01:00"):
        assert (
            validate("program.yaml", "--format", "json", "--as-of", given, folder=tmp_path).json["as_of"]
            == given
        )
    assert (
        run("validate", "program.yaml", "--format", "json", folder=tmp_path).json["as_of"].endswith("+00:00")
    )


@pytest.mark.parametrize("sign", ["\x1b[31m", "\x9b31m", "\x7f", "\u202e", "##[group]x"])
def test_json_holds_nothing_that_acts(sign: str, tmp_path: Path) -> None:
    found = finding(f"A {sign} B", file=f"{sign}.yaml")
    shown = findings_json.render([found], [f"{sign}.yaml"], "2026-02-23")
    import json

    back = json.loads(shown)
    assert back["findings"][0]["message"] == f"A {sign} B"
    assert back["files"] == [f"{sign}.yaml"]
    assert sign not in shown


# Exit status


@pytest.mark.parametrize(
    ("program", "level", "status"),
    [
        (BEGUN, "info", 0),
        (AHEAD, "error", 0),
        (AHEAD, "warning", 0),
        (AHEAD, "info", 1),
        (LOW, "error", 0),
        (LOW, "warning", 1),
        (LOW, "info", 1),
        (PURPLES, "error", 1),
        (PURPLES, "info", 1),
    ],
)
@pytest.mark.parametrize("form", ["text", "concise", "json"])
def test_the_status_follows_the_failing_level_and_no_format(
    program: str, level: str, status: int, form: str, tmp_path: Path
) -> None:
    (tmp_path / "program.yaml").write_text(program)
    assert validate("program.yaml", "--fail-on", level, "--format", form, folder=tmp_path).status == status


@pytest.mark.parametrize("form", ["text", "concise", "json"])
def test_nothing_to_check_is_3_in_every_format(form: str, tmp_path: Path) -> None:
    assert validate("--format", form, folder=tmp_path).status == 3


def test_what_is_covered_never_fails_a_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from codesign_cli import check as module
    from codesign_cli.check import Checked

    real = module.check

    def covered(*arguments: object) -> Checked:
        found = real(*arguments)  # type: ignore[arg-type]
        return Checked(found.loaded, found.now, (finding(covered_by="FIL003"),))

    monkeypatch.setattr(module, "check", covered)
    (tmp_path / "program.yaml").write_text(BEGUN)
    assert validate("program.yaml", folder=tmp_path).status == 0
