"""What stands under each block of the retrospective: its question, what the file knows, what is answered already."""

from __future__ import annotations

from collections.abc import Iterator

from codesign_cli.blocks import Line
from codesign_cli.documents.phrasing import Phrases
from codesign_cli.documents.retro.facts import RetroFacts
from codesign_cli.documents.words import say_date
from codesign_cli.say import count, listed

PHRASES: dict[str, str] = {
    "before": "this page, so that the hour goes to the answers and not to the figures",
    "figures": "Two minutes to read, then only: which figure is wrong or surprises you?",
    "useful": "What did the sessions give that Product could decide on? What was time without an outcome?",
    "record_format": "Did the records hold what Product and Engineering needed weeks later? Which column did "
    "nobody use?",
    "selection": "Did we have the accounts that feel the problem most? Who was missing, and who sat there for another "
    "reason?",
    "invitation": "What did people expect when they came, and which sentence of the invitation made them?",
    "modes": "What did you see in the room?",
    "no_sign": "The file shows none of it. Some of it is seen only in the room, so ask all the same.",
    "change": "At most three things, each with a person and the place where it will be seen.",
    "carried_over": "Was it done?",
    "closing": "Put the answers into the program file, an honest `none` where there is none. What goes under `change` "
    "is copied to `carried_over` of the next program, so that nobody has to remember it.",
}
"""The sentences of the page that a team may word its own way: the questions first of all."""
_FILE = "In the file"


def lines_of(kind: str, facts: RetroFacts, say: Phrases) -> tuple[Line, ...]:
    """The lines of one block, its question first; `kind` is that of the stretch."""
    if kind == "modes":
        return (*_modes(facts, say), *_answered(kind, facts))
    if kind == "change":
        return (Line(say(kind)), *_change(facts, say), *_answered(kind, facts))
    makers = {
        "figures": _figures,
        "useful": _useful,
        "record_format": _form,
        "selection": _selection,
        "invitation": _invitation,
    }
    return (Line(say(kind)), *makers[kind](facts), *_answered(kind, facts))


def _answered(kind: str, facts: RetroFacts) -> Iterator[Line]:
    for answer in facts.answers:
        if answer.key == kind and answer.stated:
            yield Line(" · ".join(answer.answers) or "none", "Answered")


def _figures(facts: RetroFacts) -> Iterator[Line]:
    rates = {rate.key: rate for rate in facts.rates}
    held = count(sum(row.took_place for row in facts.sessions), "session")
    yield Line(
        f"{held}, {count(rates['read'].whole, 'record')}, {rates['not_taken'].part} deferred or declined, "
        f"{rates['reversed'].part} of them first read as incorporate, {rates['undecided'].part} not decided.",
        _FILE,
    )


def _useful(facts: RetroFacts) -> Iterator[Line]:
    held = [row for row in facts.sessions if row.took_place]
    if not held:
        yield Line("no session was held.", _FILE)
        return
    records = listed([f"{row.records} in session {row.number}" for row in held])
    corrections = sum(row.corrections for row in held)
    yield Line(f"records: {records}; {count(corrections, 'correction')} of our picture.", _FILE)
    empty = [str(row.number) for row in held if not row.records and not row.corrections]
    if empty:
        yield Line(f"session {listed(empty)} left neither a record nor a correction.", _FILE)


def _form(facts: RetroFacts) -> Iterator[Line]:
    form = facts.form
    agreed = f"agreed on {say_date(form.agreed)}" if form.agreed else "the form was never agreed"
    grades = f"{count(form.blockers, 'blocker')}, {form.significant} significant, {form.minor} minor"
    yield Line(f"{agreed}; of {count(form.records, 'record')}: {grades}.", _FILE)
    yield Line(
        f"{form.without_step} without a step, {form.with_words} with the customer's own words, {form.vague} too vague "
        "to act on.",
        _FILE,
    )


def _selection(facts: RetroFacts) -> Iterator[Line]:
    failed = {each.account for each in facts.gates if each.account}
    gates = f"{count(len(failed), 'account')} with a failed gate" if facts.gates else "no failed gate"
    parts = [gates]
    for title, names in (
        ("gave most", [row.name for row in facts.accounts if row.dominant]),
        ("silent in a session", [row.name for row in facts.accounts if row.silent]),
        ("left", [row.name for row in facts.accounts if row.left]),
    ):
        parts.append(f"{title}: {listed(names) if names else 'nobody'}")
    yield Line(f"{'; '.join(parts)}.", _FILE)


def _invitation(facts: RetroFacts) -> Iterator[Line]:
    invited = facts.invited
    sent = f"sent {say_date(invited.sent)}" if invited.sent else "nothing says when it was sent"
    parked = next(rate for rate in facts.rates if rate.key == "parked")
    ideas = f"{count(parked.part, 'idea')} parked against {count(parked.whole, 'record')}"
    refused = f"; declined by {listed(invited.refused)}" if invited.refused else ""
    yield Line(f"{sent}; {ideas}{refused}.", _FILE)
    if invited.findings:
        codes = listed(tuple(dict.fromkeys(each.code for each in invited.findings)))
        yield Line(f"the rules object to it: {codes}, below.", _FILE)


def _modes(facts: RetroFacts, say: Phrases) -> Iterator[Line]:
    for mode in facts.modes:
        signs = count(len(mode.signs), "sign") if mode.signs else "no sign in the file"
        yield Line(f"{signs}. {say('modes')}", mode.name.capitalize())


def _change(facts: RetroFacts, say: Phrases) -> Iterator[Line]:
    for text in facts.carried_over:
        stop = "" if text.endswith(".") else "."
        yield Line(f"{text}{stop} {say('carried_over')}", "Brought along")
    for text in facts.change:
        yield Line(text, "Decided")
