"""When each event of a person happened, as far as it is known, and which came first.

The window of an event runs over its date; it ends at the latest on the day that it became known
or was reported, and where its beginning is open it is cut at what must have come before.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date as Day
from itertools import accumulate, combinations, pairwise
from operator import or_

from caseledger.domain.case import Case, Claims, Event, Person, Source
from caseledger.domain.dates import CaseDate
from caseledger.domain.vocabulary import Kind, Vocabulary
from caseledger.domain.windows import Window, capped, hull, opened, window_of

CLAIMED = ("kind", "state", "country", "by", "to", "outcome", "until", "final", "suspensive")
"""Fields on which a citation that differs makes a variant of the event, besides ``date``."""

LONGEST_MONTH = 31
"""Days."""

BELIEVED_BY_NOBODY = frozenset({"doubtful", "unreliable"})
"""A source of such reliability makes no variant."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An event of one person with its kind and its window.

    ``disputed`` is set where a citation differs in what the event does, not only in its day;
    ``index`` is the place in the file, which no two share.
    """

    event: Event
    kind: Kind | None
    window: Window
    index: int
    disputed: bool

    @property
    def happened(self) -> bool:
        """Whether the entry says that it took place."""
        return bool(self.event.state == "happened")

    @property
    def matters(self) -> bool:
        """Whether it can change where a person stands; an unknown kind might."""
        return self.kind is None or bool(self.kind.effects)

    def counts(self, day: Day) -> bool:
        """Whether it has certainly happened by the end of a day."""
        return self.happened and not self.disputed and self.window.ended_by(day)

    def possible(self, day: Day) -> bool:
        """Whether it may have happened by the end of a day, but that is not certain."""
        alive = self.happened or self.event.state == "alleged"
        return alive and self.window.begun_by(day) and not self.counts(day)


def occurrences_of(
    case: Case, vocabulary: Vocabulary, person: Person | None = None
) -> tuple[Occurrence, ...]:
    """Return the events of a person, or of the whole case, in file order, each with its window."""
    sources = {source.id: source for source in case.sources}
    found = [
        Occurrence(
            event,
            vocabulary.kind(event.kind),
            event_window(event, sources),
            index,
            disputed(event, sources),
        )
        for index, event in enumerate(case.events if person is None else case.events_of(person))
    ]
    return tuple(_begun(found))


def event_window(event: Event, sources: dict[str, Source]) -> Window:
    """Return the window of one event: its date and its variants, capped by what was reported."""
    dates = [event.date, *(c.date for c in variants(event, sources) if c.date is not None)]
    if "date" in (event.resolved or {}):
        dates = [_preferred_date(event)]
    limits = list(reported_limits(event, sources)) if event.state == "happened" else []
    return hull([capped(window_of(one), limits)[0] for one in dates])


def _preferred_date(event: Event) -> CaseDate:
    """The date of the source that a resolution prefers; the entry's where that source agrees."""
    prefer = (event.resolved or {})["date"].prefer
    said = [c.says.date for c in event.sources if c.source == prefer and c.says and c.says.date]
    return said[0] if said else event.date


def reported_limits(event: Event, sources: dict[str, Source]) -> Iterable[Day]:
    """Days after which it cannot have happened: when it was known, when a source reported it."""
    if event.known is not None and event.known.latest is not None:
        yield event.known.latest
    for citation in event.sources:
        source = sources.get(citation.source)
        reported = citation.says is None or citation.says.state in (None, "happened")
        if source and reported and source.published and source.published.latest:
            yield source.published.latest


def variants(event: Event, sources: dict[str, Source]) -> tuple[Claims, ...]:
    """Return what believed sources state instead of the entry."""
    return tuple(
        citation.says
        for citation in event.sources
        if citation.says is not None
        and not (
            citation.source in sources
            and sources[citation.source].reliability in BELIEVED_BY_NOBODY
        )
    )


def disputed(event: Event, sources: dict[str, Source]) -> bool:
    """Whether a believed source differs in anything but the day, and nobody has resolved it."""
    return any(
        getattr(claim, name) not in (None, getattr(event, name))
        for name in CLAIMED
        if not _settled(event, name)
        for claim in variants(event, sources)
    )


def _settled(event: Event, name: str) -> bool:
    """Whether a resolution follows what the entry says; one that contradicts it settles nothing."""
    resolution = (event.resolved or {}).get(name)
    if resolution is None:
        return False
    said = [c.says for c in event.sources if c.source == resolution.prefer and c.says]
    return all(getattr(claim, name) in (None, getattr(event, name)) for claim in said)


def _begun(found: Sequence[Occurrence]) -> Iterable[Occurrence]:
    """Cut open beginnings at ``after``, else at what the kind follows, else at the first event.

    Only what happened can be what it is cut at: an entry that was refuted says nothing of the rest.
    """
    real = [one for one in found if one.happened and one.window.earliest]
    by_id = {one.event.id: one for one in real}
    first = min((one.window.earliest for one in real if one.window.earliest), default=None)
    for one in found:
        if one.window.earliest is not None:
            yield one
            continue
        named = [by_id[key].window.earliest for key in one.event.after if key in by_id]
        start = max((day for day in named if day), default=None) or _followed(one, real) or first
        yield replace(one, window=opened(one.window, start))


def _followed(one: Occurrence, found: Sequence[Occurrence]) -> Day | None:
    """The earliest day of the first event of the same host that this kind follows."""
    days = [other.window.earliest for other in found if _follows(one, other)]
    return min((day for day in days if day), default=None)


def _follows(later: Occurrence, earlier: Occurrence) -> bool:
    """Whether the kind of the one follows that of the other, for the same host."""
    if later.kind is None or earlier.kind is None or later.event.country != earlier.event.country:
        return False
    return earlier.kind.code in later.kind.follows


class Ordering:
    """What is known of the order of some events: a partial order, closed under chains.

    The rules apply one after the other: windows, ``after``, the same date text (by time, else by
    place in the file), kinds that follow each other. What would contradict an earlier rule, also
    through a chain, is ignored. Sets of events are bits of a number, so that hundreds are cheap.
    """

    def __init__(self, found: Sequence[Occurrence]) -> None:
        self._found = tuple(sorted(found, key=lambda one: one.index))
        self._place = {one.index: place for place, one in enumerate(self._found)}
        self._before = [0] * len(self._found)
        self._behind = [0] * len(self._found)
        self._order_by_windows()
        for rule in (self._named, self._timed, self._written, self._kinds):
            for earlier, later in rule():
                self._learn(earlier, later)

    def precedes(self, first: Occurrence, second: Occurrence) -> bool:
        """Whether the first certainly came before the second."""
        earlier, later = self._place[first.index], self._place[second.index]
        return bool(self._before[later] >> earlier & 1)

    def open_before(self, one: Occurrence) -> Iterator[int]:
        """The indices of the events that are not known to come before or after one."""
        place = self._place[one.index]
        known = self._before[place] | self._behind[place] | 1 << place
        everything = (1 << len(self._found)) - 1
        return (self._found[other].index for other in _bits(everything & ~known))

    def told(self, *, late_first: bool = False) -> tuple[Occurrence, ...]:
        """Return the events in an order that breaks nothing that is known.

        What nothing orders stands by its place in the story, or the other way round.
        """
        waiting = sorted(
            range(len(self._found)),
            key=lambda i: _place_in_story(self._found[i]),
            reverse=late_first,
        )
        left = (1 << len(waiting)) - 1
        ordered: list[Occurrence] = []
        while waiting:
            position, free = next(
                (p, i) for p, i in enumerate(waiting) if not self._before[i] & left
            )
            del waiting[position]
            left ^= 1 << free
            ordered.append(self._found[free])
        return tuple(ordered)

    def _order_by_windows(self) -> None:
        """Windows that lie apart: an order without contradictions, and closed."""
        windows = [one.window for one in self._found]
        ends = sorted((w.latest.toordinal(), 1 << p) for p, w in enumerate(windows) if w.latest)
        starts = sorted(
            (-w.earliest.toordinal(), 1 << p) for p, w in enumerate(windows) if w.earliest
        )
        ended = list(accumulate((bit for _, bit in ends), or_, initial=0))
        begun = list(accumulate((bit for _, bit in starts), or_, initial=0))
        for place, window in enumerate(windows):
            if window.earliest:
                before = bisect_left(ends, (window.earliest.toordinal(), 0))
                self._before[place] = ended[before]
            if window.latest:
                behind = bisect_left(starts, (-window.latest.toordinal(), 0))
                self._behind[place] = begun[behind]

    def _learn(self, earlier: int, later: int) -> None:
        """Add one order and every chain through it, unless it is known or known otherwise."""
        known = (self._before[later] >> earlier | self._before[earlier] >> later) & 1
        if known or earlier == later:
            return
        before = self._before[earlier] | 1 << earlier
        behind = self._behind[later] | 1 << later
        for place in _bits(behind):
            self._before[place] |= before
        for place in _bits(before):
            self._behind[place] |= behind

    def _named(self) -> Iterator[tuple[int, int]]:
        """Orders that an entry states with ``after``."""
        by_id = {one.event.id: place for place, one in enumerate(self._found)}
        for later, one in enumerate(self._found):
            for key in one.event.after:
                if key in by_id:
                    yield by_id[key], later

    def _timed(self) -> Iterator[tuple[int, int]]:
        """Events of one date text that have a time, from hour to hour."""
        for group in self._same_text():
            times = [(moment, p) for p in group if (moment := _minutes(self._found[p])) is not None]
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
        return all(self._before[later] >> earlier & 1 for earlier, later in pairwise(group))

    def _kinds(self) -> Iterator[tuple[int, int]]:
        """Events of one host whose kinds follow each other, not both ways."""
        hosts: dict[tuple[str, str | None], list[int]] = {}
        for place, one in enumerate(self._found):
            if one.kind is not None:
                hosts.setdefault((one.kind.code, one.event.country), []).append(place)
        for later, one in enumerate(self._found):
            for code in one.kind.follows if one.kind else ():
                for earlier in hosts.get((code, one.event.country), ()):
                    if not _follows(self._found[earlier], one):
                        yield earlier, later

    def _same_text(self) -> Iterable[list[int]]:
        """Places of events with the same date text, in the order of the file."""
        groups: dict[str, list[int]] = {}
        for place, one in enumerate(self._found):
            groups.setdefault(one.event.date.text, []).append(place)
        return groups.values()


def _bits(number: int) -> Iterator[int]:
    """The places of the bits that are set."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


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


def in_order(found: Sequence[Occurrence]) -> list[Occurrence]:
    """Put events in an order that breaks nothing that is known."""
    return list(Ordering(found).told())


def _place_in_story(one: Occurrence) -> tuple[Day, Day, int]:
    """By which day an event is told: the first, or the last of what is longer than a month."""
    first, last = one.window.earliest or Day.min, one.window.latest or Day.max
    told = first if (last - first).days <= LONGEST_MONTH else last
    return (told, last, one.index)
