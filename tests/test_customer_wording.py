"""The wording rules over every page that customers get, at every stage: nothing of ours breaks a rule of ours."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign_cli.cli import pages
from codesign_cli.documents.customer.unready import Unready
from codesign_cli.documents.registry import NAMES, variants
from tests.command import run
from tests.customer_pages import Tree, broken
from tests.generated import Drawn
from tests.test_own_words import FINISHED, SCENES

DOCUMENTS = [name for name in NAMES if any(each.audience == "customer" for each in variants(name))]
DAYS = (-20, 3, 20, 45, 60, 64, 72, 100)
"""Days after a program's start: a stage each."""


def customer_pages(document: str, tree: Tree, day: str, reader: str | None) -> list[pages.Page]:
    """A document's pages for one reader that can be sent, each session's for the agenda."""
    wanted: list[tuple[object, ...]] = [("--draft",) if document in ("debrief", "memo") else ()]
    if document == "agenda":
        wanted = [("--session", number + 1) for number in range(len(tree.get("sessions", ())))]
    with TemporaryDirectory() as folder, mock.patch.object(pages, "show") as show:
        (Path(folder) / "program.yaml").write_text(json.dumps(tree), encoding="utf-8")
        to = ("--account", reader) if reader else ()
        for more in wanted:
            asked = (document, "program.yaml", "--audience", "customer", "--as-of", day)
            run(*asked, *to, *more, folder=Path(folder))
    made: list[pages.Page] = [call.args[0] for call in show.call_args_list]
    return [page for page in made if not isinstance(page.facts, Unready)]


def found(document: str, tree: Tree, day: str, reader: str | None) -> list[str]:
    """What the rules find in the pages, read as a note to the customer; the file's own note is left out."""
    tree = {key: value for key, value in tree.items() if key != "recognition"} | {"state": "active"}
    moment = day if "T" in day else f"{day}T12:00"
    shown = customer_pages(document, tree, day, reader)
    return [hit for page in shown for hit in broken(tree, page.blocks, "recognition", moment)]


@pytest.mark.parametrize("document", DOCUMENTS)
@given(seed=st.integers(0, 2**32))
def test_pages_of_generated_programs_keep_the_wording_rules(document: str, seed: int) -> None:
    drawn = Drawn(seed)
    day = str(drawn.start + timedelta(drawn.chance.choice(DAYS)))
    for reader in (None, drawn.accounts[0]):
        assert found(document, drawn.data, day, reader) == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_pages_of_the_finished_example_keep_the_wording_rules(document: str) -> None:
    for day, changes in SCENES[document]:
        tree: dict[str, Any] = {**FINISHED, **changes}
        tree = {key: value for key, value in tree.items() if value is not None}
        tree["sessions"] = [
            {key: value for key, value in each.items() if value is not None} for each in tree["sessions"]
        ]
        for reader in (None, "brightline", "osprey-forwarding"):
            assert found(document, tree, day, reader) == []
