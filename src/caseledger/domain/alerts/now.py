"""What the alerts of one person read: the standing, and the entries told by a day, by kind."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta

from caseledger.domain.case import Event
from caseledger.domain.deadlines.deadline import Deadline
from caseledger.domain.effects import applying
from caseledger.domain.kind import OUTCOME_ELSE, Effect
from caseledger.domain.life import Life
from caseledger.domain.occurrences import Occurrence
from caseledger.domain.standing import Standing
from caseledger.domain.tellings import ALIVE
from caseledger.domain.windows import Window, moved

GONE = frozenset({"returned", "deceased", "missing"})
"""Standings in which nothing in a host state can be warned of any more."""

Told = Mapping[str, Sequence[Occurrence]]


@dataclass(frozen=True, slots=True)
class Now:
    """One person on a day.

    ``kinds`` holds what happened by the day or may have, by kind, in file order; ``effects`` the
    same by each operation that the kind applies. ``entries`` are all entries by their id.
    """

    life: Life
    standing: Standing
    day: Day
    thresholds: Mapping[str, int]
    kinds: Told
    effects: Told
    entries: Mapping[str, Occurrence]
    deadlines: Sequence[Deadline] = ()

    def of(self, *codes: str) -> list[Occurrence]:
        """Return what happened, or may have, of some kinds, in file order."""
        found = [one for code in codes for one in self.kinds.get(code, ())]
        return sorted(found, key=lambda one: one.index) if len(codes) > 1 else found

    def doing(self, *operations: str) -> Iterator[Occurrence]:
        """Yield what happened, or may have, and applies one of some effects."""
        for operation in operations:
            yield from self.effects.get(operation, ())

    def sure(self, one: Occurrence) -> bool:
        """Whether an event has certainly happened by the day."""
        return one.counts(self.day)

    def ahead(self, name: str) -> Day:
        """Return the last day that lies within the threshold of an alert."""
        return moved(self.day, timedelta(self.thresholds[name]))

    def behind(self, name: str) -> Day:
        """Return the first day that lies within the threshold of an alert, looking back."""
        return moved(self.day, -timedelta(self.thresholds[name]))

    def here(self, state: str | None) -> bool:
        """Whether the person is, or may be, in a state."""
        return state in self.standing.locations

    @property
    def placed(self) -> bool:
        """Whether it is certain in which state the person is."""
        return len(self.standing.locations) == 1

    @property
    def gone(self) -> bool:
        """Whether the headline says that the person was returned, is missing or has died."""
        return self.standing.code in GONE


def now_of(
    life: Life,
    standing: Standing,
    day: Day,
    thresholds: Mapping[str, int],
    deadlines: Sequence[Deadline] = (),
) -> Now:
    """Sort the entries of a person as the alerts ask for them."""
    kinds: dict[str, list[Occurrence]] = {}
    effects: dict[str, list[Occurrence]] = {}
    for one in life.occurrences:
        if one.kind is None or one.event.state not in ALIVE or not one.window.begun_by(day):
            continue
        kinds.setdefault(one.kind.code, []).append(one)
        for operation in {effect.operation for effect in one.kind.effects}:
            effects.setdefault(operation, []).append(one)
    entries = {one.event.id: one for one in life.occurrences}
    return Now(life, standing, day, thresholds, kinds, effects, entries, deadlines)


def effects_of(one: Occurrence, operation: str) -> Iterator[Effect]:
    """Yield the effects of one operation that an event has."""
    for effect in applying(one.kind, one.event) if one.kind else ():
        if effect.operation == operation:
            yield effect


def shields_written(one: Occurrence) -> frozenset[str]:
    """Return the sorts of shields that an event writes; of a status by outcome, the outcome."""
    return frozenset(_shield(str(effect.value), one.event) for effect in effects_of(one, "shield"))


def _shield(value: str, event: Event) -> str:
    written = OUTCOME_ELSE.fullmatch(value)
    return (event.outcome or written[1]) if written else value


def shields_ended(one: Occurrence) -> frozenset[str]:
    """Return the sorts of shields that an event ends."""
    found: set[str] = set()
    for effect in effects_of(one, "clear-shield"):
        found.update((effect.value,) if isinstance(effect.value, str) else effect.value)
    return frozenset(found)


def grants_status(one: Occurrence, now: Now) -> bool:
    """Whether an event gives or extends a status, whichever it is."""
    return any(
        OUTCOME_ELSE.fullmatch(str(effect.value))
        or now.life.vocabulary.is_status(str(effect.value))
        for effect in effects_of(one, "shield")
    )


def ids(found: Iterable[Occurrence]) -> tuple[str, ...]:
    """Return the ids of entries."""
    return tuple(one.event.id for one in found)


def last_of(told: Iterable[Occurrence], last: Day, now: Now) -> Window:
    """Return the days on which the last certain word of some may be, which is told by a day."""
    begun = (one.window.earliest for one in told if now.sure(one))
    return Window(max((day for day in begun if day), default=None), last)


def within(window: Window, first: Day, last: Day) -> bool:
    """Whether a day certainly lies between two days, both included."""
    early, late = window.earliest, window.latest
    return early is not None and late is not None and first <= early and late <= last
