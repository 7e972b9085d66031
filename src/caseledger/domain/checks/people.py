"""Who a case is about, and whom each event concerns."""

from collections.abc import Iterator
from dataclasses import fields

from caseledger.domain.case import Case, Citation, Claims, Count, Person
from caseledger.domain.checks.context import Context, cited_at, events_at
from caseledger.domain.loading import KEYS
from caseledger.domain.problem import Path, Problem, Severity

OF_PERSONS = ("name", "citizenship", "born", "sex")
"""What a source can state of a person only."""

OF_EVENTS = tuple(
    one.name for one in fields(Claims) if one.name not in (*OF_PERSONS, "count", "other")
)
"""What a source can state of an event only."""

SEALED = ("name", "aliases", "born")
"""What stands in the vault once the identity is sealed."""


def check_people(case: Case, context: Context) -> Iterator[Problem]:  # noqa: ARG001
    """Somebody must be named or described; groups have a count, and only they."""
    if not case.people:
        yield Problem("CL201", "a case has at least one person", ("people",))
    for index, person in enumerate(case.people):
        path = ("people", index)
        yield from _identity(person, path)
        yield from _group(person, path)
        yield from _count(person.count, path)
        if not person.sources and not person.same_as:
            message = "nothing is cited for who this is"
            yield Problem("CL405", message, path, Severity.INFO)


def _identity(person: Person, path: Path) -> Iterator[Problem]:
    if not (person.name or person.pseudonym or person.sealed or person.same_as):
        yield Problem("CL201", "a person has a name, a pseudonym or sealed: true", path)
    if not person.sealed:
        return
    for field in SEALED:
        if getattr(person, field):
            yield _sealed((*path, field))
    for place, citation in cited_at(person.sources, path):
        for field in ("name", "born"):
            if citation.says and getattr(citation.says, field):
                yield _sealed((*place, "says", field))


def _sealed(path: Path) -> Problem:
    message = "the identity is sealed, so this does not belong here"
    return Problem("CL212", message, path, hint="write a pseudonym; this stands in the vault")


def _group(person: Person, path: Path) -> Iterator[Problem]:
    if person.kind == "group" and person.count is None:
        hint = "for example count: {min: 2, max: 3}"
        yield Problem("CL201", "a group has a count", path, hint=hint)
    if person.kind == "person" and person.count is not None:
        hint = "write kind: group"
        yield Problem("CL212", "only a group has a count", (*path, "count"), hint=hint)


def _count(count: Count | None, path: Path) -> Iterator[Problem]:
    if count is not None and count.min > count.max:
        yield Problem("CL204", "min is more than max", (*path, "count"))


def check_whom(case: Case, context: Context) -> Iterator[Problem]:  # noqa: ARG001
    """With several people each event names those whom it concerns."""
    by_id = {person.id: person for person in case.people}
    for path, event in events_at(case):
        if event.people is None and len(by_id) > 1:
            message = "with several people in a case each event names whom it concerns"
            yield Problem("CL211", message, path, hint=f"people: [{', '.join(by_id)}]")
        elif event.people is not None and not event.people:
            message = "this event concerns nobody"
            yield Problem("CL211", message, (*path, "people"), Severity.WARNING)
        whom = [by_id[key] for key in event.people or by_id if key in by_id]
        if event.people is not None or len(by_id) == 1:
            yield from _elsewhere(whom, path)
        if event.count is not None and not any(person.kind == "group" for person in whom):
            message = "only an event of a group has a count"
            yield Problem("CL212", message, (*path, "count"), Severity.WARNING)
        yield from _count(event.count, path)


def _elsewhere(whom: list[Person], path: Path) -> Iterator[Problem]:
    for person in whom:
        if person.same_as:
            message = "an event of a person whose events stand in another case"
            yield Problem("CL212", message, (*path, "people"), value=person.id)


def check_whose(case: Case, context: Context) -> Iterator[Problem]:  # noqa: ARG001
    """A source cited for a person states things of a person, one cited for an event of an event."""
    for index, person in enumerate(case.people):
        for place, citation in cited_at(person.sources, ("people", index)):
            yield from _misplaced(citation, place, OF_EVENTS, "an event")
            yield from _count(citation.says.count if citation.says else None, (*place, "says"))
    for path, event in events_at(case):
        for place, citation in cited_at(event.sources, path):
            yield from _misplaced(citation, place, OF_PERSONS, "a person")
            yield from _count(citation.says.count if citation.says else None, (*place, "says"))


def _misplaced(
    citation: Citation, path: Path, foreign: tuple[str, ...], whose: str
) -> Iterator[Problem]:
    for attribute in foreign if citation.says else ():
        if getattr(citation.says, attribute) is not None:
            place = (*path, "says", KEYS.get(attribute, attribute))
            yield Problem("CL212", f"only {whose} has this field", place)
