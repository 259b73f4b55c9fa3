"""What stands in every kind: guardrails, internal rules, memos, shared results, figures, waivers."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator

from . import values
from .base import (
    AccountId,
    Count,
    Day,
    Flag,
    Id,
    Items,
    NeededText,
    NotNull,
    Part,
    Text,
    TextOrTexts,
    Texts,
)
from .records import Told


class Window(Part):
    """When feedback is taken."""

    opens: Day | None = None
    closes: Day | None = None


class Guardrails(Part):
    """The five promises every program keeps."""

    criteria: Texts = ()
    criteria_published: Day | None = None
    validation_separate: Annotated[Flag, NotNull] = True
    window: Window | None = None
    decisions_at: Text | None = None
    loop: Items[Literal["accepted", "deferred", "declined"]] = ()


class Training(Part):
    """A team that was trained to ask without promising."""

    team: Text | None = None
    on: Day | None = None


class Internal(Part):
    """Rules inside the company."""

    health_definition: Text | None = None
    statuses: TextOrTexts | None = None
    beta_selection: TextOrTexts | None = None
    launch_communication: TextOrTexts | None = None
    votes_are_no_commitments: Flag | None = None
    no_dates_without_product: Flag | None = None
    raw_comments_open_to: Texts = ()
    trained: Items[Training] = ()


class Memo(Part):
    """What was heard about one theme, and what follows."""

    theme: Text | None = None
    on: Day | None = None
    by: Text | None = None
    records: Items[Id] = ()
    evidence: Literal["strong", "anecdote"] | None = None
    heard: Text | None = None
    believe: Text | None = None
    will_change: Texts = ()
    will_not_change: Texts = ()
    would_change_our_mind: Text | None = None
    triage: Literal["act-now", "discover", "decline"] | None = None
    told: Annotated[Told, BeforeValidator(values.told)] | None = None


class NotNow(Part):
    """A thing that is not done now."""

    what: Text | None = None
    why: Text | None = None


class ShareBack(Part):
    """What everybody who took part was told."""

    sent: Day | None = None
    learned: Texts = ()
    themes: Texts = ()
    next: Texts = ()
    not_now: Items[Annotated[NotNow, BeforeValidator(values.not_now)]] = ()


class Metrics(Part):
    """Figures that only people know."""

    tickets_before: Count | None = None
    tickets_after: Count | None = None
    retained: Count | None = None
    involved: Count | None = None
    support_links: Count | None = None
    support_custom: Count | None = None


class Waiver(Part):
    """A rule set aside, for a reason and for a time."""

    rule: NeededText
    account: AccountId | None = None
    record: Id | None = None
    reason: Text | None = None
    by: Text | None = None
    until: Day | None = None
