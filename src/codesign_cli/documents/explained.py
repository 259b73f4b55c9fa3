"""What `explain` shows for a word: a rule, a term, a figure, a failure mode, or a list of these."""

from __future__ import annotations

from codesign_cli.blocks import Block
from codesign_cli.documents import rule_page, term_page
from codesign_cli.documents.glossary import entries, key_of, near_names
from codesign_cli.errors import CodesignError
from codesign_cli.model.nearest import nearest
from codesign_cli.rules import Rule, discover, find_rule
from codesign_cli.say import listed

Facts = rule_page.RuleFacts | term_page.TermFacts | term_page.ListFacts


def build(word: str) -> Facts:
    """The facts of what `word` names: a rule by its code or name, else a term, else a rule spelt another way.

    Raises CodesignError for a word that names neither, with the nearest rule or term.
    """
    rules = discover()
    rule = find_rule(word, rules)
    facts = rule_page.facts_of(rule, word) if rule else term_page.build(word, rules) or _loosely(word, rules)
    if facts is None:
        near = listed(_near(word, rules), "or")
        way = (
            f"Did you mean {near}?"
            if near
            else "`codesign rules` and `codesign explain terms` list what there is."
        )
        raise CodesignError(f"No rule or term is called {word}.", way)
    return facts


def layout(facts: Facts) -> tuple[Block, ...]:
    """The page of the facts."""
    if isinstance(facts, rule_page.RuleFacts):
        return rule_page.layout(facts)
    return term_page.layout_list(facts) if isinstance(facts, term_page.ListFacts) else term_page.layout(facts)


def _loosely(word: str, rules: tuple[Rule, ...]) -> rule_page.RuleFacts | None:
    """The facts of the rule whose code or name `word` is but for hyphens, spaces, plurals and the like."""
    wanted = key_of(word)
    for rule in rules:
        for name in (rule.code, rule.name, *rule.formerly):
            if wanted and key_of(name) == wanted:
                return rule_page.facts_of(rule, name)
    return None


def _near(word: str, rules: tuple[Rule, ...]) -> tuple[str, ...]:
    """What a word that names nothing may have meant: entries that hold it, else the nearest spelling."""
    held = near_names(word)
    if held:
        return held
    shown = {name.lower(): f"{rule.code} {rule.name}" for rule in rules for name in (rule.code, rule.name)}
    shown |= {name.lower(): entry.name for entry in entries() for name in (*entry.also, entry.name)}
    near = nearest(word.strip().lower(), shown)
    return (shown[near],) if near else ()
