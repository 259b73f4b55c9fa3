"""What a session's agenda for a customer is made of."""

from __future__ import annotations

from datetime import datetime

from codesign_cli.documents.agenda.facts import Step
from codesign_cli.documents.customer.plan_rows import RoomMember
from codesign_cli.documents.plan import Fixed
from codesign_cli.documents.reader import OwnCorrection
from codesign_cli.record import NamedTuple


class OpenPoint(NamedTuple):
    """A point of the reader's that an earlier session left open."""

    id: str
    step: str | None
    friction: str
    severity: str
    tried: str | None
    """What was changed for it already, where that did not settle it or was not tried yet."""


class ChangedPoint(NamedTuple):
    """A point of the reader's that this session's version answers."""

    id: str
    friction: str
    change: str


class After(NamedTuple):
    """What comes after this session for the reader."""

    kind: str
    """`session` or `debrief`."""
    number: int | None
    start: datetime | None
    minutes: int | None
    """Of the debrief; None for a session."""


class SessionFacts(NamedTuple):
    """The facts of one session, for one account or for all of them."""

    audience: str
    """`customer`."""
    account: str | None
    """The reader's id; None on a page for nobody in particular."""
    name: str | None
    people: tuple[str, ...]
    """Whom it greets."""
    ready: bool
    feature: str
    problem: str
    session: int
    purpose: str
    joint: bool
    """Whether other teams are there."""
    start: datetime | None
    """None while it is to be agreed, and on a page for everybody where each team has its own time."""
    own_time: bool
    """Whether each team has its own time."""
    minutes: int
    timezone: str
    elsewhere: tuple[tuple[str, str], ...]
    """The same time on the clocks of the reader's people: who, and when."""
    facilitator: tuple[str, ...]
    presenter: tuple[str, ...]
    decider: tuple[str, ...]
    """Who says that Product decides."""
    observers: tuple[str, ...]
    room: tuple[RoomMember, ...]
    states_model: bool
    """Whether the opening tells the whole model of taking part."""
    in_scope: tuple[str, ...]
    out_of_scope: tuple[str, ...]
    constraints: tuple[Fixed, ...]
    influence: tuple[str, ...]
    shows: str | None
    """What is shown or described."""
    steps: tuple[Step, ...]
    """The running order; it adds up to `minutes` and is the team's own to the minute."""
    changed: tuple[ChangedPoint, ...]
    open: tuple[OpenPoint, ...]
    unresolved: tuple[str, ...]
    """Why the reader comes to an extra session."""
    corrections: tuple[OwnCorrection, ...]
    """What the reader has put right in earlier sessions."""
    after: After
    debrief: datetime | None
