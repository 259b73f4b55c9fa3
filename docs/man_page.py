"""The manual page `codesign.1`, made of the same definitions as `--help`."""

from __future__ import annotations

import re
import textwrap
from typing import Any

import typer

from codesign_cli import __version__
from codesign_cli.cli.app import application

WRITTEN = "2026-11-22"
"""The day of the page's version; a page that carried today's would be stale every day."""

_SIGNS = {"\\": "\\e", "-": "\\-", "'": "\\(aq", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti", '"': "\\(dq"}

_END = r"""
.SH EXIT STATUS
.TP
.B 0
Nothing fails.
Where several files were named, none of them needs to be a program.
.TP
.B 1
There are findings at or above the failing level, or a document is not ready.
.TP
.B 2
The command could not run: bad usage, a file that cannot be read, a revision
that is not there.
.TP
.B 3
There was nothing to check.
.TP
.B 130
Interrupted.
.PP
No format changes the exit status.
.SH ENVIRONMENT
.TP
.B CODESIGN_CACHE_DIR
The folder for what is kept between runs to be faster, findings among it; empty
for none.
.TP
.BR NO_COLOR ", " FORCE_COLOR
No colour, or colour where no terminal is; \fB\-\-color\fR counts for more.
.TP
.BR GITHUB_ACTIONS ", " GITHUB_STEP_SUMMARY ", " GITHUB_WORKSPACE ", " CI_PROJECT_DIR
Set by services of continuous integration: findings become annotations,
\fB\-\-step\-summary\fR has a place to write to, and files are named from the
root of the checkout.
.SH FILES
.TP
.I program.yaml
The program that is meant where none is named; else the only program file here,
else the same in the folders above, up to the root of the repository.
.TP
.IR codesign.toml ", " pyproject.toml
What a team's programs share and which rules run: the nearest one upwards, in
the second under
.BR [tool.codesign] .
.SH NOTES
macOS has a program of the same name; there, and wherever else the name is
taken, the command is
.BR codesign\-cli .
"""


def page() -> str:
    """The page as roff source, in the man macros."""
    group: Any = typer.main.get_command(application())
    root = typer.Context(group, info_name="codesign", **group.context_settings)
    lines = [
        '.\\" generated: `./dev docs` writes this page again',
        f'.TH CODESIGN 1 "{WRITTEN}" "codesign {__version__}" "User Commands"',
        ".nh",
        ".ad l",
        ".SH NAME",
        "codesign, codesign\\-cli \\-",
        prose(group.help.rstrip(".")),
        ".SH SYNOPSIS",
        ".B codesign",
        "[\\fIOPTION\\fR] \\fICOMMAND\\fR [\\fIARGUMENT\\fR...]",
        ".SH DESCRIPTION",
        "A program is a YAML file in git that says how a team shapes one feature",
        "together with a few customers.",
        "These commands check it and make documents of it.",
        *_options(group.get_params(root)),
        ".SH COMMANDS",
    ]
    commands = [(name, group.commands[name]) for name in command_names()]
    for name, command in commands:
        lines += _command(command, typer.Context(command, parent=root, info_name=name))
    lines += [".SH EXAMPLES", ".nf"]
    for _, command in commands:
        lines += _examples(command.epilog or "")
    return "\n".join([*lines, ".fi"]) + _END


def command_names() -> list[str]:
    """The commands in the order of `--help`."""
    group: Any = typer.main.get_command(application())
    return [name for name, command in group.commands.items() if not command.hidden]


def _command(command: Any, context: Any) -> list[str]:
    """One command: its usage, what it does, its arguments and options."""
    parameters = [p for p in command.get_params(context) if not getattr(p, "hidden", False)]
    places = [p for p in parameters if not p.opts[0].startswith("-")]
    usage = " ".join(f"\\fI{verbatim(p.metavar or p.name.upper())}\\fR" for p in places)
    name = verbatim(context.info_name)
    lines = [f".SS {name}", f"\\fBcodesign {name}\\fR [\\fIOPTION\\fR...] {usage}".rstrip()]
    for number, line in enumerate(command.help.split("\n")):
        lines += [".br" if number else ".PP", prose(line)]
    for place in places:
        lines += [".TP", f"\\fI{verbatim(place.metavar or place.name.upper())}\\fR", prose(place.help or "")]
    return lines + _options(parameters)


def _options(parameters: list[Any]) -> list[str]:
    """Each option with what it takes and its help."""
    lines = []
    for parameter in parameters:
        names = [name for name in parameter.opts if name.startswith("-")]
        if names and not getattr(parameter, "hidden", False):
            shown = ", ".join(f"\\fB{verbatim(name)}\\fR" for name in sorted(names, key=len))
            value = "" if parameter.is_flag else f" \\fI{verbatim(parameter.metavar or 'VALUE')}\\fR"
            lines += [".TP", shown + value, prose(parameter.help or "")]
    return lines


def _examples(epilog: str) -> list[str]:
    """The command lines of `Example: …` and `Examples: …; …`."""
    return [f"\\fB{verbatim(one.strip())}\\fR" for one in epilog.partition(":")[2].split(";")]


def prose(text: str) -> str:
    """Text of ours in short lines: what stands between backquotes in bold, nothing of it a request or an escape."""
    parts = re.split(r"`([^`]+)`", " ".join(text.split()))
    shown = "".join(f"\\fB{_signs(part)}\\fR" if n % 2 else _signs(part) for n, part in enumerate(parts))
    lines = textwrap.wrap(shown, 79, break_long_words=False, break_on_hyphens=False)
    return "\n".join(f"\\&{line}" if line.startswith((".", "'")) else line for line in lines)


def verbatim(text: str) -> str:
    """Text as it is typed, on one line and after a change of font."""
    return _signs(" ".join(text.split()))


def _signs(text: str) -> str:
    plain = "".join(_SIGNS.get(char, char) for char in text)
    return "".join(char if char.isascii() else f"\\[u{ord(char):04X}]" for char in plain)


def alias() -> str:
    """The page of the other name: a reference to this one."""
    return ".so man1/codesign.1\n"
