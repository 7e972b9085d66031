"""What a calendar entry says of a deadline: the law, the days and the count, and nobody's words.

A calendar lies on phones and in clouds. Of a case only ids, kinds and days go into one, and of a
public case what a person is called (design, section 9): `bare` leaves all else behind, before any
sentence is made.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date as Day

from caseledger.domain.case import Case, Event, Person
from caseledger.domain.deadlines.deadline import MET, OPEN_STATES, Deadline, Decision
from caseledger.domain.deadlines.term_ends import CUSTODY
from caseledger.domain.deadlines.terms import FIXED
from caseledger.render.deadline_phrases import STATUSES
from caseledger.render.deadline_steps import numbered
from caseledger.render.deadline_words import DeadlineWords
from caseledger.render.law_words import UNVERIFIED

LINES = {
    "en": {
        "law": "Law: {law} ({status})",
        "person": "Case {case}, person {person}",
        "binds": "Must act: {}",
        "trigger": "Starts with entry {event}: {kind}",
        "entry": "Entry {event}: {kind}",
        "due": "Due: {}",
        "early": "Entered on the earliest possible day: {}",
        "fixed": "Fixed for: {}",
        "hour": "{}, local time",
        "state": "State: {}",
        "void": "State: void, the entry that started it was refuted or cancelled",
        "missed": "If it is missed: {}",
        "needs": "To be recorded: {}",
        "holidays": "Public holidays: {state}, {version}",
        "count": "How it is counted:",
        "as-of": "Deadlines as of {}. Check the ledger before you rely on a day.",
    },
    "ru": {
        "law": "Норма: {law} ({status})",
        "person": "Дело {case}, лицо {person}",
        "binds": "Кто действует: {}",
        "trigger": "Начало течения: запись {event}, {kind}",
        "entry": "Запись {event}: {kind}",
        "due": "Срок истекает: {}",
        "early": "Внесено на самый ранний возможный день: {}",
        "fixed": "Назначено на: {}",
        "hour": "{}, местное время",
        "state": "Состояние: {}",
        "void": "Состояние: отпал, исходная запись опровергнута или отменена",
        "missed": "Если пропущен: {}",
        "needs": "Следует записать: {}",
        "holidays": "Праздничные дни: {state}, {version}",
        "count": "Как исчислен:",
        "as-of": "Сроки по состоянию на {}. Прежде чем полагаться на день, сверьтесь с реестром.",
    },
}
"""The lines of an entry, in the order in which they stand."""

VOID = frozenset({"refuted", "cancelled"})
"""States of the entry that started the clock in which it never did."""


def is_void(one: Deadline) -> bool:
    """Whether the entry that would have started the clock turned out not to be."""
    return one.trigger.state in VOID


def day_in_calendar(deadline: Deadline) -> Day | None:
    """Return the day on which a deadline stands in a calendar, None where none can be given.

    What a person decided goes before all; then the earliest for the applicant, and for limits that
    free the person, so that nobody comes late to the gate; else the day on which it is due.
    """
    if deadline.effective != deadline.due:
        return deadline.effective
    if deadline.for_applicant or _frees(deadline):
        return deadline.earliest or deadline.due
    return deadline.due


def _frees(deadline: Deadline) -> bool:
    """Whether the person must be let go when the period is over."""
    custody = deadline.rule.custody if deadline.rule else deadline.term == CUSTODY
    return custody and not deadline.for_applicant


def bare(one: Deadline) -> Deadline:
    """Return a deadline without any text of its case; a label of the person only if it is public.

    What stays are ids, codes, days and hours, each of a closed form, and what the law says.
    """
    events = {event.id: _bare_event(event) for event in one.case.events}
    # The trigger last: of a void deadline it alone says so.
    own = (one.selector, one.moot_by, one.met.event if one.met else None, one.trigger)
    events |= {event.id: _bare_event(event) for event in own if event}
    person = _bare_person(one.person, public=one.case.is_public)
    return replace(
        one,
        case=Case(
            format=one.case.format,
            id=one.case.id,
            title="",
            visibility=one.case.visibility,
            people=(person,),
            events=tuple(events.values()),
        ),
        person=person,
        trigger=events[one.trigger.id],
        selector=events[one.selector.id] if one.selector else None,
        met=replace(one.met, event=events[one.met.event.id]) if one.met else None,
        moot_by=events[one.moot_by.id] if one.moot_by else None,
        decision=_bare_decision(one),
    )


def _bare_event(event: Event) -> Event:
    return Event(id=event.id, date=event.date, kind=event.kind, state=event.state, sources=())


def _bare_person(person: Person, *, public: bool) -> Person:
    """Who is sealed is never named, not even in a case that is public."""
    name = person.name if public and not person.sealed else None
    return Person(id=person.id, name=name, pseudonym=person.pseudonym if public else None)


def _bare_decision(one: Deadline) -> Decision | None:
    if one.decision is None:
        return None
    stored = replace(one.decision.stored, by=None, on=None, reason=None)
    return replace(one.decision, stored=stored)


def subject(one: Deadline, words: DeadlineWords) -> str:
    """Return the line that a calendar shows: case and what must be done.

    ``one`` must be `bare`. The person is named behind it only where the case is public; law that
    was not read in full never goes without a word of that.
    """
    label = one.person.label
    named = f" – {label}" if label != one.person.id else ""
    doubt = f" ({STATUSES[words.lang]['unverified']})" if one.status in UNVERIFIED else ""
    return f"{one.case.id}: {words.title(one)}{named}{doubt}"


def description(one: Deadline, words: DeadlineWords) -> Iterator[str]:
    """Yield the lines of the text below; ``one`` must be `bare`."""
    lines = LINES[words.lang]
    yield words.title(one)
    if one.rule:
        yield lines["law"].format(law=words.law(one), status=words.status(one))
    person = one.person.label
    yield lines["person"].format(case=one.case.id, person=person)
    if words.who(one):
        yield lines["binds"].format(words.who(one))
    kind = words.event_words(one.trigger.id, one)
    yield lines["trigger" if one.rule else "entry"].format(event=one.trigger.id, kind=kind)
    yield ""
    yield from _days(one, words)
    yield from _state(one, words)
    yield from _count(one, words)


def _days(one: Deadline, words: DeadlineWords) -> Iterator[str]:
    lines = LINES[words.lang]
    due = words.due(one)
    if one.moment is not None:
        due = lines["hour"].format(due)
    yield lines["fixed" if one.term == FIXED else "due"].format(due)
    day = day_in_calendar(one)
    if day is not None and day != one.effective:
        yield lines["early"].format(words.day(day))
    yield from words.marks(one)


def _state(one: Deadline, words: DeadlineWords) -> Iterator[str]:
    lines = LINES[words.lang]
    if is_void(one):
        yield lines["void"]
        return
    ended = words.meeting(one) if one.state == MET else words.moot_by(one)
    told = f"{words.short_state(one)}: {ended}" if ended else words.state(one)
    yield lines["state"].format(told)
    if one.state in OPEN_STATES and one.rule:
        yield lines["missed"].format(words.missed(one))
    if one.needs:
        yield lines["needs"].format(words.needs(one))


def _count(one: Deadline, words: DeadlineWords) -> Iterator[str]:
    lines = LINES[words.lang]
    sentences = words.steps(one)
    if sentences:
        yield ""
        yield lines["count"]
        yield from numbered(sentences)
    version = words.wording.speech.vocabulary.calendar.version
    if one.calendar_state and version:
        state = words.wording.speech.state(one.calendar_state)
        yield lines["holidays"].format(state=state, version=version)
