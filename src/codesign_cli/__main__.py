"""The entry of both commands: answers a bare `--version` before anything is loaded, hands on the rest."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run `sys.argv` and end the process with its exit status; `--version` and `-V` alone just print.

    Loading the command line costs five times as much as starting Python, which a version need not pay.
    """
    arguments = sys.argv[1:]
    if arguments in (["--version"], ["-V"]):
        from codesign_cli import __version__

        try:
            print(f"codesign {__version__}", flush=True)
            return
        except OSError:  # the command line below says that it cannot be written
            pass
    # The collector finds nothing while modules are loaded and one program is checked, and costs a tenth of the whole;
    # `validate` turns it on again for many programs.
    gc.disable()
    try:
        from codesign_cli.cli.app import main as run
        from codesign_cli.cli.screen import open_what_was_closed

        open_what_was_closed()
        sys.exit(run(arguments))
    except KeyboardInterrupt:  # while it is still loading
        sys.exit(130)
    except ModuleNotFoundError as error:  # the command line itself cannot be loaded
        from codesign_cli.errors import MissingPackage

        missing = MissingPackage(error.name or "")
        sys.stderr.write(f"codesign: {missing.message} {missing.help}\n")  # noqa: TID251  # cli/ is what is missing
        sys.exit(missing.status)


if __name__ == "__main__":
    main()
