"""Programs broken at random: the files that the fuzz tests begin with, and what is done to them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
SEEDS = tuple(
    path.read_bytes()
    for folder in ("examples", "tests/broken", "tests/clean")
    for path in sorted((ROOT / folder).glob("*.yaml"))
)
"""Every program of the examples and of the tests, whole and broken ones."""

VALUES = (
    b"",
    b"null",
    b"~",
    b"true",
    b"no",
    b"0",
    b"-1",
    b"1e400",
    b".nan",
    b"-.inf",
    b"0x7fffffffffffffff",
    b"9" * 400,
    b"9" * 5000,
    b"0o17",
    b"2026-02-30",
    b"2026-02-18T25:61",
    b"9999-12-31",
    b"0001-01-01T00:00:00+14:00",
    b"2026-02-18T16:00:00.123456789Z",
    b"[]",
    b"{}",
    b"[[]]",
    b"[null]",
    b"{a: {b: c}}",
    b"all",
    b"none",
    b"*a",
    b"&a x",
    b"!!int x",
    b"!!binary aGk=",
    b"!x y",
    b"<<",
    b"|",
    b">-",
    b"'",
    b'"',
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\x00",
    b"\x1b[31m",
    b"::error::x",
    b"%0A::error::x",
    b"]]>",
    b"<script>",
    b"[bold]x[/]",
    "\u202ex\u2066".encode(),
    "e\u0301".encode() * 40,
    "\u2028\u2029\x85\ufeff".encode(),
    "\U0001f469\u200d\U0001f680".encode(),
    "漢字".encode() * 30,
    b'"\\ud83d\\ude00"',
    b'"\\ud800"',
    b"x" * 3000,
    b"we promise you will get it first, don't we? " * 20,
    b"- - - -",
    b"? a",
    b"---",
    b"...",
    b"%YAML 1.1",
    b"# codesign: allow COH202",
    b"# codesign: allow X until 2026-99-99 by : :",
)
"""Values that somebody could write, and some that nobody should."""
SIGNS = b"\t\n\r :-[]{}'\"&*!|>%@`#,?\\\0\xff\xc2\xa0"

Lines = list[bytes]


def mutated(random: Random) -> bytes:
    """One of the seeds after one to six changes."""
    raw = random.choice(SEEDS)
    for _ in range(random.choice((1, 1, 1, 2, 3, 6))):
        raw = random.choice(_CHANGES)(raw, random)
    return raw


def _flipped(raw: bytes, random: Random) -> bytes:
    """Some bytes are others."""
    changed = bytearray(raw or b"x")
    for _ in range(random.randint(1, 4)):
        place = random.randrange(len(changed))
        changed[place] = random.choice((random.randrange(256), *SIGNS))
    return bytes(changed)


def _cut(raw: bytes, random: Random) -> bytes:
    """The file ends before its time, or begins too late."""
    place = random.randrange(len(raw) + 1)
    return raw[:place] if random.random() < 0.7 else raw[place:]


def _spliced(raw: bytes, random: Random) -> bytes:
    """A piece of another file stands in the middle."""
    other = random.choice(SEEDS)
    start, place = random.randrange(len(other) + 1), random.randrange(len(raw) + 1)
    return raw[:place] + other[start : start + random.randrange(400)] + raw[place:]


def _by_lines(change: Callable[[Lines, int, Random], None]) -> Callable[[bytes, Random], bytes]:
    """A change of some lines as a change of the file."""

    def changed(raw: bytes, random: Random) -> bytes:
        lines = raw.split(b"\n")
        for _ in range(random.choice((1, 1, 2, 5))):
            change(lines, random.randrange(len(lines)), random)
        return b"\n".join(lines)

    return changed


def _doubled(lines: Lines, at: int, random: Random) -> None:
    end = at + random.choice((1, 1, 3, 10))
    lines[at:at] = lines[at:end] * random.choice((1, 1, 2, 30))


def _deleted(lines: Lines, at: int, random: Random) -> None:
    del lines[at : at + random.choice((1, 1, 2, 8))]
    if not lines:
        lines.append(b"")


def _indented(lines: Lines, at: int, random: Random) -> None:
    blank = random.choice((b" ", b"  ", b"\t", b"\xc2\xa0", b"    " * 30, b"- "))
    for line in range(at, min(at + random.choice((1, 1, 4)), len(lines))):
        lines[line] = blank + lines[line] if random.random() < 0.6 else lines[line].lstrip()


def _swapped(lines: Lines, at: int, random: Random) -> None:
    other = random.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]


def _valued(lines: Lines, at: int, random: Random) -> None:
    """A hostile value in the place of a line's own, or of its key."""
    key, colon, _ = lines[at].partition(b":")
    value = random.choice(VALUES)
    lines[at] = key + b": " + value if colon and random.random() < 0.9 else value + b": " + lines[at].lstrip()


def _shared(lines: Lines, at: int, random: Random) -> None:
    """An anchor at one value and an alias, or a merge, at another."""
    key, colon, value = lines[at].partition(b":")
    if colon:
        lines[at] = key + b": &a" + value
        other = random.randrange(len(lines))
        key, _, _ = lines[other].partition(b":")
        lines[other] = random.choice((key + b": *a", key + b": [*a, *a, *a]", b"<<: *a", b"- *a"))


def _kept(lines: Lines, at: int, random: Random) -> None:
    """Another way to end lines."""
    ends = random.choice((b"\r", b"\r\n", b"\x0c", "\u2028".encode(), "\x85".encode()))
    for line in range(at, min(at + 20, len(lines))):
        lines[line] += ends


_CHANGES: tuple[Callable[[bytes, Random], bytes], ...] = (
    _flipped,
    _cut,
    _spliced,
    *(_by_lines(one) for one in (_doubled, _deleted, _indented, _swapped, _valued, _valued, _valued)),
    *(_by_lines(one) for one in (_shared, _kept)),
)
