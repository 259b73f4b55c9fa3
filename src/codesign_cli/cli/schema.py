"""`codesign schema`: the JSON Schema of the program file, for editors."""

from __future__ import annotations

import typer

from codesign_cli.cli import options

HELP = """The JSON Schema (draft 2020-12) of the program file, with a sentence on every key.
Editors complete and explain by it. It knows the keys and what each may be, and none of the rules.
Write it to a file and name that on the first line of a program:
# yaml-language-server: $schema=co-design.schema.json"""
EXAMPLE = "Example: codesign schema --output co-design.schema.json"


def schema(
    kind: str = typer.Option("co-design", "--kind", metavar="KIND", help="Which kind of program: co-design."),
    output: str = options.OutputOption,
) -> int:
    """Writes the schema and returns the exit status."""
    from codesign_cli.cli import screen
    from codesign_cli.errors import CodesignError
    from codesign_cli.model import compiled
    from codesign_cli.schema import build
    from codesign_cli.shape import KINDS

    if options.one_of("--kind", kind, KINDS) != "co-design":
        raise CodesignError(f"There is no schema of {kind} programs yet.", "Use --kind co-design.")
    import json

    text = json.dumps(build(compiled.load(options.cache_folder()).form), indent=2, ensure_ascii=False)
    screen.write(f"{text}\n", output, exact=True)
    return 0
