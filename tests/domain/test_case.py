"""The case as a value: every field once, and the few questions that it answers itself."""

from __future__ import annotations

import dataclasses
import inspect

import pytest

from caseledger.domain import case as module
from caseledger.domain.case import PARTS, Case, Claims, Event, Person, Source
from caseledger.domain.dates import parse_date
from caseledger.domain.kind import KIND_FIELDS, UNIVERSAL_FIELDS
from caseledger.domain.loading import KEYS

FIELDS = [
    pytest.param(one, id=f"{part.__name__}.{one.name}")
    for part in PARTS
    for one in dataclasses.fields(part)
]


def keys_of(part: type) -> set[str]:
    """The keys of a part as they stand in a file."""
    return {KEYS.get(one.name, one.name) for one in dataclasses.fields(part)} - {"other"}


def event(key: str, *people: str) -> Event:
    """An event of these people, or of whoever there is."""
    return Event(
        id=key, date=parse_date("2024"), kind="case.note", sources=(), people=people or None
    )


ARAL = Person(id="aral", pseudonym="Aral", citizenship=("UZ", "KZ"))
OTHER = Person(id="other")
SOURCE = Source(id="s1", kind="media")
CASE = Case(
    format=1,
    id="c",
    title="t",
    people=(ARAL, OTHER),
    sources=(SOURCE,),
    events=(event("b", "aral"), event("c", "other"), event("d", "other", "aral"), event("e")),
)


def test_parts_are_all_values_of_the_module() -> None:
    values = {one for _, one in inspect.getmembers(module, dataclasses.is_dataclass)}

    assert {one for one in values if one.__module__ == module.__name__} == set(PARTS)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_parts_are_frozen_and_slotted(part: type) -> None:
    assert not hasattr(object.__new__(part), "__dict__")
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(object.__new__(part), "other", {})  # noqa: B010 - the class is not known to mypy


@pytest.mark.parametrize("one", FIELDS)
def test_each_field_says_what_it_is_and_who_may_see_it(one: dataclasses.Field[object]) -> None:
    if one.name == "other":
        assert one.metadata == {"internal": True}
    else:
        assert one.metadata["about"]
        assert one.metadata["public"] in ("yes", "no", "asked")


def test_an_event_has_the_fields_that_the_vocabulary_speaks_of() -> None:
    assert keys_of(Event) == UNIVERSAL_FIELDS | KIND_FIELDS


def test_a_source_can_state_only_what_an_event_or_a_person_has() -> None:
    assert keys_of(Claims) <= keys_of(Event) | keys_of(Person)


@pytest.mark.parametrize("name", ["name", "aliases", "born", "sex", "note"])
def test_nothing_that_identifies_a_person_is_published_unasked(name: str) -> None:
    public = {one.name: one.metadata.get("public") for one in dataclasses.fields(Person)}

    assert public[name] in ("no", "asked")


@pytest.mark.parametrize(
    ("person", "label"),
    [
        pytest.param(Person(id="aa", name="N. N.", pseudonym="Aral"), "N. N.", id="name"),
        pytest.param(Person(id="aa", pseudonym="Aral"), "Aral", id="pseudonym"),
        pytest.param(Person(id="aa"), "aa", id="id"),
    ],
)
def test_what_a_person_is_called(person: Person, label: str) -> None:
    assert person.label == label


@pytest.mark.parametrize(
    ("fears", "feared"),
    [
        pytest.param(None, ("UZ", "KZ"), id="citizenships"),
        pytest.param((), (), id="none-at-all"),
        pytest.param(("TJ",), ("TJ",), id="another"),
    ],
)
def test_feared_states(fears: tuple[str, ...] | None, feared: tuple[str, ...]) -> None:
    assert dataclasses.replace(ARAL, fears=fears).feared == feared


def test_a_case_is_closed_unless_it_says_public() -> None:
    assert not CASE.is_public
    assert dataclasses.replace(CASE, visibility="public").is_public


def test_parts_are_found_by_id() -> None:
    assert CASE.person("aral") is ARAL
    assert CASE.person("s1") is None
    assert CASE.source("s1") is SOURCE
    assert CASE.source("aral") is None


def test_events_of_a_person_are_those_that_name_them_or_nobody() -> None:
    assert [one.id for one in CASE.events_of(ARAL)] == ["b", "d", "e"]
    assert [one.id for one in CASE.events_of(OTHER)] == ["c", "d", "e"]
