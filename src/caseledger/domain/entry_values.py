"""From what was typed to what is written: which values stand bare in a file, and key by key where.

The types of `case` say what a field holds; nothing is said twice here.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Union, cast

from caseledger.domain.case import Case, Citation, Event, Person, Source, StoredDeadline
from caseledger.domain.edits import Bare, InBraces, Value
from caseledger.domain.key_orders import (
    CASE_KEYS,
    CITATION_KEYS,
    DEADLINE_KEYS,
    EVENT_KEYS,
    PERSON_KEYS,
    SOURCE_KEYS,
)
from caseledger.domain.loading import KEYS
from caseledger.domain.values import Reads

ORDERS: Mapping[type, tuple[str, ...]] = {
    Case: CASE_KEYS,
    Person: PERSON_KEYS,
    Source: SOURCE_KEYS,
    Event: EVENT_KEYS,
    StoredDeadline: DEADLINE_KEYS,
    Citation: CITATION_KEYS,
}
"""In which order the keys of each part are written."""

BARE_WORDS = frozenset(
    {"date", "id", "kind", "HH:MM with offset"}
    | {"whole number", "number of a format", "decimal degrees"}
)
"""What fields say of themselves (`Reads.words`) whose values stand without quotes."""


IN_BRACES = frozenset({"says"})
"""Mappings that stand in one line behind their key."""


def written(tree: Mapping[str, object], part: type) -> dict[str, Value]:
    """Return the fields of one part as they are to be written, in the order of the part.

    ``tree`` holds text, lists and mappings by the keys of a file. Empty ones are left out, but for
    those that the part must have: that nothing is cited is said.
    """
    order = order_of(part)
    known = [key for key in order if key in tree]
    keys = [*known, *(key for key in tree if key not in order)]
    found = {key: _in_line(key, written_value(tree[key], field_type(part, key))) for key in keys}
    must = {KEYS.get(one.name, one.name) for one in dataclasses.fields(part) if _is_needed(one)}
    return {k: value for k, value in found.items() if value not in ("", [], {}) or k in must}


def order_of(part: type) -> tuple[str, ...]:
    """Return the keys of a part in the order in which they are written."""
    return ORDERS.get(part) or tuple(KEYS.get(one.name, one.name) for one in _fields(part))


def _fields(part: type) -> tuple[dataclasses.Field[Any], ...]:
    return dataclasses.fields(cast("Any", part))


def _in_line(key: str, value: Value) -> Value:
    return InBraces(value) if key in IN_BRACES and isinstance(value, dict) and value else value


def _is_needed(field: dataclasses.Field[Any]) -> bool:
    return field.default is field.default_factory is dataclasses.MISSING


def written_value(value: object, kind: Any = None) -> Value:  # noqa: ANN401 - a type form
    """Return one value as it is to be written; what its field holds decides about quotes."""
    if isinstance(value, Mapping):
        part = _part(kind)
        if part is not None:
            return written(value, part)
        return {str(key): written_value(member) for key, member in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [written_value(member, kind) for member in value]
    return Bare(value) if is_bare(kind) else cast("str", value)


def field_type(part: type, key: str) -> Any:  # noqa: ANN401 - a type form
    """Return the type of a field by its key in a file, or nothing for a key of the user's own."""
    fields = dataclasses.fields(cast("Any", part))
    return next((one.type for one in fields if KEYS.get(one.name, one.name) == key), None)


def is_bare(kind: Any) -> bool:  # noqa: ANN401
    """Whether the values of a field stand without quotes: dates, ids, numbers, closed lists."""
    mark = read_mark(kind)
    if mark is None:
        return False
    return mark.words in BARE_WORDS or "enum" in mark.schema or mark.schema.get("type") == "boolean"


def read_mark(kind: Any) -> Reads | None:  # noqa: ANN401
    """Find how the single values of a field are read, through lists and options."""
    if typing.get_origin(kind) is Annotated:
        mark = kind.__metadata__[0]
        return mark if isinstance(mark, Reads) else read_mark(typing.get_args(kind)[0])
    for inner in _inside(kind):
        found = read_mark(inner)
        if found is not None:
            return found
    part = _part(kind)
    if part is None:
        return None
    # The short form of a part is its first field: a date served, a source cited, a count.
    return read_mark(dataclasses.fields(part)[0].type)


def is_list(kind: Any) -> bool:  # noqa: ANN401
    """Whether a field holds a list."""
    if typing.get_origin(kind) is Annotated:
        return is_list(typing.get_args(kind)[0])
    return typing.get_origin(kind) is tuple or any(map(is_list, _inside(kind)))


def _inside(kind: Any) -> tuple[Any, ...]:  # noqa: ANN401
    origin = typing.get_origin(kind)
    arguments = typing.get_args(kind)
    if origin in (Union, types.UnionType):
        return tuple(one for one in arguments if one is not types.NoneType)
    if origin is tuple:
        return arguments[:1]
    return arguments[1:] if origin is Mapping else ()


def _part(kind: Any) -> Any:  # noqa: ANN401
    """Return the part of the format that a field leads to, or nothing."""
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return kind
    if typing.get_origin(kind) is Annotated:
        return _part(typing.get_args(kind)[0])
    return next(filter(None, map(_part, _inside(kind))), None)
