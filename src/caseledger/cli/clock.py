"""The one place that asks what day it is."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from caseledger.errors import UsageProblem

Clock = Callable[[str], date]
"""Gives today in a time zone, by its IANA name."""


def clock_of(fixed: str | None) -> Clock:
    """Make the clock: of the machine, or one that stands at a day that the user gave."""
    if not fixed:
        return _today_in
    day = _day(fixed)
    return lambda _zone: day


def moment() -> datetime:
    """Return what the clock of the machine says, whatever day the user gave."""
    return datetime.now(UTC)


def given_day(clock: Clock) -> date | None:
    """Return the day at which a clock stands because the user gave it."""
    return None if clock is _today_in else clock("UTC")


def _day(text: str) -> date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise UsageProblem("--today and CASELEDGER_TODAY take one day", "for example 2024-03-02")
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageProblem("--today and CASELEDGER_TODAY: there is no such day") from error


def _today_in(zone: str) -> date:
    try:
        return datetime.now(ZoneInfo(zone)).date()
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UsageProblem(
            "ledger.yaml: the time zone is not known", "use an IANA name such as Asia/Almaty"
        ) from error
