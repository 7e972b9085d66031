"""Ids, and what refers to them."""

import re
from collections.abc import Collection, Iterator
from dataclasses import fields, replace

from caseledger.domain.case import Case, Claims, Event, Link
from caseledger.domain.checks.context import Context, all_cited_at, events_at, unknown_word
from caseledger.domain.loading import KEYS
from caseledger.domain.problem import Path, Problem, Severity
from caseledger.domain.values import ADDRESS_PATTERN, ID_PATTERN

CLAIMED = tuple(KEYS.get(one.name, one.name) for one in fields(Claims) if one.name != "other")
"""Fields on which sources can differ, and so be resolved."""

LINK = re.compile(rf"(?P<case>{ID_PATTERN})(/(?P<event>{ID_PATTERN}))?|{ADDRESS_PATTERN}")
ELSEWHERE = re.compile(rf"(?P<case>{ID_PATTERN})/{ID_PATTERN}")


def check_ids(case: Case, context: Context) -> Iterator[Problem]:
    """The id is the name of the file, and no id stands twice."""
    if case.id != context.name:
        message = "the id is the name of the file without .yaml"
        yield Problem("CL210", message, ("id",), value=case.id)
    for part in ("people", "sources", "events", "deadlines"):
        path: Path = (part,)
        yield from _twice([one.id for one in getattr(case, part)], path, "id")
    for path, event in events_at(case):
        yield from _twice(event.people or (), (*path, "people"))


def _twice(ids: Collection[str], path: Path, *last: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, key in enumerate(ids):
        if key in seen:
            message = f"this id already stands among the {path[-1]}"
            yield Problem("CL401", message, (*path, index, *last), value=key)
        seen.add(key)


def check_sources(case: Case, context: Context) -> Iterator[Problem]:  # noqa: ARG001
    """Every source that is named must be there, and each event should name one."""
    known = {source.id: None for source in case.sources}
    for path, key in named_sources(case):
        if key not in known:
            yield unknown_word("CL402", "no such source in this case", path, key, known)
    for path, event in events_at(case):
        if not event.sources:
            message = "nothing is cited for this event"
            yield Problem("CL405", message, (*path, "sources"), Severity.WARNING)


def named_sources(case: Case) -> Iterator[tuple[Path, str]]:
    """Yield every place that names a source, with the id it names."""
    for path, citation in all_cited_at(case):
        yield (*path, "source"), citation.source
    for path, event in events_at(case):
        for field, resolution in (event.resolved or {}).items():
            yield (*path, "resolved", field, "prefer"), resolution.prefer
    for index, source in enumerate(case.sources):
        if source.mirror_of:
            yield ("sources", index, "mirror_of"), source.mirror_of
    if case.consent and case.consent.source:
        yield ("consent", "source"), case.consent.source


def check_resolved(case: Case, context: Context) -> Iterator[Problem]:  # noqa: ARG001
    """Only fields on which sources can differ are resolved, by a source that the entry cites."""
    known = {source.id for source in case.sources}
    for path, event in events_at(case):
        cited = {citation.source for citation in event.sources}
        for field, resolution in (event.resolved or {}).items():
            place = (*path, "resolved", field)
            if field not in CLAIMED:
                message = "sources cannot differ on this"
                yield replace(unknown_word("CL212", message, place, field, CLAIMED), mend=None)
            elif resolution.prefer in known - cited:
                message = "this entry does not cite the source that it prefers"
                yield Problem("CL402", message, (*place, "prefer"), Severity.WARNING)


def check_references(case: Case, context: Context) -> Iterator[Problem]:  # noqa: ARG001
    """Every person and event that is named must be there."""
    people = {person.id: None for person in case.people}
    events = {event.id: None for event in case.events}
    for path, event in events_at(case):
        for number, key in enumerate(event.people or ()):
            if key not in people:
                place = (*path, "people", number)
                yield unknown_word("CL403", "no such person in this case", place, key, people)
        yield from _events(event, path, events)
    for index, stored in enumerate(case.deadlines):
        if stored.trigger is not None and stored.trigger not in events:
            path = ("deadlines", index, "trigger")
            yield unknown_word("CL404", "no such event in this case", path, stored.trigger, events)


def _events(event: Event, path: Path, events: Collection[str]) -> Iterator[Problem]:
    named = [((*path, "after", number), key) for number, key in enumerate(event.after)]
    named += [((*path, "of"), event.of)] if event.of else []
    for place, key in named:
        if key not in events:
            yield unknown_word("CL404", "no such event in this case", place, key, events)


def check_ties(case: Case, context: Context) -> Iterator[Problem]:  # noqa: ARG001
    """What leads out of the case has the form of a case, an event, a person or an address."""
    events = {event.id: None for event in case.events}
    for path, link in _links(case):
        found = LINK.fullmatch(link.to)
        if found is None:
            message = "a link leads to CASE, CASE/EVENT or an address with https://"
            yield Problem("CL207", message, (*path, "to"), value=link.to)
        elif found["case"] == case.id and (found["event"] or "") not in events:
            message = "a link to this case names an event of it"
            key = found["event"] or ""
            yield replace(unknown_word("CL404", message, (*path, "to"), key, events), mend=None)
    for index, person in enumerate(case.people):
        same = ELSEWHERE.fullmatch(person.same_as or "")
        if person.same_as and (same is None or same["case"] == case.id):
            message = "the same person elsewhere is written CASE/PERSON, with another case"
            yield Problem("CL207", message, ("people", index, "same_as"))


def _links(case: Case) -> Iterator[tuple[Path, Link]]:
    for index, link in enumerate(case.links):
        yield ("links", index), link
    for path, event in events_at(case):
        for index, link in enumerate(event.links):
            yield (*path, "links", index), link
