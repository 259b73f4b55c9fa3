"""English as words: sentences, negation, quotation, forms, and signs that add up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign_cli.rules import phrases, word_index
from codesign_cli.rules.expectation.amounts import amounts
from codesign_cli.rules.patterns import Patterns
from codesign_cli.rules.phrases import Signs, signs_of
from codesign_cli.rules.words import forms, read

DATA = Path(phrases.__file__).parent / "words_data"


def negated(text: str) -> list[str]:
    return [token.text for token in read(text).tokens if token.negator >= 0]


def kinds(text: str) -> list[str]:
    return [sentence.kind for sentence in read(text).sentences]


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("promised", "promise"),
        ("planning", "plan"),
        ("tries", "try"),
        ("built", "build"),
        ("prioritise", "prioritize"),
        ("favourites", "favorite"),
        ("organisation", "organization"),
    ],
)
def test_a_word_matches_its_base_form_and_its_american_spelling(word: str, base: str) -> None:
    assert base in forms(word)


def test_half_a_word_is_a_word() -> None:
    assert [token.text for token in read("n't 5 weeks").tokens] == ["n't", "5", "weeks"]
    assert [(amount.kind, amount.low) for amount in amounts("n't 5 weeks")] == [("weeks", 5)]


def test_used_is_no_us() -> None:
    assert "us" not in forms("used")


@pytest.mark.parametrize(
    ("text", "reached"),
    [
        ("We promise no early access, but you will be told.", ["early", "access"]),
        ("You will be first, not the last.", ["the", "last"]),
        ("Take the list instead of a vote.", ["of", "a", "vote"]),
        ("Don't you love it?", []),
        ("We ask not only for votes.", []),
    ],
)
def test_a_negation_reaches_to_the_end_of_its_clause(text: str, reached: list[str]) -> None:
    assert negated(text) == reached


def test_a_negation_reaches_over_a_list_and_back_to_its_subject() -> None:
    assert {"wish", "list", "roadmap", "vote"} <= set(negated("This isn't a wish list, a roadmap or a vote."))
    assert {"access"} <= set(negated("Early access is not part of this, but a debrief is."))
    assert "debrief" not in negated("Early access is not part of this, but a debrief is.")


def test_sentences_are_questions_commands_and_statements() -> None:
    assert kinds("You stopped. Why? Show us, e.g. the list.\n\n- one\n- two") == [
        "statement",
        "question",
        "command",
        "statement",
        "statement",
    ]


def test_a_quotation_is_known_and_a_whole_value_in_quotes_is_none() -> None:
    told = read("We never asked “do you like it?” and went on.").tokens
    assert [token.text for token in told if token.quoted] == ["do", "you", "like", "it"]
    assert not any(token.quoted for token in read('"Do you like it?"').tokens)


def test_places_are_those_of_the_words() -> None:
    text = "We won't\nask for Tom's   vote."
    assert [text[token.start : token.end] for token in read(text).tokens] == [
        "We", "won't", "won't", "ask", "for", "Tom's", "vote",
    ]  # fmt: skip


@pytest.mark.parametrize("words", [0, 1, 199, 200, 201, 1_000, 4_321])
def test_a_sentence_without_end_is_cut_where_no_sentence_would_go_on(words: int) -> None:
    reading = read(f"One. {'and so ' * (words // 2)}{'on' * (words % 2)}. Two. Why?")
    assert [token.text for token in reading.tokens][1:-2] == ["and", "so"] * (words // 2) + ["on"] * (
        words % 2
    )
    at = 0
    for sentence in reading.sentences:
        assert sentence.first == at < sentence.end <= at + 200
        at = sentence.end
    assert at == len(reading.tokens)
    assert reading.sentences[-1].kind == "question"


def test_amounts_of_a_text_without_any_full_stop_are_read_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    longest = 0

    def seen(tokens: Any, sentence: Any, quantity: Any) -> bool:
        nonlocal longest
        longest = max(longest, sentence.end - sentence.first)
        return False

    monkeypatch.setattr("codesign_cli.rules.expectation.amounts._nearest_is_other", seen)
    told = amounts("3 sessions of 60 minutes in 4 weeks " * 1_000)
    assert len(told) > 2_990
    assert 100 < longest <= 200


def test_signs_of_different_reasons_add_up() -> None:
    signs = Signs("[first] 0.6\nyou will *2 be\n[second] 0.5\n~dashboard\n[less] -0.5\nyesterday")
    found = signs.found("You will soon be on the dashboard.")
    assert found is not None
    assert (found.reason, round(found.score, 2), found.words("You will soon be on the dashboard.")) == (
        "first", 1.1, "You will soon be on the dashboard",
    )  # fmt: skip
    assert signs.found("You will be here.") is None
    assert signs.found("You will be here. The dashboard is there.") is None
    assert signs.found("You will be on the dashboard yesterday.") is None
    assert signs.found("You will be on the dashboard.", own=("Dashboard export",)) is None


def test_a_pattern_has_choices_gaps_options_and_ends() -> None:
    signs = Signs("@big = large | very big\n[r] 1\n^ the <big>|huge *1 red? box !office $")
    assert signs.found("The very big old red box.")
    assert signs.found("The huge box")
    assert not signs.found("The huge box office")
    assert not signs.found("Here is the huge box")
    assert not signs.found("The huge box is here")


def test_a_team_adds_literal_phrases() -> None:
    found = signs_of("SCO122", ("blue-sky round",)).found("Let us end with a blue sky round.")
    assert found is not None
    assert found.reason == "uses words that your team avoids"


@pytest.mark.parametrize("file", sorted(DATA.glob("*.txt")), ids=lambda file: file.stem)
def test_every_pattern_can_be_read_and_every_group_has_a_weight(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    patterns = Patterns(text)
    for line in text.split("\n"):
        if line and line[0] not in "#@[":
            elements = patterns.elements(line)
            assert any(element[0] == "word" for element in elements), line
            assert elements[elements[0][0] == "start"][0] == "word", f"begins with no word: {line}"


def test_the_kept_index_is_of_the_data_as_it_stands() -> None:
    kept = (DATA / "index").read_text(encoding="utf-8")
    again = "run python -m codesign_cli.rules.word_index"
    assert kept == word_index.made_anew(), again


def test_an_index_of_other_data_is_not_used() -> None:
    data = phrases.data_of("SCO122")
    assert word_index.stored("SCO122", data)
    assert word_index.stored("SCO122", data + "\nmoon landing") is None
    found = Signs(data + "\n[wanders off] 1\nmoon landing", code="SCO122").found(
        "And what of the moon landing?"
    )
    assert found is not None
    assert found.reason == "wanders off"


@given(st.text(max_size=300))
def test_any_text_is_read_and_judged(text: str) -> None:
    reading = read(text)
    assert all(text[token.start : token.end] for token in reading.tokens)
    assert sum(sentence.end - sentence.first for sentence in reading.sentences) == len(reading.tokens)
    found = signs_of("SCO130").found(text)
    assert found is None or 0 <= found.start < found.end <= len(text)
