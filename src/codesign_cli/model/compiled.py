"""The validator of a program, built from the models once and kept in a cache after that.

Importing pydantic and building some forty models takes ten times as long as checking a program, so the
core schema that pydantic made of the models is written down as plain JSON (the form) and pydantic_core
alone is started from it the next time. The models stay the one truth: the form is made from them and
from nothing else, and is thrown away when they, Python or pydantic_core change. Reading it executes
nothing: functions are looked up in `values.FUNCTIONS`, classes are made here by name.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import Any, NoReturn

from codesign_cli import __version__
from codesign_cli.model.core import SchemaError, SchemaValidator, complete, from_json, pydantic_core, to_json
from codesign_cli.model.values import FUNCTIONS
from codesign_cli.raw import read_own, write_own
from codesign_cli.record import NamedTuple

Form = dict[str, Any]
"""A core schema as JSON: classes and references by name, functions by their name in `values`."""

_DROPPED = frozenset(
    ("metadata", "serialization", "json_schema_input_schema", "computed_fields", "return_schema", "custom_init",
     "root_model", "microseconds_precision", "model_name")
)  # fmt: skip
"""Parts of a core schema that play no role when a program is read."""
_MOST = 1 << 24
"""More bytes than any form has."""


class Plain:
    """An instance of a model without pydantic: attributes to read, nothing else; pydantic_core fills it."""

    __slots__ = ("__dict__", "__pydantic_extra__", "__pydantic_fields_set__", "__pydantic_private__")

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} cannot be changed")

    def __repr__(self) -> str:
        inner = ", ".join(
            f"{name}={value!r}" for name, value in vars(self).items() if value not in (None, (), {})
        )
        return f"{type(self).__name__}({inner})"


class Model(NamedTuple):
    """What programs are read with."""

    form: Form
    """The form that the validator was built from; tells the keys of each mapping."""
    validator: SchemaValidator


_loaded: Model | None = None


def load(cache: str | None = None) -> Model:
    """The validator of a program: from the folder `cache` where it has a good form, else from the models.

    A form made from the models is left in the folder; one that cannot be read or written is passed over.
    """
    global _loaded
    if _loaded is None:
        _loaded = (_from_cache(cache) if cache else None) or _from_models(cache)
    return _loaded


def _from_models(cache: str | None) -> Model:
    form = make_form()
    if cache:
        _write(cache, form)
    return Model(form, build(form))


# From the models to the form


def make_form() -> Form:
    """The form of the program model; imports pydantic and every model."""
    complete()
    from codesign_cli.model.program import Program

    Program.model_rebuild()
    form = _simple(Program.__pydantic_core_schema__)
    assert isinstance(form, dict)
    return form


def _simple(schema: Any) -> Any:
    """A core schema with names in place of classes, references and functions."""
    if isinstance(schema, dict):
        return {key: _named(key, value) for key, value in schema.items() if key not in _DROPPED}
    if isinstance(schema, (list, tuple)):
        return [_simple(value) for value in schema]
    return schema


def _named(key: str, value: Any) -> Any:
    if key == "cls":
        return value.__name__
    if key in ("ref", "schema_ref"):
        return value.rpartition(":")[0].rpartition(".")[2]
    if key == "config":
        return {"extra_fields_behavior": value["extra_fields_behavior"]}
    if key == "function" and callable(value):
        assert FUNCTIONS[value.__name__] is value, "validators live in model.values and are listed there"
        return value.__name__
    return _simple(value)


# From the form to the validator


def build(form: Form) -> SchemaValidator:
    """A validator of the form; raises SchemaError, KeyError, TypeError or AttributeError for a broken one."""
    return SchemaValidator(_live(form))


def _live(node: Any) -> Any:
    """A core schema from a form."""
    if type(node) is list:
        return [_live(value) for value in node]
    if type(node) is not dict:
        return node
    schema = {key: _live(value) if type(value) in (dict, list) else value for key, value in node.items()}
    kind = schema.get("type")
    if kind == "model":
        schema["cls"] = type(schema["cls"], (Plain,), {"__slots__": ()})
    elif kind == "no-info":
        schema["function"] = FUNCTIONS[schema["function"]]
    elif kind == "default" and schema["default"] == []:
        schema["default"] = ()
    return schema


# The cache


def cache_file(cache: str) -> str:
    """The file in the folder `cache` that holds the form for this Python and this pydantic_core."""
    python = f"{sys.implementation.cache_tag}-{sys.platform}"
    return os.path.join(cache, f"model-{__version__}-{python}-core{pydantic_core.__version__}.json")


def _key() -> str:
    """What the form was made from: versions, and size and time of each file of the models."""
    with os.scandir(os.path.dirname(__file__)) as found:
        files = sorted((entry.name, entry.stat()) for entry in found if entry.name.endswith(".py"))
    parts = [f"{name}:{stat.st_size}:{stat.st_mtime_ns}" for name, stat in files]
    return " ".join((__version__, sys.version.partition(" ")[0], pydantic_core.__version__, *parts))


def _from_cache(cache: str) -> Model | None:
    """The model from the folder; None where there is none, or it is broken, foreign or of another time."""
    from zlib import crc32

    try:
        key, check, text = read_own(cache_file(cache), _MOST).split(b"\n", 2)
        if key.decode() != _key() or check != b"%08x" % crc32(text):
            return None
        form = from_json(text)
        return Model(form, build(form))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, SchemaError):
        return None


def _write(cache: str, form: Form) -> None:
    """Leaves the form in the folder, whole or not at all; a folder that cannot be written stays as it is."""
    from zlib import crc32

    text = to_json(form)
    with suppress(OSError):
        os.makedirs(cache, mode=0o700, exist_ok=True)
        write_own(cache_file(cache), b"\n".join((_key().encode(), b"%08x" % crc32(text), text)))
