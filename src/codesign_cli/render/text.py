"""Findings for a person: the place, the line with a mark under the exact words, the sentence, the way out, a summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from codesign_cli.finding import SEVERITIES, Finding, Span
from codesign_cli.render.paint import Line, Piece, page
from codesign_cli.render.safe import ascii_only, cell_width, flat

Lines = Mapping[str, Sequence[str]]
"""The lines of each file that findings speak of, by the file's name."""

DISCIPLINES = ("file", "scope", "cohort", "role", "expectation")
FOLD = 3
"""From so many findings of one rule in one file on, only the first is shown in full (commands.md)."""

_STYLE = {"error": "bold red", "warning": "bold yellow", "info": "bold blue"}
_WIDEST = 160
"""The most characters of a source line that are shown, around the mark."""


def render(
    findings: Sequence[Finding], lines: Lines, *, color: bool = False, unicode: bool = True, verbose: bool = False,
    quiet: bool = False, checked: Sequence[str] = DISCIPLINES,
) -> str:
    """The page for `findings`, in their order; covered ones are left out.

    `checked` names the disciplines that were looked at, for the closing line; `quiet` leaves that line
    out, `verbose` shows every finding in full.
    """  # fmt: skip
    shown = [finding for finding in findings if finding.covered_by is None]
    told: list[Line] = []
    for group in _groups(shown, verbose):
        if group[0].severity == "info" and not verbose:
            told += [_head(finding, inline=True) for finding in group]
            told += [[]] if group[-1] is not shown[-1] else []
        else:
            told += [*_full(group[0], lines), *_folded(group[1:]), []]
    while told and not told[-1]:
        told.pop()
    if not quiet:
        told += [[]] if told else []
        told.append(summary(shown, checked))
    text = page(told, color=color)
    return text if unicode else ascii_only(text)


def _groups(findings: Sequence[Finding], verbose: bool) -> list[list[Finding]]:
    """Findings as they are shown: neighbouring infos together, three or more of one rule in one file folded."""
    same = Counter(map(_kind, findings))
    groups: dict[tuple[object, ...], list[Finding]] = {}
    run = 0
    for number, finding in enumerate(findings):
        if finding.severity == "info" and not verbose:
            groups.setdefault(("infos", run), []).append(finding)
            continue
        run = number
        fold = not verbose and same[_kind(finding)] >= FOLD
        groups.setdefault(_kind(finding) if fold else (number,), []).append(finding)
    return list(groups.values())


def _kind(finding: Finding) -> tuple[object, ...]:
    """What folds together: one rule in one file, at one severity."""
    return finding.file, finding.code, finding.severity


def _head(finding: Finding, inline: bool = False) -> Line:
    """`program.yaml:88:18  error  ROL305 not-cs-facilitated`, with the sentence behind it where `inline`."""
    place = f"{flat(finding.file)}:{finding.span.line}:{finding.span.column}"
    head = [
        Piece(place, "bold"),
        Piece("  "),
        Piece(finding.severity, _STYLE[finding.severity]),
        Piece(f"  {finding.code} {finding.name}", "bold"),
    ]
    return [*head, Piece(f"  {flat(finding.message)}")] if inline else head


def _full(finding: Finding, lines: Lines) -> list[Line]:
    """A finding in full: head, source with marks, sentence, related places, way out."""
    gutter = max([len(str(finding.span.line)), *(len(str(place.span.line)) for place in finding.related), 4])
    page: list[Line] = [_head(finding)]
    page += _excerpt(finding.span, lines.get(finding.file, ()), gutter, "^", _STYLE[finding.severity], context=True)
    page.append([Piece("   "), Piece(flat(finding.message))])
    for place in finding.related:
        if place.file != finding.file:
            page.append([Piece(f"   {flat(place.file)}:{place.span.line}:{place.span.column}", "bold")])
        source = lines.get(place.file, ())
        page += _excerpt(place.span, source, gutter, "-", "cyan", note=flat(place.message))
    if finding.help:
        page.append([Piece("   "), Piece(flat(finding.help), "green")])
    return page


def _folded(rest: Sequence[Finding]) -> list[Line]:
    """One line for each further finding of the same rule."""
    return [[Piece(f"   also line {finding.span.line}: "), Piece(flat(finding.message))] for finding in rest]


def _excerpt(
    span: Span, lines: Sequence[str], gutter: int, mark: str, style: str, note: str = "", context: bool = False
) -> list[Line]:
    """The source line of `span` with marks under it; with `context` from the list item's first line, if that is near."""
    if not 1 <= span.line <= len(lines):
        return [[Piece("   "), Piece(note, style)]] if note else []
    page: list[Line] = []
    start = _item_start(lines, span.line) if context else span.line
    for number in range(start, span.line):
        page.append([Piece(f"{number:>{gutter + 1}} │ ", "dim"), Piece(_shown(lines[number - 1])[:_WIDEST])])
    text = lines[span.line - 1]
    end = span.end_column - 1 if span.end_line == span.line else len(text.rstrip())
    before, under, after = _parts(text, span.column - 1, max(end, span.column - 1))
    page.append([Piece(f"{span.line:>{gutter + 1}} │ ", "dim"), Piece(before + under + after)])
    marks = mark * max(cell_width(under), 1)
    tail = [Piece(f" {note}", style)] if note else []
    page.append([Piece(f"{'':>{gutter + 1}} │ ", "dim"), Piece(" " * cell_width(before)), Piece(marks, style), *tail])
    return page


def _item_start(lines: Sequence[str], number: int) -> int:
    """The line on which the list item around line `number` begins, if it is at most two lines above."""
    line = lines[number - 1]
    indent = len(line) - len(line.lstrip())
    for above in range(number - 1, max(number - 3, 0), -1):
        other = lines[above - 1]
        if not other.strip():
            break
        if other.lstrip().startswith("- ") and len(other) - len(other.lstrip()) < indent:
            return above
    return number


def _shown(text: str) -> str:
    """A stretch of a source line as it may be shown: tabs as four spaces, nothing of it acts, spaces kept."""
    return "".join(" " if part == " " else flat(part) for part in _pieces(text.replace("\t", "    ")))


def _pieces(text: str) -> list[str]:
    """Runs without a space, and single spaces."""
    pieces: list[str] = []
    for char in text:
        if char == " " or not pieces or pieces[-1] == " ":
            pieces.append(char)
        else:
            pieces[-1] += char
    return pieces


def _parts(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The line before, under and after the mark, shortened around it where it is very long."""
    left = max(0, start - _WIDEST // 2)
    right = min(len(text), max(end, start) + _WIDEST // 2, start + _WIDEST)
    before = ("…" if left else "") + _shown(text[left:start])
    return before, _shown(text[start : min(end, right)]), _shown(text[min(end, right) : right]) + (
        "…" if right < len(text) else ""
    )


def summary(findings: Sequence[Finding], checked: Sequence[str] = DISCIPLINES) -> Line:
    """`Scope ok · Cohort ok · Role 1 error · Expectation 1 error, 1 warning`, with what is due soon."""
    parts: list[Line] = []
    for discipline in DISCIPLINES:
        own = [finding for finding in findings if finding.discipline == discipline]
        if own:
            parts.append([Piece(f"{discipline.capitalize()} "), *_counts(own)])
        elif discipline in checked and discipline != "file":
            parts.append([Piece(f"{discipline.capitalize()} "), Piece("ok", "green")])
        elif discipline == "file" and discipline in checked and not findings:
            parts.append([Piece("File "), Piece("ok", "green")])
    soon = sum(finding.severity == "info" and finding.basis == "owed" for finding in findings)
    if soon:
        parts.append([Piece(f"{soon} {'duty' if soon == 1 else 'duties'} due within a week")])
    line: Line = []
    for part in parts:
        line += [Piece(" · ", "dim"), *part] if line else part
    return line


def _counts(findings: Sequence[Finding]) -> Line:
    """`1 error, 2 warnings`."""
    line: Line = []
    for severity in SEVERITIES:
        number = sum(finding.severity == severity for finding in findings)
        if number:
            line += [Piece(", ")] if line else []
            line.append(Piece(f"{number} {severity}{'s' if number > 1 else ''}", _STYLE[severity]))
    return line
