"""The agenda of one session: facts, then blocks."""

from __future__ import annotations

from codesign_cli.documents.agenda.build import build, find_session
from codesign_cli.documents.agenda.facts import AgendaFacts
from codesign_cli.documents.agenda.page import layout
from codesign_cli.documents.agenda.phrases import PHRASES

FACTS = AgendaFacts

__all__ = ["FACTS", "PHRASES", "AgendaFacts", "build", "find_session", "layout"]
