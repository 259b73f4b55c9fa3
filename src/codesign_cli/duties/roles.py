"""Who stands behind a team key or a name: the person, and what that person does in the program."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from codesign_cli.finding import Place, at
from codesign_cli.once import once
from codesign_cli.record import NamedTuple

if TYPE_CHECKING:
    from codesign_cli.model.people import Person
    from codesign_cli.model.program import Program

PRODUCT, CS, ENGINEERING, CUSTOMER = "product", "cs", "engineering", "customer"
KEYS = (PRODUCT, CS, ENGINEERING)
"""The keys of a team that a session may name; the functions of `others` may stand there too."""

_SAME = {
    "product-management": PRODUCT,
    "product-manager": PRODUCT,
    "pm": PRODUCT,
    "customer-success": CS,
    "customer-success-manager": CS,
    "csm": CS,
    "engineer": ENGINEERING,
    "development": ENGINEERING,
    "product-design": "design",
    "ux": "design",
    "user-research": "research",
    "ux-research": "research",
}
"""Other usual words for a function."""


class Somebody(NamedTuple):
    """One person of the program, as one entry of the file knows them."""

    name: str
    email: str
    function: str
    """`product`, `cs`, `engineering`, `customer`, another function of the vendor's, or empty where none is written."""
    place: Place
    """The name in the person's entry."""

    def same(self, other: Somebody) -> bool:
        """Whether both are one person: by the e-mail address where both have one, else by the name."""
        if self.email and other.email:
            return self.email.casefold() == other.email.casefold()
        return plain(self.name) == plain(other.name)


class Holder(NamedTuple):
    """What a program means by one word such as `product` or `Priya Nair`."""

    word: str
    """The word as it is written."""
    people: tuple[Somebody, ...]
    """The person it stands for; several for a key that several bear; empty for a key that nobody bears."""
    functions: frozenset[str]
    """What they do; a key does what it says, whoever bears it."""

    @property
    def one(self) -> Somebody | None:
        """The one person, None where it is nobody in particular."""
        first = self.people[0] if self.people else None
        return (
            first if first and all(first is person or first.same(person) for person in self.people) else None
        )

    @property
    def shown(self) -> str:
        """The person's name, else the word as written."""
        one = self.one
        return one.name if one else self.word.strip()

    def same(self, other: Holder) -> bool:
        """Whether both words mean one person; a key that nobody bears means the same wherever it stands."""
        one, another = self.one, other.one
        if one and another:
            return one.same(another)
        return not self.people and not other.people and plain(self.word) == plain(other.word)


@lru_cache(500)
def plain(name: str) -> str:
    """A name or key for comparing: case and white space aside."""
    return " ".join(name.split()).casefold()


def function_of(word: str) -> str:
    """A function in its usual word: `Customer Success` is `cs`."""
    flat = plain(word).replace(" ", "-").replace("_", "-")
    return _SAME.get(flat, flat)


@once
def vendors(program: Program) -> tuple[Somebody, ...]:
    """Everybody of the vendor's: the team, then the accounts' own CSMs, who count as CS."""
    return tuple(_vendors(program))


def _vendors(program: Program) -> Iterator[Somebody]:
    team = program.team
    if team is not None:
        for person, function in ((team.product, PRODUCT), (team.cs, CS)):
            if person is not None:
                yield _somebody(person, function)
        for person in team.engineering:
            yield _somebody(person, ENGINEERING)
        for colleague in team.others:
            yield _somebody(colleague, function_of(colleague.function or ""))
    for account in program.accounts:
        if account.csm is not None:
            yield _somebody(account.csm, CS)


def _somebody(person: Person, function: str) -> Somebody:
    return Somebody(person.name, person.email or "", function, at(person, "name"))


@once
def customers(program: Program) -> tuple[Somebody, ...]:
    """Everybody of the accounts' who takes part."""
    return tuple(
        _somebody(person, CUSTOMER) for account in program.accounts for person in account.participants
    )


@once
def team_member(program: Program, function: str) -> Somebody | None:
    """The first person of the vendor's with a function; for CS the team's before an account's own."""
    return next((person for person in vendors(program) if person.function == function), None)


@once
def holder(program: Program, word: str) -> Holder | None:
    """Whom a key or a name stands for; None for a word that the program does not know (FIL006 speaks then).

    A key comes before a name. The team's own CS stands for `cs`; only without one do the accounts' own.
    """
    wanted, function = plain(word), function_of(word)
    everybody = (*vendors(program), *customers(program))
    by_key = tuple([somebody for somebody in everybody if somebody.function == function != CUSTOMER])
    if function == CS and program.team is not None and program.team.cs is not None:
        by_key = by_key[:1]
    if by_key or function in KEYS:
        return Holder(word, by_key, frozenset((function,)))
    by_name = _by_name(program).get(wanted, ())
    if not by_name:
        return None
    return Holder(
        word, by_name[:1], frozenset(somebody.function for somebody in by_name if somebody.same(by_name[0]))
    )


@once
def _by_name(program: Program) -> dict[str, tuple[Somebody, ...]]:
    """Everybody of a name, case and white space aside, the vendor's people first."""
    known: dict[str, tuple[Somebody, ...]] = {}
    for somebody in (*vendors(program), *customers(program)):
        name = plain(somebody.name)
        known[name] = (*known.get(name, ()), somebody)
    return known
