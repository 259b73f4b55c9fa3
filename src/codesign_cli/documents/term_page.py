"""The page of one term, figure, study or failure mode, and the list of them, for `explain` and the documentation."""

from __future__ import annotations

from codesign_cli.blocks import Block, Bullets, Heading, Line, Notice, Paragraph, Table, Terms
from codesign_cli.documents.glossary import Cited, Entry, FailureMode, Term, entries, find_entry, key_of
from codesign_cli.record import NamedTuple
from codesign_cli.rules import Rule, find_rule

_LISTS = {
    "terms": ("failure mode", "figure", "study", "term"),
    "glossary": ("failure mode", "figure", "study", "term"),
    "failure modes": ("failure mode",),
    "failures": ("failure mode",),
    "figures": ("figure", "study"),
    "statistics": ("figure", "study"),
    "studies": ("figure", "study"),
}
"""Words that ask for a list, and the kinds that stand in it."""
_NOT_OURS = (
    "The articles that this toolkit follows cite it so. Nobody here checked the source or measured anything."
)


class Related(NamedTuple):
    """A rule that has to do with an entry."""

    code: str
    name: str
    summary: str


class TermFacts(NamedTuple):
    """Everything that is said of one entry."""

    kind: str
    """`term`, `figure`, `study` or `failure mode`."""
    name: str
    also: tuple[str, ...]
    body: Term | Cited | FailureMode
    rules: tuple[Related, ...]
    """The closest first."""
    see: tuple[str, ...]
    source: str
    """Entries of the catalogue, or X for the toolkit's own word."""


class ListFacts(NamedTuple):
    """Entries by kind."""

    kind: str
    """`terms`."""
    entries: tuple[TermFacts, ...]


def build(word: str, rules: tuple[Rule, ...]) -> TermFacts | ListFacts | None:
    """The facts of the entry that `word` means, or of a list: `terms`, `figures`, `failure modes`; None for neither.

    `rules` are those that there are: an entry tells those among them that have to do with it.
    """
    kinds = {key_of(name): kinds for name, kinds in _LISTS.items()}.get(key_of(word))
    if kinds:
        return ListFacts("terms", tuple(facts_of(entry, rules) for entry in entries() if entry.kind in kinds))
    entry = find_entry(word)
    return facts_of(entry, rules) if entry else None


def facts_of(entry: Entry, rules: tuple[Rule, ...]) -> TermFacts:
    """The facts of an entry; of the rules it names, those among `rules`."""
    found = (find_rule(code, rules) for code in entry.rules.split())
    related = tuple(Related(rule.code, rule.name, rule.summary) for rule in found if rule)
    return TermFacts(entry.kind, entry.name, entry.also, entry.body, related, entry.see, entry.source)


def layout(facts: TermFacts, level: int = 1) -> tuple[Block, ...]:
    """The page of one entry, its heading at `level`."""
    blocks: list[Block] = [Heading(facts.name[:1].upper() + facts.name[1:], level)]
    if isinstance(facts.body, Cited):
        blocks += _cited(facts.body, facts.kind, level)
    elif isinstance(facts.body, FailureMode):
        blocks += _failure(facts.body, level)
    else:
        blocks += [Paragraph(facts.body.means), Paragraph(facts.body.why)]
    if facts.rules:
        title = "Rules that watch for it" if facts.kind == "failure mode" else "Rules about it"
        rows = tuple(Line(rule.summary, rule.code) for rule in facts.rules)
        blocks += [Heading(title, level + 1), Terms(rows)]
    return (*blocks, Heading("Where it belongs", level + 1), Terms(_origin(facts)))


def _cited(body: Cited, kind: str, level: int) -> list[Block]:
    """Whose finding it is, whom it is about, and what it cannot carry."""
    rows = [
        Line(body.attributed_to, "Attributed to"),
        Line(body.year or "not given", "Year"),
        Line(body.population, "Found on"),
        Line(body.compared_with, "Compared with"),
    ]
    rows += [Line(body.because, "Reason given")] if body.because else []
    rows.append(Line(body.not_told, "Not told"))
    return [
        Paragraph(f"{body.attributed_to}{f', {body.year}' if body.year else ''}, as cited: {body.says}"),
        Notice(_NOT_OURS, f"A {kind} of others"),
        Terms(tuple(rows)),
        Heading("Do not use it as", level + 1),
        Bullets(tuple(map(Line, body.not_for))),
    ]


def _failure(body: FailureMode, level: int) -> list[Block]:
    """What goes wrong, why, how it shows, and how to mend it."""
    blocks: list[Block] = [
        Paragraph(body.what),
        Paragraph(body.harm),
        Paragraph(f"A failure of {body.discipline} discipline."),
    ]
    for title, items in (
        ("Causes", body.causes),
        ("Signs of it", body.signs),
        ("How to mend it", body.fixes),
    ):
        blocks += [Heading(title, level + 1), Bullets(tuple(map(Line, items)))]
    return blocks


def _origin(facts: TermFacts) -> tuple[Line, ...]:
    """The rows of the last section."""
    keys = facts.body.keys if isinstance(facts.body, Term) else ()
    rows = [Line(", ".join(keys), "In the file")] if keys else []
    rows += [Line(", ".join(facts.also), "Also")] if facts.also else []
    rows += [Line(", ".join(facts.see), "See")] if facts.see else []
    own = facts.source == "X"
    return (*rows, Line("the toolkit's own word" if own else f"catalogue {facts.source}", "Source"))


def layout_list(facts: ListFacts) -> tuple[Block, ...]:
    """One table for each kind."""
    blocks: list[Block] = [
        Heading("Terms, figures and failure modes", 1),
        Paragraph("`codesign explain TERM` tells the whole of each."),
    ]
    failures = tuple((e.name, e.body.what) for e in facts.entries if isinstance(e.body, FailureMode))
    cited = tuple(
        (
            e.name,
            e.body.says,
            f"{e.body.attributed_to}, {e.body.year or 'no year given'}",
            e.body.compared_with,
        )
        for e in facts.entries
        if isinstance(e.body, Cited)
    )
    terms = tuple(Line(e.body.means, e.name) for e in facts.entries if isinstance(e.body, Term))
    if failures:
        blocks += [Heading("Failure modes"), Table(("Name", "What goes wrong"), failures)]
    if cited:
        columns = ("Name", "What is said", "Attributed to, as cited", "Compared with")
        blocks += [Heading("Figures and studies of others"), Table(columns, cited)]
    if terms:
        blocks += [Heading("Terms"), Terms(terms)]
    return tuple(blocks)
