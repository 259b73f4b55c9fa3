"""A small program at its end, for the tests of the documents that the team closes it with."""

from __future__ import annotations

import copy
from datetime import datetime
from typing import Any

from codesign_cli.blocks import Block
from codesign_cli.model import derive
from codesign_cli.model.program import Program
from codesign_cli.render import terminal

CLOSING: dict[str, Any] = {
    "codesign": 1,
    "title": "Transfer",
    "timezone": "Europe/Berlin",
    "feature": {
        "name": "Bulk transfer",
        "problem": "Tasks are moved one by one.",
        "in_scope": ["Selecting tasks", "Choosing owners"],
    },
    "team": {"product": "Priya Nair", "cs": "Tom Okafor", "engineering": ["Lena Fuchs"]},
    "timeline": {"ga": "2026-04-14"},
    "accounts": [
        {"id": "northwind", "name": "Northwind Freight", "participants": [{"name": "Dana Ruiz"}]},
        {
            "id": "halden", "name": "Halden Works", "csm": "Aylin Kaya",
            "participants": [{"name": "Mika Berg", "title": "Lead"}],
        },
    ],
    "sessions": [
        {"at": "2026-02-04T10:00", "minutes": 60, "attended": {"northwind": ["Dana Ruiz"], "halden": ["Mika Berg"]}},
        {"at": "2026-02-18T10:00", "minutes": 60, "attended": {"northwind": ["Dana Ruiz"]}},
    ],
    "feedback": [
        {
            "id": "F1", "session": 1, "account": "northwind", "step": "Selecting tasks", "severity": "minor",
            "friction": "The selection is lost when the list pages", "pm_read": "incorporate",
            "final": "incorporated", "reason": "Nobody can finish without it", "shipped": "The selection stays",
        },
        {
            "id": "F2", "session": 2, "account": "halden", "step": "Choosing owners", "severity": "blocker",
            "friction": "A wrong owner cannot be taken back", "words": "I only see it on Monday",
            "suggestion": "An undo button", "pm_read": "decline", "final": "declined",
            "reason": "The audit of the month needs every change to stay as it was made",
        },
    ],
    "preview": {"planned": "2026-04-02"},
    "debrief": {"at": "2026-04-06T16:00", "minutes": 30},
    "outcomes": {"ready": ["northwind"]},
}  # fmt: skip
"""One point went in; the other, of an account with a CSM of its own, did not and nobody called yet."""


def laid(*changes: tuple[str, Any]) -> Program:
    """The program with values set (`feedback.0.final`) or, with None, taken away."""
    tree = copy.deepcopy(CLOSING)
    for path, value in changes:
        *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
        node: Any = tree
        for part in way:
            node = node[part]
        if value is None:
            del node[last]
        elif isinstance(node, list) and last == len(node):
            node.append(value)
        else:
            node[last] = value
    return Program.model_validate(tree)


def moment(program: Program, now: str) -> datetime:
    """A day or moment in the program's zone."""
    return derive.moment(program, datetime.fromisoformat(now))


def flat(blocks: tuple[Block, ...], width: int = 160) -> str:
    """A page as one line, so that a sentence is found wherever it breaks."""
    return " ".join(terminal.render(blocks, width=width).split())
