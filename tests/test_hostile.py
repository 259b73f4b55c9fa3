"""Text that would like to act, and bytes that are no program: whatever a file holds, it is shown and nothing more."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from tests.command import BEGUN, Screen, run, validate

CLEAN = Path(__file__).parent / "clean"
ESC = "\x1b"
HOSTILE = (
    "[bold red]loud[/bold red]",
    "[/]",
    "[link=https://example.com]here[/link]",
    ":warning:",
    f"{ESC}[8mhidden{ESC}[0m",
    f"{ESC}[2J{ESC}[H",
    f"{ESC}]0;title\x07",
    f"{ESC}]8;;https://example.com{ESC}\\here",
    "\x9b2J",
    "\x9d0;title\x9c",
    "\x08\x08\x08over",
    "line\rover",
    "a\u2028b\u2029c\x85d\x0be\x0cf",
    "\u202egnp.exe\u202c",
    "\u2067right\u2069",
    "a\u200bb\ufeffc",
    "::error::planted",
    "\n::set-output name=x::y",
    "##[group]planted",
    "##vso[task.complete]",
    "###teamcity[buildProblem]",
    "\x00nothing",
    "\x7f",
    "\U000e0041\U000e0042",
    "\ud800",
    "`backtick`",
    "| a | b |",
    "<script>alert(1)</script>",
    "{% raw %} ${x} %s {0}",
    "é" * 300,
    "漢" * 90,
)
"""Each does something to a terminal, a runner, a template or a layout that takes it at its word."""


def short(text: str) -> str:
    """A name for a test of a hostile text, which would be no good name itself."""
    return ascii(text)[1:16]


PAINT = re.compile(r"\x1b\[(?:0|1|2|[13][0-7]|1;3[0-7])m")
"""The only escape sequences that are ours: bold, dim, and the eight colours."""
BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def is_inert(page: str) -> None:
    """Fails where a page holds anything that a terminal or a runner would obey."""
    bare = PAINT.sub("", page)
    acting = [char for char in bare if (char < " " and char != "\n") or "\x7f" <= char <= "\x9f"]
    assert acting == []
    assert BIDI.search(bare) is None
    assert re.search(r"##\w*\[", bare) is None
    assert not any(line.lstrip().startswith("::") for line in bare.splitlines())
    page.encode("utf-8")


def plain(base: str) -> Any:
    """A clean program as plain data."""
    return YAML(typ="safe").load((CLEAN / f"{base}.yaml").read_bytes())


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every value that is no mapping and no list."""
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(item, (*path, key))
    else:
        yield path


RUNNING, FINISHED = plain("running"), plain("finished")
PLACES = {"running": list(places(RUNNING)), "finished": list(places(FINISHED))}


def more(times: int) -> settings:
    """Several times as many examples as usual, for tests that cost little."""
    return settings(max_examples=settings().max_examples * times)


def planted(base: str, path: tuple[Any, ...], text: str, as_key: bool) -> bytes:
    """A clean program with a hostile text in the place of one value or of its key, everything quoted."""
    data = json.loads(json.dumps(RUNNING if base == "running" else FINISHED, default=str))
    inner = data
    for part in path[:-1]:
        inner = inner[part]
    if as_key and isinstance(inner, dict):
        inner[text] = inner.pop(path[-1])
    else:
        inner[path[-1]] = text
    quoted: str = json.dumps(data, ensure_ascii=True, indent=1)
    return quoted.encode()


def every_page(raw: bytes, *, day: str) -> Iterator[tuple[str, Screen]]:
    """Everything that is shown of one program."""
    for form in ("text", "concise", "json"):
        yield form, validate("-", "--format", form, "--as-of", day, stdin=raw)
    yield "colour", validate("-", "--color", "always", "--verbose", "--as-of", day, stdin=raw)
    for command in (("agenda", "--session", "2"), ("debrief", "--draft")):
        for form in ("terminal", "markdown", "json"):
            yield f"{command[0]} {form}", run(*command, "-", "--format", form, "--as-of", day, stdin=raw)
        yield f"{command[0]} colour", run(*command, "-", "--color", "always", "--as-of", day, stdin=raw)


def holds(raw: bytes, day: str) -> None:
    """Fails where any page of a program acts, or anything ends otherwise than it may."""
    for what, shown in every_page(raw, day=day):
        assert shown.status in (0, 1), (what, shown.err)
        assert "has a defect" not in shown.err, (what, shown.err)
        is_inert(shown.out)
        is_inert(shown.err)
        if what.endswith("json") and shown.out:
            json.loads(shown.out)


@given(st.data())
def test_no_value_and_no_key_acts(data: st.DataObject) -> None:
    base = data.draw(st.sampled_from(sorted(PLACES)))
    path = data.draw(st.sampled_from(PLACES[base]))
    text = data.draw(st.sampled_from(HOSTILE) | st.text(max_size=20))
    raw = planted(base, path, text, data.draw(st.booleans()))
    holds(raw, "2026-02-23" if base == "running" else "2026-06-01")


@pytest.mark.parametrize("text", HOSTILE, ids=short)
@pytest.mark.parametrize("place", ["value", "key", "id", "friction"])
def test_each_hostile_text(place: str, text: str) -> None:
    path = {
        "value": ("accounts", 0, "health"),
        "key": ("feature", "stage"),
        "id": ("accounts", 1, "id"),
        "friction": ("feedback", 1, "friction"),
    }[place]
    raw = planted("running", path, text, place == "key")
    for form in ("text", "concise", "json"):
        shown = validate("-", "--format", form, stdin=raw)
        assert shown.status in (0, 1)
        assert shown.err == ""
        is_inert(shown.out)


@pytest.mark.parametrize("text", HOSTILE, ids=short)
def test_written_as_it_is(text: str) -> None:
    """Not as an escape of YAML but with the very bytes, in the places where a file is cut into lines."""
    raw = text.encode("utf-8", "surrogatepass")
    for program in (
        BEGUN.encode() + b"  stage: " + raw + b"\n",
        BEGUN.encode() + raw + b"\n",
        b"# " + raw + b"\n" + BEGUN.encode() + raw + b": 1\n",
        BEGUN.encode() + b"  stage: 'x'" + raw + b"\n",
    ):
        for form in ("text", "concise", "json"):
            shown = validate("-", "--format", form, stdin=program)
            assert shown.status in (0, 1)
            is_inert(shown.out + shown.err)


@pytest.mark.parametrize("text", HOSTILE, ids=short)
def test_names_of_files_and_folders(text: str, tmp_path: Path) -> None:
    name = os.fsdecode(text.replace("/", "_").replace("\0", "")[:60].encode("utf-8", "surrogatepass"))
    folder = tmp_path / f"{name} folder"
    folder.mkdir()
    (folder / f"{name}.yaml").write_text(BEGUN + "acounts: []\n")
    (folder / f"{name} other.yaml").write_text(BEGUN + "title: again\n")
    (folder / "codesign.toml").write_text("[defaults]\n")
    file = f"{name}.yaml"
    for shown in (
        *(validate(f"./{file}", "--format", form, folder=folder) for form in ("text", "concise", "json")),
        *(
            validate(file, "--format", form, folder=folder)
            for form in ("text", "concise", "json")
            if not name.startswith("-")
        ),
        validate("-", "--stdin-filename", file, stdin=b"codesign: [", folder=folder),
        validate(folder.name, folder=tmp_path),
        validate(folder=folder),
        validate(f"{file}.gone", folder=folder),
        validate(f"./{file}", "--output", f"./{name}/x", folder=folder),
        run("agenda", f"./{file}", "--session", "1", folder=folder),
    ):
        assert shown.status in (1, 2)
        assert "defect" not in shown.err
        is_inert(shown.out)
        is_inert(shown.err)


@pytest.mark.parametrize("text", [text for text in HOSTILE if text != "\ud800"], ids=short)
def test_a_configuration_acts_neither(text: str, tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text(BEGUN)
    quoted = json.dumps(text, ensure_ascii=True)
    if "\\ud" in quoted:  # TOML has no surrogate pairs
        quoted = '"' + "".join(f"\\U{ord(char):08x}" for char in text) + '"'
    quoted = quoted.replace("\x7f", "\\u007f")
    for toml in (
        f"[defaults]\ntimezone = {quoted}\n",
        f"{quoted} = 1\n",
        f"[defaults]\n{quoted} = 1\n",
        text,
    ):
        (tmp_path / "codesign.toml").write_text(toml, encoding="utf-8", newline="")
        shown = validate("program.yaml", folder=tmp_path)
        assert shown.status in (0, 1, 2)
        assert "defect" not in shown.err
        is_inert(shown.out + shown.err)


@pytest.mark.parametrize("text", [text for text in HOSTILE if text != "\ud800"], ids=short)
def test_arguments_act_neither(text: str) -> None:
    text = text.replace("\0", "")
    for arguments in (
        ("validate", "--format", text),
        ("validate", "--as-of", text),
        ("explain", f"no {text}"),
        (text,),
        (f"--{text}",),
        ("agenda", "--session", text),
    ):
        shown = run(*arguments)
        assert shown.status == 2
        assert "defect" not in shown.err
        is_inert(shown.out + shown.err)
        assert shown.err.count("\n") == 1


def test_markup_is_shown_as_it_is_written() -> None:
    program = BEGUN + "  stage: '[bold red]in build[/]'\n"
    for color in ("never", "always"):
        shown = validate("-", "--color", color, stdin=program.encode())
        assert "`stage` is `[bold red]in build[/]`; " in PAINT.sub("", shown.out)


# Bytes


@more(5)
@given(st.binary(max_size=300))
def test_any_bytes_end_well(raw: bytes) -> None:
    shown = validate("-", stdin=raw)
    assert (shown.status, shown.err) == (1, "")
    is_inert(shown.out)


PROGRAMS = [path.read_bytes() for path in sorted(CLEAN.glob("*.yaml"))]
SIGNS = [bytes([byte]) for byte in b"\t\n\r :-[]{}'\"&*!|>%@`#,?\\\0\xff\xc2"] + [
    b"\n---\n",
    b"<<: *x\n",
    b"\xef\xbb\xbf",
    b"  - ",
]


@more(2)
@given(
    st.sampled_from(PROGRAMS),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from([b"", *SIGNS])), max_size=4),
)
def test_any_broken_program_ends_well(program: bytes, cuts: list[tuple[float, int, bytes]]) -> None:
    """Pieces cut out and signs put in, anywhere."""
    for where, length, sign in cuts:
        at = int(where * len(program))
        program = program[:at] + sign + program[at + length :]
    for arguments in (("validate",), ("validate", "--format", "json"), ("agenda", "-s", "1"), ("debrief",)):
        shown = run(*arguments, "-", "--as-of", "2026-02-23", stdin=program)
        assert shown.status in (0, 1, 2)
        assert "defect" not in shown.err, shown.err
        is_inert(shown.out)


@given(st.sampled_from(["running", "finished"]), st.data())
def test_any_value_of_any_type_ends_well(base: str, data: st.DataObject) -> None:
    """One value of a program exchanged for something else altogether."""
    program = json.loads(json.dumps(RUNNING if base == "running" else FINISHED, default=str))
    *outer, last = data.draw(st.sampled_from(PLACES[base]))
    inner = program
    keep = data.draw(st.integers(0, len(outer)))
    for part in outer[:keep]:
        inner = inner[part]
    odd: st.SearchStrategy[Any] = st.sampled_from(
        [
            None,
            True,
            0,
            -1,
            1.5,
            10**40,
            "",
            " ",
            "none",
            "all",
            [],
            {},
            [None],
            [[]],
            {"a": None},
            "2026-02-30",
        ]
    )
    inner[(*outer, last)[keep]] = data.draw(odd)
    raw = json.dumps(program, indent=1).encode()
    for arguments in (("validate",), ("agenda", "-s", "3"), ("debrief", "--draft"), ("debrief",)):
        for day in ("2026-02-23", "2026-06-01", "1970-01-01", "2199-12-31T23:59-12:00"):
            shown = run(*arguments, "-", "--as-of", day, stdin=raw)
            assert shown.status in (0, 1, 2)
            assert "defect" not in shown.err, shown.err


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no endless file here")
@pytest.mark.parametrize("name", ["/dev/zero", "/dev/null", "pipe.yaml"])
@pytest.mark.parametrize("command", [("validate",), ("agenda", "-s", "1"), ("debrief",)])
def test_no_device_and_no_pipe_is_read(name: str, command: tuple[str, ...], tmp_path: Path) -> None:
    """One is endless, one says nothing, and a pipe that nobody writes into would wait for ever."""
    os.mkfifo(tmp_path / "pipe.yaml")
    shown = run(command[0], name, *command[1:], folder=tmp_path)
    assert (shown.status, shown.out) == (2, "")
    assert shown.err == (
        f"codesign: {name} is no file but a device or a pipe. "
        "Give the path of a file, or - and the text on standard input.\n"
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_no_pipe_is_a_baseline(tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text(BEGUN)
    os.mkfifo(tmp_path / "pipe")
    shown = validate("program.yaml", "--baseline", "pipe", folder=tmp_path)
    assert (shown.status, shown.out) == (2, "")
    assert shown.err == "codesign: The baseline pipe cannot be read. Check that it is a file.\n"


def test_git_may_be_anything(tmp_path: Path) -> None:
    """A `git` that prints what it likes is believed no more than a file that is there."""
    (tmp_path / "a.yaml").write_text(BEGUN)
    fake = tmp_path / "bin"
    fake.mkdir()
    (fake / "git").write_text(
        "#!/bin/sh\nprintf '../../etc/passwd.yaml\\0gone.yaml\\0\\377.yaml\\0a.yaml\\0'\n"
    )
    (fake / "git").chmod(0o755)
    shown = validate(
        ".",
        "--format",
        "json",
        folder=tmp_path,
        PATH=f"{fake}{os.pathsep}{Path(shutil.which('sh') or '').parent}",
    )
    assert shown.json["files"] == ["./a.yaml"]
