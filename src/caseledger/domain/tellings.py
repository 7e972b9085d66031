"""The events of one person when, of every disputed entry, one account is taken for true.

A telling knows the order of its events as far as it is known, and says of a day what has
certainly happened by then and what may have.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day
from functools import cached_property
from itertools import accumulate
from operator import or_

from caseledger.domain.case import Count, Event, Source
from caseledger.domain.decision import Recorded
from caseledger.domain.effects import applying
from caseledger.domain.handovers import announced, handovers
from caseledger.domain.kind import Effect
from caseledger.domain.occurrences import Occurrence, begun, occurrence
from caseledger.domain.ordering import Ordering, bits
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.world import EXTRADITION

ALIVE = frozenset({"happened", "alleged"})
"""States of entries that may change where a person stands."""


@dataclass(frozen=True, slots=True)
class Chances:
    """What has certainly happened by a day, and what may have: sets of places in the ordering.

    Of what ``may`` have happened, ``did`` is what did happen, whenever that was: where it has not
    happened yet, nothing that it precedes has.
    """

    certain: int
    may: int
    did: int


class Telling:
    """Events in their order; the places of sets are those of ``ordering``."""

    def __init__(
        self,
        told: Sequence[Occurrence],
        words: Vocabulary,
        sources: Mapping[str, Source],
        heads: Count | None = None,
    ) -> None:
        """Order the events of one account each, in the order of the file.

        ``heads`` is how many people of a group they are told of.
        """
        self.told = tuple(told)
        read = [announced(one, sources, words) for one in told]
        self.handovers = tuple(handovers(read, words))
        alive = [one for one in read if one.event.state in ALIVE]
        supposed = [one.occurrence for one in self.handovers]
        announcing = [one for one, entry in zip(read, told, strict=True) if one is not entry]
        undated = frozenset(one.index for one in (*supposed, *announcing))
        self.ordering = Ordering([*alive, *supposed], undated)
        self._heads = heads
        self._chances: dict[Day, Chances] = {}
        self._read_days()

    def _read_days(self) -> None:
        """Prepare what a day is held against."""
        events = self.ordering.events
        fixed = {one.occurrence.index: one for one in self.handovers}
        self._handovers = [
            (p, fixed[one.index]) for p, one in enumerate(events) if one.index in fixed
        ]
        self.words = {
            place: sum(1 << p for p, one in enumerate(events) if one.index in handover.words)
            for place, handover in self._handovers
        }
        self.handover_places = sum(1 << place for place, _ in self._handovers)
        happened = sum(
            1 << place
            for place, one in enumerate(events)
            if one.happened and concerns_all(one.event, self._heads)
        )
        self._happened = happened & ~self.handover_places
        # A window without a beginning has begun on every day.
        self._begun = Reached(one.window.earliest or Day.min for one in events)
        self._ended = Reached(one.window.latest for one in events)

    @cached_property
    def effects(self) -> tuple[tuple[Effect, ...], ...]:
        """What each event does, by its place; nothing where its kind is not known."""
        events = self.ordering.events
        return tuple(applying(one.kind, one.event) if one.kind else () for one in events)

    @cached_property
    def hanging(self) -> frozenset[tuple[str, str | None]]:
        """Tracks and states of the exposures that a handover hangs on which may have followed."""
        fixed = (handover.occurrence for handover in self.handovers)
        return frozenset((one.kind.track, one.event.country) for one in fixed if one.kind)

    def answered(self, day: Day) -> int:
        """The set of handovers of which a later word has told by a day."""
        return sum(1 << place for place, one in self._handovers if one.told_by(day))

    @property
    def events(self) -> tuple[Occurrence, ...]:
        """The events by their places, handovers that may have followed among them."""
        return self.ordering.events

    def chances(self, day: Day) -> Chances:
        """Say what has happened by the end of a day, certainly or possibly."""
        found = self._chances.get(day)
        if found is None:
            found = self._chances[day] = self._looked_up(day)
        return found

    def _looked_up(self, day: Day) -> Chances:
        begun, ended = self._begun.by(day), self._ended.by(day)
        certain = begun & ended & self._happened
        did = begun & ~ended & self._happened
        rumours = begun & ~self._happened & ~self.handover_places
        may = did | rumours | self._open_handovers(day)
        # What comes after something that lies ahead lies ahead as well.
        ahead = self._happened & ~begun
        before = self.ordering.before
        held = sum(1 << place for place in bits(may) if before[place] & ahead) if ahead else 0
        return Chances(certain, may & ~held, did & ~held)

    def _open_handovers(self, day: Day) -> int:
        return sum(1 << place for place, one in self._handovers if one.open(day))

    def certain(self, day: Day) -> int:
        """The set of what has certainly happened: also what came before something that has."""
        chances = self.chances(day)
        return chances.certain | self.led_to(chances)

    def led_to(self, chances: Chances) -> int:
        """What is not certain by its date alone, but came before something that is."""
        behind = self.ordering.behind
        return sum(1 << place for place in bits(chances.did) if behind[place] & chances.certain)

    @cached_property
    def recorded(self) -> Recorded:
        """Every entry by track and state, whatever its state of affairs."""
        found: dict[tuple[str, str | None], list[Occurrence]] = {}
        for one in self.told:
            if one.kind is not None:
                found.setdefault((one.kind.track, one.event.country), []).append(one)
        return found

    @cached_property
    def _requests(self) -> tuple[tuple[Day, str], ...]:
        """Who asked for an extradition, by the first day on which they may have."""
        return tuple(
            (one.window.earliest or Day.min, one.event.by)
            for place, one in enumerate(self.ordering.events)
            if one.event.by and one.kind and one.kind.track == EXTRADITION
            if not self.handover_places >> place & 1
        )

    def asking(self, day: Day) -> frozenset[str]:
        """States that have asked for an extradition by a day, also where they withdrew it."""
        return frozenset(state for first, state in self._requests if first <= day)


class Reached:
    """Which of some days have been reached by another one: a set of places."""

    def __init__(self, days: Iterable[Day | None]) -> None:
        """Keep the days by their places; None is never reached."""
        known = sorted((day, place) for place, day in enumerate(days) if day is not None)
        self._days = [day for day, _ in known]
        self._sets = list(accumulate((1 << place for _, place in known), or_, initial=0))

    def by(self, day: Day) -> int:
        """The places of all days up to a day."""
        return self._sets[bisect_right(self._days, day)]


def concerns_all(event: Event, heads: Count | None) -> bool:
    """Whether it happened to each member of a group, and not to some of them only."""
    return heads is None or event.count is None or event.count.max >= heads.min


def telling_of(
    accounts: Sequence[tuple[int, Event]],
    words: Vocabulary,
    sources: Mapping[str, Source],
    others: Mapping[str, Occurrence],
    heads: Count | None = None,
) -> Telling:
    """Make the telling of accounts, each with the place of its entry in the file."""
    found = [occurrence(event, index, sources, words) for index, event in accounts]
    return Telling(begun(found, others), words, sources, heads)
