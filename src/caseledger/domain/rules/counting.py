"""How a period of law is counted: from the day of an event to the last day of the period.

A way of counting is a `Profile`. Months are added by number and a day that the month lacks becomes
its last; no month has thirty days. Where the last day is free, the profile decides whether it
moves. Where nobody has read what the law says then, or nobody knows the holidays, it does not move
and the last working day before it is named besides: safe mode.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Day
from datetime import datetime

from caseledger.domain.dates import add_months
from caseledger.domain.law import READ
from caseledger.domain.rules.calendar import Calendar
from caseledger.domain.rules.choices import NEXT_WORKING_DAY, UNKNOWN_ROLLOVER
from caseledger.domain.rules.free_days import FreeDays
from caseledger.domain.rules.period import (
    ASAP,
    DAYS,
    HOURS,
    MONTHS,
    WEEKS,
    WORKING_DAYS,
    YEARS,
    Period,
)
from caseledger.domain.rules.rule import Profile
from caseledger.domain.rules.step import Step
from caseledger.domain.windows import ONE_DAY, moved

COUNTED, NOT_COUNTED = "counted", "not-counted"

READINGS = {"both": (COUNTED, NOT_COUNTED)}
"""The readings of a profile that can be read in two ways; the one that ends earlier first."""


@dataclass(frozen=True, slots=True)
class End:
    """The end of a period, in one reading of the law.

    ``day`` is the last day of the period; ``moment`` its end to the minute, where the law counts
    hours and the hour of the start is known. ``safe_before`` is the last working day before
    ``day``, where ``day`` is free or may be and it is not known what becomes of it. ``uncovered``
    are the years whose holidays were needed and are not known.
    """

    day: Day
    moment: datetime | None = None
    steps: tuple[Step, ...] = ()
    safe_before: Day | None = None
    uncovered: tuple[int, ...] = ()


def ends(
    start: Day,
    lengths: Sequence[Period],
    profile: Profile,
    state: str,
    calendar: Calendar,
    time: str | None = None,
) -> tuple[End, ...]:
    """Count a period from the day of an event; one end for each reading of the law.

    ``lengths`` are added up before a month end is clamped: six months and nine are fifteen.
    ``time`` is the hour of the event with its offset from UTC (``14:00+05:00``), which only hours
    need; without it they are counted from the beginning of the day. Hours run from the event
    itself, whatever the profile says of its day. Neither hours nor what runs backwards moves to
    another day (so for the EU Regulation 1182/71, art. 3). A roll-over that was not read well is
    one reading; the other leaves the day where it is, in safe mode.

    In each reading a later start never gives an earlier end. How many readings there are, and in
    what order, hangs on the profile alone. What would lie beyond the first or the last day of the
    calendar stops there.
    """
    return tuple(
        _Count(start, lengths, profile, rollover, state, calendar).end(event_day, time)
        for event_day in READINGS.get(profile.event_day, (profile.event_day,))
        for rollover in _rollovers(profile)
    )


def _rollovers(profile: Profile) -> tuple[str, ...]:
    """Return what may become of a free last day, the earlier end first."""
    moves = profile.rollover == NEXT_WORKING_DAY
    unread = moves and profile.status not in READ
    return (UNKNOWN_ROLLOVER, NEXT_WORKING_DAY) if unread else (profile.rollover,)


class _Count:
    """One count in one reading. Its steps are kept as they are made."""

    def __init__(
        self,
        start: Day,
        lengths: Sequence[Period],
        profile: Profile,
        rollover: str,
        state: str,
        calendar: Calendar,
    ) -> None:
        self._start = start
        self._lengths = lengths
        self._rollover = rollover
        self._state = state
        self._free = FreeDays(profile, state, calendar)
        self._steps: list[Step] = []

    def end(self, reading: str, time: str | None) -> End:
        """Count; ``reading``: whether the day of the event is the first day of the period."""
        for length in self._lengths:
            if length.unit != ASAP:
                self._say("length", **{"text": length.text, "from": self._start})
        moment = None
        if any(length.in_hours for length in self._lengths):
            day, moment = self._hours(time)
        else:
            self._say("event-day", how=reading)
            day = self._working_days(self._days(reading), reading)
        self._say("ends", day=day)
        day, safe = self._last_day(day)
        return End(day, moment, tuple(self._steps), safe, tuple(sorted(self._free.uncovered)))

    # How long

    def _days(self, reading: str) -> Day:
        """Count calendar months, weeks and days: the last day by number, free or not."""
        by_month, day, clamped = self._by_number()
        if clamped:
            self._say("clamped", day=by_month)
        if reading == COUNTED and day < self._start:
            return moved(day, ONE_DAY)
        # It ends a day before the one of the same number. If the month lacks that day, its last
        # day is already before it.
        early = reading == COUNTED and day > self._start and not clamped
        return moved(day, -ONE_DAY) if early else day

    def _by_number(self) -> tuple[Day, Day, bool]:
        """Return where the months end, where weeks and days do then, and if the month lacks it."""
        months = 12 * self._amount(YEARS) + self._amount(MONTHS)
        by_month = add_months(self._start, months)
        days = dt.timedelta(days=7 * self._amount(WEEKS) + self._amount(DAYS))
        clamped = by_month.day < self._start.day and by_month != Day.min
        return by_month, moved(by_month, days), clamped

    def _working_days(self, day: Day, reading: str) -> Day:
        """Add working days, if the period has any."""
        number = self._amount(WORKING_DAYS)
        if not number:
            return day
        if reading == COUNTED and day == self._start:
            day = moved(day, -ONE_DAY if number > 0 else ONE_DAY)
        self._say("working-days", n=number)
        day = self._free.working_day(day, number)
        self._say_uncovered()
        return day

    def _hours(self, time: str | None) -> tuple[Day, datetime | None]:
        """Return the day on which the hours are over, and the moment where that is known.

        The offset from UTC stays as it was told: what the clocks did meanwhile does not count.
        """
        hours = dt.timedelta(hours=self._amount(HOURS))
        _, begin, _ = self._by_number()
        if time is None:
            self._say("hour-unknown")
            return moved(begin, dt.timedelta(days=hours.days)), None
        try:
            moment = datetime.fromisoformat(f"{begin.isoformat()}T{time}") + hours
        except OverflowError:
            return (Day.max if hours > dt.timedelta(0) else Day.min), None
        self._say("hours", moment=moment)
        return moment.date(), moment

    def _amount(self, unit: str) -> int:
        return sum(length.amount for length in self._lengths if length.unit == unit)

    # What becomes of a last day that is free

    def _last_day(self, day: Day) -> tuple[Day, Day | None]:
        """Return the last day, moved where the law moves it, and what is safe in any case."""
        if any(length.amount < 0 for length in self._lengths):
            self._say("backwards", day=day)
            return day, None
        if self._rollover == UNKNOWN_ROLLOVER:
            doubtful = self._is_free(day) or self._may_be_free(day)
            return self._unmoved(day) if doubtful else (day, None)
        if self._rollover == NEXT_WORKING_DAY and not any(one.in_hours for one in self._lengths):
            return self._rolled_over(day)
        # The calendar is not asked: it must not matter.
        if why := self._free.without_calendar(day):
            self._say("free", day=day, why=why)
            self._say("not-moved", day=day)
        return day, None

    def _rolled_over(self, day: Day) -> tuple[Day, Day | None]:
        """Move to the first day that is not free; stay where the holidays are not known."""
        reached = day
        while reached < Day.max and self._is_free(reached):
            reached = moved(reached, ONE_DAY)
        if self._may_be_free(reached):
            return self._unmoved(day)
        if reached != day:
            self._say("moved", **{"from": day, "to": reached})
        return reached, None

    def _unmoved(self, day: Day) -> tuple[Day, Day]:
        """Leave the day where it is, and say which is the last that is safe in any case."""
        before = self._free.last_working_day_before(day)
        self._say_uncovered()
        self._say("safe", before=before)
        return day, before

    def _is_free(self, day: Day) -> bool:
        found = self._free.why(day)
        if found is not None:
            why, name = found
            self._say("free", day=day, why=why, **({"name": name} if name else {}))
        return found is not None

    def _may_be_free(self, day: Day) -> bool:
        """Whether a day is not known to be free because nobody knows the holidays of its year."""
        return self._free.why(day) is None and day.year in self._free.uncovered

    def _say_uncovered(self) -> None:
        for year in sorted(self._free.uncovered):
            if not any(s.code == "no-calendar" and s.values["year"] == year for s in self._steps):
                self._say("no-calendar", year=year, state=self._state)

    def _say(self, code: str, **values: object) -> None:
        self._steps.append(Step(code, values))
