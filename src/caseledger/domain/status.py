"""The people of cases as they stand on a day, and who of them is asked for."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date as Day

from caseledger.domain.alerts import Alert, alerts_of
from caseledger.domain.case import Case, Event, Person
from caseledger.domain.deadlines.all import all_of, next_of
from caseledger.domain.deadlines.deadline import Deadline
from caseledger.domain.elsewhere import elsewhere
from caseledger.domain.life import Life, life_of
from caseledger.domain.occurrences import occurrences_of
from caseledger.domain.ordering import in_order
from caseledger.domain.standing import Standing, not_certain, standing_of
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.world import Liberty

CLOSED, REOPENED = "case.closed", "case.reopened"
IN_CUSTODY = frozenset({"detained", "held-unlawfully", "house-arrest"})
"""States of liberty whose days are counted."""


@dataclass(frozen=True, slots=True)
class PersonNow:
    """One person of a case on a day.

    The standing is read from ``life``, which for a person with ``same_as`` lies in another case;
    ``missing_case`` is set where that case or person is not there.
    """

    case: Case
    person: Person
    life: Life
    standing: Standing
    closed: bool
    missing_case: bool = False
    alerts: tuple[Alert, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    next_deadline: Deadline | None = None

    @property
    def key(self) -> tuple[str, str]:
        """Case id and person id."""
        return (self.case.id, self.person.id)

    @property
    def identity(self) -> str:
        """CASE/PERSON of the entries: one for a person who stands in several cases."""
        if self.missing_case:
            return str(self.person.same_as)
        return f"{self.life.case.id}/{self.life.person.id}"

    def event(self, key: str) -> Event | None:
        """Return an event of the life by its id."""
        return next((one.event for one in self.life.occurrences if one.event.id == key), None)


@dataclass(frozen=True, slots=True)
class Query:
    """Whom to list. An empty set asks for nothing; each filled one must be met.

    ``within`` asks for a deadline that is open and due by that day; one that has passed is, too,
    unless that was long ago.
    """

    standings: frozenset[str] = frozenset()
    tracks: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    citizenships: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    alerts: frozenset[str] = frozenset()
    within: Day | None = None
    closed: bool = False

    def meets(self, one: PersonNow) -> bool:
        """Whether a person is asked for; a standing or an alert is met if it is possible."""
        standing = one.standing
        return (
            (self.closed or not one.closed)
            and all(
                not wanted or wanted.intersection(found)
                for wanted, found in (
                    (self.standings, standing.possible),
                    (self.tracks, [track.track for track in standing.tracks]),
                    (self.countries, standing.locations),
                    (self.citizenships, one.person.citizenship),
                    (self.tags, one.case.tags),
                    (self.people, _called(one.person, self.people)),
                    (self.alerts, [alert.name for alert in one.alerts]),
                )
            )
            and (self.within is None or _due_by(one, self.within))
        )


def _due_by(one: PersonNow, day: Day) -> bool:
    first = one.next_deadline.effective if one.next_deadline else None
    return first is not None and first <= day


def _called(person: Person, wanted: Iterable[str]) -> list[str]:
    """The words that mean this person: its id, or a part of one of its names."""
    names = [n.casefold() for n in (person.name, person.pseudonym, *person.aliases) if n]
    return [w for w in wanted if w == person.id or any(w.casefold() in name for name in names)]


def people_of(
    case: Case,
    day: Day,
    vocabulary: Vocabulary,
    others: Mapping[str, Case],
    faulty: Collection[str] = (),
) -> tuple[PersonNow, ...]:
    """Return the people of a case on a day.

    ``others`` are the cases that ``same_as`` may name, ``faulty`` the ids of those whose files
    have errors: nothing about them is certain, and an entry that closes them hides nobody.
    """
    found = (_now(case, person, day, vocabulary, others) for person in case.people)
    return tuple(_warned(_doubted(one, faulty), day, faulty) for one in found)


def _warned(one: PersonNow, day: Day, faulty: Collection[str]) -> PersonNow:
    """Add what is due and what to warn of; nothing in a file with errors is certain."""
    thresholds, deadlines = one.life.vocabulary.thresholds, all_of(one.life, day)
    if one.case.id in faulty or one.life.case.id in faulty:
        deadlines = tuple(replace(each, certain=False) for each in deadlines)
    alerts = alerts_of(one.life, one.standing, day, thresholds, deadlines)
    following = next_of(deadlines, day)
    return replace(one, alerts=alerts, deadlines=deadlines, next_deadline=following)


def _doubted(one: PersonNow, faulty: Collection[str]) -> PersonNow:
    if one.missing_case:
        return replace(one, standing=not_certain(one.standing))
    if one.case.id in faulty or one.life.case.id in faulty:
        return replace(one, standing=not_certain(one.standing), closed=False)
    return one


def _now(
    case: Case,
    person: Person,
    day: Day,
    vocabulary: Vocabulary,
    others: Mapping[str, Case],
) -> PersonNow:
    closed = is_closed(case, person, day, vocabulary)
    found = elsewhere(case, person, others)
    life = life_of(*(found or (case, person)), vocabulary)
    return PersonNow(case, person, life, standing_of(life, day), closed, missing_case=not found)


def is_closed(case: Case, person: Person, day: Day, vocabulary: Vocabulary) -> bool:
    """Whether the case of a person was closed by a day and not reopened after that."""
    if not any(event.kind == CLOSED for event in case.events):
        return False
    turns = [
        one
        for one in occurrences_of(case, vocabulary, person)
        if one.event.kind in (CLOSED, REOPENED) and one.counts(day)
    ]
    return bool(turns) and in_order(turns)[-1].event.kind == CLOSED


def days_held(liberty: Liberty, day: Day) -> tuple[int, int] | None:
    """Return the least and the most full days of custody up to a day, if that is recorded."""
    since = liberty.since
    if liberty.state not in IN_CUSTODY or since is None or since.earliest is None:
        return None
    least = (day - since.latest).days if since.latest else 0
    return (max(least, 0), max((day - since.earliest).days, 0))
