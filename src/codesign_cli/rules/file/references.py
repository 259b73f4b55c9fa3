"""The rule of references: what a program names, it also defines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from codesign_cli.finding import Place
from codesign_cli.model.derive import people_by_word, session_number, team_people
from codesign_cli.model.nearest import nearest
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.say import listed, quoted

if TYPE_CHECKING:
    from codesign_cli.model.closing import Note, PreviewFlag
    from codesign_cli.model.guardrails import Memo, Waiver
    from codesign_cli.model.program import Program
    from codesign_cli.model.records import Disagreement, Parked, Record
    from codesign_cli.model.sessions import Correction, Unresolved

_Word = tuple[object, tuple[str | int, ...], str]
"""A part and the keys that lead from there to a word, and the word; the place of most is never asked for."""
_ACCOUNT = """\
feedback:
  - id: F03
    account: corvuss # <-
"""
_ACCOUNT_KEY = """\
sessions:
  - number: 1
    talk_minutes:
      northwind: 14
      hallden: 9 # <-
"""
_RECORD = """\
sessions:
  - number: 3
    answers:
      F02: The selection now survives paging
      F20: The record shows both owners # <-
"""
_SESSION = """\
feedback:
  - id: F04
    session: 7 # <-
"""
_PERSON = """\
sessions:
  - number: 3
    facilitates: Tom Okafr # <-
"""
_KEY = """\
sessions:
  - number: 3
    observes:
      - engineering
      - research # <-
"""
_BY_NAME = """\
accounts:
  - id: halden
    csm: Aylin Kaya
sessions:
  - number: 3
    facilitates: Aylin Kaya
    observes:
      - engineering
      - design
"""
_DECIDED = """\
feedback:
  - id: F01
    decided_by: Priya Nair
"""


@rule(
    "FIL006",
    "unknown-reference",
    "error",
    "X",
    clauses={
        "account": "an account that nothing defines",
        "record": "a record that nothing defines",
        "session": "a session that nothing defines",
        "person": "a team key that the team does not hold, or a name that nobody bears",
    },
    why="A slip in an id takes a record away from its account, or a task away from its owner, without a sound. "
    "Everything that is counted and owed afterwards is wrong.",
    mend="Write the id or name as it is defined, or define what is missing.",
    bad=(
        Example(_ACCOUNT, "account"),
        Example(_ACCOUNT_KEY, "account", note="as the key of a mapping"),
        Example(_RECORD, "record"),
        Example(_SESSION, "session"),
        Example(_PERSON, "person"),
        Example(_KEY, "person", note="a key that the team does not hold"),
    ),
    good=(
        Example(_BY_NAME, note="an account's own CSM, and a function of the team's others"),
        Example(_DECIDED, note="a person by name instead of the key"),
    ),
    over="program",
)
def unknown_reference(program: Program, now: datetime) -> Iterator[Hit]:
    """Something refers to an account, a record, a session or a person that nothing defines."""
    accounts = [account.id for account in program.accounts]
    names = {account.name: account.id for account in program.accounts}
    left = [_MOST_COMPARED]
    yield from _check("account", _accounts(program), accounts, left, names)
    candidates = [candidate.id for candidate in program.candidates]
    yield from _check("account", _considered(program), [*accounts, *candidates], left, names)
    records = [record.id for record in program.feedback]
    yield from _check("record", _records(program), records, left, {})
    numbers = [session_number(program, index) for index in range(len(program.sessions))]
    heard: tuple[Record | Parked, ...] = (*program.feedback, *program.parked)
    for item in heard:
        if item.session is not None and item.session not in numbers:
            yield _no_session(at(item, "session"), item.session, numbers)
    if program.team is not None:
        yield from _people(program, left)


_MOST_COMPARED = 2_000_000
"""So many letters are compared with others at most, for some tenths of a second: far more than slips need."""


class _Known:
    """The words that a reference may be, for all references to one kind of thing."""

    def __init__(
        self, kind: str, words: Sequence[str], left: list[int], names: dict[str, str], shown: Sequence[str]
    ) -> None:
        """`names` lead to the words they stand for; `left` holds how many letters may still be compared."""
        self.kind = kind
        self._words, self._left, self._names, self._shown = words, left, names, shown
        self._meant: dict[str, str | None] = {}

    @cached_property
    def _size(self) -> int:
        """How many letters there are to compare with."""
        return sum(map(len, (*self._words, *self._names)))

    def meant(self, written: str) -> str | None:
        """The known word that a written one is nearest to; None where none is near, or too much was compared."""
        if written not in self._meant:
            cost = len(written) * self._size
            name = meant = None
            if cost <= self._left[0]:
                self._left[0] -= cost
                name = nearest(written, self._names)
                meant = nearest(written, self._words)
            self._meant[written] = meant or (self._names[name] if name else None)
        return self._meant[written]

    def unknown(self, place: Place, written: str, fact: str) -> Hit:
        """A hit with the word that is meant, or with all of them where none is near."""
        meant = self.meant(written)
        if meant is not None:
            return hit(place, f"{fact}; did you mean `{meant}`?", help=f"Write `{meant}`.", clause=self.kind)
        return hit(place, f"{fact}.", help=self.way, clause=self.kind)

    @cached_property
    def way(self) -> str:
        """What to do where no word is near."""
        shown = [f"`{word}`" for word in dict.fromkeys(self._shown)]
        few = listed(shown if len(shown) <= 8 else [*shown[:7], f"{len(shown) - 7} more"])
        there = f"There {'is' if len(shown) == 1 else 'are'} {few}."
        return there if shown else f"Define the {self.kind} first."


def _check(
    kind: str, references: Iterable[_Word], words: Sequence[str], left: list[int], names: dict[str, str]
) -> Iterator[Hit]:
    """A hit for each reference to something that is none of `words`; for the others see `_Known`."""
    known = _Known(kind, words, left, names, words)
    there = frozenset(words)
    for node, keys, written in references:
        if written not in there:
            fact = f"{quoted(written)} is no {kind} of this program"
            yield known.unknown(at(node, *keys), written, fact)


def _no_session(place: Place, number: int, numbers: Sequence[int]) -> Hit:
    """A hit for a session number that no session bears."""
    fact = f"There is no session {number} in this program"
    if not numbers:
        return hit(place, f"{fact}.", help="Write the session under `sessions` first.", clause="session")
    near = min(numbers, key=lambda known: abs(known - number))
    return hit(
        place,
        f"{fact}; the nearest is {near}.",
        help=f"Write `{near}`, or add the session.",
        clause="session",
    )


# What refers to accounts, records, sessions


def _accounts(program: Program) -> Iterator[_Word]:
    """Every reference to an account of the cohort, but for those of `_considered`."""
    for session in program.sessions:
        if not isinstance(session.invited, str):
            for i, account in enumerate(session.invited):
                yield session, ("invited", i), account
        if isinstance(session.at, dict):
            yield from _keys(session, "at", session.at)
        yield from _keys(session, "attended", session.attended)
        yield from _keys(session, "talk_minutes", session.talk_minutes)
        for record, by_account in session.confirmed.items():
            for account in by_account:
                yield session, ("confirmed", record, account), account
        parts: tuple[Correction | Unresolved, ...] = (*session.corrections, *session.because)
        for part in parts:
            yield from _named(part, part.account)
    heard: tuple[Record | Parked, ...] = (*program.feedback, *program.parked)
    for item in heard:
        yield from _named(item, item.account)
    for disagreement in program.disagreements:
        yield from _keys(disagreement, "positions", disagreement.positions)
        if disagreement.built_for:
            yield disagreement, ("built_for",), disagreement.built_for
        yield from _keys(disagreement, "adaptation", disagreement.adaptation)
        yield from _keys(disagreement, "told", disagreement.told)
    yield from _closing_accounts(program)


def _closing_accounts(program: Program) -> Iterator[_Word]:
    """The references to accounts in preview, debrief and outcomes."""
    preview, debrief, outcomes = program.preview, program.debrief, program.outcomes
    if preview is not None:
        if not isinstance(preview.to, str):
            for i, account in enumerate(preview.to):
                yield preview, ("to", i), account
        for flag in preview.flags:
            yield from _named(flag, flag.account)
    if debrief is not None:
        yield from _keys(debrief, "attended", debrief.attended)
        yield from _keys(debrief, "made_up", debrief.made_up)
    if outcomes is not None:
        for i, account in enumerate(outcomes.ready):
            yield outcomes, ("ready", i), account


def _considered(program: Program) -> Iterator[_Word]:
    """References that may also name a candidate: remarks of CS and waivers."""
    notes = program.notes.relational if program.notes else ()
    parts: tuple[Note | Waiver, ...] = (*notes, *program.waivers)
    for part in parts:
        yield from _named(part, part.account)


def _keys(node: object, key: str, mapping: Iterable[str]) -> Iterator[_Word]:
    """The keys of a mapping."""
    for word in mapping:
        yield node, (key, word), word


def _named(node: object, account: str | None) -> Iterator[_Word]:
    """The `account` of a part, where it names one."""
    if account is not None:
        yield node, ("account",), account


def _records(program: Program) -> Iterator[_Word]:
    """Every reference to a record."""
    for session in program.sessions:
        yield from _keys(session, "answers", session.answers)
        yield from _keys(session, "confirmed", session.confirmed)
    for record in program.feedback:
        if record.from_change is not None:
            yield record, ("from_change",), record.from_change
    parts: tuple[Disagreement | Memo, ...] = (*program.disagreements, *program.memos)
    for part in parts:
        for i, named in enumerate(part.records):
            yield part, ("records", i), named
    for waiver in program.waivers:
        if waiver.record is not None:
            yield waiver, ("record",), waiver.record


# What refers to people


def _people(program: Program, left: list[int]) -> Iterator[Hit]:
    """A hit for each name that nobody bears and that is no key the team holds; for `left` see `_Known`."""
    customers = [
        person.name for account in (*program.accounts, *program.candidates) for person in account.participants
    ]
    ours = team_people(program)
    functions = [function for _, function in ours if function]
    shown = list(dict.fromkeys([*functions, *(name for name, _ in ours)]))
    known = _Known("person", [*shown, *customers], left, {}, shown)
    others = {_plain(name) for name in customers}
    if program.team is not None and program.team.others:
        others.add("others")
    by_key, by_name = people_by_word(program)
    for node, keys, name in _names(program):
        word = _plain(name)
        if word in by_key or word in by_name or word in others:
            continue
        fact = f"{quoted(name)} is no key that `team` holds, and nobody here bears that name"
        yield known.unknown(at(node, *keys), name, fact)


def _names(program: Program) -> Iterator[_Word]:
    """Every written name or team key of somebody; an account that decides is ROL309's business."""
    for session in program.sessions:
        yield from _written(session, "leads", session.leads)
        yield from _written(session, "facilitates", session.facilitates)
        for i, name in enumerate(session.observes or ()):
            yield session, ("observes", i), name
    accounts = {_plain(word) for account in program.accounts for word in (account.id, account.name)}
    for record in program.feedback:
        if record.decided_by != "product" and _plain(record.decided_by) not in accounts:
            yield record, ("decided_by",), record.decided_by
    for idea in program.parked:
        yield from _written(idea, "redirected_by", idea.redirected_by)
    flags = program.preview.flags if program.preview else ()
    tellings: tuple[Record | PreviewFlag | Memo, ...] = (*program.feedback, *flags, *program.memos)
    parts = (
        program.brief,
        program.preview,
        *(part.told for part in tellings),
        *program.memos,
        *program.waivers,
    )
    for part in parts:
        if part is not None:
            yield from _written(part, "by", part.by)
    if program.feedback_format is not None:
        agreed = program.feedback_format
        for i, name in enumerate(agreed.by):
            yield agreed, ("by", i), name
    if program.debrief is not None:
        present = program.debrief.present
        for i, name in enumerate(present):
            yield program.debrief, ("present", i), name


def _written(node: object, key: str, name: str | None) -> Iterator[_Word]:
    """The name under a key, where one is written."""
    if name and name.strip():
        yield node, (key,), name


def _plain(name: str) -> str:
    """A name without case and doubled spaces."""
    return " ".join(name.split()).casefold()
