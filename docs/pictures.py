"""Takes the pictures of the gallery, `docs/pictures/*.png`: documents of the finished example in a browser."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser import chromium  # noqa: E402  (the root is not on the path before)
from tests.browser.chromium import View  # noqa: E402
from tests.browser.pages import text_of  # noqa: E402

FOLDER = ROOT / "docs" / "pictures"
MOST = 150_000
"""Bytes of a picture; more is no picture for a README."""

DESK, PHONE = View(1100, height=760), View(360, height=740, scale=1.5)
PICTURES = {
    "agenda": ("freight-claims/agenda-2", DESK),
    "agenda-dark": ("freight-claims/agenda-2", DESK._replace(dark=True)),
    "agenda-phone": ("freight-claims/agenda-2", PHONE),
    "invite": ("freight-claims/osprey-forwarding/invite", DESK),
    "debrief": ("freight-claims/debrief", DESK),
    "customer-summary-phone": ("freight-claims/osprey-forwarding/summary", PHONE._replace(dark=True)),
}
"""What is pictured and how it is looked at; the size of each picture is that of its window."""


def main() -> int:
    """Writes every picture; the exit status is 1 without a browser, or where a picture is too large."""
    program = chromium.find()
    if program is None:
        print("Chromium is not there (Debian and Ubuntu: apt install chromium).", file=sys.stderr)
        return 1
    FOLDER.mkdir(exist_ok=True)
    large = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        page = Path(place) / "page.html"
        with chromium.Chromium(program, Path(place) / "profile") as browser:
            for name, (document, view) in PICTURES.items():
                page.write_text(text_of(document), "utf-8")
                browser.look(view)
                browser.open(page)
                picture = browser.picture(whole=False)
                (FOLDER / f"{name}.png").write_bytes(picture)
                print(f"docs/pictures/{name}.png  {len(picture) // 1000} kB")
                large += [name] if len(picture) > MOST else []
    if large:
        print(f"Larger than {MOST // 1000} kB: {', '.join(large)}.", file=sys.stderr)
    return 1 if large else 0


if __name__ == "__main__":
    raise SystemExit(main())
