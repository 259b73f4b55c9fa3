"""The hand-over after the release: who is ready, what still hurts, how to get by, and what to measure when."""

from __future__ import annotations

from codesign_cli.documents.handoff.build import build
from codesign_cli.documents.handoff.facts import HandoffFacts
from codesign_cli.documents.handoff.page import PHRASES, layout, shown

FACTS = HandoffFacts
"""What a sentence of the page may name."""

__all__ = ["FACTS", "PHRASES", "HandoffFacts", "build", "layout", "shown"]
