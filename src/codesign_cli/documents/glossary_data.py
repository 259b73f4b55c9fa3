"""The failure modes, figures and terms that `explain` tells: plain data, in our own words.

A figure is told as the articles cite it, with whom it is about and what it cannot carry. A rule named
here exists; a test looks.
"""

from __future__ import annotations

from codesign_cli.documents.glossary import Cited, Entry, FailureMode, Term

FAILURE_MODES = (
    Entry(
        "scope creep",
        FailureMode(
            "The talk leaves the one feature and turns to the product as a whole.",
            "No single feature can answer what is then asked for. The program runs on, and everybody is let "
            "down.",
            "scope",
            causes=(
                "The invitation asked for too much, such as ideas for the whole product.",
                "CS let a wide idea run, and led back to the feature too late.",
                "Product itself asked what else would be good to have.",
            ),
            signs=(
                "Ideas are parked in one session after another, more than a third as many as there are "
                "records.",
                "Records speak of things that `out_of_scope` names.",
                "The program passes eight weeks, or five sessions.",
                "Session questions ask about the product overall.",
            ),
            fixes=(
                "Say the scope at the opening of each session.",
                "Let CS lead back to the feature at once, openly, and with no excuse for it.",
                "Keep each question of Product's on the feature.",
                "Write a wide idea on the parking list and say where it goes.",
            ),
        ),
        also=("creep", "drift"),
        see=("parking list", "redirect", "scope discipline"),
        rules="SCO121 SCO120 SCO119 SCO122 SCO101 SCO102 SCO105 SCO107 SCO109 EXP404 ROL310",
        source="A-165 A-166 A-167",
    ),
    Entry(
        "relationship capture",
        FailureMode(
            "Product says yes to whatever is asked, for the sake of a pleasant hour, and will not build it.",
            "People feel confirmed in the session and deceived at the release, "
            "and the record is full of promises that nobody works on.",
            "role",
            causes=(
                "Product looks after the mood instead of the feature.",
                "CS does not hold the tone of the session, or does not run it at all.",
                "Nobody has to write down what is not taken in.",
            ),
            signs=(
                "More than nine in ten records are read as incorporate.",
                "Records read as incorporate end as deferred or declined.",
                "Incorporated records have nothing shipped to show.",
                "Product's readings and reasons sound like agreement in the room.",
            ),
            fixes=(
                "Let CS facilitate and set the tone; Product listens.",
                "Write a first reading for every record, and mean all three: incorporate, decline, "
                "investigate.",
                "Call whoever was read as incorporate and got something else.",
            ),
        ),
        also=("capture", "yes-saying"),
        see=("first reading", "facilitator", "role discipline"),
        rules="ROL311 ROL312 ROL319 ROL305 EXP422 EXP425 EXP430",
        source="A-168 A-169 A-170",
    ),
    Entry(
        "cohort bias",
        FailureMode(
            "Accounts were chosen because they were keen and at hand, and not because they have the problem.",
            "The feature suits how those few work, an edge case perhaps, and fails most of the other "
            "customers.",
            "cohort",
            causes=(
                "Loyalty, size or free time decided who was asked.",
                "Good candidates had no time or were unwell, and others took their places.",
                "The acuity gate was taken lightly.",
            ),
            signs=(
                "`selected_for` names something other than the problem.",
                "Fewer than half of the accounts are core.",
                "A candidate that failed a gate is among the accounts.",
                "The evidence says might, would or plans to.",
                "All accounts come from one segment.",
            ),
            fixes=(
                "Hold the acuity gate strictly when accounts are chosen.",
                "Where those who feel it most are unwell or busy, put the program off until there are others.",
                "Leave a place empty rather than give it to whoever is on good terms with you.",
            ),
        ),
        also=("selection bias", "edge-case cohort bias"),
        see=("problem acuity", "gate", "cohort discipline"),
        rules="COH213 COH214 COH216 COH206 COH207 COH208 COH221 COH222",
        source="A-057 A-058 A-059 A-060 A-171",
    ),
)

CITED = (
    Entry(
        "41 percent",
        Cited(
            "41 percent",
            "Adoption, 90 days after general availability, was 41 percent higher.",
            "Pendo",
            "2024",
            "Features that were shaped in structured co-design sessions.",
            "Features built with advisory input only; not features built without any customer.",
            "",
            "How many features and companies were looked at, how adoption was counted, and what else set them "
            "apart.",
            (
                "A forecast of how one feature will be adopted.",
                "A claim about co-design against no involvement at all: nobody compared that.",
                "A proof that the sessions were the cause: teams that co-design may differ in other ways too.",
                "A judgement on advisory boards, which answer another question.",
            ),
        ),
        also=("Pendo", "A-034", "adoption figure"),
        see=("advisory board", "co-design", "general availability"),
        rules="EXP455",
        source="A-034",
    ),
    Entry(
        "35 percent",
        Cited(
            "35 percent",
            "Sessions that Product facilitates bring up 35 percent less critical feedback.",
            "UserTesting",
            "2024",
            "Co-design sessions, by who facilitates them.",
            "Sessions that Customer Success facilitates.",
            "People soften what they say to the one who built the thing in front of them.",
            "How many sessions there were, and how critical feedback was told from other feedback.",
            (
                "A reason to keep Product out of the room: it compares who runs a session, not who sits in it.",
                "A count of what one session of yours missed.",
                "A judgement on a person.",
            ),
        ),
        also=("UserTesting", "A-035", "softened criticism"),
        see=("facilitator", "softening"),
        rules="ROL305 SCO129",
        source="A-035",
    ),
    Entry(
        "2.1 times",
        Cited(
            "2.1 times",
            "Participants report disappointed expectations at general availability at 2.1 times the rate.",
            "Gainsight",
            "2024",
            "Co-design engagements that ended without a formal close.",
            "Engagements that held a structured debrief call.",
            "",
            "The rates themselves, so that twice as many may still be few; how many engagements, and how they "
            "were asked.",
            (
                "A share of disappointed people: it is a ratio of two rates that are not given.",
                "A claim about a close by mail: the other side of the comparison is a call.",
                "A forecast for one program.",
            ),
        ),
        also=("Gainsight", "A-036", "disappointment figure"),
        see=("debrief", "expectation debt"),
        rules="EXP440 EXP441 EXP443",
        source="A-036",
    ),
    Entry(
        "73 percent",
        Cited(
            "73 percent",
            "In 73 percent of the cases the sessions got worse, because participants were tired of them.",
            "ProductLed",
            "2024",
            "Mid-market programs with more than five sessions; other markets are not spoken of.",
            "Nothing: no figure for programs with five sessions or fewer is given.",
            "",
            "How the quality of a session was measured, and how many programs there were.",
            (
                "A claim about large companies, or very small ones.",
                "A share of participants: it is a share of cases.",
                "A claim that the fifth session is still good and the sixth is bad.",
            ),
        ),
        also=("ProductLed", "A-037", "fatigue figure"),
        see=("session", "scope creep"),
        rules="SCO109 SCO118",
        source="A-037",
    ),
    Entry(
        "McKinsey",
        Cited(
            "",
            "Who mixes questions of strategy with the co-design of a feature gets answers that fit neither.",
            "McKinsey, work on customer-centric companies that sell to companies",
            "",
            "Companies that sell to other companies.",
            "Nothing is named.",
            "",
            "Year, title, method and figures.",
            (
                "A measured effect: no figure is cited.",
                "A ban on having both: it speaks of mixing them.",
            ),
        ),
        also=("A-020", "McKinsey study"),
        see=("advisory board", "scope discipline"),
        rules="SCO102 COH215",
        source="A-020",
    ),
    Entry(
        "MIT Media Lab",
        Cited(
            "",
            "The worth of designing together lies in how people take part, and not in the results alone.",
            "MIT Media Lab, work on technology designed together with communities",
            "",
            "Communities that design technology; not the customers of a software company.",
            "Nothing is named.",
            "",
            "Year, title, method and figures.",
            (
                "A measured effect: no figure is cited.",
                "A claim about customers of a product, who are not whom it was found on.",
            ),
        ),
        also=("MIT", "A-038", "Media Lab"),
        see=("role discipline",),
        rules="ROL304 ROL307",
        source="A-038",
    ),
    Entry(
        "Harvard Business Review",
        Cited(
            "",
            "How it ends decides whether people trust it: the close confirms the trust or breaks it.",
            "Harvard Business Review, on honest feedback from customers",
            "",
            "Companies that ask customers for feedback; nothing closer is said.",
            "Nothing is named.",
            "",
            "Year, title, method and figures.",
            (
                "A measured effect: no figure is cited.",
                "A reason to put off honesty until the end.",
            ),
        ),
        also=("HBR", "A-039"),
        see=("debrief", "close"),
        rules="EXP440 EXP444",
        source="A-039",
    ),
)

TERMS = (
    Entry(
        "account",
        Term(
            "A customer, as a company, that takes part. It has people of its own in the sessions, its "
            "participants.",
            "Health, acuity and the reason for choosing it belong to the account; what happens in a session "
            "belongs to its people.",
            ("accounts",),
        ),
        also=("customer",),
        see=("cohort", "participant", "candidate"),
        rules="COH201 COH212",
        source="A-003",
    ),
    Entry(
        "program",
        Term(
            "One piece of work with customers from invitation to thanks, written down in one file.",
            "The file is what every command reads. It says `codesign: 1` at its head, and grows as the program does.",
            ("codesign", "kind", "title", "state"),
        ),
        also=("program file", "engagement"),
        see=("co-design", "minimum scale"),
        rules="FIL005 FIL012",
    ),
    Entry(
        "cohort",
        Term(
            "The three to six accounts of one program.",
            "Six is the upper edge of what one Product lead and one facilitator can listen to closely.",
            ("accounts",),
        ),
        see=("committee", "cohort discipline", "cohort bias"),
        rules="COH201 COH219 COH227",
        source="A-003 A-055 A-056",
    ),
    Entry(
        "committee",
        Term(
            "What a cohort turns into when it grows: from about eight accounts on, people negotiate with each "
            "other instead of telling how they work.",
            "The ceiling of six is firm. From ten accounts on the model is no co-design any more but a beta.",
            ("accounts",),
        ),
        also=("cohort ceiling", "ceiling"),
        see=("cohort", "beta"),
        rules="COH201 ROL309",
        source="A-055 A-123",
    ),
    Entry(
        "candidate",
        Term(
            "An account that was considered for the cohort, with what became of that.",
            "A candidate who fails a gate stays a candidate; where too few pass, the program waits.",
            ("candidates", "candidates[].outcome", "candidates[].why"),
        ),
        see=("gate", "cohort bias"),
        rules="COH216",
        source="A-059 A-060",
    ),
    Entry(
        "participant",
        Term(
            "A person of an account who comes to the sessions.",
            "One person speaks for one account, and the one who was screened is the one who comes.",
            ("accounts[].participants", "sessions[].attended"),
        ),
        also=("attendee",),
        see=("practitioner", "executive"),
        rules="COH212 COH220 COH223",
        source="A-061",
    ),
    Entry(
        "practitioner",
        Term(
            "A participant who does the work in question with their own hands, day by day.",
            "Only such a person can name the step at which a design breaks, and why it breaks there.",
            ("accounts[].participants[].role", "accounts[].participants[].current_workflow"),
        ),
        see=("capability", "executive"),
        rules="COH209 COH210 COH211",
        source="A-061 A-063",
    ),
    Entry(
        "executive",
        Term(
            "A participant who hears of the problem from others: a sponsor, a head of something.",
            "A good voice for an advisory board. In a session it lacks the detail, and silences those who have "
            "it.",
            ("accounts[].participants[].role",),
        ),
        also=("sponsor", "executive sponsor"),
        see=("practitioner", "advisory board"),
        rules="COH211 COH224",
        source="A-061 A-062",
    ),
    Entry(
        "primary customer profile",
        Term(
            "The kind of customer that the feature is for in the first place.",
            "Accounts are core, adjacent or edge by their distance to it, and it settles disagreements.",
            ("primary_icp", "accounts[].icp"),
        ),
        also=("ICP", "primary ICP", "ideal customer profile", "core account", "edge account"),
        see=("cohort bias", "disagreement"),
        rules="COH222 COH214",
        source="A-133",
    ),
    Entry(
        "gate",
        Term(
            "A test that every account passes before it joins. There are three: acuity, health, capability.",
            "They are taken in that order, and a gate that was not looked at counts as not passed.",
            ("accounts[].acuity", "accounts[].health", "accounts[].participants"),
        ),
        also=("three gates", "screening"),
        see=("problem acuity", "health", "capability"),
        rules="COH207 COH202 COH209 COH216",
        source="A-044 A-048 A-052",
    ),
    Entry(
        "problem acuity",
        Term(
            "How much an account suffers from this very problem now. Operational: it meets it in its daily "
            "work. Theoretical: it may meet it one day.",
            "Who does not have the problem cannot tell whether it is solved. This gate is load-bearing.",
            ("accounts[].acuity", "accounts[].acuity_evidence", "accounts[].frequency"),
        ),
        also=("acuity", "acuity gate", "operational", "theoretical", "acute"),
        see=("gate", "load-bearing", "cohort bias"),
        rules="COH206 COH207 COH208 COH225",
        source="A-044 A-045 A-046 A-047",
    ),
    Entry(
        "health",
        Term(
            "How the relationship with an account stands: green, yellow or red.",
            "Only green and yellow accounts join; a red one is busy with its own trouble. "
            "What the colours mean is for Product and CS to settle together.",
            (
                "accounts[].health",
                "accounts[].health_checked",
                "accounts[].flags",
                "internal.health_definition",
            ),
        ),
        also=("health gate", "health score", "red account"),
        see=("gate", "extraction", "kept"),
        rules="COH202 COH203 COH204 COH205 COH226",
        source="A-048 A-050 A-051",
    ),
    Entry(
        "capability",
        Term(
            "Whether somebody of the account can tell, step by step, how the task is done today.",
            "Such a person can tell a design that does not fit the work from one that is only hard to read.",
            ("accounts[].participants[].current_workflow",),
        ),
        also=("capability gate", "current workflow"),
        see=("gate", "practitioner"),
        rules="COH209 COH210",
        source="A-052 A-053 A-054",
    ),
    Entry(
        "extraction",
        Term(
            "Taking people's time and knowledge without giving anything back for it.",
            "Asking an account in trouble is extraction, and so is a release that participants learn of from "
            "the public announcement.",
            ("accounts[].health", "preview", "debrief"),
        ),
        also=("extracted",),
        see=("health", "preview", "debrief"),
        rules="COH202 EXP445 EXP440 EXP443",
        source="A-049 A-157 A-188",
    ),
    Entry(
        "expectation debt",
        Term(
            "What is owed to people who were led to expect more than they will get.",
            "It grows with each unclear word: a board that believes it approves, a limit named too late, "
            "a yes in the room. It falls due at the release.",
            ("invitation.text", "feature.constraints", "sessions[].opened"),
        ),
        see=("enrolment debt", "theatre", "statement of the model", "constraint"),
        rules="EXP405 EXP414 EXP411 EXP412 EXP402",
        source="A-009 A-081",
    ),
    Entry(
        "enrolment debt",
        Term(
            "A promise made today that the next program has to pay for, such as a first place in line.",
            "Thanks name what was given and what came of it, and leave the future open.",
            ("recognition.text",),
        ),
        see=("expectation debt", "recognition"),
        rules="EXP406 EXP451",
        source="A-159 A-160",
    ),
    Entry(
        "theatre",
        Term(
            "How a program looks in hindsight to people who cannot find their work in what was shipped: a "
            "show.",
            "Three things prevent it: the model stated in session 1, a call about each no, and the debrief.",
            ("sessions[].opened.model", "feedback[].told", "debrief"),
        ),
        see=("expectation debt", "call about a no", "debrief"),
        rules="EXP414 EXP430 EXP440",
        source="A-136",
    ),
    Entry(
        "advisory fatigue",
        Term(
            "What people feel who are asked again and again for advice that fits no purpose they can see.",
            "It comes of mixing boards with co-designs and of asking the same accounts for both.",
            ("accounts[].on_advisory_board",),
        ),
        see=("advisory board", "scope creep"),
        rules="COH215 SCO102",
        source="A-173",
    ),
    Entry(
        "load-bearing",
        Term(
            "Said of the three parts without which the whole falls: the acuity gate, the statement of the "
            "model in session 1, and the debrief.",
            "However small the team, these stay. No waiver, comment or setting silences their rules.",
            ("accounts[].acuity", "sessions[].opened.model", "debrief"),
        ),
        also=("load-bearing element",),
        see=("not waivable", "kept", "minimum scale"),
        rules="COH206 COH207 EXP414 EXP440 EXP441 FIL011",
        source="A-137 A-178",
    ),
    Entry(
        "what and how",
        Term(
            "What: the need, and how the feature should behave for its user. How: the way it is built, "
            "from the data model to the control on the screen.",
            "Customers help to shape the what, Engineering answers for the how, and Product decides. "
            "A suggestion that dictates the how is kept as it was put, with the need behind it beside it.",
            ("feedback[].suggestion", "feedback[].need", "feature.influence"),
        ),
        also=("what/how", "what", "how", "what versus how", "what vs how", "need"),
        see=("constraint", "influence", "expectation discipline"),
        rules="SCO126 SCO128",
        source="A-128 A-129 A-130 T-25",
    ),
    Entry(
        "discipline",
        Term(
            "One of the four habits that hold a program together: scope, cohort, role, expectation.",
            "Every rule belongs to one of them, and every failure of a program goes back to one that was "
            "broken.",
        ),
        also=("four disciplines",),
        see=("scope discipline", "cohort discipline", "role discipline", "expectation discipline"),
        source="A-014 A-015",
    ),
    Entry(
        "scope discipline",
        Term(
            "One feature, with a stated border, and no talk of where the product should go.",
            "Only a narrow question gets an answer that somebody can build.",
            ("feature.in_scope", "feature.out_of_scope", "feature.question"),
        ),
        also=("scope",),
        see=("scope creep", "parking list"),
        rules="SCO101 SCO105 SCO106 SCO119",
        source="A-016",
    ),
    Entry(
        "cohort discipline",
        Term(
            "Accounts are chosen for having the problem most sharply; loyalty and size do not count.",
            "A decision about the build is only as good as the accounts it was tried on.",
            ("accounts[].selected_for",),
        ),
        see=("gate", "cohort bias"),
        rules="COH213 COH207 COH201",
        source="A-017",
    ),
    Entry(
        "role discipline",
        Term(
            "Three parts that stay apart: Product leads and decides, CS facilitates, Engineering listens.",
            "Where one person plays two parts, customers hold back and nobody hears it.",
            ("team", "sessions[].leads", "sessions[].facilitates", "sessions[].observes"),
        ),
        also=("role",),
        see=("lead", "facilitator", "observer", "relationship capture"),
        rules="ROL304 ROL305 ROL306 ROL307",
        source="A-018 A-098",
    ),
    Entry(
        "expectation discipline",
        Term(
            "Customers know from the first word on what their part is, who decides, and what they will hear.",
            "People bear a no that they were prepared for.",
            ("invitation", "sessions[].opened", "debrief"),
        ),
        also=("expectation",),
        see=("expectation debt", "what and how", "statement of the model"),
        rules="EXP402 EXP414 EXP415 EXP440",
        source="A-019",
    ),
    Entry(
        "co-design",
        Term(
            "A few customers help to shape one feature that is being built, in three to five sessions "
            "over four to eight weeks.",
            "It answers whether a particular design will work for those who are to use it. "
            "For the question where the product should go there is the advisory board.",
            ("kind",),
        ),
        see=("advisory board", "beta", "design ambiguity"),
        rules="SCO101 SCO103 SCO104 SCO107 SCO110",
        source="A-001 A-004 A-029",
    ),
    Entry(
        "advisory board",
        Term(
            "A larger circle of senior people from customers who speak, about four times a year, "
            "of where the product should go.",
            "It tells whether the direction is right and shapes no single feature. It advises and approves "
            "nothing.",
            ("kind", "accounts[].on_advisory_board"),
        ),
        also=("advisory", "customer council", "council"),
        see=("co-design", "advisory fatigue"),
        rules="SCO102 COH215",
        source="A-002 A-006 A-007",
    ),
    Entry(
        "beta",
        Term(
            "A group of customers uses an early version, for a stated time, with goals that say what is to be "
            "learnt.",
            "It shows whether the thing holds in use. It needs a version that can be used, and may be larger "
            "than a cohort.",
            ("kind",),
        ),
        also=("beta cohort",),
        see=("co-design", "committee"),
        rules="COH201",
        source="A-055 B-052 B-053",
    ),
    Entry(
        "feedback board",
        Term(
            "A place where customers leave requests, vote and comment at any time.",
            "It shows what is asked for. A vote says that something matters to somebody, and promises nothing.",
            ("kind",),
        ),
        also=("board",),
        see=("guardrail", "advisory board"),
        rules="EXP457",
        source="B-020 B-048",
    ),
    Entry(
        "workshop",
        Term(
            "One meeting with a clock, in which people who know a workflow map it and look for what hurts.",
            "It is for framing a problem, before anybody has a design to show.",
            ("kind",),
        ),
        also=("design workshop",),
        see=("co-design",),
        source="B-041 B-043",
    ),
    Entry(
        "game",
        Term(
            "A short exercise in which customers share out a budget, rank options or compare them two by two.",
            "It shows how much one thing is worth beside another. It does not decide alone.",
            ("kind",),
        ),
        also=("innovation game", "voting exercise"),
        see=("feedback board",),
        source="B-047 B-048",
    ),
    Entry(
        "interviews",
        Term(
            "Talks with five to eight people on one theme, in one month.",
            "They go into depth on one theme and across segments; they approve no design.",
            ("kind",),
        ),
        also=("interview round",),
        see=("co-design",),
        source="B-088 B-089 B-090",
    ),
    Entry(
        "lead",
        Term(
            "Product's part: it presents what is to be judged, listens, and decides what is built.",
            "In a session it shows the problem or the prototype and is quiet for the rest. The decision is "
            "always its own.",
            ("team.product", "sessions[].leads", "feedback[].decided_by"),
        ),
        also=("Product", "PM", "product manager", "product lead"),
        see=("facilitator", "first reading", "role discipline"),
        rules="ROL301 ROL306 ROL309 ROL317 EXP415",
        source="A-018 A-099 A-123 T-01",
    ),
    Entry(
        "facilitator",
        Term(
            "The part of Customer Success: runs the session, draws out the quiet, asks further, leads back to "
            "the scope.",
            "It speaks for nobody's product. Criticism reaches the record as sharp as it was said.",
            ("team.cs", "sessions[].facilitates", "accounts[].csm"),
        ),
        also=("CS", "CSM", "customer success", "facilitate", "facilitation"),
        see=("airtime", "redirect", "softening", "35 percent"),
        rules="ROL302 ROL305 ROL310 ROL320 ROL316",
        source="A-100 A-103 A-104 A-105",
    ),
    Entry(
        "observer",
        Term(
            "Engineering's part: hears how customers tell it themselves, and takes notes.",
            "It presents nothing, explains nothing, defends nothing, for each of these ends the criticism.",
            ("team.engineering", "sessions[].observes"),
        ),
        also=("Engineering", "engineer", "observe"),
        see=("role discipline",),
        rules="ROL303 ROL307 ROL308",
        source="A-091 A-101",
    ),
    Entry(
        "invitation",
        Term(
            "The letter that asks an account to take part.",
            "It names the feature, the sessions, weeks and minutes, says that this is about a design and not "
            "the roadmap, and that Product decides.",
            ("invitation.sent", "invitation.text", "invitation.mode"),
        ),
        also=("invite", "invitation text"),
        see=("wish list", "way of taking part", "expectation debt"),
        rules="EXP401 EXP402 EXP403 EXP404 EXP405 EXP457",
        source="A-064 A-067 A-068 A-069 A-070",
    ),
    Entry(
        "way of taking part",
        Term(
            "What customers are asked to do: give design input, vote, test, advise.",
            "An invitation states one. Who believes to be voting counts the votes afterwards.",
            ("invitation.mode",),
        ),
        also=("mode", "participation mode"),
        see=("invitation",),
        rules="EXP457",
        source="B-009",
    ),
    Entry(
        "wish list",
        Term(
            "What an invitation gets that asks for ideas, or for help with the product in general.",
            "Ask for help with making this one thing right.",
            ("invitation.text",),
        ),
        see=("invitation", "scope creep"),
        rules="EXP404",
        source="A-064 A-065 A-066",
    ),
    Entry(
        "brief",
        Term(
            "What Product sends in writing before session 1: the problem, the approach and its reason, "
            "what is fixed, and where customers have influence.",
            "Who knows the limits designs inside them; who does not, is told no afterwards.",
            ("brief.sent", "feature.problem", "feature.approach", "feature.constraints", "feature.influence"),
        ),
        also=("written brief", "pre-work"),
        see=("constraint", "influence", "debrief"),
        rules="EXP410 EXP411 EXP412",
        source="A-076 A-077 A-078 A-079 A-080",
    ),
    Entry(
        "constraint",
        Term(
            "Something that is fixed and not for discussion: technical, regulatory, or decided in the "
            "architecture.",
            "Each of the three types is listed, or said to be none. A limit that first turns up in a no came "
            "too late.",
            ("feature.constraints",),
        ),
        also=("limit", "fixed"),
        see=("brief", "influence"),
        rules="EXP411 EXP412",
        source="A-079 A-081 A-082",
    ),
    Entry(
        "influence",
        Term(
            "The parts of the design that customers do shape.",
            "A program without any has nothing to design together.",
            ("feature.influence",),
        ),
        see=("constraint", "what and how"),
        rules="EXP411",
        source="A-080",
    ),
    Entry(
        "design ambiguity",
        Term(
            "How open the design still is. Together with what a wrong one would cost, it says whether "
            "co-design is warranted.",
            "Both have to be more than low, and there have to be customers who can judge. "
            "Otherwise something cheaper serves.",
            ("feature.design_ambiguity", "feature.rework_if_wrong"),
        ),
        also=("warrant", "warranted", "rework cost"),
        see=("co-design",),
        rules="SCO104",
        source="A-031 A-032 A-033",
    ),
    Entry(
        "design lock",
        Term(
            "The day from which the design no longer changes.",
            "Locked before session 1, nothing that customers say can matter; before session 3, little of it "
            "can.",
            ("feature.design_locked",),
        ),
        also=("design locked", "locked"),
        see=("session",),
        rules="SCO124",
        source="A-086 T-11",
    ),
    Entry(
        "session",
        Term(
            "A working meeting of 60 to 90 minutes. A program has three to five.",
            "Each has its purpose: 1 the problem, 2 a prototype, 3 its revision, 4 and 5 what is left, where "
            "something is.",
            ("sessions",),
        ),
        also=("working session",),
        see=("problem validation", "prototype feedback", "solution iteration", "edge cases"),
        rules="SCO109 SCO110 SCO111 SCO112 SCO127",
        source="A-071 A-072 A-102",
    ),
    Entry(
        "problem validation",
        Term(
            "Session 1: Product says how it understands the problem, and each account says where that is "
            "wrong.",
            "No solution is shown. The corrections are the best that the whole program yields.",
            ("sessions[].purpose", "sessions[].corrections"),
        ),
        also=("session 1", "correction", "discrepancy"),
        see=("session", "statement of the model"),
        rules="SCO113 SCO125",
        source="A-083 A-084 A-085",
    ),
    Entry(
        "prototype feedback",
        Term(
            "Session 2: people go through a prototype as they would in earnest, and think aloud.",
            "Asking for a next step shows how somebody works; asking for a liking shows good manners.",
            ("sessions[].purpose", "sessions[].shows", "sessions[].questions"),
        ),
        also=("session 2", "walk-through", "prototype"),
        see=("signal", "session"),
        rules="SCO114 SCO123 ROL303",
        source="A-087 A-088 A-089",
    ),
    Entry(
        "solution iteration",
        Term(
            "Session 3: the revised prototype, with the records that the revision answers.",
            "It asks whether each was mended, what the change broke, and what is still open.",
            ("sessions[].purpose", "sessions[].answers", "sessions[].confirmed", "feedback[].from_change"),
        ),
        also=("session 3", "iteration"),
        see=("session",),
        rules="SCO115 SCO116 EXP426",
        source="A-092 A-093 A-094",
    ),
    Entry(
        "edge cases",
        Term(
            "Sessions 4 and 5: for those accounts whose case the first three did not settle.",
            "They are held where something is unresolved, never for the sake of the plan. They are a last "
            "check by Product and no approval by customers.",
            ("sessions[].purpose", "sessions[].because"),
        ),
        also=("session 4", "session 5", "last check", "sign-off"),
        see=("session", "73 percent"),
        rules="SCO117 SCO118 SCO130",
        source="A-095 A-096 A-097 T-26",
    ),
    Entry(
        "statement of the model",
        Term(
            "What is said in session 1: why you are here, that your input counts, that it is not the only "
            "input, what limits there are, and that you will hear what became of it.",
            "It is load-bearing: what is said here decides how everything later is taken.",
            ("sessions[].opened.model",),
        ),
        also=("expectation statement", "model statement", "model stated"),
        see=("load-bearing", "opening"),
        rules="EXP414",
        source="A-137 A-138",
    ),
    Entry(
        "opening",
        Term(
            "The first words of every session: the scope, and that Product decides.",
            "Said each time, nobody is surprised by a no or by a redirected idea.",
            ("sessions[].opened",),
        ),
        also=("opened", "final call"),
        see=("statement of the model", "redirect"),
        rules="SCO119 EXP415",
        source="A-124 A-125 A-126",
    ),
    Entry(
        "joint or single",
        Term(
            "A joint session has all its accounts in one meeting; a single one meets each account by itself.",
            "Shares of talk time are judged only where people shared the time.",
            ("sessions[].format",),
        ),
        also=("joint", "single", "joint session", "single session"),
        see=("airtime",),
        rules="COH217 COH219",
        source="T-12",
    ),
    Entry(
        "airtime",
        Term(
            "Who speaks how long in a joint session.",
            "The loudest account is seldom the typical one, so the facilitator shares the time out, the "
            "quietest first.",
            ("sessions[].talk_minutes",),
        ),
        also=("talk time", "talk minutes"),
        see=("dominant account", "silent account"),
        rules="COH217 COH218",
        source="A-108 A-109",
    ),
    Entry(
        "dominant account",
        Term(
            "An account that gives more than half of the records, or of the talk time.",
            "The feature would be built for it alone without anybody having decided so.",
            ("sessions[].talk_minutes", "feedback[].account"),
        ),
        also=("dominant participant", "loud voice"),
        see=("airtime", "silent account"),
        rules="COH217",
        source="A-108",
    ),
    Entry(
        "silent account",
        Term(
            "An account that came and left no record, or stayed away twice in a row.",
            "Its silence is read as consent by mistake.",
            ("sessions[].attended", "feedback[].account"),
        ),
        see=("airtime", "dominant account"),
        rules="COH218",
        source="A-108",
    ),
    Entry(
        "record",
        Term(
            "One piece of feedback in a fixed form: the step and the trouble there, the account, how grave it "
            "is, a suggestion if one was made, and Product's first reading.",
            "Records are what a session leaves; a transcript or a summary cannot be decided on, row by row.",
            ("feedback",),
        ),
        also=("feedback record", "feedback", "record format", "feedback format"),
        see=("friction", "severity of a record", "first reading", "disposition"),
        rules="EXP413 EXP420 EXP421 EXP422",
        source="A-110 A-111 A-112 A-113 A-114 A-115 A-116",
    ),
    Entry(
        "friction",
        Term(
            "What goes wrong for the customer, at which step.",
            "`Confusing` helps nobody; the step and what happened there do.",
            ("feedback[].step", "feedback[].friction"),
        ),
        also=("vague friction", "friction point"),
        see=("record", "signal"),
        rules="EXP421 ROL320",
        source="A-063 A-105 A-111",
    ),
    Entry(
        "signal",
        Term(
            "What kind of thing was seen: friction, confusion, or a workaround that nobody had asked for.",
            "A workaround shows what people need even where they do not complain.",
            ("feedback[].signal",),
        ),
        also=("workaround", "confusion"),
        see=("record", "prototype feedback"),
        source="A-090",
    ),
    Entry(
        "severity of a record",
        Term(
            "How much a trouble weighs for the customer: blocker, significant or minor.",
            "Two sessions with nothing above minor are more likely a polite room than a perfect design.",
            ("feedback[].severity",),
        ),
        also=("blocker", "significant", "minor"),
        see=("record", "severity of a finding"),
        rules="SCO129",
        source="A-113",
    ),
    Entry(
        "first reading",
        Term(
            "Product's own first view of a record, within two working days: incorporate, decline or "
            "investigate.",
            "It stays inside the house. It makes Product say no early, at least to itself.",
            ("feedback[].pm_read",),
        ),
        also=("reading", "pm_read", "initial read", "investigate"),
        see=("disposition", "relationship capture", "reversal"),
        rules="EXP422 ROL311 ROL319",
        source="A-115 T-05 T-15",
    ),
    Entry(
        "disposition",
        Term(
            "What finally became of a record: incorporated, deferred or declined, with the reason.",
            "It is owed for each record by the debrief. A stock phrase about priorities is no reason.",
            ("feedback[].final", "feedback[].reason", "feedback[].shipped"),
        ),
        also=("final", "incorporated", "deferred", "declined", "stock reason"),
        see=("first reading", "call about a no", "reversal"),
        rules="EXP424 EXP423 EXP425",
        source="A-139 A-148 T-15",
    ),
    Entry(
        "reversal",
        Term(
            "A record that was first read as incorporate and then deferred or declined.",
            "Somebody may have heard a yes. Each reversal is told in a call of its own; many of them are a "
            "sign of capture.",
            ("feedback[].pm_read", "feedback[].final"),
        ),
        also=("reversed reading",),
        see=("relationship capture", "disposition"),
        rules="ROL312 EXP430",
        source="A-169",
    ),
    Entry(
        "softening",
        Term(
            "Making criticism milder than it was: by the customer, because the builder listens, "
            "or by whoever writes it down.",
            "What was said is kept as it was said, and a polite remark is followed by a question.",
            ("feedback[].words", "feedback[].severity"),
        ),
        also=("softened", "softened record"),
        see=("facilitator", "35 percent"),
        rules="ROL321 ROL305 ROL320 SCO129",
        source="A-106 A-107",
    ),
    Entry(
        "parking list",
        Term(
            "Where ideas outside the scope are kept, with whom they come from and where they go.",
            "They are welcome, and not worked on here. A long list is a sign of scope creep.",
            ("parked",),
        ),
        also=("parked", "parked idea", "parking lot"),
        see=("redirect", "scope creep"),
        rules="SCO121 SCO120",
        source="A-121 A-165",
    ),
    Entry(
        "redirect",
        Term(
            "Leading back to the feature in three steps: welcome the idea, say where it is noted, name the "
            "scope again.",
            "It is for CS to do. From Product it sounds like a defence.",
            ("parked[].redirected_by",),
        ),
        also=("redirect line", "redirection"),
        see=("parking list", "facilitator"),
        rules="ROL310",
        source="A-119 A-120 A-122",
    ),
    Entry(
        "disagreement",
        Term(
            "Two accounts that want opposite things at one step.",
            "Product chooses one, openly and with its reason, and helps the other to get along. Half of each "
            "suits nobody.",
            ("disagreements",),
        ),
        also=("arbitration", "averaging", "arbitrate"),
        see=("adaptation", "primary customer profile"),
        rules="ROL313 ROL314 ROL315",
        source="A-131 A-132 A-133 A-134 A-186",
    ),
    Entry(
        "adaptation",
        Term(
            "The advice for an account whose way was not built: how to work with the feature all the same.",
            "It is told before the release, or the account finds out alone.",
            ("disagreements[].adaptation", "disagreements[].told"),
        ),
        see=("disagreement",),
        rules="ROL315",
        source="A-133 A-134",
    ),
    Entry(
        "call about a no",
        Term(
            "The call in which CS tells an account what of its input is not taken in, and why, before it can "
            "see that itself.",
            "It names the input, its session, the decision and the true reason. The same words afterwards are "
            "damage control.",
            ("feedback[].told",),
        ),
        also=("decline call", "damage control", "told"),
        see=("disposition", "preview", "theatre"),
        rules="EXP430 EXP431 ROL316 EXP423",
        source="A-140 A-141 A-142 A-143",
    ),
    Entry(
        "general availability",
        Term(
            "The day on which everybody gets the feature.",
            "Nearly every closing date is counted from it: preview, calls, debrief, thanks. Without it none "
            "can be set.",
            ("timeline.ga",),
        ),
        also=("GA", "release", "launch"),
        see=("preview", "debrief", "41 percent"),
        rules="EXP449 EXP441 EXP446 EXP455",
        source="A-141 A-149 A-154",
    ),
    Entry(
        "preview",
        Term(
            "Product shows the finished feature to the accounts, 14 to 7 days before general availability.",
            "They may still flag something critical, and see it before the world does.",
            ("preview",),
        ),
        also=("feature preview",),
        see=("critical flag", "general availability", "debrief", "preview rule"),
        rules="EXP445 EXP446 EXP447 ROL318",
        source="A-153 A-154 A-155",
    ),
    Entry(
        "critical flag",
        Term(
            "Something grave that an account found in the preview.",
            "It needs a decision by the release: mend it, wait, or ship with a workaround that the account is "
            "told.",
            ("preview.flags",),
        ),
        also=("flag", "preview flag"),
        see=("preview",),
        rules="EXP447",
        source="A-156 T-46",
    ),
    Entry(
        "debrief",
        Term(
            "The 30-minute call, before general availability, in which Product tells what went in, what did "
            "not, and why; CS is there too.",
            "It closes the program and is load-bearing: without it, people gave their time and a feature "
            "appeared.",
            ("debrief",),
        ),
        also=("debrief call",),
        see=("close", "made-up call", "written summary", "load-bearing", "2.1 times"),
        rules="EXP440 EXP441 EXP442 EXP443 ROL317 EXP448",
        source="A-145 A-146 A-147 A-149",
    ),
    Entry(
        "close",
        Term(
            "The end of a program, in order: calls about a no, preview, debrief, summary, release, thanks, the "
            "look back.",
            "People judge the whole by it. A program that just stops is remembered as one that took.",
            ("feedback[].told", "preview", "debrief", "recognition", "retrospective"),
        ),
        also=("closing", "close-out", "loop", "closing the loop"),
        see=("debrief", "preview", "recognition", "Harvard Business Review"),
        rules="EXP440 EXP449 EXP456",
        source="A-139 A-145",
    ),
    Entry(
        "made-up call",
        Term(
            "A debrief of its own for an account that could not come to the common one.",
            "It counts if it was held before general availability. Accounts that left early are owed it too.",
            ("debrief.made_up",),
        ),
        also=("made up",),
        see=("debrief",),
        rules="EXP443",
        source="A-145 X-014",
    ),
    Entry(
        "written summary",
        Term(
            "What was told in the debrief, in writing, within 48 hours of its end.",
            "The hours run by the clock, over nights and weekends; exactly 48 is in time.",
            ("debrief.summary_sent",),
        ),
        also=("summary", "48 hours"),
        see=("debrief",),
        rules="EXP444 EXP448",
        source="A-151 T-16",
    ),
    Entry(
        "recognition",
        Term(
            "The thanks after the release: the sessions, hours and weeks given, and what was shipped because "
            "of them.",
            "It is exact, and promises nothing.",
            ("recognition",),
        ),
        also=("thanks", "thank-you"),
        see=("enrolment debt",),
        rules="EXP450 EXP451 EXP406",
        source="A-158 A-159",
    ),
    Entry(
        "retrospective",
        Term(
            "The team's own look back, 60 minutes, before the next program: what was useful, "
            "how the record served, whether the accounts were right, what the invitation should say.",
            "Its changes are carried into the next program.",
            ("retrospective", "carried_over"),
        ),
        also=("retro",),
        see=("close",),
        rules="EXP452 EXP453 EXP454",
        source="A-161 A-162 A-163 A-164",
    ),
    Entry(
        "guardrail",
        Term(
            "One of five things that keep input from becoming a promise: published criteria, agreeing on a "
            "problem without agreeing on a solution, a time limit, visible decisions, and an answer to "
            "everybody.",
            "They stand before the first invitation, for every kind of program.",
            ("guardrails",),
        ),
        see=("strategy",),
        rules="SCO131",
        source="B-074 B-075 B-076 B-077 B-078 B-079 B-080",
    ),
    Entry(
        "strategy",
        Term(
            "What input is weighed against.",
            "A team without one is pulled wherever its customers pull.",
            ("strategy",),
        ),
        see=("guardrail",),
        rules="SCO131",
        source="B-081",
    ),
    Entry(
        "minimum scale",
        Term(
            "The smallest whole program: one Product lead, one CSM, three accounts, three sessions, "
            "and a flow told in plain words where there is no prototype.",
            "`scale: minimum` drops a few rules about people and forms. What is load-bearing stays.",
            ("scale",),
        ),
        also=("minimum", "scale", "mid-market minimum", "small team"),
        see=("load-bearing",),
        rules="ROL303 ROL317 EXP413 SCO111",
        source="A-174 A-175 A-176 A-177 A-178",
    ),
    Entry(
        "waiver",
        Term(
            "A rule set aside in the program file: which one, for whom, why, by whom and until when.",
            "It is seen by everybody who reads the file, and ends on its day. Some rules cannot be set aside.",
            ("waivers",),
        ),
        also=("set aside", "waive", "waived"),
        see=("suppression", "kept", "not waivable"),
        rules="FIL011 FIL013 FIL014",
        source="A-179 X-025",
    ),
    Entry(
        "suppression",
        Term(
            "A comment beside a line that sets a rule aside there: "
            "`# codesign: allow COH204 until 2026-03-01 by Priya: reason`.",
            "The reason is owed; the day and the name are not. One that silences nothing is told.",
        ),
        also=("suppress", "allow comment"),
        see=("waiver", "not waivable"),
        rules="FIL009 FIL010 FIL011 FIL013",
    ),
    Entry(
        "kept",
        Term(
            "Said of a rule that may be softened and never removed.",
            "A waiver of it needs a reason, a name and a day, and turns the error into a warning that says so.",
            ("waivers",),
        ),
        also=("kept rule",),
        see=("not waivable", "waiver"),
        rules="COH201 COH202 ROL309 EXP445",
        source="T-08",
    ),
    Entry(
        "not waivable",
        Term(
            "Said of a rule that nothing silences: no waiver, no comment, no setting, no scale.",
            "These rules guard what is load-bearing, and trying to silence one is a finding itself.",
        ),
        also=("unwaivable", "non-waivable"),
        see=("load-bearing", "kept"),
        rules="FIL011 COH206 COH207 EXP414 EXP440 EXP441",
        source="A-178 T-08",
    ),
    Entry(
        "finding",
        Term(
            "One thing that a rule found at one place of the file: what is wrong, and the way out.",
            "A finding is stated or owed, has a severity, and belongs to a discipline.",
        ),
        see=("stated or owed", "severity of a finding", "covered"),
    ),
    Entry(
        "severity of a finding",
        Term(
            "Error: broken, and still to be mended or never mended. Warning: likely wrong, or a lapse made "
            "good. Info: advice, or due soon.",
            "Errors make `validate` end with status 1; `--fail-on` moves that line.",
        ),
        also=("severity", "error", "warning", "info"),
        see=("finding", "severity of a record"),
    ),
    Entry(
        "stated or owed",
        Term(
            "Stated: the file says something wrong. Owed: something is due and not there.",
            "What is owed is silent at first, an info in the last seven days before its time, "
            "and what its rule says afterwards.",
        ),
        also=("stated", "owed", "basis", "due", "duty", "due soon"),
        see=("finding", "as of"),
    ),
    Entry(
        "as of",
        Term(
            "The day or moment at which a file is looked at: `--as-of 2026-03-09`.",
            "The same file, day and version give the same bytes. A day means its first moment in the program's "
            "time zone.",
            ("timezone",),
        ),
        see=("stated or owed",),
    ),
    Entry(
        "working day",
        Term(
            "Monday to Friday; holidays are not known.",
            "First readings and records are due two working days after their session.",
        ),
        see=("first reading",),
        rules="EXP420 EXP422",
    ),
    Entry(
        "covered",
        Term(
            "Said of a finding whose cause a closer rule tells already.",
            "It is in the JSON with `covered_by`, is not shown as text, and never fails a run.",
        ),
        also=("covered by", "led by"),
        see=("finding",),
    ),
    Entry(
        "preview rule",
        Term(
            "A rule that is new and may still change in a minor version.",
            "It runs only where it is selected by its code or name. When it has proved itself it becomes "
            "stable.",
        ),
        also=("stable", "since", "stable rule"),
        see=("finding",),
    ),
)
