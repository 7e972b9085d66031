"""One thing that happened is one entry."""

from collections.abc import Iterator

from caseledger.domain.case import Case
from caseledger.domain.checks.context import Context
from caseledger.domain.dates import Precision
from caseledger.domain.duplicates import doubles
from caseledger.domain.problem import Problem, Severity


def check_twins(case: Case, context: Context) -> Iterator[Problem]:
    """The same event does not stand twice: that counts one source as two things that happened.

    Where no day is known there may be two in that time, such as visits to somebody in custody.
    """
    for index, earlier in doubles(case, context.vocabulary):
        message = "this says the same as an earlier entry"
        hint = f"cite its sources at {earlier.id} and remove this, or write what differs"
        path = ("events", index)
        exact = case.events[index].date.precision is Precision.DAY
        severity = Severity.WARNING if exact else Severity.INFO
        yield Problem("CL613", message, path, severity, earlier.id, hint)
