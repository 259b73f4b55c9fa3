"""The page about the changes of a program: what has consequences first, then the rest by subject."""

from __future__ import annotations

from typing import Any

from codesign_cli.blocks import Block, Bullets, Heading, Line, Notice, Paragraph
from codesign_cli.documents.diff.facts import Change, DiffFacts
from codesign_cli.say import count


def layout(facts: DiffFacts) -> tuple[Block, ...]:
    """The page as blocks."""
    blocks: list[Block] = [Heading(f"What changed in {facts.title}", 1, f"since {facts.revision}")]
    number = len(facts.grave) + len(facts.others)
    if facts.new:
        return (*blocks, Paragraph(f"The program was not there at {facts.revision}: all of it is new."))
    if facts.unsure:
        text = f"The file had mistakes at {facts.revision}; the values they stood on are not compared."
        blocks.append(Notice(text, "Note"))
    if not number:
        return (*blocks, Paragraph(f"Nothing changed in meaning since {facts.revision}."))
    said = f"{count(number, 'change')} of meaning since {facts.revision}"
    blocks.append(Paragraph(f"{said}, {_most(len(facts.grave), number)}."))
    if facts.grave:
        lines = tuple(
            Line(f"{change.text} {change.help} ({change.rule}, {_line(change)})") for change in facts.grave
        )
        blocks += [Heading("What somebody has to answer for"), Bullets(lines)]
    for group in dict.fromkeys(change.group for change in facts.others):
        lines = tuple(
            Line(f"{change.text} ({_line(change)})") for change in facts.others if change.group == group
        )
        blocks += [Heading(group), Bullets(lines)]
    return tuple(blocks)


def _most(grave: int, number: int) -> str:
    """How many of the changes have consequences."""
    if not grave:
        none = "which does not alter" if number == 1 else "none of which alters"
        return f"{none} what customers had been told or what they had said"
    whose = "which" if number == 1 else "all of which" if grave == number else f"{grave} of which"
    return f"{whose} somebody has to answer for"


def _line(change: Change) -> str:
    """Where a change is: `line 41`, `was line 12`."""
    return f"line {change.line}" if change.here else f"was line {change.line}"


def shown(facts: DiffFacts) -> dict[str, Any]:
    """The facts as JSON holds them: every change in one list, with `from` and `to`."""
    changes = [
        {
            "group": change.group,
            "what": change.what,
            "text": change.text,
            "from": change.was,
            "to": change.became,
            "file": change.file,
            "line": change.line,
            "version": "after" if change.here else "before",
            "consequence": bool(change.rule),
            "rule": change.rule or None,
            "help": change.help,
        }
        for change in (*facts.grave, *facts.others)
    ]
    return {
        "title": facts.title,
        "revision": facts.revision,
        "new": facts.new,
        "unsure": facts.unsure,
        "changes": changes,
    }
