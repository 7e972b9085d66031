"""Public holidays by state and year, from the ``holidays`` package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Day
from functools import lru_cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

PACKAGE = "holidays"

NAMES_IN = "en_US"
"""The language of names. A state that the package has in no other language has them in English."""


@dataclass(frozen=True, slots=True)
class _Year:
    """One year of one state: holidays with names, and days of a weekend that were worked."""

    holidays: Mapping[Day, str]
    working: frozenset[Day]


class HolidayCalendar:
    """The national public holidays as the package has them; none of a part of a state.

    The package says from which year to which it knows a state; other years, and states that it
    does not know, are not covered. Nor is anything where the package cannot be imported. A holiday
    that follows the moon and is not yet announced is named ``(estimated)``, and is free.
    """

    @property
    def version(self) -> str:
        """The package with its version; empty where it is not installed."""
        return _version()

    def holidays(self, state: str, year: int) -> Mapping[Day, str] | None:
        """Return the public holidays of a state in a year with their names in English.

        None where the package does not cover them.
        """
        known = _year(state, year)
        return known.holidays if known else None

    def working_days(self, state: str, year: int) -> frozenset[Day]:
        """Return the days of a weekend that a decree made working days, in exchange for others."""
        known = _year(state, year)
        return known.working if known else frozenset()


@lru_cache(maxsize=1)
def _version() -> str:
    # Both are imported only when a deadline rests on a holiday: they take longer than all the rest.
    from importlib import metadata  # noqa: PLC0415

    try:
        return f"{PACKAGE} {metadata.version(PACKAGE)}"
    except metadata.PackageNotFoundError:
        return ""


@lru_cache(maxsize=1024)
def _year(state: str, year: int) -> _Year | None:
    """Ask the package for one year of one state."""
    country = _country(state)
    if country is None or not country.start_year <= year <= country.end_year:
        return None
    # A decree of the next year may have made days of this one working days.
    found = country(years=(year, year + 1), expand=False, language=NAMES_IN)
    working = getattr(found, "weekend_workdays", ())
    return _Year(
        {day: name for day, name in sorted(found.items()) if day.year == year},
        frozenset(day for day in working if day.year == year),
    )


@lru_cache(maxsize=256)
def _country(state: str) -> Any:  # noqa: ANN401 - a class of the package
    """Return what the package knows of a state, None where it knows nothing or is not there."""
    try:
        return _class_of(state)
    except (ImportError, AttributeError, TypeError, ValueError):
        # Another form of the package is as good as none: nothing is known, and that is said.
        return None


def _class_of(state: str) -> Any:  # noqa: ANN401
    """Run the module of one state by itself. Raises `ImportError`.

    To import it as a part of ``holidays.countries`` would import every country of the world, which
    takes longer than a whole command.
    """
    from holidays import registry  # noqa: PLC0415

    # Each module is listed with the name of its class, then the codes: two letters, three letters.
    module = next((name for name, (_, two, *_) in registry.COUNTRIES.items() if two == state), None)
    if module is None:
        return None
    place = Path(registry.__file__).with_name("countries") / f"{module}.py"
    spec = spec_from_file_location(f"{PACKAGE}.countries.{module}", place)
    if spec is None or spec.loader is None or not place.is_file():
        raise ImportError(name=module)
    alone = module_from_spec(spec)
    spec.loader.exec_module(alone)
    return getattr(alone, state)
