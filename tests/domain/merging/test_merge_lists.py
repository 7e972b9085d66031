"""The order of events in a merge, whom they concern, and bases that are missing or not sure."""

from __future__ import annotations

from typing import Any

import pytest
from tests.domain.merging.versions import BASE, Edits, told, unordered, version

from caseledger.domain.merging.clash import take_base, take_theirs
from caseledger.domain.merging.merge import merged

E9: dict[str, Any] = {"id": "e9", "date": "2024-02-01", "kind": "case.note", "sources": ["s1"]}
E8: dict[str, Any] = {"id": "e8", "date": "2024-02-09", "kind": "case.task", "sources": []}
E1, E2, E3 = BASE["events"]
QQ: dict[str, Any] = {"id": "qq", "name": "Q", "citizenship": ["KZ"]}
TWICE, DELETED, ADDED = "changed-twice", "deleted-and-changed", "added-twice"


def ids(tree: Any, key: str = "events") -> list[str]:
    return [one["id"] for one in tree[key]]


def event(key: str, day: str) -> dict[str, Any]:
    return {"id": key, "date": day, "kind": "case.note", "sources": []}


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        pytest.param([E3, E1, E2], [E1, E2, E3], "e3 e1 e2", id="one side reorders"),
        pytest.param([E3, E1, E2], [E3, E1, E2], "e3 e1 e2", id="both alike"),
        pytest.param([E3, E1, E2], [E1, E2, E3, E9], "e3 e9 e1 e2", id="and the other adds"),
        pytest.param([E3, E1, E2], [E1, E3], "e3 e1", id="and the other deletes"),
        pytest.param(
            [E1, event("o1", "2024-02-03"), event("o2", "2024-02-05"), E2, E3],
            [E1, event("t1", "2024-02-01"), event("t2", "2024-02-04"), E2, E3],
            "e1 t1 o1 t2 o2 e2 e3",
            id="runs of new events go by their days",
        ),
        pytest.param(
            [E1, E2, E3, event("o1", "2024-06")],
            [event("t1", "2023"), E1, E2, E3],
            "t1 e1 e2 e3 o1",
            id="each behind what it stood behind",
        ),
    ],
)
def test_the_order_of_events(ours: list[Any], theirs: list[Any], expected: str) -> None:
    found = merged(BASE, version({"events": ours}), version({"events": theirs}))
    assert (ids(found.tree), found.clashes) == (expected.split(), ())
    back = merged(BASE, version({"events": theirs}), version({"events": ours}))
    assert (ids(back.tree), back.clashes) == (expected.split(), ())


def test_an_order_that_both_changed() -> None:
    """It clashes, and either order can be had."""
    ours, theirs = version({"events": [E2, E1, E3]}), version({"events": [E1, E3, E2]})
    found = merged(BASE, ours, theirs)
    assert told(found.clashes) == {("events", "reordered-twice")}
    assert ids(found.tree) == ["e2", "e1", "e3"]
    assert ids(merged(BASE, ours, theirs, decide=take_theirs).tree) == ["e1", "e3", "e2"]


def test_what_stood_behind_an_entry_that_is_gone() -> None:
    """Both made the same one in two ways, and it is decided that there is none."""
    ours = version({"events": [E1, E9, event("o1", "2024-02-02"), E2, E3]})
    theirs = version({"events": [E1, E9 | {"note": "N"}, event("t1", "2024-02-03"), E2, E3]})
    found = merged(BASE, ours, theirs, decide=take_base)
    assert ids(found.tree) == ["e1", "o1", "t1", "e2", "e3"]


# People of events that did not need to name them.


def test_a_person_is_added_on_one_side() -> None:
    """The events of the other side did not name the only person: now they do."""
    named = [one | {"people": ["pp"]} for one in (E1, E2, E3)]
    ours = version({"people/qq": QQ, "events": [*named, E8 | {"people": ["qq"]}]})
    theirs = version({"events": [E1, E9, E2 | {"country": "KZ"}, E3]})
    for found in (merged(BASE, ours, theirs), merged(BASE, theirs, ours)):
        assert found.clashes == ()
        assert {one["id"]: one["people"] for one in found.tree["events"]} == {  # type: ignore[attr-defined]
            "e1": ["pp"],
            "e2": ["pp"],
            "e3": ["pp"],
            "e9": ["pp"],
            "e8": ["qq"],
        }
        assert any("e9" in one for one in found.decided)


def test_a_person_is_added_on_both_sides() -> None:
    """Each side's new events name whom they concern already."""
    named = [one | {"people": ["pp"]} for one in (E1, E2, E3)]
    ours = version({"people/qq": QQ, "events": [*named, E8 | {"people": ["qq"]}]})
    theirs = version({"people/rr": QQ | {"id": "rr"}, "events": [*named, E9 | {"people": ["rr"]}]})
    found = merged(BASE, ours, theirs)
    assert found.clashes == ()
    assert ids(found.tree, "people") == ["pp", "qq", "rr"]
    assert {one["id"]: one["people"] for one in found.tree["events"]} == {  # type: ignore[attr-defined]
        "e1": ["pp"],
        "e2": ["pp"],
        "e3": ["pp"],
        "e8": ["qq"],
        "e9": ["rr"],
    }


def test_the_only_person_is_replaced_on_one_side() -> None:
    """Whom the other side's new event meant is not there any more: nobody may guess."""
    ours = version({"people": [QQ]})
    theirs = version({"events/e9": E9})
    for found in (merged(BASE, ours, theirs), merged(BASE, theirs, ours)):
        assert ("people/pp", "still-used") in told(found.clashes)


def test_another_only_person_on_each_side() -> None:
    """Of two versions without a base each means its own person."""
    start = version({"people": [], "events": []})
    ours = version({"people": [BASE["people"][0]], "events": [E1]}, start)
    theirs = version({"people": [QQ], "events": [E9]}, start)
    for found in (merged(start, ours, theirs), merged(start, theirs, ours)):
        assert found.clashes == ()
        people = {one["id"]: one["people"] for one in found.tree["events"]}  # type: ignore[attr-defined]
        assert people == {"e1": ["pp"], "e9": ["qq"]}


# Bases that are missing, or not sure.


def test_without_a_base_both_sides_are_all_new() -> None:
    """What is alike or stands on one side is taken; what differs clashes."""
    ours = version({"events/e9": E9, "title": "T", "tags": ["aa"], "owner": "A"})
    theirs = version({"events/e8": E8, "events/e1/note": "Other.", "tags": ["bb"]})
    for found in (merged(None, ours, theirs), merged(None, theirs, ours)):
        assert told(found.clashes) == {("title", ADDED), ("events/e1", ADDED)}
        assert set(ids(found.tree)) == {"e1", "e2", "e3", "e8", "e9"}
        assert (set(found.tree["tags"]), found.tree["owner"]) == ({"aa", "bb"}, "A")  # type: ignore[call-overload]
    assert merged(None, ours, ours).tree == ours


@pytest.mark.parametrize(
    ("first", "second", "ours", "theirs", "expected"),
    [
        pytest.param({}, {}, {"title": "T"}, {}, {"title": "T"}, id="alike"),
        pytest.param(
            {"title": "T"},
            {"title": "U"},
            {"title": "T"},
            {"title": "T"},
            {"title": "T"},
            id="both",
        ),
        pytest.param(
            {"title": "T"}, {"title": "U"}, {"title": "T"}, {"title": "V"}, None, id="one of them"
        ),
        pytest.param(
            {"title": "T"}, {"title": "U"}, {"title": "T"}, {"title": "U"}, None, id="each its own"
        ),
        pytest.param({"events/e9": E9}, {}, {}, {"events/e9": E9}, None, id="added or deleted"),
        pytest.param({}, {"tags": ["aa"]}, {"tags": ["aa"]}, {}, None, id="a member of a set"),
        pytest.param(
            {"title": "T"},
            {"title": "U"},
            {"title": "T", "events/e9": E9},
            {"title": "T", "owner": "A"},
            {"title": "T", "events/e9": E9, "owner": "A"},
            id="beside it",
        ),
    ],
)
def test_two_readings_of_a_base(
    first: Edits, second: Edits, ours: Edits, theirs: Edits, expected: Edits | None
) -> None:
    """Where branches crossed, only what both readings give is taken."""
    bases = [version(first), version(second)]
    for readings in (bases, bases[::-1]):
        for mine, yours in ((ours, theirs), (theirs, ours)):
            found = merged(readings, version(mine), version(yours))
            assert bool(found.clashes) == (expected is None)
            if expected is not None:
                assert unordered(found.tree) == unordered(version(expected))
