"""Work spread over several processes, its results in order: made by `fork`, which inherits all that is loaded.

Only plain data comes back (marshal is the fastest way for it). Where there is no safe fork nothing is spread.
"""

from __future__ import annotations

import marshal
import os
import select
import signal
import sys
from collections.abc import Callable, Generator, Iterator
from typing import Any

from codesign_cli.errors import CodesignError

FEWEST = 4
"""Pieces of work below which starting a process costs more than it saves."""
MOST = 8
"""The most processes, however many processors there are."""
_CHUNKS = 512
"""Into how many chunks the work is cut at most: their numbers fit into a pipe that nobody reads yet."""
_WORD = 4
"""Bytes of a number on a pipe."""

Work = Callable[[int], Any]
"""From the number of a piece of work to its result, which marshal can write down; it raises nothing."""


def processes(count: int) -> int:
    """How many processes are to share `count` pieces of work; 1 where nothing is to be spread.

    Windows has no fork, and on macOS its system libraries may not survive one. A process with threads may
    be in the middle of something that no copy of it could finish.
    """
    import _thread

    if count < FEWEST or not hasattr(os, "fork") or sys.platform == "darwin" or _thread._count():
        return 1
    return max(1, min(_processors(), MOST, count // 2))


def _processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def spread(work: Work, count: int, among: int) -> Generator[Any, None, None]:
    """The results of `work` for 0 to `count` - 1, in this order, worked out by `among` processes.

    Raises CodesignError where one of them ends before its time. Whatever ends this early (an exception, an
    interruption, nobody wanting more) ends the processes, too: close it, so that this happens at once.
    """
    size = -(-count // _CHUNKS)
    children: dict[int, int] = {}
    done: dict[int, list[Any]] = {}
    following = 0
    # An interruption waits until it is known which processes there are to be ended.
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    try:
        tasks = _tasks(range(0, count, size))
        try:
            _start(children, work, tasks, size, count, among, blocked)
        finally:
            os.close(tasks)
            signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        for first, results in _answers(children):
            done[first] = results
            while following in done:
                yield from done.pop(following)
                following += size
        if following < count:
            raise _ended("")
    finally:
        _end(children)


def _tasks(numbers: range) -> int:
    """A pipe to read all numbers from, and then its end: each process takes one when it is free."""
    reading, writing = os.pipe()
    os.write(writing, b"".join(number.to_bytes(_WORD) for number in numbers))
    os.close(writing)
    return reading


def _start(
    children: dict[int, int], work: Work, tasks: int, size: int, count: int, among: int, blocked: set[Any]
) -> None:
    """Starts the processes and notes each by the pipe of its answers; as many as the system gives, but one."""
    parent = os.getpid()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()  # or every process would write it again
    for _ in range(among):
        reading, writing = os.pipe()
        try:
            child = os.fork()
        except OSError:
            os.close(reading)
            os.close(writing)
            if not children:
                raise
            return
        if not child:
            # Nobody but the parent may hold these: when it is killed, writing to it has to fail and not to wait.
            for pipe in (reading, *children):
                os.close(pipe)
            _serve(work, tasks, writing, size, count, parent, blocked)
        os.close(writing)
        children[reading] = child


def _serve(
    work: Work, tasks: int, answers: int, size: int, count: int, parent: int, blocked: set[Any]
) -> None:
    """What a process does: takes chunks and answers them, until none is left or nobody waits. It never returns."""
    status = 1
    try:
        if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # ends without a word: the parent speaks
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        while os.getppid() == parent and (word := os.read(tasks, _WORD)):
            first = int.from_bytes(word)
            answer = marshal.dumps([work(number) for number in range(first, min(first + size, count))])
            _write(answers, word + len(answer).to_bytes(_WORD) + answer)
        status = 0
    finally:
        os._exit(status)


def _write(pipe: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(pipe, rest) :]


def _answers(children: dict[int, int]) -> Iterator[tuple[int, list[Any]]]:
    """The first number of each chunk and its results, as they come."""
    poll = select.poll()
    received = {}
    for pipe in children:
        poll.register(pipe, select.POLLIN)
        received[pipe] = bytearray()
    while children:
        for pipe, _ in poll.poll():
            data = os.read(pipe, 1 << 18)
            if not data:
                poll.unregister(pipe)
                os.close(pipe)
                _bid_farewell(children.pop(pipe))
                continue
            received[pipe] += data
            yield from _whole(received[pipe])


def _whole(received: bytearray) -> Iterator[tuple[int, list[Any]]]:
    """Takes the answers that are complete out of what was received."""
    while len(received) >= 2 * _WORD:
        end = 2 * _WORD + int.from_bytes(received[_WORD : 2 * _WORD])
        if len(received) < end:
            return
        answer = bytes(received[:end])
        del received[:end]
        yield int.from_bytes(answer[:_WORD]), marshal.loads(answer[2 * _WORD :])


def _bid_farewell(child: int) -> None:
    """Waits for a process that has closed its pipe; raises where it did not end as it should."""
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code == -signal.SIGINT:
        raise KeyboardInterrupt
    if code:
        raise _ended(f" (signal {-code})" if code < 0 else "")


def _ended(how: str) -> CodesignError:
    return CodesignError(
        f"One of the processes that check programs side by side ended before its time{how}.",
        "Try again; if memory is short, name fewer files at once.",
    )


def _end(children: dict[int, int]) -> None:
    """Ends the processes that are still there."""
    for pipe, child in children.items():
        os.close(pipe)
        os.kill(child, signal.SIGKILL)
    for child in children.values():
        os.waitpid(child, 0)
    children.clear()
