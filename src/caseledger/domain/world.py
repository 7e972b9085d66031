"""What the entries come to so far: where a person is, what threatens them, what holds it off.

A `World` is folded from events, one effect after the other. The effects are a small closed set,
named in the catalogue and implemented here once; a new kind of event needs no code.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from caseledger.domain.case import Event
from caseledger.domain.kind import BY_GROUNDS, OUTCOME_ELSE, STATUS_HELD, Effect, Kind
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.windows import Window, window_of

NOWHERE = "unknown"
"""The state code of a place that is not known."""

PROTECTION = "protection"
EXTRADITION = "extradition"
ABDUCTED = "movement.abducted"
WHEREABOUTS_UNKNOWN = "movement.whereabouts-unknown"
SCOPED = frozenset({"appeal", "suspension"})
"""Shields that, outside protection, hold off only the exposure of their own procedure."""


ShieldKey = tuple[str, str, tuple[str, str] | None, str]
"""Kind, host, scope and body."""


@dataclass(frozen=True, slots=True)
class Exposure:
    """A live threat of being handed over, expelled or transferred, in a host state."""

    track: str
    host: str
    other: str
    level: str
    events: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it the same exposure: track, host and other state."""
        return (self.track, self.host, self.other)


@dataclass(frozen=True, slots=True)
class Shield:
    """A bar against exposures in a host state.

    ``scope`` is empty for a shield against everything, else the track and the other state
    (empty for any) that it belongs to. ``doubted`` is set by an event that puts it in question;
    ``until`` is the window of the last day, ``written`` that of the entry.
    """

    kind: str
    host: str
    scope: tuple[str, str] | None
    body: str
    against: tuple[str, ...]
    until: Window | None
    written: Window
    event: str
    doubted: bool = False
    moved: bool = False

    @property
    def key(self) -> ShieldKey:
        """What makes it the same shield."""
        return (self.kind, self.host, self.scope, self.body)


@dataclass(frozen=True, slots=True)
class Liberty:
    """Free, detained, or not known; never inferred from silence."""

    state: str = NOWHERE
    place: str = ""
    kind: str = ""
    since: Window | None = None
    until: Window | None = None
    event: str = ""


@dataclass(frozen=True, slots=True)
class World:
    """All that the standing of one person reads."""

    location: str = ""
    forced: bool = False
    placed_by: str = ""
    vanished: bool = False
    dead: bool = False
    liberty: Liberty = field(default_factory=Liberty)
    exposures: Mapping[tuple[str, str, str], Exposure] = field(default_factory=dict)
    shields: Mapping[ShieldKey, Shield] = field(default_factory=dict)
    no_status: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Setting:
    """What effects read besides the event: the words, and the states that the person fears."""

    vocabulary: Vocabulary
    feared: frozenset[str] = frozenset()


def after(world: World, event: Event, kind: Kind, window: Window, setting: Setting) -> World:
    """Return the world after an event: its effects, in the order in which they are written."""
    step = _Step(event, kind, window, setting)
    for effect in kind.effects:
        if _applies(effect, event, kind):
            world = step.apply(world, effect)
    return world


def _applies(effect: Effect, event: Event, kind: Kind) -> bool:
    if effect.condition is None:
        return True
    name, value = effect.condition
    given = getattr(event, name)
    return bool(given) and (kind.outcome(given) if name == "outcome" else given) == value


@dataclass(frozen=True, slots=True)
class _Step:
    """One event at work on the world."""

    event: Event
    kind: Kind
    window: Window
    setting: Setting

    @property
    def vocabulary(self) -> Vocabulary:
        return self.setting.vocabulary

    @property
    def host(self) -> str:
        return self.event.country or NOWHERE

    @property
    def named(self) -> str:
        """The other state that the event names, or nothing."""
        if self.kind.track == EXTRADITION:
            return self.event.by or self.event.to or ""
        return self.event.to or ""

    def apply(self, world: World, effect: Effect) -> World:
        """Apply one effect of the closed set."""
        return getattr(self, f"_{effect.operation.replace('-', '_')}")(world, effect)  # type: ignore[no-any-return]

    def _place(self, world: World, effect: Effect) -> World:
        state = self._state_named_by(str(effect.value))
        if state == NOWHERE:
            return self._lost(world)
        forced = any(e.operation == "forced" for e in self.kind.effects)
        arrival = forced or state != world.location
        moved = replace(
            world,
            location=state,
            forced=forced if arrival else world.forced,
            placed_by=self.event.id if arrival else world.placed_by,
            vanished=False,
        )
        return _left_behind(moved, state, self.vocabulary)

    def _lost(self, world: World) -> World:
        """Clear the location; who was returned is not thought to be elsewhere for silence alone."""
        silence = self.kind.code == WHEREABOUTS_UNKNOWN
        if silence and world.forced and world.location in self.setting.feared:
            return world
        return replace(
            world,
            location="",
            forced=False,
            placed_by=self.event.id,
            vanished=world.vanished or self.kind.code == ABDUCTED,
            liberty=Liberty(),
        )

    def _state_named_by(self, fields: str) -> str:
        if fields == NOWHERE:
            return NOWHERE
        for name in fields.split("|"):
            state = getattr(self.event, name)
            if state and not state.startswith("withheld"):
                return str(state)
        return next((s for n in fields.split("|") if (s := getattr(self.event, n))), NOWHERE)

    def _forced(self, world: World, effect: Effect) -> World:
        """Mark the arrival; `_place` reads it. An abduction is also unlawful custody."""
        if self.kind.code == ABDUCTED:
            held = Liberty(
                "held-unlawfully", world.location, "abduction", self.window, None, self.event.id
            )
            return replace(world, liberty=held)
        return world

    def _expose(self, world: World, effect: Effect) -> World:
        return self._written(world, str(effect.value), lower=False)

    def _set_level(self, world: World, effect: Effect) -> World:
        return self._written(world, str(effect.value), lower=True)

    def _written(self, world: World, level: str, *, lower: bool) -> World:
        key = (self.kind.track, self.host, self.named or NOWHERE)
        old = world.exposures.get(key)
        levels = self.vocabulary.levels
        if old and not lower and levels.index(old.level) > levels.index(level):
            level = old.level
        events = (*(old.events if old else ()), self.event.id)
        return replace(world, exposures={**world.exposures, key: Exposure(*key, level, events)})

    def _clear_exposure(self, world: World, effect: Effect) -> World:
        mine = [
            e for e in world.exposures.values() if (e.track, e.host) == (self.kind.track, self.host)
        ]
        gone = {e.other for e in mine if e.other == self.named}
        if not gone and len(mine) == 1 and (not self.named or mine[0].other == NOWHERE):
            gone = {mine[0].other}
        keys = {(self.kind.track, self.host, other) for other in gone}
        left = {key: one for key, one in world.exposures.items() if key not in keys}
        ended = gone | ({self.named} if self.named else set())
        # What was lodged without naming a state holds off whatever is open, and ends with the last.
        ended |= {""} if len(gone) == len(mine) else set()
        return replace(world, exposures=left, shields=self._without_procedure(world, ended))

    def _without_procedure(self, world: World, ended: set[str]) -> Mapping[ShieldKey, Shield]:
        """Shields without the appeals and suspensions that belong to these other states."""
        scopes = {(self.kind.track, other) for other in ended}
        return {
            key: one
            for key, one in world.shields.items()
            if one.host != self.host or one.scope not in scopes
        }

    def _shield(self, world: World, effect: Effect) -> World:
        name = self._shield_named(world, str(effect.value))
        if not name or (name == "appeal" and self.event.suspensive == "no"):
            return world
        doubted = name == "appeal" and self.event.suspensive != "yes"
        shield = Shield(
            kind=name,
            host=self.host,
            scope=self._scope(name),
            body=self._body(name),
            against=self.event.against,
            until=self._until(),
            written=self.window,
            event=self.event.id,
            doubted=doubted,
        )
        # What is written anew stands last: an extension means the status that was written last.
        shields = {key: one for key, one in world.shields.items() if key != shield.key}
        shields[shield.key] = shield
        no_status = world.no_status
        if self.vocabulary.is_status(name):
            no_status = {host: event for host, event in no_status.items() if host != self.host}
        return replace(world, shields=shields, no_status=no_status)

    def _shield_named(self, world: World, value: str) -> str:
        written = OUTCOME_ELSE.fullmatch(value)
        if written is None:
            return value
        if self.event.outcome:
            return self.kind.outcome(self.event.outcome) or self.event.outcome
        if written[1] != STATUS_HELD:
            return written[1]
        held = [
            s.kind
            for s in world.shields.values()
            if s.host == self.host and self.vocabulary.is_status(s.kind)
        ]
        return held[-1] if held else ""

    def _until(self) -> Window | None:
        return window_of(self.event.until) if self.event.until else None

    def _scope(self, shield: str) -> tuple[str, str] | None:
        if shield in SCOPED and self.kind.track != PROTECTION:
            return (self.kind.track, self.named)
        return None

    def _body(self, shield: str) -> str:
        return (self.event.body or "") if shield in ("interim-measure", "judgment") else ""

    def _clear_shield(self, world: World, effect: Effect) -> World:
        left = {key: one for key, one in world.shields.items() if not self._meant(one, effect)}
        return replace(world, shields=left)

    def _doubt_shield(self, world: World, effect: Effect) -> World:
        shields = {
            key: replace(one, doubted=True) if self._meant(one, effect) else one
            for key, one in world.shields.items()
        }
        return replace(world, shields=shields)

    def _meant(self, shield: Shield, effect: Effect) -> bool:
        """Whether a clearing or doubting effect speaks of this shield: host, scope and body."""
        if shield.kind not in effect.value or shield.host != self.host:
            return False
        return shield.scope == self._scope(shield.kind) and shield.body == self._body(shield.kind)

    def _no_status(self, world: World, effect: Effect) -> World:
        return replace(world, no_status={**world.no_status, self.host: self.event.id})

    def _detain(self, world: World, effect: Effect) -> World:
        value = str(effect.value)
        ground = (self.event.grounds or ("",))[0]
        why = (self.kind.ground(ground) or ground) if value == BY_GROUNDS else value
        same = world.liberty.state == "detained" and world.liberty.place == self.host
        since = world.liberty.since if same else self.window
        event = world.liberty.event if same else self.event.id
        kind = why or (world.liberty.kind if same else "")
        held = Liberty("detained", self.host, kind, since, self._until(), event)
        return replace(world, liberty=held)

    def _release(self, world: World, effect: Effect) -> World:
        return replace(
            world, liberty=Liberty("free", self.host, "", self.window, None, self.event.id)
        )

    def _vanish(self, world: World, effect: Effect) -> World:
        return replace(
            world,
            vanished=True,
            location="",
            forced=False,
            placed_by=self.event.id,
            liberty=Liberty(),
        )

    def _die(self, world: World, effect: Effect) -> World:
        return replace(world, dead=True)


def _left_behind(world: World, state: str, vocabulary: Vocabulary) -> World:
    """Put temporary shields of other states in doubt and custody elsewhere out of sight."""
    shields = {
        key: replace(one, moved=True)
        if one.host != state and not vocabulary.is_status(one.kind)
        else one
        for key, one in world.shields.items()
    }
    elsewhere = world.liberty.place not in ("", state)
    liberty = Liberty() if elsewhere else world.liberty
    return replace(world, shields=shields, liberty=liberty)
