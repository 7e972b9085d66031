"""Days on which an office or court is closed, for one way of counting in one state."""

import datetime as dt
from collections.abc import Collection, Mapping
from datetime import date as Day
from typing import Protocol, runtime_checkable

from caseledger.domain.rules.calendar import Calendar
from caseledger.domain.rules.rule import Profile
from caseledger.domain.windows import ONE_DAY, moved

HOLIDAY = "holiday"
"""Why a day is free: a public holiday of the calendar. Else a day of the week or an extra day."""

FROM_EASTER: Mapping[str, int] = {"good-friday": -2, "easter-monday": 1}
"""The extra free days that follow Easter, in days from Easter Sunday."""

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def easter_sunday(year: int) -> Day:
    """Return Easter Sunday of the western churches (Butcher's rule for the Gregorian calendar)."""
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    months, day = divmod(moon + week - 7 * ((year % 19 + 11 * moon + 22 * week) // 451) + 114, 31)
    return Day(year, months, day + 1)


@runtime_checkable
class KnowsWorkingDays(Protocol):
    """A calendar that also knows which days of a weekend are working days."""

    def working_days(self, state: str, year: int) -> Collection[Day]:
        """Return the days of a weekend that are worked, by decree, in exchange for others."""


class FreeDays:
    """Which days are free as a profile and the calendar of a state have it.

    ``uncovered`` collects the years for which the holidays were asked and are not known.
    """

    def __init__(self, profile: Profile, state: str, calendar: Calendar) -> None:
        """Ask the calendar only where the profile heeds holidays."""
        self._profile = profile
        self._state = state
        self._calendar = calendar
        self.uncovered: set[int] = set()

    def without_calendar(self, day: Day) -> str | None:
        """Return why a day is free whatever the calendar says: its day of the week, or extra."""
        weekday = _WEEKDAYS[day.weekday()]
        if weekday in self._profile.weekend:
            return weekday
        for extra in self._profile.extra_free_days:
            days = FROM_EASTER.get(extra)
            if day == _after_easter(day.year, days) if days else extra == f"{day:%m-%d}":
                return extra
        return None

    def why(self, day: Day) -> tuple[str, str] | None:
        """Return why a day is free, with the name of a holiday; None where it is not known to be.

        A year that is not covered is kept in ``uncovered``, unless the day is free anyhow.
        """
        sure = self.without_calendar(day)
        if sure is not None and not self._made_working(day):
            return (sure, "")
        if not self._profile.holidays:
            return None
        holidays = self._calendar.holidays(self._state, day.year)
        if holidays is None:
            self.uncovered.add(day.year)
            return None
        return (HOLIDAY, holidays[day]) if day in holidays else None

    def _made_working(self, day: Day) -> bool:
        calendar = self._calendar
        return isinstance(calendar, KnowsWorkingDays) and day in calendar.working_days(
            self._state, day.year
        )

    def last_working_day_before(self, day: Day) -> Day:
        """Return the last day before this that is not known to be free."""
        before = moved(day, -ONE_DAY)
        while before > Day.min and self.why(before):
            before = moved(before, -ONE_DAY)
        return before

    def working_day(self, day: Day, number: int) -> Day:
        """Return the last of a number of working days after a day; before it, if negative.

        A day is passed over where it is known to be free. Stops at the ends of the calendar.
        """
        one = ONE_DAY if number > 0 else -ONE_DAY
        left = abs(number)
        while left and day not in (Day.min, Day.max):
            day = moved(day, one)
            left -= self.why(day) is None
        return day


def _after_easter(year: int, days: int) -> Day:
    return moved(easter_sunday(year), dt.timedelta(days=days))
