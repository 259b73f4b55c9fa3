"""`codesign brief`: the written brief that goes out before session 1."""

from __future__ import annotations

from codesign_cli.cli.letters import letter

HELP = "The brief before session 1: problem, approach, what is fixed, what is open, plan; exits 1 while it lacks one."
EXAMPLE = "Example: codesign brief program.yaml --account halden --format html --output brief.html"

brief = letter("brief")
