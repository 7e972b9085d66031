"""Dates in words, as a source would say them, in English and Russian."""

import datetime as dt
from enum import StrEnum

from caseledger.domain.dates import CaseDate, Form, Precision


class Role(StrEnum):
    """Where a month or season stands in a phrase; Russian has a form for each."""

    ALONE = "alone"
    OF = "of"
    """Behind a day, or behind *by*, *from* and *since*: genitive."""
    UNTIL = "until"
    """Behind *to*: accusative."""


_EN_MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
_RU_MONTHS = (
    *("янв.", "февр.", "март", "апр.", "май", "июнь"),
    *("июль", "авг.", "сент.", "окт.", "нояб.", "дек."),
)
_RU_OF_MONTHS = (
    *("янв.", "февр.", "марта", "апр.", "мая", "июня"),
    *("июля", "авг.", "сент.", "окт.", "нояб.", "дек."),
)

MONTHS: dict[str, dict[Role, tuple[str, ...]]] = {
    "en": {Role.ALONE: _EN_MONTHS, Role.OF: _EN_MONTHS, Role.UNTIL: _EN_MONTHS},
    "ru": {Role.ALONE: _RU_MONTHS, Role.OF: _RU_OF_MONTHS, Role.UNTIL: _RU_MONTHS},
}
"""Short names of the months."""

FULL_MONTHS = {
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "ru": (
        *("января", "февраля", "марта", "апреля", "мая", "июня"),
        *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
    ),
}
"""Names of the months behind a day."""

WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "ru": ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"),
}

WINTER = 12
"""The month in which the season begins that ends in the next year."""

_EN_SEASONS = {3: "spring", 6: "summer", 9: "autumn", WINTER: "winter"}

SEASONS: dict[str, dict[Role, dict[int, str]]] = {
    "en": {Role.ALONE: _EN_SEASONS, Role.OF: _EN_SEASONS, Role.UNTIL: _EN_SEASONS},
    "ru": {
        Role.ALONE: {3: "весна", 6: "лето", 9: "осень", WINTER: "зима"},
        Role.OF: {3: "весны", 6: "лета", 9: "осени", WINTER: "зимы"},
        Role.UNTIL: {3: "весну", 6: "лето", 9: "осень", WINTER: "зиму"},
    },
}
"""Names of the seasons, by their first month."""

PHRASES = {
    "en": {
        "about": "about {}",
        "between": "between {} and {}",
        "bounded": "between {} and {}",
        "by": "by {}",
        "from": "from {} on",
        "or": "{} or {}",
        "lasting": "from {} to {}",
        "ongoing": "since {}",
        "ended": "from {}, ended",
        "unknown": "not known",
    },
    "ru": {
        "about": "примерно {}",
        "between": "между {} и {}",
        "bounded": "не ранее {} и не позднее {}",
        "by": "не позднее {}",
        "from": "не ранее {}",
        "or": "{} или {}",
        "lasting": "с {} по {}",
        "ongoing": "с {}",
        "ended": "с {}, окончание неизвестно",
        "unknown": "неизвестно",
    },
}
"""``between`` is for days and years; months would need one more case in Russian: ``bounded``.

*About* is an adverb in Russian, since its phrases begin with a preposition already.
"""

UNCERTAIN = "{} (?)"


def day_words(day: dt.date, lang: str = "en") -> str:
    """Say a day: ``8 Jan 2024``. Languages are ``en`` and ``ru``."""
    return f"{day.day} {MONTHS[lang][Role.OF][day.month - 1]} {day.year:04d}"


def full_day(day: dt.date, lang: str = "en") -> str:
    """Say a day with its weekday: ``Friday 20 November 2026``."""
    comma = "," if lang == "ru" else ""
    return f"{WEEKDAYS[lang][day.weekday()]}{comma} {_long_day(day, lang)}"


def echo(date: CaseDate, lang: str = "en") -> str:
    """Say what was understood; a single day comes with its weekday."""
    if date.precision is not Precision.DAY or date.earliest is None:
        return in_words(date, lang)
    words = full_day(date.earliest, lang)
    if date.approximate:
        about = PHRASES[lang]["about"].format(_long_day(date.earliest, lang))
        words = f"{about}, {WEEKDAYS[lang][date.earliest.weekday()]}"
    return UNCERTAIN.format(words) if date.uncertain else words


def in_words(date: CaseDate, lang: str = "en") -> str:
    """Say a date in few words, with as much as is known and no more."""
    phrases = PHRASES[lang]
    if date.form is Form.UNKNOWN:
        return phrases["unknown"]
    if date.form is Form.POINT:
        return _marked(date, lang, Role.ALONE)
    if date.form is Form.ONE_OF:
        *others, last = _members(date, lang, Role.ALONE, Role.ALONE)
        return phrases["or"].format(", ".join(others), last)
    until = Role.UNTIL if date.form is Form.LASTING else Role.OF
    return phrases[_span(date)].format(*_members(date, lang, Role.OF, until))


def _span(date: CaseDate) -> str:
    """Name the phrase for what lasts, or for some day between two."""
    if date.form is Form.LASTING and date.latest is None:
        return "ongoing" if date.ongoing else "ended"
    if date.form is Form.LASTING:
        return "lasting"
    if date.earliest is None or date.latest is None:
        return "by" if date.earliest is None else "from"
    plain = all(part.precision in (Precision.DAY, Precision.YEAR) for part in date.parts)
    return "between" if plain else "bounded"


def _members(date: CaseDate, lang: str, role: Role, last_role: Role) -> list[str]:
    """Say the parts of a date; all but the last without the month and year that they share."""
    *others, last = date.parts
    if not others:
        return [_marked(last, lang, role)]
    said = [_marked(part, lang, role) for part in others]
    if _share_year(date.parts):
        said = [_short(part, date.parts, lang, role) for part in others]
    return [*said, _marked(last, lang, last_role)]


def _share_year(parts: tuple[CaseDate, ...]) -> bool:
    """Whether all are unmarked days, or all unmarked months, of one year."""
    precise = {part.precision for part in parts}
    marked = any(part.approximate or part.uncertain for part in parts)
    years = {part.text[:4] for part in parts}
    return precise in ({Precision.DAY}, {Precision.MONTH}) and not marked and len(years) == 1


def _short(part: CaseDate, parts: tuple[CaseDate, ...], lang: str, role: Role) -> str:
    if part.precision is Precision.MONTH:
        return _point(part, lang, role).rpartition(" ")[0]
    day, month, _ = _point(part, lang, role).split(" ")
    return day if len({other.text[:7] for other in parts}) == 1 else f"{day} {month}"


def _marked(point: CaseDate, lang: str, role: Role) -> str:
    words = _point(point, lang, role)
    words = PHRASES[lang]["about"].format(words) if point.approximate else words
    return UNCERTAIN.format(words) if point.uncertain else words


def _point(point: CaseDate, lang: str, role: Role) -> str:
    """Say a single date without its mark, as exactly as it is known."""
    start = point.earliest
    if start is None or point.precision is Precision.YEAR:
        return point.text[:4]
    if point.precision is Precision.DAY:
        return day_words(start, lang)
    if point.precision is Precision.MONTH:
        return f"{MONTHS[lang][role][start.month - 1]} {start.year:04d}"
    winter = f"/{(start.year + 1) % 100:02d}" if start.month == WINTER else ""
    return f"{SEASONS[lang][role][start.month]} {start.year:04d}{winter}"


def _long_day(day: dt.date, lang: str) -> str:
    return f"{day.day} {FULL_MONTHS[lang][day.month - 1]} {day.year:04d}"
