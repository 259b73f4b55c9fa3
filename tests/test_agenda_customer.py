"""The agenda that a customer gets: the team's own times, and only the reader's own points."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign_cli.documents import agenda as internal
from codesign_cli.documents.customer.agenda import build, layout
from codesign_cli.documents.customer.unready import NotForReader, Unready
from codesign_cli.load import load
from codesign_cli.model import derive
from tests.command import run
from tests.customer_pages import Tree, broken, cut_of, flat, laid

PURPOSES = ("problem-validation", "prototype-feedback", "solution-iteration", "edge-cases", "last-check")
EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "freight-claims.yaml"


def point(key: str, where: int, who: str, **keys: Any) -> Tree:
    """A feedback record."""
    base = {
        "id": key,
        "session": where,
        "account": who,
        "friction": f"Trouble {key}",
        "severity": "significant",
    }
    return {**base, **keys}


def page(account: str | None, number: int, *changes: tuple[str, Any], now: str = "2026-01-20") -> str:
    """The agenda as one line."""
    return flat(layout(build(cut_of(laid(*changes), account, now), number)))


@given(
    minutes=st.integers(1, 240),
    purpose=st.sampled_from(PURPOSES),
    scale=st.sampled_from(["standard", "minimum"]),
    several=st.booleans(),
)
def test_it_agrees_with_the_team_s_agenda_to_the_minute(
    minutes: int, purpose: str, scale: str, several: bool
) -> None:
    at: Any = (
        {"halden": "2026-02-18T09:00", "northwind": "2026-02-18T15:30"} if several else "2026-02-18T10:00"
    )
    session = {"at": at, "minutes": minutes, "purpose": purpose, "format": "single" if several else "joint"}
    tree = laid(("sessions.1", session), ("scale", scale), ("feedback", [point("F1", 1, "halden")]))
    import yaml

    program = load("program.yaml", yaml.safe_dump(tree).encode()).program
    assert program is not None
    theirs = internal.build(program, 2, derive.moment(program, datetime.fromisoformat("2026-01-20")))
    own = build(cut_of(tree, "halden"), 2)
    assert not isinstance(own, Unready)
    plan = [(step.kind, step.title, step.offset, step.minutes, step.owners) for step in theirs.steps]
    assert [(step.kind, step.title, step.offset, step.minutes, step.owners) for step in own.steps] == plan
    assert sum(step.minutes for step in own.steps) == minutes
    if not several:
        assert [step.start for step in own.steps] == [step.start for step in theirs.steps]
    else:
        assert own.start is not None
        assert f"{own.start:%H:%M}" == "09:00"


def test_session_1_tells_the_whole_model_and_shows_nothing() -> None:
    text = page("halden", 1, ("sessions.0.shows", "A slide that nobody should see yet"))
    assert text.startswith(
        "Session 1 · The problem Wed 4 Feb 2026, 10:00–11:15 (Europe/Berlin) Bulk transfer Hello Mika"
    )
    for label in (
        "Why you:",
        "Your part:",
        "Not the only one:",
        "Limits:",
        "Many uses:",
        "The result:",
        "Our word:",
    ):
        assert label in text
        assert label not in page("halden", 2)
    assert "Technical: 500 tasks at once. Regulatory: nothing. Architecture: Owners are read only." in text
    assert "Think of the last time this happened to you" in text
    assert "slide that" not in text
    assert "Session 2, Wed 18 Feb 2026, 10:00 (Europe/Berlin)." in text


def test_session_2_says_what_is_shown_and_what_the_reader_put_right() -> None:
    corrections = [
        {"account": "halden", "we_said": "Rare", "they_say": "Weekly"},
        {"account": "northwind", "we_said": "Cheap", "they_say": "Dear"},
    ]
    changes = [("sessions.0.corrections", corrections), ("sessions.1.shows", "A clickable drawer")]
    text = page("halden", 2, *changes)
    assert "Shown: A clickable drawer" in text
    assert "From you: we said “Rare”; it is “Weekly”" in text
    assert "Dear" not in text
    assert "From you" not in page(None, 2, *changes)
    assert "Please bring Bring a real case from the past weeks" in text


def test_session_3_takes_up_the_reader_s_own_points_only() -> None:
    feedback = [
        point("F1", 2, "halden", severity="blocker"),
        point("F2", 2, "northwind"),
        point("F3", 1, "halden"),
        point("F4", 1, "halden", final="declined", reason="No", decided="2026-02-20"),
        point("F5", 1, "halden", final="declined", reason="No", decided="2026-03-09"),
    ]
    changes = [
        ("feedback", feedback),
        ("sessions.2.answers", {"F1": "The place is kept", "F2": "Theirs alone"}),
    ]
    text = page("halden", 3, *changes)
    assert "F1: The place is kept" in text
    assert "F1: “Trouble F1”. Is that gone?" in text
    assert "F3, significant: Trouble F3" in text
    assert "F5, significant: Trouble F5" in text, "it was decided after the session"
    for other in ("F2", "Theirs", "F4"):
        assert other not in text
    assert "The closing call of 30 minutes, Fri 27 Mar 2026, 16:00 (Europe/Berlin)." in text
    assert "Trouble" not in page(None, 3, *changes)


def test_sessions_4_and_5_are_for_unresolved_points_of_whom_they_concern() -> None:
    case = {"account": "halden", "unresolved": "Two owners of one task"}
    extra = {"at": "2026-03-18T10:00", "minutes": 45, "because": [case]}
    feedback = [point("F1", 1, "halden"), point("F2", 1, "halden"), point("F3", 1, "northwind")]
    changes = [
        ("sessions.3", extra),
        ("feedback", feedback),
        ("sessions.2.answers", {"F1": "Kept", "F2": "Named"}),
        ("sessions.2.confirmed", {"F1": {"halden": True}, "F2": {"halden": False}}),
    ]
    text = page("halden", 4, *changes)
    assert "Session 4 · Open cases Wed 18 Mar 2026, 10:00–10:45" in text
    assert "Two owners of one task" in text
    assert "F2, significant: Trouble F2 (tried: Named)" in text
    assert "F1" not in text
    assert "F3" not in text
    for other in ("northwind", None):
        with pytest.raises(NotForReader):
            page(other, 4, *changes)


def test_people_on_another_clock_see_their_own_time() -> None:
    assert "For Sam Okoye Wed 4 Feb 2026, 04:00–05:15 (America/New_York)" in page("northwind", 1)


def test_a_session_without_a_day_counts_from_its_start() -> None:
    text = page("halden", 2, ("sessions.1", {"minutes": 60}))
    assert "the day is still open, 60 minutes" in text
    assert "0:05" in text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([("sessions.1.minutes", None)], "Session 2: It names no length. Write `minutes`."),
        ([("state", "cancelled")], "Session 2: The program is cancelled, and it will not take place."),
    ],
)
def test_it_is_refused_while_something_is_missing(changes: list[tuple[str, Any]], said: str) -> None:
    assert said in page("halden", 2, *changes)


def test_a_session_that_is_not_the_reader_s_is_named_with_those_that_are() -> None:
    with pytest.raises(NotForReader) as error:
        page("halden", 7)
    assert error.value.message == "There is no session 7 for Halden Works, only sessions 1, 2 and 3."


@pytest.mark.parametrize("account", [None, "northwind", "halden"])
@pytest.mark.parametrize("purpose", PURPOSES)
@pytest.mark.parametrize("scale", ["standard", "minimum"])
def test_it_keeps_the_wording_rules(account: str | None, purpose: str, scale: str) -> None:
    feedback = [point("F1", 1, "halden"), point("F2", 1, "northwind", severity="minor")]
    tree = laid(
        ("scale", scale),
        ("feedback", feedback),
        ("sessions.1.purpose", purpose),
        ("sessions.1.answers", {"F1": "The place is kept"}),
    )
    facts = build(cut_of(tree, account), 2)
    assert facts.ready
    assert broken(tree, layout(facts), "recognition") == []


def test_all_accounts_get_a_file_and_whoever_is_not_invited_is_told_of(tmp_path: Path) -> None:
    shown = run(
        *("agenda", EXAMPLE, "--session", 4, "--all-accounts", "--output", tmp_path, "--as-of", "2025-10-15"),
    )
    assert shown.status == 0
    assert [file.name for file in tmp_path.iterdir()] == ["agenda-session-4-osprey-forwarding.txt"]
    assert "No page for brightline. There is no session 4 for Brightline Appliances" in shown.err
