"""The people of cases as they stand on a day: who is listed, in which order, chosen by what."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as Day

from caseledger.domain.case import Case, Event, Person
from caseledger.domain.life import Life, life_of
from caseledger.domain.occurrences import in_order, occurrences_of
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

    @property
    def key(self) -> tuple[str, str]:
        """Case id and person id."""
        return (self.case.id, self.person.id)

    def event(self, key: str) -> Event | None:
        """Return an event of the life by its id."""
        return next((one.event for one in self.life.occurrences if one.event.id == key), None)


@dataclass(frozen=True, slots=True)
class Query:
    """Whom to list. An empty set asks for nothing; each filled one must be met."""

    standings: frozenset[str] = frozenset()
    tracks: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    citizenships: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    closed: bool = False

    def meets(self, one: PersonNow) -> bool:
        """Whether a person is asked for; a standing is met if it is possible."""
        standing = one.standing
        return (self.closed or not one.closed) and all(
            not wanted or wanted.intersection(found)
            for wanted, found in (
                (self.standings, standing.possible),
                (self.tracks, [track.track for track in standing.tracks]),
                (self.countries, standing.locations),
                (self.citizenships, one.person.citizenship),
                (self.tags, one.case.tags),
                (self.people, _called(one.person, self.people)),
            )
        )


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
    return tuple(_doubted(one, faulty) for one in found)


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
    host, same = case, person
    closed = is_closed(case, person, day, vocabulary)
    if person.same_as:
        found = _elsewhere(person.same_as, others)
        if found is None:
            life = life_of(case, person, vocabulary)
            return PersonNow(case, person, life, standing_of(life, day), closed, missing_case=True)
        host, same = found
    life = life_of(host, same, vocabulary)
    return PersonNow(case, person, life, standing_of(life, day), closed)


def _elsewhere(address: str, others: Mapping[str, Case]) -> tuple[Case, Person] | None:
    """Find CASE/PERSON; not through a second ``same_as``, which `check` forbids."""
    case_id, _, person_id = address.partition("/")
    case = others.get(case_id)
    person = case.person(person_id) if case else None
    return (case, person) if case and person else None


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


Key = Callable[[PersonNow], object]


def sort_keys(vocabulary: Vocabulary) -> Mapping[str, Callable[[PersonNow], tuple[object, ...]]]:
    """Return by name the orders in which people can be listed; each ends with case and person."""
    rank = {code: index for index, code in enumerate(vocabulary.table_order)}
    return {
        "standing": lambda one: (rank.get(one.standing.code, len(rank)), *_place(one)),
        "case": _place,
        "person": lambda one: (one.person.label.casefold(), *_place(one)),
        "country": lambda one: (one.standing.location, *_place(one)),
        "citizenship": lambda one: (one.person.citizenship, *_place(one)),
        "since": lambda one: (_began(one), *_place(one)),
        "last-word": lambda one: (one.standing.last_word or Day.min, *_place(one)),
    }


def _place(one: PersonNow) -> tuple[object, ...]:
    return (one.case.id, one.case.people.index(one.person))


def _began(one: PersonNow) -> Day:
    since = one.standing.since
    return (since.latest or since.earliest or Day.max) if since else Day.max


def listed(
    people: Iterable[PersonNow], query: Query, order: Key, group: Callable[[PersonNow], str] | None
) -> tuple[PersonNow, ...]:
    """Choose people and put them in order; a group stands where its first member would."""
    chosen = sorted((one for one in people if query.meets(one)), key=order)  # type: ignore[arg-type]
    if group is None:
        return tuple(chosen)
    first: dict[str, int] = {}
    for index, one in enumerate(chosen):
        first.setdefault(group(one), index)
    return tuple(sorted(chosen, key=lambda one: first[group(one)]))


GROUPS: Mapping[str, Callable[[PersonNow], str]] = {
    "standing": lambda one: one.standing.code,
    "country": lambda one: one.standing.location,
    "citizenship": lambda one: ", ".join(one.person.citizenship) or "unknown",
    "case": lambda one: one.case.id,
}
"""By what people can be grouped, and the code of the group that each belongs to."""


def days_held(liberty: Liberty, day: Day) -> tuple[int, int] | None:
    """Return the least and the most full days of custody up to a day, if that is recorded."""
    since = liberty.since
    if liberty.state not in IN_CUSTODY or since is None or since.earliest is None:
        return None
    least = (day - since.latest).days if since.latest else 0
    return (max(least, 0), max((day - since.earliest).days, 0))


def heads(people: Sequence[PersonNow]) -> tuple[int, int]:
    """Count people, groups by their least and greatest number; who stands twice counts once."""
    least = most = 0
    present = {one.key for one in people}
    for one in people:
        if one.person.same_as and tuple(one.person.same_as.split("/")) in present:
            continue
        count = one.person.count
        least += count.min if count else 1
        most += count.max if count else 1
    return least, most
