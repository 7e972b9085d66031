"""Years, quarters and months: in which of them something may have happened."""

from collections.abc import Callable, Mapping
from datetime import date as Day

from caseledger.domain.states import UNKNOWN
from caseledger.domain.windows import Window

LENGTHS: Mapping[str, int] = {"year": 12, "quarter": 3, "month": 1}
"""Months of each period."""

MOST = 60
"""What may lie in more periods than this is as good as not dated."""

_NAMES: Mapping[str, Callable[[int, int], str]] = {
    "year": lambda year, _: f"{year:04d}",
    "quarter": lambda year, month: f"{year:04d}-Q{(month - 1) // 3 + 1}",
    "month": lambda year, month: f"{year:04d}-{month:02d}",
}


def periods_of(window: Window, period: str) -> frozenset[str]:
    """Return every period in which a window has a day; ``unknown`` where an end is open."""
    if window.earliest is None or window.latest is None:
        return frozenset({UNKNOWN})
    length = LENGTHS[period]
    first, last = (_months(day) // length for day in (window.earliest, window.latest))
    if last - first >= MOST:
        return frozenset({UNKNOWN})
    starts = (number * length for number in range(first, last + 1))
    return frozenset(_NAMES[period](start // 12, start % 12 + 1) for start in starts)


def _months(day: Day) -> int:
    return day.year * 12 + day.month - 1


def within(window: Window, span: Window) -> Window | None:
    """Return the part of a window that lies in a span; ``None`` where there is none."""
    starts = [day for day in (window.earliest, span.earliest) if day]
    ends = [day for day in (window.latest, span.latest) if day]
    first, last = max(starts, default=None), min(ends, default=None)
    if first and last and last < first:
        return None
    return Window(first, last)
