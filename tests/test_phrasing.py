"""A document's sentences in a team's own words: placeholders are facts put in as text, and the wording rules apply."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign_cli.documents.phrasing import Phrases, Unreadable, pieces, placeholders
from codesign_cli.documents.registry import NAMES, variants
from tests.command import Screen, run

EXAMPLE = Path(__file__).parent.parent / "examples" / "freight-claims.yaml"


class Facts(NamedTuple):
    feature: str
    hours: int
    day: date | None
    start: datetime
    scope: tuple[str, ...]
    rows: tuple[tuple[str, str], ...] = ()


FACTS = Facts("Claims {intake}", 4, date(2026, 2, 18), datetime(2026, 2, 18, 16), ("a", "b", "c"))


def said(text: str) -> str:
    return Phrases({"key": ""}, FACTS, {"key": text})("key")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("About {feature}.", "About Claims {intake}."),
        ("{hours} hours on {day}", "4 hours on Wed 18 Feb 2026"),
        ("{start}: {scope}", "Wed 18 Feb 2026, 16:00: a, b and c"),
        ("{{feature}} stays", "{feature} stays"),
        ("%s $feature \\n", "%s $feature \\n"),
    ],
)
def test_a_placeholder_becomes_the_fact_as_text(text: str, shown: str) -> None:
    assert said(text) == shown


@pytest.mark.parametrize(
    "text", ["{", "}", "{feature", "{}", "{0}", "{feature!r}", "{hours:>9}", "{feature.upper}", "{a[0]}"]
)
def test_braces_that_are_no_placeholder_are_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        list(pieces(text))


@given(st.text())
def test_a_value_is_never_read_as_a_phrase(value: str) -> None:
    assert Phrases({"key": "<{feature}>"}, FACTS._replace(feature=value))("key") == f"<{value.strip()}>"


def test_only_plain_facts_can_be_named() -> None:
    assert placeholders(Facts) == ("feature", "hours", "day", "start", "scope")


@pytest.mark.parametrize("document", NAMES)
def test_every_phrase_of_a_document_names_its_own_plain_facts(document: str) -> None:
    for each in variants(document):
        known = placeholders(each.facts)
        for text in each.phrases.values():
            assert [field for _, field in pieces(text) if field and field not in known] == []


def configured(folder: Path, toml: str, *arguments: object) -> Screen:
    """A document of the finished example, in a folder with this configuration."""
    (folder / "codesign.toml").write_text(toml, encoding="utf-8")
    (folder / "program.yaml").write_bytes(EXAMPLE.read_bytes())
    command, *more = arguments
    return run(command, "program.yaml", *more, folder=folder)


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("[phrases]\ninvite = 3", "codesign.toml:2: `invite` is not a table."),
        ("[phrases.invite]\npurpose = 3", "codesign.toml:2: `purpose` is not a text."),
        (
            "\n[phrases.invitation]\nx = 'y'",
            "codesign.toml:3: there is no document `invitation`. Did you mean `invite`?",
        ),
        (
            "[phrases.invite]\nporpose = 'y'",
            "codesign.toml:2: invite has no phrase `porpose`. Did you mean `purpose`?",
        ),
        (
            "[phrases.invite]\npurpose = 'Help with {featur}.'",
            "codesign.toml:2: the invite page knows no fact `featur`. Did you mean `feature`?",
        ),
        (
            "[phrases.invite]\npurpose = 'Help with {feature'",
            "codesign.toml:2: the phrase `purpose` cannot be read.",
        ),
    ],
)
@pytest.mark.parametrize("command", ["invite", "validate"])
def test_a_phrase_that_fits_no_document_is_told_at_its_line(
    toml: str, message: str, command: str, tmp_path: Path
) -> None:
    shown = configured(tmp_path, toml, command)
    assert shown.status == 2
    assert message in shown.err
    assert shown.out == ""


def test_a_team_s_own_sentence_stands_in_the_document(tmp_path: Path) -> None:
    toml = "[phrases.invite]\npurpose = 'Please help us to get {feature} right.'"
    shown = configured(tmp_path, toml, "invite", "--format", "markdown")
    assert shown.status == 0, shown.err
    assert "Please help us to get Damage claim intake right." in shown.out


def test_a_sentence_that_breaks_a_wording_rule_stops_the_document(tmp_path: Path) -> None:
    toml = "[phrases.invite]\n\npurpose = 'Help with {feature}, and with us you shape our roadmap.'"
    shown = configured(tmp_path, toml, "invite")
    assert shown.status == 1
    assert shown.out == ""
    assert "codesign.toml:3: in your words for invite" in shown.err
    assert "roadmap" in shown.err
    assert "EXP405" in shown.err


def test_an_own_sentence_of_one_document_leaves_the_others_alone(tmp_path: Path) -> None:
    toml = "[phrases.invite]\npurpose = 'Help with {feature}, and with us you shape our roadmap.'"
    assert configured(tmp_path, toml, "brief").status == 0


def test_the_configuration_shows_its_sentences(tmp_path: Path) -> None:
    toml = "[phrases.invite]\npurpose = 'Please help us to get {feature} right.'"
    shown = configured(tmp_path, toml, "validate", "--show-config")
    assert "  phrases: invite.purpose Please help us to get {feature} right." in shown.out


def test_the_readme_s_sentence_of_a_team_can_be_used_as_it_stands(tmp_path: Path) -> None:
    readme = (EXAMPLE.parent.parent / "README.md").read_text("utf-8")
    toml = readme[readme.index("[phrases.invite]") :].split("```", 1)[0]
    shown = configured(tmp_path, toml, "invite", "--account", "kestrel-foods", "--as-of", "2025-08-25")
    assert shown.status == 0, shown.err
    assert "We want to get Damage claim intake right, and you do this work every day." in shown.out
