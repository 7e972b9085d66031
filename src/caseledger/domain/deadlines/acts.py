"""Which event meets a deadline, and which makes it pointless."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from caseledger.domain.case import Event
from caseledger.domain.deadlines.deadline import Meeting
from caseledger.domain.deadlines.matching import (
    NO,
    POSSIBLE,
    YES,
    Matching,
    comes_before,
    concern_the_same,
    least,
)
from caseledger.domain.occurrences import Occurrence
from caseledger.domain.rules.rule import EventPattern, Rule
from caseledger.domain.windows import Window

DECIDING = frozenset({"protection", "extradition", "removal", "transfer"})
"""Tracks of which each has decisions of its own."""

LATE, IN_TIME, UNKNOWN = "yes", "no", "unknown"


@dataclass(frozen=True, slots=True)
class Act:
    """An event that meets a deadline, or may."""

    occurrence: Occurrence
    sure: bool


@dataclass(frozen=True, slots=True)
class Triggers:
    """All events that start the clock of one rule for one person, in file order."""

    events: tuple[Occurrence, ...]

    def acts(
        self, trigger: Occurrence, patterns: Sequence[EventPattern], matching: Matching
    ) -> list[Act]:
        """Return what meets the deadline of a trigger, or may, the first first."""
        if not patterns:
            return []
        found = []
        chains = Chains({one.event.id: one.event for one in matching.life.occurrences})
        for one, _pattern, answer in matching.of(patterns):
            named = trigger.event.id in chains.of(one.event) and one.counts(matching.day)
            # An act that names what it answers is no other for a field that it leaves out.
            told = least((YES if named else answer, self._belongs(one, trigger, chains)))
            if told != NO:
                found.append(Act(one, told == YES))
        return sorted(found, key=lambda act: (not act.sure, _first(act.occurrence)))

    def _belongs(self, one: Occurrence, trigger: Occurrence, chains: "Chains") -> str:
        """Whether an act answers this trigger, and not another one of the same rule."""
        if one.index == trigger.index or comes_before(one, trigger):
            return NO
        chain = chains.of(one.event)
        if trigger.event.id in chain:
            return YES
        named = any(other.event.id in chain for other in self.events)
        if named or not concern_the_same(one.event, trigger.event):
            return NO
        return self._by_default(one, trigger)

    def _by_default(self, one: Occurrence, trigger: Occurrence) -> str:
        """Whether an act that names nothing answers a trigger: the latest open one is meant.

        An act on another track may answer them all; one that names no state, those of each.
        """
        if self._in_several_states and not one.event.country:
            return POSSIBLE
        if not self._later(one, trigger):
            return YES
        return NO if _track(one.event) == _track(trigger.event) else POSSIBLE

    @property
    def _in_several_states(self) -> bool:
        return len({other.event.country for other in self.events}) > 1

    def _later(self, one: Occurrence, trigger: Occurrence) -> bool:
        """Whether another trigger came between a trigger and an act.

        Those of the same day are parts of one paper: one act answers them all.
        """
        return any(
            comes_before(trigger, other)
            and other.event.date.text != trigger.event.date.text
            and other.index != one.index
            and concern_the_same(other.event, trigger.event)
            and not comes_before(one, other)
            for other in self.events
        )


@dataclass(frozen=True, slots=True)
class Chains:
    """What each event answers, through ``of``, however long the chain."""

    events: dict[str, Event]

    def of(self, event: Event) -> frozenset[str]:
        """Return the ids of everything that an event answers, directly or through others."""
        found: dict[str, None] = {}
        key = event.of
        while key and key not in found:
            found[key] = None
            known = self.events.get(key)
            key = known.of if known else None
        return frozenset(found)


def meeting_of(act: Act, earliest: Window) -> Meeting:
    """Say whether an act was in time: before the earliest end it was, after the latest not."""
    on = act.occurrence.window
    if earliest.earliest and on.ended_by(earliest.earliest):
        late = IN_TIME
    elif earliest.latest and on.earliest and on.earliest > earliest.latest:
        late = LATE
    else:
        late = UNKNOWN
    return Meeting(act.occurrence.event, on, late, act.sure)


def ended_by(trigger: Occurrence, rule: Rule, matching: Matching) -> Event | None:
    """Return the first certain event that makes a deadline pointless."""
    found = [one for one, answer in _ending(trigger, rule, matching) if answer == YES]
    return min(found, key=_first).event if found else None


def may_be_ended(trigger: Occurrence, rule: Rule, matching: Matching) -> bool:
    """Whether something that is only possible would make a deadline pointless."""
    return any(answer == POSSIBLE for _one, answer in _ending(trigger, rule, matching))


def _ending(
    trigger: Occurrence, rule: Rule, matching: Matching
) -> Iterator[tuple[Occurrence, str]]:
    """What may make a deadline pointless.

    Where triggers of several tracks start the clock, an end of the one says nothing of the other.
    """
    # The further patterns of earliest_of start no clock.
    starting = (*rule.trigger.any_of, *rule.trigger.latest_of, *rule.trigger.earliest_of[:1])
    tracks = {kind.partition(".")[0] for one in starting for kind in one.kind}
    for one, _pattern, answer in matching.of(rule.moot_by) if rule.moot_by else ():
        mine = _track(one.event)
        another = mine in tracks & DECIDING and mine != _track(trigger.event)
        if one.index == trigger.index or another or comes_before(one, trigger):
            continue
        if concern_the_same(one.event, trigger.event):
            yield one, answer


def _first(one: Occurrence) -> tuple[int, int]:
    day = one.window.earliest
    return (day.toordinal() if day else 0, one.index)


def _track(event: Event) -> str:
    return event.kind.partition(".")[0]
