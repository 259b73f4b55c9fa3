"""Kept outcomes: what a person sees is the same to the byte, and nothing outlives what it was found from."""

from __future__ import annotations

import errno
import marshal
import os
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codesign_cli import check as checking
from codesign_cli.check import check, moment_of
from codesign_cli.cli import kept, runs
from codesign_cli.cli.findings import FORMATS
from codesign_cli.cli.outcome import Plan, Selection
from codesign_cli.load import Loaded
from codesign_cli.rules import Rule
from codesign_cli.watch import Watched
from tests.command import BEGUN, Screen, run, validate
from tests.laid import all_rules, laid

ROOT = Path(__file__).resolve().parent.parent
SMALLEST = timedelta(microseconds=1)
DAY = ("--as-of", "2026-02-23")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("CODESIGN_CACHE_DIR", str(folder))
    return folder / kept.FOLDER


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were checked, and not remembered."""
    names: list[str] = []
    real = checking.check

    def counting(loaded: Loaded, *what: object) -> object:
        names.append(loaded.name)
        return real(loaded, *what)  # type: ignore[arg-type]

    monkeypatch.setattr(checking, "check", counting)
    monkeypatch.setattr(runs, "_processes", lambda _: 1)
    return names


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of programs with findings, clean ones and broken ones, and what is no program."""
    where = tmp_path / "programs"
    where.mkdir()
    for path in (
        *(ROOT / "examples").glob("*.yaml"),
        *sorted((ROOT / "tests" / "broken").glob("*.yaml"))[::9],
    ):
        shutil.copy(path, where)
    (where / "::error::x%0A\n, y.yaml").write_text(BEGUN + "acounts: []\n")
    (where / "none.yaml").write_text("a: 1\n")
    (where / "codesign.toml").write_text("[severity]\nSCO101 = 'info'\n")
    return where


def entries(cache: Path) -> list[Path]:
    """The outcomes that are kept."""
    return sorted(path for path in cache.glob("*") if path.name != "looked-through")


# The same, and not made again


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--verbose", "--statistics", "--color", "always"),
        ("--select", "SCO,COH,FIL", "--ignore", "COH202", "--fail-on", "info"),
        ("--isolated",),
        ("--basis", "owed"),
        *(("--format", name) for name in FORMATS if name != "text"),
    ],
    ids=" ".join,
)
def test_what_is_remembered_is_shown_as_it_was_found(
    folder: Path, cache: Path, checks: list[str], options: tuple[str, ...]
) -> None:
    names = sorted(path.name for path in folder.glob("*.yaml"))
    arguments = [*(f"./{name}" for name in names), *options, *DAY]
    first = run("validate", *arguments, folder=folder)
    assert len(checks) == len(names) - 2  # which are no programs
    checks.clear()
    second = run("validate", *arguments, folder=folder)
    assert second == first
    assert checks == []


def test_a_baseline_is_kept_to_as_before(folder: Path, cache: Path, checks: list[str]) -> None:
    validate("./everything-wrong.yaml", "--baseline", "known.json", "--write-baseline", *DAY, folder=folder)
    first = validate(".", "--baseline", "known.json", *DAY, folder=folder)
    checks.clear()
    assert validate(".", "--baseline", "known.json", *DAY, folder=folder) == first
    assert checks == []
    assert "are in known.json: not shown" in first.err


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_what_a_watched_moment_calls_equal_finds_the_same(rule: Rule) -> None:
    """At both ends of the time for which an outcome would be used, all rules find what they found."""
    for example in (*rule.bad, *rule.good):
        loaded, day = laid(example)
        now = Watched.of(moment_of(day, loaded.program))
        found = check(loaded, now).findings
        assert found == check(loaded, day).findings
        if between := now.between():
            for moment in (between[0] + SMALLEST, between[1] - SMALLEST):
                assert check(loaded, moment).findings == found


def test_now_an_hour_later_is_the_same_until_something_falls_due(
    tmp_path: Path, cache: Path, checks: list[str]
) -> None:
    shutil.copy(ROOT / "examples" / "freight-claims.yaml", tmp_path / "program.yaml")

    def said(as_of: str) -> Screen:
        checks.clear()
        return validate("program.yaml", "-f", "json", "--as-of", as_of, folder=tmp_path)

    first = said("2026-02-23T09:00Z")
    assert checks == ["program.yaml"]
    later = said("2026-02-23T10:00Z")
    assert checks == []
    assert later.out == first.out.replace("T09:00", "T10:00")
    said("2026-02-24T09:00Z")
    assert checks == ["program.yaml"]


# Anew where anything is not as it was


def changed_file(folder: Path) -> tuple[str, ...]:
    path = folder / "program.yaml"
    path.write_text(path.read_text().replace("cadence", "cadence "))
    return DAY


def changed_configuration(folder: Path) -> tuple[str, ...]:
    (folder / "codesign.toml").write_text("[severity]\nCOH202 = 'info'\n")
    return DAY


CHANGES: dict[str, Callable[[Path], tuple[str, ...]]] = {
    "file": changed_file,
    "configuration": changed_configuration,
    "day": lambda _: ("--as-of", "2026-02-24"),
    "moment": lambda _: ("--as-of", "2026-02-23T00:00"),
    "selection": lambda _: ("--select", "COH", *DAY),
    "isolated": lambda _: ("--isolated", *DAY),
    "evidence": lambda _: ("--show-passed", *DAY),
    "name": lambda folder: ("--skip-others", *DAY),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changed_is_checked_anew(tmp_path: Path, cache: Path, checks: list[str], change: str) -> None:
    (tmp_path / "program.yaml").write_text(BEGUN + "# cadence\n")
    validate("program.yaml", *DAY, folder=tmp_path)
    validate("program.yaml", *DAY, folder=tmp_path)
    assert checks == ["program.yaml"]
    validate("program.yaml", *CHANGES[change](tmp_path), folder=tmp_path)
    assert checks == ["program.yaml"] * 2


def test_another_program_of_ours_checks_anew(
    tmp_path: Path, cache: Path, checks: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "program.yaml").write_text(BEGUN)
    validate("program.yaml", *DAY, folder=tmp_path)
    monkeypatch.setattr(kept, "_made_of", b"another version")
    validate("program.yaml", *DAY, folder=tmp_path)
    assert checks == ["program.yaml"] * 2


@pytest.mark.parametrize("where", ["own file", "new file", "packages", "beside us", "zones"])
def test_what_we_are_made_of_is_noticed(where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own, packages, zones = tmp_path / "codesign_cli", tmp_path / "site-packages", tmp_path / "zones"
    (own / "cli").mkdir(parents=True)
    packages.mkdir()
    zones.mkdir()
    (own / ".#open-in-an-editor.py").symlink_to("nobody@nowhere")
    monkeypatch.setenv("PYTHONTZPATH", str(zones))
    for name in ("kept.py", "runs.py"):
        (own / "cli" / name).write_text("x = 1\n")
    monkeypatch.setattr(kept, "__file__", str(own / "cli" / "kept.py"))
    monkeypatch.setattr(sys, "path", [str(packages)])

    def made_of() -> bytes:
        monkeypatch.setattr(kept, "_made_of", b"")
        return kept._program()

    before = made_of()
    assert made_of() == before
    changed = {
        "own file": own / "cli" / "runs.py",
        "new file": own / "new.py",
        "packages": packages / "other",
        "beside us": tmp_path / "tzdata",
        "zones": zones / "Mars",
    }[where]
    changed.write_text("x = 2\n")
    later = time.time_ns() + 10**9
    for path in (changed, changed.parent) if "file" not in where else (changed,):
        os.utime(path, ns=(later, later))
    assert made_of() != before


def test_other_time_zones_check_anew(
    tmp_path: Path, cache: Path, checks: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "program.yaml").write_text(BEGUN)
    for zones in ("", str(tmp_path)):
        monkeypatch.setattr(kept, "_made_of", b"")
        validate("program.yaml", *DAY, folder=tmp_path, PYTHONTZPATH=zones)
    assert checks == ["program.yaml"] * 2


@pytest.mark.parametrize(
    "damage", ["empty", "cut", "foreign", "changed", "old", "folder", "unreadable", "pipe", "device", "huge"]
)
def test_what_is_damaged_or_old_is_found_anew(
    damage: str, tmp_path: Path, cache: Path, checks: list[str]
) -> None:
    (tmp_path / "program.yaml").write_text(BEGUN + "acounts: []\n")
    first = validate("program.yaml", *DAY, folder=tmp_path)
    (entry,) = entries(cache)
    raw = entry.read_bytes()
    if damage == "folder":
        entry.unlink()
        entry.mkdir()
    elif damage == "unreadable":
        entry.unlink()
        entry.symlink_to(entry)
    elif damage == "pipe":
        if not hasattr(os, "mkfifo"):
            pytest.skip("this system has no pipes with a name")
        entry.unlink()
        os.mkfifo(entry)
    elif damage == "device":
        entry.unlink()
        entry.symlink_to("/dev/zero")
    elif damage == "huge":
        os.truncate(entry, 1 << 33)
    elif damage == "old":
        past = time.time() - (kept.DAYS + 1) * 86_400
        os.utime(entry, (past, past))
    else:
        entry.write_bytes(
            {
                "empty": b"",
                "cut": raw[:-9],
                "foreign": b"\x80\x04]",
                "changed": raw.replace(b"acounts", b"bcounts"),
            }[damage]
        )
    assert validate("program.yaml", *DAY, folder=tmp_path) == first
    assert checks == ["program.yaml"] * 2
    assert len(entries(cache)) == 1, "nothing half written is left beside it"


@given(
    junk=st.one_of(
        st.binary(),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
            lambda inner: (
                st.tuples(inner, inner, inner, inner) | st.lists(inner) | st.dictionaries(st.text(), inner)
            ),
        ).map(marshal.dumps),
    )
)
@settings(max_examples=300)
def test_whatever_lies_in_the_place_of_an_outcome_is_none(
    junk: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Even with a check sum that fits."""
    entry = tmp_path_factory.getbasetemp() / "entry"
    entry.write_bytes(b"%08x\n%b" % (crc32(junk, crc32(b"entry")), junk))
    plan = Plan(datetime(2026, 2, 23, tzinfo=UTC), Selection([], [], True))
    assert kept.recall(str(entry), "program.yaml", plan) is None


def test_the_outcome_of_one_file_in_the_place_of_another_is_none(tmp_path: Path, cache: Path) -> None:
    for name, text in (("one.yaml", BEGUN), ("two.yaml", BEGUN + "acounts: []\n")):
        (tmp_path / name).write_text(text)
        validate(name, *DAY, folder=tmp_path)
    first, second = entries(cache)
    for source, target in ((first, second), (second, first)):
        both = source.read_bytes(), target.read_bytes()
        target.write_bytes(both[0])
        assert validate("one.yaml", *DAY, folder=tmp_path).status == 0
        assert validate("two.yaml", *DAY, folder=tmp_path).status == 1


def test_a_full_disk_keeps_nothing_and_loses_no_room(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    (tmp_path / "program.yaml").write_text(BEGUN)
    monkeypatch.setattr(os, "replace", full)
    assert validate("program.yaml", *DAY, folder=tmp_path).status == 0
    assert entries(cache) == []


@pytest.mark.parametrize("where", ["", "a file", "read-only"])
def test_where_nothing_can_be_kept_all_goes_on(
    where: str, tmp_path: Path, checks: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if where == "read-only" and os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    folder = tmp_path / where if where else None
    if where == "a file":
        (tmp_path / where).write_text("")
    elif folder:
        folder.mkdir(mode=0o500)
    monkeypatch.setenv("CODESIGN_CACHE_DIR", str(folder) if folder else "")
    (tmp_path / "program.yaml").write_text(BEGUN)
    first = validate("program.yaml", *DAY, folder=tmp_path)
    assert validate("program.yaml", *DAY, folder=tmp_path) == first
    assert checks == ["program.yaml"] * 2


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="this system has no users of this kind")
def test_what_somebody_else_has_put_there_is_not_trusted(
    tmp_path: Path, cache: Path, checks: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "program.yaml").write_text(BEGUN)
    validate("program.yaml", *DAY, folder=tmp_path)
    own = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: own + 1)
    validate("program.yaml", *DAY, folder=tmp_path)
    assert checks == ["program.yaml"] * 2


def test_standard_input_and_what_is_too_large_are_not_kept(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("validate", "-", *DAY, stdin=BEGUN.encode())
    monkeypatch.setattr(kept, "LARGEST", 10)
    (tmp_path / "program.yaml").write_text(BEGUN)
    validate("program.yaml", *DAY, folder=tmp_path)
    assert entries(cache) == []


# The folder


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a person's folders apart in another way")
def test_the_folder_is_for_the_person_alone(tmp_path: Path, cache: Path) -> None:
    (tmp_path / "program.yaml").write_text(BEGUN)
    validate("program.yaml", *DAY, folder=tmp_path)
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700
    assert stat.S_IMODE(cache.parent.stat().st_mode) == 0o700
    assert [stat.S_IMODE(entry.stat().st_mode) for entry in entries(cache)] == [0o600]


@pytest.mark.skipif(sys.platform == "win32", reason="making a link needs a right of its own there")
def test_nothing_is_written_through_a_link_that_somebody_laid(tmp_path: Path, cache: Path) -> None:
    (tmp_path / "program.yaml").write_text(BEGUN)
    validate("program.yaml", *DAY, folder=tmp_path)
    (entry,) = entries(cache)
    victim = tmp_path / "diary.txt"
    victim.write_text("mine")
    entry.unlink()
    entry.with_name(f"{entry.name}.{os.getpid()}").symlink_to(victim)
    validate("program.yaml", *DAY, folder=tmp_path)
    assert victim.read_text() == "mine"


def test_what_is_old_or_too_much_is_removed_once_a_day(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "MOST", 3)
    cache.mkdir(parents=True)
    now = time.time()
    for age in (0, 1, 2, 3, 29, 31):
        path = cache / f"{age:02}"
        path.write_text("")
        os.utime(path, (now - age * 86_400 - 60,) * 2)
    program = tmp_path / "program.yaml"
    for text, left in ((BEGUN, 3), (BEGUN + "# another\n", 4)):  # the second time it is the same day
        program.write_text(text)
        validate("program.yaml", *DAY, folder=tmp_path)
        assert len(entries(cache)) == left
    assert [path.name for path in entries(cache) if len(path.name) == 2] == ["00", "01"]
    (cache / "a folder").mkdir()
    os.utime(cache / "a folder", (now - 40 * 86_400,) * 2)
    (cache / "older").write_text("")
    os.utime(cache / "older", (now - 41 * 86_400,) * 2)
    yesterday = now - 90_000
    os.utime(cache / "looked-through", (yesterday, yesterday))
    program.write_text(BEGUN + "# a third\n")
    validate("program.yaml", *DAY, folder=tmp_path)
    assert len(entries(cache)) == 3 + 1
    assert not (cache / "older").exists()


def test_who_remembers_loads_neither_parser_nor_model_nor_rules(tmp_path: Path) -> None:
    shutil.copy(ROOT / "examples" / "everything-wrong.yaml", tmp_path / "program.yaml")
    code = """
import sys
from codesign_cli.__main__ import main
sys.argv[0] = "codesign"
try:
    main()
finally:
    heavy = ("yaml", "pydantic_core", "codesign_cli.rules.scope", "codesign_cli.source", "tomllib", "zoneinfo")
    print(*(name for name in heavy if name in sys.modules), file=sys.stderr)
"""
    env = {**os.environ, "CODESIGN_CACHE_DIR": str(tmp_path / "cache")}
    outs = []
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code, "validate", "program.yaml", *DAY],
            cwd=tmp_path, env=env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 1
        outs.append(done.stdout)
        loaded = done.stderr.split()
    assert outs[0] == outs[1]
    assert loaded == []
