"""Why a person stands where they stand: what the standing rests on, entry by entry."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day

from caseledger.domain.case import Event
from caseledger.domain.decision import covers
from caseledger.domain.life import last_world
from caseledger.domain.standing import ShieldNow, Standing
from caseledger.domain.status import PersonNow
from caseledger.domain.world import NOWHERE, Exposure


@dataclass(frozen=True, slots=True)
class Bar:
    """A shield before one threat; ``certain`` if it surely holds and surely covers that threat."""

    shield: ShieldNow
    certain: bool


@dataclass(frozen=True, slots=True)
class Threat:
    """An exposure where the person is, and what holds it off, or may."""

    exposure: Exposure
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Reasons:
    """What the standing of one person rests on; entries are named by their ids.

    ``no_status`` is the entry by which it is recorded that there is none; ``silent`` says that
    nothing at all is recorded about protection where the person is. ``undecided`` are entries
    that may have happened by the day, or not, and could matter.
    """

    one: PersonNow
    placed_by: str
    threats: tuple[Threat, ...]
    no_status: str
    silent: bool
    undecided: tuple[str, ...]

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


def reasons_of(one: PersonNow, day: Day) -> Reasons:
    """Gather what the standing of a person on a day rests on."""
    world, standing = last_world(one.life.steps(day)), one.standing
    no_status = world.no_status.get(world.location, "")
    placed = standing.location != NOWHERE
    recorded = bool(standing.shields or no_status)
    return Reasons(
        one=one,
        placed_by=world.placed_by,
        threats=tuple(_threat(one, exposure) for exposure in standing.exposures),
        no_status=no_status,
        silent=placed and standing.code == "unknown" and not recorded,
        undecided=tuple(dict.fromkeys(o.event.id for o in one.life.possible(day))),
    )


def _threat(one: PersonNow, exposure: Exposure) -> Threat:
    vocabulary = one.life.vocabulary
    return Threat(
        exposure,
        tuple(
            Bar(now, now.certain and covers(now.shield, exposure, vocabulary, possible=False))
            for now in one.standing.shields
            if covers(now.shield, exposure, vocabulary, possible=True)
        ),
    )
