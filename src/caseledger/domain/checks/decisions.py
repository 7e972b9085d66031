"""What was decided about deadlines: whether it speaks of one, and whether it still holds."""

from collections.abc import Iterable

from caseledger.domain.case import Case
from caseledger.domain.checks.context import Context
from caseledger.domain.problem import Problem


def check_decisions(case: Case, context: Context) -> Iterable[Problem]:
    """Each entry speaks of a deadline that is computed, alone, and of what it was then."""
    if not case.deadlines:
        return ()
    # Most cases hold no decision, and every command that reads one would load how days are counted.
    from caseledger.domain.checks.decided import problems_in_decisions  # noqa: PLC0415

    return problems_in_decisions(case, context)
