"""What stands first in a difference, which case is which, and what may be told, at the limits."""

from collections.abc import Mapping
from datetime import date as Day
from typing import Any

import pytest
from tests.domain.invented import VOCABULARY, invented, understood
from tests.domain.test_derived import (
    ENTERED,
    GRANTED,
    HELD_OFF,
    REQUESTED,
    WITHDRAWN,
    between,
)
from tests.small_ledgers import LIMBO, case

from caseledger.domain.changes import Change, Deed
from caseledger.domain.comparing import (
    CaseDifference,
    Difference,
    FileDifference,
    Pair,
    State,
    Version,
    Way,
    cases_in_order,
    in_order,
    is_first,
    may_be_told,
    people_between,
    renamed,
    touched_by,
    tree_changes,
)
from caseledger.domain.turns import Sort

EVENTS: list[dict[str, Any]] = [{"id": f"e{at}", "kind": "case.note"} for at in range(4)]


def of(*numbers: int) -> dict[str, Any]:
    """A case of some of four events."""
    return {"events": [EVENTS[at] for at in numbers]}


def test_what_decides_is_a_field_by_its_name() -> None:
    assert not is_first(Change(("people", "pp", "fears"), Deed.MOVED))
    assert not is_first(Change(("sources", "from", "note"), Deed.CHANGED))
    assert is_first(Change(("sources", "from", "retrieved"), Deed.CHANGED))


def test_a_field_that_is_gone_stands_among_the_rest() -> None:
    rest = [Change(("summary",), Deed.CHANGED), Change(("events", "e1", "note"), Deed.REMOVED)]

    assert in_order(rest) == tuple(rest)
    assert in_order([*rest, Change(("events", "e2"), Deed.REMOVED)])[1:] == tuple(rest)


def test_lists_of_recipients_are_known_in_any_letters() -> None:
    assert FileDifference("keys/Recipients.txt", Deed.CHANGED).first
    assert not FileDifference("keys/readme.txt", Deed.CHANGED).first


def test_a_case_goes_by_its_gravest_person_and_by_what_became_otherwise() -> None:
    exposed = between(invented(*HELD_OFF), invented(*HELD_OFF, WITHDRAWN.format("2024-06-01")))
    safe = between(invented(*HELD_OFF), invented(*HELD_OFF, GRANTED.format("2024-06-01")))
    arrested = "date: 2024-06-01, kind: detention.arrested, country: KZ"
    story = (ENTERED, REQUESTED)
    held = between(invented(*story), invented(*story, arrested))
    assert {one.sort for person in held for one in person.derived} & {Sort.STANDING} == set()
    cases = [
        CaseDifference("a", "", people=held),
        CaseDifference("b", "", people=safe),
        CaseDifference("c", "", people=(*safe, *exposed)),
        CaseDifference("d", "", people=exposed),
    ]

    assert [one.id for one in cases_in_order(cases, VOCABULARY)] == ["c", "d", "b", "a"]


@pytest.mark.parametrize(
    ("gone", "come", "found"),
    [
        pytest.param({"a": of(0, 1)}, {"b": of(0, 2)}, {"a": "b"}, id="half of both"),
        pytest.param({"a": of(0)}, {"b": of(0, 1, 2)}, {}, id="less than half of the new one"),
        pytest.param({"a": of(0, 1, 2)}, {"b": of(0)}, {}, id="less than half of the old one"),
        pytest.param({"a": of(0), "c": of(0)}, {"b": of(0)}, {"a": "b"}, id="one for one only"),
        pytest.param({"a": {}}, {"b": {}}, {}, id="two empty ones"),
        pytest.param(
            {"a": {"people": [{"id": "pp"}]}},
            {"b": {"people": [{"id": "qq"}]}, "c": {"people": [{"id": "pp"}]}},
            {"a": "c"},
            id="by people where there are no events",
        ),
    ],
)
def test_which_case_only_has_another_id(
    gone: Mapping[str, Any], come: Mapping[str, Any], found: dict[str, str]
) -> None:
    assert renamed(gone, come) == found


def test_two_entries_of_one_id_are_told_as_a_list() -> None:
    old, new = ({"rules": [{"id": "a"}, {"id": "a", "for": days}]} for days in ("1d", "2d"))

    assert [one.address for one in tree_changes(old, new)] == [("rules",)]


@pytest.mark.parametrize("deed", ["added", "removed", "changed"])
def test_what_is_made_of_parts_is_never_told_whole(deed: str) -> None:
    """It may hold a field that is not for everybody."""
    citation = {"source": "s1", "quote": "q"}
    sides = {"added": (None, citation), "removed": (citation, None), "changed": (citation, "s1")}
    change = Change(("events", "e1", "sources", "s1"), Deed(deed), *sides[deed])

    assert not may_be_told(change)


def test_a_new_person_may_be_what_it_rests_on() -> None:
    assert touched_by([Change(("people", "pp"), Deed.ADDED)]) == {("people", "pp")}


def test_a_difference_is_one_by_any_of_its_parts() -> None:
    people = between(invented(*HELD_OFF), invented(*HELD_OFF, WITHDRAWN.format("2024-06-01")))
    version = Version(Day(2026, 2, 2), VOCABULARY)
    files = (FileDifference("ledger.yaml", Deed.CHANGED),)

    assert CaseDifference("a", "", people=people)
    assert CaseDifference("a", "", changes=(Change(("title",), Deed.CHANGED),))
    assert not CaseDifference("a", "")
    assert Difference(version, version, (), files, 1)
    assert not Difference(version, version, (), (), 1)


def test_whoever_stands_in_a_case_with_errors_stands_otherwise() -> None:
    """What the other case says cannot be relied on in the new state."""
    people = "  - {id: tt, pseudonym: the same, same_as: held/pp, sources: [s1]}\n"
    here = understood(case("other", "date: 2023-06-01, kind: case.note", people=people))
    day, others = Day(2024, 7, 1), {"held": understood(LIMBO)}
    old, new = State(day, VOCABULARY, others), State(day, VOCABULARY, others, {"held"})

    (found,) = people_between(Pair(here, here), Way(old, old, old, new, new))

    assert Sort.STANDING in {one.sort for one in found.derived}
    assert people_between(Pair(here, here), Way(old, old, old, old, old)) == ()
