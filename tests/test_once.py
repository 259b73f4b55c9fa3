"""What is worked out once for all rules: asked again it says the same, and counts as read again."""

from __future__ import annotations

from codesign_cli.once import once, unchanged

PROGRAM, ASKED, TOUCHED = object(), [0], list[object]()


@once
def inner(program: object) -> str:
    """Reads a broken part."""
    ASKED[0] += 1
    TOUCHED.append("feature")
    return "inner"


@once
def outer(program: object, number: int) -> str:
    """Asks another one, and reads a broken part itself."""
    TOUCHED.append("team")
    return f"{inner(program)} {number}"


@once
def sound(program: object) -> None:
    """Reads nothing that is broken."""


def test_an_old_answer_touches_what_it_was_made_of() -> None:
    ASKED[0] = 0
    TOUCHED.clear()
    with unchanged(PROGRAM, TOUCHED):
        for _ in range(3):
            assert outer(PROGRAM, 1) == "inner 1"
            assert set(TOUCHED) == {"team", "feature"}
            TOUCHED.clear()
            assert inner(PROGRAM) == "inner"
            assert TOUCHED == ["feature"]
            TOUCHED[:] = ["before"]
            sound(PROGRAM)
            assert TOUCHED == ["before"]
            assert outer(PROGRAM, 2) == "inner 2"
            assert set(TOUCHED) == {"before", "team", "feature"}
            TOUCHED.clear()
    assert ASKED == [1]


def test_outside_and_of_another_program_everything_is_asked_anew() -> None:
    ASKED[0] = 0
    with unchanged(PROGRAM, []):
        inner(object())
        inner(PROGRAM)
        inner(PROGRAM)
    inner(PROGRAM)
    assert ASKED == [3]
