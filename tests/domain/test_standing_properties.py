"""What holds for the standing in every case, and how long it takes."""

import time
from dataclasses import replace
from datetime import date as Day
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.invented import VOCABULARY
from tests.domain.story_strategies import events, stories, told

from caseledger.domain.case import Case
from caseledger.domain.decision import View, decide
from caseledger.domain.handovers import ANNOUNCING
from caseledger.domain.life import Life, last_world, life_of
from caseledger.domain.standing import Standing, rail, standing, standing_of

DAYS = st.dates(Day(2023, 1, 1), Day(2025, 12, 31))
PLAIN_KINDS = tuple(c for c in VOCABULARY.codes if c not in ANNOUNCING and not c.endswith("served"))


def now(case: Case, day: Day) -> Standing:
    return standing(case, case.people[0], day, VOCABULARY)


def alive(case: Case) -> Life:
    return life_of(case, case.people[0], VOCABULARY)


@given(stories(), DAYS)
def test_every_case_has_a_standing(trees: list[Any], day: Day) -> None:
    case = told(trees)
    found = now(case, day)

    assert found == now(case, day)
    assert found.code in found.possible
    assert found.certain in (True, None)
    assert found.possible_complete is (found.certain is True)
    assert found.certain is None or len(found.possible) == 1
    assert set(rail(alive(case), day)) <= {event.id for event in case.events}


@given(
    stories(),
    st.sampled_from(["refuted", "cancelled", "scheduled"]).flatmap(
        lambda state: events(state=state, kinds=PLAIN_KINDS)
    ),
    st.integers(0, 8),
    DAYS,
)
def test_what_did_not_happen_changes_nothing(
    trees: list[Any], extra: Any, place: int, day: Day
) -> None:
    before = told(trees)
    position = min(place, len(trees))
    added = replace(told([extra]).events[0], id="extra")
    after = replace(before, events=(*before.events[:position], added, *before.events[position:]))

    assert now(after, day) == now(before, day)


@given(stories(most=5), st.integers(0, 5), DAYS)
def test_an_unknown_kind_is_never_certain(trees: list[Any], place: int, day: Day) -> None:
    case = told(trees)
    odd = replace(told([{"date": "2000", "kind": "odd.kind", "sources": []}]).events[0], id="odd")

    found = now(replace(case, events=(*case.events[:place], odd, *case.events[place:])), day)

    assert (found.certain, found.possible_complete) == (None, False)
    assert "odd" in found.unknown_kinds


@given(stories(most=6), DAYS)
def test_where_it_is_certain_nothing_possible_would_change_it(trees: list[Any], day: Day) -> None:
    life = alive(told(trees))
    found = standing_of(life, day)
    possible = life.possible(day)

    for one in possible if found.certain else ():
        earlier = [e for e in possible if e.happened and life.ordering.precedes(e, one)]
        world = last_world(life.steps(day, frozenset({one.index})))
        for shields in (True, False):
            code = decide(life, View(world, shields=shields, covers=shields), day)
            assert earlier or code == found.code


def long_case() -> Case:
    """A life of 500 events of which 300 are known by their month only."""
    kinds = ["protection.lodged", "protection.interview", "detention.extended", "case.note"]
    kinds += ["extradition.requested", "extradition.hearing", "protection.certificate-extended"]
    first = Day(2008, 1, 1)
    days = [first + timedelta(days=number * 97 % 5500) for number in range(500)]
    return told(
        [
            {
                "date": day.isoformat()[: 7 if number < 300 else 10],
                "kind": kinds[number % len(kinds)],
                "country": "KZ",
                "sources": ["s1"],
            }
            for number, day in enumerate(days)
        ]
    )


@pytest.mark.parametrize("day", [Day(2015, 6, 15), Day(2024, 1, 1)])
def test_a_long_life_takes_no_time(day: Day) -> None:
    case = long_case()
    begin = time.perf_counter()

    found = now(case, day)

    assert found.code == "limbo"
    assert time.perf_counter() - begin < 0.5
