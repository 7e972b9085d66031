"""What the merge driver says on its way: where something clashes, never what stands there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from caseledger.domain.changes import Address
from caseledger.domain.merging.clash import Clash, Reason

LINKS = "links"
LONGEST = 64
"""Characters of an id that somebody else gave."""

WHY = {
    Reason.CHANGED_TWICE: "changed on both sides",
    Reason.DELETED_AND_CHANGED: "deleted on one side, changed on the other",
    Reason.ADDED_TWICE: "added on both sides, each in its own way",
    Reason.REORDERED_TWICE: "put in two orders",
    Reason.SAME_MOMENT: "two events of one date that write the same thing; which came first?",
    Reason.STILL_USED: "taken away on one side, needed by what the other brought",
    Reason.DEPENDS: "each side is in order, and both together are not",
}


def lines(path: str, clashes: Sequence[Clash], told: Sequence[str]) -> Iterator[str]:
    """Yield one line for all that was decided, and one for each clash."""
    for words in told:
        yield f"{path}: {words}"
    for clash in clashes:
        others = f" and {_place(clash.other)}" if clash.other else ""
        yield f"{path}: {_place(clash.address)}{others}: {WHY[clash.reason]}"


def _place(address: Address) -> str:
    """Name an entry and a field; where a link leads is a value, and is not told."""
    steps = [
        "..." if at and address[at - 1] == LINKS else step[:LONGEST]
        for at, step in enumerate(address)
    ]
    return " ".join(steps) or "the whole file"
