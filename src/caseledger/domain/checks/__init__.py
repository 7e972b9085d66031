"""Checks of one case: each is a function from a case to problems, in a list."""

from collections.abc import Callable, Iterable

from caseledger.domain.case import Case
from caseledger.domain.checks.circles import check_circles
from caseledger.domain.checks.context import Context
from caseledger.domain.checks.dates import (
    check_births,
    check_ends,
    check_reports,
    check_times,
    check_today,
)
from caseledger.domain.checks.decisions import check_decisions
from caseledger.domain.checks.durations import check_durations
from caseledger.domain.checks.evidence import (
    check_addresses,
    check_citations,
    check_reprints,
    check_unused,
)
from caseledger.domain.checks.forms import check_forms
from caseledger.domain.checks.identity import check_fears, check_lettering
from caseledger.domain.checks.kinds import check_claims, check_kinds, check_lists
from caseledger.domain.checks.numbers import check_eclis, check_numbers
from caseledger.domain.checks.order import check_order
from caseledger.domain.checks.people import check_people, check_whom, check_whose
from caseledger.domain.checks.privacy import check_names
from caseledger.domain.checks.references import (
    check_ids,
    check_references,
    check_resolved,
    check_sources,
    check_ties,
)
from caseledger.domain.checks.sequels import check_sequels
from caseledger.domain.checks.states import check_states
from caseledger.domain.checks.statuses import check_extensions
from caseledger.domain.checks.twins import check_twins
from caseledger.domain.checks.undecided import check_undecided
from caseledger.domain.checks.unnamed import check_unnamed
from caseledger.domain.loading import shape_of
from caseledger.domain.problem import Problem

Check = Callable[[Case, Context], Iterable[Problem]]

CHECKS: tuple[Check, ...] = (
    check_ids,
    check_people,
    check_whom,
    check_whose,
    check_sources,
    check_resolved,
    check_references,
    check_ties,
    check_circles,
    check_kinds,
    check_claims,
    check_lists,
    check_extensions,
    check_states,
    check_today,
    check_reports,
    check_births,
    check_ends,
    check_times,
    check_durations,
    check_order,
    check_sequels,
    check_twins,
    check_unnamed,
    check_undecided,
    check_decisions,
    check_forms,
    check_unused,
    check_citations,
    check_reprints,
    check_addresses,
    check_eclis,
    check_numbers,
    check_lettering,
    check_fears,
    check_names,
)
"""Every check. A new one is a function in a file of this folder and a line here."""

__all__ = ["CHECKS", "Check", "Context", "problems_of"]

_ORDER = {key: number for number, key in enumerate(shape_of(Case).readers)}


def problems_of(case: Case, context: Context) -> list[Problem]:
    """Run every check over a case and return all that is wrong, in the order of the format."""
    found = [problem for check in CHECKS for problem in check(case, context)]
    return sorted(found, key=_position)


def _position(problem: Problem) -> tuple[object, ...]:
    """Where a problem stands in its case: parts as the format orders them, then entry by entry."""
    part = _ORDER.get(str(problem.path[0]), len(_ORDER)) if problem.path else -1
    steps = [(step, "") if isinstance(step, int) else (-1, step) for step in problem.path[1:]]
    return (part, steps, problem.code)
