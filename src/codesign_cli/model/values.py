"""What a single value may be: each function takes what the file says and gives the value, or says what is off.

The functions are named by the models and, in their cached form, looked up in `FUNCTIONS`; they must
not import pydantic. An error carries only its kind (and what was suggested); the words for it are
made by `shape`, which also knows the key and its place.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NoReturn

from codesign_cli.model.core import PydanticCustomError, PydanticUseDefault

FIRST_YEAR, LAST_YEAR = 1970, 2199
"""Years a date may bear: keeps every later sum of days inside the calendar."""
LONGEST_MINUTES = 24 * 60
"""The longest length in minutes; a session or call does not outlast a day."""
LARGEST_COUNT = 1_000_000_000
LAST_POSITION = 1000
"""The highest number that a session may bear."""
LONGEST_ID = 64

_LOWER = "abcdefghijklmnopqrstuvwxyz0123456789"
_ACCOUNT = _LOWER + "-"
_SHORT = _LOWER + _LOWER.upper() + "-_."

Handler = Callable[[Any], Any]


class Nothing(tuple[Any, ...]):
    """The list that says "none", honestly: empty, and yet an answer."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "none"


NOTHING = Nothing()


def says_something(value: object) -> bool:
    """Whether a text, list or mapping holds an answer: something in it, or an honest `none`."""
    if isinstance(value, str):
        return bool(value.strip())
    return isinstance(value, Nothing) or bool(value)


def _wrong(kind: str) -> NoReturn:
    raise PydanticCustomError(kind, kind)


def _is_word(value: str, letters: str) -> bool:
    """Whether a text consists of these letters alone and is neither empty nor long."""
    return 0 < len(value) <= LONGEST_ID and not value.strip(letters)


def _is_none(value: object) -> bool:
    return isinstance(value, str) and value.strip().casefold() == "none"


# Texts and words


def null_is_default(value: Any) -> Any:
    """A written `null` counts as not written: the key's default holds."""
    if value is None:
        raise PydanticUseDefault
    return value


def needed(value: str) -> str:
    """A text that has to say something."""
    if not value.strip():
        _wrong("empty")
    return value


def optional_text(value: str) -> str | None:
    """A text that may be an honest `none`, which is the same as not writing it."""
    return None if _is_none(value) else value


def account_id(value: Any) -> str:
    """The id of an account: lower-case letters, digits and hyphens, the first no hyphen."""
    if not isinstance(value, str):
        _wrong("text")
    if not _is_word(value, _ACCOUNT) or value[0] == "-":
        _wrong("account_id")
    return value


def account_key(value: Any) -> str:
    """The id of an account where it is the key of a mapping."""
    if not isinstance(value, str) or not _is_word(value, _ACCOUNT) or value[0] == "-":
        _wrong("account_key")
    return value


def short_id(value: Any) -> str:
    """Any other id: a short word of letters, digits, `-`, `_` and `.`."""
    if not isinstance(value, str):
        _wrong("text")
    if not _is_word(value, _SHORT):
        _wrong("short_id")
    return value


def short_key(value: Any) -> str:
    """Any other id where it is the key of a mapping."""
    if not isinstance(value, str) or not _is_word(value, _SHORT):
        _wrong("short_key")
    return value


def email(value: Any) -> str:
    """An e-mail address: one `@`, something before it, a domain with a dot behind it, no spaces."""
    if not isinstance(value, str):
        _wrong("text")
    name, at, domain = value.partition("@")
    inner = domain.strip(".")
    if not (name and at and "." in inner and inner == domain) or "@" in domain:
        _wrong("email")
    if " " in value or not value.isprintable():
        _wrong("email")
    return value


def language(value: Any) -> str:
    """A language tag after BCP 47: `en`, `de-AT`."""
    if not isinstance(value, str):
        _wrong("text")
    first, *rest = value.split("-")
    if not (
        first.isascii() and first.isalpha() and 2 <= len(first) <= 3
    ):  # `English` would be one of up to eight
        _wrong("language")
    if not all(part.isascii() and part.isalnum() and len(part) <= 8 for part in rest):
        _wrong("language")
    return value


def zone(value: Any) -> str:
    """The name of a time zone in the IANA data base: `Europe/Berlin`."""
    if value == "UTC":
        return "UTC"
    if not isinstance(value, str):
        _wrong("text")
    if value.startswith(("right/", "posix/")) or value in ("localtime", "posixrules"):
        _wrong("zone")
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(value)
    except (ValueError, KeyError, OSError):
        _need_zones()
        _wrong("zone")
    return value


def _need_zones() -> None:
    """Raises MissingPackage where no zone at all is known: neither the system brings them nor `tzdata`."""
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo("Etc/UTC")
    except (KeyError, OSError):
        from codesign_cli.errors import MissingPackage

        raise MissingPackage("tzdata") from None


# Days and moments


def _date(value: str) -> date:
    if not (len(value) == 10 and value[4] == value[7] == "-" and value.isascii()):
        _wrong("day")
    try:
        day = date.fromisoformat(value)
    except ValueError:
        _wrong("no_such_day" if (value[:4] + value[5:7] + value[8:]).isdigit() else "day")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        _wrong("far_day")
    return day


def day(value: Any) -> date:
    """A day, `2026-02-18`."""
    if not isinstance(value, str):
        _wrong("day")
    if len(value) > 10 and value[10] in "Tt " and value[:4].isdigit():
        _wrong("day_with_time")
    return _date(value)


def moment(value: Any) -> datetime:
    """A day and a time, `2026-02-18T16:00`, with seconds and an offset (`+01:00`, `Z`) where written."""
    if not isinstance(value, str):
        _wrong("moment")
    if len(value) == 10:
        _date(value)
        _wrong("moment_without_time")
    clock = value[11:]
    if value[10:11] != "T" or not value.isascii():
        _wrong("moment")
    offset = ""
    if clock.endswith("Z"):
        clock, offset = clock[:-1], "+00:00"
    elif clock[-6:-5] in ("+", "-"):
        clock, offset = clock[:-6], clock[-6:]
    if not _is_clock(clock) or (offset and not _is_clock(offset[1:])):
        _wrong("moment")
    _date(value[:10])
    try:
        return datetime.fromisoformat(f"{value[:10]}T{clock}{offset}")
    except ValueError:
        _wrong("moment")


def _is_clock(value: str) -> bool:
    """Whether it is `16:00` or `16:00:30`; Python would read `16.45` as well, as a little after four."""
    hour, *rest = value.split(":")
    if not (len(hour) == 2 and hour.isdigit() and hour < "24" and len(rest) in (1, 2)):
        return False
    return all(len(part) == 2 and part.isdigit() and part < "60" for part in rest)


def moment_or_by_account(value: Any, handler: Handler) -> Any:
    """One moment, or a mapping from account to moment."""
    return handler(value) if isinstance(value, dict) else moment(value)


# Numbers


def _whole(value: Any, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        _wrong("whole")
    if value < least:
        _wrong("too_low")
    if value > most:
        _wrong("too_high")
    return value


def minutes(value: Any) -> int:
    """A length in whole minutes, at most a day."""
    if isinstance(value, bool) or not isinstance(value, int):
        _wrong("minutes")
    if value < 0:
        _wrong("minutes_negative")
    if value > LONGEST_MINUTES:
        _wrong("minutes_long")
    return value


def count(value: Any) -> int:
    """A number of things, from 0."""
    return _whole(value, 0, LARGEST_COUNT)


def position(value: Any) -> int:
    """The number of a session, from 1."""
    return _whole(value, 1, LAST_POSITION)


def version(value: Any) -> int:
    """The version of the format: 1. A newer one is told by `shape` before anything is read."""
    if isinstance(value, bool) or value != 1 or not isinstance(value, int):
        _wrong("version")
    return value


def share(value: Any) -> float:
    """A share of a whole, from 0 to 1."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
        _wrong("share")
    return float(value)


# Lists and groups


def texts(value: Any, handler: Handler) -> Any:
    """A list of texts, or an honest `none` (also as its only entry)."""
    if type(value) is not list:
        return _no_list(value)
    if len(value) == 1 and _is_none(value[0]):
        return NOTHING
    return handler(value)


def items(value: Any, handler: Handler) -> Any:
    """A list of anything else, or an honest `none`."""
    return handler(value) if type(value) is list else _no_list(value)


def _no_list(value: Any) -> tuple[Any, ...]:
    if value is None:
        return ()
    if not _is_none(value):
        _wrong("list")
    return NOTHING


def mapping(value: Any, handler: Handler) -> Any:
    """A mapping from ids to something."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        _wrong("mapping")
    return handler(value)


def people(value: Any, handler: Handler) -> Any:
    """A list of people; one person alone is a list of one."""
    if isinstance(value, dict) or (isinstance(value, str) and not _is_none(value)):
        return handler([value])
    return items(value, handler)


def all_or_accounts(value: Any, handler: Handler) -> Any:
    """`all`, or a list of account ids."""
    if value is None or (isinstance(value, str) and value.strip().casefold() == "all"):
        return "all"
    if type(value) is not list and not _is_none(value):
        _wrong("all_or_list")
    return items(value, handler)


def text_or_texts(value: Any, handler: Handler) -> Any:
    """A text, a link, or a list of texts."""
    if isinstance(value, str) and not _is_none(value):
        return value
    if not isinstance(value, (str, list)):
        _wrong("text_or_list")
    return texts(value, handler)


def person(value: Any) -> Any:
    """A person: a bare text is the name."""
    return {"name": value} if isinstance(value, str) else value


def told(value: Any) -> Any:
    """That somebody was told: a bare day is when."""
    return {"on": value} if isinstance(value, str) else value


def not_now(value: Any) -> Any:
    """A thing that is not done now: a bare text is the thing."""
    return {"what": value} if isinstance(value, str) else value


FUNCTIONS: dict[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (
        null_is_default, needed, optional_text, account_id, account_key, short_id, short_key, email,
        language, zone, day, moment, moment_or_by_account, minutes, count, position, version, share,
        texts, items, mapping, people, all_or_accounts, text_or_texts, person, told, not_now,
    )
}  # fmt: skip
"""Every function a model may name; the cached form is read with this table and nothing else."""
