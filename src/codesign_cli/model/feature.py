"""The one feature a program is about, and its boundary."""

from __future__ import annotations

from typing import Literal

from .base import Day, NeededText, Part, Text, Texts

Level = Literal["low", "medium", "high"]


class Constraints(Part):
    """What is fixed, by type; None where a type is neither listed nor said to be none."""

    technical: Texts | None = None
    regulatory: Texts | None = None
    architecture: Texts | None = None


class Feature(Part):
    """What is being shaped."""

    name: NeededText
    problem: NeededText
    question: Text | None = None
    stage: Literal["idea", "discovery", "committed", "in-build", "released"] | None = None
    design_locked: Day | None = None
    design_ambiguity: Level | None = None
    rework_if_wrong: Level | None = None
    approach: Text | None = None
    in_scope: Texts = ()
    out_of_scope: Texts = ()
    constraints: Constraints | None = None
    influence: Texts = ()
