"""A document's facts as versioned JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from codesign_cli.render.json_text import json_text

VERSION = 1
"""Keys may be added within a version; none changes its meaning."""


def render(document: str, facts: object) -> str:
    """The facts (a named tuple or a dataclass) of the named document as JSON, indented by two, ended by a line feed.

    Dates and moments are ISO 8601. Text is kept as it is in the file; what a runner of continuous
    integration or a terminal would obey is written as a JSON escape, so that reading gives it back.
    """
    return json_text({"version": VERSION, "document": document, **_plain(facts)})


def _plain(value: object) -> Any:
    names = getattr(value, "_fields", None) or getattr(value, "__dataclass_fields__", None)
    if names:
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, tuple | list) else value
