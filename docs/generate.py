"""Writes the generated documentation pages; with `--check` says whether any of them is stale.

Every rule has its page, `docs/rules/CODE.md`, and `docs/rules/README.md` is their catalogue; the command
reference, `docs/commands.md`, is what `--help` says, and `docs/format.md` tells every key of the model; `docs/terms.md`
tells every term and figure, `docs/documents.md` every document and its phrases; `docs/man/codesign.1` is the manual
page. All of it comes from the code, so it cannot disagree.
"""

from __future__ import annotations

import os
import re
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import documents_page
import format_page
import man_page
import wording

from codesign_cli.blocks import Block, Heading, Paragraph
from codesign_cli.documents import rule_list, rule_page, term_page
from codesign_cli.documents.glossary import entries
from codesign_cli.render import markdown
from codesign_cli.rules import Rule, discover

HERE = Path(__file__).resolve().parent
TERMS = "The failure modes come first, then the figures and studies of others, then the words from A to Z."
_DOCUMENTS = (
    "What each page is for, when it is refused and what a team may reword: [documents](documents.md)."
)
NOTE = "<!-- generated: `./dev docs` writes this page again -->\n\n"


def pages() -> dict[Path, str]:
    """Every generated page by its path."""
    made = {HERE / "rules" / f"{rule.code}.md": _rule(rule) for rule in discover()}
    made[HERE / "rules" / "README.md"] = NOTE + _linked(markdown.render(rule_list.layout(rule_list.build())))
    made[HERE / "terms.md"] = NOTE + _terms()
    made[HERE / "commands.md"] = NOTE + _commands()
    made[HERE / "format.md"] = NOTE + format_page.page()
    made[HERE / "documents.md"] = NOTE + documents_page.page()
    made[HERE / "wording.md"] = NOTE + wording.page()
    made[HERE / "man" / "codesign.1"] = man_page.page()
    made[HERE / "man" / "codesign-cli.1"] = man_page.alias()
    return made


def _rule(rule: Rule) -> str:
    return NOTE + markdown.render(rule_page.layout(rule_page.facts_of(rule)))


def _terms() -> str:
    """Every failure mode, figure, study and term on one page, each rule linked to its own."""
    rules = discover()
    blocks: list[Block] = [Heading("Terms, figures and failure modes", 1), Paragraph(TERMS)]
    for entry in entries():
        blocks += term_page.layout(term_page.facts_of(entry, rules), 2)
    return re.sub(r"\*\*([A-Z]{3}\d{3}):\*\*", r"**[\1](rules/\1.md):**", markdown.render(blocks))


def _linked(page: str) -> str:
    """The catalogue with each code linked to its page."""
    for rule in discover():
        page = page.replace(f"| {rule.code} |", f"| [{rule.code}]({rule.code}.md) |")
    return page


def _commands() -> str:
    """What `--help` says of each command, as a page."""
    os.environ.update(COLUMNS="100", NO_COLOR="1", TERM="dumb")
    for name in ("GITHUB_ACTIONS", "FORCE_COLOR"):
        os.environ.pop(name, None)
    sys.argv[0] = "codesign"
    parts = ["# Commands", _DOCUMENTS]
    for name in ("", *man_page.command_names()):
        parts.append(f"## `codesign {name}`" if name else "## `codesign`")
        parts.append(f"```text\n{_help(name)}\n```")
    return "\n\n".join(parts) + "\n"


def _help(name: str) -> str:
    from codesign_cli.cli.app import main

    screen = StringIO()
    with redirect_stdout(screen):
        main([*([name] if name else []), "--help"])
    return "\n".join(line.rstrip() for line in screen.getvalue().strip().splitlines())


def main() -> int:
    """Writes the pages, or checks them; returns the exit status."""
    check = "--check" in sys.argv[1:]
    made = pages()
    there = set((HERE / "rules").glob("*.md")) | {HERE / "commands.md"}
    stale = [path for path, text in made.items() if not path.is_file() or path.read_text("utf-8") != text]
    stale += sorted(there - set(made))
    if check:
        for path in stale:
            print(f"stale: {path.relative_to(HERE.parent)} (./dev docs writes it again)")
        return 1 if stale else 0
    for path in stale:
        if path in made:
            path.parent.mkdir(exist_ok=True)
            path.write_text(made[path], "utf-8")
        else:
            path.unlink(missing_ok=True)
    print(f"{len(made)} pages, {len(stale)} written again")
    return 0


if __name__ == "__main__":
    sys.exit(main())
