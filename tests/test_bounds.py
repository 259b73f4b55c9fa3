"""Files larger than any program: each ends in a few findings that say so, whatever it would take to check it whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pytest

from codesign_cli.aside import MOST_COMMENTS
from codesign_cli.check import check
from codesign_cli.load import load_source
from codesign_cli.model.nearest import nearest
from codesign_cli.rules.file import references
from codesign_cli.shape import MOST_ENTRIES, MOST_LETTERS, MOST_MISTAKES
from codesign_cli.source import MOST_TWICE, SECOND_OPINION, read
from tests.command import BEGUN, Screen, validate


def shown(program: str) -> list[dict[str, Any]]:
    """The findings of a program; nothing else may come of it."""
    screen: Screen = validate("-", "--format", "json", stdin=program.encode())
    assert screen.err == ""
    assert screen.status == (1 if screen.findings else 0)
    return screen.findings


MANY = {
    "unknown keys": BEGUN + "".join(f"k{number}: 1\n" for number in range(45_000)),
    "wrong values": BEGUN
    + "accounts:\n"
    + "".join(f"  - {{id: a{n}, name: A, health: purple}}\n" for n in range(499)),
    "empty entries": BEGUN + "parked:\n" + "  -\n" * MOST_ENTRIES,
}


@pytest.mark.parametrize("what", MANY)
def test_more_mistakes_than_anybody_reads(what: str) -> None:
    findings = shown(MANY[what])
    assert len(findings) == MOST_MISTAKES + 1
    last = next(finding for finding in findings if finding["message"].startswith("More than"))
    assert (last["code"], last["line"], last["message"]) == (
        "FIL004",
        1,
        "More than 200 things in this file are not as a program has them; the others are not told.",
    )
    assert last["help"].endswith("nothing else in it is checked.")


def test_as_many_mistakes_as_are_told_are_all_there_are() -> None:
    program = BEGUN + "".join(f"k{number}: 1\n" for number in range(MOST_MISTAKES))
    findings = shown(program)
    assert [finding["code"] for finding in findings] == ["FIL003"] * MOST_MISTAKES


def test_more_keys_that_stand_twice_than_anybody_reads() -> None:
    findings = shown(BEGUN + "title: Again\n" * 45_000)
    assert len(findings) == MOST_TWICE + 1
    assert findings[-1]["message"] == "44,800 more keys stand twice in this file and are not told."
    assert findings[-1]["line"] == findings[-2]["line"] == 5 + MOST_TWICE


@pytest.mark.parametrize(
    ("program", "line", "message"),
    [
        (
            BEGUN + "sessions:\n" + "".join(f"  - number: {number}\n" for number in range(101)),
            6,
            "There are 101 entries here, and a program has at most 100.",
        ),
        (
            BEGUN + "accounts:\n" + "".join(f"  - {{id: a{number}, name: A}}\n" for number in range(501)),
            6,
            "There are 501 entries here, and a program has at most 500.",
        ),
        (
            BEGUN + "  out_of_scope:\n" + "    - a report\n" * (MOST_ENTRIES + 1),
            6,
            "There are 2,001 entries here, and a program has at most 2,000.",
        ),
        (
            BEGUN + "team:\n" + "".join(f"  p{number}: x\n" for number in range(MOST_ENTRIES + 1)),
            6,
            "There are 2,001 keys here, and a program has at most 2,000.",
        ),
        (
            BEGUN + f"invitation:\n  text: {'you will get it first ' * (MOST_LETTERS // 20)}\n",
            7,
            "The texts of this file have more than 262,144 characters up to here, the most that a program has.",
        ),
        (
            BEGUN
            + f"invitation:\n  text: &text {'you will get it first ' * 200}\n"
            + "feedback:\n"
            + "".join(f"  - {{id: F{number}, friction: *text}}\n" for number in range(100)),
            7,
            "The texts of this file have more than 262,144 characters up to here, the most that a program has.",
        ),
    ],
    ids=["sessions", "accounts", "list", "keys", "text", "aliases"],
)
def test_more_than_a_program_has(program: str, line: int, message: str) -> None:
    (finding,) = shown(program)
    assert (finding["code"], finding["line"], finding["message"]) == ("FIL004", line, message)
    assert finding["help"] == "Split it: nothing else in this file is checked."


@pytest.mark.parametrize(
    "comment", ["# codesign: allow COH218: so\n", "# codesign: allow COH218, COH219: so\n"]
)
def test_more_comments_than_anybody_means(comment: str) -> None:
    findings = shown(BEGUN + comment * 20_000)
    assert [finding["code"] for finding in findings].count("FIL009") == MOST_COMMENTS
    (last,) = (finding for finding in findings if finding["code"] == "FIL014")
    assert last["message"] == (
        "The comments above set 200 rules aside already; this one and all below count for nothing."
    )


def test_a_comment_in_a_text_is_none_also_among_many() -> None:
    text = "  # codesign: allow COH218: so\n"
    program = f"{BEGUN}invitation:\n  text: |\n{'  ' + text}    more\n# codesign: allow COH219: so\n"
    unused = [finding for finding in shown(program) if finding["code"] == "FIL009"]
    assert [(finding["line"], finding["message"][:30]) for finding in unused] == [
        (10, "This comment sets COH219 (coho")
    ]


def test_the_slow_reader_is_not_asked_about_a_long_file() -> None:
    """The quick one refuses an escaped emoji, which is valid YAML: up to its limit the slow one reads it."""
    odd = 'title: "\\ud83d\\ude00"\n'
    assert read("program.yaml", odd.encode()).readable
    source = read("program.yaml", (odd + "# so\n" * (SECOND_OPINION // 5)).encode())
    assert [(finding.code, finding.span.line) for finding in source.findings] == [("FIL001", 1)]


def test_slips_are_looked_for_once_a_word_and_not_in_a_file_full_of_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def counted(word: str, known: Iterable[str]) -> str | None:
        asked.append(word)
        return nearest(word, known)

    monkeypatch.setattr(references, "nearest", counted)
    accounts = [f"a{number:03}-of-some-length" for number in range(400)]
    names = [f"b{number:04}-and-its-name" for number in range(1_400)]
    for known in (accounts[:4], accounts):
        asked.clear()
        found = check(load_source(read("f.yaml", _records_of(known, names))), date(2026, 3, 2)).findings
        unknown = [each for each in found if (each.code, each.clause) == ("FIL006", "account")]
        assert len(unknown) == len(names) + 2
        assert asked.count(names[0]) == 2
        assert len(asked) <= 2 * len(names)
        assert "did you mean" not in unknown[-1].message
    assert len(asked) < 1_000


def _records_of(accounts: Sequence[str], names: Sequence[str]) -> bytes:
    """A program with these accounts, and a record of each name, which none of them bears; the first one three times."""
    text = BEGUN + "accounts:\n" + "".join(f"  - {{id: {name}, name: {name}}}\n" for name in accounts)
    text += "feedback:\n"
    for number, name in enumerate((names[0], names[0], *names)):
        text += f"  - {{id: F{number}, session: 1, account: {name}, friction: It waits, severity: minor}}\n"
    return text.encode()
