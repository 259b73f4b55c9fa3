"""`codesign completion`: the script that teaches a shell to complete, and the answers that it asks for."""

from __future__ import annotations

import os

import typer

from codesign_cli.cli import options

HELP = """The script that teaches a shell to complete commands, options, formats, rules, terms, accounts and sessions.
For bash, put this line into ~/.bashrc: source <(codesign completion bash)
For zsh, into ~/.zshrc, after compinit: source <(codesign completion zsh)
For fish, into ~/.config/fish/config.fish: codesign completion fish | source"""
EXAMPLE = "Example: codesign completion bash"

SHELLS = ("bash", "zsh", "fish")
NAMES = ("codesign", "codesign-cli")


def completion(
    ctx: typer.Context,
    shell: str = typer.Argument(..., metavar="SHELL", help="bash, zsh or fish."),
    words: list[str] = typer.Argument(None, hidden=True),
) -> int:
    """Writes the script for `shell`; with `words`, which the script passes, what may stand at its cursor."""
    from codesign_cli.cli import screen
    from codesign_cli.errors import CodesignError

    options.one_of("The shell", shell, SHELLS)
    if not words:
        screen.write(script(shell, ctx.find_root().info_name or ""), exact=True)
        return 0
    if not (words[0].isdecimal() and words[0].isascii()):
        raise CodesignError("completion takes a shell and nothing else.", f"Write: {EXAMPLE[9:]}")
    from codesign_cli.cli.complete import answer

    screen.write(answer(ctx.find_root(), shell, min(int(words[0][:9]), len(words)), words[1:]), exact=True)
    return 0


def script(shell: str, called: str) -> str:
    """The script for `shell` as text, asking the command by the name that it was `called` by.

    Only who is called `codesign` speaks for that name too: on macOS it belongs to another program.
    """
    names = NAMES if called == NAMES[0] else NAMES[1:]
    path = os.path.join(os.path.dirname(__file__), "shells", f"codesign.{shell}")
    with open(path, encoding="utf-8") as file:
        return file.read().replace("@NAMES@", " ".join(names)).replace("@NAME@", names[0])
