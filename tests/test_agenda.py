"""The agenda: its minutes add up, it says what the purpose needs, and the whole page as a person sees it."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign_cli.blocks import Schedule
from codesign_cli.documents import agenda
from codesign_cli.documents.agenda import AgendaFacts
from codesign_cli.documents.timing import Want, share
from codesign_cli.errors import CodesignError
from codesign_cli.load import load
from codesign_cli.model import derive
from codesign_cli.model.program import Program
from codesign_cli.render import data, markdown, terminal

HERE = Path(__file__).parent
PURPOSES = ("problem-validation", "prototype-feedback", "solution-iteration", "edge-cases", "last-check")
Tree = dict[str, Any]


@cache
def running() -> Program:
    """The clean program in the middle: two sessions held, the third ahead."""
    program = load("running.yaml", (HERE / "clean" / "running.yaml").read_bytes()).program
    assert program is not None
    return program


def at(program: Program, moment: str = "2026-02-23") -> datetime:
    """A moment in the program's zone."""
    return derive.moment(program, datetime.fromisoformat(moment))


def small(**keys: Any) -> Program:
    """A program of two accounts and three sessions, with other keys laid over it."""
    tree: Tree = {
        "codesign": 1,
        "title": "Transfer",
        "feature": {
            "name": "Bulk transfer", "problem": "Tasks are moved one by one.",
            "in_scope": ["Selecting tasks"], "out_of_scope": ["Dashboards"],
        },
        "team": {"product": "Priya Nair", "cs": "Tom Okafor", "engineering": ["Lena Fuchs"]},
        "accounts": [account("northwind", "Northwind"), account("halden", "Halden")],
        "sessions": [session("2026-02-04"), session("2026-02-18"), session("2026-03-04")],
    }  # fmt: skip
    return Program.model_validate({**tree, **keys})


def account(key: str, name: str, **keys: Any) -> Tree:
    """An account with one practitioner."""
    person = {"name": f"{name} Person", "current_workflow": ["Opens a list", "Edits each"]}
    return {"id": key, "name": name, "participants": [person], **keys}


def session(day: str, **keys: Any) -> Tree:
    """A session of an hour at ten."""
    return {"at": f"{day}T10:00", "minutes": 60, **keys}


def record(key: str, where: int, who: str, **keys: Any) -> Tree:
    """A feedback record."""
    base = {
        "id": key,
        "session": where,
        "account": who,
        "friction": f"Trouble {key}",
        "severity": "significant",
    }
    return {**base, **keys}


def page(program: Program, number: int, width: int = 100) -> str:
    """The terminal page of a session."""
    return terminal.render(agenda.layout(agenda.build(program, number, at(program))), width=width)


def flat(text: str) -> str:
    """A page as one line, so that a sentence is found wherever it breaks."""
    return " ".join(text.split())


# Minutes


@given(
    st.integers(1, 240),
    st.integers(1, 10),
    st.sampled_from(PURPOSES),
    st.sampled_from(["standard", "minimum"]),
    st.sampled_from(["joint", "single"]),
    st.integers(0, 12),
)
def test_the_blocks_add_up_for_any_length_and_any_number_of_accounts(
    minutes: int, accounts: int, purpose: str, scale: str, form: str, records: int
) -> None:
    names = [f"a{number}" for number in range(accounts)]
    feedback = [record(f"F{number}", 1, names[number % accounts]) for number in range(records)]
    answers = {row["id"]: "Changed" for row in feedback}
    meeting = session("2026-02-18", minutes=minutes, purpose=purpose, format=form, answers=answers)
    program = small(
        accounts=[account(name, name) for name in names],
        sessions=[session("2026-02-04"), meeting],
        feedback=feedback,
        scale=scale,
    )
    facts = agenda.build(program, 2, at(program))
    adds_up(facts, minutes)
    schedule = next(block for block in agenda.layout(facts) if isinstance(block, Schedule))
    assert [slot.minutes for slot in schedule.slots] == [step.minutes for step in facts.steps]


def adds_up(facts: AgendaFacts, minutes: int) -> None:
    """No gap, no overlap, no empty block; the parts of a block add up to it; what has no time is named."""
    assert sum(step.minutes for step in facts.steps) == minutes
    clock = facts.start
    assert clock is not None
    for step in facts.steps:
        assert step.minutes > 0
        assert step.start == clock
        assert step.owners
        clock += timedelta(minutes=step.minutes)
        shares = [part.minutes for part in step.parts]
        if None not in shares and shares:
            assert sum(part or 0 for part in shares) == step.minutes
            assert all(part and part > 0 for part in shares)
    assert bool(facts.left_out) == (minutes < len(facts.steps) + len(facts.left_out))


def test_a_session_of_no_minutes_has_no_blocks_and_says_so() -> None:
    program = small(sessions=[session("2026-02-04", minutes=0)])
    assert agenda.build(program, 1, at(program)).steps == ()
    assert "0 minutes leave no time for: Opening, What is fixed" in flat(page(program, 1))


def test_the_essential_block_is_the_last_to_go() -> None:
    program = small(sessions=[session("2026-02-04"), session("2026-02-18", minutes=1)])
    assert [step.kind for step in agenda.build(program, 2, at(program)).steps] == ["walk"]


def test_minutes_shrink_in_proportion_before_a_block_goes() -> None:
    wants = [Want("a", 10), Want("b", 20, 0, grows=True), Want("c", 10, 2)]
    assert share(wants, 60) == {"a": 10, "b": 40, "c": 10}
    assert share(wants, 20) == {"a": 5, "b": 10, "c": 5}
    assert share(wants, 2) == {"a": 1, "b": 1}
    assert share(wants, 0) == {}


@pytest.mark.parametrize(
    ("number", "scale", "minutes"),
    [(1, "standard", 75), (2, "standard", 75), (3, "standard", 60), (3, "minimum", 45)],
)
def test_a_length_that_is_not_written_is_assumed_and_said(number: int, scale: str, minutes: int) -> None:
    days = ("2026-02-04", "2026-02-18", "2026-03-04")
    program = small(scale=scale, sessions=[{"at": f"{day}T10:00"} for day in days])
    facts = agenda.build(program, number, at(program))
    assert (facts.minutes, facts.minutes_assumed) == (minutes, True)
    assert f"names no length; {minutes} minutes are assumed" in flat(page(program, number))


def test_the_clock_runs_on_across_a_change_of_the_clock() -> None:
    program = small(timezone="Europe/Berlin", sessions=[{"at": "2026-03-29T01:30", "minutes": 60}])
    starts = [step.start for step in agenda.build(program, 1, at(program)).steps if step.start]
    assert [f"{start:%H:%M%z}" for start in (starts[0], starts[-1])] == ["01:30+0100", "03:25+0200"]


def test_the_minimum_is_shorter() -> None:
    for number in (1, 2, 3):
        usual = page(small(), number).count("\n")
        assert page(small(scale="minimum"), number).count("\n") < usual - 5


# What every agenda says


def test_there_is_no_such_session() -> None:
    with pytest.raises(CodesignError) as error:
        agenda.build(small(), 7, at(small()))
    assert error.value.message == "There is no session 7: the program has sessions 1, 2 and 3."
    with pytest.raises(CodesignError, match="There is no session 1: the program has no sessions yet"):
        agenda.build(small(sessions=[]), 1, at(small()))


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_opening_tells_scope_and_boundary_and_who_decides(number: int) -> None:
    text = flat(page(small(), number))
    assert "Tom: “Today is about Bulk transfer and nothing wider.” That is: Selecting tasks." in text
    assert "Not today: Dashboards." in text
    assert (
        "Priya: “You shape whether this works where you work. What gets built is for Product to decide"
        in text
    )


def test_only_the_first_session_tells_the_whole_model() -> None:
    text = flat(page(small(), 1))
    for point in (
        "Why you:",
        "Your part:",
        "Not the only one:",
        "Limits:",
        "Many uses:",
        "The result:",
        "Our word:",
    ):
        assert point in text
        assert point not in flat(page(small(), 2))


def test_the_whole_model_is_told_in_the_minimum_too() -> None:
    assert "Our word: for each point you learn whether it went in or stayed out" in flat(
        page(small(scale="minimum"), 1)
    )


def test_constraints_are_told_by_type() -> None:
    feature = {
        "name": "X", "problem": "Y", "constraints": {"technical": "none", "regulatory": ["Seven years"]},
        "influence": ["The order of steps"],
    }  # fmt: skip
    text = flat(page(small(feature=feature), 1))
    assert "Technical: nothing. " in text
    assert "Regulatory: Seven years. " in text
    assert "Architecture: not said yet. Yours to shape: The order of steps." in text
    assert "Missing: the boundary to read out; write `in_scope` and `out_of_scope` under `feature`." in text


def test_the_quietest_account_comes_first_with_its_numbers() -> None:
    program = small(
        accounts=[
            account("a", "Alder"),
            account("b", "Birch"),
            account("c", "Cedar"),
            account("d", "Dogwood"),
        ],
        sessions=[session("2026-02-04", talk_minutes={"a": 20, "b": 5, "c": 9}), session("2026-02-18")],
        feedback=[record("F1", 1, "d"), record("F2", 1, "d"), record("F3", 1, "b"), record("F4", 2, "c")],
    )
    facts = agenda.build(program, 2, at(program))
    counted = [(guest.name, guest.records, guest.talk_minutes) for guest in facts.guests]
    assert counted == [("Cedar", 0, 9), ("Alder", 0, 20), ("Birch", 1, 5), ("Dogwood", 2, 0)]
    text = flat(page(program, 2))
    assert "Cedar (8) quietest so far: 0 records, 9 of 34 minutes; start here" in text
    assert "Dogwood (7) 2 records, 0 of 34 minutes; last" in text
    assert "“Thank you, Dogwood, I have that. Cedar, how does this go at your place?”" in text


def test_without_counts_nobody_is_called_quiet() -> None:
    text = page(small(), 1)
    assert "quietest so far" not in text
    assert "If one carries it" not in text


def test_lines_for_drift_vagueness_and_politeness_belong_to_the_facilitator() -> None:
    text = flat(page(small(), 2))
    assert "Lines for Tom If it drifts “That reaches beyond Bulk transfer." in text
    assert "If it is vague “Where exactly did that happen? What did you do next?”" in text
    assert "If it is polite “What would make you close this and go back" in text


def test_the_parking_list_and_the_capture_table_are_there() -> None:
    program = small(
        parked=[{"session": 1, "account": "halden", "idea": "A mobile app", "passed_to": "Apps team"}]
    )
    text = page(program, 2)
    assert "Beyond the scope Account Session Goes to A mobile app Halden 1 Apps team 2 2 2 Capture" in flat(
        text
    )
    assert "Beyond the scope Account Session Goes to 1 1 1 Capture" in flat(page(program, 1))
    for column in (
        "Step",
        "Friction",
        "Account",
        "Severity",
        "Suggestion, only if offered",
        "Product's reading, later",
    ):
        assert column in text


def test_it_closes_with_what_comes_next() -> None:
    program = small(
        sessions=[
            session("2026-02-04"),
            session("2026-02-18"),
            session("2026-03-04", answers={"F1": "Kept now"}),
        ],
        feedback=[record("F1", 2, "halden")],
        debrief={"at": "2026-03-20T10:00", "minutes": 30},
    )
    text = flat(page(program, 2))
    assert "Tom: Next is session 3 (Solution iteration), Wed 4 Mar 2026, 10:00." in text
    assert "Comes back changed: F1 (Kept now)" in text
    assert "Debrief: Fri 20 Mar 2026, 10:00: of every point what became of it, and why." in text
    assert "Next is the debrief, Fri 20 Mar 2026, 10:00, 30 minutes" in flat(page(program, 3))
    assert "Next is the debrief, no date yet (`debrief.at`)" in flat(page(small(), 3))


def test_two_people_with_one_first_name_keep_their_full_names() -> None:
    program = small(team={"product": "Tom Nair", "cs": "Tom Okafor"})
    assert "Tom Okafor: “Today is about" in flat(page(program, 2))
    assert "Engineering: not in the room" in page(program, 2)


# What each purpose adds


def test_session_1_takes_the_problem_account_by_account_and_shows_no_solution() -> None:
    text = flat(page(small(), 1))
    assert "Priya: “Tasks are moved one by one.” On screen: these words and nothing else." in text
    assert "Not yet: no sketch, no solution, no hint of one." in text
    assert "Halden (12) Today, as we know it: Opens a list → Edits each. What is wrong in this?" in text
    assert "We said They say Account" in text


def test_session_2_is_a_walk_through_in_which_engineering_listens() -> None:
    program = small(
        sessions=[
            session(
                "2026-02-04", corrections=[{"account": "halden", "we_said": "Rare", "they_say": "Weekly"}]
            ),
            session(
                "2026-02-18",
                shows="A clickable drawer",
                questions=["Jonas leaves on Friday; what do you do?"],
            ),
        ],
        feedback=[record("F1", 1, "halden")],
    )
    text = flat(page(program, 2))
    assert "On screen: A clickable drawer" in text
    assert "Since session 1: “Rare” is now “Weekly”" in text
    assert "Tom: “Jonas leaves on Friday; what do you do?”" in text
    assert "Tom: “Do it as you would at work, and think aloud" in text
    assert "Note: friction · confusion · a workaround nobody asked for." in text
    assert "Lena listens: no presenting, no explaining, no defending." in text
    assert (
        "Records so far Record Session Account Severity What came up F1 1 Halden significant Trouble F1"
        in text
    )
    assert "Missing: something to react to" in flat(page(small(), 2))


def test_session_3_takes_each_answered_record_and_what_is_still_open() -> None:
    program = small(
        sessions=[
            session("2026-02-04"),
            session("2026-02-18"),
            session("2026-03-04", answers={"F1": "Kept", "F2": "Named"}, shows="Draft two"),
        ],
        feedback=[
            record("F1", 2, "halden"),
            record("F2", 2, "northwind", severity="blocker"),
            record("F3", 1, "northwind", from_change="F1"),
            record("F4", 1, "northwind", final="declined", reason="No"),
        ],
    )
    text = flat(page(program, 3))
    assert "On screen: Draft two F2 · Northwind: Named F1 · Halden: Kept" in text
    assert "F2 · Northwind (10) Blocker: Trouble F2 Ask: Northwind then Halden" in text
    assert "F1 · Halden (10) Significant: Trouble F1 Ask: Halden then Northwind" in text
    assert "New because of it" in text
    assert "F3 · Northwind · significant: Trouble F3 (came with the change for F1)" in text
    assert "Narrow it down" in text
    assert "Trouble F4" not in text
    assert "Missing: what this revision answers; write the records under `answers`." in flat(page(small(), 3))


def extra(**keys: Any) -> Program:
    """Three sessions behind, a fourth ahead, five records in all states."""
    confirmed = {"F1": {"halden": True}, "F3": {"northwind": False}}
    sessions = [
        session("2026-02-04"),
        session("2026-02-18"),
        session("2026-03-04", answers={"F1": "a", "F2": "b", "F3": "c"}, confirmed=confirmed),
        session("2026-03-10", **keys),
    ]
    feedback = [
        record("F1", 2, "halden"),
        record("F2", 2, "northwind", final="incorporated", reason="Needed"),
        record("F3", 2, "northwind"),
        record("F4", 2, "halden", severity="blocker"),
        record("F5", 2, "cedar", final="declined", reason="No"),
    ]
    people = [account("northwind", "Northwind"), account("halden", "Halden"), account("cedar", "Cedar")]
    return small(sessions=sessions, feedback=feedback, accounts=people)


@pytest.mark.parametrize("purpose", ["edge-cases", "last-check"])
def test_an_extra_session_takes_only_what_is_unresolved_and_its_accounts(purpose: str) -> None:
    program = extra(purpose=purpose, because=[{"account": "northwind", "unresolved": "Two legal entities"}])
    facts = agenda.build(program, 4, at(program))
    states = {row.id: row.state for row in facts.carried}
    assert states == {"F1": "undecided", "F2": "unconfirmed", "F3": "not-fixed", "F4": "open"}
    assert [guest.id for guest in facts.guests] == ["northwind", "halden"]
    text = flat(page(program, 4))
    assert "F4 · Halden · blocker: Trouble F4" in text
    assert "F2 · Northwind · significant: Trouble F2 (answered, nobody said whether it holds)" in text
    assert "F3 · Northwind · significant: Trouble F3 (answered, not fixed)" in text
    assert "Takes no time: F1: confirmed by the account; only Product's decision is owed." in text
    assert "Unresolved: Two legal entities" in text
    assert "Trouble F1" not in text
    assert "Trouble F5" not in text
    assert "Cedar" not in text


@pytest.mark.parametrize(
    ("decided", "left"),
    [("2026-03-10", ["F4"]), ("2026-03-11", ["F2", "F4"]), (None, ["F4"])],
    ids=["on its day", "the day after", "no day written"],
)
def test_what_was_decided_after_a_session_was_still_open_in_it(decided: str | None, left: list[str]) -> None:
    program = small(
        sessions=[session("2026-02-04"), session("2026-02-18"), session("2026-03-04"), session("2026-03-10")],
        feedback=[
            record("F2", 3, "northwind", final="incorporated", reason="Needed", decided=decided),
            record("F4", 2, "halden"),
        ],
    )
    facts = agenda.build(program, 4, at(program))
    assert [row.id for row in facts.carried] == left
    assert {row.final for row in facts.carried} == {None}


def test_the_last_check_leaves_the_decision_with_product() -> None:
    text = flat(page(extra(purpose="last-check"), 4))
    assert "that decision stays with Product" in text
    assert "Missing: The case that brings each account here; write it under `because`." in text
    for word in ("sign off", "sign-off", "approve", "approval"):
        assert word not in text.lower()


def test_an_open_record_of_an_absent_account_is_named() -> None:
    case = [{"account": "northwind", "unresolved": "Two entities"}]
    text = flat(page(extra(invited=["northwind"], because=case), 4))
    assert "Note: Open, but the account is not in this session: F4 (Halden)." in text


def test_an_extra_session_without_a_case_is_said_to_be_unneeded() -> None:
    program = small(sessions=[session(f"2026-02-{day:02}") for day in (4, 11, 18, 25)])
    assert "Nothing is left unresolved; without a case this session asks for time" in flat(page(program, 4))


def test_the_session_before_an_extra_one_says_whom_that_is_for() -> None:
    program = extra(because=[{"account": "northwind", "unresolved": "Two legal entities"}])
    assert "Only for: Northwind (Two legal entities)" in flat(page(program, 3))


def test_calls_account_by_account_have_their_own_starts() -> None:
    starts = {"northwind": "2026-02-19T10:00", "halden": "2026-02-18T15:00"}
    program = small(sessions=[session("2026-02-04"), {"at": starts, "minutes": 60, "format": "single"}])
    facts = agenda.build(program, 2, at(program))
    assert [step.start for step in facts.steps] == [None] * len(facts.steps)
    text = flat(page(program, 2))
    assert "from Wed 18 Feb 2026, 60 minutes each (UTC)" in text
    assert "0:05 5 What is fixed" in text
    assert "1 Northwind Northwind Person 0 records 0 Thu 19 Feb 2026, 10:00" in text
    assert "If one carries it" not in text


def test_what_the_file_says_of_the_session_is_told() -> None:
    text = flat(page(small(state="cancelled", accounts=[], sessions=[{"held": False}]), 1))
    assert "no date yet, 75 minutes" in text
    assert "The program is cancelled; what is still owed is the debrief." in text
    assert "The file says that this session did not take place." in text
    assert "Missing: Nobody is invited; add the accounts under `accounts`." in text


# Hostile values

HOSTILE = (
    "\x1b[31m[red]x[/red]\x07",
    "\u202eexe.gnp",
    "::error::x",
    "<b>| a `b`",
    "\ud800",
    "🧨\u200d🧨",
    "\n\n# x\n- y",
)


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_no_value_of_a_program_acts(value: str, number: int) -> None:
    program = hostile(value)
    facts = agenda.build(program, number, at(program))
    shown = terminal.render(agenda.layout(facts), width=100)
    for text in (shown, markdown.render(agenda.layout(facts)), data.render("agenda", facts)):
        text.encode("utf-8")
        assert not [char for char in text if char != "\n" and (ord(char) < 32 or 127 <= ord(char) < 160)]
        assert not [line for line in text.splitlines() if line.lstrip().startswith("::")]
    assert "\u202e" not in shown


def hostile(value: str) -> Program:
    """A program with one value in all its texts."""
    purposes = ("problem-validation", "prototype-feedback", "solution-iteration", "edge-cases")
    said = {
        "questions": [value],
        "shows": value,
        "corrections": [{"account": "a", "we_said": value, "they_say": value}],
    }
    meetings = [
        session(f"2026-02-{day:02}", purpose=purpose, answers={"F1": value} if day == 3 else {}, **said)
        | {"because": [{"account": "a", "unresolved": value}]}
        for day, purpose in enumerate(purposes, 1)
    ]
    feature = {
        "name": value, "problem": value, "in_scope": [value], "out_of_scope": [value], "influence": [value],
        "constraints": {"technical": [value]},
    }  # fmt: skip
    return small(
        title=value,
        feature=feature,
        team={"product": value, "cs": f"{value} b", "engineering": [value]},
        accounts=[account("a", value), account("b", f"{value} b")],
        sessions=meetings,
        feedback=[record("F1", 1, "a", friction=value, step=value), record("F2", 1, "b", friction=value)],
        parked=[{"session": 1, "account": "a", "idea": value, "passed_to": value}],
    )


# The whole page


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_page_as_a_person_sees_it(number: int) -> None:
    expected = (HERE / "pages" / f"agenda-{number}.txt").read_text(encoding="utf-8")
    assert page(running(), number, width=80) == expected


def test_every_format_holds_the_same_facts() -> None:
    program = running()
    facts = agenda.build(program, 3, at(program))
    assert facts == agenda.build(program, 3, at(program))
    written = markdown.render(agenda.layout(facts))
    assert "# Session 3 · Solution iteration\n\nWed 11 Mar 2026, 16:00–17:00 (Europe/Berlin)\n" in written
    assert "| 16:10 | 20 | Was it fixed | Tom |\n" in written
    text = data.render("agenda", facts)
    assert text.startswith('{\n  "version": 1,\n  "document": "agenda",\n  "audience": "internal",\n')
    assert '"start": "2026-03-11T16:00+01:00"' in text


# What is filled in, asked, and said a team's own way


def test_questions_to_ask_stand_beside_those_not_to_ask() -> None:
    text = flat(page(small(), 2, width=140))
    assert (
        "Ask Do not ask Does it go like this at your place, or where does it differ? Do you like it?" in text
    )
    assert "How should the screen look?" in text
    assert "How should the screen look?" not in flat(page(small(scale="minimum"), 2, width=140))


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (
            1,
            "Tom: today: what we had wrong (`corrections`). ☐ Priya: before the next session: the problem, rewritten",
        ),
        (
            2,
            "whether it was friction, confusion or a workaround (`signal`). ☐ Priya: before session 3: what changes",
        ),
        (3, "Priya: whether there is a session 4, for which account and which case (`because`)."),
        (4, "Priya: by Fri 20 Mar 2026: a decision on every record that was left (`final`, `reason`)."),
    ],
)
def test_after_the_session_each_has_a_list(number: int, said: str) -> None:
    days = ("2026-02-04", "2026-02-18", "2026-03-04", "2026-03-18")
    text = flat(page(small(sessions=[session(day) for day in days]), number, width=200))
    assert "After the session ☐ Tom: today: every point as a record of its own" in text
    assert said in text


def test_session_3_has_a_table_for_what_was_fixed() -> None:
    program = small(
        sessions=[
            session("2026-02-04"),
            session("2026-02-18"),
            session("2026-03-04", answers={"F1": "Kept"}),
        ],
        feedback=[record("F1", 2, "halden")],
    )
    assert "Fixed, yes or no Northwind Halden New because of it F1" in flat(page(program, 3))
    assert "Fixed, yes or no" not in page(program, 2)


def test_an_account_without_a_record_is_on_the_facilitator_s_card() -> None:
    program = small(feedback=[record("F1", 1, "halden")])
    assert "Nothing on record yet of Northwind. Do not end without it." in flat(page(program, 2))
    assert "Nothing on record yet" not in page(small(), 2)


def test_a_team_says_its_lines_its_own_way() -> None:
    program = small(feedback=[record("F1", 1, "halden")])
    own = {"redirect": "Parked; back to {feature}.", "airtime": "{quietest}, and you?"}
    text = flat(terminal.render(agenda.layout(agenda.build(program, 2, at(program)), own), width=140))
    assert "If it drifts “Parked; back to Bulk transfer.”" in text
    assert "If one carries it “Northwind, and you?”" in text
    assert "“Where exactly did that happen? What did you do next?”" in text
