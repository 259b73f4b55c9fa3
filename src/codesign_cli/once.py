"""What follows from a program, worked out once while its rules run: a hundred of them ask for the same few things."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, TypeVar

Asked = TypeVar("Asked", bound=Callable[..., Any])

_program: object = None
_known: dict[Any, Any] = {}


@contextmanager
def unchanged(program: object) -> Iterator[None]:
    """Inside it, a function that is marked `once` answers from what it said of this program before.

    Not for a program with a broken part, nor while it is noted what each rule reads: who gets an old answer reads
    nothing.
    """
    global _program, _known
    before = _program, _known
    _program, _known = program, {}
    try:
        yield
    finally:
        _program, _known = before


def once(function: Asked) -> Asked:
    """Marks a function of a program and of parts of it, words, numbers or days, whose answer nobody changes."""

    @wraps(function)
    def answered(program: object, *arguments: Any) -> Any:
        if program is not _program:
            return function(program, *arguments)
        key = (function, arguments)
        try:
            return _known[key]
        except KeyError:
            pass
        answer = _known[key] = function(program, *arguments)
        return answer

    return answered  # type: ignore[return-value]  # it takes what the function takes
