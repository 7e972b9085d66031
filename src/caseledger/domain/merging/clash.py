"""Where two versions of a case cannot both be had, and what stands there in each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Final

from caseledger.domain.changes import Address


class Absent(Enum):
    """The type of `ABSENT`."""

    ABSENT = "absent"


ABSENT: Final = Absent.ABSENT
"""Stands where a version has nothing; `None` is a key without a value."""


class Reason(StrEnum):
    """Why both cannot be had."""

    CHANGED_TWICE = "changed-twice"
    DELETED_AND_CHANGED = "deleted-and-changed"
    ADDED_TWICE = "added-twice"
    REORDERED_TWICE = "reordered-twice"
    SAME_MOMENT = "same-moment"
    """Both sides brought an event of the same date that writes the same thing: the order of the
    file, which nobody chose, would decide what is true."""
    STILL_USED = "still-used"
    """One side took an entry away, and the other brought something that rests on it."""
    DEPENDS = "depends"
    """Each side is in order, and both together are not."""


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing that needs a person; the ``address`` is that of `domain.changes`.

    The empty address is the whole file. ``base``, ``ours`` and ``theirs`` are what stands there, or
    `ABSENT`; of a list that both reordered they are the names in their order. Of `SAME_MOMENT` the
    address is our event and ``other`` theirs, each of which stands only in its own version.
    """

    address: Address
    reason: Reason
    base: object
    ours: object
    theirs: object
    other: Address = ()


Decide = Callable[[Clash], object]
"""Says what shall stand where versions clash: a value, or `ABSENT` for nothing."""


def take_ours(clash: Clash) -> object:
    """Decide for what stands on our side."""
    return clash.ours


def take_theirs(clash: Clash) -> object:
    """Decide for what stands on their side."""
    return clash.theirs


def take_base(clash: Clash) -> object:
    """Decide for what stood there before either side changed it."""
    return clash.base
