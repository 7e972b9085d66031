"""Days that entries set themselves: to leave, for a task, for a hearing, at which a paper ends."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date as Day
from datetime import datetime, timedelta

from caseledger.domain.case import Event
from caseledger.domain.coming import renewed
from caseledger.domain.dates import CaseDate
from caseledger.domain.deadlines.acts import Act, meeting_of
from caseledger.domain.deadlines.deadline import (
    DUE_SOON,
    MET,
    MOOT,
    NEEDS_INPUT,
    OVERDUE,
    UPCOMING,
    Deadline,
)
from caseledger.domain.deadlines.finding import SOON, USUAL_SOON
from caseledger.domain.deadlines.matching import ALLEGED, HAPPENED, comes_before
from caseledger.domain.deadlines.term_ends import CUSTODY, LEAVE_BY, VALIDITY, ended, left
from caseledger.domain.effects import applying
from caseledger.domain.handovers import SCHEDULED
from caseledger.domain.life import Life
from caseledger.domain.occurrences import Occurrence
from caseledger.domain.rules.choices import APPLICANT, STATE
from caseledger.domain.windows import Window, moved, window_of

TASK, FIXED = "task", "fixed"
"""Further sorts of terms. ``fixed`` is a day on which something takes place: never overdue."""

DONE = frozenset({"done", "dropped"})
TASK_KIND = "case.task"
ADJOURNED = "adjourned"


@dataclass(frozen=True, slots=True)
class Term:
    """A day that an entry sets; ``end`` is what met it or made it pointless, ``how`` which."""

    sort: str
    one: Occurrence
    date: CaseDate
    end: Occurrence | None = None
    how: str = ""


def terms_of(life: Life, day: Day) -> tuple[Deadline, ...]:
    """Return what the entries of a person set a day for, as it is on a day."""
    return tuple(_deadline(term, life, day) for term in _terms(life, day))


def _terms(life: Life, day: Day) -> Iterator[Term]:
    for one in life.occurrences:
        if one.kind is None:
            continue
        if one.kind.code == TASK_KIND:
            yield from _task(one, life, day)
            continue
        yield from _fixed(one, life, day)
        told = one.event.state in (HAPPENED, ALLEGED) and one.window.begun_by(day)
        if told and one.event.until:
            yield from _running_out(one, one.event.until, life, day)


# Days on which something takes place


def _fixed(one: Occurrence, life: Life, day: Day) -> Iterator[Term]:
    """A day for which something is scheduled, or which an entry fixes for what comes next."""
    date = _day_fixed(one, day)
    if date is None or _over(date, day) or _stands_there_already(one, date, life):
        return
    later = [other for other in life.occurrences if _moves(other, one, date, day)]
    yield Term(FIXED, one, date, later[0], MOOT) if later else Term(FIXED, one, date)


def _day_fixed(one: Occurrence, day: Day) -> CaseDate | None:
    event = one.event
    if event.state == SCHEDULED:
        return None if _verb(one) == ADJOURNED else event.for_ or event.date
    told = event.state in (HAPPENED, ALLEGED) and one.window.begun_by(day)
    return event.for_ if told else None


def _over(date: CaseDate, day: Day) -> bool:
    return window_of(date).ended_by(moved(day, timedelta(-1)))


def _stands_there_already(one: Occurrence, date: CaseDate, life: Life) -> bool:
    """Whether an adjournment says for when, and the hearing itself has moved to that day."""
    if _verb(one) != ADJOURNED:
        return False
    days = (
        other.event.for_ or other.event.date
        for other in life.occurrences
        if other.event.state == SCHEDULED and other.event.id == one.event.of
    )
    return any(other.text == date.text for other in days)


def _moves(other: Occurrence, one: Occurrence, date: CaseDate, day: Day) -> bool:
    """Whether an entry certainly says that what was fixed for a day will be on another one."""
    if other.index == one.index or not other.counts(day) or other.event.for_ is None:
        return False
    if _verb(other) == ADJOURNED and other.event.of == one.event.id:
        return other.event.for_.text != date.text
    same = one.event.state != SCHEDULED and other.event.kind == one.event.kind
    return same and other.event.country == one.event.country and comes_before(one, other)


def _verb(one: Occurrence) -> str:
    return one.kind.verb if one.kind else ""


# Tasks


def _task(one: Occurrence, life: Life, day: Day) -> Iterator[Term]:
    """A task, open until it, or another one that answers it, says that it is done or given up."""
    scheduled = one.event.state == SCHEDULED
    date = one.event.until or (one.event.date if scheduled else None)
    written = scheduled or (one.event.state == HAPPENED and one.window.begun_by(day))
    if date is None or not written:
        return
    ending = [o for o in life.occurrences if _ends_task(o, one, day)]
    if not ending:
        yield Term(TASK, one, date)
        return
    yield Term(TASK, one, date, ending[-1], MET if _outcome(ending[-1]) == "done" else MOOT)


def _ends_task(other: Occurrence, one: Occurrence, day: Day) -> bool:
    if other.kind is None or other.kind.code != TASK_KIND or _outcome(other) not in DONE:
        return False
    return other.index == one.index or (other.event.of == one.event.id and other.counts(day))


def _outcome(one: Occurrence) -> str | None:
    text = one.event.outcome
    return one.kind.outcome(text) if one.kind and text else None


# Ends of what lasts


def _running_out(one: Occurrence, until: CaseDate, life: Life, day: Day) -> Iterator[Term]:
    """The end of a time to leave, of custody, of a paper or a measure, unless set anew since."""
    sort = _sort(one)
    if renewed(one, life.occurrences, day) or (sort == FIXED and _over(until, day)):
        return
    end = ended(one, sort, life, day)
    how = "" if end is None else MET if sort == LEAVE_BY and left(end) else MOOT
    yield Term(sort, one, until, end, how)


def _sort(one: Occurrence) -> str:
    """Which sort of term the end of an entry is; of what writes nothing, just a day that comes."""
    operations = {e.operation for e in applying(one.kind, one.event)} if one.kind else set()
    if one.kind and one.kind.track == "removal" and "expose" in operations:
        return LEAVE_BY
    if "detain" in operations:
        return CUSTODY
    return VALIDITY if "shield" in operations else FIXED


# What becomes of it


def _deadline(term: Term, life: Life, day: Day) -> Deadline:
    sort, one, window = term.sort, term.one, window_of(term.date)
    due = window.latest if sort == CUSTODY else window.earliest
    found = Deadline(
        case=life.case,
        person=life.person,
        rule=None,
        term=sort,
        trigger=one.event,
        selector=None,
        binds=STATE if sort in (CUSTODY, FIXED) else APPLICANT,
        earliest=window.earliest,
        latest=window.latest,
        due=due,
        state=term.how or _state(due, sort, life, day),
        moment=_moment(one.event, term.date) if sort == FIXED else None,
        certain=one.event.state == SCHEDULED or one.counts(day),
        needs=() if due or term.how else ("until",),
    )
    if term.end is None:
        return found
    if term.how == MOOT:
        return replace(found, moot_by=term.end.event)
    return replace(found, met=meeting_of(Act(term.end, sure=True), Window(due, window.latest)))


def _state(due: Day | None, sort: str, life: Life, day: Day) -> str:
    if due is None:
        return NEEDS_INPUT
    if due < day:
        return UPCOMING if sort == FIXED else OVERDUE
    soon = life.vocabulary.thresholds.get(SOON, USUAL_SOON)
    return DUE_SOON if due <= moved(day, timedelta(soon)) else UPCOMING


def _moment(event: Event, date: CaseDate) -> datetime | None:
    """The hour for which something is fixed, where the day and the hour are known."""
    if event.time is None or date.earliest is None or date.earliest != date.latest:
        return None
    return datetime.fromisoformat(f"{date.earliest.isoformat()}T{event.time}")
