"""What comes before the first session: dates, invitation, brief, the agreed form of records."""

from __future__ import annotations

from typing import Literal

from .base import Day, Items, Part, Text, Texts

Mode = Literal[
    "design-input",
    "ideas",
    "votes",
    "comments",
    "interview",
    "prototype-review",
    "advisory",
    "workshop",
    "beta",
]
"""How an account takes part."""


class Timeline(Part):
    """From the first to the last working session, and the release."""

    start: Day | None = None
    end: Day | None = None
    ga: Day | None = None


class Invitation(Part):
    """How the accounts were asked to take part."""

    planned: Day | None = None
    sent: Day | None = None
    says: Items[Literal["scope", "time", "input", "decision"]] = ()
    mode: Mode | None = None
    text: Text | None = None


class Brief(Part):
    """The brief by Product before session 1."""

    sent: Day | None = None
    by: Text | None = None


class FeedbackFormat(Part):
    """The form of a record, agreed between Product and CS."""

    agreed: Day | None = None
    by: Texts = ()
