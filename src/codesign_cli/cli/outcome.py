"""What the run of one file comes to, and as plain data that another process or a later run understands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from codesign_cli.config import NO_SETTINGS, Config, Settings
from codesign_cli.finding import Finding, Related, Span
from codesign_cli.record import NamedTuple

if TYPE_CHECKING:
    from codesign_cli.check import AsOf
    from codesign_cli.cli.then import Since
    from codesign_cli.evidence import Evidence
    from codesign_cli.rules import Rule


class Selection(NamedTuple):
    """What the command line selects beside the configuration."""

    select: Sequence[str]
    ignore: Sequence[str]
    isolated: bool

    def over(self, settings: Settings, rules: Sequence[Rule]) -> Settings:
        """The configuration's settings with these laid over: a selection replaces, what is ignored adds up."""
        from codesign_cli.choose import selectors

        if self.select:
            settings = settings._replace(select=selectors(self.select, rules))
        if self.ignore:
            settings = settings._replace(ignore=(*settings.ignore, *selectors(self.ignore, rules)))
        return settings


class Plan(NamedTuple):
    """What is to be done with every file."""

    day: AsOf
    selection: Selection
    stdin_filename: str | None = None
    skip: bool = False
    """Whether a named file that is no program is passed over."""
    lines: bool = True
    """Whether the lines of findings are shown."""
    evidence: bool = False
    """Whether it is told what each rule came to."""
    keep: bool = False
    """Whether the outcome of each file is asked for again, and not only what all of them came to."""
    since: Since | None = None
    """The earlier versions that the files are compared with."""

    @property
    def rules(self) -> Sequence[Rule]:
        """Every rule; they are loaded when first asked for."""
        from codesign_cli.rules import discover

        return discover()

    def called(self, name: str) -> str:
        """What a file is called in findings: its name, or what standard input goes by."""
        return self.stdin_filename or "<stdin>" if name == "-" else name

    def settings(self, config: Config | None) -> Settings:
        """What counts for a file with this configuration."""
        return self.selection.over(config.settings if config else NO_SETTINGS, self.rules)


class Run(NamedTuple):
    """One checked file, without its program."""

    name: str
    """The file as the person named it."""
    now: datetime
    """The moment that it was checked for."""
    findings: tuple[Finding, ...]
    suppressed: int
    readable: bool
    """Whether it could be read as a program."""
    looked: frozenset[str]
    """The disciplines that were looked at: the file alone where its shape is broken, or where it is closed."""
    inherited: str
    """The file of the team's defaults that lie under it; empty where there are none."""
    lines: Mapping[str, Mapping[int, str]]
    """The lines that a page may show, by file and index."""
    evidence: Sequence[Evidence]
    piped: bool
    """Whether it is standard input."""
    config: Config | None
    settings: Settings
    note: str = ""
    """What a person should know of the check itself."""


# As plain data


def packed(run: Run) -> Any:
    """The outcome as plain data: for `unpacked`, which gets the configuration by itself."""
    lines = [(file, list(shown.items())) for file, shown in run.lines.items()]
    return (
        run.now.isoformat(),
        _plain(run.findings),
        run.suppressed,
        run.readable,
        sorted(run.looked),
        run.inherited,
        lines,
        _plain(run.evidence),
        run.note,
    )


def _plain(value: Any) -> Any:
    """Named tuples, at any depth, as bare ones."""
    return tuple(map(_plain, value)) if isinstance(value, tuple) else value


def unpacked(name: str, plain: Any, plan: Plan) -> Run:
    """The outcome of the file `name` from plain data, tuples or lists."""
    now, findings, suppressed, readable, looked, inherited, lines, evidence, note = plain
    config: Config | None = None
    settings = NO_SETTINGS
    if plan.keep:
        from codesign_cli.cli.programs import config_of

        config = None if plan.selection.isolated else config_of(name)
        settings = plan.settings(config)
    return Run(
        name, datetime.fromisoformat(now), tuple(map(_finding, findings)), suppressed, readable, frozenset(looked),
        inherited, {file: dict(shown) for file, shown in lines}, tuple(map(_evidence, evidence)), False,
        config, settings, note,
    )  # fmt: skip


def _finding(plain: Sequence[Any]) -> Finding:
    """A finding from a bare tuple."""
    bare = Finding._make(plain)
    return bare._replace(
        span=Span._make(bare.span),
        related=tuple(
            Related(file, Span._make(span), path, message) for file, span, path, message in bare.related
        ),
    )


def _evidence(plain: Sequence[Any]) -> Evidence:
    """What one rule came to, from a bare tuple."""
    from codesign_cli.evidence import Evidence, Value

    bare = Evidence._make(plain)
    return bare._replace(values=tuple(map(Value._make, bare.values)))
