"""Opening the program that a command means, with the configuration that counts for it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from codesign_cli.cli.options import cache_folder

if TYPE_CHECKING:
    from codesign_cli.check import AsOf, Checked
    from codesign_cli.config import Config
    from codesign_cli.load import Loaded

_configs: dict[str, Config | None] = {}


def open_program(
    name: str, stdin_filename: str | None = None, *, isolated: bool = False
) -> tuple[Loaded, Config | None]:
    """The program in the file `name` (`-` is standard input), its folder's configuration laid under it, and that."""
    raw = bytes_of(name)
    config = None if isolated else config_of(name, stdin_filename)
    return load_program(name, raw, config, stdin_filename), config


def bytes_of(name: str) -> bytes:
    """The bytes of the file `name`, or of standard input for `-`.

    Raises CodesignError for a file that cannot be read.
    """
    if name == "-":
        from codesign_cli.raw import MAX_BYTES

        return sys.stdin.buffer.read(MAX_BYTES + 1)
    from codesign_cli.raw import read_bytes

    return read_bytes(name, name)


def load_program(name: str, raw: bytes, config: Config | None, stdin_filename: str | None = None) -> Loaded:
    """The program that these bytes of the file `name` hold."""
    from codesign_cli.load import load
    from codesign_cli.raw import stem_of

    shown, stem = (name, name) if name != "-" else (stdin_filename or "<stdin>", stdin_filename or "program")
    return load(shown, raw, config=config, stem=stem_of(stem), cache=cache_folder())


def config_of(name: str, stdin_filename: str | None = None) -> Config | None:
    """The configuration that counts for a file: the nearest one upwards from where it lies."""
    if name == "-":
        return config_for(os.path.dirname(os.path.abspath(stdin_filename or "stdin")))
    return config_for(os.path.dirname(os.path.realpath(name)))


def config_for(folder: str) -> Config | None:
    """The configuration that counts for programs in `folder`: read once for each folder."""
    if folder not in _configs:
        from codesign_cli.config import find_config, read_config

        path = find_config(folder)
        config = read_config(path, shown(path)) if path else None
        if config is not None and config.settings.wording:
            from codesign_cli.documents.own import check_phrases

            check_phrases(config.settings)
        _configs[folder] = config
    return _configs[folder]


def shown(path: str) -> str:
    """A path as a person would write it from here."""
    try:
        return os.path.relpath(path)
    except ValueError:  # another drive
        return path


def open_for_document(
    path: str | None, day: AsOf, stdin_filename: str | None
) -> tuple[Checked | None, Config | None]:
    """The one program a document is about, checked, and its configuration.

    No program where a mistake in the file stops it; it is told.
    """
    from codesign_cli.check import check
    from codesign_cli.files import find_one
    from codesign_cli.rules import discover

    loaded, config = open_program(find_one(path, os.getcwd()), stdin_filename)
    file_rules = tuple(rule for rule in discover() if rule.discipline == "file")
    checked = check(loaded, day, file_rules)
    errors = [finding for finding in checked.findings if finding.severity == "error"]
    if not errors:
        return checked, config
    from codesign_cli.cli.screen import knows_unicode, show_error, tell, wants_color
    from codesign_cli.render import text

    lines = {loaded.name: loaded.source.lines}
    if loaded.inherited is not None:
        lines[loaded.inherited.file] = loaded.inherited.lines
    page = text.render(
        errors, lines, color=wants_color("auto", sys.stderr), unicode=knows_unicode(sys.stderr), quiet=True
    )
    show_error(page)
    tell("Mend the file first: a document is only as right as the program it is made from.")
    return None, config
