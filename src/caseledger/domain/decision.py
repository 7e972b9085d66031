"""The decision table: what one world comes to for a person on a day."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Day

from caseledger.domain.life import Life
from caseledger.domain.occurrences import Occurrence
from caseledger.domain.states import is_withheld
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.world import (
    EXTRADITION,
    NOWHERE,
    PROTECTION,
    SCOPED,
    Exposure,
    Shield,
    World,
)

NOT_THE_SAME = frozenset({"withheld", "stateless", NOWHERE})
"""Words in place of a state that do not make two of them one: only ``withheld-1`` twice does."""

ENDANGERED = ("enforceable", "scheduled")
DIRECT = frozenset({"interim-measure", "judgment"})
"""These hold off a transfer to a state that is not feared; besides only its own procedure."""


@dataclass(frozen=True, slots=True)
class View:
    """One way in which the uncertain may have turned out."""

    world: World
    shields: bool
    covers: bool


def decide(life: Life, view: View, day: Day) -> str:
    """Apply the decision table to one world: the first row that fits."""
    world = view.world
    early = _without_place(world) or _in_feared_state(life, world, day)
    return early or _in_host(life, view, day)


def _without_place(world: World) -> str:
    if world.dead:
        return "deceased"
    if world.vanished:
        return "missing"
    return "" if world.location and world.location != NOWHERE else "unknown"


def _in_feared_state(life: Life, world: World, day: Day) -> str:
    if world.location not in life.feared(day) - NOT_THE_SAME:
        return ""
    return "returned" if world.forced else "at-origin"


def _in_host(life: Life, view: View, day: Day) -> str:
    world, feared = view.world, life.feared(day)
    here = [e for e in world.exposures.values() if e.host == world.location]
    counted = [e for e in here if _counts(e, feared)]
    shields = [
        s
        for s in world.shields.values()
        if s.host == world.location and (view.shields or certainly_holds(s, life, day))
    ]
    threat = _threat(counted, shields, life.vocabulary, possible=view.covers)
    return threat or _without_exposure(life, world, shields, [e for e in here if e not in counted])


def _counts(exposure: Exposure, feared: frozenset[str]) -> bool:
    """Whether an exposure leads, or may lead, to what the person fears."""
    to = exposure.other
    return exposure.track == EXTRADITION or to in feared or to == NOWHERE or is_withheld(to)


def _threat(
    counted: Sequence[Exposure],
    shields: Sequence[Shield],
    vocabulary: Vocabulary,
    *,
    possible: bool,
) -> str:
    """What the exposures that count come to, held off by nothing, for a time, or by a status."""
    covering = [
        [s for s in shields if covers(s, e, vocabulary, possible=possible)] for e in counted
    ]
    if not all(covering):
        return "exposed"
    if not all(any(vocabulary.is_status(s.kind) for s in those) for those in covering):
        return "limbo"
    return "threatened" if any(e.level in ENDANGERED for e in counted) else ""


def _without_exposure(
    life: Life, world: World, shields: Sequence[Shield], transfers: Sequence[Exposure]
) -> str:
    if any(life.vocabulary.is_status(shield.kind) for shield in shields):
        return "protected"
    held = [
        any(
            (s.kind in DIRECT or (s.kind in SCOPED and s.scope is not None))
            and covers(s, e, life.vocabulary, possible=True)
            for s in shields
        )
        for e in transfers
    ]
    if not all(held):
        return "transfer-pending"
    if shields:
        return "temporary"
    return "no-status" if world.location in world.no_status else "unknown"


def covers(shield: Shield, exposure: Exposure, vocabulary: Vocabulary, *, possible: bool) -> bool:
    """Whether a shield holds off an exposure; ``possible``: also where the law leaves it open."""
    if shield.host != exposure.host or (shield.against and exposure.track not in shield.against):
        return False
    if shield.scope is not None:
        track, other = shield.scope
        return track == exposure.track and other in ("", exposure.other)
    answer = vocabulary.covers(shield.kind, exposure.track)
    return answer == "yes" or (possible and answer == "possible")


def certainly_holds(shield: Shield, life: Life, day: Day) -> bool:
    """Whether a shield certainly still holds: not doubted, left behind, run out or idle."""
    if shield.doubted or shield.moved:
        return False
    if shield.until is not None and not _lasts(shield.until.earliest, day):
        return False
    return not (_over(shield, life.vocabulary, day) or _idle(shield, life, day))


def _lasts(end: Day | None, day: Day) -> bool:
    return end is not None and day <= end


def _over(shield: Shield, vocabulary: Vocabulary, day: Day) -> bool:
    """Whether a shield without an end is past its usual term, counted from the earliest day."""
    term, start = vocabulary.usual_term(shield.kind), shield.written.earliest
    if term is None or shield.until is not None:
        return False
    return start is None or (day - start).days > term


def _idle(shield: Shield, life: Life, day: Day) -> bool:
    """Whether nothing is recorded of a claim or appeal for so long that it may have ended."""
    most, written = life.vocabulary.idle_after(shield.kind), shield.written.latest
    if most is None or (written is not None and (day - written).days <= most):
        return False
    track, other = shield.scope or (PROTECTION, "")
    days = [
        one.window.latest
        for one in life.recorded.get((track, shield.host), ())
        if one.counts(day) and one.window.latest and _concerns(one, other)
    ]
    last = max(days, default=None)
    return last is None or (day - last).days > most


def _concerns(one: Occurrence, other: str) -> bool:
    """Whether an entry speaks of a procedure with another state; one that names none may."""
    return not other or (one.event.by or one.event.to or other) == other


def headline(found: Iterable[str], vocabulary: Vocabulary) -> str:
    """Choose one standing to show: the most severe, a rumour of the end left aside."""
    return min(found, key=severity(vocabulary))


def severity(vocabulary: Vocabulary) -> Callable[[str], int]:
    """Rank standings for the headline: the most severe first, those set aside last."""
    return [*vocabulary.headline_order, *vocabulary.aside].index
