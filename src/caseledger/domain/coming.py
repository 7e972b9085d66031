"""What lies ahead of a day: what is fixed for one, and what runs out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Day

from caseledger.domain.case import Case
from caseledger.domain.occurrences import Occurrence
from caseledger.domain.windows import Window, window_of

RUNS_OUT = frozenset({"happened"})
"""States of entries whose end is worth waiting for."""


@dataclass(frozen=True, slots=True)
class Coming:
    """Something that lies ahead: what is fixed for a day, or (``ends``) what runs out."""

    case: Case
    occurrence: Occurrence
    when: Window
    ends: bool


def coming(
    case: Case, everything: Sequence[Occurrence], day: Day, last: Day | None = None
) -> tuple[Coming, ...]:
    """Return what lies after a day, and up to another one if given: fixed days, and ends."""
    found = [*_fixed(case, everything, day), *_ending(case, everything, day)]
    near = [one for one in found if last is None or one.when.begun_by(last)]
    return tuple(sorted(near, key=lambda one: (one.when.earliest or day, one.occurrence.index)))


def _fixed(case: Case, everything: Sequence[Occurrence], day: Day) -> list[Coming]:
    # An adjournment says what became of a day; what comes instead is an entry of its own.
    scheduled = [
        one
        for one in everything
        if one.event.state == "scheduled" and not one.event.kind.endswith(".adjourned")
    ]
    windows = [window_of(one.event.for_ or one.event.date) for one in scheduled]
    return [
        Coming(case, one, window, ends=False)
        for one, window in zip(scheduled, windows, strict=True)
        if window.latest is None or window.latest >= day
    ]


def _ending(case: Case, everything: Sequence[Occurrence], day: Day) -> list[Coming]:
    found = []
    for one in everything:
        until = one.event.until
        if until is None or one.event.state not in RUNS_OUT or not one.window.begun_by(day):
            continue
        window = window_of(until)
        if (window.latest is None or window.latest >= day) and not renewed(one, everything, day):
            found.append(Coming(case, one, window, ends=True))
    return found


def renewed(one: Occurrence, everything: Sequence[Occurrence], day: Day) -> bool:
    """Whether a later entry writes the same for the same people, and so sets its own end."""
    mine = _written(one)
    return any(
        mine & _written(later)
        and later.event.country == one.event.country
        and later.event.people == one.event.people
        and one.window.precedes(later.window)
        and later.counts(day)
        for later in everything
    )


def _written(one: Occurrence) -> frozenset[tuple[str, object]]:
    """What of a person's state an entry writes that may have an end: custody, or a shield."""
    return frozenset(
        (effect.operation, effect.value if effect.operation == "shield" else "")
        for effect in (one.kind.effects if one.kind else ())
        if effect.operation in ("shield", "detain")
    )
