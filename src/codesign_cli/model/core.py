"""pydantic_core for the checking of programs, without its module of type hints.

`pydantic_core` imports `pydantic_core.core_schema` when it is imported: 4,000 lines that only describe types, and
an eighth of the whole start of a command (12 of 105 ms where `python -c pass` takes 10). Nothing of it is needed
to validate, so an empty module stands in for it while pydantic_core is imported for the first time. Whoever
builds the models needs the real one: `complete()` puts it back before pydantic is imported.
"""

from __future__ import annotations

import sys
from types import ModuleType

_NAME = "pydantic_core.core_schema"


class _StandIn(ModuleType):
    """A module that has every name; none of them is ever used."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return object


_stands_in = "pydantic_core" not in sys.modules
if _stands_in:
    sys.modules[_NAME] = _StandIn(_NAME)
try:
    import pydantic_core
    from pydantic_core import (
        PydanticCustomError,
        PydanticUseDefault,
        SchemaError,
        SchemaValidator,
        ValidationError,
        from_json,
        to_json,
    )
finally:
    if _stands_in:
        del sys.modules[_NAME]

__all__ = [
    "PydanticCustomError",
    "PydanticUseDefault",
    "SchemaError",
    "SchemaValidator",
    "ValidationError",
    "complete",
    "from_json",
    "pydantic_core",
    "to_json",
]


def complete() -> None:
    """Gives pydantic_core the names that it would have from the real module."""
    from pydantic_core import core_schema

    for name in ("CoreConfig", "CoreSchema", "CoreSchemaType", "ErrorType"):
        if hasattr(core_schema, name):
            setattr(pydantic_core, name, getattr(core_schema, name))
