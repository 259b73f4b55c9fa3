"""Findings as JSON Lines: each line one finding with the keys of `findings_json`, and what it was checked against."""

from __future__ import annotations

from collections.abc import Sequence

from codesign_cli.finding import Finding
from codesign_cli.render.findings_json import VERSION, finding_data
from codesign_cli.render.json_text import json_line


def render(findings: Sequence[Finding], as_of: str) -> str:
    """A line for every finding, covered and waived ones too; nothing where there is none.

    `version` and `as_of` stand in each line, so that lines of several runs may be put into one file.
    """
    head = {"version": VERSION, "as_of": as_of}
    return "".join(json_line({**head, **finding_data(finding)}) for finding in findings)
