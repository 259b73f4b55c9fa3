"""The retrospective of a program: an hour with four questions, filled with what the file knows."""

from __future__ import annotations

from codesign_cli.documents.retro.build import build
from codesign_cli.documents.retro.facts import RetroFacts
from codesign_cli.documents.retro.lines import PHRASES
from codesign_cli.documents.retro.page import layout

FACTS = RetroFacts
"""What a sentence of the page may name."""

__all__ = ["FACTS", "PHRASES", "RetroFacts", "build", "layout"]
