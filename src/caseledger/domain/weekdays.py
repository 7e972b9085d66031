"""Days that a text names together with their weekday, in English and Russian.

Only the plain ways of writing are read: the whole name of a weekday right beside a day of a
month. Short names are left alone, since *sat* and *sun* are words of their own.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from caseledger.domain.date_input import MONTHS, WEEKDAYS

SHORTEST = 5
"""Names of weekdays with fewer letters may be other words."""

LONGEST = 20_000
"""Characters of a text that are looked at."""

GENITIVES = (
    *("понедельника", "вторника", "среды", "четверга"),
    *("пятницы", "субботы", "воскресенья"),
)
"""Of the weekdays in Russian, as behind *с*; the other cases are among `WEEKDAYS`."""

_WEEKDAY_OF = {
    name: number for number, names in enumerate(WEEKDAYS) for name in names if len(name) >= SHORTEST
} | {name: number for number, name in enumerate(GENITIVES)}
_MONTH_OF = {name: number for number, names in enumerate(MONTHS, 1) for name in names}

_NAME = "|".join(sorted(_WEEKDAY_OF, key=len, reverse=True))
_MONTH = "|".join(sorted(_MONTH_OF, key=len, reverse=True))
_DATES = (
    rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m>{_MONTH})\b\.?(?:,?\s+(?P<y>\d{{4}})\b)?",
    rf"(?P<m>{_MONTH})\b\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<y>\d{{4}})\b)?",
    r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})\b",
    r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})\b",
)
"""Ways to write a day; with points between the numbers the day stands first."""

_BEFORE = rf"(?<![\w-])(?P<w>{_NAME}),?\s+(?:the\s+)?"
_BEHIND = (
    rf"(?:\s*(?:года\b|г\.))?(?:\s*\((?P<w>{_NAME})\)|,\s+(?P<w2>{_NAME})(?=\s*(?:[.,;:)]|$)))"
)
_PATTERNS = tuple(
    re.compile(pattern)
    for date in _DATES
    for pattern in (_BEFORE + date, rf"(?<![\w.–-]){date}{_BEHIND}")
)


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day as a text names it; without a year where the text has none. Monday is 0."""

    text: str
    year: int | None
    month: int
    day: int
    weekday: int

    def falls_on(self, year: int) -> dt.date | None:
        """Return the day in the year that is named, else in a year; nothing if it has none."""
        try:
            return dt.date(self.year or year, self.month, self.day)
        except ValueError:
            return None


def named_days(text: str) -> Iterator[NamedDay]:
    """Yield every day that stands beside the name of a weekday, whether or not they fit."""
    shown = text[:LONGEST]
    folded = shown.lower()
    if len(folded) != len(shown):
        shown = folded  # letters that grow in lower case would shift what is quoted
    for pattern in _PATTERNS:
        for found in pattern.finditer(folded):
            groups = found.groupdict()
            month = groups["m"]
            yield NamedDay(
                shown[found.start() : found.end()],
                int(groups["y"]) if groups["y"] else None,
                _MONTH_OF[month] if month in _MONTH_OF else int(month),
                int(groups["d"]),
                _WEEKDAY_OF[groups["w"] or groups.get("w2") or ""],
            )
