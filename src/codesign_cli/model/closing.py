"""How a program ends: preview, debrief, recognition, retrospective, and what came of it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator

from . import values
from .base import (
    EMPTY,
    AccountId,
    AllOrAccounts,
    ByAccount,
    Day,
    Flag,
    Items,
    Minutes,
    Moment,
    Part,
    Share,
    Text,
    Texts,
)
from .records import Told


class PreviewFlag(Part):
    """Something an account raised at the preview."""

    account: AccountId | None = None
    issue: Text | None = None
    critical: Flag | None = None
    decision: Literal["fix", "delay", "ship-with-workaround"] | None = None
    decided: Day | None = None
    workaround: Text | None = None
    told: Annotated[Told, BeforeValidator(values.told)] | None = None


class Preview(Part):
    """The feature, shown to the accounts before its release."""

    planned: Day | None = None
    shared: Day | None = None
    by: Text | None = None
    to: AllOrAccounts = "all"
    flags: Items[PreviewFlag] = ()


class Debrief(Part):
    """The call that tells every account what was taken in and what was not."""

    at: Moment | None = None
    minutes: Minutes | None = None
    present: Texts = ()
    attended: ByAccount[Texts] = EMPTY
    made_up: ByAccount[Day] = EMPTY
    summary_sent: Moment | None = None


class Recognition(Part):
    """The thanks."""

    sent: Day | None = None
    text: Text | None = None


class Retrospective(Part):
    """The team's look back: its four questions, and what changes."""

    at: Moment | None = None
    minutes: Minutes | None = None
    useful: Texts = ()
    record_format: Texts = ()
    selection: Texts = ()
    invitation: Texts = ()
    change: Texts = ()


class Outcomes(Part):
    """What is known after the release."""

    adoption_90_days: Share | None = None
    adoption_others: Share | None = None
    ready: Items[AccountId] = ()


class Note(Part):
    """A remark of CS about an account."""

    account: AccountId | None = None
    on: Day | None = None
    note: Text | None = None


class Notes(Part):
    """Remarks that no customer document ever holds."""

    relational: Items[Note] = ()
