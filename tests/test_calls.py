"""The calls: who hears a no, from whom, by when, in which words, and what cannot be said yet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign_cli.documents import calls
from codesign_cli.documents.calls import CallsFacts
from codesign_cli.errors import CodesignError
from codesign_cli.model.program import Program
from codesign_cli.render import terminal
from tests.closing_program import flat, laid, moment
from tests.command import run
from tests.wording_judges import JUDGES

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples"
NOW = "2026-03-28"
TOLD = {"on": "2026-03-24", "by": "cs", "how": "call"}
OWN = ("Bulk transfer", "Selecting tasks", "Choosing owners")


def facts(*changes: tuple[str, Any], now: str = NOW, account: str | None = None) -> CallsFacts:
    """The facts of the program with these changes."""
    program = laid(*changes)
    return calls.build(program, moment(program, now), account)


def page(*changes: tuple[str, Any], now: str = NOW) -> str:
    """The page as one line."""
    return flat(calls.layout(facts(*changes, now=now)))


def gaps(*changes: tuple[str, Any]) -> list[str]:
    """What keeps a call from being made, as a person reads it, with its rule."""
    return [f"{gap.code} {gap.subject}: {gap.fact} {gap.way_out}" for gap in facts(*changes).missing]


def said(*changes: tuple[str, Any], now: str = NOW) -> str:
    """The words of the first call."""
    return " ".join(facts(*changes, now=now).calls[0].points[0].say)


# The page


def test_the_page_as_a_person_sees_it() -> None:
    changes: tuple[tuple[str, Any], ...] = (
        ("feedback.2", {
            "id": "F3", "session": 1, "account": "northwind", "friction": "The list has no date", "severity": "minor",
            "final": "deferred", "reason": "No bandwidth this quarter", "pm_read": "incorporate",
            "told": {"on": "2026-03-20", "how": "mail"},
        }),
        ("feedback.3", {
            "id": "F4", "session": 1, "account": "northwind", "friction": "Long names are cut", "severity": "minor",
            "final": "declined", "reason": "The list shows 40 letters everywhere", "told": TOLD,
        }),
        ("feedback.4", {"id": "F5", "session": 2, "account": "halden", "friction": "Slow list", "severity": "minor"}),
        ("disagreements", [{"about": "Undo", "records": ["F2"], "adaptation": {"halden": "Use the review queue"}}]),
    )  # fmt: skip
    shown = terminal.render(calls.layout(facts(*changes)), width=100)
    assert shown == (HERE / "pages" / "calls.txt").read_text("utf-8")


def test_the_finished_example_before_its_calls() -> None:
    screen = run("calls", "freight-claims.yaml", "--as-of", "2025-10-24", folder=EXAMPLES)
    assert (screen.status, screen.out) == (0, (HERE / "pages" / "calls-freight.txt").read_text("utf-8"))


def test_nothing_to_tell() -> None:
    text = page(("feedback.1.final", "incorporated"))
    assert "nobody to call" in text
    assert "Nothing that was brought up has been deferred or declined. There is nobody to call." in text
    assert "There is nobody left to call." in page(("feedback.1.told", TOLD))
    assert "F2 · Halden Works: declined; Tue 24 Mar 2026, call by Tom Okafor" in page(
        ("feedback.1.told", TOLD)
    )


# Who calls, and by when


def test_the_account_s_own_csm_calls_else_the_team_s_cs() -> None:
    assert "Aylin Kaya calls Halden Works 1 point Ask for: Mika Berg, Lead." in page()
    assert "Tom Okafor calls Halden Works" in page(("accounts.1.csm", None))
    nobody = page(("accounts.1.csm", None), ("team.cs", None))
    assert "CS calls Halden Works" in nobody
    assert "nobody is named for CS (`team.cs`, or `csm` of the account)" in nobody
    assert "nobody is named for CS" not in page(("team.cs", None))


def test_calls_of_one_caller_stand_together() -> None:
    def record(number: int, account: str) -> tuple[str, Any]:
        text = {
            "friction": f"Column {number} is missing",
            "reason": f"Its {number} values are kept for 30 days only",
        }
        rest = {"session": 1, "severity": "minor", "final": "declined"}
        return f"feedback.{number}", {"id": f"F{number + 1}", "account": account, **text, **rest}

    third = {
        "id": "corvus",
        "name": "Corvus Labs",
        "csm": "Tom Okafor",
        "participants": [{"name": "Dana Ruiz"}],
    }
    found = facts(("accounts.2", third), record(2, "corvus"), record(3, "northwind"))
    assert [(call.caller[0], call.name) for call in found.calls] == [
        ("Tom Okafor", "Northwind Freight"), ("Tom Okafor", "Corvus Labs"), ("Aylin Kaya", "Halden Works"),
    ]  # fmt: skip
    assert [call.people for call in found.calls][:2] == [("Dana Ruiz",), ("Dana Ruiz",)]


@pytest.mark.parametrize(
    ("changes", "now", "expected"),
    [
        ((), "2026-03-28", "by Wed 1 Apr 2026"),
        ((), "2026-04-01", "by Wed 1 Apr 2026"),
        ((), "2026-04-02", "today, before the preview goes out"),
        ((), "2026-04-03", "overdue since Wed 1 Apr 2026"),
        ((), "2026-04-15", "overdue since Wed 1 Apr 2026"),
        ((("preview", None),), "2026-03-28", "by Tue 31 Mar 2026"),
        ((("preview", None),), "2026-04-01", "overdue since Tue 31 Mar 2026"),
        ((("preview", None), ("timeline", None)), "2026-03-28", "no day known"),
    ],
)
def test_the_last_day_is_before_the_preview_or_14_days_before_ga(
    changes: tuple[tuple[str, Any], ...], now: str, expected: str
) -> None:
    found = flat(calls.layout(facts(*changes, now=now)))
    assert f"F2 · Choosing owners {expected} Came up" in found
    assert ("Overdue: 1 call should have been made by now" in found) == ("overdue since" in expected)


def test_a_mail_and_a_call_ahead_do_not_count() -> None:
    mailed = page(("feedback.1.told", {"on": "2026-03-20", "how": "mail"}))
    assert "A mail of Fri 20 Mar 2026 told them. That does not count as a call." in mailed
    assert "You have read this in a mail already; it is owed to you in person." in mailed
    planned = page(("feedback.1.told", {"on": "2026-04-08", "how": "call"}))
    assert "The call is written for Wed 8 Apr 2026, which is after the last day." in planned
    tomorrow = page(("feedback.1.told", {"on": "2026-03-29", "how": "mail"}))
    assert "A mail" not in tomorrow.replace("A mail may follow", "")
    for how in ("call", "meeting", "visit"):
        assert not facts(("feedback.1.told", {"on": NOW, "how": how})).calls


def test_an_account_that_left_is_called_all_the_same() -> None:
    assert "The account left on Fri 20 Feb 2026 and hears it all the same." in page(
        ("accounts.1.left", "2026-02-20")
    )


def test_only_one_account() -> None:
    assert facts(account="northwind").calls == ()
    assert [call.id for call in facts(account="halden").calls] == ["halden"]
    with pytest.raises(CodesignError, match="There is no account haldn"):
        facts(account="haldn")
    found = run("calls", "freight-claims.yaml", "--account", "nobody", folder=EXAMPLES)
    assert (found.status, found.out) == (2, "")


# What is said


def test_the_point_its_session_the_decision_and_the_reason_are_said() -> None:
    assert said() == (
        "I am calling about one point that you brought up in session 2 on Wed 18 Feb 2026, about Bulk transfer. Our "
        "note of it says: “A wrong owner cannot be taken back”. You said: “I only see it on Monday”. You proposed: “An "
        "undo button”. Product has decided against it, so it is not part of this release. The reason is this: The "
        "audit of the month needs every change to stay as it was made. I did not want you to find that out alone, in "
        "the preview."
    )
    assert "Product has left it out of this release." in said(("feedback.1.final", "deferred"))


def test_what_comes_late_is_said_to_come_late() -> None:
    assert said(now="2026-04-05").endswith(
        "This call comes after the preview, which is too late, and that is on us."
    )
    assert said(now="2026-04-15").endswith(
        "The release is out by now, so this call comes too late, and that is on us."
    )


def test_the_first_reading_is_told_to_the_caller_and_never_said() -> None:
    turned = (("feedback.1.pm_read", "incorporate"),)
    assert "Product read it as incorporate at first." in page(*turned)
    assert "incorporate" not in said(*turned)


def test_an_account_s_own_date_of_a_session_is_said() -> None:
    own = ("sessions.1.at", {"northwind": "2026-02-18T10:00", "halden": "2026-02-20T10:00"})
    assert "in session 2 on Fri 20 Feb 2026," in said(own)
    assert "in session 2, about Bulk transfer" in said(("sessions.1.at", None))


def test_no_other_account_is_named() -> None:
    reason = (
        "feedback.1.reason",
        "Northwind Freight and Dana Ruiz need every change of the month for the audit",
    )
    assert "Northwind" not in said(reason)
    assert "Dana" not in said(reason)
    assert "another team" in said(reason)
    assert "stood in the record; no account hears of another one." in page(reason)
    namesake = ("accounts.0.participants", [{"name": "Mika Berg"}])
    assert "Mika Berg" in said(
        namesake, ("feedback.1.reason", "Mika Berg asked for it and then took 40 owners back")
    )


def test_a_cancelled_program_owes_its_calls() -> None:
    stopped = (
        ("state", "cancelled"),
        ("sessions.0.held", True),
        ("sessions.1.held", True),
        ("timeline", None),
    )
    words = said(*stopped)
    assert "The work on Bulk transfer has been stopped, and nothing of it is released." in words
    assert "Before that, Product had decided against your point." in words
    assert "this release" not in words
    assert words.endswith("This call comes late, and that is on us.")
    assert said(*stopped, now="2026-03-01").endswith("It was my part to tell you so myself.")
    assert "by Wed 4 Mar 2026" in page(*stopped, now="2026-03-01")


def test_another_language_is_said_to_need_it() -> None:
    assert "say them in the program's language (de)" in page(
        ("language", "de"), ("feedback.1.reason", "Kein Geld")
    )
    assert facts(("language", "de"), ("feedback.1.reason", "No bandwidth")).ready


# What cannot be said


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            (("feedback.1.reason", None),),
            "EXP423 F2 · Halden Works: No reason is written. Let Product write `reason`: what exactly decided it.",
        ),
        (
            (("feedback.1.reason", "tbd"),),
            "EXP423 F2 · Halden Works: No reason is written. Let Product write `reason`: what exactly decided it.",
        ),
        (
            (("feedback.1.reason", "Not a priority right now"),),
            "EXP423 F2 · Halden Works: The reason would fit any request: `Not a priority right now`. Let Product write "
            "`reason`: what exactly decided this one.",
        ),
        (
            (("feedback.1.reason", "Great idea, the audit of the month stands against it"),),
            "ROL319 F2 · Halden Works: The reason praises the idea: `Great idea`. Let Product write `reason`: what "
            "speaks against it.",
        ),
        (
            (
                ("feedback.1.friction", "Not great"),
                ("feedback.1.words", None),
                ("feedback.1.suggestion", None),
            ),
            "EXP421 F2 · Halden Works: The record does not say what exactly they brought up: `Not great`. Look it up "
            "in the notes of the session and write `friction`.",
        ),
    ],
)
def test_what_is_missing_or_generic_is_not_said(changes: tuple[tuple[str, Any], ...], expected: str) -> None:
    assert gaps(*changes) == [expected]
    assert facts(*changes).calls[0].points[0].say == ()
    text = page(*changes)
    assert "Not ready: 1 call to make, and 1 of them cannot be made yet: see what is missing." in text
    assert "Say Nothing yet. Get what is missing first; see above." in text


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        (
            "reason",
            "The audit stands against it; you will be the first to get it with the next feature",
            "EXP406",
        ),
        ("reason", "The audit stands against it; it is yours by September, we promise", "EXP405"),
        ("friction", "Works as designed, she only needs to read the manual on owners", "ROL320"),
    ],
)
def test_a_promise_or_a_defence_is_not_said(key: str, value: str, code: str) -> None:
    assert code in [gap.code for gap in facts((f"feedback.1.{key}", value)).missing]


def test_a_vague_note_with_their_own_words_can_be_said() -> None:
    assert facts(("feedback.1.friction", "Not great")).ready


def test_the_exit_status_tells_whether_every_call_can_be_made() -> None:
    broken = run("calls", "everything-wrong.yaml", "--as-of", "2026-06-24", folder=EXAMPLES)
    assert (broken.status, broken.err) == (1, "")
    assert "F02 · The Golden Spoon: The reason would fit any request" in broken.out
    ready = run("calls", "freight-claims.yaml", "--as-of", "2026-02-23", "--format", "json", folder=EXAMPLES)
    assert ready.status == 0
    assert run("calls", "freight-claims.yaml", "--audience", "customer", folder=EXAMPLES).status == 2


# The wording rules on what is said

REASONS = (
    "The audit of a month reads each change as it was made",
    "One request of the directory takes 500 tasks, and the longest list has 900",
    "Two of five accounts hand over to a team, which has no inbox for it",
)


def _program(final: str, reason: str, mailed: bool, ga: bool, shown: bool, state: str) -> Program:
    told = {"on": "2026-03-20", "how": "mail"} if mailed else None
    changes: list[tuple[str, Any]] = [
        ("feedback.1.final", final), ("feedback.1.reason", reason), ("state", state),
        ("sessions.0.held", True), ("sessions.1.held", True),
        ("disagreements", [{"records": ["F2"], "adaptation": {"halden": "Let the new owner check the list"}}]),
    ]  # fmt: skip
    changes += [("feedback.1.told", told)] if told else []
    changes += [] if ga else [("timeline", None)]
    changes += [] if shown else [("preview", None)]
    return laid(*changes)


@given(
    st.sampled_from(("declined", "deferred")), st.sampled_from(REASONS), st.booleans(), st.booleans(),
    st.booleans(), st.sampled_from(("active", "cancelled")),
)  # fmt: skip
def test_what_is_said_passes_our_own_wording_rules(
    final: str, reason: str, mailed: bool, ga: bool, shown: bool, state: str
) -> None:
    program = _program(final, reason, mailed, ga, shown, state)
    for now in ("2026-02-19", "2026-03-28", "2026-04-05", "2026-04-20"):
        text = " ".join(calls.build(program, moment(program, now)).calls[0].points[0].say)
        assert reason in text
        case = {"text": text, "feature": OWN[0], "in_scope": list(OWN[1:])}
        fired = [code for code in ("EXP404", "EXP405", "EXP406", "ROL319", "ROL320") if JUDGES[code](case)]
        assert fired == [], text
