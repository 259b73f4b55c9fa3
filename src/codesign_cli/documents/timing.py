"""Minutes shared out: a running order whose blocks add up to its length exactly, whatever the length."""

from __future__ import annotations

from collections.abc import Sequence

from codesign_cli.record import NamedTuple


class Want(NamedTuple):
    """One block of a running order before it has its minutes."""

    key: str
    minutes: int
    """Whole minutes it takes where there is time; at least 1."""
    rank: int = 1
    """What goes first where there are fewer minutes than blocks: the highest rank; 0 goes last."""
    grows: bool = False
    """Whether it takes the time left over; at least one block must."""


def share(wants: Sequence[Want], total: int) -> dict[str, int]:
    """Minutes for each block that fits into `total` minutes, by key, in order; they add up to `total`.

    Where there is time, each block has what it wants and the growing ones take the rest in equal parts.
    Where there is not, all shrink in proportion, none below one minute, and blocks are left out by rank
    only when there are fewer minutes than blocks. `total` below one gives nothing.
    """
    if total < 1:
        return {}
    kept = sorted(sorted(range(len(wants)), key=lambda place: (wants[place].rank, place))[:total])
    chosen = [wants[place] for place in kept]
    spare = total - sum(want.minutes for want in chosen)
    if spare < 0:
        minutes = _shrunk([want.minutes for want in chosen], total)
    else:
        growing = [place for place, want in enumerate(chosen) if want.grows] or [len(chosen) - 1]
        extra = dict(zip(growing, even(spare, len(growing)), strict=True))
        minutes = [want.minutes + extra.get(place, 0) for place, want in enumerate(chosen)]
    return {want.key: length for want, length in zip(chosen, minutes, strict=True)}


def even(total: int, parts: int) -> list[int]:
    """`total` whole minutes in `parts` shares that differ by one at most, the longer ones first."""
    each, rest = divmod(total, parts)
    return [each + (place < rest) for place in range(parts)]


def _shrunk(wished: Sequence[int], total: int) -> list[int]:
    """`wished` scaled down to `total`, each at least 1 (there are at most `total` of them), largest remainder first."""
    spare = total - len(wished)
    whole = sum(wished)
    minutes = [1 + wish * spare // whole for wish in wished]
    by_rest = sorted(range(len(wished)), key=lambda place: (-(wished[place] * spare % whole), place))
    for place in by_rest[: total - sum(minutes)]:
        minutes[place] += 1
    return minutes
