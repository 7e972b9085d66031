"""What an entry and its sources say happened: of these accounts exactly one is true."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from caseledger.domain.case import Claims, Event, Source
from caseledger.domain.loading import ATTRIBUTES

CLAIMED = ("kind", "state", "country", "by", "to", "outcome", "until", "final", "suspensive")
"""Fields on which a citation that differs makes a variant of the event, besides ``date``."""

BELIEVED_BY_NOBODY = frozenset({"doubtful", "unreliable"})
"""A source of such reliability makes no variant."""


def variants(event: Event, sources: Mapping[str, Source]) -> tuple[Claims, ...]:
    """Return what believed sources state instead of the entry."""
    return tuple(
        citation.says
        for citation in event.sources
        if citation.says is not None
        and not (
            citation.source in sources
            and sources[citation.source].reliability in BELIEVED_BY_NOBODY
        )
    )


def accounts_of(
    event: Event, sources: Mapping[str, Source], fields: Sequence[str] = CLAIMED
) -> tuple[Event, ...]:
    """Return the entry, and what each believed source makes of it, every account once.

    ``fields`` are those that are weighed besides the day: by default what a standing hangs on.
    A field that was resolved has in each of them the value of the source that is preferred, or
    the entry's where that source is silent on it; other fields stay as disputed as they were.
    """
    claims = variants(event, sources)
    if not claims and not event.resolved:
        return (event,)
    settled = dict(_settled(event, fields))
    told = [event, *(replace(event, **_said(claim, fields)) for claim in claims)]
    told = [replace(one, **settled) for one in told] if settled else told
    return tuple({_essence(one, fields): one for one in reversed(told)}.values())[::-1]


def disputed(event: Event, sources: Mapping[str, Source]) -> bool:
    """Whether a believed source differs in anything but the day, and nobody has resolved it."""
    accounts = accounts_of(event, sources)
    return len({_essence(one, CLAIMED)[1:] for one in accounts}) > 1


def _said(claim: Claims, fields: Sequence[str]) -> dict[str, Any]:
    """The fields of an event on which a source speaks for itself."""
    said = ((name, getattr(claim, name)) for name in ("date", *fields))
    return {name: value for name, value in said if value is not None}


def _settled(event: Event, fields: Sequence[str]) -> Iterator[tuple[str, Any]]:
    for key, resolution in (event.resolved or {}).items():
        name = ATTRIBUTES.get(key, key)
        if name in ("date", *fields):
            said = [c.says for c in event.sources if c.source == resolution.prefer and c.says]
            values = [value for claim in said if (value := getattr(claim, name)) is not None]
            yield name, values[0] if values else getattr(event, name)


def _essence(event: Event, fields: Sequence[str]) -> tuple[object, ...]:
    """What makes two accounts the same: the text of the date, and every field that is weighed."""
    return (event.date.text, *(getattr(event, name) for name in fields))
