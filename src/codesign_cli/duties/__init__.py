"""Every deadline of a co-design: its name, owner, due moment, what counts as done, and the rule it belongs to.

Rules, documents and all that tells what is owed ask here and nowhere else. A deadline is a function
under `@deadline(CODE)` in one of the files of this package; it yields one `Duty` for each thing owed,
done or not, and nothing while its due moment cannot be computed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.finding import Place
from codesign_cli.record import NamedTuple
from codesign_cli.when import Due

if TYPE_CHECKING:
    from codesign_cli.model.program import Program

Maker = Callable[..., Iterator["Duty"]]
"""Takes a program and now; what a team may set otherwise by keyword, with what it is by default."""
_MAKERS: dict[str, list[Maker]] = {}
_loaded = False
_FILES = ("gates", "sessions", "closing", "course", "after", "wording")


class Duty(NamedTuple):
    """One thing that somebody owes at a time."""

    code: str
    """The rule that speaks when it is not done."""
    name: str
    """What is owed, as an instruction: `send the brief`."""
    owner: str
    """Who owes it: a key of `team` (`product`, `cs`, `engineering`)."""
    due: Due
    done: bool
    """Whether it is done as of now; something dated later than now is not."""
    place: Place
    """Where the file holds it or should hold it."""
    clause: str = ""
    """Which clause of the rule it belongs to, where the rule has several deadlines."""
    subject: object = None
    """The part of the program that it is about (a session, a record, an account), for the rule's message."""


def deadline(code: str) -> Callable[[Maker], Maker]:
    """Registers a function `(program, now, …) -> Iterator[Duty]` as a deadline of the rule `code`."""

    def register(maker: Maker) -> Maker:
        _MAKERS.setdefault(code, []).append(maker)
        return maker

    return register


def _load() -> dict[str, list[Maker]]:
    global _loaded
    if not _loaded:
        from importlib import import_module

        for name in _FILES:
            import_module(f"{__name__}.{name}")
        _loaded = True
    return _MAKERS


def owed(program: Program, now: datetime, code: str, **figures: float) -> tuple[Duty, ...]:
    """The duties of the rule `code`, done or not, in the file's order; `now` is aware.

    `figures` are those that the rule's makers take by keyword and a team may set (`days=45`).
    """
    found: list[Duty] = []
    for maker in _load().get(code, ()):
        found += maker(program, now, **figures)
    return tuple(found)


def duties(program: Program, now: datetime) -> tuple[Duty, ...]:
    """Every duty of the program, done or not, by due day, then code; `now` is aware."""
    found = [duty for makers in _load().values() for maker in makers for duty in maker(program, now)]
    return tuple(sorted(found, key=lambda duty: (duty.due.last_day, duty.code)))
