"""Whether the order of two events, where nothing tells it, would change where a person stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Day

from caseledger.domain.kind import OUTCOME_ELSE, Effect
from caseledger.domain.life import Life, Step
from caseledger.domain.occurrences import Occurrence
from caseledger.domain.world import SCOPED, Setting, World, after

EXPOSING = frozenset({"expose", "set-level", "clear-exposure"})
SHIELDING = frozenset({"shield", "clear-shield", "doubt-shield"})

STATUS = "a status"
"""Stands for every status: an extension and a record of none speak of whichever is held."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What an event writes: where it puts the person, what in its host, and all that it reads."""

    place: tuple[str | None, str] | None
    host: str | None
    keys: frozenset[tuple[str, str]]
    reads: tuple[object, ...]

    def may_clash(self, other: "Mark") -> bool:
        """Whether two events may write different things into the same place."""
        if self.reads == other.reads:
            return False
        if self.place and other.place and self.place != other.place:
            return True
        if self.host == other.host and self.keys & other.keys:
            return True
        return self.leaves(other) or other.leaves(self)

    def leaves(self, other: "Mark") -> bool:
        """Whether it places the person elsewhere, which puts what was written there in doubt."""
        return self.place is not None and bool(other.keys) and self.place[0] != other.host


def order_matters(life: Life, steps: Sequence[Step], day: Day) -> bool:
    """Whether two events that nothing orders would come to something else the other way round."""
    setting = life.setting(day)
    taken = [step.occurrence for step in steps]
    for earlier, later in _open_pairs(taken, life):
        base = steps[earlier - 1].world if earlier else World()
        if _conflict(base, taken[earlier], taken[later], setting):
            return True
    return False


def _open_pairs(taken: Sequence[Occurrence], life: Life) -> Iterator[tuple[int, int]]:
    """Pairs of places of events that nothing orders and that may write the same thing."""
    places = {one.index: place for place, one in enumerate(taken)}
    marks = [_mark(one, life) for one in taken]
    for later, one in enumerate(taken):
        for index in life.ordering.open_before(one):
            earlier = places.get(index, later)
            if earlier < later and marks[earlier].may_clash(marks[later]):
                yield earlier, later


def _mark(one: Occurrence, life: Life) -> Mark:
    event, effects = one.event, one.kind.effects if one.kind else ()
    said = (event.kind, event.country, event.by, event.from_, event.to, event.body, event.outcome)
    terms = (event.until, event.final, event.suspensive, event.against)
    track = one.kind.track if one.kind else ""
    keys = frozenset(key for effect in effects for key in _keys(effect, track, life))
    return Mark(_placed(one, effects), event.country, keys, (*said, *terms))


def _placed(one: Occurrence, effects: Sequence[Effect]) -> tuple[str | None, str] | None:
    """The state that an event puts the person in; with its kind unless that is all it says."""
    for effect in effects:
        if effect.operation == "place" and effect.value == "country":
            return (one.event.country, "")
        if effect.operation in ("place", "vanish"):
            return (one.event.to or one.event.by, one.event.kind)
    return None


def _keys(effect: Effect, track: str, life: Life) -> Iterator[tuple[str, str]]:
    """What an effect writes in its host: exposures of its track, shields, a lack of status."""
    if effect.operation in EXPOSING:
        yield ("exposure", track)
    if effect.operation == "clear-exposure":
        yield from (("shield", kind) for kind in SCOPED)
    if effect.operation == "no-status":
        yield ("shield", STATUS)
    if effect.operation in SHIELDING:
        kinds = (effect.value,) if isinstance(effect.value, str) else effect.value
        for kind in kinds:
            status = OUTCOME_ELSE.fullmatch(kind) or life.vocabulary.is_status(kind)
            yield ("shield", STATUS if status else kind)


def _conflict(base: World, one: Occurrence, two: Occurrence, setting: Setting) -> bool:
    if one.kind is None or two.kind is None:
        return False
    first = after(base, one.event, one.kind, one.window, setting)
    second = after(base, two.event, two.kind, two.window, setting)
    forth = after(first, two.event, two.kind, two.window, setting)
    back = after(second, one.event, one.kind, one.window, setting)
    return _essence(forth) != _essence(back)


def _essence(world: World) -> tuple[object, ...]:
    """What of a world a standing reads."""
    exposures = frozenset((e.key, e.level) for e in world.exposures.values())
    shields = frozenset((s.key, s.doubted, s.moved, s.until) for s in world.shields.values())
    place = (world.location, world.forced, world.vanished, world.dead)
    return (place, exposures, shields, frozenset(world.no_status))
