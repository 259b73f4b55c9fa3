"""Which rules run, and how grave each is: what a team's configuration and the command line select."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from codesign_cli.config import NO_SETTINGS, Selector, Settings
from codesign_cli.errors import CodesignError
from codesign_cli.finding import Finding
from codesign_cli.record import NamedTuple
from codesign_cli.rules import DISCIPLINES, Rule, nearest_rule


class Chosen(NamedTuple):
    """The rules that run on one file."""

    rules: tuple[Rule, ...]
    problems: tuple[Finding, ...] = ()
    """Selectors that name no rule, and attempts to silence a rule that nothing silences."""


def selectors(words: Iterable[str], rules: Sequence[Rule]) -> tuple[Selector, ...]:
    """The selectors of a command-line option: codes, prefixes, names or disciplines, separated by commas.

    Raises CodesignError for one that names no rule.
    """
    found = tuple(Selector(word.strip(), None) for text in words for word in text.split(",") if word.strip())
    for selector in found:
        if not any(meets(selector.word, rule) for rule in rules):
            raise CodesignError(f"{selector.word} names no rule.", _nearest(selector.word))
    return found


def meets(word: str, rule: Rule) -> bool:
    """Whether a selector means a rule: by code, the code's beginning (three letters or more), name or discipline."""
    lower = word.lower()
    names = (rule.code.lower(), rule.name, *(name.lower() for name in rule.formerly))
    return (
        lower in names
        or lower == rule.discipline
        or (lower[:3].upper() in DISCIPLINES and rule.code.lower().startswith(lower))
    )


def exact(word: str, rule: Rule) -> bool:
    """Whether a selector names this one rule, and not a group."""
    return word.lower() in (rule.code.lower(), rule.name, *(name.lower() for name in rule.formerly))


def choose(rules: Sequence[Rule], settings: Settings = NO_SETTINGS, file: str = "") -> Chosen:
    """The rules that run on `file` under these settings, each with its severity.

    A rule that carries the whole program, or is kept, stays whatever is ignored.
    """
    if settings is NO_SETTINGS:
        return Chosen(tuple([rule for rule in rules if not rule.preview]))
    ignored = (
        *settings.ignore,
        *(s for pattern, some in settings.per_file if _matches(file, pattern) for s in some),
    )
    problems = [*_unknown(settings, rules), *_refused(ignored, settings, rules)]
    chosen: list[Rule] = []
    for rule in rules:
        asked = any(exact(s.word, rule) for s in settings.select)
        wanted = asked or (
            not rule.preview and (not settings.select or any(meets(s.word, rule) for s in settings.select))
        )
        silenced = rule.waivable == "yes" and any(meets(s.word, rule) for s in ignored)
        if wanted and not silenced:
            changed = next(
                (level for s, level in settings.severity if rule.waivable == "yes" and meets(s.word, rule)),
                None,
            )
            chosen.append(rule if changed is None else rule._replace(severity=changed))
    return Chosen(tuple(chosen), tuple(problems))


def _matches(file: str, pattern: str) -> bool:
    from fnmatch import fnmatchcase

    path = file.replace("\\", "/").removeprefix("./")
    return fnmatchcase(path, pattern) or fnmatchcase(path, f"*/{pattern}")


def _unknown(settings: Settings, rules: Sequence[Rule]) -> Iterable[Finding]:
    """Selectors of the configuration that name no rule."""
    every = (*settings.select, *settings.ignore, *(s for _, some in settings.per_file for s in some),
             *(s for s, _ in settings.severity))  # fmt: skip
    single = (*(s for s, _ in settings.phrases), *(s for s, _ in settings.limits))
    unknown = [s for s in every if s.span is not None and not any(meets(s.word, rule) for rule in rules)]
    unknown += [s for s in single if not any(exact(s.word, rule) for rule in rules)]
    for selector in unknown:
        message, way = f"`{selector.word}` names no rule.", _nearest(selector.word)
        if any(meets(selector.word, rule) for rule in rules):
            message = f"`{selector.word}` names several rules, and words and figures belong to one."
            way = "Write a line for each rule, by its code or name."
        yield _finding("FIL014", "unknown-rule", settings, selector, message, way, "selector")


def _refused(ignored: Sequence[Selector], settings: Settings, rules: Sequence[Rule]) -> Iterable[Finding]:
    """Attempts to ignore a rule that cannot be ignored, or to make it milder."""
    for selector in (*ignored, *(selector for selector, _ in settings.severity)):
        for rule in rules:
            if rule.waivable != "yes" and exact(selector.word, rule):
                way = (
                    "Do what it asks."
                    if rule.waivable == "no"
                    else "Do what it asks, or waive it with reason, name and date."
                )
                message = f"{rule.code} ({rule.name}) can be neither ignored nor made milder."
                yield _finding("FIL011", "not-waivable", settings, selector, message, way, "never")


def _nearest(word: str) -> str:
    near = nearest_rule(word)
    return f"Did you mean {near.code} ({near.name})?" if near else "`codesign rules` lists them all."


def _finding(
    code: str, name: str, settings: Settings, selector: Selector, message: str, help: str, clause: str
) -> Finding:
    from codesign_cli.finding import Span

    return Finding(
        code=code, name=name, severity="error", discipline="file",
        file=settings.file if selector.span else "", span=selector.span or Span(1, 1, 1, 1),
        path="", key=f"selector:{selector.word}", message=message, help=help, source="X", clause=clause,
    )  # fmt: skip


def extras(rule: Rule, settings: Settings) -> Mapping[str, object]:
    """What a rule's function takes by keyword: its limits and a team's own phrases, where it declares them.

    Raises CodesignError with the line for figures or phrases that the rule does not take.
    """
    given: dict[str, object] = {"limits": dict(rule.limits)} if rule.limits else {}
    if rule.phrases:
        given["phrases"] = ()
    for selector, own in settings.limits:
        if exact(selector.word, rule):
            for name in own:
                if name not in rule.limits:
                    known = (
                        f"It has {', '.join(rule.limits)}." if rule.limits else "It has none that can be set."
                    )
                    raise _refuse(
                        settings, selector, f"{rule.code} ({rule.name}) has no figure `{name}`.", known
                    )
            given["limits"] = {**cast("Mapping[str, float]", given["limits"]), **own}
    for selector, phrases in settings.phrases:
        if exact(selector.word, rule):
            if not rule.phrases:
                way = "Delete the line."
                raise _refuse(settings, selector, f"{rule.code} ({rule.name}) looks for no phrases.", way)
            given["phrases"] = phrases
    return given


def _refuse(settings: Settings, selector: Selector, message: str, way: str) -> CodesignError:
    line = selector.span.line if selector.span else 1
    return CodesignError(f"{settings.file}:{line}: {message}", way)
