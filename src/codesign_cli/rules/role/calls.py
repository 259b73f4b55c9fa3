"""Rules on who speaks at the end: CS calls about what was not taken in, Product shows the preview."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from codesign_cli.duties.roles import CS, PRODUCT, holder
from codesign_cli.rules import Example, Hit, at, hit, rule
from codesign_cli.rules.expectation.naming import record_name
from codesign_cli.rules.role.naming import described, entries, for_role

if TYPE_CHECKING:
    from codesign_cli.model.program import Program


@rule(
    "ROL316",
    "call-not-by-cs",
    "warning",
    "A-140",
    clauses={
        "product": "an account is told by Product that its record is deferred or declined",
        "other": "it is told by somebody else who is not of CS",
    },
    why="The one who made the decision defends it. CS can explain it, hear what it costs the account, and is still "
    "there next month.",
    mend="Let CS make the call, the team's or the account's own CSM. Product is there at the debrief.",
    bad=(
        Example("feedback:\n  - id: F01\n    told:\n      by: product # <-\n", "product", base="finished"),
        Example("feedback:\n  - id: F04\n    told:\n      by: Priya Nair # <-\n", "product", base="finished"),
        Example("feedback:\n  - id: F04\n    told:\n      by: Lena Fuchs # <-\n", "other", base="finished"),
        Example(
            "feedback:\n  - id: F04\n    told:\n      by: product # <-\n",
            "product",
            base="finished",
            as_of="2026-04-01",
            note="planned that way",
        ),
    ),
    good=(
        Example(
            "feedback:\n  - id: F04\n    told:\n      by: Tom Okafor\n", base="finished", note="CS by name"
        ),
        Example(
            "accounts:\n  - id: northwind\n    csm: Aylin Kaya\n"
            "feedback:\n  - id: F04\n    told:\n      by: Aylin Kaya\n",
            base="finished",
            note="the account's own CSM",
        ),
        Example(
            "feedback:\n  - id: F02\n    told:\n      on: 2026-04-02\n      by: product\n      how: call\n",
            base="finished",
            note="good news may come from Product",
        ),
        Example(
            "feedback:\n  - id: F04\n",
            base="finished",
            drop=("feedback[F04].told.by",),
            note="nobody is named",
        ),
    ),
)
def call_not_by_cs(program: Program, now: datetime) -> Iterator[Hit]:
    """An account was told of a decline by someone other than CS."""
    for record in program.feedback:
        told = record.told
        if record.final not in ("deferred", "declined") or told is None or not told.by:
            continue
        person = holder(program, told.by)
        if person is None or CS in person.functions:
            continue
        ahead = told.on is not None and told.on > now.date()
        yield hit(
            at(record, "told", "by"),
            f"{described(person)}, not CS, {'is to tell' if ahead else 'told'} the account that "
            f"{record_name(program, record)} is {record.final}.",
            help=f"Let {for_role(program, CS, person.one)} call{'' if ahead else ' again, to hear how it was taken'}.",
            clause="product" if PRODUCT in person.functions else "other",
            related=entries(person, "named here"),
        )


@rule(
    "ROL318",
    "preview-not-by-product",
    "warning",
    "A-155",
    clauses={
        "shared": "the preview was shared by somebody who is not of Product",
        "planned": "it is planned to be shared by somebody who is not of Product",
    },
    why="The preview asks for what is missing, and only Product can answer that. From anybody else it is an "
    "announcement.",
    mend="Let Product share it, with CS in the copy.",
    bad=(
        Example("preview:\n  by: cs # <-\n", "shared", base="finished"),
        Example("preview:\n  by: Lena Fuchs # <-\n", "shared", base="finished"),
        Example("preview:\n  planned: 2026-04-16\n  by: cs # <-\n", "planned"),
    ),
    good=(
        Example("preview:\n  by: Priya Nair\n", base="finished", note="Product by name"),
        Example(
            "title: Bulk ownership transfer\n", base="finished", drop=("preview.by",), note="nobody is named"
        ),
        Example(
            "state: cancelled\npreview:\n  by: cs\n", base="finished", note="a cancelled program owes none"
        ),
    ),
)
def preview_not_by_product(program: Program, now: datetime) -> Iterator[Hit]:
    """The preview was shared by someone who is not of Product."""
    preview = program.preview
    person = holder(program, preview.by) if preview is not None and preview.by else None
    if preview is None or person is None or PRODUCT in person.functions or program.state == "cancelled":
        return
    shared = preview.shared is not None and preview.shared <= now.date()
    yield hit(
        at(preview, "by"),
        f"The preview {'was shared' if shared else 'is to be shared'} by {described(person)} and not by Product.",
        help=f"Let {for_role(program, PRODUCT, person.one)} "
        f"{'answer what the accounts flag' if shared else 'share it'}.",
        clause="shared" if shared else "planned",
        related=entries(person, "named here"),
    )
