"""Scope rule over two versions of a program: what was added to the scope once customers had heard it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.model.derive import session_day
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.say import quoted
from codesign_cli.when import say_day

if TYPE_CHECKING:
    from codesign_cli.history import Versions

_SCOPE = """\
feature:
  in_scope:
    - {one}
    - Choosing new owners
    - The ownership record after a transfer
"""
_SAME = "Selecting a leaver's tasks"
_THEN = _SCOPE.format(one=_SAME) + "  out_of_scope:\n    - Dashboards\n    - Mobile app\n"


@rule(
    "SCO132",
    "scope-added",
    "warning",
    "A-016 A-165",
    over="history",
    clauses={
        "added": "something stands in scope that did not when session 1 was over",
        "moved": "it stood out of scope then",
        "widened": "something in scope names one thing more than it did then",
    },
    why="In session 1 the accounts agreed what this is about, and every session opens with it. Whatever is added "
    "later was never weighed with them, and it takes the time of what was.",
    mend="Take it out again and park it, or start a program of its own for it. If it has to stay, say so at the "
    "opening of the next session and give the reason.",
    bad=(
        Example(
            _SCOPE.format(one=_SAME) + "    - Reports for auditors # <-\n",
            "added",
            before=_THEN,
            note="a new thing",
        ),
        Example(
            _SCOPE.format(one=_SAME) + "    - Dashboards # <-\n  out_of_scope:\n    - Mobile app\n",
            "moved",
            before=_THEN,
        ),
        Example(_SCOPE.format(one=f"{_SAME} and whole projects # <-"), "widened", before=_THEN),
    ),
    good=(
        Example(
            _SCOPE.format(one="Selecting the tasks of a leaver"), before=_THEN, note="the same in other words"
        ),
        Example(
            "feature:\n  in_scope:\n    - The ownership record after a transfer\n    - Choosing new owners\n",
            before=_THEN,
            note="less than before, in another order",
        ),
        Example(
            "feature:\n  in_scope:\n    - Selecting tasks\n    - Reports for auditors\n",
            before="",
            base="begun",
            note="before session 1 the scope is still being found",
        ),
    ),
)
def scope_added(versions: Versions, now: datetime) -> Iterator[Hit]:
    """Something was added to the scope after session 1."""
    from codesign_cli.history import matched_texts, plain, session_one, widened

    program = versions.after
    session = session_one(program, now)
    if session is None:
        return
    old, new = versions.opening.feature, program.feature
    day = session_day(program, session)
    heard = f"session 1 ({say_day(day, now)})" if day else "session 1"
    there = matched_texts(old.in_scope, new.in_scope)
    outside = {plain(text) for text in old.out_of_scope}
    way = "Park it or give it a program of its own; if it stays, say so and why when the next session opens."
    for index in there.came:
        moved = plain(new.in_scope[index]) in outside
        yield hit(
            at(new, "in_scope", index),
            f"{quoted(new.in_scope[index])} was {'out of scope' if moved else 'not in scope'} when {heard} was held, "
            "and is in scope now.",
            help=way,
            clause="moved" if moved else "added",
        )
    for pair in there.both:
        then, text = old.in_scope[pair.old], new.in_scope[pair.new]
        if widened(then, text):
            yield hit(
                at(new, "in_scope", pair.new),
                f"The scope said {quoted(then)} when {heard} was held, and says {quoted(text)} now.",
                help=way,
                clause="widened",
            )
