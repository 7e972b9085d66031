"""Which deadlines ask for attention on a day, and which of them first."""

from collections.abc import Iterable, Mapping
from datetime import date as Day

from caseledger.domain.coming import Coming
from caseledger.domain.deadlines.deadline import (
    MET,
    MISSED,
    MOOT,
    NEEDS_INPUT,
    OPEN_STATES,
    OVERDUE,
    Deadline,
)
from caseledger.domain.rules.period import ASAP

LATELY = 90
"""What passed no more than so many days ago is told without being asked for.

What limits custody is told for as long as the person is held.
"""

GRAVITY: Mapping[str, int] = {OVERDUE: 0, NEEDS_INPUT: 2, MISSED: 3, MET: 4, MOOT: 5}
"""In what order states are listed; those in which the day is ahead come second, by day."""


UNMET = OPEN_STATES | {MISSED}
"""States in which nothing has surely met it, and it has not become pointless."""


def asks(one: Deadline, day: Day) -> bool:
    """Whether a deadline asks for attention: its day is ahead, not known, or over since lately.

    Of a rule whose act is seldom recorded silence says little: it asks only before its day.
    """
    if not is_passed(one, day):
        return one.state in UNMET
    silent = one.rule is not None and one.rule.silent
    return not silent and not is_old(one, day)


def is_passed(one: Deadline, day: Day) -> bool:
    """Whether its day is over and nothing recorded surely meets it."""
    return one.state in (OVERDUE, MISSED) and one.effective is not None and one.effective < day


def is_old(one: Deadline, day: Day) -> bool:
    """Whether its day passed so long ago that only who asks is told of it."""
    due = one.effective if one.held is None else None
    return due is not None and (day - due).days > LATELY


def is_without_limit(one: Deadline) -> bool:
    """Whether the law sets no period: something should be done soon, by no day."""
    period = one.rule.for_ if one.rule else None
    return period is not None and period.unit == ASAP


def by_gravity(one: Deadline) -> tuple[int, Day, tuple[str, str, str, str]]:
    """Order deadlines: what is overdue, what is ahead by its day, what lacks a day, the rest."""
    return (GRAVITY.get(one.state, 1), one.effective or Day.max, one.key)


def besides(found: Iterable[Deadline], listed: Iterable[Coming]) -> tuple[Deadline, ...]:
    """Leave out recorded terms that stand in a list of what lies ahead already."""
    there = {(one.case.id, one.occurrence.event.id) for one in listed}
    return tuple(
        one for one in found if one.rule is not None or (one.case.id, one.trigger.id) not in there
    )


def still_ahead(listed: Iterable[Coming], found: Iterable[Deadline]) -> tuple[Coming, ...]:
    """Leave out of a list of what lies ahead the terms that are met or pointless for everybody."""
    states: dict[tuple[str, str], set[str]] = {}
    for one in found:
        if one.rule is None:
            states.setdefault((one.case.id, one.trigger.id), set()).add(one.state)
    over = {key for key, some in states.items() if some <= {MET, MOOT}}
    return tuple(one for one in listed if (one.case.id, one.occurrence.event.id) not in over)
