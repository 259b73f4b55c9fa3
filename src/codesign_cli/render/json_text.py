"""Plain data as JSON that nothing obeys: what a terminal or a runner would act on is written as an escape."""

from __future__ import annotations

from typing import Any

from codesign_cli.render.safe import parted

_ACTS = "\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Marks that reorder or break a line."""


def json_text(document: Any) -> str:
    """`document` (dicts, lists, texts, numbers) as JSON, indented by two, ended by a line feed.

    Every value reads back as it was. Control characters, direction marks, lone surrogates and the `##` of what
    a runner of continuous integration takes for a command become escapes; other characters stay.
    """
    import json

    return _inert(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def json_line(document: Any) -> str:
    """The same on one line, as each line of JSON Lines is."""
    import json

    return _inert(json.dumps(document, ensure_ascii=False)) + "\n"


def _inert(text: str) -> str:
    if not text.isascii() or "\x7f" in text:
        text = "".join(char if _harmless(char) else f"\\u{ord(char):04x}" for char in text)
    return parted(text, "\\u0023#")


def _harmless(char: str) -> bool:
    return char < "\x7f" or (char > "\x9f" and not "\ud800" <= char <= "\udfff" and char not in _ACTS)
