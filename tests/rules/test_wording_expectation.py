"""What the wording rules on invitations, promises, thanks, reasons and records say, and where it stands."""

from __future__ import annotations

import pytest

from codesign_cli.finding import Finding
from codesign_cli.rules import Example
from codesign_cli.rules.expectation.amounts import amounts
from codesign_cli.rules.expectation.invited import lacking, missing_times, modes
from codesign_cli.rules.expectation.promises import promises
from tests.laid import checked

OWN = ("Bulk ownership transfer", "Selecting a leaver's tasks", "Choosing new owners")
INVITED = (
    "invitation:\n  text: |\n    Hello,\n"
    "    we would like your help to make bulk ownership transfer work for the people who do hand-overs.\n"
    "    There are three sessions over five weeks, each between 60 and 75 minutes.\n"
    "    Your input shapes the design of this one feature; it is not a say in the roadmap.\n"
    "    Product makes the final decision about what is built, and tells you what was taken in and why.\n"
)


def told(code: str, text: str, base: str = "running", drop: tuple[str, ...] = ()) -> list[Finding]:
    found = checked(Example(text, base=base, drop=drop)).findings
    return [finding for finding in found if finding.code == code]


def only(code: str, text: str, base: str = "running", drop: tuple[str, ...] = ()) -> Finding:
    (finding,) = told(code, text, base, drop)
    return finding


# The invitation


def test_what_an_invitation_leaves_out_is_told_clause_by_clause() -> None:
    found = told("EXP402", "invitation:\n  text: Please come, it will be fun.\n")
    assert [finding.clause for finding in found] == ["scope", "time", "input", "decision"]
    assert found[1].message == "The invitation does not say how many sessions, weeks or minutes it asks for."
    assert found[3].help == "Say that Priya Nair decides what is built."


def test_the_product_persons_name_stands_for_product() -> None:
    text = INVITED.replace("Product makes the final decision", "Priya makes the final decision")
    assert not told("EXP402", text)


def test_in_another_language_the_author_confirms_each_clause() -> None:
    found = told("EXP402", "language: fr\ninvitation:\n  says: [time, input]\n  text: Bienvenue.\n")
    assert [finding.help for finding in found] == [
        "Check the text, and add `scope` to `says`.",
        "Check the text, and add `decision` to `says`.",
    ]
    assert {finding.span.line for finding in found} == {3}


def test_says_confirms_nothing_for_an_english_text() -> None:
    text = "invitation:\n  says: [scope, time, input, decision]\n  text: Please come.\n"
    assert len(told("EXP402", text)) == 4


@pytest.mark.parametrize("code", ["EXP403", "EXP404", "EXP405", "EXP406", "EXP457"])
def test_other_languages_are_left_alone(code: str) -> None:
    text = (
        "language: de\ninvitation:\n  says: [scope, time, input, decision]\n"
        "  text: Send us your wish list, vote on the roadmap, be the first in line; five sessions.\n"
    )
    assert not told(code, text)


def test_a_wrong_number_is_marked_with_what_it_counts_and_the_programs_own_is_said() -> None:
    text = INVITED.replace(
        "There are three sessions over five weeks", "There are four sessions over eight weeks"
    )
    sessions, weeks = told("EXP403", text)
    assert sessions.message == "The invitation says `four sessions`, and the program has three sessions."
    assert weeks.message == "The invitation says `eight weeks`, and the sessions span 5 weeks."
    assert (sessions.span.line, sessions.span.column) == (5, 15)
    assert sessions.related[0].message == "the sessions stand here"


def test_a_plan_with_fewer_than_three_sessions_may_be_promised_more() -> None:
    assert not told("EXP403", INVITED, base="begun", drop=("sessions[3]",))


def test_a_wish_list_is_marked_inside_the_block_scalar() -> None:
    finding = only("EXP404", INVITED + "    Please bring\n    your wish list.\n")
    assert finding.message == "The invitation asks for wishes: `bring your wish`."
    assert (finding.span.line, finding.span.end_line) == (8, 9)


def test_own_words_of_the_feature_are_no_wish_list() -> None:
    text = "feature:\n  name: Shared wish lists\n" + INVITED.replace(
        "bulk ownership transfer", "shared wish lists"
    )
    assert not told("EXP404", text)


def test_two_ways_of_taking_part_are_both_shown() -> None:
    finding = only("EXP457", INVITED + "    Please also vote on the proposals.\n")
    assert finding.message == "The invitation states 2 ways of taking part: input on a design and voting."
    assert finding.related[0].message == "input on a design stands here"


def test_a_mode_other_than_the_texts_stands_on_the_mode() -> None:
    finding = only("EXP457", "invitation:\n  mode: votes\n")
    assert finding.span.line == 2
    assert finding.message == "`mode` says voting, and the text of the invitation offers input on a design."


def test_without_a_text_there_is_nothing_to_read() -> None:
    for code in ("EXP402", "EXP403", "EXP404", "EXP457"):
        assert not told(code, "invitation:\n  mode: votes\n", drop=("invitation.text",))


# What texts say


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("three sessions", [("sessions", 3, 3)]),
        ("3 x 60-75 minutes", [("sessions", 3, 3), ("minutes", 60, 75)]),
        ("an hour to an hour and a quarter", [("minutes", 60, 75)]),
        ("at most 75 minutes", [("minutes", 0, 75)]),
        ("half a dozen meetings over a quarter of a year", [("sessions", 6, 6), ("weeks", 13, 13)]),
        ("Sessions: three. Weeks: five.", [("sessions", 3, 3), ("weeks", 5, 5)]),
        ("every week for five weeks", [("weeks", 5, 5), ("sessions", 5, 5)]),
        ("a debrief of 30 minutes", []),
        ("a preview two weeks before the release", []),
        ("six accounts, and session 3 is the last", []),
        ("1.5 hours", [("minutes", 90, 90)]),
        ("\u0663 weeks", [("weeks", 3, 3)]),
        ("999999999999999999999 weeks", [("weeks", 0, 0)]),
    ],
)
def test_numbers_are_read_with_what_they_count(text: str, expected: list[tuple[str, float, float]]) -> None:
    assert [(found.kind, found.low, found.high) for found in amounts(text)] == expected


def test_a_denied_number_is_read_as_denied() -> None:
    (found,) = amounts("It will not be six sessions")
    assert found.denied


def test_the_three_numbers_are_missed_one_by_one() -> None:
    assert missing_times("Three sessions of an hour") == ("weeks",)
    assert missing_times("Please come") == ("sessions", "weeks", "minutes")


def test_an_empty_text_lacks_everything_and_states_no_mode() -> None:
    assert lacking("", OWN) == ("scope", "time", "input", "decision")
    assert modes("", OWN) == {}


# Promises


def test_each_kind_of_promise_is_told_once() -> None:
    text = (
        INVITED
        + "    You shape our roadmap. You also shape our priorities.\n    You vote on what we build.\n"
    )
    assert [finding.clause for finding in told("EXP405", text)] == ["roadmap", "vote"]


def test_a_date_of_what_is_decided_is_no_promise_and_one_of_what_is_not_is() -> None:
    decided = ("The selection survives paging and sorting",), ("Undoing a hand-over",)
    assert not list(promises("The selection survives paging; you will have it on 3 May.", OWN, decided))
    assert list(promises("Undoing a hand-over will be ready on 3 May.", OWN, decided))


def test_the_features_own_date_is_a_promise_in_the_invitation_alone() -> None:
    text = "Bulk ownership transfer goes live on 28 April."
    assert list(promises(text, OWN, ((), ()), invited=True))
    assert not list(promises(text, OWN, ((), ()), invited=False))


def test_what_shipped_may_name_its_day() -> None:
    text = "feedback:\n  - id: F02\n    shipped: You will have the selection across pages from 28 April\n"
    assert not told("EXP405", text, "finished")


def test_a_promise_in_the_thanks_is_told_as_one_of_the_thanks() -> None:
    text = 'recognition:\n  text: "Thank you for three sessions. You are first in line for the next beta."\n'
    finding = only("EXP406", text, "finished")
    assert finding.message.startswith("The note of thanks promises something for later: `")
    assert finding.help == "Take it out, and thank them for what they gave."


# Thanks, reasons and records


def test_generic_thanks_stand_on_the_text() -> None:
    finding = only("EXP451", 'recognition:\n  text: "You were wonderful, all of you."\n', "finished")
    assert finding.span.line == 2
    assert finding.clause == "generic"


def test_a_blend_names_the_disagreement_and_its_words() -> None:
    text = (
        "disagreements:\n  - about: Whether a transfer needs the new owner's consent\n"
        "    because: A bit of each model\n"
    )
    finding = only("ROL314", text, "finished")
    assert "`Whether a transfer needs the new owner's consent`" in finding.message
    assert finding.message.endswith("`A bit of each model`.")


def test_a_yes_names_the_record_and_says_what_kind_of_yes_it_is() -> None:
    finding = only("ROL319", "feedback:\n  - id: F02\n    reason: We will add it\n", "finished")
    assert finding.message == "The reason of F02 promises it: `We will add it`."


def test_a_defence_says_how_it_defends() -> None:
    finding = only(
        "ROL320", "feedback:\n  - id: F02\n    friction: He only needs more training for 90 tasks\n"
    )
    assert finding.message.startswith("The friction of F02 blames the user: `")
