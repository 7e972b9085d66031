"""What is not certain on a day, and the worlds that come of it.

A few possible events are taken in every combination. With more, or where the order of two events
or a disputed entry decides, only some of the worlds are looked at, and the answer says so.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Day
from itertools import combinations

from caseledger.domain.clashes import order_matters
from caseledger.domain.kind import Kind
from caseledger.domain.life import Life, Step, last_world
from caseledger.domain.occurrences import Occurrence
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.world import World

MOST_TOGETHER = 4
"""So many possible events are taken in every combination."""

MOST_ALONE = 64
"""Of more than that, so many are looked at one by one, and all of them together."""

LOSING = frozenset({"vanish", "die"})
LIBERTY = frozenset({"detain", "release"})
"""Effects that change liberty; nothing else reads them."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """The worlds of a day, the certain one first; ``complete`` if there can be no others."""

    worlds: tuple[World, ...]
    complete: bool


def outlook(life: Life, steps: Sequence[Step], day: Day) -> Outlook:
    """Look at what may be possible on a day; ``steps`` are those of what is certain."""
    certain = last_world(steps)
    possible = _touching(life.possible(day), certain, life.vocabulary)
    complete = len(possible) <= MOST_TOGETHER and not any(one.disputed for one in possible)
    unknown = any(o.kind is None and (o.counts(day) or o.possible(day)) for o in life.occurrences)
    worlds = [certain]
    for chosen in _choices(possible, life):
        taken = life.steps(day, chosen) if chosen else steps
        worlds.append(last_world(taken))
        if (complete or not chosen) and order_matters(life, taken, day):
            complete = False
            other = life.steps(day, chosen, life.ordering.told(late_first=True))
            worlds.append(last_world(other))
    return Outlook(tuple(worlds), complete and not unknown)


def _choices(possible: Sequence[Occurrence], life: Life) -> Iterator[frozenset[int]]:
    """Which of the possible events happened: nothing, or what could be together."""
    if len(possible) <= MOST_TOGETHER:
        groups: Iterable[tuple[Occurrence, ...]] = (
            group for size in range(len(possible) + 1) for group in combinations(possible, size)
        )
    else:
        groups = [(), tuple(possible), *((one,) for one in possible[:MOST_ALONE])]
    for group in groups:
        chosen = frozenset(one.index for one in group)
        if not _lacks_earlier(group, chosen, possible, life):
            yield chosen


def _lacks_earlier(
    group: Sequence[Occurrence],
    chosen: frozenset[int],
    possible: Sequence[Occurrence],
    life: Life,
) -> bool:
    """Whether one has happened and one that did happen, and came before it, has not."""
    missing = [one for one in possible if one.happened and one.index not in chosen]
    return any(life.ordering.precedes(early, late) for early in missing for late in group)


# What touches the standing


def _touching(
    possible: Sequence[Occurrence], certain: World, vocabulary: Vocabulary
) -> list[Occurrence]:
    """Leave out what changes only liberty, or only what lies in a state where nobody may be."""
    read = [_readings(one, vocabulary) for one in possible]
    hosts = {certain.location}
    for one, kinds, _ in read:
        if any(_places(kind) for kind in kinds):
            hosts |= {getattr(one.event, name) or "" for name in ("country", "to", "by", "from_")}
    elsewhere = hosts != {certain.location}
    return [
        one
        for one, kinds, countries in read
        if any(_touches(kind, countries & hosts, elsewhere=elsewhere) for kind in kinds)
    ]


def _readings(
    one: Occurrence, vocabulary: Vocabulary
) -> tuple[Occurrence, list[Kind | None], set[str | None]]:
    """The kinds and hosts of an event, as entered and as sources state them."""
    said = [citation.says for citation in one.event.sources if citation.says is not None]
    kinds = [one.kind, *(vocabulary.kind(claim.kind) for claim in said if claim.kind)]
    hosts = {one.event.country, *(claim.country for claim in said if claim.country)}
    return one, kinds, hosts


def _places(kind: Kind | None) -> bool:
    return kind is not None and any(effect.operation == "place" for effect in kind.effects)


def _touches(kind: Kind | None, hosts: set[str | None], *, elsewhere: bool) -> bool:
    if kind is None:
        return True
    operations = {effect.operation for effect in kind.effects} - LIBERTY
    if operations & LOSING or (elsewhere and "place" in operations):
        return True
    return bool(hosts) and bool(operations - {"place"})
