"""`NamedTuple` as `typing` has it, but made without compiling anything.

`typing.NamedTuple` compiles the annotation of every field and a constructor for every class, a twentieth of what it
takes to check one file. Here annotations stay the text that they are, and a constructor is made when first called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__all__ = ["NamedTuple"]

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from collections import _tuplegetter

    class _Record(tuple):
        """What every record can do."""

        __slots__ = ()
        _fields = ()
        _field_defaults: dict[str, Any] = {}  # noqa: RUF012  # as namedtuple calls it

        def __new__(cls, *values, **named):
            """A record of these values; makes the constructor that the class has from now on."""
            arguments = ", ".join(cls._fields)
            # No field begins with an underscore.
            made = eval(f"lambda _cls, {arguments}: _new(_cls, ({arguments},))", {"_new": tuple.__new__})
            made.__defaults__ = tuple(cls._field_defaults.values())
            made.__name__ = "__new__"
            cls.__new__ = staticmethod(made)
            return made(cls, *values, **named)

        @classmethod
        def _make(cls, values):
            """A record of the values, one for each field."""
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
            return made

        def _replace(self, /, **named):
            """The record with other values in these fields."""
            made = self._make(map(named.pop, self._fields, self))
            if named:
                raise ValueError(f"Got unexpected field names: {list(named)!r}")
            return made

        def _asdict(self):
            """The values by field."""
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            said = ", ".join(f"{field}={value!r}" for field, value in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({said})"

        def __getnewargs__(self):
            return tuple(self)

    class _Kind(type):
        """Makes a record's class, which is a plain one, from its annotations and defaults."""

        def __new__(cls, name, bases, body):
            fields = tuple(body.get("__annotations__", ()))
            body["_field_defaults"] = {field: body[field] for field in fields if field in body}
            for index, field in enumerate(fields):
                body[field] = _tuplegetter(index, "")
            body["_fields"] = body["__match_args__"] = fields
            body["__slots__"] = ()
            return type(name, (_Record,), body)

    NamedTuple = type.__new__(_Kind, "NamedTuple", (), {})
