"""The file's own rules: what refers to nothing, what is there twice, and dates that cannot be."""

from __future__ import annotations

import pytest

from codesign_cli.check import check
from codesign_cli.load import load
from codesign_cli.rules import Example
from tests.laid import as_of, checked

BEGUN = "codesign: 1\ntitle: Bulk\nfeature:\n  name: Bulk\n  problem: Tasks are moved by hand\n"


def seen(
    code: str, text: str, base: str = "running", as_of: str = "", drop: tuple[str, ...] = ()
) -> list[str]:
    """What one rule says of a fragment over a clean program: line, severity and message."""
    found = checked(Example(text, base=base, as_of=as_of, drop=drop)).findings
    return [f"{f.span.line} {f.severity}: {f.message}" for f in found if f.code == code]


def of_bytes(raw: bytes) -> list[tuple[str, int]]:
    """Code and line of everything found in a file's bytes."""
    return [(f.code, f.span.line) for f in check(load("program.yaml", raw), as_of("2026-01-01")).findings]


# The text


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (b"codesign: 1\ntitle: caf\xe9\n", 2),
        (b"\xff\xfet\x00", 1),
        (b"codesign: 1\n" + b"# filling\n" * 420_000, 1),
        (b"a: &a [1,1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
         b"d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\n", 5),
    ],
    ids=["latin-1", "utf-16", "over 4 MiB", "aliases"],
)  # fmt: skip
def test_what_cannot_be_read_is_one_finding(raw: bytes, line: int) -> None:
    assert of_bytes(raw) == [("FIL001", line)]


# References


@pytest.mark.parametrize(
    ("fragment", "line"),
    [
        ("sessions:\n  - number: 1\n    invited:\n      - halden\n      - nobody\n", 5),
        ("sessions:\n  - number: 1\n    attended:\n      nobody:\n        - Dana Ruiz\n", 4),
        ("sessions:\n  - number: 1\n    talk_minutes:\n      nobody: 3\n", 4),
        ("sessions:\n  - number: 3\n    confirmed:\n      F02:\n        nobody: true\n", 5),
        ("sessions:\n  - number: 1\n    corrections:\n      - account: nobody\n", 4),
        ("sessions:\n  - number: 3\n    because:\n      - account: nobody\n        unresolved: A case\n", 4),
        ("sessions:\n  - number: 3\n    format: single\n    at:\n      nobody: 2026-03-11T16:00\n", 5),
        ("feedback:\n  - id: F01\n    account: nobody\n", 3),
        ("parked:\n  - account: nobody\n", 2),
        ("disagreements:\n  - positions:\n      nobody: Yes\n", 3),
        ("disagreements:\n  - built_for: nobody\n", 2),
        ("disagreements:\n  - adaptation:\n      nobody: Wait\n", 3),
        ("disagreements:\n  - told:\n      nobody: 2026-02-20\n", 3),
        ("preview:\n  to:\n    - nobody\n", 3),
        ("preview:\n  flags:\n    - account: nobody\n", 3),
        ("debrief:\n  attended:\n    nobody:\n      - Dana Ruiz\n", 3),
        ("debrief:\n  made_up:\n    nobody: 2026-02-20\n", 3),
        ("notes:\n  relational:\n    - account: nobody\n", 3),
        ("waivers:\n  - rule: COH202\n    account: nobody\n", 3),
        ("outcomes:\n  ready:\n    - nobody\n", 3),
    ],
)
def test_an_account_is_looked_up_wherever_it_is_named(fragment: str, line: int) -> None:
    assert seen("FIL006", fragment) == [f"{line} error: `nobody` is no account of this program."]


@pytest.mark.parametrize(
    ("fragment", "line"),
    [
        ("sessions:\n  - number: 3\n    answers:\n      F99: Better\n", 4),
        ("sessions:\n  - number: 3\n    confirmed:\n      F99:\n        halden: true\n", 4),
        ("feedback:\n  - id: F01\n    from_change: F99\n", 3),
        ("disagreements:\n  - records:\n      - F99\n", 3),
        ("memos:\n  - records:\n      - F01\n      - F99\n", 4),
        ("waivers:\n  - rule: EXP423\n    record: F99\n", 3),
    ],
)
def test_a_record_is_looked_up_wherever_it_is_named(fragment: str, line: int) -> None:
    found = seen("FIL006", fragment)
    assert len(found) == 1
    assert found[0].startswith(f"{line} error: `F99` is no record of this program")


@pytest.mark.parametrize(
    ("fragment", "line"),
    [
        ("sessions:\n  - number: 3\n    leads: Nobody Here\n", 3),
        ("sessions:\n  - number: 3\n    facilitates: Nobody Here\n", 3),
        ("sessions:\n  - number: 3\n    observes:\n      - engineering\n      - Nobody Here\n", 5),
        ("brief:\n  by: Nobody Here\n", 2),
        ("feedback_format:\n  by:\n    - product\n    - Nobody Here\n", 4),
        ("feedback:\n  - id: F01\n    told:\n      by: Nobody Here\n", 4),
        ("feedback:\n  - id: F01\n    decided_by: Nobody Here\n", 3),
        ("parked:\n  - redirected_by: Nobody Here\n", 2),
        ("preview:\n  by: Nobody Here\n", 2),
        ("debrief:\n  present:\n    - Nobody Here\n", 3),
        ("memos:\n  - by: Nobody Here\n", 2),
        ("waivers:\n  - rule: COH202\n    by: Nobody Here\n", 3),
    ],
)
def test_a_person_is_looked_up_wherever_one_is_named(fragment: str, line: int) -> None:
    said = f"{line} error: `Nobody Here` is no key that `team` holds, and nobody here bears that name."
    assert seen("FIL006", fragment) == [said]
    assert seen("FIL006", fragment, drop=("team",)) == []


def test_the_nearest_one_is_named() -> None:
    assert seen("FIL006", "feedback:\n  - id: F01\n    account: norhtwind\n") == [
        "3 error: `norhtwind` is no account of this program; did you mean `northwind`?"
    ]
    assert seen("FIL006", "sessions:\n  - number: 3\n    facilitates: tom okafr\n") == [
        "3 error: `tom okafr` is no key that `team` holds, and nobody here bears that name; did you mean `Tom Okafor`?"
    ]
    assert seen("FIL006", "parked:\n  - session: 9\n") == [
        "2 error: There is no session 9 in this program; the nearest is 3."
    ]


def test_where_none_is_near_all_are_listed() -> None:
    example = Example("feedback:\n  - id: F01\n    account: zzz\n", base="running")
    found = [f.help for f in checked(example).findings if f.code == "FIL006"]
    assert found == ["There are `northwind`, `halden` and `corvus`."]


def test_who_bears_a_name() -> None:
    for name in ("product", "PRODUCT", "Priya  Nair", "Ines Roth", "design", "others", "Dana Ruiz"):
        assert seen("FIL006", f"sessions:\n  - number: 3\n    leads: {name}\n") == []
    assert seen("FIL006", "sessions:\n  - number: 3\n    leads: cs\n", drop=("team.cs",)) != []


def test_an_account_that_decides_is_no_unknown_name() -> None:
    for who in ("halden", "Halden Works"):
        assert seen("FIL006", f"feedback:\n  - id: F01\n    decided_by: {who}\n") == []


def test_a_default_that_nobody_wrote_is_no_reference() -> None:
    assert seen("FIL006", "feedback:\n  - id: F01\n", drop=("team.product",), base="begun") == []


def test_a_remark_or_a_waiver_may_name_a_candidate() -> None:
    candidate = "candidates:\n  - id: brome\n    name: Brome Foods\n"
    assert seen("FIL006", f"{candidate}notes:\n  relational:\n    - account: brome\n") == []
    assert seen("FIL006", f"{candidate}parked:\n  - account: brome\n") != []


# Ids


def test_the_first_one_is_shown_beside_the_second() -> None:
    accounts = "accounts:\n  - id: a\n    name: A\n  - id: a\n    name: B\n"
    text = f"{BEGUN}sessions:\n  - number: 2\n  - minutes: 60\n{accounts}"
    found = [f for f in checked(Example(text, base="")).findings if f.code == "FIL007"]
    assert [(f.span.line, f.message, [r.span.line for r in f.related]) for f in found] == [
        (8, "Two sessions bear the number `2`.", [7]),
        (12, "Two accounts bear the id `a`.", [10]),
    ]


# Dates


@pytest.mark.parametrize("day", ["2026-02-03", "2026-03-12"])
def test_a_session_lies_in_the_timeline(day: str) -> None:
    edge = "starts on 4 Feb" if day < "2026-02-04" else "ends on 11 Mar"
    said = day.replace("2026-02-03", "3 Feb").replace("2026-03-12", "12 Mar")
    assert seen("FIL008", f"sessions:\n  - number: 3\n    at: {day}T16:00\n") == [
        f"3 error: Session 3 is on {said}; the timeline {edge}."
    ]


def test_the_day_of_a_session_is_that_of_the_programs_zone() -> None:
    text = "sessions:\n  - number: 3\n    at: 2026-03-11T23:30:00{}\n"
    assert seen("FIL008", text.format("+01:00")) == []
    assert seen("FIL008", text.format("Z")) != []


def test_each_accounts_own_session_lies_in_the_timeline() -> None:
    text = (
        "sessions:\n  - number: 3\n    format: single\n    at:\n      halden: {}T16:00\n"
        "      corvus: 2026-03-12T16:00\n"
    )
    assert [line[0] for line in seen("FIL008", text.format("2026-03-11"))] == ["6"]


def test_a_session_that_was_called_off_may_lie_anywhere() -> None:
    assert seen("FIL008", "sessions:\n  - number: 3\n    at: 2026-05-11T16:00\n    held: false\n") == []


def test_where_the_timeline_itself_is_wrong_its_sessions_are_not_told() -> None:
    assert seen("FIL008", "timeline:\n  start: 2026-03-12\n  end: 2026-03-11\n") == [
        "3 error: The timeline ends on 11 Mar, before its start on 12 Mar."
    ]


def test_a_decision_before_its_session_cannot_be() -> None:
    text = "feedback:\n  - id: F02\n    decided: 2026-02-{}\n"
    assert seen("FIL008", text.format(18)) == []
    assert seen("FIL008", text.format(17)) == [
        "3 error: F02 was decided on 17 Feb, before its session on 18 Feb."
    ]


def test_a_record_of_an_account_with_its_own_session_is_held_against_that_one() -> None:
    text = (
        "sessions:\n  - number: 2\n    format: single\n    at:\n      halden: 2026-02-17T16:00\n"
        "      corvus: 2026-02-18T16:00\nfeedback:\n  - id: F02\n    decided: 2026-02-17\n"
        "  - id: F03\n    decided: 2026-02-17\n"
    )
    assert [line[:2] for line in seen("FIL008", text)] == ["11"]


@pytest.mark.parametrize(
    ("fragment", "line"),
    [
        ("invitation:\n  sent: 2026-02-24\n", 2),
        ("brief:\n  sent: 2026-02-24\n", 2),
        ("feedback_format:\n  agreed: 2026-02-24\n", 2),
        ("guardrails:\n  criteria_published: 2026-02-24\n", 2),
        ("accounts:\n  - id: halden\n    health_checked: 2026-02-24\n", 3),
        ("accounts:\n  - id: halden\n    left: 2026-02-24\n", 3),
        ("accounts:\n  - id: halden\n    joined: 2026-02-24\n", 3),
        ("accounts:\n  - id: halden\n    health_history:\n      - on: 2026-02-24\n", 4),
        ("feedback:\n  - id: F01\n    decided: 2026-02-24\n", 3),
        ("feedback:\n  - id: F01\n    told:\n      on: 2026-02-24\n", 4),
        ("disagreements:\n  - told:\n      halden: 2026-02-24\n", 3),
        ("preview:\n  shared: 2026-02-24\n", 2),
        ("preview:\n  flags:\n    - decided: 2026-02-24\n", 3),
        ("preview:\n  flags:\n    - told: 2026-02-24\n", 3),
        ("debrief:\n  made_up:\n    halden: 2026-02-24\n", 3),
        ("debrief:\n  summary_sent: 2026-02-23T00:01\n", 2),
        ("recognition:\n  sent: 2026-02-24\n", 2),
        ("share_back:\n  sent: 2026-02-24\n", 2),
        ("memos:\n  - on: 2026-02-24\n", 2),
        ("memos:\n  - told: 2026-02-24\n", 2),
        ("notes:\n  relational:\n    - on: 2026-02-24\n", 3),
        ("internal:\n  trained:\n    - on: 2026-02-24\n", 3),
        ("sessions:\n  - number: 3\n    held: true\n", 3),
    ],
)
def test_what_is_done_and_lies_ahead_is_told(fragment: str, line: int) -> None:
    assert [said.partition(":")[0] for said in seen("FIL015", fragment)] == [f"{line} info"]
    today = fragment.replace("2026-02-24", "2026-02-23").replace("T00:01", "T00:00")
    assert "held" in fragment or seen("FIL015", today) == []


def test_planned_is_the_word_for_it() -> None:
    found = checked(Example("preview:\n  shared: 2026-04-16\n", base="running")).findings
    assert [(f.message, f.help) for f in found if f.code == "FIL015"] == [
        (
            "The preview was shared on 16 Apr, which lies ahead.",
            "Write that day as `planned` until it has happened.",
        )
    ]


def test_a_closed_program_is_still_read_for_its_dates() -> None:
    assert seen("FIL008", "state: closed\ntimeline:\n  end: 2026-02-01\n") != []
