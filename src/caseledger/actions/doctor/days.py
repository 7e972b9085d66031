"""What the days rest on: the clock, time zones, public holidays. Deadlines are no better."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, timezone
from datetime import date as Day
from zoneinfo import ZoneInfo

from caseledger import __released__
from caseledger.actions.deadlines import Wish, deadlines
from caseledger.actions.desk import Desk
from caseledger.actions.doctor.looking import each
from caseledger.actions.doctor.machine import Machine
from caseledger.domain.deadlines.deadline import Deadline
from caseledger.domain.finding import Finding
from caseledger.errors import UsageProblem
from caseledger.store.git_place import find_place
from caseledger.store.holiday_calendar import HolidayCalendar
from caseledger.store.zone_data import zone_data_version

YEARS_FRESH = 1
"""So many years back the data on time zones may be from; states change their time every year."""
RELEASED = Day.fromisoformat(__released__)
SET_IT = "set the clock of this machine: deadlines depend on it"


def days(desk: Desk | None, known: Machine) -> Iterator[Finding]:
    """Look at all that says what day it is, and which days are free."""
    return each(
        "clock",
        lambda: _clock(desk, known),
        lambda: _given(known),
        lambda: _zones(desk, known),
        lambda: _holidays(desk),
    )


def _clock(desk: Desk | None, known: Machine) -> Iterator[Finding]:
    zone = _zone(desk) or UTC
    day = known.now.astimezone(zone).date()
    words = f"{day} in {desk.ledger.settings.timezone if desk and _zone(desk) else 'UTC'}"
    if day < RELEASED:
        told = f"{words}, before this program was released ({RELEASED})"
        yield Finding("error", "clock", told, SET_IT)
        return
    last = _last_commit(desk, zone)
    if last is not None and day < last:
        told = f"{words}, but the last commit is of {last}: this clock is wrong, or that one was"
        yield Finding("warning", "clock", told, SET_IT)
    else:
        yield Finding("ok", "clock", words)


def _last_commit(desk: Desk | None, zone: ZoneInfo | timezone) -> Day | None:
    """The day of the last commit; nothing where there is none, or no git to ask."""
    place = find_place(desk.ledger.root) if desk is not None else None
    if place is None:
        return None
    # Git is loaded only where it is asked.
    from caseledger.errors import OutsideFailure  # noqa: PLC0415
    from caseledger.store.git_state import head_of  # noqa: PLC0415
    from caseledger.store.history import described  # noqa: PLC0415

    try:
        head = head_of(place)
        return described(place, [head], zone)[0].when.date() if head else None
    except OutsideFailure:
        return None  # what git complains of is said where git is looked at


def _given(known: Machine) -> Iterator[Finding]:
    if known.given is None:
        return
    words = f"{known.given} stands for today in this command"
    if known.lasting:
        words = f"{known.given} stands for today in every command (CASELEDGER_TODAY)"
        yield Finding("warning", "today", words, "unset CASELEDGER_TODAY, unless that is meant")
    else:
        yield Finding("ok", "today", words)


def _zones(desk: Desk | None, known: Machine) -> Iterator[Finding]:
    version = zone_data_version()
    year = int(version[:4]) if version[:4].isdecimal() else None
    if not version:
        yield Finding("error", "time zones", "there is no data on them", "pip install tzdata")
    elif year is not None and year < known.now.year - YEARS_FRESH:
        words = f"data of {version} is old: states have changed their time since"
        yield Finding("warning", "time zones", words, "update the system, or pip install -U tzdata")
    else:
        yield Finding("ok", "time zones", f"data of {version}")
    if desk is not None and _zone(desk) is None:
        hint = "timezone in ledger.yaml: an IANA name such as Asia/Almaty"
        yield Finding("error", "time zones", "that of the ledger is not known; UTC is taken", hint)


def _zone(desk: Desk | None) -> ZoneInfo | None:
    try:
        return None if desk is None else desk.zone
    except UsageProblem:
        return None


def _holidays(desk: Desk | None) -> Iterator[Finding]:
    version = HolidayCalendar().version
    if not version:
        words = "the package holidays is missing: free days are not known, deadlines keep a reserve"
        yield Finding("warning", "holidays", words, "pip install holidays")
        return
    found = deadlines(desk, (), Wish()).found if desk is not None else ()
    missing = Counter((one.calendar_state, year) for one in found for year in one.uncovered)
    for (state, year), number in sorted(missing.items()):
        many = "1 open deadline is" if number == 1 else f"{number} open deadlines are"
        words = f"none known of {state or 'the state'} in {year}: {many} counted with a reserve"
        yield Finding("warning", "holidays", words, "calendars in ledger.yaml can name them")
    yield Finding("ok", "holidays", f"{version}{_of(found)}")


def _of(found: Sequence[Deadline]) -> str:
    states = sorted({one.calendar_state for one in found if one.calendar_state})
    return f"; open deadlines ask it about {', '.join(states)}" if states else ""
