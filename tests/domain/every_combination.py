"""The standing by brute force: every account, choice and order, every open shield and cover.

Slow on purpose, and written from the design alone (DESIGN 5 and its fine points): no sets as bits,
no scopes, no cuts, nothing kept. What one event does, and the decision table, are the engine's.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from datetime import date as Day
from typing import TypeVar

from caseledger.domain.accounts import accounts_of
from caseledger.domain.decision import View, certainly_holds, decide, reach, settled
from caseledger.domain.effects import Act, applying
from caseledger.domain.life import Life
from caseledger.domain.occurrences import Occurrence, follows
from caseledger.domain.tellings import Telling, telling_of
from caseledger.domain.world import NOWHERE, Liberty, World

Thing = TypeVar("Thing")
Pairs = set[tuple[int, int]]
"""Orders by the indexes of the earlier and the later event."""


def every_standing(life: Life, day: Day) -> set[tuple[str, str]]:
    """Return every standing that is possible on a day, each with its place."""
    return {
        (code, world.location or NOWHERE)
        for telling, feared, world in every_world(life, day)
        for code in _codes(life, telling, feared, world, day)
    }


def every_liberty(life: Life, day: Day) -> set[Liberty]:
    """Return all that may hold of the custody of the person."""
    return {world.liberty for _, _, world in every_world(life, day)}


def every_world(life: Life, day: Day) -> Iterator[tuple[Telling, frozenset[str], World]]:
    """Return the end state of every combination of accounts, of what happened and of orders."""
    accounts = [accounts_of(one.event, life.sources) for one in life.occurrences]
    for told in itertools.product(*accounts):
        telling = telling_of(list(enumerate(told)), life.vocabulary, life.sources, {})
        feared = frozenset(life.person.feared) | _asking(telling, day)
        order = every_order(telling)
        for chosen in _choices(telling, order, day):
            for world in _worlds(chosen, order, World(), telling, life, feared):
                yield telling, feared, world


def every_order(telling: Telling) -> Pairs:
    """Return which events come first, pair by pair: one rule after the other (fine point 1)."""
    events = telling.events
    fixed = {one.occurrence.index for one in telling.handovers}
    written = {one.index for one in telling.told if one.event.state in ("happened", "alleged")}
    dated = [one for one in sorted(events, key=lambda e: e.index) if one.index in written - fixed]
    known: Pairs = set()
    for rule in (_by_windows(events), _named(dated), _same_day(dated), _kinds(dated)):
        for earlier, later in rule:
            if earlier != later and (later, earlier) not in known:
                before = {a for a, b in known if b == earlier} | {earlier}
                behind = {b for a, b in known if a == later} | {later}
                known |= set(itertools.product(before, behind))
    return known


def _by_windows(events: Sequence[Occurrence]) -> Iterator[tuple[int, int]]:
    for one, two in itertools.permutations(events, 2):
        if one.window.precedes(two.window):
            yield one.index, two.index


def _named(dated: Sequence[Occurrence]) -> Iterator[tuple[int, int]]:
    ids = {one.event.id: one.index for one in dated}
    for later in dated:
        yield from ((ids[key], later.index) for key in later.event.after if key in ids)


def _same_day(dated: Sequence[Occurrence]) -> Iterator[tuple[int, int]]:
    """By the time, else by the place in the file; neighbours first."""
    texts = dict.fromkeys(one.event.date.text for one in dated)
    groups = [[one for one in dated if one.event.date.text == text] for text in texts]
    for group in groups:
        timed = sorted((moment(t), one.index) for one in group if (t := one.event.time))
        yield from ((i, j) for (a, i), (b, j) in itertools.pairwise(timed) if a < b)
    for group in groups:
        yield from ((one.index, two.index) for one, two in itertools.pairwise(group))
        yield from ((one.index, two.index) for one, two in itertools.combinations(group, 2))


def moment(time: str) -> int:
    """Minutes of UTC of a time with an offset."""
    minutes = int(time[:2]) * 60 + int(time[3:5])
    if time.endswith("Z"):
        return minutes
    offset = int(time[6:8]) * 60 + int(time[9:11])
    return minutes - offset if time[5] == "+" else minutes + offset


def _kinds(dated: Sequence[Occurrence]) -> Iterator[tuple[int, int]]:
    for later, earlier in itertools.product(dated, dated):
        if follows(later, earlier) and not follows(earlier, later):
            yield earlier.index, later.index


def _asking(telling: Telling, day: Day) -> frozenset[str]:
    """States that asked for an extradition by a day (fine point 13)."""
    fixed = {one.occurrence.index for one in telling.handovers}
    asking = (
        one
        for one in telling.events
        if one.event.kind.startswith("extradition.") and one.index not in fixed
    )
    return frozenset(o.event.by for o in asking if o.event.by and o.window.begun_by(day))


def _choices(telling: Telling, order: Pairs, day: Day) -> Iterator[list[Occurrence]]:
    """Every set of events that may have happened by a day, and no others (fine point 2)."""
    fixed = {one.occurrence.index: one for one in telling.handovers}
    open_to = [
        (False,)
        if not (fixed[e.index].open(day) if e.index in fixed else e.window.begun_by(day))
        else (True,)
        if e.happened and e.window.ended_by(day)
        else (True, False)
        for e in telling.events
    ]
    real = {e.index for e in telling.events if e.happened}
    for taken in itertools.product(*open_to):
        chosen = [one for one, yes in zip(telling.events, taken, strict=True) if yes]
        there = {one.index for one in chosen}
        if not any(b in there and a in real - there for a, b in order):
            yield chosen


def _worlds(
    left: Sequence[Occurrence],
    order: Pairs,
    world: World,
    telling: Telling,
    life: Life,
    feared: frozenset[str],
) -> Iterator[World]:
    """Apply events in every order that is known to be possible.

    A handover that nobody reports is followed by no word of it (fine point 11).
    """
    words = {fixed.occurrence.index: fixed.words for fixed in telling.handovers}
    if not left:
        yield world
    for one in left:
        rest = [other for other in left if other is not one]
        if any((other.index, one.index) in order for other in left):
            continue
        if not any(other.index in words.get(one.index, ()) for other in rest):
            after = _after(world, one, telling, life, feared)
            yield from _worlds(rest, order, after, telling, life, feared)


def _after(
    world: World, one: Occurrence, telling: Telling, life: Life, feared: frozenset[str]
) -> World:
    if one.kind is None:
        return world
    supposed = one.index in {fixed.occurrence.index for fixed in telling.handovers}
    effects = applying(one.kind, one.event)
    act = Act(one.event, one.kind, one.window, life.vocabulary, effects, supposed)
    return act.on(world, feared)


def _codes(
    life: Life, telling: Telling, feared: frozenset[str], world: World, day: Day
) -> Iterator[str]:
    """What a world comes to, with every open shield and every open cover there or not."""
    if settled(world, feared):
        yield settled(world, feared)
        return
    shields = [s for s in world.shields.values() if s.host == world.location]
    threats = [e for e in world.exposures.values() if e.host == world.location]
    words = life.vocabulary
    sure = [s for s in shields if certainly_holds(s, telling.recorded, words, day)]
    reaches = {(s.key, e.key): reach(s, e, words, day) for s in shields for e in threats}
    may = {
        (s.kind, e.track)
        for s in shields
        for e in threats
        if reaches[s.key, e.key].answer == "possible"
    }
    for some in _subsets([s for s in shields if s not in sure]):
        for covers in _subsets(sorted(may)):
            yield decide(View(world, (*sure, *some), covers, reaches), feared, words)


def _subsets(things: Sequence[Thing]) -> Iterable[tuple[Thing, ...]]:
    sizes = range(len(things) + 1)
    return itertools.chain.from_iterable(itertools.combinations(things, n) for n in sizes)
