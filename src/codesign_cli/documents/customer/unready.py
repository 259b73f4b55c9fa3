"""What stands in place of a customer's page that cannot be sent yet: the list of what is missing, and nothing else."""

from __future__ import annotations

from codesign_cli.blocks import Block, Checklist, Heading, Line, Notice
from codesign_cli.errors import CodesignError
from codesign_cli.record import NamedTuple
from codesign_cli.say import count


class NotForReader(CodesignError):
    """The reader has no such page: a session it is not invited to, a preview it does not get."""

    status = 1


class Gap(NamedTuple):
    """One thing without which the page would be sent half."""

    subject: str
    """What it is about: `The debrief`, `Session 2`."""
    fact: str
    """What is missing, as a sentence."""
    way_out: str
    """What to do about it, as a sentence."""


class Unready(NamedTuple):
    """All that is given out of a page that cannot be sent yet."""

    audience: str
    """`customer`: for whom the page will be."""
    document: str
    """What the command calls it: `invite`."""
    account: str | None
    """The reader's id."""
    feature: str
    ready: bool
    """Always False; a page that can be sent says True in the same place."""
    missing: tuple[Gap, ...]


def layout(facts: Unready) -> tuple[Block, ...]:
    """The page that lists what is missing; it is for the author and says so."""
    things = count(len(facts.missing), "thing")
    return (
        Heading(f"{facts.document.capitalize()} · {facts.feature}", 1, "not ready"),
        Notice(f"{things} missing before this page can go to a customer.", "Not ready"),
        Checklist(tuple(Line(f"{gap.fact} {gap.way_out}", gap.subject) for gap in facts.missing)),
    )
