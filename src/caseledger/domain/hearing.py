"""A case as anybody could have known it by a day: only what had been reported by then.

Something is heard on the earliest day on which it was certainly reported: its `known`, its
`published`, or the dates of a source that is cited for it. A date that is not exact counts by its
latest day: not earlier is certain. What bears no such date is heard on the day on which it was
first written down, which only the history of the file tells (design, section 8).

An entry stands here in the words that it has today; who corrected it, and when, is what the
history of the file keeps. The facts about a person who was heard of stay as they are: a citizenship
does not begin on the day that somebody reports it, and without the feared states nobody would seem
to be in danger.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date as Day
from typing import Any

from caseledger.domain.case import Case, Citation, Claims, Event, Person, Resolution, Served, Source
from caseledger.domain.dates import CaseDate
from caseledger.domain.windows import window_of

Entry = tuple[str, str]
"""A part of the file, ``people``, ``sources`` or ``events``, and an id in it."""

CLAIMABLE = tuple(
    f.name
    for f in fields(Claims)
    if f.name in {g.name for g in fields(Event)} and not f.metadata.get("internal")
)
"""Fields of an event for which a source may state another value."""


def heard_by(case: Case, day: Day, first_written: Mapping[Entry, Day]) -> Case | None:
    """Return a case with only what had been reported by a day; ``None`` if nobody was heard of.

    ``first_written`` has a day for each `undated` entry; one that it lacks was never written, and
    so not heard. Sources that came later are gone with all that they say, and with the limits that
    they set to windows.
    """
    days = {**first_written, **_reported(case)}
    ear = _Ear(case, day, frozenset(entry for entry, one in days.items() if one <= day))
    people = tuple(person for person in case.people if ear.knows(person))
    if not people:
        return None
    heard = replace(
        case,
        opened=case.opened if _by(case.opened, day) else None,
        people=tuple(replace(one, sources=ear.citations(one.sources)) for one in people),
        sources=tuple(ear.source(one) for one in case.sources if ("sources", one.id) in ear.heard),
        events=tuple(ear.event(one) for one in case.events if ("events", one.id) in ear.heard),
        deadlines=tuple(one for one in case.deadlines if _by(one.on, day)),
    )
    # A summary tells of the whole: also of what was not heard yet.
    return case if heard == case else replace(heard, summary=None)


def undated(case: Case) -> frozenset[Entry]:
    """Return the entries that nothing in the case dates: only the history of its file can."""
    days = _reported(case)
    entries: list[Entry] = [("sources", one.id) for one in case.sources]
    entries += [("events", one.id) for one in case.events]
    entries += [("people", one.id) for one in case.people if not case.events_of(one)]
    return frozenset(entry for entry in entries if entry not in days)


def _reported(case: Case) -> dict[Entry, Day]:
    """The day on which each source and event was reported, where its dates tell."""
    days: dict[Entry, Day] = {}
    for source in case.sources:
        days |= _dated(("sources", source.id), (source.published, source.retrieved))
    for event in case.events:
        told = [one for c in event.sources if (one := days.get(("sources", c.source)))]
        days |= _dated(("events", event.id), (event.known, event.published), told)
    return days


def _dated(
    entry: Entry, dates: Iterable[CaseDate | None], more: Iterable[Day] = ()
) -> dict[Entry, Day]:
    days = [*(day for date in dates if date and (day := window_of(date).latest)), *more]
    return {entry: min(days)} if days else {}


def _by(date: CaseDate | None, day: Day) -> bool:
    """Whether a date certainly lies on a day or before it; without one nothing says otherwise."""
    return date is None or window_of(date).ended_by(day)


@dataclass(frozen=True, slots=True)
class _Ear:
    """What had been heard of a case by a day."""

    case: Case
    day: Day
    heard: frozenset[Entry]

    def knows(self, person: Person) -> bool:
        """Whether a person had been heard of: by name of a source, or in an event."""
        told = [("sources", citation.source) for citation in person.sources]
        told += [("events", event.id) for event in self.case.events_of(person)]
        return not self.heard.isdisjoint([("people", person.id), *told])

    def citations(self, cited: tuple[Citation, ...]) -> tuple[Citation, ...]:
        """Return the citations of sources that were out; one that is not in the case stays."""
        known = {source.id for source in self.case.sources}
        return tuple(
            c for c in cited if c.source not in known or ("sources", c.source) in self.heard
        )

    def source(self, source: Source) -> Source:
        """Return a source, without the one it reprints if that was not out."""
        original = ("sources", source.mirror_of or "") in self.heard
        return source if original else replace(source, mirror_of=None)

    def event(self, event: Event) -> Event:
        """Return an event that was heard of, with what was heard of it."""
        told = self._as_told(replace(event, sources=self.citations(event.sources)), event)
        links = [key for key in event.after if self._may_name(key)]
        return replace(
            told,
            known=event.known if _by(event.known, self.day) else None,
            published=event.published if _by(event.published, self.day) else None,
            served=self._served(event.served),
            after=tuple(links),
            of=event.of if event.of and self._may_name(event.of) else None,
            resolved=self._resolved(event),
        )

    def _as_told(self, event: Event, whole: Event) -> Event:
        """Put what the first source says in the place of what only a later one supports.

        Where the day of the entry itself is recorded, it was known as it stands.
        """
        late = [one.says for one in whole.sources if one not in event.sources]
        own = [date for date in (event.known, event.published) if date and _by(date, self.day)]
        if own or not late or not event.sources:
            return event
        changes: dict[str, Any] = {}
        for name in CLAIMABLE:
            said = [getattr(one.says, name, None) for one in event.sources]
            if None not in said and None in [getattr(one, name, None) for one in late]:
                changes[name] = said[0]
        told = replace(event, **changes)
        return replace(told, sources=tuple(_agreeing(one, told, changes) for one in event.sources))

    def _served(self, served: Served | None) -> Served | None:
        if served is None:
            return None
        person, counsel = (
            one if one and window_of(one).begun_by(self.day) else None
            for one in (served.person, served.counsel)
        )
        return replace(served, person=person, counsel=counsel) if person or counsel else None

    def _may_name(self, key: str) -> bool:
        """Whether an event may be named: it was heard of, or is not in the case at all."""
        known = {event.id for event in self.case.events}
        return key not in known or ("events", key) in self.heard

    def _resolved(self, event: Event) -> Mapping[str, Resolution] | None:
        """Leave out what was decided later, or for a source that was not out."""
        if event.resolved is None:
            return None
        kept = {
            name: one
            for name, one in event.resolved.items()
            if _by(one.on, self.day) and ("sources", one.prefer) in self.heard
        }
        return kept or None


def _agreeing(citation: Citation, event: Event, names: Iterable[str]) -> Citation:
    """Leave out what a source states as the entry now does."""
    says = citation.says
    same = {name: None for name in names if getattr(says, name, None) == getattr(event, name)}
    if says is None or not same:
        return citation
    left = replace(says, **same)
    return replace(citation, says=None if left == Claims() else left)
