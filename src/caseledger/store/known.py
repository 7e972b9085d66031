"""A commit as a value, and the one that the ledger is read from; what needs them needs no git."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit: when it came into the history (committer's day), and by whom it was written."""

    id: str
    when: datetime
    author: str
    email: str
    subject: str
    parents: tuple[str, ...]

    @property
    def short(self) -> str:
        """The beginning of the id, as people write it."""
        return self.id[:7]


@dataclass(frozen=True, slots=True)
class Known:
    """What a ledger said once: the commit that a word meant (design, section 8).

    ``merged_later`` counts commits that were made by then and reached this line only afterwards:
    somebody knew, but not this ledger.
    """

    asked: str
    commit: Commit
    merged_later: int
