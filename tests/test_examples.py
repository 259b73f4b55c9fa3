"""The examples and what each command prints of them: documentation, first run and golden test in one.

`UPDATE_EXPECTED=1 ./dev test tests/test_examples.py` writes the files again; read the difference before you commit it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.command import run

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
EXPECTED = EXAMPLES / "expected"
SESSIONS = {"shift-swap": (1, 2, 3), "freight-claims": (1, 2, 3, 4), "everything-wrong": (3,)}


def table() -> dict[str, tuple[int, tuple[str, ...]]]:
    """Each golden file with its exit status and the command line that prints it, run in `examples/`."""
    files: dict[str, tuple[int, tuple[str, ...]]] = {}
    for stem, sessions in SESSIONS.items():
        wrong, open_loop = int(stem == "everything-wrong"), int(stem != "freight-claims")
        program = f"{stem}.yaml"
        files[f"{stem}/validate.txt"] = (wrong, ("validate", program))
        files[f"{stem}/validate.concise"] = (wrong, ("validate", program, "--format", "concise"))
        files[f"{stem}/validate.json"] = (wrong, ("validate", program, "--format", "json"))
        for number in sessions:
            files[f"{stem}/agenda-{number}.txt"] = (0, ("agenda", program, "--session", str(number)))
        last = ("agenda", program, "--session", str(sessions[-1]), "--format")
        files[f"{stem}/agenda-{sessions[-1]}.md"] = (0, (*last, "markdown"))
        files[f"{stem}/agenda-{sessions[-1]}.json"] = (0, (*last, "json"))
        files[f"{stem}/debrief.txt"] = (open_loop, ("debrief", program))
        files[f"{stem}/debrief-draft.txt"] = (0, ("debrief", program, "--draft"))
        files[f"{stem}/debrief.md"] = (open_loop, ("debrief", program, "--format", "markdown"))
        files[f"{stem}/debrief.json"] = (open_loop, ("debrief", program, "--format", "json"))
        files[f"{stem}/calls.txt"] = (wrong, ("calls", program))
        files[f"{stem}/retro.txt"] = (0, ("retro", program))
        files[f"{stem}/memo.txt"] = (open_loop, ("memo", program))
        files[f"{stem}/handoff.txt"] = (open_loop, ("handoff", program))
    for name in ("calls", "retro", "memo", "handoff"):
        files[f"freight-claims/{name}.md"] = (0, (name, "freight-claims.yaml", "--format", "markdown"))
        files[f"freight-claims/{name}.json"] = (0, (name, "freight-claims.yaml", "--format", "json"))
    files["everything-wrong/handoff-draft.txt"] = (0, ("handoff", "everything-wrong.yaml", "--draft"))
    del files["freight-claims/debrief-draft.txt"]
    files |= before_the_debrief() | from_the_debrief_on()
    return files | gallery(files)


AS_PAGES = ("agenda-2", "retro", "osprey-forwarding/invite", "osprey-forwarding/summary")
"""What the README's gallery shows as HTML, too."""


def gallery(files: dict[str, tuple[int, tuple[str, ...]]]) -> dict[str, tuple[int, tuple[str, ...]]]:
    """The finished example's agendas and one customer's pages as Markdown, and some pages as HTML."""
    found: dict[str, tuple[int, tuple[str, ...]]] = {}
    for name, (status, command) in files.items():
        stem = name.removeprefix("freight-claims/").removesuffix(".txt")
        shown = stem.startswith("osprey-forwarding/") or stem in [
            f"agenda-{number}" for number in range(1, 5)
        ]
        if not name.startswith("freight-claims/") or not name.endswith(".txt"):
            continue
        if shown:
            found[f"freight-claims/{stem}.md"] = (status, (*command, "--format", "markdown"))
        if stem in AS_PAGES:
            found[f"freight-claims/{stem}.html"] = (status, (*command, "--format", "html"))
    return found


BEFORE = "2025-11-05"
"""The day of the finished example's preview."""


def before_the_debrief() -> dict[str, tuple[int, tuple[str, ...]]]:
    """What the finished example's customers get up to the preview: each account's pages, and those for all of them."""
    files: dict[str, tuple[int, tuple[str, ...]]] = {}
    program = "freight-claims.yaml"
    customers = ("brightline", "kestrel-foods", "osprey-forwarding")
    sessions = dict.fromkeys(customers, range(1, 4))
    sessions |= {"osprey-forwarding": range(1, 5), "vela-home": range(1, 3)}
    days: dict[str, tuple[str, ...]] = {"invite": (), "brief": (), "preview": ("--as-of", BEFORE)}
    for name, day in days.items():
        files[f"freight-claims/{name}.md"] = (0, (name, program, *day, "--format", "markdown"))
        for customer in customers:
            files[f"freight-claims/{customer}/{name}.txt"] = (0, (name, program, *day, "--account", customer))
        last = (name, program, *day, "--account", customers[-1], "--format", "json")
        files[f"freight-claims/{customers[-1]}/{name}.json"] = (0, last)
    for customer, numbers in sessions.items():
        for number in numbers:
            command = ("agenda", program, "--session", str(number), "--account", customer)
            files[f"freight-claims/{customer}/agenda-{number}.txt"] = (0, command)
    return files


CLOSING = {"debrief": "2025-11-07", "summary": "2025-11-11T12:00", "thanks": "2025-11-24"}
"""The closing pages of the finished example, each with its day."""


def from_the_debrief_on() -> dict[str, tuple[int, tuple[str, ...]]]:
    """What the customers of the finished example get at the close, the one that left too, and the memo of all."""
    files: dict[str, tuple[int, tuple[str, ...]]] = {}
    program = "freight-claims.yaml"
    for name, day in CLOSING.items():
        common = (name, program, "--as-of", day, "--audience", "customer")
        files[f"freight-claims/{name}-for-everybody.md"] = (0, (*common, "--format", "markdown"))
        for customer in ("brightline", "kestrel-foods", "osprey-forwarding", "vela-home"):
            files[f"freight-claims/{customer}/{name}.txt"] = (0, (*common, "--account", customer))
        last = (*common, "--account", "osprey-forwarding", "--format", "json")
        files[f"freight-claims/osprey-forwarding/{name}.json"] = (0, last)
    memo = ("memo", program, "--audience", "customer", "--format", "markdown")
    files["freight-claims/memo-for-everybody.md"] = (0, memo)
    return files


def day_of(program: str) -> str:
    """The day that the program's first line names."""
    return (EXAMPLES / program).read_text("utf-8").splitlines()[0].removeprefix("# as-of: ")


@pytest.mark.parametrize(
    ("name", "status", "command"), [(name, *rest) for name, rest in table().items()], ids=list(table())
)
def test_a_command_prints_what_is_expected(name: str, status: int, command: tuple[str, ...]) -> None:
    day = () if "--as-of" in command else ("--as-of", day_of(command[1]))
    screen = run(*command, *day, folder=EXAMPLES)
    path = EXPECTED / name
    if os.environ.get("UPDATE_EXPECTED"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(screen.out, "utf-8")
    assert screen.out == path.read_text("utf-8")
    assert (screen.status, screen.err) == (status, "")


def test_no_expected_file_is_left_over() -> None:
    assert {str(path.relative_to(EXPECTED)) for path in EXPECTED.rglob("*") if path.is_file()} == set(table())


def test_the_same_bytes_come_out_twice_and_at_another_real_time() -> None:
    command = (
        "validate",
        "everything-wrong.yaml",
        "--as-of",
        day_of("everything-wrong.yaml"),
        "--format",
        "json",
    )
    assert run(*command, folder=EXAMPLES, TZ="Asia/Tokyo").out == run(*command, folder=EXAMPLES, TZ="UTC").out


def test_the_clean_examples_are_clean_and_the_other_breaks_every_discipline() -> None:
    for program in ("shift-swap.yaml", "freight-claims.yaml"):
        assert (
            run("validate", program, "--as-of", day_of(program), "-f", "json", folder=EXAMPLES).findings == []
        )
    found = run(
        "validate",
        "everything-wrong.yaml",
        "--as-of",
        day_of("everything-wrong.yaml"),
        "-f",
        "json",
        folder=EXAMPLES,
    )
    assert {"scope", "cohort", "role", "expectation"} <= {
        f["discipline"] for f in found.findings if f["severity"] == "error"
    }
