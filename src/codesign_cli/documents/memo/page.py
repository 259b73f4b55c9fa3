"""The page of the decision memos."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from codesign_cli.blocks import Block, Bullets, Checklist, Heading, Line, Notice, Paragraph, Table, Terms
from codesign_cli.documents.memo.facts import Contradiction, Memo, MemoFacts
from codesign_cli.documents.phrasing import OWN, Phrases
from codesign_cli.documents.words import say_date
from codesign_cli.say import count, listed

_TRIAGE = {"act-now": "act now", "discover": "find out more first", "decline": "decline"}
_OPEN = "not written yet"

PHRASES: dict[str, str] = {
    "nothing_changes": "Nothing changes.",
    "nothing_stays": "Nothing is kept against what was asked.",
    "one_account": "called strong, yet all of it comes from one account; that is an anecdote until a second one shows "
    "it",
    "anecdote": "an anecdote, and no ground for a change by itself",
}
"""The sentences of the page that a team may word its own way."""


def layout(facts: MemoFacts, own: Mapping[str, str] = OWN) -> tuple[Block, ...]:
    """Every memo that is complete; one with a part missing only as what it lacks, unless a draft was asked for.

    `own` holds the team's own sentences by the keys of `PHRASES`.
    """
    say = Phrases(PHRASES, facts, own)
    several = len(facts.memos) != 1
    draft = "DRAFT · " if facts.draft else ""
    found: list[Block] = []
    if several:
        found.append(Heading(f"{draft}Memos · {facts.feature}", 1, count(len(facts.memos), "memo")))
        found += _notices(facts)
    for memo in facts.memos:
        title = memo.theme or f"Memo {memo.number}"
        found.append(
            Heading(title if several else f"{draft}Memo · {title}", 2 if several else 1, _when(memo))
        )
        if not several:
            found += _notices(facts)
        if memo.missing and not facts.draft:
            found += _lacking(memo)
        else:
            found += _memo(memo, 3 if several else 2, say)
    return tuple(found)


def _notices(facts: MemoFacts) -> Iterator[Block]:
    if facts.program != facts.feature:
        yield Paragraph(facts.program)
    yield Notice("names accounts and records; customers get the version for customers.", "Internal")
    if facts.draft:
        yield Notice(f"{count(len(facts.missing), 'part')} still to be written.", "DRAFT")
    elif not facts.memos:
        yield Notice(" ".join((facts.missing[0].fact, facts.missing[0].way_out)), "Not ready")
    elif facts.missing:
        parts = count(len(facts.missing), "part")
        yield Notice(f"{parts} still to be written; `--draft` prints the page all the same.", "Not ready")


def _when(memo: Memo) -> str:
    day = say_date(memo.on) if memo.on else "no date"
    return f"{day}, {listed(memo.by)}"


def _lacking(memo: Memo) -> Iterator[Block]:
    yield Checklist(tuple(Line(f"{gap.fact} {gap.way_out}", gap.subject) for gap in memo.missing))


def _memo(memo: Memo, level: int, say: Phrases) -> Iterator[Block]:
    for title, text in (("What we heard", memo.heard), ("What we make of it", memo.believe)):
        yield Heading(title, level)
        yield Paragraph(text or _OPEN.capitalize() + ".")
    for title, texts, said, nothing in (
        ("What changes", memo.will_change, memo.change_said, say("nothing_changes")),
        ("What stays as it is", memo.will_not_change, memo.stay_said, say("nothing_stays")),
    ):
        yield Heading(title, level)
        rest = nothing if said else _OPEN.capitalize() + "."
        yield Bullets(tuple(Line(text) for text in texts)) if texts else Paragraph(rest)
    yield Heading("What would change our mind", level)
    yield Paragraph(memo.would_change_our_mind or _OPEN.capitalize() + ".")
    yield Heading("What it rests on", level)
    yield Terms(tuple(_grounds(memo, say)))
    if memo.records:
        yield _records(memo)
    if memo.contradictions:
        yield Heading("Where accounts want opposite things", level)
        yield Bullets(tuple(_contradiction(each) for each in memo.contradictions))


def _grounds(memo: Memo, say: Phrases) -> Iterator[Line]:
    records = count(len(memo.records), "record") if memo.records else "no record is named (`records`)"
    accounts = f" of {count(len(memo.accounts), 'account')}: {listed(memo.accounts)}" if memo.accounts else ""
    yield Line(f"{records}{accounts}", "Records")
    yield Line(_evidence(memo, say), "Evidence")
    yield Line(_TRIAGE.get(memo.triage or "", f"{_OPEN} (`triage`)"), "Track")
    told = f"on {say_date(memo.told)}" if memo.told else "not yet (`told`)"
    yield Line(told, "Told to those who asked")


def _evidence(memo: Memo, say: Phrases) -> str:
    if memo.evidence is None:
        return f"{_OPEN} (`evidence`: strong or anecdote)"
    if memo.evidence == "strong" and len(memo.accounts) == 1:
        return say("one_account")
    return "strong" if memo.evidence == "strong" else say("anecdote")


def _records(memo: Memo) -> Table:
    rows = tuple(
        (row.id, row.account, str(row.session), row.friction, row.severity, row.final or "not decided")
        for row in memo.records
    )
    return Table(("Record", "Account", "Session", "What came up", "Severity", "Decision"), rows, numeric=(2,))


def _contradiction(each: Contradiction) -> Line:
    wanted = "; ".join(f"{account}: “{text}”" for account, text in each.wanted) or "no position is written"
    built = f"built for {each.built_for}" if each.built_for else "nobody has chosen yet (`built_for`)"
    because = f", because: {each.because}" if each.because else ""
    return Line(f"{wanted} · {built}{because}", each.about)
