"""Figures that a team may set otherwise: how they are compared, and how a sentence says them."""

from __future__ import annotations

from collections.abc import Mapping

from codesign_cli.say import number_word

_SHARES = (
    (1 / 2, "half"),
    (1 / 3, "a third"),
    (2 / 3, "two thirds"),
    (1 / 4, "a quarter"),
    (3 / 4, "three quarters"),
    (1 / 5, "a fifth"),
    (9 / 10, "nine in ten"),
)
"""Shares that have a word."""
_NEAR = 1e-9
"""How near two shares are the same one: 0.29 of 100 is 29, whatever binary fractions make of it."""


def over(part: float, whole: float, share: float) -> bool:
    """Whether `part` is more than that `share` (from 0 to 1) of the whole."""
    return part - share * whole > _NEAR


def under(part: float, whole: float, share: float) -> bool:
    """Whether `part` is less than that `share` (from 0 to 1) of the whole."""
    return share * whole - part > _NEAR


def share_said(share: float) -> str:
    """A share as it is said: `half`, `a third`, `nine in ten`, `35 %`."""
    return next((word for known, word in _SHARES if abs(known - share) < _NEAR), f"{100 * share:g} %")


def number_said(number: float) -> str:
    """A number without needless digits after the point: `30`, `2.5`."""
    return f"{number:g}"


def small_said(number: float) -> str:
    """A number inside a sentence: `eight`, `13`, `2.5`."""
    return number_word(int(number)) if number == int(number) else number_said(number)


def counted(number: float, one: str) -> str:
    """A number with what it counts: `30 days`, `1 day`."""
    return f"{number_said(number)} {one if number == 1 else one + 's'}"


def days_said(days: float) -> str:
    """A stretch of days, in weeks where it is whole ones: `three weeks`, `30 days`."""
    weeks = days / 7
    if weeks < 1 or weeks != int(weeks):
        return counted(days, "day")
    return f"{small_said(weeks)} {'week' if weeks == 1 else 'weeks'}"


def figures_said(limits: Mapping[str, float]) -> str:
    """A rule's figures by their names with what they are by default: `sessions` 2, `share` a third."""
    return ", ".join(
        f"`{name}` {share_said(value) if name == 'share' else number_said(value)}"
        for name, value in limits.items()
    )
