"""Where a person stands on a day: the decision table over what the entries come to.

Only what is certain and ordered decides. Where an event is merely possible, disputed or of
unknown order, `Standing.certain` is ``None``: the headline is then the most severe of the worlds
that were looked at, and `possible_complete` is false.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date as Day
from itertools import product

from caseledger.domain.case import Case, Person
from caseledger.domain.decision import View, certainly_holds, decide, headline, severity
from caseledger.domain.doubt import LIBERTY, outlook
from caseledger.domain.life import Life, Step, last_world, life_of
from caseledger.domain.occurrences import in_order
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.world import NOWHERE, Exposure, Liberty, Shield, World

PROCEDURAL = frozenset(
    {"protection", "extradition", "removal", "transfer", "complaint", "prosecution"}
)
"""Tracks that have a state of their own in each host state."""


@dataclass(frozen=True, slots=True)
class Since:
    """From when the standing holds, the cause (event, expiry or law), and the event."""

    earliest: Day | None
    latest: Day | None
    cause: str
    event: str


@dataclass(frozen=True, slots=True)
class TrackState:
    """The last word on one track in one state."""

    track: str
    state: str
    country: str
    other: str
    since: Day | None
    event: str


@dataclass(frozen=True, slots=True)
class ShieldNow:
    """A shield on a day, and whether it certainly still holds."""

    shield: Shield
    certain: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What exposures and shields come to for a person on one day."""

    code: str
    certain: bool | None
    possible: tuple[str, ...]
    possible_complete: bool
    provisional: bool
    since: Since | None
    location: str
    locations: tuple[str, ...]
    liberty: Liberty
    law: str
    last_word: Day | None
    tracks: tuple[TrackState, ...]
    exposures: tuple[Exposure, ...]
    shields: tuple[ShieldNow, ...]
    stage: int
    basis: tuple[str, ...]
    last_event: str
    unknown_kinds: tuple[str, ...] = ()


def standing(case: Case, person: Person, day: Day, vocabulary: Vocabulary) -> Standing:
    """Say where a person stands at the end of a day, and on what that rests."""
    return standing_of(life_of(case, person, vocabulary), day)


def standing_of(life: Life, day: Day) -> Standing:
    """Say where the person of a life stands at the end of a day."""
    steps = life.steps(day)
    world = last_world(steps)
    seen = outlook(life, steps, day)
    views = [view for one in seen.worlds for view in _views(life, one, day)]
    found = {decide(life, view, day) for view in views}
    code = headline(found, life.vocabulary)
    certain = seen.complete and len(found) == 1
    return Standing(
        code=code,
        certain=True if certain else None,
        possible=tuple(sorted(found, key=severity(life.vocabulary))),
        possible_complete=certain,
        provisional=_provisional(life, world, day),
        since=_since(life, steps, day, code),
        location=world.location or NOWHERE,
        locations=tuple(sorted({view.world.location or NOWHERE for view in views})),
        liberty=_liberty(life, world, day),
        law="none",
        last_word=_last_word(life, day),
        tracks=_tracks(life, day),
        exposures=tuple(e for e in world.exposures.values() if e.host == world.location),
        shields=_shields(life, world, day),
        stage=_stage(life, steps, day),
        basis=_basis(world),
        last_event=steps[-1].occurrence.event.id if steps else "",
        unknown_kinds=_unknown_kinds(life, day),
    )


def not_certain(standing: Standing) -> Standing:
    """Return a standing that rests on a file with errors: what is wrong there may change it."""
    return replace(standing, certain=None, possible_complete=False)


def _views(life: Life, world: World, day: Day) -> list[View]:
    """The ways in which the possible shields and covers of a world may have turned out.

    All off and all on are enough to tell whether they decide: each shield and cover makes the
    standing less severe or leaves it as it is.
    """
    doubt = any(not certainly_holds(shield, life, day) for shield in world.shields.values())
    unsure = any(_may_cover(shield, e, life.vocabulary) for shield, e in _pairs(world))
    return [
        View(world, shields, covers)
        for shields, covers in product((True, False)[: 1 + doubt], (True, False)[: 1 + unsure])
    ]


def _pairs(world: World) -> Iterable[tuple[Shield, Exposure]]:
    return product(world.shields.values(), world.exposures.values())


def _may_cover(shield: Shield, exposure: Exposure, vocabulary: Vocabulary) -> bool:
    answer = vocabulary.covers(shield.kind, exposure.track)
    return shield.host == exposure.host and answer == "possible"


def _provisional(life: Life, world: World, day: Day) -> bool:
    basis = set(_basis(world))
    return any(
        o.event.date.uncertain for o in life.occurrences if o.event.id in basis and o.counts(day)
    )


def _basis(world: World) -> tuple[str, ...]:
    """What the standing rests on: the arrival, exposures and shields, the lack of a status."""
    found = [world.placed_by] if world.placed_by else []
    found += [
        event for e in world.exposures.values() if e.host == world.location for event in e.events
    ]
    found += [s.event for s in world.shields.values() if s.host == world.location]
    found += [event for host, event in world.no_status.items() if host == world.location]
    return tuple(dict.fromkeys(found))


def _since(life: Life, steps: Sequence[Step], day: Day, code: str) -> Since | None:
    """Go back to the event after which the standing became what it is."""
    cause: Step | None = None
    for step in reversed(steps):
        if headline(_found(life, step, day), life.vocabulary) != code:
            break
        cause = step
    if cause is None:
        return None
    window = cause.occurrence.window
    return Since(window.earliest, window.latest, "event", cause.occurrence.event.id)


def _found(life: Life, step: Step, day: Day) -> set[str]:
    """What the world after a step came to on the day of that step."""
    moment = step.occurrence.window.latest or day
    return {decide(life, view, moment) for view in _views(life, step.world, moment)}


@dataclass(frozen=True, slots=True)
class Mark:
    """The standing after one event; ``sure`` unless something possible could make it another."""

    code: str
    sure: bool


def rail(life: Life, day: Day) -> dict[str, Mark]:
    """Return the standing after each event that counts by a day, by event id, in their order."""
    shown = {}
    for step in life.steps(day):
        found = _found(life, step, day)
        shown[step.occurrence.event.id] = Mark(headline(found, life.vocabulary), len(found) == 1)
    return shown


def _liberty(life: Life, world: World, day: Day) -> Liberty:
    """Liberty as recorded; not known where a possible event could have changed it."""
    for one in life.occurrences:
        if one.kind and one.possible(day) and any(e.operation in LIBERTY for e in one.kind.effects):
            return Liberty()
    return world.liberty


def _last_word(life: Life, day: Day) -> Day | None:
    days = [o.window.latest for o in life.occurrences if o.counts(day) and o.window.latest]
    return max(days, default=None)


def _tracks(life: Life, day: Day) -> tuple[TrackState, ...]:
    """The last procedural event of each track in each state."""
    last: dict[tuple[str, str], TrackState] = {}
    for one in in_order(
        [o for o in life.occurrences if o.counts(day) and o.kind and o.event.country]
    ):
        track, verb = one.event.kind.split(".", 1)
        if track in PROCEDURAL:
            host = one.event.country or NOWHERE
            other = one.event.by or one.event.to or ""
            last[track, host] = TrackState(
                track, verb, host, other, one.window.latest, one.event.id
            )
    return tuple(last.values())


def _unknown_kinds(life: Life, day: Day) -> tuple[str, ...]:
    """Events that took place, or may have, whose kind this vocabulary does not know."""
    unknown = (o for o in life.occurrences if o.kind is None)
    return tuple(o.event.id for o in unknown if o.counts(day) or o.possible(day))


def _shields(life: Life, world: World, day: Day) -> tuple[ShieldNow, ...]:
    mine = (s for s in world.shields.values() if s.host == world.location)
    return tuple(ShieldNow(shield, certainly_holds(shield, life, day)) for shield in mine)


def _stage(life: Life, steps: Sequence[Step], day: Day) -> int:
    """The highest certain exile stage up to the day, by what happened and where it led."""
    stage = 0
    for one in life.occurrences:
        if one.kind and one.counts(day):
            stage = max(stage, one.kind.stage)
    feared = life.feared(day)
    if any(s.world.vanished or (s.world.forced and s.world.location in feared) for s in steps):
        return 3
    held = any(s.world.liberty.state in ("detained", "held-unlawfully") for s in steps)
    return max(stage, 2 if held else 0)
