"""The events of one person, put in order and folded into worlds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day

from caseledger.domain.case import Case, Person
from caseledger.domain.handovers import Handover, announced, handovers
from caseledger.domain.occurrences import Occurrence, Ordering, occurrences_of
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.world import EXTRADITION, Setting, World, after

ALIVE = frozenset({"happened", "alleged"})
"""States of entries that may change where a person stands."""


@dataclass(frozen=True, slots=True)
class Step:
    """The world after one event, in the order in which the events are taken."""

    occurrence: Occurrence
    world: World


@dataclass(frozen=True, slots=True)
class Life:
    """The events of one person: what every question about a day is answered from.

    ``story`` holds those that can change where the person stands, in their order, which
    ``ordering`` knows; ``recorded`` all by track and state; ``requests`` the extraditions.
    """

    case: Case
    person: Person
    vocabulary: Vocabulary
    occurrences: tuple[Occurrence, ...]
    ordering: Ordering
    story: tuple[Occurrence, ...]
    handovers: tuple[Handover, ...]
    recorded: Mapping[tuple[str, str | None], Sequence[Occurrence]]
    requests: tuple[Occurrence, ...]

    def feared(self, day: Day) -> frozenset[str]:
        """States that count as feared: the recorded ones and each that asked for an extradition."""
        asked = {o.event.by for o in self.requests if o.event.by and o.window.begun_by(day)}
        return frozenset(self.person.feared) | frozenset(asked)

    def possible(self, day: Day) -> list[Occurrence]:
        """Return what may have happened by a day and would matter, but is not certain."""
        fixed = {one.occurrence.index for one in self.handovers}
        unsure = [one for one in self.story if one.index not in fixed and one.possible(day)]
        return unsure + [one.occurrence for one in self.handovers if one.open(day)]

    def setting(self, day: Day) -> Setting:
        """Return what effects read besides the event."""
        return Setting(self.vocabulary, self.feared(day))

    def steps(
        self,
        day: Day,
        possible: frozenset[int] = frozenset(),
        story: Sequence[Occurrence] | None = None,
    ) -> list[Step]:
        """Return the world after each event that counts by a day, or is named as possible.

        Possible events are named by their index; ``story`` is another order to take them in.
        """
        setting = self.setting(day)
        world, steps = World(), []
        for one in self.story if story is None else story:
            if one.counts(day) or one.index in possible:
                if one.kind is not None:
                    world = after(world, one.event, one.kind, one.window, setting)
                steps.append(Step(one, world))
        return steps


def last_world(steps: Sequence[Step]) -> World:
    """Return the world after the last step; an empty one where there is none."""
    return steps[-1].world if steps else World()


def life_of(case: Case, person: Person, vocabulary: Vocabulary) -> Life:
    """Gather the events of a person with their windows."""
    found = occurrences_of(case, vocabulary, person)
    sources = {source.id: source for source in case.sources}
    read = [announced(one, sources, vocabulary) for one in found]
    fixed = tuple(handovers(read, vocabulary))
    alive = [one for one in read if one.matters and one.event.state in ALIVE]
    ordering = Ordering([*alive, *(one.occurrence for one in fixed)])
    return Life(
        case=case,
        person=person,
        vocabulary=vocabulary,
        occurrences=found,
        ordering=ordering,
        story=ordering.told(),
        handovers=fixed,
        recorded=_recorded(found),
        requests=tuple(o for o in found if o.happened and o.kind and o.kind.track == EXTRADITION),
    )


def _recorded(found: Sequence[Occurrence]) -> Mapping[tuple[str, str | None], list[Occurrence]]:
    by_host: dict[tuple[str, str | None], list[Occurrence]] = {}
    for one in found:
        if one.kind is not None:
            by_host.setdefault((one.kind.track, one.event.country), []).append(one)
    return by_host
