"""What would be, had somebody recorded one thing more: a change of a case, and the life after it.

A change is data, of which both the life after it and the command that makes it are worked out: so
a command that is proposed writes just what the promise was made of.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as Day
from typing import Any

from caseledger.domain.case import Case, Event, Resolution
from caseledger.domain.dates import parse_date
from caseledger.domain.law import Provision
from caseledger.domain.life import Life
from caseledger.domain.loading import ATTRIBUTES

NOT_WRITTEN = "-"
"""The id of an event that nobody has written; no file can hold it."""


@dataclass(frozen=True, slots=True)
class SetField:
    """Another value for a field of an event; ``path`` is the field, dotted where it lies inside."""

    event: str
    path: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AddEvent:
    """One more event, that happened on a day; ``fields`` by the keys of a file."""

    kind: str
    date: Day
    fields: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class AddProvision:
    """A provision of law under ``law`` in `ledger.yaml`."""

    provision: Provision


Change = SetField | AddEvent | AddProvision


def life_after(life: Life, change: Change) -> Life:
    """Return the life of the same person as it would be after a change."""
    if isinstance(change, AddProvision):
        return Life(life.case, life.person, life.vocabulary.with_law([change.provision]))
    if isinstance(change, AddEvent):
        events = (*life.case.events, _added(change, life))
    else:
        events = tuple(
            _changed(one, change) if one.id == change.event else one for one in life.case.events
        )
    return Life(replace(life.case, events=events), life.person, life.vocabulary)


def whom(case: Case, person: str) -> tuple[str, ...]:
    """The people that an event has to name to be about one of them: nobody in a case of one."""
    return (person,) if len(case.people) > 1 else ()


def _added(change: AddEvent, life: Life) -> Event:
    values: dict[str, Any] = {
        ATTRIBUTES.get(key, key): texts if key in ("against", "grounds") else texts[0]
        for key, texts in change.fields
    }
    return Event(
        id=NOT_WRITTEN,
        date=parse_date(change.date.isoformat()),
        kind=change.kind,
        sources=(),
        people=whom(life.case, life.person.id) or None,
        **values,
    )


def _changed(event: Event, change: SetField) -> Event:
    field, *inside = change.path.split(".")
    return _WRITERS[field](event, inside, change.values)


def _dated(event: Event, _inside: Sequence[str], values: Sequence[str]) -> Event:
    return replace(event, date=parse_date(values[0]))


def _ordered(event: Event, _inside: Sequence[str], values: Sequence[str]) -> Event:
    return replace(event, after=tuple(values))


def _resolved(event: Event, inside: Sequence[str], values: Sequence[str]) -> Event:
    field = inside[0]
    decided: Mapping[str, Resolution] = event.resolved or {}
    old = decided.get(field)
    new = replace(old, prefer=values[0]) if old else Resolution(prefer=values[0])
    return replace(event, resolved={**decided, field: new})


def _state(event: Event, _inside: Sequence[str], values: Sequence[str]) -> Event:
    return replace(event, state=values[0])


def _suspensive(event: Event, _inside: Sequence[str], values: Sequence[str]) -> Event:
    return replace(event, suspensive=values[0])


_WRITERS: Mapping[str, Callable[[Event, Sequence[str], Sequence[str]], Event]] = {
    "date": _dated,
    "after": _ordered,
    "resolved": _resolved,
    "state": _state,
    "suspensive": _suspensive,
}
"""How each field that a question is about takes its value."""
