"""Styled pieces of text to a page: plain text, and the same text with colours painted by Rich."""

from __future__ import annotations

from collections.abc import Sequence

from codesign_cli.record import NamedTuple
from codesign_cli.render.safe import parted


class Piece(NamedTuple):
    """A stretch of text in one style."""

    text: str
    style: str = ""
    """A style of Rich's (`bold red`); empty for none."""


Line = list[Piece]


def page(lines: Sequence[Line], *, color: bool) -> str:
    """The lines as one text; with `color` painted, else not a single escape sequence in it.

    A runner of continuous integration reads `::` at the start of a line as a command, and `##[` or `##vso[`
    anywhere: such a line gets them parted.
    """
    safe = [_inert(line) for line in lines]
    if not color:
        return "".join("".join(piece.text for piece in line).rstrip() + "\n" for line in safe)
    from io import StringIO

    from rich.console import Console
    from rich.text import Text

    console = Console(
        file=StringIO(),
        force_terminal=True,
        color_system="standard",
        width=10_000,
        highlight=False,
        no_color=False,
    )
    with console.capture() as capture:
        for line in safe:
            text = Text.assemble(*((piece.text, piece.style) for piece in line))
            text.rstrip()
            console.print(text, soft_wrap=True)
    return capture.get()


def _inert(line: Line) -> Line:
    """The line, unless a runner would obey it, be it put together from several pieces: then as one plain piece."""
    text = "".join(piece.text for piece in line)
    if not text.lstrip().startswith("::") and parted(text) == text:
        return line
    if text.lstrip().startswith("::"):
        text = text.replace("::", ": :", 1)
    return [Piece(parted(text))]
