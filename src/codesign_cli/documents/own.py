"""A team's own sentences in documents: that they fit the document, and that they keep the wording rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from codesign_cli.documents.phrasing import Phrases, Unreadable, pieces, placeholders
from codesign_cli.documents.registry import NAMES, for_audience, variants
from codesign_cli.errors import CodesignError

if TYPE_CHECKING:
    from codesign_cli.blocks import Block
    from codesign_cli.config import OwnPhrase, Settings
    from codesign_cli.model.program import Program
    from codesign_cli.rules import Hit, Rule

_IN_SESSIONS = ("agenda",)
"""Documents whose sentences are said in a session, and asked there."""
_LETTERS = ("invite", "thanks")
"""Documents that the rules read as a whole: what must stand in them, too."""


class NotReady(CodesignError):
    """A document that breaks a wording rule in the team's own words."""

    status = 1


def check_phrases(settings: Settings) -> None:
    """Raises CodesignError with the line for a phrase of no document, of no such key, or with no such fact."""
    for phrase in settings.wording:
        where = f"{settings.file}:{phrase.line}"
        if phrase.document not in NAMES:
            raise _unknown(where, f"there is no document `{phrase.document}`", phrase.document, NAMES)
        known = variants(phrase.document)
        holding = [each for each in known if phrase.key in each.phrases]
        if not holding:
            keys = tuple(dict.fromkeys(key for each in known for key in each.phrases))
            raise _unknown(where, f"{phrase.document} has no phrase `{phrase.key}`", phrase.key, keys)
        try:
            fields = [field for _, field in pieces(phrase.text) if field]
        except Unreadable as error:
            raise CodesignError(f"{where}: the phrase `{phrase.key}` cannot be read.", str(error)) from None
        for each in holding:
            facts = placeholders(each.facts)
            for field in fields:
                if field not in facts:
                    what = f"the {phrase.document} page knows no fact `{field}`"
                    raise _unknown(where, what, field, facts)


def _unknown(where: str, what: str, word: str, known: Iterable[str]) -> CodesignError:
    near = get_close_matches(word, list(known), 1)
    way = f"Did you mean `{near[0]}`?" if near else f"There is: {', '.join(known)}."
    return CodesignError(f"{where}: {what}.", way)


def own_phrases(settings: Settings, document: str, audience: str) -> dict[str, str]:
    """The team's own sentences for a document and an audience, by key."""
    known = {key for each in for_audience(document, audience) for key in each.phrases}
    return {
        each.key: each.text for each in settings.wording if each.document == document and each.key in known
    }


def check_wording(
    settings: Settings,
    document: str,
    audience: str,
    facts: Any,
    blocks: tuple[Block, ...],
    program: Program,
    now: datetime,
) -> None:
    """Raises `NotReady` where a sentence in the team's own words breaks a wording rule, with its line and the rule.

    Each is read as it stands on the page: in a letter with the whole of it, in an agenda as a question too where it
    asks something.
    """
    own = [each for each in settings.wording if each.document == document]
    filled_in = list(_filled_in(document, audience, own, facts))
    for phrase, text in filled_in:
        for found, rule in _broken(
            settings, program, now, text, asked=document in _IN_SESSIONS and "?" in text
        ):
            raise _not_ready(f"{settings.file}:{phrase.line}", phrase, found, rule)
    if filled_in and audience == "customer" and document in _LETTERS:
        for found, rule in _broken_letter(settings, program, now, document, plain_text(blocks, "\n\n")):
            first = filled_in[0][0]
            raise _not_ready(f"{settings.file}:{first.line}", first, found, rule)


def _filled_in(
    document: str, audience: str, own: Iterable[OwnPhrase], facts: Any
) -> Iterator[tuple[OwnPhrase, str]]:
    """Each sentence of the team's own as it stands on this page; none where the page only lists what is missing."""
    for group in for_audience(document, audience):
        for part in group.parts(facts):
            for phrase in own:
                if phrase.key in group.phrases and isinstance(part, group.facts):
                    yield phrase, Phrases(group.phrases, part, {phrase.key: phrase.text})(phrase.key)


def _not_ready(where: str, phrase: OwnPhrase, found: Hit, rule: Rule) -> NotReady:
    # A sentence is read as the note of thanks is, which a rule then names.
    said = found.message.replace("The note of thanks", "The sentence", 1)
    said = said[:1].lower() + said[1:]
    way = f"{found.help} (codesign explain {rule.code})"
    return NotReady(f"{where}: in your words for {phrase.document}, {said}", way)


def _broken(
    settings: Settings, program: Program, now: datetime, text: str, *, asked: bool
) -> Iterator[tuple[Hit, Rule]]:
    """What the wording rules say of a text that customers read or hear."""
    from codesign_cli.model.closing import Recognition

    thanks = Recognition.model_construct(sent=None, text=text)
    yield from _hits(settings, _with(program, recognition=thanks), now, thanks, ("EXP451",))
    if asked and program.sessions:
        session = _with(program.sessions[-1], questions=(text,))
        sessions = (*program.sessions[:-1], session)
        yield from _hits(settings, _with(program, sessions=sessions), now, session, (), "questions")


def _broken_letter(
    settings: Settings, program: Program, now: datetime, document: str, text: str
) -> Iterator[tuple[Hit, Rule]]:
    """What the wording rules say of a whole letter, of what is missing in it too."""
    if document == "invite" and program.invitation is not None:
        letter: Any = _with(program.invitation, text=text, mode=None)
        changed = _with(program, invitation=letter)
    else:
        from codesign_cli.model.closing import Recognition
        from codesign_cli.model.opening import Invitation

        kind: Any = Invitation if document == "invite" else Recognition
        letter = kind.model_construct(text=text)
        key = "invitation" if document == "invite" else "recognition"
        changed = _with(program, **{key: letter})
    yield from _hits(settings, changed, now, letter)


def _with(part: Any, **values: object) -> Any:
    """A part of a program with other values; it may be one of those that are read without pydantic."""
    changed = object.__new__(type(part))
    object.__setattr__(changed, "__dict__", {**vars(part), **values})
    return changed


def _hits(
    settings: Settings,
    program: Program,
    now: datetime,
    node: object,
    without: tuple[str, ...] = (),
    key: str = "text",
) -> Iterator[tuple[Hit, Rule]]:
    """The hits of every rule that stand in the text of a part of the program, duties aside."""
    from codesign_cli.choose import extras
    from codesign_cli.rules import discover

    for rule in discover():
        if rule.over != "program" or rule.code in without or program.state == "closed":
            continue
        for found in rule.function(program, now, **extras(rule, settings)):
            if found.place.node is node and found.place.keys[:1] == (key,) and found.due is None:
                yield found, rule


def plain_text(value: Any, between: str = "\n") -> str:
    """The texts of a page's blocks one after another; an empty line `between` keeps them from running together."""
    return between.join(text for text in _texts(value) if text.strip())


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
