"""What several documents say of one thing agrees: who is in the room, weeks, what was fixed, what is open."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from codesign_cli.blocks import Block
from codesign_cli.documents import agenda as team_agenda
from codesign_cli.documents import debrief as team_debrief
from codesign_cli.documents import handoff, retro
from codesign_cli.documents.customer import agenda, brief, debrief, invite, preview, summary, thanks
from codesign_cli.load import load
from codesign_cli.model import derive
from codesign_cli.model.program import Program
from tests.command import run
from tests.customer_pages import cut_of, flat, laid

ROOM = (
    ("team.others", [{"name": "Ines Roth", "function": "design"}]),
    ("sessions.1.observes", ["Lena Fuchs", "Ines Roth"]),
)


def program_of(*changes: tuple[str, Any]) -> Program:
    """The small program with values set, as the model."""
    loaded = load("program.yaml", yaml.safe_dump(laid(*changes), allow_unicode=True).encode())
    assert loaded.program is not None, [finding.message for finding in loaded.findings]
    return loaded.program


def moment(program: Program, text: str) -> datetime:
    """A moment in the program's zone."""
    return derive.moment(program, datetime.fromisoformat(text))


def session_page(number: int, account: str | None, *changes: tuple[str, Any]) -> str:
    """A customer's page of one session."""
    blocks: tuple[Block, ...] = agenda.layout(agenda.build(cut_of(laid(*changes), account), number))
    return flat(blocks)


def record(id: str, session: int, account: str, **more: Any) -> dict[str, Any]:
    """A decided record."""
    return {
        "id": id, "session": session, "account": account, "step": "Selecting tasks", "friction": f"Trouble {id}",
        "severity": "significant", "pm_read": "incorporate", "final": "incorporated", "decided": "2026-03-20",
        "reason": "Nobody gets through without it", "shipped": f"Part {id}", **more,
    }  # fmt: skip


CAME: tuple[tuple[str, Any], ...] = (
    ("sessions.0.attended", {"northwind": ["Dana Ruiz"], "halden": ["Mika Salo"]}),
    ("sessions.1.attended", {"northwind": ["Dana Ruiz"], "halden": ["Mika Salo"]}),
    ("sessions.2.attended", {"northwind": ["Dana Ruiz"], "halden": ["Mika Salo"]}),
    ("debrief.attended", {"northwind": ["Dana Ruiz"], "halden": ["Mika Salo"]}),
    ("debrief.present", ["product", "cs"]),
    ("preview.shared", "2026-04-02"),
    ("preview.to", "all"),
)
"""Who came, so that the closing pages can be written."""
EACH = [record(f"F{number}", number, "northwind") for number in (1, 2, 3)]
"""A record of one account from each session."""


# The room


def test_a_session_names_only_those_who_are_in_it() -> None:
    assert "Ines Roth Design Sits in and listens." in session_page(2, "northwind", *ROOM)
    assert "Ines Roth" not in session_page(1, "northwind", *ROOM)
    assert "Ines Roth" in flat(invite.layout(invite.build(cut_of(laid(*ROOM), "northwind"))))


@pytest.mark.parametrize("account", ["northwind", "halden", None])
def test_a_csm_of_another_account_who_facilitates_is_in_the_room(account: str | None) -> None:
    changes = (("accounts.1.csm", "Aylin Kaya"), ("sessions.1.facilitates", "Aylin Kaya"))
    text = session_page(2, account, *changes)
    assert "Aylin Kaya CS Leads the conversation" in text
    assert "Tom Okafor" not in text.split("Who is in the room")[1].split("What happens with")[0]


# Time


def test_an_account_that_joins_later_is_asked_for_its_own_weeks_and_briefed_before_its_first_session() -> (
    None
):
    joined = ("accounts.1.joined", "2026-02-06")
    asked = flat(invite.layout(invite.build(cut_of(laid(joined), "halden"))))
    assert "2 sessions over 2 weeks" in asked
    assert "3 sessions over 4 weeks" in flat(invite.layout(invite.build(cut_of(laid(joined), "northwind"))))
    told = flat(brief.layout(brief.build(cut_of(laid(joined), "halden"))))
    assert "Before session 2" in told
    assert "read it before session 2" in told
    assert "session 1" not in told


def test_the_thanks_for_everybody_count_the_weeks_of_the_sessions_that_were_held() -> None:
    changes = (*CAME, ("timeline", {"start": "2026-02-04", "end": "2026-03-25", "ga": "2026-04-14"}))
    changes += (("feedback", [record("F1", 2, "northwind")]),)
    for account in ("northwind", None):
        text = flat(thanks.layout(thanks.build(cut_of(laid(*changes), account, "2026-04-20"))))
        assert "3 sessions over 4 weeks" in text


def test_a_session_account_by_account_says_so_on_the_page_for_all_and_before_it() -> None:
    own = (
        "sessions.1",
        {"format": "single", "at": {"northwind": "2026-02-18T10:00", "halden": "2026-02-19T10:00"}},
    )
    single = (*(own,), ("sessions.1.minutes", 45))
    assert "each team at its own time, 45 minutes" in session_page(2, None, *single)
    program = program_of(*single)
    text = flat(team_agenda.layout(team_agenda.build(program, 1, moment(program, "2026-02-01"))))
    assert "each account at its own time, the first on Wed 18 Feb 2026, 10:00" in text


def test_an_account_without_a_time_of_its_own_is_shown_as_open() -> None:
    single = ("sessions.1", {"format": "single", "minutes": 45, "at": {"northwind": "2026-02-18T10:00"}})
    program = program_of(single)
    text = flat(team_agenda.layout(team_agenda.build(program, 2, moment(program, "2026-02-01"))))
    assert "Halden Works Mika Salo 0 records 0 not set yet" in text


def test_nothing_comes_back_changed_before_a_draft_was_shown() -> None:
    program = program_of()
    pages = [
        flat(team_agenda.layout(team_agenda.build(program, number, moment(program, "2026-02-01"))))
        for number in (1, 2)
    ]
    assert ["Comes back changed" in page for page in pages] == [False, True]


def test_limits_that_are_said_to_be_none_are_not_announced() -> None:
    changes = (
        ("scale", "minimum"),
        ("feature.constraints", {"technical": "none", "regulatory": "none", "architecture": "none"}),
    )
    program = program_of(*changes)
    text = flat(team_agenda.layout(team_agenda.build(program, 1, moment(program, "2026-02-01"))))
    assert "Fixed: nothing." in text
    assert "in a moment" not in text
    unsaid = program_of(("scale", "minimum"), ("feature.constraints", None))
    page = flat(team_agenda.layout(team_agenda.build(unsaid, 1, moment(unsaid, "2026-02-01"))))
    assert "Fixed: nothing is listed." in page


# What was fixed, and for whom


DENIED = (
    ("feedback", [record("F1", 2, "northwind", signal="workaround")]),
    ("sessions.2", {
        "at": "2026-03-04T10:00", "minutes": 60, "answers": {"F1": "It holds"},
        "confirmed": {"F1": {"northwind": True, "halden": False}},
    }),
    ("sessions.3", {"at": "2026-03-18T10:00", "minutes": 45, "because": [{"account": "halden", "unresolved": "F1"}]}),
)  # fmt: skip


def test_what_holds_for_its_account_and_not_for_another_is_unresolved_for_that_one() -> None:
    program = program_of(*DENIED)
    facts = team_agenda.build(program, 4, moment(program, "2026-03-16"))
    assert [guest.id for guest in facts.guests] == ["halden"]
    text = flat(team_agenda.layout(facts))
    assert "(answered, not fixed for Halden Works)" in text
    assert "the account is not in this session" not in text


def test_the_hand_over_names_the_account_for_which_it_is_not_fixed() -> None:
    program = program_of(*DENIED)
    facts = handoff.build(program, moment(program, "2026-05-01"), draft=True)
    assert [(each.kind, each.account) for each in facts.frictions] == [("unconfirmed", "Halden Works")]
    fixed = program_of(*DENIED, ("sessions.2.confirmed", {"F1": {"northwind": True, "halden": True}}))
    facts = handoff.build(fixed, moment(fixed, "2026-05-01"), draft=True)
    assert "its point went in, so it is no longer needed" in flat(handoff.layout(facts))


# Flags


FLAG = {"account": "northwind", "issue": "Undo fails", "critical": True}


@pytest.mark.parametrize(
    ("flag", "said"),
    [
        ({**FLAG, "critical": False}, "Each flag of yours has its answer here."),
        (FLAG, "What is not decided yet is answered in writing as soon as it is."),
        ({**FLAG, "decision": "fix", "decided": "2026-04-08"}, "Each flag of yours has its answer here."),
    ],
)
def test_a_summary_calls_answered_only_what_is(flag: dict[str, Any], said: str) -> None:
    changes = (*CAME, ("feedback", EACH), ("preview.flags", [flag]))
    text = flat(summary.layout(summary.build(cut_of(laid(*changes), "northwind", "2026-04-10"))))
    assert said in text
    assert ("not decided yet" in text) == (flag is FLAG)
    shown = flat(preview.layout(preview.build(cut_of(laid(*changes), "northwind", "2026-04-10"))))
    assert ("Nothing yet; you hear it from us." in shown) == (flag is FLAG)
    assert ("not taken as critical" in text) == ("Noted, and not taken as critical." in shown)


def test_a_workaround_that_nobody_wrote_is_not_said_to_be_there_already() -> None:
    flag = {**FLAG, "decision": "ship-with-workaround", "decided": "2026-04-08"}
    changes = (*CAME, ("feedback", EACH), ("preview.flags", [flag]))
    text = flat(summary.layout(summary.build(cut_of(laid(*changes), "northwind", "2026-04-20"))))
    assert "released as it is, with a way around it that we show you; decision of Wed 8 Apr 2026" in text
    shown = flat(preview.layout(preview.build(cut_of(laid(*changes), "northwind", "2026-04-10"))))
    assert "It stays as it is. We show you a way around it." in shown


# Somebody without a point


def test_whoever_has_no_point_is_thanked_for_the_time_only() -> None:
    changes = (*CAME, ("feedback", EACH))
    text = flat(thanks.layout(thanks.build(cut_of(laid(*changes), "halden", "2026-04-20"))))
    assert "Thank you for your time." in text
    assert "where it failed you. That is what we needed" not in text
    assert "That is what we needed" in flat(
        thanks.layout(thanks.build(cut_of(laid(*changes), "northwind", "2026-04-20")))
    )


def test_a_point_of_an_absent_account_is_marked_where_it_is_open() -> None:
    left = (("feedback", [record("F1", 2, "halden", final=None)]), ("accounts.1.left", "2026-02-28"))
    program = program_of(*left)
    text = flat(team_agenda.layout(team_agenda.build(program, 3, moment(program, "2026-03-01"))))
    assert "Trouble F1; its account is not here today" in text
    stays = program_of(left[0])
    assert "not here today" not in flat(
        team_agenda.layout(team_agenda.build(stays, 3, moment(stays, "2026-03-01")))
    )


# A program that was stopped


def test_a_stopped_program_speaks_of_nothing_built() -> None:
    told = {"on": "2026-03-26", "by": "cs", "how": "call"}
    no = record("F1", 2, "northwind", pm_read="decline", final="declined", told=told)
    changes = (*CAME, ("state", "cancelled"), ("feedback", [no]))
    text = flat(debrief.layout(debrief.build(cut_of(laid(*changes), "northwind", "2026-03-28"))))
    assert "What is built" not in text
    assert "What had been taken in before the work was stopped" in text
    program = program_of(*changes)
    facts = team_debrief.build(program, moment(program, "2026-03-28"), draft=True)
    lengths = {step.kind: step.minutes for step in facts.steps}
    assert lengths["went_in"] < lengths["stayed_out"]
    assert "what is built now" not in flat(team_debrief.layout(facts))


# The look back


def test_the_look_back_says_in_how_many_sessions_an_account_was_silent_and_when_it_is() -> None:
    from codesign_cli.check import check
    from tests.laid import all_rules

    loaded = load("program.yaml", yaml.safe_dump(laid(*CAME, ("feedback", EACH))).encode())
    assert loaded.program is not None
    now = moment(loaded.program, "2026-04-20")
    findings = check(loaded, now, all_rules()).findings
    facts = retro.build(loaded.program, now, findings)
    assert {row.id: row.silent_in for row in facts.accounts} == {"northwind": 0, "halden": 3}
    text = flat(retro.layout(facts))
    assert "silent in 3 sessions" in text
    assert f"at: {facts.due}T10:00" in text


# A session that there is not


@pytest.mark.parametrize("more", [(), ("--audience", "customer"), ("--all-accounts", "--output", "pages")])
def test_a_session_that_there_is_not_is_a_wrong_question_whoever_reads(
    more: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "program.yaml").write_text(yaml.safe_dump(laid()), "utf-8")
    done = run("agenda", "program.yaml", "--session", "9", "--as-of", "2026-02-01", *more, folder=tmp_path)
    assert done.status == 2
    assert "There is no session 9: the program has sessions 1, 2 and 3." in done.err
    assert not (tmp_path / "pages").exists()


def test_pages_that_are_not_ready_are_named_when_all_are_written(tmp_path: Path) -> None:
    absent = (*CAME, ("feedback", EACH), ("debrief.attended", {"northwind": ["Dana Ruiz"]}))
    (tmp_path / "program.yaml").write_text(yaml.safe_dump(laid(*absent)), "utf-8")
    done = run(
        "thanks",
        "program.yaml",
        "--all-accounts",
        "--output",
        "out",
        "--as-of",
        "2026-04-20",
        folder=tmp_path,
    )
    assert done.status == 1
    assert done.err == "The page of halden is not ready and cannot be sent; it says what is missing.\n"


@pytest.mark.parametrize(
    ("day", "said"), [("2026-03-12", "left on Tue 10 Mar 2026"), ("2026-03-09", "leaves on Tue 10 Mar")]
)
def test_an_account_that_left_is_said_to_have_left(day: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text(yaml.safe_dump(laid(("accounts.1.left", "2026-03-10"))), "utf-8")
    for name in ("invite", "brief"):
        done = run(name, "program.yaml", "--account", "halden", "--as-of", day, folder=tmp_path)
        assert (done.status, done.out) == (1, "")
        assert f"Halden Works {said}" in done.err


def test_an_unknown_theme_is_answered_with_the_themes_there_are(tmp_path: Path) -> None:
    memos = [{"theme": "Selecting many tasks"}, {"theme": "Undo"}]
    (tmp_path / "program.yaml").write_text(yaml.safe_dump(laid(("memos", memos))), "utf-8")
    done = run("memo", "program.yaml", "--theme", "Weather", "--as-of", "2026-04-20", folder=tmp_path)
    assert done.status == 2
    assert "Ask for a theme or its number: 1 (Selecting many tasks) and 2 (Undo)." in done.err


def test_an_account_that_left_is_not_asked_to_flag_what_it_does_not_see() -> None:
    left = (*CAME, ("feedback", EACH), ("accounts.1.left", "2026-03-10"))
    for document in (summary, debrief):
        for account, asked in (("halden", False), ("northwind", True)):
            text = flat(document.layout(document.build(cut_of(laid(*left), account, "2026-03-28"))))
            assert "Release Tue 14 Apr 2026" in text
            assert ("Until then" in text) == asked


def test_a_draft_with_open_points_does_not_say_that_all_is_decided() -> None:
    no = record("F1", 1, "northwind", final="declined", told={"on": "2026-03-26", "by": "cs", "how": "call"})
    changes = (*CAME, ("feedback", [no, record("F2", 2, "northwind", final=None)]))
    text = flat(debrief.layout(debrief.build(cut_of(laid(*changes), "northwind", "2026-03-20"), draft=True)))
    assert "Product has decided each point." not in text
    assert "None of your points went in." not in text
    assert "Not decided yet" in text


# One of something


def test_one_account_one_session_one_minute_read_as_one() -> None:
    changes = (
        ("accounts.1", None),
        ("sessions", [{"at": "2026-02-04T10:00", "minutes": 60}]),
        ("debrief.minutes", 1),
    )
    tree = laid(*changes)
    asked = flat(invite.layout(invite.build(cut_of(tree, "northwind"))))
    assert "1 session over 1 week, 60 minutes. That is 1 hour" in asked
    assert "other teams" not in asked
    assert "Every team gets its turn" not in flat(brief.layout(brief.build(cut_of(tree, "northwind"))))
    page = session_page(1, "northwind", *changes)
    assert "The closing call of 1 minute, Fri 27 Mar 2026" in page
    assert "Every team" not in page
    program = program_of(*changes)
    told = flat(team_agenda.layout(team_agenda.build(program, 1, moment(program, "2026-02-01"))))
    assert "Fri 27 Mar 2026, 16:00, 1 minute: you hear" in told


def test_a_flag_is_told_once_the_preview_has_come() -> None:
    flag = {**FLAG, "critical": False}
    changes = (
        *CAME,
        ("feedback", EACH),
        ("preview.flags", [flag]),
        ("preview.planned", "2026-04-04"),
        ("preview.shared", "2026-04-04"),
    )
    pages = {
        day: flat(summary.layout(summary.build(cut_of(laid(*changes), "northwind", day))))
        for day in ("2026-03-28", "2026-04-05")
    }
    assert ["Undo fails" in page for page in pages.values()] == [False, True]
    assert ["You see the feature on" in page for page in pages.values()] == [True, False]
    assert "Addition after the preview" in pages["2026-04-05"]
