"""Programs broken at random, through the whole of `validate` in every format; thousands of them in `./dev soak`."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz import holds
from tests.mutations import SEEDS, VALUES, mutated


@given(st.integers(0, 2**63))
def test_a_program_broken_at_random_ends_in_findings(seed: int) -> None:
    holds(mutated(Random(seed)))


@given(
    st.sampled_from(SEEDS), st.lists(st.sampled_from(VALUES) | st.binary(max_size=30), max_size=3), st.data()
)
def test_a_program_with_anything_put_in_ends_in_findings(
    raw: bytes, pieces: list[bytes], data: st.DataObject
) -> None:
    for piece in pieces:
        place = data.draw(st.integers(0, len(raw)))
        raw = raw[:place] + piece + raw[place:]
    holds(raw)


def test_what_breaks_a_program_is_the_same_each_time() -> None:
    assert mutated(Random(7)) == mutated(Random(7))


def test_a_status_that_follows_the_format_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    from codesign_cli.cli import findings

    monkeypatch.setattr(findings, "_json", lambda *_: 1 / 0)
    with pytest.raises(AssertionError, match="has a defect here"):
        holds(b"codesign: 1\n")
