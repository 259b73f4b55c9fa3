"""The calls of a program: who hears a no, from whom, by when, and in which words."""

from __future__ import annotations

from codesign_cli.documents.calls.build import build
from codesign_cli.documents.calls.facts import CallsFacts
from codesign_cli.documents.calls.page import PHRASES, layout

FACTS = CallsFacts
"""What a sentence of the page may name; those of one call name what `spoken.FACTS` holds."""

__all__ = ["FACTS", "PHRASES", "CallsFacts", "build", "layout"]
