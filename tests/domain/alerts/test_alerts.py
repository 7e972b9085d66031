"""What holds for all alerts together, and the worked cases."""

from collections.abc import Iterator
from datetime import date as Day
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from tests.domain.alerts.raising import HERE, REQUESTED, all_raised, lived, stands
from tests.domain.invented import VOCABULARY, understood
from tests.domain.story_strategies import events, stories, told

from caseledger.domain.alerts import ALERTS, alerts_of
from caseledger.domain.life import Life, life_of
from caseledger.domain.standing import standing_of

SCENARIOS = Path(__file__).parents[2] / "scenarios"
EXPECTED = yaml.safe_load((SCENARIOS / "expected.yaml").read_text(encoding="utf-8"))


def rows() -> Iterator[Any]:
    """Return a row for each person and day of each worked case that names alerts."""
    for name, people in EXPECTED.items():
        for person, days in people.items():
            for day, expected in days.items():
                if "alerts" in expected:
                    label = f"{name}-{person}-{day}"
                    yield pytest.param(name, person, day, expected["alerts"], id=label)


@pytest.mark.parametrize(("name", "person", "day", "expected"), list(rows()))
def test_scenario(name: str, person: str, day: Day, expected: list[str]) -> None:
    case = understood((SCENARIOS / "cases" / f"{name}.yaml").read_text(encoding="utf-8"))
    who = case.person(person)
    assert who is not None
    life = life_of(case, who, VOCABULARY)

    found = alerts_of(life, standing_of(life, day), day, VOCABULARY.thresholds)

    assert set(expected) <= {alert.name for alert in found}


QUIET = [
    HERE,
    "date: 2023-02-01, kind: protection.lodged, country: KZ",
    "date: 2023-02-05, kind: case.counsel-engaged, grounds: ngo",
    "date: 2023-03-01, kind: protection.granted, country: KZ, outcome: refugee",
]


def test_a_quiet_life_raises_nothing() -> None:
    assert all_raised("2023-04-01", *QUIET) == ()


def test_alerts_come_in_the_order_of_the_catalogue() -> None:
    found = all_raised("2024-04-01", f"{HERE}, sources: []", f"{REQUESTED}, sources: []")

    names = [alert.name for alert in found]
    assert names == ["unrepresented", "unsourced", "stale"]
    assert names == [name for name in ALERTS if name in names]


def test_an_alert_that_is_off_is_not_raised() -> None:
    life = lived(HERE, REQUESTED)
    thresholds = {name: days for name, days in VOCABULARY.thresholds.items() if name != "stale"}
    day = "2024-04-01"

    found = alerts_of(life, stands(life, day), Day.fromisoformat(day), thresholds)

    assert [alert.name for alert in found] == ["unrepresented"]


@pytest.mark.parametrize(("days", "expected"), [(424, True), (425, False)])
def test_a_threshold_of_the_ledger_counts(days: int, expected: bool) -> None:
    life = lived(HERE, REQUESTED)
    day = "2024-04-01"

    found = alerts_of(
        life, stands(life, day), Day.fromisoformat(day), {**VOCABULARY.thresholds, "stale": days}
    )

    assert ("stale" in {alert.name for alert in found}) is expected


@given(stories())
def test_whatever_is_written_each_thing_is_said_once(trees: list[Any]) -> None:
    case = told(trees)
    life, day = life_of(case, case.people[0], VOCABULARY), Day(2024, 3, 1)

    found = alerts_of(life, standing_of(life, day), day, VOCABULARY.thresholds)

    ids = {event.id for event in case.events}
    assert len(set(found)) == len(found)
    assert {event for alert in found for event in alert.events} <= ids
    assert not any(alert.certain for alert in found if alert.name.startswith("reported-"))


LATER = [code for code in VOCABULARY.codes if not code.endswith((".served", "scheduled"))]


@given(stories(most=5), events(state="happened", kinds=tuple(LATER)))
def test_what_happens_later_raises_nothing_today(trees: list[Any], later: dict[str, Any]) -> None:
    day = Day(2024, 3, 1)
    future = {key: value for key, value in later.items() if key != "sources"} | {
        "date": "2031-05-01",
        "sources": ["s2"],
    }

    def life(story: list[Any]) -> Life:
        case = told(story)
        return life_of(case, case.people[0], VOCABULARY)

    def found(story: list[Any]) -> list[Any]:
        """The alerts; a detail may differ, where an open beginning is cut at what it follows."""
        here = life(story)
        raised = alerts_of(here, standing_of(here, day), day, VOCABULARY.thresholds)
        return [(alert.name, alert.events) for alert in raised]

    # What comes after something that lies ahead lies ahead as well, which may change the standing.
    assume(f"e{len(trees)}" not in {key for tree in trees for key in tree.get("after", ())})
    assume(standing_of(life([*trees, future]), day) == standing_of(life(trees), day))

    assert found([*trees, future]) == found(trees)
