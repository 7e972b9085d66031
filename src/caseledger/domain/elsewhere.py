"""The same person in another case: ``same_as``, followed to where the entries are."""

from collections.abc import Iterator, Mapping

from caseledger.domain.case import Case, Person


def elsewhere(case: Case, person: Person, others: Mapping[str, Case]) -> tuple[Case, Person] | None:
    """Follow ``same_as`` to the person who has none, maybe the one at hand.

    ``others`` are the cases that it may name, by id. Nothing where it leads to nobody, or round in
    a circle.
    """
    *_, last = steps(case, person, others)
    return None if last[1].same_as else last


def steps(case: Case, person: Person, others: Mapping[str, Case]) -> Iterator[tuple[Case, Person]]:
    """Yield a person, and whom each ``same_as`` names, as far as they are there; each once."""
    passed: set[tuple[str, str]] = set()
    while (case.id, person.id) not in passed:
        yield case, person
        passed.add((case.id, person.id))
        found = named(person, others)
        if found is None:
            return
        case, person = found


def named(person: Person, others: Mapping[str, Case]) -> tuple[Case, Person] | None:
    """Return whom ``same_as`` of a person names, if they are there."""
    case_id, _, person_id = (person.same_as or "").partition("/")
    case = others.get(case_id)
    found = case.person(person_id) if case else None
    return (case, found) if case and found else None
