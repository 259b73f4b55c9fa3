"""What follows from a program, worked out once while its rules run: a hundred of them ask for the same few things."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, TypeVar

Asked = TypeVar("Asked", bound=Callable[..., Any])

_program: object = None
_known: dict[Any, Any] = {}
_touched: list[object] = []
_marks: dict[Any, tuple[object, ...]] = {}
"""Which broken parts an answer was made of, for those that were."""


@contextmanager
def unchanged(program: object, touched: list[object]) -> Iterator[None]:
    """Inside it, a function that is marked `once` answers from what it said of this program before.

    Who gets an old answer reads nothing. `touched` is the list to which reading a broken part adds it: an old answer
    adds those that it was made of. Not while it is noted what each rule reads.
    """
    global _program, _known, _touched, _marks
    before = _program, _known, _touched, _marks
    _program, _known, _touched, _marks = program, {}, touched, {}
    try:
        yield
    finally:
        _program, _known, _touched, _marks = before


def once(function: Asked) -> Asked:
    """Marks a function of a program and of parts of it, words, numbers or days, whose answer nobody changes."""

    @wraps(function)
    def answered(program: object, *arguments: Any) -> Any:
        if program is not _program:
            return function(program, *arguments)
        key = (function, arguments)
        try:
            answer = _known[key]
        except KeyError:
            pass
        else:
            if _marks:
                _touched.extend(_marks.get(key, ()))
            return answer
        before = len(_touched)
        answer = _known[key] = function(program, *arguments)
        if len(_touched) > before:
            _marks[key] = tuple({id(part): part for part in _touched[before:]}.values())
        return answer

    return answered  # type: ignore[return-value]  # it takes what the function takes
