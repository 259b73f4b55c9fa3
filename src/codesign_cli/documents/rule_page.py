"""The page of one rule, for `explain` and for the documentation: both come from the rule's own file."""

from __future__ import annotations

from codesign_cli.blocks import Block, Bullets, Code, Heading, Line, Notice, Paragraph, Terms
from codesign_cli.figures import figures_said, number_said
from codesign_cli.record import NamedTuple
from codesign_cli.rules import Example, Rule

DISCIPLINE_MEANS = {
    "file": "the file itself",
    "scope": "one feature and not a direction",
    "cohort": "the accounts that have the problem",
    "role": "Product leads, CS facilitates, Engineering listens",
    "expectation": "what customers are told, and hear back",
}
_WAIVABLE = {
    "yes": "",
    "kept": "Kept: setting it aside needs a reason, a name and a date, and leaves a warning.",
    "no": "Nothing sets this rule aside: what it asks for carries the whole program.",
}


class ExampleFacts(NamedTuple):
    """One example of a rule."""

    text: str
    """YAML; lines to be found end in `# <-`."""
    shows: str
    """What it shows, in one sentence; may be empty."""
    as_of: str
    """The day it is looked at, where that matters; else empty."""
    without: tuple[str, ...]
    """What is left out of the program around it."""
    before: str | None
    """For a rule over two versions: YAML of the earlier one, empty for the program around; None for other rules."""


class RuleFacts(NamedTuple):
    """Everything that is said of one rule."""

    kind: str
    """`rule`, beside the kinds of other pages that `explain` shows."""
    code: str
    name: str
    severity: str
    discipline: str
    summary: str
    clauses: dict[str, str]
    why: str
    mend: str
    source: str
    """Entries of the catalogue, or X for the toolkit's own judgement."""
    waivable: str
    """`yes`, `kept` or `no`."""
    standard_only: bool
    """Whether `scale: minimum` drops it."""
    covered_by: tuple[str, ...]
    limits: dict[str, float]
    """Figures of our own choice that a team may set otherwise, with what they are by default."""
    since: str
    """The version that brought it."""
    history: bool
    """Whether it compares two versions of a file, and runs only with `--since`."""
    preview: bool
    """Whether it may still change in a minor version, and runs only where it is selected."""
    formerly: tuple[str, ...]
    """Codes and names that it had before."""
    asked_as: str
    """The former code or name by which it was asked for; else empty."""
    bad: tuple[ExampleFacts, ...]
    good: tuple[ExampleFacts, ...]


def facts_of(rule: Rule, asked: str = "") -> RuleFacts:
    """The facts of a rule; `asked` is the code or name by which somebody asked for it."""
    wanted = asked.strip().lower()
    return RuleFacts(
        kind="rule",
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        discipline=rule.discipline,
        summary=rule.summary,
        clauses=dict(rule.clauses),
        why=rule.why,
        mend=rule.mend,
        source=rule.source,
        waivable=rule.waivable,
        standard_only=rule.std,
        covered_by=rule.covered_by,
        limits=dict(rule.limits),
        since=rule.since,
        history=rule.over == "history",
        preview=rule.preview,
        formerly=rule.formerly,
        asked_as="".join(name for name in rule.formerly if name.lower() == wanted),
        bad=tuple(_example(example, rule) for example in rule.bad),
        good=tuple(_example(example, rule) for example in rule.good),
    )


def _example(example: Example, rule: Rule) -> ExampleFacts:
    shows = example.note or (rule.clauses.get(example.clause, "") if len(rule.clauses) > 1 else "")
    before = None if example.before is None else example.before.strip("\n")
    return ExampleFacts(example.text.strip("\n"), shows, example.as_of, example.drop, before)


def layout(facts: RuleFacts) -> tuple[Block, ...]:
    """The page: what it finds, why it matters, bad, good, how to mend it, where it comes from."""
    head = f"{facts.severity}, {facts.discipline}: {DISCIPLINE_MEANS[facts.discipline]}"
    blocks: list[Block] = [
        Heading(f"{facts.code} {facts.name}", 1),
        *_life(facts),
        Paragraph(facts.summary),
        Paragraph(f"{head}."),
    ]
    blocks += [Heading("Why it matters"), Paragraph(facts.why)]
    blocks += [
        Heading("It fires when"),
        Bullets(tuple(Line(_sentence(text)) for text in facts.clauses.values())),
    ]
    blocks += [Heading("Bad"), *_shown(facts.bad)]
    blocks += [Heading("Good"), *_shown(facts.good)]
    blocks += [Heading("How to mend it"), Paragraph(facts.mend)]
    blocks += [Heading("Where it comes from"), Terms(_origin(facts))]
    return tuple(blocks)


def _life(facts: RuleFacts) -> list[Block]:
    """What has to be known before anything else: another name, and that it may still change."""
    blocks: list[Block] = []
    if facts.asked_as:
        blocks.append(Notice(f"{facts.asked_as} is now called {facts.code} {facts.name}.", "Renamed"))
    if facts.history:
        text = "It compares two versions of a file, and runs only with `codesign validate --since REV`."
        blocks.append(Notice(text, "History"))
    if facts.preview:
        text = "It may still change in a minor version, and runs only where it is selected by code or name."
        blocks.append(Notice(text, "Preview"))
    return blocks


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "."


def _shown(examples: tuple[ExampleFacts, ...]) -> list[Block]:
    blocks: list[Block] = []
    for example in examples:
        notes = [_sentence(example.shows)] if example.shows else []
        notes += [f"Without {', '.join(example.without)}."] if example.without else []
        notes += [f"As of {example.as_of}."] if example.as_of else []
        if notes:
            blocks.append(Paragraph(" ".join(notes)))
        if example.before:
            blocks += [Paragraph("Before:"), Code(example.before), Paragraph("Now:")]
        blocks.append(Code(example.text))
    return blocks


def _origin(facts: RuleFacts) -> tuple[Line, ...]:
    """The rows of the last section."""
    own = facts.source == "X"
    rows = [Line("the toolkit's own judgement" if own else f"catalogue {facts.source}", "Source")]
    if _WAIVABLE[facts.waivable]:
        rows.append(Line(_WAIVABLE[facts.waivable], "Setting aside"))
    if facts.standard_only:
        rows.append(Line("`scale: minimum` drops it.", "Small teams"))
    if facts.covered_by:
        rows.append(
            Line(f"{', '.join(facts.covered_by)} on the same subject says it more exactly.", "Led by")
        )
    if facts.limits:
        name, value = next(iter(facts.limits.items()))
        shown = f"`{facts.code} = {{ {name} = {number_said(value)} }}`"
        rows.append(
            Line(
                f"{figures_said(facts.limits)}; under `[limits]` of `codesign.toml`, as {shown}",
                "Figures a team may set",
            )
        )
    rows.append(Line(f"version {facts.since}", "Since"))
    if facts.formerly:
        rows.append(Line(f"{', '.join(facts.formerly)}; still understood", "Formerly"))
    return tuple(rows)
