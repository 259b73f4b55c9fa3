"""The running order of a debrief, the same for the team and for every customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codesign_cli.documents.plan import Stretch, debrief_minutes
from codesign_cli.documents.timing import Want, share
from codesign_cli.documents.words import people
from codesign_cli.duties.closing import debrief_start
from codesign_cli.model import derive

if TYPE_CHECKING:
    from datetime import datetime

    from codesign_cli.model.closing import PreviewFlag
    from codesign_cli.model.program import Program


def raised_flags(program: Program, now: datetime) -> tuple[PreviewFlag, ...]:
    """The preview's flags as of `now`: none before the day on which it was shared, nor in a cancelled program."""
    preview = program.preview
    if preview is None or program.state == "cancelled":
        return ()
    return () if preview.shared and preview.shared > derive.day_of(program, now) else tuple(preview.flags)


def open_flags(program: Program, now: datetime) -> tuple[PreviewFlag, ...]:
    """Those of them without a decision, in the file's order."""
    return tuple(flag for flag in raised_flags(program, now) if flag.decision is None)


def running_order(program: Program, now: datetime) -> tuple[Stretch, ...]:
    """The blocks, which add up to the debrief's minutes: Product leads, CS opens and takes the questions (T-04)."""
    minutes, at = debrief_minutes(program), debrief_start(program)
    product, cs = people(program, "product"), people(program, "cs")
    taken = not program.feedback or any(record.final in ("incorporated", None) for record in program.feedback)
    both = tuple(dict.fromkeys((*product, *cs)))
    plans = [
        ("welcome", "Welcome", 3, 3, False, both),
        ("went_in", "What went in", 7 if taken else 2, 0, taken, product),
        ("stayed_out", "What did not, and why", 7, 1, not taken, product),
        ("choices", "Where you wanted different things", 4, 4, False, product),
        ("flags", "What is still open", 3, 4, False, product),
        ("questions", "Your questions", 5, 2, False, cs),
        ("next", "What happens next", 3, 2, False, both),
    ]
    left_out = ("" if program.disagreements else "choices", "" if open_flags(program, now) else "flags")
    plans = [plan for plan in plans if plan[0] not in left_out]
    lengths = share([Want(key, wished, rank, grows) for key, _, wished, rank, grows, _ in plans], minutes)
    found: list[Stretch] = []
    offset = 0
    for key, title, _, _, _, owners in plans:
        if key in lengths:
            start = derive.after(at, offset) if at else None
            found.append(Stretch(key, title, start, offset, lengths[key], owners))
            offset += lengths[key]
    return tuple(found)
