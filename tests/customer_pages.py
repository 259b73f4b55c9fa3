"""Makes a customer's page of a small program, and asks the wording rules about what it says."""

from __future__ import annotations

import copy
from datetime import datetime
from typing import Any

import yaml

from codesign_cli.blocks import Block
from codesign_cli.check import check
from codesign_cli.documents.cut import cut
from codesign_cli.documents.own import plain_text
from codesign_cli.documents.reader import Cut
from codesign_cli.load import load
from codesign_cli.model import derive
from codesign_cli.render import terminal
from tests.laid import all_rules

Tree = dict[str, Any]

BASE: Tree = {
    "codesign": 1,
    "title": "Transfer",
    "timezone": "Europe/Berlin",
    "feature": {
        "name": "Bulk transfer",
        "problem": "When a lead leaves, 120 tasks are moved one by one.",
        "approach": "A transfer starts from the person who leaves; leads know the name first.",
        "in_scope": ["Selecting tasks", "Choosing new owners"],
        "out_of_scope": ["Dashboards"],
        "constraints": {
            "technical": ["500 tasks at once"], "regulatory": "none", "architecture": ["Owners are read only"],
        },
        "influence": ["What is shown before a transfer"],
    },
    "team": {
        "product": {"name": "Priya Nair", "title": "Product manager", "email": "priya@vendor.example"},
        "cs": {"name": "Tom Okafor", "email": "tom@vendor.example"},
        "engineering": ["Lena Fuchs"],
    },
    "timeline": {"ga": "2026-04-14"},
    "accounts": [
        {
            "id": "northwind", "name": "Northwind", "health": "green",
            "participants": [
                {"name": "Dana Ruiz", "title": "Operations lead"},
                {"name": "Sam Okoye", "timezone": "America/New_York"},
            ],
        },
        {"id": "halden", "name": "Halden Works", "participants": [{"name": "Mika Salo"}]},
    ],
    "sessions": [
        {"at": "2026-02-04T10:00", "minutes": 75},
        {"at": "2026-02-18T10:00", "minutes": 90},
        {"at": "2026-03-04T10:00", "minutes": 60},
    ],
    "preview": {"planned": "2026-04-02"},
    "debrief": {"at": "2026-03-27T16:00", "minutes": 30},
}  # fmt: skip
"""A program before its first session, with all that customers are told."""


def laid(*changes: tuple[str, Any]) -> Tree:
    """The base with values set (`sessions.1.minutes`) or, with None, taken away."""
    tree = copy.deepcopy(BASE)
    for path, value in changes:
        *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
        node: Any = tree
        for part in way:
            node = node.setdefault(part, {}) if isinstance(node, dict) else node[part]
        if value is None:
            del node[last]
        elif isinstance(node, list) and last == len(node):
            node.append(value)
        else:
            node[last] = value
    return tree


def cut_of(tree: Tree, account: str | None, now: str = "2026-01-20") -> Cut:
    """What an account may see of a program as of a moment in its zone."""
    loaded = load("program.yaml", yaml.safe_dump(tree, allow_unicode=True).encode())
    assert loaded.program is not None, [finding.message for finding in loaded.findings]
    return cut(loaded.program, account, derive.moment(loaded.program, datetime.fromisoformat(now))).cut


def shown(blocks: tuple[Block, ...], width: int = 100) -> str:
    """The terminal page."""
    return terminal.render(blocks, width=width)


def flat(blocks: tuple[Block, ...]) -> str:
    """The page as one line, so that a sentence is found wherever it breaks."""
    return " ".join(shown(blocks, 300).split())


def broken(tree: Tree, blocks: tuple[Block, ...], key: str, now: str = "2026-01-20") -> list[str]:
    """What the wording rules say of a page that stands as the invitation or as the thanks of its program.

    A page that is no note of thanks need not name the time given (EXP451).
    """
    text = plain_text(blocks)
    changed = copy.deepcopy(tree)
    changed[key] = {**changed.get(key, {}), "text": text}
    loaded = load("program.yaml", yaml.safe_dump(changed, allow_unicode=True).encode())
    assert loaded.program is not None, [finding.message for finding in loaded.findings]
    moment = derive.moment(loaded.program, datetime.fromisoformat(now))
    return [
        f"{finding.code}: {finding.message}"
        for finding in check(loaded, moment, all_rules()).findings
        if finding.path.startswith(f"{key}.text") and finding.code != "EXP451"
    ]
