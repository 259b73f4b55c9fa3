"""The page of the documents, `docs/documents.md`: what each is for, when it is refused, and what a team may reword."""

from __future__ import annotations

import ast
import inspect
import re
import sys
from datetime import date, datetime
from types import UnionType
from typing import Any, NamedTuple, get_args, get_type_hints

import typer

from codesign_cli.cli.app import application
from codesign_cli.documents.phrasing import placeholders
from codesign_cli.documents.registry import NAMES, Variant, variants


class About(NamedTuple):
    """What the code cannot tell of a document."""

    purpose: str
    refused: str
    """When the command exits 1, as what follows “Refused while”; empty where it never does."""


ABOUT = {
    "invite": About(
        "Asks an account to take part: one feature, the time it costs, who decides, what they hear back.",
        "nothing stands under `feature.in_scope`, the reader has no session, a session has no length, or nobody can "
        "say over how many weeks it runs; when the program is cancelled; for an account that leaves.",
    ),
    "brief": About(
        "Prepares an account for session 1: the problem, the approach, what is fixed, where it has a say, the plan.",
        "`feature.approach`, one of the three kinds of `feature.constraints` or `feature.influence` says nothing, or "
        "no session is planned; on the page for everybody when accounts are asked to different sessions; when the "
        "program is cancelled; for an account that leaves.",
    ),
    "agenda": About(
        "The page to run one session with. The team's has script, cards and sheets; the customer's has the same "
        "minutes, and what came of the points that are shown again.",
        "(on the customer's page) the session has no length, or the program is cancelled; for an account that is not "
        "asked to this session. The team's page is always made.",
    ),
    "calls": About(
        "Who has to hear a no from a person before the preview shows it, by when, and in which words.",
        "a point cannot be said: its reason is missing, would fit any request, or promises something, or the record "
        "does not say what came up.",
    ),
    "debrief": About(
        "Closes the loop: what went in, what did not and why, to the minute. The customer's page holds the reader's "
        "own points only.",
        "the loop cannot be closed: no date, a session that was not held or left no record, a point without a "
        "decision or a reason, a no that nobody called about. `--draft` prints it all the same.",
    ),
    "summary": About(
        "The debrief in writing, owed within 48 hours; after a preview that follows it, with an addition.",
        "the debrief has not been held, or something of the reader's is not decided, has no reason, or was not told.",
    ),
    "preview": About(
        "What to look at before the release, and until when to flag what is critical.",
        "the release or the preview has no date, the preview does not lie 14 to 7 days before the release, or "
        "nothing stands under `feature.in_scope`; once the release is out; when the program is cancelled; for an "
        "account that does not get the preview.",
    ),
    "thanks": About(
        "What an account gave, counted, and what came of it; nothing about what comes later. Once it went out, its "
        "words stand under `recognition.text`, for the rules to read.",
        "the debrief has not been held, points are not decided, or no session says that the reader took part.",
    ),
    "memo": About(
        "What was heard about a theme, what the team makes of it, what changes, what stays, and what would turn it.",
        "the file has no memo, or one of its parts is not written. `--draft` prints it all the same.",
    ),
    "handoff": About(
        "For the people after the release: who is ready, what still hurts, how accounts get by, what to measure.",
        "the release is ahead or has no date, nothing says who is ready, or a point or a critical flag is not "
        "decided; when the program is cancelled. `--draft` prints it all the same.",
    ),
    "retro": About(
        "An hour to look back: four questions, filled with what the file knows.",
        "",
    ),
}
"""In the order in which a program needs them."""

SHARED = ("as_of", "format", "output", "step_summary", "color", "stdin_filename", "path", "help")
"""Parameters that every document has."""
KINDS = {str: "text", int: "number", date: "day", datetime: "day and time", tuple[str, ...]: "list"}

COMMON = {
    "account": "The reader's id; None on a page for nobody in particular.",
    "accounts": "What the accounts are called.",
    "approach": "Why it is built this way.",
    "at": "When it is.",
    "audience": "`internal` or `customer`.",
    "caller": "Who calls: the account's own CSM, else CS.",
    "cs": "Who runs the sessions: the names of CS.",
    "debrief": "When the closing call is.",
    "debrief_minutes": "How long the closing call takes.",
    "engineering": "The names of Engineering.",
    "facilitator": "Who leads through the session.",
    "feature": "What the feature is called.",
    "format": "`joint` or `single`.",
    "ga": "The day of the release.",
    "in_scope": "What is in the feature.",
    "influence": "What customers can shape.",
    "language": "The program's language.",
    "left_out": "How many points were deferred or declined.",
    "minutes": "How long it takes.",
    "name": "What the reader is called.",
    "observers": "Who listens.",
    "out_of_scope": "What is not.",
    "presenter": "Who shows what there is to see.",
    "preview": "The day of the preview.",
    "problem": "The problem that it solves.",
    "product": "The names of Product.",
    "program": "What the program is called.",
    "purpose": "What the session is for: `edge-cases`.",
    "question": "The question that the program answers.",
    "questions": "What is asked.",
    "record": "The record's id.",
    "record_format_agreed": "The day on which the form of records was agreed.",
    "release": "The day of the release.",
    "scale": "`standard` or `minimum`.",
    "sent": "When it was sent.",
    "session": "The number of the session.",
    "session_day": "The day of that session.",
    "sessions_held": "How many sessions were held.",
    "shows": "What is shown.",
    "state": "`active`, `cancelled` or `closed`.",
    "step": "The step of the work that it is about.",
    "summary_due": "By when the summary is due: 48 hours after the closing call.",
    "summary_sent": "When the summary was sent.",
    "taken_in": "How many points went in.",
    "timezone": "The zone that times are in.",
    "today": "The day that counts as today.",
}
"""What a fact says that explains itself in the code."""

HEAD = """# Documents

Eleven commands make a page of a program. All of them take `--format terminal`, `markdown`, `html` or `json` (several at
once, each with its `--output`), `--as-of`, `--color` and `--step-summary`; [the commands](commands.md) tell every
option.

- **For whom.** `--audience internal` is for the team, `--audience customer` can be sent. With `--account ID` a page is
  for one account: it greets its people and holds nothing of any other. With `--all-accounts` there is a file for each;
  where a page is not ready, its file says what is missing, standard error names the account, and the exit status is 1.
  With neither, a customer's page is for nobody in particular and holds nothing of any account. A text in which another
  account or its people are named is passed on without the name, and standard error says so.
- **When it is refused.** A page that would be sent half is not made. In its place stands what is missing, and the exit
  status is 1.

## A team's own words

Each sentence below can be worded another way, in `codesign.toml` beside the programs or above them, or under
`[tool.codesign]` in `pyproject.toml`:

```toml
[phrases.invite]
answer = "Would this suit you? A short answer to {cs} is enough, and so is a no."
no_promise = "You hear all of this, however it turns out."

[phrases.calls]
opening = "{caller} here, about {feature} and one thing you told us in session {session}."
```

The table's name is the document's, the key is the sentence's. Between braces stands the name of a fact; `{{` and `}}`
are braces that are meant. A fact is put in as text: nothing in it is read as a placeholder. A fact that the file does
not know is left out, so a sentence for that case has a key of its own where it needs one.

- **A document, a key or a fact that there is not** ends every command that reads the configuration with exit status 2,
  its line and the nearest name: ``codesign.toml:2: invite has no phrase `opning`. Did you mean `opening`?`` So do
  braces that do not close.
- **A sentence that breaks a wording rule** stops its document, exit status 1, with the line, the rule and the way out.
  It is read as it stands on the page, with the facts in it. The invitation and the thanks are read as a whole, too: own
  words that leave out what a letter has to say stop it as well.
- **A key that both audiences have** counts for both.
- Structure is not words: what is listed, counted and dated, and in which order, is the same for every team.

`codesign validate --show-config` shows which sentences count for a file.
"""


def page() -> str:
    """The page as Markdown."""
    if set(ABOUT) != set(NAMES):
        sys.exit(f"documents_page.py: ABOUT and the documents differ: {sorted(set(ABOUT) ^ set(NAMES))}")
    return "\n".join([HEAD, *(_document(name) for name in ABOUT)])


def _document(name: str) -> str:
    about = ABOUT[name]
    groups = variants(name)
    audiences = " and ".join(dict.fromkeys(f"`{each.audience}`" for each in groups))
    refused = f"Refused while {about.refused}" if about.refused else "Never refused."
    parts = [
        f"## `codesign {name}`\n",
        f"{about.purpose}\n",
        f"- **For:** {audiences}",
        f"- **Options of its own:** {_options(name)}",
        f"- **{refused.partition(' ')[0]}** {refused.partition(' ')[2]}\n",
    ]
    titles = _titles(groups)
    for title, group in zip(titles, groups, strict=True):
        parts.append(f"### {title}\n\n{_phrases(group)}\n\n{_facts(group)}\n")
    return "\n".join(parts)


def _titles(groups: tuple[Variant, ...]) -> list[str]:
    """What each group of sentences is called: by its reader, or by the part of the page that it tells of."""
    words = {"internal": "Sentences for the team", "customer": "Sentences for customers"}
    found: list[str] = []
    for group in groups:
        title = words[group.audience]
        found.append("Sentences of each call" if title in found else title)
    return found


def _options(name: str) -> str:
    group: Any = typer.main.get_command(application())
    shown = []
    for parameter in group.commands[name].params:
        if parameter.name not in SHARED:
            value = "" if parameter.is_flag else f" {parameter.metavar}"
            shown.append(f"`{max(parameter.opts, key=len)}{value}`")
    return ", ".join(shown)


def _phrases(group: Variant) -> str:
    rows = [f"| `{key}` | {_cell(text)} |" for key, text in group.phrases.items()]
    return "\n".join(["| key | sentence |", "|---|---|", *rows])


def _facts(group: Variant) -> str:
    """The facts that a sentence may name, each with what it is."""
    told = COMMON | _docstrings(group.facts)
    hints = get_type_hints(group.facts)
    rows = [
        f"| `{{{name}}}` | {_kind(hints[name])} | {_cell(_plain(told.get(name, '')))} |"
        for name in placeholders(group.facts)
    ]
    return "\n".join(["| fact | is a | that says |", "|---|---|---|", *rows])


def _kind(hint: Any) -> str:
    if isinstance(hint, UnionType):
        return next(KINDS[each] for each in get_args(hint) if each is not type(None))
    return KINDS[hint]


def _docstrings(kind: type) -> dict[str, str]:
    """What stands under each field of a named tuple, by the field."""
    (whole,) = ast.parse(inspect.getsource(kind)).body
    assert isinstance(whole, ast.ClassDef)
    found, name = {}, ""
    for node in whole.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            name = node.target.id
        elif name and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found[name] = inspect.cleandoc(str(node.value.value))
            name = ""
    return found


def _cell(text: str) -> str:
    """A text as it stands in a cell of a Markdown table."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")


def _plain(text: str) -> str:
    """What a docstring says of a fact, without sources and with a word for `None`."""
    flat = re.sub(r" \([A-Z]-\d+\)", "", " ".join(text.split()))
    return re.sub(r"(^|; )None ", lambda found: f"{found[1]}{'nothing' if found[1] else 'Nothing'} ", flat)
