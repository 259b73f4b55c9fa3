"""`codesign invite`: the invitation, to one account or for all of them."""

from __future__ import annotations

from codesign_cli.cli.letters import letter

HELP = "The invitation: scope, time, what input is for, who decides, what they hear back; exits 1 while it lacks one."
EXAMPLE = "Example: codesign invite program.yaml --all-accounts --format markdown --output invitations"

invite = letter("invite")
