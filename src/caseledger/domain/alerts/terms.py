"""Alerts about days by which something must be done."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta

from caseledger.domain.alerts.alert import Alert, as_known
from caseledger.domain.alerts.now import Now
from caseledger.domain.alerts.order import surely_before
from caseledger.domain.dates import CaseDate
from caseledger.domain.deadlines.attention import is_old
from caseledger.domain.deadlines.deadline import MISSED, OPEN_STATES
from caseledger.domain.handovers import ANNOUNCING, SCHEDULED
from caseledger.domain.occurrences import Occurrence
from caseledger.domain.tellings import ALIVE
from caseledger.domain.windows import Window, moved, window_of


@dataclass(frozen=True, slots=True)
class Term:
    """A day by which something is due, the entry that sets it, and whether that is certain.

    ``fixed`` is a day on which something takes place: it comes near but is never overdue.
    """

    due: Window
    event: str
    certain: bool
    fixed: bool = False
    rule: str = ""
    law: str = ""


def deadline_near(now: Now) -> Iterator[Alert]:
    """Something is due, or takes place, today or within the threshold.

    By the earliest day that the term may mean. Not certain where the day is not exactly known and
    may lie further off, or the entry is only possible.
    """
    last = now.ahead("deadline-near")
    for term in terms_of(now):
        first = term.due.earliest
        if first is not None and now.day <= first <= last:
            certain = term.certain and term.due.ended_by(last)
            yield Alert(
                "deadline-near", certain, (term.event,), as_known(term.due), term.rule, term.law
            )


def deadline_overdue(now: Now) -> Iterator[Alert]:
    """A term has passed and nothing says that what was due has been done.

    From the day after the earliest day that the term may mean; certain after the latest one.
    """
    for term in terms_of(now):
        first, last = term.due.earliest, term.due.latest
        if not term.fixed and first is not None and first < now.day:
            certain = term.certain and last is not None and last < now.day
            yield Alert(
                "deadline-overdue", certain, (term.event,), as_known(term.due), term.rule, term.law
            )


def terms_of(now: Now) -> Iterator[Term]:
    """Yield the open terms of a person: those of `TERMS`, each found in its own way."""
    for terms in TERMS:
        yield from terms(now)


def _times_to_leave(now: Now) -> Iterator[Term]:
    """``until`` of a time to leave, while the person is there, unprotected, and it is open."""
    if now.standing.code == PROTECTED:
        return
    open_here = {e.exposure.host for e in now.standing.exposures if e.exposure.track == "removal"}
    for one in _last_by_host(now.of("removal.leave-by-set")):
        if one.event.until and one.event.country in open_here:
            yield Term(window_of(one.event.until), one.event.id, now.sure(one))


def _last_by_host(found: Iterable[Occurrence]) -> Iterator[Occurrence]:
    """The last of some entries for each state: a later term replaces an earlier one."""
    yield from {one.event.country: one for one in found}.values()


DONE = frozenset({"done", "dropped"})


def _tasks(now: Now) -> Iterator[Term]:
    """``until`` of a task that is not done, given up or answered by another one with ``of``."""
    tasks = [
        one
        for one in now.life.occurrences
        if one.kind and one.kind.code == "case.task" and one.event.state in ("happened", SCHEDULED)
    ]
    done = {key for one in tasks if _outcome(one) in DONE for key in (one.event.id, one.event.of)}
    for one in tasks:
        written = one.event.state == SCHEDULED or one.window.begun_by(now.day)
        day = one.event.until or (one.event.date if one.event.state == SCHEDULED else None)
        if written and day and one.event.id not in done:
            certain = one.event.state == SCHEDULED or now.sure(one)
            yield Term(window_of(day), one.event.id, certain)


def _outcome(one: Occurrence) -> str | None:
    text = one.event.outcome
    return one.kind.outcome(text) if one.kind and text else None


def _fixed_days(now: Now) -> Iterator[Term]:
    """Days for which a hearing, an interview or anything but a handover is fixed.

    Handovers and releases have alerts of their own. A later entry of the same kind for the same
    state moves the day.
    """
    for one in now.life.occurrences:
        day = _day_fixed(one, now)
        if day is not None:
            certain = one.event.state == SCHEDULED or now.sure(one)
            yield Term(window_of(day), one.event.id, certain, fixed=True)


def _day_fixed(one: Occurrence, now: Now) -> CaseDate | None:
    """The day that an entry fixes for itself, or for what comes next and nothing has moved."""
    event = one.event
    if event.state != SCHEDULED and event.for_ is None:
        return None
    if one.kind is None or one.kind.code in OWN_ALERTS or one.kind.verb == ADJOURNED:
        return None
    if event.state == SCHEDULED:
        return event.for_ or event.date
    told = event.state in ALIVE and one.window.begun_by(now.day)
    return event.for_ if told and not _moved(one, now) else None


def _moved(one: Occurrence, now: Now) -> bool:
    others = now.kinds.get(one.kind.code, ()) if one.kind else ()
    return any(
        other.event.for_
        and other.event.country == one.event.country
        and now.sure(other)
        and surely_before(one, other)
        for other in others
    )


def _computed(now: Now) -> Iterator[Term]:
    """Days that rules compute, while nothing meets them and somebody should act.

    One that was certainly missed warns for as many days as the threshold looks ahead: what may be
    said of it then is in the list of deadlines. Of a passed limit of a state only those warn after
    which somebody must be let go, or must be pressed.
    """
    for one in now.deadlines:
        due = one.effective
        if one.rule is None or due is None or one.state not in (*OPEN_STATES, MISSED):
            continue
        passed = due < now.day
        old = is_old(one, now.day) or (one.state == MISSED and due < _first_told(now))
        if passed and (old or not one.alarm):
            continue
        window = Window(due, max(due, one.latest) if one.latest else None)
        certain = one.certain and not one.provisional
        yield Term(window, one.trigger.id, certain, rule=one.rule.id, law=one.status)


def _first_told(now: Now) -> Day:
    days = now.thresholds.get("deadline-overdue", USUAL_TOLD)
    return moved(now.day, -timedelta(days))


USUAL_TOLD = 30
"""For so many days a deadline that was missed warns, where the catalogue does not say."""

PROTECTED = "protected"

ADJOURNED = "adjourned"
"""An adjournment says what became of a day; the new one is an entry of its own."""

OWN_ALERTS = frozenset({*ANNOUNCING, *ANNOUNCING.values(), "detention.released", "case.task"})
"""Kinds of which other alerts, or other terms, speak."""

TERMS: tuple[Callable[[Now], Iterator[Term]], ...] = (
    _times_to_leave,
    _tasks,
    _fixed_days,
    _computed,
)
"""Where terms come from."""
