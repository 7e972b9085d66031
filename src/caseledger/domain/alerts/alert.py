"""A named condition that deserves attention now."""

from dataclasses import dataclass

from caseledger.domain.windows import OPEN, Window, date_of


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert of one person on a day.

    ``certain`` is false where it rests on something that may be otherwise: an event that is only
    possible, an order within a day that is not known, a law that nobody has checked. ``detail`` is
    the same in every language: a date as it is known, a number of days, a state, a
    field, a level or a document; the catalogue says which of them, under ``detail`` of the alert.
    """

    name: str
    certain: bool
    events: tuple[str, ...]
    detail: str = ""
    rule: str = ""
    """The rule of the deadline that it warns of, if it is one that was computed."""
    law: str = ""
    """How well the law of that deadline was read, extensions and parties included."""


def as_known(window: Window) -> str:
    """Write a date as a detail, as exactly as it is known; nothing where any day is possible.

    ``2024-03-08``, but ``2024-03`` or ``[2024-03-08..2024-03-12]`` where nobody tells the day.
    """
    return "" if window == OPEN else date_of(window).text
