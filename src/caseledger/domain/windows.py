"""Windows: the days on which something may have happened, from the first to the last."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from caseledger.domain.dates import (
    SEASONS,
    CaseDate,
    Form,
    Precision,
    add_months,
    month_end,
    parse_date,
)


@dataclass(frozen=True, slots=True)
class Window:
    """From the earliest to the latest day, both included; ``None`` is open."""

    earliest: dt.date | None
    latest: dt.date | None

    def ended_by(self, day: dt.date) -> bool:
        """Whether it certainly lies on or before a day."""
        return self.latest is not None and self.latest <= day

    def begun_by(self, day: dt.date) -> bool:
        """Whether it may lie on or before a day."""
        return self.earliest is None or self.earliest <= day

    def contains(self, day: dt.date) -> bool:
        """Whether it may lie on a day."""
        return self.begun_by(day) and (self.latest is None or day <= self.latest)

    def precedes(self, other: "Window") -> bool:
        """Whether it certainly lies before the other."""
        return bool(self.latest and other.earliest and self.latest < other.earliest)


OPEN = Window(None, None)
"""Any day at all."""

MONTHS = {Precision.MONTH: 1, Precision.SEASON: 3, Precision.YEAR: 12}
"""By how many calendar months ``~`` widens a date of each precision, on both sides."""

ONE_DAY = dt.timedelta(days=1)

DAYS = dt.timedelta(days=3)
"""By how much ``~`` widens a day, on both sides."""


def window_of(date: CaseDate) -> Window:
    """Return the days on which a date may lie. What lasts counts from its beginning.

    ``~`` and ``%`` widen by one unit of the precision on both sides: a year, three months for a
    season, a month, three days. In a set or a span each member is widened by its own mark.
    """
    if date.form is Form.UNKNOWN:
        return OPEN
    if date.form is Form.POINT:
        return _widened(date)
    parts = [_widened(part) for part in date.parts]
    if date.form is Form.LASTING:
        return parts[0]
    if date.form is Form.ONE_OF:
        return hull(parts)
    return Window(
        None if date.earliest is None else parts[0].earliest,
        None if date.latest is None else parts[-1].latest,
    )


def capped(window: Window, limits: Iterable[dt.date]) -> tuple[Window, bool]:
    """Cut the end of a window at each limit that leaves a window; say whether one did not."""
    days = list(limits)
    fitting = [day for day in days if window.begun_by(day)]
    ends = fitting if window.latest is None else [*fitting, window.latest]
    return Window(window.earliest, min(ends, default=None)), len(fitting) < len(days)


def opened(window: Window, start: dt.date | None) -> Window:
    """Cut an open beginning at a day, where that leaves a window."""
    if window.earliest is not None or start is None or not window.contains(start):
        return window
    return Window(start, window.latest)


def hull(windows: Sequence[Window]) -> Window:
    """Return the smallest window that holds all of them, of which there is at least one."""
    first = [window.earliest for window in windows if window.earliest]
    last = [window.latest for window in windows if window.latest]
    return Window(
        min(first) if len(first) == len(windows) else None,
        max(last) if len(last) == len(windows) else None,
    )


def date_of(window: Window) -> CaseDate:
    """Return the date of the format that means just this window, as short as it can be."""
    first, last = window.earliest, window.latest
    if first is None and last is None:
        return parse_date("unknown")
    if first is not None and last is not None:
        day, year = first.isoformat(), f"{first.year:04d}"
        for text in (day, day[:7], *(f"{year}-{season}" for season in SEASONS), year):
            date = parse_date(text)
            if (date.earliest, date.latest) == (first, last):
                return date
    ends = (day.isoformat() if day else "" for day in (first, last))
    return parse_date(f"[{'..'.join(ends)}]")


def _widened(point: CaseDate) -> Window:
    """Return the window of a single date; it ends with the first and last day there are."""
    if not point.approximate or point.earliest is None or point.latest is None:
        return Window(point.earliest, point.latest)
    if point.precision is Precision.DAY:
        return Window(moved(point.earliest, -DAYS), moved(point.latest, DAYS))
    months = MONTHS[point.precision]
    last = month_end(add_months(point.latest, months))
    return Window(add_months(point.earliest, -months), last)


def moved(day: dt.date, by: dt.timedelta) -> dt.date:
    """Move a day by days; beyond the calendar it stops at its end."""
    try:
        return day + by
    except OverflowError:
        return dt.date.max if by > dt.timedelta(0) else dt.date.min
