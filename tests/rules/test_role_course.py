"""The role rules on the course of a program as a person meets them: messages, places, boundaries."""

from __future__ import annotations

import pytest

from codesign_cli.finding import Finding
from codesign_cli.rules import Example
from tests.laid import checked


def found(
    code: str, text: str, base: str = "finished", as_of: str = "", drop: tuple[str, ...] = ()
) -> list[Finding]:
    """The findings of one rule in a fragment over a clean program."""
    example = Example(text, base=base, as_of=as_of, drop=drop)
    return [finding for finding in checked(example).findings if finding.code == code]


def said(
    code: str, text: str, base: str = "finished", as_of: str = "", drop: tuple[str, ...] = ()
) -> list[str]:
    """Their severity and message, as they are shown."""
    return [f"{finding.severity}: {finding.message}" for finding in found(code, text, base, as_of, drop)]


# Records


PARKED = "parked:\n  - {{session: 2, account: halden, idea: Rebuild the dashboard, redirected_by: {}}}\n"


def test_a_redirect_by_product_names_the_person_the_idea_and_who_should_have() -> None:
    (finding,) = found("ROL310", PARKED.format("product"), base="running")
    assert finding.message == (
        "Priya Nair of Product, not CS, redirected the idea `Rebuild the dashboard` of Halden Works; from Product that "
        "sounds like a defence."
    )
    assert finding.help == "Let Tom Okafor redirect."
    assert (finding.severity, finding.path) == ("warning", "parked[0].redirected_by")
    assert [place.path for place in finding.related] == ["team.product.name"]


def test_a_redirect_by_a_name_that_nobody_bears_is_left_to_the_file_rules() -> None:
    assert found("ROL310", PARKED.format("Tom Okafr"), base="running") == []
    assert len(found("FIL006", PARKED.format("Tom Okafr"), base="running")) == 1


def test_an_idea_without_words_is_told_too() -> None:
    text = "parked: [{redirected_by: engineering}]"
    assert said("ROL310", text, base="running") == [
        "warning: Lena Fuchs of Engineering, not CS, redirected a parked idea of an account."
    ]


def records(readings: str, finals: str = "") -> str:
    """Records read as these letters say (yes, no, investigate, not yet) and ended as those (built, declined, later)."""
    read = {"y": "incorporate", "n": "decline", "i": "investigate"}
    end = {"b": "incorporated", "d": "declined", "l": "deferred"}
    text = "feedback:\n"
    for n, letter in enumerate(readings):
        text += (
            f"  - {{id: R{n}, session: 2, account: halden, friction: Thing {n} takes 4 steps, severity: minor"
        )
        text += f", pm_read: {read[letter]}" if letter in read else ""
        text += f", final: {end[finals[n]]}" if n < len(finals) and finals[n] in end else ""
        text += "}\n"
    return text


NO_RECORDS = tuple(f"feedback[F0{n}]" for n in range(1, 5))


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        ("y" * 7, []),
        ("y" * 8, ["warning: Product has read all 8 records as incorporate, which is over nine in ten."]),
        ("y" * 7 + "-", []),
        (
            "y" * 8 + "-" * 9,
            ["warning: Product has read all 8 records as incorporate, which is over nine in ten."],
        ),
        ("y" * 9 + "n", []),
        ("y" * 9 + "i", []),
        (
            "y" * 10 + "n",
            ["warning: Product has read 10 of 11 records as incorporate, which is over nine in ten."],
        ),
        ("y" * 18 + "nn", []),
    ],
)
def test_nine_in_ten_of_what_was_read_is_the_most(readings: str, expected: list[str]) -> None:
    assert said("ROL311", records(readings), base="running", drop=NO_RECORDS) == expected


@pytest.mark.parametrize(
    ("readings", "finals", "expected"),
    [
        ("yyyyy", "dbbbb", []),
        ("yyyyyy", "dlbbbb", ["2 of 6 records were read as incorporate and ended as deferred or declined"]),
        ("yyyy", "d---", ["1 of 4 records was read as incorporate and ended as deferred or declined"]),
        ("y" + "-" * 4, "l", []),
        ("iin--", "ddd", []),
        ("", "", []),
    ],
)
def test_a_fifth_of_all_records_is_the_most_that_may_turn_round(
    readings: str, finals: str, expected: list[str]
) -> None:
    hits = found("ROL312", records(readings, finals), base="running", drop=NO_RECORDS)
    shares = [hit.message.partition(", which")[0] for hit in hits if hit.clause == "share"]
    assert shares == expected
    assert all(hit.path == "feedback" for hit in hits if hit.clause == "share")


REVERSED = "feedback:\n  - id: F02\n    final: declined\n"


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-04-08", []),
        ("2026-04-09", ["info"]),
        ("2026-04-16", ["info"]),
        ("2026-04-17", ["warning"]),
    ],
)
def test_a_reversed_reading_is_told_by_a_call_until_the_preview(as_of: str, expected: list[str]) -> None:
    hits = [hit for hit in found("ROL312", REVERSED, as_of=as_of) if hit.clause == "uncalled"]
    assert [hit.severity for hit in hits] == expected
    assert {hit.covered_by for hit in hits} <= {"EXP430"}


def test_a_reversed_reading_says_what_it_was_and_what_it_is() -> None:
    (finding,) = (hit for hit in found("ROL312", REVERSED, as_of="2026-04-17") if hit.clause == "uncalled")
    assert finding.message == (
        "F02 of Halden Works was read as incorporate and is declined, and Halden Works has had no call about it "
        "(due 16 Apr, 1 day ago)."
    )
    assert [(place.path, place.message) for place in finding.related] == [
        ("feedback[1].pm_read", "read as incorporate")
    ]


# Disagreements


def disagreement(**keys: str) -> str:
    """The disagreement of the finished base with these keys instead of its own choice."""
    text = (
        "disagreements:\n  - about: Whether a transfer needs consent\n    records: [F02, F03]\n"
        "    positions: {northwind: The lead decides alone, halden: The new owner must accept}\n"
    )
    return text + "".join(f"    {key}: {value}\n" for key, value in keys.items())


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-04-13", []),
        ("2026-04-14", ["info"]),
        ("2026-04-21T16:00", ["info"]),
        ("2026-04-21T16:01", ["error"]),
    ],
)
def test_a_choice_is_owed_when_the_debrief_begins(as_of: str, expected: list[str]) -> None:
    assert [hit.severity for hit in found("ROL313", disagreement(), as_of=as_of)] == expected


def test_a_disagreement_is_told_by_its_subject_and_its_sides() -> None:
    (finding,) = found("ROL313", disagreement())
    assert finding.message == (
        "The disagreement `Whether a transfer needs consent` between Northwind Freight and Halden Works has neither a "
        "choice nor a reason (due 21 Apr, 104 days ago)."
    )
    assert (
        finding.help
        == "Let Priya Nair decide for one of them, not half of each, and write `built_for` and `because`."
    )


def test_a_disagreement_that_says_nothing_is_told_too() -> None:
    assert said("ROL313", "disagreements: [{}]") == [
        "error: A disagreement has neither a choice nor a reason (due 21 Apr, 104 days ago)."
    ]


def test_without_debrief_and_ga_no_day_is_known_for_the_choice() -> None:
    assert found("ROL313", disagreement(), drop=("debrief", "timeline.ga")) == []


CHOSEN = {"built_for": "northwind", "because": "Nearer to the primary profile"}


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-04-20", []),
        ("2026-04-21", ["not-told info", "no-adaptation info"]),
        ("2026-04-27", ["not-told info", "no-adaptation info"]),
        ("2026-04-28", ["not-told warning", "no-adaptation info"]),
        ("2026-04-29", ["not-told warning", "no-adaptation warning"]),
    ],
)
def test_the_other_account_hears_of_it_before_ga_and_can_work_with_it_by_ga(
    as_of: str, expected: list[str]
) -> None:
    hits = found("ROL315", disagreement(**CHOSEN), as_of=as_of)
    assert sorted(f"{hit.clause} {hit.severity}" for hit in hits) == sorted(expected)


@pytest.mark.parametrize(
    ("told", "as_of", "clause", "message"),
    [
        (
            "2026-04-28",
            "2026-05-04",
            "told-late",
            "Halden Works heard on 28 Apr, not before GA on 28 Apr, that another model is built.",
        ),
        (
            "2026-04-30",
            "2026-04-01",
            "told-late",
            "Halden Works is to hear on 30 Apr, not before GA on 28 Apr, that another model is built.",
        ),
        (
            "2026-04-27",
            "2026-04-26",
            "not-told",
            "Halden Works has not been told that the model of Northwind Freight is built (due 27 Apr, in 1 day).",
        ),
    ],
)
def test_told_is_a_day_before_ga_that_has_come(told: str, as_of: str, clause: str, message: str) -> None:
    text = disagreement(**CHOSEN, adaptation="{halden: Use the queue}", told=f"{{halden: {told}}}")
    (finding,) = found("ROL315", text, as_of=as_of)
    assert (finding.clause, finding.message) == (clause, message)
    assert finding.path == "disagreements[0].told.halden"


def test_what_was_told_late_leaves_nothing_to_tell() -> None:
    text = disagreement(**CHOSEN, adaptation="{halden: Use the queue}", told="{halden: 2026-04-28}")
    assert [hit.help for hit in found("ROL315", text)] == [
        "Nothing is left to tell; next time tell it before the release."
    ]
    ahead = found("ROL315", text.replace("04-28}", "04-30}"), as_of="2026-04-01")
    assert [hit.help for hit in ahead] == [
        "Let Tom Okafor tell Halden Works before GA: whose model, and why."
    ]


def test_without_positions_the_accounts_behind_the_records_are_the_sides() -> None:
    text = disagreement(built_for="halden", because="Nearer", positions="{}").replace(
        "    positions: {northwind: The lead decides alone, halden: The new owner must accept}\n", ""
    )
    assert {hit.path for hit in found("ROL315", text)} == {
        "disagreements[0].adaptation.corvus",
        "disagreements[0].told.corvus",
    }


def test_nobody_has_lost_while_nothing_is_chosen_or_released() -> None:
    assert found("ROL315", disagreement()) == []
    assert found("ROL315", disagreement(**CHOSEN), drop=("timeline.ga",)) == []
    assert found("ROL315", "state: cancelled\n" + disagreement(**CHOSEN)) == []


@pytest.mark.parametrize(("left", "expected"), [("2026-04-27", 0), ("2026-04-28", 2)])
def test_an_account_that_left_before_ga_is_owed_no_more_of_it(left: str, expected: int) -> None:
    text = f"accounts:\n  - id: halden\n    left: {left}\n" + disagreement(**CHOSEN)
    assert len(found("ROL315", text)) == expected


# Who speaks


def test_a_call_by_product_says_who_what_and_whom_to_ask() -> None:
    (finding,) = found("ROL316", "feedback:\n  - id: F04\n    told: {by: Priya Nair}\n")
    assert finding.message == (
        "Priya Nair of Product, not CS, told the account that F04 of Northwind Freight is declined."
    )
    assert finding.help == "Let Tom Okafor call again, to hear how it was taken."
    assert (finding.severity, finding.path) == ("warning", "feedback[3].told.by")


@pytest.mark.parametrize("by", ["Tom Okafr", '""', "null"])
def test_a_caller_that_nobody_knows_is_not_judged(by: str) -> None:
    assert (
        found("ROL316", f"feedback:\n  - id: F04\n    told: {{by: {by}}}\n", drop=("feedback[F04].told.by",))
        == []
    )


AYLIN = "accounts:\n  - id: halden\n    csm: Aylin Kaya\n"


@pytest.mark.parametrize(
    ("session", "expected"),
    [
        ("leads: cs", 1),
        ("leads: cs\n    observes: [engineering, product]", 0),
        ("leads: cs\n    observes: [Priya Nair]", 0),
        ("leads: cs\n    facilitates: product", 0),
        ("leads: cs\n    observes: [Pria Nair]", 0),
        ("leads: Tom Okafr", 0),
        ("leads: cs\n    attended: {halden: [Priya Nair]}", 0),
        ("leads: cs\n    attended: {halden: [Somebody Else]}", 1),
        ("leads: cs\n    held: false", 0),
    ],
)
def test_product_is_in_the_room_wherever_the_session_names_it(session: str, expected: int) -> None:
    text = f"{AYLIN}sessions:\n  - number: 2\n    facilitates: Aylin Kaya\n    {session}\n"
    if "facilitates: product" in session:
        text = text.replace("    facilitates: Aylin Kaya\n", "")
    hits = found("ROL317", text, base="running")
    assert len(hits) == expected
    assert {hit.covered_by for hit in hits} <= {"ROL306"}


def test_a_session_without_product_says_who_leads_and_who_should() -> None:
    text = f"{AYLIN}sessions:\n  - number: 2\n    leads: cs\n    facilitates: Aylin Kaya\n"
    (finding,) = found("ROL317", text, base="running")
    assert (
        finding.message
        == "Session 2 (18 Feb) has nobody of Product in the room and is led by Tom Okafor of CS."
    )
    assert finding.help == "Let Priya Nair lead: what people do shows in the room, not in a summary."


@pytest.mark.parametrize(("number", "expected"), [(1, 1), (2, 0), (3, 0)])
def test_the_minimum_asks_for_product_in_session_1_alone(number: int, expected: int) -> None:
    text = f"scale: minimum\n{AYLIN}sessions:\n  - number: {number}\n    leads: cs\n    facilitates: Aylin Kaya\n"
    assert len(found("ROL317", text, base="running")) == expected


@pytest.mark.parametrize(
    ("present", "as_of", "expected"),
    [
        ("[product]", "", "error: CS was missing at the debrief."),
        ("[product]", "2026-04-21T15:59", "error: CS is missing at the debrief."),
        ("[Tom Okafor]", "", "error: Product was missing at the debrief."),
        ("[engineering]", "", "error: Product and CS were missing at the debrief."),
        ("[Dana Ruiz]", "2026-04-01", "error: Product and CS are missing at the debrief."),
        ("[cs, Pria Nair]", "", ""),
        ("[Priya Nair, Tom Okafor]", "", ""),
    ],
)
def test_product_and_cs_are_both_at_the_debrief(present: str, as_of: str, expected: str) -> None:
    shown = said("ROL317", f"debrief:\n  present: {present}\n", as_of=as_of)
    assert shown == ([expected] if expected else [])


def test_after_a_debrief_without_cs_the_way_out_lies_ahead() -> None:
    text = "debrief:\n  present: [product]\n"
    assert [hit.help for hit in found("ROL317", text)] == [
        "Let Tom Okafor speak with the accounts as well; only next time can both be there."
    ]
    assert [hit.help for hit in found("ROL317", text, as_of="2026-04-01")] == [
        "Let Tom Okafor be there, or move it to a day on which both can."
    ]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-04-21T16:00", []),
        (
            "2026-04-21T16:01",
            ["error: The debrief names nobody of Product and CS who was present (due today)."],
        ),
    ],
)
def test_who_was_present_is_asked_once_the_debrief_has_begun(as_of: str, expected: list[str]) -> None:
    assert said("ROL317", "debrief: {minutes: 30}\n", as_of=as_of, drop=("debrief.present",)) == expected


def test_a_debrief_without_a_time_has_no_one_to_miss() -> None:
    assert found("ROL317", "debrief: {minutes: 30}\n", drop=("debrief.present", "debrief.at")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("preview: {by: cs}", "The preview was shared by Tom Okafor of CS and not by Product."),
        ("preview: {by: Ines Roth}", "The preview was shared by Ines Roth of design and not by Product."),
        ("preview: {by: nobody we know}", ""),
    ],
)
def test_the_preview_comes_from_product(text: str, expected: str) -> None:
    assert [hit.message for hit in found("ROL318", text)] == ([expected] if expected else [])


def test_a_preview_that_lies_ahead_can_still_be_shared_by_product() -> None:
    (finding,) = found("ROL318", "preview: {by: cs}", as_of="2026-04-15")
    assert finding.message == "The preview is to be shared by Tom Okafor of CS and not by Product."
    assert finding.help == "Let Priya Nair share it."


@pytest.mark.parametrize(
    "text",
    [
        "disagreements: [{}, {built_for: x}, {built_for: x, positions: {x: '', y: ''}}]\ntimeline: {ga: 2026-01-01}",
        "parked: [{redirected_by: product}]\nfeedback: [{id: X, session: 1, account: q, severity: minor, friction: f, "
        "pm_read: incorporate, final: declined, told: {}}]\ntimeline: {ga: 2026-01-01}",
        "debrief: {at: 2026-01-01T10:00}\nsessions: [{leads: cs}, {leads: cs, held: true}]",
    ],
)
def test_whatever_is_left_out_nothing_breaks(text: str) -> None:
    text = f"codesign: 1\ntitle: T\nfeature: {{name: F, problem: P}}\n{text}\n"
    findings = checked(Example(text, base="", as_of="2026-03-01")).findings
    assert any(finding.code in ("ROL312", "ROL313", "ROL315", "ROL317") for finding in findings)
