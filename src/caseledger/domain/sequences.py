"""Days that cannot all be true because of what must come first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date as Day

from caseledger.domain.case import Case, Event
from caseledger.domain.checks import Context
from caseledger.domain.checks.dates import check_ends, check_reports
from caseledger.domain.checks.order import check_order
from caseledger.domain.claims import Claim, Reader, witness_of
from caseledger.domain.kind import Kind
from caseledger.domain.loading import ATTRIBUTES
from caseledger.domain.occurrences import event_window
from caseledger.domain.problem import Path, Problem

REAL = frozenset({"happened", "alleged"})
"""States of entries that are held against each other."""

OTHER_SIDE = ("by", "to", "body")
"""Fields by which procedures of one host are told apart, where both entries have them."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """An entry that lies before what it needs, or behind what it must not.

    ``field`` is the one for which a decision can be kept; ``code`` is that of the problem where
    `check` finds the same, and empty otherwise.
    """

    event: Event
    field: str
    claims: tuple[Claim, ...]
    code: str = ""


def sequences(case: Case, reader: Reader, day: Day) -> Iterator[Sequence]:
    """Yield what `check` finds impossible in the order of days, and what kinds and ``of`` forbid.

    A kind that follows others contradicts them only where all entries of those kinds, of the same
    procedure and of a person in common, certainly lie later: a release after a first arrest may
    well come before a second one.
    """
    context = Context(reader.vocabulary, day, case.id)
    stated: set[tuple[str, str]] = set()
    for check in (check_order, check_reports, check_ends):
        for problem in check(case, context):
            found = _of_problem(case, problem, reader)
            if found is not None:
                stated.update((found.event.id, claim.event) for claim in found.claims[1:])
                yield found
    for event, first in _too_early(case, reader):
        if (event.id, first.id) not in stated:
            yield Sequence(event, "date", (_dated(event, reader), _dated(first, reader)))


# What `check` finds


def _of_problem(case: Case, problem: Problem, reader: Reader) -> Sequence | None:
    """Return the claims that a problem of `check` holds against each other."""
    match problem.path:
        case ("events", int(index), "after", int()):
            event = case.events[index]
            other = next(one for one in case.events if one.id == problem.value)
            claims = (_dated(event, reader), _dated(other, reader))
            return Sequence(event, "date", claims, problem.code)
        case ("events", int(index), "sources", int(number)):
            event = case.events[index]
            return Sequence(event, "date", _reported(event, number, reader), problem.code)
        case ("events", int(index), str(key), *rest):
            event = case.events[index]
            claims = (_dated(event, reader), _other_day(event, (key, *rest), reader))
            kept = key if key in ("until", "for") else "date"
            return Sequence(event, kept, claims, problem.code)
        case _:
            return None  # a consent is no claim about an entry


def _reported(event: Event, number: int, reader: Reader) -> tuple[Claim, Claim]:
    """The day that a source states, and the earlier one on which it was published itself."""
    citation = event.sources[number]
    says = citation.says.date if citation.says and citation.says.date else None
    by = (witness_of(citation, reader.sources),)
    stated = Claim(says or event.date, "date", "says" if says else "entry", by, event=event.id)
    return stated, replace(stated, value=by[0].published, field="published", where="source")


def _dated(event: Event, reader: Reader) -> Claim:
    return reader.claims(event, "date", "date")[0]


def _other_day(event: Event, path: Path, reader: Reader) -> Claim:
    """The claim of the entry for another of its days, which a path leads to."""
    attributes = [ATTRIBUTES.get(str(key), str(key)) for key in path]
    value: object = event
    for attribute in attributes:
        value = getattr(value, attribute)
    claim = reader.claims(event, ".".join(map(str, path)), attributes[0])[0]
    return replace(claim, value=value)


# What kinds and `of` forbid


def _too_early(case: Case, reader: Reader) -> Iterator[tuple[Event, Event]]:
    """Yield each entry that certainly lies before all that it answers or follows, with the first.

    Each kind says what it follows (``follows`` in the catalogue); an entry that names with ``of``
    what it answers is held against that alone.
    """
    vocabulary = reader.vocabulary
    real = [event for event in case.events if event.state in REAL]
    windows = {event.id: event_window(event, dict(reader.sources)) for event in real}
    by_kind: dict[str, list[Event]] = {}
    for event in real:
        by_kind.setdefault(vocabulary.canonical(event.kind) or event.kind, []).append(event)
    for event in real:
        named = [one for one in real if one.id == event.of]
        needed = named or _followed(event, vocabulary.kind(event.kind), by_kind)
        if needed and all(windows[event.id].precedes(windows[one.id]) for one in needed):
            yield event, min(needed, key=lambda one: windows[one.id].earliest or Day.min)


def _followed(event: Event, kind: Kind | None, by_kind: dict[str, list[Event]]) -> list[Event]:
    """The entries of kinds that a kind follows, of the same procedure and people."""
    return [
        one
        for code in (kind.follows if kind else ())
        for one in by_kind.get(code, ())
        if _together(one, event) and _one_procedure(one, event)
    ]


def _together(first: Event, second: Event) -> bool:
    """Whether two entries have a person in common; one that names nobody concerns everybody."""
    return first.people is None or second.people is None or bool({*first.people} & {*second.people})


def _one_procedure(first: Event, second: Event) -> bool:
    others = ((getattr(first, name), getattr(second, name)) for name in OTHER_SIDE)
    return first.country == second.country and all(
        one == other or None in (one, other) for one, other in others
    )
