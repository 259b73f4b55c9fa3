"""The expectation rules around the sessions as a person meets them: invitation, brief, opening, record."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from codesign_cli.duties import owed
from codesign_cli.duties.sessions import brief_day, first_day, heard_on
from codesign_cli.finding import Finding
from codesign_cli.model.program import Program
from codesign_cli.rules import Example
from tests.laid import checked, laid

MINE = ("EXP401", "EXP410", "EXP411", "EXP413", "EXP414", "EXP415", "EXP420", "EXP422")
NOW = datetime(2026, 2, 23, tzinfo=UTC)
EMPTY = "codesign: 1\ntitle: T\nfeature: {name: F, problem: P}\n"


def exp(text: str, base: str = "running", as_of: str = "", drop: tuple[str, ...] = ()) -> list[Finding]:
    """The findings of these rules for a fragment over a clean program."""
    found = checked(Example(text, base=base, as_of=as_of, drop=drop)).findings
    return [finding for finding in found if finding.code in MINE]


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def program(text: str, base: str = "running") -> Program:
    loaded = laid(Example(text, base=base))[0].program
    assert loaded is not None
    return loaded


# When things are due


def test_a_file_without_sessions_and_dates_owes_nothing() -> None:
    assert exp(EMPTY, base="", as_of="2030-01-01") == []
    assert first_day(program(EMPTY, base="")) is None
    assert brief_day(program(EMPTY, base="")) is None


def test_the_start_of_the_timeline_stands_for_a_session_without_a_day() -> None:
    text = (
        EMPTY + "timeline: {start: 2026-02-04}\nsessions: [{number: 1}, {number: 2, at: 2026-02-18T10:00}]\n"
    )
    found = exp(text, base="", as_of="2026-02-04")
    shown = [(f.code, f.clause, f.severity, f.due) for f in found]
    assert sorted(shown) == [
        ("EXP401", "missing", "error", "2026-02-03"),
        ("EXP410", "missing", "error", "2026-02-03"),
        ("EXP411", "approach", "error", "2026-02-03"),
        ("EXP411", "constraints", "error", "2026-02-03"),
        ("EXP411", "influence", "error", "2026-02-03"),
        ("EXP413", "missing", "error", "2026-02-03"),
    ]


def test_a_first_session_that_was_called_off_moves_what_comes_before_it() -> None:
    moved = program("sessions:\n  - number: 1\n    held: false", base="begun")
    assert str(first_day(moved)) == "2026-02-18"


@pytest.mark.parametrize(
    ("day", "severity"),
    [("2026-01-27", None), ("2026-01-28", "info"), ("2026-02-03", "info"), ("2026-02-04", "error")],
)
def test_the_brief_is_told_a_week_ahead_and_owed_before_session_1(day: str, severity: str | None) -> None:
    found = [f for f in exp("title: T", base="begun", as_of=day) if f.code == "EXP410"]
    assert [f.severity for f in found] == ([severity] if severity else [])


def test_a_brief_that_went_out_early_owes_its_content_from_that_day() -> None:
    text = "brief:\n  sent: 2026-01-12\nfeature:\n  influence: []"
    drop = ("feature.approach", "invitation.planned")
    assert codes(exp(text, base="begun", as_of="2026-01-04", drop=drop)) == []
    found = [f for f in exp(text, base="begun", as_of="2026-01-12", drop=drop) if f.code == "EXP411"]
    assert [(f.clause, f.severity) for f in found] == [("approach", "error"), ("influence", "error")]


def test_an_invitation_that_was_written_for_a_later_day_has_not_gone_out() -> None:
    found = exp("invitation:\n  sent: 2026-03-30")
    assert [(f.code, f.clause, f.severity) for f in found] == [("EXP401", "missing", "error")]


@pytest.mark.parametrize("drop", [(), ("brief", "feedback_format", "invitation", "feature.approach")])
def test_a_cancelled_program_owes_nothing_before_and_after_its_sessions(drop: tuple[str, ...]) -> None:
    text = "state: cancelled\nfeedback:\n  - id: F02\n    pm_read: null"
    assert exp(text, as_of="2026-05-30", drop=drop) == []


def test_a_cancelled_program_is_still_asked_how_its_held_sessions_were_opened() -> None:
    text = "state: cancelled\nsessions:\n  - number: 1\n    opened: {model: false}"
    assert codes(exp(text, as_of="2026-05-30", drop=("sessions[1].held",))) == ["EXP414"]


# What each says


def test_an_invitation_that_came_too_late_says_after_what() -> None:
    (finding,) = exp("invitation:\n  sent: 2026-01-30")
    assert finding.message == "The invitation went out on 30 Jan, not before the brief of 28 Jan."
    assert (finding.severity, finding.basis) == ("warning", "stated")
    assert [r.message for r in finding.related] == ["the brief went out here"]


def test_an_invitation_after_session_1_is_measured_by_the_session_where_no_brief_was_sent() -> None:
    found = [f for f in exp("invitation:\n  sent: 2026-02-05", drop=("brief",)) if f.code == "EXP401"]
    assert [f.message for f in found] == ["The invitation went out on 5 Feb, not before session 1 on 4 Feb."]
    assert found[0].related == ()


def test_a_brief_never_sent_says_since_when_it_was_due() -> None:
    (finding,) = exp("title: T", drop=("brief",))
    assert (
        finding.message == "The brief has not gone out, and session 1 is on 4 Feb (due 3 Feb, 20 days ago)."
    )
    assert finding.help == "Let Product send the brief and write the day under `brief.sent`."


def test_each_type_of_constraint_is_told_by_its_name() -> None:
    found = exp(
        "feature:\n  constraints:\n    technical: none",
        drop=("feature.constraints.regulatory", "feature.constraints.architecture"),
    )
    assert [(f.severity, f.message.partition(" of ")[0]) for f in found] == [
        ("warning", "The brief neither lists architecture limits"),
        ("warning", "The brief neither lists regulatory limits"),
    ]
    assert found[0].help == "List them under `feature.constraints.architecture`, or write `none`."


def test_an_honest_none_fills_the_constraints_and_the_influence() -> None:
    text = (
        "feature:\n  influence: none\n  constraints: {technical: none, regulatory: none, architecture: none}"
    )
    assert exp(text) == []


def test_a_stand_in_is_no_approach() -> None:
    assert [f.clause for f in exp("feature:\n  approach: TBD")] == ["approach"]


def test_a_missing_problem_is_the_file_rules_business_and_hides_no_other_gap() -> None:
    found = checked(Example("feature:\n  problem: null\n  approach: tbd", drop=("feature.problem",))).findings
    assert sorted({f.code for f in found}) == ["EXP411", "FIL005"]


def test_a_form_agreed_by_one_side_names_the_other() -> None:
    (finding,) = exp("feedback_format:\n  by: [Aylin Kaya]\naccounts:\n  - id: halden\n    csm: Aylin Kaya")
    assert finding.message.startswith("The form of a record was agreed without Product (")
    assert (
        exp("feedback_format:\n  by: [Aylin Kaya, product]\naccounts:\n  - id: halden\n    csm: Aylin Kaya")
        == []
    )


def test_a_form_agreed_late_is_a_lapse_made_good() -> None:
    (finding,) = exp("feedback_format:\n  agreed: 2026-02-10")
    assert finding.message == "The form of a record was agreed on 10 Feb, not before session 1 on 4 Feb."
    assert finding.severity == "warning"


def test_the_model_said_in_a_later_session_points_there() -> None:
    (finding,) = exp(
        "sessions:\n  - number: 1\n    opened: {model: false}\n  - number: 2\n    opened: {model: true}"
    )
    assert (
        finding.message == "How working together goes was said only in session 2 (18 Feb), not in session 1."
    )
    assert [(r.path, r.message) for r in finding.related] == [("sessions[1].opened.model", "said here")]


def test_a_model_planned_for_a_session_ahead_has_not_been_said() -> None:
    found = exp(
        "sessions:\n  - number: 1\n    opened: {model: false}\n  - number: 3\n    opened: {model: true}"
    )
    assert [(f.clause, f.severity) for f in found] == [("never", "error")]


def test_a_forgotten_final_call_is_made_up_for_at_the_next_session() -> None:
    text = "sessions:\n  - number: 2\n    opened: {final_call: false}"
    (ahead,) = exp(text)
    assert ahead.message.startswith(
        "Session 2 (18 Feb) was not opened with who decides about the build (due 18 Feb"
    )
    assert ahead.help == "Open session 3 with it, and write `final_call: true` there."
    (over,) = exp(text, base="finished")
    assert (
        over.help
        == "Say it when you next speak to these accounts: Product decides, and tells them what and why."
    )


def test_a_session_said_to_be_held_without_a_day_is_stated_and_not_owed() -> None:
    found = exp("sessions:\n  - number: 2\n    opened: {final_call: false}", drop=("sessions[2].at",))
    assert [(f.code, f.basis, f.due) for f in found if f.code == "EXP415"] == [("EXP415", "stated", None)]


# The record


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [("2026-02-05", []), ("2026-02-06", []), ("2026-02-07", ["EXP420"]), ("2026-02-10T12:00", ["EXP420"])],
)
def test_where_nothing_was_recorded_the_missing_record_alone_speaks(as_of: str, expected: list[str]) -> None:
    text = "invitation: {sent: 2026-01-19}\nbrief: {sent: 2026-01-28}\nfeedback_format: {agreed: 2026-01-28}"
    assert codes(exp(text, base="begun", as_of=as_of)) == expected


def test_an_opening_alone_is_no_record() -> None:
    text = (
        "invitation: {sent: 2026-01-19}\nbrief: {sent: 2026-01-28}\nfeedback_format: {agreed: 2026-01-28}\n"
        "sessions:\n  - number: 1\n    opened: {scope: true}"
    )
    assert sorted(codes(exp(text, base="begun", as_of="2026-02-07"))) == ["EXP414", "EXP415", "EXP420"]


@pytest.mark.parametrize(
    ("trace", "left"),
    [
        ("attended: {northwind: [Dana Ruiz]}", ["EXP414", "EXP415", "EXP420"]),
        ("talk_minutes: {northwind: 12}", ["EXP414", "EXP415", "EXP420"]),
        ("corrections: [{account: halden, we_said: A, they_say: B}]", ["EXP414", "EXP415"]),
        ("opened: {}", ["EXP420"]),
    ],
)
def test_who_came_and_what_was_corrected_are_traces_of_a_session(trace: str, left: list[str]) -> None:
    text = (
        "invitation: {sent: 2026-01-19}\nbrief: {sent: 2026-01-28}\nfeedback_format: {agreed: 2026-01-28}\n"
        f"sessions:\n  - number: 1\n    {trace}"
    )
    assert sorted(codes(exp(text, base="begun", as_of="2026-02-07"))) == left


def test_a_confirmation_is_what_session_3_leaves() -> None:
    assert exp("title: T", base="finished") == []
    assert codes(exp("title: T", base="finished", drop=("sessions[3].confirmed",))) == ["EXP420"]


def test_a_weekend_is_not_counted() -> None:
    text = "sessions:\n  - number: 2\n    at: 2026-02-20T16:00\nfeedback:\n  - id: F02\n    pm_read: null"
    assert codes(exp(text, as_of="2026-02-24", drop=("feedback[F02].pm_read",))) == []
    (finding,) = exp(text, as_of="2026-02-25", drop=("feedback[F02].pm_read",))
    assert finding.message.startswith(
        "Product has not read F02 of Halden Works (Session 2 (20 Feb)): `The selection is"
    )
    assert finding.message.endswith("(due 24 Feb, 1 day ago).")
    assert finding.help == "Let Priya Nair read it: `pm_read: incorporate`, `decline` or `investigate`."


def test_each_account_of_single_sessions_has_its_own_time_to_be_read() -> None:
    text = (
        "sessions:\n  - number: 2\n    format: single\n"
        "    at: {northwind: 2026-02-17T10:00, halden: 2026-02-18T10:00, corvus: 2026-02-20T10:00}"
    )
    single = program(text)
    assert [str(heard_on(single, record)) for record in single.feedback if record.session == 2] == [
        "2026-02-18",
        "2026-02-20",
        "2026-02-17",
    ]
    drop = ("feedback[F02].pm_read", "feedback[F03].pm_read", "feedback[F04].pm_read")
    assert [f.key for f in exp(text, as_of="2026-02-23", drop=drop)] == [
        "feedback[F02].pm_read",
        "feedback[F04].pm_read",
    ]


def test_a_record_of_a_session_that_is_not_there_has_no_day() -> None:
    lost = program("feedback:\n  - id: F02\n    session: 9")
    assert heard_on(lost, lost.feedback[1]) is None
    assert [duty.name for duty in owed(lost, NOW, "EXP422")] == ["read F01", "read F03", "read F04"]


def test_what_a_session_leaves_behind_is_known_ahead() -> None:
    begun = program("title: T", base="begun")
    shown = [(duty.name, duty.owner, duty.due.iso(), duty.due.notice) for duty in owed(begun, NOW, "EXP420")]
    assert shown == [
        ("record session 1", "cs", "2026-02-06", False),
        ("record session 2", "cs", "2026-02-20", False),
        ("record session 3", "cs", "2026-03-13", False),
    ]
    opening = [(duty.name, duty.due.iso()) for duty in owed(begun, NOW, "EXP415")]
    assert opening[0] == ("say at the opening of session 1 who decides", "2026-02-04T15:00+01:00")
