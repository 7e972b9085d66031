"""A named condition that deserves attention now."""

from dataclasses import dataclass
from datetime import date as Day


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert of one person on a day.

    ``certain`` is false where it rests on something that may be otherwise: an event that is only
    possible, an order within a day that is not known, a law that nobody has checked. ``detail`` is
    the same in every language: a day, a number of days, a state, a field, a level or a document;
    the catalogue says which of them, under ``detail`` of the alert.
    """

    name: str
    certain: bool
    events: tuple[str, ...]
    detail: str = ""


def iso(day: Day | None) -> str:
    """Write a day as a detail; nothing where it is not known."""
    return day.isoformat() if day else ""
