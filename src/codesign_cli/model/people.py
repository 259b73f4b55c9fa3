"""People: the vendor's team, and what a person is everywhere."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, WrapValidator

from . import values
from .base import Email, Items, NeededText, Part, Text


class Person(Part):
    """Somebody by name."""

    name: NeededText
    email: Email | None = None
    title: Text | None = None


class Colleague(Person):
    """Somebody of the vendor outside Product, CS and Engineering."""

    function: Text | None = None


AnyPerson = Annotated[Person, BeforeValidator(values.person)]
People = Annotated[tuple[AnyPerson, ...], WrapValidator(values.people)]


class Team(Part):
    """Who runs the program; `product`, `cs`, `engineering` and the functions of `others` are its keys."""

    product: AnyPerson | None = None
    cs: AnyPerson | None = None
    engineering: People = ()
    others: Items[Annotated[Colleague, BeforeValidator(values.person)]] = ()
