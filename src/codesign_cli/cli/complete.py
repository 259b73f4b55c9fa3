"""What may stand at the cursor of a command line that is still being written, for the shells' completion.

The answer to a shell is a line `files` (it completes file names itself) or `words`, then a line for each word, with a
tab before what it means. What comes from a file is offered only where no shell could read more than a word in it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from codesign_cli.record import NamedTuple

if TYPE_CHECKING:
    from codesign_cli.model.program import Program
    from codesign_cli.model.sessions import Session

Part = TypeVar("Part")
Word = tuple[str, str]
"""A word, and what it means in a line; empty where it speaks for itself."""

LONGEST = 100
"""Longer values are left out, and longer explanations cut: more than a line of a screen helps nobody choose."""
_HARMLESS = frozenset(" _.-%+@/:,")
"""What may stand in an offered word beside letters and digits of any script."""


class Line(NamedTuple):
    """A command line with a cursor."""

    before: tuple[str, ...]
    """The words before the one at the cursor, without the program's name."""
    current: str
    """The word at the cursor, up to it."""
    after: tuple[str, ...]
    kept: str = ""
    """What of the word stays as it is and is no part of what the shell replaces."""


class Parsed(NamedTuple):
    """What words of a command line are to a command."""

    waiting: Any
    """The option whose value comes next, or None."""
    values: tuple[str, ...]
    """Words that are no options and no values of options."""
    given: frozenset[str]
    """The options that are there, as the command names them."""


class Place(NamedTuple):
    """What a source of words is told."""

    command: str
    values: tuple[str, ...]
    """The words before the cursor that are no options."""
    program: str | None
    """The program file that the line names."""
    help: str = ""
    """What the help says of the value."""


def answer(root: Any, shell: str, index: int, words: Sequence[str]) -> str:
    """The answer for a shell whose cursor is in `words[index]`, `words[0]` being the program's name."""
    line = split(shell, index, words)
    found = offered(root, line)
    if found is None:
        return "files\n"
    fitting = [word for word in found if word[0].startswith(line.current)]
    if not fitting:
        lower = line.current.lower()
        fitting = [word for word in found if word[0].lower().startswith(lower)]
    lines = [f"{line.kept}{word}\t{shown}".rstrip("\t") for word, shown in _harmless(fitting)]
    return "\n".join(["words", *lines]) + "\n"


def split(shell: str, index: int, words: Sequence[str]) -> Line:
    """The words as a person means them: without quotes, and an option and its value after `=` taken apart.

    bash hands over `--format=js` as three words and replaces the last one alone; the others replace the whole.
    """
    words = list(words[: index + 1]) + [""] * (index + 1 - len(words)) + list(words[index + 1 :])
    before = [word if shell == "fish" else unquoted(word) for word in words[1:index]]
    current, after, kept = unquoted(words[index]), [unquoted(word) for word in words[index + 1 :]], ""
    if shell == "bash":
        if current == "=":
            before, current = [*before, "="], ""
        before = [word for word in before if word != "="]
    if current.startswith("--") and "=" in current:
        option, _, current = current.partition("=")
        before, kept = [*before, option], f"{option}="
    return Line(tuple(before), current, tuple(after), kept)


def unquoted(word: str) -> str:
    """A word as the shell would pass it, quotes and backslashes gone, one still open counted as closed."""
    if not any(sign in word for sign in "\\'\""):
        return word
    import shlex

    for end in ("", '"', "'", "\\"):
        try:
            return " ".join(shlex.split(word + end))
        except ValueError:
            continue
    return word


def offered(root: Any, line: Line) -> list[Word] | None:
    """Every word that may stand at the cursor, whatever has been typed of it; None where it is a file's name."""
    group = root.command
    at = next((n for n, word in enumerate(line.before) if not word.startswith("-")), None)
    if at is None:
        if line.current.startswith("-"):
            return _options(group.get_params(root), frozenset())
        shown = [(name, command) for name, command in group.commands.items() if not command.hidden]
        return [(name, _first_line(command.help)) for name, command in shown]
    name = line.before[at]
    command = group.commands.get(name)
    if command is None:
        return []
    parameters = command.get_params(typer.Context(command, parent=root, info_name=name))
    before = parse(parameters, line.before[at + 1 :])
    if before.waiting is None and line.current.startswith("-"):
        return _options(parameters, before.given)
    whole = parse(parameters, (*line.before[at + 1 :], line.current, *line.after))
    places = [p for p in parameters if not p.opts[0].startswith("-") and not getattr(p, "hidden", False)]
    place = Place(name, before.values, _program(places, whole.values))
    if before.waiting is not None:
        return _values(before.waiting, place, line.current)
    here = _at(places, len(before.values))
    return _options(parameters, before.given) if here is None else _values(here, place, line.current)


def parse(parameters: Sequence[Any], words: Iterable[str]) -> Parsed:
    """Sorts words into options, their values, and the rest, as the command line's own parser does."""
    takes = {name: p for p in parameters for name in (*p.opts, *p.secondary_opts) if name.startswith("-")}
    waiting, values, given, ended = None, [], set(), False
    for word in words:
        if waiting is not None:
            waiting = None
        elif word == "--" and not ended:
            ended = True
        elif word.startswith("-") and word != "-" and not ended:
            name, joined, _ = word.partition("=")
            option = takes.get(name)
            if option is not None and not option.multiple:
                given.update(option.opts)
            waiting = option if option is not None and not option.is_flag and not joined else None
        else:
            values.append(word)
    return Parsed(waiting, tuple(values), frozenset(given))


def _at(places: Sequence[Any], number: int) -> Any:
    """The argument that the value with this number, from 0, belongs to; None where no more are taken."""
    if number < len(places):
        return places[number]
    return places[-1] if places and places[-1].nargs == -1 else None


def _program(places: Sequence[Any], values: Sequence[str]) -> str | None:
    """The first value that stands where the command takes a program's path."""
    for number, value in enumerate(values):
        place = _at(places, number)
        if place is not None and "PATH" in (place.metavar or ""):
            return value or None
    return None


def _options(parameters: Sequence[Any], given: frozenset[str]) -> list[Word]:
    """The long names of the options that may still be given, with the first sentence of their help."""
    return [
        (name, _first_line(getattr(p, "help", "")))
        for p in parameters
        for name in p.opts
        if name.startswith("--") and name not in given and not getattr(p, "hidden", False)
    ]


def _first_line(text: str | None) -> str:
    return (text or "").strip().split("\n")[0]


def _values(parameter: Any, place: Place, current: str) -> list[Word] | None:
    """The values of an option or argument, by its name or else by what its help calls the value."""
    kind = (parameter.metavar or "").strip("[].")
    source = SOURCES.get(parameter.opts[0]) or SOURCES.get(kind)
    return [] if source is None else source(place._replace(help=parameter.help or ""), current)


def files(place: Place, current: str) -> None:
    """A file's name, which the shell completes itself."""


def listed(place: Place, current: str) -> list[Word]:
    """The words that the help lists, each command's own: `terminal, markdown or json.`"""
    first = place.help.partition(";")[0].partition(".")[0]
    return _bare(word.strip() for word in first.replace(" or ", ",").split(","))


def audiences(place: Place, current: str) -> list[Word]:
    """The readers that the help names."""
    return _bare(word for word in ("internal", "customer") if word in place.help)


def selectors(place: Place, current: str) -> list[Word]:
    """What selects rules: disciplines, beginnings of codes, codes and names; after a comma, the next one."""
    from codesign_cli.rules import DISCIPLINES

    done = current[: current.rfind(",") + 1]
    groups = [(word, f"all of {name}") for code, name in DISCIPLINES.items() for word in (name, code)]
    return [(done + word, shown) for word, shown in [*groups, *_rules()]]


def explained(place: Place, current: str) -> list[Word]:
    """What `explain` knows: codes, names, terms, figures and failure modes; after a word, how the term goes on."""
    from codesign_cli.documents.glossary import entries

    known = [
        *_rules(),
        ("terms", "the list of all terms"),
        *((entry.name, entry.kind) for entry in entries()),
    ]
    if not place.values:
        return known
    begun = " ".join(place.values) + " "
    return [(word.removeprefix(begun), shown) for word, shown in known if word.startswith(begun)]


def _rules() -> list[Word]:
    from codesign_cli.rules import discover

    rules = discover()
    return [(rule.code, rule.name) for rule in rules] + [(rule.name, rule.code) for rule in rules]


def accounts(place: Place, current: str) -> list[Word]:
    """The ids of the program's accounts."""
    return _read(place.program, lambda program: program.accounts, lambda program, one: (one.id, one.name))


def sessions(place: Place, current: str) -> list[Word]:
    """The numbers of the program's sessions, with what each is for and its day."""

    def told(program: Program, session: Session) -> Word:
        from codesign_cli.model import derive

        day = derive.session_day(program, session)
        shown = derive.purpose_of(program, session) + (f", {day.isoformat()}" if day else "")
        return str(derive.number_of(program, session)), shown

    found = dict(_read(place.program, lambda program: program.sessions, told))
    return sorted(found.items(), key=lambda word: int(word[0]))


def _read(
    named: str | None, parts: Callable[[Program], Iterable[Part]], tell: Callable[[Program, Part], Word]
) -> list[Word]:
    """What is told of each part of the program that the line names or that lies here; nothing where there is none.

    A part that is told by a broken value is left out. A pipe or a device is not read: it would wait, or be used up.
    """
    from codesign_cli.cli.programs import open_program
    from codesign_cli.errors import CodesignError
    from codesign_cli.files import find_one

    try:
        path = find_one(os.path.expanduser(named) if named else None, os.getcwd())
        loaded = open_program(path, isolated=True)[0] if os.path.isfile(path) else None
    except (CodesignError, OSError, RecursionError, ValueError):
        return []
    found = []
    if loaded is not None and loaded.program is not None:
        for part in parts(loaded.program):
            loaded.touched.begin()
            word = tell(loaded.program, part)
            if not loaded.touched.any():
                found.append(word)
    return found


def revisions(place: Place, current: str) -> list[Word]:
    """The latest commit, branches and tags of the repository here."""
    from codesign_cli import git

    command = ["for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes", "refs/tags"]
    told = git.ask(os.getcwd(), command)
    return _bare(("HEAD", *(told.line.split("\n") if told is not None and not told.status else ())))


def _bare(words: Iterable[str]) -> list[Word]:
    return [(word, "") for word in words]


def _only(words: Callable[[], Iterable[str]]) -> Callable[[Place, str], list[Word]]:
    return lambda place, current: _bare(words())


def _colors() -> Iterable[str]:
    from codesign_cli.cli.screen import COLORS

    return COLORS


def _levels() -> Iterable[str]:
    from codesign_cli.cli.validate import FAIL_ON

    return FAIL_ON


def _bases() -> Iterable[str]:
    from codesign_cli.cli.validate import BASES

    return BASES


def _kinds() -> Iterable[str]:
    from codesign_cli.shape import KINDS

    return KINDS


def _shells() -> Iterable[str]:
    from codesign_cli.cli.completion import SHELLS

    return SHELLS


SOURCES: Mapping[str, Callable[[Place, str], list[Word] | None]] = {
    "--account": accounts,
    "--session": sessions,
    "--stdin-filename": files,
    "PATH": files,
    "FILE": files,
    "FORMAT": listed,
    "RULES": selectors,
    "RULE|TERM": explained,
    "REV": revisions,
    "WHEN": _only(_colors),
    "LEVEL": _only(_levels),
    "BASIS": _only(_bases),
    "KIND": _only(_kinds),
    "SHELL": _only(_shells),
    "WHO": audiences,
    "DATE": _only(lambda: ("commit",)),
}
"""Where the words come from, by the name of the option, else by what its help calls its value."""


def _harmless(words: Iterable[Word]) -> Iterable[Word]:
    """The words that every shell reads as one plain word or as words with spaces, each once, explanations on a line."""
    from codesign_cli.render.safe import flat

    seen = set()
    for word, shown in words:
        plain = all(char.isalnum() or char in _HARMLESS for char in word)
        option = word.startswith("--") and word[2:].replace("-", "").isalnum()
        starts_well = word[:1].isalnum() or option
        if plain and starts_well and word == word.strip() and len(word) <= LONGEST and word not in seen:
            seen.add(word)
            text = flat(shown)
            yield word, text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
