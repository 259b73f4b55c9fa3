"""Deadlines of the gates: what must stand before the first customer is invited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codesign_cli.when import Due

if TYPE_CHECKING:
    from codesign_cli.model.program import Program


def gates_due(program: Program) -> Due | None:
    """When the gates are due: the first invitation sent or planned, or the start, whichever is first.

    None for a file with none of these dates: it owes nothing yet (readings.md, Time).
    """
    from codesign_cli.model.derive import timeline_start

    invitation = program.invitation
    days = [day for day in (invitation and invitation.sent, invitation and invitation.planned) if day]
    start = timeline_start(program)
    if start is not None:
        days.append(start)
    return Due(min(days)) if days else None
