import dataclasses

import pytest

from caseledger.domain.case import Case, Citation, Event, Person, Source
from caseledger.domain.edits import Bare
from caseledger.domain.entry_values import ORDERS, field_type, is_bare, is_list, written
from caseledger.domain.loading import KEYS


@pytest.mark.parametrize("part", [Case, Citation, Event, Person, Source])
def test_every_field_has_its_place(part: type) -> None:
    fields = {KEYS.get(one.name, one.name) for one in dataclasses.fields(part)} - {"other"}
    assert set(ORDERS[part]) == fields
    assert len(ORDERS[part]) == len(fields)


@pytest.mark.parametrize(
    ("part", "key", "bare"),
    [
        pytest.param(Event, "date", True, id="a date"),
        pytest.param(Event, "id", True, id="an id"),
        pytest.param(Event, "kind", True, id="a kind"),
        pytest.param(Event, "suspensive", True, id="a word of a few"),
        pytest.param(Event, "served", True, id="the short form of a part"),
        pytest.param(Event, "sources", True, id="a list of ids"),
        pytest.param(Person, "sealed", True, id="a truth value"),
        pytest.param(Person, "count", True, id="a number"),
        pytest.param(Event, "reference", False, id="a docket number is text"),
        pytest.param(Event, "country", False, id="Norway is text"),
        pytest.param(Case, "title", False, id="a title"),
        pytest.param(Event, "x_mine", False, id="a key of the user's own"),
    ],
)
def test_what_stands_without_quotes(part: type, key: str, bare: bool) -> None:
    assert is_bare(field_type(part, key)) is bare


@pytest.mark.parametrize(
    ("key", "many"), [("grounds", True), ("people", True), ("of", False), ("served", False)]
)
def test_which_fields_hold_lists(key: str, many: bool) -> None:
    assert is_list(field_type(Event, key)) is many


def test_an_entry_is_written_in_the_order_of_the_format_and_without_what_is_empty() -> None:
    says = {"date": "2024", "country": "NO"}
    event = {
        "sources": ["a", {"source": "b", "says": says}],
        "note": "",
        "kind": "movement.entered",
        "x_mine": "010",
        "date": "2023",
        "id": "e1",
    }
    made = written(event, Event)
    assert list(made) == ["id", "date", "kind", "sources", "x_mine"]
    assert made["sources"] == ["a", {"source": "b", "says": says}]
    assert isinstance(made["date"], Bare)
    assert not isinstance(made["x_mine"], Bare)
    claims = made["sources"][1]["says"]
    assert isinstance(claims["date"], Bare)
    assert not isinstance(claims["country"], Bare)
