"""Two entries of one thing: what is taken for the same, and what tells two things apart."""

import pytest
from tests.domain.checks.test_checks import ARAL, CONTEXT, case, event

from caseledger.domain.case import Citation, Event, Person
from caseledger.domain.checks.twins import check_twins
from caseledger.domain.duplicates import MOST

ARREST, LODGED = "detention.arrested", "protection.lodged"
ONE, OTHER = (Citation(source="s1"),), (Citation(source="s2"),)


def twins(*events: Event) -> list[tuple[str, str]]:
    """Pairs of ids: the later entry, and the earlier one that says the same."""
    one = case(*events, people=(ARAL, Person(id="elder", pseudonym="Elder")))
    found = check_twins(one, CONTEXT)
    return [(one.events[int(problem.path[1])].id, problem.value) for problem in found]


def pair(date: str, other: str, *, kind: str = ARREST, **second: object) -> bool:
    """Whether two entries are told to be the same; the second may have more or other fields."""
    return bool(twins(event("a", date, kind=kind), event("b", other, kind=kind, **second)))


@pytest.mark.parametrize(("date", "severity"), [("2024-03-02", "warning"), ("2024-03", "info")])
def test_of_what_has_no_day_there_may_be_two(date: str, severity: str) -> None:
    visits = (event(key, date, kind="detention.visited", sources=ONE) for key in "ab")

    assert [problem.severity for problem in check_twins(case(*visits), CONTEXT)] == [severity]


@pytest.mark.parametrize(
    ("date", "other", "fields", "same"),
    [
        pytest.param("2024-03-02", "2024-03-02", {}, True, id="one day"),
        pytest.param("2024-03-02", "2024-03-02", {"note": "x", "level": "first"}, True, id="more"),
        pytest.param("2024-03-02", "2024-03-02", {"country": "RU"}, False, id="states"),
        pytest.param("2024-03-02", "2024-03-02", {"country": "unknown"}, True, id="a state untold"),
        pytest.param("2024-03-02", "2024-03-02", {"state": "alleged"}, False, id="alleged"),
        pytest.param("2024-03-02", "2024-03-02", {"people": ("aral",)}, False, id="fewer people"),
        pytest.param(
            "2024-03-02", "2024-03-02", {"people": ("elder", "aral")}, True, id="everybody named"
        ),
        pytest.param("2024-03-02", "2024-03-02", {"after": ("a",)}, False, id="after it"),
        pytest.param("2024-03-02", "2024-03-02", {"of": "a"}, False, id="answers it"),
        pytest.param("2024-03", "2024-03", {}, True, id="one month"),
        pytest.param("2024-03", "2024-03", {"sources": OTHER}, True, id="one month, two sources"),
        pytest.param("unknown", "unknown", {}, False, id="no dates"),
        pytest.param("2024-03", "2024-03-02", {}, False, id="a day of the month"),
        pytest.param("2024-03-02", "2024-03-05", {"sources": OTHER}, True, id="three days"),
        pytest.param("2024-03-02", "2024-03-06", {"sources": OTHER}, False, id="four days"),
        pytest.param("2024-03-05", "2024-03-02", {"sources": OTHER}, True, id="out of order"),
    ],
)
def test_what_is_the_same(date: str, other: str, fields: dict[str, object], same: bool) -> None:
    assert pair(date, other, **fields) is same  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("authority", "City court", "Supreme Court"),
        ("reference", "1/2024", "2/2024"),
        ("time", "10:00+05:00", "14:00+05:00"),
        ("level", "first", "appeal"),
        ("grounds", ("sentence",), ("extradition",)),
    ],
)
def test_what_tells_two_things_apart(name: str, first: object, second: object) -> None:
    one = event("a", "2024-03-02", kind=ARREST, **{name: first})
    like = event("b", "2024-03-02", kind=ARREST, **{name: first})
    other = event("c", "2024-03-02", kind=ARREST, **{name: second})

    assert twins(one, like) == [("b", "a")]
    assert twins(one, other) == []


@pytest.mark.parametrize(
    ("kind", "date", "same"),
    [
        pytest.param(ARREST, "2024-03-02", True, id="an arrest is told in many words"),
        pytest.param(ARREST, "2024-03", False, id="of a month there may be two"),
        pytest.param("repression.threat", "2024-03-02", False, id="two threats"),
    ],
)
def test_other_words(kind: str, date: str, same: bool) -> None:
    one, other = (event(key, date, kind=kind, note=f"By {key}.") for key in "ab")

    assert bool(twins(one, other)) is same


def test_sources_tell_apart_what_has_no_effect_or_lies_on_another_day() -> None:
    def told(kind: str, *, first: str, second: str, by: tuple[Citation, ...]) -> bool:
        return bool(
            twins(
                event("a", first, kind=kind, sources=ONE), event("b", second, kind=kind, sources=by)
            )
        )

    assert told("repression.threat", first="2022", second="2022", by=ONE)
    assert not told("repression.threat", first="2022", second="2022", by=OTHER)
    assert not told(ARREST, first="2024-03-02", second="2024-03-03", by=ONE)
    assert not told("protection.hearing", first="2024-03-02", second="2024-03-03", by=OTHER)


@pytest.mark.parametrize(
    ("kind", "date", "same"),
    [
        pytest.param("detention.released", "2024-03-02", False, id="released between"),
        pytest.param("case.note", "2024-03-02", True, id="a note between"),
        pytest.param("detention.released", "2024-02-02", True, id="released before"),
    ],
)
def test_what_changes_things_lies_between(kind: str, date: str, same: bool) -> None:
    between = event("x", date, kind=kind)

    found = twins(
        event("a", "2024-03-02", kind=ARREST), between, event("b", "2024-03-02", kind=ARREST)
    )

    assert found == ([("b", "a")] if same else [])


def test_what_lies_between_two_days_may_stand_anywhere_in_the_file() -> None:
    arrests = [
        event("a", "2024-03-02", kind=ARREST, sources=ONE),
        event("b", "2024-03-04", kind=ARREST, sources=OTHER),
    ]

    assert twins(*arrests, event("x", "2024-03-03", kind="detention.released")) == []
    assert twins(*arrests, event("x", "2024-03-05", kind="detention.released")) == [("b", "a")]


def test_each_is_said_once_and_of_many_the_nearest_is_named() -> None:
    same = [event(f"e{number}", "2024-03-02", kind=LODGED) for number in range(MOST + 5)]

    found = twins(*same)

    assert found == [(f"e{n}", f"e{n - 1}") for n in range(1, MOST + 5)]
