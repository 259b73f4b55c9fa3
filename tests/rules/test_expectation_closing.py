"""The end of a program at its boundaries: decisions, calls, preview, debrief, summary and the day of release."""

from __future__ import annotations

import pytest

from codesign_cli.rules import Example
from codesign_cli.rules.expectation.stock import STOCK, stock_phrase
from tests.laid import checked


def seen(
    code: str, text: str, as_of: str = "", base: str = "finished", drop: tuple[str, ...] = ()
) -> list[str]:
    """What one rule says of a fragment over a clean program: severity and message."""
    example = Example(text, base=base, as_of=as_of, drop=drop)
    return [f"{found.severity}: {found.message}" for found in checked(example).findings if found.code == code]


def severities(
    code: str, text: str, days: str, drop: tuple[str, ...] = (), base: str = "finished"
) -> dict[str, str]:
    """The severity of the one finding of a rule on each of some days; empty where there is none."""
    found = {}
    for day in days.split():
        said = [line.partition(":")[0] for line in seen(code, text, day, base, drop)]
        assert len(said) < 2
        found[day] = "".join(said)
    return found


# Decisions


def test_a_record_without_decision_is_told_a_week_before_the_preview_and_grows_graver() -> None:
    days = "2026-04-08 2026-04-09 2026-04-16 2026-04-17 2026-04-21T16:00 2026-04-21T16:01 2026-06-01"
    assert severities("EXP424", "feedback:\n  - id: F02\n", days, ("feedback[F02].final",)) == {
        "2026-04-08": "",
        "2026-04-09": "info",
        "2026-04-16": "info",
        "2026-04-17": "warning",
        "2026-04-21T16:00": "warning",
        "2026-04-21T16:01": "error",
        "2026-06-01": "error",
    }


def test_an_open_investigation_is_called_one() -> None:
    assert seen("EXP424", "feedback:\n  - id: F01\n", "2026-04-23", drop=("feedback[F01].final",)) == [
        "error: F01 of Northwind Freight is still an open investigation, without final decision for the debrief: "
        "`Temporary hand-overs have to be undone by hand…` (due 21 Apr, 2 days ago)."
    ]


def test_without_a_debrief_the_decision_is_due_by_ga() -> None:
    drop = ("feedback[F02].final", "debrief", "preview")
    found = severities("EXP424", "codesign: 1\n", "2026-04-20 2026-04-21 2026-04-28 2026-04-29", drop)
    assert list(found.values()) == ["", "info", "info", "error"]


def test_what_shipped_is_due_by_ga() -> None:
    found = severities(
        "EXP425", "codesign: 1\n", "2026-04-20 2026-04-28 2026-04-29", ("feedback[F02].shipped",)
    )
    assert list(found.values()) == ["", "info", "error"]


@pytest.mark.parametrize("phrase", STOCK, ids=lambda phrase: phrase.fires)
def test_each_stock_phrase_fires_alone_and_is_quiet_beside_a_reason(phrase: object) -> None:
    assert stock_phrase(phrase.fires) is not None  # type: ignore[attr-defined]
    assert stock_phrase(phrase.quiet) is None  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "reason",
    [
        "not a priority",
        "No bandwidth.",
        "Out of scope for now",
        "We don’t have the resources right now",
        "It's not a priority for us this quarter, sorry",
        "Not a priority, no bandwidth",
        "Deprioritised",
        "Lack of engineering capacity",
        "bandwidth",
    ],
)
def test_a_stock_reason_is_found(reason: str) -> None:
    assert stock_phrase(reason) is not None


@pytest.mark.parametrize(
    "reason",
    [
        "Only Halden works this way",
        "Legal answers in September",
        "Two of six accounts need it, and both have a workaround of one minute",
        "Engineering needs six weeks for the schema change",
        "Not in this release: the schema change comes with the next one and both would collide",
        "They wrote “not a priority” themselves",
        "Nobody can finish a hand-over without it",
    ],
)
def test_a_reason_of_its_own_is_left_alone(reason: str) -> None:
    assert stock_phrase(reason) is None


def test_letters_that_grow_in_lower_case_are_left_alone() -> None:
    assert stock_phrase("No bandwidth in \u0130zmir") is None


def test_a_word_of_the_feature_is_no_trigger() -> None:
    assert stock_phrase("No capacity view") is not None
    assert stock_phrase("No capacity view", own_words=frozenset({"capacity"})) is None


def test_a_teams_own_phrase_is_read_too() -> None:
    assert stock_phrase("Falcon crew first") is None
    assert stock_phrase("Falcon crew first", more=("falcon crew first",)) == (0, 17)


def test_a_stock_reason_is_marked_where_it_stands() -> None:
    text = 'feedback:\n  - id: F01\n    reason: "Sorry, no bandwidth in the team"\n'
    found = [f for f in checked(Example(text, base="finished")).findings if f.code == "EXP423"]
    assert [(f.span.line, f.span.column, f.span.end_column, f.severity) for f in found] == [
        (3, 21, 33, "warning")
    ]


# Calls


def test_a_call_is_due_by_the_preview_and_at_the_latest_by_ga() -> None:
    days = "2026-04-08 2026-04-09 2026-04-16 2026-04-17 2026-04-28 2026-04-29"
    found = severities("EXP430", "feedback:\n  - id: F04\n", days, ("feedback[F04].told",))
    assert list(found.values()) == ["", "info", "info", "warning", "warning", "error"]


def test_without_a_preview_a_call_is_due_14_days_before_ga() -> None:
    days = "2026-04-06 2026-04-07 2026-04-14 2026-04-15 2026-04-29"
    found = severities("EXP430", "codesign: 1\n", days, ("feedback[F04].told", "preview"))
    assert list(found.values()) == ["", "info", "info", "warning", "error"]


def test_the_preview_counts_as_it_was_shared_and_not_as_it_was_planned() -> None:
    text = "preview:\n  planned: 2026-04-14\n  shared: 2026-04-17\nfeedback:\n  - id: F04\n    told:\n      on: {}\n"
    assert seen("EXP430", text.format("2026-04-17")) == []
    assert seen("EXP430", text.format("2026-04-18")) == [
        "warning: Northwind Freight heard on 18 Apr that F04 is declined; the preview was 17 Apr."
    ]


@pytest.mark.parametrize(
    ("how", "counts"), [("call", True), ("meeting", True), ("visit", True), ("mail", False)]
)
def test_a_person_has_to_tell_it(how: str, counts: bool) -> None:
    said = seen("EXP430", f"feedback:\n  - id: F04\n    told:\n      how: {how}\n")
    assert said == ([] if counts else [
        "error: Northwind Freight has only been written to about F04, which is declined: `Two people with the same "
        "surname look alike in…` (due 28 Apr, 97 days ago)."
    ])  # fmt: skip


def test_a_call_that_lies_ahead_is_not_made() -> None:
    text = "feedback:\n  - id: F04\n    told:\n      on: 2026-04-20\n"
    assert severities("EXP430", text, "2026-04-17 2026-04-20") == {
        "2026-04-17": "warning",
        "2026-04-20": "warning",
    }
    assert "heard on 20 Apr" in seen("EXP430", text, "2026-04-20")[0]


def test_an_account_that_left_is_still_owed_its_call() -> None:
    text = "accounts:\n  - id: northwind\n    left: 2026-03-02\nfeedback:\n  - id: F04\n"
    assert len(seen("EXP430", text, drop=("feedback[F04].told",))) == 1


def test_told_on_the_day_of_ga_is_not_after_it() -> None:
    text = "feedback:\n  - id: F04\n    told:\n      on: 2026-04-{}\n"
    assert seen("EXP431", text.format(28)) == []
    assert seen("EXP431", text.format(29)) == [
        "warning: Northwind Freight heard on 29 Apr that F04 is declined, after GA on 28 Apr."
    ]
    assert seen("EXP431", text.format(29), "2026-04-01") == [
        "error: Northwind Freight is to hear on 29 Apr that F04 is declined, after GA on 28 Apr."
    ]


# Debrief


def test_a_missing_debrief_grows_from_info_to_error() -> None:
    days = (
        "2026-03-03 2026-03-04 2026-03-11T17:00 2026-03-11T17:01 2026-04-14 2026-04-15 2026-04-28 2026-04-29"
    )
    found = severities("EXP440", "codesign: 1\n", days, ("debrief",))
    assert list(found.values()) == ["", "info", "info", "warning", "warning", "error", "error", "error"]


def test_what_a_missing_debrief_is_told_as() -> None:
    texts = [
        seen("EXP440", "codesign: 1\n", day, drop=("debrief",))
        for day in ("2026-03-10", "2026-03-12", "2026-04-16", "2026-04-30")
    ]
    assert texts == [
        ["info: The debrief has no day, and the working sessions end soon (due 11 Mar, in 1 day)."],
        ["warning: The debrief has no day, and the working sessions are over (due 11 Mar, 1 day ago)."],
        ["error: The debrief has no day, and GA is on 28 Apr (due 14 Apr, 2 days ago)."],
        ["error: GA was on 28 Apr, and there is no debrief (due 28 Apr, 2 days ago)."],
    ]


def test_a_cancelled_program_owes_debrief_summary_and_calls_and_nothing_else_of_the_end() -> None:
    drop = ("debrief", "preview", "timeline.ga", "feedback[F04].told", "feedback[F02].shipped")
    example = Example("codesign: 1\nstate: cancelled\n", base="finished", as_of="2026-03-26", drop=drop)
    closing = [f for f in checked(example).findings if f.code[:5] in ("EXP42", "EXP43", "EXP44")]
    assert {(f.code, f.severity, f.covered_by) for f in closing} == {
        ("EXP440", "error", None),
        ("EXP443", "error", "EXP440"),
        ("EXP430", "error", None),
    }
    assert [f.code for f in checked(Example("state: cancelled\n", base="finished")).findings] == []


def test_a_cancelled_program_has_14_days_after_its_last_session() -> None:
    text, drop = "codesign: 1\nstate: cancelled\n", ("debrief", "timeline.ga")
    found = severities("EXP440", text, "2026-03-11T17:01 2026-03-25 2026-03-26", drop)
    assert list(found.values()) == ["warning", "warning", "error"]
    assert seen("EXP444", "state: cancelled\ndebrief:\n  minutes: 30\n", drop=("debrief.summary_sent",)) != []


def test_a_debrief_on_the_day_of_ga_is_near_and_not_after() -> None:
    text = "debrief:\n  at: 2026-04-{}\n"
    assert seen("EXP441", text.format("28T16:00"), base="running") == []
    assert seen("EXP448", text.format("28T16:00"), base="running") == [
        "warning: The debrief on 28 Apr ends less than 48 hours before GA on 28 Apr."
    ]
    assert seen("EXP441", text.format("29T09:00"), base="running") == [
        "error: The debrief is planned on 29 Apr, after GA on 28 Apr."
    ]
    assert seen("EXP448", text.format("29T09:00"), base="running") == []


def test_48_hours_before_ga_are_elapsed_hours() -> None:
    text = (
        "timeline:\n  ga: 2026-03-30\ndebrief:\n  at: 2026-03-27T{}\n"  # the clock goes forward on the 29th
    )
    assert seen("EXP448", text.format("22:30"), base="running") == []
    assert len(seen("EXP448", text.format("22:31"), base="running")) == 1


def test_the_summary_is_due_48_elapsed_hours_after_the_end_across_a_change_of_clocks() -> None:
    text = "debrief:\n  at: 2026-03-27T16:00\n  minutes: 30\n  summary_sent: 2026-03-29T{}\n"
    assert seen("EXP444", text.format("17:30")) == []
    assert seen("EXP444", text.format("17:31")) == [
        "warning: The summary went out 1 minute later than 48 hours after the debrief's end (29 Mar, 17:30)."
    ]


@pytest.mark.parametrize(
    ("sent", "late"),
    [("23T18:29", "1 hour"), ("25T16:29", "47 hours"), ("25T16:30", "2 days"), ("30T00:00", "6 days")],
)
def test_how_late_a_summary_was(sent: str, late: str) -> None:
    said = seen("EXP444", f"debrief:\n  summary_sent: 2026-04-{sent}\n")
    assert [line.partition(" later")[0] for line in said] == [f"warning: The summary went out {late}"]


def test_an_unwritten_length_of_the_debrief_is_30_minutes() -> None:
    drop = ("debrief.minutes", "debrief.summary_sent")
    found = severities("EXP444", "codesign: 1\n", "2026-04-22 2026-04-23T16:30 2026-04-23T16:31", drop)
    assert list(found.values()) == ["", "", "error"]


def test_an_offset_in_a_time_counts() -> None:
    text = "debrief:\n  summary_sent: 2026-04-23T14:{}Z\n"  # Berlin is two hours ahead
    assert seen("EXP444", text.format("30")) == []
    assert len(seen("EXP444", text.format("31"))) == 1


def test_every_account_has_to_hear_it_before_ga() -> None:
    days = "2026-04-20 2026-04-21T16:00 2026-04-27 2026-04-28"
    found = severities("EXP443", "codesign: 1\n", days, ("debrief.made_up",))
    assert list(found.values()) == ["", "info", "info", "error"]
    assert seen(
        "EXP443", "debrief:\n  attended:\n    halden: []\n", "2026-04-28", drop=("debrief.made_up",)
    ) == [
        "error: Halden Works has neither attended the debrief nor had a call of its own (due 27 Apr, 1 day ago)."
    ]


def test_a_debrief_that_was_held_after_ga_still_reached_those_who_came() -> None:
    text = "debrief:\n  at: 2026-04-29T16:00\n  summary_sent: 2026-04-30T12:00\n  made_up:\n    halden: 2026-04-30\n"
    assert seen("EXP443", text) == [
        "warning: Halden Works had its own debrief call on 30 Apr, not before GA on 28 Apr."
    ]


# Preview


def test_an_account_is_owed_the_preview_up_to_ga() -> None:
    days = "2026-04-20 2026-04-21 2026-04-27 2026-04-28"
    found = severities("EXP445", "codesign: 1\n", days, ("preview",))
    assert list(found.values()) == ["", "info", "info", "error"]
    assert seen("EXP445", "codesign: 1\n", "2026-04-28", drop=("preview",)) == [
        "error: Northwind Freight, Halden Works and Corvus Labs have seen no preview of the feature (due 27 Apr, 1 day "
        "ago)."
    ]


@pytest.mark.parametrize(("left", "owed"), [("2026-04-27", False), ("2026-04-28", True)])
def test_an_account_that_left_before_ga_is_owed_none(left: str, owed: bool) -> None:
    text = f"accounts:\n  - id: halden\n    left: {left}\npreview:\n  to:\n    - northwind\n    - corvus\n"
    said = ["error: Halden Works was left out of the preview on 16 Apr (due 27 Apr, 98 days ago)."]
    assert seen("EXP445", text) == (said if owed else [])


@pytest.mark.parametrize(
    ("day", "severity"),
    [
        ("2026-04-13", "warning"),
        ("2026-04-14", ""),
        ("2026-04-21", ""),
        ("2026-04-22", "error"),
        ("2026-04-30", "error"),
    ],
)
def test_the_preview_lies_14_to_7_days_before_ga(day: str, severity: str) -> None:
    text = f"preview:\n  planned: {day}\n"
    assert "".join(line.partition(":")[0] for line in seen("EXP446", text, base="running")) == severity


def test_what_the_preview_window_says() -> None:
    assert seen("EXP446", "preview:\n  planned: 2026-04-27\n", base="running") == [
        "error: The preview on 27 Apr is 1 day before GA on 28 Apr; nothing found there can still be mended."
    ]


def test_a_critical_flag_is_due_by_ga() -> None:
    text = (
        "preview:\n  flags:\n    - account: halden\n      issue: The queue is empty\n      critical: true\n"
    )
    found = severities("EXP447", text, "2026-04-20 2026-04-28 2026-04-29")
    assert list(found.values()) == ["", "info", "error"]
    assert seen("EXP447", f"{text}      decision: fix\n") == []
    assert seen("EXP447", f"{text}      decision: ship-with-workaround\n      decided: 2026-04-20\n") == [
        "error: The critical flag of Halden Works `The queue is empty` ships with a workaround, and Halden Works has "
        "not been told it (due 28 Apr, 97 days ago)."
    ]


def test_a_flag_of_nobody_is_told_all_the_same() -> None:
    text = "preview:\n  flags:\n    - critical: true\n"
    assert seen("EXP447", text, "2026-04-29") == [
        "error: The critical flag of an account has no decision (due 28 Apr, 1 day ago)."
    ]


# The day of release


def test_a_missing_day_of_ga_is_a_warning_until_the_sessions_are_over() -> None:
    days = "2026-02-23 2026-03-11 2026-03-12"
    text, drop = "timeline:\n  end: 2026-03-11\n", ("timeline.ga",)
    assert list(severities("EXP449", text, days, drop).values()) == ["warning", "warning", "error"]
    assert seen("EXP449", text, "2026-03-12", drop=drop) == [
        "error: The working sessions are over and GA has no day: the calls, the preview and the debrief have no "
        "deadline (due 11 Mar, 1 day ago)."
    ]


def test_a_file_without_any_day_owes_no_day_of_ga() -> None:
    begun = "codesign: 1\ntitle: Bulk\nfeature:\n  name: Bulk\n  problem: Tasks are moved by hand\n"
    assert seen("EXP449", begun, "2030-01-01", base="") == []
    assert seen("EXP449", f"{begun}timeline:\n  start: 2029-12-01\n", "2030-01-01", base="") == [
        "warning: GA has no day: the calls, the preview and the debrief have no deadline."
    ]


def test_sessions_still_unwritten_hold_the_end_open_until_the_timeline_ends() -> None:
    begun = "codesign: 1\ntitle: Bulk\nfeature:\n  name: Bulk\n  problem: Tasks are moved by hand\n"
    text = f"{begun}timeline:\n  start: 2026-02-04\n  end: 2026-03-11\nsessions:\n  - at: 2026-02-04T15:00\n"
    found = severities("EXP449", text, "2026-02-05 2026-03-11 2026-03-12T00:01", base="")
    assert list(found.values()) == ["warning", "warning", "error"]
    undated = f"{begun}sessions:\n  - at: 2026-02-04T15:00\n  - minutes: 60\n"
    assert list(severities("EXP449", undated, "2026-05-01", base="").values()) == ["warning"]


# Whatever is left out


@pytest.mark.parametrize(
    "left_out",
    ["accounts", "sessions", "feedback", "preview", "debrief", "team", "timeline", "sessions[2].at"],
)
@pytest.mark.parametrize("day", ["2026-02-01", "2026-04-24", "2026-08-03"])
def test_nothing_that_is_left_out_stops_the_rules(left_out: str, day: str) -> None:
    for state in ("active", "cancelled"):
        example = Example(f"state: {state}\n", base="finished", as_of=day, drop=(left_out,))
        assert isinstance(checked(example).findings, tuple)
