"""The free and working days that a ledger adds: what is taken, and what is wrong with the rest."""

from __future__ import annotations

from datetime import date as Day

import pytest

from caseledger.domain.own_calendars import OwnCalendar, OwnDays, own_calendars
from caseledger.domain.problem import dotted
from caseledger.domain.rules.calendar import NoCalendar
from caseledger.domain.rules.counting import ends
from caseledger.domain.rules.period import a_period
from caseledger.store.catalogue import load_vocabulary

BASE = load_vocabulary()


def test_days_of_two_states() -> None:
    tree = {
        "KZ": {"free": ["2026-05-08", "2026-05-08"], "working": "2026-05-11"},
        "PL": {"free": "2026-12-23"},
    }

    found, problems = own_calendars(tree, BASE)

    assert problems == []
    assert found == {
        "KZ": OwnDays(frozenset({Day(2026, 5, 8)}), frozenset({Day(2026, 5, 11)})),
        "PL": OwnDays(frozenset({Day(2026, 12, 23)})),
    }


@pytest.mark.parametrize("tree", [None, {}, {"KZ": {"free": []}}, {"KZ": {}}])
def test_nothing_is_changed_where_nothing_stands(tree: object) -> None:
    assert own_calendars(tree, BASE) == ({}, [])


@pytest.mark.parametrize(
    ("tree", "code", "place"),
    [
        pytest.param("2026-05-08", "CL203", "calendars", id="no-states"),
        pytest.param(["KZ"], "CL203", "calendars", id="list"),
        pytest.param({"KAZ": {"free": []}}, "CL202", "calendars.KAZ", id="state"),
        pytest.param({"unknown": {"free": []}}, "CL202", "calendars.unknown", id="no-state"),
        pytest.param({"KZ": ["2026-05-08"]}, "CL203", "calendars.KZ", id="no-words"),
        pytest.param({"KZ": None}, "CL203", "calendars.KZ", id="nothing"),
        pytest.param({"KZ": {"closed": []}}, "CL202", "calendars.KZ.closed", id="word"),
        pytest.param({"KZ": {"free": {"a": "b"}}}, "CL203", "calendars.KZ.free", id="mapping"),
        pytest.param({"KZ": {"free": ["May"]}}, "CL205", "calendars.KZ.free[0]", id="words"),
        pytest.param({"KZ": {"free": "2026-05"}}, "CL205", "calendars.KZ.free", id="month"),
        pytest.param({"KZ": {"free": ["20260508"]}}, "CL205", "calendars.KZ.free[0]", id="form"),
        pytest.param({"KZ": {"free": ["2026-02-30"]}}, "CL205", "calendars.KZ.free[0]", id="lacks"),
        pytest.param({"KZ": {"free": [None]}}, "CL205", "calendars.KZ.free[0]", id="empty"),
        pytest.param({"KZ": {"free": [["a"]]}}, "CL205", "calendars.KZ.free[0]", id="nested"),
    ],
)
def test_what_is_wrong_is_said_and_not_taken(tree: object, code: str, place: str) -> None:
    found, problems = own_calendars(tree, BASE)

    assert [(one.code, dotted(one.path)) for one in problems] == [(code, place)]
    assert found == {}


def test_a_mistake_costs_nothing_else() -> None:
    tree = {"KZ": {"free": ["2026-05-08", "soon"], "working": ["2026-05-11"]}, "K": {}}

    found, problems = own_calendars(tree, BASE)

    assert found == {"KZ": OwnDays(frozenset({Day(2026, 5, 8)}), frozenset({Day(2026, 5, 11)}))}
    assert [dotted(one.path) for one in problems] == ["calendars.KZ.free[1]", "calendars.K"]


def test_a_day_that_is_both_stays_free_and_is_a_problem() -> None:
    tree = {"KZ": {"free": ["2026-05-08"], "working": ["2026-05-11", "2026-05-08"]}}

    found, problems = own_calendars(tree, BASE)

    assert found == {"KZ": OwnDays(frozenset({Day(2026, 5, 8)}), frozenset({Day(2026, 5, 11)}))}
    assert [(one.code, dotted(one.path)) for one in problems] == [
        ("CL204", "calendars.KZ.working[1]")
    ]


OWN = OwnCalendar(
    BASE.calendar,
    {"KZ": OwnDays(frozenset({Day(2026, 5, 8)}), frozenset({Day(2026, 5, 11), Day(2026, 5, 16)}))},
)


@pytest.mark.parametrize(
    ("start", "built_in", "own"),
    [
        pytest.param("2026-04-28", "2026-05-08", "2026-05-11", id="a-free-day"),
        pytest.param("2026-05-01", "2026-05-12", "2026-05-11", id="a-holiday-that-is-worked"),
        pytest.param("2026-05-06", "2026-05-18", "2026-05-16", id="a-Saturday-that-is-worked"),
        pytest.param("2026-05-07", "2026-05-18", "2026-05-18", id="a-Sunday-as-before"),
    ],
)
def test_a_count_heeds_the_days_of_the_ledger(start: str, built_in: str, own: str) -> None:
    profile = BASE.rules.profile("next-working-day")
    assert profile is not None

    for calendar, expected in ((BASE.calendar, built_in), (OWN, own)):
        (end,) = ends(Day.fromisoformat(start), [a_period("10d")], profile, "KZ", calendar)
        assert end.day == Day.fromisoformat(expected)


def test_other_states_are_as_before_and_so_is_a_year_that_is_not_covered() -> None:
    assert OWN.holidays("PL", 2026) == BASE.calendar.holidays("PL", 2026)
    assert OWN.working_days("KZ", 2024) == frozenset({Day(2024, 5, 4)})
    assert OwnCalendar(NoCalendar(), OWN.days).holidays("KZ", 2026) is None


def test_the_version_says_that_the_ledger_adds_to_it() -> None:
    assert OWN.version == f"{BASE.calendar.version} + ledger.yaml"
    assert OwnCalendar(NoCalendar(), OWN.days).version == "ledger.yaml"
