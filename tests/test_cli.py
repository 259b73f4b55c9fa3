"""The command line around the commands: usage mistakes, exit status, output files, colour, interruptions, pipes."""

from __future__ import annotations

import io
import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from codesign_cli import __version__, raw
from codesign_cli.cli import app, options, programs, screen
from codesign_cli.errors import CodesignError
from codesign_cli.rules import discover
from tests.command import BEGUN, run, validate

PURPLE = BEGUN + "accounts:\n  - id: st-anna\n    name: St. Anna\n    health: purple\n"
ESC = "\x1b"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with one sound and one broken program."""
    (tmp_path / "good.yaml").write_text(BEGUN)
    (tmp_path / "bad.yaml").write_text(PURPLE)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["validate", "--frmat", "json"],
            "There is no option --frmat. Did you mean --format? See `codesign validate --help`.",
        ),
        (
            ["--nonsense"],
            "There is no option --nonsense. See `codesign --help`.",
        ),
        (
            ["valdate"],
            "No such command 'valdate'. Did you mean 'validate'? See `codesign --help`.",
        ),
        (
            ["validate", "--as-of"],
            "Option '--as-of' requires an argument. See `codesign --help`.",
        ),
        (
            ["agenda", "--session", "two"],
            "Invalid value for '--session' / '-s': 'two' is not a whole number. See `codesign agenda --help`.",
        ),
        (
            ["agenda"],
            "Missing option '--session' / '-s'. See `codesign agenda --help`.",
        ),
        (
            ["validate", "--format", "jsn"],
            "--format jsn is not known. Did you mean json?",
        ),
        (
            ["validate", "--format", "pdf"],
            "--format pdf is not known. "
            "Use one of: text, concise, json, jsonl, sarif, github, gitlab, junit, markdown.",
        ),
        (
            ["validate", "--fail-on", "warn"],
            "--fail-on warn is not known. Did you mean warning?",
        ),
        (
            ["validate", "--color", "sometimes"],
            "--color sometimes is not known. Use one of: auto, always, never.",
        ),
        (
            ["agenda", "--session", "1", "--format", "pdf"],
            "--format pdf is not known. Use one of: terminal, markdown, html, json.",
        ),
        (
            ["validate", "--as-of", "tomorrow"],
            "--as-of tomorrow is not a day. Write it as 2026-03-09, or with a time as 2026-03-09T16:00.",
        ),
        (
            ["validate", "nowhere.yaml"],
            "nowhere.yaml is not there. Check its name and the folder you are in.",
        ),
        (
            ["agenda", "nowhere.yaml", "--session", "1"],
            "nowhere.yaml is not there. Check its name and the folder you are in.",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)  # fmt: skip
def test_a_mistake_in_the_command_is_one_sentence(
    arguments: list[str], sentence: str, tmp_path: Path
) -> None:
    shown = run(*arguments, folder=tmp_path)
    assert (shown.status, shown.out, shown.err) == (2, "", f"codesign: {sentence}\n")


def test_no_command_shows_what_there_is() -> None:
    shown = run()
    assert shown.status == 2
    assert shown.out == ""
    assert shown.err.startswith("Usage: codesign [OPTIONS] COMMAND")
    assert re.search(r"^  validate +Check programs", shown.err, re.MULTILINE)


@pytest.mark.parametrize("command", ["validate", "agenda", "debrief", "explain", "rules"])
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_each_command_has_help_with_an_example(command: str, flag: str) -> None:
    shown = run(command, flag)
    assert shown.status == 0
    assert shown.out.startswith(f"Usage: codesign {command} ")
    assert re.search(rf"Examples?: codesign {command}", shown.out)


def test_hints_use_the_name_of_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    for called, name in (
        ("/usr/bin/codesign-cli", "codesign-cli"),
        ("x/codesign.exe", "codesign"),
        ("__main__.py", "python -m codesign_cli"),
    ):
        monkeypatch.setattr(sys, "argv", [called])
        assert app.called_as() == name  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["2026-02-23", "2026-02-23T16:00", "2026-02-23T16:00:30", "2026-02-23T16:00Z", "2026-02-23T16:00+01:00"],
)
def test_days_and_moments_are_taken(text: str, here: Path) -> None:
    shown = validate("good.yaml", "--as-of", text, "--format", "json", folder=here)
    assert shown.status == 0
    assert shown.json["as_of"].startswith(text[:10])


@pytest.mark.parametrize(
    "text",
    [
        "23.02.2026",
        "2026-2-3",
        "2026-02-30",
        "2026-02-23 16:00",
        "2026-02-23T25:00",
        "",
        "now",
        "２０２６-02-23",
        "20260223",
    ],
)
def test_other_days_are_refused(text: str, here: Path) -> None:
    shown = validate("good.yaml", "--as-of", text, folder=here)
    assert (shown.status, shown.out) == (2, "")
    assert shown.err == (
        f"codesign: --as-of {text} is not a day. Write it as 2026-03-09, or with a time as 2026-03-09T16:00.\n"
    ).replace("  ", " ")


@pytest.mark.parametrize("text", ["0001-01-01", "0001-01-01T00:00Z", "9999-12-31", "9999-12-31T23:59-05:00"])
def test_days_beyond_the_calendar_are_refused(text: str, here: Path) -> None:
    shown = validate("good.yaml", "--as-of", text, folder=here)
    assert (shown.status, shown.err) == (
        2,
        f"codesign: --as-of {text} is too far away. Use a day between 1970 and 2199.\n",
    )


# Output to a file


def test_output_is_written_whole_and_keeps_its_mode(here: Path) -> None:
    target = here / "report.txt"
    target.write_text("old and longer than anything that follows\n" * 99)
    target.chmod(0o640)
    shown = validate("bad.yaml", "--output", "report.txt", folder=here)
    assert (shown.status, shown.out, shown.err) == (1, "", "")
    assert target.read_text(encoding="utf-8") == validate("bad.yaml", folder=here).out
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert sorted(path.name for path in here.iterdir()) == ["bad.yaml", "good.yaml", "report.txt"]


def test_a_new_output_file_has_the_usual_mode(here: Path) -> None:
    old = os.umask(0o027)
    try:
        validate("bad.yaml", "--output", "report.txt", folder=here)
    finally:
        os.umask(old)
    assert stat.S_IMODE((here / "report.txt").stat().st_mode) == 0o640


def test_output_follows_a_link_and_leaves_it_one(here: Path) -> None:
    (here / "real.json").write_text("{}")
    (here / "link.json").symlink_to("real.json")
    validate("bad.yaml", "--format", "json", "--output", "link.json", folder=here)
    assert (here / "link.json").is_symlink()
    assert '"version": 1' in (here / "real.json").read_text()


def test_output_into_a_device_or_pipe_is_written_into_it(here: Path) -> None:
    pipe = here / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert validate("bad.yaml", "--format", "concise", "--output", "pipe", folder=here).status == 1
        assert os.read(reader, 200).startswith(b"bad.yaml:9:13: error FIL004")
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        (
            "no/such/folder/report.txt",
            "cannot be written. Check that its folder is there and may be written.",
        ),
        ("inside", "is a folder. Name the file to write."),
        ("good.yaml/report.txt", "cannot be written. Check that its folder is there and may be written."),
    ],
)
def test_output_that_cannot_be_written(output: str, sentence: str, here: Path) -> None:
    (here / "inside").mkdir()
    shown = validate("bad.yaml", "--output", output, folder=here)
    assert (shown.status, shown.out, shown.err) == (2, "", f"codesign: {output} {sentence}\n")


def test_an_interruption_leaves_no_half_file(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    (here / "report.txt").write_text("old")
    assert validate("bad.yaml", "--output", "report.txt", folder=here).status == 130
    assert (here / "report.txt").read_text() == "old"
    assert len(list(here.iterdir())) == 3


# Colour


@pytest.mark.parametrize(
    ("terminal", "arguments", "env", "painted"),
    [
        (True, (), {}, True),
        (False, (), {}, False),
        (True, (), {"TERM": "dumb"}, False),
        (True, (), {"TERM": ""}, False),
        (True, (), {"NO_COLOR": "1"}, False),
        (True, (), {"NO_COLOR": ""}, True),
        (False, (), {"FORCE_COLOR": "1"}, True),
        (False, (), {"FORCE_COLOR": "0"}, False),
        (False, (), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (False, ("--color", "always"), {}, True),
        (False, ("--color", "always"), {"NO_COLOR": "1"}, True),
        (True, ("--color", "never"), {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour(
    terminal: bool, arguments: tuple[str, ...], env: dict[str, str], painted: bool, here: Path
) -> None:
    shown = validate("bad.yaml", *arguments, folder=here, terminal=terminal, **env)
    assert (f"{ESC}[1;31m" in shown.out) == painted
    assert (ESC in shown.out) == painted


def test_colour_changes_nothing_but_colour(here: Path) -> None:
    plain = validate("bad.yaml", folder=here).out
    painted = validate("bad.yaml", "--color", "always", folder=here).out
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == plain


def test_no_colour_in_files_and_data(here: Path) -> None:
    validate("bad.yaml", "--color", "always", "--output", "report.txt", folder=here)
    assert ESC not in (here / "report.txt").read_text()
    for form in ("json", "concise"):
        assert (
            ESC
            not in validate("bad.yaml", "--color", "always", "--format", form, folder=here, terminal=True).out
        )


# Signs


@pytest.mark.parametrize("env", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX"}, {"LC_ALL": "", "LANG": "C"}])
def test_a_plain_locale_gets_plain_signs(env: dict[str, str], here: Path) -> None:
    shown = validate("bad.yaml", folder=here, **env)
    assert shown.out.isascii()
    assert "    9 |     health: purple\n      |             ^^^^^^\n" in shown.out
    assert shown.out.endswith("File 1 error\n")


def test_a_stream_that_is_not_utf_8_gets_escapes(here: Path) -> None:
    (here / "odd.yaml").write_text(PURPLE.replace("purple", "grün"), encoding="utf-8")
    shown = validate("odd.yaml", folder=here, encoding="ascii")
    assert "`health` is `gr\\xfcn`; use green, yellow or red." in shown.out


def test_json_is_utf_8_whatever_the_stream(here: Path) -> None:
    (here / "odd.yaml").write_text(PURPLE.replace("purple", "grün"), encoding="utf-8")
    command = [sys.executable, "-m", "codesign_cli", "validate", "odd.yaml", "--format", "json"]
    ran = subprocess.run(
        command, cwd=here, capture_output=True, env=os.environ | {"PYTHONIOENCODING": "ascii"}, check=False
    )
    assert ran.returncode == 1
    assert "grün".encode() in ran.stdout


# Interruptions and pipes


INTERRUPTED = """
import os, signal, sys

class Keyboard:
    buffer = property(lambda self: self)

    def read(self, size):
        os.kill(os.getpid(), signal.SIGINT)
        raise SystemExit("the interruption did not come")

# A job in the background of a script inherits that nobody interrupts it.
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.argv = ["codesign", "validate", "-"]
sys.stdin = Keyboard()
from codesign_cli.__main__ import main
main()
"""


def test_control_c_ends_with_130_and_nothing_more() -> None:
    """The interruption comes while the program waits for standard input."""
    ran = subprocess.run([sys.executable, "-c", INTERRUPTED], capture_output=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (130, b"", b"")


@pytest.mark.parametrize("form", ["text", "json", "concise"])
def test_a_reader_that_has_gone_is_no_mistake(form: str, here: Path) -> None:
    command = [sys.executable, "-m", "codesign_cli", "validate", "bad.yaml", "--format", form]
    reader, writer = os.pipe()
    os.close(reader)
    try:
        ran = subprocess.run(command, cwd=here, stdout=writer, stderr=subprocess.PIPE, check=False)
    finally:
        os.close(writer)
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_a_defect_of_ours_is_one_sentence(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("inner words")

    monkeypatch.setattr("codesign_cli.check.check", broken)
    shown = validate("good.yaml", folder=here)
    assert (shown.status, shown.out) == (2, "")
    assert "has a defect here (ZeroDivisionError). Please report it with the file, if you may." in shown.err
    assert shown.err.count("\n") == 1


@pytest.mark.parametrize("error", [RecursionError(), OSError(5, "inner words", "program.yaml")])
def test_what_the_machine_refuses_is_one_sentence(
    error: Exception, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise error

    monkeypatch.setattr("codesign_cli.check.check", broken)
    shown = validate("good.yaml", folder=here)
    assert (shown.status, shown.out, shown.err.count("\n")) == (2, "", 1)
    assert "inner words" not in shown.err
    assert "Traceback" not in shown.err


def test_errors_carry_their_status() -> None:
    assert CodesignError("A.").status == 2


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (PermissionError(), "good.yaml may not be read. Check its permissions."),
        (OSError(5, "inner words"), "good.yaml cannot be read. Check that it is a file."),
    ],
)
def test_a_file_that_cannot_be_read(
    error: OSError, sentence: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(raw, "open", refused, raising=False)
    shown = validate("good.yaml", folder=here)
    assert (shown.status, shown.out, shown.err) == (2, "", f"codesign: {sentence}\n")


FULL = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device that is always full")
NO_ROOM = "The output cannot be written. Check that there is room for it where it goes.\n"
SKIPS = ("validate", "good.yaml", "other.yaml", "--as-of", "2026-02-23")  # with a note on standard error


def as_a_person_has_it(*arguments: str, folder: Path, **streams: object) -> subprocess.CompletedProcess[str]:
    """A process of its own with streams that are buffered, which a test's own environment may have turned off."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    command = [sys.executable, "-m", "codesign_cli", *arguments]
    return subprocess.run(command, cwd=folder, env=env, text=True, check=False, **streams)  # type: ignore[call-overload, no-any-return]


@FULL
@pytest.mark.parametrize(
    "line", ["validate good.yaml --as-of 2026-02-23", "rules", "--help", "--version", "-V"]
)
def test_output_for_which_there_is_no_room_is_one_sentence(line: str, here: Path) -> None:
    with open("/dev/full", "wb") as full:
        ran = as_a_person_has_it(*line.split(), folder=here, stdout=full, stderr=subprocess.PIPE)
    assert (ran.returncode, ran.stderr) == (2, f"python -m codesign_cli: {NO_ROOM}")


@FULL
@pytest.mark.parametrize(
    ("line", "status"),
    [(SKIPS, 0), (("validate", "nowhere.yaml"), 2), (("--nonsense",), 2), ((), 2), (("rules",), 0)],
)
def test_notes_for_which_there_is_no_room_change_nothing(
    line: tuple[str, ...], status: int, here: Path
) -> None:
    (here / "other.yaml").write_text("services: {}\n")
    told = as_a_person_has_it(*line, folder=here, capture_output=True)
    with open("/dev/full", "wb") as full:
        ran = as_a_person_has_it(*line, folder=here, stdout=subprocess.PIPE, stderr=full)
    assert (ran.returncode, ran.stdout) == (told.returncode, told.stdout)
    assert ran.returncode == status


@FULL
def test_no_room_for_anything_is_still_a_status(here: Path) -> None:
    with open("/dev/full", "wb") as full:
        ran = as_a_person_has_it("validate", "bad.yaml", folder=here, stdout=full, stderr=full)
    assert ran.returncode == 2


@pytest.mark.parametrize("line", ["--version", "--help", "rules", "schema"])
def test_a_page_that_nobody_reads_to_its_end_is_no_mistake(line: str, here: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        ran = as_a_person_has_it(line, folder=here, stdout=writer, stderr=subprocess.PIPE)
    finally:
        os.close(writer)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_a_folder_that_has_gone_is_one_sentence(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    code = (
        "import os, sys\nos.rmdir(os.getcwd())\nsys.argv = ['codesign', 'validate']\n"
        "from codesign_cli.__main__ import main\nmain()"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=gone, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (
        2, "", "codesign: The folder you are in is not there any more. Change to one that is.\n",
    )  # fmt: skip


def test_a_folder_where_one_file_is_meant(here: Path) -> None:
    with pytest.raises(CodesignError) as raised:
        raw.read_bytes(str(here), "here")
    assert (raised.value.message, raised.value.help) == ("here is a folder.", "Name a program file in it.")


def test_a_file_is_read_whole_whatever_it_says_of_its_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, true = tmp_path / "a.yaml", os.fstat
    here.write_bytes(b"a" * 100)
    for told in (0, 10, 99, 100, 500, raw.MAX_BYTES * 2):
        said = SimpleNamespace(st_mode=here.stat().st_mode, st_size=told)
        monkeypatch.setattr(os, "fstat", lambda _, said=said: said)
        assert raw.read_bytes(str(here), "here") == b"a" * 100
    monkeypatch.setattr(os, "fstat", true)
    here.write_bytes(b"a" * (raw.MAX_BYTES + 9))
    assert len(raw.read_bytes(str(here), "here")) == raw.MAX_BYTES + 1


def test_names_of_files_do_not_act_in_errors(tmp_path: Path) -> None:
    name = f"{ESC}]0;owned\x07\n::error::x.yaml"
    shown = run("validate", name, folder=tmp_path)
    assert shown.status == 2
    assert ESC not in shown.err
    assert "\x07" not in shown.err
    assert shown.err.count("\n") == 1
    assert "::error" in shown.err
    assert not shown.err.startswith("::")


# Small things that depend on the machine


@pytest.mark.parametrize(("columns", "width"), [("80", 80), ("20", 40), ("300", 120)])
def test_the_width_of_a_page_stays_readable(
    columns: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    stream = io.StringIO()
    assert screen.width_of(stream) == 100
    monkeypatch.setattr(stream, "isatty", lambda: True)
    assert screen.width_of(stream) == width


def test_a_stream_without_bytes_below_it_is_written_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    screen.write("one\n")
    screen.write("zwölf\n", exact=True)
    assert stream.getvalue() == "one\nzwölf\n"


def test_a_configuration_on_another_drive_is_named_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_way(_: str) -> str:
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    monkeypatch.setattr(os.path, "relpath", no_way)
    assert programs.shown("D:\\codesign.toml") == "D:\\codesign.toml"


@pytest.mark.parametrize(
    ("platform", "env", "folder"),
    [
        ("linux", {"CODESIGN_CACHE_DIR": "/own/cache"}, "/own/cache"),
        ("linux", {"CODESIGN_CACHE_DIR": ""}, None),
        ("linux", {"XDG_CACHE_HOME": "/home/a/xdg"}, "/home/a/xdg/codesign-cli"),
        ("linux", {"HOME": "/home/a"}, "/home/a/.cache/codesign-cli"),
        ("linux", {"XDG_CACHE_HOME": "not/from/the/root"}, None),
        ("darwin", {"HOME": "/Users/a"}, "/Users/a/Library/Caches/codesign-cli"),
        ("win32", {"LOCALAPPDATA": "/C/Local"}, "/C/Local/codesign-cli"),
        ("win32", {}, None),
    ],
)
def test_where_the_compiled_model_is_kept(
    platform: str, env: dict[str, str], folder: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("CODESIGN_CACHE_DIR", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert options.cache_folder() == folder


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("calls --audience customer", "The calls page is for the team only."),
        ("invite --audience internal", "The invite page is for customers."),
        ("agenda --session 1 --audience everybody", "--audience everybody is not known."),
        ("agenda --session 1 --audience internal --account a", "--account is about a customer's page."),
        ("brief --account a --all-accounts --output out", "--account and --all-accounts do not go together."),
        ("brief --all-accounts", "--all-accounts writes a file for each account."),
        ("brief --all-accounts --output page.html", "page.html is no folder and cannot be made one."),
        ("brief --account b", "There is no account b: the program has a."),
    ],
)
def test_who_reads_a_document_is_asked_for_in_a_way_that_fits_it(
    tmp_path: Path, command: str, message: str
) -> None:
    account = "accounts:\n  - {id: a, name: Aster}\n"
    (tmp_path / "program.yaml").write_text(BEGUN + account + "sessions:\n  - number: 1\n", "utf-8")
    (tmp_path / "page.html").touch()
    screen = run(*command.split(), "--as-of", "2026-02-23", folder=tmp_path)
    assert (screen.status, screen.out) == (2, "")
    assert screen.err.startswith(f"codesign: {message} ")


def test_a_document_can_be_written_in_several_formats_at_once(tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text(BEGUN, "utf-8")
    pairs = "--format html --output brief.html --format json --output brief.json --format markdown"
    screen = run("brief", "--as-of", "2026-02-23", *pairs.split(), folder=tmp_path)
    assert screen.out.startswith("# ")
    assert (tmp_path / "brief.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert json.loads((tmp_path / "brief.json").read_text("utf-8"))["document"] == "brief"


def test_each_account_gets_a_file_of_its_own_named_after_it(tmp_path: Path) -> None:
    accounts = "accounts:\n  - {id: aster, name: Aster}\n  - {id: birch, name: Birch}\n"
    (tmp_path / "program.yaml").write_text(BEGUN + accounts, "utf-8")
    options = "--all-accounts --format markdown --output out/pages"
    screen = run("brief", "--as-of", "2026-02-23", *options.split(), folder=tmp_path)
    assert (screen.status, screen.out) == (1, "")
    assert [line.split(" is not ready")[0] for line in screen.err.splitlines()] == [
        "The page of aster",
        "The page of birch",
    ]
    written = sorted((tmp_path / "out" / "pages").iterdir())
    assert [file.name for file in written] == ["brief-aster.md", "brief-birch.md"]


def test_rules_lists_every_rule_with_its_name_and_severity() -> None:
    listed = run("rules", "--format", "json").json["rules"]
    assert [(rule["code"], rule["name"], rule["severity"]) for rule in listed] == [
        (rule.code, rule.name, rule.severity) for rule in discover()
    ]
    page = run("rules").out
    assert re.search(
        r"^  ROL305  not-cs-facilitated +error +A session that CS does not facilitate\.", page, re.M
    )
    assert [
        line
        for line in page.splitlines()
        if line.startswith(("File:", "Scope:", "Cohort:", "Role:", "Expectation:"))
    ] == [
        "File: the file itself",
        "Scope: one feature and not a direction",
        "Cohort: the accounts that have the problem",
        "Role: Product leads, CS facilitates, Engineering listens",
        "Expectation: what customers are told, and hear back",
    ]


def test_the_version_is_told_before_a_command_too() -> None:
    assert run("--version", "validate").out == f"codesign {__version__}\n"


@pytest.mark.skipif(os.name != "posix", reason="a shell closes the streams")
@pytest.mark.parametrize(
    ("command", "status"),
    [
        ("validate good.yaml --as-of 2026-02-23 >&-", 0),
        ("validate bad.yaml --as-of 2026-02-23 >&-", 1),
        ("agenda good.yaml --session 1 >&-", 2),
        ("validate missing.yaml 2>&-", 2),
        ("validate - <&-", 1),
        ("rules <&- >&- 2>&-", 0),
    ],
)
def test_closed_streams_change_no_status_and_are_no_defect(command: str, status: int, here: Path) -> None:
    shell = ["sh", "-c", f'"$0" -m codesign_cli {command}', sys.executable]
    ran = subprocess.run(shell, cwd=here, capture_output=True, text=True, check=False)
    assert ran.returncode == status
    assert "defect" not in ran.stderr
    assert "Traceback" not in ran.stderr
