"""What the specification says of role discipline."""

from __future__ import annotations

# A row is read as one or two lines.
# fmt: off
Row = tuple[str, str, dict[str, str], str, tuple[str, ...]]

DAY = "2026-02-23"
END = "2026-08-03"
PRODUCT = "  product:\n    name: Priya Nair\n    email: priya@vendor.example\n"
CS = "  cs:\n    name: Tom Okafor\n    email: tom@vendor.example\n"
ENGINEERING = "  engineering:\n    - name: Lena Fuchs\n"
TEAM = "team:\n" + PRODUCT + CS + ENGINEERING + "  others:\n    - name: Ines Roth\n      function: design\n"
MINIMUM = {"strategy:": "scale: minimum\nstrategy:"}
UNSAID2 = {"number: 2 >>     leads: product\n    facilitates: cs\n    observes:\n      - engineering\n": ""}
SEEN2 = "number: 2 >>     observes:\n      - engineering\n"
CSM = {"selected_for: problem": "selected_for: problem\n    csm: Aylin Kaya"}
PARKED = "parked:\n  - session: 2\n    account: halden\n    idea: A dashboard\n    redirected_by: "
BUILT = "    built_for: northwind\n    because: Closer to the primary customer profile\n"
ADAPTED = "    adaptation:\n      halden: Use the review queue before transferring\n"
TOLD = "    told:\n      halden: 2026-04-02\n"


def read(incorporate: int, decline: int = 0) -> dict[str, str]:
    """The four records of `running` give way to so many read as incorporate or decline."""
    text = "".join(
        f"  - id: G{n:02}\n    session: 2\n    account: {('northwind', 'halden', 'corvus')[n % 3]}\n"
        f"    step: Step {n}\n    friction: The list of step {n} opens empty at the first click\n"
        f"    severity: significant\n    pm_read: {'incorporate' if n < incorporate else 'decline'}\n"
        for n in range(incorporate + decline)
    )
    return {"feedback:\n": "feedback:\n" + text}


def without_reading() -> dict[str, str]:
    """The four records of `running` lose their reading."""
    return {
        "    pm_read: investigate\n": "",
        "id: F02 >>     pm_read: incorporate\n": "",
        "id: F03 >>     pm_read: incorporate\n": "",
        "id: F04 >>     pm_read: decline\n": "",
    }


TABLES: dict[str, list[Row]] = {
    "ROL301": [
        ("no product person: on the team", "running", {PRODUCT: ""}, DAY, ("error team: | owed 2026-01-19",)),
        ("no team: at the top", "running", {TEAM: ""}, DAY, ("error codesign: 1",)),
        ("null is the place", "running", {PRODUCT: "  product: null\n"}, DAY, ("error product: null",)),
        ("before the invitation is near", "begun", {PRODUCT: ""}, "2026-01-11", ()),
        ("near it", "begun", {PRODUCT: ""}, "2026-01-12", ("info team:",)),
        ("after it", "begun", {PRODUCT: ""}, "2026-01-20", ("error team:",)),
    ],
    "ROL302": [
        ("no CS person", "running", {CS: ""}, DAY, ("error team: | owed 2026-01-19",)),
        ("before the invitation is near", "begun", {CS: ""}, "2026-01-11", ()),
        ("after it", "begun", {CS: ""}, "2026-01-20", ("error team:",)),
    ],
    "ROL303": [
        ("unwritten at a session that is past", "running", UNSAID2, DAY, ("warning - number: 2",)),
        ("the default at a session that lies ahead", "begun", UNSAID2, "2026-01-05", ()),
        ("none in the team", "running", {ENGINEERING: ""}, DAY, ("warning team: | owed 2026-01-19",)),
        ("before the invitation is near", "begun", {ENGINEERING: ""}, "2026-01-11", ()),
        ("none at session 2", "running", {SEEN2: "    observes: []\n"}, DAY, ("warning observes: []",)),
        ("another sits in at session 2", "running", {"number: 2 >> - engineering": "- design"}, DAY,
         ("warning number: 2 >> observes:",)),
        ("none at session 1", "running", {"number: 1 >>     observes:\n      - engineering\n": "    observes: []\n"},
         DAY, ()),
        ("an engineer by name", "running", {"number: 2 >> - engineering": "- Lena Fuchs"}, DAY, ()),
        ("not at minimum", "running", {ENGINEERING: ""} | MINIMUM, DAY, ()),
    ],
    "ROL304": [
        ("leads and facilitates", "running", {"number: 2 >> facilitates: cs": "facilitates: product"}, DAY,
         ("error facilitates: product | by ROL305",)),
        ("by name and by key", "running", {"number: 2 >> facilitates: cs": "facilitates: Priya Nair"}, DAY,
         ("error facilitates: Priya Nair | by ROL305",)),
        ("facilitates and observes", "running", {"number: 2 >> - engineering": "- engineering\n      - cs"}, DAY,
         ("error number: 2 >> facilitates: cs",)),
        ("Product may lead and observe", "running", {"number: 2 >> - engineering": "- engineering\n      - product"},
         DAY, ()),
        ("one person under two keys", "running",
         {CS: CS.replace("Tom Okafor", "Priya Nair").replace("tom@", "priya@")}, DAY,
         ("error number: 1 >> facilitates:", "error number: 2 >> facilitates:", "error number: 3 >> facilitates:")),
        ("a lead of CS may not observe", "running",
         {"number: 2 >> leads: product": "leads: cs", "number: 2 >> facilitates: cs": "facilitates: Aylin Kaya",
          "number: 2 >> - engineering": "- engineering\n      - cs"} | CSM, DAY,
         ("error number: 2 >> - cs",)),
    ],
    "ROL305": [
        ("unwritten at a session that is past", "running", UNSAID2, DAY, ("error - number: 2",)),
        ("the default at a session that lies ahead", "begun", UNSAID2, "2026-01-05", ()),
        ("Product facilitates", "running",
         {"number: 2 >> leads: product": "leads: product", "number: 2 >> facilitates: cs": "facilitates: Priya Nair"},
         DAY, ("error facilitates: Priya Nair",)),
        ("design facilitates", "running", {"number: 2 >> facilitates: cs": "facilitates: design"}, DAY,
         ("error facilitates: design",)),
        ("engineering facilitates: ROL307 leads", "running",
         {"number: 2 >> facilitates: cs": "facilitates: engineering"}, DAY,
         ("error facilitates: engineering | by ROL307",)),
        ("an account's own CSM counts as CS", "running",
         {"number: 2 >> facilitates: cs": "facilitates: Aylin Kaya"} | CSM, DAY, ()),
        ("CS by name", "running", {"number: 2 >> facilitates: cs": "facilitates: Tom Okafor"}, DAY, ()),
        ("unwritten and ahead", "begun", {"number: 2 >>     facilitates: cs\n": ""}, "2026-01-05", ()),
    ],
    "ROL306": [
        ("unwritten at a session that is past", "running", UNSAID2, DAY, ("error - number: 2",)),
        ("the default at a session that lies ahead", "begun", UNSAID2, "2026-01-05", ()),
        ("CS leads", "running", {"number: 2 >> leads: product": "leads: Aylin Kaya"} | CSM, DAY,
         ("error leads: Aylin Kaya",)),
        ("engineering leads: ROL307 leads", "running", {"number: 2 >> leads: product": "leads: engineering"}, DAY,
         ("error leads: engineering | by ROL307",)),
        ("Product by name", "running", {"number: 2 >> leads: product": "leads: Priya Nair"}, DAY, ()),
    ],
    "ROL307": [
        ("leads", "running", {"number: 2 >> leads: product": "leads: engineering"}, DAY,
         ("error leads: engineering",)),
        ("facilitates, by name", "running", {"number: 2 >> facilitates: cs": "facilitates: Lena Fuchs"}, DAY,
         ("error facilitates: Lena Fuchs",)),
        ("observes", "running", {}, DAY, ()),
    ],
    "ROL308": [
        ("sales observes", "running",
         {"function: design": "function: sales", "number: 2 >> - engineering": "- engineering\n      - sales"}, DAY,
         ("warning - sales",)),
        ("marketing, by name", "running",
         {"function: design": "function: marketing",
          "number: 2 >> - engineering": "- engineering\n      - Ines Roth"},
         DAY, ("warning - Ines Roth",)),
        ("design observes", "running", {"number: 2 >> - engineering": "- engineering\n      - design"}, DAY, ()),
        ("research observes", "running",
         {"function: design": "function: research", "number: 2 >> - engineering": "- engineering\n      - research"},
         DAY, ()),
        ("sales in the team alone", "running", {"function: design": "function: sales"}, DAY, ()),
    ],
    "ROL309": [
        ("CS decides", "finished", {"decided_by: product": "decided_by: cs"}, END, ("error decided_by: cs",)),
        ("an account decides", "finished", {"decided_by: product": "decided_by: halden"}, END,
         ("error decided_by: halden",)),
        ("Product by name", "finished", {"decided_by: product": "decided_by: Priya Nair"}, END, ()),
        ("a customer decides", "finished", {"decided_by: product": "decided_by: Mika Salo"}, END,
         ("error decided_by: Mika Salo",)),
        ("customers vote, in a question", "running",
         {"- Walk us through the hand-over": "- Which of the two do you vote for, for you decide"}, DAY,
         ("error you vote for",)),
        ("customers sign off, in the invitation", "running",
         {"Hello,": "Hello, you will sign off the final design."}, DAY, ("error sign off | by EXP405",)),
        ("by vote, in a reason", "finished",
         {"reason: Nobody can finish": "reason: The accounts voted for it; nobody can"},
         END, ("error The accounts voted",)),
        ("kept", "finished",
         {"decided_by: product": "decided_by: cs",
          "guardrails:": "waivers:\n  - rule: ROL309\n    record: F01\n    reason: Tom stands in for Priya\n"
          "    by: Priya Nair\n    until: 2026-12-31\nguardrails:"}, END, ("warning decided_by: cs | waived",)),
    ],
    "ROL310": [
        ("Product redirects", "running", {"$": PARKED + "product\n"}, DAY, ("warning redirected_by: product",)),
        ("CS redirects", "running", {"$": PARKED + "cs\n"}, DAY, ()),
        ("an account's own CSM", "running", CSM | {"$": PARKED + "Aylin Kaya\n"}, DAY, ()),
        ("nobody said", "running", {"$": PARKED.replace("    redirected_by: ", "")}, DAY, ()),
    ],
    "ROL311": [
        ("eight of eight", "running", without_reading() | read(8), DAY, ("warning feedback:",)),
        ("seven of seven", "running", without_reading() | read(7), DAY, ()),
        ("nine of ten", "running", without_reading() | read(9, 1), DAY, ()),
        ("ten of eleven", "running", without_reading() | read(10, 1), DAY, ("warning feedback:",)),
    ],
    "ROL312": [
        ("one of four is over a fifth", "finished", {"id: F01 >> pm_read: investigate": "pm_read: incorporate"}, END,
         ("warning feedback:",)),
        ("without its own call", "finished",
         {"id: F01 >> pm_read: investigate": "pm_read: incorporate",
          "    told:\n      on: 2026-04-02\n      by: cs\n      how: call\n": ""}, END,
         ("warning feedback:", "warning - id: F01 | owed 2026-04-16 | by EXP430")),
        ("read as investigate and deferred", "finished", {}, END, ()),
    ],
    "ROL313": [
        ("due at the debrief: eight days before", "finished", {BUILT: ""}, "2026-04-13", ()),
        ("seven days before", "finished", {BUILT: ""}, "2026-04-14",
         ("info - about: | owed 2026-04-21T16:00+02:00",)),
        ("after it", "finished", {BUILT: ""}, "2026-04-22", ("error - about:",)),
        ("a choice without a reason", "finished", {"    because: Closer to the primary customer profile\n": ""},
         "2026-04-22", ("error - about:",)),
        ("a reason without a choice", "finished", {"    built_for: northwind\n": ""}, "2026-04-22",
         ("error - about:",)),
        ("an empty reason is the place", "finished",
         {"because: Closer to the primary customer profile": 'because: ""'}, "2026-04-22", ('error because: ""',)),
    ],
    "ROL315": [
        ("no adaptation, eight days before GA", "finished", {ADAPTED: ""}, "2026-04-20", ()),
        ("seven days before", "finished", {ADAPTED: ""}, "2026-04-21", ("info - about: | owed 2026-04-28",)),
        ("after it", "finished", {ADAPTED: ""}, "2026-04-29", ("warning - about: | owed 2026-04-28",)),
        ("told too late", "finished", {"told:\n      halden: 2026-04-02": "told:\n      halden: 2026-04-29"}, END,
         ("warning halden: 2026-04-29",)),
        ("on the day of GA is not before it", "finished",
         {"told:\n      halden: 2026-04-02": "told:\n      halden: 2026-04-28"}, END,
          ("warning halden: 2026-04-28",)),
        ("not told", "finished", {TOLD: ""}, END, ("warning - about:",)),
        ("the day before it", "finished",
         {"told:\n      halden: 2026-04-02": "told:\n      halden: 2026-04-27"}, END, ()),
        ("not told and GA today", "finished", {TOLD: ""}, "2026-04-28", ("warning - about:",)),
        ("not told and GA tomorrow", "finished", {TOLD: ""}, "2026-04-27", ("info - about:",)),
    ],
    "ROL316": [
        ("Product told of a decline", "finished", {"id: F04 >> by: cs": "by: product"}, END,
         ("warning id: F04 >> by: product",)),
        ("CS did", "finished", {}, END, ()),
        ("the account's own CSM did", "finished", {"id: F04 >> by: cs": "by: Aylin Kaya"} | CSM, END, ()),
    ],
    "ROL317": [
        ("Product missing at session 2", "running",
         {"number: 2 >> leads: product": "leads: Aylin Kaya"} | CSM, DAY, ("error leads: Aylin Kaya | by ROL306",)),
        ("minimum lets it pass", "running",
         {"number: 2 >> leads: product": "leads: Aylin Kaya"} | CSM | MINIMUM, DAY, ()),
        ("minimum does not at session 1", "running",
         {"number: 1 >> leads: product": "leads: Aylin Kaya"} | CSM | MINIMUM, DAY,
         ("error leads: Aylin Kaya | by ROL306",)),
        ("there as an observer", "running",
         {"number: 2 >> leads: product": "leads: Aylin Kaya",
          "number: 2 >> - engineering": "- engineering\n      - product"} | CSM, DAY, ()),
        ("CS missing at the debrief", "finished",
         {"    - product\n    - cs\n  attended": "    - product\n  attended"}, END,
         ("error present:",)),
        ("Product missing at the debrief", "finished",
         {"    - product\n    - cs\n  attended": "    - cs\n  attended"},
         END, ("error present:",)),
        ("at minimum too", "finished",
         {"    - product\n    - cs\n  attended": "    - cs\n  attended"} | MINIMUM, END, ("error present:",)),
        ("by name", "finished",
         {"    - product\n    - cs\n  attended": "    - Priya Nair\n    - Tom Okafor\n  attended"}, END, ()),
        ("nobody is named: on the debrief", "finished", {"  present:\n    - product\n    - cs\n": ""}, END,
         ("error debrief:",)),
        ("nobody is named yet", "finished", {"  present:\n    - product\n    - cs\n": ""}, "2026-04-13", ()),
    ],
    "ROL318": [
        ("CS shared it", "finished", {"preview: >> by: product": "by: cs"}, END, ("warning preview: >> by: cs",)),
        ("Product by name", "finished", {"preview: >> by: product": "by: Priya Nair"}, END, ()),
    ],
}
