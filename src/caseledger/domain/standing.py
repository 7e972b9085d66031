"""Where a person stands on a day: what every combination of the possible comes to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date as Day

from caseledger.domain.case import Case, Person
from caseledger.domain.custody import liberty_of
from caseledger.domain.decision import severity
from caseledger.domain.ending import Ending
from caseledger.domain.handovers import ANNOUNCING
from caseledger.domain.law import STATUSES
from caseledger.domain.life import Life, Step, life_of
from caseledger.domain.occurrences import Occurrence
from caseledger.domain.ordering import in_order
from caseledger.domain.outlook import Outlook, outlook
from caseledger.domain.since import Since, since_of
from caseledger.domain.states import as_written
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.world import NOWHERE, Exposure, Liberty, Shield

PROCEDURAL = frozenset(
    {"protection", "extradition", "removal", "transfer", "complaint", "prosecution"}
)
"""Tracks that have a state of their own in each host state."""

GONE = frozenset({"returned", "missing"})
HELD = frozenset({"detained", "held-unlawfully"})

NO_LAW = "none"
UNREAD = "unverified"


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
    """A shield on a day; ``certain`` if it is there, and holds, in every combination."""

    shield: Shield
    certain: bool


@dataclass(frozen=True, slots=True)
class ExposureNow:
    """An exposure on a day, at its highest level; ``certain`` if every combination has it.

    ``sure_level`` says that it certainly stands at that level, wherever it is.
    """

    exposure: Exposure
    certain: bool
    sure_level: bool = True


@dataclass(frozen=True, slots=True)
class Standing:
    """What exposures and shields come to for a person on one day.

    ``possible`` has every standing that is possible, the gravest first, ``code`` the one to show.
    ``possible_complete`` is false where the combinations were too many, or an entry could not be
    read: then something else may be possible too. ``law`` is how good the law is on which it
    rests, by the weakest; ``last_word`` the day of the last entry that certainly counts.
    """

    code: str
    certain: bool
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
    exposures: tuple[ExposureNow, ...]
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
    seen, steps = outlook(life, day), life.steps(day)
    code = seen.headline(life.vocabulary)
    liberty = liberty_of(life, day)
    strange = _unknown_kinds(life, day)
    complete = seen.complete and not strange
    return Standing(
        code=code,
        certain=complete and len(seen.codes) == 1,
        possible=tuple(sorted(seen.codes, key=severity(life.vocabulary))),
        possible_complete=complete,
        provisional=_provisional(life, seen.basis, day),
        since=since_of(life, day, seen),
        location=as_written(seen.place(code)) or NOWHERE,
        locations=tuple(sorted({as_written(one.place) for one in seen.endings})),
        liberty=liberty,
        law=_law(seen.endings),
        last_word=_last_word(life, day),
        tracks=_tracks(life, day),
        exposures=_exposures(seen, life.vocabulary),
        shields=_shields(seen),
        stage=_stage(life, steps, seen.codes, liberty, day),
        basis=seen.basis,
        last_event=steps[-1].occurrence.event.id if steps else "",
        unknown_kinds=strange,
    )


def not_certain(standing: Standing) -> Standing:
    """Return a standing that rests on a file with errors: what is wrong there may change it."""
    return replace(standing, certain=False, possible_complete=False)


def _provisional(life: Life, basis: Iterable[str], day: Day) -> bool:
    """Whether it rests on an entry of which the date is marked as uncertain."""
    resting = set(basis)
    return any(
        o.event.date.uncertain
        for o in life.occurrences
        if o.event.id in resting and o.window.begun_by(day)
    )


def _exposures(seen: Outlook, vocabulary: Vocabulary) -> tuple[ExposureNow, ...]:
    levels = vocabulary.levels
    found: dict[object, list[Exposure]] = {}
    for one in seen.endings:
        for exposure in one.exposures:
            found.setdefault(exposure.key, []).append(exposure)
    return tuple(
        ExposureNow(
            max(some, key=lambda e: levels.index(e.level)),
            certain=len(some) == len(seen.endings),
            sure_level=len({one.level for one in some}) == 1,
        )
        for some in found.values()
    )


def _shields(seen: Outlook) -> tuple[ShieldNow, ...]:
    """The shields of every ending; the weakest form of each stands for it."""
    found: dict[object, list[tuple[Shield, bool]]] = {}
    for one in seen.endings:
        for shield in (*one.sure, *one.unsure):
            found.setdefault(shield.key, []).append((shield, shield in one.sure))
    return tuple(
        ShieldNow(
            _shield_as_written(min(some, key=lambda pair: pair[1])[0]),
            len(some) == len(seen.endings) and all(sure for _, sure in some),
        )
        for some in found.values()
    )


def _shield_as_written(one: Shield) -> Shield:
    return one._replace(host=as_written(one.host))


def _law(endings: Iterable[Ending]) -> str:
    """How good the law is that decides whether shields hold, and hold off: the weakest of it.

    What only the general table says was read in no law of the state.
    """
    found = set()
    for one in endings:
        for shield in (*one.sure, *one.unsure):
            found |= {_read(ruling.status) for ruling in shield.rulings}
        here = one.world.location
        found |= {_read(ruling.status) for host, ruling in one.world.rulings if host == here}
        reaching = (r for r in one.reaches.values() if r.answer != "no" and r.by_law)
        found |= {_read(r.ruling.status) for r in reaching}
    return max(found, key=STATUSES.index, default=NO_LAW)


def _read(status: str) -> str:
    """What was read in part only is no better than what was not read at all."""
    return UNREAD if status in ("partial", "none") else status


def _last_word(life: Life, day: Day) -> Day | None:
    days = [o.window.latest for o in life.occurrences if o.counts(day) and o.window.latest]
    return max(days, default=None)


def _tracks(life: Life, day: Day) -> tuple[TrackState, ...]:
    """The last procedural event of each track in each state."""
    last: dict[tuple[str, str], TrackState] = {}
    procedural = [
        one
        for one in life.occurrences
        if one.kind and one.kind.track in PROCEDURAL and one.event.country and one.counts(day)
    ]
    for one in in_order(procedural):
        track, verb = one.event.kind.split(".", 1)
        host = one.event.country or NOWHERE
        other = one.event.by or one.event.to or ""
        last[track, host] = TrackState(track, verb, host, other, one.window.latest, one.event.id)
    return tuple(last.values())


def _unknown_kinds(life: Life, day: Day) -> tuple[str, ...]:
    """Events that took place, or may have, whose kind this vocabulary does not know."""
    unknown = (o for o in life.occurrences if o.kind is None)
    return tuple(o.event.id for o in unknown if o.counts(day) or o.possible(day))


def _stage(
    life: Life, steps: Sequence[Step], codes: frozenset[str], liberty: Liberty, day: Day
) -> int:
    """The highest certain exile stage up to the day, by what happened and where it led.

    Of a handover only the destination tells: to a state that is not feared it is no return. What
    every combination comes to on the day is certain, too, whichever of its events is not.
    """
    feared = life.feared(day)
    led = any(s.world.vanished or (s.world.forced and s.world.location in feared) for s in steps)
    if led or codes <= GONE:
        return 3
    worlds = (step.world.liberty for step in steps)
    held = any(one.state in HELD for one in (*worlds, liberty))
    stage = max((_sure_stage(life, one) for one in life.certain(day)), default=0)
    return max(stage, 2 if held else 0)


def _sure_stage(life: Life, one: Occurrence) -> int:
    """The stage that an event marks by every account of it."""
    kinds = [
        life.vocabulary.kind(event.kind) if event.state == "happened" else None
        for event in life.accounts(one.index)
    ]
    return min(kind.stage if kind and kind.code not in ANNOUNCING else 0 for kind in kinds)


@dataclass(frozen=True, slots=True)
class Mark:
    """The standing at the end of the day of an event; ``sure`` if no other is possible."""

    code: str
    sure: bool


def rail(life: Life, day: Day) -> dict[str, Mark]:
    """Return the standing after each event that counts by a day, by its id.

    It is that at the end of the last day on which the event may have happened.
    """
    marks: dict[Day, Mark] = {}
    shown = {}
    for step in life.steps(day):
        moment = step.occurrence.window.latest or day
        if moment not in marks:
            seen = outlook(life, moment)
            sure = seen.complete and len(seen.codes) == 1
            marks[moment] = Mark(seen.headline(life.vocabulary), sure)
        shown[step.occurrence.event.id] = marks[moment]
    return shown
