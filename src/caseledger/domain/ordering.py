"""Which of some events came first: a partial order, as far as it is known.

Sets of events are bits of a number, so that hundreds of events are cheap. The bit of an event is
its `place`: by the day on which its story would be told.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date as Day
from functools import cached_property
from itertools import accumulate, combinations, pairwise
from operator import or_

from caseledger.domain.occurrences import Occurrence, follows

LONGEST_MONTH = 31
"""Days."""


class Ordering:
    """What is known of the order of some events: a partial order, closed under chains.

    The rules apply one after the other: windows, ``after``, the same date text (by time, else by
    place in the file), kinds that follow each other. What would contradict an earlier rule, also
    through a chain, is ignored. ``before`` and ``behind`` hold for each place the set of the
    places that come certainly before it, and behind it.
    """

    def __init__(self, found: Iterable[Occurrence], undated: Collection[int] = ()) -> None:
        """Order events; their place is by the day on which they would be told.

        ``undated`` are those, by index, that stand in no entry of their own: only their windows
        tell their order.
        """
        self.events = tuple(sorted(found, key=_place_in_story))
        self._undated = undated
        self.before = [0] * len(self.events)
        self.behind = [0] * len(self.events)
        self._filed = sorted(range(len(self.events)), key=lambda p: self.events[p].index)
        self._order_by_windows()
        for rule in (self._named, self._timed, self._written, self._kinds):
            for earlier, later in rule():
                self._learn(earlier, later)

    @property
    def everything(self) -> int:
        """The set of all places."""
        return (1 << len(self.events)) - 1

    def unordered(self, place: int) -> int:
        """The set of places that are not known to come before or behind one."""
        return self.everything & ~(self.before[place] | self.behind[place] | 1 << place)

    def precedes(self, first: Occurrence, second: Occurrence) -> bool:
        """Whether the first certainly came before the second."""
        places = {one.index: place for place, one in enumerate(self.events)}
        return bool(self.before[places[second.index]] >> places[first.index] & 1)

    @cached_property
    def told(self) -> tuple[int, ...]:
        """All places in an order that breaks nothing that is known, else as a story is told."""
        left, ordered = self.everything, []
        while left:
            free = self.first_free(left)
            left ^= 1 << free
            ordered.append(free)
        return tuple(ordered)

    def first_free(self, left: int) -> int:
        """The first place of a set, not empty, before which nothing of that set has to come."""
        waiting = left
        while True:
            place = lowest(waiting)
            earlier = self.before[place] & left
            if not earlier:
                return place
            # What is free lies among what comes before; a partial order has no circles.
            waiting = earlier

    def _order_by_windows(self) -> None:
        """Windows that lie apart: an order without contradictions, and closed."""
        windows = [one.window for one in self.events]
        ends = sorted((w.latest.toordinal(), 1 << p) for p, w in enumerate(windows) if w.latest)
        starts = sorted(
            (-w.earliest.toordinal(), 1 << p) for p, w in enumerate(windows) if w.earliest
        )
        ended = list(accumulate((bit for _, bit in ends), or_, initial=0))
        begun = list(accumulate((bit for _, bit in starts), or_, initial=0))
        for place, window in enumerate(windows):
            if window.earliest:
                before = bisect_left(ends, (window.earliest.toordinal(), 0))
                self.before[place] = ended[before]
            if window.latest:
                behind = bisect_left(starts, (-window.latest.toordinal(), 0))
                self.behind[place] = begun[behind]

    def _learn(self, earlier: int, later: int) -> None:
        """Add one order and every chain through it, unless it is known or known otherwise."""
        known = (self.before[later] >> earlier | self.before[earlier] >> later) & 1
        if known or earlier == later:
            return
        before = self.before[earlier] | 1 << earlier
        behind = self.behind[later] | 1 << later
        # What precedes `later` already precedes all behind it: only the rest is news.
        news_before = before & ~self.before[later]
        news_behind = behind & ~self.behind[earlier]
        for place in bits(news_behind):
            self.before[place] |= before
        for place in bits(news_before):
            self.behind[place] |= behind

    def _named(self) -> Iterator[tuple[int, int]]:
        """Orders that an entry states with ``after``."""
        by_id = {self.events[place].event.id: place for place in self._dated()}
        for later in self._filed:
            for key in self.events[later].event.after:
                if key in by_id:
                    yield by_id[key], later

    def _timed(self) -> Iterator[tuple[int, int]]:
        """Events of one date text that have a time, from hour to hour."""
        for group in self._same_text():
            times = [(moment, p) for p in group if (moment := _minutes(self.events[p])) is not None]
            for (early, earlier), (late, later) in pairwise(sorted(times)):
                if early < late:
                    yield earlier, later

    def _written(self) -> Iterator[tuple[int, int]]:
        """Events of one date text, as they stand in the file: first neighbours, then all."""
        for group in self._same_text():
            yield from pairwise(group)
            if len(group) > 2 and not self._chained(group):  # noqa: PLR2004 - three make a chain
                yield from combinations(group, 2)

    def _chained(self, group: Sequence[int]) -> bool:
        """Whether neighbours are known to come one after the other."""
        return all(self.before[later] >> earlier & 1 for earlier, later in pairwise(group))

    def _kinds(self) -> Iterator[tuple[int, int]]:
        """Events of one host whose kinds follow each other, not both ways."""
        hosts: dict[tuple[str, str | None], int] = {}
        for place in self._dated():
            one = self.events[place]
            if one.kind is not None:
                key = (one.kind.code, one.event.country)
                hosts[key] = hosts.get(key, 0) | 1 << place
        for later in self._dated():
            one = self.events[later]
            unordered = self.unordered(later)
            for code in one.kind.follows if one.kind else ():
                for earlier in bits(hosts.get((code, one.event.country), 0) & unordered):
                    if not follows(self.events[earlier], one):
                        yield earlier, later

    def _dated(self) -> Iterator[int]:
        """The places of events whose entry is about just them, in the order of the file."""
        return (p for p in self._filed if self.events[p].index not in self._undated)

    def _same_text(self) -> Iterable[list[int]]:
        """Places of events with the same date text, in the order of the file."""
        groups: dict[str, list[int]] = {}
        for place in self._dated():
            groups.setdefault(self.events[place].event.date.text, []).append(place)
        return [group for group in groups.values() if len(group) > 1]


def lowest(number: int) -> int:
    """The place of the lowest bit that is set."""
    return (number & -number).bit_length() - 1


def bits(number: int) -> Iterator[int]:
    """The places of the bits that are set."""
    while number:
        low = number & -number
        yield low.bit_length() - 1
        number ^= low


def _minutes(one: Occurrence) -> int | None:
    """The time of an event in minutes of UTC, on its day; ``None`` without one."""
    time = one.event.time
    if not time:
        return None
    minutes = int(time[:2]) * 60 + int(time[3:5])
    if time[5:] in ("", "Z"):
        return minutes
    offset = int(time[6:8]) * 60 + int(time[9:11])
    return minutes - offset if time[5] == "+" else minutes + offset


def in_order(found: Iterable[Occurrence]) -> list[Occurrence]:
    """Put events in an order that breaks nothing that is known."""
    ordering = Ordering(found)
    return [ordering.events[place] for place in ordering.told]


def _place_in_story(one: Occurrence) -> tuple[Day, Day, int]:
    """By which day an event is told: the first, or the last of what is longer than a month."""
    first, last = one.window.earliest or Day.min, one.window.latest or Day.max
    told = first if (last - first).days <= LONGEST_MONTH else last
    return (told, last, one.index)
