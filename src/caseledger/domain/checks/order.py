"""The order that entries claim must be possible."""

from collections.abc import Iterator
from datetime import date as Day

from caseledger.domain.case import Case
from caseledger.domain.checks.circles import sorted_out
from caseledger.domain.checks.context import Context, events_at
from caseledger.domain.occurrences import event_window
from caseledger.domain.problem import Problem


def check_order(case: Case, context: Context) -> Iterator[Problem]:  # noqa: ARG001
    """Nothing comes after what certainly lies later, by way of others either.

    Days are those on which an event may lie by its own date and by what believed sources state.
    """
    sources = {source.id: source for source in case.sources}
    windows = {event.id: event_window(event, sources) for event in case.events}
    after = {event.id: event.after for event in case.events}
    earliest: dict[str, Day] = {}
    for key in sorted_out(after).in_order:
        days = [windows[key].earliest or Day.min, *(earliest.get(k, Day.min) for k in after[key])]
        earliest[key] = max(days)
    for path, event in events_at(case):
        latest = windows[event.id].latest
        for number, key in enumerate(event.after):
            if latest is not None and latest < earliest.get(key, Day.min):
                message = "by the dates this one came later"
                yield Problem("CL505", message, (*path, "after", number), value=key)
