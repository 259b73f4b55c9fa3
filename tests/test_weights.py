"""The models beside the patterns: what has a weight, what a score is, and how the two judge together."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign_cli.rules import weights
from codesign_cli.rules.marking import marked
from codesign_cli.rules.patterns import Patterns
from codesign_cli.rules.phrases import signs_of, sure
from codesign_cli.rules.weights import (
    STEP,
    ZERO,
    features,
    model_of,
    names_of_plain,
    parsed,
    score,
    telling,
)
from codesign_cli.rules.words import read

DATA = Path(weights.__file__).parent / "words_data"
CODES = sorted(file.stem for file in DATA.glob("*.weights"))
ONE, LESS, THREE = chr(ZERO + STEP), chr(ZERO - STEP // 2), chr(ZERO + 3 * STEP)
ENTRIES = (f"moon={ONE}", f"not_a={ONE}", f"?={ONE}", f"-moon={LESS}", f'"moon={LESS}', f"full_moon={THREE}")
MODEL = parsed("\n".join(("says so", "sentence -1.00 1.0 0.5 -2.0", *ENTRIES)))


def names(text: str) -> list[str]:
    reading = read(text)
    words = [frozenset({token.text}) for token in reading.tokens]
    return [name for _, name in features(reading, reading.sentences, words)]


def weighed(text: str) -> float:
    reading = read(text)
    words = [frozenset({token.text}) for token in reading.tokens]
    return score(MODEL, reading, reading.sentences, words)


def test_a_text_has_words_pairs_and_a_kind() -> None:
    assert names("Full moon?") == ["full", "^_full", "moon", "full_moon", "moon_$", "?"]


def test_negated_and_quoted_words_are_others() -> None:
    assert "-moon" in names("There is no moon tonight.")
    assert '"moon' in names("He said “the full moon” to us yesterday.")


def test_a_words_of_the_programs_own_tells_nothing() -> None:
    reading = read("full moon")
    own = [frozenset({"full"}), frozenset({"moon", "OWN"})]
    assert [name for _, name in features(reading, reading.sentences, own)] == ["full", "^_full", "OWN_$", "."]


@pytest.mark.parametrize("text", ["Full moon?", "Show us the moon, please.", "We meet the moon."])
def test_a_plain_sentence_has_the_same_names_at_once(text: str) -> None:
    reading = read(text)
    (piece,) = marked(reading, frozenset()).pieces
    found = {name for _, name in features(reading, reading.sentences, piece.words)}
    assert names_of_plain(piece.kind, piece.texts, piece.forms) == piece.names == found


def test_where_the_weights_are_against_it_no_sign_is_looked_for() -> None:
    signs = signs_of("SCO130")
    with mock.patch.object(Patterns, "matches", side_effect=AssertionError("looked for a sign")):
        assert signs.found("What do you see after you press Hand over?") is None
        with pytest.raises(AssertionError, match="looked for a sign"):
            signs.found("Session 4 is for your final sign-off on the whole hand-over.")


def test_a_score_is_the_sum_over_the_root_of_the_length() -> None:
    assert weighed("The full moon rises.") == pytest.approx(-1 + (1 + 3) / 2)
    assert weighed("It rises.") == -1


def test_the_heaviest_words_in_a_row_are_shown() -> None:
    text = "We sat there until the full moon rose."
    reading = read(text)
    words = [frozenset({token.text}) for token in reading.tokens]
    start, end = telling(MODEL, reading, reading.sentences, words)
    assert text[start:end] == "moon"


def test_a_rule_without_a_model_has_none() -> None:
    assert model_of("SCO999") is None
    assert sure("SCO999", "What else?") is None


@pytest.mark.parametrize("code", CODES)
def test_every_model_is_small_and_says_why(code: str) -> None:
    model = model_of(code)
    assert model is not None
    assert (DATA / f"{code}.weights").stat().st_size < 18_500
    assert model.reason
    assert model.against < model.beside <= model.alone


def test_what_no_pattern_finds_the_weights_tell_with_their_words() -> None:
    value = "Which of your other chores\nshould be automated?"
    found = signs_of("SCO122").found(value)
    assert found is not None
    assert found.words(value) in value.replace("\n", " ")


def test_a_teams_own_phrase_counts_whatever_the_weights_say() -> None:
    phrase = "after you press transfer"
    assert signs_of("SCO122").found("What do you see after you press Transfer?") is None
    found = signs_of("SCO122", (phrase,)).found("What do you see after you press Transfer?")
    assert found is not None
    assert found.reason == "uses words that your team avoids"


@given(st.text(max_size=300))
def test_any_text_is_weighed(text: str) -> None:
    for code in ("SCO122", "EXP405"):
        found = signs_of(code).found(text)
        assert found is None or 0 <= found.start < found.end <= len(text)
