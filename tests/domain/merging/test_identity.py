import pytest

from caseledger.domain.merging.identity import is_one_case

PERSON = {"id": "pw3k", "name": "Aral", "pseudonym": "Wren"}
ARREST = {"id": "e1", "kind": "extradition.arrested", "date": "2026-03-05"}
LODGED = {"id": "e2", "kind": "protection.lodged", "date": "2026-03-10"}
BASE = {"id": "wren", "people": [PERSON], "events": [ARREST, LODGED]}


@pytest.mark.parametrize(
    ("changed", "same"),
    [
        ({}, True),
        ({"id": "lark"}, True),
        ({"people": [], "events": []}, True),
        ({"id": "lark", "events": [ARREST, {**LODGED, "date": "2026-03-11"}]}, True),
        ({"id": "lark", "people": [{**PERSON, "citizenship": "UZ"}]}, True),
        ({"id": "lark", "people": [{**PERSON, "name": "Ural"}]}, False),
        ({"id": "lark", "people": [{**PERSON, "pseudonym": "Lark"}]}, False),
        ({"id": "lark", "people": [{**PERSON, "id": "px2m"}]}, False),
        ({"id": "lark", "events": [{**ARREST, "date": "2026"}, {**LODGED, "id": "e3"}]}, False),
        ({"id": "lark", "events": []}, False),
    ],
)
def test_under_another_id_people_and_events_must_be_the_same(
    changed: dict[str, object], same: bool
) -> None:
    assert is_one_case(BASE, {**BASE, **changed}) is same


def test_a_case_without_events_is_known_by_all_of_its_people() -> None:
    empty = {**BASE, "events": []}
    other = {"id": "px2m", "name": "Ural", "pseudonym": "Lark"}
    assert is_one_case(empty, {**BASE, "id": "lark"})
    assert not is_one_case({**empty, "people": [PERSON, other]}, {**empty, "id": "lark"})


def test_a_case_without_people_is_known_by_its_id_alone() -> None:
    assert not is_one_case({"id": "wren", "events": [ARREST]}, {"id": "lark", "events": [ARREST]})
    assert is_one_case({"id": "wren"}, {"id": "wren"})
