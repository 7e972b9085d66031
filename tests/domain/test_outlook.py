"""What may be on a day, held against brute force, and the bound where that would be too much."""

from datetime import date as Day
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.domain.every_combination import every_liberty, every_order, every_standing
from tests.domain.invented import VOCABULARY, lived
from tests.domain.story_strategies import CLOSE_DAYS, close_stories, stories, told

from caseledger.domain.bound import bounded
from caseledger.domain.custody import agreed, liberty_of
from caseledger.domain.decision import headline, severity
from caseledger.domain.ending import MOST_COMBINATIONS
from caseledger.domain.life import Life, life_of
from caseledger.domain.outlook import Outlook, outlook
from caseledger.domain.standing import standing_of
from caseledger.domain.world import NOWHERE


def life(trees: list[Any]) -> Life:
    case = told(trees)
    return life_of(case, case.people[0], VOCABULARY)


def places(seen: Outlook) -> set[tuple[str, str]]:
    """Every standing of an outlook with its place."""
    return {(code, one.world.location or NOWHERE) for one in seen.endings for code in one.codes}


def entry(kind: str, date: str, says: Any = None, **fields: str) -> dict[str, Any]:
    """The tree of an event in Kazakhstan, and what a source states instead."""
    source = {"source": "s2", "says": says} if says else "s2"
    return {"kind": kind, "date": date, "country": "KZ", **fields, "sources": [source]}


REFUTED = {"state": "refuted"}
DISPUTED_START = [
    entry("detention.extended", "[..2024-03-06]"),
    entry("removal.suspended", "2024-03-05", REFUTED),
]
"""The open beginning is cut at the second entry, if that is true."""

DISPUTED_ORDER = [
    entry("removal.suspended", "[2024-03-05,2024-03-09]", {"country": "PL"}),
    entry("removal.carried-out", "[2024-03-01..2024-03-06]", to="UZ"),
]
"""A removal follows a suspension in the same state, if it was the same."""

REFUSED_ON_THE_DAY = [
    entry("extradition.surrender-scheduled", "2024-02", by="UZ", **{"for": "2024-03-06"}),
    entry("extradition.refused", "[2024-03-01..2024-03-06]", by="UZ"),
]
"""A surrender may have come after the refusal of the same day, and is void then; not before it."""


HELD_SOMEWHERE = [
    entry("detention.extended", "2024-03-05", {"date": "2024-03-08"}),
    {**entry("detention.house-arrest", "2024-02"), "country": "PL"},
]
"""Held at the latest since the 5th: what may have been on the 8th is not yet on the 6th."""


RELEASED_BY_MARCH = [
    entry("detention.released", "[..2024-03-06]", {"by": "RU"}),
    entry("extradition.appealed", "[2024-03-06..]"),
]
"""Not before the first entry that there is, whoever asked for it."""


@settings(max_examples=400)
@given(close_stories(most=4), CLOSE_DAYS)
@example(DISPUTED_START, Day(2024, 3, 4))
@example(DISPUTED_ORDER, Day(2024, 3, 1))
@example(REFUSED_ON_THE_DAY, Day(2024, 3, 8))
def test_it_is_what_brute_force_finds(trees: list[Any], day: Day) -> None:
    one = life(trees)
    seen = outlook(one, day)

    assert not seen.complete or places(seen) == every_standing(one, day)


@settings(max_examples=120)
@given(close_stories(most=3), CLOSE_DAYS)
@example([entry("detention.arrested", "2024-03-04", {"date": "2024-03-06"})], Day(2024, 3, 20))
@example(HELD_SOMEWHERE, Day(2024, 3, 6))
@example(RELEASED_BY_MARCH, Day(2024, 3, 20))
def test_liberty_is_what_brute_force_finds(trees: list[Any], day: Day) -> None:
    one = life(trees)
    found, expected = liberty_of(one, day), agreed(sorted(every_liberty(one, day), key=repr))

    assert (found.state, found.place, found.kind) == (expected.state, expected.place, expected.kind)
    assert (found.since, found.until) == (expected.since, expected.until)


@settings(max_examples=100)
@given(st.one_of(close_stories(), stories(most=5)))
def test_the_order_is_what_the_rules_say(trees: list[Any]) -> None:
    telling = life(trees).plain
    events = telling.events
    known = {
        (earlier.index, later.index)
        for place, later in enumerate(events)
        for before, earlier in enumerate(events)
        if telling.ordering.before[place] >> before & 1
    }

    assert known == every_order(telling)


FEARED_BY_A_SOURCE = [
    entry("person.found", "2024-02"),
    entry("removal.ordered", "2024-03", to="RU"),
    entry("extradition.appealed", "2023", {"by": "RU"}),
]
"""If Russia asked for an extradition, a removal to Russia counts."""


CUT_BY_A_DISPUTE = [
    entry("person.found", "2024-03-05"),
    entry("extradition.surrender-scheduled", "[..2024-03-06]", {"kind": "movement.entered"}),
    entry("extradition.surrender-scheduled", "2024-03", REFUTED),
]
"""Only if the third is true may the second, as an arrival, have been before the fifth."""


@settings(max_examples=150)
@given(close_stories(most=4), CLOSE_DAYS)
@example(FEARED_BY_A_SOURCE, Day(2024, 3, 1))
@example(CUT_BY_A_DISPUTE, Day(2024, 3, 1))
def test_the_bound_is_never_milder(trees: list[Any], day: Day) -> None:
    one = life(trees)
    seen, most = outlook(one, day), Outlook(bounded(one, day), complete=False)
    rank = severity(VOCABULARY)

    assert rank(headline(most.codes, VOCABULARY)) <= rank(headline(seen.codes, VOCABULARY))


HERE = "date: 2023-01-01, kind: movement.entered, country: KZ"
LODGED = "date: 2023-02-01, kind: protection.lodged, country: KZ"
REQUESTED = "date: 2023-03-{:02}, kind: extradition.requested, country: KZ, by: {}"
APPEALED = "date: 2023-04-01, kind: extradition.appealed, country: KZ, by: {}"
ASKING = ("UZ", "RU", "TJ", "KG", "TM", "BY", "CN", "IR", "TR", "AZ", "IN")


def asked_by(number: int) -> list[str]:
    """Some states ask for an extradition; of the appeals nobody knows whether they suspend."""
    found = [REQUESTED.format(day, state) for day, state in enumerate(ASKING[:number], 1)]
    return [HERE, *found, *(APPEALED.format(state) for state in ASKING[:number])]


@pytest.mark.parametrize(
    ("number", "complete"),
    [pytest.param(10, True, id="1024"), pytest.param(11, False, id="2048")],
)
def test_where_there_are_too_many_combinations_it_is_bounded(number: int, complete: bool) -> None:
    one = lived(*asked_by(number))
    now = standing_of(one, Day(2023, 12, 31))

    # Every appeal may suspend or not: one end state times two to the power of their number.
    assert MOST_COMBINATIONS == 1024
    assert now.possible == (("exposed", "limbo") if complete else ("exposed",))
    assert (now.code, now.certain, now.possible_complete) == ("exposed", False, complete)


def test_a_bound_keeps_what_is_certain() -> None:
    now = standing_of(lived(*asked_by(11), LODGED), Day(2023, 12, 31))

    assert (now.code, now.possible, now.possible_complete) == ("limbo", ("limbo",), False)
    assert now.locations == ("KZ",)


def test_what_has_nothing_to_do_with_each_other_does_not_multiply() -> None:
    elsewhere = [
        one.replace("KZ", state) for state in ("PL", "LT", "LV") for one in asked_by(5)[1:]
    ]
    rumours = [f"date: 2023-05-{day:02}, kind: case.note, state: alleged" for day in range(1, 31)]
    held = [
        f"date: 2023-06-{day:02}, kind: detention.extended, country: KZ" for day in range(1, 31)
    ]
    now = standing_of(lived(*asked_by(5), *elsewhere, *rumours, *held), Day(2023, 12, 31))

    assert (now.possible, now.possible_complete) == (("exposed", "limbo"), True)
