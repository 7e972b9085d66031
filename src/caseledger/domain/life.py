"""The events of one person: what every question about a day is answered from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day
from functools import cached_property
from itertools import product
from math import prod
from typing import Any

from caseledger.domain.accounts import accounts_of
from caseledger.domain.case import Case, Event, Person
from caseledger.domain.decision import Recorded
from caseledger.domain.disputes import Dispute
from caseledger.domain.effects import Act, applying, host_of
from caseledger.domain.ending import Ending, TooManyError
from caseledger.domain.endings import Effort, Endings, Scope, may_lie_anywhere
from caseledger.domain.handovers import EXPOSING, SCHEDULED, Handover
from caseledger.domain.occurrences import Occurrence, elsewhere, occurrences_of
from caseledger.domain.tellings import Telling, telling_of
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.world import EXTRADITION, World

MOST_TELLINGS = 128
"""So many ways to choose among accounts are looked at; above it the standing is bounded."""


@dataclass(frozen=True, slots=True)
class Step:
    """The world after one event, in the order in which the events are taken."""

    occurrence: Occurrence
    world: World


class Life:
    """All events of one person in file order, and every way in which they may be told.

    An occurrence whose date or facts are disputed has the window that holds all accounts of it.
    """

    def __init__(self, case: Case, person: Person, vocabulary: Vocabulary) -> None:
        """Gather the events of a person with their windows."""
        self.case, self.person, self.vocabulary = case, person, vocabulary
        self.sources = {source.id: source for source in case.sources}
        self.occurrences: tuple[Occurrence, ...] = occurrences_of(case, vocabulary, person)
        self.seen: dict[object, Ending] = {}
        """What worlds come to, kept for other days of this life."""
        self.effort = Effort()
        self.whereabouts: str | None = None
        """Where the person was found the last time that somebody asked."""
        self.orders: bool | None = None
        """Whether there is an order that a time to appeal may hold off, once somebody asked."""
        self.appeal_times: dict[Day, tuple[Any, ...]] = {}
        self.raised: dict[object, tuple[World, tuple[World, ...]]] = {}
        """What times to appeal make of worlds, kept as long as those are."""
        self._disputes: dict[int, Dispute] = {}
        self._tellings: dict[tuple[int, ...], Telling] = {}
        self._endings: dict[tuple[int, Scope], Endings] = {}

    @cached_property
    def plain(self) -> Telling:
        """The telling of the entries as they stand, dates as wide as sources differ."""
        return Telling(self.occurrences, self.vocabulary, self.sources, self.person.count)

    def forget(self) -> None:
        """Let go of everything that was worked out; it is worked out anew when asked again.

        Who looks at thousands of people keeps only what they are asked for.
        """
        for kept in (self.seen, self._disputes, self._tellings, self._endings, self.raised):
            kept.clear()
        self.appeal_times.clear()
        for name in ("plain", "disputed", "_accounts", "_others"):
            self.__dict__.pop(name, None)

    @property
    def handovers(self) -> tuple[Handover, ...]:
        """Handovers that are fixed for a day, and may have taken place."""
        return self.plain.handovers

    @property
    def recorded(self) -> Recorded:
        """Every entry by track and state."""
        return self.plain.recorded

    @cached_property
    def _others(self) -> Mapping[str, Occurrence]:
        return elsewhere(self.case, self.vocabulary, self.person)

    @cached_property
    def _accounts(self) -> tuple[tuple[Event, ...], ...]:
        return tuple(accounts_of(one.event, self.sources) for one in self.occurrences)

    def accounts(self, index: int) -> tuple[Event, ...]:
        """Every account of the event at a place in the file; a handover has that of its entry."""
        return self._accounts[index % len(self._accounts)]

    @cached_property
    def disputed(self) -> tuple[int, ...]:
        """The places in the file of events of which there are several accounts."""
        return tuple(i for i, accounts in enumerate(self._accounts) if len(accounts) > 1)

    def feared(self, day: Day) -> frozenset[str]:
        """States that count as feared: the recorded ones and each that asked for an extradition."""
        return self.feared_in(self.plain, day)

    def feared_in(self, telling: Telling, day: Day) -> frozenset[str]:
        """States that count as feared in one telling."""
        return frozenset(self.person.feared) | telling.asking(day)

    def tellings(self, day: Day, scope: Scope) -> Iterator[Telling]:
        """Every way to choose among accounts that makes a difference. Raises `TooManyError`."""
        if not self.disputed:
            yield self.plain
            return
        choices = [
            self._choices(index, day, scope) if index in self.disputed else (0,)
            for index in range(len(self.occurrences))
        ]
        if prod(len(some) for some in choices) > MOST_TELLINGS:
            raise TooManyError
        for chosen in product(*choices):
            yield self._telling(chosen)

    def every_account(self) -> Iterator[Telling]:
        """Tellings that hold every account of every event between them."""
        most = max((len(accounts) for accounts in self._accounts), default=1)
        for turn in range(most) if most > 1 else ():
            yield self._telling(tuple(min(turn, len(some) - 1) for some in self._accounts))
        if most == 1:
            yield self.plain

    def _telling(self, chosen: tuple[int, ...]) -> Telling:
        found = self._tellings.get(chosen)
        if found is None:
            told = [(i, self._accounts[i][which]) for i, which in enumerate(chosen)]
            found = self._tellings[chosen] = telling_of(
                told, self.vocabulary, self.sources, self._others
            )
        return found

    def _choices(self, index: int, day: Day, scope: Scope) -> tuple[int, ...]:
        """Which accounts of an event differ in what they do in a scope, or in their order."""
        accounts = self._accounts[index]
        if index not in self._disputes:
            others = [e for i, some in enumerate(self._accounts) if i != index for e in some]
            self._disputes[index] = Dispute(accounts, others, self.sources, self.vocabulary)
        dispute = self._disputes[index]
        if dispute.orders_others or any(self._speaks(event, scope) for event in accounts):
            return dispute.on(day)
        return (0,)

    def _speaks(self, event: Event, scope: Scope) -> bool:
        """Whether an account does anything in a scope, or to what a handover hangs on."""
        kind = self.vocabulary.kind(event.kind)
        if kind is None or event.for_ or event.state == SCHEDULED or kind.track == EXTRADITION:
            return True
        anywhere = scope.host and may_lie_anywhere(event, kind.effects)
        host = scope.host if anywhere else host_of(event)
        hung = (kind.track, event.country) in self.plain.hanging
        exposing = any(effect.operation in EXPOSING for effect in kind.effects)
        return (hung and exposing) or bool(scope.acts(host, kind.effects))

    def endings(self, telling: Telling, scope: Scope) -> Endings:
        """The ways in which a telling comes out in a scope."""
        key = (id(telling), scope)
        found = self._endings.get(key)
        if found is None:
            found = self._endings[key] = Endings(telling, scope, self.vocabulary, self.effort)
        return found

    def possible(self, day: Day) -> list[Occurrence]:
        """Return what may have happened by a day and would matter, but is not certain."""
        events = self.plain.events
        fixed = {one.occurrence.index for one in self.handovers}
        unsure = [o for o in events if o.matters and o.index not in fixed and o.possible(day)]
        return unsure + [one.occurrence for one in self.handovers if one.open(day)]

    def steps(self, day: Day) -> list[Step]:
        """Return the world after each event that certainly counts by a day, in one order."""
        feared, world, steps = self.feared(day), World(), []
        for one in self.certain(day):
            if one.matters and not one.disputed:
                if one.kind is not None:
                    effects = applying(one.kind, one.event)
                    act = Act(one.event, one.kind, one.window, self.vocabulary, effects)
                    world = act.on(world, feared)
                steps.append(Step(one, world))
        return steps

    def certain(self, day: Day) -> Iterator[Occurrence]:
        """Yield what has certainly happened by a day, by some account of it, in one order."""
        happened = self.plain.certain(day)
        for place in self.plain.ordering.told:
            one = self.plain.events[place]
            # What a disputed entry came before, it may not have come before by another account.
            told = one.index not in self.disputed or one.window.ended_by(day)
            if happened >> place & 1 and told:
                yield one


def last_world(steps: Sequence[Step]) -> World:
    """Return the world after the last step; an empty one where there is none."""
    return steps[-1].world if steps else World()


def life_of(case: Case, person: Person, vocabulary: Vocabulary) -> Life:
    """Gather the events of a person with their windows."""
    return Life(case, person, vocabulary)
