"""The catalogue of all rules, for `rules` and for the documentation."""

from __future__ import annotations

from codesign_cli.blocks import Block, Heading, Paragraph, Table
from codesign_cli.documents.rule_page import DISCIPLINE_MEANS
from codesign_cli.record import NamedTuple
from codesign_cli.rules import DISCIPLINES, discover


class Entry(NamedTuple):
    """One rule in the catalogue."""

    code: str
    name: str
    severity: str
    discipline: str
    summary: str
    source: str
    since: str
    """The version that brought it."""
    preview: bool
    """Whether it may still change in a minor version, and runs only where it is selected."""


class CatalogueFacts(NamedTuple):
    """Every rule, by discipline and code."""

    rules: tuple[Entry, ...]


def build() -> CatalogueFacts:
    """The catalogue of all rules that there are."""
    return CatalogueFacts(
        tuple(
            Entry(
                rule.code,
                rule.name,
                rule.severity,
                rule.discipline,
                rule.summary,
                rule.source,
                rule.since,
                rule.preview,
            )
            for rule in discover()
        )
    )


def layout(facts: CatalogueFacts) -> tuple[Block, ...]:
    """A table for each discipline."""
    blocks: list[Block] = [Heading("Rules", 1), Paragraph("`codesign explain CODE` tells the whole of each.")]
    for discipline in DISCIPLINES.values():
        rows = tuple(
            (e.code, e.name, f"{e.severity}{', preview' if e.preview else ''}", e.summary)
            for e in facts.rules
            if e.discipline == discipline
        )
        if rows:
            blocks.append(Heading(f"{discipline.capitalize()}: {DISCIPLINE_MEANS[discipline]}"))
            blocks.append(Table(("Code", "Name", "Severity", "Finds"), rows))
    return tuple(blocks)
