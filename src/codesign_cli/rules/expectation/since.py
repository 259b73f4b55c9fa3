"""Expectation rule over two versions of a program: what customers were told is still what the file says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from codesign_cli.duties.closing import heard_debrief, summary_sent
from codesign_cli.duties.gates import stated
from codesign_cli.duties.sessions import CONSTRAINT_TYPES
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.rules.expectation.naming import account_name, short
from codesign_cli.say import quoted
from codesign_cli.when import say_day

if TYPE_CHECKING:
    from codesign_cli.history import Versions
    from codesign_cli.model.program import Program
    from codesign_cli.model.records import Disagreement, Record

_F02 = "feedback:\n  - id: F02\n    final: {final}{more}\n"
_TOLD = "\n    told:\n      on: {on}\n      by: cs\n      how: call"
_INCORPORATED = _F02.format(final="incorporated", more="")
_OPEN = "feature:\n  influence:\n    - How tasks are selected\n    - What the confirmation shows\n"
_UNSHIPPED = ("feedback[F02].shipped",)


@rule(
    "EXP458",
    "promise-changed",
    "warning",
    "A-148 X",
    over="history",
    clauses={
        "disposition": "`final` of a record was changed after its account had been told, or had the debrief",
        "arbitration": "`built_for` of a disagreement was changed after an account had been told",
        "invitation": "the text of the invitation was changed after it went out",
        "influence": "something was taken out of `influence` after the brief went out",
        "constraint": "a constraint was added after the brief went out",
    },
    why="Customers remember what they were told. A file that is changed afterwards says something else than they "
    "heard, and nobody notices until they do, mostly at the release.",
    mend="Tell each account that heard the former word, by a person, and write the day down. What went out in "
    "writing stays in the file as it went out.",
    bad=(
        Example(
            _F02.format(final="deferred # <-", more=""),
            "disposition",
            "finished",
            before=_INCORPORATED,
            drop=_UNSHIPPED,
        ),
        Example(
            _F02.format(final="declined # <-", more=_TOLD.format(on="2026-04-25")),
            "disposition",
            "finished",
            before=_INCORPORATED,
            drop=_UNSHIPPED,
            severity="info",
            note="told anew",
        ),
        Example(
            "disagreements:\n  - about: Whether a transfer needs the new owner's consent\n    records: [F02, F03]\n"
            "    positions:\n      northwind: The lead decides alone\n      halden: The new owner must accept\n"
            "    built_for: halden # <-\n    because: Closer to the primary customer profile\n"
            "    adaptation:\n      northwind: Accept on behalf of the new owner\n"
            "    told:\n      northwind: 2026-04-02\n      halden: 2026-04-02\n",
            "arbitration",
            "finished",
            before="disagreements:\n  - about: Whether a transfer needs the new owner's consent\n"
            "    records: [F02, F03]\n"
            "    positions:\n      northwind: The lead decides alone\n      halden: The new owner must accept\n"
            "    built_for: northwind\n    told:\n      halden: 2026-04-02\n",
        ),
        Example(
            "invitation:\n  text: Three sessions over five weeks. You decide what is built. # <-\n",
            "invitation",
            before="",
        ),
        Example("feature:\n  influence: # <-\n    - How tasks are selected\n", "influence", before=_OPEN),
        Example(
            "feature:\n  constraints:\n    regulatory:\n      - Ownership history is kept for seven years\n"
            "      - Names are masked in exports # <-\n",
            "constraint",
            before="",
        ),
    ),
    good=(
        Example(
            _F02.format(final="incorporated", more=""), "", "finished", before="", note="the decision stands"
        ),
        Example(
            _F02.format(final="incorporated", more="\n    reason: Nobody can finish a hand-over without it"),
            before=_F02.format(final="deferred", more=""),
            note="nobody had been told yet",
        ),
        Example(
            "feature:\n  influence:\n    - What the confirmation shows\n    - How the tasks are selected\n",
            before=_OPEN,
            note="other words in another order",
        ),
        Example("feature:\n  influence:\n    - How tasks are selected\n", base="begun", before=""),
    ),
)
def promise_changed(versions: Versions, now: datetime) -> Iterator[Hit]:
    """What customers had been told was changed afterwards."""
    yield from _dispositions(versions, now)
    yield from _arbitrations(versions, now)
    yield from _invitation(versions, now)
    yield from _brief(versions, now)


def _dispositions(versions: Versions, now: datetime) -> Iterator[Hit]:
    """Decisions that an account had heard and that are others now."""
    from codesign_cli.history import matched_records

    for pair in matched_records(versions.before, versions.after).both:
        then, record = versions.before.feedback[pair.old], versions.after.feedback[pair.new]
        if then.final is None or then.final == record.final or not heard(versions.before, then, now):
            continue
        name = account_name(versions.after, record.account)
        again = told_anew(then, record, now)
        said = f"it is {record.final} now" if record.final else "it is undecided now"
        tail = f"; that was told on {say_day(again, now)}" if again else ""
        yield hit(
            at(record, "final"),
            f"{name} was told that {record.id} is {then.final}, and {said}{tail}.",
            help=f"Let CS call {name} and say what changed and why."
            if not again
            else "Keep both in the retro.",
            clause="disposition",
            severity="info" if again else None,
        )


def heard(program: Program, record: Record, now: datetime) -> bool:
    """Whether the account of a record knew its decision: from a person or a mail, by the debrief or its summary."""
    told = record.told
    if told is not None and told.on is not None and told.on <= now.date():
        return True
    account = next((one for one in program.accounts if one.id == record.account), None)
    debriefed = account is not None and heard_debrief(program, account, now) is not None
    return debriefed or summary_sent(program, now) is not None


def told_anew(then: Record, record: Record, now: datetime) -> date | None:
    """The day on which an account was told after the former word; None where it was not."""
    on = record.told.on if record.told else None
    before = then.told.on if then.told else None
    return on if on is not None and on <= now.date() and on != before else None


def _arbitrations(versions: Versions, now: datetime) -> Iterator[Hit]:
    """Disagreements settled for one account, told, and settled for another one."""
    from codesign_cli.history import matched_disagreements

    old, new = versions.before, versions.after
    for pair in matched_disagreements(old, new).both:
        then, one = old.disagreements[pair.old], new.disagreements[pair.new]
        if then.built_for and then.built_for != one.built_for and settled(old, then, now):
            other = f"for {account_name(new, one.built_for)} now" if one.built_for else "for nobody now"
            yield hit(
                at(one, "built_for"),
                f"{short(one.about or 'A disagreement')} was settled for {account_name(old, then.built_for)} and told, "
                f"and is {other}.",
                help="Tell every account of it what is built now and why.",
                clause="arbitration",
            )


def settled(program: Program, one: Disagreement, now: datetime) -> bool:
    """Whether an account had heard how a disagreement was settled."""
    return any(day <= now.date() for day in one.told.values()) or summary_sent(program, now) is not None


def _invitation(versions: Versions, now: datetime) -> Iterator[Hit]:
    """An invitation that went out in other words."""
    from codesign_cli.history import plain

    then, invitation = versions.before.invitation, versions.after.invitation
    if then is None or invitation is None or then.sent is None or then.sent > now.date():
        return
    again = invitation.sent is not None and invitation.sent > then.sent
    if then.text and not again and plain(then.text) != plain(invitation.text or ""):
        changed = "reads otherwise" if invitation.text else "is gone"
        yield hit(
            at(invitation, "text"),
            f"The invitation went out on {say_day(then.sent, now)}, and its text {changed} since {versions.revision}.",
            help="Put back what was sent; what has to be said differently goes out as a message of its own.",
            clause="invitation",
        )


def _brief(versions: Versions, now: datetime) -> Iterator[Hit]:
    """What the brief left open or fixed, and the file does otherwise."""
    from codesign_cli.history import ids, matched_texts

    brief, sent = versions.before.brief, versions.after.brief.sent if versions.after.brief else None
    if brief is None or brief.sent is None or brief.sent > now.date() or (sent and sent > brief.sent):
        return
    old, new, went_out = versions.before.feature, versions.after.feature, say_day(brief.sent, now)
    lost = matched_texts(old.influence, new.influence).went
    if lost:
        yield hit(
            at(new, "influence"),
            f"The brief of {went_out} left {ids(old.influence[index] for index in lost)} open to the accounts, and "
            "the file no longer does.",
            help="Put it back, or tell the accounts what is fixed now and why.",
            clause="influence",
        )
    for kind in CONSTRAINT_TYPES if new.constraints else ():
        then = getattr(old.constraints, kind, None) or ()
        items = getattr(new.constraints, kind) or ()
        for index in matched_texts(then, items).came if stated(items) else ():
            yield hit(
                at(new.constraints, kind, index),
                f"{quoted(items[index])} is a constraint that the brief of {went_out} did not name.",
                help="Tell the accounts before they give input that it rules out.",
                clause="constraint",
            )
