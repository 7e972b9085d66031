"""What an entry and its sources say happened: of these accounts exactly one is true."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from caseledger.domain.case import Claims, Event, Source

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


def accounts_of(event: Event, sources: Mapping[str, Source]) -> tuple[Event, ...]:
    """Return the entry, and what each believed source makes of it, every account once.

    A field that was resolved has in each of them the value of the source that is preferred, or
    the entry's where that source is silent on it; other fields stay as disputed as they were.
    """
    claims = variants(event, sources)
    if not claims and not event.resolved:
        return (event,)
    settled = dict(_settled(event))
    told = [event, *(replace(event, **_said(claim)) for claim in claims)]
    told = [replace(one, **settled) for one in told] if settled else told
    return tuple({_essence(one): one for one in reversed(told)}.values())[::-1]


def disputed(event: Event, sources: Mapping[str, Source]) -> bool:
    """Whether a believed source differs in anything but the day, and nobody has resolved it."""
    accounts = accounts_of(event, sources)
    return len({_essence(one)[1:] for one in accounts}) > 1


def _said(claim: Claims) -> dict[str, Any]:
    """The fields of an event on which a source speaks for itself."""
    said = ((name, getattr(claim, name)) for name in ("date", *CLAIMED))
    return {name: value for name, value in said if value is not None}


def _settled(event: Event) -> Iterator[tuple[str, Any]]:
    for name, resolution in (event.resolved or {}).items():
        if name in ("date", *CLAIMED):
            said = [c.says for c in event.sources if c.source == resolution.prefer and c.says]
            values = [value for claim in said if (value := getattr(claim, name)) is not None]
            yield name, values[0] if values else getattr(event, name)


def _essence(event: Event) -> tuple[object, ...]:
    """What makes two accounts the same: the text of the date, and every field that is claimed."""
    return (event.date.text, *(getattr(event, name) for name in CLAIMED))
