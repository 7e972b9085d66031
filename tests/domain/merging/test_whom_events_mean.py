"""Whom an event concerns that does not say so, once other people come into the case."""

from typing import Any

import pytest
from tests.domain.merging.versions import told

from caseledger.domain.merging.merge import merged

E1 = {"id": "e1", "date": "2024-01-01", "kind": "case.note"}
E9 = {"id": "e9", "date": "2024-05-01", "kind": "case.note"}


def case(people: str, *events: dict[str, Any]) -> dict[str, Any]:
    return {"format": "1", "people": [{"id": one} for one in people.split()], "events": [*events]}


def says(event: dict[str, Any], people: str) -> dict[str, Any]:
    return {**event, "people": people.split()}


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        # One person, and another is added: the colleague's event meant the one.
        (case("p", E1), case("p q", says(E1, "p")), case("p", E1, E9), {"e1": "p", "e9": "p"}),
        # Two people, and another is added: the colleague's event meant the two.
        (case("p q", E1), case("p q r", E1), case("p q", E1, E9), {"e1": "", "e9": "p q"}),
        # Each side adds another; who wrote nothing meant both that stood there.
        (case("p", E1), case("p q", says(E1, "p")), case("p r", E1), {"e1": "p r"}),
        # Nobody is added: nothing need be said.
        (case("p", E1), case("p", E1, E9), case("p", says(E1, "p")), {"e1": "p", "e9": ""}),
        # One side takes the key away where it says nothing any more.
        (
            case("p q", says(E1, "p")),
            case("p", E1),
            case("p q", says(E1, "p"), says(E9, "p")),
            {"e1": "", "e9": "p"},
        ),
    ],
)
def test_an_event_means_whom_its_own_version_knew(
    base: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any], expected: dict[str, str]
) -> None:
    for found in (merged(base, ours, theirs), merged(base, theirs, ours)):
        assert told(found.clashes) == set()
        events: Any = found.tree["events"]
        assert {one["id"]: " ".join(one.get("people", ())) for one in events} == expected


def test_a_case_of_two_that_gets_a_third_lets_an_event_go() -> None:
    """To be added to the people of a case is no change of its events."""
    found = merged(case("p q", E1), case("p q r", E1), case("p q"))

    assert found.clashes == ()
    assert found.tree["events"] == []
