"""What the sessions gave: feedback records, ideas outside the scope, disagreements."""

from __future__ import annotations

from typing import Annotated, Literal

from .base import (
    EMPTY,
    AccountId,
    ByAccount,
    Day,
    Id,
    Items,
    NeededText,
    NotNull,
    OptionalText,
    Part,
    Position,
    Text,
)


class Told(Part):
    """That somebody heard of a decision: when, from whom, how."""

    on: Day | None = None
    by: Text | None = None
    how: Literal["call", "mail", "meeting", "visit"] | None = None


class Record(Part):
    """One thing an account showed or said in a session."""

    id: Id
    session: Position
    account: AccountId
    step: Text | None = None
    friction: NeededText
    signal: Literal["friction", "confusion", "workaround"] | None = None
    words: OptionalText | None = None
    severity: Literal["blocker", "significant", "minor"]
    suggestion: OptionalText | None = None
    need: OptionalText | None = None
    from_change: Id | None = None
    pm_read: Literal["incorporate", "decline", "investigate"] | None = None
    final: Literal["incorporated", "deferred", "declined"] | None = None
    decided_by: Annotated[Text, NotNull] = "product"
    decided: Day | None = None
    reason: Text | None = None
    shipped: Text | None = None
    told: Told | None = None


class Parked(Part):
    """An idea outside the scope, captured separately."""

    session: Position | None = None
    account: AccountId | None = None
    idea: Text | None = None
    redirected_by: Text | None = None
    passed_to: Text | None = None
    acknowledged: Day | None = None


class Disagreement(Part):
    """Opposite wishes of accounts, and what was built."""

    about: Text | None = None
    records: Items[Id] = ()
    positions: ByAccount[Text] = EMPTY
    built_for: AccountId | None = None
    because: Text | None = None
    told_as: Text | None = None
    adaptation: ByAccount[Text] = EMPTY
    told: ByAccount[Day] = EMPTY
