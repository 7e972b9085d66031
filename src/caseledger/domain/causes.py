"""Why something became otherwise for a person: entries that were touched, or what a day brought."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date as Day

from caseledger.domain.alerts import Alert
from caseledger.domain.changes import Address
from caseledger.domain.deadlines.deadline import Deadline
from caseledger.domain.enforceability import appeal_times
from caseledger.domain.life import last_world
from caseledger.domain.occurrences import Occurrence
from caseledger.domain.since import EVENT, EXPIRY, LAW
from caseledger.domain.standing import ShieldNow
from caseledger.domain.status import PersonNow
from caseledger.domain.turns import Cause, Derived, Pair, Sort, Stand, What, Why
from caseledger.domain.windows import Window, window_of
from caseledger.domain.world import Exposure

Touched = Mapping[str, frozenset[Address]]
"""By case the entries that are not what they were."""


def touched_among(turn: Derived, pair: Pair, touched: Touched) -> Iterable[Address]:
    """The changed entries that it rests on; all that changed where it is none of them."""
    there = _there(pair)
    if len(there) == 1:
        return [("people", there[0].person.id)]  # who came or went did so with all that is theirs
    cases = {case for one in there for case in (one.life.case.id, one.case.id)}
    changed = sorted({entry for case in cases for entry in touched.get(case, ())})
    rests = {("events", event) for event in _evidence(turn, pair)}
    rests |= {("people", one.life.person.id) for one in there}
    rests |= {("people", one.person.id) for one in there}
    rests |= {("deadlines", decision) for decision in _decisions(turn)}
    return [entry for entry in changed if entry in rests] or changed


def _there(pair: Sequence[Stand]) -> list[PersonNow]:
    return [stand.one for stand in pair if stand.one is not None]


def _evidence(turn: Derived, pair: Sequence[Stand]) -> frozenset[str]:
    """The events that a change rests on, in the states before and after."""
    things = [thing for thing in (turn.old, turn.new) if thing is not None]
    found: set[str] = set()
    for thing in things:
        if isinstance(thing, Exposure | Alert):
            found |= set(thing.events)
        elif isinstance(thing, ShieldNow):
            found.add(thing.shield.event)
        elif isinstance(thing, Deadline):
            found |= _behind(thing)
    if turn.sort in (Sort.STANDING, Sort.LOCATION):
        found |= {event for stand in pair for event in _standing_on(stand)}
    if turn.sort is Sort.LIBERTY:
        found |= {one.standing.liberty.event for one in _there(pair)}
    return frozenset(found)


def _behind(one: Deadline) -> set[str]:
    met = one.met.event if one.met else None
    events = (one.trigger, one.selector, met, one.moot_by)
    return {event.id for event in events if event is not None}


def _standing_on(stand: Stand) -> Iterator[str]:
    if stand.one is None:
        return
    standing = stand.one.standing
    yield last_world(stand.one.life.steps(stand.day)).placed_by
    yield from (*standing.basis, *standing.unknown_kinds)
    for exposure in standing.exposures:
        yield from exposure.exposure.events
    yield from (now.shield.event for now in standing.shields)
    if standing.since:
        yield standing.since.event


def _decisions(turn: Derived) -> Iterator[str]:
    for thing in (turn.old, turn.new):
        if isinstance(thing, Deadline) and thing.decision is not None:
            yield thing.decision.stored.id


def brought(turn: Derived, then: Stand, now: Stand) -> Iterator[Cause]:
    """What happened, ran out or went by between two days and made a change; else the day itself."""
    if turn.what is What.PASSED and isinstance(turn.new, Deadline):
        yield Cause(Why.DAY, day=turn.new.effective)
        return
    one = now.one or then.one
    if one is None:
        return
    evidence = _evidence(turn, (then, now))
    found = list(dict.fromkeys((*_since(turn, then, now), *_shield_end(turn, then.day, now.day))))
    if not found:
        dated = [each for o in one.life.occurrences for each in _dated(o, then.day, now.day)]
        dated += _appeals(one, then.day, now.day)
        found = [each for each in dated if each.entry[1] in evidence]
    yield from found or [Cause(Why.DAY, day=now.day)]


def _since(turn: Derived, then: Stand, now: Stand) -> Iterator[Cause]:
    """The cause of the standing itself, if it began between the days."""
    since = now.one.standing.since if now.one and turn.sort is Sort.STANDING else None
    day = (since.latest or since.earliest) if since else None
    if since is None or day is None or not then.day < day <= now.day:
        return
    entry = ("events", since.event) if since.event else ()
    why = {EVENT: Why.HAPPENED, EXPIRY: Why.EXPIRY, LAW: Why.LAW}[since.cause]
    yield Cause(why, entry, day=_last_of(why, day))


def _shield_end(turn: Derived, before: Day, after: Day) -> Iterator[Cause]:
    if not isinstance(turn.new, ShieldNow):
        return
    shield = turn.new.shield
    end = shield.until.latest if shield.until else None
    if end is not None and before <= end < after:
        yield Cause(Why.EXPIRY, ("events", shield.event), day=end)


def _dated(one: Occurrence, before: Day, after: Day) -> Iterator[Cause]:
    """What the days between brought for an entry: it happened, its term or its day is over."""
    event, entry = one.event, ("events", one.event.id)
    for why, window, first, last in (
        (Why.HAPPENED, one.window, before.toordinal() + 1, after.toordinal()),
        (Why.EXPIRY, _window(event.until), before.toordinal(), after.toordinal() - 1),
        (Why.FIXED, _window(event.for_), before.toordinal(), after.toordinal() - 1),
    ):
        days = (window.latest, window.earliest) if window else ()
        day = next((d for d in days if d and first <= d.toordinal() <= last), None)
        if day is not None:
            yield Cause(why, entry, day=day)


def _appeals(one: PersonNow, before: Day, after: Day) -> Iterator[Cause]:
    """Times to appeal that ended between two days."""
    for time in appeal_times(one.life, after):
        end = time.ends.latest
        if end is not None and before <= end < after:
            yield Cause(Why.APPEAL, ("events", time.order.id), day=end)


def _window(date: object) -> Window | None:
    return None if date is None else window_of(date)  # type: ignore[arg-type] # a CaseDate


def _last_of(why: Why, day: Day) -> Day:
    """The last day of what ran out: what follows from it begins the day after."""
    return Day.fromordinal(day.toordinal() - 1) if why is Why.EXPIRY and day > Day.min else day
