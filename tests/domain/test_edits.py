from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

import pytest

from caseledger.domain.edits import (
    Add,
    Bare,
    Drop,
    Edit,
    EditRefused,
    Named,
    Put,
    applied,
    as_read,
    identity,
    new_key_position,
    position_of,
)
from caseledger.domain.plain import Plain

CASE: dict[str, Any] = {
    "id": "menlibayev",
    "people": [{"id": "nm", "name": "N. M."}, {"id": "nt"}],
    "events": [
        {"id": "e1", "date": Plain("2022"), "sources": ["vlast", {"source": "ffe", "says": {}}]},
    ],
    "links": None,
}


def result(*edits: Edit) -> dict[str, Any]:
    before = copy.deepcopy(CASE)
    tree = applied(CASE, edits)
    assert before == CASE  # the tree itself is left alone
    assert isinstance(tree, dict)
    return tree


def test_put_replaces_a_value_where_it_stands() -> None:
    tree = result(Put(("people", Named("nm"), "name"), "Other"))
    assert tree["people"] == [{"id": "nm", "name": "Other"}, {"id": "nt"}]
    assert list(tree) == list(CASE)
    assert result(Put(("people", Named("nt")), "text"))["people"][1] == "text"
    assert result(Put(("people", 1), []))["people"][1] == []


@pytest.mark.parametrize(
    ("order", "keys"),
    [
        ((), ["id", "people", "events", "links", "new"]),
        (("id", "new", "links"), ["id", "new", "people", "events", "links"]),
        (("people", "id", "new"), ["id", "people", "new", "events", "links"]),
        (("new", "events"), ["id", "people", "new", "events", "links"]),
        (("new",), ["id", "people", "events", "links", "new"]),
        (("id", "other"), ["id", "people", "events", "links", "new"]),
    ],
)
def test_a_new_key_stands_where_the_order_says(order: tuple[str, ...], keys: list[str]) -> None:
    assert list(result(Put(("new",), "a", order))) == keys
    assert list(result(Add(("new",), "a", order=order))) == keys


def test_the_first_place_comes_before_all_that_follow() -> None:
    assert new_key_position(["b", "c"], "a", ("a", "b")) == 0
    assert new_key_position([], "a", ("a", "b")) == 0
    assert new_key_position(["c", "b"], "d", ("b", "c", "d")) == 2


def test_only_new_keys_are_put_if_that_is_wanted() -> None:
    assert result(Put(("new",), "a", only_new=True))["new"] == "a"
    for key in ("id", "links"):
        with pytest.raises(EditRefused, match="already there"):
            result(Put((key,), "a", only_new=True))


def test_add_puts_an_entry_where_the_place_says() -> None:
    new = {"id": "nn"}
    assert result(Add(("people",), new))["people"][2] == new
    assert result(Add(("people",), new, lambda _: 0))["people"][0] == new
    assert result(Add(("people",), new, lambda members: members.index({"id": "nt"})))["people"] == [
        {"id": "nm", "name": "N. M."},
        new,
        {"id": "nt"},
    ]


def test_a_list_that_is_not_there_is_made() -> None:
    assert result(Add(("sources",), {"id": "s"}))["sources"] == [{"id": "s"}]
    assert result(Add(("links",), "a"))["links"] == ["a"]
    assert result(Add(("people", Named("nt"), "aliases"), "a"))["people"][1]["aliases"] == ["a"]


@pytest.mark.parametrize(
    ("spot", "value"),
    [
        (("people",), {"id": "nm", "name": "Other"}),
        (("events", Named("e1"), "sources"), "vlast"),
        (("events", Named("e1"), "sources"), {"source": "vlast"}),
        (("events", Named("e1"), "sources"), "ffe"),
    ],
)
def test_an_id_does_not_come_twice_into_a_list(spot: tuple[str, ...], value: str) -> None:
    with pytest.raises(EditRefused, match="already there"):
        result(Add(spot, value))


def test_entries_without_an_id_may_be_alike() -> None:
    tree = applied({"a": [{"b": "c"}]}, [Add(("a",), {"b": "c"})])
    assert tree == {"a": [{"b": "c"}, {"b": "c"}]}


def test_drop_takes_a_key_or_an_entry_away() -> None:
    assert list(result(Drop(("people",)))) == ["id", "events", "links"]
    assert result(Drop(("people", Named("nm"))))["people"] == [{"id": "nt"}]
    assert result(Drop(("events", 0, "sources", Named("ffe"))))["events"][0]["sources"] == ["vlast"]
    assert result(Drop(("events", 0, "sources", Named("vlast"))))["events"][0]["sources"][0] == {
        "source": "ffe",
        "says": {},
    }
    assert result(Drop(("people", 0)), Drop(("people", 0)))["people"] == []


def test_edits_see_what_those_before_them_did() -> None:
    tree = result(Add(("people",), {"id": "nn"}), Put(("people", Named("nn"), "name"), "N. N."))
    assert tree["people"][2] == {"id": "nn", "name": "N. N."}


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(Drop(("none",)), id="key"),
        pytest.param(Drop(("people", Named("none"))), id="id"),
        pytest.param(Drop(("people", 2)), id="number"),
        pytest.param(Drop(("people", -1)), id="number from the end"),
        pytest.param(Drop(("links", "a")), id="key in nothing"),
        pytest.param(Put(("none", "a"), "b"), id="mapping that is not there"),
        pytest.param(Put(("links", "a"), "b"), id="nothing instead of a mapping"),
        pytest.param(Put(("id", "a"), "b"), id="text instead of a mapping"),
        pytest.param(Put(("people", "a"), "b"), id="list instead of a mapping"),
        pytest.param(Put((Named("id"),), "b"), id="mapping instead of a list"),
        pytest.param(Put((0,), "b"), id="number in a mapping"),
        pytest.param(Add(("id",), "b"), id="text instead of a list"),
        pytest.param(Add(("people", 0), "b"), id="mapping is no list"),
        pytest.param(Add(("people",), "b", lambda _: 3), id="no such place"),
        pytest.param(Add(("people",), "b", lambda _: -1), id="place from the end"),
        pytest.param(Put((), {}), id="whole file"),
    ],
)
def test_what_does_not_fit_is_refused(edit: Edit) -> None:
    with pytest.raises(EditRefused):
        result(edit)


def test_text_stays_text_and_bare_text_is_what_yaml_says() -> None:
    value = {
        "a": "2022",
        "b": Bare("2022"),
        "c": [Bare("~"), Bare("2022-01"), None],
        "d": Plain("7"),
    }
    read = as_read(value)
    assert read == {"a": "2022", "b": "2022", "c": [None, "2022-01", None], "d": "7"}
    assert isinstance(read, Mapping)
    assert [isinstance(read[key], Plain) for key in "abd"] == [False, True, True]


def test_what_names_an_entry() -> None:
    assert identity({"id": "a", "source": "b"}) == "a"
    assert identity({"source": "b"}) == "b"
    assert identity({"c": "d"}) is None
    assert identity("vlast") == "vlast"
    assert position_of(["a", {"source": "b"}, {"id": "c"}], Named("c")) == 2
    assert position_of(["a", {"source": "b"}], Named("b")) == 1
    assert position_of(["a"], Named("b")) is None
