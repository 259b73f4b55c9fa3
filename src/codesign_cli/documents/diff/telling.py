"""How one change is told: a plain sentence with the account, session or record by its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from codesign_cli.documents.words import account_name, people, say_moment
from codesign_cli.model import derive
from codesign_cli.say import listed, quoted
from codesign_cli.when import say_day

if TYPE_CHECKING:
    from codesign_cli.documents.diff.compare import Difference
    from codesign_cli.finding import Path
    from codesign_cli.model.program import Program

LONGEST = 80
"""Characters of a text that a sentence shows."""
_BEFORE = 3
"""Words that are shown before the first one that differs."""

_GROUPS = {
    "Scope and design": "feature strategy primary_icp",
    "Team": "team",
    "Dates and sessions": "timeline timezone sessions",
    "Accounts": "accounts candidates notes",
    "Invitation and brief": "invitation brief feedback_format language",
    "Records and decisions": "feedback parked memos",
    "Disagreements": "disagreements",
    "Closing": "preview debrief recognition retrospective outcomes share_back metrics",
    "House rules": "guardrails internal waivers carried_over",
}
_GROUP_OF = {key: group for group, keys in _GROUPS.items() for key in keys.split()}

_SINGLE = {
    "parked": "parked idea",
    "memos": "memo",
    "waivers": "waiver",
    "candidates": "candidate",
    "accounts": "account",
    "feedback": "record",
    "disagreements": "disagreement",
    "participants": "participant",
    "engineering": "engineer",
    "others": "colleague",
    "corrections": "correction",
    "because": "reason for the session",
    "health_history": "health check",
    "flags": "flag",
    "relational": "note",
    "trained": "training",
    "not_now": "entry under not now",
    "sessions": "session",
}
"""What one item of a list is called."""
_LABELS = {
    "pm_read": "Product's reading",
    "final": "decision",
    "ga": "release",
    "icp": "customer profile",
    "at": "time",
    "said": "what was said",
    "on": "day",
}
"""Keys that are no words."""
_DATED = {
    "timeline.start": "The first session day",
    "timeline.end": "The last session day",
    "timeline.ga": "The release",
    "debrief.at": "The debrief",
    "preview.planned": "The planned preview",
    "invitation.planned": "The planned invitation",
    "retrospective.at": "The retrospective",
    "feature.design_locked": "The day on which the design is locked",
}
"""Days that are known by a name of their own."""
_DONE = {
    "invitation.sent": "The invitation was sent on {}.",
    "brief.sent": "The brief was sent on {}.",
    "preview.shared": "The preview was shared on {}.",
    "debrief.summary_sent": "The summary was sent on {}.",
    "recognition.sent": "The thanks were sent on {}.",
    "share_back.sent": "What was learned was shared back on {}.",
    "feedback_format.agreed": "The form of records was agreed on {}.",
}
"""What happened, once its day is written."""
_WITH = {
    ("feedback", "told", "on"): ("by", "how"),
    ("feedback", "final"): ("decided", "decided_by"),
    ("brief", "sent"): ("by",),
    ("preview", "shared"): ("by",),
    ("feedback_format", "agreed"): ("by",),
}
"""What happened once, by the keys that lead to it, and the keys beside it that its sentence tells, too."""
_NAMING = ("name", "team", "account")
"""Which key tells an item of a list apart, where one of its values is told; the first that it has."""


def group_of(path: Path) -> str:
    """The group in which a change is told."""
    return _GROUP_OF.get(str(path[0]), "The program") if path else "The program"


def value(it: Any) -> str:
    """A value as text; empty for nothing."""
    if it is None or it == () or it == {}:
        return ""
    if isinstance(it, bool):
        return "yes" if it else "no"
    if isinstance(it, datetime):
        return say_moment(it)
    if isinstance(it, date):
        return say_day(it)
    if isinstance(it, tuple):
        return ", ".join(value(item) for item in it)
    if isinstance(it, dict):
        return ", ".join(f"{key}: {value(item)}" for key, item in it.items())
    if hasattr(it, "__pydantic_fields_set__"):
        return _part(it)
    return str(it)


def _part(it: Any) -> str:
    """An item of a list by what names it best."""
    for key in (
        "name",
        "idea",
        "friction",
        "about",
        "theme",
        "rule",
        "issue",
        "what",
        "we_said",
        "note",
        "unresolved",
    ):
        if getattr(it, key, None):
            return str(getattr(it, key))
    return ", ".join(f"{key} {value(item)}" for key, item in vars(it).items() if value(item))


def told_once(found: Sequence[Difference]) -> list[Difference]:
    """The differences without those that the sentence of another one tells: who did what has happened now, and how."""
    told: list[Path] = []
    for difference in found:
        beside = _WITH.get(_keys(difference.new), ())
        if difference.kind == "changed" and difference.became and not difference.was:
            told += [(*difference.new[:-1], key) for key in beside]
    return [one for one in found if one.was or not any(one.new[: len(path)] == path for path in told)]


def _keys(path: Path) -> tuple[str, ...]:
    """The keys of a path without the numbers between them."""
    return tuple(key for key in path if isinstance(key, str))


def _by(program: Program, who: str | tuple[str, ...] | None) -> str:
    """` by Priya Nair and Tom Okafor`; empty for nobody."""
    keys = (who,) if isinstance(who, str) else who or ()
    names = dict.fromkeys(name for key in keys for name in people(program, key))
    return f" by {listed(list(names))}" if names else ""


def sentence(difference: Difference, old: Program, new: Program) -> str:
    """One change as a sentence that begins with what changed."""
    gone = difference.kind == "went"
    path, program = (difference.old, old) if gone else (difference.new, new)
    for tell in (_item, _named_day, _account, _session, _record):
        said = tell(difference, path, program)
        if said:
            return said
    return _plainly(difference, path, program)


def _item(difference: Difference, path: Path, program: Program) -> str:
    """An item of one of the program's own lists that came or went."""
    if difference.kind == "changed" or len(path) != 2:
        return ""
    it = difference.became if difference.kind == "came" else difference.was
    came = difference.kind == "came"
    if path[0] == "accounts":
        return f"{it.name} {'came into the cohort' if came else 'is no longer among the accounts'}."
    if path[0] == "feedback":
        who = account_name(program, it.account)
        said = f"{it.id} of {who} ({it.severity}, session {it.session})"
        return f"{said} {'is new' if came else 'is no longer there'}: {quoted(it.friction, LONGEST)}."
    if path[0] == "sessions":
        number = derive.session_number(program, int(path[1]))
        day = derive.session_day(program, it)
        return f"Session {number}{f' on {say_day(day)}' if day else ''} {'was added' if came else 'was taken out'}."
    what = _SINGLE.get(str(path[0]), "entry")
    return f"The {what} {quoted(value(it), LONGEST)} {'is new' if came else 'was taken out'}."


def _named_day(difference: Difference, path: Path, program: Program) -> str:
    """A day of the program that was set, moved or taken out."""
    key, was, became = ".".join(map(str, path)), difference.was, difference.became
    if key in _DONE and became and not was:
        who = getattr(getattr(program, str(path[0])), "by", None)
        return _DONE[key].format(value(became) + _by(program, who))
    if key not in _DATED:
        return ""
    if was and became:
        return f"{_DATED[key]} moved from {value(was)} to {value(became)}."
    return (
        f"{_DATED[key]} is {value(became)}."
        if became
        else f"{_DATED[key]} has no day any more; it was {value(was)}."
    )


def _account(difference: Difference, path: Path, program: Program) -> str:
    """What has a sentence of its own at an account."""
    if path[0] != "accounts" or len(path) != 3:
        return ""
    name, was, became = program.accounts[int(path[1])].name, difference.was, difference.became
    if path[2] == "name":
        return f"{was} is called {became} now."
    if path[2] == "left" and became:
        return f"{name} left on {value(became)}."
    if path[2] == "health" and was and became:
        return f"The health of {name} was {was} and is {became} now."
    return ""


def _session(difference: Difference, path: Path, program: Program) -> str:
    """What has a sentence of its own at a session."""
    if path[0] != "sessions" or len(path) != 3:
        return ""
    number, was, became = derive.session_number(program, int(path[1])), difference.was, difference.became
    if path[2] == "held" and became is not None:
        return f"Session {number} {'was held' if became else 'did not take place'}."
    if path[2] == "at" and isinstance(became, datetime):
        return (
            f"Session {number} moved from {value(was)} to {value(became)}."
            if was
            else (f"Session {number} is on {value(became)}.")
        )
    return ""


def _record(difference: Difference, path: Path, program: Program) -> str:
    """What has a sentence of its own at a record."""
    if path[0] != "feedback" or len(path) < 3:
        return ""
    record, was, became = program.feedback[int(path[1])], difference.was, difference.became
    name = f"{record.id} of {account_name(program, record.account)}"
    if path[2:] == ("final",) and became:
        day = f" on {value(record.decided)}" if record.decided else ""
        decided = f"{name} was decided{day}{_by(program, record.decided_by)}: {became}."
        return f"{name} was {was} and is {became} now." if was else decided
    if path[2:] == ("pm_read",) and became:
        return f"Product read {name} as {became}{f', after {was}' if was else ''}."
    if path[2:] == ("told", "on") and became and not was and record.told:
        how = f" ({record.told.how})" if record.told.how else ""
        told = f"{account_name(program, record.account)} was told about {record.id} on {value(became)}"
        return f"{told}{_by(program, record.told.by)}{how}."
    return ""


def _plainly(difference: Difference, path: Path, program: Program) -> str:
    """Any other change: where, which key, what it was and what it is."""
    where, keys = _where(path, program)
    label = _label(keys, path[: len(path) - len(keys)], program)
    subject = f"{where}, {label}" if where and keys else where or label
    subject = subject[:1].upper() + subject[1:]
    was, became = _shown(difference.was), _shown(difference.became)
    if isinstance(difference.was, str) and isinstance(difference.became, str):
        was, became = _apart(difference.was, difference.became)
    item = bool(keys) and isinstance(keys[-1], int)
    if was and became:
        return f"{subject}: was {was}, is {became} now."
    if became:
        return f"{subject}: {became} {'was added' if item else 'is written now'}."
    return f"{subject}: {was} was taken out." if was else f"{subject}: written otherwise."


def _label(keys: Path, above: Path, program: Program) -> str:
    """Keys that follow those `above` as words: `correction of Halden Works, they say`.

    A list whose item is meant goes by what one of them is called, and says whose it is.
    """
    found: list[str] = []
    for place, key in enumerate(keys):
        if isinstance(key, str):
            inner = place + 2 < len(keys) and isinstance(keys[place + 1], int)
            word = (_SINGLE.get(key, key) if inner else _LABELS.get(key, key)).replace("_", " ")
            found.append(word + _whose(program, (*above, *keys[: place + 2])) if inner else word)
    return ", ".join(found)


def _whose(program: Program, path: Path) -> str:
    """` of Halden Works`, ` of sales`: what tells an item of a list from the others; empty where nothing does."""
    it: Any = program
    for key in path:
        it = it[key] if isinstance(key, int) or isinstance(it, dict) else getattr(it, key, None)
    known = next((name for name in _NAMING if getattr(it, name, None)), None)
    if known is None:
        return ""
    return f" of {account_name(program, it.account) if known == 'account' else getattr(it, known)}"


def _apart(was: str, became: str) -> tuple[str, str]:
    """Two texts between backticks, from shortly before they differ where they are long."""
    one, other = was.split(), became.split()
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    if max(len(was), len(became)) <= LONGEST or same <= _BEFORE:
        return quoted(was, LONGEST), quoted(became, LONGEST)
    cut = same - _BEFORE
    first, second = (" ".join(words[cut:]) for words in (one, other))
    return quoted(f"… {first}", LONGEST), quoted(f"… {second}", LONGEST)


def _shown(it: Any) -> str:
    """A value in a sentence: texts between backticks, what is no text as it is said."""
    said = value(it)
    return quoted(said, LONGEST) if said and not isinstance(it, bool | int | float | date) else said


def _where(path: Path, program: Program) -> tuple[str, Path]:
    """The thing that a change is about, by its name, and the keys that are left below it."""
    head: Callable[[int], str] | None = {
        "accounts": lambda index: program.accounts[index].name,
        "candidates": lambda index: program.candidates[index].name,
        "feedback": lambda index: (
            f"{program.feedback[index].id} of {account_name(program, program.feedback[index].account)}"
        ),
        "sessions": lambda index: f"Session {derive.session_number(program, index)}",
        "disagreements": lambda index: quoted(program.disagreements[index].about or "a disagreement"),
        "parked": lambda index: f"The parked idea {quoted(program.parked[index].idea or '')}",
        "memos": lambda index: f"The memo {quoted(program.memos[index].theme or '')}",
        "waivers": lambda index: f"The waiver of {program.waivers[index].rule}",
    }.get(str(path[0]))
    if head is not None and len(path) > 1 and isinstance(path[1], int):
        return head(path[1]), path[2:]
    return "", path
