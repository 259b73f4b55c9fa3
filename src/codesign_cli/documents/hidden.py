"""Names that belong to somebody else, taken out of texts that everybody writes into freely."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from codesign_cli.documents.reader import Host, OwnPerson
from codesign_cli.model import derive

if TYPE_CHECKING:
    from codesign_cli.model.accounts import Account
    from codesign_cli.model.program import Program

_SHORTEST_NAME = 3
"""Names of fewer letters are left alone in running text: nobody could tell them from words."""
TEAM, PERSON = "another team", "somebody of another team"


def foreign_names(program: Program, own: Account | None) -> dict[str, str]:
    """What may stand in no text of the reader's page, with what stands there instead.

    Names and people of every other account and of the candidates, case aside, and the short forms of an
    account's name that its id gives (`northwind`: Northwind), as they are written. What the reader, the
    vendor's team or the feature is called as well stays.
    """
    kept = " ".join(
        (
            *((own.id, own.name, *(person.name for person in own.participants)) if own else ()),
            *(name for name, _ in derive.team_people(program)),
            program.feature.name,
        )
    ).casefold()
    found: dict[str, str] = {}
    for other in (*program.accounts, *program.candidates):
        if own is not None and other.id == own.id:
            continue
        terms = {_plain(other.name): TEAM} | dict.fromkeys(_short_forms(other.id), TEAM)
        for person in other.participants:
            terms |= {_plain(person.name): PERSON} | ({_plain(person.email): PERSON} if person.email else {})
        for term, instead in terms.items():
            if len(term) >= _SHORTEST_NAME and not _among(term.casefold(), kept):
                found.setdefault(term, instead)
    return found


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _short_forms(key: str) -> tuple[str, ...]:
    """How an account's id stands in a text as a name: with capitals, and as it is where it is no plain word."""
    words = [word for word in key.split("-") if word]
    forms = (" ".join(word.capitalize() for word in words), key.upper())
    return forms if key.isalpha() else (key, *forms)


def _among(plain: str, kept: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(plain)}(?!\w)", kept) is not None


_NO_TEXT = frozenset(
    {
        *("account", "decision", "final", "from_change", "id", "language", "purpose", "scale"),
        *("severity", "signal", "state", "timezone", "type"),
    }
)
"""Fields that hold a word of the format or the reader's own id, never a text."""


class Hidden:
    """Takes names out of every text of a value made of named tuples and tuples."""

    def __init__(self, names: dict[str, str]) -> None:
        self._names = names
        forms = [_form(name) for name in sorted(names, key=len, reverse=True)]
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)") if names else None
        self.met: list[str] = []
        """What was taken out, as it stood there."""

    def value(self, value: Any) -> Any:
        """The value with every name in it replaced."""
        if self._pattern is None or isinstance(value, Host | OwnPerson):
            return value
        if isinstance(value, str):
            return self._pattern.sub(self._replace, value)
        if not isinstance(value, tuple):
            return value
        fields: tuple[str, ...] = getattr(value, "_fields", ())
        if not fields:
            return tuple(self.value(part) for part in value)
        pairs = zip(fields, value, strict=True)
        return type(value)(*(part if field in _NO_TEXT else self.value(part) for field, part in pairs))

    def _replace(self, found: re.Match[str]) -> str:
        said = " ".join(found[0].split())
        self.met.append(said)
        return self._names.get(said) or self._names.get(said.casefold()) or TEAM


def _form(name: str) -> str:
    """A pattern for a name over any white space; a name in small letters is met in capitals too."""
    words = r"\s+".join(re.escape(word) for word in name.split())
    return f"(?i:{words})" if name == name.casefold() else words
