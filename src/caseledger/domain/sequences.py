"""Days that cannot all be true because of what must come first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date as Day

from caseledger.domain.case import Case, Event
from caseledger.domain.checks import Context
from caseledger.domain.checks.dates import check_ends, check_reports
from caseledger.domain.checks.order import check_order
from caseledger.domain.checks.sequels import check_sequels
from caseledger.domain.claims import Claim, Reader, witness_of
from caseledger.domain.loading import ATTRIBUTES
from caseledger.domain.problem import Path, Problem


@dataclass(frozen=True, slots=True)
class Sequence:
    """An entry that lies before what it needs, or behind what it must not.

    ``field`` is the one for which a decision can be kept; ``code`` is that of the problem of
    `check`.
    """

    event: Event
    field: str
    claims: tuple[Claim, ...]
    code: str


def sequences(case: Case, reader: Reader, day: Day) -> Iterator[Sequence]:
    """Yield what `check` finds impossible, or hardly possible, in the order of days."""
    context = Context(reader.vocabulary, day, case.id)
    for check in (check_order, check_reports, check_ends, check_sequels):
        for problem in check(case, context):
            found = _of_problem(case, problem, reader)
            if found is not None:
                yield found


def _of_problem(case: Case, problem: Problem, reader: Reader) -> Sequence | None:
    """Return the claims that a problem of `check` holds against each other."""
    match problem.path:
        case ("events", int(index), "after", int()) | ("events", int(index), "date"):
            event = case.events[index]
            other = next(one for one in case.events if one.id == problem.value)
            claims = (_dated(event, reader), _dated(other, reader))
            return Sequence(event, "date", claims, problem.code)
        case ("events", int(index), "sources", int(number)):
            event = case.events[index]
            return Sequence(event, "date", _reported(event, number, reader), problem.code)
        case ("events", int(index), "sources", int(number), *_):
            event = case.events[index]
            claims = (_stated(event, number, reader), _other_day(event, ("known",), reader))
            return Sequence(event, "date", claims, problem.code)
        case ("events", int(index), str(key), *rest):
            event = case.events[index]
            claims = (_dated(event, reader), _other_day(event, (key, *rest), reader))
            kept = key if key in ("until", "for") else "date"
            return Sequence(event, kept, claims, problem.code)
        case _:
            return None  # a consent is no claim about an entry


def _reported(event: Event, number: int, reader: Reader) -> tuple[Claim, Claim]:
    """The day that a source states, and the earlier one on which it was published itself."""
    stated = _stated(event, number, reader)
    (witness,) = stated.witnesses
    return stated, replace(stated, value=witness.published, field="published", where="source")


def _stated(event: Event, number: int, reader: Reader) -> Claim:
    """The day that a source states."""
    citation = event.sources[number]
    says = citation.says.date if citation.says and citation.says.date else None
    by = (witness_of(citation, reader.sources),)
    return Claim(says or event.date, "date", "says" if says else "entry", by, event=event.id)


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
