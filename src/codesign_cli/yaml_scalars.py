"""Where each character of a YAML scalar's value stands in the text of its file."""

from __future__ import annotations

Places = tuple[list[int], list[int]]
"""Start and end index in the text, for each character of a value."""

_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r",
    "e": "\x1b", " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0",
    "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_CODE_LENGTHS = {"x": 2, "u": 4, "U": 8}

LONG = 65_536
"""Characters from which on a block scalar's end is found by its indentation alone, and not put together again.

A program's text is never so long; only what is refused for its length is, and that should not take seconds.
"""


class _Rebuilt:
    """A value put together again, each character with the stretch of text that makes it."""

    def __init__(self) -> None:
        self.chars: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    def add(self, char: str, start: int, end: int) -> None:
        self.chars.append(char)
        self.starts.append(start)
        self.ends.append(end)

    def places(self, value: str) -> Places | None:
        """The places when the characters are those of `value`, else None."""
        if "".join(self.chars) != value:
            return None
        return self.starts, self.ends


def places(text: str, start: int, end: int, style: str, value: str) -> Places | None:
    """The place of every character of a scalar's `value`.

    `text[start:end]` is the scalar with its quotes or its `|`; `style` is "", "'", '"', "|" or ">".
    None when the rebuilt value is another than `value`: then nobody may point into it.
    """
    if style in ("|", ">"):
        return _block(text, start, style, value)[1]
    rebuilt = _Rebuilt()
    if style:
        _flow(rebuilt, text, start + 1, end - 1, style)
    else:
        _flow(rebuilt, text, start, end, style)
    return rebuilt.places(value)


def join_surrogates(value: str) -> str:
    """A value in which two escapes make one character, as JSON writes them, with the two joined.

    Raises UnicodeDecodeError where half of such a pair stands alone: that is no character at all.
    """
    return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def block_end(text: str, start: int, style: str, value: str) -> int:
    """The index after the last character of the block scalar whose `|` or `>` stands at `start`.

    Blank lines and comments after the text do not count. The parsers' own end marks differ there.
    """
    end = start + 1
    while end < len(text) and text[end] in "+-123456789":
        end += 1
    _, begin, indents = _header(text, start)
    stop = _less_indented(text, begin, indents[0])
    if stop - begin > LONG:
        length = len(text[begin:stop].rstrip(" \t\r\n"))
        return begin + length if length else end
    for _, content, stop, _, _ in _block(text, start, style, value)[0]:
        if text[content:stop].strip(" \t"):
            end = stop
    return end


def _less_indented(text: str, begin: int, indent: int) -> int:
    """The end of the last line, from `begin` on, before one with text that is indented by less than `indent`."""
    import re

    found = re.compile(rf"[\r\n](?! {{{indent}}}) *(?![ \r\n]|\Z)").search(text, begin - 1)
    return found.start() if found else len(text)


def _flow(out: _Rebuilt, text: str, at: int, end: int, style: str) -> None:
    """Rebuilds a plain or quoted scalar: folded line ends, doubled quotes, escapes."""
    while at < end:
        char = text[at]
        if char in " \t\r\n":
            at = _white(out, text, at, end)
        elif style == "'" and char == "'":
            out.add("'", at, at + 2)
            at += 2
        elif style == '"' and char == "\\":
            at = _escape(out, text, at, end)
        else:
            out.add(char, at, at + 1)
            at += 1


def _white(out: _Rebuilt, text: str, at: int, end: int) -> int:
    """One run of blanks and line ends: kept within a line, folded across lines."""
    stop = at
    while stop < end and text[stop] in " \t\r\n":
        stop += 1
    breaks = _breaks(text, at, stop)
    if not breaks:
        for index in range(at, stop):
            out.add(text[index], index, index + 1)
    elif len(breaks) == 1:
        out.add(" ", at, stop)
    else:
        for index in breaks[1:]:
            out.add("\n", index, _after_break(text, index))
    return stop


def _breaks(text: str, start: int, end: int) -> list[int]:
    """The indices of the line ends in a stretch; CR LF is one."""
    found = []
    at = start
    while at < end:
        if text[at] in "\r\n":
            found.append(at)
            at = _after_break(text, at)
        else:
            at += 1
    return found


def _after_break(text: str, at: int) -> int:
    """The index after the line end at `at`."""
    return at + 2 if text.startswith("\r\n", at) else at + 1


def _escape(out: _Rebuilt, text: str, at: int, end: int) -> int:
    """One escape of a double-quoted scalar; an escaped line end joins the lines."""
    code = text[at + 1 : at + 2]
    if code and code in "\r\n":
        stop = at + 1
        while stop < end and text[stop] in " \t\r\n":
            stop += 1
        for index in _breaks(text, at + 1, stop)[1:]:
            out.add("\n", index, _after_break(text, index))
        return stop
    length = _CODE_LENGTHS.get(code)
    if length is None:
        out.add(_ESCAPES.get(code, ""), at, at + 2)
        return at + 2
    stop = at + 2 + length
    char = chr(int(text[at + 2 : stop], 16))  # the parsers refuse what is no such number
    if "\udc00" <= char <= "\udfff" and out.chars and "\ud800" <= out.chars[-1] <= "\udbff":
        at, char = out.starts.pop(), join_surrogates(out.chars.pop() + char)
        out.ends.pop()
    out.add(char, at, stop)
    return stop


def _header(text: str, start: int) -> tuple[str, int, list[int]]:
    """A block scalar's chomping, where its lines begin, and the indentations that it may have, likely ones first."""
    at = start + 1
    chomping, stated = "", 0
    while at < len(text) and text[at] in "+-123456789":
        if text[at] in "+-":
            chomping = text[at]
        else:
            stated = int(text[at])
        at += 1
    while at < len(text) and text[at] not in "\r\n":
        at += 1
    begin = _after_break(text, at) if at < len(text) else at
    first = _first_indent(text, begin)
    if not stated:
        return chomping, begin, [first, first + 1]  # the second where the next line is no part of it
    # A stated indentation counts from the parent's, which the text alone does not show: each is tried.
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    parent = len(text[line:start]) - len(text[line:start].lstrip(" "))
    likely = [parent + stated, parent + stated + 2, stated]
    return chomping, begin, likely + [n for n in range(1, first + 2) if n not in likely]


def _first_indent(text: str, at: int) -> int:
    """The leading blanks of the first line that is not empty, or of a longer empty one before it."""
    import re

    empty = re.compile(r"(?: *[\r\n])*+").match(text, at)
    first = empty.end() if empty else at
    blanks = max(map(len, re.split(r"[\r\n]", text[at:first])), default=0)
    last = re.compile(" *").match(text, first)
    return max(blanks, last.end() - first if last else 0)


Line = tuple[int, int, int, int, bool]
"""Of a block scalar's line: its start, its text's start and end, the next line's start, whether it is empty."""


def _block_lines(text: str, at: int, indent: int) -> list[Line]:
    """The lines of a block scalar indented by `indent`, with the empty lines between and after them."""
    lines: list[Line] = []
    size = len(text)
    while at < size:
        content = at
        while content < size and content - at < indent and text[content] == " ":
            content += 1
        stop = content
        while stop < size and text[stop] not in "\r\n":
            stop += 1
        if content - at < indent:
            if stop > content:
                break
            content = stop
        elif indent == 0 and text[at:stop].split(" ")[0].split("\t")[0] in ("---", "..."):
            break
        after = _after_break(text, stop) if stop < size else size
        lines.append((at, content, stop, after, stop == content))
        at = after
    return lines


def _block(text: str, start: int, style: str, value: str) -> tuple[list[Line], Places | None]:
    """The lines of a literal or folded scalar and the places of its characters, or nothing when they do not fit."""
    chomping, begin, indents = _header(text, start)
    for indent in indents:
        lines = _block_lines(text, begin, indent)
        rebuilt = _fold(text, lines) if style == ">" else _literal(text, lines)
        _chomp(rebuilt, chomping)
        found = rebuilt.places(value)
        if found is not None:
            return lines, found
    return [], None


def _literal(text: str, lines: list[Line]) -> _Rebuilt:
    """The characters of a literal scalar, all line ends kept."""
    out = _Rebuilt()
    for _, content, stop, after, _ in lines:
        for index in range(content, stop):
            out.add(text[index], index, index + 1)
        if after > stop:
            out.add("\n", stop, after)
    return out


def _fold(text: str, lines: list[Line]) -> _Rebuilt:
    """The characters of a folded scalar: a single line end between two lines of prose becomes a space.

    Line ends beside a line that begins with a blank stay, as do empty lines (YAML 1.2.2, 8.1.3).
    """
    out = _Rebuilt()
    held: tuple[int, int] | None = None  # the line end after the last line of text
    empty: list[tuple[int, int]] = []  # the line ends of the empty lines since then
    before_indented = False
    for _, content, stop, after, is_empty in lines:
        if is_empty:
            if after > stop:
                empty.append((stop, after))
            continue
        indented = text[content] in " \t"
        if held is not None and not before_indented and not indented:
            if not empty:
                out.add(" ", held[0], content)
        elif held is not None:
            out.add("\n", *held)
        for place in empty:
            out.add("\n", *place)
        empty = []
        for index in range(content, stop):
            out.add(text[index], index, index + 1)
        held = (stop, after) if after > stop else None
        before_indented = indented
    for place in ([held] if held is not None else []) + empty:
        out.add("\n", *place)
    return out


def _chomp(out: _Rebuilt, chomping: str) -> None:
    """Drops the line ends at the end that the chomping indicator drops."""
    if chomping == "+":
        return
    count = len(out.chars)
    while count and out.chars[count - 1] == "\n":
        count -= 1
    if chomping == "" and count and count < len(out.chars):
        count += 1
    del out.chars[count:], out.starts[count:], out.ends[count:]
