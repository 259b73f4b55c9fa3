"""`codesign preview`: the note that goes with the feature before its release."""

from __future__ import annotations

from codesign_cli.cli.letters import letter

HELP = (
    "What to look at before the release, how and until when to flag what is critical; exits 1 without a date."
)
EXAMPLE = "Example: codesign preview program.yaml --all-accounts --output previews"

preview = letter("preview")
