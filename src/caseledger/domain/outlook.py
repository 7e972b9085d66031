"""What may be on a day: every combination of what is possible, or a bound where they are too many.

Each possible place is looked at by itself, so that what is not known of one state does not multiply
with what is not known of another.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date as Day

from caseledger.domain.bound import bounded
from caseledger.domain.decision import headline, settled
from caseledger.domain.ending import (
    MOST_COMBINATIONS,
    Ending,
    TooManyError,
    ending_of,
    shields_here,
    sure_shields,
)
from caseledger.domain.endings import Scope
from caseledger.domain.enforceability import worlds_on
from caseledger.domain.life import Life
from caseledger.domain.tellings import Telling
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.world import Shield, World

Told = tuple[Telling, World, frozenset[str]]
"""A world, the telling that leads to it, and the states that are feared in it."""

CUSTODY = Scope(custody=True)


@dataclass(frozen=True, slots=True)
class Outlook:
    """The end states of a day; ``complete`` unless they are a bound of more than are looked at."""

    endings: tuple[Ending, ...]
    complete: bool

    @property
    def codes(self) -> frozenset[str]:
        """Every standing that is possible."""
        return frozenset().union(*(one.codes for one in self.endings))

    @property
    def basis(self) -> tuple[str, ...]:
        """What it rests on: the arrival, exposures and shields, the lack of a status."""
        return tuple(dict.fromkeys(event for one in self.endings for event in one.basis))

    def headline(self, vocabulary: Vocabulary) -> str:
        """The standing to show."""
        return headline(self.codes, vocabulary)

    def place(self, code: str = "") -> str:
        """The only state where the person may be, or may be with a standing; else nothing."""
        places = {one.place for one in self.endings if not code or code in one.codes}
        return places.pop() if len(places) == 1 else ""


def outlook(life: Life, day: Day) -> Outlook:
    """Look at every combination of what is possible on a day, or at a bound of them."""
    life.effort.renew()
    try:
        return Outlook(_endings(life, day), complete=True)
    except TooManyError:
        return Outlook(bounded(life, day), complete=False)


def _endings(life: Life, day: Day) -> tuple[Ending, ...]:
    found: dict[object, Ending] = {}
    count = 0
    for telling, world, feared in _worlds_that_matter(life, day):
        one = _ending(life, telling, world, feared, day)
        if one.distinct not in found:
            found[one.distinct] = one
            count += one.combinations
        if count > MOST_COMBINATIONS:
            raise TooManyError
    return tuple(found.values())


def _ending(life: Life, telling: Telling, world: World, feared: frozenset[str], day: Day) -> Ending:
    """See what a world comes to; on another day that is the same while the same shields hold."""
    words = life.vocabulary
    sure = sure_shields(world, telling.recorded, words, day)
    changes = sum(change <= day for change in words.law.days(world.location))
    # A world is kept once as long as the life is, so that it is known by its place in memory.
    key = (id(world), feared, tuple(s.key for s in sure), changes)
    found = life.seen.get(key)
    if found is None:
        found = life.seen[key] = _decided(life, world, feared, sure, changes, day)
    return found


def _decided(
    life: Life,
    world: World,
    feared: frozenset[str],
    sure: tuple[Shield, ...],
    changes: int,
    day: Day,
) -> Ending:
    """Ask the table; what it said of a world with the same threats and bars holds for this one."""
    unsure = tuple(s for s in shields_here(world) if s not in sure)
    like = (
        (world.location, world.forced, world.vanished, world.dead),
        frozenset((e.key, e.level) for e in world.exposures.values()),
        frozenset((s.key, s.against) for s in sure),
        frozenset((s.key, s.against) for s in unsure),
        world.location in world.no_status,
        (feared, changes),
    )
    known = life.seen.get(like)
    if known is None:
        known = life.seen[like] = ending_of(world, feared, sure, life.vocabulary, day)
    return replace(known, world=world, sure=known.sure and sure, unsure=known.unsure and unsure)


def _worlds_that_matter(life: Life, day: Day) -> Iterator[Told]:
    """Worlds that the place alone decides, and for each place those with what holds there.

    Every scope knows all places, so that it does not matter with which of them this begins: with
    where the person was found the last time.
    """
    places = [life.whereabouts]
    for place in places:
        for telling, world, feared in worlds(life, Scope(host=place), day):
            if world.location == place or settled(world, feared):
                for one in worlds_on(life, world, day):
                    yield telling, one, feared
            elif world.location not in places:
                places.append(world.location)
    life.whereabouts = places[-1]


def worlds(life: Life, scope: Scope, day: Day) -> Iterator[Told]:
    """Every world of a scope that may hold at the end of a day. Raises `TooManyError`."""
    for telling in life.tellings(day, scope):
        feared = life.feared_in(telling, day)
        for world in life.endings(telling, scope).on(day, feared):
            yield telling, world, feared
