"""What is wrong with a text that is no YAML: from a parser's complaint to a sentence for people."""

from __future__ import annotations

from codesign_cli.record import NamedTuple
from codesign_cli.yaml_data import Broken, line_end

_WIDE_COLON = "\uff1a"
_MOST_ABOVE = 20_000
"""Lines that are looked at above a mistake, all in all: behind a million blank ones nobody looks for its cause."""


class Complaint(NamedTuple):
    """What a parser says about a text; its words are read here and shown to nobody."""

    context: str
    """What it was doing: `while scanning a quoted scalar`."""
    context_at: int | None
    """Where that began, as an index of the text."""
    problem: str
    """What it did not expect: `found unexpected end of stream`."""
    at: int
    """Where it was met."""


_SAME = (
    ("did not find expected key", "expected <block end>"),
    ("did not find expected '-' indicator", "expected <block end>"),
    ("did not find expected <document start>", "expected '<document start>'"),
    ("did not find expected comment or line break", "expected a comment or a line break"),
    ("did not find expected hexdecimal number", "expected escape sequence of hexdecimal numbers"),
    ("did not find expected node content", "expected the node content"),
    ("block sequence entries are not allowed", "sequence entries are not allowed"),
)
"""libyaml's words for what ruamel.yaml says otherwise: the readings below know the second."""


class _Line(NamedTuple):
    """One line of the text."""

    start: int
    text: str

    @property
    def indent(self) -> int:
        """The leading blanks."""
        return len(self.text) - len(self.text.lstrip(" \t\xa0"))

    @property
    def body(self) -> str:
        """The line without leading blanks, trailing blanks and a comment."""
        body = self.text.strip(" \t\xa0")
        cut = body.find(" #")
        if body.startswith("#"):
            return ""
        return body if cut < 0 else body[:cut].rstrip()

    @property
    def end(self) -> int:
        """The index of the text at which the line ends."""
        return self.start + len(self.text)

    def broken(self, message: str, help: str, start: int | None = None, end: int | None = None) -> Broken:
        """A finding on the line's text, or on a part of it."""
        first = self.indent if start is None else start
        last = self.indent + len(self.body) if end is None else end
        return Broken(self.start + first, self.start + max(last, first + 1), message, help)


def explain(text: str, complaint: Complaint) -> Broken:
    """The finding for a parser's complaint about `text`: the likely mistake, its place, a way out."""
    at = min(complaint.at, len(text))
    where = _Where(text, at, complaint)
    for reading in _READINGS:
        found = reading(where)
        if found is not None:
            return found
    return where.line.broken(
        "This line cannot be read as YAML.",
        "Compare it with the lines around it: indentation, the colon after the key, quotes, brackets.",
    )


class _Where:
    """The lines around a complaint."""

    def __init__(self, text: str, at: int, complaint: Complaint) -> None:
        self.text = text
        self.at = at
        self.complaint = complaint
        said = f"{complaint.context} {complaint.problem}"
        for theirs, ours in _SAME:
            said = said.replace(theirs, ours)
        self.said = said
        self.line = _line_at(text, at)
        self.column = at - self.line.start
        """From 0."""
        start = complaint.context_at
        self.context = None if start is None else _line_at(text, min(start, len(text)))
        self.left = _MOST_ABOVE

    def above(self, line: _Line) -> _Line | None:
        """The nearest line above that holds more than a comment; None, too, where it is too far away."""
        while line.start > 0 and self.left:
            self.left -= 1
            line = _line_at(self.text, line.start - 1)
            if line.body:
                return line
        return None


def _line_at(text: str, at: int) -> _Line:
    """The line that holds an index; on a line end, the line that it ends."""
    between = at > 0 and text.startswith("\r\n", at - 1)  # the two characters of one line end
    start = _last_end(text, at - between) + 1
    return _Line(start, text[start : line_end(text, start)])


def _last_end(text: str, at: int) -> int:
    """The index of the last line end before `at`, or -1; without looking through the whole file for a kind it lacks."""
    low, width = at, 256
    while low > 0:
        high, low = low, max(low - width, 0)
        found = max(text.rfind("\n", low, high), text.rfind("\r", low, high))
        if found >= 0:
            return found
        width *= 8
    return -1


def shown(text: str, width: int = 40) -> str:
    """An excerpt for a sentence: one line, shortened, without backticks."""
    flat = " ".join(text.split()).replace("`", "'")
    return flat if len(flat) <= width else flat[: width - 1].rstrip() + "…"


def _split_key(body: str) -> tuple[str, str] | None:
    """`- key: value` as key and value; None where no key begins the line."""
    while body.startswith("- "):
        body = body[2:].lstrip()
    key, colon, value = body.partition(":")
    if not colon or not key or (value and value[0] not in " \t") or key[0] in "\"'[{#&*!|>%@":
        return None
    return key.strip(), value.strip()


def _conflict(where: _Where) -> Broken | None:
    """Lines that git writes into a file whose merge was not finished."""
    for line in (where.line, where.context, where.above(where.line)):
        if line is not None and line.text.startswith(("<<<<<<<", "=======", ">>>>>>>")):
            return line.broken(
                "A merge was not finished: git's conflict mark stands in this line.",
                "Keep one of the two versions and delete the lines with <<<<<<<, ======= and >>>>>>>.",
            )
    return None


def _odd_indentation(where: _Where) -> Broken | None:
    """Tabs and no-break spaces before a line's text."""
    if "quoted" in where.said:
        return None
    for line in (where.line, where.context):
        if line is None:
            continue
        lead = line.text[: line.indent]
        for char, name in (("\t", "a tab"), ("\xa0", "a no-break space")):
            if char in lead:
                return line.broken(
                    f"The line is indented with {name}; YAML takes spaces only.",
                    "Replace it by spaces, as many as the lines beside it have.",
                    lead.index(char),
                    line.indent,
                )
    if where.text[where.at : where.at + 1] == "\t" and "cannot start" in where.said:
        return where.line.broken(
            "A tab stands here; between the parts of a line YAML takes spaces only.",
            "Replace it by a space, or delete it at the end of a line.",
            where.column,
            where.column + 1,
        )
    return None


def _quote(where: _Where) -> Broken | None:
    """A quote that is never closed, and text after the closing one."""
    if "quoted scalar" in where.said and "found unexpected" in where.said and where.context is not None:
        return _unclosed_quote(where.context, (where.complaint.context_at or 0) - where.context.start)
    if not any(sign in where.said for sign in ("<block end>", "',' or", "mapping values", "expected ':'")):
        return None
    return _after_quote(where) or _earlier_quote(where)


def _unclosed_quote(line: _Line, column: int) -> Broken:
    quote = line.text[column : column + 1]
    return line.broken(
        f"The quote {quote} that opens here is never closed.",
        f"Put {quote} at the end of the text, too; inside the text it is written "
        + ('\\".' if quote == '"' else "twice ('')."),
        column,
        max(len(line.text.rstrip()), column + 1),
    )


def _after_quote(where: _Where) -> Broken | None:
    """`'It's here'`, `"a" and "b"`: a quoted text ends and more follows on its line."""
    before, after = where.line.text[: where.column].rstrip(), where.line.text[where.column :].strip()
    opened = _value_quote(before)
    if opened is None or not after or not before.endswith(before[opened]) or len(before) - 1 == opened:
        return None
    if after[0] in "\"'" and "',' or" in where.said:  # two items in brackets
        return None
    quote = before[opened]
    ways = {
        "'": """Put the whole value in double quotes ("), or write each ' inside it twice ('').""",
        '"': """Put the whole value in single quotes ('), or write each " inside it as \\".""",
    }
    return where.line.broken(
        f"The quoted text ends at the second {quote}, and more text follows.",
        ways[quote],
        opened,
        len(where.line.text.rstrip()),
    )


def _value_quote(text: str) -> int | None:
    """The column of the quote that opens a line's first quoted value."""
    for column, char in enumerate(text):
        if char in "\"'" and text[:column].rstrip().endswith((":", "-", ",", "[", "{")):
            return column
        if char in "\"'" and not text[:column].strip():
            return column
    return None


def _earlier_quote(where: _Where) -> Broken | None:
    """A quote left open on a line above, which the next quote of the file closed."""
    line: _Line | None = where.line
    for _ in range(30):
        line = where.above(line) if line is not None else None
        if line is None:
            return None
        column = _value_quote(line.text)
        if column is None:
            continue
        quote = line.text[column]
        rest = line.text[column + 1 :].replace("\\\\", "").replace('\\"', "")
        if rest.count(quote) == 0 and quote in where.text[line.start + len(line.text) : where.at]:
            return _unclosed_quote(line, column)
        return None
    return None


def _bracket(where: _Where) -> Broken | None:
    """Brackets left open, closed by the wrong one, or closed without having been opened."""
    said = where.said
    if "flow sequence" in said or "flow mapping" in said:
        return _open_bracket(where)
    if "node content" in said and not where.text[where.at :].strip():
        opened = _last_open(where.text)
        if opened is not None:
            return _never_closed(_line_at(where.text, opened), opened)
    token = where.text[where.at : where.at + 1]
    lost = any(sign in said for sign in ("node content", "block end", "cannot start", "<document start>"))
    if lost and token in ("]", "}", ",") and token:
        return where.line.broken(
            f"The `{token}` does not belong to anything here.",
            "Delete it, or put the value in quotes if it is meant as text.",
            where.column,
            where.column + 1,
        )
    return None


def _open_bracket(where: _Where) -> Broken:
    """A list or group in brackets that does not go on as it should."""
    start = where.complaint.context_at
    if start is None or where.context is None:
        start, context = where.at, where.line
    else:
        context = where.context
    opening = where.text[start : start + 1]
    closing = "}" if opening == "{" else "]"
    found = where.text[where.at : where.at + 1]
    if found in ("]", "}") and found and found != closing:
        return where.line.broken(
            f"`{opening}` opens here or above and `{found}` closes it.",
            f"Close it with `{closing}`.",
            where.column,
            where.column + 1,
        )
    if context.start == where.line.start and closing in where.line.text[where.column :]:
        line = where.line
        begin = max(line.text.rfind(sign, 0, where.column) for sign in (",", opening)) + 1
        begin += len(line.text[begin:]) - len(line.text[begin:].lstrip())
        return line.broken(
            f"Between `{opening}` and `{closing}` this is no single item.",
            "Put a comma between two items, and quotes around a text that holds commas, colons or brackets.",
            begin,
            line.text.index(closing, where.column),
        )
    return _lost_comma(where, start) or _never_closed(context, start)


def _lost_comma(where: _Where, start: int) -> Broken | None:
    """Two items on two lines without a comma between them, in brackets that are closed further down."""
    text, at = where.text, where.at
    if "',' or" not in where.said or not _closes(text, start, at):
        return None
    if text[at : at + 1] == ":":  # the second item is a key, which began before its colon
        at = where.line.start + where.line.indent
    before = text[:at].rstrip()
    if len(before) - 1 <= start or "\n" not in text[len(before) : at].replace("\r", "\n"):
        return None
    line = _line_at(text, len(before) - 1)
    return line.broken(
        f"Behind `{shown(line.body)}` the comma is missing before the next item.",
        "Put a comma at the end of the line.",
        None,
        len(before) - line.start,
    )


def _closes(text: str, start: int, at: int) -> bool:
    """Whether the bracket at `start` is closed behind `at`; brackets within quotes do not count."""
    depth, quote = 0, ""
    for index in range(start, len(text)):
        char = text[index]
        if quote:
            quote = "" if char == quote and text[index - 1] != "\\" else quote
        elif char in "\"'" and text[:index][-80:].rstrip()[-1:] in ("[", "{", ",", ":"):
            quote = char
        elif char in "[{":
            depth += 1
        elif char in "]}":
            depth -= 1
            if depth == 0:
                return index > at
    return False


def _never_closed(line: _Line, at: int) -> Broken:
    """The finding on a bracket at an index of the text, to the end of its line."""
    column = at - line.start
    opening = line.text[column : column + 1]
    return line.broken(
        f"The bracket `{opening}` that opens here is never closed.",
        f"Put `{'}' if opening == '{' else ']'}` after the last item.",
        column,
        max(column + 1, len(line.text.rstrip())),
    )


def _last_open(text: str) -> int | None:
    """The last bracket that is open at the end of the text, roughly: quotes are not looked at."""
    opened: list[int] = []
    for index, char in enumerate(text):
        if char in "[{":
            opened.append(index)
        elif char in "]}" and opened:
            opened.pop()
    return opened[-1] if opened else None


def _sign(where: _Where) -> Broken | None:
    """A value that begins with a character which YAML keeps for itself."""
    said, text = where.said, where.text
    char = text[where.at : where.at + 1]
    if "cannot start any token" in said and char not in ("\t", ""):
        return _value_from(where, where.at, f"A value cannot begin with {_named(char)}.")
    if "undefined alias" in said or "scanning an alias" in said:
        return _star(where)
    if "scanning an anchor" in said:
        start = text.rfind("&", where.line.start, where.at + 1)
        return _value_from(where, start if start >= 0 else where.at, "A value cannot begin with `&`.")
    if "tag" in said and "directive" not in said:
        start = text.rfind("!", where.line.start, where.at + 1)
        return _value_from(where, start if start >= 0 else where.at, "A value cannot begin with `!`.")
    if "block scalar" in said and any(sign in said for sign in ("chomping", "a line break", "range 1-9")):
        return _after_block_sign(where)
    return None


def _star(where: _Where) -> Broken:
    """`*bold*`, or a reference to a part that nobody marked."""
    found = where.text.find("*", where.line.start + where.line.indent, where.at + 1)
    start = found if found >= 0 else where.at
    name = where.text[start + 1 : _line_at(where.text, start).end].split(" #")[0].strip()
    if start == where.line.start + where.line.indent:
        help = "Delete it, or put a `#` before the line if it is a note."
        return _value_from(where, start, "A line cannot begin with `*`.", help)
    if not name.replace("-", "").replace("_", "").isalnum():
        return _value_from(where, start, "A value cannot begin with `*`.")
    message = f"`*{shown(name)}` refers to a part marked with `&{shown(name)}`, and there is none."
    return _value_from(where, start, message)


def _named(char: str) -> str:
    return "a backtick" if char == "`" else f"`{char}`"


def _value_from(where: _Where, start: int, message: str, help: str = "") -> Broken:
    """A finding from an index to the end of its line, mended by quotes unless `help` says otherwise."""
    line = _line_at(where.text, start)
    column = start - line.start
    end = max(line.indent + len(line.body), column + 1)
    value = line.text[column:end].replace('"', '\\"')
    quoted = f"'{value}'" if "\\" in value and "'" not in value else f'"{value}"'
    help = help or "Put the value in quotes" + (f": {quoted}." if len(quoted) <= 60 else ".")
    return line.broken(message, help, column, end)


def _after_block_sign(where: _Where) -> Broken:
    """`text: > Hello`: a text in the line of its sign."""
    line = where.context or where.line
    column = (where.complaint.context_at or where.at) - line.start
    sign = line.text[column : column + 1] or ">"
    return line.broken(
        f"After `{sign}` the text begins on the next line, and here it goes on in the same one.",
        f"Move the text to the next line and indent it, or delete `{sign}`, or put the value in quotes.",
        column,
    )


def _escape(where: _Where) -> Broken | None:
    """A backslash in double quotes that means nothing."""
    if "escape" not in where.said or "quoted" not in where.said:
        return None
    slash = where.text.rfind("\\", where.line.start, where.at + 1)
    start = slash if slash >= 0 else where.at
    found = where.text[start : start + 2]
    column = start - where.line.start
    return where.line.broken(
        f"In double quotes `{found}` is no character that YAML knows.",
        "Write \\\\ for a backslash, or use single quotes.",
        column,
        column + 2,
    )


def _document_mark(where: _Where) -> Broken | None:
    """A second document, text beside document marks, directives."""
    said = where.said
    if "another document" in said or "<document start>" in said or "document end marker" in said:
        mark = where.line.text[:3]
        if mark in ("---", "...") or "another document" in said:
            return several(where.text, where.at)
        if "\n---" not in where.text[: where.at] and "\n..." not in where.text[: where.at]:
            return _indentation(where) if where.column <= where.line.indent and where.line.start else None
        return where.line.broken(
            "This text stands outside the document.",
            "Delete it, or the line of `---` or `...` above it; a file holds one program.",
        )
    if (
        "directive" in said
        or "incompatible YAML" in said
        or ("tag handle" in said and where.line.text[:1] == "%")
    ):
        return where.line.broken(
            "A line that begins with `%` is an instruction to YAML readers, and this one is not valid.",
            "Delete the line; a program file needs none.",
        )
    return None


def several(text: str, at: int) -> Broken:
    """The finding of a second document at an index of the text."""
    line = _line_at(text, at)
    return line.broken(
        "A second document begins here; a file holds one program.",
        "Put it into a file of its own, or delete the line of `---` or `...`.",
        0 if line.text.startswith("---") else None,
    )


def _missing_colon(where: _Where) -> Broken | None:
    """A line that should be `key: value` and has no colon, or no space after it."""
    if "could not find expected ':'" not in where.said or where.context is None:
        return None
    return _no_key(where, where.context)


def _glued_dash(where: _Where) -> Broken | None:
    """`-id: northwind`, in the line of the complaint, above it, or where it began."""
    if not any(sign in where.said for sign in ("<block end>", "mapping values", "expected ':'")):
        return None
    context = where.context if "expected ':'" in where.said else None
    for line in (where.line, context, where.above(where.line)):
        body = line.body if line is not None else ""
        if line is not None and body.startswith("-") and body[1:2].isalpha():
            return line.broken(
                "After the dash of a list item the space is missing.",
                f"Write `- {shown(body[1:])}`.",
                line.indent,
                line.indent + 1,
            )
    return None


def _no_key(where: _Where, line: _Line) -> Broken:
    """The finding on a line that is no `key: value`."""
    glued = _glued_colon(line)
    if glued is not None:
        return glued
    above, body = where.above(line), line.body
    if above is not None and above.indent == line.indent and above.body.startswith("- "):
        return line.broken(
            f"`{shown(body)}` stands among list items without a dash.",
            f"Write `- {shown(body)}`, or indent the line further if it continues the item above.",
        )
    if above is None and " " in body:
        return line.broken(
            f"`{shown(body)}` is no key with a value, and a program file begins with one.",
            "Begin with `codesign: 1`, then write `title:` and `feature:`; notes take a `#` before them.",
        )
    while body.startswith("- "):
        body = body[2:].lstrip()
    word, _, rest = body.partition(" ")
    like_a_key = word.replace("_", "").isalpha() and word.islower()
    written = f"{word}: {shown(rest)}".rstrip() if like_a_key else "key: value"
    return line.broken(
        f"`{shown(body)}` has no colon, so it is no key with a value.",
        f"Write `{written}`, or indent the line if it continues the text above.",
        line.indent + line.text[line.indent :].find(body),
    )


def _glued_colon(line: _Line) -> Broken | None:
    """`key:value`, an equals sign or a colon of another script, where a colon and a space should be."""
    body = line.body
    while body.startswith("- "):
        body = body[2:].lstrip()
    start = line.indent + line.text[line.indent :].find(body)
    key, colon, value = body.partition(":")
    if colon and value and " " not in key.strip():
        return line.broken(
            f"After `{shown(key)}:` the space is missing.",
            f"Write `{shown(key)}: {shown(value)}`.",
            start,
            start + len(key) + 1,
        )
    if _WIDE_COLON in body:
        column = line.text.index(_WIDE_COLON)
        return line.broken(
            f"The colon here is the wide one ({_WIDE_COLON}) that YAML does not know.",
            "Write a plain colon and a space.",
            column,
            column + 1,
        )
    if "=" in body and body.split("=")[0].strip().isidentifier():
        name, _, rest = body.partition("=")
        help = f"Write a colon instead of the equals sign: `{shown(name)}: {shown(rest)}`."
        return line.broken(f"`{shown(body)}` has an equals sign where the colon belongs.", help, start)
    return None


def _colon_in_value(where: _Where) -> Broken | None:
    """`mapping values are not allowed here`: a colon in an unquoted value, or a line indented too far."""
    if "mapping values are not allowed" not in where.said:
        return None
    line = where.line
    before = line.text[: where.column]
    first = _split_key(line.body)
    key = first[0] if first else ""
    position = before.find(": ")
    if position >= 0 and position + 1 < where.column:
        return _quote_value(line, key, position)
    above = where.above(line)
    if above is None:
        return None
    split = _split_key(above.body)
    if split is None and above.body.startswith("- "):
        return line.broken(
            "The line is indented further than the list item above it, which has its text already.",
            "Give the key a place of its own: begin it with a dash too, or indent it as the keys around the list.",
        )
    if split is None or not split[1]:
        return _no_key(where, above) if split is None else None
    return line.broken(
        f"The line is indented further than the key above it, and `{shown(split[0])}` has its value already.",
        f"Indent it as `{shown(split[0])}` is, or put the value of `{shown(split[0])}` in quotes on one line"
        " if this line belongs to it.",
    )


def _quote_value(line: _Line, key: str, colon: int) -> Broken:
    """A second colon and space on a line: quotes around the value."""
    start = colon + 1 + len(line.text[colon + 1 :]) - len(line.text[colon + 1 :].lstrip())
    value = line.body[start - line.indent :]
    help = "Put the value in quotes"
    if key and '"' not in value and "\\" not in value:
        help += f': `{shown(key)}: "{shown(value, 50)}"`'
    named = f"the value of `{shown(key)}`" if key else "the value"
    return line.broken(f"A colon and a space inside {named} look like a second key.", help + ".", start)


def _not_here(where: _Where) -> Broken | None:
    """List items among keys, keys among list items, and lines indented by a count of their own."""
    said = where.said
    if "sequence entries are not allowed" in said:
        return _dash_in_value(where)
    if "<block end>" not in said and "mapping keys are not allowed" not in said:
        return None
    line = where.line
    first = where.column <= line.indent
    if first and (line.body.startswith("- ") or line.body == "-"):
        if line.indent == _column(where):
            return line.broken(
                "A list item stands among keys.",
                "Write the key that the list belongs to in a line above it, or delete the dash.",
            )
        return _indentation(where)
    if first:
        if "block collection" in said and line.indent == _column(where):
            return line.broken(
                "A key stands among list items.",
                "Begin the line with a dash if it is an item, or indent it as the keys of the item above.",
            )
        return _indentation(where)
    before = line.text[: where.column].rstrip()
    split = _split_key(line.body)
    if split is not None and before.endswith(("]", "}")) and split[1][:1] in ("[", "{"):
        return line.broken(
            f"The value begins with `{split[1][0]}` and goes on after the closing `{before[-1]}`.",
            "Put the whole value in quotes if it is a text; otherwise delete what follows the bracket.",
            line.text.find(split[1]),
        )
    return line.broken(
        "This text does not fit what stands before it in the line.",
        "Put the whole value in quotes.",
        where.column,
    )


def _column(where: _Where) -> int:
    """The column at which the open list or group began, from 0."""
    if where.context is None or where.complaint.context_at is None:
        return -1
    return where.complaint.context_at - where.context.start


def _dash_in_value(where: _Where) -> Broken:
    """`key: - item`."""
    line = where.line
    split = _split_key(line.body)
    if split is None or where.column <= line.indent:
        return _indentation(where)
    return line.broken(
        f"A list begins in the line of its key `{shown(split[0])}`.",
        "Put each item on a line of its own below the key, or the value in quotes if the dash belongs to it.",
        where.column,
    )


def _indentation(where: _Where) -> Broken:
    """A line whose indentation fits no line above; the help names those that would."""
    columns: list[tuple[int, str]] = []
    line = where.above(where.line)
    limit: int | None = None
    while line is not None and len(columns) < 4:
        if limit is None or line.indent < limit:
            inner = line.body.lstrip("- ")
            if line.body.startswith("- ") and inner:
                columns.append((line.indent + len(line.body) - len(inner), inner))
            columns.append((line.indent, line.body))
            limit = line.indent
        if limit == 0:
            break
        line = where.above(line)
    nearest = sorted(columns, key=lambda pair: abs(pair[0] - where.line.indent))[:2]
    ways = [f"{count} as `{shown(body, 24)}`" for count, body in nearest]
    help = f"Indent it by {' or '.join(ways)} is." if ways else "Indent it as the lines beside it are."
    count = where.line.indent
    spaces = "1 space" if count == 1 else f"{count} spaces"
    message = f"The line is indented by {spaces}, unlike every line above that it could belong to."
    return where.line.broken(message, help)


_READINGS = (
    _conflict,
    _odd_indentation,
    _document_mark,
    _escape,
    _quote,
    _sign,
    _bracket,
    _glued_dash,
    _missing_colon,
    _colon_in_value,
    _not_here,
)
"""From the surest to the vaguest; the first that recognises the mistake speaks."""
