"""Whole cases on many days, held against what a lawyer would say of them."""

from collections.abc import Iterator
from datetime import date as Day
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.domain.invented import VOCABULARY, understood

from caseledger.domain.standing import Standing, standing

SCENARIOS = Path(__file__).parent.parent / "scenarios"
EXPECTED = yaml.safe_load((SCENARIOS / "expected.yaml").read_text(encoding="utf-8"))


def rows() -> Iterator[Any]:
    """Return a row for each person and day of each case."""
    for name, people in EXPECTED.items():
        for person, days in people.items():
            for day, expected in days.items():
                yield pytest.param(name, person, day, expected, id=f"{name}-{person}-{day}")


def found(name: str, person: str, day: Day) -> Standing:
    """Derive the standing of a person on a day."""
    case = understood((SCENARIOS / "cases" / f"{name}.yaml").read_text(encoding="utf-8"))
    who = case.person(person)
    assert who is not None
    return standing(case, who, day, VOCABULARY)


@pytest.mark.parametrize(("name", "person", "day", "expected"), list(rows()))
def test_scenario(name: str, person: str, day: Day, expected: dict[str, Any]) -> None:
    now = found(name, person, day)
    facts = {
        "standing": now.code,
        "location": now.location,
        "liberty": now.liberty.state,
        "stage": now.stage,
    }

    assert {key: facts[key] for key in expected if key in facts} == {
        key: value for key, value in expected.items() if key in facts
    }


@pytest.mark.parametrize(("name", "person", "day", "expected"), list(rows()))
def test_what_is_certain(name: str, person: str, day: Day, expected: dict[str, Any]) -> None:
    now = found(name, person, day)

    if "certain" in expected:
        assert now.certain is (expected["certain"] or None)
    assert now.possible_complete is (now.certain is True)
    assert now.code in now.possible


def test_every_scenario_is_held_against_something() -> None:
    assert {path.stem for path in (SCENARIOS / "cases").glob("*.yaml")} == set(EXPECTED)
