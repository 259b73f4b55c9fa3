"""From hits to findings: what a broken value silences, what covers what, and what time does to a duty."""

from __future__ import annotations

from datetime import date, datetime

from codesign_cli.check import check
from codesign_cli.load import load
from tests.laid import clean

RUNNING = clean("running").decode()


def codes(text: str, day: date | datetime = date(2026, 2, 23)) -> list[str]:
    """The code and line of each finding of a program."""
    found = check(load("program.yaml", text.encode()), day).findings
    return [f"{f.code}:{f.span.line}" for f in found if f.covered_by is None]


def line(text: str, start: str) -> int:
    """The number of the first line that begins so."""
    return next(n for n, each in enumerate(text.splitlines(), 1) if each.strip().startswith(start))


def test_a_misspelled_key_is_one_finding_and_its_rule_says_nothing_on_top() -> None:
    text = RUNNING.replace("    health: yellow", "    helth: yellow")
    assert codes(text) == [f"FIL003:{line(text, 'helth')}"]


def test_a_broken_value_of_one_account_does_not_silence_the_rule_for_another() -> None:
    text = RUNNING.replace("    health: yellow", "    health: purple").replace(
        "    health: green\n", "    health: red\n", 1
    )
    assert codes(text) == [f"COH202:{line(text, 'health: red')}", f"FIL004:{line(text, 'health: purple')}"]


def test_a_dropped_item_of_a_list_silences_what_reads_the_list() -> None:
    text = RUNNING.replace("accounts:\n", "accounts:\n  - 7\n")
    assert codes(text) == [f"FIL004:{line(text, '- 7')}"]


def test_a_closed_program_is_read_by_the_file_rules_alone() -> None:
    text = RUNNING.replace("scale: standard\n", "").replace("    health: yellow", "    health: red")
    assert codes(f"{text}state: closed\n") == []
    assert codes(text) == [f"COH202:{line(text, 'health: red')}"]


def test_a_day_is_its_start_and_a_moment_without_offset_is_in_the_programs_zone() -> None:
    one = check(load("p.yaml", RUNNING.encode()), date(2026, 2, 23)).now
    other = check(load("p.yaml", RUNNING.encode()), datetime(2026, 2, 23)).now
    assert one == other == datetime.fromisoformat("2026-02-23T00:00+01:00")


def test_a_moment_that_the_clock_leaves_out_is_the_same_however_it_is_handed_on() -> None:
    """At 02:00 it is 03:00 on that night; as plain data the moment comes back under the name that it has."""
    raw = clean("running")
    now = check(load("p.yaml", raw), datetime(2026, 3, 29, 2, 30)).now
    again = check(load("p.yaml", raw), datetime.fromisoformat(now.isoformat())).now
    assert (now.hour, again.hour) == (3, 3)


def test_a_finding_is_known_by_code_and_ids_and_not_by_line() -> None:
    red = RUNNING.replace("    health: yellow", "    health: red")
    moved = "# a comment\n\n" + red
    one, other = (
        check(load("p.yaml", text.encode()), date(2026, 2, 23)).findings[0] for text in (red, moved)
    )
    assert one.key == "accounts[halden].health"
    assert one.path == "accounts[1].health"
    assert one.fingerprint == other.fingerprint
    assert one.span.line + 2 == other.span.line
