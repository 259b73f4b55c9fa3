"""What the specification says of expectation discipline."""

from __future__ import annotations

# A row is read as one or two lines.
# fmt: off
Row = tuple[str, str, dict[str, str], str, tuple[str, ...]]

DAY = "2026-02-23"
END = "2026-08-03"
BRIEF = "brief:\n  sent: 2026-01-28\n  by: product\n"
FORMAT = "feedback_format:\n  agreed: 2026-01-28\n  by:\n    - product\n    - cs\n"
SENT = "  sent: 2026-01-19\n"
INVITATION = (
    "invitation:\n  planned: 2026-01-19\n  sent: 2026-01-19\n  text: |\n    Hello,\n"
    "    we would like your help to make bulk ownership transfer work for the people who do hand-overs.\n"
    "    There are three sessions over five weeks, each between 60 and 75 minutes.\n"
    "    Your input shapes the design of this one feature; it is not a say in the roadmap.\n"
    "    Product makes the final decision about what is built, and tells you what was taken in and why.\n"
)
MINIMUM = {"strategy:": "scale: minimum\nstrategy:"}
CALL = "    told:\n      on: 2026-04-02\n      by: cs\n      how: call\n"
F4 = "id: F04 >> "
NO_CALL = {F4 + CALL: ""}
NO_CALLS = {CALL: "", F4 + CALL: ""}
DEBRIEF = (
    "debrief:\n  at: 2026-04-21T16:00\n  minutes: 30\n  present:\n    - product\n    - cs\n  attended:\n"
    "    northwind:\n      - Dana Ruiz\n    corvus:\n      - Ada Quist\n  made_up:\n    halden: 2026-04-22\n"
    "  summary_sent: 2026-04-22T12:00\n"
)
NO_DEBRIEF = {DEBRIEF: ""}
PREVIEW = (
    "preview:\n  planned: 2026-04-16\n  shared: 2026-04-16\n  by: product\n  to: all\n  flags:\n    - account: halden\n"
    "      issue: The review queue opens with the wrong filter\n      critical: true\n      decision: fix\n"
    "      decided: 2026-04-20\n"
)
DECISION = "      decision: fix\n      decided: 2026-04-20\n"
CANCELLED = {"strategy:": "state: cancelled\nstrategy:"}
GA = "  ga: 2026-04-28\n"


def waiver(rule: str, account: str = "") -> dict[str, str]:
    """A waiver of this rule."""
    named = f"    account: {account}\n" if account else ""
    return {
        "guardrails:": f"waivers:\n  - rule: {rule}\n{named}    reason: Agreed with the accounts\n"
        "    by: Priya Nair\n    until: 2026-12-31\nguardrails:"
    }


NO_READ2 = {"id: F02 >>     pm_read: incorporate\n": ""}
HELD2 = (
    "    held: true\n    opened:\n      scope: true\n      final_call: true\n    attended:\n      northwind:\n"
    "        - Dana Ruiz\n      halden:\n        - Mika Salo\n      corvus:\n        - Ada Quist\n"
)
ELSEWHERE = {f"- id: F0{n}\n    session: 2": f"- id: F0{n}\n    session: 1" for n in (2, 3, 4)}
SILENT2 = {"number: 2 >> " + HELD2: ""} | ELSEWHERE
SINGLE = {
    "number: 2 >> at: 2026-02-18T16:00": "format: single\n    at:\n      northwind: 2026-02-18T16:00\n"
    "      corvus: 2026-02-18T17:00\n      halden: 2026-02-20T16:00"
}

TABLES: dict[str, list[Row]] = {
    "EXP401": [
        ("sent before the brief", "running", {}, DAY, ()),
        ("never sent: on the invitation", "running", {SENT: ""}, DAY, ("error invitation:",)),
        ("no invitation: at the top", "running", {INVITATION: ""}, DAY, ("error codesign: 1",)),
        ("sent a day after the brief: made good", "running", {"sent: 2026-01-19": "sent: 2026-01-29"}, DAY,
         ("warning sent: 2026-01-29",)),
        ("the same day is not before", "running", {"sent: 2026-01-19": "sent: 2026-01-28"}, DAY,
         ("warning invitation: >> sent: 2026-01-28",)),
        ("the day before", "running", {"sent: 2026-01-19": "sent: 2026-01-27"}, DAY, ()),
        ("nothing sent, the brief is far", "begun", {}, "2026-01-11", ()),
    ],
    "EXP410": [
        ("eight days before session 1", "running", {BRIEF: ""}, "2026-01-27", ()),
        ("seven days before", "running", {BRIEF: ""}, "2026-01-28", ("info codesign: 1 | owed 2026-02-03",)),
        ("the day before", "running", {BRIEF: ""}, "2026-02-03", ("info codesign: 1",)),
        ("that day is not before it", "running", {BRIEF: ""}, "2026-02-04", ("error codesign: 1",)),
        ("sent the day before", "running", {"sent: 2026-01-28": "sent: 2026-02-03"}, DAY, ()),
        ("sent that day: made good", "running", {"sent: 2026-01-28": "sent: 2026-02-04"}, DAY,
         ("warning sent: 2026-02-04",)),
        ("not sent: on the brief", "running", {"  sent: 2026-01-28\n": ""}, DAY, ("error brief:",)),
        ("null", "running", {"sent: 2026-01-28": "sent: null"}, DAY, ("error sent: null",)),
    ],
    "EXP411": [
        ("no influence", "running",
         {"  influence:\n    - How tasks are selected\n    - What the confirmation shows\n": ""},
         DAY, ("error feature:",)),
        ("no approach", "running",
         {'  approach: "A drawer over the task list; chosen because a transfer starts from a person and not '
          'from a task."\n': ""},
         DAY, ("error feature:",)),
        ("a type neither listed nor none", "running", {"    technical: none\n": ""}, DAY,
         ("warning constraints:",)),
        ("an empty type", "running", {"technical: none": "technical: []"}, DAY, ("warning technical: []",)),
        ("no constraints", "running",
         {"  constraints:\n    technical: none\n    regulatory:\n      - Ownership history is kept for seven years\n"
          "    architecture:\n      - Transfers run as background jobs\n": ""}, DAY, ("error feature:",)),
        ("before the brief is near", "begun",
         {"  influence:\n    - How tasks are selected\n    - What the confirmation shows\n": ""}, "2026-01-11", ()),
    ],
    "EXP413": [
        ("eight days before session 1", "running", {FORMAT: ""}, "2026-01-27", ()),
        ("seven days before", "running", {FORMAT: ""}, "2026-01-28", ("info codesign: 1 | owed 2026-02-03",)),
        ("that day", "running", {FORMAT: ""}, "2026-02-04", ("error codesign: 1",)),
        ("agreed that day: made good", "running", {"agreed: 2026-01-28": "agreed: 2026-02-04"}, DAY,
         ("warning agreed: 2026-02-04",)),
        ("agreed the day before", "running", {"agreed: 2026-01-28": "agreed: 2026-02-03"}, DAY, ()),
        ("not at minimum", "running", {FORMAT: ""} | MINIMUM, DAY, ()),
        ("no day", "running", {"  agreed: 2026-01-28\n": ""}, DAY, ("error feedback_format:",)),
    ],
    "EXP414": [
        ("not stated: on the opening", "running", {"      model: true\n": ""}, DAY, ("error number: 1 >> opened:",)),
        ("denied", "running", {"      model: true\n": "      model: false\n"}, DAY, ("error model: false",)),
        ("stated in session 2: made good", "running",
         {"      model: true\n": "", "number: 2 >> scope: true": "scope: true\n      model: true"}, DAY,
         ("warning number: 1 >> opened:",)),
        ("before it was held", "begun", {}, "2026-02-04", ()),
        ("not waivable", "running", {"      model: true\n": ""} | waiver("EXP414"), DAY,
         ("error number: 1 >> opened:",)),
        ("minimum owes it too", "running", {"      model: true\n": ""} | MINIMUM, DAY,
         ("error number: 1 >> opened:",)),
    ],
    "EXP415": [
        ("not said", "running", {"number: 2 >>       final_call: true\n": ""}, DAY, ("error number: 2 >> opened:",)),
        ("denied", "running", {"number: 2 >> final_call: true": "final_call: false"}, DAY,
         ("error final_call: false",)),
        ("nothing at all was recorded: EXP420 alone speaks", "running", SILENT2, DAY, ()),
        ("not held", "running",
         {"number: 2 >>       final_call: true\n": "", "number: 2 >> held: true": "held: false"}, DAY, ()),
        ("no opening at all", "running",
         {"number: 2 >>     opened:\n      scope: true\n      final_call: true\n": ""}, DAY, ("error - number: 2",)),
    ],
    "EXP420": [
        ("two working days: in time", "finished",
         ELSEWHERE, "2026-02-20", ()),
        ("the day after", "finished",
         ELSEWHERE, "2026-02-21",
         ("error - number: 2 | owed 2026-02-20",)),
        ("over a weekend", "running",
         {"number: 2 >> at: 2026-02-18": "at: 2026-02-20"} | ELSEWHERE, "2026-02-24", ()),
        ("over a weekend and late", "running",
         {"number: 2 >> at: 2026-02-18": "at: 2026-02-20"} | ELSEWHERE, "2026-02-25",
         ("error - number: 2 | owed 2026-02-24",)),
        ("not held", "running",
         {"number: 2 >> held: true": "held: false"} | ELSEWHERE, DAY, ()),
        ("records are there", "running", {}, DAY, ()),
        ("nothing at all was recorded: it speaks", "running", SILENT2, DAY, ("error - number: 2 | owed 2026-02-20",)),
    ],
    "EXP422": [
        ("two working days", "running", NO_READ2, "2026-02-20", ()),
        ("a day more", "running", NO_READ2, "2026-02-21", ("error - id: F02 | owed 2026-02-20",)),
        ("null", "running", {"id: F02 >> pm_read: incorporate": "pm_read: null"}, DAY, ("error pm_read: null",)),
        ("times by account: halden's was on Friday", "running", SINGLE | NO_READ2, "2026-02-24", ()),
        ("times by account, late", "running", SINGLE | NO_READ2, "2026-02-25",
         ("error - id: F02 | owed 2026-02-24",)),
        ("a final decision without the reading", "finished", {"id: F02 >>     pm_read: incorporate\n": ""}, END,
         ("error - id: F02",)),
    ],
    "EXP423": [
        ("no reason", "finished", {"    reason: Nobody can finish a hand-over without it\n": ""}, END,
         ("error - id: F02",)),
        ("empty", "finished", {"reason: Nobody can finish a hand-over without it": 'reason: ""'}, END,
         ('error reason: ""',)),
        ("a stock reason", "finished", {"reason: Nobody can finish a hand-over without it": "reason: No bandwidth"},
         END, ("warning reason: No bandwidth",)),
        ("another stock reason", "finished",
         {"reason: Nobody can finish a hand-over without it": "reason: Not a priority right now"}, END,
         ("warning reason: Not a priority",)),
        ("not decided", "running", {}, DAY, ()),
    ],
    "EXP424": [
        ("eight days before the preview", "finished", {"    final: incorporated\n": ""}, "2026-04-08", ()),
        ("seven days before it", "finished", {"    final: incorporated\n": ""}, "2026-04-09", ("info - id: F02",)),
        ("the preview is past", "finished", {"    final: incorporated\n": ""}, "2026-04-17", ("warning - id: F02",)),
        ("the day of the debrief", "finished", {"    final: incorporated\n": ""}, "2026-04-21",
         ("warning - id: F02",)),
        ("the debrief is past", "finished", {"    final: incorporated\n": ""}, "2026-04-22",
         ("error - id: F02 | owed 2026-04-21T16:00+02:00",)),
        ("null is the place", "finished", {"    final: incorporated\n": "    final: null\n"}, END,
         ("error final: null",)),
        ("decided after the debrief: made good", "finished",
         {"id: F02 >> decided: 2026-03-20": "decided: 2026-04-22"},
         END, ("warning id: F02 >> decided: 2026-04-22",)),
    ],
    "EXP425": [
        ("eight days before GA", "finished",
         {"    shipped: The selection survives paging, sorting and filters\n": ""},
         "2026-04-20", ()),
        ("seven days before", "finished", {"    shipped: The selection survives paging, sorting and filters\n": ""},
         "2026-04-21", ("info - id: F02 | owed 2026-04-28",)),
        ("that day", "finished", {"    shipped: The selection survives paging, sorting and filters\n": ""},
         "2026-04-28", ("info - id: F02",)),
        ("after it", "finished", {"    shipped: The selection survives paging, sorting and filters\n": ""},
         "2026-04-29", ("error - id: F02",)),
        ("a cancelled program ships nothing", "finished",
         {"    shipped: The selection survives paging, sorting and filters\n": ""} | CANCELLED, "2026-04-29", ()),
    ],
    "EXP430": [
        ("eight days before the preview", "finished", NO_CALL, "2026-04-08", ()),
        ("seven days before", "finished", NO_CALL, "2026-04-09", ("info - id: F04",)),
        ("the preview is past", "finished", NO_CALL, "2026-04-17", ("warning - id: F04",)),
        ("GA is past", "finished", NO_CALL, "2026-04-29", ("error - id: F04",)),
        ("the day of GA", "finished", NO_CALL, "2026-04-28", ("warning - id: F04",)),
        ("a mail is no call", "finished", {F4 + "how: call": "how: mail"}, END, ("error how: mail",)),
        ("a visit is", "finished", {F4 + "how: call": "how: visit"}, END, ()),
        ("called between preview and GA", "finished", {F4 + "on: 2026-04-02": "on: 2026-04-17"}, END,
         ("warning on: 2026-04-17",)),
        ("no preview: 14 days before GA", "finished", {PREVIEW: ""} | NO_CALL, "2026-04-14", ("info - id: F04",)),
        ("no preview: a day later", "finished", {PREVIEW: ""} | NO_CALL, "2026-04-15", ("warning - id: F04",)),
        ("a cancelled program owes its calls", "finished", NO_CALL | CANCELLED, END, ("error - id: F04",)),
        ("incorporated needs none", "finished", {}, END, ()),
    ],
    "EXP431": [
        ("the day of GA", "finished", {F4 + "on: 2026-04-02": "on: 2026-04-28"}, END, ()),
        ("after it", "finished", {F4 + "on: 2026-04-02": "on: 2026-04-29"}, END, ("warning on: 2026-04-29",)),
        ("before it", "finished", {F4 + "on: 2026-04-02": "on: 2026-04-27"}, END, ()),
    ],
    "EXP440": [
        ("nothing planned, eight days before the last session", "finished", NO_DEBRIEF, "2026-03-03", ()),
        ("seven days before it", "finished", NO_DEBRIEF, "2026-03-04", ("info codesign: 1",)),
        ("the last session is past", "finished", NO_DEBRIEF, "2026-03-12", ("warning codesign: 1",)),
        ("14 days before GA", "finished", NO_DEBRIEF, "2026-04-14", ("warning codesign: 1",)),
        ("13 days before GA", "finished", NO_DEBRIEF, "2026-04-15", ("error codesign: 1",)),
        ("after GA", "finished", NO_DEBRIEF, "2026-04-29", ("error codesign: 1 | owed 2026-04-28",)),
        ("no time: on the debrief", "finished", {"debrief:\n  at: 2026-04-21T16:00\n": "debrief:\n"}, "2026-04-15",
         ("error debrief:",)),
        ("not waivable", "finished", NO_DEBRIEF | waiver("EXP440"), END, ("error codesign: 1",)),
        ("a cancelled program owes it", "finished", NO_DEBRIEF | CANCELLED, END, ("error codesign: 1",)),
        ("a closed program is read by FIL alone", "finished",
         NO_DEBRIEF | {"strategy:": "state: closed\nstrategy:"}, END, ()),
        ("a minimum too", "finished", NO_DEBRIEF | MINIMUM, END, ("error codesign: 1",)),
    ],
    "EXP441": [
        ("on the day of GA", "finished", {"at: 2026-04-21T16:00": "at: 2026-04-28T16:00"}, END, ()),
        ("planned after GA", "finished", {"at: 2026-04-21T16:00": "at: 2026-04-29T16:00"}, "2026-04-10",
         ("error at: 2026-04-29",)),
        ("held after GA: made good", "finished", {"at: 2026-04-21T16:00": "at: 2026-04-29T16:00"}, END,
         ("warning at: 2026-04-29",)),
        ("not waivable", "finished", {"at: 2026-04-21T16:00": "at: 2026-04-29T16:00"} | waiver("EXP441"),
         "2026-04-10", ("error at: 2026-04-29",)),
    ],
    "EXP442": [
        ("45", "finished", {"minutes: 30": "minutes: 45"}, END, ("warning minutes: 45",)),
        ("29", "finished", {"minutes: 30": "minutes: 29"}, END, ("warning minutes: 29",)),
        ("30", "finished", {}, END, ()),
        ("unwritten", "finished", {"  minutes: 30\n": ""}, END, ()),
    ],
    "EXP443": [
        ("not there: on the debrief", "finished", {"  made_up:\n    halden: 2026-04-22\n": ""}, END,
         ("error debrief: | owed 2026-04-27",)),
        ("not there, before GA", "finished", {"  made_up:\n    halden: 2026-04-22\n": ""}, "2026-04-27",
         ("info debrief:",)),
        ("not there, on the day of GA", "finished", {"  made_up:\n    halden: 2026-04-22\n": ""}, "2026-04-28",
         ("error debrief:",)),
        ("made up on the day of GA", "finished", {"halden: 2026-04-22": "halden: 2026-04-28"}, END,
         ("warning debrief:",)),
        ("made up the day before", "finished", {"halden: 2026-04-22": "halden: 2026-04-27"}, END, ()),
        ("an account that left is still owed it", "finished",
         {"  made_up:\n    halden: 2026-04-22\n": "",
          "segment: enterprise": "segment: enterprise\n    left: 2026-03-01"},
         END, ("error debrief:",)),
        ("without a debrief EXP440 leads", "finished", NO_DEBRIEF, END, ("error codesign: 1 | by EXP440",) * 3),
        ("two accounts", "finished",
         {"  made_up:\n    halden: 2026-04-22\n": "", "debrief: >>     corvus:\n      - Ada Quist\n": ""}, END,
         ("error debrief:", "error debrief:")),
    ],
    "EXP444": [
        ("48 hours after its end", "finished", {"  summary_sent: 2026-04-22T12:00\n": ""}, "2026-04-23T16:30", ()),
        ("a minute more", "finished", {"  summary_sent: 2026-04-22T12:00\n": ""}, "2026-04-23T16:31",
         ("error debrief: | owed 2026-04-23T16:30+02:00",)),
        ("sent exactly then", "finished", {"summary_sent: 2026-04-22T12:00": "summary_sent: 2026-04-23T16:30"}, END,
         ()),
        ("sent a minute late: made good", "finished",
         {"summary_sent: 2026-04-22T12:00": "summary_sent: 2026-04-23T16:31"}, END, ("warning summary_sent",)),
        ("elapsed hours, across the change of clocks", "finished",
         {"at: 2026-04-21T16:00": "at: 2026-03-28T16:00",
          "summary_sent: 2026-04-22T12:00": "summary_sent: 2026-03-30T17:30"},
         END, ()),
        ("a minute more across the change of clocks", "finished",
         {"at: 2026-04-21T16:00": "at: 2026-03-28T16:00",
          "summary_sent: 2026-04-22T12:00": "summary_sent: 2026-03-30T17:31"},
         END, ("warning summary_sent",)),
        ("a cancelled program owes it", "finished", {"  summary_sent: 2026-04-22T12:00\n": ""} | CANCELLED, END,
         ("error debrief:",)),
    ],
    "EXP445": [
        ("an account left out", "finished", {"to: all": "to:\n    - northwind\n    - corvus"}, END, ("error to:",)),
        ("no preview, seven days before GA", "finished", {PREVIEW: ""}, "2026-04-21", ("info codesign: 1",)),
        ("no preview, eight days before GA", "finished", {PREVIEW: ""}, "2026-04-20", ()),
        ("no preview, the day before", "finished", {PREVIEW: ""}, "2026-04-27",
         ("info codesign: 1 | owed 2026-04-27",)),
        ("no preview, on that day", "finished", {PREVIEW: ""}, "2026-04-28", ("error codesign: 1",)),
        ("an account that left is not owed it", "finished",
         {"to: all": "to:\n    - northwind\n    - corvus",
          "segment: enterprise": "segment: enterprise\n    left: 2026-03-01"},
         END, ()),
        ("a cancelled program owes none", "finished", {PREVIEW: ""} | CANCELLED, END, ()),
        ("planned and never shared, on `to`", "finished", {"  shared: 2026-04-16\n": ""}, END, ("error to: all",)),
        ("shown on the day of GA is not before it", "finished", {"shared: 2026-04-16": "shared: 2026-04-28"}, END,
         ("error to: all",)),
        ("kept", "finished", {PREVIEW: ""} | waiver("EXP445"), END, ("warning codesign: 1 | waived",)),
    ],
    "EXP446": [
        ("seven days", "finished", {"shared: 2026-04-16": "shared: 2026-04-21"}, END, ()),
        ("six", "finished", {"shared: 2026-04-16": "shared: 2026-04-22"}, END, ("error shared: 2026-04-22",)),
        ("14", "finished", {"shared: 2026-04-16": "shared: 2026-04-14"}, END, ()),
        ("15", "finished", {"shared: 2026-04-16": "shared: 2026-04-13"}, END, ("warning shared: 2026-04-13",)),
        ("planned too near", "finished",
         {"planned: 2026-04-16\n  shared: 2026-04-16": "planned: 2026-04-22"}, "2026-03-20",
         ("error planned: 2026-04-22",)),
    ],
    "EXP447": [
        ("open, eight days before GA", "finished", {DECISION: ""}, "2026-04-20", ()),
        ("open, seven days before", "finished", {DECISION: ""}, "2026-04-21",
         ("info - account: halden >> - account: halden",)),
        ("open, after GA", "finished", {DECISION: ""}, "2026-04-29",
         ("error flags: >> - account: halden | owed 2026-04-28",)),
        ("decided after GA counts as open", "finished", {"decided: 2026-04-20": "decided: 2026-04-29"}, END,
         ("error decided: 2026-04-29",)),
        ("decided on the day of GA", "finished", {"decided: 2026-04-20": "decided: 2026-04-28"}, END, ()),
        ("not critical", "finished", {DECISION: "", "critical: true": "critical: false"}, END, ()),
        ("a workaround that nobody was told", "finished", {"decision: fix": "decision: ship-with-workaround"}, END,
         ("error flags: >> - account: halden",)),
    ],
    "EXP448": [
        ("48 hours before GA", "finished", {"at: 2026-04-21T16:00": "at: 2026-04-25T23:30"}, END, ()),
        ("a minute less", "finished", {"at: 2026-04-21T16:00": "at: 2026-04-25T23:31"}, END,
         ("warning at: 2026-04-25",)),
    ],
    "EXP449": [
        ("no release date", "running", {GA: ""}, DAY, ("warning timeline:",)),
        ("null", "running", {GA: "  ga: null\n"}, DAY, ("warning ga: null",)),
        ("the last session is over", "running", {GA: ""}, "2026-03-12", ("error timeline:",)),
        ("the last session is today", "running", {GA: ""}, "2026-03-11", ("warning timeline:",)),
        ("no timeline", "running", {"timeline:\n  start: 2026-02-04\n  end: 2026-03-11\n" + GA: ""}, DAY,
         ("warning codesign: 1",)),
        ("nothing has begun", "small", {}, DAY, ()),
        ("a cancelled program has no release", "running", {GA: ""} | CANCELLED, "2026-03-12", ()),
    ],
}
