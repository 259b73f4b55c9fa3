"""The rules from session 3 to the months after GA: what a person reads, and on which day."""

from __future__ import annotations

import pytest

from codesign_cli.duties import duties
from codesign_cli.finding import Finding
from codesign_cli.rules import Example
from codesign_cli.rules.expectation.constraints import limit_in
from tests.laid import checked


def found(
    code: str, text: str = "title: T\n", base: str = "finished", as_of: str = "", drop: tuple[str, ...] = ()
) -> list[Finding]:
    """The findings of one rule in a fragment over a clean program."""
    example = Example(text, base=base, as_of=as_of, drop=drop)
    return [finding for finding in checked(example).findings if finding.code == code]


def severities(code: str, days: str, text: str = "title: T\n", drop: tuple[str, ...] = ()) -> list[str]:
    """The severity of the one finding of a rule on each of some days; empty where there is none."""
    shown = [found(code, text, as_of=day, drop=drop) for day in days.split()]
    assert all(len(findings) < 2 for findings in shown)
    return ["".join(finding.severity for finding in findings) for findings in shown]


# Constraints


@pytest.mark.parametrize(
    ("reason", "limit"),
    [
        ("GDPR forbids showing names to other owners", "GDPR forbids"),
        ("We cannot do this because of the mobile API", "because of the mobile API"),
        ("Our database can't hold two owners of one task", "database can't"),
        ("It isn't possible in our architecture", "isn't possible in our architecture"),
        ("Regulators ask for the old owner's signature", "Regulators ask for"),
        ("The browser won't let us read the clipboard", "browser won't let"),
        ("It is technically impossible today", "technically impossible"),
        ("A hard limit of 500 rows", "hard limit"),
        ("Three accounts could not use it in the browser", ""),
        ("Not because of the API but because four of five undo it", ""),
        ("The law firm among the five is the only one that wants it", ""),
        ("There are no technical limitations, we serve few with it", ""),
        ("The platform team redraws it in summer", ""),
        ("Nobody could finish with it", ""),
        ("", ""),
    ],
)
def test_what_names_a_limit(reason: str, limit: str) -> None:
    place = limit_in(reason)
    assert (reason[place[0] : place[1]] if place else "") == limit


DECLINED = "feedback:\n  - id: F04\n    reason: {}\n"


def test_a_limit_that_the_brief_did_not_name_is_told_with_the_words_that_name_it() -> None:
    (finding,) = found("EXP412", DECLINED.format("The law does not allow birthdays in a list"))
    assert finding.message == (
        "F04 of Northwind Freight is declined for a limit that the brief did not name: `law does not allow`."
    )
    assert (finding.span.line, finding.span.column) == (3, 17)
    assert [place.path for place in finding.related] == ["feature.constraints"]


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("The law does not let us cut the histories short", 0),
        ("The API cannot stop a background job", 0),
        ("The API cannot transfer twice", 1),
        ("The API cannot take ownership back", 1),
        ("The API cannot rename people", 1),
    ],
)
def test_the_brief_names_a_limit_by_a_word_of_its_own(reason: str, expected: int) -> None:
    assert len(found("EXP412", DECLINED.format(reason))) == expected


def test_words_are_judged_in_english_alone_and_a_stock_reason_leads() -> None:
    assert found("EXP412", "language: de\n" + DECLINED.format("Our API cannot do it")) == []
    reasons = checked(Example(DECLINED.format("Technical limitations"), base="finished")).findings
    assert [(f.code, f.covered_by) for f in reasons] == [("EXP412", "EXP423"), ("EXP423", None)]


# Confirmed


def test_which_fixes_nobody_confirmed() -> None:
    text = "sessions:\n  - number: 3\n    answers: {F03: Shows both owners, F04: Shows the team}\n"
    (finding,) = found("EXP426", text)
    assert finding.message == (
        "Session 3 (11 Mar) answered F03 and F04, and nobody has confirmed that it worked (due 13 Mar, 143 days ago)."
    )
    assert finding.key == "sessions[3]"
    assert {place.path for place in finding.related} == {"sessions[2].answers.F03", "sessions[2].answers.F04"}


def test_a_fix_that_a_later_session_confirms_is_confirmed() -> None:
    text = (
        "sessions:\n  - number: 4\n    at: 2026-03-18T16:00\n    attended: {halden: [Mika Salo]}\n"
        "    confirmed: {F02: {halden: true}}\n"
    )
    assert found("EXP426", text, drop=("sessions[3].confirmed",)) == []
    assert len(found("EXP426", drop=("sessions[3].confirmed",))) == 1


def test_a_third_session_without_any_trace_is_left_to_the_missing_record() -> None:
    drop = ("sessions[3].confirmed", "sessions[3].opened", "sessions[3].attended")
    codes = {finding.code for finding in checked(Example("title: T\n", base="finished", drop=drop)).findings}
    assert codes & {"EXP420", "EXP426"} == {"EXP420"}


# Silence before GA


CALLS = ("feedback[F01].told", "feedback[F04].told", "disagreements")


def test_silence_is_told_a_week_before_the_fourth_week_is_over() -> None:
    days = "2026-03-31 2026-04-01 2026-04-08 2026-04-09 2026-06-01"
    assert severities("EXP456", days, drop=CALLS) == ["", "info", "info", "info", "info"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-04-01", "Since 11 Mar the accounts have heard nothing, and the next they hear is on 16 Apr "
         "(due 8 Apr, in 7 days)."),
        ("2026-06-01", "From 11 Mar to 16 Apr the accounts heard nothing: 36 days (due 8 Apr, 54 days ago)."),
    ],
)  # fmt: skip
def test_silence_names_its_days(day: str, expected: str) -> None:
    (finding,) = found("EXP456", as_of=day, drop=CALLS)
    assert (finding.message, finding.path) == (expected, "timeline.ga")


@pytest.mark.parametrize(
    "news",
    [
        "share_back:\n  sent: 2026-03-25\n",
        "parked:\n  - {session: 2, account: halden, idea: A dashboard, acknowledged: 2026-03-25}\n",
        "feedback:\n  - id: F04\n    told: {on: 2026-03-25}\n",
        "preview:\n  shared: 2026-04-08\n",
        "debrief:\n  made_up: {halden: 2026-04-02}\n",
        "memos:\n  - {theme: Owners, told: 2026-04-01}\n",
    ],
)
def test_whatever_reaches_an_account_ends_the_silence(news: str) -> None:
    assert len(found("EXP456", drop=CALLS)) == 1
    dropped = ("feedback[F01].told", "disagreements") if "F04" in news else CALLS
    assert found("EXP456", news, drop=dropped) == []


def test_a_planned_preview_counts_until_its_day_has_passed() -> None:
    text = "preview:\n  planned: 2026-04-05\n"
    shown = [len(found("EXP456", text, "running", day)) for day in ("2026-04-02", "2026-04-05", "2026-04-06")]
    assert shown == [0, 0, 1]


@pytest.mark.parametrize(("ga", "expected"), [("2026-04-08", 0), ("2026-04-09", 1)])
def test_four_weeks_to_ga_are_no_silence(ga: str, expected: int) -> None:
    text = f"timeline:\n  ga: {ga}\n"
    assert len(found("EXP456", text, "running", "2026-06-01")) == expected


# After GA


@pytest.mark.parametrize(
    ("code", "drop", "days", "severity"),
    [
        ("EXP450", "recognition", "2026-05-04 2026-05-05 2026-05-12 2026-05-13", "warning"),
        ("EXP452", "retrospective", "2026-05-11 2026-05-12 2026-05-19 2026-05-20", "warning"),
        ("EXP455", "outcomes", "2026-07-19 2026-07-20 2026-07-27 2026-07-28", "info"),
    ],
)
def test_what_is_owed_after_ga(code: str, drop: str, days: str, severity: str) -> None:
    assert severities(code, days, drop=(drop,)) == ["", "info", "info", severity]
    assert found(code, drop=(drop, "timeline.ga")) == []
    assert found(code, "state: cancelled\n", drop=(drop,)) == []
    assert found(code, "state: closed\n", drop=(drop,)) == []


def test_thanks_dated_ahead_are_not_sent() -> None:
    assert len(found("EXP450", "recognition:\n  sent: 2026-09-01\n")) == 1


def test_what_a_person_reads_after_ga() -> None:
    drop = ("recognition", "retrospective", "outcomes")
    shown = [
        f"{f.code} {f.message}"
        for f in checked(Example("title: T\n", base="finished", drop=drop)).findings
        if f.code.startswith("EXP45")
    ]
    assert shown == [
        "EXP450 GA was on 28 Apr, and nobody has thanked the accounts (due 12 May, 83 days ago).",
        "EXP452 GA was on 28 Apr, and nobody has looked back (due 19 May, 76 days ago).",
        "EXP455 GA was on 28 Apr, and nobody has measured who uses the feature 90 days later "
        "(due 27 Jul, 7 days ago).",
    ]


def test_a_retrospective_planned_too_late_is_told_and_one_in_time_is_not() -> None:
    drop = tuple(f"retrospective.{key}" for key in ("useful", "record_format", "selection", "invitation"))
    late = "retrospective:\n  at: 2026-05-20T10:00\n"
    assert severities("EXP452", "2026-05-11 2026-05-12 2026-05-20 2026-05-21", late, drop) == [
        *("", "info", "warning", ""),
    ]
    in_time = "retrospective:\n  at: 2026-05-19T10:00\n"
    assert severities("EXP452", "2026-05-12 2026-05-19", in_time, drop) == ["", ""]


def test_an_empty_retrospective_without_a_day_is_a_missing_one() -> None:
    drop = tuple(
        f"retrospective.{key}"
        for key in ("at", "useful", "record_format", "selection", "invitation", "change")
    )
    findings = checked(Example("retrospective:\n  minutes: 60\n", base="finished", drop=drop)).findings
    assert [(f.code, f.covered_by) for f in findings] == [
        ("EXP452", None),
        *[("EXP453", "EXP452")] * 4,
    ]


def test_every_question_without_answer_is_a_finding_of_its_own() -> None:
    drop = ("retrospective.useful", "retrospective.invitation")
    assert [f.message.partition(" (due")[0] for f in found("EXP453", drop=drop)] == [
        "The retrospective does not say what to change in the invitation",
        "The retrospective does not say what the sessions gave that was useful",
    ]


def test_the_answers_are_owed_when_the_hour_is_over() -> None:
    drop = ("retrospective.useful",)
    days = "2026-05-05 2026-05-06T10:30 2026-05-06T11:00 2026-05-06T11:01"
    assert severities("EXP453", days, drop=drop) == ["", "", "", "warning"]


@pytest.mark.parametrize(("minutes", "expected"), [(59, "under"), (60, ""), (61, "over")])
def test_the_retrospective_takes_an_hour(minutes: int, expected: str) -> None:
    shown = [f.message for f in found("EXP454", f"retrospective:\n  minutes: {minutes}\n")]
    assert shown == ([f"The retrospective lasts {minutes} minutes, {expected} an hour."] if expected else [])


def test_every_duty_after_ga_has_somebody_who_owes_it() -> None:
    done = checked(Example("title: T\n", base="finished"))
    program, now = done.loaded.program, done.now
    assert program is not None
    mine = [
        duty
        for duty in duties(program, now)
        if duty.code in ("EXP426", "EXP450", "EXP452", "EXP455", "EXP456")
    ]
    assert [(duty.code, duty.owner, duty.due.iso()) for duty in mine] == [
        ("EXP426", "cs", "2026-03-13"),
        ("EXP456", "cs", "2026-04-08"),
        ("EXP450", "cs", "2026-05-12"),
        ("EXP452", "product", "2026-05-19"),
        ("EXP455", "product", "2026-07-27"),
    ]
    assert all(duty.done for duty in mine)
