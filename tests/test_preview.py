"""The preview: what to look at, until when to flag what is critical, and no page outside its time."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from codesign_cli.documents.customer.preview import build, flags_until, layout
from codesign_cli.documents.customer.unready import NotForReader, Unready
from tests.customer_pages import broken, cut_of, flat, laid

RECORD = {
    "id": "F1", "session": 2, "account": "halden", "friction": "The list loses its place", "severity": "blocker",
    "final": "incorporated", "reason": "Nobody can finish", "shipped": "The place is kept",
}  # fmt: skip
FLAGS = [
    {"account": "halden", "issue": "Two owners are swapped", "critical": True},
    {
        "account": "halden", "issue": "The print is cut off", "critical": True, "decision": "ship-with-workaround",
        "workaround": "Print in landscape",
    },
    {"account": "northwind", "issue": "A secret of theirs", "critical": True},
]  # fmt: skip


def page(account: str | None = None, *changes: tuple[str, Any], now: str = "2026-04-02") -> str:
    """The preview as one line."""
    return flat(layout(build(cut_of(laid(*changes), account, now))))


def test_it_says_what_to_look_at_and_how_and_until_when_to_flag() -> None:
    text = page("halden")
    assert text.startswith("Preview · Bulk transfer release Tue 14 Apr 2026 Hello Mika Salo,")
    assert "It is open to you from Thu 2 Apr 2026." in text
    assert "• Selecting tasks • Choosing new owners" in text
    assert "Tell us by the end of Fri 10 Apr 2026." in text
    assert "To Tom Okafor, CS (tom@vendor.example); Priya Nair, Product (priya@vendor.example)" in text
    assert "Critical is only this: • You cannot finish the work that it was made for." in text
    assert "Not critical slower than it should be" in text
    assert "New wishes are not a part of this." in text
    assert "You are not asked to let it pass." in text


def test_the_reader_s_own_points_are_there_and_nobody_else_s() -> None:
    change = ("feedback", [RECORD])
    assert "F1 The list loses its place The place is kept" in page("halden", change)
    for other in ("northwind", None):
        assert "loses its place" not in page(other, change)
        assert "This came from you" not in page(other, change)


def test_what_the_reader_has_flagged_comes_with_what_was_decided() -> None:
    text = page("halden", ("preview.flags", FLAGS))
    assert "Two owners are swapped Nothing yet; you hear it from us." in text
    assert "The print is cut off It stays as it is. The way around it: Print in landscape." in text
    assert "secret" not in text


def test_once_the_time_is_over_it_says_so() -> None:
    text = page("halden", now="2026-04-12")
    assert "The time for this ended on Fri 10 Apr 2026." in text
    assert "Tell us by the end of" not in text


@pytest.mark.parametrize(
    ("preview", "release", "last"),
    [
        ("2026-04-02", "2026-04-14", "2026-04-10"),  # a Tuesday's two working days before are the Friday's
        ("2026-04-03", "2026-04-13", "2026-04-09"),
        ("2026-04-13", "2026-04-14", "2026-04-13"),  # never before the preview itself
    ],
)
def test_flags_end_two_working_days_before_the_release(preview: str, release: str, last: str) -> None:
    assert flags_until(date.fromisoformat(preview), date.fromisoformat(release)) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("changes", "now", "said"),
    [
        ([("state", "cancelled")], "2026-04-02", "The program: It is cancelled"),
        ([("timeline", None)], "2026-04-02", "The release: It has no date. Write `timeline.ga`."),
        (
            [("preview", None)],
            "2026-03-02",
            "The preview: It has no date. It goes out from Tue 31 Mar 2026 to Tue 7 Apr 2026, 14 to 7 days before.",
        ),
        ([("preview.planned", "2026-04-10")], "2026-03-02", "It is planned 4 days before the release."),
        ([("preview.planned", "2026-03-20")], "2026-03-02", "It is planned 25 days before the release."),
        (
            [("preview.planned", "2026-04-14")],
            "2026-03-02",
            "It is dated Tue 14 Apr 2026, and the release is on",
        ),
        ([], "2026-04-14", "The release: It was on Tue 14 Apr 2026; what comes after it is no preview."),
        ([("feature.in_scope", None)], "2026-04-02", "What to look at: Nothing says what is in the feature."),
    ],
)
def test_it_is_refused_outside_its_time_and_without_its_dates(
    changes: list[tuple[str, Any]], now: str, said: str
) -> None:
    facts = build(cut_of(laid(*changes), "halden", now))
    assert isinstance(facts, Unready)
    assert said in flat(layout(facts))


@pytest.mark.parametrize(
    ("changes", "now"),
    [
        ([("preview.planned", "2026-04-10")], "2026-04-08"),
        ([("preview", {"shared": "2026-04-10"})], "2026-04-10"),
    ],
    ids=["too late to move", "shared"],
)
def test_a_late_preview_is_better_than_none(changes: list[tuple[str, Any]], now: str) -> None:
    assert "open to you from Fri 10 Apr 2026" in page("halden", *changes, now=now)


def test_whoever_does_not_get_it_has_no_page() -> None:
    with pytest.raises(NotForReader) as error:
        page("halden", ("preview.to", ["northwind"]))
    assert error.value.message == "The preview does not go to Halden Works."


@pytest.mark.parametrize("account", [None, "northwind", "halden"])
@pytest.mark.parametrize("now", ["2026-04-02", "2026-04-12"])
def test_it_keeps_the_wording_rules(account: str | None, now: str) -> None:
    tree = laid(("feedback", [RECORD]), ("preview.flags", FLAGS))
    facts = build(cut_of(tree, account, now))
    assert facts.ready
    assert broken(tree, layout(facts), "recognition", now) == []
