"""The bound of a standing where the combinations are too many to look at: never milder than all.

For each possible place every possible exposure and only certain shields and covers. Nothing is
sampled; what is not plainly certain counts as not certain.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date as Day
from itertools import product

from caseledger.domain.effects import ABDUCTED, WHEREABOUTS_UNKNOWN, Act, applying
from caseledger.domain.ending import Ending, ending_of, sure_shields
from caseledger.domain.endings import HOSTED, may_lie_anywhere
from caseledger.domain.enforceability import worlds_on
from caseledger.domain.handovers import announced
from caseledger.domain.kind import OUTCOME_ELSE, Effect, Kind
from caseledger.domain.life import Life
from caseledger.domain.occurrences import Occurrence, occurrence
from caseledger.domain.tellings import ALIVE, concerns_all
from caseledger.domain.windows import Window, window_of
from caseledger.domain.world import NOWHERE, SCOPED, Exposure, Shield, World


@dataclass(frozen=True, slots=True)
class Witness:
    """One account of an event that has happened by the day, ``certain`` or possibly."""

    act: Act
    certain: bool

    @property
    def window(self) -> Window:
        """When it happened."""
        return self.act.window

    @property
    def is_anywhere(self) -> bool:
        """Whether it may lie where the person is, though no entry says so."""
        return may_lie_anywhere(self.act.event, self.act.effects)

    def does(self, *operations: str) -> bool:
        """Whether it has one of these effects."""
        return any(effect.operation in operations for effect in self.act.effects)


def bounded(life: Life, day: Day) -> tuple[Ending, ...]:
    """Return end states of which the gravest is at least as grave as the gravest there is."""
    seen = tuple(_witnesses(life, day))
    bare = (world for place in _places(seen) for world in _worlds(seen, place, life))
    worlds = [world for one in bare for world in worlds_on(life, one, day)]
    found: dict[object, Ending] = {}
    for feared, world in product(_feared(life, day), worlds):
        sure = sure_shields(world, life.recorded, life.vocabulary, day)
        one = ending_of(world, feared, sure, life.vocabulary, day, bound=True)
        found.setdefault(one.distinct, one)
    return tuple(found.values())


def _feared(life: Life, day: Day) -> set[frozenset[str]]:
    """What is feared by each account of who asked for an extradition, and by all of them."""
    found = {life.feared_in(telling, day) for telling in life.every_account()}
    return found | {frozenset().union(*found)}


def _witnesses(life: Life, day: Day) -> Iterator[Witness]:
    """Every account of every event that may have happened, handovers without word among them.

    An open beginning stays open: what it is cut at may itself be told otherwise.
    """
    words, sources = life.vocabulary, life.sources
    for index in range(len(life.occurrences)):
        accounts = life.accounts(index)
        for event in accounts:
            one = announced(occurrence(event, index, sources, words), sources, words)
            if one.kind and one.event.state in ALIVE and one.window.begun_by(day):
                alone = len(accounts) == 1 and concerns_all(event, life.person.count)
                sure = alone and one.happened and one.window.ended_by(day)
                yield _witness(one, one.kind, life, certain=sure)
    for telling in life.every_account():
        for handover in telling.handovers:
            one = handover.occurrence
            told = handover.told_by(day) and not life.disputed
            if one.kind and window_of(one.event.date).begun_by(day) and not told:
                yield _witness(one, one.kind, life, certain=False)


def _witness(one: Occurrence, kind: Kind, life: Life, *, certain: bool) -> Witness:
    act = Act(one.event, kind, one.window, life.vocabulary, applying(kind, one.event))
    return Witness(act, certain)


def _later(one: Witness, seen: Sequence[Witness]) -> list[Witness]:
    """What is not plainly earlier."""
    return [w for w in seen if w is not one and not w.window.precedes(one.window)]


def _certainly_later(one: Witness, seen: Sequence[Witness]) -> list[Witness]:
    return [w for w in seen if w.certain and one.window.precedes(w.window)]


def _places(seen: Sequence[Witness]) -> Iterator[World]:
    """Where the person may be, with nothing yet that holds there."""
    moves = [w for w in seen if w.does("place")]
    # Silence does not lift `returned`, so it ends no earlier place for certain.
    ending = [w for w in moves if w.act.kind.code != WHEREABOUTS_UNKNOWN]
    places = [] if any(w.certain for w in ending) else [World()]
    for move in moves:
        if not _certainly_later(move, ending):
            places += _moved(move, moves)
    gone = [w for w in seen if w.does("vanish") or _into_nowhere(w)]
    dead = [w for w in seen if w.does("die")]
    for place in places:
        if not any(w.certain for w in dead):
            yield place
        if gone:
            yield place._replace(vanished=True)
        if dead:
            yield place._replace(dead=True)


def _moved(move: Witness, moves: Sequence[Witness]) -> Iterator[World]:
    """What one move leads to, whether or not what came before it was forced."""
    state = _destination(move)
    if state == NOWHERE:
        yield World()
        return
    forced = move.does("forced")
    yield World(location=state, forced=forced)
    if not forced and any(w.does("forced") for w in moves):
        yield World(location=state, forced=True)


def _into_nowhere(move: Witness) -> bool:
    """Whether it is an abduction to where nobody knows."""
    return move.act.kind.code == ABDUCTED and _destination(move) == NOWHERE


def _destination(move: Witness) -> str:
    effect = next(e for e in move.act.effects if e.operation == "place")
    return move.act.state_named_by(str(effect.value))


def _worlds(seen: Sequence[Witness], place: World, life: Life) -> Iterator[World]:
    """With every possible exposure, and with none but the certain ones; only certain shields."""
    here = [
        w
        for w in seen
        if w.act.host == place.location or may_lie_anywhere(w.act.event, w.act.effects)
    ]
    shields = {s.key: s for s in _certain_shields(here, seen, place.location, life)}
    certain = [w for w in here if w.certain and w.act.host == place.location]
    recorded = [w.act.event.id for w in certain if _records_none(w, here)]
    no_status = {place.location: recorded[-1]} if recorded else {}
    for witnesses in (here, [w for w in certain if not _may_end(w, here)]):
        exposures = _exposures(witnesses, here, place.location, life)
        yield place._replace(exposures=exposures, shields=shields, no_status=no_status)


def _exposures(
    witnesses: Sequence[Witness], here: Sequence[Witness], host: str, life: Life
) -> dict[tuple[str, str, str], Exposure]:
    levels = life.vocabulary.levels
    found: dict[tuple[str, str, str], Exposure] = {}
    for one in witnesses:
        for effect in one.act.effects:
            if effect.operation not in ("expose", "set-level") or _ended(one, here):
                continue
            key = (one.act.kind.track, host, one.act.named or NOWHERE)
            old = found.get(key)
            level = max((str(effect.value), old.level if old else levels[0]), key=levels.index)
            events = (*(old.events if old else ()), one.act.event.id)
            found[key] = Exposure(*key, level, events)
    return found


def _ended(one: Witness, here: Sequence[Witness]) -> bool:
    """Whether the exposure that it opens has certainly been cleared since, by name."""
    return any(
        w.does("clear-exposure")
        and w.act.kind.track == one.act.kind.track
        and w.act.host == one.act.host
        and w.act.named == one.act.named != ""
        for w in _certainly_later(one, here)
    )


def _may_end(one: Witness, here: Sequence[Witness]) -> bool:
    """Whether anything may have cleared what it opened."""
    return any(
        w.does("clear-exposure") and w.act.kind.track == one.act.kind.track
        for w in _later(one, here)
    )


def _records_none(one: Witness, here: Sequence[Witness]) -> bool:
    """Whether it records that there is no status, and nothing may have given one since."""
    return one.does("no-status") and not any(w.does("shield") for w in _later(one, here))


def _certain_shields(
    here: Sequence[Witness], seen: Sequence[Witness], host: str, life: Life
) -> Iterator[Shield]:
    for one in here:
        if one.certain and one.act.host == host and one.does("shield"):
            alone = replace(one.act, effects=_hosted(one.act))
            for shield in alone.on(World(), ()).shields.values():
                lasting = life.vocabulary.is_status(shield.kind)
                if not _may_touch(shield, one, here) and (lasting or _stays(one, seen, host)):
                    yield shield


def _hosted(act: Act) -> tuple[Effect, ...]:
    return tuple(effect for effect in act.effects if effect.operation in HOSTED)


def _may_touch(shield: Shield, one: Witness, here: Sequence[Witness]) -> bool:
    """Whether anything that may be later writes, clears or doubts the shield."""
    return any(_touches(shield, w) for w in _later(one, here))


def _touches(shield: Shield, other: Witness) -> bool:
    for effect in other.act.effects:
        if effect.operation == "clear-exposure" and shield.kind in SCOPED:
            return True
        if effect.operation in ("shield", "clear-shield", "doubt-shield"):
            named = effect.value if isinstance(effect.value, tuple) else (effect.value,)
            if shield.kind in named or any(OUTCOME_ELSE.fullmatch(name) for name in named):
                return True
    return False


def _stays(one: Witness, seen: Sequence[Witness], host: str) -> bool:
    """Whether the person was certainly not in another state since."""
    return not any(
        w.act.state_named_by(str(effect.value)) != host
        for w in _later(one, seen)
        for effect in w.act.effects
        if effect.operation == "place"
    )
