"""The pages that the browser looks at: every document of every example, and pages made for what examples lack."""

from __future__ import annotations

from pathlib import Path

from codesign_cli.blocks import Block, Code, Heading, Notice, Paragraph, Table
from codesign_cli.render import html
from tests.command import run
from tests.pages_of_blocks import HOSTILE, PAGE, all_blocks
from tests.test_examples import EXAMPLES, day_of, table

NO_PAGES = ("validate", "evidence")
"""Commands whose formats are those of findings."""

ALL_KINDS = "every kind of block"
ANY_VALUE = "any value"


def commands() -> dict[str, tuple[str, ...]]:
    """Every command line of the golden files that makes a document, once for each, by a name for it."""
    found: dict[str, tuple[str, ...]] = {}
    for name, (_, command) in table().items():
        if command[0] in NO_PAGES:
            continue
        words = list(command)
        if "--format" in words:
            at = words.index("--format")
            del words[at : at + 2]
        if tuple(words) not in found.values():
            found[name.rsplit(".", 1)[0]] = tuple(words)
    return found


def write_all(folder: Path) -> dict[str, Path]:
    """Writes every page into the folder; gives each one's place by its name."""
    written = {}
    for number, name in enumerate(names()):
        written[name] = folder / f"{number}.html"
        written[name].write_text(text_of(name), "utf-8")
    return written


def names() -> list[str]:
    """What the pages are called."""
    return [*commands(), ALL_KINDS, ANY_VALUE]


def text_of(name: str) -> str:
    """One page as HTML."""
    if name == ALL_KINDS:
        return html.render((*PAGE, *_EXTRA))
    if name == ANY_VALUE:
        first = Heading("Any value", 1)
        return html.render((first, *(block for value in HOSTILE for block in all_blocks(value))))
    command = commands()[name]
    day = () if "--as-of" in command else ("--as-of", day_of(command[1]))
    return run(*command, *day, "--format", "html", folder=EXAMPLES).out


_LONG = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle" * 3

_EXTRA: tuple[Block, ...] = (
    Heading("What examples seldom have"),
    Notice("not ready to be held.", "DRAFT"),
    Code("team:\n  cs: Tom Okafor # " + "very " * 60 + _LONG),
    Paragraph(_LONG),
    Table(
        ("Step", "Friction", "Account", "Severity", "Suggestion", "Reading"),
        ((_LONG, "x", "y", "z", _LONG, ""),),
    ),
    Heading("Capture", 2, "agreed Fri 29 Aug 2025"),
    Table(("Step", "Friction", "Account"), (("", "", "Halden"), ("", "", "Corvus"))),
    Heading("Cards"),
    Heading("Product: Grace", 3, card=True),
    Paragraph("Listen."),
    Heading("Observers: Rosa", 3, card=True),
    Paragraph("Listen too."),
)
