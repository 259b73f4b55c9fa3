"""Files as newcomers break them: each gets one clear sentence at the right place, on the screen kept beside it.

`UPDATE_SNAPSHOTS=1` writes the screens anew.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.command import Screen, validate

FOLDER = Path(__file__).parent / "broken"
FILES = sorted(FOLDER.glob("*.yaml"))

LINES = {
    "01": 4, "02": 2, "03": 4, "04": 2, "05": 5, "06": 6, "07": 7, "08": 5, "09": 7, "10": 2, "11": 5, "12": 5,
    "13": 5, "14": 8, "15": 7, "16": 6, "17": 7, "19": 5, "20": 2, "22": 2, "23": 1, "24": 4, "25": 1, "26": 1,
    "27": 1, "28": 3, "29": 5, "32": 10, "33": 6, "34": 2, "35": 4, "36": 2, "37": 6, "38": 5, "39": 6, "40": 2,
    "41": 6, "42": 4, "43": 4, "44": 7, "45": 1, "46": 3, "47": 8, "48": 5, "49": 2,
}  # fmt: skip
"""The line of each mistake that a mark (`# <-`) beside it would hide or change."""

FOREIGN = (
    "pydantic", "ruamel", "libyaml", "pyyaml", "traceback", "exception", "mapping", "scalar", "scanner",
    "token", "parser", "sequence", "anchor", "alias", "input should be", "nonetype", "none type", "str_type", "dict",
    "literal", "schema",
    "validation", "expected <", "block end", "extra inputs", "unmarshal", "<class", "0x",
)  # fmt: skip
"""Words of libraries and of programmers, which no person has to know."""


def screen(path: Path) -> str:
    """The whole screen of one file, and the exit status."""
    shown = validate(path.name, folder=FOLDER)
    return f"{shown.out}{shown.err}exit status {shown.status}\n"


def told(path: Path) -> Screen:
    """What is found, as data."""
    return validate(path.name, "--format", "json", folder=FOLDER)


def sentence(text: str) -> str:
    """A message in lower case without what it quotes of the file."""
    return "".join(text.split("`")[::2]).lower()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_whole_screen(path: Path) -> None:
    kept = path.with_suffix(".txt")
    now = screen(path)
    if os.environ.get("UPDATE_SNAPSHOTS"):
        kept.write_text(now, encoding="utf-8", newline="\n")
    assert now == kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_one_sentence_at_the_right_line(path: Path) -> None:
    found = told(path)
    assert found.status == 1
    assert [finding["severity"] for finding in found.findings] == ["error"]
    marked = [
        n for n, line in enumerate(path.read_bytes().split(b"\n"), 1) if line.rstrip().endswith(b"# <-")
    ]
    assert [found.findings[0]["line"]] == (marked or [LINES[path.stem[:2]]])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_plain_words_and_a_way_out(path: Path) -> None:
    finding = told(path).findings[0]
    message, help = finding["message"], finding["help"]
    assert message[0] in '`"' or message[0].isupper()
    assert message.endswith((".", "?"))
    assert "; " in message or help, "neither the sentence nor a line below it says what to do"
    assert not help or (help[0].isupper() and help.endswith((".", "?")))
    assert len(message) <= 200
    for word in FOREIGN:
        assert word not in sentence(message), word
        assert word not in sentence(help), word


def test_every_broken_file_has_a_screen_and_none_is_left_over() -> None:
    assert len(FILES) >= 60
    assert {path.stem for path in FILES} == {path.stem for path in FOLDER.glob("*.txt")}


def test_a_file_over_the_size_limit(tmp_path: Path) -> None:
    large = tmp_path / "program.yaml"
    large.write_bytes(b"codesign: 1\n" + b"# padding\n" * 524_288)
    shown = validate("program.yaml", folder=tmp_path)
    assert shown.status == 1
    assert shown.out.startswith("program.yaml:1:1  error  FIL001 invalid-yaml\n")
    assert "(4 MiB), the most that a program may have." in shown.out
    assert shown.err == ""


def test_a_program_just_begun_is_clean() -> None:
    """What the broken files break is sound: not one of them is found for anything but its mistake."""
    whole = BEGUN_FILE.read_text(encoding="utf-8").replace("acounts:  # <-", "accounts:")
    shown = validate("-", stdin=whole.encode())
    assert (shown.status, shown.out) == (0, "File ok · Scope ok · Cohort ok · Role ok · Expectation ok\n")


BEGUN_FILE = FOLDER / "50-misspelled-at-the-top.yaml"
