"""What became otherwise for one person between two states of a ledger, by which step, and why.

Between the states lie up to three steps: the ledger's own vocabulary changed, entries changed,
days passed. Each change is marked by the steps without which it would not be there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from caseledger.domain.causes import Touched, brought, touched_among
from caseledger.domain.turns import By, Cause, Derived, Key, Pair, Stand, Turns, Why, turns_between


@dataclass(frozen=True, slots=True)
class Course:
    """One person in every state that lies between two, so that each step can be looked at alone.

    ``first`` is the old state, ``start`` the same with the ledger's new kinds, law and rules.
    ``later`` has the old entries on the new day, ``entered`` the new entries on the old day,
    ``last`` both. ``touched`` are by case the entries that changed, ``files`` the ledger's own.
    """

    first: Stand
    start: Stand
    later: Stand
    entered: Stand
    last: Stand
    touched: Touched = field(default_factory=dict)
    files: tuple[str, ...] = ()


def derived_of(course: Course) -> tuple[Derived, ...]:
    """Say what differs between the first and the last state of a person, gravest first.

    What changed and changed back is left out.
    """
    net = turns_between((course.first, course.last))
    if not net:
        return ()
    ways = _ways(course)
    return tuple(_attributed(key, one, ways, course) for key, one in net.items())


Way = tuple[Pair, Turns]
"""Two states, and what differs between them."""


@dataclass(frozen=True, slots=True)
class _Ways:
    """What each step changes: by itself, from the start; and where all else has changed too."""

    version: Way
    entry: Way
    time: Way
    entry_alone: Way
    time_alone: Way


def _ways(course: Course) -> _Ways:
    pairs = (
        (course.first, course.start),
        (course.later, course.last),
        (course.entered, course.last),
        (course.start, course.entered),
        (course.start, course.later),
    )
    return _Ways(*((pair, turns_between(pair)) for pair in pairs))


def _attributed(key: Key, net: Derived, ways: _Ways, course: Course) -> Derived:
    """Name the steps that made a change: those that changed the same thing, else its sort."""
    for length in range(len(key), -1, -1):
        found = list(_steps(key[:length], ways))
        if found:
            causes = (
                cause for by, pair, turn in found for cause in _causes(turn, by, pair, course)
            )
            by = tuple(step for step, _, _ in found)
            because = tuple(dict.fromkeys(causes))
            return Derived(net.sort, net.what, net.old, net.new, by, because)
    return net


def _steps(begins: Key, ways: _Ways) -> Iterator[tuple[By, Pair, Derived]]:
    """The steps to which a change is due.

    One without which it would not be so; where it would be without either, each that does it
    alone. An entry of a day between the two needs both, and is due to its being written down.
    """

    def turn(way: Way) -> Derived | None:
        found = (one for key, one in way[1].items() if key[: len(begins)] == begins)
        return next(found, None)

    entry, time = turn(ways.entry), turn(ways.time)
    chosen = [(By.VERSION, ways.version)]
    if entry:
        chosen.append((By.ENTRY, ways.entry))
    if time and (not entry or turn(ways.entry_alone)):
        chosen.append((By.TIME, ways.time))
    if not entry and not time:
        chosen += [(By.ENTRY, ways.entry_alone), (By.TIME, ways.time_alone)]
    for by, way in chosen:
        found = turn(way)
        if found is not None:
            yield by, way[0], found


def _causes(turn: Derived, by: By, pair: Pair, course: Course) -> Iterable[Cause]:
    """What of a step made a change: what was touched among what it rests on, before or after."""
    if by is By.VERSION:
        return [Cause(Why.FILE, file=file) for file in course.files]
    if by is By.ENTRY:
        return [Cause(Why.ENTRY, one) for one in touched_among(turn, pair, course.touched)]
    return brought(turn, *pair)
