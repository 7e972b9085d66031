"""The audit trail at its limits: what a merge tells once, and what a filter lets through."""

from typing import Any

import pytest

from caseledger.domain.audit import NO_FILE, Version, Wanted, decided, lines
from caseledger.domain.changes import changes

ONE: dict[str, Any] = {"id": "aa", "date": "2022", "people": ["nm"]}
TWO: dict[str, Any] = {"id": "bb", "date": "2023", "people": ["nm"]}
NM, BIRD = {"id": "nm", "name": "N. M."}, {"id": "wb", "pseudonym": "Bird"}
TREE: dict[str, Any] = {"id": "invented", "people": [NM, BIRD], "events": [ONE, TWO]}
FILE = Version("cases/invented.yaml", TREE)
MOVED = Version("cases/2026/invented.yaml", TREE)


def dated(day: str) -> Version:
    return Version(FILE.path, TREE | {"events": [ONE, TWO | {"date": day}]})


def whats(before: list[Version], after: Version, **more: Any) -> list[str]:
    return [one.what.value for one in lines(before, after, **more)]


def test_a_merge_tells_what_it_did_not_take_and_nothing_twice() -> None:
    lost = lines([FILE, dated("2024")], FILE, bases=[FILE])
    neither = lines([dated("2024"), dated("2025")], dated("2026"), bases=[FILE])

    assert [(one.change.old, one.change.new) for one in lost] == [("2024", "2023")]
    assert [(one.change.old, one.change.new) for one in neither] == [("2024", "2026")]


def test_an_order_that_one_side_had_is_no_date_that_the_other_had() -> None:
    ours = TREE | {"events": [TWO, ONE]}
    theirs = TREE | {"events": [ONE | {"date": "2021"}, TWO]}

    assert decided([changes(ours, TREE), changes(theirs, TREE)]) == ()


def test_an_entry_that_is_gone_with_one_side_is_not_taken_away_by_the_merge() -> None:
    without = TREE | {"events": [ONE]}

    assert decided([changes(None, without), changes(TREE, without)]) == ()


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        pytest.param([NO_FILE], Version(FILE.path, {"id": "aa"}), ["added"], id="a new file"),
        pytest.param([FILE], dated("2024"), ["changed"], id="a change is no layout"),
        pytest.param([FILE, FILE], FILE, [], id="a merge has no layout"),
        pytest.param([FILE, MOVED], MOVED, [], id="moved by one side"),
    ],
)
def test_what_is_told_of_the_file(before: list[Version], after: Version, told: list[str]) -> None:
    assert whats(before, after) == told


@pytest.mark.parametrize("wanted", [Wanted(("date",)), Wanted(event="aa"), Wanted(person="nm")])
def test_whoever_asks_for_less_hears_nothing_of_the_file(wanted: Wanted) -> None:
    assert whats([FILE], MOVED) == ["renamed"]
    assert whats([FILE], MOVED, wanted=wanted) == []


@pytest.mark.parametrize(
    ("person", "count"), [("nm", 0), ("wb", 1), ("Bird", 1), ("bird", 1), ("N. M.", 0)]
)
def test_a_person_is_asked_for_by_any_name_and_hears_of_no_other(person: str, count: int) -> None:
    new = Version(FILE.path, TREE | {"people": [NM, BIRD | {"sex": "male"}]})

    assert len(whats([FILE], new, wanted=Wanted(person=person))) == count


def test_a_name_is_the_same_in_all_letters() -> None:
    assert whats([FILE], dated("2024"), wanted=Wanted(person="N. M.")) == ["changed"]
    assert whats([FILE], dated("2024"), wanted=Wanted(person="n. m.")) == ["changed"]
