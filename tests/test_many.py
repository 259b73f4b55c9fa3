"""Many programs: several processes say to the byte what one says, and whatever ends them ends them all."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from codesign_cli.cli import kept, progress, runs, workers
from codesign_cli.cli.findings import FORMATS
from tests.command import BEGUN, _Stream, validate

ROOT = Path(__file__).resolve().parent.parent
DRIVER = """
import os, signal, sys
from codesign_cli.cli import runs
sys.argv[0] = "codesign"
runs._processes = lambda files: {among}
runs.kept.name_for = lambda *what: None  # everything is checked
parent, packed = os.getpid(), runs._packed
{more}
from codesign_cli.__main__ import main
main()
"""
FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Programs of every kind: clean, wrong, broken, of hostile names, under a configuration of their own."""
    files = [*(ROOT / "examples").glob("*.yaml"), *sorted((ROOT / "tests" / "broken").glob("*.yaml"))[::5]]
    for number, path in enumerate(files):
        shutil.copy(path, tmp_path / f"{number:02} {path.name}")
    (tmp_path / "::error::x%0A\n, y.yaml").write_text(BEGUN + "acounts: []\n")
    (tmp_path / "no program.yaml").write_text("a: 1\n")
    (tmp_path / "team").mkdir()
    (tmp_path / "team" / "codesign.toml").write_text(
        "[defaults]\ntimezone = 'Europe/Berln'\n[severity]\nSCO101 = 'info'\n"
    )
    for name in ("a", "b"):
        (tmp_path / "team" / f"{name}.yaml").write_text(BEGUN + "state: active\n")
    return tmp_path


def start(folder: Path, *arguments: str, among: int, more: str = "") -> subprocess.Popen[bytes]:
    """`codesign validate` in a session of its own, with so many processes whatever the machine lends."""
    return subprocess.Popen(
        [sys.executable, "-c", DRIVER.format(among=among, more=more), "validate", *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # Whoever runs the tests in the background has it ignored, and a process inherits that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )


def said(folder: Path, *arguments: str, among: int, more: str = "") -> tuple[int, bytes, bytes]:
    """Status, standard output and standard error of a run to its end."""
    process = start(folder, *arguments, "--as-of", "2026-02-23", among=among, more=more)
    out, err = process.communicate(timeout=120)
    is_alone(process)
    return process.returncode, out, err


def is_alone(process: subprocess.Popen[bytes]) -> None:
    """Fails where a process has left another one behind."""
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


@FORKS
@pytest.mark.parametrize(
    "options",
    [
        ("--verbose", "--statistics"),
        ("--show-passed", "--format", "json"),
        ("--baseline", "known.json", "--write-baseline"),
        ("--basis", "stated", "--fail-on", "info", "--select", "SCO,FIL"),
    ],
    ids=" ".join,
)
def test_several_processes_say_what_one_says(folder: Path, options: tuple[str, ...]) -> None:
    names = sorted(name.name for name in folder.glob("*.yaml"))
    pairs = [part for name in FORMATS for part in ("--format", name, "--output", f"out/{name}")]
    if "--format" in options:
        pairs = []
    answers = []
    for among in (1, 3):
        (folder / "out").mkdir()
        answer = said(folder, *options, *pairs, *(f"./{name}" for name in names), "team", among=among)
        pages = {path.name: path.read_bytes() for path in sorted((folder / "out").iterdir())}
        known = (folder / "known.json").read_bytes() if "--baseline" in options else b""
        answers.append((answer, pages, known))
        shutil.rmtree(folder / "out")
    assert answers[0][0][0] == 1
    assert b"no program.yaml is not a program" in answers[0][0][2]
    assert answers[1] == answers[0]


@FORKS
@pytest.mark.parametrize("option", ["--new-from", "--since"])
def test_what_has_changed_since_a_revision_is_the_same(folder: Path, option: str) -> None:
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.com"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "A"]):
        subprocess.run([*git, *command], cwd=folder, check=True, capture_output=True)
    (folder / "team" / "codesign.toml").write_text("[defaults]\ntimezone = 'Europe/Berlin'\n")
    (folder / "team" / "b.yaml").write_text(BEGUN + "state: activ\n")
    one, two = (said(folder, ".", option, "HEAD", "-f", "json", among=among) for among in (1, 2))
    assert b"activ" in one[1]
    assert one == two


@FORKS
def test_a_mistake_in_a_configuration_is_told_where_its_file_has_its_turn(folder: Path) -> None:
    (folder / "team" / "codesign.toml").write_text("[defaults]\nhelth = 1\n")
    names = [*(f"./{path.name}" for path in sorted(folder.glob("*.yaml"))), "team/b.yaml", "gone.yaml"]
    one, two = (said(folder, *names, among=among) for among in (1, 3))
    assert one[0] == 2
    assert b"`helth` is not a key of defaults" in one[2]
    assert one == two


@FORKS
def test_what_a_process_cannot_do_is_done_by_the_one_that_asked(folder: Path) -> None:
    more = "runs._packed = lambda *what: None if 'a' in what[0] else packed(*what)"
    assert said(folder, ".", among=2, more=more) == said(folder, ".", among=1)


@FORKS
def test_a_process_that_crashes_ends_all_in_a_sentence(folder: Path) -> None:
    more = """
def crash(name, *rest):
    if "b.yaml" in name:
        os.kill(os.getpid(), signal.SIGSEGV)
    return packed(name, *rest)
runs._packed = crash
"""
    assert said(folder, ".", among=2, more=more) == (
        2,
        b"",
        b"codesign: One of the processes that check programs side by side ended before its time (signal 11). "
        b"Try again; if memory is short, name fewer files at once.\n",
    )


@FORKS
def test_a_process_that_leaves_early_is_no_end_of_the_work(folder: Path) -> None:
    more = "runs._packed = lambda *what: os._exit(0)"
    status, out, err = said(folder, ".", among=2, more=more)
    assert (status, out) == (2, b"")
    assert b"ended before its time. Try again" in err


@FORKS
@pytest.mark.parametrize(
    "all_of_them", [True, False], ids=["from the keyboard", "of the first process alone"]
)
def test_an_interruption_ends_all_without_a_word(folder: Path, all_of_them: bool) -> None:
    more = """
import time
def wait(*what):
    open("waiting", "w").close()
    time.sleep(60)
runs._packed = wait
"""
    process = start(folder, ".", among=3, more=more)
    while not (folder / "waiting").exists():
        assert process.poll() is None
        time.sleep(0.02)
    (os.killpg if all_of_them else os.kill)(process.pid, signal.SIGINT)
    assert process.communicate(timeout=30) == (b"", b"")
    assert process.returncode == 130
    is_alone(process)


@FORKS
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM])
def test_who_is_killed_leaves_nobody_behind_who_waits_to_be_read(folder: Path, sign: int) -> None:
    more = """
def answer(*what):
    os.kill(parent, signal.SIGSTOP)
    return "more than a pipe takes" * 100_000
runs._packed = answer
"""
    process = start(folder, ".", among=3, more=more)
    assert os.WIFSTOPPED(os.waitpid(process.pid, os.WUNTRACED)[1])
    time.sleep(0.2)  # both of them are writing by now; where they are not, they end all the more
    os.kill(process.pid, sign)
    os.kill(process.pid, signal.SIGCONT)
    try:
        assert process.communicate(timeout=30) == (b"", b"")  # the end of both, when all have ended
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        raise


def test_where_there_is_no_fork_one_process_does_it_all(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "name_for", lambda *_: None)
    before = validate(".", folder=folder)
    monkeypatch.setattr(workers, "spread", lambda *_: 1 / 0)
    monkeypatch.setattr(workers, "_processors", lambda: 2)
    for name in ("win32", "darwin"):
        with monkeypatch.context() as there:
            there.setattr(sys, "platform", name)
            if name == "win32":
                there.delattr(os, "fork", raising=False)
            assert workers.processes(1000) == 1
            assert validate(".", folder=folder) == before


@pytest.mark.parametrize(
    ("files", "processors", "among"),
    [
        (workers.FEWEST - 1, 64, 1),
        (workers.FEWEST, 64, 2),
        (1000, 1, 1),
        (1000, 2, 2),
        (1000, 64, workers.MOST),
    ],
)
@FORKS
def test_how_many_processes(files: int, processors: int, among: int, monkeypatch: pytest.MonkeyPatch) -> None:
    import _thread

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(_thread, "_count", lambda: 0)
    monkeypatch.setattr(workers, "_processors", lambda: processors)
    assert workers.processes(files) == among
    monkeypatch.setattr(_thread, "_count", lambda: 1)
    assert workers.processes(files) == 1


def test_no_program_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of ten thousand programs nothing stays in memory but what is to be shown."""
    import gc

    alive: list[int] = []
    real = runs.check_one

    def counting(*what: object) -> object:
        gc.collect()
        alive.append(sum(type(thing).__name__ == "Source" for thing in gc.get_objects()))
        return real(*what)  # type: ignore[arg-type]

    monkeypatch.setattr(kept, "name_for", lambda *_: None)
    monkeypatch.setattr(runs, "_processes", lambda _: 1)
    monkeypatch.setattr(runs, "check_one", counting)
    validate(".", folder=folder)
    assert len(alive) > 10
    assert max(alive) - alive[0] <= 1


# Progress


def steps(monkeypatch: pytest.MonkeyPatch, *, terminal: bool = True, quiet: bool = False, **env: str) -> str:
    """What a person sees of 1,200 files, of which one takes a hundredth of a second."""
    stream, clock = _Stream(b"", "utf-8", terminal), iter(range(10_000))
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(time, "monotonic", lambda: next(clock) / 100)
    for name in ("CI", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"TERM": "xterm", **env}.items():
        monkeypatch.setenv(name, value)
    shown = progress.Progress(1200, quiet)
    for _ in range(130):
        shown.step()
    shown.clear()
    return stream.written()


def test_a_person_who_waits_sees_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = steps(monkeypatch)
    first, *_, last = [part for part in seen.split("\r") if part.strip()]
    assert first == "100 of 1,200 files checked"
    assert last == "121 of 1,200 files checked"
    assert seen.endswith(f"\r{' ' * len(f'{last}^C')}\r"), "what the terminal writes behind it goes, too"


@pytest.mark.parametrize(
    "how",
    [{"terminal": False}, {"quiet": True}, {"CI": "true"}, {"GITHUB_ACTIONS": "true"}, {"TERM": "dumb"}],
    ids=str,
)
def test_nobody_else_does(how: dict[str, str | bool], monkeypatch: pytest.MonkeyPatch) -> None:
    assert steps(monkeypatch, **how) == ""  # type: ignore[arg-type]
