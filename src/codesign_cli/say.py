"""Small pieces of English: lists, counts, and values shown in a sentence."""

from __future__ import annotations

from collections.abc import Sequence


def listed(items: Sequence[str], last: str = "and") -> str:
    """`a, b and c`; `last` is the word before the last one."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def count(number: int, one: str, many: str = "") -> str:
    """`1 account`, `3 accounts`; `many` where the plural is not the word with an s."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def quoted(text: str, most: int = 60) -> str:
    """A value between backticks, shortened to `most` characters, on one line."""
    flat = " ".join(text.split())
    return f"`{flat if len(flat) <= most else flat[: most - 1].rstrip() + '…'}`"


_NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def number_word(number: int) -> str:
    """A small number as a word (0 is `no`), a larger one in digits."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)
