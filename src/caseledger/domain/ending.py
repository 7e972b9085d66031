"""One end state of a day: what has come of the events, and what of it is still open."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date as Day
from functools import cached_property
from itertools import chain, combinations, product
from typing import TypeVar

from caseledger.domain.decision import (
    Reaches,
    Recorded,
    View,
    certainly_holds,
    decide,
    reach,
    settled,
)
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.world import NOWHERE, Exposure, Shield, World

MOST_COMBINATIONS = 1024
"""Distinct end states times possible shields times possible covers; above it is bounded."""

Thing = TypeVar("Thing")


class TooManyError(Exception):
    """There are more combinations than are looked at."""


@dataclass(frozen=True)
class Ending:
    """One end state of a day: a world, and what of it is open.

    ``sure`` and ``unsure`` are the shields where the person is; ``open`` the covers, by shield and
    track, that may hold or not. ``codes`` are the standings that it may come to.
    """

    world: World
    feared: frozenset[str]
    codes: frozenset[str]
    sure: tuple[Shield, ...] = ()
    unsure: tuple[Shield, ...] = ()
    open: tuple[tuple[str, str], ...] = ()
    reaches: Reaches = field(default_factory=dict)

    @property
    def place(self) -> str:
        """The state where the person is."""
        return self.world.location or NOWHERE

    @cached_property
    def exposures(self) -> tuple[Exposure, ...]:
        """The exposures where the person is."""
        return tuple(_here(self.world))

    @property
    def basis(self) -> Iterator[str]:
        """The entries by which it is what it is, some of them several times."""
        world = self.world
        if world.dead or world.vanished:
            yield world.gone_by
        if world.placed_by:
            yield world.placed_by
        for exposure in self.exposures:
            yield from exposure.events
        yield from (shield.event for shield in (*self.sure, *self.unsure))
        if world.location in world.no_status:
            yield world.no_status[world.location]

    @property
    def combinations(self) -> int:
        """In how many ways what is open may turn out."""
        return 1 << len(self.unsure) + len(self.open)

    @cached_property
    def distinct(self) -> object:
        """What tells one end state from another on the day: what the decision reads."""
        world = self.world
        if not self.reaches and settled(world, self.feared):
            return self.codes, world.location
        return (
            world.location,
            self.codes,
            frozenset((e.key, e.level) for e in self.exposures),
            frozenset((s.key, s.against) for s in self.sure),
            frozenset((s.key, s.against) for s in self.unsure),
            world.location in world.no_status,
        )


def ending_of(
    world: World,
    feared: frozenset[str],
    sure: tuple[Shield, ...],
    vocabulary: Vocabulary,
    day: Day,
    *,
    bound: bool = False,
) -> Ending:
    """See what of a world is open on a day, and what it may come to. Raises `TooManyError`.

    ``sure`` are the shields that certainly hold. For a ``bound`` only they count, and only the
    covers that are certain.
    """
    code = settled(world, feared)
    if code:
        return Ending(world, feared, frozenset({code}))
    unsure = () if bound else tuple(s for s in shields_here(world) if s not in sure)
    pairs = list(product((*sure, *unsure), _here(world)))
    reaches = {(s.key, e.key): reach(s, e, vocabulary, day) for s, e in pairs}
    may = [(s.kind, e.track) for s, e in pairs if reaches[s.key, e.key].answer == "possible"]
    covers = () if bound else tuple(dict.fromkeys(may))
    if 1 << len(unsure) + len(covers) > MOST_COMBINATIONS:
        raise TooManyError
    views = (
        View(world, (*sure, *also), yes, reaches)
        for also, yes in product(list(_subsets(unsure)), list(_subsets(covers)))
    )
    codes = frozenset(decide(view, feared, vocabulary) for view in views)
    return Ending(world, feared, codes, sure, unsure, covers, reaches)


def sure_shields(
    world: World, recorded: Recorded, vocabulary: Vocabulary, day: Day
) -> tuple[Shield, ...]:
    """Return the shields where the person is that certainly hold on a day."""
    here = shields_here(world)
    return tuple(s for s in here if certainly_holds(s, recorded, vocabulary, day))


def shields_here(world: World) -> Iterator[Shield]:
    """The shields where the person is."""
    return (s for s in world.shields.values() if s.host == world.location)


def _subsets(things: Sequence[Thing]) -> Iterable[tuple[Thing, ...]]:
    sizes = range(len(things) + 1)
    return chain.from_iterable(combinations(things, size) for size in sizes)


def _here(world: World) -> Iterator[Exposure]:
    return (e for e in world.exposures.values() if e.host == world.location)
