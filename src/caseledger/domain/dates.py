"""Dates as sources give them: ISO 8601 and a subset of EDTF (ISO 8601-2), text kept.

A date has an earliest and a latest day, either of which may be open, and says whether it is
approximate (``~``) or uncertain (``?``). Comparing two dates has three answers.
"""

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

LONGEST = 100
"""No date has more characters than this."""

EXPECTED = "for example 2024, 2024-03, 2024-03-02, 2024~, [..2024-03-02], 2024-03/2024-05"
"""What the format takes, said when text is none of it."""


class Form(StrEnum):
    """How a date is written."""

    POINT = "point"
    BETWEEN = "between"
    ONE_OF = "one-of"
    LASTING = "lasting"
    UNKNOWN = "unknown"


class Precision(StrEnum):
    """How exact a single date is; spans and sets have none of their own."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    NONE = "none"


class Order(StrEnum):
    """What is known of the order of two dates."""

    BEFORE = "before"
    AFTER = "after"
    UNKNOWN = "unknown"


class DateError(ValueError):
    """Text is not a date. ``message`` does not repeat the text; ``hint`` says what is expected."""

    def __init__(self, message: str, hint: str = EXPECTED) -> None:
        """Keep what is wrong and what was expected apart."""
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class CaseDate:
    """A date as the source gives it, with the days between which it lies (both included).

    ``parts`` are the members of a set, the ends of a span (an open end is left out), or nothing.
    What lasts runs from the earliest day of its beginning to the latest of its end. ``~`` does
    not move the bounds here; the windows of `caseledger.domain.windows` are wider for it.
    """

    text: str
    form: Form
    earliest: dt.date | None
    latest: dt.date | None
    approximate: bool = False
    uncertain: bool = False
    precision: Precision = Precision.NONE
    parts: tuple["CaseDate", ...] = ()

    @property
    def canonical(self) -> str:
        """The text as the format writes it: ``../2024`` becomes ``[..2024]``."""
        return f"[..{self.text[3:]}]" if self.text.startswith("../") else self.text

    @property
    def ongoing(self) -> bool:
        """Whether it lasts until now (``2022/..``), and has not ended at some time (``2022/``)."""
        return self.form is Form.LASTING and self.text.endswith(OPEN)

    def __str__(self) -> str:
        """The text as it was written."""
        return self.text


POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%]?)")
"""A single date: year, month or season, day, mark."""

OPEN = ".."

SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}
"""The first month of spring, summer, autumn and winter in the north; each has three."""

SPELLING = "a date is written year-month-day, with four digits, two and two"
"""What is wrong with a day whose numbers stand in another order or have too few digits."""

SLIPS = (
    (
        re.compile(r"[0-9]{1,4}([/.-])[0-9]{1,2}\1[0-9]{1,4}[~?%]?"),
        SPELLING,
        "the ISO form is needed, for example 2024-03-02",
    ),
    (
        re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9].*"),
        "a date has no time of day in it",
        "write the day alone; the time stands in the field time",
    ),
)
"""Common mistakes: what the text looks like, what is wrong, what is expected."""


@lru_cache(maxsize=16384)
def parse_date(text: str) -> CaseDate:
    """Read a date of the format. Raises `DateError`."""
    if POINT.fullmatch(text):
        return _point(text)
    if len(text) > LONGEST:
        raise DateError("a date is not that long")
    if text == "unknown":
        return CaseDate(text, Form.UNKNOWN, None, None)
    if text.startswith("[") and text.endswith("]"):
        return _between(text) if OPEN in text else _one_of(text)
    _refuse_slips(text)
    return _lasting(text) if "/" in text else _point(text)


def compare(first: CaseDate, second: CaseDate) -> Order:
    """Say whether the first lies before or after the second by their bounds; equal days do neither.

    Marks are not looked at: what is approximate may lie elsewhere, which only its window tells.
    """
    if first.latest and second.earliest and first.latest < second.earliest:
        return Order.BEFORE
    if second.latest and first.earliest and second.latest < first.earliest:
        return Order.AFTER
    return Order.UNKNOWN


def add_months(day: dt.date, months: int) -> dt.date:
    """Add calendar months; a day that the month lacks becomes its last.

    What would lie before year 1 or after year 9999 becomes the first or the last day there is.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year < dt.MINYEAR:
        return dt.date.min
    if year > dt.MAXYEAR:
        return dt.date.max
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_end(day: dt.date) -> dt.date:
    """Return the last day of a day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def _refuse_slips(text: str) -> None:
    for looks, message, hint in SLIPS:
        if looks.fullmatch(text):
            raise DateError(message, hint)


def _point(text: str) -> CaseDate:
    found = POINT.fullmatch(text)
    if found is None:
        raise DateError("this is not a date of the format")
    try:
        precision, earliest, latest = _days(int(found[1]), found[2], found[3])
    except ValueError:
        raise DateError("there is no such day, month or year") from None
    mark = found[4]
    approximate, uncertain = mark in ("~", "%"), mark in ("?", "%")
    return CaseDate(text, Form.POINT, earliest, latest, approximate, uncertain, precision)


def _days(year: int, month: str | None, day: str | None) -> tuple[Precision, dt.date, dt.date]:
    """Return the first and last day of what is written. Raises `ValueError` where there is none."""
    if month is None:
        return Precision.YEAR, dt.date(year, 1, 1), dt.date(year, 12, 31)
    if day is not None:
        exact = dt.date(year, int(month), int(day))
        return Precision.DAY, exact, exact
    if int(month) in SEASONS:
        first = dt.date(year, SEASONS[int(month)], 1)
        return Precision.SEASON, first, month_end(add_months(first, 2))
    first = dt.date(year, int(month), 1)
    return Precision.MONTH, first, month_end(first)


def _between(text: str) -> CaseDate:
    start, _, end = text[1:-1].partition(OPEN)
    if not start and not end:
        raise DateError("a beginning or an end is missing", "write unknown for no date at all")
    first, last = _point(start) if start else None, _point(end) if end else None
    return _span(text, Form.BETWEEN, first, last)


def _one_of(text: str) -> CaseDate:
    members = tuple(_point(member) for member in text[1:-1].split(","))
    if len(members) == 1:
        raise DateError("one date needs no brackets", "write it without them")
    return CaseDate(
        text,
        Form.ONE_OF,
        min(member.earliest for member in members if member.earliest),
        max(member.latest for member in members if member.latest),
        any(member.approximate for member in members),
        any(member.uncertain for member in members),
        parts=members,
    )


def _lasting(text: str) -> CaseDate:
    start, _, end = text.partition("/")
    if start == OPEN:
        return _span(text, Form.BETWEEN, None, _point(end))
    last = None if end in ("", OPEN) else _point(end)
    return _span(text, Form.LASTING, _point(start), last)


def _span(text: str, form: Form, first: CaseDate | None, last: CaseDate | None) -> CaseDate:
    if first and last and compare(last, first) is Order.BEFORE:
        raise DateError("the end lies before the beginning", "write the earlier date first")
    parts = tuple(part for part in (first, last) if part)
    return CaseDate(
        text,
        form,
        first.earliest if first else None,
        last.latest if last else None,
        any(part.approximate for part in parts),
        any(part.uncertain for part in parts),
        parts=parts,
    )
