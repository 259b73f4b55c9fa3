"""Shape and rules to findings: runs the rules over a loaded program and gives each hit its place, time and order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from codesign_cli.aside import apply
from codesign_cli.choose import choose, extras
from codesign_cli.config import NO_SETTINGS, Settings
from codesign_cli.finding import Finding, Path, Place, Related, order, path_text
from codesign_cli.load import Loaded
from codesign_cli.once import unchanged
from codesign_cli.record import NamedTuple
from codesign_cli.shape import id_path, identity

if TYPE_CHECKING:
    from codesign_cli.history import Versions
    from codesign_cli.model.program import Program
    from codesign_cli.rules import Hit, Rule

AsOf = date | datetime
"""A day (its start in the program's zone), a moment, or a moment without an offset (in the program's zone)."""


class Checked(NamedTuple):
    """One checked program file."""

    loaded: Loaded
    now: datetime
    """Now, in the program's zone."""
    findings: tuple[Finding, ...]
    """In the order of their places."""
    suppressed: int = 0
    """How many more a comment has silenced."""
    before: Before | None = None
    """What it was compared with, where rules over two versions ran."""
    rules: Sequence[Rule] = ()
    """The rules that the settings select."""


class Before(NamedTuple):
    """A program file as it was at a revision."""

    loaded: Loaded
    revision: str
    """What the person called the revision."""
    opening: Loaded | None = None
    """As it was when session 1 was over, where a later commit than the revision tells."""


class Told(NamedTuple):
    """Findings that a rule over a `file` or over what is set aside picks its own from."""

    findings: tuple[Finding, ...]


def moment_of(as_of: AsOf, program: Program | None) -> datetime:
    """`as_of` as an aware moment in the program's zone (UTC where there is no program).

    One that the clock leaves out there, when it is put forward, is what it shows instead.
    """
    from codesign_cli.model.derive import zone

    here = zone(program) if program is not None else UTC
    if not isinstance(as_of, datetime):
        as_of = datetime.combine(as_of, time())
    if as_of.tzinfo is None:
        as_of = as_of.replace(tzinfo=here).astimezone(UTC)
    return as_of.astimezone(here)


def check(
    loaded: Loaded,
    as_of: AsOf,
    rules: Sequence[Rule] | None = None,
    settings: Settings = NO_SETTINGS,
    before: Before | None = None,
) -> Checked:
    """Runs `rules` (all, where None), as far as `settings` selects them, over one program as of a day or moment.

    Rules over two versions run where `before` gives the earlier one.
    """
    if rules is None:
        from codesign_cli.rules import discover

        rules = discover()
    now = moment_of(as_of, loaded.program)
    chosen = choose(rules, settings, loaded.name)
    rules = chosen.rules
    findings = [finding for rule in rules if rule.over == "file" for finding in rule.function(loaded)]
    if loaded.program is not None:
        findings += _found(rules, loaded, loaded.program, now, settings)
        findings += drift(rules, loaded, now, before, settings)
    ran = [rule for rule in rules if rule.over != "history" or before is not None]
    outcome = apply(list(_cover(findings, rules)) if findings else [], loaded, now, ran)
    about_file: list[Finding] = [*outcome.attempts, *chosen.problems]
    if about_file:
        speaking = {rule.code for rule in rules}
        about_file = [f for f in about_file if f.code in speaking]
        about_file = [
            f if f.file else f._replace(file=loaded.name, span=loaded.text.place(())) for f in about_file
        ]
    every = tuple(sorted((*outcome.findings, *about_file), key=order))
    return Checked(loaded, now, every, outcome.suppressed, before, rules)


def _found(
    rules: Sequence[Rule], loaded: Loaded, program: Program, now: datetime, settings: Settings
) -> list[Finding]:
    """The findings of those of `rules` that are over the program; what may come from a broken value is dropped.

    This runs a hundred times a program: what holds for all rules is asked once, and for a rule that says nothing
    nothing is made.
    """
    found: list[Finding] = []
    places = Places(loaded)
    broken = loaded.touched.parts
    usual = program.state != "closed" and program.scale != "minimum"
    with unchanged(program, broken):
        for rule in rules:
            if rule.over == "program" and (usual or applies(rule, program)):
                extra: Mapping[str, object] = {}
                if rule.limits or rule.phrases or settings is not NO_SETTINGS:
                    extra = extras(rule, settings)
                broken.clear()
                for hit in rule.function(program, now, **extra):
                    if not broken or all(places.apart(part, hit.place) for part in broken):
                        finding = _told(rule, hit, now, places)
                        if finding is not None:
                            found.append(finding)
    return found


def applies(rule: Rule, program: Program) -> bool:
    """Whether the rule speaks at all of a program of this state and scale."""
    if program.state == "closed" and rule.discipline != "file":
        return False
    return not (rule.std and program.scale == "minimum")


def _told(rule: Rule, hit: Hit, now: datetime, places: Places) -> Finding | None:
    """A hit as the finding that it is now; None for what is not due yet."""
    due, severity, message, soon = hit.due, hit.severity or rule.severity, hit.message, False
    if due is not None:
        if not due.late(now):
            soon = due.soon(now)
            if not soon:
                return None
            severity = "info"
        message = f"{message.removesuffix('.')} ({due.say(now)})."
    found = places.finding(rule, hit, severity, message)
    return found._replace(soon=True) if soon else found


def versions_of(loaded: Loaded, before: Before | None) -> Versions | None:
    """Both versions of a program; None where one cannot be read as a program."""
    from codesign_cli.history import Versions

    after = loaded.program
    if before is None or before.loaded.program is None or after is None:
        return None
    then = before.loaded.program
    opening = before.opening.program if before.opening is not None else None
    return Versions(then, after, before.revision, opening or then)


def drift(
    rules: Sequence[Rule],
    loaded: Loaded,
    now: datetime,
    before: Before | None,
    settings: Settings = NO_SETTINGS,
) -> Iterator[Finding]:
    """What those of `rules` that compare two versions find, before anything is set aside; nothing without `before`."""
    versions = versions_of(loaded, before)
    if before is None or versions is None:
        return
    places = Places(loaded)
    older = [one for one in (before.loaded, before.opening) if one is not None]
    for rule in rules:
        if rule.over == "history" and applies(rule, versions.after):
            for one in (loaded, *older):
                one.touched.begin()
            for hit in rule.function(versions, now, **extras(rule, settings)):
                if not any(_broken(one, hit, places) for one in (loaded, *older)):
                    yield places.finding(rule, hit, hit.severity or rule.severity, hit.message)


def _broken(loaded: Loaded, hit: Hit, places: Places) -> bool:
    """Whether a hit may come from a broken value of this version; items are told apart by their ids."""
    if not loaded.touched.any():
        return False
    there, here = Places(loaded), places.key(hit.place)
    return not all(_apart(there.key(Place(part)), here) for part in loaded.touched.parts)


def _apart(one: str, other: str) -> bool:
    """Whether two keys lie in two items of one list: `feedback[F01].words` and `feedback[F02]`."""
    first, second = one.partition("]")[0].partition("["), other.partition("]")[0].partition("[")
    return bool(first[1]) and first[:2] == second[:2] and first[2] != second[2]


_LEAVES = frozenset((str, int, float, bool, type(None), date, datetime))
"""What holds no part of a program: most of what one consists of."""


class Places:
    """Finds where the parts of a program stand in its text."""

    def __init__(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self._paths: dict[int, Path] | None = None

    def path(self, place: Place) -> Path:
        """The path of a place; the whole program's where its node is not part of it."""
        if self._paths is None:
            self._paths = {}
            self._walk(self._loaded.program, ())
        return (*self._paths.get(id(place.node), ()), *place.keys)

    def key(self, place: Place) -> str:
        """The path of a place with ids: `accounts[northwind].health`."""
        return id_path(self._loaded.text.data, self.path(place))

    def apart(self, part: object, place: Place) -> bool:
        """Whether a part and a place lie in two items of one list, so that neither tells of the other."""
        one, other = self.path(Place(part))[:2], self.path(place)[:2]
        return (
            len(one) == len(other) == 2
            and one[0] == other[0]
            and one[1] != other[1]
            and isinstance(one[1], int)
        )

    def _walk(self, value: Any, path: Path) -> None:
        """Remembers the path of each model instance at and below `value`: a part, a list or a group of some."""
        assert self._paths is not None
        if value.__class__ is tuple:
            inner: Iterable[tuple[str | int, Any]] = enumerate(value)
        elif value.__class__ is dict:
            inner = value.items()
        elif hasattr(value, "__pydantic_fields_set__"):
            self._paths[id(value)] = path
            inner = vars(value).items()
        else:
            return
        for key, item in inner:
            if item.__class__ not in _LEAVES:
                self._walk(item, (*path, key))

    def finding(self, rule: Rule, hit: Hit, severity: Any, message: str) -> Finding:
        """A hit as a finding."""
        text = self._loaded.text
        path = self.path(hit.place)
        stretch = hit.place.characters
        account, record = self._about(path, hit.about)
        key = text.key_span(path)
        whole = text.place(path)
        return Finding(
            code=rule.code,
            name=rule.name,
            severity=severity,
            discipline=rule.discipline,
            file=text.file_of(path),
            span=text.inside(path, *stretch) if stretch else whole,
            path=path_text(path),
            key=_told_apart(identity(text.data, path), record or account if hit.about is not None else ""),
            message=message,
            help=hit.help,
            source=rule.source,
            basis="owed" if hit.due is not None else "stated",
            due=hit.due.iso() if hit.due is not None else None,
            related=tuple(self._related(place) for place in hit.related),
            clause=hit.clause,
            account=account,
            record=record,
            home=(key or whole).line,
        )

    def _about(self, path: Path, about: object) -> tuple[str, str]:
        """The ids of the account and the record that a finding speaks of; empty where it speaks of none."""
        where = self.path(Place(about)) if about is not None else path
        account = record = ""
        program: Any = self._loaded.program
        if len(where) > 1 and isinstance(where[1], int):
            if where[0] == "accounts":
                account = program.accounts[where[1]].id
            elif where[0] == "feedback":
                record, account = program.feedback[where[1]].id, program.feedback[where[1]].account
        return account, record

    def _related(self, place: Place) -> Related:
        text = self._loaded.text
        path = self.path(place)
        return Related(text.file_of(path), text.place(path), path_text(path), place.note)


def _told_apart(key: str, whose: str) -> str:
    """A key that tells apart the findings of one place that speak of different accounts or records."""
    return key if not whose or whose in key else f"{key}@{whose}"


def _cover(findings: Iterable[Finding], rules: Sequence[Rule]) -> Iterator[Finding]:
    """Marks each finding whose cause a more specific one at the same place tells already."""
    found = list(findings)
    leaders = {rule.code: rule.covered_by for rule in rules if rule.covered_by}
    by_code: dict[str, list[Finding]] = {}
    for finding in found:
        by_code.setdefault(finding.code, []).append(finding)
    for finding in found:
        codes = leaders.get(finding.code, ())
        leader = next(
            (code for code in codes if any(_covers(f, finding) for f in by_code.get(code, ()))), None
        )
        yield finding._replace(covered_by=leader) if leader else finding


def _covers(leader: Finding, finding: Finding) -> bool:
    """Whether the leader tells the cause: what is said of a whole list and what is said of one item have two."""
    apart = leader.path.startswith(f"{finding.path}[") or finding.path.startswith(f"{leader.path}[")
    return _one_place(finding, leader) and not apart


def _one_place(one: Finding, other: Finding) -> bool:
    """Whether two findings stand on one value, on a value and what holds it, or on one line for what is missing."""
    if one.file != other.file:
        return False
    short, long = sorted((one.path, other.path), key=len)
    return one.span == other.span or long == short or long.startswith((f"{short}.", f"{short}["))
