"""The blocks of a session by its purpose, and the minutes of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from codesign_cli.documents.agenda.facts import Carried, Guest, Share, Step
from codesign_cli.documents.timing import Want, even, share
from codesign_cli.model import derive
from codesign_cli.record import NamedTuple


class _Plan(NamedTuple):
    """One block before it has its minutes."""

    kind: str
    title: str
    owners: tuple[str, ...]
    """Roles: `facilitator`, `presenter`, `decider`."""
    minutes: int
    rank: int
    """The higher, the sooner it goes where there is no time; see `timing.Want`."""
    grows: bool = False
    shares: str = ""
    """What it is shared out over: `guests`, `records` or nothing."""


_OPENING = _Plan("opening", "Opening", ("facilitator", "decider"), 5, 1)
_MODEL = _Plan("opening", "Opening", ("facilitator", "decider"), 10, 1)
_FIXED = _Plan("fixed", "What is fixed", ("presenter",), 5, 4)
_HEARD = _Plan("heard", "What we heard", ("facilitator",), 10, 3)
_NEXT = _Plan("next", "Next", ("facilitator", "decider"), 5, 2)

_SCRIPTS: Mapping[str, tuple[_Plan, ...]] = {
    "problem-validation": (
        _Plan("problem", "The problem as we see it", ("presenter",), 5, 2),
        _Plan("reactions", "Reactions", ("facilitator",), 25, 0, grows=True, shares="guests"),
        _Plan("corrections", "Corrections", ("facilitator",), 10, 3),
    ),
    "prototype-feedback": (
        _Plan("shown", "What is shown", ("presenter",), 5, 3),
        _Plan("walk", "Walk-through", ("facilitator",), 30, 0, grows=True, shares="guests"),
    ),
    "solution-iteration": (
        _Plan("changes", "What changed", ("presenter",), 5, 2),
        _Plan("confirm", "Was it fixed", ("facilitator",), 15, 0, grows=True, shares="records"),
        _Plan("effects", "New because of it", ("facilitator",), 10, 2),
        _Plan("open", "Still open", ("facilitator", "presenter"), 10, 3),
    ),
    "edge-cases": (
        _Plan("rows", "What is left", ("presenter",), 5, 2),
        _Plan("cases", "Case by case", ("facilitator",), 25, 0, grows=True, shares="guests"),
    ),
    "last-check": (
        _Plan("rows", "What is left", ("presenter",), 5, 2),
        _Plan("look", "Last look", ("facilitator",), 25, 0, grows=True, shares="guests"),
    ),
}


def steps(
    *,
    purpose: str,
    minimum: bool,
    model: bool,
    minutes: int,
    start: datetime | None,
    guests: Sequence[Guest],
    joint: bool,
    records: Sequence[Carried],
    owners: Mapping[str, tuple[str, ...]],
) -> tuple[tuple[Step, ...], tuple[str, ...]]:
    """The blocks of a session of `minutes`, and the titles of those for which it is too short.

    They add up to `minutes` exactly. `guests` and `records` share out the block that belongs to them; where
    the session is not `joint`, each account has the whole block in its own call. `start` is None where there
    is no single one.
    """
    plans = _plans(purpose, minimum, model)
    lengths = share([Want(plan.kind, plan.minutes, plan.rank, plan.grows) for plan in plans], minutes)
    titles = {
        "guests": [(guest.id, guest.name) for guest in guests],
        "records": [(record.id, f"{record.id} · {record.account}") for record in records],
    }
    found: list[Step] = []
    offset = 0
    for plan in plans:
        if plan.kind not in lengths:
            continue
        length = lengths[plan.kind]
        who = tuple(dict.fromkeys(name for role in plan.owners for name in owners[role]))
        begins = derive.after(start, offset) if start else None
        parts = _parts(titles.get(plan.shares, ()), length if joint or plan.shares != "guests" else 0)
        found.append(Step(plan.kind, plan.title, begins, offset, length, who, parts))
        offset += length
    return tuple(found), tuple(plan.title for plan in plans if plan.kind not in lengths)


def _plans(purpose: str, minimum: bool, model: bool) -> tuple[_Plan, ...]:
    """The blocks of a purpose in their order.

    What is fixed has its own block in the first two sessions; later, and in the minimum, it is a line of the
    opening. The minimum reads back while it goes and needs no block for it.
    """
    early = purpose in ("problem-validation", "prototype-feedback")
    plans = [_MODEL if model else _OPENING]
    if early and not minimum:
        plans.append(_FIXED)
    plans += _SCRIPTS[purpose]
    if purpose != "problem-validation" and not minimum:
        plans.append(_HEARD if early else _Plan("heard", "What we heard", ("facilitator",), 5, 3))
    return (*plans, _NEXT)


def _parts(titles: Sequence[tuple[str, str]], minutes: int) -> tuple[Share, ...]:
    """A block shared out: equal parts, the first ones a minute longer; without minutes where there are too few."""
    lengths: list[int] | list[None] = (
        even(minutes, len(titles)) if 0 < len(titles) <= minutes else [None] * len(titles)
    )
    return tuple(Share(key, title, length) for (key, title), length in zip(titles, lengths, strict=True))
