"""Every way in which the events of a telling may have come out by a day, as far as one scope goes.

The scope is what is asked about: where the person is, and besides it what holds in one state, or
custody. Events that write nothing there are left out, so that uncertainties that have nothing to
do with each other do not multiply. Of orders only those are told apart that come to something else.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date as Day
from functools import reduce
from operator import or_

from caseledger.domain.case import Event
from caseledger.domain.commuting import clashes
from caseledger.domain.effects import Act, host_of
from caseledger.domain.ending import TooManyError
from caseledger.domain.handovers import EXPOSING
from caseledger.domain.kind import Effect
from caseledger.domain.ordering import Ordering, bits, lowest
from caseledger.domain.states import WITHHELD
from caseledger.domain.tellings import Chances, Telling
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.world import NOWHERE, Shield, World

MOST_STEPS = 8_000
"""So many branches are followed for one day; then the bound of the standing takes over."""

PLACING = frozenset({"place", "forced", "vanish", "die"})
CUSTODY = frozenset({"detain", "release"})
HOSTED = EXPOSING | {"shield", "clear-shield", "doubt-shield", "no-status"}
"""Effects that lie in the state where the event is."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is asked about besides the place: the shields and exposures of a host, or custody."""

    host: str | None = None
    custody: bool = False

    def speaks_of(self, state: str | None) -> frozenset[str]:
        """The effects of an event in a state that write something of the scope."""
        if self.host is not None and state == self.host:
            return PLACING | HOSTED
        return PLACING | CUSTODY if self.custody else PLACING

    def acts(self, state: str | None, effects: Iterable[Effect]) -> tuple[Effect, ...]:
        """Those of the effects of an event in a state that write something of the scope."""
        wanted = self.speaks_of(state)
        return tuple(effect for effect in effects if effect.operation in wanted)


class Effort:
    """How many branches may still be followed for the day that is asked about, and were in all."""

    def __init__(self) -> None:
        """Begin with what one day may cost."""
        self.left = MOST_STEPS
        self.spent = 0

    def renew(self) -> None:
        """Begin with another day."""
        self.left = MOST_STEPS

    def spend(self) -> None:
        """Follow one more branch. Raises `TooManyError`."""
        self.left -= 1
        self.spent += 1
        if self.left < 0:
            raise TooManyError


class Course:
    """The worlds that events lead to, each kept once, with states that are feared all along.

    Worlds are numbered; that before all events is the first. ``known`` are the worlds after each
    cut, ``ends`` those after all that has or may have happened.
    """

    def __init__(
        self, acts: Mapping[int, Act], essence: Callable[[World], object], feared: frozenset[str]
    ) -> None:
        """Begin with a world of which nothing is told."""
        self.worlds: list[World] = []
        self.known: list[tuple[int, ...]] = []
        self.ends: dict[Chances, tuple[int, ...]] = {}
        self._acts, self._essence, self._feared = acts, essence, feared
        self._numbers: dict[object, int] = {}
        self._after: dict[tuple[int, int], int] = {}
        self.number(World())

    def after(self, world: int, place: int) -> int:
        """The world after the event of a place; the same number for worlds that are the same."""
        found = self._after.get((world, place))
        if found is None:
            told = self._acts[place].on(self.worlds[world], self._feared)
            found = self._after[world, place] = self.number(told)
        return found

    def alone(self, world: int, place: int) -> int:
        """The world after the event of a place, where there is no other that it may be like."""
        self.worlds.append(self._acts[place].on(self.worlds[world], self._feared))
        return len(self.worlds) - 1

    def number(self, world: World) -> int:
        """The number of a world, a new one if none is the same."""
        essence = self._essence(world)
        if essence not in self._numbers:
            self._numbers[essence] = len(self.worlds)
            self.worlds.append(world)
        return self._numbers[essence]


class Endings:
    """The ways in which one telling comes out in one scope, on any day.

    What lies behind a day that nothing reaches back over is worked out once.
    """

    def __init__(self, telling: Telling, scope: Scope, words: Vocabulary, effort: Effort) -> None:
        """Choose the events of the scope, and see which of them clash."""
        self._effort = effort
        self._ordering: Ordering = telling.ordering
        self._telling = telling
        self._acts, self._astray = _acts(telling, scope, words)
        self._mine = sum(1 << place for place in self._acts)
        self._clash = clashes(self._ordering, self._acts, scope.host)
        self._essence = essence_of(words)
        self._cuts = self._cut()
        self._courses: dict[frozenset[str], Course] = {}

    def on(self, day: Day, feared: frozenset[str]) -> tuple[World, ...]:
        """Return every different world that may hold at the end of a day. Raises `TooManyError`."""
        chances = self._chances(day)
        course = self._courses.get(feared)
        if course is None:
            course = self._courses[feared] = Course(self._acts, self._essence, feared)
        ends = course.ends.get(chances)
        if ends is None:
            alive = chances.certain | chances.may
            start, worlds = self._start(chances, day, course)
            ends = self._explore(worlds, alive & ~start, chances, course)
            course.ends[chances] = ends
        return tuple(course.worlds[one] for one in ends)

    def _chances(self, day: Day) -> Chances:
        """What may have happened in this scope; an entry that may lie elsewhere only may."""
        found = self._telling.chances(day)
        forced = self._telling.led_to(found)
        certain = (found.certain | forced) & self._mine & ~self._astray
        may = (found.may & ~forced | found.certain & self._astray) & self._mine
        return Chances(certain, may, found.did & may & ~self._astray)

    def _start(self, chances: Chances, day: Day, course: Course) -> tuple[int, tuple[int, ...]]:
        """The events that nothing open reaches back over, and what they came to."""
        settled = self._settled(chances, day)
        # The cuts lie in each other, so that those that are settled stand first.
        count = bisect_left(self._cuts, 1, key=lambda cut: int(bool(cut & ~settled)))
        if not count:
            return 0, (0,)
        alive = chances.certain | chances.may
        while len(course.known) < count:
            begin = self._cuts[len(course.known) - 1] if course.known else 0
            worlds = course.known[-1] if course.known else (0,)
            segment = self._cuts[len(course.known)] & ~begin
            course.known.append(self._explore(worlds, segment & alive, chances, course))
        return self._cuts[count - 1], course.known[count - 1]

    def _settled(self, chances: Chances, day: Day) -> int:
        """Events of which no later day knows more: what is certain, and rumours that have begun."""
        rumours = chances.may & ~chances.did & ~self._telling.handover_places
        return chances.certain | rumours | self._telling.answered(day)

    def _cut(self) -> list[int]:
        """Sets of events that all come before all others of the scope, the smallest first."""
        mine = [place for place in self._ordering.told if self._mine >> place & 1]
        behind, common = [], (1 << len(self._ordering.events)) - 1
        for place in reversed(mine):
            common &= self._ordering.before[place]
            behind.append(common)
        cuts, done = [], 0
        for place, known in zip(mine, [*reversed(behind[:-1]), -1], strict=False):
            done |= 1 << place
            if not done & ~known:
                cuts.append(done)
        return cuts

    def _explore(
        self, starts: Iterable[int], left: int, chances: Chances, course: Course
    ) -> tuple[int, ...]:
        """Follow every order and every choice that comes to something else."""
        begun = list(starts)
        if len(begun) == 1:
            left, world = self._ahead(left, begun[0], chances, course.alone)
            if not left:
                return (world,)
            begun = [course.number(course.worlds[world])]
        ends: dict[int, None] = {}
        seen: set[tuple[int, int]] = set()
        waiting = [(left, world) for world in begun]
        while waiting:
            left, world = self._ahead(*waiting.pop(), chances, course.after)
            if not left:
                ends[world] = None
            elif (left, world) not in seen:
                seen.add((left, world))
                self._effort.spend()
                waiting += self._branches(left, world, chances, course)
        return tuple(ends)

    def _ahead(
        self, left: int, world: int, chances: Chances, after: Callable[[int, int], int]
    ) -> tuple[int, int]:
        """Take all that is certain and in order."""
        while left:
            place = self._ordering.first_free(left)
            if chances.may >> place & 1 or self._clash[place] & left:
                break
            world = after(world, place)
            left ^= 1 << place
        return left, world

    # A handover that nobody reports is supposed only where no word comes after it.

    def _branches(
        self, left: int, world: int, chances: Chances, course: Course
    ) -> Iterable[tuple[int, int]]:
        for place in bits(self._next(left)):
            rest = left ^ 1 << place
            words = self._telling.words.get(place, 0) & rest
            if not words & chances.certain:
                yield rest & ~self._kept_back(words, chances), course.after(world, place)
            if chances.may >> place & 1:
                yield rest & ~self._kept_back(1 << place, chances), world

    def _kept_back(self, places: int, chances: Chances) -> int:
        """What has not happened either where some events have not: those, and what they precede.

        A rumour precedes what it precedes only if it is true.
        """
        behind = (self._ordering.behind[place] for place in bits(places & chances.did))
        return reduce(or_, behind, places)

    def _next(self, left: int) -> int:
        """Enough of the events that may come next, to reach every ending: a stubborn set.

        With an event stand those that it clashes with and that may come before it; in place of one
        that cannot come yet, something that has to come before that one.
        """
        chosen = 1 << self._ordering.first_free(left)
        waiting = chosen
        while waiting:
            place = lowest(waiting)
            waiting ^= 1 << place
            for rival in bits(self._clash[place] & left):
                earlier = self._ordering.before[rival] & left
                free = 1 << (self._ordering.first_free(earlier) if earlier else rival)
                waiting |= free & ~chosen
                chosen |= free
        return chosen


def _acts(telling: Telling, scope: Scope, words: Vocabulary) -> tuple[dict[int, Act], int]:
    """The events at work in a scope by place, and which of them may as well lie elsewhere.

    What is written in a state that is not known may be written where the person is.
    """
    acts: dict[int, Act] = {}
    astray = 0
    for place, (one, effects) in enumerate(zip(telling.events, telling.effects, strict=True)):
        if one.kind is None or not effects:
            continue
        event = one.event
        if scope.host and may_lie_anywhere(event, effects) and host_of(event) != scope.host:
            event = replace(event, country=scope.host)
        hangs = (one.kind.track, event.country) in telling.hanging
        wanted = scope.speaks_of(host_of(event)) | (EXPOSING if hangs else frozenset())
        mine = tuple(effect for effect in effects if effect.operation in wanted)
        if mine:
            astray |= (event is not one.event) << place
            supposed = bool(telling.handover_places >> place & 1)
            acts[place] = Act(event, one.kind, one.window, words, mine, supposed)
    return acts, astray


def may_lie_anywhere(event: Event, effects: Iterable[Effect]) -> bool:
    """Whether it may be where the person is: in a state that is not known, or not told.

    Not if it puts the person there itself.
    """
    hidden = event.country in (None, NOWHERE, WITHHELD)
    return hidden and not any(effect.operation in PLACING for effect in effects)


def essence_of(words: Vocabulary) -> Callable[[World], object]:
    """Return what tells one world from another: all that effects and the decision read."""
    aging = {code for code, one in words.shields.items() if one.usual_term or one.idle_after}

    def shield(one: Shield) -> object:
        written = one.written if one.kind in aging else None
        return (one.key, one.doubted, one.moved, one.until, one.against, written)

    def essence(world: World) -> object:
        statuses = tuple(one.kind for one in world.shields.values() if words.is_status(one.kind))
        return (
            world.location,
            world.forced,
            world.vanished,
            world.dead,
            world.liberty,
            frozenset((one.key, one.level) for one in world.exposures.values()),
            frozenset(shield(one) for one in world.shields.values()),
            statuses,
            frozenset(world.no_status),
        )

    return essence
