"""How the rules of this discipline call people in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codesign_cli.duties.roles import CS, CUSTOMER, ENGINEERING, PRODUCT, Holder, Somebody, team_member
from codesign_cli.finding import Place

if TYPE_CHECKING:
    from codesign_cli.model.program import Program

_LABELS = {PRODUCT: "Product", CS: "CS", ENGINEERING: "Engineering", CUSTOMER: "the customers"}


def label(function: str) -> str:
    """A function as it is said: `Product`, `CS`, `sales`."""
    return _LABELS.get(function, function)


def described(who: Holder) -> str:
    """A person with the function, `Priya Nair of Product`; the function alone where nobody is named."""
    person = who.one
    if person is None:
        return label(min(who.functions, default=who.word))
    function = person.function
    return f"{person.name} of {label(function)}" if function else person.name


def for_role(program: Program, function: str, besides: Somebody | None = None) -> str:
    """Whom to ask instead: the team's person of a function, who is not `besides`; else somebody of it."""
    person = team_member(program, function)
    if person is None or (besides is not None and person.same(besides)):
        return f"somebody of {label(function)}"
    return person.name


def entries(who: Holder, note: str) -> tuple[Place, ...]:
    """The entry in which the file names a person, as a related place; none where nobody is named."""
    return tuple(Place(person.place.node, person.place.keys, note) for person in (who.one,) if person)
