"""A session's agenda for those who come to it: facts, then blocks."""

from __future__ import annotations

from codesign_cli.documents.customer.agenda.build import build
from codesign_cli.documents.customer.agenda.facts import SessionFacts
from codesign_cli.documents.customer.agenda.page import layout
from codesign_cli.documents.customer.agenda.script import PHRASES

FACTS = SessionFacts

__all__ = ["FACTS", "PHRASES", "SessionFacts", "build", "layout"]
