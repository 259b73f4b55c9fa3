"""What the scope rules say to a person, and the boundaries that their examples cannot show alone."""

from __future__ import annotations

import pytest

from codesign_cli.finding import Finding
from codesign_cli.rules import Example
from codesign_cli.rules.scope.solutions import asks_about_a_solution, is_about_the_problem, shows_a_solution
from tests.laid import checked


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


STAGE = "feature:\n  stage: released\n"


@pytest.mark.parametrize(("day", "expected"), [("2026-04-27", 1), ("2026-04-28", 0), ("2026-04-29", 0)])
def test_released_is_right_from_ga_on(day: str, expected: int) -> None:
    assert len(found("SCO103", STAGE, as_of=day)) == expected


def test_a_feature_called_released_before_ga_names_the_day() -> None:
    assert said("SCO103", STAGE) == [
        "error: `Bulk ownership transfer` is called released, but its GA is only on 28 Apr."
    ]
    assert [place.path for place in found("SCO103", STAGE)[0].related] == ["timeline.ga"]


def test_both_halves_of_the_warrant_are_told_where_both_are_missing() -> None:
    halves = found("SCO104", "feature:\n  design_ambiguity: low\n  rework_if_wrong: low\n")
    assert [(finding.span.line, finding.path) for finding in halves] == [
        (2, "feature.design_ambiguity"),
        (3, "feature.rework_if_wrong"),
    ]
    assert "beta" in halves[0].help
    assert "beta" in halves[1].help


@pytest.mark.parametrize(
    ("outside", "overlaps"),
    [
        ("the ownership record after a transfer", True),
        ("Choosing  new owners!", True),
        ("CHOOSING A NEW OWNER", True),
        ("Choosing owners", False),
        ("Bulk inbox", True),
        ("Retry", True),
        ("Class", False),
        ("Owners", False),
        ("", False),
        ("!", False),
    ],
)
def test_the_same_thing_on_both_sides(outside: str, overlaps: bool) -> None:
    things = "[Choosing new owners, The ownership record after a transfer, Bulk inboxes, Retries]"
    inside = f"feature:\n  in_scope: {things}\n"
    assert bool(found("SCO106", f"{inside}  out_of_scope:\n    - {outside!r}\n")) is overlaps


def lasting(end: str, sessions: str = "") -> str:
    """A program whose third session and timeline end on a day."""
    return f"timeline:\n  end: {end}\nsessions:\n  - number: 3\n    at: {end}T16:00\n{sessions}"


@pytest.mark.parametrize(
    ("end", "long", "short"),
    [
        ("2026-04-02", 1, 0),
        ("2026-04-01", 0, 0),
        ("2026-03-04", 0, 0),
        ("2026-03-03", 0, 1),
    ],
)
def test_eight_and_four_weeks_to_the_day(end: str, long: int, short: int) -> None:
    assert len(found("SCO107", lasting(end))) == long
    assert len(found("SCO108", lasting(end))) == short


def test_too_long_names_both_causes_and_what_the_file_points_to() -> None:
    assert said("SCO107", lasting("2026-04-02")) == [
        "warning: From 4 Feb to 2 Apr are 57 days, over eight weeks; either the scope grew or the problem was not "
        "pinned down at the start, and no parked ideas and three corrections in session 1 point to the problem."
    ]


def test_the_sessions_alone_say_how_long_the_program_is_where_no_timeline_is_written() -> None:
    text = "sessions:\n  - number: 3\n    at: {}T16:00\n"
    assert found("SCO107", text.format("2026-04-01"), drop=("timeline",)) == []
    (finding,) = found("SCO107", text.format("2026-04-02"), drop=("timeline",))
    assert (finding.span.line, finding.related) == (3, ())


def test_a_called_off_session_does_not_lengthen_the_program() -> None:
    late = "sessions:\n  - number: 4\n    at: 2026-04-20T16:00\n    held: false\n"
    assert found("SCO107", late) == []


def test_the_timeline_counts_where_it_names_a_later_day_than_the_sessions() -> None:
    finding = found(
        "SCO107", "timeline:\n  end: 2026-04-02\nsessions:\n  - number: 3\n    at: 2026-03-11T16:00\n"
    )[0]
    assert (finding.span.line, [place.path for place in finding.related]) == (5, ["timeline.end"])


def test_a_cancelled_program_is_not_too_short_and_owes_no_sessions() -> None:
    cut = "state: cancelled\nsessions:\n  - number: 1\n"
    drop = ("timeline.end", "sessions[3]")
    assert found("SCO108", "state: cancelled\n" + lasting("2026-03-03")) == []
    assert found("SCO110", cut, drop=drop) == []


def six(segment: str) -> str:
    """Three sessions more, and the segment of an account."""
    more = "".join(
        f"  - number: {n}\n    purpose: last-check\n    at: 2026-03-{7 * n - 10}T16:00\n" for n in (4, 5)
    )
    last = "  - number: 6\n    purpose: last-check\n    at: 2026-04-01T16:00\n"
    return f"accounts:\n  - id: northwind\n    segment: {segment}\nsessions:\n{more}{last}"


@pytest.mark.parametrize(
    ("segment", "whom"),
    [
        ("mid-market", "here Northwind Freight"),
        ("Mid market", "here Northwind Freight"),
        ("large", "no account here is marked as one"),
    ],
)
def test_fatigue_is_told_with_its_source_and_whom_it_covers(segment: str, whom: str) -> None:
    assert said("SCO109", six(segment)) == [
        "warning: Session 6 (1 Apr) is the sixth of six; beyond five the problem was mostly not pinned down, and "
        "ProductLed 2024, as cited, saw sessions get worse with tiredness in 73 % of cases with mid-market customers "
        f"({whom})."
    ]


def test_a_called_off_session_is_not_the_sixth() -> None:
    assert found("SCO109", six("small").replace("T16:00\n", "T16:00\n    held: false\n", 1)) == []


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-01-27", []),
        (
            "2026-01-28",
            ["info: Two sessions are planned, and a co-design needs three (due 3 Feb, in 6 days)."],
        ),
        ("2026-02-03", ["info: Two sessions are planned, and a co-design needs three (due today)."]),
        (
            "2026-02-04",
            ["error: Two sessions are planned, and a co-design needs three (due 3 Feb, 1 day ago)."],
        ),
    ],
)
def test_three_sessions_are_owed_once_the_timeline_has_started(day: str, expected: list[str]) -> None:
    assert said("SCO110", "title: Bulk\n", base="begun", as_of=day, drop=("sessions[3]",)) == expected


@pytest.mark.parametrize(
    ("number", "minutes", "scale", "expected"),
    [
        (1, 59, "standard", "warning: Session 1 (4 Feb) lasts 59 minutes, under 60."),
        (1, 60, "standard", None),
        (2, 90, "standard", None),
        (2, 91, "standard", "warning: Session 2 (18 Feb) lasts 91 minutes, over 90."),
        (3, 59, "standard", "info: Session 3 (11 Mar) lasts 59 minutes, under 60."),
        (1, 59, "minimum", "info: Session 1 (4 Feb) lasts 59 minutes, under 60."),
        (1, 91, "minimum", "warning: Session 1 (4 Feb) lasts 91 minutes, over 90."),
        (1, 0, "standard", "warning: Session 1 (4 Feb) lasts 0 minutes, under 60."),
    ],
)
def test_an_hour_to_an_hour_and_a_half(number: int, minutes: int, scale: str, expected: str | None) -> None:
    text = f"scale: {scale}\nsessions:\n  - number: {number}\n    minutes: {minutes}\n"
    assert said("SCO111", text) == ([expected] if expected else [])


def test_a_called_off_session_may_have_any_length() -> None:
    assert found("SCO111", "sessions:\n  - number: 3\n    minutes: 5\n    held: false\n") == []


def test_two_purposes_that_changed_places_are_one_finding_on_the_later_session() -> None:
    text = "sessions:\n  - number: 2\n    purpose: solution-iteration\n  - number: 3\n    purpose: prototype-feedback\n"
    assert said("SCO112", text) == [
        "error: Session 3 (11 Mar), the prototype feedback, comes after session 2 (18 Feb), the solution iteration."
    ]
    assert found("SCO112", text)[0].span.line == 5


def test_a_purpose_left_out_is_told_once() -> None:
    text = "sessions:\n  - number: 2\n    purpose: problem-validation\n"
    assert said("SCO112", text) == [
        "error: Session 3 (11 Mar), the solution iteration, comes without the prototype feedback before it."
    ]


def test_a_number_left_out_is_told_once_and_not_as_a_missing_purpose() -> None:
    assert said("SCO112", "sessions:\n  - number: 6\n", drop=("sessions[2]", "sessions[3]")) == [
        "error: Session 6 comes next, but there are no sessions 2 to 5."
    ]


def test_edge_cases_come_before_the_last_check() -> None:
    text = "sessions:\n  - number: 4\n    purpose: last-check\n  - number: 5\n    purpose: edge-cases\n"
    assert [finding.path for finding in found("SCO112", text)] == ["sessions[4].purpose"]


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-02-04T15:01", []),
        ("2026-02-04T15:00", ["sessions[1].at"]),
        ("2026-02-04T14:30Z", []),
        ("2026-02-04T14:00Z", ["sessions[1].at"]),
        ("{northwind: 2026-02-04T14:00, halden: 2026-02-18T15:00}", ["sessions[1].at"]),
    ],
)
def test_each_session_is_later_than_the_one_before(at: str, expected: list[str]) -> None:
    assert [
        finding.path for finding in found("SCO112", f"sessions:\n  - number: 2\n    at: {at}\n")
    ] == expected


def test_single_sessions_are_compared_account_by_account() -> None:
    first = "  - number: 1\n    at: {northwind: 2026-02-04T15:00, halden: 2026-02-12T15:00}\n"
    second = "  - number: 2\n    at: {{northwind: {}, halden: 2026-02-18T15:00}}\n"
    assert found("SCO112", "sessions:\n" + first + second.format("2026-02-11T15:00")) == []
    late = found("SCO112", "sessions:\n" + first + second.format("2026-02-04T10:00"))
    assert [finding.path for finding in late] == ["sessions[1].at.northwind"]
    assert late[0].message == "Session 2 (4 Feb) is not later than session 1 (4 Feb) for `northwind`."


def test_single_sessions_without_a_common_account_are_compared_as_a_whole() -> None:
    first = "sessions:\n  - number: 1\n    at: {northwind: 2026-02-04T15:00}\n"
    text = f"{first}  - number: 2\n    at: {{halden: 2026-02-04T10:00}}\n"
    assert [finding.path for finding in found("SCO112", text)] == ["sessions[1].at"]


ASKED = [
    "Would you use this drawer every week?",
    "Do you like the new screen?",
    "Which design do you prefer?",
    "What would an ideal solution look like?",
    "Should we add a confirmation step?",
    "Does this mock-up match how you work?",
    "Would it help to have a single button for all?",
    "Is the solution we have in mind close to what you need?",
    "On this screen, what would you click first?",
    "Show us how you would complete the task in the prototype.",
]
QUIET = [
    "Which screens do you go through today?",
    "What solutions have you tried so far?",
    "What made you drop the last solution?",
    "Do you print the screen or copy it by hand?",
    "Could you share your screen and show how you do it today?",
    "How do the planners design the weekly rota?",
    "Is the delay by design or by accident?",
    "Without any prototype in mind, what would have to be different?",
    "Do not think of solutions yet: what happens first?",
    "Which words would you use for this problem?",
    "What would you use instead if the spreadsheet were gone?",
    "What did you think when the tool said 'your new design is locked'?",
    "Who signs off the design drawings you move?",
    "Should we talk to somebody else in your team?",
]


@pytest.mark.parametrize("question", ASKED)
def test_a_question_about_a_solution_is_found(question: str) -> None:
    assert asks_about_a_solution(question)


@pytest.mark.parametrize("question", QUIET)
def test_a_question_about_the_problem_is_left_alone(question: str) -> None:
    assert asks_about_a_solution(question) is None


@pytest.mark.parametrize(
    ("shown", "quiet"),
    [
        ("The problem statement on the screen", True),
        ("Problem statement; no prototype", True),
        ("Screenshots of today's tool", True),
        ("Nothing", True),
        ("No slides", True),
        ("Their current design", True),
        ("The prototype", False),
        ("The new screen", False),
        ("The solution to the problem", False),
        ("The drawer", False),
    ],
)
def test_what_session_1_may_show(shown: str, quiet: bool) -> None:
    assert (shows_a_solution(shown) is None and is_about_the_problem(shown)) is quiet


def test_an_early_solution_stands_on_its_words() -> None:
    finding = found(
        "SCO113", "sessions:\n  - number: 1\n    questions:\n      - What about the new screen?\n"
    )[0]
    assert (finding.span.line, finding.span.column, finding.span.end_column) == (4, 28, 34)
    assert (
        finding.message
        == "Session 1 (4 Feb) asks about a solution (`screen`) before the problem is confirmed."
    )


def test_a_session_1_that_was_called_off_shows_nothing_early() -> None:
    text = "sessions:\n  - number: 1\n    shows: The prototype\n"
    assert len(found("SCO113", text)) == 1
    assert found("SCO113", f"{text}    held: false\n") == []


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-03-03", []),
        ("2026-03-04", ["info: Session 3 shows nothing to react to (due 11 Mar, in 7 days)."]),
        ("2026-03-11T16:00", ["info: Session 3 shows nothing to react to (due today)."]),
        ("2026-03-11T16:01", ["error: Session 3 shows nothing to react to (due today)."]),
        ("2026-03-12", ["error: Session 3 shows nothing to react to (due 11 Mar, 1 day ago)."]),
    ],
)
def test_something_to_react_to_is_owed_when_the_session_begins(moment: str, expected: list[str]) -> None:
    assert said("SCO114", "title: Bulk\n", as_of=moment, drop=("sessions[3].shows",)) == expected


@pytest.mark.parametrize("shown", ["none", "tbd", "Nothing.", "'  '", "null", "'-'"])
def test_a_stand_in_shows_nothing(shown: str) -> None:
    text = f"sessions:\n  - number: 2\n    shows: {shown}\n"
    assert [finding.span.line for finding in found("SCO114", text, drop=("sessions[2].shows",))] == [3]


@pytest.mark.parametrize(
    ("more", "expected"),
    [("", 1), ("scale: minimum\n", 0), ("language: de\n", 0)],
)
def test_a_described_flow_is_enough_for_a_small_program(more: str, expected: int) -> None:
    text = f"{more}sessions:\n  - number: 2\n    shows: The flow in plain words\n"
    assert len(found("SCO114", text)) == expected


def test_a_called_off_or_cancelled_session_owes_nothing() -> None:
    drop = ("sessions[3].shows", "sessions[3].answers")
    for text in ("sessions:\n  - number: 3\n    held: false\n", "state: cancelled\n"):
        for code in ("SCO114", "SCO115"):
            assert found(code, text, as_of="2026-03-12", drop=drop) == []


def test_a_session_without_a_number_is_judged_by_its_place() -> None:
    drop = ("sessions[3].answers", "sessions[3].shows", "sessions[3].purpose", "sessions[3].number")
    for code, message in (("SCO114", "Session 3 shows nothing"), ("SCO115", "Session 3 names no record")):
        (finding,) = found(code, "title: Bulk\n", as_of="2026-03-12", drop=drop)
        assert finding.message.startswith(message)
