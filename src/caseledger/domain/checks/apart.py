"""Checks of single entries, where a case as a whole cannot be read.

One date that cannot be read must not hide that another event has a kind that does not exist. So the
entries that can be read are looked at alone, by the checks that ask nothing of other entries: what
is missing here may stand in what could not be read.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from caseledger.domain.case import Case, Event, Person, Source
from caseledger.domain.checks.context import Context
from caseledger.domain.checks.dates import check_ends, check_reports, check_times, check_today
from caseledger.domain.checks.evidence import check_citations
from caseledger.domain.checks.forms import check_forms
from caseledger.domain.checks.kinds import check_claims, check_kinds, check_lists
from caseledger.domain.checks.numbers import check_eclis, check_numbers
from caseledger.domain.checks.states import check_states
from caseledger.domain.loading import shape_of
from caseledger.domain.problem import Mend, Path, Problem
from caseledger.domain.values import Mismatch

APART = (
    check_kinds,
    check_claims,
    check_lists,
    check_states,
    check_today,
    check_reports,
    check_ends,
    check_times,
    check_forms,
    check_citations,
    check_eclis,
    check_numbers,
)
"""Checks that stay true where other entries are left out."""

PARTS: Mapping[str, type] = {"people": Person, "sources": Source, "events": Event}

NO_ID = "x" * 63
"""Stands in for an id that cannot be read; nothing refers to one so long."""

UNKNOWN: Mapping[str, object] = {"date": "unknown", "sources": []}
"""What stands in for other values of an event that cannot be read."""

DOUBTFUL = ("CL302", "CL5")
"""How codes begin that hang on keys which an entry may have that was not read with all of them."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry that can be read, where it stands, and whether with all of its keys."""

    number: int
    value: object
    is_whole: bool


def problems_apart(
    tree: Mapping[str, object],
    known: Sequence[Problem],
    context: Context,
    torn: Collection[Path] = (),
) -> list[Problem]:
    """Check what can be read of a case whose schema is not in order.

    ``known`` are its problems so far; nothing is said of keys that have one. ``torn`` are places
    of entries of which the tree does not have all.
    """
    found = {part: list(_entries(tree.get(part), part, known, torn)) for part in PARTS}
    parts: Any = {part: tuple(one.value for one in entries) for part, entries in found.items()}
    case = Case(format=1, id=context.name, title="", **parts)
    told = [problem for check in APART for problem in check(case, context)]
    return list(_in_place(told, found))


def _entries(
    members: object, part: str, known: Sequence[Problem], torn: Collection[Path]
) -> Iterator[_Entry]:
    for number, member in enumerate(members if isinstance(members, list) else ()):
        wrong = {
            str(problem.path[2])
            for problem in known
            if problem.path[:2] == (part, number) and len(problem.path) > 2  # noqa: PLR2004 - a key
        }
        if isinstance(member, dict):
            kept = {key: value for key, value in member.items() if key not in wrong}
            is_whole = len(kept) == len(member) and (part, number) not in torn
            yield from _read(number, kept, part, is_whole=is_whole)


def _read(
    number: int, kept: Mapping[str, object], part: str, *, is_whole: bool
) -> Iterator[_Entry]:
    """Read an entry from the keys that are in order, if they are enough."""
    given = {"id": NO_ID, **kept}
    if part == "events":
        if "date" not in given:
            given.pop("time", None)  # an hour asks for an exact day
        given = {**UNKNOWN, **given}
    try:
        value = shape_of(PARTS[part]).read(given)
    except Mismatch:
        return
    yield _Entry(number, value, is_whole)


def _in_place(told: list[Problem], found: Mapping[str, list[_Entry]]) -> Iterator[Problem]:
    """Give the problems of entries, and what mends them, their numbers in the file."""
    for problem in told:
        part, position, *rest = problem.path
        entry = found[str(part)][cast("int", position)]
        if entry.is_whole or not problem.code.startswith(DOUBTFUL):
            place: Path = (part, entry.number)
            mend = _moved(problem.mend, problem.path[:2], place) if problem.mend else None
            yield replace(problem, path=(*place, *rest), mend=mend)


def _moved(mend: Mend, old: Path, new: Path) -> Mend:
    edits = (
        replace(edit, spot=(*new, *edit.spot[2:])) if edit.spot[:2] == old else edit
        for edit in mend.edits
    )
    return replace(mend, edits=tuple(edits))
