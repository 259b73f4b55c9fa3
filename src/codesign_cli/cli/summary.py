"""`codesign summary`: the written summary after the debrief, for one account or for all of them."""

from __future__ import annotations

from codesign_cli.cli.letters import letter

HELP = "What went in, what did not and why, in writing within 48 hours of the debrief; exits 1 until it is whole."
EXAMPLE = "Example: codesign summary program.yaml --all-accounts --format markdown --output summaries"

summary = letter("summary")
