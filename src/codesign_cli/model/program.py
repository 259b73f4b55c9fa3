"""The whole program of `kind: co-design`."""

from __future__ import annotations

from typing import Annotated, Literal

from .accounts import Account, Candidate
from .base import Id, Items, Language, NeededText, NotNull, Part, Text, Texts, Version, Zone
from .closing import Debrief, Notes, Outcomes, Preview, Recognition, Retrospective
from .feature import Feature
from .guardrails import Guardrails, Internal, Memo, Metrics, ShareBack, Waiver
from .opening import Brief, FeedbackFormat, Invitation, Timeline
from .people import Team
from .records import Disagreement, Parked, Record
from .sessions import Session


class Program(Part):
    """One customer-involvement program: one feature, shaped with a few customers."""

    codesign: Version
    kind: Annotated[Literal["co-design"], NotNull] = "co-design"
    id: Id | None = None
    title: NeededText
    timezone: Annotated[Zone, NotNull] = "UTC"
    language: Annotated[Language, NotNull] = "en"
    state: Annotated[Literal["active", "cancelled", "closed"], NotNull] = "active"
    scale: Annotated[Literal["standard", "minimum"], NotNull] = "standard"
    strategy: Text | None = None
    primary_icp: Text | None = None
    feature: Feature
    team: Team | None = None
    timeline: Timeline | None = None
    invitation: Invitation | None = None
    brief: Brief | None = None
    feedback_format: FeedbackFormat | None = None
    accounts: Items[Account] = ()
    candidates: Items[Candidate] = ()
    sessions: Items[Session] = ()
    feedback: Items[Record] = ()
    parked: Items[Parked] = ()
    disagreements: Items[Disagreement] = ()
    preview: Preview | None = None
    debrief: Debrief | None = None
    recognition: Recognition | None = None
    retrospective: Retrospective | None = None
    outcomes: Outcomes | None = None
    notes: Notes | None = None
    carried_over: Texts = ()
    guardrails: Guardrails | None = None
    internal: Internal | None = None
    memos: Items[Memo] = ()
    share_back: ShareBack | None = None
    metrics: Metrics | None = None
    waivers: Items[Waiver] = ()
