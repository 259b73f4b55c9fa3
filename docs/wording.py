"""The page `docs/wording.md`: how well the wording rules tell what they should, on the sentences held out."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from tests.corpus import Measured, held_out, measure, wilson  # noqa: E402  # the corpus lies beside the tests
from tests.wording_judges import JUDGES  # noqa: E402

TEXT = """# How well the wording rules read

Each wording rule is measured on labelled sentences (`tests/corpus/`) whose authors had not seen its patterns. Two
thirds of them were used to write and tune the patterns; the numbers below come from the third that was held out,
which nobody who tunes the patterns reads. The totals of that third were looked at while the work went on, and the
patterns of SCO101, SCO122, SCO128, SCO130, COH206 and EXP421 were reworked after a poor one, so expect less of
texts that nobody has measured. Half of the sentences that must fire avoid the obvious words; the quiet
ones negate, quote, or use those words in another sense.

*Recall* is the share found of what must fire, *false alarms* the share of what must stay quiet and did not,
*precision* the share of the findings that were right, on this mix. In brackets stand the 95 % intervals after
Wilson: the sets are small.

| rule | firing | quiet | recall | false alarms | precision |
|---|---|---|---|---|---|
"""


def page() -> str:
    """The page as Markdown."""
    rows = {code: measure(held_out(code), JUDGES[code]) for code in sorted(JUDGES)}
    total = Measured(*(sum(column) for column in zip(*rows.values(), strict=True)))
    return TEXT + "".join(_row(code, measured) for code, measured in (*rows.items(), ("all", total)))


def _row(code: str, measured: Measured) -> str:
    """One rule's line of the table."""
    found = measured.found + measured.false
    cells = (
        _share(measured.found, measured.firing),
        _share(measured.false, measured.quiet),
        _share(measured.found, found),
    )
    return f"| {code} | {measured.firing} | {measured.quiet} | {' | '.join(cells)} |\n"


def _share(hits: int, of: int) -> str:
    """`94 % (73–99)`."""
    low, high = wilson(hits, of)
    return f"{hits / of if of else 0:.0%} ({low * 100:.0f}–{high * 100:.0f})".replace("%", " %")
