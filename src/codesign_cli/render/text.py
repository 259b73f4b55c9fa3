"""Findings for a person: the place, the line with a mark under the words, the sentence, the way out, a summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from codesign_cli.finding import SEVERITIES, Finding, Span
from codesign_cli.record import NamedTuple
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
    findings: Sequence[Finding],
    lines: Lines,
    *,
    color: bool = False,
    unicode: bool = True,
    verbose: bool = False,
    quiet: bool = False,
    checked: Sequence[str] = DISCIPLINES,
) -> str:
    """The page for `findings`, in their order; covered ones are left out.

    `checked` names the disciplines that were looked at, for the closing line; `quiet` leaves that line
    out, `verbose` shows every finding in full.
    """  # fmt: skip
    shown = [finding for finding in findings if finding.shown]
    told: list[Line] = []
    for group in _groups(shown, verbose):
        if group[0].severity == "info" and not verbose:
            told += [_head(finding, inline=True) for finding in group]
            told += [[]] if group[-1] is not shown[-1] else []
        else:
            told += [*_full(group[0], lines, unicode), *_folded(group[1:]), []]
    while told and not told[-1]:
        told.pop()
    closing = [] if quiet else summary(shown, checked)
    if closing:
        told += [[], closing] if told else [closing]
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


def _full(finding: Finding, lines: Lines, unicode: bool) -> list[Line]:
    """A finding in full: head, source with marks, sentence, related places, way out."""
    gutter = max([len(str(finding.span.line)), *(len(str(place.span.line)) for place in finding.related), 4])
    page: list[Line] = [_head(finding)]
    mark = _Mark("^", _STYLE[finding.severity], "", unicode)
    page += _before(finding.span, lines.get(finding.file, ()), gutter, unicode)
    page += _excerpt(finding.span, lines.get(finding.file, ()), gutter, mark)
    page.append([Piece("   "), Piece(flat(finding.message))])
    for place in finding.related:
        if place.file != finding.file:
            page.append([Piece(f"   {flat(place.file)}:{place.span.line}:{place.span.column}", "bold")])
        mark = _Mark("-", "cyan", flat(place.message), unicode)
        page += _excerpt(place.span, lines.get(place.file, ()), gutter, mark)
    if finding.help:
        page.append([Piece("   "), Piece(flat(finding.help), "green")])
    return page


def _folded(rest: Sequence[Finding]) -> list[Line]:
    """One line for each further finding of the same rule."""
    return [[Piece(f"   also line {finding.span.line}: "), Piece(flat(finding.message))] for finding in rest]


class _Mark(NamedTuple):
    """How a place is marked under its line."""

    sign: str
    style: str
    note: str
    """What is said beside the mark."""
    unicode: bool
    """Whether the page may hold more than ASCII signs."""


def _before(span: Span, lines: Sequence[str], gutter: int, unicode: bool) -> list[Line]:
    """The lines above that of `span`, from the start of its list item, if that is near."""
    if not 1 <= span.line <= len(lines):
        return []
    numbers = range(_item_start(lines, span.line), span.line)
    return [
        [_gutter(number, gutter), Piece(_shown(lines[number - 1][:_WIDEST], unicode))] for number in numbers
    ]


def _gutter(number: int | str, width: int) -> Piece:
    return Piece(f"{number:>{width + 1}} │ ", "dim")


def _excerpt(span: Span, lines: Sequence[str], gutter: int, mark: _Mark) -> list[Line]:
    """The source line of `span` with marks under it; where there is no such line, the note alone."""
    if not 1 <= span.line <= len(lines):
        return [[Piece("   "), Piece(mark.note, mark.style)]] if mark.note else []
    text = lines[span.line - 1]
    end = span.end_column - 1 if span.end_line == span.line else len(text.rstrip())
    before, under, after = _parts(text, span.column - 1, max(end, span.column - 1), mark.unicode)
    signs = [Piece(" " * cell_width(before)), Piece(mark.sign * max(cell_width(under), 1), mark.style)]
    note = [Piece(f" {mark.note}", mark.style)] if mark.note else []
    return [[_gutter(span.line, gutter), Piece(before + under + after)], [_gutter("", gutter), *signs, *note]]


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


def _shown(text: str, unicode: bool) -> str:
    """A stretch of a source line as it may be shown: nothing of it acts, and every blank keeps its cells."""
    blanks = {"\t": "    ", "\u3000": "  "}
    pieces = [blanks.get(char, " ") if char.isspace() else char for char in text]
    shown = " ".join(flat(word) for word in "".join(pieces).split(" "))
    return shown if unicode else ascii_only(shown)


def _parts(text: str, start: int, end: int, unicode: bool) -> tuple[str, str, str]:
    """The line before, under and after the mark, shortened around it where it is very long."""
    left = max(0, start - _WIDEST // 2)
    right = min(len(text), max(end, start) + _WIDEST // 2, start + _WIDEST)
    dots = "…" if unicode else "..."
    return (
        (dots if left else "") + _shown(text[left:start], unicode),
        _shown(text[start : min(end, right)], unicode),
        _shown(text[min(end, right) : right], unicode) + (dots if right < len(text) else ""),
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
    soon = sum(finding.soon for finding in findings)
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
