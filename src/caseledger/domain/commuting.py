"""Which events come to something else the other way round, when nothing tells their order.

Every event writes into some cells of the world: the place, custody, one shield, the exposures of a
track. Two events commute unless they do different things to one cell. What is said here is only a
help: events that are said to clash may come to the same, but never the other way round.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from caseledger.domain.effects import ABDUCTED, Act
from caseledger.domain.kind import OUTCOME_ELSE, STATUS_HELD, Effect
from caseledger.domain.ordering import Ordering, bits
from caseledger.domain.world import NOWHERE, SCOPED

Cell = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Touch:
    """What an event does to one cell; two touches that are equal commute."""

    cell: Cell
    deed: object


def clashes(ordering: Ordering, acts: Mapping[int, Act], host: str | None) -> dict[int, int]:
    """Return for each place the set of those that it clashes with and that nothing orders.

    ``host`` is the state whose shields and exposures are looked at, if any.
    """
    mine = sum(1 << place for place in acts)
    loose = {place: ordering.unordered(place) & mine for place in acts}
    deeds: dict[Cell, dict[object, int]] = {}
    for place, act in acts.items():
        for touch in touches(act, host) if loose[place] else ():
            cell = deeds.setdefault(touch.cell, {})
            cell[touch.deed] = cell.get(touch.deed, 0) | 1 << place
    found = dict.fromkeys(acts, 0)
    for cell in deeds.values():
        for places, others in _rivals(cell):
            for place in bits(places):
                found[place] |= others & loose[place]
    return found


def _rivals(cell: Mapping[object, int]) -> Iterator[tuple[int, int]]:
    """The places that do the same to a cell, and those that do something else."""
    everyone = 0
    for places in cell.values():
        everyone |= places
    for places in cell.values() if len(cell) > 1 else ():
        yield places, everyone & ~places


def touches(act: Act, host: str | None) -> Iterator[Touch]:
    """Say what an event does, cell by cell."""
    for effect in act.effects:
        yield from _TOUCHES[effect.operation](act, effect, host)


def _place(act: Act, effect: Effect, host: str | None) -> Iterator[Touch]:
    state = act.state_named_by(str(effect.value))
    forced = any(e.operation == "forced" for e in act.effects)
    known = state != NOWHERE
    to = state if known else act.kind.code
    held = act.window if act.kind.code == ABDUCTED else None
    yield Touch(("place",), (to, forced, _by_itself(act)))
    yield Touch(("custody",), (to, held, _by_itself(act)))
    if known and state != host:
        yield Touch(("left",), "left")


def _vanish(_act: Act, _effect: Effect, _host: str | None) -> Iterator[Touch]:
    yield Touch(("place",), "vanish")
    yield Touch(("custody",), "vanish")


def _nothing(_act: Act, _effect: Effect, _host: str | None) -> Iterator[Touch]:
    yield from ()


def _expose(act: Act, effect: Effect, _host: str | None) -> Iterator[Touch]:
    # The highest level stays, whichever came first.
    level = effect.value if effect.operation == "set-level" else ""
    yield Touch(("exposures", act.host, act.kind.track), (effect.operation, level))


def _clear_exposure(act: Act, _effect: Effect, _host: str | None) -> Iterator[Touch]:
    yield Touch(("exposures", act.host, act.kind.track), ("cleared", act.named, _by_itself(act)))
    yield Touch(("procedure", act.host, act.kind.track), "ended")


def _shield(act: Act, effect: Effect, _host: str | None) -> Iterator[Touch]:
    words, held = act.vocabulary, OUTCOME_ELSE.fullmatch(str(effect.value))
    if held and held[1] == STATUS_HELD and not act.event.outcome:
        for kind, shield in words.shields.items():
            if shield.status:
                yield Touch(("shield", kind, None, ""), ("extended", act.event.id))
        yield Touch(("statuses",), ("extended", act.event.id))
        return
    kind = str(effect.value)
    if held:
        said = act.event.outcome
        kind = (act.kind.outcome(said) or said) if said else held[1]
    yield from _written(act, kind)


def _written(act: Act, kind: str) -> Iterator[Touch]:
    shield = act.vocabulary.shields.get(kind)
    aging = shield is not None and (shield.usual_term or shield.idle_after)
    said = (act.event.until, act.event.against, act.event.suspensive)
    # The day of the entry matters only to what grows old by itself.
    yield Touch(_cell(act, kind), (said, act.window if aging else None, act.kind.code))
    yield from _of_procedure(act, kind)
    if act.vocabulary.is_status(kind):
        yield Touch(("no-status",), "status")
        yield Touch(("statuses",), kind)
    else:
        yield Touch(("left",), "written")


def _of_procedure(act: Act, kind: str) -> Iterator[Touch]:
    """An appeal or suspension ends with the exposure of its procedure."""
    if kind in SCOPED and act.scope(kind):
        yield Touch(("procedure", act.host, act.kind.track), "shielded")


def _clear_shield(act: Act, effect: Effect, _host: str | None) -> Iterator[Touch]:
    for kind in _kinds(effect):
        yield Touch(_cell(act, kind), "cleared")
        yield from _of_procedure(act, kind)


def _doubt_shield(act: Act, effect: Effect, _host: str | None) -> Iterator[Touch]:
    for kind in _kinds(effect):
        law = act.lasts_for_law(act.vocabulary.law.ends, act.host, act.kind.code, kind)
        yield Touch(_cell(act, kind), ("doubted", law.answer))


def _no_status(_act: Act, _effect: Effect, _host: str | None) -> Iterator[Touch]:
    yield Touch(("no-status",), "none")


def _detain(act: Act, effect: Effect, _host: str | None) -> Iterator[Touch]:
    said = (act.event.grounds, act.event.until, act.window, act.host)
    yield Touch(("custody",), (effect.value, *said))


def _release(act: Act, _effect: Effect, _host: str | None) -> Iterator[Touch]:
    yield Touch(("custody",), ("free", act.host, act.window))


def _by_itself(act: Act) -> str:
    """What no other event does: a handover that nobody reports hangs on what came before it."""
    return act.event.id if act.supposed else ""


def _kinds(effect: Effect) -> tuple[str, ...]:
    return (effect.value,) if isinstance(effect.value, str) else effect.value


def _cell(act: Act, kind: str) -> Cell:
    return ("shield", kind, act.scope(kind), act.body(kind))


_TOUCHES = {
    "place": _place,
    "forced": _nothing,
    "expose": _expose,
    "set-level": _expose,
    "clear-exposure": _clear_exposure,
    "shield": _shield,
    "clear-shield": _clear_shield,
    "doubt-shield": _doubt_shield,
    "no-status": _no_status,
    "detain": _detain,
    "release": _release,
    "vanish": _vanish,
    "die": _nothing,
}
