"""The decision table: what one world comes to for a person on a day."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day

from caseledger.domain.law import SILENT, Ruling
from caseledger.domain.occurrences import Occurrence
from caseledger.domain.states import as_written, is_withheld
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.world import (
    EXTRADITION,
    NOWHERE,
    PROTECTION,
    SCOPED,
    Exposure,
    ExposureKey,
    Shield,
    ShieldKey,
    World,
)

NOT_THE_SAME = frozenset({"withheld", "stateless", NOWHERE})
"""Words in place of a state that do not make two of them one: only ``withheld-1`` twice does."""

ENDANGERED = frozenset({"enforceable", "scheduled"})
"""Levels of an exposure at which a status alone is not enough."""

DIRECT = frozenset({"interim-measure", "judgment"})
"""These hold off a transfer to a state that is not feared; besides only its own procedure."""

Recorded = Mapping[tuple[str, str | None], Sequence[Occurrence]]
"""Entries by track and state."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Whether a shield holds off an exposure: yes, no or possible, and the law that says so.

    ``by_law`` unless it is only a matter of what belongs to what.
    """

    answer: str
    ruling: Ruling = SILENT
    by_law: bool = False


Reaches = Mapping[tuple[ShieldKey, ExposureKey], Reach]
"""Whether each shield holds off each exposure."""


@dataclass(frozen=True, slots=True)
class View:
    """One way in which the uncertain may have turned out.

    ``bars`` are the shields that are in force where the person is; ``also`` the possible covers,
    by shield and track, that are taken to hold.
    """

    world: World
    bars: Sequence[Shield]
    also: Collection[tuple[str, str]]
    reaches: Reaches

    def covers(self, shield: Shield, exposure: Exposure) -> bool:
        """Whether a shield holds off an exposure."""
        answer = self.reaches[shield.key, exposure.key].answer
        return answer == "yes" or (
            answer == "possible" and (shield.kind, exposure.track) in self.also
        )


def decide(view: View, feared: frozenset[str], vocabulary: Vocabulary) -> str:
    """Apply the decision table to one view of a world: the first row that fits."""
    return settled(view.world, feared) or _in_host(view, feared, vocabulary)


def settled(world: World, feared: frozenset[str]) -> str:
    """The rows that no shield or exposure can change; nothing where the others must be asked."""
    if world.dead:
        return "deceased"
    if world.vanished:
        return "missing"
    if world.location in feared - NOT_THE_SAME:
        return "returned" if world.forced else "at-origin"
    return "" if world.location and world.location != NOWHERE else "unknown"


def _in_host(view: View, feared: frozenset[str], vocabulary: Vocabulary) -> str:
    world = view.world
    here = [e for e in world.exposures.values() if e.host == world.location]
    counted = [e for e in here if counts(e, feared)]
    threat = _threat(view, counted, vocabulary)
    return threat or _without_threat(view, [e for e in here if e not in counted], vocabulary)


def counts(exposure: Exposure, feared: frozenset[str]) -> bool:
    """Whether an exposure leads, or may lead, to what the person fears."""
    to = exposure.other
    return (
        exposure.track == EXTRADITION
        or to in feared
        or to == NOWHERE
        or is_withheld(as_written(to))
    )


def _threat(view: View, counted: Sequence[Exposure], vocabulary: Vocabulary) -> str:
    """What the exposures that count come to, held off by nothing, for a time, or by a status."""
    covering = [[s for s in view.bars if view.covers(s, e)] for e in counted]
    if not all(covering):
        return "exposed"
    if not all(any(vocabulary.is_status(s.kind) for s in those) for those in covering):
        return "limbo"
    return "threatened" if any(e.level in ENDANGERED for e in counted) else ""


def _without_threat(view: View, transfers: Sequence[Exposure], vocabulary: Vocabulary) -> str:
    if any(vocabulary.is_status(shield.kind) for shield in view.bars):
        return "protected"
    if not all(any(_holds_off(s, e, view) for s in view.bars) for e in transfers):
        return "transfer-pending"
    if view.bars:
        return "temporary"
    return "no-status" if view.world.location in view.world.no_status else "unknown"


def _holds_off(shield: Shield, transfer: Exposure, view: View) -> bool:
    """Whether a shield holds off a transfer that is not feared: its own, a measure, a judgment."""
    own = shield.kind in SCOPED and shield.scope is not None
    return (own or shield.kind in DIRECT) and view.covers(shield, transfer)


def reach(shield: Shield, exposure: Exposure, vocabulary: Vocabulary, day: Day) -> Reach:
    """Say whether a shield holds off an exposure: its scope, the general table, the law."""
    if shield.host != exposure.host or (shield.against and exposure.track not in shield.against):
        return Reach("no")
    if shield.scope is not None:
        track, other = shield.scope
        mine = track == exposure.track and other in ("", exposure.other)
        return Reach("yes" if mine else "no")
    answer = vocabulary.covers(shield.kind, exposure.track)
    if answer == "no":
        return Reach("no")
    law = vocabulary.law.covers(shield.host, shield.kind, exposure.track, day, shield.body)
    return Reach(law.answer if law.answer in ("yes", "no") else answer, law, by_law=True)


def covers(
    shield: Shield, exposure: Exposure, vocabulary: Vocabulary, day: Day, *, possible: bool
) -> bool:
    """Whether a shield holds off an exposure; ``possible``: also where that is not certain."""
    answer = reach(shield, exposure, vocabulary, day).answer
    return answer == "yes" or (possible and answer == "possible")


def certainly_holds(shield: Shield, recorded: Recorded, vocabulary: Vocabulary, day: Day) -> bool:
    """Whether a shield certainly still holds: not doubted, left behind, run out or idle."""
    if shield.doubted or shield.moved:
        return False
    if shield.until is not None and not _lasts(shield.until.earliest, day):
        return False
    return not (over(shield, vocabulary, day) or _idle(shield, recorded, vocabulary, day))


def _lasts(end: Day | None, day: Day) -> bool:
    return end is not None and day <= end


def over(shield: Shield, vocabulary: Vocabulary, day: Day) -> bool:
    """Whether a shield without an end is past its usual term, counted from the earliest day."""
    term, start = vocabulary.usual_term(shield.kind), shield.written.earliest
    if term is None or shield.until is not None:
        return False
    return start is None or (day - start).days > term


def _idle(shield: Shield, recorded: Recorded, vocabulary: Vocabulary, day: Day) -> bool:
    """Whether nothing is recorded of a claim or appeal for so long that it may have ended.

    As a usual term, the time runs from the earliest day of the last entry.
    """
    most, written = vocabulary.idle_after(shield.kind), shield.written.earliest
    if most is None or (written is not None and (day - written).days <= most):
        return False
    track, other = shield.scope or (PROTECTION, "")
    return not any(
        one.window.earliest is not None
        and (day - one.window.earliest).days <= most
        and one.counts(day)
        and _concerns(one, other)
        for one in recorded.get((track, shield.host), ())
    )


def _concerns(one: Occurrence, other: str) -> bool:
    """Whether an entry speaks of a procedure with another state; one that names none may."""
    return not other or (one.event.by or one.event.to or other) == other


def headline(found: Iterable[str], vocabulary: Vocabulary) -> str:
    """Choose one standing to show: the most severe, a rumour of the end left aside."""
    return min(found, key=severity(vocabulary))


def severity(vocabulary: Vocabulary) -> Callable[[str], int]:
    """Rank standings for the headline: the most severe first, those set aside last."""
    return [*vocabulary.headline_order, *vocabulary.aside].index
