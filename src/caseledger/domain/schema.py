"""The Pydantic schema of a case: the authority on what a file may hold.

Pydantic validates the very classes of `case` and finds everything that is wrong at once; this
module turns what it says into `Problem` values in our words. It is the only module that imports
Pydantic, and commands import it only when there is something to explain.
"""

import re
from dataclasses import replace
from difflib import get_close_matches
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from caseledger.domain.edits import Put, Rename
from caseledger.domain.key_orders import EVENT_KEYS
from caseledger.domain.loading import ATTRIBUTES, KEYS, Inner, Shape, shape_of
from caseledger.domain.problem import Mend, Path, Problem, Severity
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

_OF_NAMES = ("sources", "people", "citizenship")
"""Keys of lists that may hold plain names."""


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
        # A key that is needed and has nothing behind it is told once: a value is missing.
        missing = {one.path for one in wrong if one.code == "CL201"}
        return None, [one for one in problems if one.path not in missing] + wrong


_ADAPTERS: dict[type, TypeAdapter[Any]] = {}


def _adapter(part: type) -> TypeAdapter[Any]:
    """Let Pydantic compile a part once."""
    if part not in _ADAPTERS:
        _ADAPTERS[part] = TypeAdapter(part)
    return _ADAPTERS[part]


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
                problems.append(_unknown_key(here, tree, shape))
        elif value is None:
            problems.append(
                Problem(
                    "CL203",
                    "nothing stands behind this key",
                    here,
                    Severity.WARNING,
                    hint="write a value (text that begins with # needs quotes), or remove the key",
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


def _unknown_key(path: Path, holder: dict[str, object], shape: Shape) -> Problem:
    key = str(path[-1])
    near = get_close_matches(key, shape.readers, n=1)
    hint = f"did you mean {near[0]}?" if near else "your own keys begin with x_"
    free = near and near[0] not in holder
    mend = Mend((Rename(path, near[0]),)) if free else None
    message = "the format has no such key"
    return Problem("CL202", message, path, value=key, hint=hint, mend=mend)


def _problem(error: Any) -> Problem:  # noqa: ANN401 - Pydantic's error details
    path: Path = tuple(KEYS.get(step, step) for step in error["loc"])
    cause = error.get("ctx", {}).get("error")
    value = error["input"] if isinstance(error["input"], str) else ""
    if isinstance(cause, Mismatch):
        mend = None if cause.instead is None else Mend((Put(path, cause.instead),), cause.safe)
        return Problem(cause.code, cause.message, path, value=value, hint=cause.hint, mend=mend)
    code, message = _WORDS.get(error["type"], ("CL203", "a value of another type is expected"))
    cites_nothing = code == "CL201" and path[:1] == ("events",) and path[2:] == ("sources",)
    mend = Mend((Put(path, [], EVENT_KEYS, only_new=True),)) if cites_nothing else None
    if error["type"] == "tuple_type" and value and path[-1] in _OF_NAMES:
        return _listed(Problem(code, message, path, value=value))
    return Problem(code, message, path, value=value, mend=mend)


def _listed(problem: Problem) -> Problem:
    """Say how a list of names is written, where a text stands that can be nothing else."""
    words = [word.strip() for word in problem.value.split(",")]
    if len(problem.path) == 1 or not all(re.fullmatch(r"[\w-]+", word) for word in words):
        return problem
    mend = Mend((Put(problem.path, words),), safe=True)
    return replace(problem, hint=f"write [{', '.join(words)}]", mend=mend)
