"""The whole model of taking part, owed in full in session 1, in the same sentences for the team and for customers."""

from __future__ import annotations

MODEL: dict[str, str] = {
    "why_you": "this problem costs you time today, and you know the work well enough to judge an answer.",
    "your_part": "what you say and show here goes straight to the people who build it, point by point.",
    "not_the_only_one": "you are one source among several; we weigh it with what else we know.",
    "limits": "technology and rules set limits; we name those that we know.",
    "many_uses": "one design has to carry several ways of working.",
    "result": "so what is built may differ from the way any one of you works.",
    "our_word": "for each point you learn whether it went in or stayed out, with the reason.",
}
"""Its seven points (A-137, A-138), which a team may word its own way."""

LABELS: dict[str, str] = {
    "why_you": "Why you",
    "your_part": "Your part",
    "not_the_only_one": "Not the only one",
    "limits": "Limits",
    "many_uses": "Many uses",
    "result": "The result",
    "our_word": "Our word",
}
"""What each point is called."""
