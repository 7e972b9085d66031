"""What came of a sync, as a value: each step, what came in, and what stands in the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from caseledger.domain.changes import Address, Change
from caseledger.domain.problem import Problem


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done, or would be: which, how it ended (`Outcome`), and in words."""

    step: str
    outcome: str
    words: str


class Outcome:
    """How a step ended."""

    BEGUN = "begun"
    DONE = "done"
    NOTHING = "nothing"
    WOULD = "would"
    MOVED = "moved"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Clashing:
    """One thing that needs a person. ``address`` is empty for a whole file.

    ``case`` is empty where the file is none of a case; then only git can join it.
    """

    file: str
    case: str
    address: Address
    reason: str

    @property
    def entry(self) -> str:
        """The entry, named by its list and its id: ``events z8n3c``. Never where a link leads."""
        head = self.address[:1] if self.address[:1] == ("links",) else self.address[:2]
        return " ".join(head)

    @property
    def field(self) -> str:
        """The field in the entry, empty for the entry as a whole."""
        return ".".join(self.address[2:])


@dataclass(frozen=True, slots=True)
class Unsound:
    """An error that a merge would bring: never with a value from the file."""

    file: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came in of one case, or of one of the ledger's other files: then without changes.

    ``unread``: it cannot be read as a case, before or after, so nobody knows what changed in it.
    """

    file: str
    case: str
    public: bool
    changes: tuple[Change, ...] = ()
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Synced:
    """The whole of it. Ids of commits are full, and empty where there is none.

    ``fetched`` and ``pushed`` count commits; ``merged`` is the commit that joined the two sides,
    or the one that was moved to.
    """

    remote: str
    branch: str
    steps: tuple[Step, ...]
    fetched: int
    merged: str
    pushed: int
    head_before: str
    head_after: str
    conflicts: tuple[Clashing, ...] = ()
    problems: tuple[Unsound, ...] = ()
    deletions: tuple[str, ...] = ()
    gone: tuple[tuple[str, str], ...] = ()
    arrivals: tuple[Arrival, ...] = ()


FIRST_FIELDS = ("date", "state", "country", "to", "from", "by", "until", "served", "for")
"""A day, a state or a recipient that changed among hundreds of lines is what is overlooked."""


def most_telling_first(changes: Sequence[Change]) -> list[Change]:
    """Order changes: what moved a day, a state or a country first, then deletions, then others."""
    return sorted(changes, key=_rank)


def _rank(one: Change) -> int:
    if one.within and any(step in FIRST_FIELDS for step in one.within):
        return 0
    return 1 if one.what.value == "removed" else 2
