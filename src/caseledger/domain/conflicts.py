"""Contradictions: everything in a case on which sources differ, or that cannot all be true.

Design, section 7. A decision which source to follow stands beside the claims and never removes
them from this list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date as Day
from enum import StrEnum

from caseledger.domain.accounts import CLAIMED as DECIDING
from caseledger.domain.case import Case, Citation, Claims, Count, Event, Person, Resolution
from caseledger.domain.checks.people import OF_PERSONS
from caseledger.domain.checks.references import CLAIMED
from caseledger.domain.claims import Claim, Entry, Reader, at_odds, claim_of, witness_of
from caseledger.domain.dates import CaseDate, Precision
from caseledger.domain.loading import ATTRIBUTES, KEYS
from caseledger.domain.occurrences import event_window
from caseledger.domain.sequences import sequences
from caseledger.domain.standing import standing
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.weekdays import NamedDay, named_days
from caseledger.domain.windows import window_of

OF_EVENTS = tuple(one.name for one in fields(Claims) if one.name not in (*OF_PERSONS, "other"))
"""What a source can state of an event; of a group it can state the count as well."""

DAYS_OF_ENTRIES = ("date", "for", "until", "known", "published", "born")
"""Dates of an entry that a text beside it may name with their weekday."""

LONGEST = 31
"""A date of more days than this is not what a text means that names a single day."""


class Sort(StrEnum):
    """Why claims cannot all be true."""

    DIFFER = "differ"
    WEEKDAY = "weekday"
    ORDER = "order"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Claims on one field of one entry that cannot all be true.

    ``matters`` says that where somebody stands on the day rests on the entry, or on one that it is
    held against. ``resolution`` is the decision kept for the field, ``followed`` what its source
    states. ``code`` is that of the problem where `check` finds the same.
    """

    case: Case
    entry: Entry
    field: str
    sort: Sort
    claims: tuple[Claim, ...]
    code: str = ""
    resolution: Resolution | None = None
    followed: object | None = None
    matters: bool = False

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided which source to follow."""
        return self.resolution is None

    @property
    def is_silent(self) -> bool:
        """Whether the source that is preferred says nothing on the field, or is not cited."""
        return self.resolution is not None and self.followed is None

    @property
    def choices(self) -> tuple[str, ...]:
        """The sources that a decision about this field can follow: those that the entry cites.

        None for a person, and for a field on which sources cannot differ: the format keeps no
        decision there.
        """
        if isinstance(self.entry, Person) or self.field not in CLAIMED:
            return ()
        known = {source.id for source in self.case.sources}
        cited = (citation.source for citation in self.entry.sources)
        return tuple(dict.fromkeys(source for source in cited if source in known))


def conflicts_of(case: Case, vocabulary: Vocabulary, day: Day) -> tuple[Conflict, ...]:
    """Return all contradictions in what a case holds as of a day.

    Entries that lie after the day are left out unless they are scheduled. What nobody has decided
    stands first, and there what matters for a standing on the day; then as in the file.
    """
    shown = _as_of(case, day)
    reader = Reader({source.id: source for source in case.sources}, vocabulary)
    found = [
        replace(one, case=case)
        for part in (_differing, _weekdays, _orders, _counts)
        for one in part(shown, reader, day)
    ]
    if not found:
        return ()
    basis = _basis(case, vocabulary, day)
    place = {id(entry): n for n, entry in enumerate((*case.people, *case.events))}
    known = [_weighed(_decided(one), basis) for one in found]
    return tuple(
        sorted(known, key=lambda one: (not one.is_open, not one.matters, place[id(one.entry)]))
    )


def _as_of(case: Case, day: Day) -> Case:
    """Leave out the entries that have not begun by a day; what is scheduled stays."""
    sources = {source.id: source for source in case.sources}
    events = (
        event
        for event in case.events
        if event.state == "scheduled" or event_window(event, sources).begun_by(day)
    )
    return replace(case, events=tuple(events))


def _decided(one: Conflict) -> Conflict:
    """Put the decision beside the claims, with what the source that it follows states."""
    decisions = one.entry.resolved if isinstance(one.entry, Event) else None
    resolution = (decisions or {}).get(one.field)
    if resolution is None:
        return one
    attribute = ATTRIBUTES.get(one.field, one.field)
    stated = [
        said if (said := getattr(citation.says, attribute, None)) is not None else entered
        for citation in one.entry.sources
        if citation.source == resolution.prefer
        for entered in (getattr(one.entry, attribute),)
    ]
    followed = next((value for value in stated if value not in (None, ())), None)
    return replace(one, resolution=resolution, followed=followed)


def _basis(case: Case, vocabulary: Vocabulary, day: Day) -> frozenset[str]:
    """What standings on a day rest on: ids of events, and of people whose citizenships are feared.

    The standing of a person with ``same_as`` rests on the entries of another case.
    """
    here = [person for person in case.people if not person.same_as]
    rests = (key for person in here for key in standing(case, person, day, vocabulary).basis)
    feared = (person.id for person in here if person.fears is None)
    return frozenset((*rests, *feared))


def _weighed(one: Conflict, basis: frozenset[str]) -> Conflict:
    if isinstance(one.entry, Person):
        return replace(one, matters=one.field == "citizenship" and one.entry.id in basis)
    touched = {one.entry.id, *(claim.event for claim in one.claims if claim.event)}
    return replace(one, matters=not touched.isdisjoint(basis))


# Sources that differ


def _differing(case: Case, reader: Reader, day: Day) -> Iterator[Conflict]:  # noqa: ARG001
    for entry, attributes in _entries(case):
        for attribute in _stated_by_sources(entry, attributes):
            field = KEYS.get(attribute, attribute)
            claims = reader.claims(entry, field, attribute)
            if at_odds(_held(claims, attribute), attribute):
                yield Conflict(case, entry, field, Sort.DIFFER, claims)


def _entries(case: Case) -> Iterator[tuple[Entry, Sequence[str]]]:
    for person in case.people:
        yield person, (*OF_PERSONS, "count")
    for event in case.events:
        yield event, OF_EVENTS


def _stated_by_sources(entry: Entry, attributes: Sequence[str]) -> list[str]:
    """The fields on which a source has a word of its own; most entries have none."""
    said = [citation.says for citation in entry.sources if citation.says]
    return [name for name in attributes if any(getattr(one, name) is not None for one in said)]


def _held(claims: tuple[Claim, ...], attribute: str) -> tuple[Claim, ...]:
    """The claims to be held against each other; silence counts where it decides a standing."""
    return tuple(one for one in claims if one.value is not None or attribute in DECIDING)


# Weekdays that do not fit


def _weekdays(case: Case, reader: Reader, day: Day) -> Iterator[Conflict]:  # noqa: ARG001
    for entry, _attributes in _entries(case):
        for where, text, citation in _texts(entry):
            for named in named_days(text):
                misfit = _misfit(entry, citation, named)
                if misfit is not None:
                    field, date = misfit
                    stated = _stated(entry, field, date, reader)
                    by = (witness_of(citation, reader.sources),) if citation else ()
                    told = claim_of(entry, named.text, field, where, by)
                    yield Conflict(case, entry, field, Sort.WEEKDAY, (stated, told))


def _texts(entry: Entry) -> Iterator[tuple[str, str, Citation | None]]:
    """Texts that speak of the entry itself, and who is quoted with them."""
    if entry.note:
        yield "note", entry.note, None
    for citation in entry.sources:
        yield from (("quote", citation.quote, citation),) if citation.quote else ()
        yield from (("locator", citation.locator, citation),) if citation.locator else ()


def _misfit(
    entry: Entry, citation: Citation | None, named: NamedDay
) -> tuple[str, CaseDate] | None:
    """Return the date of an entry that a text names with a weekday that it did not fall on."""
    holders = [citation.says, entry] if citation and citation.says else [entry]
    for field in DAYS_OF_ENTRIES:
        for holder in holders:
            date = getattr(holder, ATTRIBUTES.get(field, field), None)
            day = _meant(named, date) if isinstance(date, CaseDate) else None
            if date is not None and day is not None:
                return None if day.weekday() == named.weekday else (field, date)
    return None


def _meant(named: NamedDay, date: CaseDate) -> Day | None:
    """Return the day that a text names, if it is that of a date, or lies within an imprecise one.

    A text without a year is believed to mean a date only where that is exact to the day.
    """
    window = window_of(date)
    if window.earliest is None or window.latest is None:
        return None
    if named.year is None and date.precision is not Precision.DAY:
        return None
    day = named.falls_on(window.earliest.year)
    narrow = (window.latest - window.earliest).days < LONGEST
    return day if day and narrow and window.contains(day) else None


def _stated(entry: Entry, field: str, date: CaseDate, reader: Reader) -> Claim:
    """The claim of a date that a text contradicts."""
    claims = reader.claims(entry, field, ATTRIBUTES.get(field, field))
    return next(
        claim
        for claim in claims
        if isinstance(claim.value, CaseDate) and claim.value.canonical == date.canonical
    )


# Orders and numbers


def _orders(case: Case, reader: Reader, day: Day) -> Iterator[Conflict]:
    for one in sequences(case, reader, day):
        yield Conflict(case, one.event, one.field, Sort.ORDER, one.claims, one.code)


def _counts(case: Case, reader: Reader, day: Day) -> Iterator[Conflict]:  # noqa: ARG001
    """Entries about more people than the groups that they name can have."""
    for event in case.events:
        groups = [
            person
            for person in case.people
            if person.count and (event.people is None or person.id in event.people)
        ]
        sizes = [reader.claims(group, "count", "count") for group in groups]
        most = sum(max(_most(claim) for claim in claims) for claims in sizes)
        counted = reader.claims(event, "count", "count")
        least = [c.value.min for c in counted if isinstance(c.value, Count)]
        if groups and least and max(least) > most:
            said = tuple(claim for claim in counted if claim.value is not None)
            claims = (*said, *(claim for group in sizes for claim in group))
            yield Conflict(case, event, "count", Sort.COUNT, claims)


def _most(claim: Claim) -> int:
    return claim.value.max if isinstance(claim.value, Count) else 0
