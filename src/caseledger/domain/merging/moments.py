"""Events that came from two sides, bear the same date, and write the same thing.

Events of one date are taken in the order of the file. Where each side brought one of them, nobody
has chosen that order, and it would decide what is true.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import product
from typing import cast

from caseledger.domain.case import Event
from caseledger.domain.commuting import touches
from caseledger.domain.effects import Act, applying
from caseledger.domain.loading import shape_of
from caseledger.domain.merging.clash import ABSENT, Clash, Reason
from caseledger.domain.merging.entries import Entry, entries, ids
from caseledger.domain.merging.values import Merger, Three
from caseledger.domain.values import Mismatch
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.windows import window_of

WRITES = frozenset({"happened", "alleged"})
"""States of an entry in which it can change what is true."""

ENDS = frozenset({"case.closed", "case.reopened"})
"""Kinds that write whether the case is closed; that is no effect on the world."""

OF_ONE_STATE = frozenset({"shield", "statuses", "no-status", "left"})
"""Cells that lie in the state of the event: the same one of two states is two."""


def order_moments(tree: dict[str, object], three: Three, merger: Merger, words: Vocabulary) -> None:
    """Find such pairs in a merge, and put them in the order that is decided for now.

    Both stay, whichever side is preferred: ours and theirs of the clash are the two entries, ours
    or theirs first. Only a person may take one of them out.
    """
    ours, theirs = (_arrived(tree, three, side) for side in (three.ours, three.theirs))
    people = ids(tree, "people")
    for mine, yours in product(ours, theirs):
        if not _alike(mine, yours, people, words):
            continue
        addresses = (("events", str(one["id"])) for one in (mine, yours))
        sides = [mine, yours], [yours, mine]
        clash = Clash(next(addresses), Reason.SAME_MOMENT, ABSENT, *sides, next(addresses))
        merger.clashes.append(clash)
        _put_in_order(tree, sides[0], merger.decide(clash))


def _put_in_order(tree: dict[str, object], pair: Sequence[object], chosen: object) -> None:
    """Put what was chosen where the first of two entries stands; one that is gone stays so."""
    events = tree["events"]
    if not isinstance(events, list) or not all(one in events for one in pair):
        return
    at = min(events.index(one) for one in pair)
    rest = [one for one in events if one not in pair]
    tree["events"] = [*rest[:at], *(chosen if isinstance(chosen, list) else pair), *rest[at:]]


def _arrived(tree: object, three: Three, side: object) -> list[Entry]:
    """The events of a merge that came to their day on one side only."""
    other = three.theirs if side is three.ours else three.ours
    before = {mark for version in (*three.bases, other) for mark in _marks(version)}
    new = _marks(side) - before
    return [one for one in entries(tree, "events") if _mark(one) in new]


def _marks(version: object) -> set[tuple[str, str]]:
    return {_mark(one) for one in entries(version, "events")}


def _mark(event: Entry) -> tuple[str, str]:
    """An event and the date that it bears, as it is written."""
    return str(event["id"]), str(event.get("date"))


def _alike(mine: Entry, yours: Entry, people: Collection[str], words: Vocabulary) -> bool:
    """Whether two events bear the same date and write the same thing about somebody."""
    if mine["id"] == yours["id"] or str(mine.get("date")) != str(yours.get("date")):
        return False
    first, second = _act(mine, words), _act(yours, words)
    if first is None or second is None:
        return False
    if not set(first.event.people or people) & set(second.event.people or people):
        return False
    kinds = {act.kind.code for act in (first, second)}
    if kinds <= ENDS or (len(kinds) == 1 and first.kind.effects):
        return True
    shared = set(_cells(first)) & set(_cells(second))
    if first.host != second.host:
        shared = {cell for cell in shared if cell[0] not in OF_ONE_STATE}
    return bool(shared)


def _cells(act: Act) -> Iterator[tuple[object, ...]]:
    return (touch.cell for touch in touches(act, act.host))


def _act(entry: Entry, words: Vocabulary) -> Act | None:
    """Return the event at work; nothing where it is not in order, or writes nothing."""
    try:
        event = cast("Event", shape_of(Event).read(dict(entry)))
    except Mismatch:
        return None
    kind = words.kind(event.kind)
    if kind is None or event.state not in WRITES:
        return None
    return Act(event, kind, window_of(event.date), words, applying(kind, event))
