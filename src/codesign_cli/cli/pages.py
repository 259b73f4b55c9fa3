"""Writing a page in one of the formats that every page has."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from codesign_cli.cli import options, screen
from codesign_cli.record import NamedTuple

if TYPE_CHECKING:
    from codesign_cli.blocks import Block

FORMATS = ("terminal", "markdown", "html", "json")


class Page(NamedTuple):
    """A page ready to be shown."""

    name: str
    """What the command calls it: `agenda`."""
    facts: object
    blocks: tuple[Block, ...]


def check_options(format: str, color: str) -> None:
    """Raises CodesignError for a format or a colour that does not exist, before any work is done."""
    options.one_of("--format", format, FORMATS)
    options.one_of("--color", color, screen.COLORS)


def show(page: Page, format: str, output: str | None, color: str) -> None:
    """Writes the page to standard output or to the file `output`."""
    if format == "terminal":
        screen.write(_for_terminal(page, output is None, color), output)
    else:
        screen.write(_text(page, format), output, exact=True)


def _text(page: Page, format: str) -> str:
    """A page in a format that is the same everywhere."""
    if format == "json":
        from codesign_cli.render import data

        return data.render(page.name, page.facts)
    if format == "html":
        from codesign_cli.render import html

        return html.render(page.blocks)
    from codesign_cli.render import markdown

    return markdown.render(page.blocks)


def _for_terminal(page: Page, here: bool, color: str) -> str:
    """A page of text: for this terminal, or (not `here`) for a file."""
    from codesign_cli.render import terminal

    unicode = not here or screen.knows_unicode(sys.stdout)
    return terminal.render(
        page.blocks,
        width=screen.width_of(sys.stdout) if here else 100,
        color=here and screen.wants_color(color, sys.stdout),
        unicode=unicode,
        boxes=here and screen.draws_boxes(sys.stdout, unicode),
    )
