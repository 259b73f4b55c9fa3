"""Text from a file made harmless and measurable: controls shown, direction overrides dropped, cells counted."""

from __future__ import annotations

from unicodedata import category, combining, east_asian_width

_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""The marks that reorder a line: overrides, embeddings, isolates and the bare direction marks."""

_UNSEEN = "\u00ad\u180e\u200b\u2060\u2061\u2062\u2063\u2064\ufeff\ufff9\ufffa\ufffb"
"""Characters that show nothing and can hide one text in another; the joiners of scripts and emoji stay."""

_SPACES = "\t\n\v\f\r\u0085\u2028\u2029"


def _table() -> dict[int, str]:
    table = {ord(char): "" for char in _BIDI + _UNSEEN}
    table |= {code: chr(0x2400 + code) for code in range(32)} | {0x7F: "\u2421"}
    table |= dict.fromkeys(range(0x80, 0xA0), "\ufffd")
    table |= {ord(char): " " for char in _SPACES}
    return table


_SAFE = _table()

_ASCII = {
    ord(char): plain
    for char, plain in {
        "·": "-", "•": "*", "–": "-", "—": "-", "−": "-", "…": "...", "“": '"', "”": '"', "„": '"', "‘": "'",
        "’": "'", "→": "->", "×": "x", "≥": ">=", "≤": "<=", "│": "|", "─": "-", "━": "=", "┼": "+", "☐": "[ ]",
        "\u00a0": " ", "\u202f": " ", "\u2421": "<DEL>", "\ufffd": "?",
    }.items()
} | {0x2400 + code: f"^{chr(64 + code)}" for code in range(32)}  # fmt: skip


def flat(text: str) -> str:
    """`text` on one line, as it may be shown: runs of white space become one space, controls become pictures.

    An escape sequence stays readable and inert (`␛[31m`), direction overrides and invisible characters go,
    lone surrogates become `�`. What a runner of continuous integration takes for a command is spread apart.
    """
    return parted(" ".join(_harmless(text).split()))


def name(text: str) -> str:
    """The name of a file on one line: like `flat`, but every space stays, so that a reader finds the file by it."""
    return parted(_harmless(text))


def parted(text: str, by: str = "# #") -> str:
    """`text` without the start of a command anywhere in it: `##[` (GitHub), `##vso[` (Azure), `##teamcity[`.

    `by` stands for each `##` that begins one.
    """
    if "##" not in text:
        return text
    import re

    return re.sub(r"##(?=\w*\[)", lambda _: by, text)


def _harmless(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return "".join(_unknown(char) for char in text.translate(_SAFE))


def _unknown(char: str) -> str:
    """A lone surrogate as `�`, a tag character (an invisible copy of ASCII) as nothing, all else as it is."""
    if "\ud800" <= char <= "\udfff":
        return "\ufffd"
    return "" if "\U000e0000" <= char <= "\U000e007f" else char


def ascii_only(text: str) -> str:
    """`text` with our own signs and common typography in ASCII; letters of other scripts stay."""
    return text if text.isascii() else text.translate(_ASCII)


def char_cells(char: str) -> int:
    """How many terminal cells one character takes: 0, 1 or 2."""
    if char.isascii():
        return 1
    if combining(char) or category(char) in ("Mn", "Me", "Cf") or "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def clusters(text: str) -> list[tuple[str, int]]:
    """`text` in pieces that are drawn as one, each with its cells.

    A piece is a character with its combining marks; what a zero-width joiner ties together is one piece,
    and the emoji selector makes its piece two cells wide.
    """
    if text.isascii():
        return [(char, 1) for char in text]
    found: list[tuple[str, int]] = []
    for char in text:
        cells = char_cells(char)
        if found and (cells == 0 or found[-1][0][-1] == "\u200d"):
            piece, wide = found[-1]
            if char == "\ufe0f" and (category(piece[0]) == "So" or piece[0] in "#*0123456789"):
                wide = 2
            found[-1] = (piece + char, wide)
        else:
            found.append((char, cells))
    return found


def cell_width(text: str) -> int:
    """How many terminal cells `text` takes."""
    return len(text) if text.isascii() else sum(cells for _, cells in clusters(text))
