"""The browser, the rules for accessibility, and every page to look at; without one of the tools the tests say so."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import chromium
from tests.browser.pages import write_all

AXE = Path(__file__).resolve().parents[2] / "build" / "browser" / "node_modules" / "axe-core" / "axe.min.js"
"""Where `./dev browser` puts axe-core; the environment variable CODESIGN_AXE names another place."""


@pytest.fixture(scope="session")
def axe() -> str:
    """The script that judges a page's accessibility."""
    path = Path(os.environ.get("CODESIGN_AXE", AXE))
    if not path.is_file():
        pytest.skip("axe-core is not there; ./dev browser installs it with npm")
    return path.read_text("utf-8")


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[chromium.Chromium]:
    """One Chromium for all tests."""
    program = chromium.find()
    if program is None:
        pytest.skip("Chromium is not there (Debian and Ubuntu: apt install chromium)")
    with chromium.Chromium(program, tmp_path_factory.mktemp("profile")) as started:
        yield started


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every page as a file, by its name."""
    return write_all(tmp_path_factory.mktemp("pages"))
