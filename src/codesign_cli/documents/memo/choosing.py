"""Which memos a theme or a number means; the same for the team's page and the customers'."""

from __future__ import annotations

from collections.abc import Sequence

from codesign_cli.errors import CodesignError
from codesign_cli.model.nearest import nearest
from codesign_cli.say import listed


def chosen(themes: Sequence[str | None], theme: str) -> list[int]:
    """The places of the memos with a theme, of all these; by its number where none is called so.

    Raises CodesignError where no memo is meant.
    """
    wanted = _plain(theme)
    found = [place for place, each in enumerate(themes) if _plain(each or "") == wanted]
    if not found and wanted.isdecimal() and len(wanted) < 9 and 1 <= int(wanted) <= len(themes):
        found = [int(wanted) - 1]
    if found and wanted:
        return found
    if not themes:
        raise CodesignError("There is no memo yet.", "Write one under `memos`.")
    near = nearest(theme, [each for each in themes if each])
    known = [f"{place} ({each})" if each else str(place) for place, each in enumerate(themes, 1)]
    way = f"Did you mean {near}?" if near else f"Ask for a theme or its number: {listed(known)}."
    raise CodesignError(f"No memo has the theme {theme}.", way)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
