"""What the specification says of cohort discipline."""

from __future__ import annotations

# A row is read as one or two lines.
# fmt: off
Row = tuple[str, str, dict[str, str], str, tuple[str, ...]]

DAY = "2026-02-23"
WORKFLOW = (
    "        current_workflow:\n          - Asks the leaver for a list\n          - Moves each task to a new owner\n"
)
PERSON = "    participants:\n      - name: Ada Quist\n        title: Project coordinator\n        role: practitioner\n"
SECOND = "      - name: Bo Lind\n        role: executive\n"
EVIDENCE = '    acuity_evidence: "Lost the record of 40 tasks in January when a project lead left"\n'
BEGUN_EVIDENCE = '    acuity_evidence: "Lost the record of 40 tasks in autumn when a project lead left"\n'


def account(name: str) -> str:
    """One more account that passes every gate."""
    return (
        f"  - id: {name}\n    name: {name.title()} Works\n    segment: small\n    icp: core\n    health: green\n"
        "    health_checked: 2026-01-15\n    acuity: operational\n"
        '    acuity_evidence: "Moved 30 tasks by hand in January when a lead left"\n    frequency: weekly\n'
        f"    selected_for: problem\n    participants:\n      - name: {name.title()} Berg\n"
        "        role: practitioner\n        current_workflow:\n          - Asks for a list\n"
        "          - Moves the tasks\n"
    )


def more(number: int) -> dict[str, str]:
    """So many more accounts."""
    return {"sessions:\n": "".join(account(f"more{n}") for n in "abcdefgh"[:number]) + "sessions:\n"}


def waiver(rule: str, account: str = "") -> dict[str, str]:
    """A waiver until the end of the program."""
    named = f"    account: {account}\n" if account else ""
    return {
        "$": f"waivers:\n  - rule: {rule}\n{named}    reason: They asked to stay\n    by: Priya Nair\n"
        "    until: 2026-12-31\n"
    }


LEFT = {"id: corvus >> segment: small": "segment: small\n    left: 2026-02-10"}
CORVUS = "  - id: corvus\n    name: Corvus Labs\n"
TWO = (
    "accounts:\n  - id: alder\n    name: Alder Clinics\n  - id: birch\n    name: Birch Clinics\n"
)

TABLES: dict[str, list[Row]] = {
    "COH201": [
        ("three", "running", {}, DAY, ()),
        ("one that left does not count", "running", LEFT, DAY, ("error accounts: | by COH219",)),
        ("two before the invitation is near", "small", {"$": "invitation:\n  planned: 2026-01-19\n" + TWO},
         "2026-01-11", ()),
        ("two when it is near", "small", {"$": "invitation:\n  planned: 2026-01-19\n" + TWO}, "2026-01-12",
         ("info accounts: | owed 2026-01-19",)),
        ("two after it", "small", {"$": "invitation:\n  planned: 2026-01-19\n" + TWO}, "2026-01-20",
         ("error accounts: | owed 2026-01-19",)),
        ("none: at the top", "small", {"$": "invitation:\n  planned: 2026-01-19\n"}, "2026-01-20",
         ("error codesign: 1 | owed 2026-01-19",)),
        ("an empty list", "small", {"$": "invitation:\n  planned: 2026-01-19\naccounts: []\n"}, "2026-01-20",
         ("error accounts: []",)),
        ("five", "running", more(2), DAY, ()),
        ("six", "running", more(3), DAY, ("info accounts:",)),
        ("seven", "running", more(4), DAY, ("error accounts: | stated",)),
        ("seven are too many at once", "begun", more(4), "2026-01-05", ("error accounts: | stated",)),
        ("ten", "running", more(7), DAY, ("error accounts:",)),
        ("kept: a waiver makes it a warning that stays", "running", more(4) | waiver("COH201"), DAY,
         ("warning accounts: | waived",)),
    ],
    "COH202": [
        ("red", "running", {"health: yellow": "health: red"}, DAY, ("error health: red | stated",)),
        ("at once", "begun", {"health: yellow": "health: red"}, "2026-01-05", ("error health: red",)),
        ("unknown is not red", "running", {"    health: yellow\n": ""}, DAY, ()),
        ("kept", "running", {"health: yellow": "health: red"} | waiver("COH202", "halden"), DAY,
         ("warning health: red | waived",)),
        ("kept for this account alone", "running", {"health: yellow": "health: red"} | waiver("COH202", "corvus"),
         DAY, ("error health: red",)),
        ("red later and left", "running",
         {"health: yellow": "health: yellow\n    left: 2026-02-10\n    health_history:\n"
          "      - on: 2026-02-09\n        health: red"}, DAY, ()),
        ("red later and still there", "running",
         {"health: yellow": "health: yellow\n    health_history:\n      - on: 2026-02-09\n        health: red"}, DAY,
         ("error health: red",)),
        ("red after GA: nobody is left to pause", "finished",
         {"health: yellow": "health: yellow\n    health_history:\n      - on: 2026-04-29\n        health: red"},
         "2026-08-03", ()),
        ("recovered", "running",
         {"health: yellow": "health: yellow\n    health_history:\n      - on: 2026-02-09\n        health: red\n"
          "      - on: 2026-02-16\n        health: green"}, DAY, ()),
        ("red tomorrow", "running",
         {"health: yellow": "health: yellow\n    health_history:\n      - on: 2026-02-24\n        health: red"}, DAY,
          ()),
    ],
    "COH203": [
        ("no health: on the account", "running", {"    health: yellow\n": ""}, DAY,
         ("error - id: halden | owed 2026-01-19",)),
        ("null: on the key", "running", {"health: yellow": "health: null"}, DAY, ("error health: null",)),
        ("before the invitation is near", "begun", {"    health: yellow\n": ""}, "2026-01-11", ()),
        ("near it", "begun", {"    health: yellow\n": ""}, "2026-01-19", ("info - id: halden",)),
        ("after it", "begun", {"    health: yellow\n": ""}, "2026-01-20", ("error - id: halden",)),
        ("a wrong value is FIL004 alone", "running", {"health: yellow": "health: purple"}, DAY, ()),
        ("kept", "running", {"    health: yellow\n": ""} | waiver("COH203", "halden"), DAY,
         ("warning - id: halden | waived",)),
    ],
    "COH204": [
        ("30 days before session 1", "running", {"health_checked: 2026-01-16": "health_checked: 2026-01-05"}, DAY,
         ()),
        ("31 days before it", "running", {"health_checked: 2026-01-16": "health_checked: 2026-01-04"}, DAY,
         ("warning health_checked: 2026-01-04",)),
        ("never dated", "running", {"    health_checked: 2026-01-16\n": ""}, DAY,
         ("warning - id: halden | owed 2026-01-19",)),
        ("undated and nobody invited yet", "begun",
         {"id: halden >>     health_checked: 2026-01-05\n": ""}, "2026-01-11", ()),
        ("undated and nearly invited", "begun",
         {"id: halden >>     health_checked: 2026-01-05\n": ""}, "2026-01-12", ("info - id: halden",)),
        ("stale: due at session 1, eight days before", "begun",
         {"health_checked: 2026-01-05": "health_checked: 2026-01-04"}, "2026-01-27", ()),
        ("stale: seven days before", "begun",
         {"health_checked: 2026-01-05": "health_checked: 2026-01-04"}, "2026-01-28",
         ("info health_checked: 2026-01-04",)),
        ("stale: session 1 is past", "begun",
         {"health_checked: 2026-01-05": "health_checked: 2026-01-04"}, "2026-02-05",
         ("warning health_checked: 2026-01-04",)),
    ],
    "COH205": [
        ("yellow with a crisis", "running", {"health: yellow": "health: yellow\n    flags:\n      - support-crisis"},
         DAY, ("warning - support-crisis | stated",)),
        ("green with a stalled implementation", "running",
         {"health: green": "health: green\n    flags: [stalled-implementation]"}, DAY, ("warning flags:",)),
        ("red with a flag is no contradiction", "running",
         {"health: yellow": "health: red\n    flags:\n      - support-crisis"}, DAY, ()),
        ("no flags", "running", {"health: yellow": "health: yellow\n    flags: []"}, DAY, ()),
    ],
    "COH207": [
        ("no acuity", "running", {"id: corvus >>     acuity: operational\n": ""}, DAY,
         ("error - id: corvus | owed 2026-01-19",)),
        ("no evidence", "running", {EVIDENCE: ""}, DAY, ("error - id: corvus | owed 2026-01-19",)),
        ("empty evidence is the place", "running", {EVIDENCE: '    acuity_evidence: ""\n'}, DAY,
         ('error acuity_evidence: ""',)),
        ("near the invitation", "begun", {BEGUN_EVIDENCE: ""}, "2026-01-12", ("info - id: corvus",)),
        ("before", "begun", {BEGUN_EVIDENCE: ""}, "2026-01-11", ()),
        ("not waivable", "running", {EVIDENCE: ""} | waiver("COH207", "corvus"), DAY, ("error - id: corvus",)),
        ("gone before the invitation: it owes nothing after its day", "begun",
         {BEGUN_EVIDENCE: "", "id: corvus >> segment: small": "segment: small\n    left: 2026-01-10"},
         "2026-01-20", ()),
    ],
    "COH209": [
        ("nobody describes it", "running", {WORKFLOW: ""}, DAY, ("error - name: Ada Quist | owed 2026-01-19",)),
        ("an empty list is the place", "running", {WORKFLOW: "        current_workflow: []\n"}, DAY,
         ("error current_workflow: []",)),
        ("another participant does", "running",
         {PERSON: PERSON.replace("Ada Quist", "Bo Lind") + PERSON.split("\n", 1)[1]}, DAY, ()),
        ("before the invitation is near", "begun", {WORKFLOW: ""}, "2026-01-11", ()),
        ("after it", "begun", {WORKFLOW: ""}, "2026-01-20", ("error - name: Ada Quist",)),
    ],
    "COH210": [
        ("one step", "running", {"          - Moves each task to a new owner\n": ""}, DAY,
         ("warning Ada Quist >> current_workflow:",)),
        ("two steps", "running", {}, DAY, ()),
        ("the longest counts", "running",
         {PERSON: PERSON.replace("Ada Quist", "Bo Lind") + "        current_workflow:\n          - Asks\n"
          + PERSON.split("\n", 1)[1]}, DAY, ()),
        ("before the invitation is near", "begun", {"          - Moves each task to a new owner\n": ""},
         "2026-01-11", ()),
    ],
    "COH211": [
        ("the only participant", "running", {"Ada Quist >> role: practitioner": "role: executive"}, DAY,
         ("error role: executive",)),
        ("a practitioner is there too", "running", {WORKFLOW: WORKFLOW + SECOND}, DAY, ("warning role: executive",)),
        ("no executive", "running", {WORKFLOW: WORKFLOW + SECOND.replace("executive", "other")}, DAY, ()),
    ],
    "COH212": [
        ("nobody, on the account", "running", {PERSON: "", WORKFLOW: ""}, DAY, ("error - id: corvus",)),
        ("an empty list", "running", {PERSON: "    participants: []\n", WORKFLOW: ""}, DAY,
         ("error participants: []",)),
        ("the brief is not out yet", "begun", {PERSON: "", WORKFLOW: ""}, "2026-01-26", ()),
        ("the day after the brief", "running", {PERSON: "", WORKFLOW: ""}, "2026-01-29", ("error - id: corvus",)),
    ],
    "COH213": [
        ("relationship", "running", {"selected_for: problem": "selected_for: relationship"}, DAY,
         ("error selected_for: relationship | stated",)),
        ("size", "running", {"selected_for: problem": "selected_for: size"}, DAY, ("error selected_for: size",)),
        ("availability", "begun", {"selected_for: problem": "selected_for: availability"}, "2026-01-05",
         ("error selected_for: availability",)),
        ("unsaid", "running", {"    selected_for: problem\n": ""}, DAY, ()),
    ],
}
