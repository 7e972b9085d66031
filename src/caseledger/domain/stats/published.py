"""What of a case may be counted in public: the entries that a published source reports.

In a public case an event is public only if a published source reports it and it is not in the
future, unless its `visibility` says so; an embargo holds it back until its day (design, section 2).
A source is published if it says when, and by whom or at which address: a phone call also has a day.
"""

from dataclasses import replace
from datetime import date as Day

from caseledger.domain.case import Case, Event, Source
from caseledger.domain.dates import CaseDate

PUBLIC = "public"


def published(case: Case, today: Day) -> Case:
    """Return a case with only those events that are public on a day."""
    sources = published_sources(case, today)
    events = tuple(event for event in case.events if _is_public(event, sources, today))
    return case if len(events) == len(case.events) else replace(case, events=events)


def published_sources(case: Case, today: Day) -> set[str]:
    """Return the ids of the sources that anybody can have read by a day."""
    return {source.id for source in case.sources if _is_out(source, today)}


def _is_out(source: Source, today: Day) -> bool:
    """Whether anybody can have read a source by a day."""
    findable = bool(source.url or source.archive_url or source.publisher)
    closed = source.visibility not in (None, PUBLIC) or _held_back(source.embargo, today)
    return findable and not closed and _by(source.published, today)


def _is_public(event: Event, sources: set[str], today: Day) -> bool:
    if _held_back(event.embargo, today):
        return False
    if event.visibility is not None:
        return bool(event.visibility == PUBLIC)
    reported = any(citation.source in sources for citation in event.sources)
    return reported and event.state != "scheduled" and _begun(event.date, today)


def _by(date: CaseDate | None, day: Day) -> bool:
    return date is not None and date.latest is not None and date.latest <= day


def _begun(date: CaseDate, day: Day) -> bool:
    return date.earliest is None or date.earliest <= day


def _held_back(embargo: CaseDate | None, today: Day) -> bool:
    return embargo is not None and not (embargo.latest is not None and embargo.latest <= today)
