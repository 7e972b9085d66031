"""Which of two events came first, as far as their dates, hours and ``after`` tell.

An alert is stricter than the standing: the place in the file is no proof of what came first within
a day, so what rests on it alone is not certain (DESIGN section 5, Alerts).
"""

import datetime as dt
from collections.abc import Iterable

from caseledger.domain.case import Event
from caseledger.domain.occurrences import Occurrence


def surely_before(first: Occurrence, second: Occurrence) -> bool:
    """Whether the first certainly came before the second."""
    if first.window.precedes(second.window) or first.event.id in second.event.after:
        return True
    early, late = _moment(first.event), _moment(second.event)
    return early is not None and late is not None and early < late


def followed(one: Occurrence, words: Iterable[Occurrence], day: dt.date) -> bool:
    """Whether one of these certainly happened by a day, and not before the event."""
    return any(word.counts(day) and not surely_before(word, one) for word in words)


def maybe_followed(one: Occurrence, words: Iterable[Occurrence]) -> bool:
    """Whether one of these, which may have happened, may have come after the event."""
    return any(not surely_before(word, one) for word in words)


def _moment(event: Event) -> dt.datetime | None:
    """The moment of an event that has an hour; one without an offset is read as UTC."""
    day = event.date.earliest
    if not event.time or day is None or day != event.date.latest:
        return None
    moment = dt.datetime.combine(day, dt.time.fromisoformat(event.time))
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
