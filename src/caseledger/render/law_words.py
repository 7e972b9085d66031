"""How law is spoken of: periods, and how well it was read. Light, for what draws no deadline."""

import re
from collections.abc import Mapping

from caseledger.domain.rules.period import ASAP, HOURS
from caseledger.render.deadline_phrases import STATUSES, UNITS

UNVERIFIED = frozenset({"partial", "unverified"})
"""How well law was read that is shown only with the word UNVERIFIED."""

_PERIOD = re.compile(r"-?[0-9]{1,4}(?:wd|h|d|w|m|y)|" + ASAP)
_AS_SOON_AS_POSSIBLE = {"en": "as soon as possible", "ru": "безотлагательно"}
_MANY, _TEENS = 5, range(11, 15)
_FULL_DAY, _FIRST_IN_DAYS = 24, 96


def labelled(labels: Mapping[str, str], lang: str) -> str:
    """Return the label of a language; English where it has none, else any."""
    return labels.get(lang) or labels.get("en") or next(iter(labels.values()), "")


def counted(number: int, unit: str, lang: str) -> str:
    """Say a number of units of time: ``1 day``, ``5 дней``."""
    return f"{number} {UNITS[lang][unit][_form(number, lang)]}"


def _form(number: int, lang: str) -> int:
    """Which form of a word a number asks for: that of 1, of 2, or of 5."""
    if lang != "ru":
        return 0 if number == 1 else 1
    last = number % 10
    if number % 100 in _TEENS or last == 0 or last >= _MANY:
        return 2
    return 0 if last == 1 else 1


def period_words(text: str, lang: str) -> str:
    """Say a period, or several added up, as rules write them; what is none stays as it is."""
    parts = _PERIOD.findall(text)
    return " + ".join(_period(part, lang) for part in parts) or text


def _period(text: str, lang: str) -> str:
    if text == ASAP:
        return _AS_SOON_AS_POSSIBLE[lang]
    number, unit = re.fullmatch(r"-?([0-9]+)([a-z]+)", text).groups()  # type: ignore[union-attr] # `_PERIOD` found it
    amount = int(number)
    words = counted(amount, unit, lang)
    if unit == HOURS and amount >= _FIRST_IN_DAYS and amount % _FULL_DAY == 0:
        return f"{words} ({counted(amount // _FULL_DAY, '24h', lang)})"
    return words


def status_words(status: str, lang: str) -> str:
    """Say how well the law was read; UNVERIFIED in capitals where it was not read in full."""
    words = STATUSES[lang]
    if status == "partial":
        return f"{words['unverified']} ({words['partial']})"
    return words.get(status, status)
