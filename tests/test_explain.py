"""`codesign explain`: rules under any name they had, terms, figures, failure modes, and words that are none of them."""

from __future__ import annotations

import ast
import itertools
import json
import re
import typing
from pathlib import Path

import pytest
from pydantic import BaseModel

import codesign_cli.rules as registry
from codesign_cli import __version__
from codesign_cli.documents import rule_list, rule_page
from codesign_cli.documents.glossary import Cited, Entry, FailureMode, Term, entries, find_entry, key_of
from codesign_cli.model.program import Program
from codesign_cli.render import markdown
from codesign_cli.rules import discover, find_rule
from tests.command import run

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = sorted((ROOT.parent / "shared" / "sources").glob("article-*.txt"))
ENTRIES = entries()
CITED = [entry for entry in ENTRIES if isinstance(entry.body, Cited)]


def page(word: str, format: str = "markdown") -> str:
    """What `explain` prints."""
    shown = run("explain", word, "--format", format)
    assert (shown.status, shown.err) == (0, ""), word
    return shown.out


def told(*codes: str) -> str:
    """The lines on rules; those that the page names."""
    rules = [rule for rule in map(find_rule, codes) if rule]
    return "\n".join(f"- **{rule.code}:** {markdown.escape(rule.summary)}" for rule in rules)


# Whole pages


def test_a_term_in_the_terminal() -> None:
    assert page("as-of", "terminal") == (
        "As of\n\n"
        "The day or moment at which a file is looked at: `--as-of 2026-03-09`.\n\n"
        "The same file, day and version give the same bytes. A day means its first moment in the program's\n"
        "time zone.\n\n"
        "Where it belongs\n\n"
        "  In the file  timezone\n"
        "  See          stated or owed\n"
        "  Source       the toolkit's own word\n"
    )


def test_the_41_percent_say_whom_they_compare() -> None:
    assert page("41%") == (
        "# 41 percent\n\n"
        "Pendo, 2024, as cited: Adoption, 90 days after general availability, was 41 percent higher.\n\n"
        "> **A figure of others:** The articles that this toolkit follows cite it so. "
        "Nobody here checked the source or measured anything.\n\n"
        "- **Attributed to:** Pendo\n"
        "- **Year:** 2024\n"
        "- **Found on:** Features that were shaped in structured co-design sessions.\n"
        "- **Compared with:** Features built with advisory input only; not features built without any customer.\n"
        "- **Not told:** How many features and companies were looked at, how adoption was counted, "
        "and what else set them apart.\n\n"
        "## Do not use it as\n\n"
        "- A forecast of how one feature will be adopted.\n"
        "- A claim about co-design against no involvement at all: nobody compared that.\n"
        "- A proof that the sessions were the cause: teams that co-design may differ in other ways too.\n"
        "- A judgement on advisory boards, which answer another question.\n\n"
        "## Rules about it\n\n"
        f"{told('EXP455')}\n\n"
        "## Where it belongs\n\n"
        "- **Also:** Pendo, A-034, adoption figure\n"
        "- **See:** advisory board, co-design, general availability\n"
        "- **Source:** catalogue A-034\n"
    )


def test_a_failure_mode_has_cause_signs_fix_and_the_rules_that_watch() -> None:
    assert page("Relationship  Capture") == (
        "# Relationship capture\n\n"
        "Product says yes to whatever is asked, for the sake of a pleasant hour, and will not build it.\n\n"
        "People feel confirmed in the session and deceived at the release, "
        "and the record is full of promises that nobody works on.\n\n"
        "A failure of role discipline.\n\n"
        "## Causes\n\n"
        "- Product looks after the mood instead of the feature.\n"
        "- CS does not hold the tone of the session, or does not run it at all.\n"
        "- Nobody has to write down what is not taken in.\n\n"
        "## Signs of it\n\n"
        "- More than nine in ten records are read as incorporate.\n"
        "- Records read as incorporate end as deferred or declined.\n"
        "- Incorporated records have nothing shipped to show.\n"
        "- Product's readings and reasons sound like agreement in the room.\n\n"
        "## How to mend it\n\n"
        "- Let CS facilitate and set the tone; Product listens.\n"
        "- Write a first reading for every record, and mean all three: incorporate, decline, investigate.\n"
        "- Call whoever was read as incorporate and got something else.\n\n"
        "## Rules that watch for it\n\n"
        f"{told('ROL311', 'ROL312', 'ROL319', 'ROL305', 'EXP422', 'EXP425', 'EXP430')}\n\n"
        "## Where it belongs\n\n"
        "- **Also:** capture, yes-saying\n"
        "- **See:** first reading, facilitator, role discipline\n"
        "- **Source:** catalogue A-168 A-169 A-170\n"
    )


def test_a_study_without_a_figure_as_json() -> None:
    shown = json.loads(page("hbr", "json"))
    assert {key: shown[key] for key in ("version", "document", "kind", "name", "source")} == {
        "version": 1,
        "document": "explain",
        "kind": "study",
        "name": "Harvard Business Review",
        "source": "A-039",
    }
    assert shown["body"]["figure"] == shown["body"]["year"] == ""
    assert shown["body"]["attributed_to"] == "Harvard Business Review, on honest feedback from customers"
    assert [rule["code"] for rule in shown["rules"]] == ["EXP440", "EXP444"]


def test_a_study_without_a_year_says_so() -> None:
    assert "- **Year:** not given\n" in page("McKinsey")


# Every entry


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_every_entry_has_its_page_in_every_format(entry: Entry) -> None:
    assert page(entry.name, "terminal").lower().startswith(f"{entry.name.lower()}\n\n")
    assert page(entry.name).lower().startswith(f"# {markdown.escape(entry.name).lower()}\n\n")
    shown = json.loads(page(entry.name, "json"))
    assert (shown["kind"], shown["name"], shown["also"]) == (entry.kind, entry.name, list(entry.also))
    for text in (text for text in entry.body if isinstance(text, str)):
        assert markdown.escape(text) in page(entry.name) or text in ("", getattr(entry.body, "figure", ""))


@pytest.mark.parametrize("entry", CITED, ids=lambda entry: entry.name)
def test_a_figure_is_never_told_without_whose_it_is_and_whom_it_is_about(entry: Entry) -> None:
    cited = entry.body
    assert isinstance(cited, Cited)
    assert cited.attributed_to
    assert cited.population
    assert cited.compared_with
    assert cited.not_told
    assert len(cited.not_for) >= 2
    assert bool(cited.figure) == bool(cited.year)
    for format in ("terminal", "markdown"):
        text = " ".join(page(entry.name, format).replace("\\", "").split())
        lead, _, _ = text.partition(cited.says)
        assert f"{cited.attributed_to}{f', {cited.year}' if cited.year else ''}, as cited:" in lead
        assert cited.population in text
        assert cited.compared_with in text
        assert "cite it so. Nobody here checked" in text
    listed = page("figures").replace("\\", "")
    assert f"| {entry.name} | {cited.says} | {cited.attributed_to}, " in listed
    assert f"| {cited.compared_with} |" in listed


def test_a_figure_stands_in_no_other_entry() -> None:
    others = [str(entry.body) for entry in ENTRIES if not isinstance(entry.body, Cited)]
    assert not [text for text in others if re.search(r"\b41\b|\b35\b|\b73\b|2\.1\b", text)]


def test_each_rule_that_an_entry_names_is_there() -> None:
    codes = {rule.code for rule in discover()}
    named = {code for entry in ENTRIES for code in entry.rules.split()}
    assert sorted(named - codes) == []
    assert all(len(set(entry.rules.split())) == len(entry.rules.split()) for entry in ENTRIES)


def test_a_rule_that_is_not_there_is_left_out() -> None:
    from codesign_cli.documents import term_page

    only = tuple(rule for rule in discover() if rule.code == "COH202")
    entry = find_entry("extraction")
    assert entry is not None
    assert [rule.code for rule in term_page.facts_of(entry, only).rules] == ["COH202"]
    assert term_page.facts_of(entry, ()).rules == ()


def test_entries_lead_to_entries_and_no_word_means_two_of_them() -> None:
    names = {entry.name for entry in ENTRIES}
    assert [(entry.name, see) for entry in ENTRIES for see in entry.see if see not in names] == []
    keys = [key_of(word) for entry in ENTRIES for word in (entry.name, *entry.also)]
    assert all(keys)
    assert sorted(key for key in set(keys) if keys.count(key) > 1) == []


def test_an_entry_that_bears_the_name_of_a_rule_names_it_first() -> None:
    for rule in discover():
        for entry in filter(None, map(find_entry, (rule.code, rule.name))):
            assert entry.rules.split()[0] == rule.code, entry.name


@pytest.mark.parametrize(
    "path", sorted({key for e in ENTRIES if isinstance(e.body, Term) for key in e.body.keys})
)
def test_each_key_that_a_term_names_is_in_the_format(path: str) -> None:
    places: set[type[BaseModel]] = {Program}
    for key in path.replace("[]", "").split("."):
        fields = [model.model_fields[key] for model in places if key in model.model_fields]
        assert fields, f"{path}: no `{key}`"
        places = {model for field in fields for model in _models(field.annotation)}


def _models(annotation: object) -> typing.Iterator[type[BaseModel]]:
    """The models inside an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in typing.get_args(annotation):
        yield from _models(part)


# Finding an entry


GLOSSARY = (
    "expectation debt, enrolment debt, extraction, theatre, relationship capture, cohort bias, committee, "
    "problem acuity, what/how, advisory fatigue, load-bearing"
)


@pytest.mark.parametrize("word", GLOSSARY.split(", "))
def test_each_word_of_the_glossary_is_explained(word: str) -> None:
    assert find_entry(word) is not None


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("41", "41 percent"),
        ("41%", "41 percent"),
        ("41 %", "41 percent"),
        ("41 per cent", "41 percent"),
        ("the 41 percent", "41 percent"),
        ("Pendo", "41 percent"),
        ("A-034", "41 percent"),
        ("2.1", "2.1 times"),
        ("2.1x", "2.1 times"),
        ("2,1 ×", "2.1 times"),
        ("73%", "73 percent"),
        ("EXPECTATION-DEBT", "expectation debt"),
        ("expectation_debts", "expectation debt"),
        ("enrollment debt", "enrolment debt"),
        ("theater", "theatre"),
        ("Theatres", "theatre"),
        ("cohort biases", "cohort bias"),
        ("loadbearing", "load-bearing"),
        ("Load Bearing", "load-bearing"),
        ("what / how", "what and how"),
        ("the what and the how", "what and how"),
        ("acuity", "problem acuity"),
        ("Facilitators", "facilitator"),
        ("GA", "general availability"),
        ("made up call", "made-up call"),
        ("wishlists", "wish list"),
        ("dispositions", "disposition"),
        ("three gates", "gate"),
        ("CSMs", "facilitator"),
        ("sign off", "edge cases"),
        ("pm_read", "first reading"),
        ("walkthrough", "prototype feedback"),
        ("not-waivable", "not waivable"),
    ],
)
def test_the_lookup_forgives(word: str, name: str) -> None:
    found = find_entry(word)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("word", ["", "  ", "%", "/", "the", "410", "1", "21", "percent", "[bold]", "\u200b"])
def test_what_is_no_word_of_ours_is_none(word: str) -> None:
    assert find_entry(word) is None


def test_words_need_no_quotation_marks() -> None:
    assert run("explain", "expectation", "debt").out == page("expectation debt", "terminal")


def test_a_rule_by_its_own_name_goes_before_a_term_and_a_term_before_a_rule_spelt_otherwise() -> None:
    assert page("FIL011") == page("not-waivable")
    assert page("not waivable").startswith("# Not waivable\n")
    assert page("Not CS facilitated") == page("rol 305") == page("ROL305")


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("debt", "No rule or term is called debt. Did you mean enrolment debt or expectation debt?"),
        (
            "relatonship capture",
            "No rule or term is called relatonship capture. Did you mean relationship capture?",
        ),
        ("exectutive", "No rule or term is called exectutive. Did you mean executive?"),
        ("COH20", "No rule or term is called COH20. Did you mean COH201 cohort-size?"),
        ("COH2020", "No rule or term is called COH2020. Did you mean COH202 health-red?"),
        ("ROL350", "No rule or term is called ROL350. Did you mean ROL305 not-cs-facilitated?"),
        ("helth-red", "No rule or term is called helth-red. Did you mean COH202 health-red?"),
        (
            "quaternion",
            "No rule or term is called quaternion. `codesign rules` and `codesign explain terms` list what there is.",
        ),
    ],
)
def test_an_unknown_word_is_one_sentence_and_a_way_out(word: str, sentence: str) -> None:
    shown = run("explain", word)
    assert (shown.status, shown.out, shown.err) == (2, "", f"codesign: {sentence}\n")


def test_the_list_has_every_entry() -> None:
    text = page("terms")
    headings = re.findall(r"^## (.*)", text, re.MULTILINE)
    assert headings == ["Failure modes", "Figures and studies of others", "Terms"]
    for entry in ENTRIES:
        name = markdown.escape(entry.name)
        assert (f"- **{name}:** " if isinstance(entry.body, Term) else f"| {name} | ") in text
    modes = page("failure modes")
    assert modes.count("\n| ") == 1 + len([e for e in ENTRIES if isinstance(e.body, FailureMode)]) + 1
    assert "Terms\n" not in modes.replace("# Terms, figures", "")
    assert [e["name"] for e in json.loads(page("figures", "json"))["entries"]] == [e.name for e in CITED]


# Rules, and what becomes of them (docs/policy.md)


def test_a_rule_says_since_when_it_is() -> None:
    assert "- **Since:** version 0.1.0\n" in page("ROL305")
    assert "Renamed" not in page("ROL305")
    assert "Formerly" not in page("ROL305")
    shown = json.loads(page("ROL305", "json"))
    assert (shown["kind"], shown["since"], shown["preview"], shown["formerly"]) == (
        "rule",
        "0.1.0",
        False,
        [],
    )


@pytest.mark.parametrize("word", ["rol399", "Customers-Facilitate", "ROL 399"])
def test_a_former_code_says_the_present_one(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rule = find_rule("ROL305")
    assert rule is not None
    renamed = rule._replace(formerly=("ROL399", "customers-facilitate"))
    monkeypatch.setitem(registry._RULES, "ROL305", renamed)
    monkeypatch.setattr(registry, "_discovered", ())
    text = page(word)
    former = next(name for name in renamed.formerly if key_of(name) == key_of(word))
    assert text.startswith(
        f"# ROL305 not-cs-facilitated\n\n> **Renamed:** {former} is now called ROL305 not-cs-facilitated.\n\n"
    )
    assert "- **Formerly:** ROL399, customers-facilitate; still understood\n" in text
    assert "Renamed" not in page("ROL305")
    assert json.loads(page(word, "json"))["asked_as"] == former


def test_a_preview_rule_says_so_first(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = find_rule("ROL305")
    assert rule is not None
    monkeypatch.setitem(registry._RULES, "ROL305", rule._replace(preview=True))
    monkeypatch.setattr(registry, "_discovered", ())
    assert page("ROL305").startswith(
        "# ROL305 not-cs-facilitated\n\n"
        "> **Preview:** It may still change in a minor version, and runs only where it is selected by code or name.\n\n"
    )
    assert "| ROL305 | not-cs-facilitated | error, preview |" in markdown.render(
        rule_list.layout(rule_list.build())
    )


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def test_rules_keep_what_the_policy_promises() -> None:
    rules = discover()
    present = {name.lower() for rule in rules for name in (rule.code, rule.name)}
    former = [name.lower() for rule in rules for name in rule.formerly]
    assert not present.intersection(former), "a former code is never given to another rule"
    assert len(former) == len(set(former))
    for rule in rules:
        assert _numbers(rule.since) <= _numbers(__version__), rule.code
        new = rule.since == __version__ != "0.1.0" and not __version__.endswith(".0.0")
        assert not new or rule.preview or rule.severity == "info", f"{rule.code} enters as preview or info"


def test_a_rules_page_has_its_facts_under_every_name() -> None:
    for rule in discover():
        assert (
            rule_page.facts_of(rule, rule.name)
            == rule_page.facts_of(rule, rule.code)
            == rule_page.facts_of(rule)
        )


# Own words


RUN = 9
"""As many words in a row are a sentence taken over."""


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", text.lower().replace("’", "'").replace("'", ""))
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


def _texts() -> typing.Iterator[tuple[str, str]]:
    """Every text of the package and its documentation, with where it stands."""
    for file in sorted((ROOT / "src").glob("**/*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield f"{file.name}:{node.lineno}", node.value
    for file in (ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md"))):
        yield file.name, file.read_text("utf-8")


@pytest.mark.skipif(not ARTICLES, reason="the articles are not beside this checkout")
def test_no_sentence_is_taken_over_from_the_articles() -> None:
    taken = set(itertools.chain.from_iterable(_runs(article.read_text("utf-8")) for article in ARTICLES))
    assert len(taken) > 4000
    copied = [(where, " ".join(run)) for where, text in _texts() for run in sorted(_runs(text) & taken)]
    assert copied == []
