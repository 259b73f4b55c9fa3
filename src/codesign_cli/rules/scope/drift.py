"""Scope rule on drift: too much of what is said lies outside, and where that probably comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.duties.gates import in_english
from codesign_cli.duties.roles import CS, holder
from codesign_cli.figures import over, share_said
from codesign_cli.finding import Place
from codesign_cli.model.derive import session_number
from codesign_cli.record import NamedTuple
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.rules.expectation.naming import who
from codesign_cli.rules.scope.boundary import shares_a_thing
from codesign_cli.say import count, listed, quoted

if TYPE_CHECKING:
    from codesign_cli.model.program import Program

MOST_PARKED = 1 / 3
"""The share of the records that parked ideas may come up to (our own judgement)."""
FEWEST_SESSIONS = 2
"""From so many sessions they come; fewer are one bad hour (our own judgement)."""
WIDENING = (
    "what else",
    "anything else",
    "something else",
    "in general",
    "generally",
    "overall",
    "as a whole",
    "whole product",
    "entire product",
    "other features",
    "other areas",
    "beyond this",
)
"""Turns of speech that open a question wider than one feature; here only a sign of where drift comes from."""

_IDEA = """\
  - session: {session}
    account: halden
    idea: {idea}
    redirected_by: {by}
"""


def _parked(*sessions: int, by: str = "cs") -> str:
    """Ideas parked in these sessions, as a fragment."""
    ideas = ("Rebuild the dashboard", "Hand-overs between companies", "A calendar of absences")
    items = (_IDEA.format(session=session, idea=ideas[n % 3], by=by) for n, session in enumerate(sessions))
    return "".join(items)


_SIX = """\
feedback:
  - id: F05
    session: 2
    account: halden
    step: Choosing new owners
    friction: The list of owners opens at the top each time, so she scrolls past 80 names for every task
    signal: friction
    severity: significant
    pm_read: investigate
  - id: F06
    session: 2
    account: corvus
    step: Selecting a leaver's tasks
    friction: Closed tasks are selected as well, and she took 12 of them out one by one
    signal: friction
    severity: minor
    pm_read: decline
"""
"""Two more records, so that there are six."""


class _Cause(NamedTuple):
    """One of the three causes of drift, as the file shows it."""

    clause: str
    said: str
    help: str
    related: tuple[Place, ...] = ()


@rule(
    "SCO121",
    "scope-drift",
    "warning",
    "A-165 A-166",
    limits={"sessions": FEWEST_SESSIONS, "share": MOST_PARKED},
    clauses={
        "invitation": "parked ideas of two or more sessions exceed a third of the records, and the invitation names "
        "nothing that is in scope",
        "questions": "they do, and a question of Product's opens the scope",
        "redirected": "they do, and somebody other than CS redirected, or nobody did",
        "late": "they do, and neither invitation nor questions explain it: CS redirects too late",
    },
    why="A few stray ideas are normal. When they make up more than a third, and it was not one bad hour, the sessions "
    "are about the whole product. Three things lead there: an invitation that promised more, a redirect that came too "
    "late, or questions from Product that open the field.",
    mend="Mend the cause that the file points to, and open the next session with the scope in one sentence.",
    bad=(
        Example(f"parked: # <-\n{_parked(1, 2)}", "late"),
        Example(f"{_SIX}parked: # <-\n{_parked(1, 2, 2)}", "late", note="three for six records"),
        Example(f"parked: # <-\n{_parked(1, 2, by='Priya Nair')}", "redirected"),
        Example(
            f"sessions:\n  - number: 2\n    questions:\n      - What else bothers you in the product? # a question\n"
            f"parked: # <-\n{_parked(1, 2)}",
            "questions",
        ),
        Example(
            "invitation:\n  text: |\n    Hello,\n    tell us in three sessions what our product should do better.\n"
            f"parked: # <-\n{_parked(1, 2)}",
            "invitation",
        ),
    ),
    good=(
        Example(f"{_SIX}parked:\n{_parked(1, 2)}", note="exactly a third"),
        Example(f"parked:\n{_parked(2, 2)}", note="half of the records, but of one session"),
    ),
)
def scope_drift(program: Program, now: datetime, limits: Mapping[str, float]) -> Iterator[Hit]:
    """Finds sessions that drift: parked ideas of two sessions or more exceed a third of the records."""
    parked, records = len(program.parked), len(program.feedback)
    sessions = sorted({idea.session for idea in program.parked if idea.session is not None})
    if not sessions or len(sessions) < limits["sessions"] or not over(parked, records, limits["share"]):
        return
    cause = _cause(program, set(sessions))
    where = f"session{'s' if len(sessions) > 1 else ''} {listed([str(number) for number in sessions])}"
    yield hit(
        at(program, "parked"),
        f"{count(parked, 'idea')} from {where} had to be parked, against {count(records, 'record')}, which is "
        f"more than {share_said(limits['share'])}; the likely cause is {cause.said}.",
        help=cause.help,
        clause=cause.clause,
        related=cause.related,
    )


def _cause(program: Program, sessions: set[int]) -> _Cause:
    """Which of the three causes the file points to: what it shows, else what is left when two are ruled out."""
    return _invitation(program) or _questions(program, sessions) or _redirect(program)


def _invitation(program: Program) -> _Cause | None:
    """An invitation that says nothing of the feature; without a text the rendered one went out, which does."""
    invitation = program.invitation
    if invitation is None or not invitation.text:
        return None
    feature = program.feature
    if in_english(program):
        named = shares_a_thing(invitation.text, (feature.name, *feature.in_scope))
    else:
        named = not invitation.says or "scope" in invitation.says
    if named:
        return None
    return _Cause(
        "invitation",
        f"an invitation that says nothing of {quoted(feature.name)}",
        "Write to the accounts once more what this program is about, and name the scope in the next invitation.",
        (at(invitation, "text", note="names nothing in scope"),),
    )


def _questions(program: Program, sessions: set[int]) -> _Cause | None:
    """A widening question in a session that ideas were parked in."""
    for index, session in enumerate(program.sessions if in_english(program) else ()):
        if session_number(program, index) not in sessions:
            continue
        for place, question in enumerate(session.questions):
            folded = " ".join(question.casefold().split())
            if any(turn in folded for turn in WIDENING):
                return _Cause(
                    "questions",
                    f"a question that opens the field ({quoted(question)})",
                    "Ask about one step of the feature, as it was done the last time.",
                    (at(session, "questions", place, note="opens the field"),),
                )
    return None


def _redirect(program: Program) -> _Cause:
    """Redirects that came from somebody other than CS or from nobody; else CS who redirects too late."""
    cs = who(program, "cs")
    for idea in program.parked:
        known = holder(program, idea.redirected_by) if idea.redirected_by else None
        if known is not None and CS not in known.functions or not idea.redirected_by:
            by = f"by {known.shown}" if known else "by nobody who is named"
            return _Cause(
                "redirected",
                f"that ideas were redirected {by} and not by CS",
                f"Let {cs} bring the talk back as soon as it leaves the scope.",
                (at(idea, "redirected_by", note="not CS"),),
            )
    return _Cause(
        "late",
        "that CS redirects too late, for neither the invitation nor a question opens the scope",
        f"Let {cs} bring the talk back at the first sentence beyond the scope, and park the idea at once.",
    )
