"""Checks of one case: each is a function from a case to problems, in a list."""

from collections.abc import Callable, Iterable

from caseledger.domain.case import Case
from caseledger.domain.checks.circles import check_circles
from caseledger.domain.checks.context import Context
from caseledger.domain.checks.dates import check_ends, check_reports, check_times, check_today
from caseledger.domain.checks.decisions import check_decisions
from caseledger.domain.checks.forms import check_forms
from caseledger.domain.checks.kinds import check_claims, check_kinds, check_lists
from caseledger.domain.checks.order import check_order
from caseledger.domain.checks.people import check_people, check_whom, check_whose
from caseledger.domain.checks.references import (
    check_ids,
    check_references,
    check_resolved,
    check_sources,
    check_ties,
)
from caseledger.domain.checks.states import check_states
from caseledger.domain.checks.statuses import check_extensions
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
    check_ends,
    check_times,
    check_order,
    check_decisions,
    check_forms,
)
"""Every check. A new one is a function in a file of this folder and a line here."""

__all__ = ["CHECKS", "Check", "Context", "problems_of"]

_PARTS = tuple(shape_of(Case).readers)


def problems_of(case: Case, context: Context) -> list[Problem]:
    """Run every check over a case and return all that is wrong, in the order of the format."""
    found = [problem for check in CHECKS for problem in check(case, context)]
    return sorted(found, key=_position)


def _position(problem: Problem) -> tuple[object, ...]:
    """Where a problem stands in its case: parts as the format orders them, then entry by entry."""
    part = _PARTS.index(str(problem.path[0])) if problem.path else -1
    steps = [(step, "") if isinstance(step, int) else (-1, step) for step in problem.path[1:]]
    return (part, steps, problem.code)
