"""Nothing about one account reaches another: every customer page of generated programs, in every format."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.command import run
from tests.generated import EVERYBODY, Drawn, marks

DOCUMENTS = ("invite", "brief", "agenda", "debrief", "summary", "preview", "thanks", "memo")
"""Every document that customers get."""
FORMATS = {"terminal": "txt", "markdown": "md", "html": "html", "json": "json"}


def pages(folder: Path, drawn: Drawn, document: str) -> dict[str | None, dict[str, str]]:
    """What each account gets, and (None) what is for nobody in particular: the text of each file by its name."""
    program = folder / "program.yaml"
    program.write_text(json.dumps(drawn.data), encoding="utf-8")
    found: dict[str | None, dict[str, str]] = {}
    more = {"agenda": ("--session", 1), "debrief": ("--draft",)}.get(document, ())
    common = (document, program, "--audience", "customer", "--as-of", drawn.as_of, *more)
    for all_accounts in (False, True):
        into = folder / f"{document}-{all_accounts}"
        into.mkdir()
        pairs: list[object] = []
        for name, ending in FORMATS.items():
            place = into / name if all_accounts else into / f"page.{ending}"
            pairs += ["--format", name, "--output", place]
        shown = run(*common, *pairs, *(("--all-accounts",) if all_accounts else ()))
        assert shown.status in (0, 1, 2), shown.err
        assert "defect" not in shown.err, shown.err
        assert shown.out == ""
        for file in sorted(into.rglob("*.*")):
            account = next((key for key in drawn.accounts if file.stem.endswith(key)), None)
            found.setdefault(account, {})[file.name] = file.read_text(encoding="utf-8")
    return found


def strangers(drawn: Drawn, reader: str | None, text: str) -> list[str]:
    """The marks in a text that this reader may not see."""
    return [
        mark
        for mark in marks(text)
        if (allowed := drawn.readers.get(mark, frozenset())) is not EVERYBODY
        and (reader is None or reader not in (allowed or ()))
    ]


@pytest.mark.parametrize("document", DOCUMENTS)
@given(seed=st.integers(0, 2**32))
def test_a_customer_s_page_holds_nothing_of_anybody_else(document: str, seed: int) -> None:
    drawn = Drawn(seed)
    with TemporaryDirectory() as folder:
        for reader, files in pages(Path(folder), drawn, document).items():
            for name, text in files.items():
                assert strangers(drawn, reader, name) == [], name
                assert strangers(drawn, reader, text) == [], f"{name} of {reader}:\n{text}"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_pages_of_generated_programs_are_full_of_their_reader_s_own(document: str) -> None:
    own = whole = 0
    for seed in range(12):
        drawn = Drawn(seed)
        drawn.as_of = drawn.start + timedelta(66)
        with TemporaryDirectory() as folder:
            for reader, files in pages(Path(folder), drawn, document).items():
                met = {mark for text in files.values() for mark in marks(text)}
                whole += any(drawn.readers.get(mark, 0) is EVERYBODY for mark in met)
                own += reader is not None and any(
                    drawn.readers.get(mark) == frozenset((reader,)) for mark in met
                )
    assert whole, "no page says anything of the program"
    assert own, "no page says anything of its reader: the test above looks at nothing"
