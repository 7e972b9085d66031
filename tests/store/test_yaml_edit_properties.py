"""What holds for every edit of every file: only its own lines differ, and it can be undone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.store.edit_strategies import (
    NAMES,
    ORDER,
    File,
    as_value,
    entries,
    file,
    named,
    spots,
    values,
)

from caseledger.domain.edits import Add, Drop, Edit, Put, Value, applied, as_read, identity
from caseledger.domain.problem import Path
from caseledger.store.yaml_edit import edited
from caseledger.store.yaml_edit.second_reader import same_tree
from caseledger.store.yaml_reader import Document, Mark, read_document

COMMENT = re.compile(r" *# comment-")
SLOW = list(HealthCheck)

PLACES: tuple[Callable[[Sequence[object]], int], ...] = (
    len,
    lambda _: 0,
    lambda members: len(members) // 2,
)


def value_at(source: File, spot: Path) -> Any:
    tree: Any = source.document.data
    for step in spot:
        tree = tree[step]
    return tree


def is_within(part: list[str], whole: list[str]) -> bool:
    """Whether some lines are all still there, in their order."""
    rest = iter(whole)
    return all(line in rest for line in part)


def own_lines(source: File, spot: Path) -> tuple[int, int, int]:
    """Return the number of an entry's first line, of one after it, and of what follows it.

    Between the two may stand comments, or more lines of a text: the reader, from which these come,
    only knows where things begin.
    """
    locate = source.document
    inside = [spot, *(spot + rest for rest, _ in spots(value_at(source, spot)))]
    last = max(locate.locate(path).line for path in inside)
    others = {
        mark.line
        for path, _ in spots(source.document.data)
        if path[: len(spot)] != spot
        for mark in (locate.locate(path), locate.locate_key(path))
    }
    return first_line(source, spot), last + 1, min((i for i in others if i > last), default=10**6)


def first_line(source: File, spot: Path) -> int:
    """Return the line of a key or a dash; what belongs to a dash may begin further below."""
    document = source.document
    line, outer = document.locate_key(spot).line, document.locate(spot[:-1])
    if isinstance(value_at(source, spot[:-1]), list) and has_dash(document, outer.line, outer):
        while not has_dash(document, line, outer):
            line -= 1
    return line


def has_dash(document: Document, line: int, outer: Mark) -> bool:
    """Whether a line has a dash where the list stands."""
    return document.excerpt(line)[outer.column - 1 : outer.column] == "-"


def check_meaning(source: File, result: bytes, edit: Edit) -> None:
    """Hold what a changed file says against the values alone."""
    assert same_tree(read_document(result).data, applied(source.document.data, [edit]))


def changed_lines(before: bytes, after: bytes) -> list[str]:
    """Return the old lines between those that two texts begin and end with alike."""
    old, new = [raw.decode().removesuffix("\n").split("\n") for raw in (before, after)]
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    return old


def is_pair_without_braces(spot: Path) -> bool:
    """Whether this is `a: b` inside brackets, which gets no more keys."""
    return spot[-2:-1] == ("pairs",)


def must_gain_a_minus(source: File) -> bool:
    """Whether the text of a block scalar ends with the file and without a line end."""
    return source.name == "texts" and source.ends == "none at the end"


@pytest.mark.parametrize("name", NAMES)
def test_dropping_an_entry_leaves_what_stands_around_it(name: str) -> None:
    source = file(name, "LF")
    lines = source.document.text.split("\n")
    for spot, _ in spots(source.document.data):
        edit = Drop(named(source.document.data, spot))
        result = edited(source.raw, [edit])
        check_meaning(source, result, edit)
        first, after, following = own_lines(source, spot)
        # A key that holds nothing more gets brackets; what follows a first dash moves up to it.
        emptied = source.document.locate_key(spot[:-1]).line
        above = [line for i, line in enumerate(lines[: first - 1], 1) if i != emptied]
        between = [line for line in lines[after - 1 : following - 1] if COMMENT.match(line)]
        below = lines[following:]
        assert is_within([*above, *between, *below], result.decode().split("\n")), spot


@settings(max_examples=80, suppress_health_check=SLOW, deadline=None)
@given(entries(), values())
def test_a_value_is_written_over_another_and_back(
    entry: tuple[File, Path, object], value: Value
) -> None:
    source, spot, old = entry
    edit = Put(named(source.document.data, spot), value)
    result = edited(source.raw, [edit])
    check_meaning(source, result, edit)
    first, _, following = own_lines(source, spot)
    lines = source.document.text.split("\n")
    around = lines[: first - 1] + lines[following - 1 : -1]
    assert is_within(around, read_document(result).text.split("\n"))
    back = edited(result, [Put(spot, as_value(old))])
    assert same_tree(read_document(back).data, source.document.data)
    assert is_within(around, read_document(back).text.split("\n"))


@settings(max_examples=80, suppress_health_check=SLOW, deadline=None)
@given(entries(["tidy"], without="both"), values())
def test_what_was_written_as_the_program_writes_it_comes_back(
    entry: tuple[File, Path, object], value: Value
) -> None:
    source, spot, old = entry
    there = edited(source.raw, [Put(spot, value)])
    assert edited(there, [Put(spot, as_value(old))]) == source.raw


@settings(max_examples=80, suppress_health_check=SLOW, deadline=None)
@given(entries(of=dict), values(), st.sampled_from([(), ORDER, ORDER[2:]]))
def test_a_new_key_is_lines_of_its_own_and_can_be_dropped(
    entry: tuple[File, Path, object], value: Value, order: tuple[str, ...]
) -> None:
    source, spot, _ = entry
    assume(not is_pair_without_braces(spot) and not must_gain_a_minus(source))
    put = Put((*named(source.document.data, spot), "new"), value, order, only_new=True)
    result = edited(source.raw, [put])
    check_meaning(source, result, put)
    assert len(changed_lines(source.raw, result)) <= 1
    assert edited(result, [Drop(put.spot)]) == source.raw


@settings(max_examples=80, suppress_health_check=SLOW, deadline=None)
@given(entries(of=list), values(), st.sampled_from(PLACES))
def test_a_new_entry_is_lines_of_its_own_and_can_be_dropped(
    entry: tuple[File, Path, object], value: Value, place: Callable[[Sequence[object]], int]
) -> None:
    source, spot, old = entry
    assert isinstance(old, list)
    name = identity(as_read(value))
    assume(name is None or name not in map(identity, old))
    assume(not must_gain_a_minus(source))
    add = Add(named(source.document.data, spot), value, place)
    result = edited(source.raw, [add])
    check_meaning(source, result, add)
    assert len(changed_lines(source.raw, result)) <= 1
    assert edited(result, [Drop((*spot, place(old)))]) == source.raw
