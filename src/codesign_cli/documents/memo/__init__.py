"""The decision memos of a program, for the team: what was heard, what is believed, and what follows."""

from __future__ import annotations

from codesign_cli.documents.memo.build import build
from codesign_cli.documents.memo.facts import MemoFacts
from codesign_cli.documents.memo.page import PHRASES, layout

FACTS = MemoFacts
"""What a sentence of the page may name."""

__all__ = ["FACTS", "PHRASES", "MemoFacts", "build", "layout"]
