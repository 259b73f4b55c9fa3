"""`codesign thanks`: the thanks at the close, for one account or for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from codesign_cli.cli.letters import letter

HELP = "What they gave, counted, and what came of it; exits 1 before the close, while there is nothing to say yet."
EXAMPLE = "Example: codesign thanks program.yaml --account northwind"


def _left_out(facts: Any) -> Iterator[str]:
    """A note for each record that went in and of which nothing says what shipped."""
    for record in getattr(facts, "fallen_out", ()):
        yield f"{record} went in and nothing says what shipped for it: the thanks leave it out. Write `shipped`."


thanks = letter("thanks", _left_out)
