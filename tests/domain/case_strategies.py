"""Trees as the YAML reader gives them: of every part of the format, in order and out of order."""

from __future__ import annotations

import copy
import dataclasses
import types
import typing
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any, Union, cast

from hypothesis import strategies as st
from tests.domain.date_strategies import texts

from caseledger.domain.case import Case, Citation, Count, Event, Person, Place, Served, Source
from caseledger.domain.fields import Date, Id, Number, Text
from caseledger.domain.loading import KEYS
from caseledger.domain.plain import Plain
from caseledger.domain.values import Mismatch, Reads

MOST_MEMBERS = 2
MOST_OPTIONAL = 4
FEW_OPTIONAL = {Event: 6, Case: 6, Person: 5, Source: 5}

WORDS = ["Arrested at home.", "Алматы", "no", "a: b", "[x]", "withheld-1"]
FIELDS = st.sampled_from(["date", "country", "place"])
EXAMPLES = {
    "HH:MM with offset": ["23:00+06:00", "00:59Z"],
    "SHA-256": ["0" * 64, "0123456789abcdef" * 4],
    "address": ["https://example.org/a?b=c", "http://пример.рф"],
    "anything": WORDS,
    "decimal degrees": ["0", "-90", "43.24"],
    "id": ["aa", "bb", "bcd22", "s-1", "a" * 63],
    "kind": ["movement.entered", "protection.refused", "some-track.kind-2"],
    "language code": ["ru", "kaa", "uz-Cyrl"],
    "number of a format": ["1"],
    "path under files/": ["files/order.pdf", "files/2024/приказ 1.pdf"],
    "state": ["KZ", "NO", "unknown", "withheld", "withheld-1"],
    "state or stateless": ["UZ", "stateless", "unknown"],
    "text": WORDS,
    "true or false": ["true", "false"],
    "whole number": ["0", "7", "12"],
}
"""Texts by the words for a type; a type of none of these words has choices or is a date."""

SHORTER: dict[type, Any] = {Count: Number, Served: Date, Place: Text, Citation: Id}
"""Parts that may be written as a single value, and of what type that is."""

WRONG: tuple[object, ...] = (
    None,
    "",
    " ",
    "text",
    "2024-13-45",
    "https://example.org",
    "unknown",
    Plain("010"),
    Plain("12"),
    Plain("true"),
    Plain("999999999"),
    [],
    [None],
    ["text", Plain("1")],
    [["text"]],
    [{"source": "s-1"}, {}],
    {},
    {"x_mine": Plain("1")},
    {"id": "aa", "other": {}},
    {"min": Plain("1"), "max": "2", "zzz": None},
)
"""What may be put anywhere; in some places it is right."""

MORE_KEYS = ("zzz", "x_mine", "other", "from_", "for_", "from", "date", "note", "__class__", "")


def cases() -> st.SearchStrategy[dict[str, object]]:
    """Trees of cases that are in order as far as one field at a time can be."""
    return parts(Case)


@st.composite
def parts(draw: st.DrawFn, part: type) -> dict[str, object]:
    """Trees of one part of the format: all required keys and some of the others."""
    known = [one for one in dataclasses.fields(part) if not one.metadata.get("internal")]
    required = [one for one in known if _is_required(one)]
    optional = [one for one in known if not _is_required(one)]
    most = FEW_OPTIONAL.get(part, MOST_OPTIONAL)
    chosen = (
        draw(st.lists(st.sampled_from(optional), max_size=most, unique=True)) if optional else []
    )
    tree = {KEYS.get(one.name, one.name): draw(written(one.type)) for one in [*required, *chosen]}
    if draw(st.integers(0, 9)) == 0:
        tree["x_mine"] = draw(st.sampled_from(WRONG))
    return tree


def _is_required(one: dataclasses.Field[Any]) -> bool:
    return one.default is dataclasses.MISSING and one.default_factory is dataclasses.MISSING


@cache
def written(kind: Any) -> st.SearchStrategy[Any]:
    """Trees that a field of some type takes."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (Union, types.UnionType):
        return written(next(one for one in arguments if one is not types.NoneType))
    if origin is Annotated:
        mark = kind.__metadata__[0]
        return _single(mark) if isinstance(mark, Reads) else _widened(arguments[0])
    if origin is tuple:
        return st.lists(written(arguments[0]), max_size=MOST_MEMBERS)
    if origin is Mapping:
        return st.dictionaries(FIELDS, written(arguments[1]), max_size=MOST_MEMBERS)
    return parts(kind)


def _widened(kind: Any) -> st.SearchStrategy[Any]:
    """A value in full, or in its shorter way."""
    if typing.get_origin(kind) is tuple:
        return st.one_of(written(kind), written(typing.get_args(kind)[0]))
    return st.one_of(written(kind), written(SHORTER[kind]))


def _single(mark: Reads) -> st.SearchStrategy[Any]:
    """Texts that a reader takes, as `Plain` too where it takes that."""
    choices = mark.schema.get("enum") or EXAMPLES.get(mark.words)
    found = texts() if choices is None else st.sampled_from(cast("list[str]", choices))
    return st.tuples(found, st.booleans()).map(
        lambda drawn: Plain(drawn[0]) if drawn[1] and takes(mark, Plain(drawn[0])) else drawn[0]
    )


def takes(mark: Reads, value: object) -> bool:
    """Whether a reader takes a value."""
    try:
        mark.read(value)
    except Mismatch:
        return False
    return True


@st.composite
def spoilt(draw: st.DrawFn) -> dict[str, object]:
    """Trees of cases in which one to three things were changed at random."""
    tree = copy.deepcopy(draw(cases()))
    for _ in range(draw(st.integers(1, 3))):
        _spoil(draw, tree)
    return tree


def _spoil(draw: st.DrawFn, tree: dict[str, object]) -> None:
    container = draw(st.sampled_from(list(_containers(tree))))
    wrong = copy.deepcopy(draw(st.sampled_from(WRONG)))
    if isinstance(container, list):
        container.insert(draw(st.integers(0, len(container))), wrong)
    elif draw(st.booleans()) and container:
        key = draw(st.sampled_from(sorted(container)))
        container[key] = wrong
        if draw(st.integers(0, 2)) == 0:
            del container[key]
    else:
        container[draw(st.sampled_from(MORE_KEYS))] = wrong


def _containers(tree: Any) -> Iterator[Any]:
    """Every mapping and list of a tree."""
    if isinstance(tree, dict | list):
        yield tree
        for member in tree.values() if isinstance(tree, dict) else tree:
            yield from _containers(member)
