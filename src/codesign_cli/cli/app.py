"""The commands put together, and the one place where what went wrong becomes a sentence and an exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

import typer

from codesign_cli import __version__
from codesign_cli.errors import CodesignError, MissingPackage

COULD_NOT_RUN = 2
INTERRUPTED = 130

COMMANDS = (
    "validate",
    "invite",
    "brief",
    "agenda",
    "debrief",
    "summary",
    "calls",
    "preview",
    "thanks",
    "retro",
    "memo",
    "handoff",
    "diff",
    "explain",
    "rules",
    "schema",
    "completion",
)
"""The commands in the order of `--help`: each is a module here with a function of its name, `HELP` and `EXAMPLE`."""
_ONE_OUTPUT = ("explain", "rules", "schema", "completion")
"""Commands that write one page; every other takes several formats, each with its output."""


def application(called: Sequence[str] = COMMANDS) -> typer.Typer:
    """The command line with the commands that are `called`: each costs its import and half a millisecond more."""
    from importlib import import_module

    made = typer.Typer(
        name="codesign",
        help="Checks and documents for shaping one feature together with a few customers.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    made.callback()(top)
    for name in called:
        module = import_module(f"codesign_cli.cli.{name}")
        more: dict[str, Any] = {}
        if name not in _ONE_OUTPUT:
            from codesign_cli.cli.outputs import OrderedCommand

            more["cls"] = OrderedCommand
        if name == "completion":
            # After the shell's name come words of the line that is being completed; none of them is an option of ours.
            more["context_settings"] = {"allow_interspersed_args": False}
        made.command(help=module.HELP, epilog=module.EXAMPLE, **more)(getattr(module, name))
    return made


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"codesign {__version__}")
        raise typer.Exit


def top(
    version: bool = typer.Option(
        False, "--version", "-V", callback=_version, is_eager=True, help="Show the version."
    ),
) -> None:
    """Takes the options that stand before a command."""


def called_as() -> str:
    """The name by which the command was called, for hints: `codesign`, `codesign-cli` or `python -m codesign_cli`."""
    name = os.path.basename(sys.argv[0]).removesuffix(".exe") if sys.argv else ""
    return "python -m codesign_cli" if name == "__main__.py" else name or "codesign"


def main(arguments: Sequence[str]) -> int:
    """Runs one command line and returns its exit status; nothing it meets ends in a traceback."""
    try:
        status = application(_called(arguments))(
            list(arguments), prog_name=called_as(), standalone_mode=False
        )
        return status if isinstance(status, int) else 0
    except CodesignError as error:
        _say(f"{error.message} {error.help}".strip())
        return error.status
    except typer.Abort:
        return INTERRUPTED
    except KeyboardInterrupt:
        return INTERRUPTED
    except (BrokenPipeError, SystemExit):
        # Typer makes an exit of a broken pipe; nothing else here ends the process.
        _let_go()
        return 0
    except RecursionError:
        _say("This input is nested too deeply to be read. Take the deepest lists and mappings apart.")
        return COULD_NOT_RUN
    except OSError as error:
        return _refused(error)
    except ModuleNotFoundError as error:
        return _missing_or_defect(error)
    except Exception as error:  # the one catch: a usage error of the command line, or a defect of ours
        return _usage_or_defect(error)


def _called(arguments: Sequence[str]) -> Sequence[str]:
    """The command called by its name; all of them where none is, and for completion, which looks at the others."""
    named = next((word for word in arguments if not word.startswith("-")), "")
    return COMMANDS if named == "completion" or named not in COMMANDS else (named,)


def _let_go() -> None:
    """Lets go what no stream takes any more."""
    from codesign_cli.cli.screen import let_go

    let_go(sys.__stdout__, sys.__stderr__)


def _refused(error: OSError) -> int:
    """Tells what the machine refused. Files are opened by name: what has none is a stream, or the folder we are in."""
    if error.filename is not None:
        _say(f"{error.filename} cannot be read or written. Check that it is there and may be used.")
    elif isinstance(error, FileNotFoundError):
        _say("The folder you are in is not there any more. Change to one that is.")
    else:
        _say("The output cannot be written. Check that there is room for it where it goes.")
        _let_go()
    return COULD_NOT_RUN


def _missing_or_defect(error: ModuleNotFoundError) -> int:
    """Tells that a package of others is not installed; a module of ours that is not there is a defect."""
    name = error.name or ""
    if not name or name.startswith("codesign_cli"):
        return _usage_or_defect(error)
    missing = MissingPackage(name)
    _say(f"{missing.message} {missing.help}")
    return missing.status


def _usage_or_defect(error: Exception) -> int:
    """Tells a mistake in the command line in one sentence; anything else is a defect, and says so."""
    message = getattr(error, "format_message", None)
    if message is None:
        name = type(error).__name__
        _say(
            f"codesign {__version__} has a defect here ({name}). Please report it with the file, if you may."
        )
        return COULD_NOT_RUN
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        from codesign_cli.cli.screen import show_error

        show_error(f"{message()}\n")
        return COULD_NOT_RUN
    command = context.command_path if context is not None else called_as()
    _say(f"{_usage_sentence(error, str(message()).strip())} See `{command} --help`.")
    return COULD_NOT_RUN


def _usage_sentence(error: Exception, said: str) -> str:
    """What is wrong with a command line, as one sentence: `said`, but in our words for an option that is not there."""
    unknown = getattr(error, "option_name", None)
    if type(error).__name__ == "NoSuchOption" and unknown:
        near = list(getattr(error, "possibilities", None) or ())
        return f"There is no option {unknown}.{f' Did you mean {near[0]}?' if near else ''}"
    said = said.replace("is not a valid int", "is not a whole number")  # Typer's word for it
    return said if said.endswith((".", "?")) else f"{said}."


def _say(text: str) -> None:
    from codesign_cli.cli.screen import tell

    tell(f"{called_as()}: {text}")
