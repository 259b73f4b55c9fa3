"""The debrief: what went in, what did not and why, and above all what still blocks it."""

from __future__ import annotations

import copy
import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign_cli.blocks import Schedule
from codesign_cli.documents import debrief
from codesign_cli.load import load
from codesign_cli.model import derive
from codesign_cli.model.program import Program
from codesign_cli.render import data, markdown, terminal

HERE = Path(__file__).parent
NOW = "2026-03-28"
Tree = dict[str, Any]

CLOSED: Tree = {
    "codesign": 1,
    "title": "Transfer",
    "timezone": "Europe/Berlin",
    "feature": {"name": "Bulk transfer", "problem": "Tasks are moved one by one."},
    "team": {"product": "Priya Nair", "cs": "Tom Okafor", "engineering": ["Lena Fuchs"]},
    "timeline": {"ga": "2026-04-14"},
    "accounts": [{"id": "northwind", "name": "Northwind"}, {"id": "halden", "name": "Halden"}],
    "sessions": [
        {"at": "2026-02-04T10:00", "minutes": 60, "attended": {"northwind": ["Dana"], "halden": ["Mika"]}},
        {"at": "2026-02-18T10:00", "minutes": 60, "attended": {"northwind": ["Dana"]}},
    ],
    "feedback": [
        {
            "id": "F1", "session": 1, "account": "northwind", "friction": "The selection is lost", "severity": "minor",
            "pm_read": "incorporate", "final": "incorporated", "reason": "Nobody can finish without it",
            "shipped": "The selection stays",
        },
        {
            "id": "F2", "session": 2, "account": "halden", "friction": "No undo", "severity": "blocker",
            "suggestion": "An undo button", "pm_read": "decline", "final": "declined",
            "reason": "Legal holds forbid it", "told": {"on": "2026-03-20", "by": "cs", "how": "call"},
        },
    ],
    "disagreements": [
        {
            "about": "Consent of the new owner", "records": ["F1", "F2"], "built_for": "northwind",
            "positions": {"northwind": "The lead decides", "halden": "The owner accepts"},
            "because": "Closer to the primary profile", "adaptation": {"halden": "Use the review queue"},
            "told": {"halden": "2026-03-20"},
        }
    ],
    "preview": {"planned": "2026-04-02"},
    "debrief": {"at": "2026-04-06T16:00", "minutes": 30},
}  # fmt: skip
"""A program whose loop can be closed: nothing is missing on the day."""


def laid(*changes: tuple[str, Any]) -> Program:
    """The closed program with values set (`feedback.0.final`) or, with None, taken away."""
    tree = copy.deepcopy(CLOSED)
    for path, value in changes:
        *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
        node: Any = tree
        for part in way:
            node = node[part]
        if value is None:
            del node[last]
        elif isinstance(node, list) and last == len(node):
            node.append(value)
        else:
            node[last] = value
    return Program.model_validate(tree)


def gaps(program: Program, now: str = NOW) -> list[str]:
    """What is missing, as a person reads it, with its rule."""
    facts = debrief.build(program, derive.moment(program, datetime.fromisoformat(now)))
    return [f"{gap.code} {gap.subject}: {gap.fact} {gap.way_out}" for gap in facts.missing]


def page(program: Program, now: str = NOW, *, draft: bool = False, width: int = 80) -> str:
    """The terminal page."""
    facts = debrief.build(program, derive.moment(program, datetime.fromisoformat(now)), draft=draft)
    return terminal.render(debrief.layout(facts), width=width)


def flat(text: str) -> str:
    """A page as one line, so that a sentence is found wherever it breaks."""
    return " ".join(text.split())


# What is missing


def test_nothing_is_missing() -> None:
    assert gaps(laid()) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([("debrief", None)], "EXP440 The debrief: It has no date. Set `debrief.at`, before GA."),
        (
            [("timeline", None)],
            "EXP449 The release: GA has no date, so nothing says by when all this is due. Set `timeline.ga`.",
        ),
        (
            [("sessions.1.at", "2026-03-30T10:00")],
            "EXP440 Session 2: It is still ahead, on Mon 30 Mar 2026. Hold the debrief after it; write `held: false` "
            "if it is called off.",
        ),
        (
            [("sessions.1", {"minutes": 60})],
            "EXP440 Session 2: It has no date yet. Hold the debrief after it; write `held: false` if it is called off.",
        ),
        (
            [("feedback.1.session", 1)],
            "EXP420 Session 2: It left no record. Write down what came up under `feedback`.",
        ),
        (
            [("feedback.0.final", None), ("feedback.0.pm_read", None)],
            "EXP422 F1 · Northwind: Product has neither read nor decided it. Write `pm_read`, then `final` and "
            "`reason`.",
        ),
        (
            [("feedback.0.pm_read", None)],
            "EXP422 F1 · Northwind: It is incorporated, but Product's first reading is not written. Write `pm_read`.",
        ),
        (
            [("feedback.0.final", None)],
            "EXP424 F1 · Northwind: It was read as incorporate and is not decided. Write `final` and `reason`.",
        ),
        (
            [("feedback.0.final", None), ("feedback.0.pm_read", "investigate")],
            "EXP424 F1 · Northwind: It is still being looked into. Finish that and write `final` and `reason`.",
        ),
        (
            [("feedback.0.reason", None)],
            "EXP423 F1 · Northwind: It is incorporated without a reason. Write `reason`: what exactly decided it.",
        ),
        (
            [("feedback.1.reason", "  ")],
            "EXP423 F2 · Halden: It is declined without a reason. Write `reason`: what exactly decided it.",
        ),
        (
            [("feedback.1.told", None)],
            "EXP430 F2 · Halden: It is declined, and nobody called the account. Let CS call, then write `told` with "
            "`on`, `by` and `how`.",
        ),
        (
            [("feedback.1.told.how", "mail"), ("feedback.1.final", "deferred")],
            "EXP430 F2 · Halden: It is deferred, and nobody called the account. A mail is not enough: let CS call and "
            "write `told` with `how: call`.",
        ),
        (
            [("feedback.1.told.on", "2026-03-29")],
            "EXP430 F2 · Halden: It is declined, and nobody called the account. The call is written for Sun 29 Mar "
            "2026; it counts once it was made.",
        ),
        (
            [("disagreements.0.built_for", None), ("disagreements.0.because", None)],
            "ROL313 Disagreement · Consent of the new owner: Product has not said for whom it builds. Write "
            "`built_for` and `because`.",
        ),
        (
            [("disagreements.0.because", None), ("disagreements.0.about", None)],
            "ROL313 Disagreement · F1 and F2: The choice has no reason. Write `because`.",
        ),
        (
            [("preview.flags", [{"account": "halden", "issue": "Wrong filter", "critical": True}])],
            "EXP447 Flag · Halden: “Wrong filter” is critical and not decided. Write `decision`: fix, delay or "
            "ship-with-workaround.",
        ),
        (
            [
                (
                    "preview.flags",
                    [{"account": "halden", "critical": True, "decision": "ship-with-workaround"}],
                )
            ],
            "EXP447 Flag · Halden: It ships with a workaround that nobody told. Tell the account and write `told`.",
        ),
    ],
)
def test_each_gap_is_one_line_with_its_way_out(changes: list[tuple[str, Any]], expected: str) -> None:
    assert gaps(laid(*changes)) == [expected]


@pytest.mark.parametrize(
    "changes",
    [
        [("preview.flags", [{"account": "halden", "issue": "Colour", "critical": False}])],
        [("preview.flags", [{"account": "halden", "issue": "Filter", "critical": True, "decision": "fix"}])],
        [("sessions.2", {"at": "2026-03-30T10:00", "held": False})],
        [("feedback.0.shipped", None)],
        [("feedback.1.told.how", "visit")],
        [("feedback.1.told.on", "2026-03-28")],
    ],
)
def test_what_does_not_block_it(changes: list[tuple[str, Any]]) -> None:
    assert gaps(laid(*changes)) == []


def test_nothing_was_held() -> None:
    program = laid(("sessions", []), ("feedback", []), ("disagreements", []))
    assert gaps(program) == [
        "SCO110 The sessions: None was held, so there is nothing to report back. Hold them first."
    ]


def test_what_went_in_says_by_ga_what_shipped() -> None:
    late = laid(("feedback.0.shipped", None), ("debrief.attended", {"northwind": ["D"], "halden": ["M"]}),
                ("debrief.summary_sent", "2026-04-07T10:00"))  # fmt: skip
    assert gaps(late, "2026-04-13") == []
    assert gaps(late, "2026-04-14") == [
        "EXP425 F1 · Northwind: It went in, but nothing says what shipped for it. Write `shipped`."
    ]


def test_once_held_it_reached_every_account_and_is_in_writing_after_48_hours() -> None:
    program = laid(("debrief.attended", {"northwind": ["Dana"]}))
    assert gaps(program, "2026-04-06T16:29") == []
    absent = (
        "EXP443 Halden: It was not at the debrief and had no call of its own. Call it and write "
        "`debrief.made_up.halden` with the day."
    )
    assert gaps(program, "2026-04-06T16:30") == [absent]
    assert gaps(program, "2026-04-08T16:30") == [absent]
    assert gaps(program, "2026-04-08T16:31") == [
        absent,
        "EXP444 The summary: It was due Wed 8 Apr 2026, 16:30, 48 hours after the debrief. Send it today and write "
        "`debrief.summary_sent`.",
    ]
    assert gaps(laid(("debrief.attended", {"northwind": ["D"]}), ("debrief.made_up", {"halden": "2026-04-07"}),
                     ("debrief.summary_sent", "2026-04-08T09:00")), "2026-04-09") == []  # fmt: skip


def test_a_draft_after_the_call_says_whom_it_did_not_reach() -> None:
    program = laid(("debrief.attended", {"northwind": ["Dana"]}))
    text = flat(page(program, "2026-04-07", draft=True))
    assert "Northwind 2 sessions · in: F1, The selection stays · debriefed Mon 6 Apr 2026" in text
    assert "Halden 1 session · not in: F2, An undo button · not debriefed yet" in text


def test_an_account_that_left_is_owed_it_all_the_same() -> None:
    program = laid(("accounts.1.left", "2026-02-20"), ("debrief.attended", {"northwind": ["Dana"]}))
    assert [gap[:13] for gap in gaps(program, "2026-04-07")] == ["EXP443 Halden"]
    assert "left Fri 20 Feb 2026, hears the debrief all the same" in flat(page(program))


def test_a_cancelled_program_owes_the_debrief_and_the_calls_and_nothing_that_ships() -> None:
    flags = [{"account": "halden", "issue": "Filter", "critical": True}]
    program = laid(
        ("state", "cancelled"),
        ("timeline", None),
        ("feedback.0.shipped", None),
        ("feedback.0.pm_read", None),
        ("preview.flags", flags),
        ("sessions.0.held", True),
        ("sessions.1.held", True),
        ("sessions.2", {"at": "2026-04-30T10:00"}),
    )
    assert gaps(program) == []
    text = flat(page(program, width=160))
    assert "Note: the program is cancelled. Say so first, with the reason" in text
    assert "nothing is released Nobody can finish" in text
    assert "Preview" not in text
    assert "Release" not in text
    assert [gap[:17] for gap in gaps(laid(("state", "cancelled"), ("debrief", None), ("feedback.1.told", None)))] == [
        "EXP440 The debrie", "EXP430 F2 · Halde",
    ]  # fmt: skip


# The page


def test_not_ready_shows_only_what_is_missing() -> None:
    program = laid(("feedback.1.told", None))
    assert page(program) == (
        "Debrief · Bulk transfer              Mon 6 Apr 2026, 16:00–16:30 (Europe/Berlin)\n"
        "\n"
        "Not ready: 1 thing missing before the debrief can close the loop.\n"
        "\n"
        "  ☐ F2 · Halden: It is declined, and nobody called the account. Let CS call,\n"
        "    then write `told` with `on`, `by` and `how`.\n"
        "\n"
        "With `--draft` the page is printed all the same, as a draft.\n"
    )


def test_a_draft_says_so_at_both_ends_and_over_every_section() -> None:
    program = laid(("feedback.1.told", None))
    lines = page(program, draft=True).splitlines()
    assert lines[0].startswith("DRAFT · Debrief · Bulk transfer")
    assert lines[-1] == "DRAFT: not ready to be held."
    sections = (
        "What went in", "What did not go in, and why", "Account by account", "Where accounts wanted different things",
        "Who does what", "Afterwards", "Still missing",
    )  # fmt: skip
    for section in sections:
        assert [line for line in lines if line.startswith(section) and line.endswith("DRAFT")], section
    assert "## What went in\n\nDRAFT\n" in markdown.render(
        debrief.layout(debrief.build(program, derive.moment(program, datetime(2026, 3, 28)), draft=True))
    )


def test_a_ready_debrief_is_never_a_draft() -> None:
    assert page(laid(), draft=True) == page(laid())
    assert "DRAFT" not in page(laid())


def test_the_page_as_a_person_sees_it() -> None:
    assert page(laid()) == (HERE / "pages" / "debrief.txt").read_text(encoding="utf-8")


def test_the_finished_program_as_a_person_sees_it() -> None:
    program = load("finished.yaml", (HERE / "clean" / "finished.yaml").read_bytes()).program
    assert program is not None
    expected = (HERE / "pages" / "debrief-finished.txt").read_text(encoding="utf-8")
    assert page(program, "2026-08-03", width=110) == expected


def test_what_is_undecided_stands_in_a_draft() -> None:
    program = laid(("feedback.0.final", None), ("feedback.1.final", None), ("feedback.1.pm_read", None))
    text = flat(page(program, draft=True))
    assert "Nothing so far; not everything is decided." in text
    assert "F1 Northwind The selection is lost incorporate" in text
    assert "F2 Halden No undo unread" in text


def test_an_account_without_records_is_thanked() -> None:
    program = laid(("accounts.2", {"id": "corvus", "name": "Corvus"}), ("feedback", []), ("disagreements", []),
                   ("sessions.0.attended.corvus", ["Ada"]))  # fmt: skip
    text = flat(page(program, draft=True))
    assert "Corvus 1 session · no record of its own; thank it for its time" in text
    assert text.count("No record says that anything was raised.") == 4
    assert "went in." not in text
    assert "No account takes part yet." in flat(page(laid(("accounts", [])), draft=True))


def test_open_flags_are_shown_the_critical_ones_first() -> None:
    flags = [
        {"account": "northwind", "issue": "Colour"},
        {"account": "halden", "issue": "Filter", "critical": True},
    ]
    text = page(laid(("preview.flags", flags)), draft=True)
    assert (
        "  • Halden: Filter (critical, not decided)\n  • Northwind: Colour (not critical, not decided)\n"
        in text
    )


def test_nothing_is_flagged_before_the_preview_was_shared() -> None:
    flags = [{"account": "halden", "issue": "Filter", "critical": True}]
    program = laid(("preview", {"planned": "2026-04-02", "shared": "2026-04-03", "flags": flags}))
    assert gaps(program, "2026-04-02") == []
    before = page(program, draft=True)
    assert "Filter" not in before
    assert "What is still open" not in before
    assert [gap[:6] for gap in gaps(program, "2026-04-03")] == ["EXP447"]


def test_a_preview_after_the_debrief_is_announced_and_one_before_is_not() -> None:
    after = flat(page(laid(("preview.planned", "2026-04-07"))))
    assert "Priya: on Tue 7 Apr 2026 you get the preview of Bulk transfer;" in after
    assert (
        "Tue 7 Apr 2026, after this call: what is flagged there is answered as an addition to the summary"
        in after
    )
    assert "you see the feature" not in flat(page(laid()))
    assert "no date yet (`preview.planned`); 14 to 7 days before the release" in flat(
        page(laid(("preview", None)))
    )


def test_a_length_that_is_not_written_is_assumed_and_said() -> None:
    assert "30 minutes are assumed (`debrief.minutes`)" in flat(page(laid(("debrief.minutes", None))))


@given(st.integers(1, 240), st.booleans(), st.booleans())
def test_the_running_order_adds_up(minutes: int, choices: bool, flags: bool) -> None:
    changes: list[tuple[str, Any]] = [("debrief.minutes", minutes)]
    changes += [] if choices else [("disagreements", [])]
    changes += [("preview.flags", [{"account": "halden", "issue": "X"}])] if flags else []
    program = laid(*changes)
    facts = debrief.build(program, derive.moment(program, datetime(2026, 3, 28)))
    assert sum(step.minutes for step in facts.steps) == minutes
    clock = facts.at
    for step in facts.steps:
        assert clock is not None
        assert step.minutes > 0
        assert step.start == clock
        assert step.owners
        clock += timedelta(minutes=step.minutes)
    schedule = next(block for block in debrief.layout(facts) if isinstance(block, Schedule))
    assert [slot.minutes for slot in schedule.slots] == [step.minutes for step in facts.steps]


def test_product_leads_and_cs_takes_part() -> None:
    program = laid()
    facts = debrief.build(program, derive.moment(program, datetime(2026, 3, 28)))
    owners = {step.kind: step.owners for step in facts.steps}
    assert owners["went_in"] == owners["stayed_out"] == owners["choices"] == ("Priya Nair",)
    assert owners["questions"] == ("Tom Okafor",)
    assert sum(step.minutes for step in facts.steps) == 30


# JSON


def test_json_gives_out_only_what_is_missing_while_it_is_not_ready() -> None:
    program = laid(("feedback.1.told", None))
    now = derive.moment(program, datetime(2026, 3, 28))
    closed = json.loads(data.render("debrief", debrief.shown(debrief.build(program, now))))
    assert set(closed) == {
        "version",
        "document",
        "audience",
        "program",
        "feature",
        "draft",
        "ready",
        "missing",
        "at",
    }
    assert (closed["draft"], closed["ready"]) == (False, False)
    assert closed["missing"][0]["record"] == "F2"
    draft = json.loads(data.render("debrief", debrief.shown(debrief.build(program, now, draft=True))))
    assert (draft["draft"], draft["ready"]) == (True, False)
    assert draft["not_taken"][0]["reason"] == "Legal holds forbid it"
    ready = json.loads(data.render("debrief", debrief.shown(debrief.build(laid(), now))))
    assert (ready["draft"], ready["ready"], ready["missing"]) == (False, True, [])
    assert ready["summary_due"] == "2026-04-08T16:30+02:00"


def test_a_disagreement_says_for_whom_it_is_built_and_what_the_others_can_do() -> None:
    shown = flat(page(laid(("disagreements.0.told_as", "Most teams work this way"))))
    told = "Consent of the new owner: built for Northwind · told as “Most teams work this way” · Halden can do instead:"
    assert told in shown.replace(" different things ", " ")
    open_ = flat(page(laid(("disagreements.0.built_for", None)), draft=True))
    assert "Consent of the new owner: not decided for whom Say" in open_.replace(" different things ", " ")


def test_an_account_that_only_adapts_stands_in_the_choice() -> None:
    shown = flat(page(laid(("disagreements.0.positions", None))))
    assert "Halden can do instead: Use the review queue · told Fri 20 Mar 2026" in shown


def test_the_end_of_the_call_names_the_release_and_where_critical_things_go() -> None:
    shown = flat(page(laid(("team.product", {"name": "Priya Nair", "email": "priya@example.com"}))))
    assert "Bulk transfer is released on Tue 14 Apr 2026." in shown
    assert (
        "if something stops your work before the release, tell Priya Nair (priya@example.com) at once."
        in shown
    )
    cancelled = flat(page(laid(("state", "cancelled")), draft=True))
    assert "is released on" not in cancelled
    assert "tell Priya" not in cancelled


def test_a_team_s_own_words_stand_in_place_of_ours() -> None:
    facts = debrief.build(laid(), derive.moment(laid(), datetime.fromisoformat(NOW)))
    own = {"welcome": "{sessions_said} about {feature}: thanks.", "product": "{product} talks."}
    shown = flat(terminal.render(debrief.layout(facts, own), width=80))
    assert "Tom: 2 sessions about Bulk transfer: thanks." in shown
    assert "Product: Priya Nair talks." in shown
