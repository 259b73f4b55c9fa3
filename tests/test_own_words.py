"""Every sentence that a team may reword: its own stands on a page, and stops the page where it breaks a rule."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from ruamel.yaml import YAML

from codesign_cli.config import OwnPhrase, Settings
from codesign_cli.documents import own
from codesign_cli.documents.registry import NAMES, variants
from tests.command import run

EXAMPLE = Path(__file__).parent.parent / "examples" / "freight-claims.yaml"
FINISHED: dict[str, Any] = json.loads(
    json.dumps(YAML(typ="safe").load(EXAMPLE.read_text("utf-8")), default=str)
)
RECORDS = FINISHED["feedback"]
ALL_OF_ONE = [record | {"account": "brightline"} for record in RECORDS]
UNTOLD = [{key: value for key, value in record.items() if key != "told"} for record in RECORDS]
SPOKEN = [record | {"words": "It is gone"} for record in UNTOLD]
MAILED = [record | {"told": {"on": "2025-11-01", "by": "cs", "how": "mail"}} for record in RECORDS]
TURNED_DOWN = [
    {key: value for key, value in record.items() if key != "shipped"} | {"final": "declined"}
    for record in RECORDS
]
MEMOS = [
    FINISHED["memos"][0] | {"records": ["F01"], "will_change": "none", "will_not_change": "none"} | each
    for each in ({"evidence": "strong"}, {"evidence": "anecdote"})
]
LATE_PREVIEW = {
    "preview": {"planned": "2025-11-12", "to": "all", "flags": FINISHED["preview"]["flags"]},
    "timeline": FINISHED["timeline"] | {"ga": "2025-11-24"},
    "debrief": {
        key: value for key, value in FINISHED["debrief"].items() if key not in ("made_up", "summary_sent")
    },
}
NO_DAYS = {"sessions": [{**each, "at": None} for each in FINISHED["sessions"]], "feedback": UNTOLD}
FIRST = FINISHED["sessions"][0]
ONE_SESSION = {
    "sessions": [FIRST],
    "feedback": [each for each in RECORDS if each["session"] == 1] or None,
    "recognition": None,
    "state": "cancelled",
} | dict.fromkeys(("disagreements", "parked", "memos", "preview", "notes"))
OWN_HOURS = {"sessions": [{**each, "format": "single"} for each in FINISHED["sessions"]]}
NOT_ASKED = {"sessions": [{**each, "questions": None} for each in FINISHED["sessions"]]}
LAST_CHECK = {"sessions": [*FINISHED["sessions"][:3], FINISHED["sessions"][3] | {"purpose": "last-check"}]}
NOT_ASKED_LAST = {"sessions": [{**each, "questions": None} for each in LAST_CHECK["sessions"]]}
OPEN_FLAG = {
    "preview": FINISHED["preview"] | {"flags": [FINISHED["preview"]["flags"][0] | {"decision": None}]}
}
UNDATED = {"debrief": FINISHED["debrief"] | {"at": None}}
NOBODY = dict.fromkeys(("accounts", "sessions", "feedback", "disagreements", "parked", "memos", "preview"))
NOBODY |= {"debrief": None, "notes": None, "carried_over": None, "candidates": None, "waivers": None}
NONE_READY = NOBODY | {"accounts": [{"id": "aa", "name": "Aa"}], "outcomes": {"ready": "none"}}

SCENES: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "agenda": [
        ("2025-08-20", {}),
        ("2025-08-20", LAST_CHECK),
        ("2025-08-20", OWN_HOURS),
        ("2025-08-20", NOT_ASKED),
        ("2025-08-20", NOT_ASKED_LAST),
    ],
    "brief": [("2025-08-20", {})],
    "calls": [
        ("2025-08-20", {"feedback": SPOKEN}),
        ("2025-08-20", {"state": "cancelled"}),
        ("2025-08-20", {"feedback": UNTOLD, "preview": None}),
        ("2025-08-20", NO_DAYS),
        ("2025-11-04", {"feedback": UNTOLD, "preview": None}),
        ("2025-11-04", {"feedback": MAILED}),
        ("2025-11-06", {"feedback": UNTOLD}),
        ("2025-11-20", {"feedback": UNTOLD}),
    ],
    "debrief": [
        ("2025-11-20", {}),
        ("2025-11-20", {"feedback": ALL_OF_ONE, "disagreements": None}),
        ("2025-08-20", LATE_PREVIEW),
        ("2025-08-20", {"state": "cancelled"}),
        ("2025-08-20", UNDATED),
        ("2025-11-11", OPEN_FLAG),
        ("2025-11-11", {}),
    ],
    "handoff": [
        ("2026-01-20", {}),
        ("2026-06-01", NOBODY | {"outcomes": {"ready": "none"}}),
        ("2026-06-01", NONE_READY),
    ],
    "invite": [("2025-08-20", {})],
    "memo": [("2025-11-20", {}), ("2025-11-20", {"memos": MEMOS}), ("2025-11-20", {"state": "cancelled"})],
    "preview": [("2025-11-05", {}), ("2025-11-14", {})],
    "retro": [("2025-12-01", {"carried_over": ["Shorter sessions"]})],
    "summary": [
        ("2025-11-20", {}),
        ("2025-11-20", {"feedback": ALL_OF_ONE, "disagreements": None}),
        ("2025-11-10T12:00", LATE_PREVIEW),
        ("2025-11-13", LATE_PREVIEW),
        ("2025-11-10T12:00", {"state": "cancelled"}),
        ("2025-11-10T12:00", {"feedback": UNTOLD, "preview": None}),
        ("2025-11-11", {}),
        ("2025-11-20", OPEN_FLAG),
    ],
    "thanks": [
        ("2025-11-20", {"recognition": None}),
        ("2025-11-10T12:00", {"recognition": None}),
        ("2025-11-20", {"recognition": None, "feedback": TURNED_DOWN}),
        ("2025-11-20", {"recognition": None, "feedback": ALL_OF_ONE, "disagreements": None}),
        ("2025-11-20", {"recognition": None, "state": "cancelled"}),
        ("2025-11-20", ONE_SESSION),
    ],
}  # fmt: skip
"""Days of the finished example, each with what is otherwise in it, so that every sentence has its moment."""


def program(changes: dict[str, Any]) -> str:
    """The finished example with other values; None takes one away."""
    data = {key: value for key, value in {**copy.deepcopy(FINISHED), **changes}.items() if value is not None}
    if "sessions" in data:
        data["sessions"] = [
            {key: value for key, value in each.items() if value is not None} for each in data["sessions"]
        ]
    return json.dumps(data)


def pages(document: str, folder: Path, day: str, changes: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every page of a document of a program, each with its audience."""
    (folder / "program.yaml").write_text(program(changes), encoding="utf-8")
    accounts = [each["id"] for each in (changes.get("accounts", FINISHED["accounts"]) or ())]
    more = [("--draft",) if document in ("debrief", "memo", "handoff") else ()]
    if document == "agenda":
        more = [("--session", str(number)) for number in range(1, 5)]  # type: ignore[misc]
    for audience in dict.fromkeys(each.audience for each in variants(document)):
        readers = [None, *accounts] if audience == "customer" else [None]
        for options in more:
            for reader in readers:
                to = ("--account", reader) if reader else ()
                asked = (
                    document,
                    "program.yaml",
                    "--audience",
                    audience,
                    "--as-of",
                    day,
                    "--format",
                    "markdown",
                )
                shown = run(*asked, *options, *to, folder=folder)
                assert "defect" not in shown.err, shown.err
                yield audience, shown.out.replace("\\_", "_")


def keys(document: str) -> set[tuple[str, str]]:
    """Every sentence of a document, with its audience."""
    return {(each.audience, key) for each in variants(document) for key in each.phrases}


@pytest.mark.parametrize("document", NAMES)
def test_every_sentence_of_a_team_stands_on_a_page(document: str, tmp_path: Path) -> None:
    own_words = [f'{key} = "Own words zz{key}zz {{feature}}."' for _, key in sorted(keys(document))]
    toml = "\n".join([f"[phrases.{document}]", *dict.fromkeys(own_words)])
    (tmp_path / "codesign.toml").write_text(toml, encoding="utf-8")
    left = keys(document)
    with mock.patch.object(own, "check_wording"):
        for day, changes in SCENES[document]:
            for audience, text in pages(document, tmp_path, day, changes):
                found = {(of, key) for of, key in left if of == audience}
                left -= {
                    (of, key) for of, key in found if f"Own words zz{key}zz Damage claim intake." in text
                }
    assert left == set()


def checked(document: str, folder: Path) -> list[tuple[Any, ...]]:
    """What the check of a team's sentences gets in the first scene: for each audience a page that can be sent."""
    some = dict.fromkeys(next(iter(each.phrases)) for each in variants(document))
    own_words = "".join(f'{key} = "Hello."\n' for key in some)
    (folder / "codesign.toml").write_text(f"[phrases.{document}]\n{own_words}", "utf-8")
    with mock.patch.object(own, "check_wording") as check:
        list(pages(document, folder, *SCENES[document][0]))
    calls = [call.args[1:] for call in check.call_args_list]
    return list({(call[1], type(call[2])): call for call in calls}.values())


@pytest.mark.parametrize("document", NAMES)
def test_every_sentence_that_breaks_a_wording_rule_stops_its_page(document: str, tmp_path: Path) -> None:
    stopped = set()
    for name, audience, facts, blocks, read, now in checked(document, tmp_path):
        for _, key in (each for each in keys(document) if each[0] == audience):
            phrase = OwnPhrase(name, key, "With us you shape our roadmap.", 7)
            settings = Settings(file="codesign.toml", wording=(phrase,))
            with pytest.raises(own.NotReady, match=r"codesign\.toml:7: in your words for .*roadmap"):
                own.check_wording(settings, name, audience, facts, blocks, read, now)
            stopped.add((audience, key))
    assert stopped == keys(document)


@pytest.mark.parametrize("document", NAMES)
def test_our_own_sentences_keep_the_wording_rules(document: str, tmp_path: Path) -> None:
    for name, audience, facts, blocks, read, now in checked(document, tmp_path):
        own_words = tuple(
            OwnPhrase(name, key, text, 1)
            for each in variants(document)
            if each.audience == audience == "customer"
            for key, text in each.phrases.items()
        )
        settings = Settings(file="codesign.toml", wording=own_words)
        own.check_wording(settings, name, audience, facts, blocks, read, now)


def test_the_example_in_the_documentation_works(tmp_path: Path) -> None:
    text = (EXAMPLE.parent.parent / "docs" / "documents.md").read_text("utf-8")
    (tmp_path / "codesign.toml").write_text(text.split("```toml\n")[1].split("```")[0], "utf-8")
    (invitation, *_) = [text for _, text in pages("invite", tmp_path, "2025-08-20", {})]
    assert "You hear all of this, however it turns out." in invitation
    (calls,) = [text for _, text in pages("calls", tmp_path, "2025-08-20", {"feedback": UNTOLD})]
    assert "here, about Damage claim intake and one thing you told us in session" in calls
