"""What is not certain on a day, and the worlds that come of it.

A few possible events are taken in every combination. With more, or where the order of two events
or a disputed entry decides, only some of the worlds are looked at, and the answer says so.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Day
from itertools import combinations

from caseledger.domain.case import Claims, Event
from caseledger.domain.clashes import order_matters
from caseledger.domain.kind import Kind
from caseledger.domain.life import ALIVE, Life, Step, last_world
from caseledger.domain.occurrences import Occurrence
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.world import NOWHERE, World

MOST_TOGETHER = 4
"""So many possible events are taken in every combination."""

MOST_ALONE = 64
"""Of more than that, so many are looked at one by one, and all of them together."""

HOSTED = frozenset(
    {
        "expose",
        "set-level",
        "clear-exposure",
        "shield",
        "clear-shield",
        "doubt-shield",
        "no-status",
    }
)
"""Effects that lie in the state where the event is."""

WITHHELD = "withheld"
RELIEF = frozenset({"shield", "clear-exposure"})
"""Effects that make a standing less severe."""

LOSING = frozenset({"vanish", "die", "forced"})
"""Effects that always touch the standing."""

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
    hidden = unknown or any(_unheard(o, life, day) or _homeless(o, day) for o in life.occurrences)
    return Outlook(tuple(worlds), complete and not hidden)


def _unheard(one: Occurrence, life: Life, day: Day) -> bool:
    """Whether a source states what the entry does not: that it took place, or what would matter."""
    heard = one.matters and one.event.state in ALIVE
    if heard or not one.disputed or not one.window.begun_by(day):
        return False
    said = [citation.says for citation in one.event.sources if citation.says]
    alive = [claim for claim in said if (claim.state or one.event.state) in ALIVE]
    kinds = (life.vocabulary.kind(claim.kind or one.event.kind) for claim in alive)
    return any(kind is None or kind.effects for kind in kinds)


def _homeless(one: Occurrence, day: Day) -> bool:
    """Whether an event writes threats or bars of a state that is not known or not told.

    Two withheld states are two states, so nothing shows whether it is where the person is.
    """
    if one.kind is None or not (one.counts(day) or one.possible(day)):
        return False
    written = any(effect.operation in HOSTED for effect in one.kind.effects)
    return written and one.event.country in (None, NOWHERE, WITHHELD)


def _choices(possible: Sequence[Occurrence], life: Life) -> Iterator[frozenset[int]]:
    """Which of the possible events happened: nothing, or what could be together."""
    if len(possible) <= MOST_TOGETHER:
        groups: Iterable[tuple[Occurrence, ...]] = (
            group for size in range(len(possible) + 1) for group in combinations(possible, size)
        )
    else:
        harsh = tuple(one for one in possible if not _relieves(one))
        groups = [(), tuple(possible), harsh, *((one,) for one in possible[:MOST_ALONE])]
    for group in groups:
        chosen = frozenset(one.index for one in group)
        if not _lacks_earlier(group, chosen, possible, life):
            yield chosen


def _relieves(one: Occurrence) -> bool:
    """Whether an event makes a standing less severe, so that the bound leaves it out."""
    return one.kind is not None and any(e.operation in RELIEF for e in one.kind.effects)


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


@dataclass(frozen=True, slots=True)
class Reading:
    """All that an event may do, as it was entered and as sources state it."""

    occurrence: Occurrence
    kinds: tuple[Kind | None, ...]
    hosts: frozenset[str]
    places: frozenset[str]


def _touching(
    possible: Sequence[Occurrence], certain: World, vocabulary: Vocabulary
) -> list[Occurrence]:
    """Leave out what changes only liberty, or only what lies in a state where nobody may be."""
    readings = [_reading(one, vocabulary) for one in possible]
    hosts = frozenset({certain.location}).union(*(one.places for one in readings))
    return [one.occurrence for one in readings if _touches(one, hosts)]


def _reading(one: Occurrence, vocabulary: Vocabulary) -> Reading:
    said = [citation.says for citation in one.event.sources if citation.says is not None]
    told: list[Event | Claims] = [one.event, *said]
    kinds = (one.kind, *(vocabulary.kind(claim.kind) for claim in said if claim.kind))
    fields = {
        name
        for kind in kinds
        for effect in (kind.effects if kind else ())
        if effect.operation == "place"
        for name in str(effect.value).split("|")
    }
    places = {getattr(part, name, None) or "" for part in told for name in fields}
    # A citation that is silent on the state agrees with the entry.
    missing = {""} if not any(getattr(one.event, name, None) for name in fields) else set()
    hosts = frozenset(part.country for part in told if part.country)
    return Reading(one, kinds, hosts, frozenset(places - {""} | (missing if fields else set())))


def _touches(reading: Reading, hosts: frozenset[str]) -> bool:
    """Whether an event may change where the person is, or what holds in one of these states."""
    if None in reading.kinds:
        return True
    operations = {
        effect.operation for kind in reading.kinds if kind for effect in kind.effects
    } - LIBERTY
    if operations & LOSING or (len(hosts) > 1 and "place" in operations):
        return True
    return bool(reading.hosts & hosts) and bool(operations - {"place"})
