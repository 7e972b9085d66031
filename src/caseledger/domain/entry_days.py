"""By which day an entry of a file is put in order, before it is read as a part of the format."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from caseledger.domain.dates import DateError, parse_date


def day_of_entry(member: object) -> dt.date | None:
    """Return the day by which an entry is put in order, or nothing where it has none to be used."""
    return day_in_order(member.get("date") if isinstance(member, Mapping) else None)


def day_in_order(text: object) -> dt.date | None:
    """Return the day by which a date as it is written is put in order: its first, if it has one."""
    if isinstance(text, list):
        text = f"[{','.join(map(str, text))}]"
    try:
        date = parse_date(str(text))
    except DateError:
        return None
    return date.earliest or date.latest
