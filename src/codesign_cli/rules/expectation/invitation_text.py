"""Rules on the words of the invitation: what it leaves out or contradicts, a wish list, the way of taking part."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.duties.gates import in_english
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.say import count, listed, quoted

if TYPE_CHECKING:
    from codesign_cli.model.opening import Invitation
    from codesign_cli.model.program import Program

_HELLO = "invitation:\n  text: |{mark}\n    Hello,\n"
_SCOPE = (
    "    we would like your help to make bulk ownership transfer work for the people who do hand-overs.\n"
)
_TIME = "    There are three sessions over five weeks, each between 60 and 75 minutes.\n"
_INPUT = "    Your input shapes the design of this one feature; it is not a say in the roadmap.\n"
_DECISION = (
    "    Product makes the final decision about what is built, and tells you what was taken in and why.\n"
)
_WHOLE = _HELLO.format(mark="") + _SCOPE + _TIME + _INPUT + _DECISION


def _without(*left: str, mark: str = " # <-") -> str:
    """The clean invitation without some of its sentences, marked as what lacks them."""
    parts = (_SCOPE, _TIME, _INPUT, _DECISION)
    return _HELLO.format(mark=mark) + "".join(part for part in parts if part not in left)


_SAYS = {
    "scope": "The invitation does not say which feature it is about.",
    "time": "The invitation does not say how many {times} it asks for.",
    "input": "The invitation does not say both that input goes into the design and that it is no say in the roadmap.",
    "decision": "The invitation does not say that Product makes the final decision.",
}
_HELP = {
    "scope": "Name {feature}, or what is in scope of it.",
    "time": "Say how many sessions over how many weeks, and how many minutes each takes.",
    "input": "Say that their input shapes the design of this feature and is no input on the roadmap.",
    "decision": "Say that {product} decides what is built.",
}
_CONFIRM = {
    "scope": "the feature's scope",
    "time": "the sessions, weeks and minutes",
    "input": "that input goes into the design and not the roadmap",
    "decision": "that Product decides",
}


@rule(
    "EXP402",
    "invitation-incomplete",
    "error",
    "A-067 A-068 A-069 A-070",
    clauses={
        "scope": "the text names neither the feature nor anything in its scope",
        "time": "the text leaves out the sessions, the weeks or the minutes",
        "input": "the text does not say that this is input on the design, or not that it is none on the roadmap",
        "decision": "the text does not say that Product makes the final decision",
        "unconfirmed": "the text is not in English, and `says` does not confirm that it states one of the four",
    },
    why="What the invitation leaves open, everybody fills in with a hope: the whole product, an hour, a place at the "
    "table where plans are made. It is taken back later, and then it hurts.",
    mend="Say four things: which feature, how many sessions over how many weeks and how long each, that input shapes "
    "the design and not the roadmap, and that Product decides.",
    bad=(
        Example(_without(_SCOPE), "scope"),
        Example(_without(_TIME), "time"),
        Example(
            _without(_TIME) + "    We meet three times, for an hour to an hour and a quarter.\n",
            "time",
            note="the weeks are missing",
        ),
        Example(
            _without(_INPUT) + "    Your input shapes the design of this one feature.\n",
            "input",
            note="half of it",
        ),
        Example(_without(_DECISION), "decision"),
        Example(
            "language: de\ninvitation:\n  says: [scope, time, input] # <-\n  text: Wir laden Sie herzlich ein.\n",
            "unconfirmed",
        ),
    ),
    good=(
        Example(
            _without(_TIME, mark="") + "    It takes 3 x 60-75 min within 5 weeks.\n",
            note="the same in figures",
        ),
        Example(
            _without(_SCOPE, mark="") + "    It is about choosing new owners for a leaver's tasks.\n",
            note="what is in scope names the feature too",
        ),
        Example(
            "language: de\ninvitation:\n  says: [scope, time, input, decision]\n  text: Wir laden Sie herzlich ein.\n",
            note="the author confirms what another language says",
        ),
        Example(
            "invitation:\n  sent: 2026-01-19",
            drop=("invitation.text",),
            note="without a text, the printed invitation went out",
        ),
    ),
)
def invitation_incomplete(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds what the text of the invitation does not say: the scope, the time, the input wanted, who decides."""
    from codesign_cli.rules.expectation.invited import CLAUSES, lacking, missing_times
    from codesign_cli.rules.expectation.naming import who

    invitation = program.invitation
    if not invitation or not invitation.text:
        return
    if not in_english(program):
        for clause in CLAUSES:
            if clause not in invitation.says:
                yield hit(
                    at(invitation, "says"),
                    f"The invitation is not in English, and nobody has confirmed that it states {_CONFIRM[clause]}.",
                    help=f"Check the text, and add {quoted(clause)} to `says`.",
                    clause="unconfirmed",
                )
        return
    words = {"feature": quoted(program.feature.name), "product": who(program, "product")}
    for clause in lacking(invitation.text, _own(program), _deciders(program)):
        if clause == "time":
            words["times"] = listed(missing_times(invitation.text), "or")
        yield hit(
            at(invitation, "text"),
            _SAYS[clause].format_map(words),
            help=_HELP[clause].format_map(words),
            clause=clause,
        )


def _deciders(program: Program) -> tuple[str, ...]:
    """The names of Product's people, the full ones first, then the parts of them that texts use."""
    from codesign_cli.duties.roles import PRODUCT, team_member

    person = team_member(program, PRODUCT)
    if person is None or not person.name:
        return ()
    return (person.name, *(part for part in person.name.split() if len(part) > 2))


def _own(program: Program) -> tuple[str, ...]:
    return (program.feature.name, *program.feature.in_scope)


def _without_its_name(text: str, program: Program) -> str:
    """The text with the feature's name blotted out, character for character: none of its words is a trigger."""
    name, folded = _small(program.feature.name.strip()), _small(text)
    if not name:
        return text
    start = folded.find(name)
    while start >= 0:
        end = start + len(name)
        ending = None
        if not (start and _in_word(folded[start - 1])):
            ending = next((mark for mark in ("s", "'s", "") if _ends(folded, end, mark)), None)
        if ending is not None:
            end += len(ending)
            text = f"{text[:start]}{'x' * (end - start)}{text[end:]}"
        start = folded.find(name, end if ending is not None else start + 1)
    return text


def _small(text: str) -> str:
    """A text in small letters, as many as before."""
    return text.replace("İ", "i").lower()


def _ends(text: str, end: int, mark: str) -> bool:
    """Whether a word ends after `mark`, which stands at `end`."""
    after = end + len(mark)
    return text.startswith(mark, end) and not (after < len(text) and _in_word(text[after]))


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _read(program: Program) -> tuple[Invitation, str] | None:
    """The invitation with its text, where there is one in English."""
    invitation = program.invitation
    return (invitation, invitation.text) if invitation and invitation.text and in_english(program) else None


@rule(
    "EXP403",
    "invitation-contradicts",
    "error",
    "A-068",
    clauses={
        "sessions": "the text names another number of sessions than the program has",
        "weeks": "the text names another number of weeks than the sessions span",
        "minutes": "the text names other minutes than the sessions take",
    },
    why="People clear their calendar by the invitation. A fourth session, or one that runs half an hour longer, is "
    "taken from somebody who was told otherwise.",
    mend="Bring the text and the sessions together: correct the one that is wrong, and tell whoever has the old text.",
    bad=(
        Example(
            _without(_TIME, mark="")
            + "    We meet for four sessions over five weeks, each 60 to 75 minutes. # <-",
            "sessions",
        ),
        Example(
            _without(_TIME, mark="") + "    There are three sessions of 60 to 75 minutes in two months. # <-",
            "weeks",
        ),
        Example(
            _without(_TIME, mark="") + "    We ask for an hour and a half, three times over five weeks. # <-",
            "minutes",
        ),
    ),
    good=(
        Example(
            _without(_TIME, mark="")
            + "    We meet three times in five weeks, for an hour to an hour and a quarter.\n"
            "    A debrief of 30 minutes comes last, and a preview two weeks before the release.\n",
            note="the debrief and the preview are none of the three numbers",
        ),
        Example(
            _without(_TIME, mark="")
            + "    It will not be six sessions: three of 60 to 75 minutes, over five weeks.\n",
            note="a negation",
        ),
        Example(
            _WHOLE
            + "sessions:\n  - number: 4\n    at: 2026-03-18T16:00\n    minutes: 60\n    shows: The drawer, version 3\n"
            "    questions: [Walk us through a hand-over between two legal entities.]\n"
            "    because: [{account: northwind, unresolved: Transfers across two legal entities}]\n"
            "timeline:\n  end: 2026-03-18\n",
            note="a session added for a reason may be left out",
        ),
    ),
)
def invitation_contradicts(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds numbers of sessions, weeks or minutes in the invitation that differ from the program's."""
    from codesign_cli.rules.expectation.planned import contradictions, plan

    read = _read(program)
    if read is None:
        return
    invitation, text = read
    planned = plan(program)
    said: set[str] = set()
    for amount in contradictions(text, planned):
        if amount.kind not in said:
            said.add(amount.kind)
            yield hit(
                at(invitation, "text", characters=(amount.start, amount.end)),
                f"The invitation says {quoted(text[amount.start : amount.end])}, and {planned.said(amount.kind)}.",
                help="Correct the one that is wrong, and tell the accounts what holds.",
                clause=amount.kind,
                related=(at(program, "sessions", note="the sessions stand here"),),
            )


@rule(
    "EXP404",
    "wishlist-framing",
    "error",
    "A-065 A-066",
    phrases=True,
    clauses={
        "wish-list": "the text asks for a wish list, or for wishes at large",
        "improve": "the text asks to improve the product",
    },
    why="Whoever is asked for wishes brings them, for the whole product. The one feature is lost among them, and so is "
    "the hope of everybody whose wish is not built.",
    mend="Ask for one thing: how this feature fits the way they work. Give everything else a place of its own.",
    bad=(
        Example(_WHOLE + "    Please send us your wish list. # <-", "wish-list"),
        Example(_WHOLE + "    Tell us which features you miss in our product. # <-", "wish-list"),
        Example(_WHOLE + "    Help us improve our platform. # <-", "improve"),
    ),
    good=(
        Example(
            _WHOLE + "    This is not a wish list, and nobody asks you how to improve the product.\n",
            note="negations",
        ),
        Example(
            _WHOLE + "    If you wish to take part, send us a list of two dates that suit you.\n",
            note="other wishes and lists",
        ),
        Example(
            _WHOLE + "    We want to improve how a leaver's tasks are selected.\n",
            note="improving the feature",
        ),
    ),
)
def wishlist_framing(program: Program, now: datetime, phrases: tuple[str, ...] = ()) -> Iterator[Hit]:
    """Finds an invitation that asks for a wish list or to improve the product."""
    from codesign_cli.rules.phrases import signs_of

    read = _read(program)
    if read is None:
        return
    invitation, text = read
    told: set[str] = set()
    for found in signs_of("EXP404", phrases).all_found(_without_its_name(text, program), _own(program)):
        clause = "improve" if found.reason == "asks to improve the product" else "wish-list"
        if clause not in told:
            told.add(clause)
            what = "to improve the product" if clause == "improve" else "for wishes"
            yield hit(
                at(invitation, "text", characters=(found.start, found.end)),
                f"The invitation asks {what}: {quoted(text[found.start : found.end])}.",
                help=f"Ask how {quoted(program.feature.name)} fits the way they work.",
                clause=clause,
            )


_WAYS = {
    "design-input": "input on a design",
    "ideas": "handing in ideas",
    "votes": "voting",
    "comments": "commenting on plans",
    "interview": "an interview",
    "prototype-review": "reviewing a prototype",
    "advisory": "an advisory board",
    "workshop": "a workshop",
    "beta": "testing an early release",
}
"""A way of taking part as it is said in a message."""


@rule(
    "EXP457",
    "mode-unclear",
    "error",
    "B-009",
    clauses={
        "none": "the text states no way of taking part",
        "two": "the text states two ways of taking part",
        "other": "`mode` names another way than the text",
    },
    why="Somebody who thinks they sit on a board and somebody who thinks they test a release expect different things "
    "from the same hour. The way of taking part has to be one, and said.",
    mend="Say in one sentence what people do: give input on a design, test a release, vote, talk in an interview.",
    bad=(
        Example(
            _HELLO.format(mark=" # <-")
            + _SCOPE
            + _TIME
            + "    The roadmap is not touched by it.\n"
            + _DECISION,
            "none",
        ),
        Example(_WHOLE + "    You also become a member of our customer advisory board. # <-", "two"),
        Example("invitation:\n  mode: workshop # <-", "other"),
    ),
    good=(
        Example("invitation:\n  mode: design-input", note="the same way twice is one"),
        Example(
            "invitation:\n  mode: interview",
            drop=("invitation.text",),
            note="`mode` alone does where there is no text",
        ),
        Example(_WHOLE + "    You will not sit on an advisory board.\n", note="a negation"),
        Example(
            _WHOLE + "    You review our drafts and a prototype with us.\n",
            note="prototypes are how a design is discussed",
        ),
    ),
)
def mode_unclear(program: Program, now: datetime) -> Iterator[Hit]:
    """Finds an invitation that states no way of taking part, or two."""
    from codesign_cli.rules.expectation.invited import modes

    read = _read(program)
    if read is None:
        return
    invitation, text = read
    found = modes(_without_its_name(text, program), _own(program))
    if not found:
        yield hit(
            at(invitation, "text"),
            "The invitation does not say in which way the accounts take part.",
            help="Say that they give input on the design, in sessions with drafts of it.",
            clause="none",
        )
        return
    (first, where), *more = found.items()
    if more:
        start, end = more[0][1]
        yield hit(
            at(invitation, "text", characters=(start, end)),
            f"The invitation states {count(len(found), 'way', 'ways')} of taking part: "
            f"{listed([_WAYS[way] for way in found])}.",
            help="Keep one, and offer the other in an invitation of its own.",
            clause="two",
            related=(at(invitation, "text", characters=where, note=f"{_WAYS[first]} stands here"),),
        )
    elif invitation.mode and not _alike(first, invitation.mode):
        yield hit(
            at(invitation, "mode"),
            f"`mode` says {_WAYS[invitation.mode]}, and the text of the invitation offers {_WAYS[first]}.",
            help="Correct the one that is wrong.",
            clause="other",
            related=(at(invitation, "text", characters=where, note=f"{_WAYS[first]} stands here"),),
        )


def _alike(one: str, other: str) -> bool:
    """Whether two ways are one in a co-design, where a design is discussed over drafts and prototypes."""
    return one == other or {one, other} == {"design-input", "prototype-review"}
