"""Which format goes where: several `--format F --output FILE` pairs in one run."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperCommand

from codesign_cli.cli import options
from codesign_cli.errors import CodesignError
from codesign_cli.record import NamedTuple

STANDARD_OUTPUT = "-"
_ORDER = "codesign.order"


class Target(NamedTuple):
    """One page to write."""

    format: str
    output: str | None
    """A file; None for standard output."""


class OrderedCommand(TyperCommand):
    """A command that remembers in which order its formats and outputs stood on the command line."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Reads the command line, and notes the order of `--format` and `--output`."""
        words = list(args)
        rest = super().parse_args(ctx, args)
        if len(ctx.params.get("format") or ()) + len(ctx.params.get("output") or ()) > 1:
            # The parser alone knows which word is an option's value; it is asked once more, for the order only.
            order = self.make_parser(ctx).parse_args(words)[2]
            ctx.meta[_ORDER] = [param.name for param in order if param.name in ("format", "output")]
        return rest


def targets(
    ctx: typer.Context, formats: Sequence[str], outputs: Sequence[str], known: Sequence[str]
) -> list[Target]:
    """The pages to write: each format with the output that follows it, else for standard output.

    One format and one output belong together in any order. Raises CodesignError for a format that is not
    known, an output without a format among several, and two pages for one place.
    """
    for name in formats:
        options.one_of("--format", name, known)
    if len(formats) == 1 and len(outputs) < 2:
        return [spared(Target(formats[0], outputs[0] if outputs else None))]
    found: list[Target] = []
    words = {"format": iter(formats), "output": iter(outputs)}
    for kind in ctx.meta[_ORDER]:
        word = next(words[kind])
        if kind == "format":
            found.append(Target(word, None))
        elif found and found[-1].output is None:
            found[-1] = found[-1]._replace(output=word)
        else:
            way = "Write --format before each --output: --format text --format sarif --output findings.sarif."
            raise CodesignError(f"--output {word} follows no --format of its own.", way)
    found = [spared(target) for target in found]
    _apart(found)
    return found


def spared(target: Target) -> Target:
    """The target, `-` being standard output.

    Raises CodesignError where it would be written over a program, and for an output without a name.
    """
    if target.output in (None, STANDARD_OUTPUT):
        return target._replace(output=None)
    if not target.output:
        raise CodesignError("--output names no file.", "Name one after it, or leave it out.")
    from codesign_cli.files import ENDINGS, is_program_file

    # Pages in JSON speak of `codesign`, too, and are written again and again: a program is told by its name.
    if os.path.realpath(target.output).endswith(ENDINGS) and is_program_file(target.output):
        way = "Name another file after --output."
        raise CodesignError(f"{target.output} is a program, and the page would take its place.", way)
    return target


def _apart(found: Sequence[Target]) -> None:
    """Raises CodesignError where two pages would go to one place."""
    places = [os.path.realpath(target.output) if target.output is not None else None for target in found]
    for number, place in enumerate(places):
        if place in places[:number]:
            one, other = found[places.index(place)], found[number]
            where = other.output or "standard output"
            way = "Give each format a --output of its own; one may go without."
            raise CodesignError(f"Both {one.format} and {other.format} would be written to {where}.", way)
