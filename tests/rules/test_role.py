"""The rules of role discipline as a person meets them: messages, places, boundaries, the words of ROL309."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign_cli.duties import owed
from codesign_cli.duties.roles import function_of, holder
from codesign_cli.finding import Finding
from codesign_cli.rules import Example
from codesign_cli.rules.role.votes import PATTERNS, found
from tests.laid import checked, clean, laid

NOW = datetime(2026, 2, 23, tzinfo=UTC)
NAMES = ("Northwind Freight", "Northwind", "Halden Works", "Halden", "Dana Ruiz", "Dana")


def rol(text: str, base: str = "running", as_of: str = "", drop: tuple[str, ...] = ()) -> list[Finding]:
    """The findings of this discipline for a fragment over a clean program."""
    found = checked(Example(text, base=base, as_of=as_of, drop=drop)).findings
    return [finding for finding in found if finding.discipline == "role"]


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def line(text: str, base: str = "running") -> int:
    """The line of a clean program that begins with a text."""
    lines = clean(base).decode().split("\n")
    return next(number for number, content in enumerate(lines, 1) if content.strip().startswith(text))


# The team


def test_a_program_with_dates_and_no_team_owes_all_three_roles() -> None:
    text = "codesign: 1\ntitle: T\nfeature: {name: F, problem: P}\ninvitation: {sent: 2026-01-19}\n"
    shown = [
        (f.code, f.severity, f.span.line, f.basis, f.due) for f in rol(text, base="", as_of="2026-01-20")
    ]
    assert shown == [
        ("ROL301", "error", 1, "owed", "2026-01-19"),
        ("ROL302", "error", 1, "owed", "2026-01-19"),
        ("ROL303", "warning", 1, "owed", "2026-01-19"),
    ]


def test_a_file_without_any_date_owes_no_role() -> None:
    assert rol("codesign: 1\ntitle: T\nfeature: {name: F, problem: P}\n", base="", as_of="2030-01-01") == []


def test_a_key_that_is_written_but_empty_is_the_place() -> None:
    found = rol("team:\n  product: Priya Nair\n  engineering: []\n")
    assert [(f.code, f.span.line) for f in found] == [("ROL303", 3)]


def test_a_cancelled_program_owes_no_role() -> None:
    assert rol("state: cancelled", drop=("team",), as_of="2026-02-23") == []


def test_an_unknown_observer_may_be_an_engineer() -> None:
    assert rol("sessions:\n  - number: 2\n    observes: [Lena Fuks]") == []


# Who does what in the room


def test_product_facilitating_is_told_with_the_figure_its_source_and_the_way_out() -> None:
    found = rol("sessions:\n  - number: 2\n    facilitates: Priya Nair")
    merged, facilitated = found
    assert (merged.code, merged.covered_by) == ("ROL304", "ROL305")
    assert facilitated.code == "ROL305"
    assert facilitated.message == (
        "Session 2 (18 Feb) is facilitated by Priya Nair of Product and not by CS (UserTesting 2024, as cited: "
        "sessions that Product runs bring 35 percent less critical feedback than sessions that CS runs)."
    )
    assert facilitated.help == "Let Tom Okafor facilitate."
    assert [(r.span.line, r.message) for r in facilitated.related] == [
        (line("name: Priya Nair"), "decides about the build")
    ]


def test_somebody_else_facilitating_is_told_without_the_figure() -> None:
    (finding,) = rol("sessions:\n  - number: 2\n    facilitates: Ines Roth")
    assert finding.message == "Session 2 (18 Feb) is facilitated by Ines Roth of design and not by CS."


def test_without_a_person_of_cs_the_way_out_names_the_function() -> None:
    found = rol("team:\n  cs: Priya Nair\nsessions:\n  - number: 3\n    facilitates: Lena Fuchs")
    assert "Let Priya Nair facilitate." in [f.help for f in found if f.code == "ROL307"]
    alone = rol(
        "team:\n  cs: Lena Fuchs\nsessions:\n  - number: 3\n    leads: cs\n    facilitates: cs\n    observes: none"
    )
    assert [f.help for f in alone if f.code == "ROL304" and f.path.startswith("sessions[2]")] == [
        "Let Priya Nair lead."
    ]


def test_somebody_who_bears_both_functions_gives_one_role_away() -> None:
    both = rol(
        "team:\n  cs: Priya Nair\nsessions:\n  - number: 3\n    leads: Priya Nair\n    facilitates: Priya Nair"
    )
    assert [f.help for f in both if f.path.startswith("sessions[2]")] == [
        "Let somebody other than Priya Nair facilitate."
    ]
    watching = rol(
        "team:\n  cs: Lena Fuchs\nsessions:\n  - number: 3\n    facilitates: Lena Fuchs\n    observes: [Lena Fuchs]"
    )
    assert [f.help for f in watching if f.path.startswith("sessions[2]")] == [
        "Let somebody else observe; Lena Fuchs facilitates."
    ]


def test_a_role_in_a_program_without_a_team_is_read_from_the_key() -> None:
    found = rol("sessions:\n  - number: 3\n    facilitates: product", drop=("team",))
    facilitated = next(f for f in found if f.code == "ROL305")
    assert facilitated.message.startswith("Session 3 (11 Mar) is facilitated by Product and not by CS")
    assert [f.message for f in found if f.code == "ROL304"] == [
        "In session 3 (11 Mar) product both leads and facilitates."
    ]


def test_a_name_that_nobody_bears_is_left_to_the_file_rules() -> None:
    assert rol("sessions:\n  - number: 2\n    facilitates: Tom Okafr\n    leads: Pria Nair") == []


def test_one_engineer_among_several_may_run_what_another_observes() -> None:
    text = "team:\n  engineering: [Lena Fuchs, Max Bell]\nsessions:\n  - number: 3\n    facilitates: Max Bell"
    assert codes(rol(text)) == ["ROL305", "ROL307"]


def test_a_session_without_a_day_is_called_by_its_number() -> None:
    found = rol("sessions:\n  - number: 3\n    leads: Ines Roth", base="begun", drop=("sessions[3].at",))
    shown = [f.message for f in found if f.covered_by is None]
    assert shown == ["Session 3 is led by Ines Roth of design and not by Product."]


def test_a_session_that_did_not_take_place_is_not_judged() -> None:
    assert (
        rol(
            "sessions:\n  - number: 1\n    held: false\n    leads: cs\n    facilitates: product\n    observes: none"
        )
        == []
    )


def test_a_held_session_of_which_nothing_was_recorded_is_left_to_the_missing_record() -> None:
    drop = ("sessions[1].held", "sessions[1].leads", "sessions[1].facilitates", "sessions[1].observes")
    found = checked(
        Example(
            "title: T",
            base="begun",
            as_of="2026-02-10",
            drop=("sessions[1].leads", "sessions[1].facilitates"),
        )
    ).findings
    assert "ROL305" not in [f.code for f in found]
    assert sorted(codes(rol("title: T", drop=drop))) == ["ROL305", "ROL306"]


def test_a_second_look_at_the_same_person_is_one_finding() -> None:
    found = rol("sessions:\n  - number: 2\n    facilitates: cs\n    observes: [engineering, cs, Tom Okafor]")
    assert [f.message for f in found] == ["In session 2 (18 Feb) Tom Okafor both facilitates and observes."]
    assert found[0].help == "Let Lena Fuchs observe."


def test_a_person_of_the_vendor_is_recognised_among_the_guests() -> None:
    text = (
        "team:\n  others:\n    - name: Sam Hill\n      function: Sales\n"
        "sessions:\n  - number: 2\n    attended:\n      northwind: [sam hill]"
    )
    assert [(f.code, f.message) for f in rol(text)] == [
        ("ROL308", "Sam Hill of sales is in the room in session 2 (18 Feb).")
    ]


def test_sales_by_the_bare_word_counts_only_where_no_team_says_otherwise() -> None:
    text = "sessions:\n  - number: 2\n    observes: [engineering, sales]"
    assert codes(rol(text)) == []
    assert "ROL308" in codes(rol(text, drop=("team",)))


@pytest.mark.parametrize(
    ("word", "function"),
    [
        ("Customer Success", "cs"),
        ("customer_success", "cs"),
        ("CSM", "cs"),
        ("PM", "product"),
        ("UX", "design"),
        ("Legal", "legal"),
    ],
)
def test_a_function_in_other_words(word: str, function: str) -> None:
    assert function_of(word) == function


@given(st.text(max_size=30))
def test_any_word_stands_for_somebody_or_nobody(word: str) -> None:
    program = laid(Example("title: T"))[0].program
    assert program is not None
    person = holder(program, word)
    assert person is None or person.functions


@given(
    st.lists(
        st.sampled_from(["product", "cs", "engineering", "Ines Roth", "Dana Ruiz", "nobody", "", "all"]),
        min_size=3,
        max_size=6,
    )
)
def test_every_mix_of_roles_is_judged_without_a_crash(words: list[str]) -> None:
    leads, facilitates, *observes = words
    text = (
        f"sessions: [{{number: 3, leads: '{leads}', facilitates: '{facilitates}', observes: {observes!r}}}]"
    )
    for finding in rol(text):
        assert finding.message.endswith(".")
        assert finding.help.endswith(".")


# Who decides


@pytest.mark.parametrize("word", ["northwind", "Northwind Freight", "Dana Ruiz", "accounts", "customers"])
def test_a_customer_may_not_decide(word: str) -> None:
    (finding,) = rol(f"feedback:\n  - id: F02\n    decided_by: {word}")
    assert (finding.code, finding.clause, finding.severity) == ("ROL309", "customer", "error")
    assert finding.help == "Let Priya Nair decide F02, and take this out of `decided_by`."


@pytest.mark.parametrize("word", ["product", "Product", "priya nair", "Nobody Known"])
def test_product_decides_and_an_unknown_name_is_left_to_the_file_rules(word: str) -> None:
    assert rol(f"feedback:\n  - id: F02\n    decided_by: {word}") == []


def test_the_words_that_hand_the_decision_over_are_the_place() -> None:
    (finding,) = rol(
        'sessions:\n  - number: 3\n    questions: ["Walk us through it. Would you approve this?"]'
    )
    assert (finding.span.line, finding.span.column) == (3, 44)
    assert finding.span.end_column == 44 + len("you approve this")
    assert finding.message == "`you approve this` asks customers to sign off what Product decides."


def test_every_text_for_customers_is_read() -> None:
    text = (
        "feature:\n  approach: A drawer; the accounts voted for it\n  influence: [You vote on the confirmation]\n"
        "feedback:\n  - id: F02\n    shipped: The layout by majority vote\n"
        "recognition:\n  text: Thank you for three sessions. Your vote made the selection what it is.\n"
        "share_back:\n  next: [You approve the design next]\n  not_now: [{what: X, why: Most votes were against it}]\n"
        "memos:\n  - theme: T\n    will_change: [What you voted for]\n"
    )
    found = [f for f in rol(text, base="finished") if f.code == "ROL309"]
    assert [f.span.line for f in found] == [2, 3, 6, 8, 10, 11, 14]
    assert "EXP405" in {f.covered_by for f in found}, "one cause is told once"


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.fires)
def test_each_pattern_finds_its_text_and_leaves_its_near_miss(pattern: object) -> None:
    assert isinstance(pattern, type(PATTERNS[0]))
    kinds = {kind for kind, _, _ in found(pattern.fires, NAMES, "")}
    assert kinds == {pattern.kind}
    assert list(found(pattern.quiet, NAMES, "")) == []


@pytest.mark.parametrize("removed", PATTERNS, ids=lambda pattern: pattern.fires)
def test_each_pattern_is_needed(removed: object, monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(removed, type(PATTERNS[0]))
    left = tuple(pattern for pattern in PATTERNS if pattern is not removed)
    monkeypatch.setattr("codesign_cli.rules.role.votes.PATTERNS", left)
    assert list(found(removed.fires, NAMES, "")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Which of the two layouts would you vote for?",
        "The accounts decide by vote.",
        "All three accounts voted for it",
        "Two of three accounts voted for it",
        "Northwind signed off on it",
        "Northwind and Halden both approved this version",
        "The cohort approved the design",
        "The group voted against it",
        "The feature was put to a vote",
        "You will approve the final design before launch.",
        "Can you sign this off?",
        "Final sign-off of the drawer?",
        "The cohort has the final say.",
        "The final decision is yours.",
        "Your vote decides.",
        "Nothing ships until you have approved it.",
        "We will not build anything until you have signed off on the design.",
        "You not only comment but vote on the design.",
        "If you cannot come, you can vote on the design by mail.",
        "Send us your wishes and vote on what we should build.",
    ],
)
def test_customers_who_vote_or_sign_off_are_found(text: str) -> None:
    assert list(found(text, NAMES, ""))


@pytest.mark.parametrize(
    "text",
    [
        "This is not a vote.",
        "Nobody votes on this.",
        "You don't vote; you show us how you work.",
        "It is input rather than a vote.",
        "There is no vote and no approval: Product decides.",
        "Neither you nor the others vote on the design.",
        "We never ask you to decide, approve the design or vote on features.",
        'Never say "you vote on the design".',
        "We avoid phrases such as “you approve the design”.",
        "Ready after sign-off by legal",
        "Our security team must sign off the release",
        "Product approved the design after the session",
        "We voted for this in the product meeting",
        "Your input shapes the design; the last word on what gets built stays with us.",
        "Who approves a transfer in your team?",
        "Do you approve a hand-over before it runs?",
        "When you sign off a shift, what do you check?",
        "Where does the record need your approval today?",
        "Northwind approves every transfer itself",
        "The majority of hand-overs are temporary",
    ],
)
def test_what_only_sounds_like_it_is_left_alone(text: str) -> None:
    assert list(found(text, NAMES, "")) == []


def test_a_quotation_that_is_no_warning_is_read() -> None:
    assert list(found("“Thank you.” You vote on the design; “goodbye.”", NAMES, ""))
    assert list(found('The invitation says "you vote on the design".', NAMES, ""))


def test_a_features_own_words_are_no_trigger() -> None:
    assert list(found("Do you approve this version?", NAMES, "Approval of rota versions")) == []
    assert list(found("Do you vote for it?", NAMES, "Voting by mail")) == []
    assert list(found("Do you vote for it?", NAMES, "Approval of rota versions"))


@given(
    st.text(
        alphabet=st.sampled_from('you vote approve this design sign off final say no"“”.,;\n'), max_size=200
    )
)
def test_what_is_found_lies_in_the_text_and_in_order(text: str) -> None:
    last = 0
    for _, start, end in found(text, NAMES, ""):
        assert last <= start < end <= len(text)
        last = end


def test_the_duties_of_the_team_are_known_before_they_are_owed() -> None:
    program = laid(Example("title: T", base="begun"))[0].program
    assert program is not None
    shown = [
        (d.owner, d.done, d.due.iso())
        for code in ("ROL301", "ROL302", "ROL303")
        for d in owed(program, NOW, code)
    ]
    assert shown == [(owner, True, "2026-01-19") for owner in ("product", "cs", "engineering")]


def test_a_long_text_is_read_around_each_place_and_not_once_more_for_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    longest, real = 0, re.split

    def seen(pattern: str, text: str) -> list[str]:
        nonlocal longest
        longest = max(longest, len(text))
        return [str(part) for part in real(pattern, text)]

    monkeypatch.setattr(re, "split", seen)
    told = list(found("Your vote decides on it. Do you vote on hand-overs in your team? " * 300, (), ""))
    assert len(told) >= 300
    assert longest <= 400
