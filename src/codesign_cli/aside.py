"""What a file sets aside: suppression comments and waivers, applied to findings; and what is wrong with them.

`# codesign: allow RULE until 2026-03-01 by Priya: reason` stands on a line or above one; a waiver is an item
of `waivers` in the file. A rule that carries the whole program is never set aside, a kept one only with
reason, name and date, and then it stays as a warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING

from codesign_cli.finding import Finding, Path, Span, path_text
from codesign_cli.load import Loaded
from codesign_cli.record import NamedTuple
from codesign_cli.rules import Rule, find_rule
from codesign_cli.shape import identity
from codesign_cli.when import say_day

if TYPE_CHECKING:
    from codesign_cli.finding import Severity

MARK = "codesign:"
MOST_COMMENTS = 200
"""Rules that the comments of one file set aside together; every further one counts for nothing."""
_NAMES: dict[str, tuple[str, Severity]] = {
    "FIL005": ("missing-key", "error"),
    "FIL009": ("unused-suppression", "warning"),
    "FIL010": ("bare-suppression", "warning"),
    "FIL011": ("not-waivable", "error"),
    "FIL013": ("waiver-expired", "warning"),
    "FIL014": ("unknown-rule", "error"),
}


class Attempt(NamedTuple):
    """One attempt to set a rule aside."""

    word: str
    """The rule as it is written."""
    reason: str
    by: str
    until: date | None
    """The last day on which it counts."""
    span: Span
    """Where it stands."""
    file: str
    path: Path = ()
    """Of a waiver; empty for a comment."""
    line: int = 0
    """The line that a comment governs."""
    account: str = ""
    record: str = ""
    mistake: str = ""
    """What a comment says that cannot be understood; empty where all is well."""

    @property
    def is_comment(self) -> bool:
        """Whether it is a comment and not a waiver."""
        return not self.path


class Outcome(NamedTuple):
    """Findings after what the file sets aside."""

    findings: list[Finding]
    suppressed: int
    """How many findings a comment silenced."""
    attempts: list[Finding]
    """What is wrong with the attempts themselves."""


def apply(findings: Sequence[Finding], loaded: Loaded, now: datetime, rules: Sequence[Rule]) -> Outcome:
    """Sets aside what the file's comments and waivers ask for, as far as the rules allow it."""
    comments = list(islice(_comments(loaded), MOST_COMMENTS + 1))
    attempts = [*comments[:MOST_COMMENTS], *_waivers(loaded)]
    if not attempts:
        return Outcome(list(findings), 0, [])
    left = list(findings)
    told: list[Finding] = [_too_many(comments[-1], loaded)] if len(comments) > MOST_COMMENTS else []
    suppressed = 0
    for attempt in attempts:
        rule = find_rule(attempt.word, rules) or find_rule(attempt.word)
        told += _wrong_with(attempt, rule, loaded, left)
        if rule is None or attempt.mistake or not _allowed(attempt, rule):
            continue
        hit = [finding for finding in left if _meets(attempt, rule, finding)]
        if attempt.until is not None and now.date() > attempt.until and (hit or not attempt.is_comment):
            told += [_expired(attempt, rule, loaded, now)] if hit else []
            continue
        if attempt.is_comment and not hit and (rule.over != "history" or rule in rules):
            told.append(_unused(attempt, rule, loaded))
        if rule.waivable != "yes" or not attempt.is_comment:
            left = [_waived(finding, attempt, rule) if finding in hit else finding for finding in left]
        else:
            left = [finding for finding in left if finding not in hit]
            suppressed += len(hit)
    return Outcome(left, suppressed, told)


def _waived(finding: Finding, attempt: Attempt, rule: Rule) -> Finding:
    """A finding that is set aside; of a kept rule it stays, as a warning that says so."""
    if rule.waivable == "yes":
        return finding._replace(waived=True)
    assert attempt.until is not None
    note = f"Set aside until {say_day(attempt.until)} by {attempt.by}: {attempt.reason}"
    severity: Severity = "warning" if finding.severity == "error" else finding.severity
    message = f"{finding.message} {note.removesuffix('.')}."
    return finding._replace(waived=True, kept=True, severity=severity, message=message)


def _allowed(attempt: Attempt, rule: Rule) -> bool:
    """Whether the rule may be set aside by this attempt at all."""
    if rule.waivable == "no" and not rule.kept:
        return False
    if rule.waivable != "yes" and not (attempt.reason and attempt.by and attempt.until):
        return False
    return attempt.is_comment or not _lacks(attempt, rule)


def _lacks(attempt: Attempt, rule: Rule) -> str:
    """The key that a waiver of this rule has to name and does not: `account`, `record` or nothing."""
    return rule.about if not attempt.is_comment and rule.about and not getattr(attempt, rule.about) else ""


def _meets(attempt: Attempt, rule: Rule, finding: Finding) -> bool:
    """Whether a finding is one that the attempt means."""
    if (
        finding.code != rule.code
        or finding.waived
        or (rule.waivable == "no" and finding.clause not in rule.kept)
    ):
        return False
    if attempt.is_comment:
        return finding.file == attempt.file and attempt.line in (finding.span.line, finding.home)
    return attempt.account in ("", finding.account) and attempt.record in ("", finding.record)


# Reading the attempts


def _comments(loaded: Loaded) -> Iterator[Attempt]:
    """The suppression comments of the file, each with the line that it governs."""
    source = loaded.source
    lines: Sequence[str] = ()
    following = -1  # 0 from there on where nothing more comes
    for span, text in source.comments(MARK):
        lines = lines or source.lines
        before = lines[span.line - 1][: span.column - 1]
        if not before.strip() and following and following <= span.line:
            following = _next_line(lines, span.line)
        line = span.line if before.strip() else following
        for attempt in _parsed(text, span, source.name):
            yield attempt._replace(line=line)


def _next_line(lines: Sequence[str], number: int) -> int:
    """The next line that holds more than a comment; 0 at the file's end."""
    for later in range(number + 1, len(lines) + 1):
        text = lines[later - 1].strip()
        if text and not text.startswith("#"):
            return later
    return 0


def _parsed(text: str, span: Span, file: str) -> Iterator[Attempt]:
    """The attempts of one comment: one for each rule that it names."""
    head, _, reason = text.partition(MARK)[2].partition(":")
    words = head.replace(",", " , ").split()
    empty = Attempt("", reason.strip(), "", None, span, file)
    if len(words) < 2 or words[0] != "allow":
        yield empty._replace(mistake="says nothing that can be understood")
        return
    place = next((i for i, word in enumerate(words) if word in ("until", "by")), len(words))
    rules = [word for word in words[1:place] if word != ","]
    by, until, mistake = "", None, ""
    rest = words[place:]
    while rest:
        stop = next((i for i, word in enumerate(rest[1:], 1) if word in ("until", "by")), len(rest))
        value = " ".join(rest[1:stop]).replace(" , ", ", ")
        if rest[0] == "by":
            by = value
        else:
            try:
                until = date.fromisoformat(value)
            except ValueError:
                mistake = f"names `{value}`, which is not a day like 2026-03-01"
        rest = rest[stop:]
    for rule in rules:
        yield empty._replace(word=rule, by=by, until=until, mistake=mistake)


def _waivers(loaded: Loaded) -> Iterator[Attempt]:
    """The waivers of the file."""
    for number, waiver in enumerate(loaded.program.waivers if loaded.program else ()):
        path: Path = ("waivers", number)
        yield Attempt(
            word=waiver.rule,
            reason=waiver.reason or "",
            by=waiver.by or "",
            until=waiver.until,
            span=loaded.text.place((*path, "rule")),
            file=loaded.text.file_of(path),
            path=path,
            account=waiver.account or "",
            record=waiver.record or "",
        )


# What is wrong with them


def _wrong_with(
    attempt: Attempt, rule: Rule | None, loaded: Loaded, findings: Sequence[Finding]
) -> Iterator[Finding]:
    """What is wrong with an attempt, whatever it would set aside."""
    form = "`# codesign: allow RULE until 2026-03-01 by NAME: reason`"
    if attempt.mistake:
        yield _finding(
            "FIL014", attempt, loaded, f"This comment {attempt.mistake}.", f"Write it as {form}.", "form"
        )
    elif rule is None:
        yield _unknown(attempt, loaded)
    else:
        lacks = _lacks(attempt, rule)
        called = f"{rule.code} ({rule.name})"
        if rule.waivable == "no" and not any(_meets(attempt, rule, finding) for finding in findings):
            message = f"{called} cannot be set aside: what it asks for carries the whole program."
            yield _finding(
                "FIL011",
                attempt,
                loaded,
                message,
                f"Do what it asks, and delete the {_kind(attempt)}.",
                "never",
            )
        elif rule.waivable != "yes" and not _allowed(attempt._replace(account="-", record="-"), rule):
            parts = {"reason": attempt.reason, "name": attempt.by, "date": attempt.until}
            lacking = " and no ".join(name for name, value in parts.items() if not value)
            message = (
                f"{called} is set aside only with a reason, a name and a date, and this has no {lacking}."
            )
            way = "Add what is missing, or do what the rule asks."
            yield _finding("FIL011", attempt, loaded, message, way, "kept")
        elif not attempt.reason:
            message = f"The {_kind(attempt)} of {called} gives no reason."
            way = "Write why behind a colon." if attempt.is_comment else "Write why under `reason`."
            yield _finding("FIL010", attempt, loaded, message, way, _kind(attempt))
        if lacks:
            message = f"{called} speaks of one {lacks}, and the waiver does not say which."
            path = (*attempt.path, lacks)
            placed = attempt._replace(span=loaded.text.place(path), path=path)
            yield _finding("FIL005", placed, loaded, message, f"Write its id under `{lacks}`.", "waiver")


def _too_many(attempt: Attempt, loaded: Loaded) -> Finding:
    """The first comment of too many."""
    message = f"The comments above set {MOST_COMMENTS} rules aside already; this one and all below count for nothing."
    way = "Mend what the rules tell, or configure for the whole team which rules it leaves out."
    return _finding("FIL014", attempt, loaded, message, way, "form")


def _unknown(attempt: Attempt, loaded: Loaded) -> Finding:
    """An attempt that names no rule."""
    from codesign_cli.rules import nearest_rule

    near = nearest_rule(attempt.word)
    way = f"Did you mean {near.code} ({near.name})?" if near else "`codesign rules` lists them all."
    return _finding("FIL014", attempt, loaded, f"`{attempt.word}` names no rule.", way, "unknown")


def _expired(attempt: Attempt, rule: Rule, loaded: Loaded, now: datetime) -> Finding:
    """An attempt past its date, while its rule still fires."""
    assert attempt.until is not None
    ended = f"ended on {say_day(attempt.until, now)}, and the rule still fires"
    message = f"The {_kind(attempt)} of {rule.code} ({rule.name}) {ended}."
    way = f"Do what the rule asks, or decide anew and delete or renew the {_kind(attempt)}."
    return _finding("FIL013", attempt, loaded, message, way, _kind(attempt))


def _unused(attempt: Attempt, rule: Rule, loaded: Loaded) -> Finding:
    """A comment that silences nothing."""
    message = f"This comment sets {rule.code} ({rule.name}) aside, which says nothing here."
    return _finding("FIL009", attempt, loaded, message, "Delete the comment.", "unused")


def _kind(attempt: Attempt) -> str:
    return "suppression" if attempt.is_comment else "waiver"


def _finding(code: str, attempt: Attempt, loaded: Loaded, message: str, help: str, clause: str) -> Finding:
    name, severity = _NAMES[code]
    path = attempt.path if not attempt.path or len(attempt.path) > 2 else (*attempt.path, "rule")
    return Finding(
        code=code,
        name=name,
        severity=severity,
        discipline="file",
        file=attempt.file,
        span=attempt.span,
        path=path_text(path),
        key=identity(loaded.text.data, path) if path else f"comment:{attempt.word}",
        message=message,
        help=help,
        source="X",
        clause=clause,
    )
