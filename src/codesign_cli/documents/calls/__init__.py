"""The calls of a program: who hears a no, from whom, by when, and in which words."""

from __future__ import annotations

from codesign_cli.documents.calls.build import build
from codesign_cli.documents.calls.facts import CallsFacts
from codesign_cli.documents.calls.page import layout

__all__ = ["CallsFacts", "build", "layout"]
