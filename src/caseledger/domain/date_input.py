"""Dates as people type them: everything the format takes, and a small written grammar.

Nothing is guessed: text that can be read in two ways is refused with both readings.
"""

import datetime as dt
import re

from caseledger.domain import dates
from caseledger.domain.dates import (
    LONGEST,
    SPELLING,
    CaseDate,
    DateError,
    Precision,
    add_months,
    parse_date,
)

DAYS = {
    "today": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "сегодня": 0,
    "вчера": -1,
    "позавчера": -2,
    "завтра": 1,
    "послезавтра": 2,
}
"""Words for days, by how many days they lie from today."""

WEEKDAYS = (
    ("monday", "mon", "понедельник", "пн"),
    ("tuesday", "tue", "tues", "вторник", "вт"),
    ("wednesday", "wed", "среда", "среду", "ср"),
    ("thursday", "thu", "thurs", "четверг", "чт"),
    ("friday", "fri", "пятница", "пятницу", "пт"),
    ("saturday", "sat", "суббота", "субботу", "сб"),
    ("sunday", "sun", "воскресенье", "вс"),
)

UP_TO_TODAY = ("", "on", "в", "во")
LAST = ("last", "прошлый", "прошлая", "прошлую", "прошлое", "в прошлый", "в прошлую", "в прошлое")
NEXT = (
    *("next", "следующий", "следующая", "следующую", "следующее"),
    *("в следующий", "в следующую", "в следующее"),
)
"""What may stand before a weekday."""

MONTHS = (
    ("january", "jan", "января", "январь", "янв"),
    ("february", "feb", "февраля", "февраль", "фев", "февр"),
    ("march", "mar", "марта", "март", "мар"),
    ("april", "apr", "апреля", "апрель", "апр"),
    ("may", "мая", "май"),
    ("june", "jun", "июня", "июнь", "июн"),
    ("july", "jul", "июля", "июль", "июл"),
    ("august", "aug", "августа", "август", "авг"),
    ("september", "sep", "sept", "сентября", "сентябрь", "сен", "сент"),
    ("october", "oct", "октября", "октябрь", "окт"),
    ("november", "nov", "ноября", "ноябрь", "ноя", "нояб"),
    ("december", "dec", "декабря", "декабрь", "дек"),
)

UNITS = {
    (1, 0): ("d", "day", "days", "д", "день", "дня", "дней"),
    (7, 0): ("w", "week", "weeks", "н", "нед", "неделю", "недели", "недель"),
    (0, 1): ("m", "month", "months", "мес", "месяц", "месяца", "месяцев"),
    (0, 12): ("y", "year", "years", "г", "год", "года", "лет"),
}
"""Units of time in days and calendar months, with their names."""

THIRDS = {
    (1, 10): ("early", "начало", "начале"),
    (11, 20): ("mid", "середина", "середине"),
    (21, 31): ("late", "конец", "конце"),
}
"""The thirds of a month by first and last day; the last third ends with the month."""

EXPECTED = "for example 2024-03-02, 2024-03, today, -3d, friday, mid-2024-02, 8 Jan 2024"

SHIFTS = (
    (-1, re.compile(r"-([0-9]{1,5}) ?([^\W\d]+)")),
    (1, re.compile(r"\+([0-9]{1,5}) ?([^\W\d]+)")),
    (-1, re.compile(r"(?:([0-9]{1,5}) ?|an? )?([^\W\d]+) (?:ago|назад)")),
    (1, re.compile(r"(?:in|через) (?:([0-9]{1,5}) ?|an? )?([^\W\d]+)")),
)
"""Ways to count from today, each with its direction; without a number it is one."""

THIRD = re.compile(r"(?:в )?([^\W\d]+)[ -](.+)")

WRITTEN = re.compile(
    r"(?:([0-9]{1,2})(?:st|nd|rd|th|\.)? )?([^\W\d]+)\.?(?: ([0-9]{1,2})(?:st|nd|rd|th)?)?"
    r"(?: ([0-9]{4})(?: г\.?| года)?)?([~?%]?)"
)
"""Day, month as a word, day, year, mark; the day stands before or behind the month."""

YEAR_LAST = re.compile(r"([0-9]{1,2}) ?([/.-]) ?([0-9]{1,2}) ?\2 ?([0-9]{4})")
YEAR_FIRST = re.compile(r"([0-9]{4}) ?([/.-]) ?([0-9]{1,2}) ?\2 ?([0-9]{1,2})")

DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
"""What word processors make of a hyphen."""

ABOUT = re.compile(r"(?:~|≈|ca?\.|ca|circa|about|approx\.?|около|примерно|ок\.) ?([0-9-]+)")
SPAN = re.compile(r"([0-9-]{4,10}) ?(?:\.\.|(?<= )-(?= )) ?([0-9-]{4,10})")
"""A date that is about right, and some day between two, as people write them."""

TOGETHER = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
"""Year, month and day without anything between them."""

TWO_WAYS = "this date can be read in two ways"

_MONTH_OF_WORD = {name: number for number, names in enumerate(MONTHS, 1) for name in names}
_WEEKDAY_OF_WORD = {name: number for number, names in enumerate(WEEKDAYS) for name in names}
_UNIT_OF_WORD = {name: unit for unit, names in UNITS.items() for name in names}
_THIRD_OF_WORD = {name: days for days, names in THIRDS.items() for name in names}


def read_date(text: str, today: dt.date) -> CaseDate:
    """Read a date from the command line, relative to ``today``. Raises `DateError`."""
    if len(text) > LONGEST:
        raise DateError("a date is not that long", EXPECTED)
    words = " ".join(text.casefold().split())
    day = _relative(words, today) or _weekday(words, today)
    if day is not None:
        return parse_date(day.isoformat())
    return parse_date(_third(words) or _written(words) or _of_the_format(words))


def _relative(words: str, today: dt.date) -> dt.date | None:
    if words in DAYS:
        return _shifted(today, DAYS[words], (1, 0))
    for direction, pattern in SHIFTS:
        found = pattern.fullmatch(words)
        if found and found[2] in _UNIT_OF_WORD:
            return _shifted(today, direction * int(found[1] or 1), _UNIT_OF_WORD[found[2]])
    return None


def _shifted(today: dt.date, count: int, unit: tuple[int, int]) -> dt.date:
    """Move by units of days and months. Raises `DateError` beyond the years 1 to 9999."""
    days, months = unit
    try:
        day = add_months(today, count * months) + dt.timedelta(days=count * days)
    except OverflowError:
        day = dt.date.max
    if day in (dt.date.min, dt.date.max):
        raise DateError("there is no such day", EXPECTED)
    return day


def _weekday(words: str, today: dt.date) -> dt.date | None:
    """A weekday is the last one up to today; ``last`` before today, ``next`` after it."""
    which, _, name = words.rpartition(" ")
    if name not in _WEEKDAY_OF_WORD:
        return None
    back = (today.weekday() - _WEEKDAY_OF_WORD[name]) % 7
    if which in UP_TO_TODAY:
        return _shifted(today, -back, (1, 0))
    if which in LAST:
        return _shifted(today, -(back or 7), (1, 0))
    return _shifted(today, 7 - back, (1, 0)) if which in NEXT else None


def _third(words: str) -> str | None:
    """``early-``, ``mid-`` or ``late-`` with a month: some day of that third."""
    found = THIRD.fullmatch(words)
    if found is None or found[1] not in _THIRD_OF_WORD:
        return None
    month = parse_date(_written(found[2]) or _of_the_format(found[2]))
    if month.precision is not Precision.MONTH or month.latest is None or month.canonical[7:]:
        raise DateError("early, mid and late stand before a month", "for example mid-2024-02")
    first, last = _THIRD_OF_WORD[found[1]]
    return f"[{month}-{first:02d}..{month}-{min(last, month.latest.day):02d}]"


def _written(words: str) -> str | None:
    """A date with the month as a word: ``8 jan 2024``, ``january 8, 2024``, ``jan 2024``."""
    found = WRITTEN.fullmatch(words.replace(",", ""))
    if found is None or found[2] not in _MONTH_OF_WORD or (found[1] and found[3]):
        return None
    if found[4] is None:
        raise DateError("the year is missing", EXPECTED)
    month, day = f"{found[4]}-{_MONTH_OF_WORD[found[2]]:02d}", found[1] or found[3]
    return f"{month}-{int(day):02d}{found[5]}" if day else f"{month}{found[5]}"


def _of_the_format(words: str) -> str:
    """Return text that the format takes, without the spaces inside. Raises `DateError`."""
    text = re.sub(r" ?(\[|\]|,|/|\.\.) ?", r"\1", words)
    try:
        return parse_date(text).text
    except DateError as error:
        _refuse_numbers(words)
        hint = EXPECTED if error.hint == dates.EXPECTED else error.hint
        raise DateError(error.message, hint) from None


def _refuse_numbers(words: str) -> None:
    """Refuse numbers in an order other than the format's, naming the dates that may be meant."""
    if not (YEAR_LAST.fullmatch(words) or YEAR_FIRST.fullmatch(words)):
        return
    fitting = _numbered(words)
    if not fitting:
        raise DateError("there is no such day", EXPECTED)
    if len(fitting) == 1:
        raise DateError(SPELLING, f"write {in_full(fitting[0])}")
    raise DateError(TWO_WAYS, f"write {in_full(fitting[0])} or {in_full(fitting[1])}")


def _numbered(words: str) -> list[str]:
    """Return the days that numbers may mean, month first and then day first; none twice."""
    last, first = YEAR_LAST.fullmatch(words), YEAR_FIRST.fullmatch(words)
    found: list[str] = []
    if last:
        found = [_day(last[4], last[1], last[3]), _day(last[4], last[3], last[1])]
    elif first:
        found = [_day(first[1], first[3], first[4])]
    return list(dict.fromkeys(day for day in found if day))


def _day(year: str, month: str, day: str) -> str:
    """Return a day as the format writes it, or nothing if there is none."""
    try:
        return dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def in_full(day: str) -> str:
    """Say which day a text of the format means: ``2024-04-03 (3 April)``."""
    found = dt.date.fromisoformat(day[:10])
    return f"{day} ({found.day} {MONTHS[found.month - 1][0].capitalize()})"


def readings(text: str) -> tuple[str, ...]:
    """Return what text may mean that the format does not take, as the format writes it.

    With points the day stands first, as wherever points are used; of ``03/04/2024`` nobody
    can tell. Nothing is returned for what is no date in any way of writing.
    """
    words = " ".join(text.translate(DASHES).casefold().split())
    run, last = TOGETHER.fullmatch(words), YEAR_LAST.fullmatch(words)
    found = _day(run[1], run[2], run[3]) if run else _in_words(words)
    if last and last[2] == ".":
        found = _day(last[4], last[3], last[1])
    found = found or _like_the_format(words)
    return (found,) if found else tuple(_numbered(words))


def _like_the_format(words: str) -> str:
    """Return what lacks brackets, has *about* before it or other dashes, as the format writes it.

    A span without brackets may also be meant to last; that some day of it is meant is a guess.
    """
    about, span = ABOUT.fullmatch(words), SPAN.fullmatch(words)
    for one in (words, about and f"{about[1]}~", span and f"[{span[1]}..{span[2]}]"):
        try:
            return parse_date(one or "").canonical
        except DateError:
            continue
    return ""


def _in_words(words: str) -> str:
    """Return a date with its month as a word as the format writes it, or nothing."""
    try:
        return parse_date(_written(words) or "").text
    except DateError:
        return ""
