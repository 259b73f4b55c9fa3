"""The documentation says what the code does: generated pages, the format's keys, the README's commands."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from codesign_cli.model.descriptions import KEYS, MODELS
from tests.command import validate

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    sys.path.insert(0, str(ROOT / "docs"))
    try:
        import generate

        return generate
    finally:
        sys.path.remove(str(ROOT / "docs"))


def test_every_key_of_the_model_is_described_and_no_other() -> None:
    from codesign_cli.model.program import Program

    sys.path.insert(0, str(ROOT / "docs"))
    import format_page

    sys.path.remove(str(ROOT / "docs"))
    models = {model.__name__: set(model.model_fields) for model in format_page._models(Program, [])}
    assert {name: set(keys) for name, keys in KEYS.items()} == models
    assert set(MODELS) == set(models)


def test_the_generated_pages_are_those_that_are_committed(generate: ModuleType) -> None:
    stale = [path.name for path, text in generate.pages().items() if path.read_text("utf-8") != text]
    assert stale == [], "./dev docs writes them again"


def test_every_link_in_the_documentation_leads_somewhere() -> None:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md"))]
    broken = [
        f"{page.name}: {target}"
        for page in pages
        for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []


def test_the_readme_commands_run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from codesign_cli.cli.app import main

    monkeypatch.chdir(ROOT)
    readme = (ROOT / "README.md").read_text("utf-8").replace("\\", "/")
    lines = re.findall(r"codesign (validate|agenda) (\S+\.yaml)(.*)", readme)
    runs = [(verb, file, rest.split()) for verb, file, rest in lines if "examples/" in file]
    assert len(runs) >= 2
    for verb, file, rest in runs:
        assert main([verb, file, *rest]) in (0, 1), (verb, file)
        assert capsys.readouterr().out


def test_the_finding_in_the_readme_is_what_the_command_prints() -> None:
    shown = re.search(
        r"## What a finding looks like\n\n```text\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.S
    )
    assert shown
    wrong = "examples/everything-wrong.yaml"
    printed = validate(wrong, "--as-of", "2026-07-15", "--color", "never", folder=ROOT).out
    assert shown[1] in printed
