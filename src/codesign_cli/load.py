"""From bytes and paths to programs and findings: the only door from files to the model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from codesign_cli.finding import Finding
from codesign_cli.overlay import Overlay, Text
from codesign_cli.record import NamedTuple
from codesign_cli.shape import Touched, shape
from codesign_cli.source import Source, read

if TYPE_CHECKING:
    from codesign_cli.config import Config, TomlText
    from codesign_cli.model.program import Program

MARKS = ("codesign", "kind", "feature")
"""A file with none of these keys at its top is no program (commands.md)."""


class Loaded(NamedTuple):
    """One program file as it was read."""

    name: str
    """The file as the person named it."""
    source: Source
    text: Text
    """Where values stand: the source, or the source over a team's defaults."""
    program: Program | None
    """None where the file cannot be read as a program at all."""
    findings: tuple[Finding, ...]
    """What is wrong with the text and its shape."""
    touched: Touched
    """Which broken values a rule has read."""
    inherited: TomlText | None = None
    """The team's defaults that lie under the file, where there are any."""


def load(
    name: str, raw: bytes, *, config: Config | None = None, stem: str = "", cache: str | None = None
) -> Loaded:
    """Reads one program from its bytes; mistakes become findings, never exceptions.

    `name` is how the file is shown, `stem` its default id, `cache` a folder for the compiled model.
    """
    return load_source(read(name, raw), config=config, stem=stem, cache=cache)


def load_source(
    source: Source, *, config: Config | None = None, stem: str = "", cache: str | None = None
) -> Loaded:
    """As `load`, from a source that was read already."""
    text: Text = source
    defaults = config.defaults if config is not None and isinstance(source.data, dict) else None
    if not source.readable:
        return Loaded(source.name, source, text, None, source.findings, Touched())
    if defaults is not None:
        text = Overlay(source, defaults, apart=_different_people)
    shaped = shape(text.data, text, source.name, stem=stem, cache=cache)
    found = (*source.findings, *shaped.findings)
    return Loaded(source.name, source, text, shaped.program, found, shaped.touched, defaults)


def _different_people(one: Any, other: Any) -> bool:
    """Whether two mappings are people of different names: nobody inherits another person's e-mail address."""
    return "name" in one and "name" in other and one["name"] != other["name"]


def is_program(source: Source) -> bool:
    """Whether the file says that it is a program; a broken one by a line that begins with `codesign` or `feature`."""
    if source.readable:
        return isinstance(source.data, dict) and any(key in source.data for key in MARKS)
    return any(line.lstrip("{\"' \t").startswith(("codesign", "feature")) for line in source.lines)
