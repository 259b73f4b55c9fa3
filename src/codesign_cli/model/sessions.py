"""The working sessions."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from . import values
from .base import (
    EMPTY,
    AccountId,
    AllOrAccounts,
    ByAccount,
    ById,
    Flag,
    Inside,
    Items,
    Minutes,
    Moment,
    NotNull,
    OptionalText,
    Part,
    Position,
    Text,
    Texts,
)

MomentOrByAccount = Annotated[
    datetime.datetime | dict[str, datetime.datetime], Inside(values.moment_or_by_account, ByAccount[Moment])
]
Purpose = Literal[
    "problem-validation", "prototype-feedback", "solution-iteration", "edge-cases", "last-check"
]


class Opened(Part):
    """What was said at the opening of a session."""

    scope: Flag | None = None
    final_call: Flag | None = None
    model: Flag | None = None


class Correction(Part):
    """Where the vendor's understanding of the problem was off."""

    account: AccountId | None = None
    we_said: Text | None = None
    they_say: Text | None = None


class Unresolved(Part):
    """Why an account comes to an extra session."""

    account: AccountId | None = None
    unresolved: Text | None = None


class Session(Part):
    """One working session; what is not written and follows from other parts is in `derive`."""

    number: Position | None = None
    purpose: Purpose | None = None
    at: MomentOrByAccount | None = None
    minutes: Minutes | None = None
    format: Annotated[Literal["joint", "single"], NotNull] = "joint"
    leads: Text | None = None
    facilitates: Text | None = None
    observes: Texts | None = None
    invited: AllOrAccounts = "all"
    shows: OptionalText | None = None
    questions: Texts = ()
    held: Flag | None = None
    opened: Opened | None = None
    attended: ByAccount[Texts] = EMPTY
    talk_minutes: ByAccount[Minutes] = EMPTY
    corrections: Items[Correction] = ()
    answers: ById[Text] = EMPTY
    confirmed: ById[ByAccount[Flag]] = EMPTY
    because: Items[Unresolved] = ()
