"""From two versions of a program to what changed: what a rule speaks of first, then everything else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from codesign_cli.documents.diff.compare import Difference, differences
from codesign_cli.documents.diff.facts import Change, DiffFacts
from codesign_cli.documents.diff.telling import group_of, sentence, told_once, value
from codesign_cli.finding import SEVERITIES, Finding, path_text
from codesign_cli.shape import id_path

if TYPE_CHECKING:
    from codesign_cli.load import Loaded

GROUPS = (
    "The program",
    "Scope and design",
    "Team",
    "Dates and sessions",
    "Accounts",
    "Invitation and brief",
    "Records and decisions",
    "Disagreements",
    "Closing",
    "House rules",
)
"""The order in which changes are told."""
_GRAVE = ("SCO132", "EXP458", "COH228", "ROL321", "ROL323")
"""The order of what has consequences: the scope, promises, who takes part, the record, its readings."""
_LISTS = {"removed": "accounts", "gone": "feedback", "influence": "feature.influence"}
"""Clauses that stand on a list and speak of items that went."""


def build(before: Loaded | None, after: Loaded, revision: str, findings: Sequence[Finding] = ()) -> DiffFacts:
    """What changed between the file as it was at `revision` (None: it was not there) and as it stands.

    `findings` are those of the rules over both versions: what they speak of comes first, in their words.
    """
    program = after.program
    assert program is not None
    if before is None or before.program is None:
        return DiffFacts(program.title, revision, True, (), ())
    grave = [finding for finding in findings if finding.code in _GRAVE]
    told = {finding.path for finding in grave}
    lists = {_LISTS[finding.clause] for finding in grave if finding.clause in _LISTS}
    others: list[Difference] = []
    values: dict[str, Difference] = {}
    unsure = [finding.path for finding in before.findings]
    for difference in differences(before.program, program):
        if _under(path_text(difference.old), unsure):
            continue
        path = path_text(difference.new)
        if path in told and difference.kind != "went":
            values[path] = difference
        elif not (difference.kind == "went" and path in lists) and not _inside(difference, grave):
            others.append(difference)
    first = sorted((_of_rule(finding, values, after.name) for finding in grave), key=_gravity(grave))
    rest = [_change(difference, before, after) for difference in told_once(others)]
    rest.sort(key=lambda change: GROUPS.index(change.group))
    return DiffFacts(program.title, revision, False, tuple(first), tuple(rest), bool(unsure))


def _under(path: str, places: Sequence[str]) -> bool:
    """Whether a path lies at or below one of some places."""
    return any(path == place or path.startswith((f"{place}.", f"{place}[")) for place in places if place)


def _gravity(grave: Sequence[Finding]) -> Callable[[Change], tuple[int, int, int]]:
    """The order of what has consequences: as grave as the rule says it is, then by rule, then by line."""
    level = {(f.code, f.key, f.span.line): SEVERITIES.index(f.severity) for f in grave}

    def key(change: Change) -> tuple[int, int, int]:
        severity = level.get((change.rule, change.what, change.line), 0)
        return severity, _GRAVE.index(change.rule), change.line

    return key


def _inside(difference: Difference, grave: Sequence[Finding]) -> bool:
    """Whether a finding about a whole account tells this difference too: another company came in its place."""
    if difference.kind == "went" and difference.new == ("accounts",):
        swapped = (finding.message for finding in grave if finding.clause == "swapped")
        return any(f" while {difference.was.name} " in message for message in swapped)
    path = path_text(difference.new)
    return any(finding.clause == "other" and path.startswith(f"{finding.path}.") for finding in grave)


def _of_rule(finding: Finding, values: dict[str, Difference], file: str) -> Change:
    """A change that a rule speaks of, in its words."""
    difference = values.get(finding.path)
    path = difference.new if difference else ()
    return Change(
        group=group_of(path or (finding.path.partition(".")[0].partition("[")[0],)),
        what=finding.key,
        text=finding.message,
        was=value(difference.was) if difference else "",
        became=value(difference.became) if difference else "",
        file=finding.file or file,
        line=finding.span.line,
        here=True,
        rule=finding.code,
        help=finding.help,
    )


def _change(difference: Difference, before: Loaded, after: Loaded) -> Change:
    """A change in a sentence of our own, with its line."""
    assert before.program is not None
    assert after.program is not None
    gone = difference.kind == "went" or not after.text.has(difference.new)
    side, path = (
        (before, difference.old) if gone and before.text.has(difference.old) else (after, difference.new)
    )
    return Change(
        group=group_of(difference.new),
        what=id_path(side.text.data, path),
        text=sentence(difference, before.program, after.program),
        was=value(difference.was),
        became=value(difference.became),
        file=side.text.file_of(path),
        line=side.text.place(path).line,
        here=side is after,
    )
