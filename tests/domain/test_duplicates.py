from dataclasses import replace

import pytest
from hypothesis import given
from tests.domain.invented import UZBEK, VOCABULARY, invented
from tests.domain.story_strategies import stories, told

from caseledger.domain.case import Case
from caseledger.domain.duplicates import same_events, same_people

KIND = "kind: extradition.arrested, country: KZ, by: UZ"
TWO = UZBEK + "  - {id: qq, name: Other, citizenship: [UZ]}\n"


def doubles(*events: str, people: str = UZBEK) -> list[str]:
    """Ids of the events that may be the same as the last one."""
    case = invented(*events, people=people)
    new = case.events[-1]
    return [one.id for one in same_events(replace(case, events=case.events[:-1]), new, VOCABULARY)]


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        pytest.param(f"date: 2024-01-08, {KIND}", f"date: 2024-01-08, {KIND}", True, id="all"),
        pytest.param(f"date: 2024-01-08, {KIND}", f"date: 2024-01-11, {KIND}", True, id="3 days"),
        pytest.param(f"date: 2024-01-08, {KIND}", f"date: 2024-01-12, {KIND}", False, id="4 days"),
        pytest.param(f"date: 2024-01-11, {KIND}", f"date: 2024-01-08, {KIND}", True, id="before"),
        pytest.param(f"date: 2024-01, {KIND}", f"date: 2024-01-20, {KIND}", True, id="in a month"),
        pytest.param(f"date: 2024-01, {KIND}", f"date: 2024-02-03, {KIND}", True, id="behind it"),
        pytest.param(f"date: 2024-01~, {KIND}", f"date: 2024-02-28, {KIND}", True, id="about"),
        pytest.param(f"date: unknown, {KIND}", f"date: 2024-02-28, {KIND}", True, id="no date"),
        pytest.param(
            "date: 2024-01-08, kind: case.note, note: rang",
            "date: 2024-01-08, kind: case.note, note: wrote",
            False,
            id="two notes",
        ),
        pytest.param(
            "date: 2024-01-08, kind: case.note, note: rang",
            "date: 2024-01-08, kind: case.note, note: rang",
            True,
            id="the same note",
        ),
        pytest.param(
            f'date: "[..2023-01-01]", {KIND}', f"date: 2024-02-28, {KIND}", False, id="by then"
        ),
        pytest.param(
            "date: 2024-01-08, kind: protection.lodged, country: KZ",
            "date: 2024-01-08, kind: protection.registered, country: KZ",
            False,
            id="another kind",
        ),
        pytest.param(
            "date: 2024-01-08, kind: extradition.arrested, country: KZ, by: RU",
            f"date: 2024-01-09, {KIND}",
            False,
            id="for another state",
        ),
        pytest.param(
            "date: 2024-01-08, kind: extradition.arrested, country: KG, by: UZ",
            f"date: 2024-01-09, {KIND}",
            False,
            id="in another state",
        ),
        pytest.param(
            "date: 2024-01-08, kind: extradition.arrested",
            f"date: 2024-01-09, {KIND}",
            True,
            id="states missing",
        ),
        pytest.param(
            "date: 2024-01-08, kind: extradition.arrested, country: withheld, by: unknown",
            f"date: 2024-01-09, {KIND}",
            True,
            id="states not told",
        ),
        pytest.param(
            "date: 2024-01-08, kind: extradition.arrested, country: KG",
            f"date: 2024-01-08, {KIND}",
            True,
            id="the same words for kind and date",
        ),
        pytest.param(
            f"date: 2024-01-08, state: refuted, {KIND}",
            f"date: 2024-01-09, {KIND}",
            True,
            id="refuted before",
        ),
    ],
)
def test_what_may_be_the_same(old: str, new: str, same: bool) -> None:
    assert doubles(old, new) == (["e1"] if same else [])


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        pytest.param(", people: [pp]", ", people: [qq]", False, id="others"),
        pytest.param(", people: [pp, qq]", ", people: [qq]", True, id="one in common"),
        pytest.param("", ", people: [qq]", True, id="everybody"),
    ],
)
def test_only_what_concerns_a_person_in_common(first: str, second: str, same: bool) -> None:
    events = (f"date: 2024-01-08, {KIND}{first}", f"date: 2024-01-09, {KIND}{second}")

    assert doubles(*events, people=TWO) == (["e1"] if same else [])


def test_all_that_fit_are_named_in_the_order_of_the_file() -> None:
    days = ("2024-01-10", "2023-01-01", "2024-01-08", "2024-01-09")

    assert doubles(*(f"date: {day}, {KIND}" for day in days)) == ["e1", "e3"]


def test_a_former_name_of_a_kind_is_the_same_kind() -> None:
    note = VOCABULARY.kind("case.note")
    assert note is not None
    vocabulary = VOCABULARY.with_kinds([replace(note, code="case.own", aliases=("case.former",))])
    case = invented("date: 2024, kind: case.former", "date: 2024, kind: case.own")
    old, new = case.events

    assert same_events(replace(case, events=(old,)), new, vocabulary) == (old,)


@given(stories())
def test_who_may_be_whose_double_is_mutual_and_never_oneself(
    trees: list[dict[str, object]],
) -> None:
    case = told(trees)
    found = {one.id: {d.id for d in same_events(case, one, VOCABULARY)} for one in case.events}

    assert all(one not in doubles for one, doubles in found.items())
    assert all(one in found[double] for one, doubles in found.items() for double in doubles)


def cases(first: str, second: str) -> tuple[Case, Case]:
    """Two cases of one person each."""
    note = "date: 2024, kind: case.note"
    people = [f"  - {{id: pp, citizenship: [UZ], {fields}}}\n" for fields in (first, second)]
    made = [invented(note, people=one) for one in people]
    return replace(made[0], id="new"), replace(made[1], id="old")


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        pytest.param("name: Anna B", "name: Anna B", True, id="name"),
        pytest.param("name: ANNA  b", "name: Anna B", True, id="letters and spaces"),
        pytest.param("name: Ай", "name: Аи\u0306", True, id="composed"),
        pytest.param("name: Anna B", "name: X, aliases: [Y, anna b]", True, id="alias"),
        pytest.param("pseudonym: Anna B", "name: Anna B", True, id="pseudonym"),
        pytest.param("name: Anna B", "name: Anna", False, id="a part of it"),
        pytest.param("name: Anna B", "name: Анна Б", False, id="another script"),
        pytest.param("name: Anna B, same_as: old/pp", "name: Anna B", False, id="said so"),
        pytest.param("name: Anna B", "name: Anna B, same_as: new/pp", False, id="said there"),
        pytest.param("name: Anna B, same_as: old/qq", "name: Anna B", True, id="said of another"),
        pytest.param("sex: female", "sex: female", False, id="no names"),
    ],
)
def test_people_of_one_name(first: str, second: str, same: bool) -> None:
    new, old = cases(first, second)

    assert same_people(new, "pp", [old]) == (("old/pp",) if same else ())


def test_the_case_itself_is_not_another_one() -> None:
    new, old = cases("name: Anna B", "name: Anna B")

    assert same_people(new, "pp", [new, old, new]) == ("old/pp",)
    assert same_people(new, "nobody", [old]) == ()
