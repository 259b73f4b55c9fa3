"""Which documents there are, for whom, and what a team may word in them its own way."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import NamedTuple

_MODULES = {
    "agenda": ("agenda", "customer.agenda"),
    "brief": ("customer.brief",),
    "calls": ("calls",),
    "debrief": ("debrief", "customer.debrief"),
    "handoff": ("handoff",),
    "invite": ("customer.invite",),
    "memo": ("memo", "customer.memo"),
    "preview": ("customer.preview",),
    "retro": ("retro",),
    "summary": ("customer.summary",),
    "thanks": ("customer.thanks",),
}
"""The modules of each document: the team's, the customers'. Each has `PHRASES` and the type of its `FACTS`."""

NAMES = tuple(sorted(_MODULES))
"""The documents, as their commands are called."""


class Variant(NamedTuple):
    """A document for one audience."""

    audience: str
    """`internal` or `customer`."""
    phrases: Mapping[str, str]
    """Its sentences that a team may word its own way, by key."""
    facts: type
    """The named tuple whose plain fields a sentence may name."""


def variants(document: str) -> tuple[Variant, ...]:
    """A document in each of its audiences; KeyError where there is no such document."""
    found = []
    for name in _MODULES[document]:
        module = import_module(f"codesign_cli.documents.{name}")
        audience = "customer" if name.startswith("customer.") else "internal"
        found.append(Variant(audience, module.PHRASES, module.FACTS))
    return tuple(found)


def variant(document: str, audience: str) -> Variant:
    """A document for one audience; KeyError where it is not for it."""
    for found in variants(document):
        if found.audience == audience:
            return found
    raise KeyError(audience)
