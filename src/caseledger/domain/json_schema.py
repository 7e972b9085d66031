"""The JSON Schema of any part of the format, made from the very types by which it is read."""

import dataclasses
import itertools
import re
import types
import typing
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Union, cast

from caseledger.domain.loading import KEYS
from caseledger.domain.values import Reads

Schema = dict[str, Any]
Shared = dict[str, Schema]
"""What is described once and referred to: each part, and each type of value."""

OWN_KEYS: Schema = {"^x_": {}}
"""Room for the user's own keys, whatever stands behind them."""


def json_schema_of(part: type) -> Schema:
    """Describe a part of the format with all that stands inside it, as JSON Schema 7.

    Every part and every type of value has its place under ``$defs``; a field refers to it and adds
    its title and its line of documentation.
    """
    shared: Shared = {}
    whole = _part(part, shared)
    return {**whole, "$defs": shared}


def reference(name: str) -> Schema:
    """Refer to what is described once."""
    return {"$ref": f"#/$defs/{name}"}


def _part(part: type, shared: Shared) -> Schema:
    """Describe a mapping with known keys; a key that is not known is a mistake."""
    known = [one for one in dataclasses.fields(part) if not one.metadata.get("internal")]
    needed = [_key(one) for one in known if one.default is dataclasses.MISSING]
    return {
        "title": _in_words(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", part.__name__).lower()),
        "description": (part.__doc__ or "").partition("\n")[0],
        "type": "object",
        "properties": {_key(one): _field(one, shared) for one in known},
        "patternProperties": OWN_KEYS,
        "additionalProperties": False,
        **({"required": needed} if needed else {}),
    }


def _field(one: Any, shared: Shared) -> Schema:  # noqa: ANN401 - dataclasses.Field
    usual = one.default if isinstance(one.default, str | int) and one.default else None
    return {
        "title": _in_words(_key(one)),
        "description": one.metadata["about"],
        **({"default": usual} if usual is not None else {}),
        **_type(one.type, shared),
    }


def _key(one: Any) -> str:  # noqa: ANN401 - dataclasses.Field
    name: str = one.name
    return KEYS.get(name, name)


def _in_words(key: str) -> str:
    words = key.replace("_", " ")
    return words[:1].upper() + words[1:]


def _type(kind: Any, shared: Shared) -> Schema:  # noqa: ANN401 - a type form
    """Describe what may stand in a field of a type; that nothing stands there is offered nobody."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (Union, types.UnionType):
        return _type(next(one for one in arguments if one is not types.NoneType), shared)
    if origin is Annotated:
        return _marked(arguments[0], kind.__metadata__[0], shared)
    if origin is tuple:
        return {"type": "array", "items": _type(arguments[0], shared)}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _type(arguments[1], shared)}
    name = cast("type", kind).__name__
    if name not in shared:
        shared[name] = {}  # a part may stand inside itself
        shared[name] = _part(kind, shared)
    return reference(name)


def _marked(kind: Any, mark: Any, shared: Shared) -> Schema:  # noqa: ANN401 - a type and its mark
    """Describe a value by its reader, and what may be written shorter in both forms."""
    if not isinstance(mark, Reads):
        return _either(_type(mark.shorter, shared), _type(kind, shared), shared)
    if not mark.schema:
        return {}
    words = "-".join(re.findall(r"[a-z0-9]+", mark.words.lower()))
    names = (words if number == 1 else f"{words}-{number}" for number in itertools.count(1))
    name = next(name for name in names if shared.setdefault(name, mark.schema) == mark.schema)
    return reference(name)


def _either(shorter: Schema, longer: Schema, shared: Shared) -> Schema:
    """Describe two forms of which one can fit.

    With oneOf editors say less twice than with anyOf; by the types they know how to begin a value.
    """
    forms = [*_types(shorter, shared), *_types(longer, shared)]
    return {"type": list(dict.fromkeys(forms)), "oneOf": [shorter, longer]}


def _types(schema: Schema, shared: Shared) -> Iterator[str]:
    """Yield the types of JSON that a value may have."""
    if "$ref" in schema:
        schema = shared[schema["$ref"].rpartition("/")[2]]
    if "type" in schema:
        yield from [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    elif "enum" in schema:
        yield "string"
    for form in schema.get("anyOf", ()):
        yield from _types(form, shared)
