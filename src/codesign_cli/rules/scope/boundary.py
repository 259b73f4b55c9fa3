"""Scope rules on holding the line: the strategy behind it, the scope at each opening, and records beyond it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from codesign_cli.duties import owed
from codesign_cli.duties.sessions import left_a_trace, took_place
from codesign_cli.record import NamedTuple
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.rules.expectation.naming import record_name, who
from codesign_cli.rules.scope.length import session_said
from codesign_cli.say import quoted

if TYPE_CHECKING:
    from codesign_cli.model.program import Program


@rule(
    "SCO119",
    "scope-not-restated",
    "error",
    "A-126",
    clauses={"unsaid": "a held session was not opened with the scope"},
    why="Customers come with everything that hurts them that week. One sentence at the opening says what this hour is "
    "for, and gives the facilitator something to point back to.",
    mend="Open each session with what is in scope and what is not, and write `scope: true` under `opened`.",
    bad=(
        Example("sessions:\n  - number: 2\n    opened:\n      scope: false # <-\n", "unsaid"),
        Example(
            "sessions:\n  - number: 2\n    opened: # <-\n      final_call: true\n",
            "unsaid",
            drop=("sessions[2].opened.scope",),
        ),
        Example(
            "sessions:\n  - number: 1 # <-\n",
            "unsaid",
            drop=("sessions[1].opened",),
            note="nothing is written about the opening",
        ),
    ),
    good=(
        Example(
            "sessions:\n  - number: 3\n    opened:\n      scope: false\n", note="a session that lies ahead"
        ),
        Example(
            "sessions:\n  - number: 3\n    held: false\ndebrief:\n  at: 2026-04-21T16:00\n  present: [product, cs]\n"
            "parked:\n  - session: 2\n    account: northwind\n    idea: Rebuild the dashboard\n"
            "    redirected_by: cs\n    passed_to: Dashboard board\n    acknowledged: 2026-02-26\n",
            as_of="2026-03-12",
            note="a session that did not take place has no opening",
        ),
    ),
)
def scope_not_restated(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds a held session that was not opened with the scope."""
    due = {id(duty.subject): duty.due for duty in owed(program, now, "SCO119")}
    for session in program.sessions:
        if session.opened is not None and session.opened.scope:
            continue
        if took_place(program, session, now) and left_a_trace(program, session):
            yield hit(
                at(session, "opened", "scope"),
                f"{session_said(program, session, now)} was not opened with what is in scope.",
                help=_next_opening(program, now),
                due=due.get(id(session)),
                clause="unsaid",
            )


def _next_opening(program: Program, now: datetime) -> str:
    """When to make up for it: at the next session, else nowhere any more."""
    from codesign_cli.model.derive import number_of

    for session in program.sessions:
        if session.held is None and not took_place(program, session, now):
            opener = who(program, "cs")
            return f"Let {opener} open session {number_of(program, session)} with it, and write `scope: true` there."
    return "Nothing is left to open here; next time say at every opening what the hour is for."


class _Word(NamedTuple):
    """A word of a text: its possible plain forms, and where it stands."""

    forms: tuple[str, ...]
    start: int
    end: int


_EMPTY = (
    "the",
    "a",
    "an",
    "and",
    "or",
    "of",
    "for",
    "to",
    "in",
    "on",
    "with",
    "by",
    "from",
    "at",
    "as",
    "is",
    "are",
)
"""Words that carry no meaning of their own in the name of a thing."""


_WRITTEN = r"(?<!['’])\w+"


def _words(text: str) -> list[_Word]:
    """The content words of a text, case aside, each with the forms that a plural ending may hide."""
    words = []
    for match in re.finditer(_WRITTEN, text):
        forms = _content(match[0])
        if forms:
            words.append(_Word(forms, *match.span()))
    return words


@lru_cache(2_000)
def _content(written: str) -> tuple[str, ...]:
    """The forms of a content word, case aside; none of any other."""
    word = unicodedata.normalize("NFKC", written).casefold()
    return () if word in _EMPTY else _forms(word)


def _forms(word: str) -> tuple[str, ...]:
    """A word and what it would be without a plural ending; another inflection is another word."""
    forms = [word]
    if word.endswith("s") and not word.endswith("ss"):
        forms.append(word[:-1])
    if word.endswith("es"):
        forms.append(word[:-2])
    if word.endswith("ies"):
        forms.append(f"{word[:-3]}y")
    return tuple(form for form in forms if len(form) > 1 or form == word)


def _outside(program: Program) -> dict[str, list[tuple[int, list[_Word]]]]:
    """The items out of scope under each form of their rarest word, so that a text is compared with few of them.

    An item all of whose words stand in the feature's name or in scope is left out: it cannot be told
    from what the sessions are about. Of two with the same words the first counts.
    """
    feature = program.feature
    own = {form for text in (feature.name, *feature.in_scope) for word in _words(text) for form in word.forms}
    different: dict[frozenset[tuple[str, ...]], tuple[int, list[_Word]]] = {}
    for index, item in enumerate(feature.out_of_scope):
        words = _words(item)
        if words and not all(own.intersection(word.forms) for word in words):
            different.setdefault(frozenset(word.forms for word in words), (index, words))
    often = Counter(form for forms in different for one in forms for form in one)
    items: dict[str, list[tuple[int, list[_Word]]]] = {}
    for index, words in different.values():
        for form in min((word.forms for word in words), key=lambda forms: sum(often[form] for form in forms)):
            items.setdefault(form, []).append((index, words))
    return items


def _beyond(text: str, items: dict[str, list[tuple[int, list[_Word]]]]) -> tuple[int, tuple[int, int]] | None:
    """The first item out of scope whose words all stand in a text, and the stretch that holds them."""
    met = {form for written in re.findall(_WRITTEN, text) for form in _content(written)}
    if met.isdisjoint(items):
        return None  # as most texts: where their words stand does not matter
    there: dict[str, _Word] = {}
    for word in _words(text):
        for form in word.forms:
            there.setdefault(form, word)
    hits = []
    for index, wanted in (item for form in there for item in items.get(form, ())):
        first = [next((there[one] for one in word.forms if one in there), None) for word in wanted]
        found = [word for word in first if word is not None]
        if len(found) == len(wanted):
            hits.append((index, (min(word.start for word in found), max(word.end for word in found))))
    return min(hits, default=None)


def shares_a_thing(text: str, things: Iterable[str]) -> bool:
    """Whether all content words of one of `things` stand in a text, plural and case aside."""
    there = {form for word in _words(text) for form in word.forms}
    wanted = (_words(thing) for thing in things)
    return any(words and all(there.intersection(word.forms) for word in words) for words in wanted)


@rule(
    "SCO120",
    "off-scope-record",
    "warning",
    "A-121",
    clauses={
        "step": "all content words of one item out of scope stand in a record's step, plural and case aside",
        "friction": "they stand in its friction",
    },
    why="A record beyond the boundary asks Product for a decision about something that this program does not build. "
    "Parked, it reaches the people who can do something about it.",
    mend="Move it to `parked` and write who took it up; the account hears that it arrived.",
    bad=(
        Example("feedback:\n  - id: F04\n    step: Opening the dashboard # <-\n", "step"),
        Example(
            "feedback:\n  - id: F04\n"
            "    friction: On the mobile APPS two people with one surname cannot be told apart # <-\n",
            "friction",
            note="the case, the plural and the order of the words make no difference",
        ),
        Example(
            "feedback:\n  - id: F04\n"
            "    friction: Roles follow a model that knows one permission a person, so two tasks stay behind # <-\n",
            "friction",
            note="the words need not stand together",
        ),
    ),
    good=(
        Example(
            "feedback:\n  - id: F04\n    friction: On her mobile two people with one surname look alike in the list\n",
            note="a part of the words",
        ),
        Example(
            "feedback:\n  - id: F04\n    friction: Nobody is permitted to model a task for two owners of one name\n",
            note="another inflection",
        ),
        Example(
            "feature:\n  out_of_scope:\n    - Tasks\n    - New owners\n",
            note="words of the feature's own scope say nothing about where a record belongs",
        ),
        Example(
            "feedback:\n  - id: F04\n    suggestion: Put it on the dashboards\n    need: To tell two people apart\n",
            note="a suggestion is not where the trouble is",
        ),
    ),
)
def off_scope_record(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds a record whose step or friction is about something out of scope."""
    items = _outside(program)
    for record in program.feedback if items else ():
        for key, text in (("step", record.step), ("friction", record.friction)):
            found = _beyond(text, items) if text else None
            if found:
                index, stretch = found
                item = program.feature.out_of_scope[index]
                yield hit(
                    at(record, key, characters=stretch),
                    f"{record_name(program, record)} is about {quoted(item)}, which is out of scope.",
                    help=f"Let {who(program, 'cs')} move it to `parked` and write under `passed_to` who takes it up.",
                    clause=key,
                    related=(at(program.feature, "out_of_scope", index, note="out of scope here"),),
                )
                break


@rule(
    "SCO131",
    "strategy-missing",
    "warning",
    "B-081",
    clauses={"missing": "`strategy` says nothing when the gates are due"},
    why="Without a direction every wish is as good as any other, and the loudest one wins. One sentence is enough to "
    "say why one thing is taken in and another is not.",
    mend="Write under `strategy` what the product is after; what all programs share may stand in the team's defaults.",
    bad=(
        Example("codesign: 1 # <-\n", "missing", drop=("strategy",)),
        Example('strategy: " " # <-\n', "missing"),
        Example("strategy: tbd # <-\n", "missing", base="begun", as_of="2026-01-20", note="a stand-in"),
        Example(
            "codesign: 1 # <-\n",
            "missing",
            base="begun",
            as_of="2026-01-12",
            drop=("strategy",),
            severity="info",
            note="seven days before the invitation it is told",
        ),
    ),
    good=(
        Example(
            "title: Bulk ownership transfer\n",
            base="begun",
            as_of="2026-01-11",
            drop=("strategy",),
            note="eight days before the invitation it is not told yet",
        ),
        Example(
            "title: Bulk ownership transfer\n",
            base="begun",
            drop=("strategy", "timeline", "invitation", "sessions"),
            note="a file without a date owes no gate",
        ),
    ),
)
def strategy_missing(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds a program without a strategy to weigh input against when the first customer is invited."""
    for duty in owed(program, now, "SCO131"):
        if not duty.done:
            yield hit(
                duty.place,
                "The program names no strategy to weigh input against.",
                help=f"Let {who(program, 'product')} write one sentence under `strategy`: what the product is after.",
                clause="missing",
                due=duty.due,
            )
