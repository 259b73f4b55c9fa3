"""The sentences of the team's agenda that a team may word its own way: what is said in the room."""

from __future__ import annotations

from codesign_cli.documents.agenda.model import MODEL

PHRASES: dict[str, str] = {
    **MODEL,
    "scope": "Today is about {feature} and nothing wider.",
    "final_call": "You shape whether this works where you work. What gets built is for Product to decide; of every "
    "point you raise you will hear whether it was taken up, and why or why not.",
    "limits_stand": "Take what is fixed as given; the time is for what is not.",
    "redirect": "That reaches beyond {feature}. It is worth keeping, so I am writing it down for the people it "
    "concerns; let us finish this one while we are all here.",
    "vague": "Where exactly did that happen? What did you do next?",
    "vague_again": "When was the last time?",
    "polite": "What would make you close this and go back to how you do it today?",
    "polite_again": "On a bad day, which part of it would wear you down first?",
    "airtime": "Thank you, {loudest}, I have that. {quietest}, how does this go at your place?",
    "ask_reactions": "Think of the last time this happened to you. What came first, what next, and where did it stick?",
    "think_aloud": "Do it as you would at work, and think aloud: what you expect, what you see, what you do.",
    "ask_confirm": "Take the case you showed us last time. Does it go through now, from start to end?",
    "ask_effects": "What takes longer now, what is less clear, what do you do around it?",
    "ask_cases": "Take us through this one case, from what sets it off to the point where it is done.",
    "ask_look": "Run your case once more on this version. Where does it still not hold?",
    "parked": "What we parked is passed on today; you will hear where it went.",
}
"""By key; customers hear each of them."""
