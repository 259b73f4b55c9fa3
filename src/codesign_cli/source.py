"""One program file: bytes to YAML nodes to plain data, and the place of everything in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from operator import is_
from typing import TYPE_CHECKING, Any

from codesign_cli.finding import Finding, Path, Related, Span, path_text
from codesign_cli.raw import MAX_BYTES
from codesign_cli.yaml_data import (
    MAX_DEPTH,
    MAX_NODES,
    Broken,
    Duplicate,
    Node,
    build,
    line_end,
    too_deep,
    too_many,
)

if TYPE_CHECKING:
    from codesign_cli.yaml_problems import Complaint

# How a file is read, and why so. libyaml (PyYAML's C parser) composes nodes with the start and end of every
# key and value; that is the fast path, about 1 ms for 400 lines. What libyaml refuses, pure ruamel.yaml
# decides, because libyaml refuses some valid YAML. libyaml takes duplicate keys, ends at a NUL, crashes on
# deep nesting and counts lines in its own way, so keys, characters, depth and lines are ours. A text that is
# too slight to break a limit is composed without asking us at every node; who finds something wrong in
# it reads it again with every question asked, so that both ways say the same.

SECOND_OPINION = 64 * 1024
"""Characters up to which ruamel.yaml is asked after libyaml refused: it needs up to 20 ms for a thousand of them."""
MOST_TWICE = 200
"""Keys that stand again and are told; a file with more was put together by no person."""

MOST_SIGNS = 5_000
"""Signs of which a file with more is read with care: so many levels crash no process, so many values are no limit."""

_NO_SIGNS = bytes(code for code in range(256) if code not in b"-?:,[{")
"""Every byte but those that nest or tell apart values."""
_TEXT_BYTES = bytes([9, 10, 13, *range(0x20, 0x7F), *range(0x80, 0x100)])
# Both parsers end lines at the first three, as YAML 1.1 did, and skip the last; in YAML 1.2 they are text.
_NOT_BREAKS = "\x85\u2028\u2029\ufeff"
_STAND_INS = "\uf8f0\uf8f1\uf8f2\uf8f3"


class Source:
    """One file, read: its text, its data, and where each value stands. Made by `read`."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        """The file as the person named it."""
        self.text = text
        """The decoded text without a byte-order mark."""
        self.data: Any = None
        """Plain dicts, lists, str, int, float, bool, None; None when the file is unreadable or empty."""
        self.findings: tuple[Finding, ...] = ()
        """FIL001, at most one, and FIL002 for every key that stands again."""
        self.readable = True
        """False when FIL001 stands."""
        self._root: Node | None = None
        self._starts: list[int] | None = None
        self._pairs: dict[int, dict[str, tuple[Node, Node]]] = {}
        self._ends: dict[int, int] = {}
        self._maps: dict[int, tuple[list[int], list[int]] | None] = {}

    @property
    def lines(self) -> list[str]:
        """The lines without their ends: CR LF, LF or CR, nothing else."""
        return self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def span(self, start: int, end: int) -> Span:
        """The lines and columns of `text[start:end]`, from 1, in code points, the end exclusive."""
        if self._starts is None:
            self._starts = _line_starts(self.text)
        first = bisect_right(self._starts, start)
        last = bisect_right(self._starts, end)
        return Span(first, start - self._starts[first - 1] + 1, last, end - self._starts[last - 1] + 1)

    def file_of(self, path: Path) -> str:
        """The file that holds the value at `path`: always this one."""
        return self.name

    def has(self, path: Path) -> bool:
        """Whether the file writes something at `path`, be it empty."""
        return self._root is not None and len(self._walk(path)) == len(path) + 1

    def key_span(self, path: Path) -> Span | None:
        """The key that holds the value at `path`; None for list items, the root, and what is not there."""
        steps = self._walk(path)
        if len(steps) != len(path) + 1 or steps[-1][0] is None:
            return None
        return self.span(*self._stretch(steps[-1][0]))

    def value_span(self, path: Path) -> Span | None:
        """The whole value at `path`, quotes included; None for what is not there.

        A value that is left out after its colon or dash is a stretch without width behind that sign. Behind
        an alias it is the value that the alias refers to, where it is written.
        """
        if not self.has(path):
            return None
        return self.span(*self._value(*self._walk(path)[-1]))

    def place(self, path: Path) -> Span:
        """Where a finding about `path` stands: the value, the key of a whole list, or the nearest ancestor.

        After "Places" in `readings.md`: what is written but empty is shown by its key, and what is missing by
        the key or the first line of the part that should hold it.
        """
        steps = self._walk(path)
        key, node = steps[-1]
        if len(steps) == 1 and (path or node is None or node.value.__class__ is not str or not node.value):
            return self._root_place()
        if node.value.__class__ is str and (key is None or len(steps) == len(path) + 1):
            start, end = self._value(key, node)
            if start < end and (key is None or not _is_empty(node)):
                return self.span(start, end)
        if key is not None:
            return self.span(*self._stretch(key))
        if node.value.__class__ is str:
            at = node.start_mark.index
            dash = self.text.rfind("-", 0, at + 1)
            blank = dash >= 0 and not self.text[dash + 1 : at].strip()
            return self.span(dash, dash + 1) if blank else self.span(at, at)
        return self.span(*self._first_line(node))

    def inside(self, path: Path, start: int, end: int) -> Span:
        """The place of the characters `start` to `end` of the text at `path`; else the value's place."""
        steps = self._walk(path)
        node = steps[-1][1]
        if len(steps) != len(path) + 1 or node is None or node.value.__class__ is not str:
            return self.place(path)
        places = self._characters(node)
        if places is None or not 0 <= start < end <= len(places[0]):
            return self.place(path)
        return self.span(places[0][start], places[1][end - 1])

    def comments(self, mark: str) -> Iterator[tuple[Span, str]]:
        """The comments that begin with `mark` after their `#`, each with its place; a text is never one."""
        found = _comments_with(self.text, mark)
        texts = self._texts_with(mark) if found else []
        for start, end in found:
            if not _within(texts, start):
                yield self.span(start, end), self.text[start:end]

    def _texts_with(self, word: str) -> list[tuple[int, int]]:
        """The stretches of the text values that hold a word, in their order: nothing in them is a comment."""
        nodes = _nodes(self._root) if self._root is not None else ()
        return sorted(
            self._stretch(node) for node in nodes if node.value.__class__ is str and word in node.value
        )

    def _walk(self, path: Path) -> list[tuple[Node | None, Node]]:
        """Key and value nodes from the root along `path`, as far as the file goes."""
        steps: list[tuple[Node | None, Node]] = [(None, self._root)]
        for part in path:
            node = steps[-1][1]
            if node is None or node.value.__class__ is str:
                break
            if node.id == "mapping":
                pair = self._index(node).get(part) if isinstance(part, str) else None
                if pair is None:
                    break
                steps.append(pair)
            elif isinstance(part, int) and 0 <= part < len(node.value):
                steps.append((None, node.value[part]))
            else:
                break
        return steps

    def _index(self, mapping: Node) -> dict[str, tuple[Node, Node]]:
        """The pairs of a mapping by the text of their keys, the first of two."""
        pairs = self._pairs.get(id(mapping))
        if pairs is None:
            pairs = {}
            for key, value in mapping.value:
                pairs.setdefault(key.value, (key, value))
            self._pairs[id(mapping)] = pairs
        return pairs

    def _stretch(self, node: Node) -> tuple[int, int]:
        """Start and end of a node without its anchor, its tag and what follows it."""
        start, end = _content_start(self.text, node), node.end_mark.index
        if node.value.__class__ is str:
            if node.style in ("|", ">"):
                end = self._block_end(node, start)
        elif not node.flow_style:
            end = self._block_collection_end(node)
        return start, max(start, end)

    def _block_end(self, node: Node, start: int) -> int:
        """The end of a literal or folded text, looked for once: rules ask for many words of one text."""
        if id(node) not in self._ends:
            from codesign_cli.yaml_scalars import block_end

            self._ends[id(node)] = block_end(self.text, start, node.style, node.value)
        return self._ends[id(node)]

    def _block_collection_end(self, node: Node) -> int:
        """The end of the last value: the parsers' own mark runs past comments to the next key."""
        if node.id == "sequence":
            return self._value(None, node.value[-1])[1] if node.value else int(node.end_mark.index)
        key, value = node.value[-1]
        start, end = self._value(key, value)
        key_end = self._stretch(key)[1]
        return end if start >= key_end else key_end  # an alias's value stands before its key

    def _value(self, key: Node | None, node: Node) -> tuple[int, int]:
        """Start and end of a value; of one left out, the place behind its colon or dash."""
        if node.value.__class__ is not str or node.value or node.style in ("'", '"', "|", ">"):
            return self._stretch(node)
        if key is None:
            return node.start_mark.index, node.start_mark.index
        end = self._stretch(key)[1]
        colon = end
        while colon < len(self.text) and self.text[colon] in " \t":
            colon += 1
        behind = colon + 1 if self.text.startswith(":", colon) else end
        return behind, behind

    def _first_line(self, node: Node) -> tuple[int, int]:
        """The first line of a list item: to the end of its first pair where that ends on the same line."""
        start = _content_start(self.text, node)
        stop = self._first_stop(node) if node.value else start
        return (start, min(stop, line_end(self.text, start))) if stop > start else self._stretch(node)

    def _first_stop(self, node: Node) -> int:
        """The end of the first pair of a mapping, or of the first item of a list."""
        if node.id != "mapping":
            return self._value(None, node.value[0])[1]
        key, value = node.value[0]
        key_end = self._stretch(key)[1]
        start, end = self._value(key, value)
        one_line = value.value.__class__ is str and start >= key_end
        return end if one_line and start < end and not _has_break(self.text, key_end, end) else key_end

    def _root_place(self) -> Span:
        """The `codesign` key, else the first key, else the start of the file."""
        root = self._root
        if root is None or root.id != "mapping" or not root.value:
            return Span(1, 1, 1, 2 if self.text[:1] not in ("", "\n", "\r") else 1)
        key = self._index(root).get("codesign", root.value[0])[0]
        return self.span(*self._stretch(key))

    def _characters(self, node: Node) -> tuple[list[int], list[int]] | None:
        """The place of each character of a scalar's value."""
        if id(node) not in self._maps:
            from codesign_cli.yaml_scalars import places

            start, end = self._stretch(node)
            self._maps[id(node)] = places(self.text, start, end, node.style or "", node.value)
        return self._maps[id(node)]


def read(name: str, raw: bytes, *, fast: bool = True) -> Source:
    """Reads one file's bytes; never raises, whatever they are.

    `name` is shown in the findings. With `fast` False, and where PyYAML has no C parser, ruamel.yaml alone
    reads: the same but for some tabs that it refuses.
    """
    if len(raw) > MAX_BYTES:
        return _refuse(
            Source(name, ""),
            Broken(
                0, 0, f"The file has more than {MAX_BYTES:,} bytes (4 MiB), the most that a program may have.",
                "Split it, or move what is no program text into another file.",
            ),
        )  # fmt: skip
    try:
        source = Source(name, raw.decode("utf-8").removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        return _refuse(*_undecodable(name, raw, error.start))
    import gc

    collecting = gc.isenabled()
    gc.disable()  # nothing that is made here is garbage; a tenth of the time
    try:
        return _read(source, raw, fast)
    except Broken as broken:
        return _refuse(source, broken)
    except RecursionError:
        return _refuse(source, too_deep(0))
    finally:
        if collecting:
            gc.enable()


def _read(source: Source, raw: bytes, fast: bool) -> Source:
    """Fills a source with the data and nodes of its text; raises Broken."""
    _check_characters(raw, source.text)
    root = _compose_quickly(raw, source.text) if fast else None
    if root is not None:
        try:
            return _filled(source, root)
        except (Broken, RecursionError):
            pass  # what is told of a file with several mistakes is decided below
    root = _compose(source.text, fast)
    return source if root is None else _filled(source, root)


def _filled(source: Source, root: Node) -> Source:
    """A source with the data of its nodes; raises Broken, and then nothing has been filled in."""
    text = source.text
    _check_glued_comments(text, root)
    _check_invisible(text, root)
    source.data, duplicates = build(root, shared="*" in text and "&" in text)
    source._root = root
    if duplicates:
        source.findings = _duplicate_findings(source, duplicates)
    return source


def _refuse(source: Source, broken: Broken) -> Source:
    """The source with FIL001 and without data."""
    start, end = broken.start, broken.end
    text = source.text
    if broken.word:
        while end < len(text) and text[end] not in " \t\r\n,]}":
            end += 1
    end = min(max(start, end), len(text))
    finding = Finding(
        code="FIL001", name="invalid-yaml", severity="error", discipline="file", file=source.name,
        span=source.span(min(start, end), end), path="", key="", message=broken.message, help=broken.help,
        source="X",
    )  # fmt: skip
    source.readable = False
    source.findings = (finding,)
    return source


def _undecodable(name: str, raw: bytes, at: int) -> tuple[Source, Broken]:
    """The finding for bytes that are no UTF-8, at the first of them."""
    help = "Save the file as UTF-8: editors offer it under Save as, or as the encoding in the status bar."
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        source = Source(name, raw.decode("utf-16", "replace"))
        return source, Broken(0, 1, "The file is UTF-16; a program file is UTF-8 text.", help)
    text = raw.decode("utf-8", "replace").removeprefix("\ufeff")
    if b"\0" in raw:
        return Source(name, text), _binary(text.find("\0"))
    index = len(raw[:at].decode("utf-8").removeprefix("\ufeff"))
    message = f"This character is not saved as UTF-8 (byte {raw[at]:02X}); a program file is UTF-8 text."
    return Source(name, text), Broken(index, index + 1, message, help)


def _binary(at: int) -> Broken:
    """The finding of a NUL."""
    return Broken(
        at, at + 1, "This is no text file: it holds a NUL byte.",
        "Give the path of a YAML file; if it is one, save it again as UTF-8.",
    )  # fmt: skip


def _check_characters(raw: bytes, text: str) -> None:
    """Raises Broken at the first character that YAML forbids (1.2.2, 5.1)."""
    if not raw.translate(None, _TEXT_BYTES) and b"\xc2" not in raw and b"\xef\xbf" not in raw:
        return
    for index, char in enumerate(text):
        code = ord(char)
        if code == 0:
            raise _binary(index)
        low = code < 0x20 and char not in "\t\n\r"
        if low or (0x7F <= code < 0xA0 and code != 0x85) or code in (0xFFFE, 0xFFFF):
            raise Broken(
                index, index + 1,
                f"A control character (U+{code:04X}) stands here, which YAML does not allow.",
                "Delete it; it often comes from copying out of another program.",
            )  # fmt: skip


def _line_starts(text: str) -> list[int]:
    """The index at which each line starts; lines end at LF, CR LF or CR."""
    starts = [0]
    at = text.find("\n")
    if "\r" in text:
        for index, char in enumerate(text):
            if char == "\n" or (char == "\r" and not text.startswith("\n", index + 1)):
                starts.append(index + 1)
        return starts
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts


def _content_start(text: str, node: Node) -> int:
    """Where a node's own text begins, behind its anchor and tag."""
    at = int(node.start_mark.index)
    while text[at : at + 1] in ("&", "!"):
        while at < len(text) and text[at] not in " \t\r\n":
            at += 1
        while at < len(text) and text[at] in " \t\r\n":
            at += 1
        while text.startswith("#", at):
            at = line_end(text, at)
            while at < len(text) and text[at] in " \t\r\n":
                at += 1
    return at


def _has_break(text: str, start: int, end: int) -> bool:
    """Whether a line ends within a stretch."""
    return text.find("\n", start, end) >= 0 or text.find("\r", start, end) >= 0


def _comments_with(text: str, mark: str) -> list[tuple[int, int]]:
    """The stretches to the end of the line that a `#` begins, with a blank before it and `mark` behind it."""
    found = []
    content = text.find(mark)
    while content >= 0:
        at, following = content - 1, content + len(mark)
        while at >= 0 and text[at] in " \t":
            at -= 1
        if at >= 0 and text[at] == "#" and (not at or text[at - 1].isspace()):
            following = line_end(text, at)
            found.append((at, following))
        content = text.find(mark, following)
    return found


def _within(stretches: list[tuple[int, int]], at: int) -> bool:
    """Whether a position lies in one of the stretches, which are sorted and apart."""
    before = bisect_right(stretches, (at, len(stretches) and stretches[-1][1])) - 1
    return before >= 0 and at < stretches[before][1]


def _is_empty(node: Node) -> bool:
    """Whether a scalar is written but empty: nothing, `null`, `~` or quotes around nothing."""
    return not node.value or (not node.style and node.value in ("~", "null", "Null", "NULL"))


# Composing


_parsers: tuple[Any, Any] | None = None


def fast_parsers() -> tuple[Any, Any]:
    """The classes that compose at C speed, one that keeps our limits and one for what needs none; else None."""
    global _parsers
    if _parsers is None:
        extension = _yaml_extension()
        _parsers = _make_parsers(extension.CParser) if extension else (None, None)
    return _parsers


def _yaml_extension() -> Any:
    """PyYAML's C extension, or None where it or PyYAML is missing.

    While PyYAML is imported it compiles patterns that only its pure reader and resolver use, one of them over
    all of Unicode: 7 of 150 ms. They are compiled when somebody uses them.
    """
    compile_now = re.compile
    re.compile = _Later  # type: ignore[assignment]
    try:
        from yaml import _yaml  # type: ignore[import-untyped, unused-ignore]
    except ImportError:
        return None
    finally:
        re.compile = compile_now
    return _yaml


class _Later:
    """A pattern that is compiled when it is first used."""

    def __init__(self, *how: Any) -> None:
        self._how = how

    def __getattr__(self, name: str) -> Any:
        return getattr(re.compile(*self._how), name)


def _make_parsers(base: Any) -> tuple[Any, Any]:
    """PyYAML's C parser with our limits, and without; subclasses, so that PyYAML itself stays as it is.

    Lighter node classes in the place of PyYAML's own would save a tenth and change a module that others use.
    """

    class Quick(base):  # type: ignore[misc]
        # Called at every node, a third of the time of composing: functions written in C take what they are given.
        resolve = "".format  # says "" of everything
        descend_resolver = is_
        ascend_resolver = "".strip

    class Parser(base):  # type: ignore[misc]
        depth = 0
        count = 0

        def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
            """Marks plain scalars and collections "" and quoted scalars "!"; their meaning is found later."""
            return "!" if implicit.__class__ is tuple and not implicit[0] else ""

        def descend_resolver(self, parent: Any, index: Any) -> None:
            """Called before each node is composed: the limits, before the C stack or the memory ends."""
            self.depth += 1
            self.count += 1
            if self.depth > MAX_DEPTH or self.count > MAX_NODES:
                raise _over_limit(self.depth, parent, index)

        def ascend_resolver(self) -> None:
            """Called after each node."""
            self.depth -= 1

    return Parser, Quick


def _over_limit(depth: int, parent: Any, index: Any) -> Broken:
    """Which limit a node broke, at the key or the end of the item before it."""
    node = index if hasattr(index, "start_mark") else parent
    at = node.start_mark.index if node is not None else 0
    if depth > MAX_DEPTH:
        return too_deep(at)
    if node is parent and parent is not None and parent.value and parent.id == "sequence":
        at = parent.value[-1].start_mark.index
    return too_many(at)


def _compose_quickly(raw: bytes, text: str) -> Node | None:
    """The node tree of a text of a usual kind and size; None for one that `_compose` has to look at.

    Each value and key begins with or behind one of a few signs. Where those are few, no limit needs to be
    counted while composing (`build` looks at the depth), and where no tag stands, style alone tells what is quoted.
    """
    quick = fast_parsers()[1]
    signs = len(raw.translate(None, _NO_SIGNS))
    if quick is None or signs > MOST_SIGNS or _may_have_tags(text) or _has_stand_ins(text):
        return None
    try:
        return quick(text).get_single_node()
    except Exception:
        return None


def _may_have_tags(text: str) -> bool:
    """Whether a word begins with `!`."""
    at = text.find("!")
    while at > 0 and text[at - 1] not in " \t\r\n[{,":
        at = text.find("!", at + 1)
    return at >= 0


def _has_stand_ins(text: str) -> bool:
    """Whether the text holds characters that the parsers misread."""
    return not text.isascii() and any(char in text for char in _NOT_BREAKS)


def _compose(text: str, fast: bool) -> Node | None:
    """The node tree of the one document; None when the file holds none. Raises Broken."""
    if not _has_stand_ins(text):
        return _compose_plain(text, fast)
    stand_ins = _free_characters(text)
    swapped = text.translate(dict(zip(map(ord, _NOT_BREAKS), stand_ins, strict=True)))
    root = _compose_plain(swapped, fast)
    if root is not None:
        back = dict(zip(map(ord, stand_ins), _NOT_BREAKS, strict=True))
        for node in _nodes(root):
            if node.value.__class__ is str:
                node.value = node.value.translate(back)
    return root


def _free_characters(text: str) -> list[str]:
    """Four characters that the text does not use, to stand in for those that the parsers misread."""
    free = [char for char in _STAND_INS if char not in text]
    code = 0xE000
    while len(free) < len(_NOT_BREAKS):
        if chr(code) not in text and chr(code) not in free:
            free.append(chr(code))
        code += 1
    return free


def _compose_plain(text: str, fast: bool) -> Node | None:
    """The tree by libyaml, by ruamel.yaml on an error of libyaml or in its absence."""
    parser = fast_parsers()[0] if fast else None
    if parser is None:
        return _compose_slowly(text)
    try:
        return parser(text).get_single_node()
    except Broken:
        raise
    except Exception as error:
        complaint = _complaint(error)
    if len(text) > SECOND_OPINION:
        raise _explained(text, complaint)
    return _compose_slowly(text, complaint)


def _compose_slowly(text: str, earlier: Complaint | None = None) -> Node | None:
    """The same node tree by pure ruamel.yaml, or Broken in our words.

    `earlier` is libyaml's complaint; it speaks where ruamel.yaml fails without naming a place.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.resolver import VersionedResolver
    from ruamel.yaml.tag import Tag

    plain, quoted = Tag(suffix=""), Tag(suffix="!")
    limits = {"depth": 0, "count": 0}

    class Resolver(VersionedResolver):
        """As the fast parser's: marks plain and quoted, keeps the limits."""

        def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
            return quoted if implicit.__class__ is tuple and not implicit[0] else plain

        def descend_resolver(self, parent: Any, index: Any) -> None:
            limits["depth"] += 1
            limits["count"] += 1
            if limits["depth"] > MAX_DEPTH or limits["count"] > MAX_NODES:
                raise _over_limit(limits["depth"], parent, index)

        def ascend_resolver(self) -> None:
            limits["depth"] -= 1

    yaml = YAML(typ="safe", pure=True)
    yaml.Resolver = Resolver
    yaml.composer.warn_double_anchors = False
    try:
        root = yaml.compose(text)
    except (Broken, RecursionError):
        raise
    except Exception as error:  # ruamel raises AssertionError and others on broken directives
        raise _explained(text, _complaint(error) or earlier) from None
    if root is not None and ("\\u" in text or "\\U" in text):
        _join_surrogates(root)
    return root


def _join_surrogates(root: Node) -> None:
    """Joins the halves of characters, which ruamel.yaml leaves apart and libyaml refuses; one alone is Broken."""
    from codesign_cli.yaml_scalars import join_surrogates

    for node in _nodes(root):
        if node.value.__class__ is str and any("\ud800" <= char <= "\udfff" for char in node.value):
            try:
                node.value = join_surrogates(node.value)
            except UnicodeDecodeError:
                raise Broken(
                    node.start_mark.index, node.end_mark.index,
                    "This text holds half of a character: an escape from `\\ud800` to `\\udfff` without its partner.",
                    "Write the character itself in its place, or delete the escape.",
                ) from None  # fmt: skip


def _complaint(error: Exception) -> Complaint | None:
    """What either parser says, or None where it says nothing with a place."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return None
    from codesign_cli.yaml_problems import Complaint

    context_mark = getattr(error, "context_mark", None)
    return Complaint(
        context=str(getattr(error, "context", None) or ""),
        context_at=None if context_mark is None else context_mark.index,
        problem=str(getattr(error, "problem", None) or ""),
        at=mark.index,
    )


def _explained(text: str, complaint: Complaint | None) -> Broken:
    """The finding for a complaint, or for a failure without one: ruamel.yaml has some on `%` lines."""
    from codesign_cli.yaml_problems import Complaint, explain

    if complaint is not None:
        return explain(text, complaint)
    at = text.find("\\U")
    while at >= 0:
        if text[at + 2 : at + 10].upper() > "0010FFFF":
            return explain(
                text, Complaint("while scanning a double-quoted scalar", None, "unknown escape", at + 1)
            )
        at = text.find("\\U", at + 2)
    at = text.find("%") if text.startswith("%") or "\n%" in text else 0
    return explain(
        text, Complaint("while scanning a directive" if at or text[:1] == "%" else "", None, "", at)
    )


# Our own checks of what both parsers let pass


_INVISIBLE = "\xa0\u200b\u2060\ufeff\u2028\u2029\x85"


def _check_invisible(text: str, root: Node) -> None:
    """Raises Broken where a key begins with a blank that YAML takes for a letter: pasted from a web page."""
    if not any(char in text for char in _INVISIBLE):
        return
    for node in _nodes(root):
        if node.id != "mapping":
            continue
        for key, _ in node.value:
            if key.value.__class__ is str and not key.style and key.value[:1] in (*_INVISIBLE,):
                at = _content_start(text, key)
                stop = at + len(key.value) - len(key.value.lstrip(_INVISIBLE))
                raise Broken(
                    at, stop, "A blank stands before the key that is no plain space, so it is read as a letter.",
                    "Replace it by spaces, as many as the lines beside it have.",
                )  # fmt: skip


def _nodes(root: Node) -> Iterator[Node]:
    """Every node of a tree once, keys included, in no order to rely on."""
    waiting, seen = [root], set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        if node.value.__class__ is not str:
            for child in node.value:
                waiting.extend(child if node.id == "mapping" else (child,))


_BEFORE_GLUED = frozenset("\"'[]{},>|+-123456789")


def _check_glued_comments(text: str, root: Node) -> None:
    """Raises Broken where a comment stands without a blank before it, behind a quote or a bracket.

    YAML 1.2.2, 6.6. The nodes are looked at only where such a pair of characters stands at all.
    """
    at = text.find("#", 1)
    while at >= 0 and text[at - 1] not in _BEFORE_GLUED:
        at = text.find("#", at + 1)
    if at < 0:
        return
    for node in _nodes(root):
        at = node.end_mark.index
        if node.value.__class__ is not str:
            if not node.flow_style:
                continue
        elif node.style in ("|", ">"):
            at = _content_start(text, node) + 1
            while text[at : at + 1] in ("+", "-", *"123456789"):
                at += 1
        if text[at : at + 1] == ",":  # only in a list or group in brackets: elsewhere it belongs to the value
            at += 1
        elif node.value.__class__ is str and not node.style:
            continue
        if text.startswith("#", at):
            raise Broken(
                at, at + 1, "A comment needs a space before its `#`.",
                "Put a space before the `#`, or the value in quotes if the `#` belongs to it.", word=True,
            )  # fmt: skip


# Keys that stand twice


def _duplicate_findings(source: Source, duplicates: list[Duplicate]) -> tuple[Finding, ...]:
    """FIL002 for each second occurrence of a key, the first one beside it."""
    from codesign_cli.yaml_problems import shown

    told = duplicates[:MOST_TWICE]
    paths = _mapping_paths(source, {id(duplicate.mapping) for duplicate in told})
    found = []
    for mapping, first, second in told:
        parent = paths[id(mapping)]
        path = (*parent, second.value)
        text, span = path_text(path), source.span(*source._stretch(first))
        name = f"`{shown(second.value)}`" if second.value else "An empty key"
        also = "" if first.value == second.value else f" as `{shown(first.value)}`"
        found.append(
            Finding(
                code="FIL002", name="duplicate-key", severity="error", discipline="file", file=source.name,
                span=source.span(*source._stretch(second)), path=text, key=_id_text(source.data, path),
                message=f"{name} stands twice {_named(source.data, parent)}, first in line {span.line}{also}.",
                help="Keep one of the two and delete the other.", source="X",
                related=(Related(source.name, span, text, f"{name} stands here first"),),
            )
        )  # fmt: skip
    found.sort(key=lambda finding: finding.span)
    if len(duplicates) > len(told):
        rest = f"{len(duplicates) - len(told):,} more keys stand twice in this file and are not told"
        help = "Mend these first, or check that it is a program at all."
        found.append(found[-1]._replace(message=f"{rest}.", help=help, related=()))
    return tuple(found)


def _mapping_paths(source: Source, wanted: set[int]) -> dict[int, Path]:
    """The path of each wanted mapping, by the identity of its node."""
    found: dict[int, Path] = {}
    seen: set[int] = set()
    waiting: list[tuple[Node, Path]] = [(source._root, ())]
    while waiting:
        node, path = waiting.pop()
        if node.value.__class__ is str or id(node) in seen:
            continue
        seen.add(id(node))
        if id(node) in wanted:
            found[id(node)] = path
        if node.id == "mapping":
            waiting.extend((value, (*path, key.value)) for key, value in node.value)
        else:
            waiting.extend((value, (*path, index)) for index, value in enumerate(node.value))
    return found


def _id(data: Any, path: Path) -> str | None:
    """The `id` of the list item at `path`, where it has one."""
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    name = data.get("id") if isinstance(data, dict) else None
    return name if isinstance(name, str) and name else None


def _id_text(data: Any, path: Path) -> str:
    """A path as text with the ids of list items: `accounts[northwind].health`."""
    text = ""
    for end, part in enumerate(path, 1):
        if isinstance(part, int):
            text += f"[{_id(data, path[:end]) or part}]"
        else:
            text += f".{part}" if text else part
    return text


def _named(data: Any, path: Path) -> str:
    """A mapping in words: "at the top level", "in `feature`", "in `northwind` of `accounts`"."""
    if not path:
        return "at the top level"
    if isinstance(path[-1], str):
        return f"in `{path_text(path)}`"
    known = _id(data, path)
    name = f"`{known}`" if known else f"item {path[-1] + 1}"
    return f"in {name} of `{path_text(path[:-1])}`" if len(path) > 1 else f"in {name} of the list"
