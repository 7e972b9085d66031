"""The Pydantic schema of a case: the authority on what a file may hold.

Pydantic validates the very classes of `case` and finds everything that is wrong at once; this
module turns what it says into `Problem` values in our words. It is the only module that imports
Pydantic, and commands import it only when there is something to explain or to describe.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import fields
from difflib import get_close_matches
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from caseledger.domain.case import PARTS
from caseledger.domain.loading import ATTRIBUTES, KEYS, Inner, Shape, shape_of
from caseledger.domain.problem import Path, Problem, Severity
from caseledger.domain.values import VERSION_PATTERN, Mismatch

FORMAT = 1
Part = TypeVar("Part")

_WORDS = {
    "missing": ("CL201", "this key is required"),
    "dataclass_type": ("CL203", "a mapping is expected"),
    "dataclass_exact_type": ("CL203", "a mapping is expected"),
    "dict_type": ("CL203", "a mapping is expected"),
    "mapping_type": ("CL203", "a mapping is expected"),
    "tuple_type": ("CL203", "a list is expected"),
    "list_type": ("CL203", "a list is expected"),
}


def validate(tree: object, part: type[Part]) -> tuple[Part | None, list[Problem]]:
    """Check the text of a whole file. Returns its value where it has one, and every problem.

    Unknown keys and empty values are problems that do not stop a file from being read; they are
    kept in ``other``.
    """
    problems: list[Problem] = []
    tidy = _tidied(tree, shape_of(part), (), problems)
    if _is_newer(tree):
        # What a newer format adds is not a mistake of the writer; it is shown and left alone.
        message = "this file needs a newer caseledger"
        problems = [Problem("CL208", message, ("format",), Severity.WARNING)]
    try:
        return cast("Part", _adapter(part).validate_python(tidy)), problems
    except ValidationError as error:
        wrong = [_problem(one) for one in error.errors(include_url=False)]
        return None, problems + wrong


_ADAPTERS: dict[type, TypeAdapter[Any]] = {}


def _adapter(part: type) -> TypeAdapter[Any]:
    """Let Pydantic compile a part once."""
    if part not in _ADAPTERS:
        _ADAPTERS[part] = TypeAdapter(part)
    return _ADAPTERS[part]


def json_schema_of(part: type) -> dict[str, Any]:
    """Describe a part of the format as JSON Schema, with the keys as they stand in a file."""
    schema = _adapter(part).json_schema()
    parts = {one.__name__: one for one in (*PARTS, part)}
    # What stands inside comes first, because Pydantic describes some parts in place.
    for described in reversed(list(_described_parts(schema, parts))):
        _name_keys(described, parts[described["title"]])
    return schema


def _described_parts(tree: Any, parts: Collection[str]) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    """Yield what describes a part, wherever it stands, before what stands inside it."""
    if isinstance(tree, dict):
        if "properties" in tree and tree.get("title") in parts:
            yield tree
        tree = list(tree.values())
    for member in tree if isinstance(tree, list) else ():
        yield from _described_parts(member, parts)


def _name_keys(described: dict[str, Any], part: type) -> None:
    """Give one part its keys, the words behind them, and room for the user's own keys."""
    properties = described["properties"]
    described["properties"] = {
        KEYS.get(one.name, one.name): _described(properties[one.name], one.metadata["about"])
        for one in fields(part)
        if not one.metadata.get("internal")
    }
    described.pop("title", None)
    described["patternProperties"] = {"^x_": {}}
    described["additionalProperties"] = False


def _described(one: dict[str, Any], words: str) -> dict[str, Any]:
    """Describe a field; that nothing may stand there is not offered to anybody."""
    choices = [choice for choice in one.get("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) == 1:
        one = {**choices[0], **{key: value for key, value in one.items() if key != "anyOf"}}
    elif choices:
        one = {**one, "anyOf": choices}
    kept = {key: value for key, value in one.items() if key not in ("title", "default")}
    shown = {"default": one["default"]} if one.get("default") else {}
    if "$ref" in kept:
        kept = {"allOf": [kept]}
    return {**kept, **shown, "description": words}


def _is_newer(tree: object) -> bool:
    """Whether the file says that its format is a later one than this program knows."""
    number = tree.get("format") if isinstance(tree, dict) else None
    if not isinstance(number, str) or number == str(FORMAT):
        return False
    return re.fullmatch(VERSION_PATTERN, number) is not None


def _tidied(tree: object, shape: Shape, path: Path, problems: list[Problem]) -> object:
    """Set unknown keys and empty values aside, so that each is told once and none is lost."""
    if not isinstance(tree, dict):
        return tree
    tidy: dict[str, object] = {}
    other: dict[str, object] = {}
    for key, value in tree.items():
        here = (*path, key)
        if key not in shape.readers:
            other[key] = value
            if not key.startswith("x_"):
                problems.append(_unknown_key(key, here, shape))
        elif value is None:
            problems.append(
                Problem(
                    "CL203",
                    "nothing stands behind this key",
                    here,
                    Severity.WARNING,
                    hint="remove the key",
                )
            )
        else:
            tidy[ATTRIBUTES.get(str(key), str(key))] = _inner(
                value, shape.inner.get(key), here, problems
            )
    if other:
        tidy["other"] = other
    return tidy


def _inner(value: object, inner: Inner | None, path: Path, problems: list[Problem]) -> object:
    """Tidy what a field leads to."""
    if inner is None:
        return value
    shape = shape_of(inner.part)
    value = inner.gather(value) if inner.gather else value
    if inner.many == "list" and isinstance(value, list):
        return [_one(member, inner, shape, (*path, i), problems) for i, member in enumerate(value)]
    if inner.many == "mapping" and isinstance(value, dict):
        return {
            key: _one(member, inner, shape, (*path, key), problems) for key, member in value.items()
        }
    return value if inner.many else _one(value, inner, shape, path, problems)


def _one(value: object, inner: Inner, shape: Shape, path: Path, problems: list[Problem]) -> object:
    in_full = inner.widen(value) if inner.widen and value is not None else value
    return _tidied(in_full, shape, path, problems)


def _unknown_key(key: str, path: Path, shape: Shape) -> Problem:
    near = get_close_matches(key, shape.readers, n=1)
    hint = f"did you mean {near[0]}?" if near else "your own keys begin with x_"
    return Problem("CL202", "the format has no such key", path, value=key, hint=hint)


def _problem(error: Any) -> Problem:  # noqa: ANN401 - Pydantic's error details
    path: Path = tuple(KEYS.get(step, step) for step in error["loc"])
    cause = error.get("ctx", {}).get("error")
    value = error["input"] if isinstance(error["input"], str) else ""
    if isinstance(cause, Mismatch):
        return Problem(cause.code, cause.message, path, value=value, hint=cause.hint)
    code, message = _WORDS.get(error["type"], ("CL203", "a value of another type is expected"))
    return Problem(code, message, path, value=value)
