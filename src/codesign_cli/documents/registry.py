"""Which documents there are, for whom, and what a team may word in them its own way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Any

from codesign_cli.record import NamedTuple

_MODULES = {
    "agenda": ("agenda", "customer.agenda"),
    "brief": ("customer.brief",),
    "calls": ("calls", "calls.spoken"),
    "debrief": ("debrief", "customer.debrief"),
    "handoff": ("handoff",),
    "invite": ("customer.invite",),
    "memo": ("memo", "customer.memo"),
    "preview": ("customer.preview",),
    "retro": ("retro",),
    "summary": ("customer.summary",),
    "thanks": ("customer.thanks",),
}
"""The modules of each document: the team's, the customers'.

Each has `PHRASES` and the type of its `FACTS`; one whose sentences tell of parts of a page has `sentence_facts`,
which gives the facts of each part.
"""

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
    parts: Callable[[Any], Iterable[Any]]
    """From the facts of a whole page to those that its sentences tell of: the whole, or each of its parts."""


def variants(document: str) -> tuple[Variant, ...]:
    """A document in each of its audiences; KeyError where there is no such document."""
    found = []
    for name in _MODULES[document]:
        module = import_module(f"codesign_cli.documents.{name}")
        audience = "customer" if name.startswith("customer.") else "internal"
        parts = getattr(module, "sentence_facts", _whole)
        found.append(Variant(audience, module.PHRASES, module.FACTS, parts))
    return tuple(found)


def for_audience(document: str, audience: str) -> tuple[Variant, ...]:
    """A document for one audience, in as many groups of sentences as it has.

    Empty where it is not for it, and for a page that a team words nothing of (`diff`).
    """
    if document not in _MODULES:
        return ()
    return tuple(each for each in variants(document) if each.audience == audience)


def _whole(facts: Any) -> tuple[Any]:
    return (facts,)
