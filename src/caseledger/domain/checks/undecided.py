"""An order that nobody has written, and on which it hangs where somebody stands."""

from collections.abc import Iterator, Sequence
from datetime import date as Day

from caseledger.domain.case import Case, Event
from caseledger.domain.checks.context import Context
from caseledger.domain.dates import Precision
from caseledger.domain.deciding import deciding_orders
from caseledger.domain.hypothesis import SetField
from caseledger.domain.life import Life
from caseledger.domain.problem import Problem, Severity
from caseledger.domain.questions import Question
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.windows import DAYS, Window, window_of

NEAR = 2 * DAYS
"""Entries of which it is known to within a few days when they were (an approximate day reaches so
far); who wrote them may well know their order. About what is dated to a month `why` asks."""

MOST = 40
"""Where more entries than these have no exact day, nothing is said about any order."""


def check_undecided(case: Case, context: Context) -> Iterator[Problem]:
    """Where the order of two entries decides the standing of today, it is written down.

    Entries of one date text stand in the order of the file; of others whose days overlap nobody
    can tell which came first. It is said at the one that stands later in the file.
    """
    if not _overlap(case, context.vocabulary):
        return
    places = {event.id: index for index, event in enumerate(case.events)}
    told = set()
    for person in case.people:
        if person.same_as:
            continue
        life = Life(case, person, context.vocabulary)
        for question in deciding_orders(life, context.today, lambda one: _is_near(one.window)):
            pair = frozenset(question.events)
            if pair not in told:
                told.add(pair)
                later = max(question.events, key=places.__getitem__)
                message = (
                    "nothing tells which of two entries came first, and the standing hangs on it"
                )
                path = ("events", places[later])
                yield Problem("CL508", message, path, Severity.WARNING, hint=_hint(question))


def _hint(question: Question) -> str:
    """Say what to write for each of the two orders."""
    ways = [
        f"to {change.event} add after: [{', '.join(change.values)}]"
        for change in (option.change for option in question.options)
        if isinstance(change, SetField)
    ]
    return ", or ".join(ways)


# Most cases have no two such entries, and are passed over quickly.


def _overlap(case: Case, vocabulary: Vocabulary) -> bool:
    """Whether the days of two entries with effects overlap that are not written alike.

    Of more than a few entries without an exact day the standing is but a bound.
    """
    events = [event for event in case.events if _matters(event, vocabulary)]
    if not 0 < sum(not _is_one_day(event) for event in events) <= MOST:
        return False
    windows = {(event.date.text, window_of(event.date)) for event in events}
    return _meet(sorted(_span(window) for _, window in windows if _is_near(window)))


def _matters(event: Event, vocabulary: Vocabulary) -> bool:
    kind = vocabulary.kind(event.kind)
    return kind is not None and bool(kind.effects) and event.state == "happened"


def _is_one_day(event: Event) -> bool:
    date = event.date
    return date.precision is Precision.DAY and not (date.approximate or date.uncertain)


def _is_near(window: Window) -> bool:
    first, last = _span(window)
    return last - first <= NEAR


def _span(window: Window) -> tuple[Day, Day]:
    return window.earliest or Day.min, window.latest or Day.max


def _meet(spans: Sequence[tuple[Day, Day]]) -> bool:
    """Whether any two of some spans of days, sorted, have a day in common."""
    last = Day.min
    for first, end in spans:
        if first <= last:
            return True
        last = max(last, end)
    return False
