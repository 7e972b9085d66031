"""Why a person stands where they stand: what the standing rests on, entry by entry."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day

from caseledger.domain.case import Event
from caseledger.domain.deciding import Scene, deciders, scene_of
from caseledger.domain.decision import DIRECT, counts, reach
from caseledger.domain.doubts import Doubt, doubts_of
from caseledger.domain.ending import Ending
from caseledger.domain.enforceability import ENFORCEABLE, appeal_times
from caseledger.domain.foreseeing import Move, Turn, moves, turns
from caseledger.domain.law import SILENT, Ruling
from caseledger.domain.life import last_world
from caseledger.domain.questions import Decider
from caseledger.domain.standing import NO_LAW, ExposureNow, ShieldNow, Standing
from caseledger.domain.status import PersonNow
from caseledger.domain.world import NOWHERE, SCOPED, Exposure, Shield, ShieldKey

TOO_MANY, KINDS, ELSEWHERE, FILE = "too-many", "kinds", "elsewhere", "file"
"""Why not all that is possible is known: too many combinations, entries of a kind that is not
known, entries in a case that is not there, a file with errors."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A shield before one threat; ``certain`` if it surely holds and surely covers that threat.

    ``open`` says that it is not known whether it covers it; ``ruling`` is the law about that.
    """

    shield: ShieldNow
    certain: bool
    open: bool = False
    ruling: Ruling = SILENT


@dataclass(frozen=True, slots=True)
class Threat:
    """An exposure where the person is, and what holds it off, or may.

    ``certain`` if it is there as surely as the person is in its state; ``counts`` says that it
    leads, or may lead, to what the person fears.
    """

    now: ExposureNow
    bars: tuple[Bar, ...]
    certain: bool
    counts: bool

    @property
    def exposure(self) -> Exposure:
        """The threat itself."""
        return self.now.exposure


@dataclass(frozen=True, slots=True)
class Reasons:
    """What the standing of one person rests on; entries are named by their ids.

    ``no_status`` is the entry by which it is recorded that there is none; ``silent`` says that
    nothing at all is recorded about protection where the person is. ``undecided`` are entries
    that may have happened by the day, or not, and could matter. ``doubts`` says of each shield
    why it is not certain, ``incomplete`` why more than ``possible`` may be possible.
    ``deciders`` tell possible standings apart, ``all_tried`` unless there were too many; ``turns``
    and ``moves`` would change the standing.
    """

    one: PersonNow
    placed_by: str
    threats: tuple[Threat, ...]
    no_status: str
    silent: bool
    undecided: tuple[str, ...]
    doubts: Mapping[ShieldKey, tuple[Doubt, ...]]
    incomplete: str
    provisions: tuple[str, ...]
    deciders: tuple[Decider, ...]
    all_tried: bool
    turns: tuple[Turn, ...]
    moves: tuple[Move, ...]

    @property
    def standing(self) -> Standing:
        """The standing that this explains."""
        return self.one.standing

    @property
    def entries(self) -> tuple[Event, ...]:
        """Every entry that is named, once, in the order of the file."""
        named = set(self._named())
        found = (one.event for one in self.one.life.occurrences)
        return tuple(event for event in found if event.id in named)

    def _named(self) -> Iterator[str]:
        standing = self.standing
        yield from (self.placed_by, self.no_status, standing.liberty.event)
        yield from (*standing.basis, *standing.unknown_kinds, *self.undecided)
        if standing.since:
            yield standing.since.event
        for doubts in self.doubts.values():
            yield from (event for doubt in doubts for event in doubt.events)
        for decider in self.deciders:
            yield from decider.question.events
        yield from (turn.event for turn in self.turns)


def reasons_of(one: PersonNow, day: Day, today: Day | None = None) -> Reasons:
    """Gather what the standing of a person on a day rests on.

    ``today`` is the last day on which anything can have happened; by default the day itself.
    """
    scene = scene_of(one.life, one.standing, day, today or day)
    asked = deciders(scene)
    world, standing = last_world(one.life.steps(day)), one.standing
    no_status = world.no_status.get(world.location, "")
    placed = standing.location != NOWHERE
    recorded = bool(standing.shields or no_status)
    threats = tuple(_threat(one, now, scene) for now in standing.exposures)
    return Reasons(
        one=one,
        placed_by=world.placed_by,
        threats=threats,
        no_status=no_status,
        silent=placed and standing.code == "unknown" and not recorded,
        undecided=tuple(dict.fromkeys(o.event.id for o in one.life.possible(day))),
        doubts=_doubts(scene),
        incomplete=_incomplete(one, scene),
        provisions=_provisions(threats, one, day),
        deciders=asked.found,
        all_tried=asked.all_tried,
        turns=turns(scene),
        moves=moves(scene),
    )


def _threat(one: PersonNow, now: ExposureNow, scene: Scene) -> Threat:
    feared = counts(now.exposure, _feared(scene.seen.endings))
    found = []
    for shield in one.standing.shields:
        reached = reach(shield.shield, now.exposure, one.life.vocabulary, scene.day)
        if reached.answer != "no" and (feared or _stops_transfers(shield.shield, one)):
            sure = reached.answer == "yes"
            ruling = reached.ruling if reached.by_law else SILENT
            found.append(Bar(shield, shield.certain and sure, not sure, ruling))
    here = [end for end in scene.seen.endings if end.world.location == now.exposure.host]
    certain = all(now.exposure.key in end.world.exposures for end in here)
    return Threat(now, tuple(found), certain, feared)


def _stops_transfers(shield: Shield, one: PersonNow) -> bool:
    """Whether a shield matters for a transfer to a state that is not feared (design, section 5).

    A claim does not; only what belongs to that transfer, a measure, a judgment, or a status.
    """
    own = shield.kind in SCOPED and shield.scope is not None
    return own or shield.kind in DIRECT or one.life.vocabulary.is_status(shield.kind)


def _feared(endings: Sequence[Ending]) -> frozenset[str]:
    return frozenset().union(*(one.feared for one in endings))


def _doubts(scene: Scene) -> Mapping[ShieldKey, tuple[Doubt, ...]]:
    return {
        now.shield.key: doubts_of(now.shield, scene.life, scene.seen.endings, scene.day)
        for now in scene.standing.shields
        if not now.certain
    }


def _incomplete(one: PersonNow, scene: Scene) -> str:
    """Why something else than what is said may be possible; empty where all was looked at."""
    if one.standing.possible_complete:
        return ""
    if one.missing_case:
        return ELSEWHERE
    if not scene.seen.complete:
        return TOO_MANY
    return KINDS if one.standing.unknown_kinds else FILE


def _provisions(threats: Sequence[Threat], one: PersonNow, day: Day) -> tuple[str, ...]:
    """The provisions of law on which the standing rests, or that leave it open.

    Rules for a time to appeal are named by their ids, too.
    """
    rulings = [bar.ruling for threat in threats for bar in threat.bars]
    rulings += [ruling for now in one.standing.shields for ruling in now.shield.rulings]
    if one.standing.law != NO_LAW:
        raised = {e for t in threats if t.exposure.level == ENFORCEABLE for e in t.exposure.events}
        rulings += [time.ruling for time in appeal_times(one.life, day) if time.order.id in raised]
    return tuple(dict.fromkeys(key for ruling in rulings for key in ruling.provisions))
