"""Which actions of a ledger's history are in effect, and which of them is to be undone.

A commit that caseledger makes says in trailers what it was (`Action:`), and an undo which commit it
took back (`Undoes:`). An undo can be undone itself; then what it had taken back is in effect again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from caseledger.domain.changes import Address

UNDO = "undo"
NOT_BY_ITSELF = frozenset({UNDO, "sync", "init"})
"""Actions that are undone only where they are named, or not at all: see `own_actions`."""

TRAILER = re.compile(r"(?P<key>[A-Z][A-Za-z-]*): (?P<value>\S.*)")


@dataclass(frozen=True, slots=True)
class Act:
    """A commit, as it and its message tell of it. ``trailers`` are empty for one by plain git."""

    id: str
    parents: tuple[str, ...]
    author: str
    email: str
    when: datetime
    subject: str
    trailers: tuple[tuple[str, str], ...] = ()

    @property
    def action(self) -> str:
        """The command that made it; empty for one by plain git."""
        return self._trailer("Action")

    @property
    def case(self) -> str:
        """The first case that it names: of a renaming, the new id."""
        return self._trailer("Case")

    @property
    def undoes(self) -> str:
        """The commit that it took back, if it is an undo."""
        return self._trailer("Undoes") if self.action == UNDO else ""

    @property
    def renamed_from(self) -> str:
        """The id that its first case had before; empty where it renamed none."""
        return self._trailer("Renamed-From") if self.action else ""

    @property
    def is_merge(self) -> bool:
        """Whether it joins several lines of history."""
        return len(self.parents) > 1

    def _trailer(self, key: str) -> str:
        return next((value for name, value in self.trailers if name == key), "")


def trailers_of(message: str) -> tuple[tuple[str, str], ...]:
    """Read the lines for scripts of a message: of its last paragraph that names an action.

    A hook may have put paragraphs of its own behind it.
    """
    for paragraph in reversed(message.split("\n\n")):
        found = [TRAILER.fullmatch(line) for line in paragraph.strip().splitlines()]
        pairs = tuple((one["key"], one["value"].strip()) for one in found if one is not None)
        if any(key == "Action" for key, _ in pairs):
            return pairs
    return ()


def undone_by(acts: Sequence[Act]) -> Mapping[str, Act]:
    """Return every commit that is out of effect, with the undo that keeps it so.

    ``acts`` are all commits that lead to HEAD, each before those that it was built on. So an undo
    comes before what it took back, and whether it is in effect itself is known by then.
    """
    found: dict[str, Act] = {}
    for act in acts:
        if act.undoes and act.id not in found:
            found.setdefault(act.undoes, act)
    return found


def own_actions(acts: Sequence[Act], email: str) -> Iterator[Act]:
    """Yield what somebody did by caseledger and is in effect, the last first.

    What comes from others in a merge is left out, and undos: whoever undoes twice means the last
    two actions.
    """
    undone = undone_by(acts)
    for act in acts:
        own = act.email.casefold() == email.casefold() and not act.is_merge
        if own and act.action and act.action not in NOT_BY_ITSELF and act.id not in undone:
            yield act


def later_than(acts: Sequence[Act], commit: str) -> tuple[Act, ...]:
    """Return those commits that a given one was not built on, itself left out."""
    parents = {act.id: act.parents for act in acts}
    before, waiting = set[str](), [commit]
    while waiting:
        one = waiting.pop()
        if one not in before:
            before.add(one)
            waiting += parents.get(one, ())
    return tuple(act for act in acts if act.id not in before)


def renamings(later: Sequence[Act]) -> tuple[tuple[str, str], ...]:
    """Return which cases got another id in some commits, the earliest first."""
    return tuple((act.renamed_from, act.case) for act in reversed(later) if act.renamed_from)


def name_today(name: str, renamed: Sequence[tuple[str, str]]) -> str:
    """Return the id that a case has after some renamings."""
    for old, new in renamed:
        name = new if name == old else name
    return name


def touch(one: Address, other: Address) -> bool:
    """Whether two addresses are the same, or one lies inside the other."""
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]
