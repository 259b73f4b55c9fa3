"""A wrong value in plain words: what stands there, and what could.

`values` and pydantic_core name the kind of a mistake; nothing else of theirs reaches a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from codesign_cli.model.nearest import distance, nearest

LONGEST = 40
"""How many characters of a value are shown."""

_DAY = "write a day such as `2026-02-18`"
_MOMENT = "write a day and a time such as `2026-02-18T16:00`"
_EXPECTED = {
    "empty": "write it, or leave the key out",
    "email": "write an address such as `dana@example.com`",
    "language": "write a language tag such as `en` or `de-AT`",
    "zone": "write the name of a time zone such as `Europe/Berlin`",
    "day": _DAY,
    "far_day": "write a day between 1970 and 2199",
    "moment": _MOMENT,
    "whole": "write a whole number",
    "too_low": "write a larger number",
    "too_high": "write a smaller number",
    "minutes": "write whole minutes, such as `60`",
    "minutes_negative": "write whole minutes from 0",
    "minutes_long": "write at most 1440 minutes, a day",
    "share": "write a share between 0 and 1, such as `0.46` for 46 percent",
    "version": "write `codesign: 1`",
    "list": "write it as a list, each entry on a line of its own after a `- `, or `none`",
    "all_or_list": "write `all`, or a list of account ids",
    "text_or_list": "write a text, a link or a list",
    "string_unicode": "write each character itself; half of one stands there",
    "bool_type": "use true or false",
    "short_id": "use a short word of letters, digits, `-`, `_` and `.`, such as `F01`",
    "short_key": "use a short word of letters, digits, `-`, `_` and `.`, such as `F01`",
    "account_id": "use lower-case letters, digits and hyphens",
    "account_key": "use the id of an account: lower-case letters, digits and hyphens",
}

_NUMBERS = ("whole", "minutes", "share", "version")


def shown(value: Any) -> str:
    """A value as a sentence names it: short, on one line, control characters visible."""
    if isinstance(value, str):
        return f"`{visible(value)}`" if value.strip() else "empty"
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, int) and value.bit_length() > 100:
        return "a number of very many digits"
    if isinstance(value, (int, float)):
        return f"the number {value}"
    return "a list" if isinstance(value, list) else "a group of keys"


def visible(text: str, most: int = LONGEST) -> str:
    """A text on one line, cut to `most` characters, with control characters and backticks made harmless."""
    flat = " ".join(text[: most * 4].split(" "))
    cut = flat if len(flat) <= most else flat[: most - 1].rstrip() + "…"
    return "".join(_harmless(letter) for letter in cut)


def _harmless(letter: str) -> str:
    if letter == "`":
        return "'"
    if letter.isprintable():
        return letter
    return (
        " "
        if letter in "\n\r\t"
        else f"\\u{ord(letter):04x}"
        if ord(letter) > 255
        else f"\\x{ord(letter):02x}"
    )


def options(words: Sequence[str]) -> str:
    """`green, yellow or red`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def sentence(kind: str, label: str, value: Any, allowed: Sequence[str] = ()) -> str:
    """One sentence about a wrong value.

    `kind` is the mistake, `label` what to call the place (`` `health` ``), `allowed` the words that a
    choice takes, the names of time zones, or the keys of a mapping.
    """
    expected = _expected(kind, value, allowed)
    return f"{label} is {shown(value)}; {expected}{'' if expected.endswith('?') else '.'}"


def _expected(kind: str, value: Any, allowed: Sequence[str]) -> str:
    """What should stand in place of a value."""
    if kind == "literal_error":
        return _choice(value, allowed)
    if kind in ("model_type", "mapping"):
        keys = options([f"`{key}`" for key in allowed[:3]]) if allowed else "an id and a value each"
        return f"write its keys on lines of their own below it: {keys}"
    if kind == "person":
        return "write a name, or `name`, `email` and `title` on lines of their own below it"
    if kind in ("text", "string_type"):
        return _text(value)
    if kind in _NUMBERS and isinstance(value, str) and value.strip().isdigit() and len(value) < LONGEST:
        return "write the number without quotes"
    if kind in ("day", "moment") and not isinstance(value, str):
        return _EXPECTED[kind]
    return _special(kind, value, allowed) or _EXPECTED.get(kind, "it cannot be read here")


def _text(value: Any) -> str:
    if isinstance(value, (bool, int, float)):
        return "put it in quotes"
    if isinstance(value, dict):
        return "write one text, in quotes where it holds a colon"
    return "write one text"


def _choice(value: Any, allowed: Sequence[str]) -> str:
    near = nearest(value, allowed) if isinstance(value, str) else None
    meant = f"did you mean {near}? Use " if near and len(allowed) > 1 else "use "
    return f"{meant}{options(allowed)}"


def _special(kind: str, value: Any, allowed: Sequence[str]) -> str | None:
    """The expectation of a kind that can show the person's own value put right."""
    if kind == "no_such_day":
        return f"no calendar has that day, {_DAY}"
    if kind == "day_with_time":
        return f"write the day alone, `{visible(value[:10])}`"
    if kind == "moment_without_time":
        return f"add the time, such as `{visible(value)}T15:00`"
    if kind == "moment" and value[10:11] in (" ", "t") and len(value) > 15:
        return f"put a T between day and time, `{visible(value[:10])}T{visible(value[11:])}`"
    if kind == "language" and "_" in value:
        return f"use a hyphen, `{visible(value.replace('_', '-'))}`"
    if kind == "day":
        meant = _day_meant(value)
        return f"write it as `{meant}`" if meant else None
    if kind == "bool_type" and isinstance(value, str) and value.strip().casefold() in ("true", "false"):
        return "write it without quotes"
    if kind == "zone":
        return _zone_meant(value, allowed)
    if kind == "account_id":
        word = "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in value.lower()).split())
        return f"{_EXPECTED[kind]}, such as `{word}`" if 0 < len(word) <= LONGEST else None
    return None


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _day_meant(value: str) -> str | None:
    """`18.02.2026`, `2026-2-3`, `02/18/2026` or `18 Feb 2026` as ISO 8601; None where it could be two days, or none.

    Points part day, month and year in this order; strokes are read so only where one of the two numbers is no month.
    """
    from datetime import date

    parts = "".join(letter if letter.isalnum() else " " for letter in value[:LONGEST]).split()
    numbers = [
        _MONTHS.index(part[:3].lower()) + 1 if part[:3].lower() in _MONTHS else _number(part)
        for part in parts
    ]
    if len(numbers) != 3 or 0 in numbers:
        return None
    first, second, third = numbers
    if len(parts[0]) == 4 and parts[0].isdigit():
        year, month, day = first, second, third
    elif parts[0].isalpha() or (second > 12 and "." not in value):
        month, day, year = first, second, third
    elif parts[1].isalpha() or first > 12 or first == second or "." in value:
        day, month, year = first, second, third
    else:
        return None
    try:
        return date(year, month, day).isoformat() if year > 999 else None
    except ValueError:
        return None


def _number(part: str) -> int:
    """A number in digits; 0 for anything else."""
    return int(part) if part.isascii() and part.isdigit() else 0


def _zone_meant(value: str, zones: Sequence[str]) -> str | None:
    """A question for the zone of a city named alone (`Berlin`, `New York`), else for the nearest name."""
    city = value.strip().replace(" ", "_").casefold()
    alone = next((zone for zone in zones if zone.casefold().endswith(f"/{city}")), None)
    near = alone or nearest(value, zones)
    if near is None:
        return None
    sure = alone is not None or distance(value.casefold(), near.casefold()) < 2
    return f"did you mean `{near}`?" + ("" if sure else " Not every city has a zone of its own")
