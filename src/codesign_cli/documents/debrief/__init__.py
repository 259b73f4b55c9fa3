"""The debrief of a program: facts with what is still missing, then blocks."""

from __future__ import annotations

from codesign_cli.documents.debrief.build import build
from codesign_cli.documents.debrief.facts import DebriefFacts, Missing
from codesign_cli.documents.debrief.page import layout

__all__ = ["DebriefFacts", "Missing", "build", "layout"]
