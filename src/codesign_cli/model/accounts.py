"""The customers of a program: accounts, the people who take part, and who was considered."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator

from . import values
from .base import AccountId, Day, Flag, Items, NeededText, Part, Text, Texts, Zone
from .people import AnyPerson, Person

Health = Literal["green", "yellow", "red"]


class HealthCheck(Part):
    """The health of an account on a day."""

    on: Day | None = None
    health: Health | None = None


class Participant(Person):
    """A person of the customer's who comes to the sessions."""

    role: Literal["practitioner", "executive", "other"] | None = None
    timezone: Zone | None = None
    current_workflow: Texts = ()


class Account(Part):
    """A customer that takes part."""

    id: AccountId
    name: NeededText
    segment: Text | None = None
    icp: Literal["core", "adjacent", "edge"] | None = None
    health: Health | None = None
    health_checked: Day | None = None
    health_history: Items[HealthCheck] = ()
    flags: Items[Literal["support-crisis", "budget-conflict", "stalled-implementation"]] = ()
    acuity: Literal["operational", "theoretical"] | None = None
    acuity_evidence: Text | None = None
    frequency: Literal["daily", "weekly", "monthly", "rarely"] | None = None
    selected_for: Literal["problem", "relationship", "size", "availability"] | None = None
    on_advisory_board: Flag | None = None
    csm: AnyPerson | None = None
    joined: Day | None = None
    left: Day | None = None
    participants: Items[Annotated[Participant, BeforeValidator(values.person)]] = ()


class Candidate(Account):
    """A customer that was considered."""

    outcome: Literal["invited", "declined", "screened-out", "reserve"] | None = None
    why: Text | None = None
