"""Showing a document in the chosen format."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from codesign_cli.cli import options, screen
from codesign_cli.errors import CodesignError

if TYPE_CHECKING:
    from codesign_cli.blocks import Block

FORMATS = ("terminal", "markdown", "json")


class Page(NamedTuple):
    """A document ready to be shown."""

    name: str
    """What the command calls it: `agenda`."""
    facts: object
    blocks: tuple[Block, ...]


def check_options(format: str, color: str, audience: str = "internal") -> None:
    """Raises CodesignError for a format, colour or audience that does not exist, before any work is done."""
    if audience == "customer":
        raise CodesignError(
            "There is no customer page yet.", "Use --audience internal, and send nothing of it to a customer."
        )
    options.one_of("--audience", audience, ("internal",))
    options.one_of("--format", format, FORMATS)
    options.one_of("--color", color, screen.COLORS)


def show(page: Page, format: str, output: str | None, color: str, *, step_summary: bool = False) -> None:
    """Writes the document to standard output or to the file `output`, and to a step's summary where asked."""
    if step_summary:
        from codesign_cli.cli import summary
        from codesign_cli.render import markdown as page_of

        summary.add(lambda room: page_of.render(page.blocks))
    if format == "json":
        from codesign_cli.render import data

        screen.write(data.render(page.name, page.facts), output, exact=True)
    elif format == "markdown":
        from codesign_cli.render import markdown

        screen.write(markdown.render(page.blocks), output, exact=True)
    else:
        from codesign_cli.render import terminal

        here = output is None
        unicode = not here or screen.knows_unicode(sys.stdout)
        text = terminal.render(
            page.blocks,
            width=screen.width_of(sys.stdout) if here else 100,
            color=here and screen.wants_color(color, sys.stdout),
            unicode=unicode,
            boxes=here and screen.draws_boxes(sys.stdout, unicode),
        )
        screen.write(text, output)
