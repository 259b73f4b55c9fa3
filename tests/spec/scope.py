"""What the specification says of scope discipline."""

from __future__ import annotations

from tests.spec.expectation import SILENT2

# A row is read as one or two lines.
# fmt: off
Row = tuple[str, str, dict[str, str], str, tuple[str, ...]]

DAY = "2026-02-23"
S4 = (
    "  - number: 4\n    purpose: edge-cases\n    at: 2026-03-25T16:00\n    minutes: 60\n"
    "    leads: product\n    facilitates: cs\n    observes:\n      - engineering\n"
)
S5 = S4.replace("number: 4", "number: 5").replace("edge-cases", "last-check").replace("03-25", "03-26")
S6 = S5.replace("number: 5", "number: 6").replace("03-26", "03-27")
BECAUSE = "    because:\n      - account: halden\n        unresolved: Two legal entities\n"
LATER = {"end: 2026-03-11": "end: 2026-04-10"}
OUT = "  out_of_scope:\n    - Dashboards\n    - Permissions model\n    - Mobile app\n"
IN = (
    "  in_scope:\n    - Selecting a leaver's tasks\n    - Choosing new owners\n"
    "    - The ownership record after a transfer\n"
)
ANSWERS = "    answers:\n      F02: The selection now survives paging\n"
SHOWS2 = "    shows: The clickable drawer with sample tasks\n"
CORRECTIONS = (
    "    corrections:\n      - account: northwind\n        we_said: Transfers are permanent\n"
    "        they_say: Half of them are temporary\n      - account: halden\n"
    "        we_said: A lead hands over to one successor\n        they_say: The tasks are split among two or three\n"
    "      - account: corvus\n        we_said: The leaver prepares the list\n"
    "        they_say: The list is made after the leaver has gone\n"
)


def parked(*sessions: int) -> str:
    """Ideas set aside in these sessions."""
    return "parked:\n" + "".join(
        f"  - session: {s}\n    account: halden\n    idea: A dashboard {i}\n    redirected_by: cs\n"
        for i, s in enumerate(sessions)
    )


TABLES: dict[str, list[Row]] = {
    "SCO103": [
        ("an idea", "running", {"stage: in-build": "stage: idea"}, DAY, ("error stage: idea | stated",)),
        ("discovery is a warning", "running", {"stage: in-build": "stage: discovery"}, DAY,
         ("warning stage: discovery",)),
        ("committed", "running", {"stage: in-build": "stage: committed"}, DAY, ()),
        ("released before GA", "running", {"stage: in-build": "stage: released"}, DAY, ("error stage: released",)),
        ("released once GA has passed", "finished", {}, "2026-04-29", ()),
        ("released the day before GA", "finished", {}, "2026-04-27", ("error stage: released",)),
        ("released and no GA", "running", {"stage: in-build": "stage: released", "  ga: 2026-04-28\n": ""}, DAY,
         ("error stage: released",)),
        ("an idea is wrong at once", "begun", {"stage: in-build": "stage: idea"}, "2026-01-05",
         ("error stage: idea",)),
    ],
    "SCO104": [
        ("low ambiguity", "running", {"design_ambiguity: high": "design_ambiguity: low"}, DAY,
         ("warning design_ambiguity: low",)),
        ("low rework", "running", {"rework_if_wrong: high": "rework_if_wrong: low"}, DAY,
         ("warning rework_if_wrong: low",)),
        ("medium", "running",
         {"rework_if_wrong: high": "rework_if_wrong: medium", "design_ambiguity: high": "design_ambiguity: medium"},
         DAY, ()),
    ],
    "SCO105": [
        ("owed from the planned invitation on: eight days before", "begun", {OUT: ""}, "2026-01-11", ()),
        ("seven days before it is told", "begun", {OUT: ""}, "2026-01-12", ("info feature: | owed 2026-01-19",)),
        ("the day itself is in time", "begun", {OUT: ""}, "2026-01-19", ("info feature: | owed 2026-01-19",)),
        ("after it", "begun", {OUT: ""}, "2026-01-20", ("error feature: | owed 2026-01-19",)),
        ("in scope", "running", {IN: ""}, DAY, ("error feature: | owed 2026-01-19",)),
        ("both", "running", {IN: "", OUT: ""}, DAY, ("error feature:", "error feature:")),
        ("an empty list is the place", "running", {OUT: "  out_of_scope: []\n"}, DAY, ("error out_of_scope",)),
        ("an honest none", "running", {OUT: "  out_of_scope: none\n"}, DAY, ()),
        ("the start of the timeline where nobody is invited", "begun",
         {OUT: "", "  planned: 2026-01-19\n": ""}, "2026-02-05", ("error feature: | owed 2026-02-04",)),
        ("the start of the timeline, before it", "begun",
         {OUT: "", "  planned: 2026-01-19\n": ""}, "2026-01-27", ()),
        ("the earlier of sent and start", "begun",
         {OUT: "", "planned: 2026-01-19": "planned: 2026-02-10"}, "2026-02-05",
         ("error feature: | owed 2026-02-04",)),
        ("sent before it was planned", "running", {OUT: "", "  sent: 2026-01-19": "  sent: 2026-01-14"},
         "2026-01-15", ("error feature: | owed 2026-01-14",)),
        ("a file without these dates owes nothing", "small", {}, "2030-01-01", ()),
    ],
    "SCO106": [
        ("on the item out of scope", "running", {"- Mobile app": "- Choosing new owners"}, DAY,
         ("error out_of_scope >> - Choosing new owners | stated",)),
        ("case aside", "running", {"- Mobile app": "- choosing new owners"}, DAY,
         ("error out_of_scope >> - choosing new owners",)),
        ("another thing", "running", {"- Mobile app": "- Choosing new reports"}, DAY, ()),
    ],
    "SCO107": [
        ("eight weeks are in time", "running", {"end: 2026-03-11": "end: 2026-04-01"}, DAY, ()),
        ("a day more, on the last session's `at`", "running", {"end: 2026-03-11": "end: 2026-04-02"}, DAY,
         ("warning at: 2026-03-11 | stated",)),
        ("a session counts where the timeline says less", "running",
         {"number: 3 >> at: 2026-03-11": "at: 2026-04-02"},
         DAY, ("warning at: 2026-04-02",)),
        ("a session counts without a timeline", "running",
         {"timeline:\n  start: 2026-02-04\n  end: 2026-03-11\n  ga: 2026-04-28\n": "",
          "number: 3 >> at: 2026-03-11": "at: 2026-04-02"}, DAY, ("warning at: 2026-04-02",)),
        ("without sessions on `timeline`", "small", {"$": "timeline:\n  start: 2026-02-04\n  end: 2026-04-02\n"},
         "2026-01-01", ("warning timeline:",)),
        ("56 days", "small", {"$": "timeline:\n  start: 2026-02-04\n  end: 2026-04-01\n"}, "2026-01-01", ()),
    ],
    "SCO108": [
        ("four weeks", "running",
         {"end: 2026-03-11": "end: 2026-03-04", "number: 3 >> at: 2026-03-11": "at: 2026-03-04"}, DAY, ()),
        ("a day less", "running",
         {"end: 2026-03-11": "end: 2026-03-03", "number: 3 >> at: 2026-03-11": "at: 2026-03-03"}, DAY,
         ("info at: 2026-03-03",)),
        ("without sessions", "small", {"$": "timeline:\n  start: 2026-02-04\n  end: 2026-03-03\n"}, "2026-01-01",
         ("info timeline:",)),
    ],
    "SCO109": [
        ("five", "running", {"feedback:\n": S4 + S5 + "feedback:\n"}, DAY, ()),
        ("six, on the sixth", "running", {"feedback:\n": S4 + S5 + S6 + "feedback:\n"}, DAY,
         ("warning - number: 6",)),
    ],
    "SCO110": [
        ("two, before the start", "begun", {"  - number: 3\n": "", "    purpose: solution-iteration\n": "",
         "    at: 2026-03-11T16:00\n    minutes: 60\n    leads: product\n    facilitates: cs\n    observes:\n"
         "      - engineering\n    shows: The revised drawer\n    questions:\n"
         "      - Walk us through the hand-over of one leaver with the new selection.\n": ""}, "2026-01-27", ()),
        ("none and nothing begun", "small", {}, "2026-01-27", ()),
        ("none: eight days before the start", "small", {"$": "timeline:\n  start: 2026-02-04\n"}, "2026-01-27", ()),
        ("none: seven days before it", "small", {"$": "timeline:\n  start: 2026-02-04\n"}, "2026-01-28",
         ("info codesign: 1 | owed 2026-02-03",)),
        ("none: once it has started, at the top", "small", {"$": "timeline:\n  start: 2026-02-04\n"}, "2026-02-04",
         ("error codesign: 1 | owed 2026-02-03",)),
        ("an empty list is the place", "small", {"$": "timeline:\n  start: 2026-02-04\nsessions: []\n"},
         "2026-02-05", ("error sessions: []",)),
        ("two, on the list's key", "small",
         {"$": "timeline:\n  start: 2026-02-04\nsessions:\n  - at: 2026-02-04T10:00\n  - at: 2026-02-11T10:00\n"},
         "2026-02-05", ("error sessions:",)),
        ("three", "running", {}, DAY, ()),
    ],
    "SCO111": [
        ("59", "running", {"number: 2 >> minutes: 75": "minutes: 59"}, DAY, ("warning minutes: 59",)),
        ("60", "running", {"number: 2 >> minutes: 75": "minutes: 60"}, DAY, ()),
        ("90", "running", {"number: 2 >> minutes: 75": "minutes: 90"}, DAY, ()),
        ("91", "running", {"number: 2 >> minutes: 75": "minutes: 91"}, DAY, ("warning minutes: 91",)),
        ("session 3 shorter", "running", {"number: 3 >> minutes: 60": "minutes: 59"}, DAY, ("info minutes: 59",)),
        ("session 3 longer", "running", {"number: 3 >> minutes: 60": "minutes: 91"}, DAY, ("warning minutes: 91",)),
        ("minimum, shorter", "running",
         {"number: 2 >> minutes: 75": "minutes: 45", "strategy:": "scale: minimum\nstrategy:"}, DAY,
         ("info minutes: 45",)),
        ("minimum, longer", "running",
         {"number: 2 >> minutes: 75": "minutes: 95", "strategy:": "scale: minimum\nstrategy:"}, DAY,
         ("warning minutes: 95",)),
    ],
    "SCO112": [
        ("purposes", "running",
         {"purpose: prototype-feedback": "purpose: solution-iteration",
          "number: 3 >> purpose: solution-iteration": "purpose: prototype-feedback"}, DAY,
         ("error purpose: prototype-feedback",)),
        ("a hole", "running", {"- number: 3": "- number: 4"}, DAY, ("error - number: 4",)),
        ("dates", "running", {"number: 2 >> at: 2026-02-18T16:00": "at: 2026-02-04T14:00"}, DAY,
         ("error at: 2026-02-04T14:00",)),
    ],
    "SCO113": [
        ("a prototype in session 1", "running",
         {"number: 1 >>     questions:": "    shows: The clickable prototype\n    questions:"}, DAY,
         ("error shows: The clickable",)),
        ("the problem statement", "running",
         {"number: 1 >>     questions:": "    shows: The problem statement\n    questions:"}, DAY, ()),
        ("nothing", "running", {"number: 1 >>     questions:": "    shows: null\n    questions:"}, DAY, ()),
        ("a question about a solution", "running",
         {"- Where does this description of the problem not match your last hand-over?":
          "- How would you use our new drawer?"}, DAY, ("error our new drawer",)),
    ],
    "SCO114": [
        ("eight days before", "begun", {SHOWS2: ""}, "2026-02-10", ()),
        ("seven days before", "begun", {SHOWS2: ""}, "2026-02-11",
         ("info - number: 2 | owed 2026-02-18T16:00+01:00",)),
        ("the day's start", "begun", {SHOWS2: ""}, "2026-02-18", ("info - number: 2",)),
        ("its moment", "begun", {SHOWS2: ""}, "2026-02-18T16:00", ("info - number: 2",)),
        ("its moment is past", "begun", {SHOWS2: ""}, "2026-02-18T16:01", ("error - number: 2",)),
        ("a null is the place", "running", {SHOWS2: "    shows: null\n"}, DAY, ("error shows: null",)),
        ("session 3", "running", {"    shows: The revised drawer\n": ""}, "2026-03-12", ("error - number: 3",)),
        ("session 1 and 4 may show nothing", "running", {"feedback:\n": S4 + BECAUSE + "feedback:\n"}, "2026-03-27",
         ()),
        ("minimum: a flow in words", "running",
         {SHOWS2: "    shows: The hand-over told step by step\n", "strategy:": "scale: minimum\nstrategy:"}, DAY, ()),
    ],
    "SCO115": [
        ("eight days before", "running", {ANSWERS: ""}, "2026-03-03", ()),
        ("seven days before", "running", {ANSWERS: ""}, "2026-03-04",
         ("info - number: 3 | owed 2026-03-11T16:00+01:00",)),
        ("after it", "running", {ANSWERS: ""}, "2026-03-12", ("error - number: 3",)),
        ("an empty mapping is the place", "running", {ANSWERS: "    answers: {}\n"}, "2026-03-12",
         ("error answers: {}",)),
        ("session 4 needs none", "running", {"feedback:\n": S4 + BECAUSE + "feedback:\n"}, "2026-03-27", ()),
    ],
    "SCO116": [
        ("as long", "running", {"number: 3 >> minutes: 60": "minutes: 75"}, DAY,
         ("info minutes: 75 >> minutes: 75",)),
        ("longer", "running", {"number: 3 >> minutes: 60": "minutes: 76"}, DAY, ("info minutes: 76",)),
        ("shorter", "running", {"number: 3 >> minutes: 60": "minutes: 74"}, DAY, ()),
    ],
    "SCO117": [
        ("session 4 without a case: before it is near", "running", {"feedback:\n": S4 + "feedback:\n"},
         "2026-03-17", ()),
        ("it is near", "running", {"feedback:\n": S4 + "feedback:\n"}, "2026-03-18",
         ("info - number: 4 | owed 2026-03-25T16:00+01:00",)),
        ("it is past", "running", {"feedback:\n": S4 + "feedback:\n"}, "2026-03-26", ("warning - number: 4",)),
        ("with a case", "running", {"feedback:\n": S4 + BECAUSE + "feedback:\n"}, "2026-03-26", ()),
        ("a case without an account", "running",
         {"feedback:\n": S4 + "    because:\n      - unresolved: Two entities\nfeedback:\n"}, "2026-03-26",
         ("warning - unresolved",)),
    ],
    "SCO118": [
        ("an undecided blocker is left", "finished",
         {"feedback:\n": S4 + BECAUSE + "feedback:\n", "    final: incorporated\n": ""}, "2026-03-24", ()),
        ("an open investigation is left", "finished",
         {"feedback:\n": S4 + BECAUSE + "feedback:\n", "    final: deferred\n": ""}, "2026-03-24", ()),
        ("a blocker decided and confirmed", "finished", {"feedback:\n": S4 + BECAUSE + "feedback:\n"}, "2026-03-24",
         ("info - number: 4",)),
        ("a blocker decided and not confirmed", "finished",
         {"feedback:\n": S4 + BECAUSE + "feedback:\n",
          "confirmed:\n      F02:\n        northwind: true\n": "confirmed:\n      F02:\n        northwind: false\n"},
         "2026-03-24", ()),
    ],
    "SCO119": [
        ("not said: on `opened`", "running", {"number: 2 >>       scope: true\n": ""}, DAY,
         ("error number: 2 >> opened:",)),
        ("denied", "running", {"number: 2 >> scope: true": "scope: false"}, DAY, ("error scope: false",)),
        ("nothing about the opening: on the session", "running",
         {"number: 2 >>     opened:\n      scope: true\n      final_call: true\n": ""}, DAY, ("error - number: 2",)),
        ("before it is held", "begun", {}, "2026-02-04", ()),
        ("nothing at all was recorded: EXP420 alone speaks", "running", SILENT2, DAY, ()),
        ("not held", "running",
         {"number: 2 >> held: true": "held: false",
          "number: 2 >>     opened:\n      scope: true\n      final_call: true\n": ""}, DAY, ()),
        ("held is the default once the time is past", "running",
         {"number: 2 >>     held: true\n    opened:\n      scope: true\n      final_call: true\n": ""}, DAY,
         ("error - number: 2",)),
    ],
    "SCO120": [
        ("all words, plural and case aside", "running",
         {"The selection is lost when the list pages": "On MOBILE APPS the selection is lost"}, DAY,
         ("warning On MOBILE APPS",)),
        ("a part of the words", "running",
         {"The selection is lost when the list pages": "On mobile phones the selection is lost"}, DAY, ()),
        ("another inflection", "running",
         {"The selection is lost when the list pages": "In dashboarding the selection is lost"}, DAY, ()),
        ("in the step", "running", {"id: F02 >> Selecting a leaver's tasks": "Reading the dashboard"}, DAY,
         ("warning Reading the dashboard",)),
        ("not in a suggestion", "running", {"Keep the selection across pages": "Show it on a dashboard"}, DAY, ()),
    ],
    "SCO121": [
        ("two of four over two sessions", "running", {"$": parked(1, 2)}, DAY, ("warning parked:",)),
        ("in one session", "running", {"$": parked(2, 2)}, DAY, ()),
        ("one", "running", {"$": parked(2)}, DAY, ()),
    ],
    "SCO124": [
        ("before session 1", "running", {"design_locked: 2026-03-20": "design_locked: 2026-02-03"}, DAY,
         ("error design_locked",)),
        ("on its day", "running", {"design_locked: 2026-03-20": "design_locked: 2026-02-04"}, DAY,
         ("warning design_locked",)),
        ("before session 3", "running", {"design_locked: 2026-03-20": "design_locked: 2026-03-10"}, DAY,
         ("warning design_locked",)),
        ("on its day too", "running", {"design_locked: 2026-03-20": "design_locked: 2026-03-11"}, DAY, ()),
    ],
    "SCO125": [
        ("nothing corrected", "running", {CORRECTIONS: ""}, DAY, ("warning - number: 1",)),
        ("an empty list", "running", {CORRECTIONS: "    corrections: []\n"}, DAY, ("warning corrections: []",)),
        ("session 1 lies ahead", "begun", {}, "2026-02-04", ()),
        ("session 1 did not take place", "running",
         {CORRECTIONS: "", "number: 1 >> held: true": "held: false"}, DAY, ()),
    ],
    "SCO127": [
        ("three weeks", "running",
         {"number: 2 >> at: 2026-02-18": "at: 2026-02-25", "number: 3 >> at: 2026-03-11": "at: 2026-03-11"}, DAY, ()),
        ("exactly 21 and 22 days", "running", {"number: 3 >> at: 2026-03-11": "at: 2026-03-12"}, DAY,
         ("info at: 2026-03-12",)),
        ("four days", "running",
         {"number: 2 >> at: 2026-02-18": "at: 2026-03-07", "number: 1 >> at: 2026-02-04": "at: 2026-02-18"}, DAY, ()),
        ("three days", "running",
         {"number: 2 >> at: 2026-02-18": "at: 2026-03-08", "number: 1 >> at: 2026-02-04": "at: 2026-02-18"}, DAY,
         ("info number: 3 >> at: 2026-03-11",)),
    ],
    "SCO129": [
        ("two held and nothing above minor", "running",
         {"severity: significant": "severity: minor", "severity: blocker": "severity: minor",
          "id: F03 >> severity: significant": "severity: minor"}, DAY, ("warning feedback:",)),
        ("one held", "running",
         {"severity: significant": "severity: minor", "severity: blocker": "severity: minor",
          "id: F03 >> severity: significant": "severity: minor", "number: 2 >> held: true": "held: false"}, DAY, ()),
        ("one above minor", "running",
         {"severity: significant": "severity: minor", "severity: blocker": "severity: minor"}, DAY, ()),
    ],
    "SCO131": [
        ("no strategy: at the top", "running",
         {'strategy: "Hand-overs in under an hour, provable afterwards"\n': ""}, DAY,
         ("warning codesign: 1 | owed 2026-01-19",)),
        ("empty", "running", {'strategy: "Hand-overs in under an hour, provable afterwards"\n': 'strategy: ""\n'},
         DAY,
         ('warning strategy: ""',)),
        ("before the invitation is near", "begun",
         {'strategy: "Hand-overs in under an hour, provable afterwards"\n': ""}, "2026-01-11", ()),
        ("near it", "begun", {'strategy: "Hand-overs in under an hour, provable afterwards"\n': ""}, "2026-01-12",
         ("info codesign: 1",)),
    ],
}
