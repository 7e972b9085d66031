"""Free days by state and year. Where they come from is not the domain's business."""

from collections.abc import Mapping
from datetime import date as Day
from typing import Protocol


class Calendar(Protocol):
    """The public holidays of states."""

    @property
    def version(self) -> str:
        """Which calendar this is, with its version: printed with every result that rests on it."""

    def holidays(self, state: str, year: int) -> Mapping[Day, str] | None:
        """Return the public holidays of a state in a year with their names.

        None where the state or the year is not covered: then nobody knows which days are free.
        """


class NoCalendar:
    """No calendar at all: every count that needs one is made in safe mode, and says so."""

    version = ""

    def holidays(self, _state: str, _year: int) -> Mapping[Day, str] | None:
        """Return None: nothing is known."""
        return None
