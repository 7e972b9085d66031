import copy
from typing import Any

import pytest
from hypothesis import given, settings
from tests.domain.case_strategies import cases, spoilt

from caseledger.domain.audit import (
    NO_FILE,
    Line,
    Version,
    Wanted,
    decided,
    is_same_case,
    lines,
    overruled,
)
from caseledger.domain.changes import Change, changes

EVENT: dict[str, Any] = {
    "id": "z8n3c",
    "date": "2024-01",
    "people": ["nm"],
    "country": "AT",
    "sources": [{"source": "ffe", "says": {"date": "2024-02"}}],
}
OTHER: dict[str, Any] = {"id": "kq4w7", "date": "2022", "people": ["bb"]}
TREE: dict[str, Any] = {
    "id": "menlibayev",
    "title": "T",
    "tags": ["activist"],
    "people": [{"id": "nm", "name": "N. M."}, {"id": "bb", "pseudonym": "Bird"}],
    "events": [OTHER, EVENT],
}


def event(**keys: Any) -> dict[str, Any]:
    """The tree with other keys in the event z8n3c; a key without a value is taken away."""
    new = {key: value for key, value in (EVENT | keys).items() if value is not None}
    return TREE | {"events": [OTHER, new]}


def version(tree: dict[str, Any] | None, path: str = "cases/menlibayev.yaml") -> Version:
    return NO_FILE if tree is None else Version(path, tree)


def told(found: tuple[Line, ...] | tuple[Change, ...]) -> list[str]:
    changed = [one.change if isinstance(one, Line) else one for one in found]
    return [f"{'.'.join(one.address)} {one.what}: {one.old} > {one.new}" for one in changed]


def done(old: dict[str, Any] | None, new: dict[str, Any] | None, wanted: Wanted) -> list[str]:
    return told(lines([version(old)], version(new), wanted))


LATER = "events.z8n3c.date changed: 2024-01 > 2024-01-08"


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("date", [LATER]),
        ("z8n3c.date", [LATER]),
        ("events.z8n3c.date", [LATER]),
        ("z8n3c", [LATER]),
        ("events", [LATER]),
        ("kq4w7.date", []),
        ("events.kq4w7", []),
        ("country", []),
        ("title", []),
        ("dat", []),
    ],
)
def test_a_field_is_named_by_its_address_or_the_end_of_it(field: str, expected: list[str]) -> None:
    assert done(TREE, event(date="2024-01-08"), Wanted(tuple(field.split(".")))) == expected


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("title", ["title added: None > T"]),
        ("z8n3c.date", ["events.z8n3c.date added: None > 2024-01"]),
        ("events.z8n3c.date", ["events.z8n3c.date added: None > 2024-01"]),
        (
            "date",
            ["events.kq4w7.date added: None > 2022", "events.z8n3c.date added: None > 2024-01"],
        ),
        ("bb.pseudonym", ["people.bb.pseudonym added: None > Bird"]),
        ("z8n3c.until", []),
    ],
)
def test_a_field_comes_with_the_entry_that_holds_it(field: str, expected: list[str]) -> None:
    assert done(None, TREE, Wanted(tuple(field.split(".")))) == expected


def test_a_field_goes_with_its_entry() -> None:
    assert done(TREE, TREE | {"events": [OTHER]}, Wanted(("date",))) == [
        "events.z8n3c.date removed: 2024-01 > None"
    ]


def test_what_a_source_states_is_a_field_of_its_own() -> None:
    new = event(sources=[{"source": "ffe", "says": {"date": "2024-03"}}])

    assert done(TREE, new, Wanted(("date",))) == []
    assert done(TREE, new, Wanted(("sources", "ffe", "says"))) == [
        "events.z8n3c.sources.ffe.says.date changed: 2024-02 > 2024-03"
    ]


@pytest.mark.parametrize(
    ("person", "new", "count"),
    [
        pytest.param("nm", event(date="2025"), 1, id="an event that names the person"),
        pytest.param("n. m.", event(date="2025"), 1, id="by name"),
        pytest.param("bb", event(date="2025"), 0, id="an event of somebody else"),
        pytest.param("bb", event(people=["nm", "bb"]), 1, id="an event that comes to the person"),
        pytest.param("nm", event(people=["bb"]), 2, id="an event that goes from the person"),
        pytest.param("bb", event(people=None), 1, id="an event that names nobody concerns all"),
        pytest.param("nm", TREE | {"title": "U"}, 0, id="a field of the case"),
        pytest.param("nobody", event(people=None, date="2025"), 0, id="nobody of that name"),
        pytest.param(
            "bb",
            TREE | {"people": [TREE["people"][0], {"id": "bb", "pseudonym": "Crow"}]},
            1,
            id="the entry of the person",
        ),
    ],
)
def test_a_person_is_concerned(person: str, new: dict[str, Any], count: int) -> None:
    assert len(done(TREE, new, Wanted(person=person))) == count


def test_an_event_is_named_by_the_beginning_of_its_id() -> None:
    new = TREE | {"events": [OTHER | {"date": "2021"}, EVENT | {"date": "2025"}], "title": "U"}

    assert done(TREE, new, Wanted(event="z8")) == ["events.z8n3c.date changed: 2024-01 > 2025"]


# The file


def test_a_version_that_cannot_be_read_says_nothing_else() -> None:
    broken = Version("cases/menlibayev.yaml", None, is_read=False)

    assert [one.what for one in lines([version(TREE)], broken, Wanted(("date",)))] == ["unreadable"]


def test_comments_and_another_path_are_told_where_all_is() -> None:
    moved = version(TREE, "cases/2026/menlibayev.yaml")

    assert [one.what for one in lines([version(TREE)], version(TREE))] == ["layout"]
    assert told(lines([version(TREE)], moved)) == [
        " moved: cases/menlibayev.yaml > cases/2026/menlibayev.yaml"
    ]
    assert [one.what for one in lines([version(TREE)], moved)] == ["renamed"]
    assert lines([version(TREE)], moved, Wanted(("date",))) == ()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"id": "a"}, {"id": "a"}, True),
        ({"id": "a", "events": [{"id": "e"}]}, {"id": "b", "events": [{"id": "e"}]}, True),
        ({"id": "a", "events": [{"id": "e"}]}, {"id": "b", "events": [{"id": "f"}]}, False),
        ({"id": "a", "events": [{"date": "x"}]}, {"id": "b", "events": [{"date": "x"}]}, False),
        ({"id": "a", "events": "e"}, {"id": "b", "events": "e"}, False),
        (None, {"id": "b"}, True),
    ],
)
def test_files_that_look_alike_are_not_always_one_case(old: Any, new: Any, expected: bool) -> None:
    assert is_same_case(old, new) is expected


# Merges

TAGGED = TREE | {"tags": ["activist", "lawyer"]}
DATED = event(date="2024-01-08")
BOTH = DATED | {"tags": ["activist", "lawyer"]}
WITHOUT = TREE | {"events": [OTHER]}


@pytest.mark.parametrize(
    ("parents", "result", "expected"),
    [
        pytest.param([TREE, DATED], DATED, [], id="one side only"),
        pytest.param([TAGGED, DATED], BOTH, [], id="both sides, each its own"),
        pytest.param(
            [TAGGED, DATED], BOTH | {"title": "U"}, ["title changed: T > U"], id="something new"
        ),
        pytest.param(
            [event(date="2025"), DATED],
            event(date="2023"),
            ["events.z8n3c.date changed: 2025 > 2023"],
            id="neither of two",
        ),
        pytest.param(
            [WITHOUT, TREE],
            DATED,
            ["events.z8n3c.date changed: 2024-01 > 2024-01-08"],
            id="in an entry that one side does not have",
        ),
        pytest.param(
            [TREE, WITHOUT],
            DATED,
            ["events.z8n3c.date changed: 2024-01 > 2024-01-08"],
            id="in an entry that the other side does not have",
        ),
        pytest.param(
            [TREE | {"tags": ["a"]}, TREE | {"tags": ["b"]}],
            TREE | {"tags": ["a", "b", "c"]},
            ["tags added: None > c"],
            id="a set: only the member that nobody had",
        ),
        pytest.param(
            [None, TREE],
            event(date="2025") | {"title": "U"},
            ["title changed: T > U", "events.z8n3c.date changed: 2024-01 > 2025"],
            id="a case that one side does not have",
        ),
    ],
)
def test_a_merge_did_what_differs_from_every_parent(
    parents: list[dict[str, Any] | None], result: dict[str, Any], expected: list[str]
) -> None:
    assert sorted(told(decided([changes(one, result) for one in parents]))) == sorted(expected)


def test_a_merge_that_deletes_a_case_deletes_all_of_it() -> None:
    assert decided([changes(TREE, None), changes(TREE, None)]) == changes(TREE, None)


@pytest.mark.parametrize(
    ("ours", "theirs", "result", "expected"),
    [
        pytest.param(TAGGED, DATED, BOTH, [], id="all is taken"),
        pytest.param(TREE, DATED, TREE, ["events.z8n3c.date changed: 2024-01-08 > 2024-01"]),
        pytest.param(
            event(date="2025"),
            DATED,
            event(date="2025"),
            ["events.z8n3c.date changed: 2024-01-08 > 2025"],
            id="one of two",
        ),
        pytest.param(TAGGED, TREE, TREE, ["tags removed: lawyer > None"], id="a set"),
        pytest.param(DATED, DATED, DATED, [], id="both the same"),
        pytest.param(TREE, WITHOUT, TREE, ["events.z8n3c added"], id="a deletion not taken"),
        pytest.param(DATED, WITHOUT, WITHOUT, ["events.z8n3c removed"], id="deleted all the same"),
    ],
)
def test_a_merge_tells_what_it_did_not_take(
    ours: dict[str, Any], theirs: dict[str, Any], result: dict[str, Any], expected: list[str]
) -> None:
    found = told(overruled([TREE], [ours, theirs], result))

    assert [one[: len(two)] for one, two in zip(found, expected, strict=True)] == expected


@settings(max_examples=25)
@given(cases(), cases())
def test_a_merge_that_is_one_of_its_parents_decided_nothing(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    assert decided([changes(one, other), changes(other, other)]) == ()
    assert decided([changes(other, other), changes(one, other)]) == ()


@settings(max_examples=25)
@given(cases(), spoilt(), spoilt())
def test_what_a_merge_did_does_not_hang_on_the_order_of_its_parents(
    result: Any, one: Any, other: Any
) -> None:
    sides = [changes(one, result), changes(other, result)]

    assert {c.address for c in decided(sides)} == {c.address for c in decided(sides[::-1])}


@settings(max_examples=25)
@given(cases())
def test_a_version_is_compared_with_itself(tree: dict[str, Any]) -> None:
    same = copy.deepcopy(tree)

    assert lines([version(tree)], version(same), Wanted(("date",))) == ()
    assert overruled([tree], [same, same], same) == ()
