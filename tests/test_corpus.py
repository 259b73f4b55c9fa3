"""The wording rules on labelled sentences: at least so much is found, and at most so much found wrongly."""

from __future__ import annotations

import pytest

from codesign_cli.rules.phrases import signs_of
from tests.corpus import Measured, codes, development, held_out, held_out_codes, measure, ordinary, wilson
from tests.wording_judges import JUDGES
from tests.wording_judges_expectation import FEATURE

ON_PAGES = (
    "EXP404",
    "EXP405",
    "EXP406",
    "SCO122",
    "SCO123",
    "SCO126",
    "SCO128",
    "SCO130",
    "ROL314",
    "ROL320",
)
"""Rules that leave the documents' own sentences alone."""

FLOORS: dict[str, tuple[float, float, float, float]] = {
    "COH206": (0.96, 0.03, 0.92, 0.06),
    "COH208": (0.99, 0.08, 0.96, 0.05),
    "EXP402": (0.99, 0.01, 0.80, 0.20),
    "EXP403": (0.99, 0.01, 0.76, 0.20),
    "EXP404": (0.97, 0.02, 0.88, 0.08),
    "EXP405": (0.95, 0.02, 0.80, 0.08),
    "EXP406": (0.98, 0.03, 0.76, 0.05),
    "EXP421": (0.96, 0.02, 0.84, 0.05),
    "EXP423": (0.98, 0.01, 0.91, 0.03),
    "EXP451": (0.99, 0.01, 0.96, 0.10),
    "EXP457": (0.99, 0.03, 0.80, 0.08),
    "ROL314": (0.94, 0.03, 0.80, 0.03),
    "ROL319": (0.99, 0.01, 0.92, 0.03),
    "ROL320": (0.93, 0.03, 0.80, 0.06),
    "ROL321": (0.99, 0.05, 0.0, 1.0),
    "SCO101": (0.92, 0.02, 0.88, 0.03),
    "SCO102": (0.99, 0.02, 0.92, 0.08),
    "SCO122": (0.97, 0.01, 0.84, 0.03),
    "SCO123": (0.99, 0.01, 0.92, 0.03),
    "SCO126": (0.97, 0.01, 0.88, 0.06),
    "SCO128": (0.96, 0.03, 0.92, 0.03),
    "SCO130": (0.88, 0.03, 0.87, 0.03),
}
"""By rule: least recall and most false alarms, on the sentences tuned on and on those held out."""


def shares(measured: Measured) -> tuple[float, float]:
    """Recall and the share of false alarms."""
    return measured.found / measured.firing, measured.false / measured.quiet


@pytest.mark.parametrize("code", sorted(JUDGES))
def test_a_wording_rule_stays_as_good_as_it_was_measured(code: str) -> None:
    recall, false = shares(measure(development(code), JUDGES[code]))
    least, most, held_least, held_most = FLOORS[code]
    assert recall >= least, f"finds {recall:.0%} of the sentences tuned on"
    assert false <= most, f"{false:.1%} false alarms among the sentences tuned on"
    if not held_out(code):
        return
    held_recall, held_false = shares(measure(held_out(code), JUDGES[code]))
    assert held_recall >= held_least, f"finds {held_recall:.0%} of the sentences held out"
    assert held_false <= held_most, f"{held_false:.1%} false alarms among the sentences held out"


@pytest.mark.parametrize("code", sorted({*codes(), *held_out_codes()}))
def test_a_corpus_is_large_enough_and_says_nothing_twice(code: str) -> None:
    for cases, firing, quiet in ((development(code), 15, 14), (held_out(code), 20, 18)):
        if not cases:
            continue  # one rule has no held-out sentences
        texts = [" ".join(f"{case.get('before', '')} {case['text']}".split()).casefold() for case in cases]
        assert len(texts) == len(set(texts))
        assert all(isinstance(case.get("fires", case.get("missing")), (bool, list)) for case in cases)
        wanted = [bool(case["fires"] if "fires" in case else case["missing"]) for case in cases]
        assert sum(wanted) >= firing
        assert len(wanted) - sum(wanted) >= quiet


@pytest.mark.parametrize("code", ON_PAGES)
def test_plain_sentences_are_let_pass(code: str) -> None:
    spoken_of = [text for text in ordinary() if signs_of(code).found(text, (FEATURE,))]
    assert spoken_of == []


def test_no_held_out_sentence_is_a_development_sentence() -> None:
    for code in held_out_codes():
        known = {" ".join(str(case["text"]).split()).casefold() for case in development(code)}
        held = {" ".join(str(case["text"]).split()).casefold() for case in held_out(code)}
        assert len(known & held) == 0


def test_every_wording_rule_with_a_corpus_is_measured() -> None:
    assert set(JUDGES) == set(FLOORS)


def test_the_interval_of_a_share_is_wilsons() -> None:
    assert wilson(9, 10) == pytest.approx((0.596, 0.982), abs=0.001)
    assert wilson(0, 0) == (0.0, 1.0)
    assert wilson(0, 30)[0] == 0.0
