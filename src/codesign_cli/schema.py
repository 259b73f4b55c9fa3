"""The JSON Schema (draft 2020-12) of the program file, made of the form that programs are read with.

It says what `shape` says and nothing of the rules. The form gives keys, words and lists; `descriptions` the sentences;
here stands what each function of `values` takes. The patterns are JavaScript's, as the standard has it, and keep to
what Python reads in the same way: `[0-9]`, and none of the letters that stand for a class of characters but `s`.
"""

from __future__ import annotations

from typing import Any

from codesign_cli.model.compiled import Form
from codesign_cli.model.descriptions import KEYS, MODELS
from codesign_cli.model.form import Group, Node, Shape
from codesign_cli.model.values import LARGEST_COUNT, LAST_POSITION, LONGEST_ID, LONGEST_MINUTES

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
ID = "urn:codesign:format:1:co-design"
"""Names the schema and is no address: nothing is to be fetched."""

_NULL: Schema = {"type": "null"}
_DATE = "(19[7-9][0-9]|2[01][0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9]"
_NO_SUCH_DAY: Schema = {
    "pattern": "^[0-9]{4}-((02|04|06|09|11)-31|02-30)"
    "|^([0-9]{3}[13579]|[0-9]{2}([02468][26]|[13579][048])|2100)-02-29",
}
"""Days that a calendar does not have, from 1970 to 2199; apart, so that an editor quotes a pattern people can read."""
_NO_ADDRESS = "@\\s\\x00-\\x1f\\x7f-\\x9f"

_SCALARS: dict[str, Schema] = {
    "account_id": {
        "type": "string",
        "pattern": f"^[a-z0-9][a-z0-9-]{{0,{LONGEST_ID - 1}}}$",
    },
    "short_id": {"type": "string", "pattern": f"^[A-Za-z0-9._-]{{1,{LONGEST_ID}}}$"},
    "email": {
        "type": "string",
        "pattern": f"^[^{_NO_ADDRESS}]+@[^.{_NO_ADDRESS}]+(\\.+[^.{_NO_ADDRESS}]+)+$",
    },
    "language": {
        "type": "string",
        "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$",
        "examples": ["en", "de-AT"],
    },
    "day": {
        "type": "string",
        "format": "date",
        "pattern": f"^{_DATE}$",
        "not": _NO_SUCH_DAY,
        "examples": ["2026-02-18"],
    },
    "moment": {
        "type": "string",
        "pattern": f"^{_DATE}T{_CLOCK}(:[0-5][0-9])?(Z|[+-]{_CLOCK})?$",
        "not": _NO_SUCH_DAY,
        "examples": ["2026-02-18T16:00", "2026-02-18T16:00+01:00"],
    },
    "minutes": {"type": "integer", "minimum": 0, "maximum": LONGEST_MINUTES, "examples": [75]},
    "count": {"type": "integer", "minimum": 0, "maximum": LARGEST_COUNT},
    "position": {"type": "integer", "minimum": 1, "maximum": LAST_POSITION},
    "version": {"type": "integer", "const": 1},
    "share": {"type": "number", "minimum": 0, "maximum": 1, "examples": [0.46]},
    "said": {"type": "string", "pattern": "\\S"},
    "none": {"type": "string", "pattern": "^\\s*[Nn][Oo][Nn][Ee]\\s*$", "examples": ["none"]},
    "all": {"type": "string", "pattern": "^\\s*[Aa][Ll][Ll]\\s*$", "examples": ["all"]},
}
"""What a single value may be, by the function of `values` that reads it; `said`, `none` and `all` are ours.

They bear no description, since an editor would show it in place of the key's.
"""

_SHORT_FORMS = {"person": "name", "told": "on", "not_now": "what"}
"""The key that a bare text stands for, by the function that makes a mapping of it."""


def build(form: Form) -> Schema:
    """The schema of the programs that `form` reads; plain data, ready for `json`."""
    return _Writing(Shape(form)).whole()


class _Writing:
    """Writes the schema of a form; each model and each kind of value becomes one definition."""

    def __init__(self, form: Shape) -> None:
        self._form = form
        self._definitions: Schema = {}

    def whole(self) -> Schema:
        """The schema of a program with all definitions."""
        root = self._model(self._form.root)
        definitions = dict(sorted(self._definitions.items()))
        head = {"$schema": DRAFT, "$id": ID, "description": root.pop("$comment")}
        return {**head, **root, "title": "Co-design program", "$defs": definitions}

    def _node(self, node: Node) -> Schema:
        """The schema of a value."""
        kind = node["type"]
        if kind == "default":
            return self._node(node["schema"])
        if kind == "nullable":
            return _any(self._node(node["schema"]), _NULL)
        if kind == "function-plain":
            return self._reference(node["function"]["function"])
        if kind == "function-after":
            return self._reference("said") if node["function"]["function"] == "needed" else {"type": "string"}
        if kind in ("function-before", "function-wrap"):
            return self._form_of(node["function"]["function"], node["schema"])
        if kind == "literal":
            return {"enum": list(node["expected"])}
        if kind == "tuple":
            return {"type": "array", "items": self._node(node["items_schema"][0])}
        if kind == "dict":
            return self._by_id(node)
        if kind in ("model", "definition-ref"):
            return self._model_reference(node)
        return {"type": {"str": "string", "bool": "boolean"}[kind]}

    def _form_of(self, function: str, inner: Node) -> Schema:
        """What a function takes that lies around another type: the forms of `values`, one by one."""
        other = self._node(inner)
        if function in _SHORT_FORMS:
            return _any(other, self._short_form(_SHORT_FORMS[function], inner))
        if function in ("null_is_default", "mapping"):
            return _any(other, _NULL)
        if function in ("texts", "items"):
            return _any(other, self._reference("none"), _NULL)
        if function == "people":
            return _any(other, other["items"], self._reference("none"), _NULL)
        if function == "all_or_accounts":
            return _any(self._reference("all"), other, self._reference("none"), _NULL)
        if function == "text_or_texts":
            return _any({"type": "string"}, other)
        assert function == "moment_or_by_account", f"{function} is not told in the schema"
        return _any(self._reference("moment"), other)

    def _short_form(self, key: str, inner: Node) -> Schema:
        """What a bare text must be that stands for a mapping with this key alone."""
        group = self._form.group(inner)
        assert group is not None, "only a mapping has a short form"
        node = group.fields[key]
        while node["type"] in ("default", "nullable"):
            node = node["schema"]
        return self._node(node)

    def _by_id(self, node: Node) -> Schema:
        """A mapping whose keys are ids."""
        ids = {"account_key": "account_id", "short_key": "short_id"}
        names = self._reference(ids[node["keys_schema"]["function"]["function"]])
        return {
            "type": "object",
            "propertyNames": names,
            "additionalProperties": self._node(node["values_schema"]),
        }

    def _reference(self, name: str) -> Schema:
        """A reference to the definition of a single value, which is written when it is first asked for."""
        if name not in self._definitions:
            self._definitions[name] = _zone() if name == "zone" else _SCALARS[name]
        return {"$ref": f"#/$defs/{name}"}

    def _model_reference(self, node: Node) -> Schema:
        bare = self._form.bare(node)
        name = bare["cls"]
        if name not in self._definitions:
            self._definitions[name] = {}  # holds the place while the parts of it are written
            self._definitions[name] = self._model(bare)
        return {"$ref": f"#/$defs/{name}"}

    def _model(self, node: Node) -> Schema:
        """A mapping of the format with all its keys."""
        name = self._form.bare(node)["cls"]
        group = self._form.group(node)
        assert group is not None
        schema: Schema = {
            "title": _title(name),
            "$comment": MODELS[name],
            "type": "object",
            "properties": {key: self._key(name, key, group) for key in group.fields},
            "additionalProperties": False,
        }
        return {**schema, "required": list(group.required)} if group.required else schema

    def _key(self, model: str, key: str, group: Group) -> Schema:
        """The schema of a key: its sentence, what it may be, and what holds where it is left out."""
        node = group.fields[key]
        schema = {"description": KEYS[model][key], **self._node(node)}
        default = node.get("default")
        return {**schema, "default": default} if isinstance(default, (str, bool)) else schema


def _any(*choices: Schema) -> Schema:
    """Any one of several forms: a plain type and `null` are written as one."""
    flat = [inner for choice in choices for inner in choice.get("anyOf", [choice])]
    kept = [choice for at, choice in enumerate(flat) if choice not in flat[:at]]
    if len(kept) == 2 and kept[1] == _NULL:
        first = kept[0]
        if "enum" in first:
            return {"enum": [*first["enum"], None]}
        if set(first) == {"type"}:
            return {"type": [first["type"], "null"]}
    return {"anyOf": kept}


def _zone() -> Schema:
    """The name of a time zone: those that are known where the schema is written, for there they are read."""
    from zoneinfo import available_timezones

    from codesign_cli.model.core import PydanticCustomError
    from codesign_cli.model.values import zone

    names = []
    for name in sorted(available_timezones()):
        try:
            names.append(zone(name))
        except PydanticCustomError:
            continue
    return {"enum": names}


def _title(model: str) -> str:
    """`FeedbackFormat` is `Feedback format`."""
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in model)
    return words.strip().capitalize()
