"""The rules of setting rules aside: comments and waivers that silence nothing, too much, or too long."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from codesign_cli.rules import Example, rule

if TYPE_CHECKING:
    from codesign_cli.finding import Finding
    from codesign_cli.rules.file.shape import Reading


def _own(reading: Reading, code: str) -> Iterator[Finding]:
    """The findings that bear a code; what sets rules aside is judged where comments and waivers are read."""
    return (finding for finding in reading.findings if finding.code == code)


_SHORT_OK = (
    "sessions:\n  - number: 1\n    minutes: 50 # codesign: allow SCO111: the room was needed at five\n"
)


@rule(
    "FIL009",
    "unused-suppression",
    "warning",
    "X",
    clauses={"unused": "a suppression comment silences nothing"},
    why="A comment that silences nothing today will silence something tomorrow that nobody meant.",
    mend="Delete the comment.",
    over="aside",
    bad=(
        Example(
            "sessions:\n  - number: 1\n    minutes: 60 # codesign: allow SCO111: a long one # <-\n",
            "unused",
        ),
        Example(
            "# codesign: allow SCO111: it governs the next line only # <-\n"
            "sessions:\n  - number: 1\n    minutes: 50\n",
            "unused",
            note="a comment above governs the next node and no other",
        ),
    ),
    good=(
        Example(_SHORT_OK, note="on the line itself"),
        Example(
            "sessions:\n  - number: 1\n    # codesign: allow session-length: the room was needed at five\n"
            "    minutes: 50\n",
            note="on the line above, by name",
        ),
        Example(
            'strategy: "# codesign: allow SCO111: inside a text it is text"\n', note="a text is no comment"
        ),
    ),
)
def unused_suppression(reading: Reading) -> Iterator[Finding]:
    """A suppression comment silences nothing."""
    return _own(reading, "FIL009")


@rule(
    "FIL010",
    "bare-suppression",
    "warning",
    "X",
    clauses={
        "suppression": "a suppression comment gives no reason",
        "waiver": "a waiver gives no reason",
    },
    why="Who reads the file next year needs to know why the rule did not count.",
    mend="Write the reason: behind a colon in a comment, under `reason` in a waiver.",
    over="aside",
    bad=(
        Example(
            "sessions:\n  - number: 1\n    # codesign: allow SCO111 # <-\n    minutes: 50\n", "suppression"
        ),
        Example("waivers:\n  - rule: SCO111 # <-\n    by: Priya Nair\n", "waiver"),
    ),
    good=(
        Example(_SHORT_OK),
        Example(
            "waivers:\n  - rule: SCO111\n    reason: The room is needed at five\n"
            "sessions:\n  - number: 1\n    minutes: 60\n",
            note="a waiver may wait for its case",
        ),
    ),
)
def bare_suppression(reading: Reading) -> Iterator[Finding]:
    """A suppression or waiver gives no reason."""
    return _own(reading, "FIL010")


_WAIVED = """\
waivers:
  - rule: COH202
    account: halden
    reason: Recovering, and asked to stay
    by: Priya Nair
    until: {}
accounts:
  - id: halden
    health: {}
"""


@rule(
    "FIL011",
    "not-waivable",
    "error",
    "A-178 X-025",
    clauses={
        "never": "a comment, a waiver or a selector tries to silence a rule that nothing silences",
        "kept": "a comment or waiver of a kept rule lacks its reason, name or date",
    },
    why="Three things carry a co-design: the debrief, accounts that have the problem now, and the model said aloud in "
    "session 1. Without one of them the rest is theatre, so no team size and no reason sets them aside. Other "
    "absolutes may be set aside for a time, and somebody answers for it by name.",
    mend="Do what the rule asks, and delete the attempt. For a kept rule, give reason, name and date.",
    over="aside",
    bad=(
        Example("waivers:\n  - rule: EXP440 # <-\n    reason: No time\n", "never"),
        Example("# codesign: allow debrief-missing: no time # <-\ndebrief:\n  minutes: 30\n", "never"),
        Example(
            "waivers:\n  - rule: COH202 # <-\n    account: halden\n    reason: Recovering\n    by: Priya Nair\n",
            "kept",
            note="without a date",
        ),
    ),
    good=(
        Example(
            "waivers:\n  - rule: COH202\n    account: halden\n    reason: Recovering, and asked to stay\n"
            "    by: Priya Nair\n    until: 2026-03-31\n",
            note="a kept rule, with reason, name and date",
        ),
    ),
)
def not_waivable(reading: Reading) -> Iterator[Finding]:
    """Something tries to set aside a rule that cannot be set aside so."""
    return _own(reading, "FIL011")


@rule(
    "FIL013",
    "waiver-expired",
    "warning",
    "X-025",
    clauses={
        "waiver": "a waiver is past its date while its rule would still fire",
        "suppression": "a dated suppression is past its date while its rule would still fire",
    },
    why="What was set aside for a time comes back when the time is over; the rule fires again as well.",
    mend="Do what the rule asks, or decide anew and write the new date.",
    over="aside",
    bad=(
        Example(
            _WAIVED.format("2026-02-22", "red").replace("COH202\n", "COH202 # <-\n"),
            "waiver",
        ),
        Example(
            "sessions:\n  - number: 1\n    # codesign: allow SCO111 until 2026-02-22 by Tom: the room # <-\n"
            "    minutes: 50\n",
            "suppression",
        ),
    ),
    good=(
        Example(_WAIVED.format("2026-02-22", "yellow"), note="past its date, and nothing fires"),
        Example(
            "sessions:\n  - number: 1\n    # codesign: allow SCO111 until 2026-02-23 by Tom: the room\n"
            "    minutes: 50\n",
            note="its last day counts",
        ),
    ),
)
def waiver_expired(reading: Reading) -> Iterator[Finding]:
    """A waiver or suppression is past its date, and its rule still fires."""
    return _own(reading, "FIL013")


@rule(
    "FIL014",
    "unknown-rule",
    "error",
    "X",
    clauses={
        "unknown": "a suppression, waiver or selector names no rule",
        "form": "a comment for codesign says nothing that can be understood",
    },
    why="A misspelled rule is set aside by nobody, and whoever wrote it believes that it is.",
    mend="Write the code or the name of a rule; `codesign rules` lists them.",
    over="aside",
    bad=(
        Example("waivers:\n  - rule: COH2O2 # <-\n    reason: Recovering\n", "unknown"),
        Example("# codesign: allow health-rad: recovering # <-\ntitle: Bulk ownership transfer\n", "unknown"),
        Example("# codesign: ignore SCO111 # <-\ntitle: Bulk ownership transfer\n", "form"),
        Example(
            "sessions:\n  - number: 1\n    # codesign: allow SCO111 until March by Tom: the room # <-\n"
            "    minutes: 60\n",
            "form",
            note="a day that is none",
        ),
    ),
    good=(Example(_SHORT_OK), Example("# codesign is a command\ntitle: Bulk ownership transfer\n")),
)
def unknown_rule(reading: Reading) -> Iterator[Finding]:
    """A suppression, waiver or selector names no rule."""
    return _own(reading, "FIL014")
