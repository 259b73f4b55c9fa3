"""What a customer's page may be made of: one account's cut of a program, and no field for anybody else's part.

The documents in `customer/` are built from a `Cut` and never from a program, so that what must not reach
another account has no way to: no health, acuity, segment, selection or profile; no first reading by Product;
no reason of a choice but the one in customers' words; of records, parked ideas, flags, corrections and people
only the reader's own. `cut.py` alone makes one.
"""

from __future__ import annotations

from datetime import date, datetime

from codesign_cli.documents.plan import Fixed, Stretch
from codesign_cli.record import NamedTuple


class Host(NamedTuple):
    """Somebody of the vendor's whom the customer meets."""

    name: str
    """Empty where nobody is named for the function yet."""
    function: str
    """`product`, `cs`, `engineering`, or the function of another colleague."""
    title: str | None
    email: str | None


class OwnPerson(NamedTuple):
    """Somebody of the reader's own who takes part."""

    name: str
    title: str | None
    timezone: str | None
    """An IANA name, where it is written."""


class OwnRecord(NamedTuple):
    """A point that the reader raised, and what became of it."""

    id: str
    session: int
    """The number of the session in which it was raised."""
    raised: date | None
    """The day of that session."""
    step: str | None
    friction: str
    words: str | None
    suggestion: str | None
    signal: str | None
    severity: str
    from_change: str | None
    """The reader's own record whose change brought this one."""
    change: str | None
    """What a revision changed for it."""
    answered_in: int | None
    """The number of the session in which that revision was shown, or will be."""
    confirmed: bool | None
    """Whether the reader found it fixed; None where it was not asked or did not say."""
    final: str | None
    """`incorporated`, `deferred`, `declined`; None while it is not decided."""
    decided: date | None
    """The day of that decision: a session before it still took the point up."""
    reason: str | None
    shipped: str | None
    told: date | None
    """The day on which the reader heard of a no from a person."""


class OwnCorrection(NamedTuple):
    """Where the vendor was wrong about the reader's problem."""

    session: int
    we_said: str
    they_say: str


class OwnIdea(NamedTuple):
    """An idea of the reader's outside the scope."""

    session: int | None
    idea: str
    passed_to: str | None
    acknowledged: date | None


class OwnChoice(NamedTuple):
    """A disagreement in which the reader has a part, told without the others'."""

    about: str
    position: str | None
    """The reader's own."""
    settled: bool
    """Whether it is decided for whom it is built."""
    for_reader: bool
    """Whether the reader's way was built; False for another team's, or while it is open."""
    told_as: str | None
    """The reason in customers' words, where one is written."""
    adaptation: str | None
    """How the reader works with what was built."""
    told: date | None


class OwnFlag(NamedTuple):
    """Something the reader raised at the preview."""

    issue: str
    critical: bool | None
    """None where nobody has said."""
    decision: str | None
    """`fix`, `delay`, `ship-with-workaround`."""
    decided: date | None
    workaround: str | None


class OwnGap(NamedTuple):
    """Something without which the reader's closing documents would be half; for their author, never for a page."""

    kind: str
    """Of everybody: `planned`, `release`, `nothing-held`, `unrecorded`, `summary`; of the reader's records:
    `undecided`, `reading`, `reason`, `shipped`, `call`; `choice`, `flag`, `unheard`."""
    subject: str
    """What it is about: `F03`, `Session 4`, `The debrief`."""
    fact: str
    """What is missing, as a sentence."""
    way_out: str
    """What to do about it, as a sentence."""


class OwnSession(NamedTuple):
    """A session to which the reader is invited; on a page for nobody in particular, one that is for everybody."""

    number: int
    purpose: str
    start: datetime | None
    """The reader's own start where each account has its own, in the program's zone."""
    own_time: bool
    """Whether each account has its own time; on a page for nobody in particular `start` is None then."""
    minutes: int
    minutes_assumed: bool
    joint: bool
    with_others: bool
    """Whether other accounts come to the same one."""
    over: bool
    """Whether it took place."""
    attended: bool
    """Whether the reader took part."""
    extra: bool
    """Whether it is held only for unresolved points (`because`)."""
    shows: str | None
    questions: tuple[str, ...]
    leads: tuple[str, ...]
    facilitates: tuple[str, ...]
    observes: tuple[str, ...]
    unresolved: tuple[str, ...]
    """Why the reader comes to an extra session."""
    changes: tuple[tuple[str, str], ...]
    """The reader's records that this session's revision answers, each with what changes."""


class SharedMemo(NamedTuple):
    """What was heard about a theme and what follows, as it may be told to everybody."""

    number: int
    """Its place in the file, from 1."""
    theme: str
    on: date | None
    by: tuple[str, ...]
    heard: str | None
    believe: str | None
    will_change: tuple[str, ...]
    change_said: bool
    """Whether the file says what changes, be it an honest `none`."""
    will_not_change: tuple[str, ...]
    stay_said: bool
    """Whether the file says what stays, be it an honest `none`."""
    would_change_our_mind: str | None


class Counts(NamedTuple):
    """How many points there were, of all accounts together."""

    records: int
    incorporated: int
    shipped: int
    """How many of the incorporated say what was built for them."""
    not_taken: int
    undecided: int


class Cut(NamedTuple):
    """A program as one account may see it, or as anybody in it may (`account` is None)."""

    account: str | None
    """The reader's id."""
    name: str | None
    """The reader's name."""
    people: tuple[OwnPerson, ...]
    """The reader's people."""
    left: date | None
    """The day on which the reader left the program, where it did: nobody is invited or briefed after it."""
    title: str
    language: str
    timezone: str
    state: str
    """`active`, `cancelled`, `closed`."""
    scale: str
    today: date
    """The day that counts as now, in the program's zone."""
    now: datetime
    feature: str
    problem: str
    question: str | None
    approach: str | None
    in_scope: tuple[str, ...]
    out_of_scope: tuple[str, ...]
    constraints: tuple[Fixed, ...]
    influence: tuple[str, ...]
    product: tuple[Host, ...]
    """At least one; without a name where nobody is named yet. So are the next two."""
    cs: tuple[Host, ...]
    """The reader's own CSM where it has one, after the one who facilitates."""
    engineering: tuple[Host, ...]
    """Empty where the team says that there is none."""
    others: tuple[Host, ...]
    """Colleagues of other functions, and CSMs of other accounts, who are in a session of the reader's."""
    invited_by: date | None
    """The day the invitation went out or is planned for."""
    brief: date | None
    """The day the brief went out."""
    sessions: tuple[OwnSession, ...]
    """Without those that did not take place; in the order of their numbers."""
    sessions_differ: bool
    """On a page for nobody in particular: whether some account's sessions are not those for everybody."""
    weeks: int | None
    minutes: int
    """Of the reader's sessions together, as planned; without the debrief."""
    minutes_given: int
    """Of the sessions that the reader attended."""
    attended: int
    """How many sessions the reader attended."""
    weeks_given: int | None
    """The weeks from the first to the last of these; None where one of them has no day."""
    records: tuple[OwnRecord, ...]
    """The reader's own, the gravest first; empty on a page for nobody in particular."""
    counts: Counts
    corrections: tuple[OwnCorrection, ...]
    ideas: tuple[OwnIdea, ...]
    choices: tuple[OwnChoice, ...]
    flags: tuple[OwnFlag, ...]
    memos: tuple[SharedMemo, ...]
    ga: date | None
    """None in a cancelled program."""
    released: bool
    """Whether the day of the release has come."""
    preview: date | None
    """As it was shared, else as it is planned; None in a cancelled program."""
    preview_shared: bool
    shown_preview: bool
    """Whether the preview goes to the reader."""
    debrief: datetime | None
    debrief_minutes: int
    debrief_steps: tuple[Stretch, ...]
    """Its running order, the same for everybody; it adds up to `debrief_minutes`."""
    debrief_over: bool
    debrief_attended: bool
    made_up: date | None
    """The day of the reader's own call in place of the debrief."""
    summary_due: datetime | None
    """48 elapsed hours after the debrief's end."""
    summary_sent: datetime | None
    gaps: tuple[OwnGap, ...]
    """What the debrief still lacks for the reader, or for everybody."""
    decisions_at: str | None
    """Where decisions can be seen, where that is written."""


class Cutting(NamedTuple):
    """A cut, and what had to be taken out of its texts."""

    cut: Cut
    replaced: tuple[str, ...]
    """What stood in a text and belongs to another account; for the program's author, never for a page."""
