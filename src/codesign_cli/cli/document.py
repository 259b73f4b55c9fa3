"""Making a document for its reader and writing it in the chosen formats."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import typer

from codesign_cli.cli import options, outputs, pages, screen
from codesign_cli.config import NO_SETTINGS
from codesign_cli.errors import CodesignError
from codesign_cli.record import NamedTuple

if TYPE_CHECKING:
    from codesign_cli.blocks import Block
    from codesign_cli.check import Checked
    from codesign_cli.config import Settings
    from codesign_cli.documents.reader import Cut

INTERNAL, CUSTOMER = "internal", "customer"
_ENDINGS = {"terminal": "txt", "markdown": "md", "html": "html", "json": "json"}


class Made(NamedTuple):
    """A document ready to be shown."""

    facts: object
    blocks: tuple[Block, ...]
    status: int = 0
    """The exit status: 1 for a document that is not ready."""


Internal = Callable[["Checked", Mapping[str, str]], Made]
"""Makes the document for the team, from a checked program and the team's own phrases."""
Customer = Callable[["Cut", Mapping[str, str]], Made]
"""Makes the document for a customer, from what it may see and the team's own phrases."""


class Asked(NamedTuple):
    """What the command line asks of a document command."""

    name: str
    """What the command is called: `agenda`."""
    path: str | None
    as_of: str | None
    formats: Sequence[str]
    outputs: Sequence[str]
    color: str
    step_summary: bool
    stdin_filename: str | None
    audience: str | None = None
    account: str | None = None
    all_accounts: bool = False
    part: str = ""
    """What tells this page from others of the document in a file name: `session-2`."""


def serve(
    ctx: typer.Context,
    asked: Asked,
    *,
    internal: Internal | None = None,
    customer: Customer | None = None,
    known: Callable[[Checked], None] | None = None,
) -> int:
    """Makes the document for whom it is asked, writes it, and returns the exit status.

    A document has the audiences for which it is given a maker; `known` raises CodesignError where the program
    has no such part. Raises CodesignError for options that do not go together, too.
    """
    targets = _targets(ctx, asked)
    options.one_of("--color", asked.color, screen.COLORS)
    audience = _audience(asked, internal is not None, customer is not None)
    if asked.all_accounts and any(target.output is None for target in targets):
        raise CodesignError(
            "--all-accounts writes a file for each account.", "Name the folder: --output DIR."
        )
    from codesign_cli.cli.programs import open_for_document

    day = options.parse_as_of(asked.as_of, [asked.path], asked.stdin_filename)
    checked, config = open_for_document(asked.path, day, asked.stdin_filename)
    if checked is None or checked.loaded.program is None:
        return 1
    if known is not None:
        known(checked)
    wording = _Wording(asked.name, audience, config.settings if config else NO_SETTINGS)
    if audience == INTERNAL:
        assert internal is not None
        made = internal(checked, wording.own)
        wording.check(made, checked)
        _write_all(asked, made, targets)
        return made.status
    assert customer is not None
    return _for_customers(asked, checked, customer, targets, wording)


class _Wording:
    """A team's own sentences for one document."""

    def __init__(self, document: str, audience: str, settings: Settings) -> None:
        self._document, self._audience, self._settings = document, audience, settings
        self.own: Mapping[str, str] = {}
        """The sentences by key."""
        if settings.wording:
            from codesign_cli.documents.own import own_phrases

            self.own = own_phrases(settings, document, audience)

    def check(self, made: Made, checked: Checked) -> None:
        """Raises CodesignError where a sentence breaks a wording rule on this page."""
        if not self.own:
            return
        from codesign_cli.documents.own import check_wording

        assert checked.loaded.program is not None
        check_wording(
            self._settings,
            self._document,
            self._audience,
            made.facts,
            made.blocks,
            checked.loaded.program,
            checked.now,
        )


def _targets(ctx: typer.Context, asked: Asked) -> list[outputs.Target]:
    """Which format goes where; the terminal's where none is asked for."""
    if not asked.formats and len(asked.outputs) < 2:
        return [outputs.spared(outputs.Target("terminal", asked.outputs[0] if asked.outputs else None))]
    return outputs.targets(ctx, asked.formats, asked.outputs, pages.FORMATS)


def _audience(asked: Asked, internal: bool, customer: bool) -> str:
    """Who reads: as asked, else the customer where an account is named, else the team where it has the document.

    Raises CodesignError for an audience that there is not, or that the document is not for.
    """
    if asked.audience is not None:
        options.one_of("--audience", asked.audience, (INTERNAL, CUSTOMER))
    to_accounts = asked.account is not None or asked.all_accounts
    if asked.account is not None and asked.all_accounts:
        raise CodesignError("--account and --all-accounts do not go together.", "Leave one of them out.")
    chosen = asked.audience or (CUSTOMER if customer and (to_accounts or not internal) else INTERNAL)
    if chosen == CUSTOMER and not customer:
        way = "Use --audience internal, and send nothing of it to a customer."
        raise CodesignError(f"The {asked.name} page is for the team only.", way)
    if chosen == INTERNAL and not internal:
        way = "Use --audience customer; it can be sent as it is."
        raise CodesignError(f"The {asked.name} page is for customers.", way)
    if chosen == INTERNAL and customer and to_accounts:
        raise CodesignError("--account is about a customer's page.", "Leave it out, or --audience internal.")
    return chosen


def _for_customers(
    asked: Asked,
    checked: Checked,
    make: Customer,
    targets: Sequence[outputs.Target],
    wording: _Wording,
) -> int:
    """Writes the page for the account that is asked for, for each of them, or for nobody in particular."""
    from codesign_cli.documents.customer.unready import NotForReader
    from codesign_cli.documents.cut import cut

    program = checked.loaded.program
    assert program is not None
    if asked.all_accounts and not program.accounts:
        raise CodesignError("The program has no accounts yet.", "Write them under `accounts`.")
    readers = [account.id for account in program.accounts] if asked.all_accounts else [asked.account]
    status = 0
    for reader in dict.fromkeys(readers):
        cutting = cut(program, reader, checked.now)
        for found in cutting.replaced:
            page = f"the page of {reader}" if reader else "the page for every account"
            screen.tell(f"“{found}” stood in a text on {page} and is taken out. Write that text without it.")
        try:
            made = make(cutting.cut, wording.own)
        except NotForReader as error:
            if not asked.all_accounts:
                raise
            screen.tell(f"No page for {reader}. {error.message}")
            continue
        wording.check(made, checked)
        places = [_in_folder(asked, target, reader) for target in targets] if asked.all_accounts else targets
        _write_all(asked, made, places)
        if made.status and asked.all_accounts:
            screen.tell(f"The page of {reader} is not ready and cannot be sent; it says what is missing.")
        status = max(status, made.status)
    return status


def _in_folder(asked: Asked, target: outputs.Target, reader: str | None) -> outputs.Target:
    """The file of one account in the folder that is asked for, which is made where it is not there."""
    folder = target.output or ""
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError:
        raise CodesignError(
            f"{folder} is no folder and cannot be made one.", "Name another one after --output."
        ) from None
    name = "-".join(part for part in (asked.name, asked.part, reader) if part)
    return target._replace(output=os.path.join(folder, f"{name}.{_ENDINGS[target.format]}"))


def _write_all(asked: Asked, made: Made, targets: Sequence[outputs.Target]) -> None:
    """Writes a document in every format, and into a step's summary where asked."""
    if asked.step_summary:
        from codesign_cli.cli import step_summary
        from codesign_cli.render import markdown

        step_summary.add(lambda room: markdown.render(made.blocks))
    page = pages.Page(asked.name, made.facts, made.blocks)
    for target in targets:
        pages.show(page, target.format, target.output, asked.color)
