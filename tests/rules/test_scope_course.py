"""What the scope rules on the course of a program say, and the boundaries that their examples cannot show alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign_cli.duties import owed
from codesign_cli.finding import Finding
from codesign_cli.rules import Example
from codesign_cli.rules.scope.boundary import shares_a_thing
from tests.laid import checked, laid


def found(
    code: str, text: str, base: str = "running", as_of: str = "", drop: tuple[str, ...] = ()
) -> list[Finding]:
    """The findings of one rule in a fragment over a clean program."""
    example = Example(text, base=base, as_of=as_of, drop=drop)
    return [finding for finding in checked(example).findings if finding.code == code]


def said(
    code: str, text: str, base: str = "running", as_of: str = "", drop: tuple[str, ...] = ()
) -> list[str]:
    """Their severity and message, as they are shown."""
    return [f"{finding.severity}: {finding.message}" for finding in found(code, text, base, as_of, drop)]


# Session 3 and those after it


@pytest.mark.parametrize(
    ("second", "third", "expected"),
    [
        (75, 74, []),
        (75, 75, ["info: Session 3 (11 Mar) has 75 minutes, as long as session 2."]),
        (75, 76, ["info: Session 3 (11 Mar) has 76 minutes, longer than session 2 with 75."]),
    ],
)
def test_session_3_is_shorter_than_session_2(second: int, third: int, expected: list[str]) -> None:
    text = f"sessions:\n  - number: 2\n    minutes: {second}\n  - number: 3\n    minutes: {third}\n"
    assert said("SCO116", text) == expected


def test_a_length_that_nobody_wrote_is_not_compared() -> None:
    assert found("SCO116", "sessions:\n  - number: 3\n    minutes: 90\n", drop=("sessions[2].minutes",)) == []
    assert found("SCO116", "sessions:\n  - number: 2\n    held: false\n    minutes: 30\n") == []


FOURTH = "sessions:\n  - number: 4\n    at: 2026-03-18T16:00\n"


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-03-10", []),
        (
            "2026-03-11",
            ["info: Session 4 (18 Mar) names no account with an unresolved case (due 18 Mar, in 7 days)."],
        ),
        (
            "2026-03-18T16:00",
            ["info: Session 4 (18 Mar) names no account with an unresolved case (due today)."],
        ),
        (
            "2026-03-18T16:01",
            ["warning: Session 4 (18 Mar) names no account with an unresolved case (due today)."],
        ),
    ],
)
def test_an_extra_session_owes_its_reason_when_it_begins(as_of: str, expected: list[str]) -> None:
    assert said("SCO117", FOURTH, as_of=as_of) == expected


def test_one_account_with_a_case_is_reason_enough() -> None:
    case = "    because:\n      - account: corvus\n      - account: halden\n        unresolved: Two sites\n"
    assert found("SCO117", FOURTH + case, as_of="2026-03-19") == []


def test_an_entry_that_says_nothing_is_no_reason() -> None:
    (finding,) = found("SCO117", FOURTH + "    because: [{}]\n", as_of="2026-03-19")
    assert (finding.clause, finding.path) == ("nothing", "sessions[3].because")


@pytest.mark.parametrize("state", ["    held: false\n", "state: cancelled\n"])
def test_a_session_that_will_not_be_owes_no_reason(state: str) -> None:
    assert found("SCO117", FOURTH + state, as_of="2026-03-19") == []


AFTER = FOURTH + "feedback:\n  - id: F01\n    decided: 2026-03-12\n"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", 1),
        ("    final: null\n", 0),
        ("    final: declined\n", 1),
        ("    final: incorporated\n", 0),
        ("    pm_read: decline\n    final: null\n", 1),
        ("    severity: blocker\n    pm_read: decline\n    final: null\n", 0),
        ("    session: 4\n    final: null\n", 1),
        ("  - id: F02\n    final: null\n", 0),
        ("  - id: F02\n    final: declined\n    decided: 2026-03-17\n", 1),
        ("  - id: F02\n    final: declined\n    decided: 2026-03-18\n", 0),
    ],
)
def test_left_is_what_is_undecided_or_taken_in_and_unconfirmed(more: str, expected: int) -> None:
    drop: tuple[str, ...] = ("feedback[F01].final",) if "F02" not in more and "final: null" in more else ()
    drop += ("feedback[F02].final",) if "F02\n    final: null" in more else ()
    text = AFTER + more.replace("    final: null\n", "")
    assert len(found("SCO118", text, base="finished", drop=drop)) == expected


@pytest.mark.parametrize(
    ("third", "fourth", "expected"),
    [
        ("{halden: false}", "{}", []),
        ("{halden: true, corvus: false}", "{}", []),
        ("{halden: true, corvus: true}", "{}", [4, 5]),
        ("{halden: false}", "{halden: true}", [5]),
    ],
)
def test_the_last_word_of_each_account_before_the_session_counts(
    third: str, fourth: str, expected: list[int]
) -> None:
    text = (
        "sessions:\n"
        f"  - number: 3\n    confirmed: {{F02: {third}}}\n"
        f"  - number: 4\n    at: 2026-03-18T16:00\n    confirmed: {{F02: {fourth}}}\n"
        "  - number: 5\n    at: 2026-03-25T16:00\n"
    )
    drop = ("feedback[F01]", "sessions[3].confirmed")
    hits = found("SCO118", text, base="finished", drop=drop)
    assert [int(hit.message[8]) for hit in hits] == expected


def test_before_session_3_is_written_up_nobody_says_that_more_are_unneeded() -> None:
    text = "sessions:\n  - number: 3\n    held: true\n" + FOURTH.removeprefix("sessions:\n")
    records = "feedback:\n  - id: F02\n    severity: minor\n  - id: F01\n    pm_read: decline\n"
    assert found("SCO118", text + records, as_of="2026-03-20") == []
    opened = text.replace("held: true\n", "held: true\n    opened: {scope: true}\n") + records
    assert found("SCO118", opened, as_of="2026-03-13") == []
    (finding,) = found("SCO118", opened, as_of="2026-03-14")
    assert (
        finding.message == "Session 4 (18 Mar) is planned, and no blocker and no open investigation is left."
    )
    assert finding.path == "sessions[3]"


# The boundary


def test_a_session_that_was_not_opened_says_who_opens_the_next_one() -> None:
    (finding,) = found("SCO119", "sessions:\n  - number: 2\n    opened: {scope: false}\n")
    assert (
        finding.message == "Session 2 (18 Feb) was not opened with what is in scope (due 18 Feb, 5 days ago)."
    )
    assert finding.help == "Let Tom Okafor open session 3 with it, and write `scope: true` there."


def test_after_the_last_session_there_is_no_opening_to_make_up_with() -> None:
    (finding,) = found("SCO119", "sessions:\n  - number: 3\n    opened: {scope: false}\n", base="finished")
    assert finding.severity == "error"
    assert (
        finding.help == "Nothing is left to open here; next time say at every opening what the hour is for."
    )


def test_where_nothing_was_recorded_the_opening_is_not_asked_for() -> None:
    gone = ("sessions[2].opened", "sessions[2].attended", "feedback[F02]", "feedback[F03]", "feedback[F04]")
    assert found("SCO119", "sessions:\n  - number: 2\n", drop=gone) == []
    assert len(found("EXP420", "sessions:\n  - number: 2\n", drop=gone)) == 1


@pytest.mark.parametrize(
    ("item", "text", "about"),
    [
        ("Dashboards", "She opens the Dashboard first", True),
        ("Dashboard", "Three dashboards show three numbers", True),
        ("Statuses", "The status of the task is gone", True),
        ("Category", "Two categories look alike", True),
        ("Boxes", "The box stays ticked", True),
        ("The company's fees", "A fee the company asks for", True),
        ("Permissions model", "Nobody has the permission", False),
        ("Billing", "The bill is wrong", False),
        ("Access", "Acces is denied", False),
        ("App", "The application stops", False),
        ("Of the", "Of the two, one is lost", False),
        ("", "", False),
    ],
)
def test_a_thing_is_meant_when_all_its_content_words_stand_there(item: str, text: str, about: bool) -> None:
    assert shares_a_thing(text, [item]) is about


def test_the_words_of_an_item_stand_in_the_step_alone_or_in_the_friction_alone() -> None:
    text = "feedback:\n  - id: F04\n    step: Choosing on a mobile\n    friction: The app takes 40 seconds\n"
    assert found("SCO120", text) == []


def test_the_finding_stands_on_the_words_and_shows_the_item() -> None:
    text = "feedback:\n  - id: F04\n    friction: In the mobile app 40 names look alike\n"
    (finding,) = found("SCO120", text)
    assert (finding.span.line, finding.span.column, finding.span.end_column) == (3, 22, 32)
    assert finding.message == "F04 of Northwind Freight is about `Mobile app`, which is out of scope."
    assert finding.help == "Let Tom Okafor move it to `parked` and write under `passed_to` who takes it up."
    assert [(place.path, place.message) for place in finding.related] == [
        ("feature.out_of_scope[2]", "out of scope here")
    ]


def test_a_record_that_lies_outside_twice_is_told_once() -> None:
    text = "feedback:\n  - id: F04\n    step: The dashboard\n    friction: The mobile app stops at 40 names\n"
    assert [finding.path for finding in found("SCO120", text)] == ["feedback[3].step"]


def test_of_several_items_the_first_is_named() -> None:
    scope = "feature:\n  out_of_scope: [Phone dashboard, Dashboards, dashboard, Mobile app]\n"
    text = "feedback:\n  - id: F04\n    friction: In the mobile app the dashboard has 40 names\n"
    (finding,) = found("SCO120", scope + text)
    assert finding.message == "F04 of Northwind Freight is about `Dashboards`, which is out of scope."


@given(st.text(), st.lists(st.text(), max_size=4))
def test_any_text_may_be_compared(text: str, things: list[str]) -> None:
    assert shares_a_thing(text, things) in (True, False)


def test_an_item_means_itself_however_it_is_written() -> None:
    assert all(
        shares_a_thing(text, ["Ünïcode Straßen"]) for text in ("STRASSEN ÜNÏCODE", "die ünïcode straßen")
    )


PARKED = "parked:\n" + "".join(
    f"  - {{session: {session}, account: halden, idea: Another thing, redirected_by: cs}}\n"
    for session in (1, 2)
)


def test_drift_names_its_numbers_and_the_likely_cause() -> None:
    (finding,) = found("SCO121", PARKED)
    assert finding.message == (
        "2 ideas from sessions 1 and 2 had to be parked, against 4 records, which is more than a third; the likely "
        "cause is that CS redirects too late, for neither the invitation nor a question opens the scope."
    )
    assert (finding.path, finding.severity) == ("parked", "warning")


@pytest.mark.parametrize(("records", "expected"), [(5, 1), (6, 0), (7, 0), (0, 1)])
def test_a_third_is_no_drift(records: int, expected: int) -> None:
    items = "".join(
        f"  - {{id: R{n}, session: 1, account: halden, friction: Thing {n}, severity: minor}}\n"
        for n in range(records)
    )
    gone = tuple(f"feedback[F0{n}]" for n in range(1, 5))
    text = PARKED + (f"feedback:\n{items}" if records else "")
    assert len(found("SCO121", text, drop=gone)) == expected


def test_ideas_without_a_session_are_no_second_session() -> None:
    assert found("SCO121", PARKED.replace("session: 1, ", "")) == []


@pytest.mark.parametrize(
    ("text", "drop", "cause"),
    [
        ("", ("invitation.text",), "late"),
        ("invitation:\n  text: Come and talk to us.\n", (), "invitation"),
        ("language: de\ninvitation:\n  text: Kommt!\n  says: [time]\n", (), "invitation"),
        ("language: de\ninvitation:\n  text: Kommt!\n  says: [scope]\n", (), "late"),
        ("language: de\ninvitation:\n  text: Kommt!\n", (), "late"),
        ("sessions:\n  - number: 1\n    questions: [Is there anything else you need?]\n", (), "questions"),
        ("sessions:\n  - number: 3\n    questions: [Is there anything else you need?]\n", (), "late"),
    ],
)
def test_the_cause_is_what_the_file_shows(text: str, drop: tuple[str, ...], cause: str) -> None:
    assert [finding.clause for finding in found("SCO121", PARKED + text, drop=drop)] == [cause]


def test_a_redirect_by_nobody_is_a_cause() -> None:
    (finding,) = found("SCO121", PARKED.replace(", redirected_by: cs", "", 1))
    assert finding.message.endswith(
        "the likely cause is that ideas were redirected by nobody who is named and not by CS."
    )


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-01-11", []),
        (
            "2026-01-12",
            ["info: The program names no strategy to weigh input against (due 19 Jan, in 7 days)."],
        ),
        ("2026-01-19", ["info: The program names no strategy to weigh input against (due today)."]),
        (
            "2026-01-20",
            ["warning: The program names no strategy to weigh input against (due 19 Jan, 1 day ago)."],
        ),
    ],
)
def test_a_strategy_is_owed_with_the_other_gates(as_of: str, expected: list[str]) -> None:
    assert said("SCO131", "codesign: 1\n", base="begun", as_of=as_of, drop=("strategy",)) == expected


def test_a_cancelled_program_owes_no_strategy() -> None:
    assert found("SCO131", "state: cancelled\n", drop=("strategy",)) == []


# Time


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (
            "2026-02-03",
            [
                "error: The design was locked on 3 Feb, before session 1 (4 Feb) and so before anything was heard."
            ],
        ),
        (
            "2026-02-04",
            [
                "warning: The design was locked on 4 Feb, before session 3 (11 Mar) and so before the revision "
                "was tried."
            ],
        ),
        (
            "2026-03-10",
            [
                "warning: The design is to be locked on 10 Mar, before session 3 (11 Mar) and so before the revision "
                "was tried."
            ],
        ),
        ("2026-03-11", []),
    ],
)
def test_the_design_stays_open_until_session_3(day: str, expected: list[str]) -> None:
    assert said("SCO124", f"feature:\n  design_locked: {day}\n") == expected


def test_a_lock_in_the_past_can_only_be_opened_again() -> None:
    (finding,) = found("SCO124", "feature:\n  design_locked: 2026-02-03\n")
    assert (
        finding.help
        == "Open it again until session 3 is over, so that what customers show can still change it."
    )
    assert [place.path for place in finding.related] == ["sessions[0].at"]


def test_a_session_3_without_a_day_gives_no_boundary() -> None:
    text = "feature:\n  design_locked: 2026-02-04\n"
    assert found("SCO124", text, base="begun", drop=("sessions[3].at",)) == []
    assert found("SCO124", text + "sessions:\n  - number: 3\n    held: false\n", base="begun") == []


@pytest.mark.parametrize(
    ("third", "expected"),
    [
        ("2026-02-18T18:00", "0 days lie between session 2 (18 Feb) and session 3 (18 Feb)"),
        ("2026-02-19T09:00", "1 day lies between session 2 (18 Feb) and session 3 (19 Feb)"),
        ("2026-02-21T23:00", "3 days lie between session 2 (18 Feb) and session 3 (21 Feb)"),
        ("2026-02-22T00:30", ""),
        ("2026-03-11T23:00", ""),
        ("2026-03-12T00:30", "22 days lie between session 2 (18 Feb) and session 3 (12 Mar)"),
    ],
)
def test_a_gap_is_counted_in_days_of_the_calendar(third: str, expected: str) -> None:
    hits = found("SCO127", f"sessions:\n  - number: 3\n    at: {third}\n", base="begun")
    assert [(hit.message.partition(";")[0], hit.severity) for hit in hits] == (
        [(expected, "info")] if expected else []
    )


def test_a_gap_is_counted_over_a_session_that_was_called_off() -> None:
    (finding,) = found("SCO127", "sessions:\n  - number: 2\n    held: false\n", base="begun")
    assert finding.message.startswith("35 days lie between session 1 (4 Feb) and session 3 (11 Mar)")
    assert (finding.path, [place.path for place in finding.related]) == ("sessions[2].at", ["sessions[0].at"])


def test_sessions_at_one_moment_are_told_by_their_order() -> None:
    text = "sessions:\n  - number: 3\n    at: 2026-02-18T16:00\n"
    (finding,) = found("SCO127", text, base="begun")
    assert finding.covered_by == "SCO112"


def test_accounts_that_share_no_times_are_counted_from_the_end_to_the_start() -> None:
    text = (
        "sessions:\n  - number: 2\n    at: {northwind: 2026-02-18T16:00, halden: 2026-02-20T16:00}\n"
        "  - number: 3\n    at: {corvus: 2026-02-23T16:00}\n"
    )
    hits = found("SCO127", text, base="begun", drop=("sessions[2].at", "sessions[3].at"))
    assert [hit.message.partition(" between")[0] for hit in hits] == ["3 days lie"]


# What was learned


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("[{account: halden}]", 1),
        ('[{account: halden, we_said: " ", they_say: tbd}]', 1),
        ("[{account: halden, they_say: It takes two evenings}]", 0),
        ("[{we_said: It is rare}]", 0),
        ("none", 1),
        ("null", 1),
    ],
)
def test_a_correction_says_something(written: str, expected: int) -> None:
    text = f"sessions:\n  - number: 1\n    corrections: {written}\n"
    assert len(found("SCO125", text, drop=("sessions[1].corrections",))) == expected


def test_a_session_1_without_any_record_is_told_by_that() -> None:
    drop = ("sessions[1].corrections", "feedback[F01]")
    (finding,) = found("SCO125", "sessions:\n  - number: 1\n", drop=drop)
    assert finding.covered_by == "EXP420"
    assert finding.message == "Session 1 (4 Feb) corrected nothing in our description of the problem."


def test_a_session_1_that_did_not_take_place_corrected_nothing() -> None:
    assert (
        found("SCO125", "sessions:\n  - number: 1\n    held: false\n", drop=("sessions[1].corrections",))
        == []
    )


def test_a_held_session_without_a_day_is_written_up() -> None:
    drop = ("sessions[1].corrections", "sessions[1].at", "feedback[F01]")
    assert len(found("SCO125", "sessions:\n  - number: 1\n", drop=drop)) == 1


def test_too_kind_counts_what_was_held_and_recorded() -> None:
    minor = "feedback:\n" + "".join(f"  - id: F0{n}\n    severity: minor\n" for n in range(1, 5))
    assert said("SCO129", minor) == [
        "warning: Two sessions were held, and none of the 4 records is above minor."
    ]
    assert found("SCO129", minor + "sessions:\n  - number: 2\n    held: false\n", as_of="2026-02-19") == []
    one = ("feedback[F02]", "feedback[F03]", "feedback[F04]")
    assert said("SCO129", "feedback:\n  - id: F01\n    severity: minor\n", drop=one) == [
        "warning: Two sessions were held, and its one record is not above minor."
    ]
    assert said("SCO129", "feedback: []\n") == [
        "warning: Two sessions were held, and nothing above minor was recorded."
    ]


@pytest.mark.parametrize(("as_of", "expected"), [("2026-02-20", 0), ("2026-02-21", 1)])
def test_session_2_counts_once_its_two_working_days_are_over(as_of: str, expected: int) -> None:
    gone = ("feedback[F02]", "feedback[F03]", "feedback[F04]")
    text = "feedback:\n  - id: F01\n    severity: minor\n"
    assert len(found("SCO129", text, as_of=as_of, drop=gone)) == expected


# Files that say little


@pytest.mark.parametrize(
    "text",
    [
        "sessions: [{}, {}, {}, {}, {}]",
        "sessions: [{number: 4}, {number: 4, held: true, because: [{}]}, {number: 3, held: true, confirmed: {X: {}}}]",
        "feature: {out_of_scope: ['', the, '?']}\n"
        "feedback: [{id: X, session: 9, account: nobody, severity: minor, friction: the}]",
        "parked: [{}, {session: 1}, {session: 2}]",
    ],
)
def test_whatever_is_left_out_nothing_breaks(text: str) -> None:
    text = f"codesign: 1\ntitle: T\n{text}\n"
    text += "" if "feature:" in text else "feature: {name: F, problem: P}\n"
    text = text.replace("feature: {out", "feature: {name: F, problem: P, out")
    codes = [f.code for f in checked(Example(text, base="", as_of="2026-03-01")).findings]
    assert "FIL001" not in codes
    loaded, _ = laid(Example(text, base=""))
    assert loaded.program is not None


def test_the_deadlines_of_a_finished_program_are_done() -> None:
    loaded, _ = laid(Example("title: T\n", base="finished"))
    assert loaded.program is not None
    from datetime import UTC, datetime

    now = datetime(2026, 8, 3, tzinfo=UTC)
    for code in ("SCO117", "SCO119", "SCO131", "ROL312", "ROL313", "ROL315", "ROL317"):
        assert all(duty.done for duty in owed(loaded.program, now, code)), code
