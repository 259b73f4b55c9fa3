"""The debrief of a program: facts with what is still missing, then blocks."""

from __future__ import annotations

from codesign_cli.documents.debrief.build import build
from codesign_cli.documents.debrief.facts import DebriefFacts, Missing, NotReady
from codesign_cli.documents.debrief.page import PHRASES, layout, shown

FACTS = DebriefFacts
"""What a sentence of the page may name."""

__all__ = ["FACTS", "PHRASES", "DebriefFacts", "Missing", "NotReady", "build", "layout", "shown"]
