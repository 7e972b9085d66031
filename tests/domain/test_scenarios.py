"""Whole cases on many days, held against what a lawyer would say of them."""

from collections.abc import Iterator
from datetime import date as Day
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.domain.invented import VOCABULARY, understood

from caseledger.domain.alerts import alerts_of
from caseledger.domain.life import Life, life_of
from caseledger.domain.standing import standing_of

SCENARIOS = Path(__file__).parent.parent / "scenarios"
EXPECTED = yaml.safe_load((SCENARIOS / "expected.yaml").read_text(encoding="utf-8"))


def rows() -> Iterator[Any]:
    """Return a row for each person and day of each case."""
    for name, people in EXPECTED.items():
        for person, days in people.items():
            for day, expected in days.items():
                yield pytest.param(name, person, day, expected, id=f"{name}-{person}-{day}")


def lived(name: str, person: str) -> Life:
    """Read the life of a person."""
    case = understood((SCENARIOS / "cases" / f"{name}.yaml").read_text(encoding="utf-8"))
    who = case.person(person)
    assert who is not None
    return life_of(case, who, VOCABULARY)


@pytest.mark.parametrize(("name", "person", "day", "expected"), list(rows()))
def test_scenario(name: str, person: str, day: Day, expected: dict[str, Any]) -> None:
    life = lived(name, person)
    now = standing_of(life, day)
    facts = {
        "standing": now.code,
        "location": now.location,
        "liberty": now.liberty.state,
        "stage": now.stage,
        "certain": now.certain,
        "possible": set(now.possible),
    }
    told = {key: set(value) if key == "possible" else value for key, value in expected.items()}
    alerts = {alert.name for alert in alerts_of(life, now, day, VOCABULARY.thresholds)}

    assert {key: facts[key] for key in told if key in facts} == {
        key: value for key, value in told.items() if key in facts
    }
    assert alerts >= set(expected.get("alerts", ()))
    assert set(expected) <= {*facts, "alerts"}


@pytest.mark.parametrize(("name", "person", "day", "_expected"), list(rows()))
def test_what_is_certain(name: str, person: str, day: Day, _expected: dict[str, Any]) -> None:
    now = standing_of(lived(name, person), day)

    assert now.possible_complete
    assert now.certain == (now.possible == (now.code,))
    assert now.code in now.possible


def test_every_scenario_is_held_against_something() -> None:
    assert {path.stem for path in (SCENARIOS / "cases").glob("*.yaml")} == set(EXPECTED)
