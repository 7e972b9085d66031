"""Periods as rules write them: ``10d``, ``3m``, ``72h``; ``-10d`` runs backwards, ``asap``."""

import re
from dataclasses import dataclass
from typing import Annotated

from caseledger.domain.fields import pattern
from caseledger.domain.values import Mismatch, Reads

ASAP = "asap"
"""As soon as possible: the law sets no period."""

HOURS, DAYS, WEEKS, MONTHS, YEARS, WORKING_DAYS = "h", "d", "w", "m", "y", "wd"
UNITS = (HOURS, DAYS, WEEKS, MONTHS, YEARS, WORKING_DAYS)

PATTERN = r"-?[0-9]{1,4}(h|d|w|m|y|wd)|asap"


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time: hours, calendar days, weeks, months or years, or working days.

    A negative amount runs backwards. The unit ``asap`` has no length.
    """

    amount: int
    unit: str

    @property
    def text(self) -> str:
        """The period as rules write it."""
        return ASAP if self.unit == ASAP else f"{self.amount}{self.unit}"

    @property
    def in_hours(self) -> bool:
        """Whether the law counts hours: then the moment of the event matters."""
        return self.unit == HOURS


def a_period(value: object) -> Period:
    """Read a period. Raises `Mismatch`."""
    if value == ASAP:
        return Period(0, ASAP)
    found = re.fullmatch(r"(-?[0-9]{1,4})(h|d|wd|w|m|y)", value) if isinstance(value, str) else None
    if found is None:
        raise Mismatch("CL204", "a period is expected", "for example 72h, 10d, 2w, 3m, 1y, 5wd")
    return Period(int(found[1]), found[2])


PeriodText = Annotated[Period, Reads(a_period, pattern(PATTERN), "period such as 10d, 3m, 72h")]
