"""A case as it was once, closed to the public as far as it has been closed since.

What leaves the ledger is decided by what it says today: who was named in public once may need
protection now (design, section 9).
"""

from dataclasses import replace
from datetime import date as Day

from caseledger.domain.case import Case, Event, Person
from caseledger.domain.stats.published import published

CLOSED = "restricted"


def closed_since(then: Case, now: Case | None, today: Day) -> Case:
    """Return an earlier state of a case in which nothing is public that is not public today.

    ``now`` is the present state, ``None`` where there is no such case any more: then all of it is
    closed, as where somebody was taken out. People go by the names that they have now.
    """
    people = [now.person(one.id) if now else None for one in then.people]
    if now is None or not now.is_public or None in people:
        return replace(then, visibility=CLOSED)
    told = {event.id for event in published(now, today).events}
    return replace(
        then,
        title=now.title,
        people=tuple(
            _named_as(old, new) for old, new in zip(then.people, people, strict=True) if new
        ),
        events=tuple(event if event.id in told else _closed(event) for event in then.events),
    )


def _named_as(then: Person, now: Person) -> Person:
    return replace(
        then, name=now.name, pseudonym=now.pseudonym, aliases=now.aliases, sealed=now.sealed
    )


def _closed(event: Event) -> Event:
    return replace(event, visibility=CLOSED)
