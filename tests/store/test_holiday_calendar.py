"""Public holidays as the package has them, and what happens where it has none."""

from __future__ import annotations

import subprocess
import sys
from datetime import date as Day
from importlib import metadata
from types import ModuleType

import holidays
import pytest

from caseledger.store import holiday_calendar
from caseledger.store.catalogue import load_vocabulary
from caseledger.store.holiday_calendar import HolidayCalendar

CALENDAR = HolidayCalendar()


@pytest.mark.parametrize(
    ("state", "day", "name"),
    [
        ("AT", "2025-04-21", "Easter Monday"),
        ("AT", "2025-10-26", "National Day"),
        ("PL", "2025-05-03", "National Day of the Third of May"),
        ("KZ", "2025-03-21", "Nowruz Holiday"),
        ("RU", "2025-06-12", "Russia Day"),
        ("GB", "2025-12-26", "Boxing Day"),
        ("US", "2021-12-31", "New Year's Day (observed)"),
        ("NZ", "2025-02-06", "Waitangi Day"),
    ],
)
def test_holidays_are_named_in_english(state: str, day: str, name: str) -> None:
    known = CALENDAR.holidays(state, int(day[:4]))

    assert known is not None
    assert known[Day.fromisoformat(day)] == name


@pytest.mark.parametrize("state", ["AT", "GB", "IM", "KZ", "NZ", "PL", "RU", "TR"])
def test_the_package_says_the_same_when_it_is_asked_in_its_own_way(state: str) -> None:
    theirs = holidays.country_holidays(state, years=2024, expand=False, language="en_US")

    assert CALENDAR.holidays(state, 2024) == dict(theirs)


@pytest.mark.parametrize(
    ("state", "year", "covered"),
    [
        ("AT", 2025, True),
        ("AT", 2100, True),
        ("AT", 2101, False),
        ("AT", 9999, False),
        ("AT", 1, False),
        ("KZ", 1990, False),
        ("KZ", 1991, True),
        ("unknown", 2025, False),
        ("withheld", 2025, False),
        ("withheld-1", 2025, False),
        ("ZZ", 2025, False),
        ("", 2025, False),
        ("AUT", 2025, False),
        ("at", 2025, False),
    ],
)
def test_what_is_not_covered_is_not_guessed(state: str, year: int, covered: bool) -> None:
    assert (CALENDAR.holidays(state, year) is not None) is covered


def test_only_days_of_the_year_that_was_asked_for() -> None:
    known = CALENDAR.holidays("US", 2021)

    assert known is not None
    assert {day.year for day in known} == {2021}
    assert list(known) == sorted(known)


def test_what_follows_the_moon_and_is_not_announced_is_free_and_marked() -> None:
    known = CALENDAR.holidays("TJ", 2060)

    assert known is not None
    assert [name for name in known.values() if name.endswith("(estimated)")] != []


@pytest.mark.parametrize(
    ("state", "year", "day"), [("KZ", 2024, "2024-05-04"), ("KZ", 2013, "2013-12-28")]
)
def test_days_of_a_weekend_that_a_decree_made_working_days(state: str, year: int, day: str) -> None:
    assert Day.fromisoformat(day) in CALENDAR.working_days(state, year)


def test_no_working_days_are_known_where_nothing_is() -> None:
    assert CALENDAR.working_days("unknown", 2024) == frozenset()


def test_the_version_is_that_of_the_package() -> None:
    assert CALENDAR.version == f"holidays {metadata.version('holidays')}"


def test_the_vocabulary_has_it() -> None:
    assert load_vocabulary().calendar.version == CALENDAR.version


def test_only_the_state_that_is_asked_for_is_imported() -> None:
    program = """
import sys
from caseledger.store.catalogue import load_vocabulary
calendar = load_vocabulary().calendar
assert "holidays" not in sys.modules
calendar.version
assert "holidays" not in sys.modules
calendar.holidays("AT", 2025)
assert [name for name in sys.modules if name.startswith("holidays.countries")] == []
"""
    subprocess.run([sys.executable, "-c", program], check=True)


def test_without_the_package_nothing_is_covered_and_nothing_breaks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def absent(_name: str) -> ModuleType:
        raise metadata.PackageNotFoundError

    monkeypatch.setitem(sys.modules, "holidays", None)
    monkeypatch.setattr(metadata, "version", absent)
    for name in ("_year", "_country", "_version"):
        monkeypatch.setattr(holiday_calendar, name, getattr(holiday_calendar, name).__wrapped__)

    assert CALENDAR.holidays("AT", 2025) is None
    assert CALENDAR.working_days("KZ", 2024) == frozenset()
    assert CALENDAR.version == ""
