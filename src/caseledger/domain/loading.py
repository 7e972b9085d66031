"""From the text of a file to a `Case`, quickly and strictly, without Pydantic.

Importing Pydantic takes longer than everything else that `show` does. A file that is plainly in
order is built here; at the first thing out of order the answer is ``None`` and `schema` looks at
the file again, to say what is wrong and where. A test holds both to the same answers.
"""

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from typing import Annotated, Any, TypeVar, Union, cast

from caseledger.domain.case import Case
from caseledger.domain.values import Mismatch, Reads, Widens

Reader = Callable[[object], object]
Part = TypeVar("Part")

FORMAT = "1"
"""The version of the format that this program knows."""

ATTRIBUTES = {"from": "from_", "for": "for_"}
"""Keys whose names are words of Python, and what the attribute is called instead."""

KEYS = {attribute: key for key, attribute in ATTRIBUTES.items()}


def quick_case(tree: object) -> Case | None:
    """Build the case, or return ``None`` where anything at all is out of order."""
    return quick(tree, Case)


def quick(tree: object, part: type[Part]) -> Part | None:
    """Build any part of the format, or return ``None`` where anything at all is out of order."""
    if not isinstance(tree, dict) or tree.get("format") != FORMAT:
        return None
    try:
        return cast("Part", shape_of(part).read(tree))
    except Mismatch:
        return None


@dataclasses.dataclass(frozen=True, slots=True)
class Shape:
    """What one part of the format is made of, ready for reading."""

    part: type
    readers: Mapping[str, tuple[str, Reader]]
    inner: Mapping[str, "Inner"]

    def read(self, tree: object) -> object:
        """Build the part from a mapping of text. Raises `Mismatch`."""
        if not isinstance(tree, dict):
            raise Mismatch("CL203", "a mapping is expected")
        arguments: dict[str, object] = {}
        other: dict[str, object] = {}
        for key, value in tree.items():
            known = self.readers.get(key)
            if known is not None and value is not None:
                arguments[known[0]] = known[1](value)
            elif known is None and key.startswith("x_"):
                other[key] = value
            else:
                raise Mismatch("CL202", "a key that is not plainly in order")
        return self.make(arguments, other)

    def make(self, arguments: dict[str, object], other: dict[str, object]) -> object:
        """Build the part; a required field that is missing is a `Mismatch`."""
        if other:
            arguments["other"] = other
        try:
            return self.part(**arguments)
        except TypeError as error:
            raise Mismatch("CL201", "a required key is missing") from error


@dataclasses.dataclass(frozen=True, slots=True)
class Inner:
    """How a field leads on to another part: one, a list, or a mapping of them.

    ``widen`` lengthens a short way of writing one of them, ``gather`` one of writing them all.
    """

    part: type
    many: str = ""
    widen: Reader | None = None
    gather: Reader | None = None


_SHAPES: dict[type, Shape] = {}


def shape_of(part: type) -> Shape:
    """Work out once what a part of the format is made of."""
    if part not in _SHAPES:
        _SHAPES[part] = _shape(part)
    return _SHAPES[part]


def _shape(part: type) -> Shape:
    readers: dict[str, tuple[str, Reader]] = {}
    inner: dict[str, Inner] = {}
    for one in dataclasses.fields(cast("Any", part)):
        if one.metadata.get("internal"):
            continue
        key = KEYS.get(one.name, one.name)
        readers[key] = (one.name, reader_of(one.type))
        leads = inner_of(one.type)
        if leads is not None:
            inner[key] = leads
    return Shape(part, readers, inner)


def reader_of(kind: Any) -> Reader:  # noqa: ANN401 - a type form
    """Make the reader of a field from its type."""
    origin = typing.get_origin(kind)
    if origin in (Union, types.UnionType):
        return reader_of(_without_none(kind))
    if origin is Annotated:
        return _annotated(kind)
    if origin is tuple:
        return _list_of(reader_of(typing.get_args(kind)[0]))
    if origin is Mapping:
        return _mapping_of(reader_of(typing.get_args(kind)[1]))
    return shape_of(kind).read


def inner_of(kind: Any) -> Inner | None:  # noqa: ANN401
    """Say which part a field leads to, or ``None`` for a plain value."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (Union, types.UnionType):
        return inner_of(_without_none(kind))
    if origin is Annotated:
        mark = kind.__metadata__[0]
        found = None if isinstance(mark, Reads) else inner_of(arguments[0])
        if found is None:
            return None
        if found.many:
            return dataclasses.replace(found, gather=mark.widen)
        return dataclasses.replace(found, widen=mark.widen)
    if origin in (tuple, Mapping):
        found = inner_of(arguments[0] if origin is tuple else arguments[1])
        many = "list" if origin is tuple else "mapping"
        return dataclasses.replace(found, many=many) if found else None
    return Inner(cast("type", kind)) if dataclasses.is_dataclass(kind) else None


def _without_none(kind: Any) -> Any:  # noqa: ANN401
    return next(one for one in typing.get_args(kind) if one is not types.NoneType)


def _annotated(kind: Any) -> Reader:  # noqa: ANN401
    mark = kind.__metadata__[0]
    if isinstance(mark, Reads):
        return mark.read
    widen: Reader = cast("Widens", mark).widen
    read = reader_of(typing.get_args(kind)[0])
    return lambda value: read(widen(value))


def _list_of(read: Reader) -> Reader:
    def read_list(value: object) -> object:
        if not isinstance(value, list):
            raise Mismatch("CL203", "a list is expected")
        return tuple(read(member) for member in value)

    return read_list


def _mapping_of(read: Reader) -> Reader:
    def read_mapping(value: object) -> object:
        if not isinstance(value, dict):
            raise Mismatch("CL203", "a mapping is expected")
        return {key: read(member) for key, member in value.items()}

    return read_mapping
