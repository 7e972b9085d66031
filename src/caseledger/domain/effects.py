"""What an event does to the world: its effects, a small closed set, each implemented here once.

They are named in the catalogue, so that a new kind of event needs no code.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from caseledger.domain.case import Event
from caseledger.domain.kind import BY_GROUNDS, OUTCOME_ELSE, STATUS_HELD, Effect, Kind
from caseledger.domain.law import SILENT, Ruling
from caseledger.domain.states import apart, is_withheld
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.windows import Window, window_of
from caseledger.domain.world import (
    EXTRADITION,
    NOWHERE,
    OF_A_BODY,
    PROTECTION,
    SCOPED,
    Exposure,
    Liberty,
    Shield,
    World,
)

ABDUCTED = "movement.abducted"
WHEREABOUTS_UNKNOWN = "movement.whereabouts-unknown"


@dataclass(frozen=True, slots=True)
class Act:
    """One event at work on the world: the effects of its kind, or those of them that are asked."""

    event: Event
    kind: Kind
    window: Window
    vocabulary: Vocabulary
    effects: tuple[Effect, ...]
    supposed: bool = False
    """A handover that nobody reports; only who is there still and due for it can be handed over."""

    def on(self, world: World, feared: Collection[str]) -> World:
        """Return the world after it: the effects act in the order in which they are written."""
        if self.supposed and not self._is_due(world):
            return world
        for effect in self.effects:
            world = _OPERATIONS[effect.operation](self, world, effect, feared)
        return world

    def _is_due(self, world: World) -> bool:
        exposure = world.exposures.get((self.kind.track, self.host, self.named or NOWHERE))
        here = world.location in ("", NOWHERE, self.host)
        return here and exposure is not None and exposure.level == self.vocabulary.levels[-1]

    @property
    def host(self) -> str:
        """The state in which it writes exposures and shields."""
        return host_of(self.event)

    @property
    def named(self) -> str:
        """The other state that the event names, or nothing."""
        by = self.event.by if self.kind.track == EXTRADITION else None
        return apart(by or self.event.to or "", f"{self.event.id}.to")

    def scope(self, shield: str) -> tuple[str, str] | None:
        """What an appeal or suspension written by this event belongs to; None for all."""
        if shield in SCOPED and self.kind.track != PROTECTION:
            return (self.kind.track, self.named)
        return None

    def body(self, shield: str) -> str:
        """Whose measure or judgment it is."""
        return (self.event.body or "") if shield in OF_A_BODY else ""

    @property
    def until(self) -> Window | None:
        """The last day of what it writes."""
        return window_of(self.event.until) if self.event.until else None

    def state_named_by(self, fields: str) -> str:
        """The state that the first of some fields names (``to|by``); a known one is preferred."""
        if fields == NOWHERE:
            return NOWHERE
        if fields == "country":
            return self.host
        found = [s for name in fields.split("|") if (s := getattr(self.event, name))]
        told = next((s for s in found if not is_withheld(s)), found[0] if found else NOWHERE)
        return apart(told, f"{self.event.id}.to")

    def lasts_for_law(self, ask: Callable[..., Ruling], *about: str) -> Ruling:
        """Ask the law on every day on which the event may have been: unknown if it changed."""
        first, last = self.window.earliest, self.window.latest
        if first is None or last is None:
            return SILENT
        found = ask(*about, first)
        return found if first == last or ask(*about, last) == found else SILENT


def host_of(event: Event) -> str:
    """The state in which an event lies; a withheld one is told from all others."""
    return apart(event.country or NOWHERE, event.id)


def applying(kind: Kind, event: Event) -> tuple[Effect, ...]:
    """Return the effects of a kind that an event has: those on no condition, or on one it meets."""
    return tuple(effect for effect in kind.effects if _applies(effect, event, kind))


def _applies(effect: Effect, event: Event, kind: Kind) -> bool:
    if effect.condition is None:
        return True
    name, value = effect.condition
    given = getattr(event, name)
    return bool(given) and (kind.outcome(given) if name == "outcome" else given) == value


def after(
    world: World,
    event: Event,
    kind: Kind,
    window: Window,
    vocabulary: Vocabulary,
    feared: Collection[str] = (),
) -> World:
    """Return the world after an event with all its effects."""
    return Act(event, kind, window, vocabulary, applying(kind, event)).on(world, feared)


# The effects: each returns the world after it.


def _place(act: Act, world: World, effect: Effect, feared: Collection[str]) -> World:
    state = act.state_named_by(str(effect.value))
    if state == NOWHERE:
        gone = act.kind.code == ABDUCTED
        return _vanish(act, world, effect, feared) if gone else _lost(act, world, feared)
    forced = any(e.operation == "forced" for e in act.effects)
    arrival = forced or state != world.location
    moved = world._replace(
        location=state,
        forced=forced if arrival else world.forced,
        placed_by=act.event.id if arrival else world.placed_by,
        vanished=False,
    )
    return _left_behind(moved, state, act.vocabulary)


def _lost(act: Act, world: World, feared: Collection[str]) -> World:
    """Clear the location; who was returned is not thought to be elsewhere for silence alone."""
    silence = act.kind.code == WHEREABOUTS_UNKNOWN
    if silence and world.forced and world.location in feared:
        return world
    return world._replace(
        location="",
        forced=False,
        placed_by=act.event.id,
        liberty=Liberty(),
    )


def _left_behind(world: World, state: str, vocabulary: Vocabulary) -> World:
    """Put temporary shields of other states in doubt and custody elsewhere out of sight."""
    shields = world.shields
    if any(one.host != state for one in shields.values()):
        shields = {
            key: one._replace(moved=True)
            if one.host != state and not vocabulary.is_status(one.kind)
            else one
            for key, one in shields.items()
        }
    elsewhere = world.liberty.place != state
    return world._replace(shields=shields, liberty=Liberty() if elsewhere else world.liberty)


def _forced(act: Act, world: World, _effect: Effect, _feared: Collection[str]) -> World:
    """Mark the arrival; `_place` reads it. An abduction is also unlawful custody."""
    if act.kind.code == ABDUCTED:
        place = act.event.to or ""
        held = Liberty("held-unlawfully", place, "abduction", act.window, None, act.event.id)
        return world._replace(liberty=held)
    return world


def _expose(act: Act, world: World, effect: Effect, _feared: Collection[str]) -> World:
    return _exposed(act, world, str(effect.value), lower=False)


def _set_level(act: Act, world: World, effect: Effect, _feared: Collection[str]) -> World:
    return _exposed(act, world, str(effect.value), lower=True)


def _exposed(act: Act, world: World, level: str, *, lower: bool) -> World:
    key = (act.kind.track, act.host, act.named or NOWHERE)
    old = world.exposures.get(key)
    levels = act.vocabulary.levels
    if old and not lower and levels.index(old.level) > levels.index(level):
        level = old.level
    events = (*(old.events if old else ()), act.event.id)
    return world._replace(exposures={**world.exposures, key: Exposure(*key, level, events)})


def _clear_exposure(act: Act, world: World, _effect: Effect, _feared: Collection[str]) -> World:
    named, track, host = act.named, act.kind.track, act.host
    mine = [e for e in world.exposures.values() if (e.track, e.host) == (track, host)]
    gone = {e.other for e in mine if e.other == named}
    if not gone and len(mine) == 1 and (not named or mine[0].other == NOWHERE):
        gone = {mine[0].other}
    keys = {(track, host, other) for other in gone}
    left = {key: one for key, one in world.exposures.items() if key not in keys}
    ended = gone | ({named} if named else set())
    # What was lodged without naming a state holds off whatever is open, and ends with the last.
    ended |= {""} if len(gone) == len(mine) else set()
    scopes = {(track, other) for other in ended}
    shields = {
        key: one
        for key, one in world.shields.items()
        if one.host != host or one.scope not in scopes
    }
    return world._replace(exposures=left, shields=shields)


def _shield(act: Act, world: World, effect: Effect, _feared: Collection[str]) -> World:
    name = _shield_named(act, world, str(effect.value))
    suspends = _suspends(act) if name == "appeal" else None
    if not name:
        return world
    if suspends and suspends.answer == "no":
        return _by_law(act, world, suspends)
    shield = Shield(
        kind=name,
        host=act.host,
        scope=act.scope(name),
        body=act.body(name),
        against=act.event.against,
        until=act.until,
        written=act.window,
        event=act.event.id,
        doubted=suspends is not None and suspends.answer != "yes",
        rulings=(suspends,) if suspends and act.event.suspensive in (None, "unknown") else (),
    )
    # What is written anew stands last: an extension means the status that was written last.
    shields = {key: one for key, one in world.shields.items() if key != shield.key}
    shields[shield.key] = shield
    no_status = world.no_status
    if act.vocabulary.is_status(name):
        no_status = {host: event for host, event in no_status.items() if host != act.host}
    return world._replace(shields=shields, no_status=no_status)


def _by_law(act: Act, world: World, ruling: Ruling) -> World:
    """Remember the law by which a shield is not there; what the entry says itself is none."""
    if not ruling.provisions:
        return world
    return world._replace(rulings=(*world.rulings, (act.host, ruling)))


def _suspends(act: Act) -> Ruling:
    """Whether an appeal suspends: what the entry says, else what the law says."""
    said = act.event.suspensive
    if said in ("yes", "no"):
        return Ruling(said, "none", ())
    return act.lasts_for_law(act.vocabulary.law.suspends, act.host, act.kind.code)


def _shield_named(act: Act, world: World, value: str) -> str:
    written = OUTCOME_ELSE.fullmatch(value)
    if written is None:
        return value
    if act.event.outcome:
        return act.kind.outcome(act.event.outcome) or act.event.outcome
    if written[1] != STATUS_HELD:
        return written[1]
    held = [
        s.kind
        for s in world.shields.values()
        if s.host == act.host and act.vocabulary.is_status(s.kind)
    ]
    return held[-1] if held else ""


def _clear_shield(act: Act, world: World, effect: Effect, _feared: Collection[str]) -> World:
    left = {key: one for key, one in world.shields.items() if not _meant(act, one, effect)}
    return world._replace(shields=left)


def _doubt_shield(act: Act, world: World, effect: Effect, _feared: Collection[str]) -> World:
    """Put a shield in doubt, unless the law says whether such an event ends it."""
    shields = {}
    for key, one in world.shields.items():
        if not _meant(act, one, effect):
            shields[key] = one
            continue
        law = act.lasts_for_law(act.vocabulary.law.ends, act.host, act.kind.code, one.kind)
        if law.answer == "yes":
            world = _by_law(act, world, law)
        else:
            doubted = one.doubted or law.answer == "unknown"
            shields[key] = one._replace(doubted=doubted, rulings=(*one.rulings, law))
    return world._replace(shields=shields)


def _meant(act: Act, shield: Shield, effect: Effect) -> bool:
    """Whether a clearing or doubting effect speaks of this shield: host, scope and body."""
    if shield.kind not in effect.value or shield.host != act.host:
        return False
    return shield.scope == act.scope(shield.kind) and shield.body == act.body(shield.kind)


def _no_status(act: Act, world: World, _effect: Effect, _feared: Collection[str]) -> World:
    return world._replace(no_status={**world.no_status, act.host: act.event.id})


def _detain(act: Act, world: World, effect: Effect, _feared: Collection[str]) -> World:
    value = str(effect.value)
    ground = (act.event.grounds or ("",))[0]
    why = (act.kind.ground(ground) or ground) if value == BY_GROUNDS else value
    same = world.liberty.state == "detained" and world.liberty.place == act.host
    since = world.liberty.since if same else act.window
    event = world.liberty.event if same else act.event.id
    kind = why or (world.liberty.kind if same else "")
    return world._replace(liberty=Liberty("detained", act.host, kind, since, act.until, event))


def _release(act: Act, world: World, _effect: Effect, _feared: Collection[str]) -> World:
    free = Liberty("free", act.host, "", act.window, None, act.event.id)
    return world._replace(liberty=free)


def _vanish(act: Act, world: World, _effect: Effect, _feared: Collection[str]) -> World:
    # The last known place stays; whether they are free or held is not known.
    return world._replace(vanished=True, gone_by=act.event.id, liberty=Liberty())


def _die(act: Act, world: World, _effect: Effect, _feared: Collection[str]) -> World:
    return world._replace(dead=True, gone_by=act.event.id)


_OPERATIONS: Mapping[str, Callable[[Act, World, Effect, Collection[str]], World]] = {
    "place": _place,
    "forced": _forced,
    "expose": _expose,
    "set-level": _set_level,
    "clear-exposure": _clear_exposure,
    "shield": _shield,
    "clear-shield": _clear_shield,
    "doubt-shield": _doubt_shield,
    "no-status": _no_status,
    "detain": _detain,
    "release": _release,
    "vanish": _vanish,
    "die": _die,
}
"""The closed set of effects."""
