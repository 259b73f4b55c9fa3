"""Role rules over two versions of a program: neither the record nor the first reading is rewritten afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.duties.gates import in_english
from codesign_cli.duties.sessions import took_place
from codesign_cli.model.derive import session_by_number
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.rules.expectation.naming import record_name
from codesign_cli.say import count, listed

if TYPE_CHECKING:
    from codesign_cli.history import Versions
    from codesign_cli.model.records import Record

SEVERITIES = ("minor", "significant", "blocker")
"""From the mildest to the gravest."""

_ONE = "feedback:\n  - id: F02\n    {}\n"
_BLOCKER = _ONE.format("severity: blocker")
_SAID = _ONE.format('friction: "The selection is lost when the list pages, so 90 tasks take five passes"')
_READ = _ONE.format("pm_read: incorporate")
_WORDS = "words: I lose my place every time"


@rule(
    "ROL321",
    "softened-record",
    "warning",
    "A-107",
    over="history",
    phrases=True,
    clauses={
        "severity": "the severity of a record is lower than it was, and its session is over",
        "words": "its `friction` or the customer's own `words` say it more mildly than they did",
        "quote": "the customer's own `words` were taken out",
        "gone": "a record of a session that is over is no longer there",
    },
    why="A record is worth what was said and not what is pleasant to read a week later. Whoever builds from it sees "
    "the last wording only, and so does whoever decides.",
    mend="Put back what the customer said, and write what you think of it now into `reason`. A severity that was a "
    "slip is set right with the account that gave it.",
    bad=(
        Example(_ONE.format("severity: significant # <-"), "severity", before=_BLOCKER),
        Example(
            _ONE.format("severity: minor # <-"),
            "severity",
            before=_BLOCKER,
            base="finished",
            note="by two steps",
        ),
        Example(
            _ONE.format("friction: The selection is sometimes lost when the list pages # <-"),
            "words",
            before=_SAID,
            note="`sometimes` was not said",
        ),
        Example(
            _ONE.format("friction: The selection is lost when the list pages, which takes passes # <-"),
            "words",
            before=_SAID,
            note="the figures are gone",
        ),
        Example(
            _ONE.format("words: I have to look for my place # <-"),
            "words",
            before=_ONE.format(_WORDS),
            note="`lose` and `every time` are gone",
        ),
        Example("feedback:\n  - id: F02 # <-\n", "quote", before=_ONE.format(_WORDS)),
        Example(
            "feedback: # <-\n  - id: F03\n    signal: confusion\n",
            "gone",
            before="",
            drop=("feedback[F02]", "sessions[3].answers"),
            as_of="2026-02-19",
        ),
    ),
    good=(
        Example(_ONE.format("severity: blocker"), before=_ONE.format("severity: minor"), note="raised"),
        Example(
            _ONE.format(
                "friction: The selection is lost whenever the list pages, so 90 tasks take five passes"
            ),
            before=_SAID,
            note="as grave as it was",
        ),
        Example(
            _ONE.format(
                'friction: "the selection is lost when the list pages so 90 tasks take five passes."'
            ),
            before=_SAID,
            note="signs and capitals",
        ),
        Example(
            _ONE.format("friction: The selection is lost when the list pages, so 80 tasks take four passes"),
            before=_SAID,
            note="figures set right",
        ),
        Example(
            "feedback:\n  - id: F09\n    session: 2\n    account: halden\n    step: Selecting a leaver's tasks\n"
            '    friction: "The selection is lost when the list pages, so 90 tasks take five passes"\n'
            "    severity: blocker\n    pm_read: incorporate\nsessions:\n  - number: 3\n    answers:\n"
            "      F09: The selection now survives paging\n",
            before="",
            drop=("feedback[F02]", "sessions[3].answers"),
            note="the same record under another id",
        ),
    ),
)
def softened_record(versions: Versions, now: datetime, phrases: tuple[str, ...] = ()) -> Iterator[Hit]:
    """A record says what happened more mildly than it did after its session."""
    from codesign_cli.history import matched_records

    old, new = versions.before, versions.after
    there = matched_records(old, new)
    lost = [old.feedback[index] for index in there.went if _over(versions, old.feedback[index], now)]
    if lost:
        names = listed([record_name(old, record) for record in lost])
        yield hit(
            at(new, "feedback"),
            f"{count(len(lost), 'record')} of a session that is over {'is' if len(lost) == 1 else 'are'} no longer "
            f"there: {names}.",
            help="Put back what was said; what will not be built gets `final: declined` and its reason.",
            clause="gone",
        )
    for pair in there.both:
        then, record = old.feedback[pair.old], new.feedback[pair.new]
        if _over(versions, record, now) or _over(versions, then, now):
            yield from _softened(versions, then, record, phrases)


def _softened(versions: Versions, then: Record, record: Record, phrases: tuple[str, ...]) -> Iterator[Hit]:
    """What is milder in one record."""
    from codesign_cli.rules.role.softening import softer

    name = record_name(versions.after, record)
    if SEVERITIES.index(record.severity) < SEVERITIES.index(then.severity):
        yield hit(
            at(record, "severity"),
            f"{name} was a {then.severity} at {versions.revision} and is {record.severity} now.",
            help=f"Put `{then.severity}` back, or agree the lower one with the account that said it.",
            clause="severity",
        )
    if then.words and not record.words:
        yield hit(
            at(record),
            f"{name} held the customer's own words at {versions.revision}, and they are gone.",
            help="Put `words` back as they were said.",
            clause="quote",
        )
    english = in_english(versions.before) and in_english(versions.after)
    for key in ("friction", "words") if english else ():
        was, text = getattr(then, key), getattr(record, key)
        said = softer(was, text, phrases) if was and text else ""
        if said:
            yield hit(
                at(record, key),
                f"`{key}` of {name} is milder than at {versions.revision}: it {said}.",
                help="Put back what was said in the session, and keep your own view for `reason`.",
                clause="words",
            )


def _over(versions: Versions, record: Record, now: datetime) -> bool:
    """Whether the session of a record is over, in the file of today or in the one before."""
    for program in (versions.after, versions.before):
        session = session_by_number(program, record.session)
        if session is not None:
            return took_place(program, session, now)
    return False


@rule(
    "ROL323",
    "reading-rewritten",
    "warning",
    "X-019 A-169",
    over="history",
    clauses={
        "withdrawn": "`pm_read` was `incorporate` and is something else, or nothing, now",
        "turned": "`pm_read` was `decline` and is something else, or nothing, now",
    },
    why="The first reading is kept beside the decision so that the team can see how often it changes its mind. Once "
    "it is adjusted to the outcome, every reading was right and nothing is learnt.",
    mend="Leave `pm_read` as it was and write the decision into `final` with its reason. What is not clear at first "
    "is read as `investigate`, which may become anything.",
    bad=(
        Example(_ONE.format("pm_read: investigate # <-"), "withdrawn", before=_READ),
        Example("feedback:\n  - id: F02 # <-\n", "withdrawn", before=_READ, drop=("feedback[F02].pm_read",)),
        Example(
            "feedback:\n  - id: F04\n    pm_read: incorporate # <-\n",
            "turned",
            before="feedback:\n  - id: F04\n    pm_read: decline\n",
            severity="info",
        ),
    ),
    good=(
        Example(
            "feedback:\n  - id: F01\n    pm_read: decline\n",
            before="feedback:\n  - id: F01\n    pm_read: investigate\n",
            note="what was open was found out",
        ),
        Example(_ONE.format("signal: confusion"), before="", note="the reading is the same"),
        Example(
            _ONE.format("pm_read: incorporate"),
            before="feedback:\n  - id: F02\n    pm_read: null\n",
            note="it was not read before",
        ),
    ),
)
def reading_rewritten(versions: Versions, now: datetime) -> Iterator[Hit]:
    """Product's first reading of a record was rewritten."""
    from codesign_cli.history import matched_records

    for pair in matched_records(versions.before, versions.after).both:
        then, record = versions.before.feedback[pair.old], versions.after.feedback[pair.new]
        if then.pm_read in (None, "investigate", record.pm_read):
            continue
        yes = then.pm_read == "incorporate"
        now_read = f"is read as {record.pm_read} now" if record.pm_read else "is not read at all now"
        yield hit(
            at(record, "pm_read"),
            f"{record_name(versions.after, record)} was read as {then.pm_read} at {versions.revision} and {now_read}.",
            help=f"Put `pm_read: {then.pm_read}` back, and say in `final` what was decided.",
            clause="withdrawn" if yes else "turned",
            severity=None if yes else "info",
        )
