"""The debrief of a program: facts with what is still missing, then blocks."""

from __future__ import annotations

from codesign_cli.documents.debrief.build import build
from codesign_cli.documents.debrief.facts import DebriefFacts, Missing, NotReady
from codesign_cli.documents.debrief.page import layout, shown

__all__ = ["DebriefFacts", "Missing", "NotReady", "build", "layout", "shown"]
