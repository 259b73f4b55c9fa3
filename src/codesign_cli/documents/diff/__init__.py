"""What changed in meaning between two versions of a program, told for people."""

from __future__ import annotations

from codesign_cli.documents.diff.build import build
from codesign_cli.documents.diff.facts import Change, DiffFacts
from codesign_cli.documents.diff.page import layout, shown

__all__ = ["Change", "DiffFacts", "build", "layout", "shown"]
