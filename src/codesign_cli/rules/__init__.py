"""The rule engine's vocabulary: the decorator, what a rule yields, and discovery.

A rule is one small function in its family's file:

    @rule("SCO111", "session-length", "warning", "A-071 T-13", clauses={...}, why=..., mend=..., bad=(...), good=(...))
    def session_length(program, now):
        for session in program.sessions: ... yield hit(at(session, "minutes"), "…", help="…", clause="short")

It says what is wrong and where; severity by time, suppression of what is not due, order, and the place
in the text are `check`'s business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Literal, TypeVar

from codesign_cli.finding import Place, Severity, at
from codesign_cli.record import NamedTuple
from codesign_cli.when import Due

__all__ = ["DISCIPLINES", "Example", "Hit", "Rule", "at", "discover", "find_rule", "hit", "rule"]

Function = TypeVar("Function", bound=Callable[..., Iterator[Any]])
Over = Literal["file", "program", "aside", "history", "folder"]
"""What a rule reads: one file as it was read, one program, what is set aside in it, its versions, a whole folder."""

DISCIPLINES = {"FIL": "file", "SCO": "scope", "COH": "cohort", "ROL": "role", "EXP": "expectation"}
"""The discipline of a code's first three letters."""


class Hit(NamedTuple):
    """What a rule yields: one thing wrong at one place."""

    place: Place
    message: str
    """What is wrong, one sentence in the program's own words."""
    help: str
    """The way out, one sentence."""
    clause: str
    """Which clause of the rule speaks: a key of its `clauses`."""
    due: Due | None = None
    """For something owed: nothing is said before its time, an info in the last seven days."""
    severity: Severity | None = None
    """Where it is not the rule's own: a lapse made good is a warning."""
    related: tuple[Place, ...] = ()
    about: object = None
    """The account or record that it speaks of, where its place does not lie in one."""


def hit(
    place: Place,
    message: str,
    *,
    help: str,
    clause: str,
    due: Due | None = None,
    severity: Severity | None = None,
    related: Iterable[Place] = (),
    about: object = None,
) -> Hit:
    """One thing wrong at `place`; see `Hit` for the rest."""
    return Hit(place, message, help, clause, due, severity, tuple(related), about)


class Example(NamedTuple):
    """A fragment laid over a clean program, with the lines to be found marked `# <-`."""

    text: str
    """YAML: mappings are merged key by key, list items by `id`, `number` or `name`; other lists replace the base's."""
    clause: str = ""
    """The clause that it shows; empty for a good example."""
    base: str = "running"
    """The clean program under it (`begun`, `running`, `finished`), or `""` where the text is a whole file."""
    as_of: str = ""
    """Its day or moment; the base's own where empty."""
    drop: tuple[str, ...] = ()
    """What the base has and this example has not: `accounts[northwind].health`, `team.cs`, `accounts[corvus]`."""
    note: str = ""
    """One short sentence on what it shows: `exactly 90 minutes is in time`."""
    severity: Severity | None = None
    """The severity expected, where it is not the rule's own."""
    before: str | None = None
    """For a rule over two versions: what is laid over the base for the earlier one; empty for the base itself."""


class Rule(NamedTuple):
    """One rule: what it is called, where it comes from, how it is told, and the function that finds."""

    code: str
    name: str
    severity: Severity
    source: str
    """Entries of the catalogue (`A-048 X-005`), or `X` for our own judgement."""
    over: Over
    clauses: Mapping[str, str]
    """Each clause by a short label and what it says."""
    why: str
    """Why it matters, in plain words."""
    mend: str
    """How to mend it, in plain words."""
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    covered_by: tuple[str, ...]
    """Codes that lead where both stand on one subject."""
    std: bool
    """Whether `scale: minimum` drops it."""
    waivable: Literal["yes", "kept", "no"]
    """`no`: nothing silences it; `kept`: a waiver needs reason, name and date and leaves a warning."""
    kept: frozenset[str]
    """Clauses of a rule that nothing silences which are only kept."""
    about: Literal["", "account", "record"]
    """What each of its findings speaks of one of; a waiver has to name it."""
    limits: Mapping[str, float]
    """Figures of our own choice that a team may set otherwise, with what they are by default."""
    phrases: bool
    """Whether a team may add literal phrases to those that it looks for."""
    since: str
    """The version that brought it."""
    preview: bool
    """Whether it may still change in a minor version; it runs only where it is selected by code or name."""
    formerly: tuple[str, ...]
    """Codes and names that it had before; they are still understood."""
    function: Callable[..., Iterator[Any]]
    """Yields hits; over a `file` also findings that reading it made."""

    @property
    def discipline(self) -> str:
        """`file`, `scope`, `cohort`, `role` or `expectation`."""
        return DISCIPLINES[self.code[:3]]

    @property
    def summary(self) -> str:
        """What it finds, in one sentence: the first line of the function's docstring."""
        return (self.function.__doc__ or "").strip().splitlines()[0]


_RULES: dict[str, Rule] = {}
_discovered: tuple[Rule, ...] = ()
"""All of them in order; empty while some may not have been registered."""


def rule(
    code: str,
    name: str,
    severity: Severity,
    source: str,
    *,
    clauses: Mapping[str, str],
    why: str,
    mend: str,
    bad: tuple[Example, ...],
    good: tuple[Example, ...],
    over: Over = "program",
    covered_by: tuple[str, ...] = (),
    std: bool = False,
    waivable: Literal["yes", "kept", "no"] = "yes",
    kept: frozenset[str] = frozenset(),
    about: Literal["", "account", "record"] = "",
    limits: Mapping[str, float] = MappingProxyType({}),
    phrases: bool = False,
    since: str = "0.1.0",
    preview: bool = False,
    formerly: tuple[str, ...] = (),
) -> Callable[[Function], Function]:
    """Registers a function as a rule; for the arguments see `Rule`.

    The function takes what it is `over`: for `program` the program and an aware `now` in the program's zone, for
    `history` both versions of it and `now`; then `limits` by keyword where it declares any, and `phrases`
    where a team may add some. The first line of its docstring says what it finds.
    """

    def register(function: Function) -> Function:
        _RULES[code] = Rule(
            code, name, severity, source, over, clauses, why, mend, bad, good, covered_by, std, waivable, kept, about,
            limits, phrases, since, preview, formerly, function,
        )  # fmt: skip
        return function

    return register


def discover() -> tuple[Rule, ...]:
    """Every rule, by code: imports each file of each discipline's folder."""
    global _discovered
    if len(_discovered) == len(_RULES) > 0:
        return _discovered
    from importlib import import_module
    from os import listdir

    for folder in sorted(DISCIPLINES.values()):
        for file in sorted(listdir(f"{__path__[0]}/{folder}")):
            if file.endswith(".py"):
                import_module(f"{__name__}.{folder}.{file[:-3]}".removesuffix(".__init__"))
    order = {discipline: position for position, discipline in enumerate(DISCIPLINES)}
    _discovered = tuple(sorted(_RULES.values(), key=lambda rule: (order[rule.code[:3]], rule.code)))
    return _discovered


def find_rule(word: str, rules: Iterable[Rule] | None = None) -> Rule | None:
    """The rule of a code or name, case aside; None where there is none."""
    wanted: Any = word.strip().lower()
    for candidate in discover() if rules is None else rules:
        names = (candidate.code, candidate.name, *candidate.formerly)
        if wanted in (name.lower() for name in names):
            return candidate
    return None


def nearest_rule(word: str) -> Rule | None:
    """The rule whose code or name is nearest to a misspelled one; None where none is near."""
    from difflib import get_close_matches

    names = {name: rule for rule in discover() for name in (rule.code.lower(), rule.name)}
    near = get_close_matches(word.strip().lower(), names, 1)
    return names[near[0]] if near else None
