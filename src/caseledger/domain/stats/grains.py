"""What of a person is looked at: how they stand, or each of their procedures, tracks or events."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day

from caseledger.domain.case import Event
from caseledger.domain.occurrences import Occurrence
from caseledger.domain.procedures import Rules, procedures_of, rules_of
from caseledger.domain.states import UNKNOWN
from caseledger.domain.stats.counting import Count
from caseledger.domain.status import PersonNow
from caseledger.domain.windows import OPEN, Window

NOTHING = "none"
"""The value of a track, an outcome or a period of somebody of whom none is recorded."""

Values = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Grain:
    """One thing about a person: its name in the case, what it says, when, and if that is sure.

    ``values`` are for each dimension those of which one is true, ``tracks`` what it is part of.
    ``part`` is how many of a group the event concerns that the values come from. How a group
    stands, and what it is, comes from no single event.
    """

    name: str
    values: Values
    window: Window
    sure: bool
    tracks: frozenset[str]
    part: Count | None = None


def standings(one: PersonNow, day: Day) -> Iterator[Grain]:  # noqa: ARG001 - as the others
    """Yield a person as they stand, where they are."""
    tracks = frozenset(track.track for track in one.standing.tracks)
    host = {"host": frozenset(one.standing.locations)}
    yield Grain("", host, OPEN, True, tracks)  # noqa: FBT003


def tracks(one: PersonNow, day: Day) -> Iterator[Grain]:  # noqa: ARG001
    """Yield the last word on each track in each state."""
    for track in one.standing.tracks:
        values = {
            "track": frozenset({f"{track.track}.{track.state}"}),
            "host": frozenset({track.country or UNKNOWN}),
        }
        window = Window(track.since, track.since)
        part = _part(one.event(track.event))
        yield Grain(track.event, values, window, True, frozenset({track.track}), part)  # noqa: FBT003


def procedures(one: PersonNow, day: Day) -> Iterator[Grain]:
    """Yield each procedure; its days are those on which its outcome may have come."""
    life = one.life
    for found in procedures_of(life.case, life.occurrences, day, life.vocabulary):
        values = {
            "track": frozenset(found.states),
            "outcome": frozenset(f"{found.track}.{code}" for code in found.outcomes),
            "host": frozenset({found.host or UNKNOWN}),
        }
        part = _part(found.decided_by[0]) if len(found.decided_by) == 1 else None
        yield Grain(found.root, values, found.since, found.certain, frozenset({found.track}), part)


def events(one: PersonNow, day: Day) -> Iterator[Grain]:
    """Yield each event that took place, or may have, by a day."""
    rules = rules_of(one.life.vocabulary)
    for found in one.life.occurrences:
        if found.counts(day) or found.possible(day):
            yield _event(found, rules, day)


def _event(found: Occurrence, rules: Rules, day: Day) -> Grain:
    event, code = found.event, found.kind.code if found.kind else found.event.kind
    track = code.partition(".")[0]
    word = found.kind.outcome(event.outcome) if found.kind and event.outcome else None
    came_to = [one for one in rules.verdict(code, word) if one in rules.outcomes]
    values = {
        "track": frozenset({code}),
        "outcome": frozenset(f"{track}.{one}" for one in came_to) or frozenset({NOTHING}),
        "host": frozenset({event.country or UNKNOWN}),
    }
    return Grain(
        event.id, values, found.window, found.counts(day), frozenset({track}), _part(event)
    )


def _part(event: Event | None) -> Count | None:
    return Count(event.count.min, event.count.max) if event and event.count else None


GRAINS: Mapping[str, Callable[[PersonNow, Day], Iterator[Grain]]] = {
    "standing": standings,
    "track": tracks,
    "procedure": procedures,
    "event": events,
}
