"""Rules on what stands before session 1: the brief and the agreed form of a record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from codesign_cli.duties import Duty, owed
from codesign_cli.duties.gates import says
from codesign_cli.duties.sessions import absent_parties
from codesign_cli.finding import Place, Severity
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.say import listed
from codesign_cli.when import Due, say_day

if TYPE_CHECKING:
    from codesign_cli.model.program import Program

_PARTIES = {"product": "Product", "cs": "CS"}


@rule(
    "EXP410",
    "brief-late",
    "error",
    "A-076",
    clauses={
        "missing": "the brief was not sent before session 1",
        "late": "the brief was sent, but not before session 1",
    },
    why="People who know the limits design within them. Without the brief in hand before session 1 they spend it "
    "on ideas that cannot be built.",
    mend="Product sends the brief at the latest the day before session 1; write the day under `brief.sent`.",
    bad=(
        Example("brief: # <-\n  by: product", "missing", drop=("brief.sent",)),
        Example(
            "codesign: 1 # <-",
            "missing",
            as_of="2026-02-04",
            drop=(
                "brief",
                "feedback",
                "sessions[1].held",
                "sessions[1].opened",
                "sessions[1].attended",
                "sessions[1].corrections",
                "sessions[2].held",
                "sessions[2].opened",
                "sessions[2].attended",
                "sessions[3].answers",
            ),
            note="on the morning of session 1",
        ),
        Example(
            "codesign: 1 # <-",
            "missing",
            "begun",
            as_of="2026-02-03",
            severity="info",
            note="the day before session 1 is the last one in time",
        ),
        Example("brief:\n  sent: 2026-02-04 # <-", "late", severity="warning", note="the day of session 1"),
        Example("brief:\n  sent: 2026-02-10 # <-", "late", severity="warning"),
    ),
    good=(
        Example("brief:\n  sent: 2026-02-03", note="the day before session 1"),
        Example("title: Bulk ownership transfer", base="begun", note="30 days ahead nothing is due"),
    ),
)
def brief_late(program: Program, now: datetime) -> Iterator[Hit]:
    """The brief was not sent before session 1."""
    for duty in owed(program, now, "EXP410"):
        sent = program.brief.sent if program.brief else None
        if not duty.done:
            yield hit(
                duty.place,
                f"The brief has not gone out, and session 1 is on {say_day(duty.due.day, now)}.",
                help="Let Product send the brief and write the day under `brief.sent`.",
                due=duty.due,
                clause="missing",
            )
        elif sent is not None and sent >= duty.due.day:
            yield hit(
                duty.place,
                f"The brief went out on {say_day(sent, now)}, not before session 1 on {say_day(duty.due.day, now)}.",
                help="Begin the next session with what is fixed, for those who had not read it.",
                clause="late",
                severity="warning",
            )


_MISSING = {
    "problem": (
        "The brief does not say which problem {feature} solves: `problem` is empty.",
        "Write under `feature.problem` what happens to whom today.",
    ),
    "approach": (
        "The brief does not say why {feature} is built this way: `approach` is empty.",
        "Write under `feature.approach` what is planned and why.",
    ),
    "constraints": (
        "The brief does not say what is fixed about {feature}: `constraints` is empty.",
        "List technical, regulatory and architecture limits under `feature.constraints`, or `none` for a type.",
    ),
    "influence": (
        "The brief does not say where customers shape {feature}: `influence` is empty.",
        "List under `feature.influence` what is still open.",
    ),
    "type": (
        "The brief neither lists {kind} limits of {feature} nor says that there are none.",
        "List them under `feature.constraints.{kind}`, or write `none`.",
    ),
}
"""What each missing part of a brief says and how it is mended."""


@rule(
    "EXP411",
    "brief-incomplete",
    "error",
    "A-077 A-078 A-079 A-080",
    clauses={
        "problem": "the brief has no problem but a stand-in such as `tbd` (without the key FIL005 speaks)",
        "approach": "the brief has no reasoning behind the approach",
        "constraints": "the brief names nothing that is fixed",
        "influence": "the brief does not say where customers have influence",
        "type": "a type of constraint is neither listed nor said to be none",
    },
    why="The brief tells customers what is open and what is not. A limit that they learn of later turns their "
    "work into a list of things that were never possible.",
    mend="Fill `problem`, `approach`, `constraints` and `influence` of the feature before the brief goes out.",
    bad=(
        Example("feature:\n  problem: tbd # <-", "problem"),
        Example('feature:\n  approach: "" # <-', "approach"),
        Example("feature: # <-\n  stage: in-build", "approach", drop=("feature.approach",)),
        Example("feature: # <-\n  stage: in-build", "constraints", drop=("feature.constraints",)),
        Example("feature:\n  constraints: {} # <-", "constraints", drop=("feature.constraints",)),
        Example("feature:\n  influence: [] # <-", "influence"),
        Example(
            "feature:\n  influence: [] # <-",
            "influence",
            "begun",
            as_of="2026-01-28",
            drop=("invitation.planned",),
            severity="info",
            note="due with the brief: seven days before session 1 an info",
        ),
        Example(
            "feature:\n  constraints: # <-\n    technical: none",
            "type",
            drop=("feature.constraints.architecture",),
            severity="warning",
        ),
        Example(
            "feature:\n  constraints:\n    regulatory: [] # <-\n    architecture: [] # <-",
            "type",
            severity="warning",
            note="an empty list says nothing",
        ),
    ),
    good=(
        Example(
            "feature:\n  constraints:\n    technical: none\n    regulatory: none\n    architecture: none",
            note="an honest none for each type",
        ),
        Example(
            "title: Bulk ownership transfer",
            base="begun",
            drop=("feature.approach", "feature.constraints", "feature.influence"),
            note="a month ahead nothing of it is due",
        ),
    ),
)
def brief_incomplete(program: Program, now: datetime) -> Iterator[Hit]:
    """The brief lacks problem, approach, constraints or where customers have influence, or leaves a type open."""
    due = None
    for duty in owed(program, now, "EXP411"):
        due = duty.due
        if not duty.done:
            severity: Severity | None = "warning" if duty.clause == "type" else None
            yield _missing(program, duty.clause, duty.place, due, str(duty.subject), severity)
    # Last, and no duty of its own: a file without a problem is FIL005, which silences what would follow here.
    if due is not None and not says(program.feature.problem):
        yield _missing(program, "problem", at(program.feature, "problem"), due)


def _missing(
    program: Program, clause: str, place: Place, due: Due, kind: str = "", severity: Severity | None = None
) -> Hit:
    message, help = _MISSING[clause]
    words = {"feature": program.feature.name, "kind": kind}
    text = message.format(**words)
    return hit(place, text, help=help.format(**words), due=due, clause=clause, severity=severity)


@rule(
    "EXP413",
    "format-not-agreed",
    "error",
    "A-116",
    clauses={
        "missing": "the form of a record was not agreed before session 1",
        "one-sided": "only one of Product and CS agreed to it",
        "late": "it was agreed, but not before session 1",
    },
    why="Records that change their form from session to session cannot be compared, and Product reads only what "
    "it agreed to read.",
    mend="Let Product and CS agree the form before session 1; write the day under `feedback_format.agreed`.",
    bad=(
        Example("feedback_format: # <-\n  by: [product, cs]", "missing", drop=("feedback_format.agreed",)),
        Example("codesign: 1 # <-", "missing", drop=("feedback_format",)),
        Example("feedback_format:\n  by: [cs] # <-", "one-sided"),
        Example("feedback_format:\n  by: [product, Lena Fuchs] # <-", "one-sided"),
        Example(
            "feedback_format:\n  agreed: 2026-02-04 # <-",
            "late",
            severity="warning",
            note="the day of session 1",
        ),
    ),
    good=(
        Example("feedback_format:\n  agreed: 2026-02-03", note="the day before session 1"),
        Example("feedback_format:\n  by: [Tom Okafor, Priya Nair]", note="by name"),
        Example(
            "title: Bulk ownership transfer", drop=("feedback_format.by",), note="a day alone stands for both"
        ),
        Example("scale: minimum", drop=("feedback_format",), note="the minimum does without"),
    ),
    std=True,
)
def format_not_agreed(program: Program, now: datetime) -> Iterator[Hit]:
    """Product and CS did not agree the form of a record before session 1."""
    for duty in owed(program, now, "EXP413"):
        form = program.feedback_format
        if duty.done and form is not None and form.agreed is not None:
            yield from _agreed_late(duty, form.agreed, now)
        elif duty.clause == "one-sided":
            missing = listed([_PARTIES[party] for party in absent_parties(program)])
            yield hit(
                duty.place,
                f"The form of a record was agreed without {missing}.",
                help=f"Let {missing} agree as well and write it under `feedback_format.by`.",
                due=duty.due,
                clause="one-sided",
            )
        else:
            yield hit(
                duty.place,
                "Product and CS have not agreed the form of a record.",
                help="Let both agree it and write the day under `feedback_format.agreed`.",
                due=duty.due,
                clause="missing",
            )


def _agreed_late(duty: Duty, agreed: date, now: datetime) -> Iterator[Hit]:
    if agreed >= duty.due.day:
        yield hit(
            duty.place,
            f"The form of a record was agreed on {say_day(agreed, now)}, not before session 1 on "
            f"{say_day(duty.due.day, now)}.",
            help="Bring the records written before that day into the agreed form.",
            clause="late",
            severity="warning",
        )
