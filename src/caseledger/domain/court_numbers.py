"""The numbers under which courts and committees keep a case, as people write them in free text.

ECLI: Council conclusions on the European Case Law Identifier, OJ C 127, 29.4.2011, annex; of the
European Court of Human Rights its last part is month and day, sort of document and application
number, as in ``ECLI:CE:ECHR:2012:0223JUD002776509``. Communications to the committees of the UN
have symbols such as ``CAT/C/67/D/845/2017`` and ``CCPR/C/120/D/2285/2013``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

COURT = "ECtHR"
STRASBOURG = "CE"
"""What stands in the ECLI of the Court in the place of a state: the Council of Europe."""
OF_NO_STATE = {STRASBOURG: COURT, "EU": "CJEU"}
"""Bodies by what stands in their ECLI in the place of a state."""

COMMITTEES = frozenset(("CAT", "HRC", "CED", "CEDAW", "CRC", "CERD", "CRPD", "CESCR"))
"""Bodies that number what is brought before them by number and year."""

FIRST_OF_THE_COURT = 1955
"""The first applications were made to the Commission of Human Rights in this year."""
FIRST_OF_COMMITTEES = 1977
"""The Human Rights Committee registered its first communications in this year."""

LONGEST_OF_THE_COURT = 6
LONGEST_OF_COMMITTEES = 5
"""Digits of the number before the year."""

_DASH = r"\-–"
_SEEN = re.compile(
    rf"(?<!\w)ECLI(?::(?!ECLI)\S+|[\s:;.,/{_DASH}]{{1,3}}[A-Z]{{2}}[:;./{_DASH}]\S+)", re.IGNORECASE
)
_LEAD = re.compile(rf"ECLI[\s:;.,/{_DASH}]+", re.IGNORECASE)
_ECLI = re.compile(
    r"ECLI:(?P<country>[A-Z]{2}):(?P<court>[A-Z][A-Z0-9]{0,6}):(?P<year>[0-9]{4}):(?P<ordinal>[A-Z0-9.]{1,25})",
    re.IGNORECASE,
)
_OF_THE_COURT = re.compile(
    r"(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?P<sort>[A-Z]{3})(?P<rest>[0-9A-Z.]+)", re.IGNORECASE
)
_NINE_DIGITS = re.compile(r"(?P<number>[0-9]{7})(?P<year>[0-9]{2})")
_APPLICATION = re.compile(
    rf"(?<![\w./\\{_DASH}])(?P<number>[0-9]{{1,6}})/(?P<year>[0-9]{{2}})(?![\w/\\]|[.{_DASH}][0-9])"
)
_LABELS = re.compile(
    r"\b(?:applications?|appl?|communications?|comm?|nos?|numbers?|ecthr|echr|cat|hrc|ccpr"
    r"|жалоб[аы]|сообщени[ея]|номер)\b\.?|№|#",
    re.IGNORECASE,
)
_AND = re.compile(r"[,;&]|\band\b|\bи\b", re.IGNORECASE)
_TWO_NUMBERS = re.compile(rf"(?P<number>[0-9]+)\s*[/\\{_DASH}]\s*(?P<year>[0-9]+)")
_SYMBOL = re.compile(
    r"(?<!\w)(?:CAT|CCPR|CRC|CED|CEDAW|CERD|CRPD)/C/\S*|(?<!\w)E/C\.12/\S*", re.IGNORECASE
)
_COMMUNICATION = re.compile(
    rf"(?:[A-Z]+/C|E/C\.12)/[0-9]{{1,3}}/D/[0-9][0-9,&{_DASH}]*/[0-9]{{4}}(?:/[A-Z][a-z]+\.[0-9]+)*",
    re.IGNORECASE,
)
_AROUND = ".,;:()[]«»\"“”'"


Form = Callable[[str, str, int], str]
"""Writes a number and a year, in digits, as a body does; nothing where it can have no such one."""


@dataclass(frozen=True, slots=True)
class Ecli:
    """An ECLI that fits its grammar. ``day`` and ``application`` are told only from Strasbourg."""

    text: str
    country: str
    year: int
    day: dt.date | None = None
    application: str = ""


@dataclass(frozen=True, slots=True)
class Misshapen:
    """A part of a text that looks like a number and is none; ``instead`` is what may be meant."""

    text: str
    expected: str
    instead: str = ""


def eclis_in(text: str) -> tuple[Ecli, ...]:
    """Return every ECLI of a text that fits the grammar."""
    return tuple(ecli for seen in _seen(text) if (ecli := read_ecli(seen)) is not None)


def misshapen_eclis(text: str) -> Iterator[Misshapen]:
    """Yield what begins like an ECLI and does not fit the grammar, or not that of its court."""
    for seen in _seen(text):
        if read_ecli(seen) is None:
            led = _LEAD.sub("ECLI:", seen)
            instead = led if read_ecli(led) else ""
            yield Misshapen(seen, instead or "ECLI:COUNTRY:COURT:YEAR:NUMBER", instead)


def _seen(text: str) -> Iterator[str]:
    for match in _SEEN.finditer(text) if "ecli" in text.casefold() else ():
        if any(letter.isdigit() for letter in match[0]):
            yield match[0].rstrip(_AROUND)


def read_ecli(text: str) -> Ecli | None:
    """Read one ECLI; nothing where it fits no grammar, or names a day that no calendar has."""
    found = _ECLI.fullmatch(text)
    if found is None:
        return None
    year = int(found["year"])
    country = found["country"].upper()
    if (country, found["court"].upper()) != (STRASBOURG, "ECHR"):
        return Ecli(text, country, year)
    ordinal = _OF_THE_COURT.fullmatch(found["ordinal"])
    if ordinal is None:
        return None
    nine = _NINE_DIGITS.fullmatch(ordinal["rest"])
    if nine is None and ordinal["sort"].upper() in ("JUD", "DEC"):
        return None
    try:
        day = dt.date(year, int(ordinal["month"]), int(ordinal["day"]))
    except ValueError:
        return None
    number = f"{int(nine['number'])}/{nine['year']}" if nine else ""
    return Ecli(text, country, year, day, number)


def applications_in(text: str) -> tuple[str, ...]:
    """Return the application numbers to the Court in Strasbourg in a text: ``12345/19``."""
    return tuple(f"{int(one['number'])}/{one['year']}" for one in _APPLICATION.finditer(text))


def misshapen_numbers(text: str, body: str, today: int) -> Iterator[Misshapen]:
    """Yield what would be a number of a body and is none; ``today`` is the year.

    Only what is nothing but two numbers between commas is held against the form, and the symbols of
    communications wherever they stand: a reference may also speak of other files.
    """
    if body == COURT:
        yield from _each(text, _of_the_court, "number/year in two digits", today)
    elif body in COMMITTEES:
        yield from _symbols(text)
        yield from _each(text, _of_a_committee, "number/year in four digits", today)


def _symbols(text: str) -> Iterator[Misshapen]:
    for match in _SYMBOL.finditer(text):
        symbol = match[0].rstrip(_AROUND)
        if "/D/" in symbol.upper() and not _COMMUNICATION.fullmatch(symbol):
            yield Misshapen(symbol, "COMMITTEE/C/SESSION/D/NUMBER/YEAR")


def _each(text: str, form: Form, expected: str, today: int) -> Iterator[Misshapen]:
    for part in _AND.split(_LABELS.sub(" ", text)):
        found = _TWO_NUMBERS.fullmatch(part.strip(f" {_AROUND}"))
        if found is None:
            continue
        instead = form(found["number"], found["year"], today)
        if instead != found[0]:
            yield Misshapen(found[0], instead or expected, instead)


def _of_the_court(number: str, year: str, today: int) -> str:
    full = _in_full(year, FIRST_OF_THE_COURT, today)
    return f"{number}/{full % 100:02}" if full and len(number) <= LONGEST_OF_THE_COURT else ""


def _of_a_committee(number: str, year: str, today: int) -> str:
    full = _in_full(year, FIRST_OF_COMMITTEES, today)
    return f"{number}/{full}" if full and len(number) <= LONGEST_OF_COMMITTEES else ""


def _in_full(year: str, first: int, today: int) -> int | None:
    """Return a year of two or four digits that has been, and in which there were numbers."""
    spans = {2: (1900 + int(year), 2000 + int(year)), 4: (int(year),)}.get(len(year), ())
    return next((one for one in spans if first <= one <= today), None)
