"""What the wording rules of scope and cohort say, as a person reads it, and where it stands."""

from __future__ import annotations

import pytest

from codesign_cli.finding import Finding
from codesign_cli.rules import Example
from tests.laid import checked


def told(code: str, text: str, base: str = "running", drop: tuple[str, ...] = ()) -> list[Finding]:
    found = checked(Example(text, base=base, drop=drop)).findings
    return [finding for finding in found if finding.code == code]


def only(code: str, text: str, base: str = "running", drop: tuple[str, ...] = ()) -> Finding:
    (finding,) = told(code, text, base, drop)
    return finding


def test_a_joined_name_is_told_with_its_words() -> None:
    finding = only("SCO101", "feature:\n  name: Audit log & single sign-on\n")
    assert (
        finding.message == "`Audit log & single sign-on` joins several features, and a co-design shapes one."
    )


def test_a_strategic_question_is_sent_to_the_advisory_board_and_marked_at_its_words() -> None:
    finding = only("SCO102", "feature:\n  question: Where should the product go over the next two years?\n")
    assert finding.message == "The question asks where the product should go: `Where should the product go`."
    assert "advisory board" in finding.help
    assert (finding.span.line, finding.span.column, finding.span.end_column) == (2, 13, 40)


def test_a_finding_points_at_the_words_inside_a_block_scalar() -> None:
    text = (
        "recognition:\n  text: |\n    Thank you for three sessions over five weeks, and for the record.\n"
        "    We now count on your formal acceptance.\n"
    )
    finding = only("SCO130", text, "finished")
    assert finding.span.line == 4
    assert "formal acceptance" in finding.message


def test_the_questions_of_a_session_that_did_not_take_place_are_none() -> None:
    text = "sessions:\n  - number: 3\n    held: false\n    questions:\n      - Do you like the drawer?\n"
    assert not told("SCO123", text)


@pytest.mark.parametrize("code", ["SCO122", "SCO123", "SCO128"])
def test_questions_in_another_language_are_left_alone(code: str) -> None:
    text = (
        "language: de\nsessions:\n  - number: 2\n    questions:\n      - Do you like it?\n"
        "      - What else should we build?\n      - Please draw the page.\n"
    )
    assert not told(code, text)


def test_opinions_may_be_asked_for_in_session_1() -> None:
    assert not told(
        "SCO123", "sessions:\n  - number: 1\n    questions:\n      - Do you like how it is done today?\n"
    )


def test_a_drawing_question_in_session_1_is_covered_by_the_solution_shown_early() -> None:
    text = "sessions:\n  - number: 1\n    questions:\n      - How should the new screen look?\n"
    assert only("SCO128", text).covered_by == "SCO113"


def test_a_missing_acuity_is_told_once() -> None:
    finding = only("COH206", "accounts:\n  - id: halden\n", drop=("accounts[halden].acuity",))
    assert finding.covered_by == "COH207"


def test_evidence_that_only_imagines_is_quoted() -> None:
    finding = only(
        "COH206", "accounts:\n  - id: halden\n    acuity_evidence: Might move 90 tasks if a lead left\n"
    )
    assert finding.message.startswith("The evidence of Halden Works says what might be (`Might`)")
    assert finding.clause == "evidence"


def test_evidence_in_other_forms_of_the_problems_words_is_about_it() -> None:
    assert not told(
        "COH208", "accounts:\n  - id: halden\n    acuity_evidence: Recording owners is lost on them\n"
    )
    assert told(
        "COH208", "accounts:\n  - id: halden\n    acuity_evidence: Has a large and complex organisation\n"
    )


def test_a_vague_friction_is_told_with_its_account() -> None:
    finding = only("EXP421", "feedback:\n  - id: F02\n    friction: Not great\n")
    assert finding.message == "F02 of Halden Works does not say what went wrong where: `Not great`."


def test_the_features_own_words_are_no_trigger() -> None:
    text = (
        "feature:\n  name: Dropdown answers in forms\n  in_scope:\n    - Editing a dropdown answer\n"
        "feedback:\n  - id: F02\n    suggestion: Let the nurse correct a dropdown answer\n"
    )
    assert not told("SCO126", text)
