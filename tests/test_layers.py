"""The layers of the house hold: who may import whom, as the contracts in pyproject.toml say."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from importlinter import cli

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "codesign_cli"

TRESPASSES = {
    "finding.py": "codesign_cli.model",
    "blocks.py": "codesign_cli.source",
    "model/__init__.py": "codesign_cli.load",
    "duties.py": "codesign_cli.rules",
    "rules/__init__.py": "codesign_cli.render",
    "render/__init__.py": "codesign_cli.model",
    "documents/__init__.py": "codesign_cli.cli",
    "documents/customer/__init__.py": "codesign_cli.documents.cut",
    "check.py": "typer",
    "load.py": "rich",
}
"""A file, and a module that its layer must not import."""


def test_every_module_imports_only_what_its_layer_may(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "path", list(sys.path))
    status = cli.lint_imports(config_filename="pyproject.toml", no_cache=True, no_logo=True)
    assert status == 0, capsys.readouterr().out


def test_the_contracts_notice_each_trespass(tmp_path: Path) -> None:
    package = tmp_path / "codesign_cli"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    for file, target in TRESPASSES.items():
        with (package / file).open("a", encoding="utf-8") as text:
            text.write(f"\nimport {target}\n")
    lint = "from importlinter.cli import lint_imports_command as run; run()"
    shown = subprocess.run(
        [sys.executable, "-c", lint, "--config", str(ROOT / "pyproject.toml"), "--no-cache"],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert shown.returncode == 1, shown.stderr
    for file, target in TRESPASSES.items():
        importer = ".".join(("codesign_cli", *Path(file).with_suffix("").parts)).removesuffix(".__init__")
        assert f"{importer} -> {target} " in shown.stdout, f"{importer} may import {target}"
