"""What the page about the changes of a program says."""

from __future__ import annotations

from codesign_cli.record import NamedTuple


class Change(NamedTuple):
    """One change of meaning."""

    group: str
    """Where it belongs: `Scope`, `Accounts`, `Records and decisions` …"""
    what: str
    """The value, with ids: `feedback[F02].severity`."""
    text: str
    """The change in one sentence."""
    was: str
    """What it was, as text; empty where there was nothing."""
    became: str
    """What it is, as text; empty where there is nothing."""
    file: str
    """The file in which the line is, as the person named it."""
    line: int
    """Its line in the file as it stands, or, for what is no longer there, in the file as it was."""
    here: bool
    """Whether the line is of the file as it stands."""
    rule: str = ""
    """The rule that speaks of it; empty for a change of no consequence for anybody but the team."""
    help: str = ""
    """The rule's way out."""


class DiffFacts(NamedTuple):
    """What changed in a program since a revision."""

    title: str
    revision: str
    """As the person named it."""
    new: bool
    """Whether the program was not there at the revision."""
    grave: tuple[Change, ...]
    """What has consequences for customers or for the record, in the order of its gravity."""
    others: tuple[Change, ...]
    """Everything else, by group and in the order of the file."""
    unsure: bool = False
    """Whether the older file had mistakes, so that some of its values could not be compared."""
